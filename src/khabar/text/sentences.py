"""Sentences of a paragraph: tokens in, token ranges out. Knows no words, only signs, spaces and single letters.

A sentence ends at a line break and after a full stop, exclamation mark, question mark, or two and more dots. It does
not end inside a number (`3.2`), after an initial (one letter and a stop: titles, middle names, agencies spelled by
letters) nor inside an address. Closing marks that touch the stop belong to the sentence. A row of words that
never stops is cut, so that a hostile page takes no longer by the word than any other.
"""

from __future__ import annotations

from bisect import bisect_left
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from khabar.text.tokens import Tokens

_STOPS = frozenset({".", "!", "?", "\u2026"})
_CLOSING = frozenset({'"', "'", ")", "]", "}"})
# Quotation marks that open by their shape: touching a stop, they begin what follows.
_OPENING = frozenset("\u00ab\u201c\u201e\u2039\u2018\u201a")
#: Tokens of a sentence: the longest of 2,140 newspaper articles has 545.
MOST_TOKENS = 600
_SHORT = 5  # letters of a word too long to be the name of a letter
_SPELLED = 3  # so many initials in a row are an agency, and its last stop may end the sentence


def find_sentences(tokens: Tokens, first: int, last: int) -> tuple[tuple[int, int], ...]:
    """Return the token ranges, half-open, of the sentences in tokens `[first, last)`; together they cover it."""
    lines = tokens.lines
    at = bisect_left(lines, first, key=lambda line: line.first)
    edges = [first]
    while at < len(lines) and lines[at].first < last:
        if lines[at].first > first:
            edges.append(lines[at].first)
        at += 1
    sentences = (sentence for begin, end in pairwise((*edges, last)) for sentence in _in_line(tokens, begin, end))
    return tuple(piece for begin, end in sentences for piece in _pieces(begin, end))


def _pieces(first: int, last: int) -> Iterator[tuple[int, int]]:
    for start in range(first, last, MOST_TOKENS):
        yield start, min(last, start + MOST_TOKENS)


def _in_line(tokens: Tokens, first: int, last: int) -> Iterator[tuple[int, int]]:
    """Yield the sentences of one line."""
    forms = tokens.forms
    start = following = first
    for at in [at for at in range(first, last) if forms[at] in _STOPS]:
        if at < following:
            continue  # one of several stops
        following = _end_of_stop(tokens, at, last)
        if following == last or _ends_sentence(tokens, at, following, start):
            yield start, following
            start = following
    if start < last:
        yield start, last


def _end_of_stop(tokens: Tokens, at: int, last: int) -> int:
    """Return the token after the stop at `at`, further stops and the closing marks that touch them included."""
    forms, starts, ends = tokens.forms, tokens.starts, tokens.ends
    following = at + 1
    while following < last and starts[following] == ends[following - 1]:
        sign = forms[following]
        if sign not in _STOPS and (sign not in _CLOSING or tokens.page[starts[following]] in _OPENING):
            break
        following += 1
    return following


def _ends_sentence(tokens: Tokens, at: int, following: int, start: int) -> bool:
    forms, starts, ends = tokens.forms, tokens.starts, tokens.ends
    if forms[at] != "." or following - at > 1:
        return True
    touches_next = starts[following] == ends[at]
    touches_last = at > start and ends[at - 1] == starts[at]
    if (
        touches_next
        and touches_last
        and (_is_one_word(forms[at - 1], forms[following]) or _is_spelled(tokens, at, start))
    ):
        return False
    return not (touches_last and _is_initial(tokens, at, following, start))


def _is_one_word(left: str, right: str) -> bool:
    """Return whether a stop between the two is part of a number or an address: digits, or letters that are ASCII."""
    return (left.isdigit() and right.isdigit()) or (
        left.isascii() and right.isascii() and left.isalnum() and right.isalnum()
    )


def _is_spelled(tokens: Tokens, at: int, start: int) -> bool:
    """Return whether the stop at `at` stands in a name spelled out by its letters' names: two stops, short words."""
    last = len(tokens.forms)
    return any(_is_triple(tokens, first) for first in (at - 3, at - 1) if first >= start and first + 4 < last)


def _is_triple(tokens: Tokens, first: int) -> bool:
    """Return whether three short words with stops between them, all touching, open at token `first`."""
    forms, starts, ends = tokens.forms, tokens.starts, tokens.ends
    words, stops = forms[first : first + 5 : 2], forms[first + 1 : first + 5 : 2]
    touching = all(ends[at] == starts[at + 1] for at in range(first, first + 4))
    return touching and set(stops) == {"."} and all(form.isalpha() and len(form) < _SHORT for form in words)


def _is_initial(tokens: Tokens, at: int, following: int, start: int) -> bool:
    """Return whether the stop at `at` follows one letter of a title or of a spelled-out name that goes on."""
    if not _is_letter(tokens.forms[at - 1]):
        return False
    if _is_letter(tokens.forms[following]):
        return True
    count, back = 1, at - 2
    while back >= start and (tokens.forms[back] == "." or _is_letter(tokens.forms[back])):
        count += tokens.forms[back] != "."
        back -= 1
    if count > 1 and tokens.forms[at - 2] != ".":
        return False  # letters spelled without stops: this stop is the sentence's
    return count < _SPELLED


def _is_letter(form: str) -> bool:
    return len(form) == 1 and form.isalpha()

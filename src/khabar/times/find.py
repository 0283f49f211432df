"""Time expressions found in tokens: left to right, the longest, none inside another."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING

from khabar.times import calendar, days
from khabar.times.draft import Found, finish, merge
from khabar.times.words import read_words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from khabar.lexicon.times import TimeLexicon
    from khabar.text.tokens import Tokens
    from khabar.times.expression import TimeExpression
    from khabar.times.words import Words

_PHRASES: tuple[Callable[[Words, int], Found | None], ...] = (
    days.day_from_today,
    days.night_from_today,
    days.moment,
    days.weekday,
    days.nth_weekday,
    days.weekday_of_week,
    days.part_of_day,
    calendar.date,
    calendar.month,
    calendar.year,
    calendar.bare_year,
    calendar.numeric_date,
)
_LONGEST_GAP = 3


def find_times(tokens: Tokens, first: int, last: int, lexicon: TimeLexicon) -> tuple[TimeExpression, ...]:
    """Return the time expressions in tokens `[first, last)`, in order, none inside another, none across a line's end."""
    lines = tokens.lines
    found: list[TimeExpression] = []
    at = bisect_right(lines, first, key=lambda line: line.last)
    while at < len(lines) and lines[at].first < last:
        start, end = max(lines[at].first, first), min(lines[at].last, last)
        found.extend(_find_in_line(read_words(tokens, start, end, lexicon)))
        at += 1
    return tuple(found)


def _find_in_line(words: Words) -> Iterator[TimeExpression]:
    behind = 0
    for at in words.openers:
        if at < behind:
            continue
        found = _read(words, at)
        if found is None or found.draft.loose:
            continue
        behind = found.last
        first = words.first + at
        span = words.tokens.span(first, words.first + behind, words.cuts.get(at, 0))
        yield finish(found.draft, first, words.first + behind, span)


def _read(words: Words, at: int) -> Found | None:
    """Read the longest expression at `at`: a phrase and every neighbour that speaks of the same moment."""
    found = _longest(words, at)
    while found is not None:
        further = _neighbour(words, found, at)
        if further is None:
            return found
        found = further
    return None


def _longest(words: Words, at: int) -> Found | None:
    best: Found | None = None
    for phrase in _PHRASES:
        found = phrase(words, at)
        if found is not None and (best is None or found.last > best.last):
            best = found
    return best


def _neighbour(words: Words, found: Found, first: int) -> Found | None:
    """Return `found` merged with the phrase behind it, over the signs and words that may stand between."""
    at, opened = found.last, ""
    for _ in range(_LONGEST_GAP):
        merged = _merge_at(words, found, at)
        if merged is not None:
            return _close(words, merged, opened)
        step = _step(words, at)
        if step is None:
            return None
        if words.forms[at] in '("':
            opened = words.forms[at]
        at = step
    return None


def _merge_at(words: Words, found: Found, at: int) -> Found | None:
    if at >= words.size or (words.clitic(at) and words.clitic(at) == words.lexicon.numbers.joint):
        return None
    other = _longest(words, at)
    merged = merge(found.draft, other.draft) if other else None
    return Found(merged, other.last) if merged and other else None


def _step(words: Words, at: int) -> int | None:
    """Return the position behind a sign or word that may stand between two halves of an expression."""
    if words.sign(at, ',()-/|":'):
        return at + 1
    for kind in ("on_date", "of"):
        taken = words.take(kind, at)
        if taken is not None:
            return taken[1]
    return None


def _close(words: Words, found: Found, opened: str) -> Found:
    """Return `found` with the bracket or quotation mark closed that was opened inside it."""
    closing = {"(": ")", '"': '"'}.get(opened, "")
    return Found(found.draft, found.last + 1) if closing and words.sign(found.last, closing) else found

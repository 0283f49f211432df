"""What a clause says, as far as another can contradict it: its words, names, counts, turns and sides of oppositions.

A `Wording` is read from a range of tokens; the way back to the page is the token index each part bears.
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from math import inf
from typing import TYPE_CHECKING, NamedTuple

from khabar.text.letters import SEEN
from khabar.text.numbers import find_number, read_ordinal
from khabar.text.stems import stem_word
from khabar.text.tokens import tokenize

if TYPE_CHECKING:
    from collections.abc import Iterator

    from khabar.lexicon import Lexicon
    from khabar.lexicon.claims import ClaimLexicon, Side, Turn
    from khabar.model import Entity
    from khabar.text.numbers import Number
    from khabar.text.tokens import Tokens

_ORDINAL_WORDS = 3
_BOUND_REACH = 4  # tokens of the longest words before a count that make it a bound
# Shares by which a count may be off: one given as about so much, and one that others round.
_ABOUT = 0.15
_ROUNDED = 0.02
_VERB_STARTS = ("\u064a", "\u062a")


class Word(NamedTuple):
    """A word of the clause: its place among the page's tokens, folded form, light stem, and the page's own spelling."""

    at: int
    form: str
    stem: str
    spelled: str


class Placed(NamedTuple):
    """A name as the id of an entity, and the tokens `[at, last)` that bear it."""

    at: int
    last: int
    what: str


_POINTS = frozenset(".,\u066b\u066c")


class Count(NamedTuple):
    """A number, the token it opens at, and the stem of the word it counts, "" at the end of the clause.

    What it may be runs from `low` to `high`, both included; "more than twenty" has no upper end.
    """

    at: int
    value: int
    low: float
    high: float
    of: str


class Stand(NamedTuple):
    """A word as a side of oppositions: the token it stands at, and the sides its form may be."""

    at: int
    sides: tuple[Side, ...]


class Turning(NamedTuple):
    """What turns the clause, the token it opens at and the token behind it."""

    at: int
    last: int
    kind: Turn


@dataclass(frozen=True, slots=True)
class Wording:
    """What a clause says. Everything is in the order of the page."""

    words: tuple[Word, ...]
    names: tuple[Placed, ...]
    counts: tuple[Count, ...]
    stands: tuple[Stand, ...]
    turns: tuple[Turning, ...]

    def spell(self, at: int) -> str:
        """Return the word at a token as the page spells it, "" where none of the words stands there."""
        place = bisect_left(self.words, at, key=lambda word: word.at)
        return self.words[place].spelled if place < len(self.words) and self.words[place].at == at else ""

    def spell_all(self, at: int, last: int) -> str:
        """Return the words of tokens `[at, last)`."""
        return " ".join(filter(None, map(self.spell, range(at, last))))


def read_text(text: str, lexicon: Lexicon) -> Wording:
    """Return what a text by itself says, a headline for one."""
    tokens = tokenize(text, lexicon.dodged, lexicon.whole)
    return read_wording(tokens, 0, len(tokens.forms), lexicon)


def read_wording(tokens: Tokens, first: int, last: int, lexicon: Lexicon) -> Wording:
    """Return what tokens `[first, last)` say."""
    counts, counted = _find_counts(tokens, first, last, lexicon)
    return Wording(
        words=tuple(
            Word(at, tokens.forms[at], stem_word(tokens.forms[at]), tokens.text(at, at + 1))
            for at in range(first, last)
            if tokens.forms[at][0].isalnum() and at not in counted
        ),
        names=tuple(_find_names(tokens, first, last, lexicon)),
        counts=counts,
        stands=tuple(Stand(hit.first, hit.entries) for hit in lexicon.claims.sides.find(tokens, first, last)),
        turns=tuple(_find_turns(tokens, first, last, lexicon)),
    )


def _find_counts(tokens: Tokens, first: int, last: int, lexicon: Lexicon) -> tuple[tuple[Count, ...], frozenset[int]]:
    """Return the counts of a range and the tokens they take up."""
    found: list[Count] = []
    taken: set[int] = set()
    at = first
    while at < last:
        number = find_number(tokens, at, last, lexicon.times.numbers)
        if number is None or number.ordinal or _is_fraction(tokens, at):
            at += 1
            continue
        of = tokens.forms[number.last] if number.last < last else ""
        low, high = _find_range(tokens, at, number, first, last, lexicon.claims)
        found.append(Count(at, number.value, low, high, stem_word(of) if of[:1].isalpha() else ""))
        taken.update(range(at, number.last))
        at = number.last
    return tuple(found), frozenset(taken)


def _is_fraction(tokens: Tokens, at: int) -> bool:
    """Answer whether a point and a digit stand right before a number: what is behind the point counts nothing."""
    before = tokens.page[max(0, tokens.starts[at] - 2) : tokens.starts[at]]
    return len(before) == 2 and before[0].isdigit() and before[1] in _POINTS


def find_ordinals(text: str, lexicon: Lexicon) -> frozenset[int]:
    """Return the values of the ordinals of a text that are written out: the second convoy is not the third."""
    tokens = tokenize(text, lexicon.dodged, lexicon.whole)
    return frozenset(_read_ordinals(tokens, lexicon))


def _read_ordinals(tokens: Tokens, lexicon: Lexicon) -> Iterator[int]:
    last = len(tokens.forms)
    for at in range(last):
        for _, stem in tokens.readings[at]:
            words = (stem, *tokens.forms[at + 1 : min(last, at + _ORDINAL_WORDS)])
            number = read_ordinal(words, 0, len(words), lexicon.times.numbers)
            if number is not None:
                yield number.value
                break


def _find_range(
    tokens: Tokens, at: int, number: Number, first: int, last: int, claims: ClaimLexicon
) -> tuple[float, float]:
    """Return from what to what a count may be, by the words before it and behind what it counts."""
    before = (claims.bounds_before.at(tokens, start, at) for start in range(max(first, at - _BOUND_REACH), at))
    behind = (claims.bounds_behind.at(tokens, start, last) for start in range(number.last, min(last, number.last + 3)))
    kind = next((hit.entries[0] for hit in before if hit and hit.last == at), None)
    kind = kind or next((hit.entries[0] for hit in behind if hit), None)
    if kind == "least":
        return number.value, inf
    if kind == "most":
        return 0, number.value
    slack = number.value * (_ABOUT if kind == "about" else _ROUNDED)
    return number.value - slack, number.value + slack


def _find_names(tokens: Tokens, first: int, last: int, lexicon: Lexicon) -> list[Placed]:
    """Return states, their people and seats as the state, other known names by their ids."""
    names = lexicon.names
    found = [
        Placed(hit.first, hit.last, _state_of(hit.entries[0]))
        for hit in names.known.find(tokens, first, last)
        if not _is_common(tokens, hit.first, hit.last, lexicon)
    ]
    taken = {at for name in found for at in range(name.at, name.last)}
    found += [
        Placed(hit.first, hit.last, hit.entries[0].country)
        for hit in names.nisbas.find(tokens, first, last)
        if hit.first not in taken
    ]
    return sorted(found)


def _state_of(entity: Entity) -> str:
    """Return the id of an entity, that of its state for a capital, which stands for its government."""
    return f"iso:{entity.country}" if entity.place_precision == "capital" else entity.id


def _is_common(tokens: Tokens, first: int, last: int, lexicon: Lexicon) -> bool:
    """Answer whether a name of one word is a common word too, which alone proves no name."""
    return last == first + 1 and tokens.forms[first] in lexicon.names.words.ambiguous


def _find_turns(tokens: Tokens, first: int, last: int, lexicon: Lexicon) -> list[Turning]:
    bounds = {at for hit in lexicon.claims.bounds_before.find(tokens, first, last) for at in range(hit.first, hit.last)}
    found = [
        Turning(hit.first, hit.last, kind)
        for hit in lexicon.claims.turns.find(tokens, first, last)
        for kind in hit.entries
        if hit.first not in bounds
    ]
    for at in range(first, last):
        form = tokens.forms[at]
        if form.startswith(SEEN) and form[1:2] in _VERB_STARTS and len(form) > 4 and not _is_said(found, at):
            found.append(Turning(at, at + 1, "planned"))
    return sorted(found)


def _is_said(turns: list[Turning], at: int) -> bool:
    return any(turn.at <= at < turn.last for turn in turns)

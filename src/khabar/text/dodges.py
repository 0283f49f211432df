"""Words that writers break up to pass filters, found in folded text: the separators inside them out.

A dodged word is held apart by single signs, at one place or more (`d-a-e-s-h`, `da*esh`), or letter by letter by
spaces, with or without a sign (`d a e s h`, `d - a - e - s - h`). Which words are dodged is the caller's to say: a
compound with a hyphen, a hashtag, an initialism spell none of them and stay as they are. Two halves with a space
between are two words.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from khabar.text.clitics import read_clitics
from khabar.text.letters import ARTICLE

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Set as AbstractSet

Stretch = tuple[int, int]

_LETTER = "[\u0621-\u064a]"
_SIGNS = "-._*/+|~="
_AFTER = re.compile(f"{_LETTER}+")
_BEFORE = re.compile(f"{_LETTER}+\\Z")
# Three letters or more that stand alone. The first pattern begins with a literal and so is looked for much faster.
_GAP = f" (?:[{re.escape(_SIGNS)}] )?"
_SPACED_PAIR = re.compile(f"{_GAP}{_LETTER}{_GAP}{_LETTER}(?![^\\W_])")
_SPACED = re.compile(f"(?<![^\\W_]){_LETTER}(?:{_GAP}{_LETTER}(?![^\\W_])){{2,}}")
_LONGEST_CLITICS = 4  # a conjunction, a preposition, the article


def find_dodges(folded: str, dodged: AbstractSet[str]) -> list[Stretch]:
    """Return the stretches `[start, end)` of `folded` that hold words of `dodged` apart, in order.

    The words may have proclitics and the article in front.
    """
    longest = max(map(len, dodged), default=0) + _LONGEST_CLITICS
    found: list[Stretch] = []
    for chain in (*_signed(folded, longest), *_spaced(folded)):
        found += _separators(folded, chain, dodged, longest)
    return sorted(found)


def _signed(folded: str, longest: int) -> Iterator[list[Stretch]]:
    """Yield the chains of fragments with one sign between each; a fragment longer than `longest` ends its chain."""
    chain: list[Stretch] = []
    for sign in sorted(at for char in _SIGNS for at in _find_all(folded, char)):
        after = _AFTER.match(folded, sign + 1, sign + 2 + longest)
        if after is None:
            continue
        if chain and chain[-1][1] == sign:
            chain.append(after.span())
        elif before := _BEFORE.search(folded, max(0, sign - longest), sign):
            if chain:
                yield chain
            chain = [before.span(), after.span()]
    if chain:
        yield chain


def _find_all(folded: str, char: str) -> Iterator[int]:
    at = folded.find(char)
    while at >= 0:
        yield at
        at = folded.find(char, at + 1)


def _spaced(folded: str) -> Iterator[list[Stretch]]:
    """Yield the chains of three or more single letters with a space between each."""
    if _SPACED_PAIR.search(folded):
        for match in _SPACED.finditer(folded):
            yield [letter.span() for letter in _AFTER.finditer(folded, *match.span())]


def _separators(folded: str, chain: list[Stretch], dodged: AbstractSet[str], longest: int) -> Iterator[Stretch]:
    """Yield what lies between the fragments of each dodged word in `chain`: of those that meet, the first, longest."""
    first = 0
    while first < len(chain) - 1:
        word, last = "", first
        for at in range(first, len(chain)):
            word += folded[slice(*chain[at])]
            if len(word) > longest:
                break
            if at > first and _is_dodged(word, dodged):
                last = at
        for at in range(first, last):
            yield chain[at][1], chain[at + 1][0]
        first = last + 1


def _is_dodged(word: str, dodged: AbstractSet[str]) -> bool:
    return any(stem in dodged or stem.removeprefix(ARTICLE) in dodged for _, stem in read_clitics(word))

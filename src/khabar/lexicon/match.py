"""Phrases of the lexicon found in the tokens of a page, proclitics allowed in front, the longest first.

One dictionary from folded phrase to entries and one from first word to the longest phrase it opens: a token costs one
or two look-ups, and a hit keeps its page span with the proclitics cut off. An Aho-Corasick automaton over the folded
text is no faster (benchmarks/matching.py): nine of ten of its hits stand inside other words and are thrown out again.
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from typing import TYPE_CHECKING, Generic, NamedTuple, TypeVar

from khabar.text.tokens import phrase_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from khabar.model import Span
    from khabar.text.tokens import Tokens

__all__ = ["Hit", "PhraseIndex", "build_index", "index_folded", "join_indexes", "phrase_words"]

E = TypeVar("E")


class Hit(NamedTuple, Generic[E]):
    """Entries found at tokens `[first, last)`, after `cut` folded characters of proclitics on the first token."""

    first: int
    last: int
    cut: int
    entries: tuple[E, ...]

    def span(self, tokens: Tokens) -> Span:
        """Return the page characters of the hit, proclitics left out."""
        return tokens.span(self.first, self.last, self.cut)

    def clitics(self, tokens: Tokens) -> str:
        """Return the proclitics in front of the hit, folded."""
        return tokens.forms[self.first][: self.cut]


@dataclass(frozen=True, slots=True)
class PhraseIndex(Generic[E]):
    """Entries by their folded phrases.

    `reach` holds the most tokens of any phrase that opens with a word, `pairs` those of any that opens with two, given
    as one string, so that phrases of more words are joined only where two of them stand.
    """

    phrases: dict[str, tuple[E, ...]]
    reach: dict[str, int]
    pairs: dict[str, int]

    def at(self, tokens: Tokens, first: int, last: int) -> Hit[E] | None:
        """Return the longest hit from token `first` that ends by `last`; of equals, that with the fewest clitics."""
        best: Hit[E] | None = None
        reach, phrases = self.reach, self.phrases
        for cut, stem in tokens.readings[first]:
            longest = reach.get(stem)
            if longest is None:
                continue
            if longest > 1 and first + 1 < last:
                hit = self._phrase_at(tokens, first, last, cut, stem, best.last if best else first + 1)
                if hit is not None:
                    best = hit
                    continue
            if best is None and first < last and stem in phrases:
                best = Hit(first, first + 1, cut, phrases[stem])
        return best

    def _phrase_at(self, tokens: Tokens, first: int, last: int, cut: int, stem: str, end: int) -> Hit[E] | None:
        """Return the longest hit of several tokens that ends behind `end`."""
        pair = f"{stem} {tokens.forms[first + 1]}"
        longest = self.pairs.get(pair)
        if longest is None:
            return None
        for stop in range(min(first + longest, last), end, -1):
            phrase = " ".join((pair, *tokens.forms[first + 2 : stop])) if stop > first + 2 else pair
            if phrase in self.phrases:
                return Hit(first, stop, cut, self.phrases[phrase])
        return None

    def openings(self, tokens: Tokens) -> list[int]:
        """Return the tokens of the page, in order, at which a phrase may open."""
        known = tokens.stems.keys() & self.reach.keys()
        return sorted({at for stem in known for at in tokens.stems[stem]})

    def find_among(self, tokens: Tokens, openings: list[int], first: int, last: int) -> Iterator[Hit[E]]:
        """Yield what `find` does, given the openings of the page: for who looks through a page range by range."""
        at = first
        for opening in openings[bisect_left(openings, first) : bisect_left(openings, last)]:
            if opening >= at and (hit := self.at(tokens, opening, last)) is not None:
                yield hit
                at = hit.last

    def find(self, tokens: Tokens, first: int, last: int) -> Iterator[Hit[E]]:
        """Yield the hits in tokens `[first, last)` from left to right, none inside another."""
        readings, reach = tokens.readings, self.reach
        at = first
        while at < last:
            hit = None
            # Most tokens open no phrase: to see that here saves a call for each.
            for _, stem in readings[at]:
                if stem in reach:
                    hit = self.at(tokens, at, last)
                    break
            if hit is None:
                at += 1
            else:
                yield hit
                at = hit.last


def build_index(pairs: Iterable[tuple[str, E]]) -> PhraseIndex[E]:
    """Return the index of `(phrase, entry)` pairs; a phrase keeps its entries in the order given, each once.

    A phrase without a word or sign is passed over: what is wrong with it, the check of its spelling says.
    """
    phrases: dict[str, tuple[E, ...]] = {}
    for phrase, entry in pairs:
        key = " ".join(phrase_words(phrase))
        if not key:
            continue
        known = phrases.get(key, ())
        if entry not in known:
            phrases[key] = (*known, entry)
    return index_folded(phrases)


def join_indexes(indexes: Iterable[PhraseIndex[E]]) -> PhraseIndex[E]:
    """Return one index of all that the given ones hold, the entries of the first before those of the next."""
    phrases: dict[str, tuple[E, ...]] = {}
    reach: dict[str, int] = {}
    pairs: dict[str, int] = {}
    for index in indexes:
        for whole, part in ((reach, index.reach), (pairs, index.pairs)):
            for word in whole.keys() & part.keys():
                whole[word] = max(whole[word], part[word])
            whole.update((word, part[word]) for word in part.keys() - whole.keys())
        for phrase in phrases.keys() & index.phrases.keys():
            known = phrases[phrase]
            phrases[phrase] = (*known, *(entry for entry in index.phrases[phrase] if entry not in known))
        phrases = {**index.phrases, **phrases}
    return PhraseIndex(phrases, reach, pairs)


def index_folded(phrases: dict[str, tuple[E, ...]]) -> PhraseIndex[E]:
    """Return the index of phrases folded already, their words joined by single spaces."""
    reach: dict[str, int] = {}
    pairs: dict[str, int] = {}
    for phrase in phrases:
        words = phrase.split(" ")
        reach[words[0]] = max(reach.get(words[0], 0), len(words))
        if len(words) > 1:
            pair = f"{words[0]} {words[1]}"
            pairs[pair] = max(pairs.get(pair, 0), len(words))
    return PhraseIndex(phrases, reach, pairs)

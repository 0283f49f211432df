"""Phrases of the lexicon found in the tokens of a page, proclitics allowed in front, the longest first.

One dictionary from folded phrase to entries and one from first word to the longest phrase it opens: a token costs one
or two look-ups, and a hit keeps its page span with the proclitics cut off. An Aho-Corasick automaton over the folded
text is no faster (benchmarks/matching.py): nine of ten of its hits stand inside other words and are thrown out again.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Generic, NamedTuple, TypeVar

from khabar.text.tokens import phrase_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from khabar.model import Span
    from khabar.text.tokens import Tokens

__all__ = ["Hit", "PhraseIndex", "build_index", "index_folded", "phrase_words"]

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
    """Entries by their folded phrases; `reach` holds the most tokens of any phrase that opens with a word."""

    phrases: dict[str, tuple[E, ...]]
    reach: dict[str, int]

    def at(self, tokens: Tokens, first: int, last: int) -> Hit[E] | None:
        """Return the longest hit from token `first` that ends by `last`; of equals, that with the fewest clitics."""
        best: Hit[E] | None = None
        reach = self.reach
        for cut, stem in tokens.readings[first]:
            if stem in reach:
                shortest = best.last - first if best else 0
                for size in range(min(reach[stem], last - first), shortest, -1):
                    phrase = " ".join((stem, *tokens.forms[first + 1 : first + size])) if size > 1 else stem
                    if phrase in self.phrases:
                        best = Hit(first, first + size, cut, self.phrases[phrase])
                        break
        return best

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
    reach: dict[str, int] = {}
    for phrase, entry in pairs:
        words = phrase_words(phrase)
        if not words:
            continue
        key = " ".join(words)
        known = phrases.get(key, ())
        if entry not in known:
            phrases[key] = (*known, entry)
        reach[words[0]] = max(reach.get(words[0], 0), len(words))
    return PhraseIndex(phrases, reach)


def index_folded(phrases: dict[str, tuple[E, ...]]) -> PhraseIndex[E]:
    """Return the index of phrases folded already, their words joined by single spaces."""
    reach: dict[str, int] = {}
    for phrase in phrases:
        first, *rest = phrase.split(" ")
        reach[first] = max(reach.get(first, 0), 1 + len(rest))
    return PhraseIndex(phrases, reach)

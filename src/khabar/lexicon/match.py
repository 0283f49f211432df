"""Phrases of the lexicon found in the tokens of a page, proclitics allowed in front, the longest first.

One dictionary from folded phrase to entries and one from first word to the longest phrase it opens: a token costs one or two
look-ups, and a hit keeps its page span with the proclitics cut off. Measured against an Aho-Corasick automaton over the
folded text (benchmarks/matching.py), whose hits inside other words must all be thrown out again.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Generic, NamedTuple, TypeVar

from khabar.text.fold import fold_form
from khabar.text.tokens import tokenize

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from khabar.model import Span
    from khabar.text.tokens import Tokens

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
        """Return the longest hit that opens at token `first` and ends by `last`; as it stands before clitics are cut."""
        best: Hit[E] | None = None
        for cut, stem in tokens.readings[first]:
            reach = self.reach.get(stem, 0)
            if not reach:
                continue
            for size in range(min(reach, last - first), 0, -1):
                phrase = " ".join((stem, *tokens.forms[first + 1 : first + size])) if size > 1 else stem
                if phrase in self.phrases:
                    if best is None or size > best.last - best.first:
                        best = Hit(first, first + size, cut, self.phrases[phrase])
                    break
        return best

    def find(self, tokens: Tokens, first: int, last: int) -> Iterator[Hit[E]]:
        """Yield the hits in tokens `[first, last)` from left to right, none inside another."""
        at = first
        while at < last:
            hit = self.at(tokens, at, last)
            if hit is None:
                at += 1
            else:
                yield hit
                at = hit.last


def build_index(pairs: Iterable[tuple[str, E]]) -> PhraseIndex[E]:
    """Return the index of `(phrase, entry)` pairs; a phrase keeps its entries in the order given, each once."""
    phrases: dict[str, tuple[E, ...]] = {}
    reach: dict[str, int] = {}
    for phrase, entry in pairs:
        words = phrase_words(phrase)
        key = " ".join(words)
        known = phrases.get(key, ())
        if entry not in known:
            phrases[key] = (*known, entry)
        reach[words[0]] = max(reach.get(words[0], 0), len(words))
    return PhraseIndex(phrases, reach)


def phrase_words(phrase: str) -> tuple[str, ...]:
    """Return the folded tokens of a phrase, as a page's tokens would have them."""
    if phrase.isalpha():
        return (fold_form(phrase),)
    return tokenize(phrase).forms

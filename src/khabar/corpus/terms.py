"""Texts in, the lemmas of their words out, by which headlines, leads and statements are compared.

Lemmas are simplemma's, which knows most inflected forms with their clitics; all are folded, so that no spelling counts,
and an article goes with the clitics before it. Whether a word that simplemma does not know opens with a clitic the pile
itself tells: by the form that it uses most.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

import simplemma

from khabar.text.clitics import read_clitics
from khabar.text.fold import fold_form
from khabar.text.letters import ARTICLE

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

_WORD = re.compile(r"[^\W_]+")
_SHORTEST = 2
_LANGUAGE = "ar"
# Times as often a form without its first letters must stand in the pile for these to be clitics: two out of three
# common words that open with such a letter are no word without it.
_OFTENER = 4


class Terms:
    """The lemmas of a pile's words, each looked up once."""

    def __init__(self) -> None:
        self._lemmas: dict[str, str] = {}
        self._counts: Counter[str] = Counter()
        self._settled: dict[str, str] = {}

    def find(self, *texts: str) -> Counter[str]:
        """Return the lemmas of all words of `texts` with their counts, and count them for `settle`."""
        found = Counter(term for text in texts for term in map(self._lemma, _WORD.findall(text)) if term)
        self._counts.update(found.keys())
        return found

    def settle(self, terms: Mapping[str, int]) -> Counter[str]:
        """Return `terms` without the clitics that all texts found so far tell to be such."""
        settled: Counter[str] = Counter()
        for term, count in terms.items():
            settled[self._settle(term)] += count
        return settled

    def _lemma(self, word: str) -> str:
        if word not in self._lemmas:
            self._lemmas[word] = _find_lemma(word)
        return self._lemmas[word]

    def _settle(self, term: str) -> str:
        if term not in self._settled:
            stems = [reading.stem for reading in read_clitics(term)]
            best = max(stems, key=lambda stem: (self._counts[stem], -len(stem)))
            self._settled[term] = best if self._counts[best] >= _OFTENER * self._counts[term] else term
        return self._settled[term]


def _find_lemma(word: str) -> str:
    """Return the folded lemma of a word, "" for a word of one letter."""
    folded = fold_form(simplemma.lemmatize(word, lang=_LANGUAGE))
    definite = next((reading.stem for reading in read_clitics(folded) if reading.stem.startswith(ARTICLE)), folded)
    stem = definite.removeprefix(ARTICLE)
    return stem if len(stem) >= _SHORTEST else folded if len(folded) >= _SHORTEST else ""


def weigh(documents: Iterable[Iterable[str]]) -> dict[str, int]:
    """Return in how many of `documents` each term stands."""
    return Counter(term for document in documents for term in set(document))

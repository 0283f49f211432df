"""The matter of a clause: what it speaks of, whatever the words it takes.

A name counts as the id of its entity, a deed (shell, shelled, shelling) as its entry in the code book, any other word
as its light stem; particles are left out. Terms are hashed, so that many clauses are compared without their words.
"""

from __future__ import annotations

from array import array
from dataclasses import dataclass
from hashlib import blake2b
from typing import TYPE_CHECKING

from khabar.text.stems import stem_word

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from khabar.corpus.claims.wording import Wording
    from khabar.lexicon import Lexicon
    from khabar.text.tokens import Tokens

_HASH_BYTES = 8
_LEAST = 3  # letters of a stem that tells anything
# What a report is called, and who passes it on, is no matter of what it says.
_REPORTS = frozenset({"report", "medium", "that", "what"})
# Classes of words that are no matter of a clause.
_PARTICLES = frozenset(
    {"preposition", "subordinator", "auxiliary", "demonstrative", "adverb", "quantity", "time", "partitive"}
)
_NAME, _DEED = "name ", "deed "


@dataclass(frozen=True, slots=True)
class Matter:
    """What a clause speaks of, as hashes of 64 bits, ascending: names, deeds, and all terms, these among them."""

    names: array[int]
    deeds: array[int]
    terms: array[int]


def find_terms(tokens: Tokens, first: int, last: int, wording: Wording, lexicon: Lexicon) -> dict[int, str]:
    """Return the terms of tokens `[first, last)`, of which `wording` is what they say, by the tokens they open at."""
    silent = set(_find_reports(tokens, first, last, lexicon))
    silent.update(at for turn in wording.turns for at in range(turn.at, turn.last))
    found = {
        hit.first: f"{_DEED}{hit.entries[0].deed.id}"
        for hit in lexicon.deeds.forms.find(tokens, first, last)
        if hit.first not in silent
    }
    found.update((at, f"{_NAME}{name.what}") for name in wording.names for at in range(name.at, name.last))
    classes = lexicon.deeds.grammar.words.phrases
    for word in wording.words:
        if word.at not in found and word.at not in silent:
            if any(not _PARTICLES.isdisjoint(names) for names in classes.get(word.form, ())):
                continue
            stem = stem_word(word.form)
            if len(stem) >= _LEAST:
                found[word.at] = stem
    return found


def make_matter(terms: Mapping[int, str]) -> Matter:
    """Return terms as they are compared across many clauses."""
    said = set(terms.values())
    return Matter(
        _hash_all(term for term in said if term.startswith(_NAME)),
        _hash_all(term for term in said if term.startswith(_DEED)),
        _hash_all(said),
    )


def is_name(term: str) -> bool:
    """Answer whether a term is a name."""
    return term.startswith(_NAME)


def _find_reports(tokens: Tokens, first: int, last: int, lexicon: Lexicon) -> Iterator[int]:
    for hit in lexicon.speech.roles.find(tokens, first, last):
        if _REPORTS.intersection(hit.entries):
            yield from range(hit.first, hit.last)


def _hash_all(terms: Iterable[str]) -> array[int]:
    # Not Python's own hash, which differs from run to run.
    return array("Q", sorted({_hash(term) for term in terms}))


def _hash(term: str) -> int:
    return int.from_bytes(blake2b(term.encode("utf-8", "surrogatepass"), digest_size=_HASH_BYTES).digest())

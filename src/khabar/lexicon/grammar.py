"""Closed classes of words: prepositions, subordinators, negation, and the nouns of those who act and suffer.

Read from `grammar.toml`: a word may stand in several classes, and a class may hold phrases. `verbs` are cited by past
and present like those of the code book, and inflected.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from khabar.lexicon.match import index_folded, phrase_words
from khabar.lexicon.tables import read_toml

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from khabar.lexicon.inflection import Inflection
    from khabar.lexicon.match import PhraseIndex
    from khabar.lexicon.tables import Faults

_PERSON = "person"


@dataclass(frozen=True, slots=True)
class Grammar:
    """Names of classes by word or phrase, one set each, and the folded members of each class."""

    words: PhraseIndex[frozenset[str]]
    classes: dict[str, frozenset[str]]


def load_grammar(folder: Path, agents: Iterable[str], inflection: Inflection, faults: Faults) -> Grammar:
    """Return the classes read from `grammar.toml` in `folder`; the folded nouns of `agents` make the class `person`."""
    kinds = {"class": frozenset({"id", "gloss", "forms", "verbs"})}
    classes = {_PERSON: frozenset(agents)}
    names: dict[str, set[str]] = {agent: {_PERSON} for agent in agents}
    for _, row in read_toml(folder / "grammar.toml", kinds, faults):
        members = {" ".join(phrase_words(form)) for form in row.words("forms")}
        for citation in row.words("verbs"):
            members.update(form.form for form in inflection.verb(citation))
        classes[row.source.entry] = frozenset(members)
        for member in members:
            names.setdefault(member, set()).add(row.source.entry)
    return Grammar(index_folded({word: (frozenset(of),) for word, of in names.items()}), classes)

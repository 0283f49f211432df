"""Closed classes of words: prepositions, subordinators, negation, and the nouns of those who act and suffer.

Read from `grammar.toml`: a word may stand in several classes, and a class may hold phrases.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from khabar.lexicon.match import build_index
from khabar.lexicon.tables import read_toml
from khabar.text.fold import fold_form

if TYPE_CHECKING:
    from pathlib import Path

    from khabar.lexicon.match import PhraseIndex
    from khabar.lexicon.tables import Faults


@dataclass(frozen=True, slots=True)
class Grammar:
    """Names of classes by word or phrase, and the folded members of each class."""

    words: PhraseIndex[str]
    classes: dict[str, frozenset[str]]


def load_grammar(folder: Path, faults: Faults) -> Grammar:
    """Return the classes read from `grammar.toml` in `folder`."""
    kinds = {"class": frozenset({"id", "gloss", "forms"})}
    pairs: list[tuple[str, str]] = []
    classes: dict[str, frozenset[str]] = {}
    for _, row in read_toml(folder / "grammar.toml", kinds, faults):
        forms = row.words("forms")
        name = row.source.entry
        classes[name] = frozenset(map(fold_form, forms))
        pairs += ((form, name) for form in forms)
    return Grammar(build_index(pairs), classes)

"""The issues part of the lexicon: what actors take sides on, and the words that tell their side; from `issues.toml`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, cast, get_args

from khabar.lexicon.match import build_index, index_folded, phrase_words
from khabar.lexicon.tables import read_toml

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from khabar.lexicon.inflection import Inflection
    from khabar.lexicon.match import PhraseIndex
    from khabar.lexicon.tables import Faults, Row

Lean = Literal["for", "must", "against", "undo", "harm"]

_COMMON = frozenset({"id", "fires", "silent"})
_KINDS = {"issue": _COMMON | {"name", "gloss", "nouns", "phrases"}, "lean": _COMMON | {"turns", "verbs", "words"}}


@dataclass(frozen=True, slots=True)
class IssueLexicon:
    """Issue ids and leans by folded phrase, those of verbs apart; the issues' names in Arabic and English by id."""

    issues: PhraseIndex[str]
    leans: PhraseIndex[Lean]
    verbs: PhraseIndex[Lean]
    names: Mapping[str, tuple[str, str]]


def load_issues(folder: Path, inflection: Inflection, faults: Faults) -> IssueLexicon:
    """Return the issues part read from `folder`."""
    rows = list(read_toml(folder / "issues.toml", _KINDS, faults))
    issues = [row for kind, row in rows if kind == "issue"]
    leans = [(row, _read_lean(row, faults)) for kind, row in rows if kind == "lean"]
    phrases: dict[str, dict[str, None]] = {}
    for row in issues:
        for phrase in _phrases(row, inflection):
            phrases.setdefault(phrase, {})[row.source.entry] = None
    return IssueLexicon(
        issues=index_folded({phrase: tuple(of) for phrase, of in phrases.items()}),
        leans=build_index((word, lean) for row, lean in leans for word in row.words("words")),
        verbs=build_index(_inflect(leans, inflection)),
        names={row.source.entry: (row.text("name"), row.text("gloss")) for row in issues},
    )


def _phrases(row: Row, inflection: Inflection) -> Iterator[str]:
    for noun in row.words("nouns"):
        yield from (form.form for form in inflection.nominal(noun))
    for phrase in row.words("phrases"):
        yield " ".join(phrase_words(phrase))


def _read_lean(row: Row, faults: Faults) -> Lean:
    turns = row.text("turns")
    if turns not in get_args(Lean):
        faults.add(row.source.file, row.source.line, f"{row.source.entry}.turns", f"unknown lean '{turns}'")
    return cast("Lean", turns)


def _inflect(leans: list[tuple[Row, Lean]], inflection: Inflection) -> Iterator[tuple[str, Lean]]:
    for row, lean in leans:
        for citation in row.words("verbs"):
            yield from ((form.form, lean) for form in inflection.verb(citation) if not form.pronoun)

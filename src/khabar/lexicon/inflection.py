"""The forms of verbs and nouns: a citation form in, folded forms with their grammar out.

Endings stand in `inflection.toml`, by what the citation form ends in; this module joins them and knows no letters
itself. Not a conjugator: it makes the third persons, the first person plural and what attached pronouns do to them,
which is what reports are written in. Doubled and hollow verbs lose their other persons.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, NamedTuple

from khabar.lexicon.tables import read_toml
from khabar.text.fold import fold_form
from khabar.text.letters import TEH_MARBUTA

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from khabar.lexicon.tables import Faults, Row

_NOTHING = "-"

Part = Literal["verb", "noun"]
State = Literal["past", "present", "construct", "definite", "absolute", "possessed"]
Person = Literal["third", "plural", "first"]


class Inflected(NamedTuple):
    """One folded form. `pronoun` counts the folded letters of the pronoun at its end.

    Nouns: `construct` may govern a genitive, `definite` bears the article, `absolute` an accusative or dual ending,
    `possessed` a pronoun. Verbs: `plural` stands after its subject or without one.
    """

    form: str
    part: Part
    state: State
    person: Person = "third"
    pronoun: int = 0
    marbuta: bool = False  # ends in teh marbuta, which folds to heh


class _Ending(NamedTuple):
    """What is written alone, and before an attached pronoun (None: takes none), folded."""

    alone: str
    joined: str | None


@dataclass(frozen=True, slots=True)
class _VerbPattern:
    of: str
    third: tuple[_Ending, ...]
    plural: tuple[_Ending, ...]
    first: tuple[_Ending, ...]


@dataclass(frozen=True, slots=True)
class _NounPattern:
    of: str
    base: tuple[str, ...]
    accusative: tuple[str, ...]
    dual: tuple[str, ...]
    joined: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Inflection:
    """The endings of the language, patterns by citation ending, the longest first."""

    past: tuple[_VerbPattern, ...]
    present: tuple[_VerbPattern, ...]
    noun: tuple[_NounPattern, ...]
    third: tuple[str, ...]  # what the present of the third and first persons begins with
    first: tuple[str, ...]
    pronouns: tuple[str, ...]
    article: str

    def verb(self, citation: str) -> Iterator[Inflected]:
        """Yield the forms of a verb cited by its third persons masculine: past, present, a short jussive."""
        past, present, *jussive = citation.split()
        yield from _conjugate(past, _pattern(past, self.past), "past", ("",), ("",), self.pronouns)
        rest = present[1:]
        yield from _conjugate(rest, _pattern(rest, self.present), "present", self.third, self.first, self.pronouns)
        for short in jussive:
            for start in self.third:
                yield Inflected(start + fold_form(short[1:]), "verb", "present")

    def nominal(self, citation: str) -> Iterator[Inflected]:
        """Yield the forms of a noun cited without article."""
        pattern = next(p for p in self.noun if citation.endswith(p.of))
        core = fold_form(citation[: len(citation) - len(pattern.of)])
        marbuta = pattern.of == TEH_MARBUTA
        for ending in pattern.base:
            yield Inflected(core + ending, "noun", "construct", marbuta=marbuta)
            yield Inflected(self.article + core + ending, "noun", "definite", marbuta=marbuta)
        for ending in pattern.accusative:
            yield Inflected(core + ending, "noun", "absolute")
        for ending in pattern.dual:
            yield Inflected(core + ending, "noun", "absolute")
            yield Inflected(self.article + core + ending, "noun", "definite")
        for ending in pattern.joined:
            for pronoun in self.pronouns:
                yield Inflected(core + ending + pronoun, "noun", "possessed", "third", len(pronoun))


def _pattern(stem: str, patterns: tuple[_VerbPattern, ...]) -> _VerbPattern:
    return next(pattern for pattern in patterns if stem.endswith(pattern.of))


def _conjugate(
    stem: str,
    pattern: _VerbPattern,
    state: State,
    third: tuple[str, ...],
    first: tuple[str, ...],
    pronouns: tuple[str, ...],
) -> Iterator[Inflected]:
    """Yield one tense of a verb: each person's endings behind what that person begins with."""
    core = fold_form(stem[: len(stem) - len(pattern.of)])
    groups: tuple[tuple[Person, tuple[str, ...], tuple[_Ending, ...]], ...] = (
        ("third", third, pattern.third),
        ("plural", third, pattern.plural),
        ("first", first, pattern.first),
    )
    for person, starts, endings in groups:
        for start in starts:
            for ending in endings:
                yield Inflected(start + core + ending.alone, "verb", state, person)
                if ending.joined is not None:
                    for pronoun in pronouns:
                        form = start + core + ending.joined + pronoun
                        yield Inflected(form, "verb", state, person, len(pronoun))


_VERB_KEYS = frozenset({"id", "of", "third", "plural", "first"})
_NOUN_KEYS = frozenset({"id", "of", "base", "accusative", "dual", "joined"})
_AFFIXES = ("person_third", "person_first", "pronoun", "article")
_KINDS = {"past": _VERB_KEYS, "present": _VERB_KEYS, "noun": _NOUN_KEYS, "affix": frozenset({"id", "forms"})}


def load_inflection(folder: Path, faults: Faults) -> Inflection:
    """Return the endings read from `inflection.toml` in `folder`."""
    rows: dict[str, list[Row]] = {kind: [] for kind in _KINDS}
    for kind, row in read_toml(folder / "inflection.toml", _KINDS, faults):
        rows[kind].append(row)
    affixes: dict[str, tuple[str, ...]] = dict.fromkeys(_AFFIXES, ())
    affixes |= {row.source.entry: tuple(map(fold_form, row.words("forms"))) for row in rows["affix"]}
    for name in (name for name, forms in affixes.items() if not forms):
        faults.add("inflection.toml", 0, name, "no affix of this id, or one without forms")
    return Inflection(
        past=_verb_patterns(rows["past"]),
        present=_verb_patterns(rows["present"]),
        noun=tuple(
            _NounPattern(row.text("of"), *(_folded(row, key) for key in ("base", "accusative", "dual", "joined")))
            for row in _longest_first(rows["noun"])
        ),
        third=affixes["person_third"],
        first=affixes["person_first"],
        pronouns=affixes["pronoun"],
        article="".join(affixes["article"][:1]),
    )


def _verb_patterns(rows: list[Row]) -> tuple[_VerbPattern, ...]:
    return tuple(
        _VerbPattern(row.text("of"), _endings(row, "third"), _endings(row, "plural"), _endings(row, "first"))
        for row in _longest_first(rows)
    )


def _longest_first(rows: list[Row]) -> list[Row]:
    return sorted(rows, key=lambda row: -len(row.text("of")))


def _endings(row: Row, key: str) -> tuple[_Ending, ...]:
    return tuple(_ending(text) for text in row.words(key))


def _ending(text: str) -> _Ending:
    """Return the ending written `alone:joined`, `alone:` (takes no pronoun), or `both`; `-` is nothing."""
    alone, mark, joined = _letters(text).partition(":")
    if not mark:
        return _Ending(alone, alone)
    return _Ending(alone, joined or None)


def _folded(row: Row, key: str) -> tuple[str, ...]:
    return tuple(map(_letters, row.words(key)))


def _letters(text: str) -> str:
    return "" if text == _NOTHING else fold_form(text)

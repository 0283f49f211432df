"""The accords part of the lexicon: agreements by name, nouns for them, words on their keeping; from `accords.toml`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, NamedTuple, TypeVar, cast, get_args

from khabar.lexicon.match import build_index
from khabar.lexicon.tables import read_toml

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

    from khabar.lexicon.inflection import Inflection
    from khabar.lexicon.match import PhraseIndex
    from khabar.lexicon.tables import Faults, Row

# What an accord is, and what is said of it; `khabar.account.Says` holds the same words.
AccordKind = Literal["accord", "truce", "resolution"]
Word = Literal["named", "concluded", "holds", "wanted", "broken", "ended"]
T = TypeVar("T")

_COMMON = frozenset({"id", "fires", "silent"})
_KINDS = {
    "accord": _COMMON | {"name", "name_en", "names", "anchors", "resolution", "kind", "day"},
    "head": _COMMON | {"kind", "words", "places", "council"},
    "keeping": _COMMON | {"says", "flips", "verbs", "nouns", "words"},
}


class KnownAccord(NamedTuple):
    """An accord by its id, its names in Arabic and English, and the ISO prefix of when it was made, "" where unknown.

    `kind` is "truce" where it is what a bare "the truce" may mean, else "".
    """

    id: str
    name: str
    name_en: str
    day: str
    kind: Literal["truce", ""]


class KeepingWord(NamedTuple):
    """What a word says of an accord beside it, and what it says behind a negation."""

    says: Word
    flips: Word


@dataclass(frozen=True, slots=True)
class AccordLexicon:
    """All by folded phrase; resolutions by number.

    `anchors` name an accord behind a noun of `heads`, `places` stand right before a place that names one,
    words of `council` beside a number that is that of a resolution.
    """

    names: PhraseIndex[KnownAccord]
    anchors: PhraseIndex[KnownAccord]
    resolutions: Mapping[int, KnownAccord]
    heads: PhraseIndex[AccordKind]
    places: PhraseIndex[AccordKind]
    council: PhraseIndex[AccordKind]
    keepings: PhraseIndex[KeepingWord]


def load_accords(folder: Path, inflection: Inflection, faults: Faults) -> AccordLexicon:
    """Return the accords part read from `folder`."""
    rows: dict[str, list[Row]] = {kind: [] for kind in _KINDS}
    for kind, row in read_toml(folder / "accords.toml", _KINDS, faults):
        rows[kind].append(row)
    known = [(_read_accord(row), row) for row in rows["accord"]]
    heads = [(_one_of(row, "kind", get_args(AccordKind), faults), row) for row in rows["head"]]
    keepings = [(_read_keeping(row, faults), row) for row in rows["keeping"]]
    return AccordLexicon(
        names=build_index(_spread(known, "names")),
        anchors=build_index(_spread(known, "anchors")),
        resolutions={int(row.values["resolution"]): accord for accord, row in known if "resolution" in row.values},
        heads=build_index(_spread(cast("list[tuple[AccordKind, Row]]", heads), "words")),
        places=build_index(_spread(cast("list[tuple[AccordKind, Row]]", heads), "places")),
        council=build_index(_spread(cast("list[tuple[AccordKind, Row]]", heads), "council")),
        keepings=build_index((*_spread(keepings, "words"), *_inflect(keepings, inflection))),
    )


def _spread(rows: Iterable[tuple[T, Row]], key: str) -> Iterator[tuple[str, T]]:
    for thing, row in rows:
        yield from ((word, thing) for word in row.words(key))


def _inflect(rows: Iterable[tuple[T, Row]], inflection: Inflection) -> Iterator[tuple[str, T]]:
    for thing, row in rows:
        for citation in row.words("verbs"):
            yield from ((form.form, thing) for form in inflection.verb(citation) if not form.pronoun)
        for noun in row.words("nouns"):
            yield from ((form.form, thing) for form in inflection.nominal(noun))


def _read_accord(row: Row) -> KnownAccord:
    kind: Literal["truce", ""] = "truce" if row.text("kind") == "truce" else ""
    return KnownAccord(row.source.entry, row.text("name"), row.text("name_en"), row.text("day"), kind)


def _read_keeping(row: Row, faults: Faults) -> KeepingWord:
    says, flips = (_one_of(row, key, get_args(Word), faults) for key in ("says", "flips"))
    return KeepingWord(cast("Word", says), cast("Word", flips))


def _one_of(row: Row, key: str, known: tuple[str, ...], faults: Faults) -> str:
    value = row.text(key)
    if value not in known:
        source = row.source
        faults.add(source.file, source.line, f"{source.entry}.{key}", f"'{value}' is none of {', '.join(known)}")
    return value

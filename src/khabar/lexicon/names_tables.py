"""The tables of names read: rows in, entities and entries out."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from khabar.lexicon.names_entries import Country, Given, Head, Nisba, Office, Organ, Outlet, Period, Title
from khabar.lexicon.tables import read_tsv
from khabar.model import Entity
from khabar.text.letters import ARTICLE

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from khabar.lexicon.names_entries import Gender, HeadNeeds, HeadPart, Number, OutletKind, PartKind, TitleKind
    from khabar.lexicon.tables import Faults, Row
    from khabar.model import MentionType

_COUNTRY = ("id", "iso3", "names", "name_en", "capital", "masculine", "feminine", "dual", "plural")
_OUTLET = ("id", "names", "quoted", "name_en", "country", "kind")
_ACTOR = ("id", "names", "name_en", "country", "actor_code", "period")
_PERSON = ("id", "names", "short", "name_en", "country", "actor_code", "offices")
_PLACE = ("id", "names", "name_en", "country", "lat", "lon", "precision")
_TITLE = ("id", "masculine", "feminine", "plural", "name_en", "kind", "sector", "open", "single")
_HEAD = ("id", "forms", "definite", "name_en", "type", "sector", "part", "needs")
_ORGAN = ("id", "definite", "construct", "name_en", "type", "sector", "alone")
_PART = ("form", "kind")
_GIVEN = ("form", "strength")
_WORD = ("form",)
_OFFICE_PARTS = (4, 5)  # title;country;from;to[;for]
_GRAMMAR: tuple[tuple[str, Gender, Number], ...] = (
    ("masculine", "m", "s"),
    ("feminine", "f", "s"),
    ("dual", "m", "d"),
    ("plural", "m", "p"),
)


def read_words(folder: Path, name: str, faults: Faults) -> Iterator[str]:
    """Yield the forms of a table of bare words, as they are spelled there; none where the table is missing."""
    for row in _rows(folder, name, _WORD, faults):
        yield row.text("form")


def read_countries(folder: Path, faults: Faults) -> list[tuple[Entity, Row]]:
    """Return the states, each with its row."""
    found = []
    for row in _rows(folder, "countries.tsv", _COUNTRY, faults):
        code = row.text("iso3")
        iso2 = row.text("id").removeprefix("iso:")
        found.append((_entity(row, "LOC", iso2, code, precision="country"), row))
    return found


def country_entry(entity: Entity, row: Row, capital: str) -> Country:
    """Return the entry of a state whose capital has the entity id `capital`."""
    return Country(entity.id, row.text("iso3"), capital)


def nisba_forms(rows: Iterable[Row]) -> Iterator[tuple[str, Nisba]]:
    """Yield every form of every nisba: bare, with the article on each word, with the article on the first word."""
    for row in rows:
        for key, gender, number in _GRAMMAR:
            for form in row.words(key):
                yield form, Nisba(row.text("id"), gender, number, definite=False)
                words = form.split()
                definite = Nisba(row.text("id"), gender, number, definite=True)
                yield " ".join(ARTICLE + word for word in words), definite
                if len(words) > 1:
                    yield ARTICLE + form, definite


def read_outlets(
    folder: Path, faults: Faults
) -> Iterator[tuple[Entity | None, Outlet, tuple[str, ...], tuple[str, ...]]]:
    """Yield each outlet with its names, and those that name it only in quotation marks; a generic one has no entity."""
    for row in _rows(folder, "outlets.tsv", _OUTLET, faults):
        kind = cast("OutletKind", row.text("kind"))
        names, quoted = row.words("names"), row.words("quoted")
        if kind == "generic":
            yield None, Outlet("", kind), names, quoted
        else:
            yield _entity(row, "ORG", row.text("country"), "MED"), Outlet(row.text("id"), kind), names, quoted


def read_actors(folder: Path, faults: Faults) -> Iterator[tuple[Entity, Period]]:
    """Yield the organisations, each with when it existed."""
    for row in _rows(folder, "organisations.tsv", _ACTOR, faults):
        start, _, end = row.text("period").partition(";")
        yield _entity(row, "ORG", row.text("country"), row.text("actor_code")), Period(start, end)


def read_people(folder: Path, faults: Faults) -> Iterator[tuple[Entity, tuple[str, ...], tuple[Office, ...]]]:
    """Yield each person with offices and the short names that stand for them alone: a surname the whole world knows."""
    for row in _rows(folder, "people.tsv", _PERSON, faults):
        offices = tuple(_office(row, cell, faults) for cell in row.words("offices"))
        yield _entity(row, "PER", row.text("country"), row.text("actor_code")), row.words("short"), offices


def read_places(folder: Path, name: str, faults: Faults) -> Iterator[Entity]:
    """Yield the places of one table."""
    for row in _rows(folder, name, _PLACE, faults):
        yield _entity(row, "LOC", row.text("country"), "", precision=row.text("precision"))


def read_titles(folder: Path, faults: Faults) -> Iterator[tuple[str, Title]]:
    """Yield every form of every title."""
    for row in _rows(folder, "titles.tsv", _TITLE, faults):
        kind = cast("TitleKind", row.text("kind"))
        for key, gender, number in _GRAMMAR:
            for form in row.words(key):
                open_, single = row.text("open") == "yes", row.text("single") == "yes"
                yield form, Title(row.text("id"), kind, gender, number, row.text("sector"), open_, single)


def read_heads(folder: Path, faults: Faults) -> Iterator[tuple[str, Head]]:
    """Yield every form of every head noun."""
    for row in _rows(folder, "heads.tsv", _HEAD, faults):
        type_, part = cast("MentionType", row.text("type")), cast("HeadPart", row.text("part"))
        needs = cast("HeadNeeds", row.text("needs"))
        head = Head(row.text("id"), type_, row.text("sector"), part, needs)
        for form in row.words("forms"):
            yield form, head
        for form in row.words("definite"):
            yield form, head._replace(definite=True)


def read_organs(folder: Path, faults: Faults) -> Iterator[tuple[str, Organ]]:
    """Yield every form of every organ of a state."""
    for row in _rows(folder, "organs.tsv", _ORGAN, faults):
        kind, alone = cast("MentionType", row.text("type")), row.text("alone") == "yes"
        for definite in (True, False):
            organ = Organ(row.text("id"), kind, row.text("sector"), row.text("name_en"), definite, alone and definite)
            for form in row.words("definite" if definite else "construct"):
                yield form, organ


def read_given(folder: Path, faults: Faults) -> Iterator[tuple[str, Given]]:
    """Yield the given names."""
    for row in _rows(folder, "given.tsv", _GIVEN, faults):
        yield row.text("form"), Given(row.text("strength") == "weak")


def read_parts(folder: Path, faults: Faults) -> Iterator[tuple[str, PartKind]]:
    """Yield the words inside names with their kind."""
    for row in _rows(folder, "name_parts.tsv", _PART, faults):
        yield row.text("form"), cast("PartKind", row.text("kind"))


def _rows(folder: Path, name: str, columns: tuple[str, ...], faults: Faults) -> Iterable[Row]:
    path = folder / name
    return read_tsv(path, columns, faults) if path.exists() else ()


def _entity(row: Row, kind: MentionType, country: str, code: str, precision: str = "") -> Entity:
    names = row.words("names")
    id_ = row.text("id")
    lat = row.text("lat")
    return Entity(
        id=id_,
        type=kind,
        name=names[0] if names else "",
        name_en=row.text("name_en"),
        names=names,
        geonames=int(id_[3:]) if id_.startswith("gn:") else 0,
        country=country,
        actor_code=code,
        lat=float(lat) if lat else None,
        lon=float(row.text("lon")) if lat else None,
        place_precision=precision,
    )


def _office(row: Row, cell: str, faults: Faults) -> Office:
    parts = [part.strip() for part in cell.split(";")]
    if len(parts) not in _OFFICE_PARTS:
        source = row.source
        faults.add(
            source.file,
            source.line,
            source.entry,
            f"an office is 'title;country;from;to' and perhaps ';for', not '{cell}'",
        )
        parts = [*parts, "", "", ""][:4]
    return Office(row.text("id"), *parts)

"""Whom and what a record names: which are asked for, each with what is told of it and the words that name it first."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, Literal

from khabar.model import MentionType  # noqa: TC001  # the parameters are read off the hints
from khabar.query.rows import PageRow, page_row
from khabar.query.words import Quoted, Words, words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from khabar.query.catalogue import Catalogue
    from khabar.query.room import Desk
    from khabar.store import EntityLine


@dataclass(frozen=True, slots=True)
class EntityChoice:
    """Which people, organisations and places."""

    name: Annotated[str, "an id, or part of a name in Arabic or English, however it is spelled"] = ""
    type: Annotated[MentionType | Literal[""], "only people, only organisations, or only places"] = ""
    country: Annotated[str, "ISO 3166 alpha-2"] = ""


@dataclass(frozen=True, slots=True)
class EntityRow(Quoted):
    """A person, organisation or place: its names, how many pages name it, how much it says and does.

    `about` counts the statements that speak of it, `suffered` what is done to it, `here` what happens at it. `first`
    are the words that name it on `page`, the first page by day that does; none where it is meant without a name.
    """

    QUOTED = "first"

    id: str
    type: str
    name: str
    name_en: str
    names: tuple[str, ...]
    country: str
    code: str
    lat: float | None
    lon: float | None
    precision: str
    pages: int
    statements: int
    about: int
    done: int
    suffered: int
    here: int
    page: PageRow
    first: Words


def choose_entities(catalogue: Catalogue, asked: EntityChoice) -> Sequence[EntityLine]:
    """Return the entities asked for, those on most pages first."""
    chosen = [
        line
        for line in catalogue.find_bearers(asked.name)
        if line.pages and asked.type in {"", line.type} and asked.country in {"", line.country}
    ]
    return sorted(chosen, key=lambda line: (-len(line.pages), line.id))


def read_named(desk: Desk, lines: Iterable[EntityLine]) -> Iterator[EntityRow]:
    """Yield entities, each read when it is asked for."""
    catalogue = desk.catalogue
    for line in lines:
        number = min(line.pages, key=lambda page: (not catalogue.pages[page].date, catalogue.pages[page].date, page))
        yield EntityRow(
            id=line.id,
            type=line.type,
            name=line.name,
            name_en=line.name_en,
            names=line.names,
            country=line.country,
            code=line.actor_code,
            lat=line.lat,
            lon=line.lon,
            precision=line.place_precision,
            pages=len(line.pages),
            statements=len(catalogue.said_by.get(line.id, ())),
            about=len(catalogue.said_about.get(line.id, ())),
            done=len(catalogue.done_by.get(line.id, ())),
            suffered=len(catalogue.done_to.get(line.id, ())),
            here=len(catalogue.done_at.get(line.id, ())),
            page=page_row(catalogue.pages[number]),
            first=_find_first(desk, number, line.id),
        )


def _find_first(desk: Desk, number: int, identity: str) -> Words:
    """Return the first words of a page that name an identity, no characters where it is meant without a name."""
    text = desk.store.text(number)
    for mention in desk.store.mentions(number):
        here = words(text, mention.span)
        if desk.catalogue.identity(number, mention.entity, here.text) == identity:
            return here
    return Words(0, 0, "")

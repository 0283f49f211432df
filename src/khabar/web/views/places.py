"""Where things happen: the places of the record with what is told of each, for a list and for the map."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, Literal

from khabar.export.choice import is_between
from khabar.model import EventType  # noqa: TC001  # the parameters are read off the hints
from khabar.query.lists import Facet, Pager, count, cut
from khabar.query.rows import Named, entity
from khabar.web.asked import Listed

if TYPE_CHECKING:
    from khabar.query.catalogue import Catalogue
    from khabar.query.room import Desk
    from khabar.store import EntityLine


@dataclass(frozen=True, slots=True)
class Asked(Listed):
    """Which places."""

    name: Annotated[str, "part of a name, in Arabic or English, however it is spelled"] = ""
    type: Annotated[EventType | Literal[""], "only events of this type"] = ""
    since: Annotated[str, "only events not before this day: an ISO prefix"] = ""
    until: Annotated[str, "only events not after this day: an ISO prefix"] = ""


@dataclass(frozen=True, slots=True)
class PlaceRow:
    """A place: where it lies and how near that is known, how many pages name it and how many events happen there."""

    who: Named
    country: str
    lat: float | None
    lon: float | None
    precision: str
    pages: int
    events: int
    types: tuple[Facet, ...]


@dataclass(frozen=True, slots=True)
class Shown:
    """One page of the list of places; `drawn` are all of them that have coordinates and events."""

    pager: Pager
    places: tuple[PlaceRow, ...]
    drawn: tuple[PlaceRow, ...]
    types: tuple[Facet, ...]


def show(desk: Desk, asked: Asked) -> Shown:
    """Return the page of the list asked for, the places with most events first."""
    catalogue = desk.catalogue
    lines = [line for line in catalogue.find_bearers(asked.name) if line.type == "LOC"]
    rows = sorted(
        (_row(catalogue, line, asked) for line in lines), key=lambda row: (-row.events, -row.pages, row.who.id)
    )
    pager, shown = cut(rows, asked.page)
    drawn = tuple(row for row in rows if row.lat is not None and row.events)
    types = count(event.type for line in lines for event in catalogue.done_at.get(line.id, ()))
    return Shown(pager, tuple(shown), drawn, types)


def busiest(catalogue: Catalogue, most: int) -> tuple[PlaceRow, ...]:
    """Return the places with coordinates at which most happens."""
    located = [line for line in catalogue.entities.values() if line.type == "LOC" and line.lat is not None]
    events = {line.id: len(catalogue.done_at.get(line.id, ())) for line in located}
    first = sorted((line for line in located if events[line.id]), key=lambda line: (-events[line.id], line.id))
    return tuple(place_row(catalogue, line) for line in first[:most])


def place_row(catalogue: Catalogue, line: EntityLine) -> PlaceRow:
    """Return a place with all that is told of it."""
    return _row(catalogue, line, Asked())


def _row(catalogue: Catalogue, line: EntityLine, asked: Asked) -> PlaceRow:
    events = [
        event
        for event in catalogue.done_at.get(line.id, ())
        if (not asked.type or event.type == asked.type) and is_between(catalogue.day(event), asked.since, asked.until)
    ]
    return PlaceRow(
        who=entity(catalogue, line.id),
        country=line.country,
        lat=line.lat,
        lon=line.lon,
        precision=line.place_precision,
        pages=len(line.pages),
        events=len(events),
        types=count(event.type for event in events),
    )

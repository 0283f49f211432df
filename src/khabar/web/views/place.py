"""One place: where it lies, what happens there, who says something of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated

from khabar.query.lists import Facet, count
from khabar.query.rows import EventRow, StatementRow, event_rows, statement_rows
from khabar.web.views.actor import Active, count_days, newest
from khabar.web.views.places import PlaceRow, place_row

if TYPE_CHECKING:
    from khabar.query.room import Desk

_MOST_OUTLETS = 10


@dataclass(frozen=True, slots=True)
class Asked:
    """Which place."""

    id: Annotated[str, "the id of the entity"]


@dataclass(frozen=True, slots=True)
class Shown:
    """A place: the newest of each list, and counts over all."""

    place: PlaceRow
    names: tuple[str, ...]
    events: tuple[EventRow, ...]
    about: tuple[StatementRow, ...]
    outlets: tuple[Facet, ...]
    days: tuple[Active, ...]


def show(desk: Desk, asked: Asked) -> Shown | None:
    """Return the place asked for, None where the record names none of that id."""
    catalogue = desk.catalogue
    line = catalogue.entities.get(asked.id)
    if line is None or line.type != "LOC":
        return None
    events, about = catalogue.done_at.get(line.id, ()), catalogue.said_about.get(line.id, ())
    return Shown(
        place=place_row(desk.catalogue, line),
        names=line.names,
        events=event_rows(desk, newest(catalogue, events)),
        about=statement_rows(desk, newest(catalogue, about)),
        outlets=count((catalogue.pages[page].outlet for page in line.pages), _MOST_OUTLETS),
        days=count_days(catalogue, about, events),
    )

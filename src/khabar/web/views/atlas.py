"""What happens where, on the map."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, Literal

from khabar.export.choice import is_between
from khabar.model import EventType  # noqa: TC001  # the parameters are read off the hints
from khabar.query.lists import Facet  # noqa: TC001
from khabar.web.views import places
from khabar.web.views.places import PlaceRow  # noqa: TC001

if TYPE_CHECKING:
    from khabar.query.room import Desk


@dataclass(frozen=True, slots=True)
class Asked:
    """Which events, and what of the earth."""

    type: Annotated[EventType | Literal[""], "only events of this type"] = ""
    since: Annotated[str, "only events not before this day: an ISO prefix"] = ""
    until: Annotated[str, "only events not after this day: an ISO prefix"] = ""
    box: Annotated[str, "the part of the earth to draw: west,south,east,north in degrees"] = ""


@dataclass(frozen=True, slots=True)
class Shown:
    """The places with events whose coordinates are known, those with most events first; `nowhere` events have none."""

    places: tuple[PlaceRow, ...]
    types: tuple[Facet, ...]
    nowhere: int


def show(desk: Desk, asked: Asked) -> Shown:
    """Return the places of the events asked for."""
    found = places.show(desk, places.Asked(type=asked.type, since=asked.since, until=asked.until))
    catalogue = desk.catalogue
    happening = sum(
        (not asked.type or event.type == asked.type) and is_between(catalogue.day(event), asked.since, asked.until)
        for event in catalogue.events
    )
    return Shown(found.drawn, found.types, happening - sum(place.events for place in found.drawn))

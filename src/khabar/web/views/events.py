"""The events of the record, chosen by type, parties, place and day; retellings and acts of statements left out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, Literal

from khabar.query.events import EventChoice, choose_events
from khabar.query.lists import Facet, Pager, count, cut, last_first
from khabar.query.rows import EventRow, Named, entity, event_rows
from khabar.web.asked import PageNumber  # noqa: TC001  # the parameters are read off the hints

if TYPE_CHECKING:
    from khabar.query.room import Desk


@dataclass(frozen=True, slots=True)
class Asked(EventChoice):
    """Which events, and which page of them."""

    order: Annotated[Literal["first", "last"], "by day"] = "first"
    page: PageNumber = 1


@dataclass(frozen=True, slots=True)
class Shown:
    """One page of a list of events, with what those of the whole list share."""

    pager: Pager
    events: tuple[EventRow, ...]
    actor: Named | None
    recipient: Named | None
    place: Named | None
    types: tuple[Facet, ...]
    statuses: tuple[Facet, ...]
    outlets: tuple[Facet, ...]


def show(desk: Desk, asked: Asked) -> Shown:
    """Return the page of the list asked for."""
    catalogue = desk.catalogue
    chosen = choose_events(catalogue, asked)
    pager, lines = cut(last_first(chosen, catalogue.day) if asked.order == "last" else chosen, asked.page)

    def known(identity: str) -> Named | None:
        return entity(catalogue, identity) if identity in catalogue.entities else None

    return Shown(
        pager=pager,
        events=event_rows(desk, lines),
        actor=known(asked.actor),
        recipient=known(asked.recipient),
        place=known(asked.place),
        types=count(line.type for line in chosen),
        statuses=count(line.status for line in chosen),
        outlets=count(catalogue.pages[line.page].outlet for line in chosen),
    )

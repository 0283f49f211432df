"""The events of the record, chosen by type, parties, place and day; retellings and acts of statements left out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, Literal

from khabar.model import EventType, Status  # noqa: TC001  # the parameters are read off the hints
from khabar.web.asked import Listed
from khabar.web.lists import Facet, Pager, count, cut
from khabar.web.rows import EventRow, Named, entity, event_rows
from khabar.web.views.statements import is_between

if TYPE_CHECKING:
    from collections.abc import Iterable

    from khabar.store import EventLine
    from khabar.web.catalogue import Catalogue
    from khabar.web.room import Desk


@dataclass(frozen=True, slots=True)
class Asked(Listed):
    """Which events."""

    type: Annotated[EventType | Literal[""], "the type, by PLOVER"] = ""
    status: Annotated[Status | Literal[""], "whether it happened, is planned, possible or denied"] = ""
    actor: Annotated[str, "the id of an entity that does it"] = ""
    recipient: Annotated[str, "the id of an entity it is done to"] = ""
    place: Annotated[str, "the id of the place"] = ""
    outlet: Annotated[str, "the outlet, as the record names it"] = ""
    since: Annotated[str, "not before this day: an ISO prefix"] = ""
    until: Annotated[str, "not after this day: an ISO prefix"] = ""
    order: Annotated[Literal["first", "last"], "by day"] = "first"


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
    chosen = [line for line in _of(catalogue, asked) if _is_wanted(catalogue, line, asked)]
    pager, lines = cut(chosen[::-1] if asked.order == "last" else chosen, asked.page)

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


def _of(catalogue: Catalogue, asked: Asked) -> Iterable[EventLine]:
    if asked.actor:
        return catalogue.done_by.get(asked.actor, ())
    if asked.recipient:
        return catalogue.done_to.get(asked.recipient, ())
    return catalogue.done_at.get(asked.place, ()) if asked.place else catalogue.events


def _is_wanted(catalogue: Catalogue, line: EventLine, asked: Asked) -> bool:
    return (
        (not asked.type or line.type == asked.type)
        and (not asked.status or line.status == asked.status)
        and (not asked.recipient or asked.recipient in {entity for entity, _ in line.recipients})
        and (not asked.place or line.place == asked.place)
        and (not asked.outlet or catalogue.pages[line.page].outlet == asked.outlet)
        and is_between(catalogue.day(line), asked.since, asked.until)
    )

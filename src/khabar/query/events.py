"""Which events of a record are asked for; retellings, and acts that are statements, are none of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, Literal

from khabar.export.choice import is_between
from khabar.model import EventType, Status  # noqa: TC001  # the parameters are read off the hints
from khabar.query.choice import Outlet, Since, Until, find_outlets

if TYPE_CHECKING:
    from collections.abc import Sequence

    from khabar.query.catalogue import Catalogue
    from khabar.store import EventLine


@dataclass(frozen=True, slots=True)
class EventChoice:
    """Which events: of which type, done by and to whom, where and when."""

    type: Annotated[EventType | Literal[""], "the type, by PLOVER"] = ""
    status: Annotated[Status | Literal[""], "whether it happened, is planned, possible or denied"] = ""
    actor: Annotated[str, "who does it: an id, or part of a name in Arabic or English, however it is spelled"] = ""
    recipient: Annotated[str, "whom it is done to: an id, or part of a name"] = ""
    place: Annotated[str, "where: the id of a place, or part of a name; the name of a state means all within"] = ""
    outlet: Outlet = ""
    since: Since = ""
    until: Until = ""


def choose_events(catalogue: Catalogue, asked: EventChoice) -> Sequence[EventLine]:
    """Return the events asked for by day, those without one last."""
    lines: Sequence[EventLine] = catalogue.events
    if asked.actor:
        lines = catalogue.names.find(asked.actor).gather(catalogue.done_by, lines)
    elif asked.recipient:
        lines = catalogue.names.find(asked.recipient).gather(catalogue.done_to, lines)
    recipient, places = catalogue.names.find(asked.recipient), catalogue.find_places(asked.place)
    outlets = find_outlets(catalogue, asked.outlet)
    return [
        line
        for line in lines
        if (not asked.type or line.type == asked.type)
        and (not asked.status or line.status == asked.status)
        and (not (asked.actor and asked.recipient) or recipient.is_among(one or name for one, name in line.recipients))
        and (not asked.place or line.place in places)
        and (not asked.outlet or catalogue.pages[line.page].outlet in outlets)
        and is_between(catalogue.day(line), asked.since, asked.until)
    ]

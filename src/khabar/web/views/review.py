"""The queue of what is to be reviewed: statements, events and days of publication, the least certain first."""

from __future__ import annotations

from dataclasses import dataclass
from heapq import nsmallest
from typing import TYPE_CHECKING, Annotated, Literal, NamedTuple

from khabar.review import find_target
from khabar.web.views.things import ThingRow, read_thing

if TYPE_CHECKING:
    from collections.abc import Iterator

    from khabar.query.room import Desk
    from khabar.review import Kind


@dataclass(frozen=True, slots=True)
class Asked:
    """Which place of the queue."""

    skip: Annotated[int, "which place of the queue, from 1"] = 1
    kind: Annotated[Literal["", "statement", "event", "page"], "only statements, only events or only days"] = ""


@dataclass(frozen=True, slots=True)
class Shown:
    """One thing of the queue, None where all is reviewed; how many there are left, and how many were judged."""

    thing: ThingRow | None
    place: int
    left: int
    judged: int


class _Open(NamedTuple):
    """A thing that nobody has judged, in the order of the queue."""

    confidence: float
    page: int
    kind: Kind
    id: str


def show(desk: Desk, asked: Asked) -> Shown:
    """Return the place of the queue asked for, the last where it is shorter."""
    judged = desk.store.judged()
    done = {(one.kind, one.target) for one in judged if one.field == ("date" if one.kind == "page" else "")}
    queue = [one for one in _all(desk) if asked.kind in {"", one.kind} and (one.kind, one.id) not in done]
    place = min(asked.skip, len(queue))
    thing = None
    if queue:
        found = nsmallest(place, queue)[-1]
        record = desk.store.record(desk.catalogue.pages[found.page].id)
        target = find_target(record, found.kind, found.id) if record else None
        thing = read_thing(desk, record, target) if record and target else None
    return Shown(thing, place, len(queue), len(done))


def _all(desk: Desk) -> Iterator[_Open]:
    catalogue = desk.catalogue
    for statement in catalogue.statements:
        yield _Open(statement.confidence, statement.page, "statement", statement.id)
    for event in catalogue.events:
        yield _Open(event.confidence, event.page, "event", event.id)
    for page in catalogue.pages.values():
        yield _Open(page.confidence, page.number, "page", page.id)

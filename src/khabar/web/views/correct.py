"""One thing of a page with all its fields, each to be accepted, changed or rejected."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated

from khabar.account import page_of
from khabar.review import Kind, find_target  # the parameters are read off the hints
from khabar.web.views.things import ThingRow, read_thing

if TYPE_CHECKING:
    from khabar.query.room import Desk


@dataclass(frozen=True, slots=True)
class Asked:
    """Which thing."""

    kind: Annotated[Kind, "what it is"]
    id: Annotated[str, "its id"]


@dataclass(frozen=True, slots=True)
class Shown:
    """The thing with its fields."""

    thing: ThingRow


def show(desk: Desk, asked: Asked) -> Shown | None:
    """Return the thing asked for, None where the record holds none of that id."""
    record = desk.store.record(asked.id if asked.kind == "page" else page_of(asked.id))
    target = find_target(record, asked.kind, asked.id) if record else None
    return Shown(read_thing(desk, record, target)) if record and target else None

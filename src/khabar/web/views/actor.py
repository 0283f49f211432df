"""One actor: names, what they say and do, what is done to them and said of them, with whom, day by day."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, TypeVar

from khabar.query.lists import Facet, count, last_first
from khabar.query.rows import EventRow, Named, StatementRow, entity, event_rows, statement_rows
from khabar.web.views.actors import ActorRow, actor_row
from khabar.web.views.positions import Course, find_courses

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from khabar.query.catalogue import Catalogue
    from khabar.query.room import Desk
    from khabar.store import EntityLine, EventLine, StatementLine

L = TypeVar("L", "StatementLine", "EventLine")
# Entries of each list on the page; the whole list is one click away.
_MOST = 8
_MOST_PEERS = 10


@dataclass(frozen=True, slots=True)
class Asked:
    """Which actor."""

    id: Annotated[str, "the id of the entity"]


@dataclass(frozen=True, slots=True)
class Active:
    """What an actor said and did on one day."""

    date: str
    statements: int
    events: int


@dataclass(frozen=True, slots=True)
class Peer:
    """Another who does things to this actor, or has them done, by type of event."""

    who: Named
    to: int
    by: int
    types: tuple[Facet, ...]


@dataclass(frozen=True, slots=True)
class Shown:
    """An actor: the newest of each list, and counts over all."""

    actor: ActorRow
    names: tuple[str, ...]
    wikidata: str
    said: tuple[StatementRow, ...]
    about: tuple[StatementRow, ...]
    done: tuple[EventRow, ...]
    suffered: tuple[EventRow, ...]
    acts: tuple[Facet, ...]
    types: tuple[Facet, ...]
    stances: tuple[Facet, ...]
    outlets: tuple[Facet, ...]
    peers: tuple[Peer, ...]
    courses: tuple[Course, ...]
    days: tuple[Active, ...]


def show(desk: Desk, asked: Asked) -> Shown | None:
    """Return the actor asked for, None where the record names none of that id."""
    catalogue = desk.catalogue
    line = catalogue.entities.get(asked.id)
    if line is None:
        return None
    said, about = catalogue.said_by.get(line.id, ()), catalogue.said_about.get(line.id, ())
    done, suffered = catalogue.done_by.get(line.id, ()), catalogue.done_to.get(line.id, ())
    return Shown(
        actor=actor_row(catalogue, line),
        names=line.names,
        wikidata=line.id.removeprefix("wd:") if line.id.startswith("wd:") else "",
        said=statement_rows(desk, newest(catalogue, said)),
        about=statement_rows(desk, newest(catalogue, about)),
        done=event_rows(desk, newest(catalogue, done)),
        suffered=event_rows(desk, newest(catalogue, suffered)),
        acts=count(statement.act for statement in said),
        types=count(event.type for event in done),
        stances=count(statement.stance for statement in said),
        outlets=count((catalogue.pages[page].outlet for page in line.pages), _MOST_PEERS),
        peers=_peers(catalogue, line, done, suffered),
        courses=find_courses(catalogue, catalogue.ties.positions_of.get(line.id, ())),
        days=count_days(catalogue, said, done),
    )


def newest(catalogue: Catalogue, lines: Sequence[L]) -> Sequence[L]:
    """Return the newest few of a list by day, the last first."""
    return last_first(lines, catalogue.day)[:_MOST]


def count_days(
    catalogue: Catalogue, statements: Iterable[StatementLine | EventLine], events: Iterable[StatementLine | EventLine]
) -> tuple[Active, ...]:
    """Return what was said and done on each day on which something was, those without a day left out."""
    said = Counter(catalogue.day(line)[: len("2020-01-01")] for line in statements)
    done = Counter(catalogue.day(line)[: len("2020-01-01")] for line in events)
    return tuple(Active(day, said[day], done[day]) for day in sorted({*said, *done}) if day)


def _peers(
    catalogue: Catalogue, line: EntityLine, done: Iterable[EventLine], suffered: Iterable[EventLine]
) -> tuple[Peer, ...]:
    to: dict[str, list[str]] = {}
    by: dict[str, list[str]] = {}
    for lines, sides, others in ((done, "recipients", to), (suffered, "actors", by)):
        for event in lines:
            for other, _ in getattr(event, sides):
                if other in catalogue.entities and other != line.id:
                    others.setdefault(other, []).append(event.type)
    ranked = sorted({*to, *by}, key=lambda other: (-len(to.get(other, ())) - len(by.get(other, ())), other))
    return tuple(
        Peer(
            entity(catalogue, other),
            len(to.get(other, ())),
            len(by.get(other, ())),
            count((*to.get(other, ()), *by.get(other, ()))),
        )
        for other in ranked[:_MOST_PEERS]
    )

"""Who meets, backs or opposes whom: the busiest actors and what is told to have passed between them."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, Literal

from khabar.export.choice import is_between
from khabar.query.lists import Facet, count
from khabar.query.rows import Named, entity

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from khabar.query.catalogue import Catalogue
    from khabar.query.room import Desk
    from khabar.store import EventLine

Kind = Literal["with", "for", "against"]
# What each type of PLOVER is between two: meeting and agreeing, backing, opposing.
KINDS: dict[str, Kind] = {
    "AGREE": "with",
    "CONSULT": "with",
    "COOPERATE": "with",
    "SUPPORT": "for",
    "CONCEDE": "for",
    "AID": "for",
    "RETREAT": "for",
    "REQUEST": "against",
    "ACCUSE": "against",
    "REJECT": "against",
    "THREATEN": "against",
    "PROTEST": "against",
    "SANCTION": "against",
    "MOBILIZE": "against",
    "COERCE": "against",
    "ASSAULT": "against",
}
# Actors that a picture still shows apart.
_MOST_ACTORS = 28
_MOST_NEIGHBOURS = 22


@dataclass(frozen=True, slots=True)
class Asked:
    """Which ties."""

    kind: Annotated[Kind | Literal[""], "only meeting and agreeing, only backing, or only opposing"] = ""
    actor: Annotated[str, "the id of an entity: only whom it has to do with"] = ""
    since: Annotated[str, "not before this day: an ISO prefix"] = ""
    until: Annotated[str, "not after this day: an ISO prefix"] = ""


@dataclass(frozen=True, slots=True)
class Tie:
    """What one actor is told to have done to another, by kind: how often, and by which types of event."""

    actor: Named
    recipient: Named
    kind: str
    events: int
    types: tuple[Facet, ...]


@dataclass(frozen=True, slots=True)
class Knot:
    """An actor of the network with the number of events in it."""

    who: Named
    events: int


@dataclass(frozen=True, slots=True)
class Shown:
    """The busiest actors and the ties between them, strongest first. What is done by both counts from either side."""

    actor: Named | None
    knots: tuple[Knot, ...]
    ties: tuple[Tie, ...]


def show(desk: Desk, asked: Asked) -> Shown:
    """Return the network asked for."""
    catalogue = desk.catalogue
    types: dict[tuple[str, str, Kind], list[str]] = {}
    for event in _chosen(catalogue, asked):
        for actor, recipient in _pairs(catalogue, event):
            types.setdefault((actor, recipient, KINDS[event.type]), []).append(event.type)
    kept = _busiest(types, asked.actor)
    ties = [
        Tie(entity(catalogue, actor), entity(catalogue, recipient), kind, len(found), count(found))
        for (actor, recipient, kind), found in types.items()
        if actor in kept and recipient in kept
    ]
    ties.sort(key=lambda tie: (-tie.events, tie.actor.id, tie.recipient.id, tie.kind))
    events: Counter[str] = Counter()
    for tie in ties:
        events[tie.actor.id] += tie.events
        events[tie.recipient.id] += tie.events
    knots = sorted(events.items(), key=lambda pair: (-pair[1], pair[0]))
    middle = entity(catalogue, asked.actor) if asked.actor in catalogue.entities else None
    return Shown(middle, tuple(Knot(entity(catalogue, one), number) for one, number in knots), tuple(ties))


def _chosen(catalogue: Catalogue, asked: Asked) -> Iterator[EventLine]:
    for event in catalogue.event_of.values():
        if event.same_as or event.status == "denied" or event.type not in KINDS:
            continue
        fits = not asked.kind or KINDS[event.type] == asked.kind
        if fits and is_between(catalogue.day(event), asked.since, asked.until):
            yield event


def _pairs(catalogue: Catalogue, event: EventLine) -> Iterator[tuple[str, str]]:
    for actor, _ in event.actors:
        for recipient, _ in event.recipients:
            if actor != recipient and actor in catalogue.entities and recipient in catalogue.entities:
                yield actor, recipient


def _busiest(types: dict[tuple[str, str, Kind], list[str]], middle: str) -> frozenset[str]:
    """Return the actors shown: the busiest of all, or those who have most to do with one."""
    weights: Counter[str] = Counter()
    for (actor, recipient, _), found in types.items():
        if not middle or middle in {actor, recipient}:
            weights[actor] += len(found)
            weights[recipient] += len(found)
    ranked: Iterable[tuple[str, int]] = sorted(weights.items(), key=lambda pair: (-pair[1], pair[0]))
    most = _MOST_NEIGHBOURS if middle else _MOST_ACTORS
    return frozenset(one for one, _ in list(ranked)[:most])

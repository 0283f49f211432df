"""Two actors or two outlets side by side, and what they have in common."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated

from khabar.query.lists import Facet, count, last_first
from khabar.query.rows import EventRow, Named, StatementRow, entity, event_rows, name_facets, statement_rows
from khabar.web.views.actor import Active, count_days

if TYPE_CHECKING:
    from khabar.query.catalogue import Catalogue
    from khabar.query.room import Desk
    from khabar.store import EventLine, StatementLine

_MOST = 6
_MOST_TOPICS = 10


@dataclass(frozen=True, slots=True)
class Asked:
    """Which two: ids of entities, or names of outlets."""

    a: Annotated[str, "the id of an entity, or an outlet as the record names it"] = ""
    b: Annotated[str, "the other one"] = ""


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two: what it says and does, or prints, day by day, and what of."""

    who: Named
    outlet: str
    statements: int
    events: int
    acts: tuple[Facet, ...]
    types: tuple[Facet, ...]
    topics: tuple[Facet, ...]
    stances: tuple[Facet, ...]
    days: tuple[Active, ...]
    said: tuple[StatementRow, ...]


@dataclass(frozen=True, slots=True)
class Shown:
    """The two sides, None where not chosen or not known; what one does to the other; whom both speak of."""

    a: Side | None
    b: Side | None
    a_to_b: tuple[EventRow, ...]
    b_to_a: tuple[EventRow, ...]
    shared: tuple[Facet, ...]
    choices: tuple[Named, ...]
    outlets: tuple[str, ...]


def show(desk: Desk, asked: Asked) -> Shown:
    """Return the two side by side."""
    catalogue = desk.catalogue
    a, b = _side(desk, asked.a), _side(desk, asked.b)
    topics = {topic.value: topic for topic in b.topics} if b else {}
    ranked = sorted(
        catalogue.entities,
        key=lambda one: (-len(catalogue.said_by.get(one, ())) - len(catalogue.done_by.get(one, ())), one),
    )
    return Shown(
        a=a,
        b=b,
        a_to_b=_between(desk, asked.a, asked.b),
        b_to_a=_between(desk, asked.b, asked.a),
        shared=tuple(topic for topic in a.topics if topic.value in topics) if a else (),
        choices=tuple(entity(catalogue, one) for one in ranked[:40]),
        outlets=tuple(outlet for outlet in catalogue.outlets if outlet),
    )


def _side(desk: Desk, chosen: str) -> Side | None:
    catalogue = desk.catalogue
    if chosen in catalogue.entities:
        said, done = catalogue.said_by.get(chosen, ()), catalogue.done_by.get(chosen, ())
        return _make(desk, (entity(catalogue, chosen), ""), said, done)
    if chosen and chosen in catalogue.outlets:
        numbers = {page.number for page in catalogue.outlets[chosen]}
        printed = tuple(line for line in catalogue.statements if line.page in numbers)
        told = tuple(line for line in catalogue.events if line.page in numbers)
        return _make(desk, (Named("", chosen), chosen), printed, told)
    return None


def _make(desk: Desk, who: tuple[Named, str], said: tuple[StatementLine, ...], done: tuple[EventLine, ...]) -> Side:
    catalogue = desk.catalogue
    return Side(
        who=who[0],
        outlet=who[1],
        statements=len(said),
        events=len(done),
        acts=count(line.act for line in said),
        types=count(line.type for line in done),
        topics=_topics(catalogue, said),
        stances=count(line.stance for line in said),
        days=count_days(catalogue, said, done),
        said=statement_rows(desk, last_first(said, catalogue.day)[:_MOST]),
    )


def _topics(catalogue: Catalogue, said: tuple[StatementLine, ...]) -> tuple[Facet, ...]:
    counted = count((about for line in said for about in line.about if about in catalogue.entities), _MOST_TOPICS)
    return name_facets(catalogue, counted)


def _between(desk: Desk, actor: str, recipient: str) -> tuple[EventRow, ...]:
    lines = desk.catalogue.done_by.get(actor, ()) if actor and recipient else ()
    done = [line for line in lines if recipient in {one for one, _ in line.recipients}]
    return event_rows(desk, done[-_MOST:][::-1])

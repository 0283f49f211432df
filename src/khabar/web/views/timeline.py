"""What was said and done, day by day, in one list."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, Literal

from khabar.export.choice import is_between
from khabar.query.catalogue import by_day
from khabar.query.lists import Pager, cut, last_first
from khabar.query.rows import Named, Told, entity, told
from khabar.web.asked import Listed
from khabar.web.views.actor import Active, count_days

if TYPE_CHECKING:
    from collections.abc import Sequence

    from khabar.query.catalogue import Catalogue
    from khabar.query.room import Desk
    from khabar.store import EventLine, StatementLine


@dataclass(frozen=True, slots=True)
class Asked(Listed):
    """Which days, and of whom, where or in which outlet."""

    since: Annotated[str, "not before this day: an ISO prefix"] = ""
    until: Annotated[str, "not after this day: an ISO prefix"] = ""
    actor: Annotated[str, "the id of an entity that speaks or acts"] = ""
    place: Annotated[str, "the id of a place where something happens, or that is spoken about"] = ""
    outlet: Annotated[str, "the outlet, as the record names it"] = ""
    order: Annotated[Literal["first", "last"], "by day"] = "first"


@dataclass(frozen=True, slots=True)
class Shown:
    """One page of the list; `days` counts all of it."""

    pager: Pager
    entries: tuple[Told, ...]
    days: tuple[Active, ...]
    actor: Named | None
    place: Named | None


def show(desk: Desk, asked: Asked) -> Shown:
    """Return the page of the list asked for."""
    catalogue = desk.catalogue
    whole = [line for line in _told(catalogue, asked) if _is_wanted(catalogue, line, asked)]
    pager, lines = cut(last_first(whole, catalogue.day) if asked.order == "last" else whole, asked.page)
    known = catalogue.entities
    return Shown(
        pager=pager,
        entries=told(desk, [line.id for line in lines]),
        days=_count(catalogue, whole),
        actor=entity(catalogue, asked.actor) if asked.actor in known else None,
        place=entity(catalogue, asked.place) if asked.place in known else None,
    )


def _told(catalogue: Catalogue, asked: Asked) -> Sequence[StatementLine | EventLine]:
    """Return what one said and did, what was said of a place and happened there, or all there is, by day."""
    if not (asked.actor or asked.place):
        return catalogue.told
    said = catalogue.said_by.get(asked.actor, ()) if asked.actor else catalogue.said_about.get(asked.place, ())
    done = catalogue.done_by.get(asked.actor, ()) if asked.actor else catalogue.done_at.get(asked.place, ())
    both: list[StatementLine | EventLine] = [*said, *done]
    return sorted(both, key=by_day(catalogue.pages))


def _count(catalogue: Catalogue, lines: Sequence[StatementLine | EventLine]) -> tuple[Active, ...]:
    if len(lines) == len(catalogue.told):
        return tuple(Active(day.date, day.statements, day.events) for day in catalogue.days)
    said = [line for line in lines if line.id in catalogue.statement_of]
    done = [line for line in lines if line.id not in catalogue.statement_of]
    return count_days(catalogue, said, done)


def _is_wanted(catalogue: Catalogue, line: StatementLine | EventLine, asked: Asked) -> bool:
    if asked.outlet and catalogue.pages[line.page].outlet != asked.outlet:
        return False
    return is_between(catalogue.day(line), asked.since, asked.until)

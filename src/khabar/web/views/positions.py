"""Where actors stand on issues, day by day, and where they turn."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Annotated, Literal

from khabar.account import Side  # noqa: TC001  # the parameters are read off the hints
from khabar.web.asked import Listed
from khabar.web.lists import Facet, Pager, count, cut
from khabar.web.rows import Named, StatementRow, name_facets, someone, statement_rows

if TYPE_CHECKING:
    from collections.abc import Iterable

    from khabar.account import Position
    from khabar.web.catalogue import Catalogue
    from khabar.web.room import Desk

# Rows of a picture: actors of one issue, or issues of one actor.
_MOST_ROWS = 14


@dataclass(frozen=True, slots=True)
class Asked(Listed):
    """Which positions."""

    issue: Annotated[str, "the id of the issue"] = ""
    actor: Annotated[str, "the id of an entity"] = ""
    side: Annotated[Side | Literal[""], "only those for it, only those against it"] = ""
    turned: Annotated[Literal["", "yes"], "only where an actor turns against what they said before"] = ""


@dataclass(frozen=True, slots=True)
class Issue:
    """What one may be for or against, in Arabic and English."""

    id: str
    name: str
    name_en: str


@dataclass(frozen=True, slots=True)
class Stand:
    """Where an actor stands on an issue on one day."""

    date: str
    side: str
    turned: bool
    statement: str


@dataclass(frozen=True, slots=True)
class Course:
    """The positions of one actor on one issue, by day."""

    actor: Named
    issue: Issue
    stands: tuple[Stand, ...]


@dataclass(frozen=True, slots=True)
class PositionRow:
    """A position with the statement that takes it."""

    actor: Named
    issue: Issue
    side: str
    turned: bool
    statement: StatementRow


@dataclass(frozen=True, slots=True)
class Shown:
    """One page of the list of positions, and courses of those who take most of them."""

    pager: Pager
    positions: tuple[PositionRow, ...]
    courses: tuple[Course, ...]
    issues: tuple[Facet, ...]
    sides: tuple[Facet, ...]
    actors: tuple[Facet, ...]
    turns: int
    actor: Named | None
    issue: Issue | None


def show(desk: Desk, asked: Asked) -> Shown:
    """Return the page of the list asked for, by day."""
    catalogue = desk.catalogue
    chosen = [
        one for one in catalogue.ties.positions if _is_wanted(one, asked) and one.statement in catalogue.statement_of
    ]
    chosen.sort(key=lambda one: (not one.date, one.date, one.statement))
    pager, positions = cut(chosen, asked.page)
    return Shown(
        pager=pager,
        positions=tuple(_row(desk, one) for one in positions),
        courses=find_courses(catalogue, chosen),
        issues=tuple(_name_issue(facet) for facet in count(one.issue for one in chosen)),
        sides=count(one.side for one in chosen),
        actors=name_facets(catalogue, count(one.actor for one in chosen)),
        turns=sum(one.changed for one in chosen),
        actor=someone(catalogue, asked.actor) if asked.actor else None,
        issue=issue(asked.issue) if asked.issue else None,
    )


def find_courses(catalogue: Catalogue, positions: Iterable[Position]) -> tuple[Course, ...]:
    """Return the longest courses among positions, those with most days first."""
    by_course: dict[tuple[str, str], list[Position]] = {}
    for one in positions:
        if one.date:
            by_course.setdefault((one.actor, one.issue), []).append(one)
    longest = sorted(by_course.items(), key=lambda pair: (-len(pair[1]), pair[0]))[:_MOST_ROWS]
    return tuple(
        Course(
            someone(catalogue, actor),
            issue(about),
            tuple(Stand(one.date, one.side, one.changed, one.statement) for one in taken),
        )
        for (actor, about), taken in longest
    )


def issue(identity: str) -> Issue:
    """Return an issue by its id; one that the lexicon no longer holds bears its id."""
    return _issues().get(identity, Issue(identity, identity, identity))


def _name_issue(facet: Facet) -> Facet:
    about = issue(facet.value)
    return Facet(facet.value, about.name, facet.count, about.name_en)


@cache
def _issues() -> dict[str, Issue]:
    source = (files("khabar") / "data" / "issues.toml").read_text("utf-8")
    return {one["id"]: Issue(one["id"], one["name"], one["gloss"]) for one in tomllib.loads(source)["issue"]}


def _is_wanted(one: Position, asked: Asked) -> bool:
    return (
        asked.issue in {"", one.issue}
        and asked.actor in {"", one.actor}
        and asked.side in {"", one.side}
        and (not asked.turned or one.changed)
    )


def _row(desk: Desk, one: Position) -> PositionRow:
    (statement,) = statement_rows(desk, [desk.catalogue.statement_of[one.statement]])
    return PositionRow(someone(desk.catalogue, one.actor), issue(one.issue), one.side, one.changed, statement)

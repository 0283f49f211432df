"""Where actors stand on issues, day by day, and where they turn."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from khabar.query.lists import Facet, Pager, count, cut
from khabar.query.positions import Issue, PositionChoice, PositionRow, choose_positions, issue, read_positions
from khabar.query.rows import Named, name_facets, someone
from khabar.web.asked import PageNumber  # noqa: TC001  # the parameters are read off the hints

if TYPE_CHECKING:
    from collections.abc import Iterable

    from khabar.account import Position
    from khabar.query.catalogue import Catalogue
    from khabar.query.room import Desk

# Rows of a picture: actors of one issue, or issues of one actor.
_MOST_ROWS = 14


@dataclass(frozen=True, slots=True)
class Asked(PositionChoice):
    """Which positions, and which page of them."""

    page: PageNumber = 1


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
    chosen = choose_positions(catalogue, asked)
    pager, positions = cut(chosen, asked.page)
    return Shown(
        pager=pager,
        positions=tuple(read_positions(desk, positions)),
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


def _name_issue(facet: Facet) -> Facet:
    about = issue(facet.value)
    return Facet(facet.value, about.name, facet.count, about.name_en)

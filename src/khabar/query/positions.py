"""Where actors stand on issues, day by day: which is asked for, and each with the statement that takes it."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Annotated, Literal

from khabar.account import Side  # noqa: TC001  # the parameters are read off the hints
from khabar.export.choice import is_between
from khabar.query.choice import Outlet, Since, Until, find_outlets
from khabar.query.rows import Named, StatementRow, read_statements, someone
from khabar.query.words import Quoted

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from khabar.account import Position
    from khabar.query.catalogue import Catalogue
    from khabar.query.room import Desk
    from khabar.query.rows import PageRow


@dataclass(frozen=True, slots=True)
class PositionChoice:
    """Which positions."""

    issue: Annotated[str, "the id of the issue"] = ""
    actor: Annotated[str, "whose: an id, or part of a name in Arabic or English, however it is spelled"] = ""
    side: Annotated[Side | Literal[""], "only those for it, only those against it"] = ""
    turned: Annotated[Literal["", "yes"], "only where an actor turns against what they said before"] = ""
    outlet: Outlet = ""
    since: Since = ""
    until: Until = ""


@dataclass(frozen=True, slots=True)
class Issue:
    """What one may be for or against, in Arabic and English."""

    id: str
    name: str
    name_en: str


@dataclass(frozen=True, slots=True)
class PositionRow(Quoted):
    """A position with the statement that takes it."""

    QUOTED = "statement.content"

    actor: Named
    issue: Issue
    side: str
    turned: bool
    statement: StatementRow

    @property
    def date(self) -> str:
        """The day of the statement."""
        return self.statement.date

    @property
    def page(self) -> PageRow:
        """The page of the statement."""
        return self.statement.page


def choose_positions(catalogue: Catalogue, asked: PositionChoice) -> Sequence[Position]:
    """Return the positions asked for by day, those without one last."""
    who, outlets = catalogue.names.find(asked.actor), find_outlets(catalogue, asked.outlet)
    chosen = [
        one
        for one in catalogue.ties.positions
        if one.statement in catalogue.statement_of
        and asked.issue in {"", one.issue}
        and asked.side in {"", one.side}
        and (not asked.turned or one.changed)
        and (not asked.actor or who.is_among((one.actor,)))
        and (not asked.outlet or catalogue.pages[catalogue.statement_of[one.statement].page].outlet in outlets)
        and is_between(one.date, asked.since, asked.until)
    ]
    return sorted(chosen, key=lambda one: (not one.date, one.date, one.statement))


def read_positions(desk: Desk, positions: Iterable[Position]) -> Iterator[PositionRow]:
    """Yield positions, each read when it is asked for."""
    for one in positions:
        for statement in read_statements(desk, [desk.catalogue.statement_of[one.statement]]):
            yield PositionRow(someone(desk.catalogue, one.actor), issue(one.issue), one.side, one.changed, statement)


def issue(identity: str) -> Issue:
    """Return an issue by its id; one that the lexicon no longer holds bears its id."""
    return _issues().get(identity, Issue(identity, identity, identity))


@cache
def _issues() -> dict[str, Issue]:
    source = (files("khabar") / "data" / "issues.toml").read_text("utf-8")
    return {one["id"]: Issue(one["id"], one["name"], one["gloss"]) for one in tomllib.loads(source)["issue"]}

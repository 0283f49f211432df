"""What cannot both hold: which is asked for, and each with both its sides."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, Literal

from khabar.account import ClashKind  # noqa: TC001  # the parameters are read off the hints
from khabar.export.choice import is_between
from khabar.query.choice import Outlet, Since, Until, find_outlets
from khabar.query.rows import Told, told
from khabar.query.words import Quoted
from khabar.store import StatementLine

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from khabar.account import Contradiction
    from khabar.query.catalogue import Catalogue
    from khabar.query.room import Desk
    from khabar.query.rows import PageRow
    from khabar.store import EventLine


@dataclass(frozen=True, slots=True)
class ContradictionChoice:
    """Which contradictions; what is asked of a side is asked of either."""

    kind: Annotated[ClashKind | Literal[""], "what sets the two against each other"] = ""
    actor: Annotated[str, "who speaks, acts or is acted upon: an id, or part of a name, however it is spelled"] = ""
    outlet: Outlet = ""
    since: Since = ""
    until: Until = ""


@dataclass(frozen=True, slots=True)
class Clash(Quoted):
    """Two that cannot both hold: the kind of clash, the words or figures that clash, how likely it is; either side.

    The page and words of the row itself are those of side `a`.
    """

    QUOTED = "a.content"

    kind: str
    why: str
    score: float
    a: Told
    b: Told

    @property
    def page(self) -> PageRow:
        """The page of side `a`."""
        return self.a.page


def choose_contradictions(catalogue: Catalogue, asked: ContradictionChoice) -> Sequence[Contradiction]:
    """Return the contradictions asked for, the surest first."""
    who, outlets = catalogue.names.find(asked.actor), find_outlets(catalogue, asked.outlet)
    chosen = []
    for one in catalogue.ties.contradictions:
        sides = [line for side in (one.a, one.b) if (line := _line(catalogue, side))]
        if (
            len(sides) == len("ab")
            and asked.kind in {"", one.kind}
            and (not asked.actor or any(who.is_among(_parties(line)) for line in sides))
            and (not asked.outlet or any(catalogue.pages[line.page].outlet in outlets for line in sides))
            and any(is_between(catalogue.day(line), asked.since, asked.until) for line in sides)
        ):
            chosen.append(one)
    return sorted(chosen, key=lambda one: (-one.score, one.a, one.b))


def read_clashes(desk: Desk, found: Iterable[Contradiction]) -> Iterator[Clash]:
    """Yield both sides of each; those of which the record no longer holds a side are left out."""
    for one in found:
        sides = told(desk, (one.a, one.b))
        if len(sides) == len("ab"):
            yield Clash(one.kind, one.why, one.score, *sides)


def _line(catalogue: Catalogue, thing: str) -> StatementLine | EventLine | None:
    return catalogue.statement_of.get(thing) or catalogue.event_of.get(thing)


def _parties(line: StatementLine | EventLine) -> Iterator[str]:
    if isinstance(line, StatementLine):
        yield line.speaker or line.speaker_name
    else:
        yield from (entity or name for entity, name in (*line.actors, *line.recipients))

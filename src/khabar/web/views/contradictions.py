"""What cannot both hold, side by side, and what says so."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, Literal

from khabar.account import ClashKind  # noqa: TC001  # the parameters are read off the hints
from khabar.query.lists import Facet, Pager, count, cut
from khabar.query.rows import Told, told
from khabar.web.asked import Listed

if TYPE_CHECKING:
    from khabar.account import Contradiction
    from khabar.query.room import Desk

_PER_PAGE = 20


@dataclass(frozen=True, slots=True)
class Asked(Listed):
    """Which contradictions."""

    kind: Annotated[ClashKind | Literal[""], "what sets the two against each other"] = ""


@dataclass(frozen=True, slots=True)
class Clash:
    """Two that cannot both hold: the kind of clash, the words or figures that clash, how likely it is."""

    kind: str
    why: str
    score: float
    a: Told
    b: Told


@dataclass(frozen=True, slots=True)
class Shown:
    """One page of the list, the surest first."""

    pager: Pager
    clashes: tuple[Clash, ...]
    kinds: tuple[Facet, ...]


def show(desk: Desk, asked: Asked) -> Shown:
    """Return the page of the list asked for."""
    found = desk.catalogue.ties.contradictions
    chosen = sorted(
        (one for one in found if not asked.kind or one.kind == asked.kind), key=lambda one: (-one.score, one.a, one.b)
    )
    pager, clashes = cut(chosen, asked.page, _PER_PAGE)
    return Shown(pager, read_clashes(desk, tuple(clashes)), count(one.kind for one in found))


def read_clashes(desk: Desk, found: tuple[Contradiction, ...]) -> tuple[Clash, ...]:
    """Read both sides of each; those of which the record no longer holds a side are left out."""
    clashes = []
    for one in found:
        sides = told(desk, (one.a, one.b))
        if len(sides) == len("ab"):
            clashes.append(Clash(one.kind, one.why, one.score, *sides))
    return tuple(clashes)

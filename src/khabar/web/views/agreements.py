"""The agreements, resolutions and truces of the pile, with what is said of their keeping."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from khabar.web.asked import Nothing as Asked

if TYPE_CHECKING:
    from khabar.account import Accord
    from khabar.query.room import Desk

__all__ = ["AccordRow", "Asked", "Shown", "accord_row", "show"]


@dataclass(frozen=True, slots=True)
class AccordRow:
    """An accord: between which days it is spoken of, and how often it is said to hold, wanted, broken or ended."""

    id: str
    name: str
    first: str
    last: str
    mentions: int
    concluded: int
    holds: int
    wanted: int
    broken: int
    ended: int


@dataclass(frozen=True, slots=True)
class Shown:
    """All accords, those most spoken of first."""

    agreements: tuple[AccordRow, ...]


def show(desk: Desk, _asked: Asked) -> Shown:
    """Return the accords."""
    rows = (accord_row(accord) for accord in desk.catalogue.ties.accords.values())
    return Shown(tuple(sorted(rows, key=lambda row: (-row.mentions, row.id))))


def accord_row(accord: Accord) -> AccordRow:
    """Return an accord with its counts."""
    says: Counter[str] = Counter(keeping.says for keeping in accord.keepings)
    days = sorted(keeping.date for keeping in accord.keepings if keeping.date)
    return AccordRow(
        id=accord.id,
        name=accord.name,
        first=days[0] if days else "",
        last=days[-1] if days else "",
        mentions=len(accord.keepings),
        concluded=says["concluded"],
        holds=says["holds"],
        wanted=says["wanted"],
        broken=says["broken"],
        ended=says["ended"],
    )

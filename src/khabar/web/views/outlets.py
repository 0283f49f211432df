"""The outlets of the record: how much they print, and how they hold the words of others."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from khabar.web.asked import Nothing as Asked

if TYPE_CHECKING:
    from khabar.query.catalogue import Catalogue
    from khabar.query.room import Desk

__all__ = ["Asked", "OutletRow", "Shown", "outlet_rows", "show"]


@dataclass(frozen=True, slots=True)
class OutletRow:
    """An outlet: its pages and between which days they lie, the statements and events they tell, and its stances."""

    outlet: str
    pages: int
    dated: int
    first: str
    last: str
    statements: int
    events: int
    distancing: int
    endorsing: int
    direct: int


@dataclass(frozen=True, slots=True)
class Shown:
    """All outlets, those with most pages first."""

    outlets: tuple[OutletRow, ...]


def show(desk: Desk, _asked: Asked) -> Shown:
    """Return the outlets."""
    return Shown(outlet_rows(desk.catalogue))


def outlet_rows(catalogue: Catalogue) -> tuple[OutletRow, ...]:
    """Return every outlet with its counts, those with most pages first."""
    outlet_of = {number: page.outlet for number, page in catalogue.pages.items()}
    said = Counter(outlet_of[line.page] for line in catalogue.statements)
    stances = Counter((outlet_of[line.page], line.stance) for line in catalogue.statements)
    direct = Counter(outlet_of[line.page] for line in catalogue.statements if line.form == "direct")
    done = Counter(outlet_of[line.page] for line in catalogue.events)
    rows = []
    for outlet, pages in catalogue.outlets.items():
        days = sorted(page.date for page in pages if page.date)
        rows.append(
            OutletRow(
                outlet=outlet,
                pages=len(pages),
                dated=len(days),
                first=days[0] if days else "",
                last=days[-1] if days else "",
                statements=said[outlet],
                events=done[outlet],
                distancing=stances[outlet, "distancing"],
                endorsing=stances[outlet, "endorsing"],
                direct=direct[outlet],
            )
        )
    return tuple(sorted(rows, key=lambda row: (-row.pages, row.outlet)))

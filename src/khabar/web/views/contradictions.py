"""What cannot both hold, side by side, and what says so."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from khabar.query.contradictions import Clash, ContradictionChoice, choose_contradictions, read_clashes
from khabar.query.lists import Facet, Pager, count, cut
from khabar.web.asked import PageNumber  # noqa: TC001  # the parameters are read off the hints

if TYPE_CHECKING:
    from khabar.query.room import Desk

_PER_PAGE = 20


@dataclass(frozen=True, slots=True)
class Asked(ContradictionChoice):
    """Which contradictions, and which page of them."""

    page: PageNumber = 1


@dataclass(frozen=True, slots=True)
class Shown:
    """One page of the list, the surest first."""

    pager: Pager
    clashes: tuple[Clash, ...]
    kinds: tuple[Facet, ...]


def show(desk: Desk, asked: Asked) -> Shown:
    """Return the page of the list asked for."""
    catalogue = desk.catalogue
    pager, clashes = cut(choose_contradictions(catalogue, asked), asked.page, _PER_PAGE)
    kinds = count(one.kind for one in catalogue.ties.contradictions)
    return Shown(pager, tuple(read_clashes(desk, clashes)), kinds)

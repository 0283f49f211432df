"""What is denied, and who claims it in the pile; a ghost is denied though no page of the pile claims it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from khabar.query.claims import ClaimChoice, ClaimRow, choose_claims, claim_rows
from khabar.query.lists import Pager, cut
from khabar.web.asked import PageNumber  # noqa: TC001  # the parameters are read off the hints

if TYPE_CHECKING:
    from khabar.query.room import Desk

_PER_PAGE = 20


@dataclass(frozen=True, slots=True)
class Asked(ClaimChoice):
    """Which claims, and which page of them."""

    page: PageNumber = 1


@dataclass(frozen=True, slots=True)
class Shown:
    """One page of the list of claims; `ghosts` counts those of the whole list that no page makes."""

    pager: Pager
    claims: tuple[ClaimRow, ...]
    ghosts: int


def show(desk: Desk, asked: Asked) -> Shown:
    """Return the page of the list asked for, by day."""
    chosen = choose_claims(desk.catalogue, asked)
    pager, claims = cut(chosen, asked.page, _PER_PAGE)
    return Shown(pager, claim_rows(desk, claims), sum(not claim.makers for claim in chosen))

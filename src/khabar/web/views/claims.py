"""What is denied, and who claims it in the pile; a ghost is denied though no page of the pile claims it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, Literal

from khabar.web.asked import Listed
from khabar.web.lists import Pager, cut
from khabar.web.rows import Named, StatementRow, Told, Words, someone, statement_rows, told, words

if TYPE_CHECKING:
    from khabar.account import Claim
    from khabar.web.catalogue import Catalogue
    from khabar.web.room import Desk

_PER_PAGE = 20


@dataclass(frozen=True, slots=True)
class Asked(Listed):
    """Which claims."""

    made: Annotated[Literal["", "yes", "no"], "only those a page of the pile makes, or only ghosts"] = ""
    by: Annotated[str, "the id of an entity that denies"] = ""


@dataclass(frozen=True, slots=True)
class ClaimRow:
    """A denied proposition, as the denial words it; whose report that was; who claims it; who denies it."""

    id: str
    date: str
    proposition: Words
    denied_by: Named
    reported_by: Named
    denials: tuple[StatementRow, ...]
    makers: tuple[Told, ...]


@dataclass(frozen=True, slots=True)
class Shown:
    """One page of the list of claims; `ghosts` counts those of the whole list that no page makes."""

    pager: Pager
    claims: tuple[ClaimRow, ...]
    ghosts: int


def show(desk: Desk, asked: Asked) -> Shown:
    """Return the page of the list asked for, by day."""
    catalogue = desk.catalogue
    chosen = sorted((c for c in catalogue.ties.claims if _is_wanted(catalogue, c, asked)), key=_order)
    pager, claims = cut(chosen, asked.page, _PER_PAGE)
    return Shown(pager, claim_rows(desk, tuple(claims)), sum(not claim.makers for claim in chosen))


def claim_rows(desk: Desk, claims: tuple[Claim, ...]) -> tuple[ClaimRow, ...]:
    """Read claims."""
    return tuple(_row(desk, claim) for claim in claims if claim.id in desk.catalogue.statement_of)


def _row(desk: Desk, claim: Claim) -> ClaimRow:
    catalogue = desk.catalogue
    denials = [catalogue.statement_of[one] for one in claim.denials if one in catalogue.statement_of]
    return ClaimRow(
        id=claim.id,
        date=claim.date,
        proposition=words(desk.store.text(catalogue.statement_of[claim.id].page), claim.proposition),
        denied_by=someone(catalogue, claim.denied_by),
        reported_by=someone(catalogue, claim.reported_by),
        denials=statement_rows(desk, denials),
        makers=told(desk, claim.makers),
    )


def _is_wanted(catalogue: Catalogue, claim: Claim, asked: Asked) -> bool:
    if asked.made and (asked.made == "yes") != bool(claim.makers):
        return False
    # A denial may have been corrected away since the account was made.
    denials = map(catalogue.statement_of.get, claim.denials)
    return not asked.by or asked.by in {line.speaker for line in denials if line}


def _order(claim: Claim) -> tuple[bool, bool, str, str]:
    return not claim.makers, not claim.date, claim.date, claim.id

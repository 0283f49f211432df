"""What is denied, and who claims it in the pile: which is asked for, and each with its words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, Literal

from khabar.export.choice import is_between
from khabar.query.choice import Outlet, Since, Until, find_outlets
from khabar.query.rows import Named, PageRow, StatementRow, Told, page_row, someone, statement_rows, told
from khabar.query.words import Quoted, Words, words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from khabar.account import Claim
    from khabar.query.catalogue import Catalogue
    from khabar.query.room import Desk


@dataclass(frozen=True, slots=True)
class ClaimChoice:
    """Which claims."""

    made: Annotated[Literal["", "yes", "no"], "only those a page of the pile makes, or only ghosts"] = ""
    by: Annotated[str, "who denies, claims or is said to have reported it: an id, or part of a name"] = ""
    outlet: Outlet = ""
    since: Since = ""
    until: Until = ""


@dataclass(frozen=True, slots=True)
class ClaimRow(Quoted):
    """A denied proposition, as the denial on `page` words it; whose report that was; who claims it; who denies it.

    A ghost has no makers: no page of the pile claims it.
    """

    QUOTED = "proposition"

    id: str
    page: PageRow
    date: str
    proposition: Words
    denied_by: Named
    reported_by: Named
    denials: tuple[StatementRow, ...]
    makers: tuple[Told, ...]


def choose_claims(catalogue: Catalogue, asked: ClaimChoice) -> Sequence[Claim]:
    """Return the claims asked for by day, those somebody makes first."""
    who, outlets = catalogue.names.find(asked.by), find_outlets(catalogue, asked.outlet)
    chosen = [
        claim
        for claim in catalogue.ties.claims
        if claim.id in catalogue.statement_of
        and (not asked.made or (asked.made == "yes") == bool(claim.makers))
        and (not asked.by or who.is_among(_parties(catalogue, claim)))
        and (not asked.outlet or not outlets.isdisjoint(_outlets(catalogue, claim)))
        and is_between(claim.date, asked.since, asked.until)
    ]
    return sorted(chosen, key=lambda claim: (not claim.makers, not claim.date, claim.date, claim.id))


def claim_rows(desk: Desk, claims: Iterable[Claim]) -> tuple[ClaimRow, ...]:
    """Read claims; those of which the record no longer holds the denial are left out."""
    return tuple(read_claims(desk, claims))


def read_claims(desk: Desk, claims: Iterable[Claim]) -> Iterator[ClaimRow]:
    """Yield claims, each read when it is asked for."""
    catalogue = desk.catalogue
    for claim in claims:
        if claim.id in catalogue.statement_of:
            denials = [catalogue.statement_of[one] for one in claim.denials if one in catalogue.statement_of]
            number = catalogue.statement_of[claim.id].page
            yield ClaimRow(
                id=claim.id,
                page=page_row(catalogue.pages[number]),
                date=claim.date,
                proposition=words(desk.store.text(number), claim.proposition),
                denied_by=someone(catalogue, claim.denied_by),
                reported_by=someone(catalogue, claim.reported_by),
                denials=statement_rows(desk, denials),
                makers=told(desk, claim.makers),
            )


def _parties(catalogue: Catalogue, claim: Claim) -> Iterator[str]:
    yield from (claim.denied_by, claim.reported_by)
    for one in (*claim.denials, *claim.makers):
        if line := catalogue.statement_of.get(one):
            yield line.speaker or line.speaker_name


def _outlets(catalogue: Catalogue, claim: Claim) -> Iterator[str]:
    for one in (*claim.denials, *claim.makers):
        line = catalogue.statement_of.get(one) or catalogue.event_of.get(one)
        if line:
            yield catalogue.pages[line.page].outlet

"""`khabar denials`: what is denied, by whom, whose report it was, and who claims it in the pile."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from khabar.cli.sources import answer
from khabar.store import CLAIMS

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Iterator

    from khabar.cli.sources import Sources
    from khabar.export.choice import Choice


class Row(NamedTuple):
    """A denied proposition; `claimed` holds who claims it where and in which words, nothing for a ghost."""

    date: str
    denied_by: str
    proposition: str
    reported_by: str
    claimed: tuple[str, ...]
    denials: int
    outlet: str
    page: str
    start: int
    end: int
    id: str


def run(wanted: Namespace) -> int:
    """Run the command."""
    return answer(wanted, _rows, Row._fields)


def _rows(sources: Sources, choice: Choice, wanted: Namespace) -> Iterator[Row]:
    for claim in sources.store.part(CLAIMS):
        if (wanted.ghosts and claim.makers) or (wanted.claimed and not claim.makers):
            continue
        denial = sources.told(claim.id)
        makers = [sources.told(maker) for maker in claim.makers]
        people = (claim.denied_by, claim.reported_by, *(maker.speaker for maker in makers))
        outlets = (denial.outlet, *(maker.outlet for maker in makers))
        if choice.takes(dates=(claim.date,), actors=sources.names(people), outlets=outlets):
            yield Row(
                date=claim.date,
                denied_by=sources.name(claim.denied_by),
                proposition=sources.words(denial.page, claim.proposition),
                reported_by=sources.name(claim.reported_by),
                claimed=tuple(f"{maker.speaker or maker.outlet or maker.page}: {maker.words}" for maker in makers),
                denials=len(claim.denials),
                outlet=denial.outlet,
                page=denial.page,
                start=claim.proposition.start,
                end=claim.proposition.end,
                id=claim.id,
            )

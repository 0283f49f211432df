"""The ledger of one accord: who says, day by day, that it holds, should hold, is broken or has ended."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated

from khabar.query.rows import Named, PageRow, page_row, someone
from khabar.query.words import Words, around, words
from khabar.web.views.agreements import AccordRow, accord_row

if TYPE_CHECKING:
    from khabar.account import Keeping
    from khabar.query.room import Desk


@dataclass(frozen=True, slots=True)
class Asked:
    """Which accord."""

    id: Annotated[str, "the id of the accord"]


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the ledger: what is said, on whose word (nobody: the outlet's own), of whom, and in which words."""

    date: str
    since: str
    says: str
    speaker: Named
    by: tuple[Named, ...]
    page: PageRow
    words: Words
    line: Words


@dataclass(frozen=True, slots=True)
class Shown:
    """An accord with its ledger, by day."""

    agreement: AccordRow
    ledger: tuple[Entry, ...]


def show(desk: Desk, asked: Asked) -> Shown | None:
    """Return the accord asked for, None where the record holds none of that id."""
    accord = desk.catalogue.ties.accords.get(asked.id)
    if accord is None:
        return None
    known = [keeping for keeping in accord.keepings if keeping.page in desk.catalogue.numbers]
    return Shown(accord_row(accord), tuple(_entry(desk, keeping) for keeping in known))


def _entry(desk: Desk, keeping: Keeping) -> Entry:
    catalogue = desk.catalogue
    number = catalogue.numbers[keeping.page]
    text = desk.store.text(number)
    return Entry(
        date=keeping.date,
        since=keeping.since,
        says=keeping.says,
        speaker=someone(catalogue, keeping.speaker),
        by=tuple(someone(catalogue, one) for one in keeping.by),
        page=page_row(catalogue.pages[number]),
        words=words(text, keeping.span),
        line=around(text, keeping.span),
    )

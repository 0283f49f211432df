"""The pages of a record: which are asked for, and one as a whole."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, Literal

from khabar.export.choice import is_between
from khabar.model import Record, Span  # noqa: TC001  # the fields are read off the hints
from khabar.query.choice import Outlet, Since, Until, find_outlets
from khabar.query.rows import EventRow, PageRow, StatementRow, event_row, page_row, statement_row
from khabar.text.fold import fold_form

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from khabar.query.catalogue import Catalogue
    from khabar.query.room import Desk
    from khabar.store import PageLine


@dataclass(frozen=True, slots=True)
class PageChoice:
    """Which pages."""

    outlet: Outlet = ""
    title: Annotated[str, "words of the headline, however they are spelled"] = ""
    dated: Annotated[Literal["", "yes", "no"], "only pages with a day of publication, or only those left open"] = ""
    since: Since = ""
    until: Until = ""


@dataclass(frozen=True, slots=True)
class Sheet:
    """One page: its text, its record, and its statements and events as rows; acts that are statements left out."""

    page: PageRow
    url: str
    captured: str
    text: str
    record: Record
    statements: tuple[StatementRow, ...]
    events: tuple[EventRow, ...]

    @property
    def id(self) -> str:
        """The id of the page."""
        return self.page.id

    def words(self, span: Span) -> str:
        """Return the page's characters of a span of its record."""
        return self.text[span.start : span.end]


def choose_pages(catalogue: Catalogue, asked: PageChoice) -> Sequence[PageLine]:
    """Return the pages asked for by day, those without one last."""
    part, outlets = fold_form(asked.title), find_outlets(catalogue, asked.outlet)
    chosen = [
        page
        for page in catalogue.pages.values()
        if (not asked.outlet or page.outlet in outlets)
        and (not asked.dated or (asked.dated == "yes") == bool(page.date))
        and is_between(page.date, asked.since, asked.until)
        and part in fold_form(page.title)
    ]
    return sorted(chosen, key=lambda page: (not page.date, page.date, page.id))


def read_pages(_: Desk, pages: Iterable[PageLine]) -> Iterator[PageRow]:
    """Yield pages as rows."""
    return map(page_row, pages)


def read_sheet(desk: Desk, page: str) -> Sheet | None:
    """Return a page by its id, None where the record holds no such page."""
    catalogue = desk.catalogue
    number, record = catalogue.numbers.get(page), desk.store.record(page)
    if number is None or record is None:
        return None
    text = record.page.text
    return Sheet(
        page=page_row(catalogue.pages[number]),
        url=record.page.url,
        captured=record.page.captured,
        text=text,
        record=record,
        statements=tuple(statement_row(catalogue, number, text, one) for one in record.statements),
        events=tuple(event_row(catalogue, number, text, one) for one in record.events if not one.from_statement),
    )

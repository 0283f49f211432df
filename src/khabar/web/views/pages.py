"""The captures of the record, by day, with what stayed open."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, Literal

from khabar.query.lists import Facet, Pager, count, cut, last_first
from khabar.query.pages import PageChoice, choose_pages
from khabar.query.rows import PageRow, page_row
from khabar.web.asked import PageNumber  # noqa: TC001  # the parameters are read off the hints

if TYPE_CHECKING:
    from khabar.query.room import Desk


@dataclass(frozen=True, slots=True)
class Asked(PageChoice):
    """Which pages, and which part of their list."""

    order: Annotated[Literal["first", "last"], "by day"] = "first"
    page: PageNumber = 1


@dataclass(frozen=True, slots=True)
class Shown:
    """One page of the list of captures."""

    pager: Pager
    pages: tuple[PageRow, ...]
    outlets: tuple[Facet, ...]
    months: tuple[Facet, ...]


def show(desk: Desk, asked: Asked) -> Shown:
    """Return the page of the list asked for."""
    chosen = choose_pages(desk.catalogue, asked)
    pager, pages = cut(last_first(chosen, lambda page: page.date) if asked.order == "last" else chosen, asked.page)
    return Shown(
        pager=pager,
        pages=tuple(map(page_row, pages)),
        outlets=count(page.outlet for page in chosen),
        months=tuple(sorted(count(page.date[: len("2020-01")] for page in chosen), key=lambda month: month.value)),
    )

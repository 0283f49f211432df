"""The captures of the record, by day, with what stayed open."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, Literal

from khabar.text.fold import fold_form
from khabar.web.asked import Listed
from khabar.web.lists import Facet, Pager, count, cut
from khabar.web.rows import PageRow, page_row
from khabar.web.views.statements import is_between

if TYPE_CHECKING:
    from khabar.store import PageLine
    from khabar.web.room import Desk


@dataclass(frozen=True, slots=True)
class Asked(Listed):
    """Which pages."""

    outlet: Annotated[str, "the outlet, as the record names it"] = ""
    title: Annotated[str, "words of the headline, however they are spelled"] = ""
    dated: Annotated[Literal["", "yes", "no"], "only pages with a day of publication, or only those left open"] = ""
    since: Annotated[str, "not before this day: an ISO prefix"] = ""
    until: Annotated[str, "not after this day: an ISO prefix"] = ""
    order: Annotated[Literal["first", "last"], "by day"] = "first"


@dataclass(frozen=True, slots=True)
class Shown:
    """One page of the list of captures."""

    pager: Pager
    pages: tuple[PageRow, ...]
    outlets: tuple[Facet, ...]
    months: tuple[Facet, ...]


def show(desk: Desk, asked: Asked) -> Shown:
    """Return the page of the list asked for."""
    catalogue = desk.catalogue
    part = fold_form(asked.title)
    of = catalogue.outlets.get(asked.outlet, ()) if asked.outlet else tuple(catalogue.pages.values())
    chosen = sorted(
        (page for page in of if _is_wanted(page, asked) and part in fold_form(page.title)),
        key=lambda page: (not page.date, page.date, page.id),
        reverse=asked.order == "last",
    )
    pager, pages = cut(chosen, asked.page)
    return Shown(
        pager=pager,
        pages=tuple(map(page_row, pages)),
        outlets=count(page.outlet for page in chosen),
        months=tuple(sorted(count(page.date[: len("2020-01")] for page in chosen), key=lambda month: month.value)),
    )


def _is_wanted(page: PageLine, asked: Asked) -> bool:
    if asked.dated and (asked.dated == "yes") != bool(page.date):
        return False
    return is_between(page.date, asked.since, asked.until)

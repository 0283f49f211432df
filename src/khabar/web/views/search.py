"""What the record holds under some words: actors and places by any of their names, pages by their headlines."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated

from khabar.text.fold import fold_form
from khabar.web.asked import Listed
from khabar.web.lists import Pager, cut
from khabar.web.rows import PageRow, page_row
from khabar.web.views.actors import ActorRow, actor_row, match_names

if TYPE_CHECKING:
    from khabar.web.room import Desk

_MOST_ACTORS = 12


@dataclass(frozen=True, slots=True)
class Asked(Listed):
    """Which words."""

    q: Annotated[str, "words, in Arabic or English, however they are spelled"] = ""


@dataclass(frozen=True, slots=True)
class Shown:
    """What was found."""

    pager: Pager
    actors: tuple[ActorRow, ...]
    pages: tuple[PageRow, ...]


def show(desk: Desk, asked: Asked) -> Shown:
    """Return what the record holds under the words asked for; nothing where there are none."""
    catalogue, part = desk.catalogue, fold_form(asked.q)
    if not part:
        return Shown(Pager(1, 1, 0), (), ())
    lines = sorted(match_names(catalogue.entities.values(), asked.q), key=lambda line: -len(line.pages))
    pages = [page for page in catalogue.pages.values() if part in fold_form(page.title)]
    pager, found = cut(pages, asked.page)
    return Shown(
        pager=pager,
        actors=tuple(actor_row(catalogue, line) for line in lines[:_MOST_ACTORS]),
        pages=tuple(map(page_row, found)),
    )

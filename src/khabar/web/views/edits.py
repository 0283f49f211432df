"""The corrections of the record, the latest first; those that could not act before all others."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, Literal

from khabar.query.lists import Facet, Pager, count, cut
from khabar.web.asked import Listed
from khabar.web.views.things import EditRow, edit_row, find_leading

if TYPE_CHECKING:
    from khabar.query.room import Desk


@dataclass(frozen=True, slots=True)
class Asked(Listed):
    """Which corrections."""

    who: Annotated[str, "the name of the reviewer"] = ""
    acts: Annotated[Literal["", "yes", "no"], "only those that act, or only those that could not"] = ""


@dataclass(frozen=True, slots=True)
class Shown:
    """One page of the list of corrections. `stale` tells that the account of many pages is older than they are."""

    pager: Pager
    edits: tuple[EditRow, ...]
    conflicts: int
    reviewers: tuple[Facet, ...]
    stale: bool


def show(desk: Desk, asked: Asked) -> Shown:
    """Return the page of the list asked for."""
    kept = sorted(find_leading(desk.store.edits()), key=lambda one: (not one.conflict, -one.number))
    chosen = [
        one for one in kept if asked.who in {"", one.edit.who} and asked.acts in {"", "no" if one.conflict else "yes"}
    ]
    pager, shown = cut(chosen, asked.page)
    return Shown(
        pager=pager,
        edits=tuple(edit_row(desk, one) for one in shown),
        conflicts=sum(bool(one.conflict) for one in chosen),
        reviewers=count(one.edit.who for one in kept),
        stale=bool(kept) and not desk.store.has_account(),
    )

"""The statements of the record, chosen by who spoke, what the words do, where and when they were printed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, Literal

from khabar.query.lists import Facet, Pager, count, cut, last_first
from khabar.query.rows import Named, StatementRow, entity, name_facets, statement_rows
from khabar.query.statements import StatementChoice, choose_statements
from khabar.web.asked import PageNumber  # noqa: TC001  # the parameters are read off the hints

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from khabar.query.catalogue import Catalogue
    from khabar.query.room import Desk
    from khabar.store import StatementLine

_MOST_SPEAKERS = 12


@dataclass(frozen=True, slots=True)
class Asked(StatementChoice):
    """Which statements, and which page of them."""

    order: Annotated[Literal["first", "last", "surest", "least"], "by day, or by confidence"] = "first"
    page: PageNumber = 1


@dataclass(frozen=True, slots=True)
class Shown:
    """One page of a list of statements, with what those of the whole list share."""

    pager: Pager
    statements: tuple[StatementRow, ...]
    speaker: Named | None
    about: Named | None
    acts: tuple[Facet, ...]
    outlets: tuple[Facet, ...]
    stances: tuple[Facet, ...]
    speakers: tuple[Facet, ...]


def show(desk: Desk, asked: Asked) -> Shown:
    """Return the page of the list asked for."""
    catalogue = desk.catalogue
    chosen = choose_statements(catalogue, asked)
    pager, lines = cut(_ordered(catalogue, chosen, asked.order), asked.page)
    return Shown(
        pager=pager,
        statements=statement_rows(desk, lines),
        speaker=entity(catalogue, asked.speaker) if asked.speaker in catalogue.entities else None,
        about=entity(catalogue, asked.about) if asked.about in catalogue.entities else None,
        acts=count(line.act for line in chosen),
        outlets=count(catalogue.pages[line.page].outlet for line in chosen),
        stances=count(line.stance for line in chosen),
        speakers=count_speakers(catalogue, chosen, _MOST_SPEAKERS),
    )


def count_speakers(catalogue: Catalogue, lines: Iterable[StatementLine], most: int) -> tuple[Facet, ...]:
    """Return who spoke most often in `lines`; those without an id stand under the name their page gives."""
    return name_facets(catalogue, count((line.speaker or line.speaker_name for line in lines), most))


def _ordered(catalogue: Catalogue, lines: Sequence[StatementLine], order: str) -> Sequence[StatementLine]:
    if order == "last":
        return last_first(lines, catalogue.day)
    if order in {"surest", "least"}:
        return sorted(lines, key=lambda line: line.confidence, reverse=order == "surest")
    return lines

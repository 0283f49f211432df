"""One outlet: what it prints and when, whom it quotes, and how it holds their words beside its own rate."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated

from khabar.query.lists import Facet, count, last_first
from khabar.query.rows import Named, PageRow, StatementRow, name_facets, named, page_row, statement_rows
from khabar.web.views.actor import Active, count_days
from khabar.web.views.outlets import OutletRow, outlet_rows

if TYPE_CHECKING:
    from collections.abc import Iterable

    from khabar.query.catalogue import Catalogue
    from khabar.query.room import Desk
    from khabar.store import StatementLine

_MOST = 12
_MOST_PAGES = 10


@dataclass(frozen=True, slots=True)
class Asked:
    """Which outlet."""

    name: Annotated[str, "the outlet, as the record names it"]


@dataclass(frozen=True, slots=True)
class Held:
    """A speaker whom an outlet quotes: how often, and how often with each stance."""

    speaker: Named
    statements: int
    neutral: int
    distancing: int
    endorsing: int


@dataclass(frozen=True, slots=True)
class Shown:
    """An outlet with its newest pages, whom it quotes most, and the statements at which it keeps its distance."""

    outlet: OutletRow
    acts: tuple[Facet, ...]
    types: tuple[Facet, ...]
    forms: tuple[Facet, ...]
    speakers: tuple[Held, ...]
    own: int
    sources: tuple[Facet, ...]
    distanced: tuple[StatementRow, ...]
    pages: tuple[PageRow, ...]
    days: tuple[Active, ...]


def show(desk: Desk, asked: Asked) -> Shown | None:
    """Return the outlet asked for, None where the record holds no page of it."""
    catalogue = desk.catalogue
    pages = catalogue.outlets.get(asked.name)
    if not pages:
        return None
    numbers = {page.number for page in pages}
    said = [line for line in catalogue.statements if line.page in numbers]
    done = [line for line in catalogue.events if line.page in numbers]
    distanced = [line for line in said if line.stance == "distancing"]
    profile = catalogue.ties.profiles.get(asked.name)
    supplies = profile.sources if profile else ()
    newest = sorted(pages, key=lambda page: (page.date, page.id), reverse=True)[:_MOST_PAGES]
    return Shown(
        outlet=next(row for row in outlet_rows(catalogue) if row.outlet == asked.name),
        acts=count(line.act for line in said),
        types=count(line.type for line in done),
        forms=count(line.form for line in said),
        own=profile.own if profile else 0,
        sources=name_facets(catalogue, (Facet(one.source, one.source, one.pages) for one in supplies)),
        speakers=_held(catalogue, said),
        distanced=statement_rows(desk, last_first(distanced, catalogue.day)[:_MOST_PAGES]),
        pages=tuple(map(page_row, newest)),
        days=count_days(catalogue, said, done),
    )


def _held(catalogue: Catalogue, said: Iterable[StatementLine]) -> tuple[Held, ...]:
    stances = Counter((line.speaker, line.stance) for line in said if line.speaker in catalogue.entities)
    speakers: Counter[str] = Counter()
    for (speaker, _), number in stances.items():
        speakers[speaker] += number
    return tuple(
        Held(
            named(catalogue, speaker, ""),
            number,
            *(stances[speaker, stance] for stance in ("neutral", "distancing", "endorsing")),
        )
        for speaker, number in sorted(speakers.items(), key=lambda pair: (-pair[1], pair[0]))[:_MOST]
    )

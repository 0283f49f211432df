"""One story: its pages with which of them copy which, what is told in it and by how many, what cannot both hold."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated

from khabar.query.contradictions import Clash, read_clashes
from khabar.query.rows import Named, PageRow, StatementRow, Told, Tolled, page_row, someone, statement_rows, told, tolls
from khabar.query.stories import StoryRow, story_row

if TYPE_CHECKING:
    from collections.abc import Iterator

    from khabar.account import Contradiction, Happening, Origin
    from khabar.query.catalogue import Catalogue
    from khabar.query.room import Desk

_MOST_HAPPENINGS = 20
_MOST_STATEMENTS = 20


@dataclass(frozen=True, slots=True)
class Asked:
    """Which story."""

    id: Annotated[str, "the id of the story"]


@dataclass(frozen=True, slots=True)
class Root:
    """Pages that come from one origin: whom they credit ("" where nobody is), then the pages."""

    source: Named
    first: str
    pages: tuple[PageRow, ...]


@dataclass(frozen=True, slots=True)
class HappeningRow:
    """What happened, however many pages tell it: the first telling, outlets and origins, counts side by side."""

    first: Told
    tellings: int
    outlets: int
    origins: int
    killed: tuple[Tolled, ...]
    injured: tuple[Tolled, ...]


@dataclass(frozen=True, slots=True)
class Shown:
    """A story: the tree of its pages, what happens in it, who speaks in it, what cannot both hold."""

    story: StoryRow
    follows: StoryRow | None
    roots: tuple[Root, ...]
    happenings: tuple[HappeningRow, ...]
    said: tuple[StatementRow, ...]
    clashes: tuple[Clash, ...]


def show(desk: Desk, asked: Asked) -> Shown | None:
    """Return the story asked for, None where the record holds none of that id."""
    catalogue = desk.catalogue
    story = catalogue.ties.stories.get(asked.id)
    if story is None:
        return None
    pages = [page for page in story.pages if page in catalogue.numbers]
    numbers = {catalogue.numbers[page] for page in pages}
    said = [line for line in catalogue.statements if line.page in numbers]
    before = catalogue.ties.stories.get(story.follows)
    return Shown(
        story=story_row(catalogue, story),
        follows=story_row(catalogue, before) if before else None,
        roots=tuple(_roots(catalogue, pages)),
        happenings=_happenings(desk, numbers),
        said=statement_rows(desk, said[:_MOST_STATEMENTS]),
        clashes=tuple(read_clashes(desk, _clashes(catalogue, numbers))),
    )


def _roots(catalogue: Catalogue, pages: list[str]) -> Iterator[Root]:
    """Yield the origins of the pages: those of their groups, and each page that copies nothing for itself."""
    ours, seen = set(pages), set[str]()
    for page in pages:
        for group in catalogue.ties.group_of.get(page, ()):
            if group.id not in seen:
                seen.add(group.id)
                yield from (_root(catalogue, origin, ours) for origin in group.origins if ours & set(origin.pages))
        if page not in catalogue.ties.group_of:
            yield Root(Named("", ""), page, (page_row(catalogue.pages[catalogue.numbers[page]]),))


def _root(catalogue: Catalogue, origin: Origin, ours: set[str]) -> Root:
    rows = (page_row(catalogue.pages[catalogue.numbers[page]]) for page in origin.pages if page in ours)
    ordered = sorted(rows, key=lambda row: (row.id != origin.first, not row.date, row.date, row.id))
    return Root(someone(catalogue, origin.source), origin.first, tuple(ordered))


def _happenings(desk: Desk, numbers: set[int]) -> tuple[HappeningRow, ...]:
    catalogue = desk.catalogue
    of_story = [
        one
        for one in catalogue.ties.happenings
        if any(one_of in catalogue.event_of and catalogue.event_of[one_of].page in numbers for one_of in one.tellings)
    ]
    of_story.sort(key=lambda one: (-one.origins, -len(one.tellings), one.id))
    rows = (_happening(desk, one) for one in of_story[:_MOST_HAPPENINGS])
    return tuple(row for row in rows if row)


def _happening(desk: Desk, one: Happening) -> HappeningRow | None:
    first = told(desk, one.tellings[:1])
    if not first:
        return None
    return HappeningRow(
        first=first[0],
        tellings=len(one.tellings),
        outlets=len(one.outlets),
        origins=one.origins,
        killed=tolls(desk.catalogue, one.killed),
        injured=tolls(desk.catalogue, one.injured),
    )


def _clashes(catalogue: Catalogue, numbers: set[int]) -> tuple[Contradiction, ...]:
    pages: dict[str, int] = {one: line.page for one, line in catalogue.statement_of.items() if line.page in numbers}
    pages.update((one, line.page) for one, line in catalogue.event_of.items() if line.page in numbers)
    return tuple(one for one in catalogue.ties.contradictions if one.a in pages or one.b in pages)

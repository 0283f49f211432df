"""`khabar story`: pages on one happening across outlets and days; one story with those it goes on from."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from khabar.cli.output import write_lines
from khabar.cli.sources import open_sources
from khabar.errors import UsageError
from khabar.export.choice import read_choice
from khabar.export.tables import write_rows
from khabar.export.timeline import title_of
from khabar.store import STORIES

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Iterator, Sequence

    from khabar.account import Story
    from khabar.cli.sources import Sources
    from khabar.export.choice import Choice


class Row(NamedTuple):
    """A story: the days of its first and last page, how many pages, from how many origins, the commonest names."""

    first: str
    last: str
    pages: int
    outlets: tuple[str, ...]
    origins: int
    title: str
    entities: tuple[str, ...]
    follows: str
    id: str


class PageRow(NamedTuple):
    """A page of a story, or of one that it goes on from or that goes on from it."""

    date: str
    outlet: str
    title: str
    page: str
    story: str


def run(wanted: Namespace) -> int:
    """Run the command."""
    choice = read_choice(wanted)
    with open_sources(wanted.record) as sources:
        stories = sources.store.part(STORIES)
        if wanted.id:
            chain = _find_chain(stories, wanted.id)
            pages = (_page(sources, page, story) for story in chain for page in story.pages)
            lines = write_rows(pages, PageRow._fields, wanted.format)
        else:
            chosen = sorted(_choose(sources, stories, choice), key=lambda story: (story.first or "~", story.id))
            lines = write_rows((_row(sources, story) for story in chosen), Row._fields, wanted.format)
        write_lines(wanted.output, lines)
    return 0


def _choose(sources: Sources, stories: Sequence[Story], choice: Choice) -> Iterator[Story]:
    for story in stories:
        names = sources.names(story.entities)
        days = (story.first, story.last)
        # Either end may lie in the time asked for, or the whole of that between them.
        spans = bool(choice.since and choice.until and story.first <= choice.since and choice.until <= story.last)
        dates = (*days, choice.since) if spans else days
        if choice.takes(dates=dates, actors=names, places=names, outlets=story.outlets):
            yield story


def _row(sources: Sources, story: Story) -> Row:
    return Row(
        first=story.first,
        last=story.last,
        pages=len(story.pages),
        outlets=story.outlets,
        origins=story.origins,
        title=title_of(sources.record(story.title)),
        entities=tuple(map(sources.name, story.entities)),
        follows=story.follows,
        id=story.id,
    )


def _page(sources: Sources, page: str, story: Story) -> PageRow:
    record = sources.record(page)
    date = record.publication.date or record.page.captured
    return PageRow(date, sources.outlet(page), title_of(record), page, story.id)


def _find_chain(stories: Sequence[Story], wanted: str) -> list[Story]:
    """Return the story with the id, or the page, `wanted`, behind those it goes on from and before those after it.

    Raises:
        UsageError: there is no such story.

    """
    by_id = {story.id: story for story in stories}
    found = by_id.get(wanted) or next((story for story in stories if wanted in story.pages), None)
    if found is None:
        raise UsageError(f"no story has the id {wanted!r}, or a page with that id")
    chain = [found]
    while chain[0].follows in by_id:
        chain.insert(0, by_id[chain[0].follows])
    ids = {found.id}
    # A story is later than the one it goes on from.
    for story in sorted(stories, key=lambda story: (story.first, story.id)):
        if story.follows in ids:
            ids.add(story.id)
            chain.append(story)
    return chain

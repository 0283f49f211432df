"""Pages on the same happening, across outlets and days: which stories are asked for, and each with its headline."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated

from khabar.export.choice import is_between
from khabar.query.choice import Outlet, Since, Until, find_outlets
from khabar.query.rows import Named, PageRow, page_row, someone
from khabar.query.words import Quoted, Words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from khabar.account import Story
    from khabar.query.catalogue import Catalogue
    from khabar.query.room import Desk

_MOST_NAMED = 6


@dataclass(frozen=True, slots=True)
class StoryChoice:
    """Which stories."""

    actor: Annotated[str, "who or what most of its pages name: an id, or part of a name, however it is spelled"] = ""
    outlet: Outlet = ""
    since: Since = ""
    until: Until = ""


@dataclass(frozen=True, slots=True)
class StoryRow(Quoted):
    """A story under the headline of one of its pages: its days, how many pages, outlets and independent origins."""

    QUOTED = "headline"

    id: str
    page: PageRow
    headline: Words
    first: str
    last: str
    pages: int
    outlets: int
    origins: int
    named: tuple[Named, ...]
    page_ids: tuple[str, ...]
    follows: str


def choose_stories(catalogue: Catalogue, asked: StoryChoice) -> Sequence[Story]:
    """Return the stories asked for by day, those without one last."""
    who, outlets = catalogue.names.find(asked.actor), find_outlets(catalogue, asked.outlet)
    chosen = [
        one
        for one in catalogue.ties.stories.values()
        if (not asked.actor or who.is_among(one.entities))
        and (not asked.outlet or not outlets.isdisjoint(one.outlets))
        and _overlaps(one, asked)
    ]
    return sorted(chosen, key=lambda one: (not one.first, one.first, one.id))


def story_row(catalogue: Catalogue, story: Story) -> StoryRow:
    """Return a story with its counts."""
    title = catalogue.pages[catalogue.numbers[story.title]]
    return StoryRow(
        id=story.id,
        page=page_row(title),
        headline=Words(title.title_start, title.title_start + len(title.title), title.title),
        first=story.first,
        last=story.last,
        pages=len(story.pages),
        outlets=len(story.outlets),
        origins=story.origins,
        named=tuple(someone(catalogue, one) for one in story.entities[:_MOST_NAMED]),
        page_ids=story.pages,
        follows=story.follows,
    )


def read_stories(desk: Desk, stories: Iterable[Story]) -> Iterator[StoryRow]:
    """Yield stories as rows."""
    return (story_row(desk.catalogue, story) for story in stories)


def _overlaps(story: Story, asked: StoryChoice) -> bool:
    """Return whether any day of a story lies in the time asked for."""
    if not (asked.since or asked.until):
        return True
    return is_between(story.last, asked.since, "") and is_between(story.first, "", asked.until)

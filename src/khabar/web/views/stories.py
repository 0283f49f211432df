"""The stories of the pile: pages on the same happening, across outlets and days."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, Literal

from khabar.web.asked import Listed
from khabar.web.lists import Pager, cut
from khabar.web.rows import Named, PageRow, page_row, someone
from khabar.web.views.statements import is_between

if TYPE_CHECKING:
    from khabar.account import Story
    from khabar.web.catalogue import Catalogue
    from khabar.web.room import Desk

_MOST_NAMED = 6


@dataclass(frozen=True, slots=True)
class Asked(Listed):
    """Which stories."""

    since: Annotated[str, "not before this day: an ISO prefix"] = ""
    until: Annotated[str, "not after this day: an ISO prefix"] = ""
    order: Annotated[Literal["most", "first", "last"], "by outlets and pages, or by day"] = "most"


@dataclass(frozen=True, slots=True)
class StoryRow:
    """A story under the headline of one of its pages: its days, how many pages, outlets and independent origins."""

    id: str
    title: PageRow
    first: str
    last: str
    pages: int
    outlets: int
    origins: int
    named: tuple[Named, ...]


@dataclass(frozen=True, slots=True)
class Shown:
    """One page of the list of stories."""

    pager: Pager
    stories: tuple[StoryRow, ...]


def show(desk: Desk, asked: Asked) -> Shown:
    """Return the page of the list asked for. A story of one page is none."""
    catalogue = desk.catalogue
    chosen = [one for one in catalogue.ties.stories.values() if is_between(one.first, asked.since, asked.until)]
    if asked.order == "most":
        chosen.sort(key=lambda one: (-one.origins, -len(one.outlets), -len(one.pages), one.id))
    else:
        chosen.sort(key=lambda one: (not one.first, one.first, one.id), reverse=asked.order == "last")
    pager, stories = cut(chosen, asked.page)
    return Shown(pager, tuple(story_row(catalogue, story) for story in stories))


def story_row(catalogue: Catalogue, story: Story) -> StoryRow:
    """Return a story with its counts."""
    return StoryRow(
        id=story.id,
        title=page_row(catalogue.pages[catalogue.numbers[story.title]]),
        first=story.first,
        last=story.last,
        pages=len(story.pages),
        outlets=len(story.outlets),
        origins=story.origins,
        named=tuple(someone(catalogue, one) for one in story.entities[:_MOST_NAMED]),
    )

"""The stories of the pile: pages on the same happening, across outlets and days."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, Literal

from khabar.query.lists import Pager, cut, last_first
from khabar.query.stories import StoryChoice, StoryRow, choose_stories, story_row
from khabar.web.asked import PageNumber  # noqa: TC001  # the parameters are read off the hints

if TYPE_CHECKING:
    from collections.abc import Sequence

    from khabar.account import Story
    from khabar.query.room import Desk


@dataclass(frozen=True, slots=True)
class Asked(StoryChoice):
    """Which stories, and which page of them."""

    order: Annotated[Literal["most", "first", "last"], "by outlets and pages, or by day"] = "most"
    page: PageNumber = 1


@dataclass(frozen=True, slots=True)
class Shown:
    """One page of the list of stories."""

    pager: Pager
    stories: tuple[StoryRow, ...]


def show(desk: Desk, asked: Asked) -> Shown:
    """Return the page of the list asked for. A story of one page is none."""
    catalogue = desk.catalogue
    pager, stories = cut(put_in_order(choose_stories(catalogue, asked), asked.order), asked.page)
    return Shown(pager, tuple(story_row(catalogue, story) for story in stories))


def put_in_order(stories: Sequence[Story], order: str) -> Sequence[Story]:
    """Return stories, which stand by day, in another order: those most told first, or the last first."""
    if order == "most":
        return sorted(stories, key=lambda one: (-one.origins, -len(one.outlets), -len(one.pages), one.id))
    return last_first(stories, lambda story: story.first) if order == "last" else stories

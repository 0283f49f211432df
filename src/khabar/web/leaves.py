"""The list of all pages of the reading room: the address of each, what it takes, and what makes it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from khabar.web.views import (
    actor,
    actors,
    agreement,
    agreements,
    atlas,
    claims,
    compare,
    contradictions,
    correct,
    edits,
    events,
    home,
    marking,
    network,
    outlet,
    outlets,
    pages,
    place,
    places,
    positions,
    review,
    search,
    sheet,
    statement,
    statements,
    stories,
    story,
    timeline,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from khabar.query.room import Desk


@dataclass(frozen=True, slots=True)
class Leaf:
    """One page. Its name is its path (`home` has none), its template's and its place in the API.

    `show` gives what the page shows, None where the record does not hold what was asked for; `table` names the field
    of that which is a table, "" where none is. `twin` tells whether the API has it.
    """

    name: str
    title: str
    asked: type
    shown: type
    show: Callable[[Desk, Any], object]
    table: str = ""
    twin: bool = True

    @property
    def path(self) -> str:
        """Return the address below the language."""
        return "" if self.name == "home" else self.name


def mark(text: str) -> str:
    """Mark a text as a label, to be translated where it is shown."""
    return text


LEAVES = (
    Leaf("home", mark("The record"), home.Asked, home.Shown, home.show, table="days"),
    Leaf("timeline", mark("Timeline"), timeline.Asked, timeline.Shown, timeline.show, table="days"),
    Leaf("stories", mark("Stories"), stories.Asked, stories.Shown, stories.show, table="stories"),
    Leaf("story", mark("Story"), story.Asked, story.Shown, story.show),
    Leaf("pages", mark("Pages"), pages.Asked, pages.Shown, pages.show, table="pages"),
    Leaf("page", mark("Page"), sheet.Asked, sheet.Shown, sheet.show),
    Leaf("statements", mark("Statements"), statements.Asked, statements.Shown, statements.show, table="statements"),
    Leaf("statement", mark("Statement"), statement.Asked, statement.Shown, statement.show),
    Leaf("events", mark("Events"), events.Asked, events.Shown, events.show, table="events"),
    Leaf("claims", mark("Claims"), claims.Asked, claims.Shown, claims.show, table="claims"),
    Leaf(
        "contradictions",
        mark("Contradictions"),
        contradictions.Asked,
        contradictions.Shown,
        contradictions.show,
        table="clashes",
    ),
    Leaf("agreements", mark("Agreements"), agreements.Asked, agreements.Shown, agreements.show, table="agreements"),
    Leaf("agreement", mark("Agreement"), agreement.Asked, agreement.Shown, agreement.show, table="ledger"),
    Leaf("positions", mark("Positions"), positions.Asked, positions.Shown, positions.show, table="positions"),
    Leaf("actors", mark("Actors"), actors.Asked, actors.Shown, actors.show, table="actors"),
    Leaf("actor", mark("Actor"), actor.Asked, actor.Shown, actor.show, table="days"),
    Leaf("places", mark("Places"), places.Asked, places.Shown, places.show, table="places"),
    Leaf("place", mark("Place"), place.Asked, place.Shown, place.show, table="days"),
    Leaf("map", mark("Map"), atlas.Asked, atlas.Shown, atlas.show, table="places"),
    Leaf("network", mark("Network"), network.Asked, network.Shown, network.show, table="ties"),
    Leaf("compare", mark("Compare"), compare.Asked, compare.Shown, compare.show),
    Leaf("outlets", mark("Outlets"), outlets.Asked, outlets.Shown, outlets.show, table="outlets"),
    Leaf("outlet", mark("Outlet"), outlet.Asked, outlet.Shown, outlet.show, table="speakers"),
    Leaf("search", mark("Search"), search.Asked, search.Shown, search.show, table="pages"),
)
# The leaves on which the record is corrected: there where reviewing is on.
REVIEW_LEAVES = (
    Leaf("review", mark("Review"), review.Asked, review.Shown, review.show, twin=False),
    Leaf("correct", mark("Correct"), correct.Asked, correct.Shown, correct.show, twin=False),
    Leaf("marking", mark("Correct the page"), marking.Asked, marking.Shown, marking.show, twin=False),
    Leaf("edits", mark("Corrections"), edits.Asked, edits.Shown, edits.show, twin=False),
)
# The leaves that are lists, as the menu of every page offers them.
MENU = (
    "timeline",
    "stories",
    "statements",
    "claims",
    "contradictions",
    "events",
    "agreements",
    "positions",
    "actors",
    "network",
    "places",
    "map",
    "outlets",
    "pages",
    "compare",
    "review",
    "edits",
)

"""One line in its place: what the rules of a region look at."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Set as AbstractSet

    from khabar.clean.core import Core
    from khabar.clean.features import LineFeatures
    from khabar.clean.headline import Headline
    from khabar.clean.verdict import Verdict
    from khabar.clean.view import View


# Kinds of lines that may stand within a text and leave it whole.
INTERRUPTING = frozenset({"read_also", "advert", "embed", "other"})


class Spot(NamedTuple):
    """A line, the page and the text around it; it has `shared` of its `content` words in common with the article."""

    scene: Scene
    row: LineFeatures
    shared: int
    content: int

    @property
    def at(self) -> int:
        """The line's index."""
        return self.row.at

    @property
    def is_touching(self) -> bool:
        """Whether the line above, what interrupts a text aside, is a certain line of it."""
        view, above = self.scene.view, self.row.at - 1
        while above >= 0 and view.is_firm(above) and view.kind(above) in INTERRUPTING:
            above -= 1
        return self.scene.is_text(above)

    @property
    def verdict(self) -> Verdict | None:
        """What the line says by itself."""
        return self.scene.view.verdicts[self.row.at]

    @property
    def raw(self) -> str:
        """The line's own characters."""
        return self.scene.view.raw(self.row.at)


@dataclass(frozen=True, slots=True)
class Scene:
    """A page, the certain lines of its text, its headline if it has one, and the stems of both."""

    view: View
    core: Core
    headline: Headline | None
    stems: AbstractSet[str]

    def spot(self, at: int) -> Spot:
        """Return line `at` in its place."""
        shared, content = self.view.share(at, self.stems)
        return Spot(self, self.view.rows[at], shared, content)

    def is_text(self, at: int) -> bool:
        """Whether a line is one of the certain lines."""
        return at in self.core.kept


def set_scene(view: View, core: Core, headline: Headline | None) -> Scene:
    """Return the scene of a page."""
    return Scene(view, core, headline, core.stems | headline.stems if headline else core.stems)

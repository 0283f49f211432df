"""Lines of a page that say the same: the headline again, in the browser's title, over the text, in a breadcrumb."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from khabar.clean.features import LineFeatures

_LONGEST_OUTLET = 6
# In words: longer lines are no headlines.
_LONGEST = 36
# Lines with the same ends that are kept: what a page says more often is no headline, and a page of one line said a
# hundred thousand times must not cost its square.
_MOST = 40
Ends = tuple[str, ...]


def says_the_same(words: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Return whether two lines are one headline, one of them perhaps with an outlet's name before or behind."""
    if len(words) > len(other):
        words, other = other, words
    if len(words) < 2:
        return False
    if len(other) - len(words) > min(_LONGEST_OUTLET, len(words)):
        return False
    return other[: len(words)] == words or other[len(other) - len(words) :] == words


@dataclass(frozen=True, slots=True)
class Twins:
    """The lines of a page by their first two and by their last two words, so that a page's length costs nothing."""

    rows: Sequence[LineFeatures]
    first: dict[Ends, list[int]]
    last: dict[Ends, list[int]]

    def of(self, row: LineFeatures) -> Iterator[LineFeatures]:
        """Yield the other lines that say the same as `row`; one may come twice."""
        for at in (*self.first.get(row.words[:2], ()), *self.last.get(row.words[-2:], ())):
            if at != row.at and says_the_same(row.words, self.rows[at].words):
                yield self.rows[at]


def index_twins(rows: Sequence[LineFeatures]) -> Twins:
    """Return the lines of a page ready to be compared."""
    short = [row for row in rows if 2 <= len(row.words) <= _LONGEST]
    return Twins(rows, _index(short, slice(2)), _index(short, slice(-2, None)))


def _index(rows: Iterable[LineFeatures], part: slice) -> dict[Ends, list[int]]:
    found: dict[Ends, list[int]] = {}
    for row in rows:
        alike = found.setdefault(row.words[part], [])
        if len(alike) < _MOST:
            alike.append(row.at)
    return found

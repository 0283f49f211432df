"""The days that a thing of a page may be of, and what they rest on: its own date, that of the page, or the capture."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from khabar.corpus.leaves import Days

_MONTH, _DAY = len("2025-03"), len("2025-03-01")
# A report without a date of its own is of its page's day or those before; that of a page that shows no day may be of
# the days before its capture.
_BEFORE_PUBLISHED, _BEFORE_CAPTURED = 2, 3
# Days after which a page is captured that is news no more.
_FRESH = 7
# How far ahead things are announced.
_AHEAD = 60
TOLD, PUBLISHED, CAPTURED, OPEN = range(4)


class Window(NamedTuple):
    """Days `first` to `last`, both included, as ordinals; `rank` says what they rest on, the surest least."""

    first: int
    last: int
    rank: int

    @property
    def is_day(self) -> bool:
        """Whether the text itself tells the day."""
        return self.rank == TOLD and self.first == self.last

    def is_apart(self, other: Window) -> bool:
        """Say whether two things cannot be of one day. Two days that texts tell may be those around one night.

        A page may be captured long after its day, so beside a surer day the capture is only a last bound.
        """
        if OPEN in (self.rank, other.rank):
            return False
        if (self.rank == CAPTURED) != (other.rank == CAPTURED):
            captured, sure = (self, other) if self.rank == CAPTURED else (other, self)
            return sure.first > captured.last
        slack = 1 if self.is_day and other.is_day else 0
        return self.last + slack < other.first or other.last + slack < self.first

    def is_far(self, other: Window) -> bool:
        """Say whether nothing tells that two things are of one time: one of a page captured long after the other."""
        captured, sure = (self, other) if self.rank == CAPTURED else (other, self)
        return captured.rank == CAPTURED > sure.rank and captured.last - sure.last > _FRESH


def find_window(told: str, days: Days, *, ahead: bool = False) -> Window:
    """Return the days of a thing dated `told`, an ISO prefix, "" where the text does not date it.

    `ahead` is true for what is yet to come.
    """
    if told:
        first, last = bounds(told)
        return Window(first, last, TOLD)
    for day, before, rank in (
        (days.date, _BEFORE_PUBLISHED, PUBLISHED),
        (days.captured, _BEFORE_CAPTURED, CAPTURED),
    ):
        if len(day) >= _DAY:
            last = date.fromisoformat(day[:_DAY]).toordinal()
            return Window(last - before, last + _AHEAD * ahead, rank)
    return Window(0, 0, OPEN)


def bounds(prefix: str) -> tuple[int, int]:
    """Return the first and the last day of an ISO prefix, as ordinals."""
    year = int(prefix[:4])
    if len(prefix) >= _DAY:
        day = date.fromisoformat(prefix[:_DAY]).toordinal()
        return day, day
    if len(prefix) >= _MONTH:
        first = date(year, int(prefix[5:7]), 1)
        return first.toordinal(), ((first + timedelta(days=31)).replace(day=1)).toordinal() - 1
    return date(year, 1, 1).toordinal(), date(year, 12, 31).toordinal()

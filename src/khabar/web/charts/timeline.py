"""Statements and events over time: bars above and below one line, mirrored where lines run from right to left."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from math import ceil
from typing import TYPE_CHECKING, NamedTuple, Protocol

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from khabar.web.language import Language

_MARGIN = 8.0
_AXIS = 22.0  # room for the dates below
_GAP = 0.18  # of a bin, left free between bars
_MOST_BINS = 62
# Width of a date below the axis with the space that keeps it from the next, and half of it from the edge.
_TICK = 150.0
# The first tenth and the last hundredth of what happens lie in the tails, mostly years told of as past: what of them
# lies far off is counted beside the picture.
_EARLY, _LATE = 0.1, 0.01
_LONGEST_TAIL = 1.0  # times the days between the tails: what of a tail is no farther off is drawn
_LEAST = 1.5  # a bar of one is seen


class Active(Protocol):
    """A day with what was said and done on it."""

    @property
    def date(self) -> str:
        """ISO day, month or year."""

    @property
    def statements(self) -> int:
        """Return how many statements."""

    @property
    def events(self) -> int:
        """Return how many events."""


@dataclass(frozen=True, slots=True)
class Bar:
    """One bin: its first and last day, its counts, and where its two bars stand."""

    since: str
    until: str
    statements: int
    events: int
    x: float
    width: float
    up: float  # height of the statements' bar, above the line
    down: float  # height of the events' bar, below it


class Tick(NamedTuple):
    """A date on the axis."""

    x: float
    date: str


@dataclass(frozen=True, slots=True)
class Timeline:
    """The picture: bars from the first day to the last, in reading order; `before` and `after` lie outside it."""

    width: float
    height: float
    line: float  # where the bars meet
    bars: tuple[Bar, ...]
    ticks: tuple[Tick, ...]
    unit: str  # day, week, month or year
    before: int
    after: int


def draw_timeline(days: Sequence[Active], language: Language, width: float, height: float) -> Timeline | None:
    """Return the picture of some days, in units of which one is a pixel where it fits; None where there are none."""
    dated = [(_first_day(day.date), day) for day in days]
    if not dated:
        return None
    first, last = _bounds(dated)
    inside = [(at, day) for at, day in dated if first <= at <= last]
    unit, bins = _bins(first, last)
    counts = [[0, 0] for _ in bins]
    at_bin = 0
    for at, day in inside:
        while at > bins[at_bin][1]:
            at_bin += 1
        counts[at_bin][0] += day.statements
        counts[at_bin][1] += day.events
    bars, line = _bars(bins, counts, language, (width, height))
    return Timeline(
        width=width,
        height=height,
        line=line,
        bars=bars,
        ticks=_ticks(bars, unit, width),
        unit=unit,
        before=sum(day.statements + day.events for at, day in dated if at < first),
        after=sum(day.statements + day.events for at, day in dated if at > last),
    )


def _first_day(date: str) -> datetime.date:
    return datetime.date.fromisoformat(date + "-01-01"[len(date) - len("2020") :])


def _bounds(dated: Sequence[tuple[datetime.date, Active]]) -> tuple[datetime.date, datetime.date]:
    """Return the first and the last day drawn: what lies between the tails, and what of them is not far off."""
    total = sum(day.statements + day.events for _, day in dated)
    passed, first, last = 0, dated[0][0], dated[-1][0]
    for at, day in dated:
        if passed <= total * _EARLY:
            first = at
        passed += day.statements + day.events
        if passed >= total * (1 - _LATE):
            last = at
            break
    longest = max(last - first, datetime.timedelta(days=7)) * _LONGEST_TAIL
    drawn = [at for at, _ in dated if first - longest <= at <= last + longest]
    return drawn[0], drawn[-1]


def _bins(first: datetime.date, last: datetime.date) -> tuple[str, list[tuple[datetime.date, datetime.date]]]:
    days = (last - first).days
    units = {
        "day": days + 1,
        "week": (days + first.weekday()) // 7 + 1,
        "month": (last.year - first.year) * 12 + last.month - first.month + 1,
    }
    unit = next((unit for unit, number in units.items() if number <= _MOST_BINS), "year")
    return unit, list(_cut(first, last, unit))


def _cut(first: datetime.date, last: datetime.date, unit: str) -> Iterator[tuple[datetime.date, datetime.date]]:
    day = datetime.timedelta(days=1)
    start = {
        "week": first - first.weekday() * day,
        "month": first.replace(day=1),
        "year": first.replace(month=1, day=1),
    }
    at = start.get(unit, first)
    while at <= last:
        if unit == "month":
            after = (at + 31 * day).replace(day=1)
        elif unit == "year":
            after = at.replace(year=at.year + 1)
        else:
            after = at + (7 if unit == "week" else 1) * day
        yield at, after - day
        at = after


def _bars(
    bins: Sequence[tuple[datetime.date, datetime.date]],
    counts: Sequence[Sequence[int]],
    language: Language,
    size: tuple[float, float],
) -> tuple[tuple[Bar, ...], float]:
    whole, height = size
    room = height - _AXIS - 2 * _MARGIN
    most_up, most_down = (max(count[side] for count in counts) for side in (0, 1))
    scale = room / max(most_up + most_down, 1)
    line = _MARGIN + most_up * scale
    step = (whole - 2 * _MARGIN) / len(bins)
    bars = []
    for number, ((since, until), (said, done)) in enumerate(zip(bins, counts, strict=True)):
        x = _MARGIN + number * step + step * _GAP / 2
        width = step * (1 - _GAP)
        bars.append(
            Bar(
                since=since.isoformat(),
                until=until.isoformat(),
                statements=said,
                events=done,
                x=round(whole - x - width if language.direction == "rtl" else x, 2),
                width=round(width, 2),
                up=round(max(said * scale, _LEAST) if said else 0, 2),
                down=round(max(done * scale, _LEAST) if done else 0, 2),
            )
        )
    return tuple(bars), round(line, 2)


def _ticks(bars: Sequence[Bar], unit: str, width: float) -> tuple[Tick, ...]:
    every = max(1, ceil(_TICK / (width / len(bars))))
    length = {"year": len("2020"), "month": len("2020-01")}.get(unit, len("2020-01-01"))
    shown = bars[every // 2 :: every]
    places = [(bar.x + bar.width / 2, bar.since[:length]) for bar in shown]
    return tuple(Tick(round(min(max(x, _TICK / 2), width - _TICK / 2), 2), date) for x, date in places)

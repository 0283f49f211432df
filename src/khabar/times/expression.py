"""What a phrase says of time, before anyone knows when it was written, and what it comes to once that is known."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from datetime import date

    from khabar.model import Span

Unit = Literal["second", "minute", "hour", "day", "week", "month", "year"]
Direction = Literal["past", "this", "future"]
Part = Literal["dawn", "morning", "noon", "afternoon", "evening", "night"]
Section = Literal[
    "start",
    "early",
    "middle",
    "late",
    "end",
    "last_day",
    "spring",
    "summer",
    "autumn",
    "winter",
    "q1",
    "q2",
    "q3",
    "q4",
    "h1",
    "h2",
]


@dataclass(frozen=True, slots=True)
class TimeExpression:
    """One phrase of time, tokens `[first, last)`. A field the phrase does not fill is None.

    `year`, `month`, `day` are Gregorian, or Hijri where `hijri` is true (then a year past 1700 is Gregorian all the
    same: Ramadan 2019). `weekday` counts from Monday, 0. `hour` is on 24 hours once the phrase says which half of the
    day is meant. `unit` and `offset` count from the day of writing: today is day 0, yesterday day -1, last week week
    -1; beside a day, month or weekday they say in which month, year or week it lies (the 13th of the current month:
    day 13, unit month, offset 0). `counted` is true where the phrase counts units from the day of writing (three weeks
    ago) and does not name one (last week). `length` is the number of units covered, from `offset` on. `direction`
    belongs to a weekday or month (Tuesday last, February of the current year): `past`, `this`, `future`; None where
    the phrase leaves it open. `ordinal` is the third of "the third Tuesday of March", -1 for the last, or the second
    of "the Thursday before last". `part` is a part of the day, `section` of a month or year. `easter` counts days from
    Easter Sunday, the western one unless `eastern`. `zone` is "utc" where the phrase says so, "local" for a named
    place, else "". `until` is the end of a range, whose own fields are filled from the start's. `approximate` is true
    where the phrase says "about"; `weak` where it may not mean the day of writing at all: "now", "the next day", "two
    days later". `since` is true where it begins what lasts until the day of writing: "since March". `rule` names the
    phrase: today weekday date numeric_date month year week section season holiday clock range ago ahead now.
    """

    first: int
    last: int
    span: Span
    year: int | None = None
    month: int | None = None
    day: int | None = None
    hijri: bool = False
    weekday: int | None = None
    hour: int | None = None
    minute: int | None = None
    second: int | None = None
    unit: Unit | None = None
    offset: int | None = None
    direction: Direction | None = None
    until: TimeExpression | None = None
    approximate: bool = False
    rule: str = ""
    part: Part | None = None
    section: Section | None = None
    ordinal: int | None = None
    counted: bool = False
    length: int | None = None
    easter: int | None = None
    eastern: bool = False
    zone: str = ""
    weak: bool = False
    since: bool = False


@dataclass(frozen=True, slots=True)
class Resolved:
    """When it is: `iso` a prefix (of the start, for a range), `earliest` to `latest` the days covered, both included.

    `until_iso` is the prefix of a range's end, "" where there is none.
    """

    iso: str
    earliest: date
    latest: date
    until_iso: str = ""

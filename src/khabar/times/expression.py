"""What a phrase says of time, before anyone knows when it was written."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from khabar.model import Span

Unit = Literal["second", "minute", "hour", "day", "week", "month", "year"]
Direction = Literal["past", "this", "future"]


@dataclass(frozen=True, slots=True)
class TimeExpression:
    """One phrase of time, tokens `[first, last)`. A field the phrase does not fill is None.

    `year`, `month`, `day` are Gregorian, or Hijri where `hijri` is true. `weekday` counts from Monday, 0.
    `unit` and `offset` count from the day of writing: today is day 0, yesterday day -1, last week week -1, three days ago
    day -3. `direction` belongs to a weekday or month (Tuesday last, February of the current year): `past`, `this`, `future`;
    None where the phrase leaves it open. `until` is the end of a range, whose own fields are filled from the start's.
    `approximate` is true where the phrase says "about".
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

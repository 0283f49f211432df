"""A time expression in the making: fields filled so far, and when two of them are one expression.

A phrase of the grammar gives a `Draft`; neighbours that say different things of one moment (a part of day, yesterday, a
weekday, a calendar date, a clock time) are merged into one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from khabar.times.expression import Direction, Part, Section, TimeExpression, Unit

if TYPE_CHECKING:
    from khabar.model import Span


class Draft(NamedTuple):
    """The fields of `TimeExpression`, None where unsaid; `loose`: it needs a neighbour to count as a time at all."""

    rule: str
    year: int | None = None
    month: int | None = None
    day: int | None = None
    hijri: bool | None = None
    weekday: int | None = None
    hour: int | None = None
    minute: int | None = None
    second: int | None = None
    unit: Unit | None = None
    offset: int | None = None
    direction: Direction | None = None
    until: Draft | None = None
    approximate: bool | None = None
    part: Part | None = None
    section: Section | None = None
    ordinal: int | None = None
    counted: bool | None = None
    length: int | None = None
    easter: int | None = None
    eastern: bool | None = None
    zone: str | None = None
    weak: bool | None = None
    since: bool | None = None
    loose: bool | None = None


class Found(NamedTuple):
    """A draft and the index behind its last word."""

    draft: Draft
    last: int


def merge(one: Draft, other: Draft) -> Draft | None:
    """Return the draft of two neighbours that speak of one moment, None where they do not go together."""
    if not _go_together(one, other):
        return None
    if one.month and other.month and one.hijri != other.hijri and not (one.until or other.until):
        # The same day in two calendars: the Gregorian date stands.
        kept, dropped = (other, one) if one.hijri else (one, other)
        one, other = kept, dropped._replace(year=None, month=None, day=None, hijri=None, until=None)
    values = []
    for mine, yours in zip(one[1:], other[1:], strict=True):
        if mine is None or yours is None or mine == yours:
            values.append(yours if mine is None else mine)
        else:
            return None
    # The clock and the year of a page header still want their day.
    undated = one.rule == "clock" and other.rule == "bare_year"
    rule = other.rule if one.rule in {"part", "clock", "bare_year"} and not undated else one.rule
    return Draft._make([rule, *values])._replace(loose=undated or None)


def _go_together(one: Draft, other: Draft) -> bool:
    rules = {one.rule, other.rule}
    if one.rule == "short_numeric" and one.loose:
        # Day and month behind a weekday are a date; before one they may be a score.
        return False
    deictic = "day" in {one.unit, other.unit}
    weekday = one.weekday is not None or other.weekday is not None
    day = one.day is not None or other.day is not None
    dated = deictic or weekday or day
    if "part" in rules:
        return dated or one.hour is not None or other.hour is not None
    if "bare_year" in rules:
        return _takes_year(one, other)
    if "clock" in rules:
        return dated or one.year is not None or other.year is not None
    if deictic or weekday:
        return _takes_day(one, other, rules, deictic=deictic, day=day)
    return not (one.counted or other.counted)


def _takes_day(one: Draft, other: Draft, rules: set[str], *, deictic: bool, day: bool) -> bool:
    """Answer whether today or a weekday goes with the rest: with a day of a month, a week, an ordinal in a month."""
    if "section" in rules or one.counted or other.counted:
        return False
    if deictic and (not {one.unit, other.unit} <= {None, "day"} or "year" in rules):
        return False
    month = one.month is not None or other.month is not None
    return day or not month or one.ordinal is not None or other.ordinal is not None


def _takes_year(one: Draft, other: Draft) -> bool:
    """Answer whether a bare year may stand beside the other draft: a month, or the clock of a page header."""
    rest = other if one.rule == "bare_year" else one
    named = rest.month is not None or rest.easter is not None or rest.section is not None
    return rest.year is None and (named or rest.unit == "year" or rest.zone == "utc")


def on_24_hours(hour: int, part: Part | None) -> int:
    """Return `hour` on 24 hours, given the part of the day it lies in."""
    if part in {"dawn", "morning"}:
        return 0 if hour == 12 else hour
    if part == "noon":
        return hour + 12 if hour < 6 else hour
    if part in {"afternoon", "evening"}:
        return hour + 12 if hour < 12 else hour
    if part == "night":
        return hour + 12 if 6 <= hour < 12 else hour % 12 if hour == 12 else hour
    return hour


def finish(draft: Draft, first: int, last: int, span: Span) -> TimeExpression:
    """Return the expression of a finished draft at tokens `[first, last)`; an `until` lies at the same place."""
    return TimeExpression(
        first=first,
        last=last,
        span=span,
        year=draft.year,
        month=draft.month,
        day=draft.day,
        hijri=bool(draft.hijri),
        weekday=draft.weekday,
        hour=draft.hour if draft.hour is None else on_24_hours(draft.hour, draft.part),
        minute=draft.minute,
        second=draft.second,
        unit=draft.unit,
        offset=draft.offset,
        direction=draft.direction,
        until=finish(draft.until, first, last, span) if draft.until else None,
        approximate=bool(draft.approximate),
        rule=draft.rule,
        part=draft.part,
        section=draft.section,
        ordinal=draft.ordinal,
        counted=bool(draft.counted),
        length=draft.length,
        easter=draft.easter,
        eastern=bool(draft.eastern),
        zone=draft.zone or "",
        weak=bool(draft.weak),
        since=bool(draft.since),
    )

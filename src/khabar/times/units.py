"""Days covered by units counted from the day of writing, by sections of months and years, and hours of a day."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Literal

from khabar.times.expression import Resolved

if TYPE_CHECKING:
    from khabar.times.expression import TimeExpression

_HOURS = {"hour": 3600, "minute": 60, "second": 1}
# First and last month of a section of the year; a winter has months of two years and narrows nothing.
_MONTHS = {
    "start": (1, 3),
    "early": (1, 3),
    "middle": (5, 8),
    "late": (10, 12),
    "end": (10, 12),
    "spring": (3, 5),
    "summer": (6, 8),
    "autumn": (9, 11),
    "q1": (1, 3),
    "q2": (4, 6),
    "q3": (7, 9),
    "q4": (10, 12),
    "h1": (1, 6),
    "h2": (7, 12),
}
# First and last day of a section of the month; 0 is the month's last day.
_DAYS = {"start": (1, 10), "early": (1, 10), "middle": (11, 20), "late": (21, 0), "end": (21, 0)}


def unit_days(said: TimeExpression, reference: date) -> Resolved | None:
    """Return the days of a unit counted or named from `reference`: three days ago, last week, the coming two months."""
    offset, length = said.offset or 0, said.length or 1
    if said.unit in _HOURS:
        return _clock_units(said, reference)
    today = reference.date() if isinstance(reference, datetime) else reference
    if said.counted:
        return _counted(said, today)
    if said.unit == "day":
        first = today + timedelta(offset)
        return _stretch(first, first + timedelta(length - 1))
    if said.unit == "week":
        first = today - timedelta(today.weekday()) + timedelta(7 * offset)
        return Resolved(first.isoformat(), first, first + timedelta(7 * length - 1))
    first = _first_of(today, said.unit, offset)
    last = _first_of(today, said.unit, offset + length) - timedelta(1)
    size = 7 if said.unit == "month" else 4
    until = last.isoformat()[:size] if length > 1 else ""
    whole = Resolved(first.isoformat()[:size], first, last, until)
    return section_days(said, whole, "month" if said.unit == "month" else "year")


def _first_of(today: date, unit: str | None, offset: int) -> date:
    if unit == "year":
        return date(today.year + offset, 1, 1)
    index = today.year * 12 + today.month - 1 + offset
    return date(index // 12, index % 12 + 1, 1)


def _stretch(first: date, last: date) -> Resolved:
    return Resolved(first.isoformat(), first, last, last.isoformat() if last > first else "")


def _counted(said: TimeExpression, today: date) -> Resolved:
    """Return the day three days ago, about the day two weeks ago, the month three months ago."""
    offset = said.offset or 0
    if said.length is not None:
        return _rolling(said, today)
    if said.unit == "day":
        day = today + timedelta(offset)
        slack = timedelta(1) if said.approximate else timedelta(0)
        return Resolved(day.isoformat(), day - slack, day + slack)
    if said.unit == "week":
        day = today + timedelta(7 * offset)
        return Resolved(day.isoformat(), day - timedelta(3), day + timedelta(3))
    first = _first_of(today, said.unit, offset)
    last = _first_of(today, said.unit, offset + 1) - timedelta(1)
    return Resolved(first.isoformat()[: 7 if said.unit == "month" else 4], first, last)


def _rolling(said: TimeExpression, today: date) -> Resolved:
    """Return the days of a length that ends or begins with today: within two weeks."""
    length = said.length or 1
    if said.unit in {"day", "week"}:
        days = timedelta(length * (7 if said.unit == "week" else 1))
        return _stretch(today - days, today) if (said.offset or 0) < 0 else _stretch(today, today + days - timedelta(1))
    if (said.offset or 0) < 0:
        return _stretch(_same_day(today, said.unit, -length), today)
    return _stretch(today, _same_day(today, said.unit, length))


def _same_day(today: date, unit: str | None, offset: int) -> date:
    """Return the day of the same number some months or years away, the 28th at most where the month is short."""
    first = _first_of(today, "month", offset * (12 if unit == "year" else 1))
    return first.replace(day=min(today.day, 28))


def _clock_units(said: TimeExpression, reference: date) -> Resolved:
    """Return the minute some hours from a datetime; from a bare day only the days that it can fall on."""
    shift = timedelta(seconds=_HOURS[said.unit or "hour"] * (said.offset or 0))
    if isinstance(reference, datetime):
        moment = reference + shift
        return Resolved(moment.isoformat()[:16], moment.date(), moment.date())
    if not shift:
        return Resolved(reference.isoformat(), reference, reference)
    days = timedelta(-(-abs(shift) // timedelta(1)))
    earliest, latest = (reference - days, reference) if shift < timedelta(0) else (reference, reference + days)
    return Resolved((reference + shift).isoformat(), earliest, latest)


def section_days(said: TimeExpression, whole: Resolved, of: Literal["month", "year"]) -> Resolved:
    """Return the part of a month or year that `said.section` names, `whole` where it names none."""
    if said.section is None:
        return whole
    if of == "year":
        months = _MONTHS.get(said.section)
        if months is None or said.hijri:
            return whole
        earliest = whole.earliest.replace(month=months[0])
        latest = _first_of(whole.earliest, "month", months[1]) - timedelta(1)
        if said.section in {"start", "early", "middle", "late", "end"}:
            return Resolved(whole.iso, earliest, latest)
        return Resolved(earliest.isoformat()[:7], earliest, latest, latest.isoformat()[:7])
    days = _DAYS.get(said.section)
    if days is None:
        return whole
    latest = whole.earliest + timedelta(days[1] - 1) if days[1] else whole.latest
    return Resolved(whole.iso, whole.earliest + timedelta(days[0] - 1), latest)


def at_hour(said: TimeExpression, day: Resolved, reference: date | None, lean: Literal["past", "future"]) -> Resolved:
    """Return `day` with the clock time behind it; a bare hour before the moment of writing is an evening one ahead."""
    hour = said.hour or 0
    undated = said.day is None and said.weekday is None and said.unit is None
    if isinstance(reference, datetime) and lean == "future" and said.part is None and undated and hour < 12:
        here = (reference.hour, reference.minute)
        if (hour, said.minute or 0) < here <= (hour + 12, said.minute or 0):
            hour += 12
    clock = f"T{hour:02}"
    if said.minute is not None:
        clock += f":{said.minute:02}"
        if said.second is not None:
            clock += f":{said.second:02}"
    return Resolved(day.earliest.isoformat() + clock, day.earliest, day.latest)

"""Expressions resolved against a day of reference: `Resolved`, or None where nothing can be said.

What the phrase leaves open is filled by the reference and the lean: news looks back, so that a bare Tuesday is the
latest one up to the day of writing; a plan looks ahead. Precision is never invented: the prefix
ends where the phrase ends.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Literal

from khabar.times import hijri
from khabar.times.expression import Resolved
from khabar.times.units import at_hour, section_days, unit_days

if TYPE_CHECKING:
    from khabar.times.expression import TimeExpression

Lean = Literal["past", "future"]
_MONTHS_AHEAD = 4
_YEARS_TRIED = 6  # a weekday falls on one date of a month again after 5, 6 or 11 years


def resolve(expression: TimeExpression, reference: date | None, *, lean: Lean = "past") -> Resolved | None:
    """Return when `expression` is, said on the day `reference` (a datetime, for phrases of the clock).

    Where `reference` is None only absolute dates resolve. `lean` is the way a weekday or month goes that says neither
    last nor next; of the months those soon to come go ahead even in news. A weekday that contradicts
    its "today" or "yesterday" wins over it.
    """
    if expression.until is not None:
        return _range(expression, expression.until, reference, lean)
    try:
        days = _days(expression, reference, lean)
    except (OverflowError, ValueError):
        # Thousands of years ago, or a day that no month has.
        return None
    if days is None or expression.hour is None:
        return days
    return at_hour(expression, days, reference, lean)


def _range(expression: TimeExpression, until: TimeExpression, reference: date | None, lean: Lean) -> Resolved | None:
    """Return the days from the expression's own fields to those of `until`, the end moved behind the start."""
    start = resolve(replace(expression, until=None), reference, lean=lean)
    end = resolve(until, reference, lean=lean)
    if start is None or end is None:
        return None
    if start.earliest > end.latest:
        if lean == "past":
            start = resolve(replace(expression, until=None), end.earliest, lean="past")
        else:
            end = resolve(until, start.earliest, lean="future")
    if start is None or end is None or start.earliest > end.latest:
        return None
    return Resolved(start.iso, start.earliest, end.latest, end.until_iso or end.iso)


def _days(said: TimeExpression, reference: date | None, lean: Lean) -> Resolved | None:
    today = reference.date() if isinstance(reference, datetime) else reference
    if said.easter is not None:
        return _easter(said, today, lean)
    in_month = said.day is not None or said.ordinal is not None or said.section == "last_day"
    if said.month is not None or (in_month and said.unit == "month"):
        return _in_month(said, today, lean)
    if said.year is not None:
        return _year(said)
    return _from_today(said, today, reference, lean) if today and reference else None


def _from_today(said: TimeExpression, today: date, reference: date, lean: Lean) -> Resolved | None:
    """Return what has no month and no year: a day of the month, a weekday, a unit, an hour."""
    if said.day is not None:
        return _day_of_some_month(said, today, lean)
    if said.weekday is not None:
        return _weekday(said, today, lean)
    if said.offset is not None and said.unit is not None:
        return unit_days(said, reference)
    return _day(today) if said.hour is not None else None


def _day(day: date) -> Resolved:
    return Resolved(day.isoformat(), day, day)


def _easter(said: TimeExpression, today: date | None, lean: Lean) -> Resolved | None:
    offset = timedelta(said.easter or 0)
    if said.year is not None:
        return _day(hijri.easter(said.year, eastern=said.eastern) + offset)
    if today is None:
        return None
    years = (today.year - 1, today.year, today.year + 1)
    days = [hijri.easter(year, eastern=said.eastern) + offset for year in years]
    if (said.direction or lean) == "past":
        return _day(max(day for day in days if day <= today))
    return _day(min(day for day in days if day >= today))


def _year(said: TimeExpression) -> Resolved | None:
    year = said.year or 0
    first, last = hijri.month_days(year, 1, hijri=said.hijri), hijri.month_days(year, 12, hijri=said.hijri)
    if first is None or last is None:
        return None
    earliest, latest = first[0], last[0] + timedelta(last[1] - 1)
    iso = earliest.isoformat() if said.hijri else f"{year:04}"
    return section_days(said, Resolved(iso, earliest, latest), "year")


def _in_month(said: TimeExpression, today: date | None, lean: Lean) -> Resolved | None:
    """Return the month, or the day in it, in the first year that the phrase, the weekday and the lean allow."""
    first: Resolved | None = None
    for year, month in _months(said, today, lean):
        days = hijri.month_days(year, month, hijri=said.hijri)
        if days is None:
            continue
        found = _pick_in_month(said, *days)
        if found is None:
            continue
        if said.weekday is None or said.day is None or found.earliest.weekday() == said.weekday:
            return found
        first = first or found
    if first is not None and said.ordinal is not None:
        return _nth_weekday(said, first.earliest.replace(day=1))
    return first


def _months(said: TimeExpression, today: date | None, lean: Lean) -> list[tuple[int, int]]:
    """Return the (year, month) pairs to try, the likeliest first."""
    if said.year is not None:
        return _months_of_year(said, said.year)
    here = hijri.year_month(today, hijri=said.hijri) if today else None
    if here is None:
        return []
    if said.month is None:
        index = here[0] * 12 + here[1] - 1 + (said.offset or 0)
        return [(index // 12, index % 12 + 1)]
    if said.unit == "year" and said.offset is not None:
        return [(here[0] + said.offset, said.month)]
    if said.direction == "this":
        return [(here[0], said.month)]
    return _leaning_months(said, said.month, today, here, lean)


def _leaning_months(
    said: TimeExpression, month: int, today: date | None, here: tuple[int, int], lean: Lean
) -> list[tuple[int, int]]:
    """Return the month in the year that direction and lean give, `here` being the (year, month) of writing."""
    step = -1 if said.since or (said.direction or lean) == "past" else 1
    year = here[0]
    if said.direction is None and step < 0 and not said.since and 0 < (month - here[1]) % 12 <= _MONTHS_AHEAD:
        # News that looks far back says the year: a month soon to come is that one, not last year's.
        return _tries(said, year if month > here[1] else year + 1, step)
    if (month - here[1]) * step < 0 or (said.direction and month == here[1] and _leaves(said, today, step)):
        year += step
    if said.ordinal == 2 and said.weekday is None:
        year += step
    return _tries(said, year, step)


def _tries(said: TimeExpression, year: int, step: int) -> list[tuple[int, int]]:
    """Return the month in `year`; where a weekday must fall on its day, in the years around it too."""
    tries = [year]
    if said.weekday is not None and said.day is not None:
        tries += [year + step * n for n in range(1, _YEARS_TRIED)] + [year - step]
    return [(tried, said.month or 1) for tried in tries]


def _leaves(said: TimeExpression, today: date | None, step: int) -> bool:
    """Answer whether "last" or "next" must leave this very month: it does unless a day of it lies on that side."""
    if said.day is None or today is None or said.hijri:
        return True
    return (said.day - today.day) * step <= 0


def _months_of_year(said: TimeExpression, year: int) -> list[tuple[int, int]]:
    if said.month is None:
        return []
    if not said.hijri or year < 1700:
        return [(year, said.month)]
    # A Hijri month named by a Gregorian year: the one that begins in it.
    about = hijri.year_month(date(year, 1, 1), hijri=True)
    if about is None:
        return []
    for hijri_year in (about[0], about[0] + 1):
        days = hijri.month_days(hijri_year, said.month, hijri=True)
        if days is not None and days[0].year == year:
            return [(hijri_year, said.month)]
    return []


def _pick_in_month(said: TimeExpression, first: date, length: int) -> Resolved | None:
    if said.day is not None:
        return _day(first + timedelta(said.day - 1)) if said.day <= length else None
    if said.section == "last_day":
        return _day(first + timedelta(length - 1))
    if said.ordinal is not None and said.weekday is not None:
        return _nth_weekday(said, first, length)
    if said.ordinal is not None and said.unit == "week":
        return _nth_week(said.ordinal, first, length)
    iso = first.isoformat() if said.hijri else first.isoformat()[:7]
    return section_days(said, Resolved(iso, first, first + timedelta(length - 1)), "month")


def _nth_weekday(said: TimeExpression, first: date, length: int = 31) -> Resolved | None:
    """Return the third Tuesday, the last Monday of the month that begins on `first`."""
    if said.ordinal is None or said.weekday is None:
        return None
    if said.ordinal < 0:
        last = first + timedelta(length - 1)
        return _day(last - timedelta((last.weekday() - said.weekday) % 7))
    day = first + timedelta((said.weekday - first.weekday()) % 7 + 7 * (said.ordinal - 1))
    return _day(day) if (day - first).days < length else None


def _nth_week(ordinal: int, first: date, length: int) -> Resolved:
    """Return the nth, or last, whole week (from Monday) of a month."""
    last = first + timedelta(length - 1)
    if ordinal < 0:
        monday = last - timedelta((last.weekday() + 1) % 7 + 6)
    else:
        monday = first + timedelta((-first.weekday()) % 7 + 7 * (ordinal - 1))
    return Resolved(monday.isoformat(), monday, monday + timedelta(6))


def _day_of_some_month(said: TimeExpression, today: date, lean: Lean) -> Resolved | None:
    """Return the nearest day of that number, and of that weekday where one is said, on the leaning side."""
    step = -1 if (said.direction or lean) == "past" else 1
    for distance in range(7 * 366 if said.weekday is not None else 63):
        day = today + timedelta(step * distance)
        if day.day == said.day and said.weekday in {None, day.weekday()}:
            return _day(day)
    return None


def _weekday(said: TimeExpression, today: date, lean: Lean) -> Resolved:
    weekday = said.weekday or 0
    if said.unit == "week" and said.offset is not None:
        monday = today - timedelta(today.weekday())
        return _day(monday + timedelta(7 * said.offset + weekday))
    if said.unit == "day" and said.offset is not None:
        meant = today + timedelta(said.offset)
        back = (meant.weekday() - weekday) % 7
        return _day(meant - timedelta(back) if said.offset <= 0 else meant + timedelta(-back % 7))
    way = said.direction if said.direction not in {None, "this"} else "past" if said.since else lean
    again = 7 * ((said.ordinal or 1) - 1)
    if way == "past":
        back = (today.weekday() - weekday) % 7
        if said.direction == "past":
            back = back or 7
        return _day(today - timedelta(back + again))
    ahead = (weekday - today.weekday()) % 7 or 7
    return _day(today + timedelta(ahead + again))

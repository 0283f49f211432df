"""The two calendars behind one face: days of Gregorian and Hijri months.

Hijri by the Umm al-Qura calendar, 1343 to 1500 AH (1924 to 2077), None outside of that; sightings elsewhere differ by a
day.
"""

from __future__ import annotations

from calendar import monthrange
from datetime import date

from hijridate import Gregorian, Hijri

_HIJRI_YEARS = range(1343, 1501)
_FIRST, _LAST = date(1924, 8, 1), date(2077, 11, 16)


def month_days(year: int, month: int, *, hijri: bool) -> tuple[date, int] | None:
    """Return the first day of a month and its number of days; None outside of the calendar."""
    if hijri:
        if year not in _HIJRI_YEARS:
            return None
        first = Hijri(year, month, 1)
        return date(*first.to_gregorian().datetuple()), first.month_length()
    if not 1 <= year <= 9998:
        return None
    return date(year, month, 1), monthrange(year, month)[1]


def year_month(day: date, *, hijri: bool) -> tuple[int, int] | None:
    """Return the year and month in which `day` lies; None outside of the calendar."""
    if not hijri:
        return day.year, day.month
    if not _FIRST <= day <= _LAST:
        return None
    found = Gregorian(day.year, day.month, day.day).to_hijri()
    return found.year, found.month


def easter(year: int, *, eastern: bool) -> date:
    """Return Easter Sunday of a Gregorian year, by the Gregorian or (`eastern`) the Julian computus (Meeus)."""
    a = year % 19
    if eastern:
        d = (19 * a + 15) % 30
        e = (2 * (year % 4) + 4 * (year % 7) - d + 34) % 7
        month, day = divmod(d + e + 114, 31)
        shift = year // 100 - year // 400 - 2
        return date.fromordinal(date(year, month, day + 1).toordinal() + shift)
    century, rest = divmod(year, 100)
    h = (19 * a + century - century // 4 - (century - (century + 8) // 25 + 1) // 3 + 15) % 30
    weekday = (32 + 2 * (century % 4) + 2 * (rest // 4) - h - rest % 4) % 7
    m = (a + 11 * h + 22 * weekday) // 451
    month, day = divmod(h + weekday - 7 * m + 114, 31)
    return date(year, month, day + 1)

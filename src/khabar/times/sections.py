"""Phrases of a part of a month or year: its beginning, middle and end, seasons and quarters; and feasts.

Each function reads the phrase of its docstring at one position and returns a `Found`, or None.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from khabar.times import calendar
from khabar.times.days import direction
from khabar.times.draft import Draft, Found
from khabar.times.relative import named_unit

if TYPE_CHECKING:
    from khabar.times.expression import Section, Unit
    from khabar.times.words import Words

_QUARTERS: dict[tuple[str, int], Section] = {
    ("3", 1): "q1",
    ("3", 2): "q2",
    ("3", 3): "q3",
    ("3", 4): "q4",
    ("6", 1): "h1",
    ("6", 2): "h2",
}


def section(words: Words, at: int) -> Found | None:
    """Read early | middle | end …, [of], month | year | week; example: `awakhir huzayran al-madi`."""
    taken = words.take("section", at)
    if taken is None:
        return None
    start = words.skip("of", taken[1])
    # "Half" is the middle of a month only before its name; half the year is a duration.
    found = calendar.month(words, start)
    if found is None and not taken[0].endswith("?"):
        found = _whole(words, start) or _this_unit(words, start)
    if found is None or found.draft.day is not None:
        return None
    draft = found.draft._replace(section=cast("Section", taken[0].rstrip("?")), loose=None)
    return Found(draft._replace(rule="section"), found.last)


def _whole(words: Words, at: int) -> Found | None:
    """Read what a section can be of, beside a month: a named unit or a year."""
    return named_unit(words, at) or calendar.year(words, at) or calendar.bare_year(words, at)


def _this_unit(words: Words, at: int) -> Found | None:
    """Read a unit with article that says neither last nor next, the current one; example: `ash-shahr`."""
    taken = words.take("definite", at)
    if taken is None or taken[0] not in {"week/1", "month/1", "year/1"}:
        return None
    return Found(Draft("unit", unit=cast("Unit", taken[0].split("/")[0]), offset=0, weak=True), taken[1])


def season(words: Words, at: int) -> Found | None:
    """Read this, season | season, [of], year | named year | direction; example: `sayf 2014`, `ash-shita al-madi`."""
    this = words.skip("this_word", at)
    taken = words.take("season", this)
    if taken is None:
        return None
    name, start = cast("Section", taken[0]), taken[1]
    if this > at:
        return Found(Draft("season", unit="year", offset=0, section=name), start)
    turned = direction(words, start)
    if turned is not None:
        offset = {"past": -1, "this": 0, "future": 1}[turned[0].direction or "this"]
        return Found(Draft("season", unit="year", offset=offset, section=name, approximate=True), turned[1])
    found = _whole(words, words.skip("of", start))
    if found is None or (found.draft.unit not in {None, "year"}):
        return None
    return Found(found.draft._replace(rule="season", section=name, loose=None), found.last)


def quarter(words: Words, at: int) -> Found | None:
    """Read quarter | half, ordinal, [of], year | named year; example: `ar-rub al-awwal min al-am al-jari`."""
    taken = words.take("quarter", at)
    if taken is None:
        return None
    kind, start = taken
    final = words.take("last", start)
    number = words.ordinal(start)
    if final is not None:
        nth, last = 12 // int(kind), final[1]
    elif number is not None:
        nth, last = number.value, number.last
    else:
        return None
    name = _QUARTERS.get((kind, nth))
    found = _whole(words, words.skip("of", last)) or _this_unit(words, words.skip("of", last))
    if name is None or found is None or found.draft.unit not in {None, "year"}:
        return None
    return Found(found.draft._replace(rule="section", section=name, loose=None), found.last)


def holiday(words: Words, at: int) -> Found | None:
    """Read [nth, day of], feast, [direction], [year]; example: `thani ayyam id al-adha`."""
    nth = words.ordinal(at)
    days = words.take("days", nth.last) if nth else None
    later = nth.value - 1 if nth and days and nth.value <= 4 else 0
    taken = words.lexicon.holidays.at(words.forms, days[1] if days and later < 4 else at, words.size)
    if taken is None:
        return None
    (calendar_name, month, day), last = taken
    if month:
        draft = Draft("holiday", month=month, day=day + later, hijri=True if calendar_name == "h" else None)
    else:
        draft = Draft("holiday", easter=day + later, eastern=True if calendar_name == "eastern" else None)
    turned = direction(words, last)
    if turned is not None:
        return Found(draft._replace(direction=turned[0].direction), turned[1])
    return calendar.year_behind_month(words, draft, last) or Found(draft, last)

"""Ranges: two ends of one kind, the open fields of the one filled from the other.

Each function reads the phrase of its docstring and returns a `Found` whose draft carries `until`, or None.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from khabar.times import calendar
from khabar.times.days import direction
from khabar.times.draft import Draft, Found

if TYPE_CHECKING:
    from khabar.times.words import Words


_OLDEST = 1700  # before that two numbers with "between" are rather counts than years


def day_range(words: Words, at: int) -> Found | None:
    """Read [from | days], day number, {joint, day number}, (to | joint | dash), date.

    Example: `yawmay 17 wa-18 fibrayir al-jari`, `13-15 yulyu`.
    """
    opened = _opening(words, at, "days")
    number = _day(words, opened)
    if number is None:
        return None
    first, behind = number
    fenced = opened > at or _fenced(words, at, "days")
    link, latest = _link(words, behind), first
    while link is not None:
        found = calendar.date(words, link[0]) or calendar.numeric_date(words, link[0])
        if found is not None:
            return _days(first, found, fenced=fenced or link[1] == "to" or found.draft.day == latest + 1)
        number = _day(words, link[0])
        if number is None:
            return None
        if not fenced and number[0] != latest + 1:
            return None
        link, latest = _link(words, number[1]), number[0]
    return None


def _days(first: int, found: Found, *, fenced: bool) -> Found | None:
    """Return the range from day `first` to a date; unfenced ("17 and 18 May") the days must be neighbours."""
    last = found.draft.day
    if last is None or first >= last or not fenced:
        return None
    return Found(found.draft._replace(day=first, until=found.draft, rule="range"), found.last)


def days_of_month(words: Words, at: int) -> Found | None:
    """Read month, day number, (to | dash), day number, [year]; example: `tammuz 13 ila 15`."""
    found = words.month(words.skip("month_word", at))
    if found is None:
        return None
    name, start = found
    first = words.digits(start, 2)
    link = _link(words, start + 1) if first else None
    last = words.digits(link[0], 2) if link else None
    if first is None or link is None or last is None or link[1] != "to" or not 1 <= first < last <= 31:
        return None
    draft = Draft("range", month=name.number, hijri=name.hijri or None, day=last)
    dated = calendar.year_behind_month(words, draft, link[0] + 1) or Found(draft, link[0] + 1)
    return Found(dated.draft._replace(day=first, until=dated.draft), dated.last)


def month_range(words: Words, at: int) -> Found | None:
    """Read months | from, month, {joint, month}; example: `shahray kanun ath-thani wa-shubat 2014`."""
    opened = _opening(words, at, "months_word")
    if opened == at and not _fenced(words, at, "months_word"):
        return None
    found = words.month(opened)
    link = _link(words, calendar.other_name(words, *found)) if found else None
    last = calendar.month(words, link[0]) if link else None
    if found is None or last is None or last.draft.day is not None or last.draft.month is None:
        return None
    start = last.draft._replace(month=found[0].number)
    if last.draft.year is not None and found[0].number > last.draft.month:
        start = start._replace(year=last.draft.year - 1)
    return Found(start._replace(until=last.draft._replace(loose=None), rule="range", loose=None), last.last)


def year_range(words: Words, at: int) -> Found | None:
    """Read years | from | bracket, year, (to | joint | dash), year; example: `amay 2011 wa-2015`."""
    opened = _opening(words, at, "years_word")
    in_brackets = words.sign(at - 1, "(") if at else ""
    if opened == at and not in_brackets and not _fenced(words, at, "years_word"):
        return None
    first = calendar.year(words, opened) or calendar.bare_year(words, opened, oldest=_OLDEST)
    link = _link(words, first.last) if first else None
    last = (calendar.year(words, link[0]) or calendar.bare_year(words, link[0], oldest=_OLDEST)) if link else None
    if first is None or last is None or first.draft.year is None or last.draft.year is None:
        return None
    if first.draft.year >= last.draft.year or (in_brackets and not words.sign(last.last, ")")):
        return None
    until = last.draft._replace(rule="year", loose=None)
    return Found(until._replace(year=first.draft.year, until=until, rule="range"), last.last)


def _fenced(words: Words, at: int, kind: str) -> bool:
    """Answer whether "from", "between" or a word of `kind` stands before, so that what follows is a range."""
    return at > 0 and (words.take("from", at - 1) is not None or words.take(kind, at - 1) is not None)


def weekday_range(words: Words, at: int) -> Found | None:
    """Read days | from, weekday, {joint, weekday}; example: `yawmay al-ithnayn wath-thulatha`."""
    opened = _opening(words, at, "days")
    found = _weekdays(words, opened)
    if found is None or opened > at or _fenced(words, at, "days"):
        return found
    # Two weekdays without "between" are one stretch only where one word is said of both: "last Friday and Saturday".
    return found if found.draft.direction is not None else None


def night_between(words: Words, at: int) -> Found | None:
    """Read night, weekday, [dash | slash | joint], the next weekday; example: `layl al-khamis al-juma`."""
    part = words.take("part", at)
    if part is None or part[0] != "night":
        return None
    first = words.weekday(part[1])
    if first is None:
        return None
    start = first[1] + 1 if words.sign(first[1], "-/") else first[1]
    last = words.weekday(start)
    if last is None or last[0] != (first[0] + 1) % 7:
        return None
    return Found(Draft("range", weekday=first[0], part="night", until=Draft("weekday", weekday=last[0])), last[1])


def _weekdays(words: Words, at: int) -> Found | None:
    first = words.weekday(words.skip("day", at))
    link = _link(words, first[1]) if first else None
    if first is None or link is None:
        return None
    last = words.weekday(words.skip("day", link[0]))
    while last is not None:
        further = _link(words, last[1])
        beyond = words.weekday(further[0]) if further and further[1] == "and" else None
        if beyond is None:
            break
        last = beyond
    if last is None:
        return None
    turned = direction(words, last[1])
    way, end = (turned[0].direction, turned[1]) if turned else (None, last[1])
    until = Draft("weekday", weekday=last[0], direction=way)
    return Found(until._replace(rule="range", weekday=first[0], until=until), end)


def _opening(words: Words, at: int, kind: str) -> int:
    """Return the position behind [from], [word of `kind`], `at` itself where neither stands there."""
    return words.skip(kind, words.skip("from", at))


def _link(words: Words, at: int) -> tuple[int, str] | None:
    """Return the position behind a dash, "to" or "and", and which of "to" and "and" it means."""
    if at >= words.size:
        return None
    if words.sign(at, "-"):
        return at + 1, "to"
    until = words.take("until", at)
    if until is not None:
        return until[1], "to"
    joint = words.lexicon.numbers.joint
    if words.forms[at] == joint:
        return at + 1, "and"
    if words.clitic(at) == joint:
        return at, "and"
    return None


def _day(words: Words, at: int) -> tuple[int, int] | None:
    digits = words.digits(at, 2)
    if digits is not None:
        return (digits, at + 1) if 1 <= digits <= 31 else None
    ordinal = words.ordinal(words.skip("the_day", at))
    return (ordinal.value, ordinal.last) if ordinal and ordinal.value <= 31 else None


def extend(first: Draft, last: Draft) -> Draft | None:
    """Return the range between two finished drafts of one kind, None where they are of two kinds."""
    if first.until or last.until or _level(first) != _level(last) or not _level(first):
        return None
    filled = first._replace(
        year=last.year if first.year is None else first.year,
        hijri=last.hijri if first.month is None else first.hijri,
        month=last.month if first.month is None and first.weekday is None else first.month,
        unit=first.unit or last.unit,
        offset=last.offset if first.offset is None else first.offset,
        direction=first.direction or last.direction,
    )
    if first.hour is not None:
        filled = filled._replace(part=first.part or last.part)
        last = last._replace(day=first.day, month=first.month, year=first.year, weekday=first.weekday)
    return filled._replace(until=last, rule="range", loose=None)


def _level(draft: Draft) -> str:
    """Return the finest thing a draft names: only ends of one level make a range."""
    if draft.hour is not None:
        return "clock"
    if draft.day is not None:
        return "day"
    if draft.weekday is not None:
        return "weekday"
    if draft.month is not None:
        return "month"
    return "year" if draft.year is not None else ""

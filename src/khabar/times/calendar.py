"""Phrases of the calendar: days with months, months, years, dates in digits.

Each function reads the phrase of its docstring at one position and returns a `Found`, or None.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from khabar.times.days import direction
from khabar.times.draft import Draft, Found, merge

if TYPE_CHECKING:
    from khabar.lexicon.times import MonthName
    from khabar.times.words import Words

_OLDEST, _LATEST = 1000, 2100  # years that news writes
_HIJRI_YEARS = range(1350, 1500)  # 1931 to 2076; a Gregorian year of that time is history and says so
_BARE_YEARS = range(1900, 2100)  # a number alone is taken for a year only here


def date(words: Words, at: int) -> Found | None:
    """Read [day], day number, [of | sign], month, [year]; example: `الخامس من آذار`."""
    start = words.skip("day", at)
    number = _day_number(words, start)
    if number is None:
        return None
    day, after = number
    found = _month_behind_day(words, after)
    if found is None:
        return None
    return Found(found.draft._replace(day=day, rule="date", loose=None), found.last)


def _day_number(words: Words, at: int) -> tuple[int, int] | None:
    """Read 1 to 31 in digits or as an ordinal; example: `الحادي والعشرين`."""
    digits = words.digits(at, 2)
    if digits is not None:
        return (digits, at + 1) if 1 <= digits <= 31 else None
    start = words.skip("the_day", at)
    ordinal = words.ordinal(start)
    if ordinal is None or ordinal.value > 31:
        return None
    return ordinal.value, words.skip("day", ordinal.last)


def _month_behind_day(words: Words, at: int) -> Found | None:
    sign = words.sign(at, "/-")
    start = at + 1 if sign else words.skip("of", at)
    found = month(words, start)
    if found is not None:
        return found
    if sign:
        return None
    same = words.take("of_month", at)
    if same is not None:
        return Found(Draft("date", unit="month", offset=0), same[1])
    return None


def month(words: Words, at: int) -> Found | None:
    """Read [month of], month | number, [other name], [direction], [year]; example: `شباط / فبراير الماضي`."""
    start = words.skip("month_word", at)
    named = words.month(start)
    if named is None:
        numbered = _numbered_month(words, start) if start > at else None
        if numbered is None:
            return None
        draft, last = Draft("month", month=numbered[0]), numbered[1]
    else:
        name, last = named
        last = _other_name(words, name, last)
        loose = None if name.alone or start > at else True
        draft = Draft("month", month=name.number, hijri=name.hijri or None, loose=loose)
    return _month_tail(words, draft, last)


def _numbered_month(words: Words, at: int) -> tuple[int, int] | None:
    """Read the number of a month; example: `شهر 3`. One in words is a duration, a month long."""
    number = words.ordinal(at) or words.cardinal(at)
    if number is None or not 1 <= number.value <= 12 or (number.value == 1 and not (number.digits or number.ordinal)):
        return None
    return number.value, number.last


def _other_name(words: Words, name: MonthName, at: int) -> int:
    """Return the position behind the same month's other name; example: `شباط (فبراير)`."""
    sign = words.sign(at, "/(-|")
    other = words.month(at + 1 if sign else at)
    if other is None or other[0].number != name.number or other[0].hijri != name.hijri:
        return at
    return other[1] + 1 if sign == "(" and words.sign(other[1], ")") else other[1]


def _month_tail(words: Words, draft: Draft, at: int) -> Found:
    turned = direction(words, at)
    if turned is not None:
        return Found(draft._replace(direction=turned[0].direction, loose=None), turned[1])
    found = year_behind_month(words, draft, at)
    return found or Found(draft, at)


def year_behind_month(words: Words, draft: Draft, at: int) -> Found | None:
    """Read [sign], [of], year | bare year, behind a month or day; example: `من عام 2014`."""
    start = at + 1 if words.sign(at, ",/-") else at
    found = year(words, words.skip("of", start)) or bare_year(words, start)
    if found is None:
        return None
    merged = merge(draft, found.draft)
    return Found(merged._replace(rule=draft.rule), found.last) if merged else None


def year(words: Words, at: int) -> Found | None:
    """Read year word, number, [era] | number, era; example: `عام 2011`."""
    start = words.skip("year_word", at)
    number = words.cardinal(start)
    if number is None or not _OLDEST <= number.value <= _LATEST:
        return None
    era = words.take("era", number.last)
    if start == at and (era is None or not number.digits):
        return None
    hijri = era[0] == "ah" if era else number.value in _HIJRI_YEARS
    return Found(Draft("year", year=number.value, hijri=hijri or None), era[1] if era else number.last)


def bare_year(words: Words, at: int) -> Found | None:
    """Read a number of four digits that only a neighbour makes a year; example: `2015`."""
    number = words.digits(at)
    if number is None or len(words.forms[at]) != 4:
        return None
    if number in _HIJRI_YEARS:
        return Found(Draft("bare_year", year=number, loose=True), words.skip("era", at + 1))
    if number not in _BARE_YEARS:
        return None
    return Found(Draft("bare_year", year=number, loose=True), words.skip("era", at + 1))


def numeric_date(words: Words, at: int) -> Found | None:
    """Read three numbers with one sign between, year first or last; example: `3/8/2015`."""
    sign = words.sign(at + 1, "/-.")
    if not sign or words.sign(at + 3, "/-.") != sign:
        return None
    parts = [words.digits(at), words.digits(at + 2), words.digits(at + 4)]
    lengths = [len(form) for form in words.forms[at : at + 5 : 2]]
    if None in parts or _touches_more(words, at, at + 5):
        return None
    draft = _order(_three(parts), lengths, sign)
    if draft is None:
        return None
    era = words.take("era", at + 5)
    return Found(draft._replace(hijri=True if era and era[0] == "ah" else draft.hijri), era[1] if era else at + 5)


def _three(parts: list[int | None]) -> tuple[int, int, int]:
    """Return three numbers known to be there."""
    first, second, third = (part or 0 for part in parts)
    return first, second, third


def _order(parts: tuple[int, int, int], lengths: list[int], sign: str) -> Draft | None:
    """Return the date of three numbers: year where the four digits are, day before month unless only the other fits."""
    first, second, third = parts
    if lengths[0] == 4:
        year_number, month_number, day = first, second, third
    elif lengths[2] == 4 or (lengths[2] == 2 and sign == "/"):
        day, month_number, year_number = first, second, third if lengths[2] == 4 else 2000 + third
    else:
        return None
    if month_number > 12:
        month_number, day = day, month_number
    if not (1 <= month_number <= 12 and 1 <= day <= 31 and _OLDEST <= year_number <= _LATEST):
        return None
    hijri = year_number in _HIJRI_YEARS
    return Draft("numeric_date", year=year_number, month=month_number, day=day, hijri=hijri or None)


def _touches_more(words: Words, at: int, last: int) -> bool:
    """Answer whether the numbers `[at, last)` are part of something longer: a telephone number, an address."""
    before = words.joined(at) and (words.forms[at - 1] in "/-.=_+" or words.forms[at - 1].isascii())
    after = words.joined(last) and words.forms[last] in "/-_" and words.joined(last + 1)
    return before or after

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
    """Read [day], day number, [of | sign], month, [year]; example: `al-khamis min adhar`."""
    start = words.skip("day", at)
    number = _day_number(words, start)
    if number is None:
        return None
    day, after = number
    found = _month_behind_day(words, after)
    if found is None:
        return None
    return Found(found.draft._replace(day=day, rule="date", loose=None), found.last)


def month_first(words: Words, at: int) -> Found | None:
    """Read month, day number, ([comma], year | end); example: `february 11, 2020`."""
    found = words.month(at)
    if found is None:
        return None
    name, start = found
    day = words.digits(start, 2)
    if day is None or not 1 <= day <= 31:
        return None
    draft = Draft("date", month=name.number, day=day, hijri=name.hijri or None)
    dated = year_behind_month(words, draft, start + 1)
    if dated is not None:
        return dated
    ends = start + 1 >= words.size or (not words.forms[start + 1].isalnum() and not words.sign(start + 1, "-.%/"))
    return Found(draft, start + 1) if ends and name.alone else None


def _day_number(words: Words, at: int) -> tuple[int, int] | None:
    """Read 1 to 31 in digits or as an ordinal; example: `al-hadi wal-ishrin`."""
    after_article = words.skip("article", at)
    digits = words.digits(after_article, 2)
    if digits is not None:
        return (digits, after_article + 1) if 1 <= digits <= 31 else None
    start = words.skip("the_day", at)
    ordinal = words.ordinal(start)
    if ordinal is None or ordinal.value > 31:
        return None
    return ordinal.value, words.skip("day", ordinal.last)


def _month_behind_day(words: Words, at: int) -> Found | None:
    sign = words.sign(at, "/-")
    start = at + 1 if sign else words.skip("of_day", at)
    found = month(words, start)
    if found is not None:
        # A score in words, "1-nil", is spelled as the day of a Hijri month.
        return None if sign and found.draft.hijri and found.draft.year is None else found
    if sign:
        return None
    same = words.take("of_month", at)
    if same is not None:
        return Found(Draft("date", unit="month", offset=int(same[0])), same[1])
    return None


def month(words: Words, at: int) -> Found | None:
    """Read [month of], month | number, [other name], [direction], [year]; example: `shubat / fibrayir al-madi`."""
    start = words.skip("month_word", at)
    named = words.month(start)
    if named is None:
        numbered = _numbered_month(words, start) if start > at else None
        if numbered is None:
            return None
        draft, last = Draft("month", month=numbered[0], loose=numbered[2]), numbered[1]
    else:
        name, after = named
        last = other_name(words, name, after)
        sure = name.alone or start > at or last > after or (at > 0 and words.take("month_guess", at - 1) is not None)
        loose = None if sure else True
        draft = Draft("month", month=name.number, hijri=name.hijri or None, loose=loose)
    return _month_tail(words, draft, last)


def _numbered_month(words: Words, at: int) -> tuple[int, int, bool | None] | None:
    """Read the number of a month; example: `shahr 3`. One in words is a duration, a month long."""
    number = words.ordinal(at) or words.cardinal(at)
    if number is None or not 1 <= number.value <= 12 or (number.value == 1 and not (number.digits or number.ordinal)):
        return None
    # The first month may be that of a story: an ordinal needs a day or year beside it.
    return number.value, number.last, number.ordinal or None


def other_name(words: Words, name: MonthName, at: int) -> int:
    """Return the position behind the same month's other name; example: `shubat (fibrayir)`."""
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
    """Read [sign], [of], year | bare year, behind a month or day; example: `min am 2014`."""
    start = at + 1 if words.sign(at, ",/-") else at
    found = year(words, words.skip("of", start)) or bare_year(words, start, oldest=_OLDEST)
    if found is None:
        return None
    merged = merge(draft, found.draft)
    return Found(merged._replace(rule=draft.rule), found.last) if merged else None


def year(words: Words, at: int) -> Found | None:
    """Read year word, number, [era] | number, era; example: `am 2011`."""
    start = words.skip("year_word", at)
    number = words.cardinal(start)
    if number is None or not 1 <= number.value <= _LATEST:
        return None
    era = words.take("era", number.last)
    if era is None and (start == at or number.value < _OLDEST):
        return None
    if start == at and not (number.digits and _is_era(number.value, era)):
        return None
    hijri = era[0] == "ah" if era else number.value in _HIJRI_YEARS
    return Found(Draft("year", year=number.value, hijri=hijri or None), era[1] if era else number.last)


def _is_era(value: int, era: tuple[str, int] | None) -> bool:
    """Answer whether a letter behind a number is an era: the same letter stands for metres."""
    return era is not None and (era[0] == "ah" or (value in _BARE_YEARS and value % 100 > 0))


def bare_year(words: Words, at: int, *, oldest: int = _BARE_YEARS.start) -> Found | None:
    """Read a number of four digits that only a neighbour makes a year; example: `2015`."""
    number = words.digits(at)
    if number is None or len(words.forms[at]) != 4:
        return None
    if number in _HIJRI_YEARS:
        return Found(Draft("bare_year", year=number, loose=True), words.skip("era", at + 1))
    if not oldest <= number < _BARE_YEARS.stop:
        return None
    return Found(Draft("bare_year", year=number, loose=True), words.skip("era", at + 1))


def decade(words: Words, at: int) -> Found | None:
    """Read decade, last century; example: `tisiniyyat al-qarn al-madi`."""
    taken = words.take("decade", at)
    century = words.take("last_century", words.skip("of", taken[1])) if taken else None
    if taken is None or century is None:
        return None
    first = int(taken[0])
    return Found(Draft("decade", year=first, until=Draft("year", year=first + 9)), century[1])


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


def short_numeric(words: Words, at: int) -> Found | None:
    """Read month, slash, year of four digits | day, slash, month, which needs a weekday; example: `21/09`."""
    first, second = words.digits(at, 2), words.digits(at + 2)
    if not words.sign(at + 1, "/") or not first or not second or _touches_more(words, at, at + 3):
        return None
    if len(words.forms[at + 2]) == 4:
        if first > 12 or second not in _BARE_YEARS:
            return None
        return Found(Draft("short_numeric", month=first, year=second), words.skip("era", at + 3))
    if first > 31 or second > 12:
        return None
    dated = at > 0 and (words.take("on_date", at - 1) or words.take("day", at - 1)) is not None
    return Found(Draft("short_numeric", day=first, month=second, loose=None if dated else True), at + 3)


def preposed_year(words: Words, at: int) -> Found | None:
    """Read a bare year behind "in", "since", "until", with no counted noun behind it; example: `mundhu 2011`."""
    found = bare_year(words, at)
    if found is None or not at or words.take("year_guess", at - 1) is None or found.draft.year in _HIJRI_YEARS:
        return None
    rounded = words.forms[at].endswith("00")
    if rounded and found.last < words.size and words.forms[found.last].isalpha():
        return None
    return Found(found.draft._replace(rule="year", loose=None), found.last)


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
    touched = words.forms[at - 1] if words.joined(at) else ""
    before = touched != "" and (touched in "/-.=_+" or (touched.isascii() and touched.isalnum()))
    after = words.joined(last) and words.forms[last] in "/-_" and words.joined(last + 1)
    return before or after

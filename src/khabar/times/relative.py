"""Phrases that count or name units from the day of writing: last week, three days ago, the coming two months.

Each function reads the phrase of its docstring at one position and returns a `Found`, or None.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, cast

from khabar.times.days import direction, stands_free
from khabar.times.draft import Draft, Found

if TYPE_CHECKING:
    from khabar.times.expression import Unit
    from khabar.times.words import Words

_LONG_UNITS = frozenset({"week", "month", "year"})


class Count(NamedTuple):
    """A number of units read: three days, two weeks; `value` is None for "days"; `bare`: a unit word and no number."""

    value: int | None
    unit: Unit
    last: int
    approximate: bool = False
    bare: bool = False


def named_unit(words: Words, at: int) -> Found | None:
    """Read [this], unit with article, [direction]; example: `al-usbu al-madi`, `hadha al-am`."""
    this = words.take("this_word", at)
    start = this[1] if this else at
    taken = words.take("definite", start)
    if taken is None:
        return None
    name, size = taken[0].split("/")
    unit = cast("Unit", name)
    turned = direction(words, taken[1])
    if size != "1":
        return _named_units(words, unit, 2 if size == "2" else None, taken[1])
    if unit not in _LONG_UNITS:
        return None
    if turned is None:
        return Found(Draft(unit, unit=unit, offset=0), taken[1]) if this else None
    way = turned[0]
    offset = {"past": -1, "this": 0, "future": 1}[way.direction or "this"] * (way.ordinal or 1)
    return Found(Draft(unit, unit=unit, offset=offset, weak=way.weak), turned[1])


def _named_units(words: Words, unit: Unit, count: int | None, at: int) -> Found | None:
    """Read [number], last | next, behind units with the article; example: `al-asabi ath-thalatha al-qadima`."""
    if count is None:
        number = words.cardinal(words.skip("article", at))
        if number is None or not (number.digits or number.definite):
            return None
        count, at = number.value, number.last
    return _turned(words, unit, count, at)


def _turned(words: Words, unit: Unit, count: int, at: int) -> Found | None:
    """Read the direction of several units: the last three days, the next two weeks."""
    taken = words.take("direction", at)
    if taken is None or taken[0] not in {"past", "future", "latest"} or not 1 <= count <= 1000:
        return None
    offset = 1 if taken[0] == "future" else -count
    return Found(Draft(unit, unit=unit, offset=offset, length=count), taken[1])


def counted_units(words: Words, at: int) -> Found | None:
    """Read article, number, units, direction | last, number, units; example: `al-24 saa al-madiya`."""
    article = words.take("article", at)
    if article is not None:
        counted = _count(words, article[1])
        return _turned(words, counted.unit, counted.value or 0, counted.last) if counted else None
    last = words.take("last", at)
    if last is not None:
        counted = _count(words, last[1])
        if counted is None or counted.bare or counted.value is None:
            return None
        return Found(Draft(counted.unit, unit=counted.unit, offset=-counted.value, length=counted.value), counted.last)
    number = words.cardinal(at)
    if number is None or not number.definite:
        return None
    counted = _count(words, at)
    return _turned(words, counted.unit, counted.value or 0, counted.last) if counted and counted.value else None


def ago(words: Words, at: int) -> Found | None:
    """Read before | since, count | count, passed; example: `qabla thalathat ayyam`, `mundhu usbuayn`."""
    taken = words.take("ago", at)
    counted = _count(words, taken[1] if taken else at)
    if counted is None:
        return None
    last = words.skip("passed", counted.last)
    if taken is None and (last == counted.last or counted.bare) and not _spoken_before(words, at, counted):
        return None
    if taken is not None and not _means_ago(words, taken[0], counted._replace(last=last)):
        return None
    offset = -counted.value if counted.value is not None else None
    draft = Draft("ago", unit=counted.unit, offset=offset, counted=True, approximate=counted.approximate or None)
    since = True if taken is not None and taken[0] == "since" else None
    return Found(draft._replace(direction="past" if offset is None else None, since=since), last)


def _spoken_before(words: Words, at: int, counted: Count) -> bool:
    """Answer whether the spoken "from" stands before a bare unit, and nothing else around them: `min usbu`."""
    before = words.take("spoken_ago", at - 1) if at else None
    return before is not None and counted.bare and stands_free(words, at - 1, counted.last)


def _means_ago(words: Words, kind: str, counted: Count) -> bool:
    """Answer whether a count behind "before" looks back from the day of writing: `qabla am 2011` does not."""
    if kind == "before" and _story_follows(words, counted.last):
        return False
    return not counted.bare or not (_unit_goes_on(words, counted) or _day_of_something(words, counted))


def _day_of_something(words: Words, counted: Count) -> bool:
    """Answer whether a bare "day" is the day of a noun behind it: "since the day of the foundation"."""
    if counted.unit != "day" or counted.last >= words.size or not words.forms[counted.last].isalpha():
        return False
    return words.take("of", counted.last) is None and words.take("anaphor", counted.last) is None


def _story_follows(words: Words, at: int) -> bool:
    return words.take("anaphor", at) is not None and words.take("from_now", at) is None


def _unit_goes_on(words: Words, counted: Count) -> bool:
    """Answer whether a bare unit word belongs to a name behind it: the year 2011, the month of March."""
    at = counted.last
    return (
        words.weekday(at) is not None
        or words.month(at) is not None
        or words.digits(at) is not None
        or words.cardinal(at) is not None
        or words.ordinal(at) is not None
        or words.take("deictic", at) is not None
    )


def ahead(words: Words, at: int) -> Found | None:
    """Read after | within, count | count, from now; example: `bada yawmayn`, `khilal usbuayn`."""
    taken = words.take("ahead", at)
    counted = _count(words, taken[1] if taken else at)
    if counted is None or counted.value is None:
        return None
    from_now = words.take("from_now", counted.last)
    last = from_now[1] if from_now else counted.last
    if words.take("direction", counted.last) is not None:
        return None
    clock = counted.unit not in _LONG_UNITS and counted.unit != "day"
    if from_now is None and (taken is None or (clock and not stands_free(words, at, last))):
        return None
    if from_now is None and (_story_follows(words, last) or (counted.bare and _unit_goes_on(words, counted))):
        return None
    draft = Draft("ahead", unit=counted.unit, counted=True, approximate=counted.approximate or None)
    weak = None if from_now else True
    if taken is not None and taken[0] == "within":
        return Found(draft._replace(offset=0, length=counted.value, weak=weak), last)
    return Found(draft._replace(offset=counted.value, weak=weak), last)


def _count(words: Words, at: int) -> Count | None:
    """Read [about], (dual unit | number, unit | unit, [one]), [joint, half]; example: `nahwa thalathat asabi`."""
    start = words.skip("about", at)
    approximate = start > at
    unit = words.take("unit", start)
    if unit is None:
        number = words.cardinal(start)
        if number is None or not 1 <= number.value <= 10_000:
            return None
        unit = words.take("unit", number.last)
        if unit is None or unit[0].endswith("/2"):
            return None
        counted = Count(number.value, cast("Unit", unit[0].split("/")[0]), unit[1], approximate)
    else:
        name, size = unit[0].split("/")
        value = {"1": 1, "2": 2}.get(size)
        counted = Count(value, cast("Unit", name), unit[1], approximate or value is None, bare=size == "1")
        one = words.cardinal(unit[1]) if size == "1" else None
        if one is not None and one.value == 1 and not one.digits:
            counted = counted._replace(last=one.last, bare=False)
    fraction = words.take("fraction", counted.last)
    if fraction is not None and words.clitic(counted.last) == words.lexicon.numbers.joint:
        return counted._replace(last=fraction[1], approximate=True, bare=False)
    return counted


def nth_unit(words: Words, at: int) -> Found | None:
    """Read week | day with article, ordinal | last — or ordinal | last, week | day; needs a month behind it.

    Example: `al-usbu al-awwal`, `akhir yawm`.
    """
    definite = words.take("definite", at)
    if definite is not None:
        name, start = definite[0], definite[1]
        number, end = _nth(words, start)
    else:
        number, end = _nth(words, at)
        unit = words.take("unit", end) if number is not None else None
        if unit is None:
            return None
        name, end = unit
    if number is None:
        return None
    if name == "week/1" and -1 <= number <= 5:
        return Found(Draft("week", unit="week", ordinal=number, loose=True), end)
    if name == "day/1" and number == -1:
        return Found(Draft("day", section="last_day", loose=True), end)
    return None


def _nth(words: Words, at: int) -> tuple[int | None, int]:
    last = words.take("last", at)
    if last is not None:
        return -1, last[1]
    number = words.ordinal(at)
    return (number.value, number.last) if number else (None, at)

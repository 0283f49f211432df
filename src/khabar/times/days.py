"""Phrases of single days: today and its neighbours, weekdays, parts of the day.

Each function reads the phrase of its docstring at one position and returns a `Found`, or None.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from khabar.times.draft import Draft, Found

if TYPE_CHECKING:
    from khabar.times.expression import Direction, Part
    from khabar.times.words import Words

_DIRECTIONS: dict[str, tuple[Direction, bool]] = {
    "past": ("past", False),
    "this": ("this", False),
    "future": ("future", False),
    "past_story": ("past", True),
    "future_story": ("future", True),
    "past2": ("past", False),
    "future2": ("future", False),
}


def day_from_today(words: Words, at: int) -> Found | None:
    """Read [day], [that], today | yesterday | tomorrow …; example: `yawm ams`."""
    before = _today_before(words, at)
    if before is not None:
        return before
    start = words.skip("day", at)
    that = words.take("that", start + 1) if start == at and words.take("the_day", at) else words.take("that", start)
    taken = (words.take("deictic", that[1]) if that else None) or words.take("deictic", start)
    if taken is None:
        return None
    value, last = taken
    loose = value.endswith("?") and start == at and not stands_free(words, at, last)
    return Found(Draft("today", unit="day", offset=int(value.rstrip("?")), loose=loose or None), last)


def _today_before(words: Words, at: int) -> Found | None:
    """Read the day, past | previous; example: `al-yawm as-sabiq`."""
    taken = words.take("the_day", at)
    if taken is None:
        return None
    found = direction(words, taken[1])
    if found is None or found[0].direction == "this" or found[0].ordinal:
        return None
    offset = -1 if found[0].direction == "past" else 1
    return Found(Draft("today", unit="day", offset=offset, weak=True), found[1])


def stands_free(words: Words, at: int, last: int) -> bool:
    """Answer whether a word that is also another one is fenced by the line's ends, by signs or by a weekday."""
    free_before = at == 0 or not words.forms[at - 1].isalnum()
    free_after = last >= words.size or not words.forms[last].isalnum()
    return (free_before and free_after and not words.cuts.get(at)) or words.weekday(last) is not None


def night_from_today(words: Words, at: int) -> Found | None:
    """Read tonight | last night; example: `al-layla al-madiya`."""
    taken = words.take("tonight", at)
    return Found(Draft("today", unit="day", offset=int(taken[0]), part="night"), taken[1]) if taken else None


def moment(words: Words, at: int) -> Found | None:
    """Read now; example: `al-an`."""
    taken = words.take("moment", at)
    if taken is None or (taken[0].endswith("?") and not stands_free(words, at, taken[1])):
        return None
    return Found(Draft("now", unit="second", offset=0, weak=True), taken[1])


def direction(words: Words, at: int) -> tuple[Draft, int] | None:
    """Read last | current | next, also before last, as a draft of its direction."""
    taken = words.take("direction", at)
    if taken is None or taken[0] not in _DIRECTIONS:
        return None
    way, weak = _DIRECTIONS[taken[0]]
    twice = 2 if taken[0].endswith("2") else None
    return Draft("direction", direction=way, weak=weak or None, ordinal=twice), taken[1]


def weekday(words: Words, at: int) -> Found | None:
    """Read [this], [day], weekday, [direction | ordinal | last]; example: `yawm ath-thulatha al-madi`."""
    start = words.skip("day", words.skip("this_word", at))
    taken = words.weekday(start)
    if taken is None:
        return None
    number, last = taken
    draft = Draft("weekday", weekday=number)
    turned = direction(words, last)
    if turned is not None:
        way = turned[0]
        return Found(draft._replace(direction=way.direction, ordinal=way.ordinal), turned[1])
    return _weekday_in_month(words, draft, last) or Found(draft, last)


def _weekday_in_month(words: Words, draft: Draft, at: int) -> Found | None:
    """Read the ordinal behind a weekday: of a day (the 16th) or, before a month, of the weekday (the third)."""
    last = words.take("last", at)
    if last is not None:
        return Found(draft._replace(ordinal=-1, loose=True), last[1]) if _month_follows(words, last[1]) else None
    nth = words.ordinal(at)
    if nth is None or not nth.definite:
        return None
    if nth.value > 10:
        return Found(draft._replace(day=nth.value), nth.last)
    if nth.value > 5 or not _month_follows(words, nth.last):
        return None
    return Found(draft._replace(day=nth.value, ordinal=nth.value, loose=True), nth.last)


def _month_follows(words: Words, at: int) -> bool:
    start = words.skip("of", at)
    return (
        words.month(start) is not None
        or words.take("month_word", start) is not None
        or words.take("this_word", start) is not None
    )


def nth_weekday(words: Words, at: int) -> Found | None:
    """Read ordinal | last, [day], weekday; needs a month behind it; example: `thalith thulatha`."""
    last = words.take("last", at)
    nth = None if last else words.ordinal(at)
    if last is not None:
        ordinal, start = -1, last[1]
    elif nth is not None and nth.value <= 5:
        ordinal, start = nth.value, nth.last
    else:
        return None
    taken = words.weekday(words.skip("day", start), bare=True)
    if taken is None:
        return None
    return Found(Draft("weekday", weekday=taken[0], ordinal=ordinal, loose=True), taken[1])


def weekday_of_week(words: Words, at: int) -> Found | None:
    """Read a weekday without the article, needs a week behind it; example: `thulatha al-usbu al-fait`."""
    taken = words.weekday(at, bare=True)
    if taken is None or words.take("definite", taken[1]) is None:
        return None
    return Found(Draft("weekday", weekday=taken[0], loose=True), taken[1])


def part_of_day(words: Words, at: int) -> Found | None:
    """Read dawn | morning | noon | afternoon | evening | night, which needs a day or an hour; example: `fajr`."""
    taken = words.take("part", at)
    return Found(Draft("part", part=cast("Part", taken[0]), loose=True), taken[1]) if taken else None

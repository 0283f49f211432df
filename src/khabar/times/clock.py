"""Phrases of the clock: hours and minutes in digits and words, with the part of the day and the zone.

Each function reads the phrase of its docstring at one position and returns a `Found`, or None. An hour is put on 24
hours at the end, when the phrase has said which half of the day is meant.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from khabar.text.numbers import Number
from khabar.times.draft import Draft, Found

if TYPE_CHECKING:
    from khabar.times.expression import Part
    from khabar.times.words import Words


def clock(words: Words, at: int) -> Found | None:
    """Read [at], (hour word, hour | digital | hour, adverb), [minutes], [part of day], [zone].

    Example: `as-saa ath-thalitha wan-nisf asran bi-tawqit ghrinitsh`.
    """
    start = words.skip("at_hour", at)
    zone = words.take("zone", start)
    if zone is not None:
        found = _digital(words, zone[1])
        return Found(found.draft._replace(zone="utc"), found.last) if found and zone[0] == "0" else None
    named = words.take("hour_word", start)
    begin = named[1] if named else start
    found = _digital(words, begin, signs=":.," if named else ":") or _four_digits(words, begin, named=named is not None)
    if found is None:
        found = _spoken(words, begin, named=named is not None)
    if found is None or (named is None and words.take("minute_word", found.last) is not None):
        # Two numbers with a colon before "minutes" are a duration.
        return None
    return _zone(words, _part(words, found))


def _four_digits(words: Words, at: int, *, named: bool) -> Found | None:
    """Read hour and minute as one number, behind the hour word or before a zone; example: `1438 GMT`."""
    number = words.digits(at)
    if number is None or len(words.forms[at]) != 4 or number // 100 > 24 or number % 100 > 59:
        return None
    if not named and words.take("zone_word", at + 1) is None and words.take("zone", at + 1) is None:
        return None
    return Found(Draft("clock", hour=number // 100 % 24, minute=number % 100), at + 1)


def _digital(words: Words, at: int, signs: str = ":") -> Found | None:
    """Read hour, colon, minute, [colon, second], all touching; example: `11:43`."""
    hour, minute = words.digits(at, 2), words.digits(at + 2, 2)
    if hour is None or minute is None or words.sign(at + 1, signs) == "" or hour > 24 or minute > 59:
        return None
    if len(words.forms[at + 2]) != 2 or not (words.joined(at + 1) and words.joined(at + 2)):
        return None
    second = words.digits(at + 4, 2) if words.sign(at + 3, ":") and words.joined(at + 3) else None
    draft = Draft("clock", hour=hour % 24, minute=minute)
    if second is not None and second < 60 and words.joined(at + 4):
        return Found(draft._replace(second=second), at + 5)
    return Found(draft, at + 3)


def _spoken(words: Words, at: int, *, named: bool) -> Found | None:
    """Read hour, [minutes]; without the hour word a part of the day must follow; example: `ath-thamina masaan`."""
    number = words.ordinal(at) or words.cardinal(at)
    if number is not None and number.ordinal and number.value > 12:
        # The tens behind an hour are minutes: a quarter, or forty minutes, past four.
        number = _hour_alone(words, at)
    if number is None or not 1 <= number.value <= 24:
        return None
    hour, last = number.value, number.last
    minutes = _minutes(words, last)
    minute = None
    if minutes is not None:
        minute, last = minutes
        if minute < 0:
            hour, minute = (hour - 1) % 24, minute + 60
    if named:
        following = words.take("unit", last)
        if following is not None and minutes is None and number.digits:
            # "three hours" after all, not "three o'clock"
            return None
    elif words.take("adverb", last) is None or (not number.digits and not number.ordinal):
        return None
    return Found(Draft("clock", hour=hour % 24, minute=minute), last)


def _hour_alone(words: Words, at: int) -> Number | None:
    unit = words.lexicon.numbers.kinds["ordinal"].get(words.forms[at])
    return Number(unit.value, at + 1, ordinal=True) if unit else None


def _minutes(words: Words, at: int) -> tuple[int, int] | None:
    """Read joint, (half | third | quarter | number, minute) | less, (third | quarter); example: `illa ruban`."""
    less = words.take("less", at)
    start = less[1] if less else at
    joint = words.lexicon.numbers.joint
    if less is None:
        if start >= words.size:
            return None
        if words.forms[start] == joint:
            start += 1
        elif words.clitic(start) != joint:
            return None
    fraction = words.take("fraction", start)
    if fraction is not None:
        value, last = int(fraction[0]), fraction[1]
    else:
        number = words.cardinal(start)
        if number is None or not 1 <= number.value <= 59:
            return None
        word = words.take("minute_word", number.last)
        if word is None:
            return None
        value, last = number.value, word[1]
    return (-value if less else value), last


def _part(words: Words, found: Found) -> Found:
    """Read the part of the day behind an hour: an adverb, or one of the two letters of the twelve-hour clock."""
    taken = words.take("adverb", found.last) or words.take("letter", found.last)
    if taken is None:
        return found
    return Found(found.draft._replace(part=cast("Part", taken[0])), taken[1])


def _zone(words: Words, found: Found) -> Found:
    """Read [zone word], zone | zone word, place; example: `bi-tawqit ghrinitsh`."""
    word = words.take("zone_word", found.last)
    start = word[1] if word else found.last
    opened = words.sign(start, "(")
    zone = words.take("zone", start + 1 if opened else start)
    if zone is None:
        return Found(found.draft._replace(zone="local"), min(start + 1, words.size)) if word else found
    if zone[0] != "0" and word is None:
        return found
    last = zone[1] + 1 if opened and words.sign(zone[1], ")") else zone[1]
    return Found(found.draft._replace(zone="utc" if zone[0] == "0" else "local"), last)

"""Expressions of time in the article, each read as a clue to the day of publication."""

from __future__ import annotations

import datetime
from dataclasses import replace
from typing import TYPE_CHECKING

from khabar.dates.clues import CalendarClue, ChainClue, DaysClue, StampClue, StretchClue, WeekdayClue
from khabar.times import resolve

if TYPE_CHECKING:
    from collections.abc import Iterator

    from khabar.dates.clues import Clue
    from khabar.lexicon.dating import DatingLexicon
    from khabar.text.tokens import Tokens
    from khabar.times import TimeExpression

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_DAY_WORDS = {0: "today", -1: "yesterday", -2: "the day before yesterday", 1: "tomorrow", 2: "the day after tomorrow"}
_YEARS_BACK = 16
_LAST_YEAR = 2038  # where the day of capture is unknown
# A page full of dates (a list of matches, a history) says no more by its twentieth; all together have two votes.
_MOST_DATES = 12
_VOTES = 2
# Tokens before a date among which a word may say that it is still to come.
_LOOK_BACK = 7


def full_day(expression: TimeExpression) -> datetime.date | None:
    """Return the day of a date that names day, month and year; None for every other expression."""
    if expression.day is None or expression.month is None or expression.year is None:
        return None
    resolved = resolve(expression, None)
    return resolved.earliest if resolved else None


def read_phrases(
    tokens: Tokens, read: tuple[TimeExpression, ...], lead: int, lexicon: DatingLexicon, captured: datetime.date | None
) -> Iterator[Clue]:
    """Yield the clues of the article's expressions of time, in page order within a kind.

    `lead` is the token behind the article's lead: a date before it is what the news is about.
    """
    chains: dict[tuple[int, int], ChainClue] = {}
    calendar: dict[tuple[tuple[int, ...], str], CalendarClue] = {}
    weekdays: dict[tuple[int, bool], WeekdayClue] = {}
    for expression in read:
        if (fixed := _counted_date(expression)) is not None:
            yield fixed
            continue
        if own := _counted_day(expression, captured):
            yield own
        if expression.unit == "day" and expression.offset is not None and expression.weekday is not None:
            key = (expression.offset, expression.weekday)
            known = chains.get(key)
            chains[key] = replace(known, times=known.times + 1) if known else _chain(expression)
        elif own is None and expression.day is not None and expression.month is not None:
            if clue := _calendar(tokens, expression, lead, lexicon, captured):
                calendar.setdefault((clue.targets, clue.says), clue)
        elif expression.month is not None and expression.direction == "this":
            if stretch := _stretch(expression, captured):
                yield stretch
        elif expression.weekday is not None and expression.offset is None:
            clue_of_day = _weekday(tokens, expression, lexicon)
            weekdays.setdefault((clue_of_day.weekday, clue_of_day.ahead), clue_of_day)
    yield from chains.values()
    dates = list(calendar.values())[:_MOST_DATES]
    yield from (replace(clue, voice=min(1.0, _VOTES / len(dates))) for clue in dates)
    yield from weekdays.values()


def _counted_date(expression: TimeExpression) -> StampClue | None:
    """Return the day of writing from a full date that is counted from it: yesterday, 12 March 2019."""
    day = full_day(expression)
    if day is None or expression.unit != "day" or expression.offset is None:
        return None
    word = _DAY_WORDS.get(expression.offset, f"day {expression.offset:+d}")
    return StampClue(expression.span, f"{word} is {day}", day.toordinal() - expression.offset, "dateline")


def _counted_day(expression: TimeExpression, captured: datetime.date | None) -> DaysClue | None:
    """Return the days of writing from a date without its year that is counted from it: today, Thursday 17 December."""
    dated = expression.day is not None and expression.month is not None and expression.year is None
    if expression.unit != "day" or expression.offset is None or not dated:
        return None
    word = _DAY_WORDS.get(expression.offset, f"day {expression.offset:+d}")
    days = tuple(day - expression.offset for day in _targets(expression, captured))
    return DaysClue(expression.span, f"{word} is {_month_day(expression)}", days, "dateline") if days else None


def _chain(expression: TimeExpression) -> ChainClue:
    offset, weekday = expression.offset or 0, expression.weekday or 0
    word = _DAY_WORDS.get(offset, f"day {offset:+d}")
    return ChainClue(expression.span, f"{word} is a {WEEKDAYS[weekday]}", offset, weekday)


def _calendar(
    tokens: Tokens, expression: TimeExpression, lead: int, lexicon: DatingLexicon, captured: datetime.date | None
) -> CalendarClue | None:
    targets = _targets(expression, captured)
    if not targets:
        return None
    says = str(datetime.date.fromordinal(targets[0])) if len(targets) == 1 else _month_day(expression)
    name = construction_of(tokens, expression, lead, lexicon)
    over = name.endswith(("_behind", "_past"))
    return CalendarClue(expression.span, says, targets, lexicon.gaps[name], over=over)


def construction_of(tokens: Tokens, expression: TimeExpression, lead: int, lexicon: DatingLexicon) -> str:
    """Return the construction of a date or weekday, as `gaps.tsv` names it; "" for every other expression.

    It is `full` or `day` (no year) or `weekday`, a date before token `lead` with `lead_` in front, one that names its
    weekday with `named_`; behind it the direction the phrase gives, and `ahead` or `behind` where a word before the
    phrase says that the day is still to come or over; the nearest such word decides. A feast is `feast`.
    """
    if expression.day is not None and expression.month is not None:
        if expression.rule == "holiday":
            return "feast"
        base = "full" if expression.year is not None else "day"
        if expression.last <= lead:
            base = f"lead_{base}"
        elif (expression.until or expression).weekday is not None:
            base = f"named_{base}"
    elif expression.weekday is not None and expression.offset is None:
        base = "weekday"
    else:
        return ""
    if expression.direction in {"past", "future"}:
        return f"{base}_{expression.direction}"
    tense = "_behind" if expression.since else _tense(tokens, expression.first, lexicon)
    return base + ("_this" if expression.direction else "") + tense


def _tense(tokens: Tokens, before: int, lexicon: DatingLexicon) -> str:
    for at in range(before - 1, max(before - _LOOK_BACK, 0) - 1, -1):
        stems = [stem for _, stem in tokens.readings[at]]
        if not lexicon.ahead.isdisjoint(stems):
            return "_ahead"
        if not lexicon.behind.isdisjoint(stems):
            return "_behind"
    return ""


def _month_day(expression: TimeExpression) -> str:
    era = " (Hijri)" if expression.hijri else ""
    return f"day {expression.day} of month {expression.month}{era}, year not given"


def _targets(expression: TimeExpression, captured: datetime.date | None) -> tuple[int, ...]:
    """Return the ordinals of the days the date may be: one where the year is given, else one a year, weekday minded."""
    tail = expression.until or expression
    if tail.day is None or tail.month is None:
        tail = expression
    years = _years(expression, captured)
    days = [day for year in years if (day := full_day(replace(tail, year=year)))]
    if tail.weekday is not None:
        days = [day for day in days if day.weekday() == tail.weekday] or days
    return tuple(day.toordinal() for day in days)


def _years(expression: TimeExpression, captured: datetime.date | None) -> range:
    """Return the years a date may belong to, in its own calendar."""
    if expression.year is not None:
        return range(expression.year, expression.year + 1)
    last = captured.year + 1 if captured else _LAST_YEAR
    first = last - _YEARS_BACK - 1
    return range((first - 622) * 33 // 32, (last - 621) * 33 // 32 + 1) if expression.hijri else range(first, last + 1)


def _stretch(expression: TimeExpression, captured: datetime.date | None) -> StretchClue | None:
    """Return the current month by its name."""
    months = [
        resolved
        for year in _years(expression, captured)
        if (resolved := resolve(replace(expression, year=year, direction=None), None))
    ]
    if not months:
        return None
    stretches = tuple((month.earliest.toordinal(), month.latest.toordinal()) for month in months)
    return StretchClue(expression.span, f"this month is month {expression.month}", stretches)


def _weekday(tokens: Tokens, expression: TimeExpression, lexicon: DatingLexicon) -> WeekdayClue:
    weekday = expression.weekday or 0
    name = construction_of(tokens, expression, 0, lexicon)
    ahead = expression.direction == "future" or name.endswith("_ahead")
    says = f"a {WEEKDAYS[weekday]}{' to come' if ahead else ''}"
    return WeekdayClue(expression.span, says, weekday, lexicon.gaps[name], ahead)

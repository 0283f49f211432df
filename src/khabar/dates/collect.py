"""Clues gathered from a page: metadata, stamps, expressions of time and termini in, `Clue`s and rejected dates out."""

from __future__ import annotations

import datetime
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from khabar.dates.clues import CalendarClue, ChainClue, StampClue, StretchClue, WeekdayClue
from khabar.dates.termini import find_termini
from khabar.model import Evidence
from khabar.times import find_times, resolve

if TYPE_CHECKING:
    from collections.abc import Iterator

    from khabar.dates.clues import Clue, Source
    from khabar.lexicon import Lexicon
    from khabar.lexicon.dating import DatingLexicon
    from khabar.model import Article, Block, BlockKind, Page
    from khabar.text.tokens import Line, Tokens
    from khabar.times import TimeExpression

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_DAY_WORDS = {0: "today", -1: "yesterday", -2: "the day before yesterday", 1: "tomorrow", 2: "the day after tomorrow"}
_ARTICLE: frozenset[BlockKind] = frozenset({"headline", "body", "byline", "dateline"})
_ELSEWHERE: dict[BlockKind, str] = {
    "related": "date of another article",
    "read_also": "date of another article",
    "legal": "year of the site's notice, not of the article",
    "comments": "date of a comment",
    "advert": "date of an advert",
    "caption": "date of a picture",
}
_YEARS_BACK = 16
_LAST_YEAR = 2038  # where the day of capture is unknown
# A page full of dates (a list of matches, a history) says no more by its twentieth; all together have two votes.
_MOST_DATES = 12
_VOTES = 2
# Tokens before a date among which a word may say that it is still to come.
_LOOK_BACK = 7


@dataclass(frozen=True, slots=True)
class Clues:
    """What bears on the day, and the dates on the page that do not, with the reason."""

    used: tuple[Clue, ...]
    rejected: tuple[Evidence, ...]
    bare: bool  # whether the page holds the article alone


def collect_clues(
    page: Page, tokens: Tokens, article: Article, lexicon: Lexicon, captured: datetime.date | None
) -> Clues:
    """Return the clues of `page`, metadata first, then in page order."""
    lines = tuple(zip(tokens.lines, article.blocks, strict=True))
    used: list[Clue] = list(_metadata(page))
    rejected: list[Evidence] = []
    head, body, end = _landmarks(article.blocks)
    read: list[TimeExpression] = []
    for number, (line, block) in enumerate(lines):
        if block.kind in _ARTICLE:
            read += find_times(tokens, line.first, line.last, lexicon.times)
        elif _has_year(tokens, line):
            stamps, others = _stamps(tokens, line, block, _source(number, block, head, body, end), lexicon, captured)
            used += stamps
            rejected += others
    used += _expressions(tokens, read, lexicon, captured, article)
    used += find_termini(tokens, [line for line, block in lines if block.kind in _ARTICLE], read, lexicon.dating)
    bare = sum(block.kind not in _ARTICLE and block.kind not in {"date", "caption"} for _, block in lines) <= 1
    return Clues(tuple(used), tuple(rejected), bare)


def _metadata(page: Page) -> Iterator[Clue]:
    try:
        day = datetime.date.fromisoformat(page.metadata.published[:10])
    except ValueError:
        return
    yield StampClue(None, f"metadata: {day}", day.toordinal(), "metadata")


def _landmarks(blocks: tuple[Block, ...]) -> tuple[int, int, int]:
    """Return the lines of the last headline before the body and of the first and last of the body."""
    kinds = [block.kind for block in blocks]
    count = len(kinds)
    body = kinds.index("body") if "body" in kinds else count
    end = count - 1 - kinds[::-1].index("body") if "body" in kinds else count
    heads = [at for at in range(body) if kinds[at] == "headline"]
    return (heads[-1] if heads else 0), body, end


def _source(number: int, block: Block, head: int, body: int, end: int) -> Source | None:
    """Return what a date on that line would be; None where it belongs to something else than the article."""
    if block.kind == "embed":
        return "embed"
    if block.kind != "date":
        return None
    if number < head:
        return "masthead"
    return "stamp" if number <= end or end < body else "footer"


def _has_year(tokens: Tokens, line: Line) -> bool:
    return any(len(form) == 4 and form.isdecimal() for form in tokens.forms[line.first : line.last])


def _stamps(
    tokens: Tokens, line: Line, block: Block, source: Source | None, lexicon: Lexicon, captured: datetime.date | None
) -> tuple[list[Clue], list[Evidence]]:
    used: list[Clue] = []
    rejected: list[Evidence] = []
    words = {word for hit in lexicon.dating.stamp_words.find(tokens, line.first, line.last) for word in hit.entries}
    if source == "stamp" and "updated" in words and "published" not in words:
        source = "updated"
    for expression in find_times(tokens, line.first, line.last, lexicon.times):
        day = full_day(expression)
        if day is None:
            continue
        why = _refusal(day, source, block, captured)
        if why or source is None:
            rejected.append(Evidence(expression.span, str(day), used=False, why=why))
        else:
            used.append(StampClue(expression.span, str(day), day.toordinal(), source))
    return used, rejected


def _refusal(day: datetime.date, source: Source | None, block: Block, captured: datetime.date | None) -> str:
    if captured and day > captured:
        return "later than the day of capture"
    if source is None:
        return _ELSEWHERE.get(block.kind, "not of the article")
    if captured and source in {"masthead", "footer"} and abs((captured - day).days) <= 1:
        return "day of capture, not of the article"
    return ""


def full_day(expression: TimeExpression) -> datetime.date | None:
    """Return the day of a date that names day, month and year; None for every other expression."""
    if expression.day is None or expression.month is None or expression.year is None:
        return None
    resolved = resolve(expression, None)
    return resolved.earliest if resolved else None


def _expressions(
    tokens: Tokens,
    read: list[TimeExpression],
    lexicon: Lexicon,
    captured: datetime.date | None,
    article: Article,
) -> Iterator[Clue]:
    chains: dict[tuple[int, int], ChainClue] = {}
    calendar: dict[tuple[tuple[int, ...], str], CalendarClue] = {}
    weekdays: dict[tuple[int, bool], WeekdayClue] = {}
    for expression in read:
        if (fixed := _counted_date(expression)) is not None:
            yield fixed
        elif expression.unit == "day" and expression.offset is not None and expression.weekday is not None:
            key = (expression.offset, expression.weekday)
            known = chains.get(key)
            chains[key] = replace(known, times=known.times + 1) if known else _chain(expression)
        elif expression.day is not None and expression.month is not None:
            clue = _calendar(tokens, expression, lexicon.dating, captured)
            if clue:
                calendar.setdefault((clue.targets, clue.says), clue)
        elif expression.month is not None and expression.direction == "this":
            if stretch := _stretch(expression, captured):
                yield stretch
        elif expression.weekday is not None and expression.offset is None:
            clue_of_day = _weekday(tokens, expression, lexicon.dating)
            weekdays.setdefault((clue_of_day.weekday, clue_of_day.ahead), clue_of_day)
    yield from _datelines(tokens, read, article)
    yield from chains.values()
    dates = list(calendar.values())[:_MOST_DATES]
    yield from (replace(clue, voice=min(1.0, _VOTES / len(dates))) for clue in dates)
    yield from weekdays.values()


def _datelines(tokens: Tokens, read: list[TimeExpression], article: Article) -> Iterator[Clue]:
    """Yield full dates in the first words of the body's first lines, as agencies put them, or within a dateline."""
    opening = {span.start for span in article.body[:2]}
    for line in tokens.lines:
        if line.start not in opening and not any(o in range(line.start, line.end) for o in opening):
            continue
        for expression in read:
            day = full_day(expression)
            short = line.last - line.first <= 16
            if day and line.first <= expression.first and expression.last <= line.last and short:
                yield StampClue(expression.span, str(day), day.toordinal(), "dateline")


def _counted_date(expression: TimeExpression) -> StampClue | None:
    """Return the day of writing from a full date that is counted from it: yesterday, 12 March 2019."""
    day = full_day(expression)
    if day is None or expression.unit != "day" or expression.offset is None:
        return None
    word = _DAY_WORDS.get(expression.offset, f"day {expression.offset:+d}")
    return StampClue(expression.span, f"{word} is {day}", day.toordinal() - expression.offset, "dateline")


def _chain(expression: TimeExpression) -> ChainClue:
    offset, weekday = expression.offset or 0, expression.weekday or 0
    word = _DAY_WORDS.get(offset, f"day {offset:+d}")
    return ChainClue(expression.span, f"{word} is a {WEEKDAYS[weekday]}", offset, weekday)


def _calendar(
    tokens: Tokens, expression: TimeExpression, lexicon: DatingLexicon, captured: datetime.date | None
) -> CalendarClue | None:
    targets = _targets(expression, captured)
    if not targets:
        return None
    says = str(datetime.date.fromordinal(targets[0])) if len(targets) == 1 else _month_day(expression)
    return CalendarClue(expression.span, says, targets, lexicon.gaps[construction_of(tokens, expression, lexicon)])


def construction_of(tokens: Tokens, expression: TimeExpression, lexicon: DatingLexicon) -> str:
    """Return the construction of a date or weekday, as `gaps.tsv` names it; "" for every other expression.

    It is `full`, `day` (no year) or `weekday`; then the direction the phrase gives, `ahead` or `behind` where a word
    before it says that it is still to come or over; the nearest such word decides.
    """
    if expression.day is not None and expression.month is not None:
        base = "full" if expression.year is not None else "day"
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
    name = construction_of(tokens, expression, lexicon)
    ahead = expression.direction == "future" or name.endswith("_ahead")
    says = f"a {WEEKDAYS[weekday]}{' to come' if ahead else ''}"
    return WeekdayClue(expression.span, says, weekday, lexicon.gaps[name], ahead)

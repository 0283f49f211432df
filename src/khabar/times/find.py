"""Time expressions found in tokens: left to right, the longest, none inside another."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING

from khabar.times import bars, calendar, clock, days, ranges, relative, sections
from khabar.times.draft import Found, finish, merge
from khabar.times.words import read_words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from khabar.lexicon.times import TimeLexicon
    from khabar.text.tokens import Tokens
    from khabar.times.expression import TimeExpression
    from khabar.times.words import Words

# Each phrase with the kinds of word it opens with, so that a word meets only the phrases it can open.
_PHRASES: tuple[tuple[str, Callable[[Words, int], Found | None]], ...] = (
    ("deictic day the_day", days.day_from_today),
    ("tonight", days.night_from_today),
    ("moment", days.moment),
    ("weekday day this_word", days.weekday),
    ("ordinal last", days.nth_weekday),
    ("bare_weekday", days.weekday_of_week),
    ("part", days.part_of_day),
    ("hour_word zone digits ordinal ordinal_bound", clock.clock),
    ("digits ordinal ordinal_bound ten day the_day article", calendar.date),
    ("month month_word", calendar.month),
    ("month", calendar.month_first),
    ("year_word digits", calendar.year),
    ("digits", calendar.preposed_year),
    ("digits", calendar.bare_year),
    ("digits", calendar.numeric_date),
    ("decade", calendar.decade),
    ("digits", calendar.short_numeric),
    ("definite this_word", relative.named_unit),
    ("article last one bound ten hundred round", relative.counted_units),
    ("definite last ordinal", relative.nth_unit),
    ("ago unit digits one bound ten hundred round", relative.ago),
    ("ahead unit digits one bound ten hundred round", relative.ahead),
    ("section", sections.section),
    ("season this_word", sections.season),
    ("quarter", sections.quarter),
    ("holiday ordinal", sections.holiday),
    ("days digits ordinal ordinal_bound ten the_day", ranges.day_range),
    ("month month_word", ranges.days_of_month),
    ("month months_word", ranges.month_range),
    ("digits years_word year_word", ranges.year_range),
    ("weekday days day", ranges.weekday_range),
    ("part", ranges.night_between),
)
_BY_KIND = {
    kind: tuple(phrase for kinds, phrase in _PHRASES if kind in kinds.split())
    for kind in {kind for kinds, _ in _PHRASES for kind in kinds.split()}
}
_OPENING = frozenset({"about", "phrase", *_BY_KIND})
_LONGEST_GAP = 4
# These go on with an expression only as they stand: "Saturday for the second day" is not today.
_WITHOUT_CLITIC = frozenset({"today", "weekday", "now"})


def find_times(tokens: Tokens, first: int, last: int, lexicon: TimeLexicon) -> tuple[TimeExpression, ...]:
    """Return the time expressions in tokens `[first, last)`, in order, none inside another or across a line's end."""
    lines = tokens.lines
    found: list[TimeExpression] = []
    at = bisect_right(lines, first, key=lambda line: line.last)
    while at < len(lines) and lines[at].first < last:
        start, end = max(lines[at].first, first), min(lines[at].last, last)
        found.extend(_find_in_line(read_words(tokens, start, end, lexicon)))
        at += 1
    return tuple(found)


def _find_in_line(words: Words) -> Iterator[TimeExpression]:
    behind = fixed = 0
    for at, kinds in words.kinds.items():
        if at < behind or _OPENING.isdisjoint(kinds):
            continue
        phrase = words.lexicon.phrases.at(words.forms, at, words.size)
        fixed = max(fixed, phrase[1]) if phrase else fixed
        found = _read(words, at)
        # Only what goes on behind a fixed phrase is no part of it: "Aden Today" says more than "in Aden today, Sunday".
        if found is None or found.draft.loose or found.last <= fixed:
            continue
        behind = found.last
        if bars.is_barred(words, at, found):
            continue
        before = words.take("ago", at - 1) if at else None
        if before is not None and before[0] == "since":
            found = Found(found.draft._replace(since=True), behind)
        first = words.first + at
        span = words.tokens.span(first, words.first + behind, words.cuts.get(at, 0))
        yield finish(found.draft, first, words.first + behind, span)


def _read(words: Words, at: int) -> Found | None:
    """Read the longest expression at `at`: [about], a phrase with its neighbours, [to, another]."""
    start = words.skip("about", at)
    found = _moment(words, start)
    if found is None:
        return None
    until = words.take("until", found.last) or words.take("dash", found.last)
    if until is not None and not found.draft.loose:
        end = _moment(words, until[1])
        stretched = ranges.extend(found.draft, end.draft) if end and not end.draft.loose else None
        if stretched is not None and end is not None:
            found = Found(stretched, end.last)
    return found if start == at else Found(found.draft._replace(approximate=True), found.last)


def _moment(words: Words, at: int) -> Found | None:
    """Read a phrase and every neighbour that speaks of the same moment, with the bracket closed that opens inside."""
    found = _longest(words, at) if at < words.size else None
    while found is not None:
        further = _neighbour(words, found)
        if further is None:
            inside = words.forms[at : found.last]
            closes = inside.count("(") > inside.count(")") and words.sign(found.last, ")")
            return Found(found.draft, found.last + 1) if closes else found
        found = further
    return None


def _longest(words: Words, at: int) -> Found | None:
    best: Found | None = None
    for kind in words.kinds.get(at, ()):
        for phrase in _BY_KIND.get(kind, ()):
            found = phrase(words, at)
            if found is not None and (best is None or found.last > best.last):
                best = found
    return best


def _neighbour(words: Words, found: Found) -> Found | None:
    """Return `found` merged with the phrase behind it, over the signs and words that may stand between."""
    at, quoted = found.last, False
    for _ in range(_LONGEST_GAP):
        merged = _merge_at(words, found, at)
        if merged is not None:
            if not quoted:
                return merged
            # A quotation mark that does not close behind the phrase closes something before it.
            return Found(merged.draft, merged.last + 1) if words.sign(merged.last, '"') else None
        step = _step(words, at)
        if step is None:
            return None
        quoted = quoted or bool(words.sign(at, '"'))
        at = step
    return None


def _merge_at(words: Words, found: Found, at: int) -> Found | None:
    clitic = words.clitic(at) if at < words.size else ""
    if at >= words.size or clitic.startswith(words.lexicon.numbers.joint or " "):
        return None
    other = _longest(words, at)
    if other is None or (clitic and other.draft.rule in _WITHOUT_CLITIC):
        return None
    merged = merge(found.draft, other.draft)
    return Found(merged, other.last) if merged else None


def _step(words: Words, at: int) -> int | None:
    """Return the position behind a sign or word that may stand between two halves of an expression."""
    if words.sign(at, ',()-/|":') or (words.take("iso_time", at) and words.joined(at) and words.joined(at + 1)):
        return at + 1
    for kind in ("on_date", "of"):
        taken = words.take(kind, at)
        if taken is not None:
            return taken[1]
    return None

"""What looks like an expression of time and is none, by its neighbours.

`sahifat al-yawm` is a newspaper, `jisr 6 uktubar` a bridge, `al-mudir al-amm as-sabiq` the former director general.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from khabar.times.draft import Draft, Found
    from khabar.times.words import Words


def is_barred(words: Words, at: int, found: Found) -> bool:
    """Answer whether the expression read at `at` is barred by the words or signs beside it."""
    if found.draft.rule == "date" and (_follows_units(words, at) or _is_name(words, at, found)):
        return True
    kinds = frozenset(_kinds(found.draft))
    if found.last > at + 1:
        # "This day" is today whatever stands before it; the bars are meant for the word alone.
        kinds -= {"today"}
    heads = words.lexicon.heads
    before = heads.get(words.clitic(at)) or (heads.get(words.forms[at - 1]) if at else None)
    behind = words.lexicon.tails.get(words.forms[found.last]) if found.last < words.size else None
    if (
        _goes_on_from_number(words, at)
        or (before and not kinds.isdisjoint(before))
        or (behind and not kinds.isdisjoint(behind))
    ):
        return True
    return not kinds.isdisjoint({"today", "tomorrow"}) and (
        _quoted(words, at, found.last) or _in_byline(words, at, found.last)
    )


def _goes_on_from_number(words: Words, at: int) -> bool:
    """Answer whether a number before, with a sign between and no space, goes on into this one: a score, a telephone."""
    if words.digits(at) is None or not words.joined(at) or not words.sign(at - 1, "-/.:"):
        return False
    return words.joined(at - 1) and words.forms[at - 2].isdigit()


def _is_name(words: Words, at: int, found: Found) -> bool:
    """Answer whether a day and month name a movement: no year, and no "in", "since" or "on the day" before them."""
    name = words.lexicon.names.at(words.forms, at, words.size)
    if name is None or name[1] != found.last:
        return False
    return not at or all(words.take(kind, at - 1) is None for kind in ("month_guess", "on_date", "day", "days"))


def _follows_units(words: Words, at: int) -> bool:
    """Answer whether an ordinal counts the units before it: the first ten days of the month."""
    unit = (words.take("unit", at - 1) or words.take("definite", at - 1)) if at else None
    return unit is not None and unit[0].endswith("/n") and words.digits(at) is None


def _kinds(draft: Draft) -> Iterator[str]:
    """Yield what an expression is, in the words of `not_times.toml`: only bare ones can be barred."""
    dated = draft.year is not None or draft.until is not None
    if draft.rule == "today" and draft.weekday is None and draft.day is None and draft.part is None:
        yield "today" if draft.offset == 0 else "tomorrow" if draft.offset == 1 else "yesterday"
    if draft.rule == "today" and draft.part == "night" and draft.weekday is None:
        yield "tonight"
    if draft.weekday is not None and draft.unit is None and draft.day is None and draft.part is None:
        yield "weekday"
    if draft.month is not None and draft.weekday is None and not dated and draft.direction is None:
        yield "date" if draft.day is not None else "month"
    if draft.rule in {"year", "clock", "numeric_date"}:
        yield draft.rule
    if draft.unit is not None and (draft.rule == draft.unit or (draft.rule == "section" and draft.weak)):
        yield "unit"
    if draft.rule == "short_numeric":
        yield "number"


def _quoted(words: Words, at: int, last: int) -> bool:
    """Answer whether the expression is all there is between two quotation marks: a newspaper's name."""
    return at > 0 and words.sign(at - 1, "\"'(") != "" and words.sign(last, "\"')") != ""


def _in_byline(words: Words, at: int, last: int) -> bool:
    """Answer whether the word opens a line before a dash, or ends one behind a dash: `al-yawm - ad-dammam`."""
    opens = at == 0 and words.sign(last, "-|:") != ""
    ends = last == words.size and at > 0 and words.sign(at - 1, "-|") != ""
    return opens or ends

"""Termini met in the article: names, offices, operations, episodes and happenings in, clues out.

Phrases are looked for with commas, quotation marks and brackets left out, so that a title and its name are one phrase
however they are set: `the foreign minister, "John Kerry"`.
"""

from __future__ import annotations

import datetime
from bisect import bisect_left
from dataclasses import dataclass, replace
from operator import itemgetter
from typing import TYPE_CHECKING

from khabar.dates.clues import CalendarClue, DaysClue, WindowClue
from khabar.lexicon.dating import PAUSES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from khabar.dates.clues import Clue
    from khabar.lexicon.dating import DatingLexicon, Episode, Terminus
    from khabar.lexicon.match import Hit
    from khabar.model import Span
    from khabar.text.tokens import Line, Tokens
    from khabar.times import TimeExpression

# Tokens before and after a name among which a word like `former` ends its office; before a title, one like `deputy`.
_FORMER_BEFORE, _FORMER_AFTER = 3, 5
_NEAR_JUNIOR = 3
# Tokens before and after a phrase among which the word it needs beside it may stand; after a name, its title.
_BESIDE_BEFORE, _BESIDE_AFTER, _TITLE_AFTER = 6, 5, 3
# Tokens after a happening up to which a time may be its own; before both, where a word like `held` may stand.
_NEAR_HAPPENING, _NEAR_HELD = 12, 4
# Tokens after a happening that is a deed by its own name, a bombing say, up to which a time is its own all the same.
_NEAR_DEED = 1
# Share of a vote of a weekday or date beside a happening: it may belong to something else.
_BESIDE_VOICE = 0.5
_STOPS = frozenset(".?!")
_MOST_SAID = 3  # periods of one phrase told in a proof


@dataclass(frozen=True, slots=True)
class _Reading:
    """What all steps need: the tokens without pauses, the page's index of each, and the knowledge."""

    tokens: Tokens
    kept: list[int]
    read: tuple[TimeExpression, ...]
    lexicon: DatingLexicon

    def place(self, token: int) -> int:
        """Return the index without pauses of a token of the page."""
        return bisect_left(self.kept, token)

    def any_of(self, first: int, last: int, words: frozenset[str]) -> bool:
        """Answer whether one of `words` stands in `[first, last)`, proclitics allowed."""
        readings = self.tokens.readings[first:last]
        return any(stem in words for of_token in readings for _, stem in of_token)


def find_termini(
    tokens: Tokens, lines: list[Line], read: tuple[TimeExpression, ...], lexicon: DatingLexicon
) -> Iterator[Clue]:
    """Yield a clue for every terminus met in `lines`, each once, and for every episode all of whose groups are met."""
    opening, telling = lexicon.termini.openings(tokens), lexicon.episode_words.openings(tokens)
    if not opening and not telling:
        return
    reading = _leave_out_pauses(tokens, read, lexicon)
    opening, telling = list(map(reading.place, opening)), list(map(reading.place, telling))
    found: dict[tuple[str, ...], Clue] = {}
    groups: dict[str, tuple[Episode, set[int], Span]] = {}
    for line in lines:
        first, last = reading.place(line.first), reading.place(line.last)
        for hit in lexicon.termini.find_among(reading.tokens, opening, first, last):
            clue = _terminus(reading, hit, first, last)
            key = tuple(entry.id for entry in hit.entries)
            known = found.get(key)
            # A happening whose day is told says more than one only named.
            if clue and (known is None or (isinstance(known, WindowClue) and not isinstance(clue, WindowClue))):
                found[key] = clue
        for word in lexicon.episode_words.find_among(reading.tokens, telling, first, last):
            for entry in word.entries:
                episode = entry.episode
                groups.setdefault(episode.id, (episode, set(), word.span(reading.tokens)))[1].add(entry.group)
    yield from found.values()
    for episode, met, span in groups.values():
        if len(met) == episode.size:
            period = (episode.earliest.toordinal(), episode.latest.toordinal())
            yield WindowClue(span, _period_words(episode.gloss, *period), "episode", (period,))


def _leave_out_pauses(tokens: Tokens, read: tuple[TimeExpression, ...], lexicon: DatingLexicon) -> _Reading:
    kept = [at for at, form in enumerate(tokens.forms) if form not in PAUSES]
    if len(kept) < 2:
        return _Reading(tokens, list(range(len(tokens.forms))), read, lexicon)
    pick = itemgetter(*kept)
    plain = replace(
        tokens,
        forms=pick(tokens.forms),
        starts=pick(tokens.starts),
        ends=pick(tokens.ends),
        offsets=pick(tokens.offsets),
        readings=pick(tokens.readings),
    )
    return _Reading(plain, kept, read, lexicon)


def _terminus(reading: _Reading, hit: Hit[Terminus], first: int, last: int) -> Clue | None:
    """Return what a hit in tokens `[first, last)`, one line, says; None where the words beside it speak against it."""
    entries = _fitting(reading, hit, first, last)
    if not entries:
        return None
    if any(entry.kind == "office" for entry in entries) and _is_no_office(reading, hit, first, last):
        return None
    if hit.first > first and reading.any_of(hit.first - 1, hit.first, reading.lexicon.attempt):
        return None
    happenings = [entry for entry in entries if entry.kind == "happening"]
    if happenings and (clue := _happening(reading, hit, happenings, first, last)):
        return clue
    # What has a name ever since it happened says more by that.
    named = [entry for entry in entries if entry.kind != "happening"] or happenings
    named = [entry for entry in named if entry.beside] or named
    named.sort(key=lambda entry: (entry.earliest, entry.latest or datetime.date.max))
    return WindowClue(hit.span(reading.tokens), _say(named), named[0].kind, _periods(named))


def _periods(entries: list[Terminus]) -> tuple[tuple[int, int | None], ...]:
    """Return the periods of entries given by their beginning, those that overlap as one."""
    periods: list[tuple[int, int | None]] = []
    for entry in entries:
        start, end = entry.earliest.toordinal(), entry.latest.toordinal() if entry.latest else None
        if not periods:
            periods.append((start, end))
            continue
        first, last = periods[-1]
        if last is None or start <= last:
            periods[-1] = (first, None if last is None or end is None else max(last, end))
        else:
            periods.append((start, end))
    return tuple(periods)


def _fitting(reading: _Reading, hit: Hit[Terminus], first: int, last: int) -> list[Terminus]:
    """Return the entries that need no word beside the phrase, or have one there: of those, the nearest."""
    fitting = [entry for entry in hit.entries if not entry.beside]
    if len(fitting) == len(hit.entries):
        return fitting
    wanting = [entry for entry in hit.entries if entry.beside]
    junior = reading.lexicon.junior
    for at in _beside(reading, hit, first, last):
        nearest = [entry for entry in wanting if reading.any_of(at, at + 1, entry.beside)]
        far = at >= hit.last + _TITLE_AFTER
        if nearest and (far or reading.any_of(max(at - _NEAR_JUNIOR, first), at, junior)):
            nearest = [entry for entry in nearest if entry.kind != "office"]
        if nearest:
            return fitting + nearest
    return fitting


def _beside(reading: _Reading, hit: Hit[Terminus], first: int, last: int) -> list[int]:
    """Return the tokens beside a hit, the nearest first and those before it sooner, up to what parts them from it."""
    lexicon, forms = reading.lexicon, reading.tokens.forms
    places: list[tuple[int, int]] = []
    for ways, handicap in (
        (range(hit.first - 1, max(hit.first - _BESIDE_BEFORE, first) - 1, -1), 0),
        (range(hit.last, min(hit.last + _BESIDE_AFTER, last)), 2),
    ):
        for far, at in enumerate(ways):
            if forms[at] in _STOPS or reading.any_of(at, at + 1, lexicon.apart):
                break
            places.append((far + handicap, at))
    return [at for _, at in sorted(places)]


def _is_no_office(reading: _Reading, hit: Hit[Terminus], first: int, last: int) -> bool:
    """Answer whether the office is over or not yet held, or another's: the deputy of the one it names."""
    if hit.first > first and reading.any_of(hit.first - 1, hit.first, reading.lexicon.junior):
        return True
    start, end = max(hit.first - _FORMER_BEFORE, first), min(hit.last + _FORMER_AFTER, last)
    return reading.any_of(start, end, reading.lexicon.former)


def _happening(reading: _Reading, hit: Hit[Terminus], happenings: list[Terminus], first: int, last: int) -> Clue | None:
    """Return what a time beside the happening says: today or tomorrow give the day of writing, a date the year."""
    near = [
        expression
        for expression in reading.read
        if first <= reading.place(expression.first) < last and _tells_when(reading, hit, expression, first)
    ]
    for expression in sorted(near, key=lambda expression: abs(reading.place(expression.first) - hit.first)):
        if clue := _day_told(reading, hit, happenings, expression, first):
            return clue
    return None


def _tells_when(reading: _Reading, hit: Hit[Terminus], expression: TimeExpression, first: int) -> bool:
    """Answer whether a time is the happening's own: it follows soon, or stands between `held` and the happening."""
    start, end = reading.place(expression.first), reading.place(expression.last)
    held = reading.lexicon.held
    if start >= hit.last:
        between = range(hit.last, start)
        whole = not any(reading.tokens.forms[at] in _STOPS for at in between)
        if not whole or len(between) > _NEAR_HAPPENING:
            return False
        opening = max(hit.first - _NEAR_HELD, first)
        told = reading.any_of(opening, hit.first, held) or reading.any_of(hit.last, start, held)
        return told or (len(between) <= _NEAR_DEED and reading.any_of(hit.first, hit.last, reading.lexicon.deeds))
    if end > hit.first or hit.first - end > _NEAR_HELD:
        return False
    opening = max(start - _NEAR_HELD, first)
    between_held = all(reading.any_of(at, at + 1, held) for at in range(end, hit.first))
    return between_held and reading.any_of(opening, hit.first, held)


def _day_told(
    reading: _Reading, hit: Hit[Terminus], happenings: list[Terminus], expression: TimeExpression, first: int
) -> Clue | None:
    meant = [(entry, tuple(_days_of(entry, expression))) for entry in happenings]
    days = sorted({day for _, of_entry in meant for day in of_entry})
    if not days:
        return None
    span, says = hit.span(reading.tokens), _say([entry for entry, of_entry in meant if of_entry])
    if expression.offset is not None:
        says += f", is day {expression.offset:+d} from the day of writing"
        return DaysClue(span, says, tuple(day - expression.offset for day in days))
    base = "weekday" if expression.day is None else "full"
    opening = max(min(hit.first, reading.place(expression.first)) - _NEAR_HELD, first)
    closing, lexicon = hit.last + _NEAR_HELD, reading.lexicon
    ahead = expression.direction == "future" or reading.any_of(opening, closing, lexicon.ahead)
    over = not ahead and reading.any_of(opening, closing, lexicon.behind)
    gaps = lexicon.gaps[base + ("_ahead" if ahead else "_behind")]
    return CalendarClue(span, says, tuple(days), gaps, _BESIDE_VOICE, over=over)


def _days_of(happening: Terminus, expression: TimeExpression) -> Iterator[int]:
    """Yield the days of the happening that the expression may name; none where it names no day."""
    start = happening.earliest.toordinal()
    end = happening.latest.toordinal() if happening.latest else start
    counted = expression.unit == "day" and expression.offset is not None
    dated = expression.unit is None and not expression.hijri
    if expression.weak or not (counted or (dated and (expression.weekday, expression.day) != (None, None))):
        return
    # Tomorrow something begins; today and yesterday it may be under way.
    for day in range(start, (start if counted and (expression.offset or 0) > 0 else end) + 1):
        date = datetime.date.fromordinal(day)
        asked = (expression.year, expression.month, expression.day, expression.weekday)
        real = (date.year, date.month, date.day, date.weekday())
        if all(value in {None, true} for value, true in zip(asked, real, strict=True)):
            yield day


def _say(entries: list[Terminus]) -> str:
    """Return the first few periods in words."""
    said = [
        _period_words(entry.gloss, entry.earliest.toordinal(), entry.latest.toordinal() if entry.latest else None)
        for entry in entries[:_MOST_SAID]
    ]
    return "; ".join(said) + (f"; and {len(entries) - _MOST_SAID} more" if len(entries) > _MOST_SAID else "")


def _period_words(gloss: str, start: int, end: int | None) -> str:
    first = datetime.date.fromordinal(start)
    if end == start:
        return f"{gloss}: {first}"
    return f"{gloss}: {first} to {datetime.date.fromordinal(end)}" if end else f"{gloss}: from {first}"

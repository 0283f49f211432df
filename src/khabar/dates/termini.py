"""Termini met in the article: names, offices, operations, episodes and happenings in, clues out."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

from khabar.dates.clues import StampClue, WindowClue

if TYPE_CHECKING:
    from collections.abc import Iterator

    from khabar.dates.clues import Clue
    from khabar.lexicon.dating import DatingLexicon, Episode, Terminus
    from khabar.lexicon.match import Hit
    from khabar.model import Span
    from khabar.text.tokens import Line, Tokens
    from khabar.times import TimeExpression

# Tokens around a name in which a word like `former` ends its office; within which `tomorrow` belongs to a happening.
_NEAR_FORMER = 3
_NEAR_HAPPENING = 15


def find_termini(
    tokens: Tokens, lines: list[Line], read: list[TimeExpression], lexicon: DatingLexicon
) -> Iterator[Clue]:
    """Yield a clue for every terminus met in `lines`, each once, and for every episode all of whose groups are met."""
    seen: set[str] = set()
    groups: dict[str, tuple[Episode, set[int], Span]] = {}
    for line in lines:
        for hit in lexicon.termini.find(tokens, line.first, line.last):
            clue = _terminus(tokens, hit, line, read, lexicon.former)
            if clue and hit.entries[0].id not in seen:
                seen.add(hit.entries[0].id)
                yield clue
        for word in lexicon.episode_words.find(tokens, line.first, line.last):
            for entry in word.entries:
                episode = entry.episode
                groups.setdefault(episode.id, (episode, set(), word.span(tokens)))[1].add(entry.group)
    for episode, found, span in groups.values():
        if len(found) == episode.size:
            period = (episode.earliest.toordinal(), episode.latest.toordinal())
            yield WindowClue(span, _period_words(episode.gloss, *period), "operation", (period,))


def _terminus(
    tokens: Tokens, hit: Hit[Terminus], line: Line, read: list[TimeExpression], former: frozenset[str]
) -> Clue | None:
    terminus = hit.entries[0]
    if terminus.kind == "office" and _is_former(tokens, hit, line, former):
        return None
    if terminus.kind == "happening" and (clue := _happening(tokens, hit, line, read)):
        return clue
    periods = tuple(
        sorted(
            (entry.earliest.toordinal(), entry.latest.toordinal() if entry.latest else None) for entry in hit.entries
        )
    )
    return WindowClue(hit.span(tokens), _period_words(terminus.gloss, *periods[0]), terminus.kind, periods)


def _is_former(tokens: Tokens, hit: Hit[Terminus], line: Line, former: frozenset[str]) -> bool:
    around = tokens.forms[max(hit.first - _NEAR_FORMER, line.first) : min(hit.last + _NEAR_FORMER, line.last)]
    return not former.isdisjoint(around)


def _happening(tokens: Tokens, hit: Hit[Terminus], line: Line, read: list[TimeExpression]) -> Clue | None:
    """Return the day of writing where the happening is said to be today, tomorrow or another day counted from it."""
    for expression in read:
        near = line.first <= expression.first < line.last and abs(expression.first - hit.last) <= _NEAR_HAPPENING
        if near and expression.unit == "day" and expression.offset is not None:
            terminus = hit.entries[0]
            day = terminus.earliest.toordinal() - expression.offset
            says = f"{terminus.gloss}, {terminus.earliest}, is day {expression.offset:+d} from the day of writing"
            return StampClue(hit.span(tokens), says, day, "happening")
    return None


def _period_words(gloss: str, start: int, end: int | None) -> str:
    first = datetime.date.fromordinal(start)
    return f"{gloss}: {first} to {datetime.date.fromordinal(end)}" if end else f"{gloss}: from {first}"

"""When an article was published: its page in, a day or an interval with the proof out."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

from khabar.dates.clues import ChainClue, StampClue, WindowClue
from khabar.dates.collect import collect_clues
from khabar.dates.solve import solve
from khabar.model import Evidence, Publication, Seam

if TYPE_CHECKING:
    from collections.abc import Iterable

    from khabar.dates.clues import Clue
    from khabar.lexicon import Lexicon
    from khabar.model import Article, Page
    from khabar.text.tokens import Tokens
    from khabar.times import ArticleTimes


def find_publication(
    page: Page, tokens: Tokens, article: Article, times: ArticleTimes, lexicon: Lexicon
) -> Publication:
    """Return when the article of `page` was published.

    The day is the solution of what metadata, stamps, weekday phrases, calendar dates and termini say, against the day
    of capture. Where they leave it open, `date` is "", `earliest` and `latest` the days between which it must lie.
    """
    captured = _day(page.captured)
    clues = collect_clues(page, tokens, article, times, lexicon, captured)
    solution = solve(clues.used, captured.toordinal() if captured else None, bare=clues.bare)
    evidence = [_evidence(clue, solution.day) for clue in clues.used]
    proof = sorted((*evidence, *clues.rejected), key=lambda e: (not e.used, e.span.start if e.span else -1))
    return Publication(
        _iso(solution.day),
        _iso(solution.low),
        _iso(solution.high),
        round(min(solution.confidence, 0.99), 2),
        tuple(proof),
        tuple(_seams(clues.used, solution.day)),
    )


def _day(iso: str) -> datetime.date | None:
    try:
        return datetime.date.fromisoformat(iso[:10])
    except ValueError:
        return None


def _iso(day: int | None) -> str:
    return datetime.date.fromordinal(day).isoformat() if day is not None else ""


def _evidence(clue: Clue, day: int | None) -> Evidence:
    if day is None:
        used = isinstance(clue, WindowClue)
        return Evidence(clue.span, clue.says, used=used, why="" if used else "not enough to give a day")
    if clue.holds(day):
        return Evidence(clue.span, clue.says, used=True)
    return Evidence(clue.span, clue.says, used=False, why=_why_not(clue, day))


def _why_not(clue: Clue, day: int) -> str:
    if isinstance(clue, StampClue):
        if clue.day > day and clue.source in {"masthead", "footer", "updated"}:
            return "day of capture or of a later change, not of the article"
        return "does not fit what the article says"
    if isinstance(clue, ChainClue):
        return "does not hold on that day: a misprint or pasted text"
    if isinstance(clue, WindowClue):
        return "told of outside its period"
    return "a date told of, too far to help"


def _seams(clues: Iterable[Clue], day: int | None) -> list[Seam]:
    """Return the phrases counted from the day of writing that fail, where another of them holds."""
    if day is None:
        return []
    chains = [clue for clue in clues if isinstance(clue, ChainClue) and clue.span]
    if not any(clue.holds(day) for clue in chains):
        return []
    held = ", ".join(sorted({clue.says for clue in chains if clue.holds(day)}))
    return [
        Seam(clue.span, f"{clue.says}, which cannot hold beside: {held}")
        for clue in chains
        if clue.span and not clue.holds(day)
    ]

"""The day that all clues together point to: clues in, a day with its posterior out, or none.

Bayes over days: a prior from the day of capture times the likelihood of every clue. Days that some clue suggests are
looked at one by one, all others by an even sample that stands for them, so that "some day nobody named" is a real
alternative. A day is given only where a clue supports single days and its posterior passes `ENOUGH`.
"""

from __future__ import annotations

import datetime
import math
from dataclasses import dataclass, replace
from operator import mul
from typing import TYPE_CHECKING

from khabar.dates.clues import TRUST, CalendarClue, ChainClue, DaysClue, StampClue, WindowClue

if TYPE_CHECKING:
    from collections.abc import Iterator

    from khabar.dates.clues import Clue

# Posterior a day needs to be given. Below it the page stays open with an interval.
ENOUGH = 0.5
# The same where only dates told of point to it, none of them counted from the day of writing.
_ENOUGH_TOLD = 0.75
# The same for a page of unknown age with one witness alone, which may be pasted from an older text.
_ENOUGH_ALONE = 0.9
_SAME_TIME = 45  # days around a day that do not speak against it as another year would
# Share of pages captured within a week of publication: a bare article comes from a feed or a scraper that runs daily, a
# page with its menus from a crawl at any time (0 of 31 of the unstamped development captures lay within six days).
_FRESH_BARE = 0.97
_FRESH_CAPTURE = 0.08
# From here on the day alone is the answer; below, the interval says what else it may be.
_CERTAIN = 0.8
_AS_GOOD = 0.999  # of the best fit is as good as the best
_YEAR = 366  # days
_YEARS_BACK = 16
_STRIDE = 22  # of the sample; no multiple of 7, so that it meets every weekday evenly
_PASSING = frozenset({"operation", "episode"})  # what is news while it lasts
_WITNESSES = (StampClue, DaysClue, ChainClue, CalendarClue)  # clues that speak for single days
_UNDATED = (datetime.date(2000, 1, 1).toordinal(), datetime.date(2038, 1, 1).toordinal())


@dataclass(frozen=True, slots=True)
class Solution:
    """A day as an ordinal with its posterior; `low` and `high` hold 95 % of it.

    Where the day stays open, `day` is None, and `low` and `high` are the bounds that the page has proof of, if any.
    """

    day: int | None
    confidence: float
    low: int | None
    high: int | None


def solve(clues: tuple[Clue, ...], captured: int | None, *, bare: bool) -> Solution:
    """Return the day the clues point to.

    Args:
        clues: whatever bears on the day.
        captured: ordinal of the day of capture, the last day possible; None where it is unknown.
        bare: whether the page holds the article alone, without its site's chrome.

    """
    first, last = _bounds(captured)
    if not any(isinstance(clue, _WITNESSES) for clue in clues):
        return _left_open(clues, captured)
    clues = tuple(_with_chance(clue, captured, bare=bare) for clue in clues)
    named = _named_days(clues, captured, first, last)
    sample = [day for day in range(first, last + 1, _STRIDE) if day not in named]
    masses = dict(zip(sorted(named), _masses(clues, sorted(named), captured, bare=bare), strict=True))
    total = sum(masses.values()) + _STRIDE * sum(_masses(clues, sample, captured, bare=bare))
    if not masses or not total:
        return _left_open(clues, captured)
    best = max(masses, key=lambda day: (masses[day], day))
    share = masses[best] / total
    if share < _enough(clues, best, bare=bare) or not (bare or _tells_the_time(masses, best, captured)):
        return _left_open(clues, captured)
    if captured is None and not _tells_the_year(clues, best):
        return _left_open(clues, captured)
    low, high = (best, best) if share >= _CERTAIN else _credible(masses, total, best)
    return Solution(best, share, low, high)


def _tells_the_time(masses: dict[int, float], best: int, captured: int | None) -> bool:
    """Answer whether the clues alone tell the time of `best` from all others named.

    Saturday 25 July comes again after five years: how soon pages are captured must not be what decides.
    """
    said = {day: mass / _prior(day, captured, bare=False) for day, mass in masses.items()}
    same = sum(weight for day, weight in said.items() if abs(day - best) <= _SAME_TIME)
    return same >= _ENOUGH_TOLD * sum(said.values())


def _tells_the_year(clues: tuple[Clue, ...], best: int) -> bool:
    """Answer whether the page itself tells the year: without a day of capture, weekdays and months come again.

    A stamp does, a happening that took place once, a date with its year near the day, or termini that leave no more
    than a year.
    """
    for clue in clues:
        if isinstance(clue, StampClue) and clue.holds(best):
            return True
        if isinstance(clue, DaysClue) and clue.source == "happening" and clue.days[-1] - clue.days[0] <= _YEAR:
            return True
        if isinstance(clue, CalendarClue) and len(clue.targets) == 1 and abs(clue.targets[0] - best) <= _YEAR:
            return True
    first, last = _UNDATED
    low, high = bounds_of(clues, first, last)
    return high - low <= _YEAR


def _left_open(clues: tuple[Clue, ...], captured: int | None) -> Solution:
    first, last = _bounds(captured)
    low, high = bounds_of(clues, first, last)
    return Solution(None, 0.0, low if low > first else None, high if captured is not None or high < last else None)


def _enough(clues: tuple[Clue, ...], day: int, *, bare: bool) -> float:
    """Return the posterior that `day` needs, by who speaks for it."""
    witnesses = [clue for clue in clues if isinstance(clue, _WITNESSES) and clue.holds(day)]
    if any(isinstance(clue, StampClue) and TRUST[clue.source] >= TRUST["metadata"] for clue in witnesses):
        return ENOUGH
    episodes = sum(isinstance(clue, WindowClue) and clue.kind in _PASSING and clue.holds(day) for clue in clues)
    if not bare and len(witnesses) + episodes == 1:
        return _ENOUGH_ALONE
    return _ENOUGH_TOLD if all(isinstance(clue, CalendarClue) for clue in witnesses) else ENOUGH


def bounds_of(clues: tuple[Clue, ...], first: int, last: int) -> tuple[int, int]:
    """Return the days between which the page lies by its termini; `first` and `last` where nothing bounds it.

    Where termini contradict each other, those days that fit them best.
    """
    windows = [_lasting(clue) for clue in clues if isinstance(clue, WindowClue) and clue.kind != "happening"]
    periods = [period for window in windows for period in window.periods]
    turns = {first, *(start for start, _ in periods), *(end + 1 for _, end in periods if end is not None)}
    days = sorted(day for day in turns if first <= day <= last)
    fits = [1.0] * len(days)
    for window in windows:
        fits = list(map(mul, fits, window.likelihoods(days)))
    best = [at for at, fit in enumerate(fits) if fit >= max(fits) * _AS_GOOD]
    low, high = days[best[0]], (*days, last + 1)[best[-1] + 1] - 1
    return max((low, *(day for day in _days_over(clues) if day <= high))), high


def _days_over(clues: tuple[Clue, ...]) -> Iterator[int]:
    """Yield days that the page itself says are past, or are those on which something it quotes was written."""
    for clue in clues:
        if isinstance(clue, CalendarClue) and clue.over and len(clue.targets) == 1:
            yield clue.targets[0]
        elif isinstance(clue, StampClue) and clue.source in {"dateline", "embed"}:
            yield clue.day


def _lasting(window: WindowClue) -> WindowClue:
    """Return a window with its ends, but for an operation, which is talked of ever after."""
    return replace(window, periods=((window.periods[0][0], None),)) if window.kind in _PASSING else window


def _with_chance(clue: Clue, captured: int | None, *, bare: bool) -> Clue:
    """Return a clue that claims days of publication with the prior share of those days."""
    if isinstance(clue, StampClue):
        return replace(clue, chance=_prior(clue.day, captured, bare=bare))
    if isinstance(clue, DaysClue):
        days = [day for day in clue.days if captured is None or day <= captured]
        return replace(clue, chance=sum(_prior(day, captured, bare=bare) for day in days) or clue.chance)
    return clue


def _bounds(captured: int | None) -> tuple[int, int]:
    if captured is None:
        return _UNDATED
    return captured - 366 * _YEARS_BACK, captured


def _named_days(clues: tuple[Clue, ...], captured: int | None, first: int, last: int) -> set[int]:
    named = {day for clue in clues for day in clue.named_days(first, last)}
    if captured is not None:
        named.update(range(captured - 6, captured + 1))
    return named


def _masses(clues: tuple[Clue, ...], days: list[int], captured: int | None, *, bare: bool) -> list[float]:
    """Return the posterior of each day, ascending, but for one common factor."""
    masses = [_prior(day, captured, bare=bare) for day in days]
    for clue in clues:
        masses = list(map(mul, masses, clue.likelihoods(days)))
    return masses


def _prior(day: int, captured: int | None, *, bare: bool) -> float:
    """Return the share of pages published on that day: fresh ones within a week, others with a long tail."""
    if captured is None:
        return 1 / (_UNDATED[1] - _UNDATED[0])
    lag = captured - day
    fresh = _FRESH_BARE if bare else _FRESH_CAPTURE
    tail = (1 - fresh) / (math.log(1 + 366 * _YEARS_BACK / 30) * (lag + 30))
    return (fresh / 7 if lag < 7 else 0.0) + tail


def _credible(masses: dict[int, float], total: float, best: int) -> tuple[int, int]:
    """Return the span of the likeliest days that together hold 95 % of the posterior."""
    held, low, high = 0.0, best, best
    for day in sorted(masses, key=lambda day: (-masses[day], day)):
        held += masses[day] / total
        low, high = min(low, day), max(high, day)
        if held >= 0.95:
            break
    return low, high

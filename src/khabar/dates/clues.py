"""What a phrase says about the day of publication, each as a likelihood over days.

A clue answers one question: how likely is a page to hold this phrase, if it was published on that day? Only the ratio
between days counts. Days are Gregorian ordinals (`datetime.date.toordinal`), so that Monday is `day % 7 == 1`.
"""

from __future__ import annotations

import math
from bisect import bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from khabar.lexicon.dating import GapTable, TerminusKind
    from khabar.model import Span

    WindowKind = TerminusKind | Literal["episode"]

Source = Literal["metadata", "stamp", "updated", "masthead", "old_masthead", "footer", "dateline", "embed"]

# How often a day of that source is the day of publication. Metadata and a date between headline and body are written by
# the outlet's own system; a masthead or footer shows the day of capture more often than not, but a masthead over a year
# older than the capture stands still, and with its article. Set by hand from reading the development captures; the
# order matters, the exact figures do not.
TRUST: dict[Source | Literal["happening"], float] = {
    "metadata": 0.9,
    "stamp": 0.999,
    "updated": 0.6,
    "masthead": 0.35,
    "old_masthead": 0.92,
    "footer": 0.35,
    "dateline": 0.85,
    "embed": 0.3,
    "happening": 0.8,
}
# Share of the phrases `yesterday, Thursday` that hold: the rest are misprints and pasted text.
_HOLDS = 0.95
_LOOKED_BACK: dict[WindowKind, float] = {"operation": 0.001, "episode": 0.01}
# Days after an embedded post on which a page still quotes it as news.
_EMBED_REACH = 3
# Days up to which a period is looked at day by day.
_SHORT_PERIOD = 130
# Likelihood of a phrase outside its period, against 1 within: before it, on the day after it, and how fast that falls
# with the days since, as a power. A name is used ever after; an office holder is named with the office for long, mostly
# as a former one; an operation is talked of while it lasts, and looked back at now and then (`_LOOKED_BACK`).
_OUTSIDE: dict[WindowKind, tuple[float, float, float]] = {
    "name": (0.002, 0.6, 0.0),
    "office": (0.02, 0.06, 0.0),
    "operation": (0.0005, 0.5, 1.3),
    "episode": (0.005, 0.5, 1.0),
    "happening": (0.05, 0.5, 0.5),
}


@dataclass(frozen=True, slots=True)
class Clue:
    """The words, what they say, and how the proof shows them. `span` is None for metadata."""

    span: Span | None
    says: str

    def likelihoods(self, days: Sequence[int]) -> list[float]:
        """Return for each day, ascending, how likely a page of that day is to hold the words; only ratios count."""
        raise NotImplementedError

    def named_days(self, first: int, last: int) -> Iterable[int]:  # noqa: ARG002  # most clues suggest none
        """Return the days in `[first, last]` that the clue alone would suggest."""
        return ()

    def holds(self, day: int) -> bool:
        """Answer whether the phrase is true on that day."""
        raise NotImplementedError


@dataclass(frozen=True, slots=True)
class StampClue(Clue):
    """A full date that claims to be the day of publication."""

    day: int
    source: Source
    chance: float = 1 / 3650  # prior share of that day, so that trust in the source means the same on any day

    def likelihoods(self, days: Sequence[int]) -> list[float]:
        """Return the trust in the source on its day; elsewhere what is left, spread as the prior is."""
        trust = TRUST[self.source]
        rest = (1 - trust) * self.chance
        if self.source == "embed":
            # What a page embeds was written the same day or shortly before.
            near = {self.day: trust, **{self.day + lag: trust / (2 * lag) for lag in range(1, _EMBED_REACH + 1)}}
            return [near.get(day, rest) for day in days]
        return [trust if day == self.day else rest for day in days]

    def named_days(self, first: int, last: int) -> Iterable[int]:
        """Return the day itself, and for an embedded post the days after it."""
        reach = _EMBED_REACH if self.source == "embed" else 0
        return range(max(self.day, first), min(self.day + reach, last) + 1)

    def holds(self, day: int) -> bool:
        """Answer whether it is that day, for an embedded post whether it was written by then."""
        return 0 <= day - self.day <= _EMBED_REACH if self.source == "embed" else day == self.day


@dataclass(frozen=True, slots=True)
class DaysClue(Clue):
    """The days, ascending, of which one is the page's own: a summit is tomorrow, or today is 3 May, year not given."""

    days: tuple[int, ...]
    source: Literal["happening", "dateline"] = "happening"
    chance: float = 1 / 3650  # prior share of those days together

    def likelihoods(self, days: Sequence[int]) -> list[float]:
        """Return the trust in such phrases on its days; elsewhere what is left, spread as the prior is."""
        trust = TRUST[self.source]
        return [trust if day in self.days else (1 - trust) * self.chance for day in days]

    def named_days(self, first: int, last: int) -> Iterable[int]:
        """Return its days."""
        return (day for day in self.days if first <= day <= last)

    def holds(self, day: int) -> bool:
        """Answer whether it is one of its days."""
        return day in self.days


@dataclass(frozen=True, slots=True)
class ChainClue(Clue):
    """A day counted from the day of writing, with its weekday: yesterday, Thursday. `weekday` counts from Monday, 0."""

    offset: int
    weekday: int
    times: int = 1  # how often the page says so

    def likelihoods(self, days: Sequence[int]) -> list[float]:
        """Return how often such phrases hold, where it does, else how often they fail; a second one counts by half."""
        voice = 1.0 if self.times == 1 else 1.5
        right, wrong = math.pow(_HOLDS, voice), math.pow((1 - _HOLDS) / 6, voice)
        ordinal = (self.weekday + 1 - self.offset) % 7
        return [right if day % 7 == ordinal else wrong for day in days]

    def holds(self, day: int) -> bool:
        """Answer whether the weekday falls there."""
        return (day + self.offset - 1) % 7 == self.weekday


@dataclass(frozen=True, slots=True)
class CalendarClue(Clue):
    """A calendar date in the text, with or without its year: `targets` are the days it may be, ascending."""

    targets: tuple[int, ...]
    gaps: GapTable
    voice: float = 1.0  # share of a vote: the dates of one page are not independent of each other
    over: bool = False  # whether the phrase says that the day is past

    def likelihoods(self, days: Sequence[int]) -> list[float]:
        """Return how often dates of this construction lie that far from the day of writing."""
        weights = [math.pow(weight, self.voice) for weight in self.gaps.weights]
        edges, targets = self.gaps.edges, (*self.targets, self.targets[-1])
        found, at, last = [], 0, len(self.targets) - 1
        for day in days:
            while at < last and abs(targets[at + 1] - day) <= abs(targets[at] - day):
                at += 1
            found.append(weights[max(bisect_right(edges, targets[at] - day) - 1, 0)])
        return found

    def named_days(self, first: int, last: int) -> Iterable[int]:
        """Return the days on which a date is usually news, before it and after; more of them where it is one date."""
        before, after = (31, 45) if len(self.targets) == 1 else (7, 10)
        for target in self.targets:
            yield from range(max(target - before, first), min(target + after, last) + 1)

    def holds(self, day: int) -> bool:
        """Answer whether the date lies near enough to have helped."""
        return any(abs(target - day) <= 31 for target in self.targets)


@dataclass(frozen=True, slots=True)
class WeekdayClue(Clue):
    """A weekday alone: says nothing by itself, but is mostly the day of writing or the one before. From Monday, 0."""

    weekday: int
    gaps: GapTable
    ahead: bool

    def likelihoods(self, days: Sequence[int]) -> list[float]:
        """Return how often a bare weekday lies that many days back, or ahead where the phrase says so."""
        weight = self.gaps.weight
        by_back = [weight(7 - back) if self.ahead else weight(-back) for back in range(7)]
        if not self.ahead:
            by_back[0] = max(weight(0), weight(-7))
        return [by_back[(day - 1 - self.weekday) % 7] for day in days]

    def holds(self, day: int) -> bool:
        """Answer whether it is that very weekday or the day after."""
        return (day - 1 - self.weekday) % 7 <= 1


@dataclass(frozen=True, slots=True)
class WindowClue(Clue):
    """A name, office, operation or episode: first and last day of its periods, the last None where it is open.

    The periods are ascending and apart, or overlap so that the later ends no earlier.
    """

    kind: WindowKind
    periods: tuple[tuple[int, int | None], ...]

    def likelihoods(self, days: Sequence[int]) -> list[float]:
        """Return 1 within a period, less before the first and after the last."""
        before, after, fall = _OUTSIDE[self.kind]
        least = _LOOKED_BACK.get(self.kind, 0.0)
        found: list[float] = []
        ended, at = None, 0  # the last end passed, the first period not passed
        for day in days:
            while at < len(self.periods) and (end := self.periods[at][1]) is not None and end < day:
                ended, at = end, at + 1
            if at < len(self.periods) and self.periods[at][0] <= day:
                found.append(1.0)
            else:
                found.append(before if ended is None else max(after / math.pow(day - ended, fall), least))
        return found

    def named_days(self, first: int, last: int) -> Iterable[int]:
        """Return the days of periods short enough to be looked at one by one."""
        for start, end in self.periods:
            if end is not None and end - start <= _SHORT_PERIOD:
                yield from range(max(start, first), min(end + 7, last) + 1)

    def holds(self, day: int) -> bool:
        """Answer whether the day lies in one of the periods."""
        return any(start <= day and (end is None or day <= end) for start, end in self.periods)


@dataclass(frozen=True, slots=True)
class StretchClue(Clue):
    """The current month or year by name, `in February of this year`: the stretches it may be, both ends included."""

    stretches: tuple[tuple[int, int], ...]

    def likelihoods(self, days: Sequence[int]) -> list[float]:
        """Return how often such phrases hold, against how often they fail."""
        return [1.0 if self.holds(day) else 1 - _HOLDS for day in days]

    def holds(self, day: int) -> bool:
        """Answer whether the day lies in that month or year."""
        return any(start <= day <= end for start, end in self.stretches)

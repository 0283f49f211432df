"""What helps to date a page: termini with their periods, words beside a stamp, how far dates lie from the writing.

A name says that the page was not written before it came into use; an office, that its holder held it; an operation or
an episode, that it was news then; a happening on a known day, with `tomorrow` beside it, names the day itself.
"""

from __future__ import annotations

import datetime
from bisect import bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, TypeVar, get_args

from khabar.lexicon.match import PhraseIndex, build_index, index_folded, phrase_words
from khabar.lexicon.tables import Faults, Row, Source, read_toml, read_tsv

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

E = TypeVar("E")
TerminusKind = Literal["name", "office", "operation", "happening"]
StampWord = Literal["published", "updated"]
_WORDS = ("former", "junior", "attempt", "apart", "held", "deeds", "ahead", "behind")
_KINDS: dict[str, TerminusKind] = {kind: kind for kind in get_args(TerminusKind)}
_STAMPS: dict[str, StampWord] = {"published": "published", "updated": "updated"}
# Buckets in days from the day of writing: single days within a week, wider ones beyond.
GAP_EDGES = (-100_000, -365, -90, -30, -14, *range(-7, 9), 15, 31, 91, 366)
GAP_COLUMNS = ("construction", *(f"from{edge:+d}" for edge in GAP_EDGES))
# Signs that part what is one phrase all the same: `the foreign minister, "John Kerry"`.
PAUSES = frozenset(",\"'()[]-")
_COLUMNS = ("id", "kind", "phrases", "beside", "from", "to", "gloss")
_STAMP_KEYS = frozenset({"id", "forms", "gloss"})
_EPISODE_KEYS = frozenset({"id", "gloss", "all", "from", "to", "fires", "silent"})


@dataclass(frozen=True, slots=True)
class Terminus:
    """A phrase that belongs to a period, both ends included. `latest` is None where the period is open.

    `beside` holds folded words one of which must stand near the phrase, where that alone would say too little.
    """

    id: str
    kind: TerminusKind
    beside: frozenset[str]
    earliest: datetime.date
    latest: datetime.date | None
    gloss: str


@dataclass(frozen=True, slots=True)
class Episode:
    """A stretch of a crisis, told of where each group of words has one on the page; both ends included."""

    id: str
    size: int  # groups of words
    earliest: datetime.date
    latest: datetime.date
    gloss: str


@dataclass(frozen=True, slots=True)
class EpisodeWord:
    """A phrase that fills one group of an episode."""

    episode: Episode
    group: int


@dataclass(frozen=True, slots=True)
class GapTable:
    """How far, in days, dates of one construction lie from the day of writing (negative: before it).

    `edges` are the lower ends of buckets, ascending; `weights` the share of dates in each bucket, a day.
    """

    edges: tuple[int, ...]
    weights: tuple[float, ...]

    def weight(self, gap: int) -> float:
        """Return the share of dates that lie exactly `gap` days from the day of writing."""
        return self.weights[max(bisect_right(self.edges, gap) - 1, 0)]


@dataclass(frozen=True, slots=True)
class DatingLexicon:
    """All that helps to date a page beside its expressions of time. The phrases of termini hold no `PAUSES`."""

    termini: PhraseIndex[Terminus]
    episode_words: PhraseIndex[EpisodeWord]
    stamp_words: PhraseIndex[StampWord]
    former: frozenset[str]  # folded words that say an office is over or not yet held
    junior: frozenset[str]  # folded words before a title that make it another's: deputy, assistant
    attempt: frozenset[str]  # folded words before a deed that say it failed or may never be
    apart: frozenset[str]  # folded words across which a title belongs to no name
    held: frozenset[str]  # folded words beside a happening that say it takes place
    deeds: frozenset[str]  # folded words in the name of a happening that say the same by themselves
    ahead: frozenset[str]  # folded words before a date that say it is still to come
    behind: frozenset[str]  # folded words before a date that say it is over
    gaps: dict[str, GapTable]


def load_dating(folder: Path, faults: Faults) -> DatingLexicon:
    """Return the dating part read from `folder`."""
    folded: dict[str, tuple[str, ...]] = {}
    rows = read_tsv(folder / "termini.tsv", _COLUMNS, faults, unique=True, ordered=True)
    termini = _gather(pair for row in rows for pair in _read_terminus(row, folded, faults))
    episodes = read_toml(folder / "episodes.toml", {"episode": _EPISODE_KEYS}, faults)
    words = _gather(pair for _, row in episodes for pair in _read_episode(row, faults))
    stamps: list[tuple[str, StampWord]] = []
    sets: dict[str, set[str]] = {kind: set() for kind in _WORDS}
    for kind, row in read_toml(folder / "dating.toml", dict.fromkeys((*_STAMPS, *sets), _STAMP_KEYS), faults):
        if kind in sets:
            sets[kind].update(" ".join(phrase_words(form)) for form in row.words("forms"))
        else:
            stamps += [(form, _STAMPS[kind]) for form in row.words("forms")]
    gaps = {row.source.entry: _read_gaps(row, faults) for row in read_tsv(folder / "gaps.tsv", GAP_COLUMNS, faults)}
    return DatingLexicon(
        index_folded(termini),
        index_folded(_with_parts(words)),
        build_index(stamps),
        frozenset(sets["former"]),
        frozenset(sets["junior"]),
        frozenset(sets["attempt"]),
        frozenset(sets["apart"]),
        frozenset(sets["held"]),
        frozenset(sets["deeds"]),
        frozenset(sets["ahead"]),
        frozenset(sets["behind"]),
        gaps,
    )


def _read_gaps(row: Row, faults: Faults) -> GapTable:
    source = row.source
    try:
        weights = tuple(float(row.text(column)) for column in GAP_COLUMNS[1:])
    except ValueError as err:
        faults.add(source.file, source.line, source.entry, str(err))
        weights = (1.0,) * len(GAP_EDGES)
    return GapTable(GAP_EDGES, weights)


def _gather(pairs: Iterable[tuple[str, E]]) -> dict[str, tuple[E, ...]]:
    """Return the entries of each folded phrase, in the order given."""
    phrases: dict[str, tuple[E, ...]] = {}
    for phrase, entry in pairs:
        known = phrases.get(phrase, ())
        if entry not in known:
            phrases[phrase] = (*known, entry)
    return phrases


def _with_parts(phrases: dict[str, tuple[E, ...]]) -> dict[str, tuple[E, ...]]:
    """Return each phrase with the entries of those inside it too, which the longer one would hide on a page."""
    whole = {}
    for phrase, entries in phrases.items():
        words = phrase.split(" ")
        spans = ((first, last) for first in range(len(words)) for last in range(first + 1, len(words) + 1))
        parts = (phrases.get(" ".join(words[first:last]), ()) for first, last in spans) if len(words) > 1 else ()
        whole[phrase] = tuple(dict.fromkeys((*entries, *(entry for part in parts for entry in part))))
    return whole


def _fold_all(phrases: str) -> tuple[str, ...]:
    """Return phrases parted by `|` folded and without pauses; all at once, since there are thousands to load."""
    words = (word for word in phrase_words(phrases) if word not in PAUSES)
    return tuple(phrase for phrase in " ".join(words).split(" | ") if phrase)


def _read_terminus(row: Row, folded: dict[str, tuple[str, ...]], faults: Faults) -> Iterator[tuple[str, Terminus]]:
    """Yield the phrases of one row; `folded` keeps cells that many rows share."""
    source = row.source
    kind = row.text("kind")
    if kind not in _KINDS:
        faults.add(source.file, source.line, source.entry, f"unknown kind {kind!r}; known are {', '.join(_KINDS)}")
        return
    phrases, beside = row.text("phrases"), row.text("beside")
    for cell in (phrases, beside):
        if cell not in folded:
            folded[cell] = _fold_all(cell)
    near = frozenset(folded[beside])
    for period in _read_periods(row, faults):
        terminus = Terminus(source.entry, _KINDS[kind], near, *period, row.text("gloss"))
        for phrase in folded[phrases]:
            yield phrase, terminus


def _read_periods(row: Row, faults: Faults) -> Iterator[tuple[datetime.date, datetime.date | None]]:
    """Yield the periods of a row: one, or as many as its cells have values parted by `|`; the last may have no end."""
    source = row.source
    starts, ends = row.words("from"), row.words("to")
    if len(ends) == len(starts) - 1:
        ends = (*ends, "")
    if len(starts) != len(ends):
        faults.add(source.file, source.line, source.entry, f"{len(starts)} beginnings, {len(ends)} ends")
        return
    for start, end in zip(starts, ends, strict=True):
        if period := _read_period(source, start, end, faults):
            yield period


def _read_episode(row: Row, faults: Faults) -> Iterator[tuple[str, EpisodeWord]]:
    period = _read_period(row.source, row.text("from"), row.text("to"), faults)
    if period is None:
        return
    earliest, latest = period
    if latest is None:
        faults.add(row.source.file, row.source.line, row.source.entry, "an episode needs an end")
        return
    groups = row.words("all")
    episode = Episode(row.source.entry, len(groups), earliest, latest, row.text("gloss"))
    for number, group in enumerate(groups):
        word = EpisodeWord(episode, number)
        for phrase in _fold_all(group):
            yield phrase, word


def _read_period(
    source: Source, start: str, end: str, faults: Faults
) -> tuple[datetime.date, datetime.date | None] | None:
    try:
        first = datetime.date.fromisoformat(start)
        last = datetime.date.fromisoformat(end) if end else None
    except ValueError as err:
        faults.add(source.file, source.line, source.entry, str(err))
        return None
    if last and last < first:
        faults.add(source.file, source.line, source.entry, f"ends on {last}, before it begins on {first}")
        return None
    return first, last

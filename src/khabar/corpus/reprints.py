"""Pages that print the same text: how much of it, which stretches, who was first."""

from __future__ import annotations

from array import array
from collections import Counter
from math import fsum, log
from typing import TYPE_CHECKING, NamedTuple

from khabar.account import Reprint, Stretch
from khabar.corpus.shingles import find_candidates, hash_shingles, pick_prints
from khabar.corpus.stretches import cover, find_runs, leave_out, place_shingles

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from khabar.account import FirstBy, ReprintKind
    from khabar.corpus.sheets import Sheet
    from khabar.corpus.stretches import Run

# Shares of a page's words that stand in the other.
_WHOLE = 0.9
_MOST = 0.6
_PART = 0.33
# Words that must be copied for any kind, and in one stretch for a passage inside articles that differ: fewer are a
# formula or a quotation that everybody gives. Names and titles are not counted, since officials of a state may fill
# half a column with theirs.
_LEAST = 12
_PASSAGE = 24
# Reports of one kind (weather, markets, receptions) repeat a frame and differ in names and numbers: the share of these,
# the rare ones weighing more, that the other page must have too. Fewer prove nothing, and so long a stretch is no
# frame.
_SAME = 0.7
_FEW = 3
_FRAME = 30
# Days on which the same words come before they are held for such a frame, or for background that is told again daily.
_FRAME_DAYS = 5
_LONG = 40  # words in one stretch, from which on it is a text of its own all the same
_DAY = len("2025-03-01")


class _Overlap(NamedTuple):
    """What two pages have in common, each way; of words that tell, the greater share, how many, most in a stretch."""

    share_a: float
    share_b: float
    told: float
    words: int
    longest: int


class _Pair(NamedTuple):
    """Two pages and what they have in common."""

    a: Sheet
    b: Sheet
    runs: list[Run]
    overlap: _Overlap


def find_reprints(sheets: Iterable[Sheet]) -> tuple[Reprint, ...]:
    """Return all pairs of pages that copy one from the other or both from a third, in order of their page ids.

    Of sheets with one page id the last counts. `a` is always the lesser id, so that the order of `sheets` is all one.
    """
    return tuple(_compare_all([sheet for _, sheet in sorted({sheet.page: sheet for sheet in sheets}.items())]))


def _compare_all(sheets: list[Sheet]) -> Iterator[Reprint]:
    pairs = [pair for pair in _pairs(sheets) if pair.overlap.told >= _PART or pair.overlap.longest >= _PASSAGE]
    frames = _find_frames(sheets, pairs)
    counts = Counter(word for sheet in sheets for word in sheet.particulars())
    weights = {word: log(1 + len(sheets) / count) for word, count in counts.items()}
    for pair in pairs:
        overlap = pair.overlap if _is_plain(pair) else _measure_without(pair, frames)
        if kind := _name_kind(pair.a, pair.b, overlap, weights):
            yield _describe(pair.a, pair.b, pair.runs, overlap, kind)


def _pairs(sheets: list[Sheet]) -> Iterator[_Pair]:
    """Yield the pairs of pages that may copy one another, in order."""
    held = -1
    places: dict[int, list[int]] = {}
    shingles: dict[int, array[int]] = {}  # of the pages that are compared, many of them with several
    for first, second in find_candidates([pick_prints(hash_shingles(sheet.words)) for sheet in sheets]):
        a, b = sheets[first], sheets[second]
        if first != held:
            # Pairs come in order, so that none behind these has a page before it.
            of_first = shingles.pop(first) if first in shingles else hash_shingles(a.words)
            held, places = first, place_shingles(of_first)
        if second not in shingles:
            shingles[second] = array("Q", hash_shingles(b.words))
        runs = find_runs(a.words, places, b.words, shingles[second])
        yield _Pair(a, b, runs, _measure(a, b, runs))


def _is_plain(pair: _Pair) -> bool:
    """Say whether so much is copied that it can be no frame, however often it is printed."""
    return pair.overlap.told >= _WHOLE and pair.overlap.words >= _FRAME


def _find_frames(sheets: list[Sheet], pairs: list[_Pair]) -> frozenset[int]:
    """Return the shingles, of those that pages have in common, that stand in pages of many days."""
    days: dict[int, set[str]] = {
        shingle: set()
        for pair in pairs
        if not _is_plain(pair)
        for run in pair.runs
        for shingle in hash_shingles(pair.b.words[run.b : run.b + run.size])
    }
    for sheet in sheets:
        if len(sheet.day) >= _DAY:
            for shingle in hash_shingles(sheet.words):
                if shingle in days:
                    days[shingle].add(sheet.day[:_DAY])
    return frozenset(shingle for shingle, found in days.items() if len(found) >= _FRAME_DAYS)


def _describe(a: Sheet, b: Sheet, runs: list[Run], overlap: _Overlap, kind: ReprintKind) -> Reprint:
    first, by = _find_first(a, b)
    return Reprint(
        a=a.page,
        b=b.page,
        kind=kind,
        share_a=round(overlap.share_a, 3),
        share_b=round(overlap.share_b, 3),
        stretches=tuple(
            Stretch(a.span(run.a, run.a + run.size), b.span(run.b, run.b + run.size), run.size) for run in sorted(runs)
        ),
        first=first,
        by=by,
        source=_find_source(a, b),
    )


def _measure(a: Sheet, b: Sheet, runs: list[Run]) -> _Overlap:
    of_a, of_b = cover(runs, "a"), cover(runs, "b")
    told_a, told_b = (sum(sheet.telling(*stretch) for stretch in ranges) for sheet, ranges in ((a, of_a), (b, of_b)))
    all_a, all_b = (max(1, sheet.telling(0, len(sheet.words))) for sheet in (a, b))
    return _Overlap(
        share_a=sum(last - first for first, last in of_a) / max(1, len(a.words)),
        share_b=sum(last - first for first, last in of_b) / max(1, len(b.words)),
        told=max(told_a / all_a, told_b / all_b),
        words=min(told_a, told_b),
        longest=max((b.telling(run.b, run.b + run.size) for run in runs), default=0),
    )


def _measure_without(pair: _Pair, frames: frozenset[int]) -> _Overlap:
    """Return what two pages have in common, `frames` not counted as evidence but where they fill a long stretch."""
    shingles = hash_shingles(pair.b.words)
    kept: list[Run] = []
    for run in pair.runs:
        is_long = pair.b.telling(run.b, run.b + run.size) >= _LONG
        kept += [run] if is_long else leave_out(run, shingles, frames)
    return _measure(pair.a, pair.b, kept)._replace(share_a=pair.overlap.share_a, share_b=pair.overlap.share_b)


def _name_kind(a: Sheet, b: Sheet, overlap: _Overlap, weights: Mapping[int, float]) -> ReprintKind | None:
    """Return what two pages are to each other, None where they have too little in common."""
    less, more = sorted((overlap.share_a, overlap.share_b))
    if overlap.words < _LEAST:
        return None
    if overlap.told >= _PART and (overlap.longest >= _FRAME or _is_same_matter(a, b, overlap, weights)):
        if more >= _WHOLE:
            return "reprint" if less >= _WHOLE else "cut"
        if more >= _MOST:
            return "edited"
        # What an outlet says again in a report of its own is no reprint.
        if a.own.isdisjoint(b.own):
            return "rewrite"
    return "passage" if overlap.longest >= _PASSAGE else None


def _is_same_matter(a: Sheet, b: Sheet, overlap: _Overlap, weights: Mapping[int, float]) -> bool:
    """Say whether the page of which more is copied has its names and numbers in common with the other."""
    copied, other = (a, b) if overlap.share_a >= overlap.share_b else (b, a)
    particulars = copied.particulars()
    if min(len(particulars), len(other.particulars())) < _FEW:
        return True
    # Summed exactly, since a set has no order that would be the same on every run.
    same = fsum(weights[word] for word in particulars.intersection(other.words))
    return same >= _SAME * fsum(weights[word] for word in particulars)


def _find_first(a: Sheet, b: Sheet) -> tuple[str, FirstBy]:
    """Return the page that was first and what tells; "" and "" where nothing does, or both alike."""
    ways: tuple[tuple[FirstBy, bool, bool], ...] = (
        ("credit", not a.own.isdisjoint(b.signed), not b.own.isdisjoint(a.signed)),
        ("named", not a.own.isdisjoint(b.named), not b.own.isdisjoint(a.named)),
        ("date", _is_before(a, b), _is_before(b, a)),
    )
    for by, a_first, b_first in ways:
        if a_first != b_first:
            return (a.page if a_first else b.page), by
    return "", ""


def _is_before(a: Sheet, b: Sheet) -> bool:
    """Say whether the last day on which `a` may have appeared is before the first of `b`."""
    if len(a.latest) < _DAY or len(b.earliest) < _DAY:
        return False
    precision = min(len(a.latest), len(b.earliest))
    return a.latest[:precision] < b.earliest[:precision]


def _find_source(a: Sheet, b: Sheet) -> str:
    """Return the outlet outside the pair that both credit, or that one credits and the other does not contradict."""
    own = a.own | b.own
    of_a = [key for key in a.credited if key not in own]
    of_b = [key for key in b.credited if key not in own]
    both = [key for key in of_a if key in of_b]
    if both:
        return both[0]
    return "" if of_a and of_b else next(iter(of_a or of_b), "")

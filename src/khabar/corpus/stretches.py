"""The stretches that two pages have word for word in common, as word numbers on both."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

from khabar.corpus.shingles import SHINGLE

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from collections.abc import Set as AbstractSet


# Places of one shingle on a page that are looked at: on a page that repeats itself without end, more cost and tell
# nothing.
_MOST_PLACES = 32


class Run(NamedTuple):
    """`size` words in a row, the same from word `a` of one page and from word `b` of the other."""

    a: int
    b: int
    size: int


def place_shingles(shingles: Sequence[int]) -> dict[int, list[int]]:
    """Return where on its page each shingle stands, in page order; of one that comes again and again, the first."""
    places: dict[int, list[int]] = {}
    for at, shingle in enumerate(shingles):
        of_shingle = places.setdefault(shingle, [])
        if len(of_shingle) < _MOST_PLACES:
            of_shingle.append(at)
    return places


def find_runs(
    a: Sequence[int], places: Mapping[int, Sequence[int]], b: Sequence[int], shingles: Sequence[int]
) -> list[Run]:
    """Return the stretches common to pages of words `a` and `b`, in order of `b`, none overlapping there.

    `places` are those of the shingles of `a`, `shingles` those of `b`. Where words of `b` stand several times in `a`,
    the longest stretch is taken; of equals that which goes on from the one before, else the first.
    """
    runs: list[Run] = []
    at = after = 0
    while at < len(shingles):
        starts = places.get(shingles[at])
        best = _longest(a, b, starts, at, after) if starts else None
        if best is None:
            at += 1
            continue
        runs.append(best)
        at, after = best.b + best.size, best.a + best.size
    return runs


def _longest(a: Sequence[int], b: Sequence[int], starts: Sequence[int], at: int, after: int) -> Run | None:
    """Return the longest run from word `at` of `b`, None where the shingles were alike by their hash alone."""
    sizes = [(_size(a, start, b, at), start >= after, -start) for start in starts]
    size, _, start = max(sizes)
    return Run(-start, at, size) if size >= SHINGLE else None


def _size(a: Sequence[int], start: int, b: Sequence[int], at: int) -> int:
    most = min(len(a) - start, len(b) - at)
    size = 0
    while size < most and a[start + size] == b[at + size]:
        size += 1
    return size


def leave_out(run: Run, shingles: Sequence[int], left_out: AbstractSet[int]) -> list[Run]:
    """Return the parts of `run` that stand in shingles of `b` other than those in `left_out`."""
    parts: list[Run] = []
    for at in range(run.size - SHINGLE + 1):
        if shingles[run.b + at] in left_out:
            continue
        if parts and run.b + at <= parts[-1].b + parts[-1].size:
            last = parts[-1]
            parts[-1] = last._replace(size=run.b + at + SHINGLE - last.b)
        else:
            parts.append(Run(run.a + at, run.b + at, SHINGLE))
    return parts


def cover(runs: Iterable[Run], side: Literal["a", "b"]) -> list[tuple[int, int]]:
    """Return the words of one page that stand in `runs` as ranges `[first, last)`, in order, none overlapping."""
    ranges: list[tuple[int, int]] = []
    for first, last in sorted((at := getattr(run, side), at + run.size) for run in runs):
        if ranges and first <= ranges[-1][1]:
            ranges[-1] = ranges[-1][0], max(last, ranges[-1][1])
        else:
            ranges.append((first, last))
    return ranges

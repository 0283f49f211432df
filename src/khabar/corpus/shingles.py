"""Pages that may copy one another, found in time near-linear in their number, whatever their order.

A shingle is five words in a row. Of every eight shingles in a row the one with the least hash is a print of the page,
so that two pages with twelve words in a row in common share a print at least (winnowing: Schleimer, Wilkerson, Aiken
2003). MinHash was measured against it: it tells pages alike as wholes, and loses the short piece cut from a long one.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

SHINGLE = 5
_WINDOW = 8
# Pages that share a print are all paired with one another up to this many; more are a formula or a text that all
# print, and each is paired with those next to it only: what is one text stays joined, and the pairs stay few.
_CROWD = 48
_NEIGHBOURS = 6
# Prints two pages must share: one is often a formula. Pages of few prints need fewer.
_ENOUGH = 2
_SHARE = 0.15
_BITS = (1 << 64) - 1
# Odd numbers without a pattern, one for each place in a shingle: the fraction of the golden ratio, multiplied on.
_PLACES = tuple(0x9E3779B97F4A7C15 * odd & _BITS for odd in (1, 0x2545F491, 0x5851F42D, 0x6C62272F, 0x41C64E6D))


def hash_shingles(words: Sequence[int]) -> list[int]:
    """Return the hashes of all shingles of a page, from left to right; [] where it has fewer words than one."""
    p, q, r, s, t = _PLACES
    return [
        (a * p + b * q + c * r + d * s + e * t) & _BITS
        for a, b, c, d, e in zip(words, words[1:], words[2:], words[3:], words[4:], strict=False)
    ]


def pick_prints(shingles: Sequence[int]) -> frozenset[int]:
    """Return the prints of a page: of every eight shingles in a row the least."""
    if len(shingles) <= _WINDOW:
        return frozenset((min(shingles),)) if shingles else frozenset()
    return frozenset(map(min, *(shingles[at:] for at in range(_WINDOW))))


def find_candidates(prints: Sequence[frozenset[int]]) -> list[tuple[int, int]]:
    """Return the pairs of pages, as places in `prints`, that share enough prints to be looked at, in order."""
    size = len(prints)
    shared: Counter[int] = Counter()
    for pages in _shared_lists(prints):
        near = len(pages) if len(pages) <= _CROWD else _NEIGHBOURS
        for at, first in enumerate(pages):
            shared.update(first * size + second for second in pages[at + 1 : at + 1 + near])
    pairs = ((divmod(key, size), count) for key, count in sorted(shared.items()))
    return [
        (first, second)
        for (first, second), count in pairs
        if count >= _ENOUGH or count >= _SHARE * min(len(prints[first]), len(prints[second]))
    ]


def _shared_lists(prints: Sequence[frozenset[int]]) -> Iterator[list[int]]:
    """Yield, for each print of several pages, their places in ascending order."""
    holders: dict[int, int] = {}
    more: dict[int, list[int]] = {}
    for place, of_page in enumerate(prints):
        for one in of_page:
            first = holders.setdefault(one, place)
            if first != place:
                more.setdefault(one, [first]).append(place)
    yield from more.values()

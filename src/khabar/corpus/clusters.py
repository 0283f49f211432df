"""Things in a sparse graph of likeness, joined from the likest on while their average likeness is high enough.

Average linkage (UPGMA): two clusters are as like as their members are on average, those that were never compared
counting as unlike, so that no chain of pages joins what has little in common.
"""

from __future__ import annotations

import heapq
from math import log2
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping


def find_clusters(
    size: int, likeness: Mapping[tuple[int, int], float], least: float, doubled: float = 0.0
) -> list[list[int]]:
    """Return the clusters of `size` things in ascending order of their least members, each in ascending order.

    `likeness` is of pairs `(low, high)`, in [0, 1]; two clusters are joined where their average is `least` or more.
    For more than a pair it must be higher by `doubled` with every doubling of what they make together: a crowd that
    grows is more often of one form than of one matter.
    """
    return _Linkage(size, likeness, least, doubled).run()


class _Linkage:
    """Clusters under way. `near` holds for each the sums of likeness to others, `members` what it is made of."""

    def __init__(self, size: int, likeness: Mapping[tuple[int, int], float], least: float, doubled: float) -> None:
        self.least, self.doubled = least, doubled
        self.members: dict[int, list[int]] = {at: [at] for at in range(size)}
        self.near: dict[int, dict[int, float]] = {at: {} for at in range(size)}
        self.heap: list[tuple[float, int, int, int, int]] = []
        for (low, high), value in likeness.items():
            self.near[low][high] = self.near[high][low] = value
            if value >= least:
                self.heap.append(self._entry(low, high, value))
        heapq.heapify(self.heap)

    def run(self) -> list[list[int]]:
        while self.heap:
            _, low, high, *sizes = heapq.heappop(self.heap)
            # A pair whose sizes changed since was offered again with its new average.
            if self._sizes(low, high) == sizes:
                self._join(low, high)
        return sorted(sorted(members) for members in self.members.values())

    def _sizes(self, low: int, high: int) -> list[int]:
        return [len(self.members.get(low, ())), len(self.members.get(high, ()))]

    def _join(self, low: int, high: int) -> None:
        """Put cluster `high` into cluster `low`."""
        kept, gone = self.near[low], self.near.pop(high)
        self.members[low] += self.members.pop(high)
        kept.pop(high, None)
        for other, value in gone.items():
            if other == low:
                continue
            kept[other] = self.near[other][low] = kept.get(other, 0.0) + value
            del self.near[other][high]
        for other, value in kept.items():
            sizes = len(self.members[low]), len(self.members[other])
            mean = value / (sizes[0] * sizes[1])
            if mean >= self.least + self.doubled * log2(sum(sizes) / 2):
                heapq.heappush(self.heap, self._entry(min(low, other), max(low, other), mean))

    def _entry(self, low: int, high: int, mean: float) -> tuple[float, int, int, int, int]:
        # Rounded, since a sum may differ in its last bits by the order in which clusters were joined.
        return -round(mean, 12), low, high, len(self.members[low]), len(self.members[high])

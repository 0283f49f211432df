"""Things in a sparse graph of likeness, joined from the likest on while their average likeness is high enough.

Average linkage (UPGMA): two clusters are as like as their members are on average, those that were never compared
counting as unlike, so that no chain of pages joins what has little in common.
"""

from __future__ import annotations

import heapq
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping


def find_clusters(size: int, likeness: Mapping[tuple[int, int], float], least: float) -> list[list[int]]:
    """Return the clusters of `size` things in ascending order of their least members, each in ascending order.

    `likeness` is of pairs `(low, high)`, in [0, 1]; two clusters are joined where their average is `least` or more.
    """
    return _Linkage(size, likeness, least).run()


class _Linkage:
    """Clusters under way. `near` holds for each the sums of likeness to others, `members` what it is made of."""

    def __init__(self, size: int, likeness: Mapping[tuple[int, int], float], least: float) -> None:
        self.least = least
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
            mean = value / (len(self.members[low]) * len(self.members[other]))
            if mean >= self.least:
                heapq.heappush(self.heap, self._entry(min(low, other), max(low, other), mean))

    def _entry(self, low: int, high: int, mean: float) -> tuple[float, int, int, int, int]:
        # Rounded, since a sum may differ in its last bits by the order in which clusters were joined.
        return -round(mean, 12), low, high, len(self.members[low]), len(self.members[high])

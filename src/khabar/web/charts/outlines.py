"""The base map: coasts and borders as rings of points, cut to a box of the earth."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

Point = tuple[float, float]
_HUNDREDTHS = 100


class Box(NamedTuple):
    """A box of the earth in degrees."""

    west: float
    south: float
    east: float
    north: float

    def holds(self, lon: float, lat: float) -> bool:
        """Return whether a point lies in it."""
        return self.west <= lon <= self.east and self.south <= lat <= self.north


class Ring(NamedTuple):
    """One piece of land of one state: ISO 3166 alpha-2 ("" where it has none), the box around it, its border."""

    country: str
    bounds: Box
    points: tuple[Point, ...]


@cache
def read_rings() -> tuple[Ring, ...]:
    """Return all land, read once."""
    arcs: list[tuple[Point, ...]] = []
    rings: list[Ring] = []
    for line in (files("khabar.web") / "outlines.tsv").read_text("utf-8").splitlines():
        kind, *fields = line.split("\t")
        if kind == "arc":
            arcs.append(_read_arc(fields[0]))
        elif kind == "country":
            rings += [_read_ring(fields[0], ring, arcs) for ring in fields[1].split()]
    return tuple(rings)


def rings_in(box: Box) -> list[tuple[Ring, list[Point]]]:
    """Return the rings that reach into a box, each with what of it lies there; the cut runs along the box."""
    found = []
    for ring in read_rings():
        west, south, east, north = ring.bounds
        if west > box.east or east < box.west or south > box.north or north < box.south:
            continue
        whole = box.holds(west, south) and box.holds(east, north)
        points = list(ring.points) if whole else _clip(ring.points, box)
        if points:
            found.append((ring, points))
    return found


def _read_arc(steps: str) -> tuple[Point, ...]:
    numbers = iter(map(int, steps.split()))
    x = y = 0
    points = []
    for step_x, step_y in zip(numbers, numbers, strict=True):
        x, y = x + step_x, y + step_y
        points.append((x / _HUNDREDTHS, y / _HUNDREDTHS))
    return tuple(points)


def _read_ring(country: str, spelled: str, arcs: Sequence[tuple[Point, ...]]) -> Ring:
    points: list[Point] = []
    for number in spelled.split(","):
        back = number.startswith("~")
        arc = arcs[int(number.removeprefix("~"))]
        # The last point of an arc is the first of the next.
        points += (arc[::-1] if back else arc)[:-1]
    lons, lats = zip(*points, strict=True)
    return Ring(country, Box(min(lons), min(lats), max(lons), max(lats)), tuple(points))


def _clip(points: Iterable[Point], box: Box) -> list[Point]:
    """Cut a ring to a box by Sutherland and Hodgman's method, side by side."""
    kept = list(points)
    for axis, bound, sign in ((0, box.west, 1), (0, box.east, -1), (1, box.south, 1), (1, box.north, -1)):
        kept = _cut(kept, lambda point, axis=axis, bound=bound, sign=sign: sign * (point[axis] - bound))  # type: ignore[misc]
        if not kept:
            return []
    return kept


def _cut(points: Sequence[Point], inside: Callable[[Point], float]) -> list[Point]:
    """Keep what of a ring lies where `inside` is not negative."""
    kept: list[Point] = []
    before = points[-1]
    depth_before = inside(before)
    for point in points:
        depth = inside(point)
        if (depth >= 0) != (depth_before >= 0):
            share = depth_before / (depth_before - depth)
            kept.append((before[0] + share * (point[0] - before[0]), before[1] + share * (point[1] - before[1])))
        if depth >= 0:
            kept.append(point)
        before, depth_before = point, depth
    return kept

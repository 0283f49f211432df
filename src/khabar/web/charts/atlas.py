"""Events on the map: the land of a box of the earth, and a mark for each place, as large as much happens there."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from math import cos, log2, radians, sqrt
from typing import TYPE_CHECKING, NamedTuple

from khabar.web.charts.outlines import Box, rings_in

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from khabar.query.rows import Named
    from khabar.web.charts.outlines import Point
    from khabar.web.views.places import PlaceRow

# What of the events a map shows that was not asked for a box: the rest lies far off, in capitals of the world.
_SHARE_SHOWN = 0.85
_LEAST_SPAN = 3.0  # degrees
_EDGE = 0.14  # of the span, left free around the outermost places
_LEAST_MARK, _MARK = 3.0, 2.2  # pixels: of one event, and by how much with the root of their number
_LARGEST_MARK = 26.0
_MOST_LABELS = 40
_BROAD = 700.0  # pixels; a picture less wide has smaller marks and half the labels
_LETTER, _LINE = 6.6, 15.0  # pixels a letter and a line of a label take, on average
_ROOM = 10.0  # pixels of land a letter of a state's name takes, air around it included
_KEPT = 64  # views whose land is kept drawn: it is the same whatever happens on it
_FINEST = 0.7  # pixels under which two points of a border are one
# Kinds of places whose one point stands for a whole stretch of land.
_WIDE = frozenset({"country", "province", "region", "continent", "water", "mountain", "island"})
WORLD = Box(-180.0, -58.0, 180.0, 80.0)


class Land(NamedTuple):
    """A piece of land as an SVG path."""

    country: str
    path: str


class Label(NamedTuple):
    """A name beside its mark, or of a country: its middle and base line."""

    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Spot:
    """A place on the map; `wide` where the point stands for a stretch of land, no label where it finds no room."""

    who: Named
    events: int
    precision: str
    x: float
    y: float
    radius: float
    wide: bool
    label: Label | None


@dataclass(frozen=True, slots=True)
class Country:
    """The name of a state on its land."""

    code: str
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Atlas:
    """The picture: land, names of states that find room, marks from the largest to the smallest.

    `outside` counts the places not seen, `moves` are boxes to go on to.
    """

    width: float
    height: float
    box: Box
    land: tuple[Land, ...]
    countries: tuple[Country, ...]
    spots: tuple[Spot, ...]
    outside: int
    moves: tuple[tuple[str, Box], ...]


@dataclass(frozen=True, slots=True)
class _View:
    """A box on a picture: equal distances along its middle latitude."""

    box: Box
    width: float
    height: float

    def place(self, lon: float, lat: float) -> Point:
        """Return where a point of the earth stands on the picture."""
        box = self.box
        x = (lon - box.west) / (box.east - box.west) * self.width
        return x, (box.north - lat) / (box.north - box.south) * self.height


def draw_atlas(places: Sequence[PlaceRow], names: dict[str, str], asked: str, width: float, height: float) -> Atlas:
    """Return the map of `places`. `names` are those of states by code, `asked` a box as an address gives it, or ""."""
    located = [(place, place.lon, place.lat) for place in places if place.lon is not None and place.lat is not None]
    box = _fit(read_box(asked) or _find_box([(lon, lat, place.events) for place, lon, lat in located]), width / height)
    view = _View(box, width, height)
    seen = [(place, *view.place(lon, lat)) for place, lon, lat in located if box.holds(lon, lat)]
    spots = tuple(_spots(sorted(seen, key=lambda one: -one[0].events), view))
    land, middles = _draw_land(view)
    return Atlas(
        width=width,
        height=height,
        box=box,
        land=land,
        countries=tuple(one for one, room in middles if one.code in names and len(names[one.code]) * _ROOM < room),
        spots=spots,
        outside=len(located) - len(seen),
        moves=tuple(_moves(box)),
    )


def read_box(text: str) -> Box | None:
    """Return a box as an address gives it, None where it is none."""
    try:
        west, south, east, north = map(float, text.split(","))
    except ValueError:
        return None
    inside = -180 <= west < east <= 180 and -90 <= south < north <= 90
    return Box(west, south, east, north) if inside else None


def write_box(box: Box) -> str:
    """Return a box as an address gives it."""
    return ",".join(f"{side:.2f}" for side in box)


def _find_box(points: Sequence[tuple[float, float, int]]) -> Box:
    """Return the box around most of what happens: of each side, as much is left out as lies farthest off."""
    if not points:
        return Box(-18.0, 8.0, 64.0, 46.0)
    sides = []
    for axis in (0, 1):
        ordered = sorted((point[axis], point[2]) for point in points)
        total = sum(weight for _, weight in ordered)
        low = _quantile(ordered, (1 - _SHARE_SHOWN) / 2 * total)
        sides.append((low, _quantile(ordered, (1 + _SHARE_SHOWN) / 2 * total)))
    (west, east), (south, north) = sides
    return Box(west, south, east, north)


def _quantile(ordered: Sequence[tuple[float, int]], at: float) -> float:
    passed = 0
    for value, weight in ordered:
        passed += weight
        if passed >= at:
            return value
    return ordered[-1][0]


def _fit(box: Box, shape: float) -> Box:
    """Return a box widened to its edge, its least span, and the shape of the picture."""
    middle_x, middle_y = (box.west + box.east) / 2, (box.south + box.north) / 2
    squeeze = max(cos(radians(middle_y)), 0.2)
    tall = max((box.north - box.south) * (1 + 2 * _EDGE), _LEAST_SPAN)
    wide = max((box.east - box.west) * (1 + 2 * _EDGE) * squeeze, _LEAST_SPAN)
    tall = min(max(tall, wide / shape), WORLD.north - WORLD.south)
    wide = tall * shape / squeeze
    if wide > WORLD.east - WORLD.west:
        return WORLD
    west = min(max(middle_x - wide / 2, WORLD.west), WORLD.east - wide)
    south = min(max(middle_y - tall / 2, WORLD.south), WORLD.north - tall)
    return Box(west, south, west + wide, south + tall)


def _moves(box: Box) -> Iterator[tuple[str, Box]]:
    # Fitting widens a box by its edge; the moves take that off first.
    wide, tall = ((box.east - box.west) / (1 + 2 * _EDGE), (box.north - box.south) / (1 + 2 * _EDGE))
    x, y = (box.west + box.east) / 2, (box.south + box.north) / 2
    steps = {
        "nearer": (0.0, 0.0, 0.5),
        "farther": (0.0, 0.0, 2.0),
        "north": (0.0, 0.4, 1.0),
        "south": (0.0, -0.4, 1.0),
        "west": (-0.4, 0.0, 1.0),
        "east": (0.4, 0.0, 1.0),
    }
    for name, (along, up, scale) in steps.items():
        half_wide, half_tall = wide * scale / 2, tall * scale / 2
        middle_x, middle_y = x + along * wide, y + up * tall
        yield (
            name,
            Box(
                max(middle_x - half_wide, -180.0),
                max(middle_y - half_tall, -90.0),
                min(middle_x + half_wide, 180.0),
                min(middle_y + half_tall, 90.0),
            ),
        )


def _path(points: Iterable[Point]) -> str:
    """Return a ring as a path, points closer than can be seen left out."""
    out: list[str] = []
    last = (-9.0, -9.0)
    for x, y in points:
        if abs(x - last[0]) + abs(y - last[1]) >= _FINEST:
            out.append(f"{'L' if out else 'M'}{x:.1f} {y:.1f}")
            last = x, y
    return "".join((*out, "Z"))


@lru_cache(_KEPT)
def _draw_land(view: _View) -> tuple[tuple[Land, ...], tuple[tuple[Country, float], ...]]:
    """Return the land of a view, and the middle of the largest seen piece of each state with its width in pixels."""
    margin = (view.box.east - view.box.west) * 0.01
    west, south, east, north = view.box
    land: list[Land] = []
    largest: dict[str, tuple[float, list[Point]]] = {}
    for ring, points in rings_in(Box(west - margin, south - margin, east + margin, north + margin)):
        placed = [view.place(lon, lat) for lon, lat in points]
        land.append(Land(ring.country, _path(placed)))
        size = abs(_area(placed))
        if ring.country and size > largest.get(ring.country, (0.0,))[0]:
            largest[ring.country] = size, placed
    middles = []
    for code, (_, placed) in largest.items():
        x, y = _middle(placed)
        if 0 < x < view.width and 0 < y < view.height:
            room = max(x for x, _ in placed) - min(x for x, _ in placed)
            middles.append((Country(code, round(x, 1), round(y, 1)), room))
    return tuple(land), tuple(middles)


def _area(points: Sequence[Point]) -> float:
    return sum(a[0] * b[1] - b[0] * a[1] for a, b in zip(points, (*points[1:], points[0]), strict=True)) / 2


def _middle(points: Sequence[Point]) -> Point:
    """Return the centre of gravity of a ring."""
    area = _area(points) or 1.0
    pairs = list(zip(points, (*points[1:], points[0]), strict=True))
    x = sum((a[0] + b[0]) * (a[0] * b[1] - b[0] * a[1]) for a, b in pairs) / (6 * area)
    return x, sum((a[1] + b[1]) * (a[0] * b[1] - b[0] * a[1]) for a, b in pairs) / (6 * area)


def _spots(seen: Sequence[tuple[PlaceRow, float, float]], view: _View) -> Iterator[Spot]:
    """Yield the marks, the largest first, with labels while they find room."""
    taken: list[Box] = []
    scale = 1.0 if view.width >= _BROAD else 0.55
    for number, (place, x, y) in enumerate(seen):
        radius = min(
            _LEAST_MARK + scale * (_MARK * (sqrt(place.events) - 1) + log2(place.events)), _LARGEST_MARK * scale
        )
        label = _label(place.who.name, (x, y, radius), taken, view) if number < _MOST_LABELS * scale else None
        yield Spot(
            who=place.who,
            events=place.events,
            precision=place.precision,
            x=round(x, 1),
            y=round(y, 1),
            radius=round(radius, 1),
            wide=place.precision in _WIDE,
            label=label,
        )


def _label(name: str, mark: tuple[float, float, float], taken: list[Box], view: _View) -> Label | None:
    """Return a place for a name below or above its mark where no other label stands, and take it."""
    x, y, radius = mark
    half = len(name) * _LETTER / 2 + 3
    for base in (y + radius + _LINE - 2, y - radius - 5):
        box = Box(x - half, base - _LINE, x + half, base + 4)
        inside = box.west >= 0 and box.east <= view.width and box.south >= 0 and box.north <= view.height
        apart = all(
            box.west >= other.east or box.east <= other.west or box.south >= other.north or box.north <= other.south
            for other in taken
        )
        if inside and apart:
            taken.append(box)
            return Label(round(x, 1), round(base, 1))
    return None

"""Actors and their ties as a picture: those with much between them stand near each other."""

from __future__ import annotations

from dataclasses import dataclass
from math import cos, hypot, log2, pi, sin, sqrt
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from khabar.query.rows import Named
    from khabar.web.views.network import Knot, Tie

# Rounds of Fruchterman and Reingold's method (1991), after which thirty actors stand still.
_ROUNDS = 140
_HEAT = 0.12  # of the picture, how far an actor moves in the first round; less in each that follows
_EDGE = 0.09  # of each side, left free for the names
_HALF_NAME = 58.0  # pixels, left free at least where a name may reach
_LINE = 16.0  # pixels a line of a name takes
_BEND = 0.13  # of its length, how far a tie bows out, so that those there and back lie apart
_BROAD = 700.0


@dataclass(frozen=True, slots=True)
class Node:
    """An actor: where it stands, how large, and the base line of its name."""

    who: Named
    events: int
    x: float
    y: float
    radius: float
    name_y: float


class Edge(NamedTuple):
    """A tie: its kind, how strong, and the curve from one actor to the other."""

    tie: Tie
    width: float
    path: str


@dataclass(frozen=True, slots=True)
class Graph:
    """The picture: ties from the weakest, which lie below, to the strongest."""

    width: float
    height: float
    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]


def draw_graph(knots: Sequence[Knot], ties: Sequence[Tie], width: float, height: float) -> Graph:
    """Return the picture of actors and their ties. The same ties give the same picture."""
    ids = [knot.who.id for knot in knots]
    pulls: dict[tuple[int, int], float] = {}
    number = {one: at for at, one in enumerate(ids)}
    for tie in ties:
        a, b = sorted((number[tie.actor.id], number[tie.recipient.id]))
        pulls[a, b] = pulls.get((a, b), 0.0) + tie.events
    places = _fit(_settle(len(ids), pulls), width, height)
    scale = 1.0 if width >= _BROAD else 0.7
    nodes = tuple(_node(knot, place, scale) for knot, place in zip(knots, places, strict=True))
    by_id = {node.who.id: node for node in nodes}
    edges = tuple(
        Edge(tie, round(scale * (1 + log2(tie.events) * 1.1), 2), _curve(by_id[tie.actor.id], by_id[tie.recipient.id]))
        for tie in reversed(ties)
    )
    return Graph(width, height, nodes, edges)


def _settle(size: int, pulls: Mapping[tuple[int, int], float]) -> list[tuple[float, float]]:
    """Return places in a square of side one: all push each other off, ties pull together."""
    x = [0.5 + 0.4 * cos(2 * pi * at / max(size, 1)) for at in range(size)]
    y = [0.5 + 0.4 * sin(2 * pi * at / max(size, 1)) for at in range(size)]
    ideal = sqrt(1 / max(size, 1))
    for step in range(_ROUNDS):
        forces_x, forces_y = _push(x, y, ideal)
        for (a, b), weight in pulls.items():
            along, across = x[a] - x[b], y[a] - y[b]
            force = hypot(along, across) / ideal * (0.5 + log2(1 + weight) / 2)
            forces_x[a] -= along * force
            forces_y[a] -= across * force
            forces_x[b] += along * force
            forces_y[b] += across * force
        heat = _HEAT * (1 - step / _ROUNDS)
        for at in range(size):
            # A little towards the middle, or those without a tie to the rest drift off.
            along, across = forces_x[at] + (0.5 - x[at]) * 0.4, forces_y[at] + (0.5 - y[at]) * 0.4
            far = hypot(along, across)
            if far:
                x[at] += along / far * min(far, heat)
                y[at] += across / far * min(far, heat)
    return list(zip(x, y, strict=True))


def _push(x: Sequence[float], y: Sequence[float], ideal: float) -> tuple[list[float], list[float]]:
    forces_x, forces_y = [0.0] * len(x), [0.0] * len(x)
    for a in range(len(x)):
        for b in range(a):
            along, across = x[a] - x[b], y[a] - y[b]
            force = ideal**2 / max(along * along + across * across, 1e-6)
            forces_x[a] += along * force
            forces_y[a] += across * force
            forces_x[b] -= along * force
            forces_y[b] -= across * force
    return forces_x, forces_y


def _fit(places: Sequence[tuple[float, float]], width: float, height: float) -> list[tuple[float, float]]:
    """Stretch places to fill a picture but for its edges."""
    sides = []
    for values, size in zip(zip(*places, strict=True), (width, height), strict=False):
        least, most = min(values), max(values)
        span = (most - least) or 1.0
        edge = max(size * _EDGE, _HALF_NAME)
        sides.append([edge + (value - least) / span * (size - 2 * edge) for value in values])
    return list(zip(*sides, strict=True)) if sides else []


def _node(knot: Knot, place: tuple[float, float], scale: float) -> Node:
    radius = scale * (4 + 2.4 * log2(1 + knot.events))
    return Node(
        who=knot.who,
        events=knot.events,
        x=round(place[0], 1),
        y=round(place[1], 1),
        radius=round(radius, 1),
        name_y=round(place[1] + radius + _LINE - 2, 1),
    )


def _curve(start: Node, end: Node) -> str:
    """Return the way of a tie from the edge of one actor to the edge of the other, bowed to its right."""
    along, across = end.x - start.x, end.y - start.y
    length = hypot(along, across) or 1.0
    middle_x = (start.x + end.x) / 2 - across * _BEND
    middle_y = (start.y + end.y) / 2 + along * _BEND
    from_x, from_y = _leave(start, middle_x, middle_y, start.radius)
    to_x, to_y = _leave(end, middle_x, middle_y, min(end.radius + 7, length / 2))
    return f"M{from_x:.1f} {from_y:.1f}Q{middle_x:.1f} {middle_y:.1f} {to_x:.1f} {to_y:.1f}"


def _leave(node: Node, x: float, y: float, far: float) -> tuple[float, float]:
    length = hypot(x - node.x, y - node.y) or 1.0
    return node.x + (x - node.x) / length * far, node.y + (y - node.y) / length * far

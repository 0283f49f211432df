"""The pictures of the reading room as figures: where marks stand on the map, in the network, along a course."""

from __future__ import annotations

import pytest

from khabar.query.positions import Issue
from khabar.query.rows import Named
from khabar.web.charts.atlas import draw_atlas, read_box, write_box
from khabar.web.charts.courses import draw_courses
from khabar.web.charts.graph import draw_graph
from khabar.web.charts.outlines import Box, read_rings, rings_in
from khabar.web.language import Language
from khabar.web.views.network import Knot, Tie
from khabar.web.views.places import PlaceRow
from khabar.web.views.positions import Course, Stand


def place(name: str, lat: float, lon: float, events: int, precision: str = "city") -> PlaceRow:
    return PlaceRow(Named(name, name), "", lat, lon, precision, 1, events, ())


def test_the_base_map_holds_all_states_of_the_arab_league() -> None:
    members = "AE BH DJ DZ EG IQ JO KM KW LB LY MA MR OM PS QA SA SD SO SY TN YE"
    assert {ring.country for ring in read_rings()} >= set(members.split(" "))


def test_land_is_cut_to_its_box() -> None:
    box = Box(35.0, 32.0, 43.0, 38.0)
    cut = rings_in(box)
    assert {"SY", "TR", "IQ", "LB"} <= {ring.country for ring, _ in cut}
    for _, points in cut:
        assert all(box.west - 1e-6 <= lon <= box.east + 1e-6 for lon, _ in points)
        assert all(box.south - 1e-6 <= lat <= box.north + 1e-6 for _, lat in points)


def test_a_mark_stands_where_its_place_lies_and_is_as_large_as_much_happens_there() -> None:
    drawn = draw_atlas([place("north", 36.2, 37.1, 40), place("south", 33.5, 36.3, 4)], {}, "", 1180, 560)
    north, south = drawn.spots
    assert north.y < south.y
    assert north.x > south.x
    assert north.radius > south.radius
    assert all(0 <= spot.x <= drawn.width and 0 <= spot.y <= drawn.height for spot in drawn.spots)
    assert drawn.outside == 0


def test_equal_distances_look_equal_in_the_middle_of_the_map() -> None:
    drawn = draw_atlas([place("a", 35.0, 38.0, 1)], {}, "", 1180, 560)
    box = drawn.box
    wide = (box.east - box.west) * 0.819  # of a degree of longitude at 35 degrees north
    assert wide / (box.north - box.south) == pytest.approx(1180 / 560, rel=0.02)


def test_only_a_stretch_of_land_is_drawn_open() -> None:
    drawn = draw_atlas([place("state", 35.0, 38.0, 2, "country"), place("town", 36.0, 37.0, 1)], {}, "", 1180, 560)
    assert {spot.who.name: spot.wide for spot in drawn.spots} == {"state": True, "town": False}


def test_a_place_far_off_is_counted_and_not_shrunk_to() -> None:
    near = [place(f"p{number}", 35 + number / 10, 38.0, 10) for number in range(10)]
    drawn = draw_atlas([*near, place("far", 38.9, -77.0, 1)], {}, "", 1180, 560)
    assert drawn.outside == 1
    assert drawn.box.west > 0


def test_labels_do_not_lie_upon_each_other() -> None:
    places = [place(f"a long name {number}", 35 + number / 50, 38.0, 9 - number % 3) for number in range(12)]
    labels = [spot.label for spot in draw_atlas(places, {}, "", 1180, 560).spots if spot.label]
    assert 0 < len(labels) < len(places)
    assert all(a is b or abs(a.y - b.y) > 12 or abs(a.x - b.x) > 60 for a in labels for b in labels)


@pytest.mark.parametrize("text", ["", "1,2,3", "a,b,c,d", "10,0,5,5", "0,0,nan,1", "-200,0,1,1", "1e9,0,2,2"])
def test_what_is_no_box_is_passed_over(text: str) -> None:
    assert read_box(text) is None


def test_moves_lead_nearer_and_farther() -> None:
    drawn = draw_atlas([place("a", 35.0, 38.0, 1)], {}, "30,30,45,40", 1180, 560)
    spans = {}
    for name, box in drawn.moves:
        there = draw_atlas([place("a", 35.0, 38.0, 1)], {}, write_box(box), 1180, 560).box
        spans[name] = there.east - there.west
    whole = drawn.box.east - drawn.box.west
    assert spans["nearer"] < whole * 0.6
    assert spans["farther"] > whole * 1.6
    assert spans["north"] == pytest.approx(whole, rel=0.1)


def tie(actor: str, recipient: str, events: int) -> Tie:
    return Tie(Named(actor, actor), Named(recipient, recipient), "with", events, ())


def test_actors_with_much_between_them_stand_near_each_other() -> None:
    names = "abcdef"
    ties = [
        tie("a", "b", 30),
        tie("b", "c", 30),
        tie("a", "c", 30),
        tie("d", "e", 30),
        tie("e", "f", 30),
        tie("c", "d", 1),
    ]
    drawn = draw_graph([Knot(Named(name, name), 10) for name in names], ties, 1000, 1000)
    at = {node.who.id: (node.x, node.y) for node in drawn.nodes}

    def apart(one: str, other: str) -> float:
        return float(((at[one][0] - at[other][0]) ** 2 + (at[one][1] - at[other][1]) ** 2) ** 0.5)

    assert apart("a", "b") < apart("a", "f")
    assert all(0 <= x <= 1000 and 0 <= y <= 1000 for x, y in at.values())
    assert len({node.x for node in drawn.nodes}) == len(names)
    assert drawn == draw_graph([Knot(Named(name, name), 10) for name in names], ties, 1000, 1000)


def test_no_actors_make_an_empty_picture() -> None:
    assert draw_graph([], [], 1000, 500).nodes == ()


def test_a_course_runs_with_the_lines_of_the_page() -> None:
    stands = tuple(Stand(day, "for", turned=False, statement="s") for day in ("2020-01-01", "2020-01-11", "2020-02"))
    course = Course(Named("a", "a"), Issue("i", "i", "i"), stands)
    left, right = draw_courses([course], Language("en")), draw_courses([course], Language("ar"))
    assert left is not None
    assert right is not None
    xs = [mark.x for mark in left.strips[0].marks]
    assert xs == sorted(xs)
    assert [mark.x for mark in right.strips[0].marks] == pytest.approx([100 - x for x in xs])
    assert (left.first, left.last) == ("2020-01-01", "2020-02-01")
    assert draw_courses([], Language("en")) is None

"""The arithmetic of dating: clues made by hand in, a day and its posterior out."""

from __future__ import annotations

import datetime

from hypothesis import given
from hypothesis import strategies as st

from khabar.dates.clues import CalendarClue, ChainClue, Clue, DaysClue, StampClue, WeekdayClue, WindowClue
from khabar.dates.solve import solve
from khabar.lexicon.dating import GAP_EDGES, GapTable
from strategies import LAW

CAPTURED = datetime.date(2021, 6, 30).toordinal()  # a Wednesday
NEAR = GapTable(GAP_EDGES, tuple(1 / (1 + abs(edge)) ** 2 for edge in GAP_EDGES))


def stamp(day: int) -> StampClue:
    return StampClue(None, "", day, "stamp")


def test_nothing_said_leaves_the_day_open() -> None:
    assert solve((), CAPTURED, bare=True).day is None


def test_a_weekday_alone_gives_no_day() -> None:
    assert solve((WeekdayClue(None, "", 0, NEAR, ahead=False),), CAPTURED, bare=True).day is None


def test_a_stamp_outweighs_a_phrase_that_does_not_fit_it() -> None:
    wrong = ChainClue(None, "", -1, 0)
    assert solve((stamp(CAPTURED - 400), wrong), CAPTURED, bare=False).day == CAPTURED - 400


def test_a_masthead_gives_way_to_two_phrases_that_do_not_fit_it() -> None:
    masthead = StampClue(None, "", CAPTURED - 10, "masthead")  # a Sunday
    window = WindowClue(None, "", "operation", ((CAPTURED - 806, CAPTURED - 800),))
    monday = ChainClue(None, "", 0, 0)
    solution = solve((masthead, window, monday), CAPTURED, bare=False)
    assert solution.day == CAPTURED - 800


def test_a_date_without_its_year_goes_by_its_weekday() -> None:
    fifteenths = tuple(datetime.date(year, 4, 15).toordinal() for year in range(2010, 2022))
    fighting = WindowClue(None, "", "operation", ((fifteenths[8] - 30, fifteenths[8] + 30),))
    clue = CalendarClue(None, "", fifteenths, NEAR)
    yesterday = ChainClue(None, "", -1, datetime.date(2018, 4, 15).weekday(), times=2)
    assert solve((clue, fighting, yesterday), CAPTURED, bare=False).day == fifteenths[8] + 1


def test_a_day_that_comes_again_in_other_years_is_not_told_by_the_capture() -> None:
    saturdays = tuple(datetime.date(year, 7, 25).toordinal() for year in (2009, 2015, 2020))
    today = DaysClue(None, "", saturdays, "dateline")
    fighting = WindowClue(None, "", "operation", ((saturdays[1] - 40, saturdays[1] + 40),))
    assert solve((today,), CAPTURED, bare=False).day is None
    assert solve((today, fighting), CAPTURED, bare=False).day == saturdays[1]


def test_without_the_capture_the_page_must_tell_the_year() -> None:
    octobers = tuple(datetime.date(year, 10, 4).toordinal() for year in range(2000, 2038))
    fourth = CalendarClue(None, "", octobers, NEAR)
    monday = DaysClue(None, "", tuple(day for day in octobers if day % 7 == 1)[-1:], "dateline")
    assert solve((fourth, monday), CAPTURED + 6000, bare=True).day is not None
    assert solve((fourth, monday), None, bare=True).day is None
    dated = CalendarClue(None, "", (monday.days[0],), NEAR)
    assert solve((dated, monday), None, bare=True).day == monday.days[0]


def test_a_second_telling_raises_the_confidence() -> None:
    once = solve((ChainClue(None, "", -1, 0),), CAPTURED, bare=True)
    twice = solve((ChainClue(None, "", -1, 0, times=2),), CAPTURED, bare=True)
    assert once.day == twice.day
    assert once.confidence < twice.confidence


clue_sets = st.lists(
    st.builds(ChainClue, st.none(), st.just(""), st.integers(-2, 2), st.integers(0, 6), st.integers(1, 3))
    | st.builds(stamp, st.integers(CAPTURED - 3000, CAPTURED))
    | st.builds(
        lambda start, length: WindowClue(None, "", "name", ((start, start + length),)),
        st.integers(CAPTURED - 3000, CAPTURED),
        st.integers(0, 3000),
    ),
    max_size=8,
).map(tuple)


@LAW
@given(clues=clue_sets, bare=st.booleans())
def test_the_day_lies_within_its_bounds_and_before_the_capture(clues: tuple[Clue, ...], bare: bool) -> None:
    solution = solve(clues, CAPTURED, bare=bare)
    assert 0.0 <= solution.confidence <= 1.0
    assert solution.high is not None
    low = solution.high if solution.low is None else solution.low
    assert low <= solution.high <= CAPTURED
    if solution.day is not None:
        assert low <= solution.day <= solution.high


@LAW
@given(clues=clue_sets)
def test_the_order_of_clues_changes_nothing(clues: tuple[Clue, ...]) -> None:
    assert solve(clues, CAPTURED, bare=True).day == solve(clues[::-1], CAPTURED, bare=True).day

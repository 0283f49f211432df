from __future__ import annotations

from itertools import pairwise

from hypothesis import given

from khabar.model import Span
from khabar.text.aligned import AlignedText, Cut, align
from khabar.text.fold import fold
from strategies import LAW, anything

# The page "xabcxdefx" with each x dropped, the first belonging to nothing, the others to the letter before.
DROPPED = align("xabcxdefx", [Cut(0, 1, "", 0), Cut(4, 5, "", 5), Cut(8, 9, "", 9)])
# The page "aLb", whose L stands for "lm".
EXPANDED = align("aLb", [Cut(1, 2, "lm", 1)])


def test_a_page_without_cuts_is_one_run() -> None:
    assert align("abc", []) == AlignedText("abc", (0,), (0,), (3,))


def test_dropped_characters_leave_the_text() -> None:
    assert AlignedText("abcdef", (0, 3), (1, 5), (5, 9)) == DROPPED


def test_a_word_keeps_the_marks_behind_its_last_letter() -> None:
    assert DROPPED.to_page(0, 3) == Span(1, 5)
    assert DROPPED.to_page(0, 2) == Span(1, 3)
    assert DROPPED.to_page(3, 6) == Span(5, 9)


def test_what_is_kept_by_none_is_left_out() -> None:
    assert align("abxc", [Cut(2, 3, "", 2)]).to_page(0, 2) == Span(0, 2)


def test_letters_of_a_ligature_lead_back_to_it() -> None:
    assert EXPANDED.text == "almb"
    assert [EXPANDED.to_page(at, at + 1) for at in range(4)] == [Span(0, 1), Span(1, 2), Span(1, 2), Span(2, 3)]


def test_from_page_gives_the_first_letter_of_a_ligature() -> None:
    assert [EXPANDED.from_page(at) for at in range(4)] == [0, 1, 3, 4]


def test_from_page_skips_what_was_dropped() -> None:
    assert [DROPPED.from_page(at) for at in range(10)] == [0, 0, 1, 2, 3, 3, 4, 5, 6, 6]


def test_ends_of_the_text() -> None:
    assert DROPPED.page_end(0) == 1
    assert DROPPED.page_offset(6) == 9
    assert DROPPED.to_page(6, 6) == Span(9, 9)


def test_a_page_of_nothing_but_dropped_characters() -> None:
    aligned = align("xx", [Cut(0, 2, "", 0)])
    assert aligned.text == ""
    assert aligned.to_page(0, 0) == Span(2, 2)
    assert aligned.from_page(1) == 0
    assert aligned.to_pages((), ()) == ((), ())


def test_an_empty_page() -> None:
    aligned = align("", [])
    assert (aligned.text, aligned.to_page(0, 0), aligned.from_page(0)) == ("", Span(0, 0), 0)


@LAW
@given(anything())
def test_to_page_keeps_order(page: str) -> None:
    aligned = fold(page)
    ends = [aligned.to_page(at, at + 1) for at in range(len(aligned.text))]
    assert all(0 <= span.start < span.end <= len(page) for span in ends)
    for before, after in pairwise(ends):
        # Two letters of one ligature share its character, all others follow each other.
        assert before.end <= after.start or before.start == after.start
    assert aligned.page_offset(len(aligned.text)) >= max((span.end for span in ends), default=0)


@LAW
@given(anything())
def test_stretches_that_touch_meet_on_the_page_or_leave_only_dropped_characters(page: str) -> None:
    aligned = fold(page)
    for at in range(1, len(aligned.text)):
        between = page[aligned.to_page(0, at).end : aligned.to_page(at, len(aligned.text)).start]
        # A tatweel alone is a dash, and a kashida gap holds a sign: neither is left in its word.
        assert fold(between).text.strip("- ._*/+|") == ""


@LAW
@given(anything())
def test_from_page_undoes_page_offset(page: str) -> None:
    aligned = fold(page)
    for at in range(len(aligned.text)):
        back = aligned.from_page(aligned.page_offset(at))
        assert back <= at
        assert aligned.page_offset(back) == aligned.page_offset(at)


@LAW
@given(anything())
def test_many_at_once_are_as_each_alone(page: str) -> None:
    aligned = fold(page)
    starts = range(len(aligned.text))
    stops = range(1, len(aligned.text) + 1)
    firsts, lasts = aligned.to_pages(starts, stops)
    assert firsts == tuple(map(aligned.page_offset, starts))
    assert lasts == tuple(map(aligned.page_end, stops))

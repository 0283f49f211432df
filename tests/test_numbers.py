"""Number words in Arabic: what they count and where they end."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import khabar
from khabar.lexicon.tables import Faults
from khabar.lexicon.times import load_times
from khabar.text.numbers import find_number, read_cardinal, read_ordinal
from khabar.text.tokens import tokenize
from strategies import LAW, anything

TABLE = load_times(Path(khabar.__path__[0]) / "data", Faults()).numbers

CARDINALS = (
    ("ثلاثة جنود", 3, 1),
    ("إحدى عشرة غارة", 11, 2),
    ("اثنا عشر مقاتلا", 12, 2),
    ("خمسة عشر مدنيا", 15, 2),
    ("ثلاثة وعشرون قتيلا", 23, 2),
    ("واحد وثلاثين جريحا", 31, 2),
    ("أربعون عائلة", 40, 1),
    ("مئة قذيفة", 100, 1),
    ("مائة وخمسين صاروخا", 150, 2),
    ("مئتين وعشرين", 220, 2),
    ("ثلاثمئة وخمسة وعشرون", 325, 3),
    ("ثلاث مئة وخمسون", 350, 3),
    ("ألف نازح", 1000, 1),
    ("ألفي نازح", 2000, 1),
    ("ألفين وأحد عشر", 2011, 3),
    ("خمسة آلاف وثلاثمئة وستة عشر", 5316, 5),
    ("ثلاثمئة وخمسون ألفا", 350_000, 3),
    ("30 ألف نازح", 30_000, 2),
    ("مليون ونصف", 1_000_000, 1),
    ("مليونا لاجئ", 1_000_000, 1),
    ("خمسة ملايين ومئتي ألف", 5_200_000, 4),
    ("17 قتيلا و23 جريحا", 17, 1),
    ("3 و18", 3, 1),
)
ORDINALS = (
    ("الأول من آذار", 1, 1),
    ("الخامس من آذار", 5, 1),
    ("الثالث عشر من آذار", 13, 2),
    ("الحادي والعشرين من آذار", 21, 2),
    ("الثلاثين من آذار", 30, 1),
    ("ثالث أيام الهدنة", 3, 1),
    ("الثانية عشرة ظهرا", 12, 2),
)
IN_TEXT = (
    ("1,200 قتيل", 1200, 3),
    ("1,250,000 نسمة", 1_250_000, 5),
    ("1.5 مليون لاجئ", 1_500_000, 4),
    ("بثلاثة وعشرين جنديا", 23, 2),
    ("وخمسة آلاف", 5000, 2),
    ("12. ثم", 12, 1),
    ("ألف و200", 1200, 3),
)


@pytest.mark.parametrize(("words", "value", "last"), CARDINALS)
def test_a_cardinal_is_read_to_its_end(words: str, value: int, last: int) -> None:
    forms = tokenize(words).forms
    number = read_cardinal(forms, 0, len(forms), TABLE)
    assert number is not None
    assert (number.value, number.last) == (value, last)


@pytest.mark.parametrize(("words", "value", "last"), ORDINALS)
def test_an_ordinal_is_read_to_its_end(words: str, value: int, last: int) -> None:
    forms = tokenize(words).forms
    number = read_ordinal(forms, 0, len(forms), TABLE)
    assert number is not None
    assert (number.value, number.last, number.ordinal) == (value, last, True)


@pytest.mark.parametrize(("words", "value", "last"), IN_TEXT)
def test_a_number_of_the_text_is_read_to_its_end(words: str, value: int, last: int) -> None:
    tokens = tokenize(words)
    number = find_number(tokens, 0, len(tokens.forms), TABLE)
    assert number is not None
    assert (number.value, number.last) == (value, last)


@pytest.mark.parametrize("words", ["3.2 درجة", "جنود", "عن", "وقف"])
def test_what_counts_nothing_whole_is_no_number(words: str) -> None:
    tokens = tokenize(words)
    assert find_number(tokens, 0, len(tokens.forms), TABLE) is None


@LAW
@given(st.integers(0, 999_999_999_999))
def test_digits_are_read_as_they_stand(value: int) -> None:
    number = read_cardinal([str(value)], 0, 1, TABLE)
    assert number is not None
    assert number.value == value


@LAW
@given(anything())
def test_any_text_is_read_without_fault(text: str) -> None:
    tokens = tokenize(text)
    for at in range(len(tokens.forms)):
        number = find_number(tokens, at, len(tokens.forms), TABLE)
        assert number is None or (number.value >= 0 and at < number.last <= len(tokens.forms))

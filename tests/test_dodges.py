from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from khabar.text.dodges import find_dodges
from khabar.text.tokens import tokenize
from strategies import LAW, anything

DODGED = frozenset(["داعش", "قتل", "ارهابي"])

CASES = [
    # By one sign, by several, letter by letter, by any of the usual signs.
    ("تنظيم دا-عش في المدينة", "تنظيم داعش في المدينه"),
    ("د.ا.ع.ش", "داعش"),
    ("دا*عش دا/عش دا_عش دا|عش", "داعش داعش داعش داعش"),
    # By spaces, with signs or without.
    ("«د ا ع ش»", '" داعش "'),
    ("د - ا - ع - ش", "داعش"),
    # With proclitics and the article, in presentation forms, with marks and kashidas.
    ("لدا-عش وبدا-عش", "لداعش وبداعش"),
    ("الإر-هابي والإر.هابي", "الارهابي والارهابي"),
    ("ﺩﺍ-ﻋﺶ", "داعش"),
    ("دَا.عـش قـ.ـتل", "داعش قتل"),
    # Inside a longer chain.
    ("سوريا-دا-عش.قال", "سوريا - داعش . قال"),
    # Two words in two places.
    ("دا-عش ق-تل", "داعش قتل"),
]


@pytest.mark.parametrize(("text", "forms"), CASES)
def test_dodged_words_are_read(text: str, forms: str) -> None:
    assert " ".join(tokenize(text, DODGED).forms) == forms


KEPT = [
    "روسي-تركي",
    "إدلب_تحت_النار",
    "د.ب.أ",
    "د ب أ",
    "دا عش",
    "دا--عش",
    "قتل/جرح",
    "قتل-قتل",
    "دا-عشر",
    "دا-3عش",
    "كانون الأول/ديسمبر",
]


@pytest.mark.parametrize("text", KEPT)
def test_other_chains_are_kept(text: str) -> None:
    assert tokenize(text, DODGED).forms == tokenize(text).forms


def test_a_dodged_word_keeps_its_place() -> None:
    page = "قال عن «دا-عش» إنه"
    tokens = tokenize(page, DODGED)
    at = tokens.forms.index("داعش")
    assert tokens.text(at, at + 1) == "دا-عش"
    assert tokens.text(at + 2, at + 3) == "إنه"


def test_no_words_no_dodges() -> None:
    assert find_dodges("دا-عش", frozenset()) == []


@LAW
@given(anything(), st.sampled_from(sorted(DODGED)), st.sampled_from("-._*/+|"), st.integers(1, 2), anything())
def test_a_dodge_anywhere_is_found_and_only_separators_go(
    before: str, word: str, sign: str, at: int, after: str
) -> None:
    page = f"{before}\n{word[:at]}{sign}{word[at:]}\n{after}"
    plain = f"{before}\n{word}\n{after}"
    assert tokenize(page, DODGED).forms == tokenize(plain, DODGED).forms

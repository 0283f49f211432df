"""Nothing of a page acts on a terminal, and what stays reads as it stood."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from khabar.export.terminal import isolated, shorten, visible

ANYTHING = st.text(st.characters(codec=None))
JOINERS = {"\u200c", "\u200d"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("قال\n\tالوزير ", "قال الوزير"),
        ("\x1b[31mأحمر\x1b[0m", "\\x1b[31mأحمر\\x1b[0m"),
        ("\x1b]0;title\x07", "\\x1b]0;title\\x07"),
        ("\x9b2J", "\\x9b2J"),
        ("آمن\u202eنمآ", "آمن\\u202eنمآ"),
        ("\u2067عزل\u2069", "\\u2067عزل\\u2069"),
        ("\ufeffقال\u200f إنه\u200b \u061cقادم", "قال إنه قادم"),
        ("می\u200cخواهم", "می\u200cخواهم"),
        ("نصف \ud83d زوج", "نصف \\ud83d زوج"),
        ("سطر\u2028آخر", "سطر آخر"),
    ],
)
def test_visible(text: str, expected: str) -> None:
    assert visible(text) == expected


@given(ANYTHING)
def test_no_control_or_format_character_survives(text: str) -> None:
    line = visible(text)
    assert not {char for char in line if unicodedata.category(char) in {"Cc", "Cs", "Zl", "Zp"}}
    assert not {char for char in line if unicodedata.bidirectional(char) in {"LRE", "RLE", "LRO", "RLO", "PDF"}}
    assert not {char for char in line if unicodedata.bidirectional(char) in {"LRI", "RLI", "FSI", "PDI"}}
    line.encode()


@given(ANYTHING)
def test_visible_twice_is_visible_once(text: str) -> None:
    assert visible(visible(text)) == visible(text)


@given(ANYTHING, st.integers(2, 20))
def test_isolated_text_keeps_its_width_and_closes(text: str, width: int) -> None:
    line = isolated(text, width)
    assert line == "" or (line[0], line[-1]) == ("\u2068", "\u2069")
    assert len(line) <= width + 2


def test_shortening_cuts_between_words() -> None:
    assert shorten("اتفق الطرفان على الهدنة", 20) == "اتفق الطرفان على…"
    assert shorten("اتفق الطرفان", 20) == "اتفق الطرفان"
    assert shorten("ا" * 30, 10) == "ا" * 9 + "…"

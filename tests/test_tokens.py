from __future__ import annotations

import time
import unicodedata

import pytest
from hypothesis import given

from khabar.model import Span
from khabar.text.clitics import read_clitics, read_enclitics
from khabar.text.fold import fold_form
from khabar.text.tokens import Line, Tokens, tokenize
from notation import marked
from strategies import LAW, anything, dressed, pages

FORMS = [
    ("قال الرئيس", "قال الرييس"),
    ("روسي-تركي", "روسي - تركي"),
    ("#إدلب_تحت_النار", "# ادلب _ تحت _ النار"),
    ("ب11", "ب 11"),
    ("٣٫٢٪", "3 . 2 %"),
    ("«نعم»،", '" نعم " ,'),
    ("khabar24 إف16", "khabar 24 اف 16"),
    ("كم²", "كم 2"),
    ("لـCNN وBBC", "ل cnn و bbc"),
    ("الرابطwww.un.org", "الرابط www . un . org"),
    ("ݑبݑ", "ݑبݑ"),
    ("ﷺ", "صلي الله عليه وسلم"),
    ("!؟", "! ?"),
    ("२०", "२०"),
    ("\u064b \u200f", ""),
    ("", ""),
]


@pytest.mark.parametrize(("page", "forms"), FORMS)
def test_forms(page: str, forms: str) -> None:
    assert " ".join(tokenize(page).forms) == forms


def test_spans_are_the_words_as_the_page_has_them() -> None:
    case = marked("\u202b<w>وقالَ</w>\u202c<w>:</w> <w>«</w><w>الألمـانيةُ</w><w>»</w><w>،</w> <w>بـﻷﻟﻒ</w>\u200f")
    tokens = tokenize(case.text)
    assert tuple(tokens.span(at, at + 1) for at in range(len(tokens.forms))) == case.spans("w")
    assert tokens.text(3, 5) == "الألمـانيةُ»"


def test_a_span_leaves_clitics_out_at_either_end() -> None:
    case = marked("التقى و<s>بـ\u200fرئيس</s>ها و<s>رَئيسِ وزرائ</s>هم")
    tokens = tokenize(case.text)
    first, second = case.spans("s")
    assert tokens.span(1, 2, cut=1, tail=2) == first
    assert tokens.span(2, 4, cut=1, tail=2) == second


def test_a_reading_is_cut_on_the_page_too() -> None:
    page = "وَللجَيشِ"
    tokens = tokenize(page)
    span = tokens.span(0, 1, cut=tokens.readings[0][-1].cut)
    assert page[span.start : span.end] == "لجَيشِ"


def test_an_ending_is_cut_on_the_page_too() -> None:
    page = "زيارَتِهِ"
    tokens = tokenize(page)
    ending = read_enclitics(tokens.forms[0])[-1]
    span = tokens.span(0, 1, tail=ending.cut)
    assert (ending.stem, page[span.start : span.end]) == (fold_form("زيارة"), "زيارَتِ")


LINES = [
    ("أ ب\nج", ["أ ب", "ج"]),
    ("أ\r\nب\r\n", ["أ", "ب"]),
    ("أ\rب", ["أ", "ب"]),
    ("أ\x0bب\x0cج\x85د\u2028ه\u2029و", ["أ", "ب", "ج", "د", "ه", "و"]),
    ("\n \n\t\nأ \n", ["أ "]),
    ("\u200f\nأ", ["\u200f", "أ"]),
    ("\x1a أ", ["\x1a أ"]),
    ("", []),
]


@pytest.mark.parametrize(("page", "lines"), LINES)
def test_lines(page: str, lines: list[str]) -> None:
    assert [page[line.start : line.end] for line in tokenize(page).lines] == lines


def test_lines_know_their_tokens() -> None:
    assert tokenize("أ ب\n\n\u200f\nج").lines == (Line(0, 3, 0, 2), Line(5, 6, 2, 2), Line(7, 8, 2, 3))


def check(tokens: Tokens) -> None:
    """Every promise of `Tokens` that holds for any page."""
    page, count = tokens.page, len(tokens.forms)
    assert count == len(tokens.starts) == len(tokens.ends) == len(tokens.offsets) == len(tokens.readings)
    for at, (form, start, end) in enumerate(zip(tokens.forms, tokens.starts, tokens.ends, strict=True)):
        assert form
        assert not any(map(str.isspace, form))
        assert 0 <= start < end <= len(page)
        # All of what the span holds, but where one character is several words.
        assert form == fold_form(page[start:end]) or form in fold_form(page[start:end]).split()
        assert tokens.span(at, at + 1) == Span(start, end)
        assert tokens.readings[at] == read_clitics(form)
    for at in range(1, count):
        assert tokens.ends[at - 1] <= tokens.starts[at] or tokens.starts[at - 1] == tokens.starts[at]
    check_lines(tokens)


def check_lines(tokens: Tokens) -> None:
    covered = [at for line in tokens.lines for at in range(line.first, line.last)]
    assert covered == list(range(len(tokens.forms)))
    for line in tokens.lines:
        assert tokens.page[line.start : line.end].strip()
        assert "\n" not in tokens.page[line.start : line.end]
        assert all(line.start <= tokens.starts[at] < line.end for at in range(line.first, line.last))
    blank = sum(not line.strip() for line in tokens.page.split("\n"))
    assert len(tokens.lines) >= tokens.page.count("\n") + 1 - blank


def test_every_arabic_letter_is_of_one_script() -> None:
    letters = "".join(char for char in map(chr, range(0x600, 0x780)) if "ARABIC LETTER" in unicodedata.name(char, ""))
    assert len(tokenize(letters).forms) == 1


@LAW
@given(anything())
def test_any_text_has_tokens_that_keep_their_promises(page: str) -> None:
    check(tokenize(page))


@LAW
@given(dressed(pages()))
def test_a_disguise_moves_spans_and_changes_nothing_else(pair: tuple[str, str]) -> None:
    plain, disguise = map(tokenize, pair)
    assert disguise.forms == plain.forms
    assert disguise.readings == plain.readings
    assert disguise.offsets == plain.offsets
    assert [line[2:] for line in disguise.lines if line.first < line.last] == [
        line[2:] for line in plain.lines if line.first < line.last
    ]
    check(disguise)


@LAW
@given(pages(), pages())
def test_what_stands_before_shifts_every_span_by_its_length(before: str, page: str) -> None:
    alone, after = tokenize(page), tokenize(f"{before}\n{page}")
    shift, count = len(before) + 1, len(alone.forms)
    assert after.forms[len(after.forms) - count :] == alone.forms
    assert [start - shift for start in after.starts[len(after.starts) - count :]] == list(alone.starts)
    assert [end - shift for end in after.ends[len(after.ends) - count :]] == list(alone.ends)


def test_lone_surrogates_do_no_harm() -> None:
    check(tokenize("قال \ud800 \udfff\ud800نعم"))


LARGE = {
    "one line of words": "قالت وزارة الخارجية في بيان " * 20_000,
    "one word": "و" * 500_000,
    "marks on every letter": "قَالَتْ " * 50_000,
    "space at the end": "قال" + " " * 500_000,
    "space inside": ("قال" + " " * 5_000) * 100,
    "line ends": "\n" * 300_000,
    "lines of one word": "قال\n" * 100_000,
    "signs": "!" * 300_000,
}


@pytest.mark.parametrize("name", LARGE)
def test_large_pages_take_linear_time(name: str) -> None:
    # Anything worse than linear would take minutes here.
    before = time.process_time()
    tokenize(LARGE[name], frozenset(["داعش"]))
    assert time.process_time() - before < 5

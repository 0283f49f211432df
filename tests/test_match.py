from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from khabar.lexicon.match import PhraseIndex, build_index, join_indexes, phrase_words
from khabar.text.tokens import Tokens, tokenize
from notation import marked
from strategies import LAW, dressed, pages, words

INDEX = build_index(
    [
        ("وزير الخارجية", "minister"),
        ("وزير", "title"),
        ("الجيش", "army"),
        ("الجيش السوري", "syrian army"),
        ("اللجنة", "committee"),
        ("وقف إطلاق النار", "ceasefire"),
        ("قف", "stop"),
        ("د.ب.أ", "agency"),
        ("لبنان", "Lebanon"),
    ]
)


def found(page: str, index: PhraseIndex[str] = INDEX) -> list[tuple[str, tuple[str, ...]]]:
    tokens = tokenize(page)
    hits = list(index.find(tokens, 0, len(tokens.forms)))
    return [(page[hit.span(tokens).start : hit.span(tokens).end], hit.entries) for hit in hits]


CASES = [
    "قال <h>وزير الخارجية</h> أمس",
    "قال <h>وزير</h> الداخلية",
    # The longest, from left to right.
    "<h>الجيش السوري</h> و<h>الجيش</h> اللبناني",
    # Proclitics are left out, on the page too; the article of lam-lam is not written.
    "و<h>وزيرُ الخارجية</h> وب<h>الجيش</h>",
    "ل<h>لجيش السوري</h>",
    "ول<h>للجنة</h>",
    "بـ<h>لبنان</h> ول<h>لبنان</h>",
    # As it stands before any clitic is cut off, but the longest all the same.
    "<h>وقف إطلاق النار</h> و<h>قف</h>",
    # Signs are tokens: no phrase leaps over one that it does not have.
    "<h>وزير</h>، الخارجية",
    "(<h>د.ب.أ</h>) ود ب أ",
    # No hit inside another word.
    "وزيرة الخارجيات",
    # Any spelling.
    "<h>ﻭﺯﻳﺮ الـخـارجيه</h>",
    "",
]


@pytest.mark.parametrize("line", CASES)
def test_find(line: str) -> None:
    case = marked(line)
    tokens = tokenize(case.text)
    spans = tuple(hit.span(tokens) for hit in INDEX.find(tokens, 0, len(tokens.forms)))
    assert spans == case.spans("h")


def test_a_hit_has_its_entries_and_clitics() -> None:
    tokens = tokenize("وللجيش السوري")
    (hit,) = INDEX.find(tokens, 0, 2)
    assert (hit.first, hit.last, hit.cut, hit.entries) == (0, 2, 2, ("syrian army",))
    assert hit.clitics(tokens) == "ول"


def test_no_hit_reaches_past_the_last_token_given() -> None:
    tokens = tokenize("الجيش السوري")
    assert [hit.entries for hit in INDEX.find(tokens, 0, 1)] == [("army",)]
    assert INDEX.at(tokens, 0, 0) is None
    assert list(INDEX.find(tokens, 2, 2)) == []


def test_at_looks_at_one_token_alone() -> None:
    tokens = tokenize("قال وزير الخارجية")
    assert INDEX.at(tokens, 0, 3) is None
    hit = INDEX.at(tokens, 1, 3)
    assert hit is not None
    assert hit.entries == ("minister",)


def test_of_equals_the_one_with_the_fewest_clitics() -> None:
    index = build_index([("وقف", "halt"), ("قف", "stop")])
    assert found("وقف", index) == [("وقف", ("halt",))]


def test_a_longer_phrase_after_a_clitic_wins() -> None:
    index = build_index([("وقف", "halt"), ("قف هنا", "stop here")])
    assert found("وقف هنا", index) == [("قف هنا", ("stop here",))]


def test_entries_of_one_phrase_come_in_order_and_once() -> None:
    index = build_index([("حلب", "city"), ("حَلَب", "province"), ("حلب", "city")])
    assert found("حلب", index) == [("حلب", ("city", "province"))]


@pytest.mark.parametrize("phrase", ["", " ", "\u200f", "\u064b"])
def test_a_phrase_of_nothing_is_passed_over(phrase: str) -> None:
    assert build_index([(phrase, "nothing")]) == build_index([])


@LAW
@given(pages())
def test_the_words_of_a_phrase_are_its_tokens(page: str) -> None:
    assert phrase_words(page) == tokenize(page).forms


def slow_find(tokens: Tokens, phrases: set[tuple[str, ...]]) -> list[tuple[int, int, int]]:
    """Every phrase tried at every token: what `find` must find."""
    hits: list[tuple[int, int, int]] = []
    at = 0
    while at < len(tokens.forms):
        tries = [
            (-len(phrase), reading.cut)
            for reading in tokens.readings[at]
            for phrase in phrases
            if (reading.stem, *tokens.forms[at + 1 : at + len(phrase)]) == phrase
        ]
        if tries:
            size, cut = min(tries)
            hits.append((at, at - size, cut))
            at -= size
        else:
            at += 1
    return hits


@LAW
@given(dressed(pages()), st.lists(st.lists(words(), min_size=1, max_size=2).map(" ".join), max_size=12))
def test_find_is_as_good_as_trying_every_phrase(pair: tuple[str, str], phrases: list[str]) -> None:
    index = build_index([(phrase, phrase) for phrase in phrases])
    for page in pair:
        tokens = tokenize(page)
        hits = [hit[:3] for hit in index.find(tokens, 0, len(tokens.forms))]
        assert hits == slow_find(tokens, set(map(phrase_words, phrases)))


def test_indexes_joined_find_what_one_built_of_all_finds() -> None:
    parts = [[("بنك مصر", "a"), ("مصر", "b")], [("مصر", "c"), ("بنك مصر المركزي", "d")], [("مصر", "b")]]
    assert join_indexes(build_index(part) for part in parts) == build_index(pair for part in parts for pair in part)

"""Hypothesis strategies that the test files share: Arabic words, lines and pages as news writes them, and disguises.

`words`, `lines`, `pages` draw plain text. `dressed` draws a pair: plain text, and the same letters in another
spelling, with vowel marks, tatweel, zero-width characters and bidi controls put in, presentation forms and ligatures,
letters off other keyboards, other digits and quotation marks. What reads one must read the other the same. `familiar`
draws text with no order out of the characters that such pages hold, `anything` out of all there are.
"""

from __future__ import annotations

import random
import unicodedata

from hypothesis import settings
from hypothesis import strategies as st

LAW = settings(max_examples=60, deadline=None)

LETTERS = "ابتثجحخدذرزسشصضطظعغفقكلمنهويءآأإؤئىة"
UNJOINED = "ءآأإادذرزوؤىة"
MARKS = "\u064b\u064c\u064d\u064e\u064f\u0650\u0651\u0652\u0653\u0654\u0655\u0670"
CONTROLS = "\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2069\ufeff\u00ad\u061c"
DIGITS = ("0123456789", "٠١٢٣٤٥٦٧٨٩", "۰۱۲۳۴۵۶۷۸۹")
QUOTES = (("«", "»"), ('"', '"'), ("“", "”"), ("”", "“"), ("‹", "›"), ("„", "“"))
TATWEEL = "\u0640"

KNOWN = (
    "قال",
    "وقالت",
    "الرئيس",
    "للجيش",
    "اللجنة",
    "مسؤول",
    "بإدلب",
    "أمس",
    "الأربعاء",
    "ولا",
    "إن",
    "هيئة",
    "على",
    "مستشفى",
    "رؤية",
)
CHROME = (
    "الرئيسية",
    "اتصل بنا",
    "شارك على فيسبوك",
    "اقرأ أيضا",
    "حقوق النشر محفوظة © 2019",
    "عدد المشاهدات: 1204",
    "Share | Tweet",
)


def _presentation_forms() -> dict[str, list[str]]:
    """The letters and ligatures of two letters, each with the presentation forms that stand for it."""
    forms: dict[str, list[str]] = {}
    for code in (*range(0xFB50, 0xFE00), *range(0xFE80, 0xFEFD)):
        plain = unicodedata.normalize("NFKC", chr(code))
        if plain != chr(code) and all(letter in LETTERS for letter in plain):
            forms.setdefault(plain, []).append(chr(code))
    return forms


FORMS = _presentation_forms()
FORMS["ي"].append("ی")
FORMS["ك"].append("ک")
FORMS["ه"].append("ہ")


def words() -> st.SearchStrategy[str]:
    """Arabic words in plain spelling: known ones and any letters."""
    return st.sampled_from(KNOWN) | st.text(LETTERS, min_size=1, max_size=9)


@st.composite
def lines(draw: st.DrawFn) -> str:
    """A sentence or less: words, numbers and signs with single spaces between, quotation marks around some."""
    parts = draw(st.lists(words() | st.integers(0, 2030).map(str), min_size=1, max_size=9))
    if draw(st.booleans()):
        opening, closing = draw(st.sampled_from(QUOTES))
        at = draw(st.integers(0, len(parts) - 1))
        parts[at] = f"{opening}{parts[at]}{closing}"
    return " ".join(parts) + draw(st.sampled_from([".", "", "؟", ":", "…", " -"]))


@st.composite
def pages(draw: st.DrawFn) -> str:
    """A page: chrome, a headline, paragraphs with chrome and blank lines between, chrome."""
    chrome = st.lists(st.sampled_from(CHROME), max_size=3)
    body = draw(st.lists(lines() | st.just("") | st.sampled_from(CHROME), min_size=1, max_size=5))
    ending = draw(st.sampled_from(["\n", "\r\n", "\u2028"]))
    return ending.join([*draw(chrome), *body, *draw(chrome)])


@st.composite
def dressed(draw: st.DrawFn, plain: st.SearchStrategy[str]) -> tuple[str, str]:
    """A text of `plain` and a disguise of it that folds to the same."""
    text = draw(plain)
    return text, dress(text, random.Random(draw(st.integers(0, 2**16))))  # noqa: S311 -- not for secrets


def dress(text: str, chance: random.Random) -> str:
    """Return `text` in another spelling of the same letters."""
    swap = str.maketrans(DIGITS[0] + "«»", chance.choice(DIGITS) + "".join(chance.choice(QUOTES)))
    pieces = []
    at = 0
    while at < len(text):
        size = 2 if text[at : at + 2] in FORMS and chance.random() < 0.5 else 1
        piece = text[at : at + size]
        at += size
        joins = piece[-1] in LETTERS and piece[-1] not in UNJOINED and text[at : at + 1] in set(LETTERS)
        pieces.append(chance.choice(FORMS[piece]) if piece in FORMS and (size == 2 or chance.random() < 0.3) else piece)
        if piece in LETTERS and chance.random() < 0.3:
            pieces.append(chance.choice(MARKS))
        if joins and chance.random() < 0.2:
            pieces.append(TATWEEL * chance.randint(1, 3))
        if chance.random() < 0.1:
            pieces.append(chance.choice(CONTROLS))
    return "".join(pieces).translate(swap)


def familiar() -> st.SearchStrategy[str]:
    """Text with no order out of what Arabic pages may hold: letters, marks, forms, signs, white space, Latin."""
    likely = LETTERS + MARKS + CONTROLS + TATWEEL * 4 + "".join(DIGITS)
    signs = " \n\r\t\x0b\x0c\x85\u2028\u00a0-._*/«»\"'،؟#@"
    odd = "ﻷﻻﷲﷺ﷽﷼ﱠﱹﺩﺓگپڤچیکہەABcéİıΣςßъ²½\x00\x1a\x1d\ufffd😀𝐀"
    return st.text(likely + signs + odd, max_size=60)


def anything() -> st.SearchStrategy[str]:
    """Text with no order out of all there is."""
    return familiar() | st.text(max_size=60)

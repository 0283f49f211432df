"""Pages to their languages: what is Arabic is found among what is only written in its letters."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import pytest

from khabar.engine.language import ARABIC, find_language, may_be_arabic

if TYPE_CHECKING:
    from khabar import Lexicon


class Sample(NamedTuple):
    """A page as text: its name, the language it is in, "" for none in the Arabic script."""

    language: str
    name: str
    text: str


def samples() -> list[Sample]:
    """Return the pages of the data file, and the first of them as other writers would type it."""
    heads = re.compile(r"^== (\S+) (.*)$", re.MULTILINE)
    _, *pieces = heads.split((Path(__file__).with_name("data") / "languages.txt").read_text("utf-8"))
    read = [
        Sample(language.strip("-"), name, text.strip())
        for language, name, text in zip(pieces[::3], pieces[1::3], pieces[2::3], strict=True)
    ]
    news = read[0]
    menu = "Home\nNews\nSport\nAbout us\nContact\nPrivacy policy\nSubscribe to our newsletter\nAll rights reserved\n"
    persian = str.maketrans("يك", "یک")
    bare = str.maketrans("أإةى", "ااهي")
    return [
        *read,
        news._replace(name="news under an English menu", text=f"{menu}{news.text}\n{menu}"),
        news._replace(name="news with the Persian kaf and yeh", text=news.text.translate(persian)),
        news._replace(name="news without hamza and ta marbuta", text=news.text.translate(bare)),
    ]


SAMPLES = samples()
IN_ARABIC = [sample for sample in SAMPLES if sample.language == ARABIC]


def name(sample: Sample) -> str:
    return sample.name


@pytest.mark.parametrize("sample", SAMPLES, ids=name)
def test_the_language_of_a_page(lexicon: Lexicon, sample: Sample) -> None:
    assert find_language(sample.text, lexicon.languages) == sample.language


@pytest.mark.parametrize("sample", IN_ARABIC, ids=name)
def test_no_arabic_page_is_passed_over_before_it_is_rendered(sample: Sample) -> None:
    script = "<script>" + "var filler = 'x';" * 2000 + "</script>"
    assert may_be_arabic(f"<html>{script}<body><p>{sample.text}</p></body></html>")
    assert may_be_arabic("<p>" + "".join(f"&#{ord(char)};" for char in sample.text) + "</p>")
    assert may_be_arabic("<p>" + "".join(f"&#x{ord(char):X};" for char in sample.text) + "</p>")


@pytest.mark.parametrize("language", ["English", "French", "Hebrew"])
def test_what_has_no_arabic_letters_is_passed_over_before_it_is_rendered(language: str) -> None:
    (text,) = (sample.text for sample in SAMPLES if sample.name == language)
    assert not may_be_arabic(f"<html><body><p>{text * 20}</p></body></html>")


@pytest.mark.parametrize("text", ["", "\ud800" * 300, "ا" * 500, "، ؛ ٣ " * 200, "\u0640" * 400])
def test_no_text_is_too_strange(lexicon: Lexicon, text: str) -> None:
    may_be_arabic(text)
    assert find_language(text, lexicon.languages) == ""

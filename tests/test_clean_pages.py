"""Whole pages, each line of them labelled: one file a page, one line of the page a line, its kind and a tab before it.

`chrome` stands for every kind that is no part of the article; the others are the kinds of `khabar.model.BlockKind`.
"""

from __future__ import annotations

import dataclasses
import random
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import pytest

from khabar.clean import find_article
from khabar.lexicon.chrome import build_chrome
from khabar.model import Page
from khabar.text.tokens import tokenize

if TYPE_CHECKING:
    from khabar import Lexicon
    from khabar.model import Article, Span

FILES = sorted((Path(__file__).parent / "data" / "pages").glob("*.txt"))
OUTSIDE = {
    "caption",
    "embed",
    "read_also",
    "related",
    "navigation",
    "share",
    "advert",
    "comments",
    "counter",
    "legal",
    "date",
    "byline",
    "other",
}
#: What the pages say of themselves: headline, author, place, agency or outlet of the byline, outlet.
CREDITS = {
    "algiers_daily": ("إنهاء مهام مدير التجارة لولاية وهران بعد أزمة الحليب", "ق. و", "", "", ""),
    "breaking_channel": (
        "العراق.. قطع طرق رئيسية في الناصرية احتجاجا على تأخر الرواتب",
        "",
        "أبوظبي",
        "سكاي نيوز عربية",
        "سكاي نيوز عربية",
    ),
    "cairo_daily": (
        "محافظ الإسكندرية يتفقد أعمال تطوير شبكة صرف الأمطار بمنطقة المندرة",
        "هناء عبد السلام",
        "الإسكندرية",
        "",
        "الميناء اليومية",
    ),
    "gulf_channel": (
        "قافلة مساعدات تصل إلى ريف حلب بعد تأجيل استمر ثلاثة أسابيع",
        "",
        "",
        "وكالات",
        "الجزيرة",
    ),
    "no_headline": ("", "", "", "", ""),
    "rabat_portal": ("سكان دوار بأزيلال يطالبون بفك العزلة قبل حلول الثلوج", "محمد أيت علي", "أزيلال", "", ""),
    "ramallah_agency": ("مستوطنون يقتلعون 120 شتلة زيتون جنوب نابلس", "", "نابلس", "وفا", ""),
    "syrian_weekly": (
        "“الإدارة الذاتية” ترفع سعر المازوت للمرة الثانية خلال شهر",
        "مجد السالم",
        "الحسكة",
        "عنب بلدي",
        "عنب بلدي",
    ),
    "video_page": ("لحظة خروج العالقين من النفق", "", "", "", "المرفأ نيوز"),
}


class Labelled(NamedTuple):
    page: Page
    labels: list[str]


def read(path: Path) -> Labelled:
    rows = [line.split("\t", 1) for line in path.read_text("utf-8").splitlines()]
    return Labelled(Page(path.stem, "\n".join(line for _, line in rows)), [label for label, _ in rows])


def clean(page: Page, lexicon: Lexicon) -> Article:
    return find_article(page, tokenize(page.text), lexicon)


def words(page: Page, span: Span | None) -> str:
    return page.text[span.start : span.end] if span else ""


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_every_line_has_its_kind(path: Path, lexicon: Lexicon) -> None:
    page, labels = read(path)
    article = clean(page, lexicon)
    wrong = [
        (label, block.kind, block.rule, words(page, block.span))
        for label, block in zip(labels, article.blocks, strict=True)
        if block.kind not in (OUTSIDE if label == "chrome" else {label, "dateline" if label == "byline" else label})
    ]
    assert wrong == []


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_the_body_is_what_is_left(path: Path, lexicon: Lexicon) -> None:
    page, labels = read(path)
    wanted = [line for line, label in zip(page.text.split("\n"), labels, strict=True) if label == "body"]
    dateline = {words(page, block.span) for block in clean(page, lexicon).blocks if block.kind == "dateline"}
    assert [line for span in clean(page, lexicon).body if (line := words(page, span)) not in dateline] == wanted


@pytest.mark.parametrize(("name", "credited"), CREDITS.items())
def test_a_page_says_who_wrote_where_for_whom(name: str, credited: tuple[str, ...], lexicon: Lexicon) -> None:
    page, _ = read(next(path for path in FILES if path.stem == name))
    article = clean(page, lexicon)
    spans = (article.title, article.byline, article.dateline_place, article.dateline_agency, article.outlet)
    assert tuple(words(page, span) for span in spans) == credited


def body_share(lexicon: Lexicon) -> float:
    """Mean over the pages with an article: F1 of the body's lines."""
    scores = []
    for path in FILES:
        page, labels = read(path)
        wanted = {at for at, label in enumerate(labels) if label == "body"}
        if not wanted:
            continue
        article = clean(page, lexicon)
        starts = {span.start for span in article.body}
        got = {at for at, block in enumerate(article.blocks) if block.span.start in starts and block.kind == "body"}
        scores.append(2 * len(wanted & got) / (len(wanted) + len(got)))
    return sum(scores) / len(scores)


def without(lexicon: Lexicon, share: float, seed: int) -> Lexicon:
    """The lexicon without a random share of its chrome phrases; words with a role stay."""
    chance = random.Random(seed)  # noqa: S311
    entries = tuple(
        entry
        if entry.table == "mark"
        else dataclasses.replace(entry, forms=tuple(form for form in entry.forms if chance.random() >= share))
        for entry in lexicon.chrome.entries
    )
    return dataclasses.replace(lexicon, chrome=build_chrome(entries))


@pytest.mark.parametrize("seed", range(4))
def test_half_of_the_vocabulary_does_nearly_as_well(seed: int, lexicon: Lexicon) -> None:
    assert body_share(without(lexicon, 0.5, seed)) > 0.95


def test_shape_and_place_carry_most_where_no_phrase_is_known(lexicon: Lexicon) -> None:
    assert body_share(without(lexicon, 1.0, 0)) > 0.85

"""Saved HTML pages to lines: the article and its head, what the markup says of itself, and hostile markup."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml.html import document_fromstring

from khabar.errors import NotAPage
from khabar.model import Page
from khabar.readers import Limits, read_pages
from khabar.readers.html import render
from khabar.readers.plain import plain_lines
from khabar.readers.published import find_address_date, find_date, find_published
from khabar.readers.source import Hints
from strategies import LAW

if TYPE_CHECKING:
    from pathlib import Path

PARAGRAPHS = (
    "أعلن محافظ المدينة أمس الثلاثاء إعادة فتح الجسر القديم أمام السيارات بعد ترميم استمر ثمانية أشهر.",
    "وقال المحافظ في مؤتمر صحفي إن كلفة الترميم بلغت مليوني دولار، وإن العمل جرى بأيدي عمال محليين.",
    "وكان الجسر قد أغلق في الشتاء الماضي عندما جرفت السيول إحدى دعاماته وانقطعت الطريق إلى القرى المجاورة.",
    "ويربط الجسر ضفتي النهر منذ أكثر من مئة عام، ويعبره كل يوم نحو عشرة آلاف شخص بحسب أرقام البلدية.",
)
HEADLINE = "إعادة فتح الجسر القديم بعد ثمانية أشهر"
PAGE = f"""<!DOCTYPE html>
<html lang="ar" dir="rtl"><head><meta charset="{{charset}}">
<title>{HEADLINE} - صحيفة الضفتين</title>
<link rel="canonical" href="https://outlet.example/2020/2/12/bridge">
<meta property="og:site_name" content="صحيفة الضفتين">
<meta property="article:published_time" content="2020-02-12T09:30:00+02:00">
</head><body>
<nav><ul><li><a href="/">الرئيسية</a></li><li><a href="/sport">رياضة</a></li></ul></nav>
<div class="main"><article>
<h1>{HEADLINE}</h1>
<div class="meta"><span>كتبت: ليلى منصور</span></div>
<div class="meta"><span>الأربعاء 12 شباط 2020</span></div>
{"".join(f"<p>{paragraph}</p>" for paragraph in PARAGRAPHS)}
</article></div>
<aside><h3>الأكثر قراءة</h3><ul><li><a href="/1">أسعار الذهب اليوم</a></li></ul></aside>
<footer><p>جميع الحقوق محفوظة 2025</p></footer>
<script>var x = "<p>لا يظهر</p>";</script>
</body></html>"""


def saved(folder: Path, markup: str | bytes, name: str = "page.html") -> Path:
    path = folder / name
    path.write_bytes(markup.encode() if isinstance(markup, str) else markup)
    return path


def page_of(path: Path, **limits: int) -> Page:
    (page,) = read_pages([path], limits=Limits(**limits))
    assert isinstance(page, Page), page
    return page


@pytest.mark.parametrize("codec", ["utf-8", "windows-1256", "utf-16"])
@pytest.mark.parametrize("name", ["page.html", "page", "page.txt"])
def test_a_page_becomes_the_lines_of_its_article_under_its_head(tmp_path: Path, codec: str, name: str) -> None:
    page = page_of(saved(tmp_path, PAGE.format(charset=codec).encode(codec), name))
    assert page.text.split("\n") == [HEADLINE, "كتبت: ليلى منصور", "الأربعاء 12 شباط 2020", *PARAGRAPHS]


def test_what_the_markup_says_of_itself_is_metadata(tmp_path: Path) -> None:
    page = page_of(saved(tmp_path, PAGE.format(charset="utf-8")))
    assert page.url == "https://outlet.example/2020/2/12/bridge"
    assert page.metadata.published == "2020-02-12"
    assert page.metadata.site == "صحيفة الضفتين"
    assert HEADLINE in page.metadata.title
    assert page.captured == ""


def test_html_in_a_json_object_is_rendered_and_its_fields_come_first(tmp_path: Path) -> None:
    fields = {
        "id": "a",
        "html": PAGE.format(charset="utf-8"),
        "url": "https://mirror.example/",
        "title": "عنوان",
        "outlet": "الضفتان",
    }
    page = page_of(saved(tmp_path, json.dumps(fields), "a.jsonl"))
    assert (page.id, page.url, page.outlet) == ("a", "https://mirror.example/", "الضفتان")
    assert page.metadata.title == "عنوان"
    assert page.text.split("\n")[0] == HEADLINE
    assert page.text.endswith(PARAGRAPHS[-1])


def test_a_headline_shown_nowhere_on_the_page_is_put_before_the_article() -> None:
    markup = PAGE.replace(f"<h1>{HEADLINE}</h1>", "")
    assert render(markup, Hints(), Limits()).text.split("\n")[0].startswith(HEADLINE)


def test_a_page_of_headlines_is_rendered_whole() -> None:
    links = "".join(f"<li><a href='/{n}'>خبر رقم {n}</a></li>" for n in range(40))
    text = render(f"<html><body><ul>{links}</ul></body></html>", Hints(), Limits()).text
    assert [line.lstrip("- ") for line in text.split("\n")] == [f"خبر رقم {n}" for n in range(40)]


def test_a_teaser_is_not_taken_for_the_article() -> None:
    # The article stands in a container whose name looks like a comment section.
    body = "".join(f"<div>{paragraph}</div>" for paragraph in PARAGRAPHS * 3)
    teaser = "<article><p>موجز اليوم</p></article>"
    markup = f"<html><body><div class='comments' id='disqus_thread'>{body}</div>{teaser}</body></html>"
    text = render(markup, Hints(), Limits()).text
    assert all(paragraph in text for paragraph in PARAGRAPHS)


def test_plain_lines_are_the_visible_blocks() -> None:
    markup = (
        "<head><title>t</title><style>p {}</style></head><p>سطر <b>أول</b>&nbsp;\n  هنا<br>ثان<td>ثالث</td>"
        "<script>x</script><ul><li>a<li>b</ul><!-- c -->ت&amp;ث"
    )
    assert [line.text for line in plain_lines(markup)] == ["سطر أول هنا", "ثان", "ثالث", "a", "b", "ت&ث"]


def test_lines_of_links_or_captions_alone_are_marked() -> None:
    markup = (
        "<p><a>رابط</a> <a>آخر</a></p><p>نص <a>رابط</a></p>"
        "<figure><figcaption><b>صورة</b></figcaption></figure><p>نص</p>"
    )
    assert [line.aside for line in plain_lines(markup)] == [True, False, True, False]


def test_captions_and_links_to_other_articles_do_not_come_between_headline_and_article() -> None:
    between = (
        "<figure><figcaption>عمال البلدية يرفعون الحواجز عن مدخل الجسر صباح أمس (رويترز)</figcaption></figure>"
        "<p><a href='/2'>البلدية تطلب قرضا لترميم السوق المسقوف والحمام العثماني</a></p>"
        "<p><a href='/u/3'>ليلى منصور</a></p>"
    )
    markup = PAGE.replace("</h1>", f"</h1>{between}")
    lines = render(markup, Hints(), Limits()).text.split("\n")
    assert lines == [HEADLINE, "ليلى منصور", "كتبت: ليلى منصور", "الأربعاء 12 شباط 2020", *PARAGRAPHS]


@LAW
@given(st.text(st.sampled_from("ابت <>/!-&;#\"'=pdivahrefscriptbr\n\0"), max_size=120))
def test_any_markup_is_rendered_without_complaint(markup: str) -> None:
    rendering = render(markup, Hints(), Limits())
    assert "\0" not in rendering.text
    assert not any(line != line.strip() or not line for line in rendering.text.split("\n") if rendering.text)


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("2020-08-24T09:23:13Z", "2020-08-24"),
        ("2020-12-01 02:00:00", "2020-12-01"),
        ("2020/8/3", "2020-08-03"),
        ("٢٠٢٠-٠٨-٢٤", "2020-08-24"),
        ("20200824", "2020-08-24"),
        ("20200824092313", "2020-08-24"),
        ("2020-08", "2020-08"),
        ("2020", "2020"),
        ("Mon, 24 Aug 2020 09:23:13 GMT", "2020-08-24"),
        ("November 9, 2020", "2020-11-09"),
        ("9 November 2020", "2020-11-09"),
        ("03/08/2020", ""),  # the third of August or the eighth of March
        ("1598260993", ""),
        ("2020-13-45", ""),
        ("0001-01-01", ""),
        ("", ""),
    ],
)
def test_a_date_field_is_read_as_far_as_it_is_clear(written: str, expected: str) -> None:
    assert find_date(written) == expected


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://outlet.example/2020/11/23/name", "2020-11-23"),
        ("https://outlet.example/story/2020/8/24/name/4943459", "2020-08-24"),
        ("https://outlet.example/2013/middle_east/8/3/syria/index.html", "2013-08-03"),
        ("https://outlet.example/news/2011-3-21-name", "2011-03-21"),
        ("https://outlet.example/20201123/name", "2020-11-23"),
        ("https://outlet.example/2020/11/2338761/", "2020-11"),
        ("https://outlet.example/2020/11/", "2020-11"),
        ("https://outlet.example/article/20201", ""),
        ("https://outlet.example/2020-12-facts", ""),
        ("https://outlet.example/6291787/13/45/", ""),
        ("https://outlet.example/1234/11/23/", ""),
        ("", ""),
    ],
)
def test_an_address_tells_day_or_month_where_it_holds_them(url: str, expected: str) -> None:
    assert find_address_date(url) == expected


@pytest.mark.parametrize(
    ("markup", "expected"),
    [
        ('<meta name="pubdate" content="2020-02-11">', "2020-02-11"),
        ('<meta itemprop="datePublished" content="2020-02-11">', "2020-02-11"),
        ('<meta name="date" content="2025-01-01"><h1>x</h1><time datetime="2020-02-11">', "2020-02-11"),
        ('<meta property="article:modified_time" content="2025-01-01">', ""),
        (
            '<script type="application/ld+json">{"dateModified":"2025","datePublished":"2020-02-11T08:00"}</script>',
            "2020-02-11",
        ),
        ('<script type="application/ld+json">{"datePublished": "2020-02-11", broken</script>', "2020-02-11"),
        (
            '<aside><time datetime="2025-01-01"></time></aside><h1>x</h1><time datetime="2020-02-11"></time>',
            "2020-02-11",
        ),
        ('<h1>x</h1><aside><time datetime="2025-01-01"></time></aside>', ""),
        ('<meta name="pubdate" content="2020"><time pubdate datetime="2020-02-11">', "2020-02-11"),
        ('<meta name="pubdate" content="today"><p>2025-01-01</p>', ""),
    ],
)
def test_the_day_of_publication_is_read_from_fields_made_for_it(markup: str, expected: str) -> None:
    assert find_published(document_fromstring(f"<html><body>{markup}</body></html>"), "") == expected


def test_the_address_gives_the_day_where_no_field_does() -> None:
    tree = document_fromstring('<html><head><meta name="pubdate" content="2020-02"></head></html>')
    assert find_published(tree, "https://outlet.example/2020/02/11/a") == "2020-02-11"
    assert find_published(tree, "https://outlet.example/2020/02/a") == "2020-02"


HOSTILE = {
    "nested": "<div>" * 100_000 + PARAGRAPHS[0],
    "unclosed": "<font>" * 3_000 + "".join(f"<p>{paragraph}" for paragraph in PARAGRAPHS),
    "tables": "<table><tr><td>" * 30_000 + PARAGRAPHS[0],
    "many": f"<p>{PARAGRAPHS[0]}</p>" * 30_000,
    "json": f'<script type="application/ld+json">{"[" * 200_000}</script><p>{PARAGRAPHS[0]}</p>',
    "open tags": f"<p>{PARAGRAPHS[0]}</p>" + "<a " * 200_000,
    "controls": f"<p>{PARAGRAPHS[0]}\0\x01\x02\x1b</p>",
}


@pytest.mark.parametrize("case", HOSTILE)
def test_hostile_markup_costs_neither_the_run_nor_the_text(case: str) -> None:
    text = render(f"<html><body>{HOSTILE[case]}", Hints(), Limits()).text
    assert PARAGRAPHS[0] in text.split("\n")


def test_markup_over_the_limit_is_filed(tmp_path: Path) -> None:
    path = saved(tmp_path, PAGE)
    (error,) = read_pages([path], limits=Limits(page_bytes=500))
    assert isinstance(error, NotAPage)
    assert error.reason == "too large: a page may have 500 bytes"


def test_a_page_that_only_a_script_would_fill_is_filed(tmp_path: Path) -> None:
    (error,) = read_pages(
        [saved(tmp_path, "<html><head><title>عنوان</title></head><body><script>x()</script></body></html>")]
    )
    assert isinstance(error, NotAPage)
    assert error.reason == "empty: the markup shows no text"


def test_text_is_read_without_loading_what_only_html_needs(tmp_path: Path) -> None:
    path = saved(tmp_path, PARAGRAPHS[0], "a.txt")
    program = (
        "import sys; from khabar.readers import read_pages; list(read_pages(sys.argv[1:]));"
        "print([name for name in ('trafilatura', 'lxml') if name in sys.modules])"
    )
    run = subprocess.run([sys.executable, "-c", program, str(path)], capture_output=True, text=True, check=True)  # noqa: S603
    assert run.stdout == "[]\n"

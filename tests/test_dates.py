"""What the page says of its day: whole small pages in, the day, its proof and its seams out.

Articles are built by hand from a page whose lines carry their kind in front: `headline| …`, `body| …`, `date| …`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, get_args

import pytest
from hypothesis import given

from khabar.dates import find_publication
from khabar.model import ARTICLE_KINDS, Article, Block, BlockKind, Metadata, Page, Publication, Span
from khabar.text.tokens import tokenize
from khabar.times import find_article_times
from strategies import LAW, pages

if TYPE_CHECKING:
    from khabar import Lexicon
    from khabar.text.tokens import Tokens
    from khabar.times import ArticleTimes


def published(text: str, lexicon: Lexicon, captured: str = "", metadata: str = "") -> tuple[Publication, str]:
    """Return what is said of a page written as `kind| line` rows, and the page's plain text."""
    kinds: dict[str, BlockKind] = {kind: kind for kind in get_args(BlockKind)}
    rows = [row.split("| ", 1) for row in text.strip().splitlines()]
    plain = "\n".join(line for _, line in rows)
    page = Page("p", plain, captured=captured, metadata=Metadata(published=metadata))
    tokens = tokenize(plain)
    spans = [Span(line.start, line.end) for line in tokens.lines]
    blocks = tuple(Block(span, kinds[kind], "test") for span, (kind, _) in zip(spans, rows, strict=True))
    body = tuple(block.span for block in blocks if block.kind == "body")
    article = Article(None, None, None, None, None, body, blocks)
    return find_publication(page, tokens, article, times_of(tokens, blocks, lexicon), lexicon), plain


def times_of(tokens: Tokens, blocks: tuple[Block, ...], lexicon: Lexicon) -> ArticleTimes:
    lines = [line for line, block in zip(tokens.lines, blocks, strict=True) if block.kind in ARTICLE_KINDS]
    return find_article_times(tokens, lines, lexicon.times)


STAMPED = """
navigation| الرئيسية
headline| إعادة فتح الطريق الساحلي بعد أسبوع من الإغلاق
date| نشر في: 3/8/2016 09:15
body| أعادت السلطات فتح الطريق الساحلي بعد أسبوع من إغلاقه بسبب السيول.
legal| جميع الحقوق محفوظة © 2019
"""
MASTHEAD = """
date| الأربعاء ١٩ / فبراير / ٢٠٢٥
navigation| أخبار
headline| الوزير يعلن موعد الامتحانات
body| أعلن الوزير موعد الامتحانات في مؤتمر صحفي عقده في العاصمة.
"""
BETWEEN_HEADLINES = """
date| 12/11/2025
headline| النيابة تبدأ التحقيق في حريق السوق
date| 10/11/2025 10:02 ص
headline| النيابة تبدأ التحقيق في حريق السوق
body| بدأت النيابة التحقيق في الحريق الذي أتى على السوق القديم بحسب بيان.
"""
SIDEBAR = """
related| مقالات ذات صلة
related| افتتاح المعرض السنوي 05-06-2018
headline| قافلة إغاثة تصل إلى البلدة
body| وصلت قافلة إغاثة إلى البلدة محملة بالدقيق والدواء.
"""
TWO_YESTERDAYS = """
headline| محادثات حول الهدنة
date| 2019-05-04
body| وصل الموفد إلى المدينة أمس الجمعة لبحث تثبيت الهدنة مع ممثلي الطرفين.
body| وقال البيان الذي صدر أمس الأربعاء إن اللقاء كان مثمراً.
"""
WEEKDAY_ONLY = """
headline| الأمطار تغلق المدارس
body| أغلقت المدارس أبوابها اليوم الخميس بسبب الأمطار الغزيرة.
"""
RENAMED = """
navigation| الرئيسية
headline| غارات على مواقع الجبهة
body| استهدفت غارات مواقع لجبهة فتح الشام غرب المدينة دون أنباء عن ضحايا.
comments| أضف تعليقاً
navigation| اتصل بنا
"""
CONFERENCE = """
navigation| الرئيسية
navigation| أخبار
headline| الأطراف الليبية تصل إلى ألمانيا
body| يستضيف مؤتمر برلين غداً قادة الدول المعنية بالأزمة الليبية، وفق ما أعلنت الخارجية أمس الجمعة.
comments| أضف تعليقاً
"""


@pytest.mark.parametrize(
    ("text", "captured", "day"),
    [
        (STAMPED, "2019-01-01", "2016-08-03"),
        (MASTHEAD, "2025-02-19", ""),
        (BETWEEN_HEADLINES, "2025-11-12", "2025-11-10"),
        (SIDEBAR, "2018-07-01", ""),
        (TWO_YESTERDAYS, "2020-01-01", "2019-05-04"),
        (WEEKDAY_ONLY, "2021-03-06", "2021-03-04"),
        (RENAMED, "2024-03-01", ""),
        (CONFERENCE, "2024-03-01", "2020-01-18"),
    ],
    ids=[
        "stamp",
        "day of capture",
        "stamp between headlines",
        "sidebar",
        "stamp and yesterday",
        "fresh weekday",
        "name",
        "happening tomorrow",
    ],
)
def test_day(text: str, captured: str, day: str, lexicon: Lexicon) -> None:
    publication, _ = published(text, lexicon, captured)
    assert publication.date == day


def test_without_the_day_of_capture_a_weekday_stays_open(lexicon: Lexicon) -> None:
    publication, _ = published(WEEKDAY_ONLY, lexicon)
    assert publication.date == ""


def test_a_weekday_of_an_old_capture_stays_open(lexicon: Lexicon) -> None:
    chrome = "\n".join("navigation| " + word for word in ("الرئيسية", "أخبار", "رياضة"))
    publication, _ = published(chrome + WEEKDAY_ONLY, lexicon, "2021-03-06")
    assert publication.date == ""


def test_a_name_bounds_an_open_page_from_both_sides(lexicon: Lexicon) -> None:
    publication, _ = published(RENAMED, lexicon, "2024-03-01")
    assert (publication.earliest, publication.latest) == ("2016-07-28", "2017-01-28")


def test_proof_points_at_its_words_and_says_what_was_refused(lexicon: Lexicon) -> None:
    publication, plain = published(MASTHEAD, lexicon, "2025-02-19")
    (evidence,) = publication.proof
    assert evidence.span is not None
    assert plain[evidence.span.start : evidence.span.end].endswith("٢٠٢٥")
    assert (evidence.used, evidence.why) == (False, "day of capture, not of the article")


def test_a_date_in_the_sidebar_belongs_to_another_article(lexicon: Lexicon) -> None:
    publication, _ = published(SIDEBAR, lexicon, "2018-07-01")
    assert [(e.says, e.used, e.why) for e in publication.proof] == [("2018-06-05", False, "date of another article")]


def test_two_yesterdays_that_cannot_both_hold_show_a_seam(lexicon: Lexicon) -> None:
    publication, plain = published(TWO_YESTERDAYS, lexicon, "2020-01-01")
    (seam,) = publication.seams
    assert plain[seam.span.start : seam.span.end] == "أمس الأربعاء"
    assert "yesterday is a Friday" in seam.why


def test_metadata_gives_the_day_where_the_text_has_none(lexicon: Lexicon) -> None:
    publication, _ = published(SIDEBAR, lexicon, "2018-07-01", metadata="2018-06-20T08:00")
    assert publication.date == "2018-06-20"
    assert publication.proof[0].span is None


@LAW
@given(text=pages())
def test_no_day_after_the_capture_and_none_without_proof(lexicon: Lexicon, text: str) -> None:
    tokens = tokenize(text)
    blocks = tuple(Block(Span(line.start, line.end), "body", "test") for line in tokens.lines)
    article = Article(None, None, None, None, None, tuple(block.span for block in blocks), blocks)
    times = times_of(tokens, blocks, lexicon)
    publication = find_publication(Page("p", text, captured="2020-05-05"), tokens, article, times, lexicon)
    assert publication.date <= "2020-05-05"
    assert not publication.date or any(evidence.used for evidence in publication.proof)
    assert publication.earliest <= publication.latest <= "2020-05-05"


def test_an_open_page_claims_no_bound_it_has_no_proof_of(lexicon: Lexicon) -> None:
    publication, _ = published(SIDEBAR, lexicon, "2018-07-01")
    assert (publication.date, publication.earliest, publication.latest) == ("", "", "2018-07-01")


def test_a_past_date_bounds_an_open_page_from_below(lexicon: Lexicon) -> None:
    told = SIDEBAR + "body| وكان الجسر قد انهار في 14 مارس 2017 إثر السيول.\n"
    publication, _ = published(told, lexicon, "2018-07-01")
    assert (publication.date, publication.earliest) == ("", "2017-03-14")

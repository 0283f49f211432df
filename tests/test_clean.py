from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from khabar.clean import find_article
from khabar.model import Metadata, Page, Span
from khabar.text.tokens import tokenize
from packaged import packaged_lexicon
from strategies import LAW, anything, dressed, pages

if TYPE_CHECKING:
    from khabar.model import Article

LEXICON = packaged_lexicon()
LEAD = "أعلن مجلس المدينة إغلاق الجسر القديم أمام الشاحنات ابتداء من يوم الأحد، إلى أن تنتهي أعمال الترميم في الصيف."
SECOND = "وقال رئيس المجلس إن مهندسي البلدية وجدوا شقوقا في دعامتين من دعامات الجسر خلال فحص أجري الشهر الماضي."
THIRD = "وأضاف أن الحافلات ستنقل الركاب عبر الجسر الجديد، وأن البلدية ستدفع كلفة النقل طوال مدة الترميم."
HEADLINE = "إغلاق الجسر القديم أمام الشاحنات لترميم دعاماته"
OTHER = "منتخب الشباب يبدأ معسكره التدريبي في العاصمة النمساوية"


def clean(*lines: str, **metadata: str) -> tuple[Page, Article]:
    page = Page("page", "\n".join(lines), metadata=Metadata(**metadata))
    return page, find_article(page, tokenize(page.text), LEXICON)


def body(*lines: str) -> list[str]:
    page, article = clean(*lines)
    return [page.text[span.start : span.end] for span in article.body]


def kinds(*lines: str) -> list[str]:
    return [block.kind for block in clean(*lines)[1].blocks]


def words(page: Page, span: Span | None) -> str | None:
    return page.text[span.start : span.end] if span else None


@given(anything())
@LAW
def test_every_line_is_typed_once_and_the_body_is_made_of_lines(text: str) -> None:
    tokens = tokenize(text)
    article = find_article(Page("page", text), tokens, LEXICON)
    spans = [block.span for block in article.blocks]
    assert len(spans) == len(tokens.lines)
    for span, line in zip(spans, tokens.lines, strict=True):
        assert line.start <= span.start < span.end <= line.end
        assert text[span.start : span.end] == text[line.start : line.end].strip()
    assert set(article.body) <= set(spans)
    assert all(one < two for one, two in pairwise(article.body))


@given(dressed(pages()))
@LAW
def test_spelling_changes_no_kind(pair: tuple[str, str]) -> None:
    assume(len(tokenize(pair[0]).lines) == len(tokenize(pair[1]).lines))
    plain, disguised = (find_article(Page("page", text), tokenize(text), LEXICON) for text in pair)
    assert [block.kind for block in plain.blocks] == [block.kind for block in disguised.blocks]


@given(st.lists(st.sampled_from(["الرئيسية", "شارك", "أضف تعليقا", "12 تعليقا", "سياسة الخصوصية"]), max_size=6))
@LAW
def test_chrome_before_and_behind_changes_nothing(around: list[str]) -> None:
    assert body(*around, HEADLINE, LEAD, SECOND, THIRD, *around) == [LEAD, SECOND, THIRD]


def test_an_empty_page_has_no_article() -> None:
    _, article = clean("", "  ")
    assert (article.title, article.body, article.blocks) == (None, (), ())


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("اقرأ أيضا: " + OTHER, "read_also"),
        ("في الشأن نفسه: " + OTHER, "read_also"),
        ("مادة سابقة | " + OTHER, "read_also"),
        (OTHER, "read_also"),
        ("إعلان", "advert"),
        ("— Radio Town (@radiotown) March 3, 2019", "embed"),
        ("pic.twitter.com/aBcD12", "embed"),
        ("View this post on Instagram", "embed"),
        ("شارك هذا الموضوع:", "share"),
        ("صورة أرشيفية", "caption"),
        ("الجسر القديم قبل الترميم (رويترز)", "body"),
        ("الجسر الجديد:", "body"),
        ("“لم يحذرنا أحد”", "body"),
        ("1- الشاحنات", "body"),
        ("وتابع:", "body"),
        ("ما مصير الشاحنات؟", "body"),
        ("الشاحنات والحافلات", "body"),
    ],
)
def test_a_line_between_two_paragraphs(line: str, kind: str) -> None:
    assert kinds(HEADLINE, LEAD, line, SECOND, THIRD)[2] == kind


def test_a_list_of_other_articles_between_two_paragraphs() -> None:
    box = ["مواضيع ذات صلة", OTHER, "12 مارس 2019", "وزير النقل يفتتح محطة القطارات في الميناء"]
    assert body(HEADLINE, LEAD, *box, SECOND, THIRD) == [LEAD, SECOND, THIRD]
    assert kinds(HEADLINE, LEAD, *box, SECOND, THIRD)[2:6] == ["related"] * 4


@pytest.mark.parametrize(("opens", "closes"), [("list of 2 items", "end of list"), ("قصص مقترحة", "قصص مقترحة نهاية")])
def test_a_list_says_where_it_opens_and_closes(opens: str, closes: str) -> None:
    box = [opens, "ما مصير الشاحنات؟", "من يحرس الجسر؟", closes]
    assert body(HEADLINE, LEAD, *box, SECOND, THIRD) == [LEAD, SECOND, THIRD]


@pytest.mark.parametrize("credit", ["رويترز", "رويترز/ سمير الحلبي", "سمير الحلبي - رويترز"])
def test_a_picture_told_of_twice_is_no_headline(credit: str) -> None:
    caption = f"شاحنات تنتظر أمام الجسر القديم قبل إغلاقه لترميم دعاماته ({credit})"
    assert kinds("الرئيسية", HEADLINE, caption, "شارك", caption, LEAD, SECOND)[1:5] == [
        "headline",
        "caption",
        "share",
        "caption",
    ]


@pytest.mark.parametrize(
    "line",
    [
        "انتهى الخبر.",
        "writer@example.org",
        "للتواصل مع الكاتب أرسل رسالة",
        "// انتهى //",
        "17:54 ت م",
        "م.ع/س.ح",
        "كاتب وباحث في شؤون النقل",
        "1- الشاحنات الثقيلة",
        "وأعلنت البلدية مواعيد الحافلات في الأسبوع المقبل",
    ],
)
def test_last_lines_that_belong_to_the_text(line: str) -> None:
    assert body(HEADLINE, LEAD, SECOND, THIRD, line, "الأكثر قراءة", OTHER) == [LEAD, SECOND, THIRD, line]


@pytest.mark.parametrize("line", ["تقييم المادة", "البودكاست", OTHER, "#الجسر #البلدية", "12/3/2019", "Radio Town"])
def test_last_lines_that_do_not(line: str) -> None:
    assert body(HEADLINE, LEAD, SECOND, THIRD, line) == [LEAD, SECOND, THIRD]


@pytest.mark.parametrize(
    ("lines", "title"),
    [
        ([HEADLINE + " - صحيفة الساحل", "الرئيسية", HEADLINE], HEADLINE),
        ([HEADLINE + " | صحيفة الساحل", "الرئيسية"], HEADLINE),
        ([HEADLINE + " - It's Over 9000!"], HEADLINE),
        (["صحيفة الساحل - " + HEADLINE, "صحيفة الساحل"], HEADLINE),
        ([HEADLINE + " - ضفة النهر"], HEADLINE + " - ضفة النهر"),
        ([OTHER, "وزير النقل يفتتح محطة القطارات في الميناء", HEADLINE], HEADLINE),
        ([HEADLINE, "سالم بن أحمد", "3 مارس 2019"], HEADLINE),
        ([HEADLINE, "شارك", "الشاحنات ممنوعة من عبور الجسر ليلا ونهارا"], HEADLINE),
        (["الرئيسية", "بحث"], None),
    ],
)
def test_the_headline_is_found_and_the_outlet_cut_off(lines: list[str], title: str | None) -> None:
    page, article = clean(*lines, LEAD, SECOND, THIRD)
    assert words(page, article.title) == title


def test_the_page_s_own_title_says_which_line_is_the_headline() -> None:
    lines = (HEADLINE, "كل ما تريد معرفته عن إغلاق الجسر القديم", LEAD, SECOND)
    page, article = clean(*lines, title="كل ما تريد معرفته عن إغلاق الجسر القديم - الساحل")
    assert words(page, article.title) == lines[1]


@pytest.mark.parametrize(
    ("line", "author", "place", "agency"),
    [
        ("كتب - صادق الحموي:", "صادق الحموي", None, None),
        ("بقلم: هدى الأسمر", "هدى الأسمر", None, None),
        ("الرياض - واس", None, "الرياض", "واس"),
        ("واس (الرياض)", None, "الرياض", "واس"),
        ("بيروت: (د ب أ)", None, "بيروت", "د ب أ"),
        ("سان فرانسيسكو:رويترز", None, "سان فرانسيسكو", "رويترز"),
        ("بلدي نيوز - ادلب (محمد الخطيب)", "محمد الخطيب", "ادلب", "بلدي نيوز"),
        ("دمشق - وكالات", None, "دمشق", "وكالات"),
        ("غازي البكري ـ جدة", "غازي البكري", "جدة", None),
        ("د ب أ", None, None, "د ب أ"),
        ("3 مارس 2019", None, None, None),
    ],
)
def test_the_line_under_the_headline(line: str, author: str | None, place: str | None, agency: str | None) -> None:
    page, article = clean(HEADLINE, line, "شارك", LEAD, SECOND)
    spans = (article.byline, article.dateline_place, article.dateline_agency)
    assert tuple(words(page, span) for span in spans) == (author, place, agency)


@pytest.mark.parametrize(
    ("head", "place", "agency"),
    [
        ("أنقرة/ الأناضول -- ", "أنقرة", "الأناضول"),
        ("القاهرة (رويترز) - ", "القاهرة", "رويترز"),
        ("بيروت - أ ف ب: ", "بيروت", "أ ف ب"),
        ("نابلس 5-3-2020 وفا- ", "نابلس", "وفا"),
        ("وقال الرئيس: ", None, None),
        ("المرحلة الأولى - ", None, None),
    ],
)
def test_a_dateline_at_the_head_of_the_text(head: str, place: str | None, agency: str | None) -> None:
    page, article = clean(HEADLINE, head + LEAD, SECOND)
    assert (words(page, article.dateline_place), words(page, article.dateline_agency)) == (place, agency)


def test_a_dateline_that_touches_the_text_is_part_of_it_and_a_name_is_not() -> None:
    assert body(HEADLINE, "شارك", "بيروت - رويترز", LEAD, SECOND) == ["بيروت - رويترز", LEAD, SECOND]
    assert body(HEADLINE, "شارك", "محمد الخطيب", LEAD, SECOND) == [LEAD, SECOND]


def test_an_article_printed_twice_is_kept_once() -> None:
    lines = (HEADLINE, LEAD, SECOND, "نسخة للطباعة", HEADLINE, LEAD, SECOND)
    assert body(*lines) == [LEAD, SECOND]
    assert [block.rule for block in clean(*lines)[1].blocks][-2:] == ["repeated", "repeated"]


def test_comments_by_readers_are_no_text() -> None:
    comment = "كلام جميل لكننا سمعنا عن ترميم الجسر القديم قبل عشر سنين، والشاحنات ما زالت تعبره كل يوم."
    for head in ([], ["تعليقات القراء"]):
        lines = (HEADLINE, LEAD, SECOND, THIRD, *head, "ابن البلد", "3/3/2019 10:11", comment)
        assert body(*lines) == [LEAD, SECOND, THIRD]


def test_teasers_under_their_headlines_are_no_article() -> None:
    teasers = [
        (OTHER, "يلعب المنتخب ثلاث مباريات ودية قبل أن يعود إلى البلاد نهاية الأسبوع المقبل."),
        ("افتتاح معرض الكتاب", "تشارك في المعرض ستون دار نشر، ويستمر حتى العشرين من الشهر الحالي."),
        ("أمطار على الساحل", "توقعت الأرصاد هطول أمطار غزيرة على المرتفعات ليل الخميس وصباح الجمعة."),
        ("ارتفاع سعر القمح", "زاد سعر طن القمح في البورصة بنسبة اثنين في المئة بعد موسم جاف في الشمال."),
    ]
    lines = [line for teaser in teasers for line in teaser]
    assert body("اقتصاد", *lines, "التالي") == []

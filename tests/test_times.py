"""Time expressions in their sentences: found at the right words, resolved to the right day, silent where none is said.

The day of writing is Wednesday 12 February 2020 unless a case says otherwise; news leans to the past.
"""

from __future__ import annotations

import tomllib
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Literal, get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

import khabar
from khabar.lexicon.tables import Faults
from khabar.lexicon.times import TimeLexicon, load_times
from khabar.model import Span
from khabar.text.tokens import tokenize
from khabar.times import find_times, resolve
from khabar.times.resolve import Lean
from notation import marked
from strategies import CHROME, LAW, anything, dressed

if TYPE_CHECKING:
    from khabar.times import TimeExpression

DATA = Path(khabar.__path__[0]) / "data"
WRITTEN = date(2020, 2, 12)

DAYS = (
    ("زار الوزير المخيم <t>اليوم</t> مع وفد.", "2020-02-12"),
    ("زار الوزير المخيم <t>أمس</t> مع وفد.", "2020-02-11"),
    ("قتل جنديان <t>أمس الثلاثاء</t> في كمين.", "2020-02-11"),
    ("قتل جنديان <t>أمس (الثلاثاء)</t> في كمين.", "2020-02-11"),
    ("وصل الموفد <t>اليوم، الأربعاء</t>، إلى بيروت.", "2020-02-12"),
    ("قصفت الطائرات البلدة <t>مساء أمس الثلاثاء</t>.", "2020-02-11"),
    ("قصفت الطائرات البلدة <t>فجر اليوم الأربعاء</t>.", "2020-02-12"),
    ("عاد الوفد <t>أول من أمس</t> إلى عمان.", "2020-02-10"),
    ("عاد الوفد <t>أول أمس الاثنين</t> إلى عمان.", "2020-02-10"),
    ("عاد الوفد <t>يوم أمس الأول</t> إلى عمان.", "2020-02-10"),
    ("عاد الوفد <t>الأول من أمس</t> إلى عمان.", "2020-02-10"),
    ("كان الهدوء يعم المدينة ب<t>الأمس</t>.", "2020-02-11"),
    ("تنطلق المحادثات <t>غداً الخميس</t> في جنيف.", "2020-02-13"),
    ("تنطلق المحادثات <t>صباح غد</t> في جنيف.", "2020-02-13"),
    ("تنطلق المحادثات <t>بعد غد</t> في جنيف.", "2020-02-14"),
    ("سمع دوي انفجار <t>الليلة الماضية</t> غرب المدينة.", "2020-02-11"),
    ("دعت السفارة، <t>الثلاثاء</t>، رعاياها إلى المغادرة.", "2020-02-11"),
    ("دعت السفارة، <t>الثلاثا</t>، رعاياها إلى المغادرة.", "2020-02-11"),
    ("دعت السفارة <t>يوم الإثنين الماضي</t> رعاياها إلى المغادرة.", "2020-02-10"),
    ("دعت السفارة <t>الأربعاء الفائت</t> رعاياها إلى المغادرة.", "2020-02-05"),
    ("يصل الموفد <t>الخميس المقبل</t> إلى بغداد.", "2020-02-13"),
    ("اندلعت المعارك <t>ليلة الخميس</t> قرب الجسر.", "2020-02-06"),
    ("جرى اللقاء <t>الخميس قبل الماضي</t> بعيدا عن الإعلام.", "2020-01-30"),
    ("أقر المجلس القانون و<t>الأربعاء</t> نشره.", "2020-02-12"),
)
DATES = (
    ("وقع الاتفاق في <t>17 أيلول 2018</t> في سوتشي.", "2018-09-17"),
    ("وقع الاتفاق في <t>الخامس من آذار</t> بعد لقاء طويل.", "2020-03-05"),
    ("وقع الاتفاق في <t>الحادي والعشرين من مايو 2019</t> بحضور السفراء.", "2019-05-21"),
    ("وقع الاتفاق في <t>8 شباط الجاري</t> في جنيف.", "2020-02-08"),
    ("وقع الاتفاق في <t>20 يناير الماضي</t> في جنيف.", "2020-01-20"),
    ("وقع الاتفاق في <t>الثالث من الشهر الجاري</t> في جنيف.", "2020-02-03"),
    ("وقع الاتفاق في <t>الثالث من الشهر الماضي</t> في جنيف.", "2020-01-03"),
    ("وقع الاتفاق في <t>3 الجاري</t> في جنيف.", "2020-02-03"),
    ("وقع الاتفاق <t>الثلاثاء 24 شباط / فبراير</t> في جنيف.", "2015-02-24"),
    ("وقع الاتفاق في <t>6 أغسطس (آب) 2019</t> في جنيف.", "2019-08-06"),
    ("وقع الاتفاق في <t>6 أغسطس/آب 2019</t> في جنيف.", "2019-08-06"),
    ("وقع الاتفاق في <t>9 جانفي 2018</t> في تونس.", "2018-01-09"),
    ("وقع الاتفاق في <t>9 جويلية 2018</t> في تونس.", "2018-07-09"),
    ("وقع الاتفاق في <t>9 أوت 2018</t> في تونس.", "2018-08-09"),
    ("وقع الاتفاق في <t>9 غشت 2018</t> في الرباط.", "2018-08-09"),
    ("وقع الاتفاق في <t>9 كانون الأول 2018</t> في الرباط.", "2018-12-09"),
    ("وقع الاتفاق في <t>5 شوال 1436هـ الموافق 21 يوليو 2015م</t> في جدة.", "2015-07-21"),
    ("وقع الاتفاق في <t>1436/10/5هـ</t> في جدة.", "2015-07-21"),
    ("وقع الاتفاق <t>الأحد الموافق 9 فبراير 2020</t> في جدة.", "2020-02-09"),
    ("نشر في: <t>3/8/2015 01:01</t>", "2015-08-03T01:01"),
    ("نشر في: <t>12/25/2019</t>", "2019-12-25"),
    ("نشر في: <t>2015-08-04</t>", "2015-08-04"),
    ("نشر في: <t>2015-08-04T12:30:15</t>", "2015-08-04T12:30:15"),
    ("نشر في: <t>11.02.2020</t>", "2020-02-11"),
    ("<t>الإثنين ٢٥ / نوفمبر / ٢٠٢٤</t>", "2024-11-25"),
    ("<t>الأحد، 2 آب 2015 - 08:31</t>", "2015-08-02T08:31"),
    ("<t>يوليو 23, 2015, 3:30 ص</t>", "2015-07-23T03:30"),
    ("<t>GMT 04:28 2025 الإثنين ,24 شباط / فبراير</t>", "2025-02-24T04:28"),
    ("— Press Office (@press) <t>February 11, 2020</t>", "2020-02-11"),
    ("يصادف <t>يوم السبت 21/09</t> ذكرى التأسيس.", "2019-09-21"),
)
MONTHS_AND_YEARS = (
    ("انسحبت القوات في <t>كانون الثاني الماضي</t> من البلدة.", "2020-01"),
    ("انسحبت القوات في <t>أيلول/سبتمبر 2014</t> من البلدة.", "2014-09"),
    ("انسحبت القوات في <t>مارس</t> من البلدة.", "2020-03"),
    ("انسحبت القوات في <t>أكتوبر</t> من البلدة.", "2019-10"),
    ("انسحبت القوات <t>الشهر الماضي</t> من البلدة.", "2020-01"),
    ("انسحبت القوات <t>مطلع عام 2011</t> من البلدة.", "2011"),
    ("انسحبت القوات <t>أواخر الشهر الماضي</t> من البلدة.", "2020-01"),
    ("انسحبت القوات منذ <t>2014</t> من البلدة.", "2014"),
    ("انسحبت القوات <t>العام الماضي</t> من البلدة.", "2019"),
    ("انسحبت القوات <t>سنة 2014م</t> من البلدة.", "2014"),
    ("انسحبت القوات <t>عام ألفين وأحد عشر</t> من البلدة.", "2011"),
    ("انسحبت القوات <t>صيف 2014</t> من البلدة.", "2014-06"),
    ("انسحبت القوات خلال <t>الربع الأول من العام الجاري</t> من البلدة.", "2020-01"),
    ("انسحبت القوات في <t>تسعينيات القرن الماضي</t> من البلدة.", "1990"),
    ("انسحبت القوات <t>الأسبوع الماضي</t> من البلدة.", "2020-02-03"),
    ("انسحبت القوات <t>الأسبوع الجاري</t> من البلدة.", "2020-02-10"),
)
COUNTED = (
    ("اختطف الصحفي <t>قبل ثلاثة أيام</t> في إدلب.", "2020-02-09"),
    ("اختطف الصحفي <t>قبل نحو 3 أسابيع</t> في إدلب.", "2020-01-22"),
    ("اختطف الصحفي <t>منذ أسبوعين</t> في إدلب.", "2020-01-29"),
    ("اختطف الصحفي <t>قبل ثلاثة أشهر</t> في إدلب.", "2019-11"),
    ("اختطف الصحفي <t>قبل عامين</t> في إدلب.", "2018"),
    ("اختطف الصحفي <t>قبل يوم واحد</t> في إدلب.", "2020-02-11"),
    ("تبدأ الهدنة <t>بعد يومين</t> في إدلب.", "2020-02-14"),
    ("سقطت قذائف خلال <t>اليومين الماضيين</t> على البلدة.", "2020-02-10"),
    ("سقطت قذائف خلال <t>الأيام الثلاثة الماضية</t> على البلدة.", "2020-02-09"),
    ("سقطت قذائف خلال <t>الـ24 ساعة الماضية</t> على البلدة.", "2020-02-11"),
)
RANGES = (
    ("استمرت المباحثات <t>يومي 17 و18 شباط الجاري</t> في موسكو.", "2020-02-17", "2020-02-18"),
    ("استمرت المباحثات من <t>13 إلى 15 يوليو 2019</t> في موسكو.", "2019-07-13", "2019-07-15"),
    ("استمرت المباحثات بين <t>3 و5 آذار 2019</t> في موسكو.", "2019-03-03", "2019-03-05"),
    ("استمرت المباحثات من <t>28 يوليو إلى 3 أغسطس 2019</t> في موسكو.", "2019-07-28", "2019-08-03"),
    ("استمرت المباحثات <t>أيام 13 و14 و15 تموز 2019</t> في موسكو.", "2019-07-13", "2019-07-15"),
    ("استمرت المباحثات من <t>السبت إلى الثلاثاء</t> في موسكو.", "2020-02-08", "2020-02-11"),
    ("استمرت المباحثات <t>يومي الاثنين والثلاثاء</t> في موسكو.", "2020-02-10", "2020-02-11"),
    ("استمرت المباحثات <t>ليل الجمعة السبت</t> في موسكو.", "2020-02-07", "2020-02-08"),
    ("استمرت المباحثات بين <t>عامي 2011 و2015</t> في موسكو.", "2011", "2015"),
    ("استمرت المباحثات خلال <t>شهري كانون الثاني وشباط 2019</t> في موسكو.", "2019-01", "2019-02"),
)
CLOCK = (
    ("دوى الانفجار <t>الساعة 11:43</t> قرب السوق.", "2020-02-12T11:43"),
    ("دوى الانفجار عند <t>الساعة الثالثة عصراً</t> قرب السوق.", "2020-02-12T15"),
    ("دوى الانفجار عند <t>الثالثة والنصف فجراً</t> قرب السوق.", "2020-02-12T03:30"),
    ("دوى الانفجار عند <t>الساعة الخامسة إلا ربعا مساء</t> قرب السوق.", "2020-02-12T16:45"),
    ("دوى الانفجار <t>الساعة 1430 بتوقيت غرينتش</t> قرب السوق.", "2020-02-12T14:30"),
    ("دوى الانفجار <t>8 مساء أمس</t> قرب السوق.", "2020-02-11T20"),
    ("دوى الانفجار <t>الساعة الثامنة من مساء أمس الثلاثاء</t> قرب السوق.", "2020-02-11T20"),
)
HOLIDAYS = (
    ("أعلنت الهدنة بمناسبة <t>عيد الفطر 2019</t>.", "2019-06-04"),
    ("أعلنت الهدنة <t>أول أيام عيد الأضحى المبارك</t>.", "2019-08-11"),
    ("أعلنت الهدنة خلال <t>شهر رمضان 2019</t>.", "2019-05-06"),
    ("أعلنت الهدنة في <t>عيد الفصح 2013</t>.", "2013-03-31"),
    ("أعلنت الهدنة في <t>أحد القيامة 2013</t>.", "2013-05-05"),
    ("أعلنت الهدنة في <t>عيد الميلاد 2018</t>.", "2018-12-25"),
    ("أعلنت الهدنة في <t>شم النسيم 2021</t>.", "2021-05-03"),
    ("أعلنت الهدنة في <t>رأس السنة الهجرية 2019</t>.", "2019-08-31"),
)
SILENT = (
    "أكد المندوب التمسك بالقرار 2254 نصا وروحا.",
    "ذكرت صحيفة «اليوم» أن المعبر مغلق.",
    "نقلت المصري اليوم عن مصدر أمني رفيع.",
    "اليوم - الدمام",
    "تتواصل الحملة لليوم الثالث على التوالي.",
    "العار باق إلى يوم القيامة.",
    "النازحون في أمس الحاجة إلى الدواء.",
    "وقع التفجير في سوق الأحد شمال البلدة.",
    "مارس الوسطاء ضغوطا على الطرفين.",
    "نقل الجريح إلى مستشفى مايو كلينك.",
    "قالت رئيسة الوزراء تيريزا ماي إن بلادها ملتزمة.",
    "انتقد المدير العام السابق الخطة.",
    "فاز الفريق 3-صفر على ضيفه.",
    "هاتف المكتب 0112-2015-330 والفاكس 2016.",
    "قتل 2015 شخصا ونزح آلاف.",
    "رفض الوفد المقترح من قبل أن يقرأه.",
    "جاء ذلك قبل يومين من الانتخابات.",
    "يلتقي أنصار قوى 14 آذار في الساحة.",
    "عبرت الحافلات جسر 6 أكتوبر ببطء.",
    "لعب أطفال الحي بكرة القدم.",
)


FAULTS = Faults()
TIMES = load_times(DATA, FAULTS)


@pytest.fixture(scope="session")
def times() -> TimeLexicon:
    assert not FAULTS.found
    return TIMES


def read(text: str, times: TimeLexicon) -> tuple[TimeExpression, ...]:
    tokens = tokenize(text)
    return find_times(tokens, 0, len(tokens.forms), times)


@pytest.mark.parametrize(("line", "iso"), [*DAYS, *DATES, *MONTHS_AND_YEARS, *COUNTED, *CLOCK, *HOLIDAYS])
def test_a_phrase_is_found_whole_and_resolved(line: str, iso: str, times: TimeLexicon) -> None:
    case = marked(line)
    found = read(case.text, times)
    assert [expression.span for expression in found] == list(case.spans("t"))
    resolved = resolve(found[0], WRITTEN)
    assert resolved is not None
    assert resolved.iso == iso


@pytest.mark.parametrize(("line", "start", "end"), RANGES)
def test_a_range_has_both_ends(line: str, start: str, end: str, times: TimeLexicon) -> None:
    case = marked(line)
    found = read(case.text, times)
    assert [expression.span for expression in found] == list(case.spans("t"))
    resolved = resolve(found[0], WRITTEN)
    assert resolved is not None
    assert (resolved.iso, resolved.until_iso) == (start, end)


@pytest.mark.parametrize("line", SILENT)
def test_what_only_looks_like_a_time_is_none(line: str, times: TimeLexicon) -> None:
    assert [line[found.span.start : found.span.end] for found in read(line, times)] == []


ENTRIES = [
    (kind, entry)
    for kind, entries in tomllib.loads((DATA / "not_times.toml").read_text("utf-8")).items()
    for entry in entries
]


@pytest.mark.parametrize("line", [line for _, entry in ENTRIES for line in entry["silent"]])
def test_a_barring_entry_acts_in_its_sentence(line: str, times: TimeLexicon) -> None:
    assert read(line, times) == ()


@pytest.mark.parametrize("line", [line for _, entry in ENTRIES for line in entry.get("fires", ())])
def test_a_barring_entry_lets_other_sentences_pass(line: str, times: TimeLexicon) -> None:
    assert len(read(line, times)) == 1


def test_every_barring_entry_has_a_sentence() -> None:
    assert [entry["id"] for _, entry in ENTRIES if not entry["silent"]] == []


LEANING = (
    ("الثلاثاء", "past", "2020-02-11"),
    ("الثلاثاء", "future", "2020-02-18"),
    ("الأربعاء", "past", "2020-02-12"),
    ("الأربعاء", "future", "2020-02-19"),
    ("5 آذار", "past", "2020-03-05"),
    ("5 تموز", "past", "2019-07-05"),
    ("5 تموز", "future", "2020-07-05"),
    ("20 شباط", "past", "2020-02-20"),
    ("5 شباط", "future", "2020-02-05"),
    ("5 تموز الماضي", "future", "2019-07-05"),
    ("5 تموز المقبل", "past", "2020-07-05"),
    ("عيد الأضحى", "past", "2019-08-11"),
    ("عيد الأضحى", "future", "2020-07-31"),
)


@pytest.mark.parametrize(("phrase", "lean", "iso"), LEANING)
def test_the_lean_fills_what_the_phrase_leaves_open(
    phrase: str, lean: Literal["past", "future"], iso: str, times: TimeLexicon
) -> None:
    resolved = resolve(read(phrase, times)[0], WRITTEN, lean=lean)
    assert resolved is not None
    assert resolved.iso == iso


def test_a_weekday_wins_over_the_yesterday_it_contradicts(times: TimeLexicon) -> None:
    resolved = resolve(read("أمس الخميس", times)[0], WRITTEN)
    assert resolved is not None
    assert resolved.iso == "2020-02-06"


@pytest.mark.parametrize(
    ("phrase", "iso"), [("17 أيلول 2018", "2018-09-17"), ("عام 2011", "2011"), ("أمس", ""), ("17 أيلول", "")]
)
def test_without_a_day_of_writing_only_absolute_dates_resolve(phrase: str, iso: str, times: TimeLexicon) -> None:
    resolved = resolve(read(phrase, times)[0], None)
    assert (resolved.iso if resolved else "") == iso


def test_hours_count_from_a_moment(times: TimeLexicon) -> None:
    moment = datetime(2020, 2, 12, 4, 30)  # noqa: DTZ001 - the moment of writing has no zone
    resolved = resolve(read("منذ 3 ساعات", times)[0], moment)
    assert resolved is not None
    assert resolved.iso == "2020-02-12T01:30"


def test_about_a_week_ago_is_no_exact_day(times: TimeLexicon) -> None:
    resolved = resolve(read("قبل أسبوعين", times)[0], WRITTEN)
    assert resolved is not None
    assert (resolved.earliest, resolved.latest) == (date(2020, 1, 26), date(2020, 2, 1))


@pytest.mark.parametrize(
    ("phrase", "first", "last"),
    [
        ("أوائل آذار 2013", date(2013, 3, 1), date(2013, 3, 10)),
        ("منتصف آذار 2013", date(2013, 3, 11), date(2013, 3, 20)),
        ("أواخر آذار 2013", date(2013, 3, 21), date(2013, 3, 31)),
        ("نهاية عام 2013", date(2013, 10, 1), date(2013, 12, 31)),
        ("الأسبوع الماضي", date(2020, 2, 3), date(2020, 2, 9)),
        ("شهر رمضان 2019", date(2019, 5, 6), date(2019, 6, 3)),
    ],
)
def test_a_stretch_covers_its_days(phrase: str, first: date, last: date, times: TimeLexicon) -> None:
    resolved = resolve(read(phrase, times)[0], WRITTEN)
    assert resolved is not None
    assert (resolved.earliest, resolved.latest) == (first, last)


@pytest.mark.parametrize(
    ("phrase", "iso"), [("منذ آذار", "2019-03"), ("منذ الخميس", "2020-02-06"), ("منذ شهرين", "2019-12")]
)
def test_what_has_lasted_since_began_in_the_past(phrase: str, iso: str, times: TimeLexicon) -> None:
    found = read(phrase, times)[0]
    resolved = resolve(found, WRITTEN, lean="future")
    assert found.since
    assert resolved is not None
    assert resolved.iso == iso


@pytest.mark.parametrize(
    ("phrase", "weak"), [("اليوم", False), ("الآن", True), ("في الشهر التالي", True), ("بعد يومين", True)]
)
def test_what_may_be_of_a_story_is_weak(phrase: str, weak: bool, times: TimeLexicon) -> None:
    assert read(phrase, times)[0].weak is weak


SENTENCES = [marked(line).text for line, _ in (*DAYS, *DATES, *MONTHS_AND_YEARS, *COUNTED, *CLOCK)]
SENTENCES += [marked(line).text for line, _, _ in RANGES]


def said(expression: TimeExpression) -> TimeExpression:
    """Return the expression without its place."""
    until = said(expression.until) if expression.until else None
    return replace(expression, first=0, last=0, span=Span(0, 0), until=until)


@LAW
@given(dressed(st.sampled_from(SENTENCES)))
def test_spelling_changes_nothing_that_is_said(pair: tuple[str, str]) -> None:
    plain, disguised = pair
    assert list(map(said, read(disguised, TIMES))) == list(map(said, read(plain, TIMES)))


@LAW
@given(st.sampled_from(CHROME), st.sampled_from(SENTENCES))
def test_a_line_before_moves_spans_and_nothing_else(chrome: str, sentence: str) -> None:
    moved = [one.span for one in read(f"{chrome}\n{sentence}", TIMES)][-len(read(sentence, TIMES)) :]
    shift = len(chrome) + 1
    assert moved == [Span(one.span.start + shift, one.span.end + shift) for one in read(sentence, TIMES)]


def fragments() -> st.SearchStrategy[str]:
    """Words of time in any order, with numbers and signs between."""
    words = st.sampled_from(sorted({word for sentence in SENTENCES for word in sentence.split()}))
    signs = st.sampled_from([*"/-.,:()«»،", "و", "ل", "0", "31", "32", "99", "2020", "1436", "9999", "0000"])
    return st.lists(words | signs, max_size=12).map(" ".join) | st.lists(words | signs, max_size=9).map("".join)


@LAW
@given(anything() | fragments(), st.dates() | st.none(), st.sampled_from(get_args(Lean)))
def test_any_text_is_read_without_fault(text: str, written: date | None, lean: Lean) -> None:
    behind = 0
    for expression in read(text, TIMES):
        assert behind <= expression.span.start < expression.span.end <= len(text)
        behind = expression.span.end
        resolved = resolve(expression, written, lean=lean)
        if resolved is not None:
            assert resolved.earliest <= resolved.latest

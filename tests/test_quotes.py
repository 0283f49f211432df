from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from khabar.text.quotes import find_quotations
from notation import marked

# q holds the words between the marks, r those of a quotation one of whose marks is missing; the outer comes first.
QUOTATIONS = [
    "قال: «<q>سنعود إلى ديارنا غدا</q>».",
    'قال: "<q>سنعود إلى ديارنا غدا</q>".',
    "قال: “<q>سنعود إلى ديارنا غدا</q>”.",
    "قال: ”<q>سنعود إلى ديارنا غدا</q>“.",
    "قال: „<q>سنعود إلى ديارنا غدا</q>“.",
    "قال: ‹<q>سنعود إلى ديارنا غدا</q>›.",
    "قال: »<q>سنعود إلى ديارنا غدا</q>«.",
    "قال: »<q>سنعود إلى ديارنا غدا</q>».",
    "قال: ''<q>سنعود إلى ديارنا غدا</q>''.",
    "قال: '<q>سنعود إلى ديارنا غدا</q>'.",
    "قال: ((<q>سنعود إلى ديارنا غدا</q>)).",
    "قال: <<<q>سنعود إلى ديارنا غدا</q>>>.",
    'قال: «<q>سنعود إلى ديارنا غدا</q>".',
    "قال: « <q>سنعود إلى ديارنا غدا</q> ».",
    'قال: " <q>سنعود إلى ديارنا غدا</q> ".',
    'مسلحو تنظيم"<q>داعش</q>"في الرقة',
    'صحيفة لـ«<q>النهار</q>» ولـ»<q>السفير</q>» و"<q>الحياة</q>"',
    'قال: "<q>تنظيم "<q>داعش</q>" خسر المدينة</q>".',
    "قال: «<q>كتب لي: «<q>لا تعد</q>»، فعدت</q>».",
    'أغلقت "<q>سبأ</q>" و"<q>وفا</q>" أبوابهما',
    "قرأ «<q>الأول\nوالثاني كله</q>» ثم سكت",
    # never closed: to the end of the paragraph
    "قال: «<r>سنعود إلى ديارنا غدا.</r>\nومضى في طريقه.",
    'قال: "<r>سنعود إلى ديارنا غدا</r>',
    # taken up again in the next paragraph
    "قال: «<q>سنعود إلى ديارنا.\n«ولن ننسى من رحل</q>».",
    # closed and never opened: from the colon, or from the start of the sentence
    "عاد الوزير. وقال: <r>سنعود إلى ديارنا غدا</r>».",
    "عاد الوزير. <r>سنعود إلى ديارنا غدا</r>» قال بهدوء.",
    # two reports, neither closed
    "قالت الأم :»<r>لن نرحل أبدا.</r> وقال الأب :»<r>بل نرحل غدا.</r>\nانتهى",
    # both marks lean the same way
    'الصحيفة "<q>الوطن</q> "نشرت الخبر',
    # no quotations
    "وصل (سامي) إلى البيت",
    "شاشة 55\" ومسمار 3' طولا",
    "it's the band's song",
    "كلمة لا علامة لها",
    "",
]


@pytest.mark.parametrize("line", QUOTATIONS)
def test_quotations_of_every_kind(line: str) -> None:
    case = marked(line)
    found = find_quotations(case.text, 0, len(case.text))
    inner = [(case.text[q.inner_start : q.inner_end].strip(), q.repaired) for q in found]
    assert inner == [(case.text[span.start : span.end].strip(), tag == "r") for tag, span in case.found]


def test_marks_belong_to_the_quotation_and_depth_counts() -> None:
    text = 'قال: "تنظيم "داعش" خسر المدينة".'
    outer, inner = find_quotations(text, 0, len(text))
    assert text[outer.start : outer.end] == '"تنظيم "داعش" خسر المدينة"'
    assert (outer.depth, inner.depth) == (0, 1)
    assert (outer.short, inner.short) == (False, True)


def test_only_the_given_characters_are_read() -> None:
    text = "«أول» ثم «ثان» ثم «ثالث»"
    (found,) = find_quotations(text, 6, 14)
    assert text[found.start : found.end] == "«ثان»"


MARKS = "«»‹›“”„‟\"'‘’()<> \n.:,،واب1a"


@given(st.text(st.sampled_from(MARKS), max_size=80))
def test_any_marks_give_sound_bounds(text: str) -> None:
    for quotation in find_quotations(text, 0, len(text)):
        assert 0 <= quotation.start <= quotation.inner_start < quotation.inner_end <= quotation.end <= len(text)


@given(st.text(st.sampled_from(MARKS), max_size=60), st.text(st.sampled_from("ab \n"), max_size=9))
def test_text_before_the_range_shifts_bounds_and_nothing_else(text: str, before: str) -> None:
    alone = find_quotations(text, 0, len(text))
    whole = before + text
    shifted = find_quotations(whole, len(before), len(whole))
    size = len(before)
    assert [(q.start + size, q.end + size, q.depth, q.repaired) for q in alone] == [
        (q.start, q.end, q.depth, q.repaired) for q in shifted
    ]


@given(st.text(st.sampled_from(MARKS), max_size=80))
def test_the_outer_comes_before_the_inner(text: str) -> None:
    found = find_quotations(text, 0, len(text))
    assert list(found) == sorted(found, key=lambda q: (q.start, -q.end))

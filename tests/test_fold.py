from __future__ import annotations

import time
import unicodedata

import pytest
from hypothesis import given

from khabar.text.fold import fold, fold_form
from strategies import LAW, anything, dressed, familiar, pages

FORMS = [
    # The seats of hamza, alef maqsura, ta marbuta.
    ("أإآٱا", "ااااا"),
    ("مسؤول", "مسوول"),
    ("رئيس", "رييس"),
    ("مستشفى", "مستشفي"),
    ("المدينة", "المدينه"),
    ("سماء", "سماء"),
    # Marks, tatweel, superscript alef, high hamza, the small letters of the Quran.
    ("مُحَمَّدٌ", "محمد"),
    ("العـــراق", "العراق"),
    ("هٰذا", "هذا"),
    ("لَهُۥ", "له"),
    ("شيٴ", "شي"),
    # Bidi controls, zero-width characters, soft hyphen, byte order mark.
    ("\u202bدمشق\u202c", "دمشق"),
    ("\ufeffو\u200bر\u200cئ\u00adيسا\u200f", "ورييسا"),
    # Presentation forms, ligatures, and marks that are forms themselves.
    ("ﺍﻷﻟﻤﺎﻧﻴﺔ", "الالمانيه"),
    ("ﻻﻹﻵﻷ", "لالالالا"),
    ("عبدﷲ", "عبدالله"),
    ("النبيﷺ:", "النبي صلي الله عليه وسلم :"),
    ("﷼", "ريال"),
    ("إنﱠ", "ان"),
    ("شﹱا", "شا"),
    # No letters in Unicode: a sign.
    ("﷽", "﷽"),
    # Letters for foreign sounds, and the look-alikes of other languages' keyboards.
    ("الپيشمرگة", "البيشمركه"),
    ("دوڤال", "دوفال"),
    ("چنكيز", "جنكيز"),
    ("ژاك", "جاك"),
    ("ڨفصة", "قفصه"),
    ("وزیر کبیر", "وزير كبير"),
    ("کوردستان", "كوردستان"),
    # Digits and signs.
    ("١٢٣ ۴۵۶ ７ م²", "123 456 7 م2"),
    ("٣٫٥٪", "3.5%"),
    ("«أ» ”ب“ ‹ت›", '"ا" "ب" "ت"'),
    ("لا، بل؟ نعم؛", "لا, بل? نعم;"),
    ("أ – ب — ج", "ا - ب - ج"),
    ("أ\u00a0ب\u202fج\td", "ا ب ج d"),
    ("\x1aنص", " نص"),
    # Latin, Greek and Cyrillic.
    ("Erdoğan ÉCOLE ISIS İzmir ıslak", "erdogan ecole isis izmir islak"),
    ("ＢＢＣ", "bbc"),
    ("ΣΑΣ Москва", "σασ москва"),
]


@pytest.mark.parametrize(("form", "folded"), FORMS)
def test_fold_form(form: str, folded: str) -> None:
    assert fold_form(form) == folded


DASHES = [
    ("الرياض ـ واس", "الرياض - واس"),
    ("من 2 ــ 4 آذار", "من 2 - 4 اذار"),
    ("2015ـ2016", "2015-2016"),
    ("المدينةـ وقال", "المدينه- وقال"),
    ("الأُمورُـ، ", "الامور-, "),
    ("لا ـرحمه اللهـ بل", "لا -رحمه الله بل"),
    ("لـ «سبق»", 'ل "سبق"'),
    ("1436هـ.", "1436ه."),
    ("الـ22", "ال22"),
    ("أـطلقتها", "اطلقتها"),
    ("ﻻـ نعم", "لا- نعم"),
    ("هﻷـﻷه", "هلالاه"),
]


@pytest.mark.parametrize(("text", "folded"), DASHES)
def test_a_tatweel_that_lengthens_no_letter_is_a_dash(text: str, folded: str) -> None:
    assert fold(text).text == folded


@pytest.mark.parametrize("text", ["الاحتـ ـلال", "الاحتـ.ـلال", "الاحتـ/ـلال", "الاحتـــ ــلال", "الاحتِـ ـلال"])
def test_a_kashida_on_either_side_of_a_gap_closes_it(text: str) -> None:
    folded = fold(text)
    assert folded.text == "الاحتلال"
    assert folded.to_page(0, len(folded.text)).end == len(text)


@pytest.mark.parametrize("text", ["قال ـ ـ نعم", "لـ ـ 5", "بـ .ـ", "رـ ـس"])
def test_other_gaps_stay(text: str) -> None:
    assert len(fold(text).text.split()) > 1


@LAW
@given(anything())
def test_folding_twice_is_folding_once(text: str) -> None:
    assert fold_form(fold_form(text)) == fold_form(text)


@LAW
@given(anything())
def test_both_folds_agree(text: str) -> None:
    assert fold(text).text == fold_form(text)


@LAW
@given(dressed(pages()))
def test_a_disguise_folds_to_the_same(pair: tuple[str, str]) -> None:
    plain, disguise = pair
    assert fold(disguise).text == fold(plain).text


@LAW
@given(familiar())
def test_composed_and_decomposed_fold_to_the_same(text: str) -> None:
    composed = unicodedata.normalize("NFC", text)
    assert fold_form(unicodedata.normalize("NFD", composed)) == fold_form(composed)


@LAW
@given(anything())
def test_nothing_that_is_folded_is_left(text: str) -> None:
    left = fold(text).text
    assert not any("\u064b" <= char <= "\u065f" or char in "\u0640أإآؤئىة٠۰«،\u200f\ufeff" for char in left)


def test_a_lone_surrogate_is_left_as_it_is() -> None:
    assert fold("\ud800أ").text == "\ud800ا"


def test_marks_belong_to_the_letter_before_and_controls_to_none() -> None:
    page = "\u202bكتبَ\u200f، كتبَـ\u202c"
    folded = fold(page)
    assert folded.text == "كتب, كتب"
    first, second = folded.to_page(0, 3), folded.to_page(5, 8)
    assert page[first.start : first.end] == "كتبَ"
    assert page[second.start : second.end] == "كتبَـ"


LARGE = {
    "one word": "ب" * 500_000,
    "marks": "ب" + "\u064e" * 500_000,
    "a mark on every letter": "ب\u064e" * 100_000,
    "tatweel before a digit": "ب" + "\u0640" * 500_000 + "1",
    "tatweel with gaps": "\u0640 " * 100_000,
    "ligatures": "ﷺ" * 20_000,
    "letters with signs": "ب-" * 100_000,
    "letters with spaces": "ب " * 100_000,
    "long words with signs": ("ب" * 500 + "-") * 1000,
    "signs": "-" * 500_000,
}


@pytest.mark.parametrize("name", LARGE)
def test_large_pages_take_linear_time(name: str) -> None:
    # Anything worse than linear would take minutes here.
    before = time.process_time()
    fold(LARGE[name], frozenset(["داعش"]))
    assert time.process_time() - before < 5

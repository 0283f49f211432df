from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from khabar.text.clitics import read_all, read_clitics, read_enclitics
from khabar.text.fold import fold_form
from strategies import LAW, LETTERS

READINGS = [
    ("الرئيس", ["الرئيس"]),
    ("وقال", ["وقال", "قال"]),
    ("فالرئيس", ["فالرئيس", "الرئيس"]),
    ("بإدلب", ["بإدلب", "إدلب"]),
    ("وبإدلب", ["وبإدلب", "بإدلب", "إدلب"]),
    ("كالعادة", ["كالعادة", "العادة"]),
    # The article's alef is not written after lam; the word behind it may begin with lam.
    ("للجيش", ["للجيش", "الجيش", "اللجيش", "لجيش"]),
    ("للجنة", ["للجنة", "الجنة", "اللجنة", "لجنة"]),
    ("وللجيش", ["وللجيش", "للجيش", "الجيش", "اللجيش", "لجيش"]),
    ("لله", ["لله", "اله", "الله", "له"]),
    # Seen stands before a verb in the present alone.
    ("سيقول", ["سيقول", "يقول"]),
    ("وستعلن", ["وستعلن", "ستعلن", "تعلن"]),
    ("سوريا", ["سوريا"]),
    # A stem has two letters at least.
    ("لم", ["لم"]),
    ("وهم", ["وهم", "هم"]),
    ("بها", ["بها", "ها"]),
    ("و", ["و"]),
    ("", [""]),
]


@pytest.mark.parametrize(("form", "stems"), READINGS)
def test_read_clitics(form: str, stems: list[str]) -> None:
    readings = read_clitics(fold_form(form))
    assert [reading.stem for reading in readings] == list(map(fold_form, stems))


@LAW
@given(st.lists(st.text(LETTERS, min_size=1, max_size=6).map(fold_form)))
def test_all_at_once_are_as_each_alone(forms: list[str]) -> None:
    assert read_all(tuple(forms)) == tuple(map(read_clitics, forms))


@LAW
@given(st.text(LETTERS, min_size=1, max_size=8).map(fold_form))
def test_a_stem_is_the_rest_of_the_word_but_for_the_article(form: str) -> None:
    first, *others = read_clitics(form)
    assert first == (0, form)
    for cut, stem in others:
        assert stem.removeprefix("ا").endswith(form[cut:]) or form[cut:] == stem
        assert len(form) - cut >= 2
    assert [cut for cut, _ in others] == sorted(cut for cut, _ in others)


ENDINGS = [
    ("كتابه", 1, "كتاب"),
    ("كتابهما", 3, "كتاب"),
    ("كتابكم", 2, "كتاب"),
    ("رئيسها", 2, "رئيس"),
    ("رئيسنا", 2, "رئيس"),
    ("يمكنني", 2, "يمكن"),
    ("والدهن", 2, "والد"),
    ("أبوك", 1, "أبو"),
    # Ta marbuta and alef maqsura are written open before a pronoun.
    ("زيارته", 1, "زيارة"),
    ("خارجيتها", 2, "خارجية"),
    ("قيادتي", 1, "قيادة"),
    ("مستواه", 1, "مستوى"),
    ("عليهم", 2, "على"),
    # The plural and the dual lose their nun, the verb its alef.
    ("مسؤولوه", 1, "مسؤولون"),
    ("مقاتليها", 2, "مقاتلين"),
    ("نائباه", 1, "نائبان"),
    ("اعتقلوهم", 2, "اعتقلوا"),
    # Hamza takes a seat.
    ("أعضاؤه", 1, "أعضاء"),
    ("أعضائها", 2, "أعضاء"),
]


@pytest.mark.parametrize(("form", "cut", "stem"), ENDINGS)
def test_read_enclitics(form: str, cut: int, stem: str) -> None:
    assert (cut, fold_form(stem)) in read_enclitics(fold_form(form))


@pytest.mark.parametrize("form", ["قال", "له", "هما", "ي", "", "12", "bbc"])
def test_no_pronoun_to_cut_off(form: str) -> None:
    assert read_enclitics(form) == ()


@pytest.mark.parametrize(
    ("form", "stems"),
    [
        ("وزاره", ["وزاره"]),
        ("ووزاره", ["ووزاره", "وزاره"]),
        ("ولجنه", ["ولجنه", "لجنه"]),
        ("بوزاره", ["بوزاره", "وزاره"]),
        ("وقتل", ["وقتل", "قتل"]),
    ],
)
def test_a_word_known_to_be_whole_is_not_cut(form: str, stems: list[str]) -> None:
    whole = frozenset({"وزاره", "لجنه"})
    assert [reading.stem for reading in read_clitics(form, whole)] == stems

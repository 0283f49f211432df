"""What bytes are read as, by the encodings in which Arabic pages were saved and the accidents that befell them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from khabar.readers.encoding import decode, is_binary
from strategies import LAW

NEWS = (
    "وصل وزير الخارجية إلى العاصمة لبحث وقف إطلاق النار.\r\n"
    "وقال في مؤتمر صحفي: «لن نقبل بأقل من انسحاب كامل»، مضيفا أن 3 وفود ستصل غدا؟\r\n"
    "\tواتفق الجانبان على عقد جلسة أخرى؛ في 24 شباط / فبراير.\r\n"
)

SENTENCES = (
    "أعلنت وزارة الدفاع أن قواتها دخلت المدينة فجر اليوم بعد معارك استمرت أسبوعا.",
    "قال رئيس الوفد إن المحادثات ستستأنف في جنيف الشهر المقبل، وفق ما نقلت الوكالة.",
    "نفت الحكومة ما تردد عن وجود خلافات بين الوزراء حول مشروع الموازنة الجديدة.",
    "طالبت المنظمة بإيصال المساعدات إلى المحاصرين في الأحياء الشرقية من دون تأخير.",
    "وأضاف المصدر أن ثلاثة أشخاص أصيبوا بجروح طفيفة؛ ونقلوا إلى مستشفى قريب.",
    "غادر السفير البلاد، وعلى الطريق إلى المطار تجمع عشرات من أنصاره.",
    "ماذا بعد انتهاء الهدنة؟ سؤال يطرحه سكان القرى الواقعة على خط التماس.",
)
prose = st.lists(st.sampled_from(SENTENCES), min_size=2, max_size=8).map("\n".join)


@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1256"])
def test_a_page_reads_the_same_in_every_encoding(codec: str) -> None:
    assert decode(NEWS.encode(codec)) == NEWS


def test_iso_8859_6_lacks_the_quotation_marks_and_has_all_else() -> None:
    plain = NEWS.replace("«", '"').replace("»", '"')
    assert decode(plain.encode("iso8859_6")) == plain


@LAW
@given(prose, st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1256", "iso8859_6"]))
def test_arabic_prose_survives_every_encoding(text: str, codec: str) -> None:
    assert decode(text.encode(codec)) == text


@LAW
@given(prose, prose)
def test_lines_in_two_encodings_are_each_read_in_their_own(one: str, other: str) -> None:
    assert decode(one.encode() + b"\n" + other.encode("cp1256")) == f"{one}\n{other}"


def test_a_stretch_between_tags_may_be_in_another_encoding() -> None:
    raw = b"<p>" + SENTENCES[0].encode("cp1256") + b"</p><p>" + SENTENCES[1].encode() + b"</p>"
    assert decode(raw) == f"<p>{SENTENCES[0]}</p><p>{SENTENCES[1]}</p>"


@pytest.mark.parametrize("codec", ["cp1252", "cp1256"])
def test_utf_8_once_misread_is_read_back(codec: str) -> None:
    # The five bytes that windows-1252 leaves undefined become the control characters of the same number.
    misread = NEWS.encode().decode(codec, "surrogateescape")
    misread = "".join(chr(ord(char) - 0xDC00) if "\udc80" <= char <= "\udcff" else char for char in misread)
    assert decode(misread.encode()) == NEWS


def test_one_misread_line_is_read_back_beside_sound_ones() -> None:
    misread = SENTENCES[0].encode().decode("cp1256")
    assert decode(f"{misread}\n{SENTENCES[1]}".encode()) == f"{SENTENCES[0]}\n{SENTENCES[1]}"


def test_what_a_misreading_destroyed_is_not_passed_off_as_text() -> None:
    # The byte of FEH is undefined in windows-1252, and often lost on the way.
    misread = NEWS.encode().decode("cp1252", "replace").replace("\ufffd", "?")
    assert decode(misread.encode()) is None


@pytest.mark.parametrize(
    "text",
    [
        "Ørsted og Ærø: Østersøen er kold, siger Øyvind.",
        "طارق وطه وطلال وظافر في طرابلس وطبرق وظفار.",
    ],
)
def test_sound_text_that_holds_the_signs_of_a_misreading_stays(text: str) -> None:
    assert decode(text.encode()) == text


def test_a_few_broken_bytes_cost_only_themselves() -> None:
    raw = bytearray((NEWS * 5).encode())
    raw[raw.index("الخارجية".encode()) + 1] = 0xFF
    text = decode(bytes(raw))
    assert text is not None
    assert text.count("\ufffd") <= 2
    assert len(text) - len(NEWS * 5) <= 1
    assert text.endswith(NEWS)


def test_a_page_cut_within_a_character_is_read_up_to_there() -> None:
    assert decode(NEWS.strip().encode()[:-2]) == NEWS.strip()[:-2] + "\ufffd"


def test_bytes_broken_all_over_are_no_text() -> None:
    raw = bytes(byte if at % 20 else 0xFF for at, byte in enumerate((NEWS * 5).encode()))
    assert decode(raw) is None


@pytest.mark.parametrize("declared", ["iso-8859-1", "utf-8", "windows-1252", "no-such-encoding", ""])
def test_what_a_page_says_of_its_encoding_loses_against_its_bytes(declared: str) -> None:
    assert decode(NEWS.encode("cp1256"), declared) == NEWS


def test_what_a_page_says_of_its_encoding_counts_where_its_bytes_are_not_arabic() -> None:
    text = "Турция и Россия договорились о прекращении огня в Идлибе."
    assert decode(text.encode("koi8-r"), "koi8-r") == text


@pytest.mark.parametrize(
    ("text", "codec"),
    [
        ("He said: “We won’t leave the north of Syria.” – and left.", "cp1252"),
        ("Le président a déclaré que la trêve serait respectée à Alep.", "cp1252"),
        ("Президент заявил, что переговоры в Москве продолжатся завтра утром.", "cp1251"),
    ],
)
def test_pages_in_other_languages_are_read_too(text: str, codec: str) -> None:
    assert decode(text.encode(codec)) == text


def test_line_ends_and_control_characters_stay() -> None:
    assert decode("سطر\r\nسطر\rسطر\x00\x0c\n".encode()) == "سطر\r\nسطر\rسطر\x00\x0c\n"


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        (bytes(range(256)), True),
        (b"\0" * 100, True),
        (b"", False),
        (NEWS.encode("utf-16-le"), False),
        (NEWS.encode("utf-16"), False),
        (NEWS.encode("cp1256"), False),
        (NEWS.encode() + b"\0", False),
    ],
)
def test_binary_is_told_from_text_by_its_control_bytes(raw: bytes, expected: bool) -> None:
    assert is_binary(raw) is expected


@LAW
@given(st.binary(max_size=300))
def test_any_bytes_are_text_or_none(raw: bytes) -> None:
    text = decode(raw)
    assert text is None or text.encode().decode() == text

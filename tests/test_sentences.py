from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from khabar.text.sentences import MOST_TOKENS, find_sentences
from khabar.text.tokens import tokenize
from notation import marked

SENTENCES = [
    "<s>وصلت القافلة مساء.</s> <s>غادر السائقون فورا.</s>",
    "<s>هل عاد المسافرون؟</s> <s>لا أحد يعلم!</s> <s>ننتظر</s>",
    "<s>ارتفع السعر إلى 3.2 دولار للتر.</s> <s>هذا كثير.</s>",
    "<s>قال د. سامي إن الدواء متوفر.</s> <s>شكرا.</s>",
    "<s>استقبل أ. د. حسام الطلاب.</s> <s>ثم غادر.</s>",
    "<s>نقلت أ. ف. ب عن شهود أن الجسر انهار.</s> <s>لم يصب أحد.</s>",
    "<s>هذا ما ذكرته أ ف ب.</s> <s>ثم نفته الحكومة.</s>",
    "<s>نشر الخبر في د.ب.أ.</s> <s>ثم حذف.</s>",
    "<s>«عدنا إلى البيت.»</s> <s>هكذا قالت الأم.</s>",
    '<s>قال: "لن نرحل."</s> <s>ثم جلس.</s>',
    '<s>غادر الوفد.</s> <s>"لن نعود" كتب على الجدار.</s>',
    "<s>انتهى الاجتماع..</s> <s>وبدأت المشاورات.</s>",
    "<s>لا نعرف...</s> <s>ربما غدا.</s>",
    "<s>الموقع example.com متوقف منذ أمس.</s> <s>لا سبب معلنا.</s>",
    "<s>توقفت المدرسة.</s><s>وقال المدير إن العودة غدا.</s>",
    "<s>عنوان بلا نقطة</s>\n<s>سطر ثان. </s>",
    "<s>زار ج. ر. تولكين المكتبة.</s> <s>وقرأ فيها.</s>",
    "<s>(رويترز).</s> <s>انتهى</s>",
    "<s>قال لشبكة (سي.إن.إن) إنه باق.</s> <s>ثم غادر.</s>",
    "<s>عاد حزب بي.كي.كي إلى القتال.</s> <s>وردت الحكومة.</s>",
    "<s>هذا بيته.</s><s>ثم رحل.</s>",
    "<s>U.S. troops left.</s> <s>انتهى</s>",
]


@pytest.mark.parametrize("line", SENTENCES)
def test_sentences_end_where_they_end(line: str) -> None:
    case = marked(line)
    tokens = tokenize(case.text)
    found = [tokens.text(*sentence) for sentence in find_sentences(tokens, 0, len(tokens.forms))]
    assert found == [words.strip() for words in case.words("s")]


def test_a_range_of_tokens_keeps_its_bounds() -> None:
    tokens = tokenize("واحد. اثنان. ثلاثة.")
    assert find_sentences(tokens, 2, 5) == ((2, 4), (4, 5))
    assert find_sentences(tokens, 3, 3) == ()


@given(st.text(st.sampled_from("اب ود.؟!…\"»«'()\n 12a,"), max_size=60))
def test_sentences_cover_every_token_once(text: str) -> None:
    tokens = tokenize(text)
    found = find_sentences(tokens, 0, len(tokens.forms))
    assert [at for first, last in found for at in range(first, last)] == list(range(len(tokens.forms)))
    assert all(first < last for first, last in found)


def test_a_row_of_words_that_never_stops_is_cut() -> None:
    tokens = tokenize("كلمة " * (2 * MOST_TOKENS + 1))
    assert find_sentences(tokens, 0, len(tokens.forms)) == (
        (0, MOST_TOKENS),
        (MOST_TOKENS, 2 * MOST_TOKENS),
        (2 * MOST_TOKENS, 2 * MOST_TOKENS + 1),
    )

"""People who are named only to say whose kin or aide somebody is: neither speakers nor parties."""

from __future__ import annotations

import pytest

from khabar.model import Page
from khabar.pipeline import read_page
from packaged import packaged_lexicon

LEXICON = packaged_lexicon()
TITLE = "يوم آخر من الأخبار في المنطقة"
REST = "وتساقطت الأمطار على معظم المناطق الجبلية منذ ساعات الصباح الأولى وانخفضت درجات الحرارة إلى ما دون معدلها."

# Who speaks, marked off by bars.
SPEAKERS = [
    "قال |محامي صدام حسين| إن موكله بخير.",
    "قالت |ابنة القذافي| إن والدها بخير.",
    "قال |نجل علي عبد الله صالح| إن الحرب ستطول.",
    "أكد |مستشار الأسد| أن القوات ستبقى.",
    "قال |أنصار نوري المالكي| إن الحكومة فاشلة.",
    "وقالت |حملة ترامب| إن النتائج مزورة.",
    "وقالت |والدة الأسير محمد قاسم| إن حالته خطيرة.",
    "قالت |زوجة الطيار معاذ الكساسبة| إنها تنتظره.",
    "قال |شقيق الرئيس حسن روحاني| إن الاتهامات كاذبة.",
    "نفى |مكتب رئيس الوزراء بنيامين نتنياهو| التوصل إلى أي اتفاق مع الحركة.",
    "قال |محامي الرئيس السابق محمد مرسي| إن موكله مريض.",
]
# Names of those who do speak.
NAMED = [
    ("قال مبعوث الأمم المتحدة ستافان دي ميستورا إن الهدنة صامدة.", "ستافان دي ميستورا"),
    ("قال نائب الرئيس جو بايدن إن القوات ستنسحب.", "جو بايدن"),
    ("قال المستشار عدلي منصور إن الانتخابات قريبة.", "عدلي منصور"),
    ("قالت زوجة الرئيس أسماء الأسد إن الحرب ستنتهي.", "أسماء الأسد"),
]


def speaker_of(line: str) -> str:
    record = read_page(Page("p", f"{TITLE}\n\n{line} {REST}\n"), LEXICON)
    (statement,) = record.statements
    return statement.speaker_name


@pytest.mark.parametrize("line", SPEAKERS)
def test_kin_and_aides_speak_for_themselves(line: str) -> None:
    before, speaker, behind = line.split("|")
    assert speaker_of(before + speaker + behind) == speaker


@pytest.mark.parametrize(("line", "name"), NAMED)
def test_a_title_leads_to_its_bearer(line: str, name: str) -> None:
    assert speaker_of(line) == name


def test_a_guest_is_not_whose_lawyer_he_is() -> None:
    text = f"{TITLE}\n\nاستقبل وزير الخارجية محامي صدام حسين في باريس. {REST}\n"
    (event,) = read_page(Page("p", text), LEXICON).events
    assert [party.name for party in (*event.actors, *event.recipients)] == ["وزير الخارجية", "محامي صدام حسين"]

"""Pages of invented outlets on one invented week, from which tests make claims, positions and ledgers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from khabar import read_page
from khabar.model import Metadata, Page

if TYPE_CHECKING:
    from khabar.lexicon import Lexicon
    from khabar.model import Record

TRUCE = """مرصد الوادي
موسكو تعلن هدنة في درعا
أعلنت وزارة الخارجية الروسية، اليوم الاثنين 9 يوليو 2018، التوصل إلى هدنة في درعا تبدأ منتصف الليل.
وطالب المبعوث الأممي ستيفان دي ميستورا باحترام الهدنة وإدخال المساعدات الإنسانية إلى المدينة.
"""
BREACH = """نافذة الجنوب
المعارضة: الهدنة انهارت
قال المتحدث باسم الجبهة الجنوبية إبراهيم جباوي، اليوم الأربعاء 11 يوليو 2018، إن خرق روسيا للهدنة في درعا مستمر.
وأكد جباوي أن الطيران الروسي قصف مستشفى بلدة الجيزة وقتل 14 مدنيا.
واتهمت منظمة العفو الدولية الحكومة السورية بمنع إدخال المساعدات الإنسانية إلى المدينة.
"""
DENIAL = """أخبار الساحل
موسكو تنفي قصف مستشفى الجيزة
نفت وزارة الدفاع الروسية، اليوم الخميس 12 يوليو 2018، ما أوردته قناة الجزيرة عن قصف الطيران الروسي مستشفى بلدة الجيزة.
وقالت الوزارة إن الهدنة في درعا صامدة.
"""
GHOST = """أخبار الساحل
الوزارة تنفي
نفى الوزير الأردني أيمن الصفدي، اليوم الخميس 12 يوليو 2018، ما نشرته وكالة رويترز عن فتح معبر نصيب أمام اللاجئين.
"""
TURN = """مرصد الوادي
دي ميستورا يغير لهجته
رفض المبعوث الأممي ستيفان دي ميستورا، اليوم السبت 14 يوليو 2018، إدخال المساعدات الإنسانية عبر معبر نصيب.
"""
# What makes an article of a line: a headline, and a sentence behind it that says nothing of it.
FRAME = """مرصد الوادي
يوم آخر من الأخبار في المنطقة
{line} وتساقطت الأمطار على معظم المناطق الجبلية منذ ساعات الصباح الأولى وانخفضت درجات الحرارة إلى ما دون معدلها.
"""
PAGES = {"truce": TRUCE, "breach": BREACH, "denial": DENIAL, "ghost": GHOST, "turn": TURN}


def read_pages(lexicon: Lexicon, *names: str) -> list[Record]:
    """Return the records of pages by their names, all of them where none is given."""
    return [read_one(name, PAGES[name], lexicon) for name in names or PAGES]


def read_line(line: str, lexicon: Lexicon, name: str = "p") -> Record:
    """Return the record of an article of one line."""
    return read_one(name, FRAME.format(line=line), lexicon)


def read_one(name: str, text: str, lexicon: Lexicon) -> Record:
    """Return the record of a page whose first line is its outlet."""
    outlet, _, rest = text.partition("\n")
    return read_page(Page(name, rest, outlet=outlet, metadata=Metadata(site=outlet)), lexicon)

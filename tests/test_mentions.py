from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from khabar.mentions import find_mentions
from khabar.model import Article, Page, Publication, Span
from khabar.text.tokens import tokenize
from notation import marked
from strategies import LAW

if TYPE_CHECKING:
    from khabar import Lexicon
    from khabar.model import Names

OPEN = Publication("", "", "", 0.0, (), ())
# Tags: per, org, loc. Only what is marked may be found.
SENTENCES = [
    # known names, proclitics left out
    "وصل <per>جيمس جيفري</per> إلى <loc>أنقرة</loc> قادما من <loc>بروكسل</loc>.",
    "أبلغ الوفد <loc>تركيا</loc> و<loc>روسيا</loc> بأن القصف على ضواحي <loc>إدلب</loc> لن يتوقف.",
    # an article swallowed by "to" belongs to the name
    "سلمت الوثائق <loc>للولايات المتحدة</loc> مساء.",
    # people no table holds: title, given names, links, foreign names
    "قال الناطق باسم <org>الدفاع المدني</org> <per>سعيد بن مبروك الزهيري</per> إن الحريق أخمد.",
    "التقى الوزير <per>محمود عبد الرزاق الحمصي</per> وفدا من المزارعين.",
    "أوضح القاضي <per>هارون أبو ديب</per> أن الجلسة مغلقة.",
    "وقالت <per>فريدريكا لوندين</per> إن الشحنة وصلت.",
    # the letter of the future stands before no name
    "وعبر الأهالي عن حزنهم سائلين الله أن يرحمه.",
    # verbs, objects and what belongs to somebody are no part of a name, however rare; nor is a participle
    "وأكدت مصادر أن القائد <per>رستم قاسمي</per> استبعد الحوار.",
    "وروى الوزير <per>سمير جواد</per> تجاربه في السفر.",
    "حضر الشيخ <per>مروان القاسم</per> الملقب بالحكيم مع ابنه.",
    # a common word ends a name only where the phrase ends; "born in" is no part of a name
    "استقبل المحافظ <per>فارس قاسم صالح</per>، ثم غادر.",
    "يعمل <per>أنطونيو بامبيغا</per> المولود في <loc>باريس</loc> مصورا.",
    # a member of the council needs no complement
    "وكان عضو المجلس <per>علي التكبالي</per> على سفر، وبقي على رأيه.",
    # "in the name of" is no name, nor is a verb or what belongs to her a part of one
    "أكد المتحدث العسكري باسم الجماعة ذلك، ونفاه المتحدث باسم خارجيتها <per>ناصر كنعاني</per>.",
    "وكان الرئيس <per>سمير حداد</per> يقيل الوزراء تباعا.",
    # behind the body or place that completes a title a name may be a common word, or foreign; before a title too
    "أوضح المتحدث الرسمي باسم <org>وزارة التعليم</org> <per>مبارك العصيمي</per> الأمر.",
    "أكد السفير السعودي في <loc>مسقط</loc> <per>عيد الثقفي</per> تلقي الرسالة.",
    "أكد مفوض الشرطة في <loc>ولاية <loc>بورنو</loc></loc> <per>اديريمي بادوكون</per> الهجمات.",
    "وصل وزير الدفاع الأوغندي <per>كريسبوس كيونجا</per> مساء.",
    "عن ذلك قال <per>مختار الرحبي</per> السكرتير الصحفي في المكتب إن الحوار مستمر.",
    # a preposition and a verbal noun are no name, whatever office may stand before
    "صدر القرار القاضي بإلزام التجار بالأسعار.",
    # tribes and directorates
    "وقع شيوخ <org>قبيلة الدينكا</org> أمس، ونفت <org>المديرية العامة للزراعة</org> ذلك.",
    # a part of the day is no name before a day, and one elsewhere
    "وقع الرئيس اللبناني صباح اليوم المرسوم، وزاره رئيس الوزراء فجر الثلاثاء.",
    "وافتتح المحافظ <per>صباح الدوري</per> السوق.",
    # where it happened is no part of the name
    "انفجار في <loc>كنيسة مار إلياس</loc> ب<loc>دمشق</loc>.",
    # a pilgrim inside a name is a part of it
    "قال الباحث <per>مهند الحاج علي</per> إن الأمر صعب على الجميع.",
    # a name of war with an adjective for its surname
    "نفى القيادي <per>أبو علي العسكري</per> ذلك.",
    # whose father he is, in any case
    "المعروف ب<per>أبي محمد الجولاني</per> قبل سنوات.",
    # a surname all the world knows may be another man's given name
    "كتب <per>عرفات مدابش</per> من <loc>صنعاء</loc>.",
    # the particle folds to the Dutch link
    "وبحسب الخبير فإن <per>سمير حداد</per> غادر، وحضر <per>روبرت فان هوفن</per>.",
    "أعلنت <org>المقاومة</org> أنها تصد الهجوم.",
    "عاد الفريق إلى <loc>مدينة <loc>مصراتة</loc></loc> الليبية.",
    "أقيل صحفي تركي بسبب مقال.",
    "افتتح الملك <per>سلمان بن عبدالعزيز آل سعود</per> المعرض، وغادر <per>الملك سلمان</per> بعده.",
    "أمر الوزير بترميمها قبل الشتاء.",
    # a weak given name needs a cue, a common word is none
    "كان صباح أمس هادئا على الطرق كلها.",
    "جلس أعلى الجبل وحده ساعة كاملة.",
    # organs of states, head nouns, short forms
    "أعلنت <org>الحكومة التركية</org> و<org>وزارة الخارجية الروسية</org> موقفا واحدا.",
    "ترى <org>لجنة الحج المركزية</org> أن الوقت كاف.",
    "ذكرت <org>صحيفة <org>الغارديان</org></org> أن الاتفاق قريب.",
    'نقلت <org>صحيفة "<org>الحياة</org>"</org> تفاصيل اللقاء.',
    # a definite noun with its adjectives, alone and with what it is for
    "عقد <org>المجلس الأعلى للإعلام</org> جلسته، وأجلت <org>اللجنة الفنية الوطنية</org> عملها.",
    "كان عضوا في <org><org>المكتب السياسي</org> ل<org>حركة <org>حماس</org></org></org> سابقا.",
    # a body that holds another, whom a force follows, what parts a body from its rival
    "اعترضت <org>دوريات <org>خفر السواحل</org></org> القارب قبل الفجر.",
    "انسحبت <org>القوات الموالية للقائد <per>علي عبد الله صالح</per></org> من التلال.",
    "رفضت <org>حكومة <per>نتنياهو</per></org> الهدنة.",
    "طالب النواب <org><org>الحكومة</org> المعترف بها دوليا</org> بالتحرك.",
    # a name in quotation marks behind its noun
    'وقعت <org>شركة "<org>نجمة الوادي</org>"</org> العقد.',
    # places in a row, none of them known
    "تقدم المقاتلون في قرى <loc>الزعرورة</loc> و<loc>الخربانة</loc> و<loc>ذي ناعم</loc>، ثم توقفوا.",
    "شارك وفدان من <loc>السعودية</loc> و<loc>مصر</loc> و<loc>قطر</loc> في اللقاء.",
    # surnames with "father of" and a common word, "slave of the" in one word
    "حضر <per>بلال أبو دقة</per>، ووصل الشيخ <per>عبدالمجيب الوهيبي</per> مساء.",
    # places: head noun and name, adjectives, quarters
    "سيطرت الفصائل على <loc>مدينة <loc>سراقب</loc></loc> و<loc>قرية <loc>الزعفران</loc></loc>.",
    "أغلق <loc>مطار عدن الدولي</loc> أبوابه.",
    "أعيد فتح <loc>قرية <loc>بيت الورد</loc></loc> أمام السكان.",
    "أعيد فتح <loc>قرية <loc>خان بني سعدون</loc></loc> أمام السكان.",
    "تبرع المحسن بأجهزة إلى <loc>مستشفى الملك فهد</loc> أمس.",
    "اقتحم المستوطنون <loc><loc>القدس الشرقية</loc> المحتلة</loc> فجرا.",
    # the same letters: a nisba, a count of people, a newspaper
    "أسر المسلحون جنديا تركيا قرب الحدود.",
    "عبر النهر 40 سوريا وغرق ثلاثة.",
    "اتسعت الاستثمارات السعودية هذا العام.",
    "سافر الوفد إلى <loc>السعودية</loc> ليلا.",
    "كتبت «<org>الشرق الأوسط</org>» أن الهدنة قريبة.",
    "تراجعت القوات إلى القاعدة العسكرية.",
    # false friends
    "غرق القارب في <loc>المتوسط</loc>، وبلغ الحجم المتوسط حدا جديدا.",
    "كسرت الأسعار حاجزا جديدا وأنار القمر الطريق.",
    "هذا العلم وقف على أهله، وهو بين أيدينا منذ قرن.",
    "دمرت الطائرات جسرين قرب النهر.",
    # a nisba alone is no mention
    "اتفق الجانبان التركي والروسي على هدنة.",
]


def find(lexicon: Lexicon, text: str, title: str = "", published: Publication = OPEN) -> Names:
    page = Page("p", f"{title}\n{text}" if title else text)
    head = Span(0, len(title)) if title else None
    start = len(title) + 1 if title else 0
    article = Article(head, None, None, None, None, (Span(start, len(page.text)),), ())
    return find_mentions(page, tokenize(page.text, lexicon.dodged, lexicon.whole), article, published, lexicon)


def rows(text: str, names: Names) -> list[tuple[str, str]]:
    return [(m.type.lower(), text[m.span.start : m.span.end]) for m in names.mentions]


@pytest.mark.parametrize("line", SENTENCES)
def test_what_is_marked_is_found_and_no_more(lexicon: Lexicon, line: str) -> None:
    case = marked(line)
    expected = [(tag, case.text[span.start : span.end]) for tag, span in case.found]
    assert sorted(rows(case.text, find(lexicon, case.text))) == sorted(expected)


@pytest.mark.parametrize(
    ("text", "name", "entity"),
    [
        ("قال قالن إن بلاده لن تتراجع.", "قالن", "khabar:ibrahim-kalin"),
        ("اجتمع وفد الحكومة اليمنية في عدن.", "الحكومة اليمنية", "khabar:ye-government"),
        ("عاد السفير إلى عمان قادما من إربد في الأردن.", "عمان", "gn:250441"),
        ("غادر السفير عمان متجها من مسقط إلى صلالة.", "عمان", "iso:OM"),
        ("قصفت طرابلس ومصراتة ليلا في ليبيا.", "طرابلس", "gn:2210247"),
        ("عاد الوفد من ليبيا إلى طرابلس في لبنان ثم إلى ليبيا.", "طرابلس", "gn:266826"),
        ("عاد الوفد من ليبيا إلى مدينة طرابلس اللبنانية ثم إلى ليبيا.", "مدينة طرابلس", "gn:266826"),
        ("أرسلت المساعدات إلى محافظة مأرب أمس.", "محافظة مأرب", "gn:72966"),
        ("أرسلت المساعدات إلى مأرب أمس.", "مأرب", "gn:72968"),
    ],
)
def test_a_mention_has_the_entity_the_page_means(lexicon: Lexicon, text: str, name: str, entity: str) -> None:
    names = find(lexicon, text)
    assert {m.entity for m in names.mentions if text[m.span.start : m.span.end] == name} == {entity}


def test_a_surname_is_joined_to_the_full_name_of_the_page(lexicon: Lexicon) -> None:
    text = "حضر اللقاء المهندس نبيل الشوفاني. وأضاف الشوفاني أن العمل بدأ."
    found = rows(text, find(lexicon, text))
    assert found == [("per", "نبيل الشوفاني"), ("per", "الشوفاني")]


def test_a_surname_two_people_share_names_neither(lexicon: Lexicon) -> None:
    text = "وصل إبراهيم قالن، ووصل معه سليم قالن. ثم تحدث قالن طويلا."
    names = find(lexicon, text)
    assert [(text[m.span.start : m.span.end], m.entity) for m in names.mentions] == [
        ("إبراهيم قالن", "khabar:ibrahim-kalin"),
        ("سليم قالن", ""),
        ("قالن", ""),
    ]


def test_a_given_name_alone_is_the_person_named_in_full(lexicon: Lexicon) -> None:
    text = "نجت كارولينا فيشر من الغرق. وقالت كارولينا إن القارب قديم."
    assert rows(text, find(lexicon, text)) == [("per", "كارولينا فيشر"), ("per", "كارولينا")]


def test_the_ministry_is_the_one_named_before(lexicon: Lexicon) -> None:
    text = "نشرت وزارة الدفاع الروسية صورا. وقالت الوزارة إنها حديثة."
    names = find(lexicon, text)
    assert [(text[m.span.start : m.span.end], m.entity) for m in names.mentions] == [
        ("وزارة الدفاع الروسية", "khabar:russian-ministry-of-defence"),
        ("الوزارة", "khabar:russian-ministry-of-defence"),
    ]


@pytest.mark.parametrize(
    ("beside", "entity"),
    [
        ("الملك سلمان", "khabar:salman-bin-abdulaziz"),
        ("الملك عبد الله بن عبد العزيز", "khabar:abdullah-bin-abdulaziz"),
        ("الوزير", ""),
    ],
)
def test_a_title_several_bore_is_of_him_whose_name_the_page_gives(lexicon: Lexicon, beside: str, entity: str) -> None:
    text = f"أمر خادم الحرمين الشريفين بإرسال المساعدات. ثم شكر الوفد {beside}."
    names = find(lexicon, text)
    assert [m.entity for m in names.mentions if text[m.span.start : m.span.end] == "خادم الحرمين الشريفين"] == [entity]


@LAW
@given(st.text(alphabet="ابنلمدي «»\"'(:-.،\nءـَ٣", max_size=30), st.integers(0, len(SENTENCES) - 1))
def test_what_stands_around_the_article_only_shifts_its_mentions(lexicon: Lexicon, around: str, which: int) -> None:
    text = marked(SENTENCES[which]).text
    alone = find(lexicon, text)
    page = Page("p", f"{around}\n{text}\n{around}")
    start = len(around) + 1
    article = Article(None, None, None, None, None, (Span(start, start + len(text)),), ())
    names = find_mentions(page, tokenize(page.text, lexicon.dodged, lexicon.whole), article, OPEN, lexicon)
    shifted = [(m.span.start - start, m.span.end - start, m.type, m.entity) for m in names.mentions]
    assert shifted == [(m.span.start, m.span.end, m.type, m.entity) for m in alone.mentions]


@pytest.mark.parametrize(
    ("text", "days", "role", "holder"),
    [
        ("التقى وزير الخارجية الروسي وفدا.", "2015-07-20", "وزير الخارجية الروسي", "sergey-lavrov"),
        ("غادر الرئيس المصري إلى روما.", "2013-03-01", "الرئيس المصري", "mohamed-morsi"),
        ("غادر الرئيس المصري إلى روما.", "2019-03-01", "الرئيس المصري", "abdel-fattah-el-sisi"),
        ("هنأ رئيس وزراء تركيا الفريق.", "2015-07-20", "رئيس وزراء تركيا", "ahmet-davutoglu"),
        ("وصل المبعوث الأممي إلى سوريا أمس.", "2020-02-11", "المبعوث الأممي إلى سوريا", "geir-pedersen"),
        ("حذر المبعوث الأممي من المجاعة في اليمن.", "2020-02-11", "المبعوث الأممي", "martin-griffiths"),
        (
            "رحب الأمين العام لحلف شمال الأطلسي بالقرار.",
            "2020-02-11",
            "الأمين العام لحلف شمال الأطلسي",
            "jens-stoltenberg",
        ),
    ],
)
def test_an_office_alone_is_who_held_it_that_day(
    lexicon: Lexicon, text: str, days: str, role: str, holder: str
) -> None:
    names = find(lexicon, text, published=Publication(days, days, days, 0.9, (), ()))
    assert [(text[m.span.start : m.span.end], m.entity) for m in names.roles] == [(role, f"khabar:{holder}")]
    assert f"khabar:{holder}" in {entity.id for entity in names.entities}


@pytest.mark.parametrize(
    ("text", "earliest", "latest"),
    [
        ("غادر الرئيس المصري إلى روما.", "", ""),
        ("غادر الرئيس المصري إلى روما.", "2012-01-01", "2015-01-01"),
        ("غادر الرئيس المصري السابق إلى روما.", "2019-03-01", "2019-03-01"),
        ("غادر الرئيس المصري حازم الشبراوي إلى روما.", "2019-03-01", "2019-03-01"),
        ("استقبل جون كيري، وزير الخارجية الأمريكي، الوفد.", "2015-07-20", "2015-07-20"),
        ("غادر الرئيس إلى روما.", "2019-03-01", "2019-03-01"),
        ("وصل المبعوث الأمريكي أمس.", "2019-03-01", "2019-03-01"),
    ],
)
def test_an_office_stays_open_where_several_fit_or_a_name_stands_beside_it(
    lexicon: Lexicon, text: str, earliest: str, latest: str
) -> None:
    day = earliest if earliest == latest else ""
    assert find(lexicon, text, published=Publication(day, earliest, latest, 0.9, (), ())).roles == ()


def test_an_organ_made_up_from_a_pattern_is_an_entity(lexicon: Lexicon) -> None:
    (entity,) = find(lexicon, "رحبت الخارجية الكولومبية بالقرار.").entities
    assert (entity.id, entity.name_en) == ("khabar:co-foreign-ministry", "Ministry of Foreign Affairs of Colombia")
    assert (entity.country, entity.actor_code) == ("CO", "COLGOV")


LIBYA = "عاد الوفد إلى ليبيا، وزار مصراتة وبنغازي وسرت وسبها، ثم غادر ليبيا."


@pytest.mark.parametrize(
    ("lines", "entity"),
    [
        # the one of its kind that the page names with its state
        (["أعلن الجيش اللبناني حالة التأهب في بيروت.", "وانتشر الجيش على الطريق."], "khabar:lebanese-army"),
        # the one of the state the page is about, by its own name where it has one
        ([LIBYA, "ورفض مجلس النواب الميزانية."], "khabar:house-of-representatives-libya"),
        ([LIBYA, "واستقالت الحكومة."], "khabar:ly-government"),
        # not of one whose organ is named only further on
        (["استدعت وزارة الخارجية السفير.", "وردت وزارة الخارجية الفرنسية."], "khabar:fr-foreign-ministry"),
        # nobody's on a page about two
        (["بحثت ليبيا ومصر الحدود في طرابلس والقاهرة.", "واستقالت الحكومة."], ""),
    ],
)
def test_an_organ_by_its_noun_alone_is_that_of_the_state_the_page_is_about(
    lexicon: Lexicon, lines: list[str], entity: str
) -> None:
    names = find(lexicon, "\n".join(lines))
    assert [m.entity for m in names.mentions if m.type == "ORG"][-1] == entity


def test_a_state_goes_by_its_own_name_and_a_body_by_one_that_holds_the_words(lexicon: Lexicon) -> None:
    text = "اعتقلت إيطاليا رجلا في الأراضي الإيطالية.\nوأعلنت حركة النهضة هدنة، ثم تراجعت الحركة."
    names = find(lexicon, text)
    called = {text[m.span.start : m.span.end]: names.fullest[m.id] for m in names.mentions}
    assert called["الأراضي الإيطالية"] == "الأراضي الإيطالية"
    assert called["إيطاليا"] == "إيطاليا"
    assert called["الحركة"] == "حركة النهضة"


def test_mentions_are_in_page_order_with_natural_ids(lexicon: Lexicon) -> None:
    text = "زار بوتين مدينة حلب."
    names = find(lexicon, text, "بوتين في حلب")
    assert [m.id for m in names.mentions] == ["p#m0-5", "p#m9-12", "p#m17-22", "p#m23-32", "p#m29-32"]
    assert [e.id for e in names.entities] == list(dict.fromkeys(m.entity for m in names.mentions))


@pytest.mark.parametrize(
    "text",
    ["القوات الموالية ل", "القوات الموالية ل «شيء»", "قرى كذا و", "حي", "المجلس الأعلى ل", "لجنة في", "موقع› «الساحة»"],
)
def test_a_page_may_break_off_anywhere(lexicon: Lexicon, text: str) -> None:
    assert all(text[m.span.start : m.span.end].strip() for m in find(lexicon, text).mentions)


def test_an_outlet_that_ends_a_page_is_read(lexicon: Lexicon) -> None:
    assert rows("وصل الوفد.\nالحياة", find(lexicon, "وصل الوفد.\nالحياة")) == [("org", "الحياة")]


def test_only_the_article_is_read(lexicon: Lexicon) -> None:
    page = Page("p", "أخبار من باريس\nوصل الوفد إلى برلين.\nاقرأ أيضا: لندن")
    body = Span(15, 35)
    article = Article(None, None, None, None, None, (body,), ())
    names = find_mentions(page, tokenize(page.text), article, OPEN, lexicon)
    assert [page.text[m.span.start : m.span.end] for m in names.mentions] == ["برلين"]


@pytest.mark.parametrize("text", ["", "،", "الرئيس", "بن", "عبد", "أبو", 'صحيفة "', "وزارة", "مدينة (", "1 2 3", "x"])
def test_scraps_break_nothing(lexicon: Lexicon, text: str) -> None:
    assert find(lexicon, text).mentions == ()


def test_a_flat_denial_is_no_person(lexicon: Lexicon) -> None:
    names = find(lexicon, "نفت وزارة الدفاع التونسية نفيا قاطعا ما نشر عن الحادث.")
    assert {m.type for m in names.mentions} == {"ORG"}

"""Events of marked-up sentences: who did what to whom, where, when, whether at all, and how often it is told."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from khabar.events import find_events
from khabar.events.blame import clear_tellers
from khabar.events.candidates import Candidate
from khabar.events.choice import choose_sides
from khabar.mentions.fullest import full_names
from khabar.model import Article, Mention, Names, Page, Participant, Publication, Span, Statement
from khabar.pipeline import read_page
from khabar.text.tokens import tokenize
from khabar.times import find_article_times
from notation import marked
from packaged import unweighed_lexicon, weighed_lexicon

if TYPE_CHECKING:
    from collections.abc import Iterable

    from khabar.lexicon import Lexicon
    from khabar.model import Act, Event
    from notation import Marked

NOBODY = Names()
NAMES = {"per": "PER", "org": "ORG", "loc": "LOC"}


@pytest.fixture(scope="module")
def lexicon() -> Lexicon:
    """Return the lexicon without weights: what the grammar and the code book alone say."""
    return unweighed_lexicon()


def read(
    text: str, lexicon: Lexicon, *, names: Names = NOBODY, statements: tuple[Statement, ...] = (), day: str = ""
) -> tuple[Event, ...]:
    """Return the events of `text`, each of its lines a paragraph, published on `day`."""
    tokens = tokenize(text)
    body = tuple(Span(line.start, line.end) for line in tokens.lines)
    article = Article(None, None, None, None, None, body, ())
    publication = Publication(day, day, day, 1.0 if day else 0.0, (), ())
    times = find_article_times(tokens, tokens.lines, lexicon.times)
    return find_events(Page("p", text), tokens, article, times, publication, names, statements, lexicon)


def names_of(case: Marked) -> Names:
    """Return what the tags per, org and loc name, each its own entity."""
    found = [
        Mention(f"m{span.start}", span, NAMES[tag], f"khabar:{case.text[span.start : span.end]}", "tag")  # type: ignore[arg-type]
        for tag, span in case.found
        if tag in NAMES
    ]
    return with_full_names(case.text, sorted(found, key=lambda mention: mention.span))


def with_full_names(text: str, mentions: Iterable[Mention]) -> Names:
    mentions = tuple(mentions)
    return Names(mentions, fullest=full_names(text, mentions, ()))


def words(case: Marked, event: Event) -> tuple[list[str], list[str]]:
    """Return the words of an event's actors and recipients."""
    sides = [[case.text[p.span.start : p.span.end] for p in side] for side in (event.actors, event.recipients)]
    return sides[0], sides[1]


ROLES = [
    # a verb first: subject, object
    "<t>قصفت</t> <a>طائرات حربية</a> <r>سوق البلدة</r> فجر اليوم.",
    "<t>اعتقلت</t> <a>قوات الأمن</a> في المنامة <r>عشرة ناشطين</r>.",
    # a subject first
    "<a>القوات الحكومية</a> <t>تقصف</t> <r>الميناء</r> بالمدفعية.",
    "وأعلن المتحدث أن <a>المسلحين</a> <t>قتلوا</t> <r>الرهائن</r>.",
    # a count alone is a toll, nobody
    "<t>إصابة</t> ٩ في قصف السوق.",
    # a title, its complement and the name are one phrase
    "<t>زار</t> <a>المبعوث الخاص إلى <loc>سوريا</loc>، <per>غير بيدرسون</per></a> أمس.",
    "<t>التقى</t> <a>وزير الخارجية <per>سامح شكري</per></a> <r>نظيره الروسي</r>.",
    # an unvowelled past with one phrase that suffers is a passive
    "<t>قتل</t> <r>ثلاثة جنود</r> غرب المدينة.",
    "<t>قتلت</t> <a>الشرطة</a> <r>المهرب</r> بعد مطاردة.",
    "<t>قُتل</t> <r>ضابط</r> في الجبهة.",
    "<t>اعتقل</t> <r>الناشط</r> على يد <a>عناصر المخابرات</a>.",
    # a relative clause
    "شيعت القرية <r>الجنود</r> الذين <t>قتلوا</t> في الجبهة.",
    "بث التنظيم صور <r>الضابط</r> الذي <t>أعدمه</t> <a>مسلحون</a>.",
    # one without a relative, behind an indefinite phrase
    "عاد إلى الميناء <r>ستة بحارة</r> <t>احتجزهم</t> <a>قراصنة</a> قبالة الساحل.",
    "عثر رجال الإنقاذ على جثث <r>خمسة عمال</r> <t>خطفهم</t> <a>مسلحون</a> في الصحراء.",
    "ودعت الوزارة <r>ثلاثة من أفرادها</r> <t>قتلوا</t> قرب الجسر.",
    # whoever stands before a verb that may be passive suffers, where nothing behind it could be its object
    "ذكر التقرير أن <r>المسلحين</r> <t>قتلوا</t> عند الحاجز.",
    "قال المتحدث إن <a>القوات</a> <t>اعتقلت</t>، منذ فجر أمس، <r>ثلاثة مطلوبين</r>.",
    # whose deed is told by a relative alone
    "قال الوزير إن الذين <t>اعتقلوا</t> في الحملة أمام القضاء.",
    # a bomber is no part of what he blows up
    "<t>فجر</t> <a>انتحاري</a> نفسه قرب السوق.",
    # deed nouns: genitive, preposition, nation
    "أدان المجلس <t>قصف</t> <a>النظام</a> <r>مدينة <loc>دوما</loc></r>.",
    "أعلنت الوزارة <t>مقتل</t> <r>سبعة جنود</r>.",
    "أدان المجلس <t>الهجوم</t> على <r>القنصلية</r>.",
    "انتقد البيان <t>اعتقال</t> <a>السلطات</a> <r>عشرين صحفيا</r>.",
    "أدانت أثينا <t>استهداف</t> <a>القوات</a> ل<r>لمدنيين</r>.",
    # light verbs: the subject acts, or suffers
    "شن <a>مسلحون</a> <t>هجوما</t> على <r>نقطة تفتيش</r>.",
    "<a>المقاتلات</a> نفذت ست <t>غارات</t> على <r>مواقع المتمردين</r>.",
    "تعرضت <r>القافلة</r> ل<t>هجوم</t> قرب الحدود.",
    "قام <a>الوزير</a> ب<t>زيارة</t> قصيرة.",
    # parties joined
    "دارت <t>اشتباكات</t> بين <a>الجيش</a> و<r>المتمردين</r> في الضواحي.",
    "<t>اتفقت</t> <a>الحكومة</a> مع <r>الحركة</r> على التهدئة.",
    "<t>سيطر</t> <a>المقاتلون</a> على <r>المطار</r>.",
    # the clause of a deed noun: who did it, who met it, that it took place
    "صد الأهالي <t>هجوما</t> شنه <a>مسلحون</a> على <r>معسكر الجيش</r>.",
    "إن <t>اشتباكات</t> متقطعة تدور الليلة بين <a>الجيش</a> و<r>المتمردين</r>.",
    "أشاد الكاتب ب<t>الدعم</t> الذي تلقته <r>الحكومة</r> من <a>دول الجوار</a>.",
    "أشرف <a>القائد</a> على <t>هجمات</t> ضد <r>قوات التحالف</r> الذي شكلته ثلاث قبائل.",
    "كثفت القوات عملياتها لصد <t>هجمات</t> <a>المسلحين</a> التي تستهدف <r>قوات الأمن</r>.",
    "<t>الاتفاق</t> الذي وقع بين <a><loc>طهران</loc></a> و<r>الشركات الأجنبية</r>.",
    # pronouns
    "وصلت الدورية إلى <r>المهرب</r> وألقت <a>الشرطة</a> <t>القبض</t> عليه.",
    "قال المحامي إن <r>الشاب</r> <t>أطلق</t> سراحه بكفالة.",
    "رصدت <a>قوات الشرطة</a> <r>أربعة مهربين</r> و<t>قتلتهم</t> جميعا.",
    "<r>ستون شخصا</r> <t>أعدمتهم</t> <a>السلطات</a> هذا العام.",
    "وقالت <a>الشرطة</a> إنها <t>أوقفت</t> <r>خمسة طلاب</r>.",
    # who is to do it, who is accused of it, who takes part in it
    "قالت الوزيرة إن على <a>الإسرائيليين</a> <t>وقف</t> الاستيطان.",
    "المدعية تتهم <a>مسلحين</a> بالتخطيط ل<t>مهاجمة</t> <r>جنود</r>.",
    "أشاد الكاتب بدور <a>الجيش</a> في <t>تحرير</t> <r>المدينة</r>.",
    # what a place is taken from is hit, not the place; who makes a raid is met
    "<t>تحرير</t> المدينة من أيدي <r>المسلحين</r>.",
    "<t>تصدت</t> <a>القوات الحكومية</a> لهجوم <r>المسلحين</r>.",
    # whose name li- joins to what is hit; whose readiness a deed is
    '<a>القوات التركية</a> <t>تقصف</t> <r>أهدافا لـ"<org>داعش</org></r>" قرب الطاحونة.',
    "أكد استعداد <a>التحالف</a> ل<t>محاصرة</t> <r>المدينة</r>.",
    "<t>اتفاقية</t> المياه الموقعة بين <a><loc>مصر</loc></a> و<r><loc>السودان</loc></r>.",
    # behind a body a title is another's
    "<t>استدعت</t> <a><org>الخارجية الإيطالية</org></a> <r>السفير الليبي</r> أمس.",
    # two men of two nations
    "<t>اعتقلت</t> <a>الشرطة</a> <r>تونسيا</r> و<r>باكستانيا</r> قرب الحدود.",
    # whoever looks into an attack did not make it, nor did whoever is told of it
    "فتحت السلطات تحقيقا في <t>هجوم</t> على <r>المطار</r>.",
    # two men take no genitive; it is not the families who fell
    "<t>هاجم</t> <a>انتحاريان</a> <r>حمام سباحة مزدحما</r> أمس.",
    "زار الوزير عائلات <r>الجنود</r> الذين <t>قتلوا</t> في المعركة.",
    "الاتحاد مستعد لتمويل لجنة تحقيق مستقلة في <t>قصف</t> <r>المستوصف</r>.",
    "باشرت النيابة تحقيقا عاجلا في <t>هجوم</t> على <r>المطار</r>.",
    "أبلغت الوزارة السفير ب<t>الغارة</t> بعد ساعة.",
    # a name behind a waw that has a verb of its own opens another clause; a dual has its genitive
    "<t>قصف</t> على <r><loc>صور</loc></r> و<org>حزب الله</org> يتوعد.",
    "<t>اتفق</t> <a>مجلسا النواب</a> و<a>الدولة</a> على الميزانية.",
    # where somebody went does not act
    "وقال الناطق إن <a>مسلحا</a> دخل الكنيسة و<t>أطلق</t> النار.",
    # a clause has one verb: what is decided is a noun
    "قررت <a><loc>الجزائر</loc></a> <t>سحب</t> سفيرها من <loc>باريس</loc>.",
    # what two did together; whom others back; who is saved
    "وأعلنت الوزارة أن <a><loc>موسكو</loc></a> و<a><loc>كييف</loc></a> <t>تبادلتا</t> 307 أسرى.",
    "<r>القوات الحكومية</r> <t>تدعمها</t> <a>ميليشيات محلية</a>.",
    "قالت الشرطة إن <r>ثلاثين شخصا</r> <t>أنقذوا</t> قبل الفجر.",
    # what only says more of them stands between; what a time word governs is no subject
    "وذكر المرصد أن <r>أكثر من 900 شخص</r>، بينهم عشرون طفلا، <t>قتلوا</t> هذا العام.",
    "ومنذ دخول القرية <t>قتلت</t> <a><loc>إسرائيل</loc></a> <r>أكثر من 330 شخصا</r>.",
    "ومنذ بدء وقف إطلاق النار في 27 نوفمبر 2024، <t>قتلت</t> <a><loc>إسرائيل</loc></a> <r>ثلاثين شخصا</r>.",
    # those who had a hand in it; whom a siege is of
    "عاقبت <loc>واشنطن</loc> <a>خمسة رجال ضالعين</a> في <t>تهريب</t> الأسلحة.",
    "أدان المجلس <a>القوات</a> أثناء <t>حصارها</t> ل<r>مدينة <loc>الفاشر</loc></r>.",
    # who is deposed
    "دعا الحزب إلى <t>إزاحة</t> <r>الرئيس</r> عن السلطة.",
    # a passive before a joined one, a list behind a comma
    "<r>أربعون مسلحا</r> <t>قتلوا</t> وأصيب تسعون آخرون.",
    "<t>التقى</t> <a>الأمير</a> أمس <r>السفير الفرنسي</r>، و<r>مندوب الاتحاد</r>، و<r>ممثل البرلمان</r>.",
    # what met the shelling; those who fell in it did not do it
    "أصيب مدنيون في <t>قصف</t> بقذائف الهاون تعرضت له <r>بلدة القصر</r>.",
    # what a visit is for; with what; whom a pronoun means
    "قال الشيخ إن <t>زيارة</t> <a>الوفد</a> كانت لتأدية العمرة.",
    "<t>تدرب</t> <a><org>الحركة</org></a> <r>مقاتلين</r> بمعسكرات بعيدة.",
    "استهدف التفجير <r>رجال الأمن</r> وأدى إلى <t>مقتلهم</t> في البلدة.",
    # raids that, behind a comma, hit something; a list of what they hit
    "شن <a>الطيران</a> عشر غارات قرب الجبل، <t>استهدفت</t> <r>وحدات قتالية</r> و<r>مركبات</r>.",
    # what is answered, or dates a clause, is another's; whom it is laid to
    "قصف <org>الجيش</org> البلدة ردا على <t>هجوم</t> على <r>قاعدته</r>.",
    "أغلقت الشرطة الطرق بعد يومين على <t>تفجير</t> <r>السوق</r>.",
    "تحدث الوزير عن <t>هجمات</t> دامية في العاصمة نسبت إلى <a><org>الحزب</org></a>.",
    # at whose side they fight; where shells are fired from
    "<t>يقاتل</t> <a>الضباط</a> إلى جانب الميليشيات في المدينة.",
    # a village ends as an adjective does
    "و<t>هاجمت</t> <a>القوات</a> <r>القرية</r> أمس.",
    # of two attacks the dead are of the one they died in
    "شنت <org>أنقرة</org> عملية بعد <t>مقتل</t> <r>ثلاثين جنديا</r> في قصف نفذته <a>قوات الحكومة</a>.",
    # for how long is nobody
    "يذكر أن المعبر كان قد <t>أغلق</t> في الشتاء الماضي ثلاثة أيام.",
    # nobody claimed it
    "ولم تعلن أي جهة مسؤوليتها عن <t>التفجير</t> حتى الآن.",
    # the attack is the subject of its verb, its adjectives no part of what it hit
    "<t>استهدف</t> القصف المدفعي العنيف <r>أحياء المدينة</r>.",
    "<t>استهدف</t> هجوم انتحاري <r>موكب الوزير</r>.",
    "استهدف <t>هجوم</t> بسيارة مفخخة <r>حاجزا لمقاتلين</r> محليين.",
    # what is joined to the one side is not the other
    "أدان الكاتب <t>عدوان</t> <a><org>الحزب</org></a> وأنشطته الخبيثة.",
    # two indefinite phrases side by side: the accusative one is the object; an adjective agrees in its ending
    "<t>طعن</t> <a>مستوطن متطرف</a> <r>شابا فلسطينيا</r> وسط السوق.",
    "<t>سيطر</t> <a>مسلحون مجهولون</a> على <r>قرية</r> قرب الحدود.",
    "<t>هاجمت</t> <a>مروحيتان أجنبيتان</a> <r>حاجزا</r> للحراسة.",
    "أعلن <a>الضابط</a> <t>اعتقال</t> <r>رجلين</r> يشتبه في انتمائهما إلى الخلية.",
    # verbs side by side share what they hit
    "دمرت <a>الميليشيا</a> المنازل و<t>قتلت</t> وشردت <r>آلاف المدنيين</r>.",
    # what stands between commas does not part a verb from its subject
    "<a>القائد البحري</a>، أثناء النزاع على الجزيرة، <t>احتل</t> <r>القلعة</r>.",
    # "for" and "in" complete a title before its name
    "<t>زار</t> <a>المدير العام لشؤون المعلمين <per>خالد سليم</per></a> <r>مدارس البلدة</r>.",
    # who stood there to receive him
    "وصل <r>الوزير</r> إلى العاصمة وكان في <t>استقباله</t> في المطار <a><per>نايف سالم</per></a>.",
    # so many days are no party, nor is what only opens a list
    "سيجري <a>الوزير</a> خلال جولته التي تستغرق يومين <t>محادثات</t> مع <r><per>هاني درويش</per></r>.",
    "<t>سيطرت</t> <a>الكتيبة</a> على <r>مواقع عدة</r> أبرزها تلة النخيل.",
    "<t>استشهد</t> <r>الجندي</r> ببسالة في مقدمة الصفوف.",
    # reaching a deal is no deal beside the deal
    "أعلن الوسيط توصل <a>الحكومتين</a> إلى <t>تفاهم</t> على الحدود.",
    "كانت <a>الدول الخمس</a> قد توصلت إلى <t>اتفاق</t> مع <r><org>الهيئة</org></r> في الشتاء.",
    "تجددت <t>الاشتباكات</t> بين <a>قبيلتي الجبل</a> و<r><org>الساحل</org></r>.",
    # who acts with them
    "<t>هاجم</t> <a>رجال القبائل</a> مدعومين ب<a>لجان القرية</a> <r>معسكر المهربين</r>.",
    "<t>اقتحمت</t> <a>الشرطة</a> <r>المخيم</r> بمشاركة <a>لجان الأهالي</a>.",
    # an estimate is a phrase of its own
    "<t>قتل</t> <r>ما لا يقل عن 30 عاملا</r> في انهيار المنجم.",
    "<t>أصيب</t> <r>ما يزيد على عشرين تلميذا</r> بجروح في الحافلة.",
    # a leader is not his party, a man's mother not he
    "<t>استقبل</t> <a>الوزير</a> <r>زعيم <org>حزب الوسط</org></r> في مكتبه.",
    "<t>اعتقلت</t> <a>الشرطة</a> <r>والدة السجين <per>سامر قاسم</per></r> في بيتها.",
    # the police (shot) the armed man
    "<t>قتلت</t> <a>الشرطة</a> <r>المسلح <per>سامر قاسم</per></r> في الضاحية.",
    # who is accused of it
    "اتهمت المنظمة <a>الميليشيا</a> ب<t>قتل</t> <r>المدنيين</r> في القرية.",
    "اتهمت اللجنة <a>الجيش</a> بالوقوف وراء <t>قصف</t> <r>المستشفى</r>.",
    # who mourns it did not do it
    "أرسل الوالي برقية تعزية ب<t>مقتل</t> <r>القاضي</r>.",
]


@pytest.mark.parametrize("line", ROLES)
def test_roles(lexicon: Lexicon, line: str) -> None:
    case = marked(line)
    (event,) = [e for e in read(case.text, lexicon, names=names_of(case)) if e.trigger == case.span("t")]
    assert words(case, event) == (list(case.words("a")), list(case.words("r")))


def test_a_nation_acts_by_its_adjective(lexicon: Lexicon) -> None:
    (event,) = read("أدان المجلس القصف الروسي على البلدة.", lexicon)
    assert [(party.name, party.entity) for party in event.actors] == [("روسيا", "iso:RU")]


def test_the_dead_are_those_the_attack_hit_and_the_attacker_killed_them(lexicon: Lexicon) -> None:
    case = marked("أدى هجوم <a>المسلحين</a> إلى مقتل <r>شرطيين</r>.")
    attack, death = read(case.text, lexicon)
    assert words(case, attack) == words(case, death) == (["المسلحين"], ["شرطيين"])


def test_a_participant_bears_the_fullest_name_of_the_page(lexicon: Lexicon) -> None:
    text = "وصل سامح شكري إلى عمان.\nوزار شكري المخيم."
    spans = [Span(text.index("سامح"), text.index(" إلى")), Span(text.rindex("شكري"), text.rindex(" المخيم"))]
    mentions = tuple(Mention(f"m{s.start}", s, "PER", "wd:Q1", "test") for s in spans)
    event = read(text, lexicon, names=with_full_names(text, mentions))[-1]
    assert [(party.name, party.span) for party in event.actors] == [("سامح شكري", spans[1])]


def test_its_troops_are_those_of_the_body_that_speaks(lexicon: Lexicon) -> None:
    record = read_page(Page("p", "قال الجيش الإسرائيلي إن قواته دخلت بلدة في هضبة الجولان صباح اليوم."), lexicon)
    (event,) = record.events
    assert [(party.name, party.entity) for party in event.actors] == [
        ("الجيش الإسرائيلي", "khabar:israel-defense-forces")
    ]


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("<t>هاجمت</t> <org>قوات <per>حفتر</per></org> ميناء المدينة.", "قوات حفتر"),
        ("<t>هاجمت</t> ميليشيا العقيد <per>سامر قاسم</per> ميناء المدينة.", "ميليشيا العقيد سامر قاسم"),
        ("<t>هاجم</t> المسلح <per>سامر قاسم</per> ميناء المدينة.", "سامر قاسم"),
    ],
)
def test_the_forces_of_a_man_are_not_he(lexicon: Lexicon, line: str, name: str) -> None:
    case = marked(line)
    (event,) = read(case.text, lexicon, names=names_of(case))
    assert [party.name for party in event.actors] == [name]


def test_who_reports_an_attack_did_not_attack(lexicon: Lexicon) -> None:
    (event,) = read("هاجم المسلحون القرية.", lexicon)
    codes = ("NGOHRW", "IGOUNO", "QATMED", "IGOUNOPKO", "SYRREB", "")
    told = replace(event, actors=tuple(replace(event.actors[0], code=code) for code in codes))
    assert [actor.code for actor in clear_tellers(told, None).actors] == ["IGOUNOPKO", "SYRREB", ""]


def test_nobody_is_on_both_sides(lexicon: Lexicon) -> None:
    case = marked("استقبل <per>الملك</per> <per>الملك</per> في القصر وزيرا.")
    entity = "wd:Q1"
    same = tuple(Mention(m.id, m.span, m.type, entity, m.rule) for m in names_of(case).mentions)
    (event,) = read(case.text, lexicon, names=with_full_names(case.text, same))
    assert ([p.entity for p in event.actors], event.recipients) == ([entity], ())


def test_both_sides_are_the_parties_of_the_last_talks(lexicon: Lexicon) -> None:
    case = marked("التقى <per>لافروف</per> <per>ظريف</per> في جنيف.\nوبحث الجانبان الهدنة بينهما مع تطورات الأزمة.")
    event = read(case.text, lexicon, names=names_of(case))[-1]
    assert [party.name for party in event.actors] == ["لافروف", "ظريف"]


STATUS = [
    ("actual", "<t>استقبل</t> الملك وزير الخارجية."),
    ("planned", "س<t>يستقبل</t> الملك وزير الخارجية غدا."),
    ("planned", "يعتزم الرئيس <t>زيارة</t> أنقرة."),
    ("planned", "وصل الوفد ل<t>بحث</t> الأزمة مع الحكومة."),
    ("denied", "حلقت الطائرات من دون أن تشن <t>غارات</t> على المدينة."),
    ("actual", "ولا يزال الجيش يشن <t>هجوما</t> على البلدة."),
    ("denied", "لم <t>يقصف</t> الطيران البلدة."),
    ("denied", "لن <t>تنسحب</t> القوات من المدينة."),
    ("denied", "أكد البيان عدم <t>قصف</t> المستشفى."),
    ("hypothetical", "قد <t>تنسحب</t> القوات من المدينة."),
    ("hypothetical", "دعا المجلس إلى <t>وقف</t> إطلاق النار."),
    ("hypothetical", "شدد على ضرورة <t>الإفراج</t> عن السجناء."),
    ("hypothetical", "إذا <t>هاجم</t> الجيش المدينة فسنرد."),
    ("actual", "طالبت الحركة التي <t>تحتجز</t> الجنود بمال."),
    ("actual", "دعا الرئيس بعد <t>لقاء</t> السفير إلى الهدوء."),
    ("actual", "وقعت الوفاة نتيجة تعرض القافلة ل<t>هجوم</t> مسلح."),
    ("planned", "س<x>يزور</x> الوزير عمان و<t>يلتقي</t> الملك."),
]


@pytest.mark.parametrize(("status", "line"), STATUS)
def test_status(lexicon: Lexicon, status: str, line: str) -> None:
    case = marked(line)
    (event,) = [e for e in read(case.text, lexicon) if e.trigger == case.span("t")]
    assert event.status == status


def statement(case: Marked, act: Act) -> Statement:
    """Return the statement that the tags q (cue) and c (content) mark."""
    cue = case.span("q")
    return Statement("p#s1", "r", 0.9, cue, None, "", "الوزير", case.span("c"), "indirect", act)


@pytest.mark.parametrize(
    ("act", "status"), [("state", "actual"), ("deny", "denied"), ("demand", "hypothetical"), ("pledge", "planned")]
)
def test_the_act_of_a_statement_bears_on_what_it_tells(lexicon: Lexicon, act: Act, status: str) -> None:
    case = marked("<q>قال</q> الوزير <c>تقصف الطائرات الميناء</c>.")
    (event,) = [e for e in read(case.text, lexicon, statements=(statement(case, act),)) if not e.from_statement]
    assert (event.status, event.said_in) == (status, "p#s1")


ACTS = [("deny", "REJECT"), ("demand", "REQUEST"), ("accuse", "ACCUSE"), ("condemn", "ACCUSE"), ("support", "SUPPORT")]


@pytest.mark.parametrize(("act", "kind"), ACTS)
def test_an_act_is_an_event_of_its_own(lexicon: Lexicon, act: Act, kind: str) -> None:
    case = marked("<q>رفض</q> الوزير <c>خطة السلام</c>.")
    (event,) = read(case.text, lexicon, statements=(statement(case, act),))
    assert (event.type, event.trigger, event.from_statement) == (kind, case.span("q"), True)


def test_whoever_did_what_is_condemned_is_blamed(lexicon: Lexicon) -> None:
    case = marked("<q>أدان</q> الوزير <c>الهجوم الذي شنه <b>مسلحون</b> على القنصلية</c>.")
    (event,) = [e for e in read(case.text, lexicon, statements=(statement(case, "condemn"),)) if e.from_statement]
    assert [case.text[p.span.start : p.span.end] for p in event.recipients] == list(case.words("b"))
    assert [party.name for party in event.actors] == ["الوزير"]


@pytest.mark.parametrize(
    ("act", "actors"), [("state", ["الوزير"]), ("condemn", []), ("demand", []), ("deny", ["الوزير"])]
)
def test_nobody_condemns_what_he_did(lexicon: Lexicon, act: Act, actors: list[str]) -> None:
    case = marked("<q>وتحدث</q> الوزير عن <c>هجوم الوزير على القرية</c>.")
    (event,) = [e for e in read(case.text, lexicon, statements=(statement(case, act),)) if e.type == "ASSAULT"]
    assert [party.name for party in event.actors] == actors


@pytest.mark.parametrize(("cue", "count"), [("حذر", 0), ("هدد", 1)])
def test_a_warning_is_a_threat_where_its_cue_threatens(lexicon: Lexicon, cue: str, count: int) -> None:
    case = marked(f"<q>{cue}</q> الوزير <c>من رد قاس</c>.")
    found = read(case.text, lexicon, statements=(statement(case, "warn"),))
    assert [event.type for event in found if event.from_statement] == ["THREATEN"] * count


TOLLS = [
    ("killed", 30, "قتل <n>30</n> مدنيا في قصف السوق."),
    ("killed", 125, "أدى القصف إلى مقتل نحو <n>125</n> مدنيا."),
    ("killed", 7, "أعلنت الوزارة مقتل <n>سبعة</n> جنود."),
    ("killed", 2, "مقتل <n>جنديين</n> في كمين."),
    ("killed", 25, "لقي <n>خمسة وعشرون</n> مدنيا مصرعهم في القصف."),
    ("injured", 12, "أصيب <n>اثنا عشر</n> شخصا بجروح في الهجوم."),
]


@pytest.mark.parametrize(("field", "count", "line"), TOLLS)
def test_tolls(lexicon: Lexicon, field: str, count: int, line: str) -> None:
    case = marked(line)
    (toll,) = [toll for event in read(case.text, lexicon) if (toll := getattr(event, field)) is not None]
    assert (toll.low, toll.high, toll.span) == (count, count, case.span("n"))


PLACES = [
    "نفذت المقاتلات غارات في <p><loc>إدلب</loc></p>.",
    "في <p><loc>حلب</loc></p> قتل ثلاثة مدنيين.",
    "وصل الوفد إلى <p><loc>أنقرة</loc></p> لإجراء محادثات.",
    "قصف الجيش <p><loc>دوما</loc></p>.",
]


@pytest.mark.parametrize("line", PLACES)
def test_places(lexicon: Lexicon, line: str) -> None:
    case = marked(line)
    place = read(case.text, lexicon, names=names_of(case))[0].place
    assert place is not None
    assert place.span == case.span("p")


@pytest.mark.parametrize(
    ("line", "day", "found"),
    [
        ("قصف الجيش البلدة أمس الثلاثاء.", "2020-02-12", "2020-02-11"),
        ("قصف الجيش البلدة أمس الثلاثاء.", "", ""),
        ("قصف الجيش البلدة في 3 آذار 2015.", "", "2015-03-03"),
        ("سيزور الوزير بغداد الأحد.", "2020-02-12", "2020-02-16"),
        ("قصف الجيش البلدة.", "2020-02-12", ""),
    ],
)
def test_dates(lexicon: Lexicon, line: str, day: str, found: str) -> None:
    assert read(line, lexicon, day=day)[0].date == found


BACKGROUND = [
    (True, "وكان الجيش قد قصف البلدة قبل عام."),
    (True, "يذكر أن الجيش قصف البلدة قبل عام."),
    (False, "قصف الجيش البلدة فجر اليوم."),
]


@pytest.mark.parametrize(("old", "line"), BACKGROUND)
def test_old_news_is_background(lexicon: Lexicon, old: bool, line: str) -> None:
    assert [event.background for event in read(line, lexicon)] == [old]


def test_a_retelling_points_to_the_first_telling(lexicon: Lexicon) -> None:
    first, second, other = read(
        "قصفت طائرات حربية سوق البلدة.\nوقصفت طائرات حربية السوق.\nوقصفت القوات الحكومية الميناء.", lexicon
    )
    assert (first.same_as, second.same_as, other.same_as) == ("", first.id, "")


LOOKS_BACK = [
    (1, "شن مسلحون هجوما على الثكنة.\nوأسف المجلس لوقوع الهجوم."),
    (1, "شن مسلحون هجوما على الثكنة.\nواستنكر المجلس هذا الهجوم."),
    (1, "استقبل الملك وزير الخارجية.\nوخلال اللقاء قدم له هدية."),
    (1, "استنكر المجلس الهجوم على الثكنة."),
    (2, "شن مسلحون هجوما على الثكنة.\nواستنكر المجلس هجوم الجيش على القرية."),
]


@pytest.mark.parametrize(("count", "text"), LOOKS_BACK)
def test_a_definite_noun_that_only_looks_back_is_no_event(lexicon: Lexicon, count: int, text: str) -> None:
    assert len(read(text, lexicon)) == count


def test_a_deed_inside_a_name_is_none(lexicon: Lexicon) -> None:
    case = marked("انعقدت أمس جلسة <org>هيئة تحرير الشام</org> و<org>قوات الدعم السريع</org>.")
    assert read(case.text, lexicon, names=names_of(case)) == ()


def test_a_match_report_holds_no_events(lexicon: Lexicon) -> None:
    text = "هاجم اللاعب المرمى في المباراة وسدد الكرة.\nوشن الفريق هجمات في الشوط الثاني من الدوري."
    assert read(text, lexicon) == ()


LEXICON = weighed_lexicon()
UNWEIGHED = unweighed_lexicon()
WORDS = """قصفت قتل الهجوم غارات بقصف وقتلت للهجوم الجيش قوات مدينة ثلاثة 30 التي أن لم قد في على من بين مع ل و
، . ( ) « » " : ؛ - ؟ أمس الثلاثاء أول الماضي بومبيو وزير المبعوث إلى عملية عسكرية وقف إطلاق النار قُتِل هجـــوم"""
VOCABULARY = [*WORDS.split(), "\n"]
TEXTS = st.lists(st.sampled_from(VOCABULARY), max_size=40).map(" ".join)


@given(TEXTS)
def test_events_stand_in_the_page_in_order_each_once(text: str) -> None:
    events = read(text, LEXICON)
    assert list(events) == sorted(events, key=lambda event: event.trigger)
    assert len({event.id for event in events}) == len(events)
    for event in events:
        for span in (event.trigger, *(party.span for party in (*event.actors, *event.recipients))):
            assert 0 <= span.start < span.end <= len(text)


@given(TEXTS)
def test_a_paragraph_before_the_article_only_shifts_its_events(text: str) -> None:
    before = "صدرت الصحيفة.\n"
    here = [(e.rule, e.status, e.trigger, [p.span for p in e.actors]) for e in read(text, UNWEIGHED)]
    there = [(e.rule, e.status, e.trigger, [p.span for p in e.actors]) for e in read(before + text, UNWEIGHED)]
    shifted = [
        (rule, status, shift(span, len(before)), [shift(s, len(before)) for s in actors])
        for rule, status, span, actors in here
    ]
    assert there == shifted


def shift(span: Span, by: int) -> Span:
    return Span(span.start + by, span.end + by)


CAST = [
    # a title alone means its holder; an honour, the last of that rank; a counterpart, by the nation
    ("استقبل الرئيس التونسي <per>قيس سعيد</per> الوفد.\nو<t>التقى</t> الرئيس التونسي وزيرا.", ["قيس سعيد"], None),
    ("وصل سمو الأمير <per>خالد الفيصل</per> أمس.\nو<t>التقى</t> سموه وزير الصحة.", ["خالد الفيصل"], None),
    # "the organisation" is the one named before
    ("قال <org>تنظيم القاعدة</org> إنه باق.\nو<t>قصفت</t> الطائرات التنظيم.", ["الطائرات"], ["تنظيم القاعدة"]),
    # whose the men are; men that are counted stay men
    ("<t>قصفت</t> الطائرات مواقع تابعة ل<org>تنظيم القاعدة</org>.", ["الطائرات"], ["تنظيم القاعدة"]),
    ("<t>قتلت</t> الشرطة ثلاثة من عناصر <org>تنظيم القاعدة</org>.", ["الشرطة"], ["ثلاثة من عناصر تنظيم القاعدة"]),
    # pronouns: the owner acts where an object follows, and a verb's pronoun means whom the deed before hit
    (
        "وصل <per>سامح شكري</per> أمس، وقال خلال <t>لقائه</t> وزير الخارجية إن الحل قريب.",
        ["سامح شكري"],
        ["وزير الخارجية"],
    ),
    ("هاجمت الشرطة البيت واعتقلت ثلاثة شبان و<t>قتلتهم</t>.", ["الشرطة"], ["ثلاثة شبان"]),
]


@pytest.mark.parametrize(("line", "actors", "recipients"), CAST)
def test_parties_bear_the_names_that_the_page_gives_them(
    lexicon: Lexicon, line: str, actors: list[str], recipients: list[str] | None
) -> None:
    case = marked(line)
    (event,) = [e for e in read(case.text, lexicon, names=names_of(case)) if e.trigger == case.span("t")]
    assert [party.name for party in event.actors] == actors
    assert recipients is None or [party.name for party in event.recipients] == recipients


CASUALTIES = [
    ("مقتل 5 وإصابة 10 في هجوم على السوق.", {(5, 5)}, {(10, 10)}),
    ("قتل 5 وأصيب 10 بجروح في انفجار سيارة مفخخة.", {(5, 5)}, {(10, 10)}),
    ("مقتل وإصابة 10 في إطلاق نار داخل مقهى.", {(1, 9)}, {(1, 9)}),
    ("قال الجيش إن جنديا قتل وجرح اثنان آخران قرب الحدود.", {(1, 1)}, {(2, 2)}),
    ("لقي ثلاثة أشخاص مصرعهم وأصيب تسعة آخرون بجروح في القصف.", {(3, 3)}, {(9, 9)}),
    ("سقوط 30 قتيلا و50 جريحا في غارات على المدينة.", {(30, 30)}, {(50, 50)}),
    ("أوقع الهجوم عشرة قتلى وثلاثين جريحا في المخيم.", {(10, 10)}, {(30, 30)}),
]


@pytest.mark.parametrize(("line", "killed", "injured"), CASUALTIES)
def test_the_dead_and_the_wounded_are_counted(
    lexicon: Lexicon, line: str, killed: set[tuple[int, int]], injured: set[tuple[int, int]]
) -> None:
    events = read(line, lexicon)
    assert {(e.killed.low, e.killed.high) for e in events if e.killed} == killed
    assert {(e.injured.low, e.injured.high) for e in events if e.injured} == injured


REPORTS = [
    (True, "قتل ثلاثة جنود وأصيب سبعة آخرون في هجوم انتحاري بدراجة نارية عند نقطة تفتيش غرب المدينة أمس."),
    (False, "يعاقب القانون على خطف الأطفال وتعذيبهم بالسجن المؤبد."),
]


@pytest.mark.parametrize(("reported", "line"), REPORTS)
def test_a_lone_line_holds_the_attacks_it_reports_and_not_those_it_speaks_of(reported: bool, line: str) -> None:
    assert any(event.type == "ASSAULT" for event in read(line, LEXICON)) is reported
    assert any(event.type == "ASSAULT" for event in read(line, UNWEIGHED))


def test_a_side_that_is_not_likely_is_left_open() -> None:
    one, other, third = (Participant(Span(at, at + 3), name, "", "") for at, name in enumerate(("جيش", "حزب", "وفد")))
    sides = [((), "nobody"), ((one,), "near"), ((other,), "far"), ((third,), "third")]
    candidates = [Candidate(side, [sign]) for side, sign in sides]
    sure = {"near": (2.0, 0.0), "far": (0.0, 2.0), "nobody": (0.0, 0.0)}
    assert choose_sides(candidates, sure) == ((one,), (other,))
    assert choose_sides(candidates, sure | {"near": (0.1, 0.0)}) == ((), (other,))
    assert choose_sides(candidates, {}) == ((), ())


def test_an_attack_is_laid_less_easily_to_whom_its_sentence_does_not_name() -> None:
    one = Participant(Span(0, 4), "حركة", "", "")
    weights = {"one": (1.0, 0.0)}
    for near, wary, actors in ((True, True, (one,)), (False, False, (one,)), (False, True, ())):
        candidates = [Candidate((), ["nobody"]), Candidate((), ["other"]), Candidate((one,), ["one"], near)]
        assert choose_sides(candidates, weights, wary=wary)[0] == actors


def test_who_closes_a_border_after_an_attack_did_not_attack() -> None:
    case = marked(
        "قررت <org>السلطات</org> إغلاق المعبر إلى إشعار آخر، غداة <t>قصف</t> مستشفى البلدة.\nوبقي المعبر خاليا."
    )
    (event,) = [e for e in read(case.text, LEXICON, names=names_of(case)) if e.trigger == case.span("t")]
    assert event.actors == ()


def test_weights_find_whom_another_sentence_names() -> None:
    case = marked("قصف <org>الجيش</org> البلدة أمس.\nوقتل ثلاثة مدنيين في <t>قصف</t> سوق القرية صباحا.")
    for weighed, actors in ((UNWEIGHED, []), (LEXICON, ["الجيش"])):
        (event,) = [e for e in read(case.text, weighed, names=names_of(case)) if e.trigger == case.span("t")]
        assert [party.name for party in event.actors] == actors

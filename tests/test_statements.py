from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from khabar.model import Span
from khabar.statements import rules
from khabar.statements.confidence import BY_KIND, BY_RULE, BY_STANDING
from statement_cases import find, read, words

if TYPE_CHECKING:
    from khabar import Lexicon

# Cue, source and content of every statement, in page order, and the rules that found them.
ORDERS = [
    ("<q>قال</q> <s>وزير النقل</s> إن <c>الجسر سيفتح غدا</c>.", "verb_first"),
    ("<s>الوزير</s> <q>قال</q> إن <c>الجسر سيفتح غدا</c>.", "subject_first"),
    ("وكان <s>الوزير</s> قد <q>أعلن</q> أن <c>الجسر سيفتح غدا</c>.", "subject_first"),
    ("<q>وأكد</q> <s>السفير</s> <c>ضرورة وقف القتال</c>.", "verb_first"),
    (
        "<q>قال</q> <s>الخبير</s> إن <c>المدن في خطر</c>. <q>ومضى</q> يقول إن <c>الكوارث تزداد</c>.",
        "verb_first verb_alone",
    ),
    (
        "<q>قال</q> <s>الخبير</s> إن <c>المدن في خطر</c>. <q>وقال</q> هامساً إن <c>البحر يرتفع</c>.",
        "verb_first verb_alone",
    ),
    ("<q>أعلنت</q> <s>الوزارة</s>، اليوم الاثنين 9 تموز 2018، <c>التوصل إلى هدنة</c>.", "verb_first"),
    ("<q>نفت</q> <s>الوزارة</s>، الخميس 12 يوليو، <c>ما أوردته الصحيفة عن قصف القرية</c>.", "verb_first"),
    ("<q>أعلن</q> <s>مقاتلو الجبهة</s> <c>مسؤوليتهم عن الهجوم</c>.", "verb_first"),
    ("<q>ودعت</q> <s>النقابة</s> إلى <c>إضراب مفتوح</c>.", "verb_first"),
    ("<q>ندد</q> <s>البرلمان</s> <c>بقصف المدارس</c>.", "verb_first"),
    ("<q>قال</q> <s>الطبيب</s>: «<c>الجرحى بخير والحمد لله</c>».", "verb_first"),
    ("<q>قال</q> <s>الطبيب</s> «<c>الجرحى بخير والحمد لله</c>».", "verb_first"),
    ("<q>قال</q> <s>الطبيب</s> إن «<c>الجرحى بخير والحمد لله</c>».", "verb_first"),
    ("<q>قال</q> <s>الطبيب</s> إن <c>الجرحى «بخير رغم كل شيء» في البيت</c>.", "verb_first"),
    ("<q>جاء</q> في <s>بيان الوزارة</s> أن <c>المعبر مغلق</c>.", "document"),
    (
        "<q>قال</q> <s>المدير</s> إن <c>المدرسة مفتوحة</c>، <q>مضيفا</q> أن <c>الدروس تبدأ غدا</c>.",
        "verb_first participle",
    ),
    (
        "<q>قال</q> <s>المدير</s> إن <c>المدرسة مفتوحة</c>، <q>وأضاف</q> أن <c>الدروس تبدأ غدا</c>.",
        "verb_first verb_alone",
    ),
    (
        "<q>قالت</q> <s>السفارة</s> إن <c><s>المبعوث</s> <q>دعا</q> إلى <c>حوار شامل</c></c>.",
        "verb_first subject_first",
    ),
    (
        "<q>قال</q> <s>مسؤول</s> إن <c>الطريق آمن</c> لكن <s>السكان</s> <q>يقولون</q> إنه <c>مقطوع</c>.",
        "verb_first subject_first",
    ),
    ("<c>قتل ثلاثة جنود في الكمين</c>، <q>بحسب</q> <s>مصادر طبية</s>.", "final_attribution"),
    ("<c>قتل ثلاثة جنود في الكمين</c>، <q>وفق</q> ما أعلن <s>الجيش</s>.", "final_attribution"),
    ("<q>وبحسب</q> <s>البيان</s>، فإن <c>القافلة وصلت سالمة</c>.", "initial_attribution"),
    ("<c>انهار السد فجرا</c>، كما <q>ذكرت</q> <s>وكالة محلية</s>.", "as_said"),
    ("<c>انهار السد فجرا</c>، على ما <q>أعلنت</q> <s>البلدية</s> مساء.", "as_said"),
    ("أما <s>المعارضة</s> <q>فدعت</q> الأطراف كافة إلى <c>ضبط النفس</c>.", "subject_first"),
    ("<q>نفى</q> <s>الجيش</s> <c>ذلك</c>.", "verb_first"),
    ("<q>رفض</q> <s>الناطق</s> <c>هذه الاتهامات</c>.", "verb_first"),
    ("<q>ووصف</q> <s>المدير الإقليمي</s> <c>العملية بأنها «بارقة أمل نادرة»</c>.", "verb_first"),
    ("<q>حملت</q> <s><org>وزارة الخارجية</org></s> <c>رئيس الوزراء المسؤولية كاملة</c>.", "verb_first"),
    ("<q>طلبت</q> <s>السفارة</s> من رعاياها <c>مغادرة العاصمة فورا</c>.", "verb_first"),
    ("وسبق ل<s>مدير الميناء</s> أن <q>دعا</q> إلى <c>فتح المعبر</c>.", "subject_first"),
    (
        "<q>رفض</q> <s>المندوب</s> <c>التقرير</c>، <q>واصفا</q> إياه بأنه <c>منحاز وناقص</c>.",
        "verb_first described",
    ),
    ("خرج <s>المئات</s> في المدينة <q>منددين</q> <c>بالأحكام</c>.", "participle"),
    ("جاء ذلك بعد ساعة من <q>إعلان</q> <s>الرئيس</s> <c>تجميد عمل البرلمان</c>.", "masdar"),
    ("تم <q>التأكيد</q> على <c>ضرورة وقف النار</c>.", "agentless"),
    ("التقى الوزير <s>مسؤولين</s> الذين <q>أكدوا</q> أن <c>الخطة جاهزة</c>.", "relative"),
    ("يعود الأمر إلى <s>البلدية</s> التي <q>أعلنت</q> <c>قيام إدارة جديدة</c>.", "relative"),
    ("قتل شخصان خلال <c>الهدنة الإنسانية</c> التي <q>أعلنتها</q> <s>القيادة</s> أمس.", "antecedent"),
    (
        "<q>ندد</q> <s>الرئيس</s> <c>بالقصف</c> <q>ووصفه</q> بأنه <c>جريمة حرب</c>.",
        "verb_first described",
    ),
    ("<q>رفض</q> <s>الحزب</s> <c>القرار</c>، <q>واعتبره</q> <c>انقلابا على الدستور</c>.", "verb_first described"),
    (
        "انتهى العمل بالقانون في خطوة <q>وصفتها</q> <s>المعارضة</s> بأنها <c>غير دستورية</c>، ثم رفعت الجلسة.",
        "described",
    ),
    (
        "<q>نفت</q> <s>الوزارة</s> <c>الهجوم</c>، <q>ووصفت</q> <c>الخبر بأنه «مختلق من أساسه»</c>.",
        "verb_first described",
    ),
    ("تلك <c>اتهامات</c> <q>تنفيها</q> <s>الحكومة</s> منذ سنوات.", "antecedent"),
    ("انتهى الحوار بعد ساعة من <q>التأكيد</q> أن <c>المعبر مفتوح</c>.", "masdar"),
    ("<q>قال</q> <s>د. <per>سليم</per></s> إن <c>المدرسة مفتوحة</c>.", "verb_first"),
    ("وكان <s><per>سليم</per></s> قد <q>اعتبر</q> من قبل أن <c>الاتفاق سيئ</c>.", "subject_first"),
    ("جاء المقترح بعد شهر من <q>قول</q> <s>الحكومة</s> إنها <c>ستلغي الدعم</c>.", "masdar"),
    ("<q>علمت</q> «المرصد» من <s>مصادر مطلعة</s> أن <c>الجسر سيفتح غدا</c>.", "relayed"),
    ("<q>وقال</q> <s><per>سليم</per></s> لشبكة (إن.بي.سي) الأجنبية: <c>لن نرحل</c>.", "verb_first"),
]


@pytest.mark.parametrize(("line", "rules"), ORDERS)
def test_every_order_of_words(lexicon: Lexicon, line: str, rules: str) -> None:
    case = read(line)
    found = find(case, lexicon)
    assert [words(case.text, s.cue) for s in found] == list(case.words("q"))
    assert [s.content for s in found] == list(case.spans("c"))
    assert [s.rule.split(":")[1] for s in found] == rules.split()
    assert [s.source for s in found if s.source] == list(case.spans("s"))


SPEAKERS = [
    # the fullest name on the page, whoever comes first
    (
        "قال الوزير، <per>مولود جاويش أوغلو</per>، إن الاتفاق قريب.\nوأضاف <per>جاويش أوغلو</per> أن الوفد وصل.",
        ["مولود جاويش أوغلو", "مولود جاويش أوغلو"],
    ),
    # a title stands for the name beside it
    (
        "قال الوزير <per>سامي الخطيب</per> إن العمل مستمر.\nوأكد الوزير أن الموعد ثابت.",
        ["سامي الخطيب", "سامي الخطيب"],
    ),
    # gender decides whom a bare verb means
    (
        "قالت <per>ليلى حداد</per> إن العدد كبير.\nوقال <per>سامي الخطيب</per> إن العدد صغير.\nوأضافت أن المشفى امتلأ.",
        ["ليلى حداد", "سامي الخطيب", "ليلى حداد"],
    ),
    # the inner speaker does not take over the outer one's voice
    (
        "قال <per>سامي الخطيب</per> إن <org>حركة النور</org> أعلنت هدنة، مشيرا إلى أن الطرق فتحت.",
        ["سامي الخطيب", "حركة النور", "سامي الخطيب"],
    ),
    # a word for a body stands for the body, not for its spokesman
    (
        "قال <per>رامي سعد</per> مدير مركز الرصد إنه غادر.\nوذكر مركز الرصد أن الهدوء عاد.\nوأوضح المركز أن سوقا فتح.",
        ["رامي سعد", "مركز الرصد", "مركز الرصد"],
    ),
    # a statement speaks for whoever issued it
    (
        "قالت وزارة الدفاع في بيان إن العملية انتهت.\nوأضاف البيان أن القوات عادت.",
        ["وزارة الدفاع", "وزارة الدفاع"],
    ),
    # the sentence itself names who speaks
    ("وصل <per>سامي الخطيب</per> إلى عدن، وقال إن المطار جاهز.", ["سامي الخطيب"]),
    # nobody is said to have spoken
    ("تم التأكيد على أهمية الحوار.", [""]),
    ("ويتردد أن الوزير سيستقيل.", [""]),
    # unnamed, by role
    ("قال مصدر أمني فضل ألا يذكر اسمه إن القارب غرق.\nوأضاف المصدر أن البحث مستمر.", ["مصدر أمني", "مصدر أمني"]),
    # whoever is spoken for belongs to the title, however far off the name and the content are
    (
        "وأوضح الناطق باسم <org>الدفاع المدني</org> في سهل البقاع، العقيد <per>سامي الخطيب</per>، أن النار خمدت.",
        ["سامي الخطيب"],
    ),
    # told where before who
    ("وقال في تصريح لإذاعة محلية <per>سامي الخطيب</per> إن النهر سيفيض.", ["سامي الخطيب"]),
    # whoever does what is told before, by title, adjectives and all, though no list knows the name
    ("وزار الوزير اللبناني المكلف البلدة، وقال إن الجسر سيبنى.", ["الوزير اللبناني"]),
    ("وسلم العقيد زغلول المنشاوي الجوائز، مشيدا بجهود المتطوعين.", ["العقيد زغلول المنشاوي"]),
    # nobody whom a preposition governs, or a noun it stands before
    (
        "قال <per>سامي الخطيب</per> إن الأمر خطير.\nثم تطرق لدعم <org>حركة النور</org>، فقال إنه كاف.",
        ["سامي الخطيب"] * 2,
    ),
    # reports are by whomsoever, they point back to nobody
    ("قال <per>سامي الخطيب</per> إن الأمر خطير.\nوتحدثت تقارير عن انهيار السد.", ["سامي الخطيب", "تقارير"]),
    # a body speaks, whoever is named beside it
    ("وقال مجلس النادي في بيان مع <per>سامي الخطيب</per> إن المباراة تأجلت.", ["مجلس النادي"]),
    # nor does whom somebody is close to, but each of those who speak together
    ("ويقول أحد المقربين من <per>سامي الخطيب</per> إن السفر قريب.", ["أحد المقربين من سامي الخطيب"]),
    ("وقال كل من <per>سامي الخطيب</per> وأخيه إن السفر قريب.", ["سامي الخطيب"]),
    # a word of a title stands for its holder only as the title
    ("قال وزير التعليم <per>سامي الخطيب</per> إن الدروس بدأت.\nوأكد اللقاء أن التعليم حق.", ["سامي الخطيب", "اللقاء"]),
    # whoever a report goes by goes on to speak
    ("ووفقا للعقيد <per>سامي الخطيب</per> فإن النار خمدت، مشيرا إلى أن السوق فتح.", ["سامي الخطيب"] * 2),
    # those whom speakers call on do not speak
    ("قال <per>سامي الخطيب</per> إن الأمر خطير.\nوطالب المجتمع الدولي بوقف النار.", ["سامي الخطيب"] * 2),
    # nor does one man behind a feminine verb
    ("أعلنت <org>حركة النور</org> الهدنة وأمرت القائد بمغادرة البلدة.", ["حركة النور", "حركة النور"]),
    # the last one heard goes on, though the time stood before the verb
    (
        "قال <per>سامي الخطيب</per> إن الأمر خطير.\nوفي يونيو قال <per>رامي سعد</per> إن السد باق.\nوأضاف أنه متين.",
        ["سامي الخطيب", "رامي سعد", "رامي سعد"],
    ),
    # whose warning it was is told before
    ("قال رئيس اللجنة إن رسالة <per>سامي الخطيب</per> وتحذيره من الفتنة وصلا.", ["رئيس اللجنة", "سامي الخطيب"]),
    # how one speaks is no speaker, nor is to whom
    ("قال <per>سامي الخطيب</per> إن الأمر خطير.\nوقال بصوته العالي إن الصبر نفد.", ["سامي الخطيب"] * 2),
    ("قال <per>سامي الخطيب</per> إن الأمر خطير.\nوأكد لجميع الحاضرين أن الصبر نفد.", ["سامي الخطيب"] * 2),
    # of a report the adjective says what it is about, not who wrote it
    ("وكشف تقرير اقتصادي أن الماء ملوث.", ["تقرير اقتصادي"]),
    ("وكشف التقرير الاقتصادي السنوي أن الماء ملوث.", ["التقرير الاقتصادي السنوي"]),
    # the inner speaker's gender is another's
    (
        "قال <per>سامي الخطيب</per> إن الحكومة شددت على الهدوء، محذرا من الفتنة.",
        ["سامي الخطيب", "الحكومة", "سامي الخطيب"],
    ),
    # the head of a body is not the body, nor the governor his land
    ("قال رئيس <org>حركة النور</org> إن الأمر خطير.", ["رئيس حركة النور"]),
    ("وأعلن أمير <loc>جازان</loc> أن الجسر اكتمل.", ["أمير جازان"]),
    # what the outlet calls the thing at its distance is no part of who hails it
    ('رحبت <loc>السعودية</loc> بما وصفته بـ"خطوة كبيرة نحو عودة الدولة".', ["السعودية"]),
    (
        'وندد رئيس <org>حركة النور</org> <per>سامي الخطيب</per> بما سماه "إرهاب العصابات"، مطالبا بالعدالة.',
        ["سامي الخطيب"] * 2,
    ),
    # whoever stands behind a verb that needs somebody to be told
    ("أعربت <org>يونامي</org> عن قلقها، وحثت <loc>بغداد</loc> على ضبط النفس.", ["يونامي", "يونامي"]),
    # what is in marks behind a whole name is what it announced
    ("أعلنت <org>الخارجية الإيطالية</org> «تحييد» عشرة قراصنة.", ["الخارجية الإيطالية"]),
    # whom it was told to is no part of who told it
    ("<c>شمل العفو ثلاثة صحافيين</c>، حسبما أفاد به مصدر قضائي لوكالة الأنباء.", ["مصدر قضائي"]),
    ("ورحبت منظمة الإغاثة بالخطوة ودعت السلطات إلى الصبر.", ["منظمة الإغاثة"] * 2),
    # who did not want to be named
    ("وأعرب مسؤولون محليون، لم يكشفوا عن هوياتهم، عن استيائهم من القرار.", ["مسؤولون محليون"]),
    # whose spokesman he is tells him from whoever spoke last
    (
        "قال <per>سامي الخطيب</per> إن الأمر خطير.\nوزعم المتحدث باسم <org>الجيش</org> أن الحدود هادئة.",
        ["سامي الخطيب", "المتحدث باسم الجيش"],
    ),
    # the verb's own subject stands behind "and", another's before
    ("<loc>الجزائر</loc> تستدعي سفيرها في <loc>باريس</loc> و<loc>فرنسا</loc> تعرب عن أسفها.", ["فرنسا"]),
    ("وحسب المصادر ذاتها، انهار السد فجرا.", ["المصادر ذاتها"]),
    # a verb of one is the last one's of those joined before it
    ("<loc>روسيا</loc> تنسحب من <loc>كييف</loc> و<loc>الكرملين</loc> يرفض الهدنة.", ["الكرملين"]),
    # called on his allies; denounced what stands in marks with its preposition
    ("اتهم <per>سامي الخطيب</per> المجلس بالتزوير ودعا حلفاءه إلى الصبر.", ["سامي الخطيب"] * 2),
    ('وندد الرئيس <per>سامي الخطيب</per> "بالعمل الجبان".', ["سامي الخطيب"]),
    # an honorific before the title changes nobody
    ("عقد الأمير <per>سامي الخطيب</per> ولي العهد جلسة.\nورحب سمو ولي العهد بالضيف.", ["سامي الخطيب"]),
    # a woman, or one of a nation, is not the man who spoke last
    (
        "قال <per>سامي الخطيب</per> إن الأمر خطير.\nوقالت السفيرة الألمانية إن الوضع هادئ.",
        ["سامي الخطيب", "السفيرة الألمانية"],
    ),
    # who wrote the article reports nothing
    ("كتب <per>سامي الخطيب</per>: وصل الوفد إلى المطار.", []),
    # what it was called is no part of who called it so
    ("طردت <loc>هولندا</loc> دبلوماسيا، وهو ما وصفته <loc>موسكو</loc> بالقرار العدائي.", ["موسكو"]),
    # so many of them
    ("أعلن ثلاثة وعشرون نائبا مقاطعتهم الجلسة، معتبرين أن الحكومة تتهرب.", ["ثلاثة وعشرون نائبا"] * 2),
    # whom one accuses does not accuse
    ("رفضت <org>الخارجية</org> التقرير، واتهمت البعثة بالانحياز.", ["الخارجية", "الخارجية"]),
    # to whom a report was handed did not write it
    ("وجاء في تقرير قدم إلى <org>مجلس الأمن</org> أن القصف مستمر.", ["تقرير"]),
    # whose words a medium passed on
    ("وغرق القارب، حسبما نقلت صحيفة محلية عن مسؤول كبير.", ["مسؤول كبير"]),
    # what a source does not tell is no part of who it is
    ("وأقيل الوزير، وفق مصدر حكومي لم يوضح الأسباب.", ["مصدر حكومي"]),
    # who comments on what another said
    ("اتهم <per>سامي الخطيب</per> المجلس بالتزوير، وهو ما نفاه <per>رامي سعد</per>.", ["سامي الخطيب", "رامي سعد"]),
    # an outlet that was told did not tell, with marks or without
    ("مصادر ميدانية في المنطقة أبلغت «الشروق» أن السائق وصل سالما.", ["مصادر ميدانية في المنطقة"]),
    ("كان وزير سابق أبلغ <org>رويترز</org> في الثاني من مايو أن البلاد لا تستورد القمح.", ["وزير سابق"]),
    ("أبلغت مصادر طبية <org>وكالة الأناضول</org> أن القصف استمر.", ["مصادر طبية"]),
    # in the course of what it was said is nobody
    ("استقبل الملك <per>سامي الخطيب</per> الضيوف في حفل، أكد خلاله ضرورة التعاون.", ["سامي الخطيب"]),
    # to say no more than; to end by saying
    ("ولم يشرح <per>سامي الخطيب</per> القرار، مكتفيا بالقول إن الأمر سري.", ["سامي الخطيب"]),
    ("وختمت المصادر لـ«الشروق»: «التسوية تقوم على مرحلتين».", ["المصادر"]),
    # "the source" is whoever spoke without a name, however he was called
    (
        "قال مسؤول في <org>البنك المركزي</org> إن القرار قريب. وأضاف المصدر أن الوفد عاد.",
        ["مسؤول في البنك المركزي"] * 2,
    ),
    # a ministry's sources are not the ministry
    ("عقدت <org>وزارة الدفاع</org> اجتماعا. وأكدت مصادر الوزارة أن التحقيق بدأ.", ["مصادر الوزارة"]),
    # many go on in the plural, whatever the ending of their noun
    ("واشتكى سكان القرية من الظلام. وذكروا أن المولد معطل.", ["سكان القرية"] * 2),
    # what a speaker does the while is nobody
    ("قال <per>سامي الخطيب</per> إن الطريق طويل. وتابع وهو يودع أهله: «سنعود».", ["سامي الخطيب"] * 2),
    # instructions that somebody acts on are no speech
    ("وبناء على توجيهات أمير <loc>جازان</loc> قام بزيارة الأهالي.", []),
    # when it was said is no part of who said it
    ("أغلق المعبر، حسبما أعلنت مساء أمس <org>وكالة الأنباء</org>.", ["وكالة الأنباء"]),
    ("وبحسب <org>موقع الجزيرة</org> ظهر القيادي في السوق.", ["موقع الجزيرة"]),
    # a relative clause of another gender, or with a noun that refers back, is not about the one before it
    ("تبرأ <per>سامي الخطيب</per> من تصريحاته التي أكد أنها كانت تحت التهديد.", ["سامي الخطيب"] * 2),
    ("أغلقت الشركة حسابات هدد أصحابها بقتل الوزير.", ["أصحابها"]),
    # marks and what is quoted before a comma are no part of a subject
    ('قال <per>سامي الخطيب</per> إن <loc>الرباط</loc> "تدين بشدة استمرار القصف".', ["سامي الخطيب", "الرباط"]),
    # a woman's clause is not about the man before it
    ("دافعت <per>سعاد الخطيب</per> عن خطة الرئيس التي قالت إن الشعب يريدها.", ["سعاد الخطيب"] * 2),
    # a participle with a subject of its own
    ("جرى بحث العلاقات، مؤكدا وزير الدفاع حرص بلاده على الأمن.", ["وزير الدفاع"]),
    # the noun that takes up the verb
    ("ونقلت صحيفة عن المتحدث باسم الوزارة القول إن الأمر خطير.", ["المتحدث باسم الوزارة"]),
    # a plural in the oblique behind the verb is spoken to, it does not speak
    ("قال <per>سامي الخطيب</per> إن الأمر خطير.\nودعا المواطنين إلى مغادرة الحي.", ["سامي الخطيب", "سامي الخطيب"]),
    # a body called by a person is not he, nor are those loyal to him
    (
        "<q>أكدت</q> <s><org>قوات الرئيس <per>ناصر العلي</per></org></s> اليوم أن <c>الطريق مفتوح</c>.",
        ["قوات الرئيس ناصر العلي"],
    ),
    (
        "<q>ذكرت</q> <s>مصادر موالية للرئيس اليمني <per>ناصر العلي</per></s> أن <c>الطريق مفتوح</c>.",
        ["مصادر موالية للرئيس اليمني ناصر العلي"],
    ),
    # first, to begin with: no speakers
    (
        "<q>قال</q> <s>الوزير</s> إن <c>الهدنة قائمة</c>. <q>وأوضح</q> أولا أن <c>الطريق مفتوح</c>.",
        ["الوزير", "الوزير"],
    ),
    ("<q>وروت</q> <s>ناجية</s> أن <c>القارب غرق ليلا</c>.", ["ناجية"]),
    # the government (accuses) the army: two bodies, and a body and a man
    ("<q>اتهمت</q> <s>الحكومة</s> <org>الجيش</org> <c>بارتكاب مجازر</c>.", ["الحكومة"]),
    ("<q>اتهم</q> <s>الوزير</s> <loc>روسيا</loc> <c>بقصف المدينة</c>.", ["الوزير"]),
    ("<q>اتهمت</q> <s>الحكومة</s> القائد <per>ناصر العلي</per> <c>بقصف المدينة</c>.", ["الحكومة"]),
    ("<q>قال</q> <s>رئيس الحكومة <per>ناصر العلي</per></s> إن <c>المدينة آمنة</c>.", ["ناصر العلي"]),
]


@pytest.mark.parametrize(("line", "speakers"), SPEAKERS)
def test_speakers_are_named_to_the_fullest(lexicon: Lexicon, line: str, speakers: list[str]) -> None:
    found = find(read(line), lexicon)
    assert [s.speaker_name.partition(" فضل")[0] for s in found] == speakers


CONTENTS = [
    # what completes a noun behind a preposition is no object
    "أعلن <per>سامي الخطيب</per> من منتدى الاستثمار <c>عزمه رفع الرسوم</c>.",
    # an object right behind its verb, whatever may open one stands further on; a masdar of two letters
    "<loc>مصر</loc> ترفض <c>ملء السد وإثيوبيا تتمسك بموقفها</c>.",
    "هدد القائد في كلمة أمس <c>بشن عملية جديدة</c>.",
    # an aside belongs to what it goes on with
    "قال النائب إن <c>الجلسة ستعقد غدا</c>، معتبرا أن <c>الوقت ضيق</c>.",
    # what else went on meanwhile was not said
    "قال النائب إن <c>الحكومة تتهرب</c>، في وقت استقال الوزير.",
    # an aside that a preposition governs belongs to it
    "وأوضحت الوزارة أنها <c>ستشرع في العمل ابتداء من مساء الإثنين</c>، نافية <c>إشاعات عن التأجيل</c>.",
    # what another denies is what was said, not that it was said
    "اتهم الحزب الوزارة <c>بإخفاء الأرقام</c>، وهو ما نفته الوزارة.",
    "قالت الصحيفة إن <c>الجيش ألغى العملية</c>، الأمر الذي نفاه المتحدث.",
    # a plan that somebody refuses is no part of who refuses it
    "رفض <per>سامي الخطيب</per> <c>مبادرة إفريقية للهدنة</c>.",
    # a quotation over sentences and paragraphs is one content
    "قال الشيخ: «<c>لن نبيع أرضنا. هذه أرض أجدادنا.\nوسنبقى فيها</c>».",
    # one never closed ends where the next report opens
    "قال الشيخ: «<c>لن نبيع أرضنا أبدا مهما حدث.</c> وأضاف أن <c>البيوت باقية</c>.",
    # a hedge behind it is the outlet's
    "وأضاف الشيخ أن <c>البيوت باقية</c> (على حد وصفه).",
    # a complementiser said twice, a colon before it
    "قال الشيخ: إن <c>البيوت باقية</c>.",
    "قال الشيخ:\n«<c>البيوت باقية ما بقينا</c>».",
    # the relative clause has a verb of saying of its own
    "وأشار المركز، الذي يؤكد أنه <c>مستقل</c>، إلى أن <c>الأسعار ارتفعت</c>.",
    # an envoy's place is not what is called for
    "ودعا الرئيس مبعوث المنظمة إلى <loc>اليمن</loc> إلى <c>زيارة القرى البعيدة</c>.",
    # an attribution in mid-sentence opens what is led in by a particle, not what stood before
    "هز انفجار وسط المدينة، وبحسب مصادر أمنية فإن <c>سيارتين انفجرتا قرب السوق</c>.",
    # a quotation that ends before its attribution is all of the content
    "توقف العمل في الميناء أسبوعا لأن «<c>العمال لم يقبضوا رواتب ثلاثة أشهر كاملة</c>»، بحسب مصادر نقابية.",
    # behind a comma a verb that takes objects goes on with its own clause
    "وأكد المدير خلال جولته في ورشة الصيانة الجديدة شرق المدينة، مع عمال الحاويات ورجال الجمارك، أن <c>السد سليم</c>.",
    # an attribution between two commas does not end the report it stands in
    "وأكد مصدر في المجلس، بحسب ما نقلت عنه إذاعة محلية، أن <c>أحدا من الأهالي لم يغادر</c>.",
    # the words for where it is said are not what is called for
    "وطالب المجلس، على لسان الناطق باسمه سامي، بأن <c>تشمل اللجنة كل الأطراف</c>.",
    # how firmly it is denied is not what is denied
    "نفت الوزارة نفيا قاطعا <c>دخول قواتها المدينة</c>.",
    # nor is the channel, nor a clause that is set against it, part of what a noun says
    "ورحبت الحكومة <c>بالاتفاق</c> في بيان مقتضب.",
    "ودعت السفارة رعاياها إلى <c>أخذ الحيطة</c>، بينما غادر نحو ثلاثين منهم البلاد.",
    # what the outlet adds: who denies it
    "توعد القائد بأن <c>القصف سيستمر</c>، وهو ما نفاه المتحدث.",
    # speech without marks runs on while the speaker says we
    "وقال الشيخ: <c>لن نبيع أرضنا. نحن باقون فيها</c>. وغادر الوفد القرية.",
]


@pytest.mark.parametrize("line", CONTENTS)
def test_contents_end_where_they_end(lexicon: Lexicon, line: str) -> None:
    case = read(line)
    found = sorted({s.content for s in find(case, lexicon)})
    assert [words(case.text, span).rstrip(".") for span in found] == [text.rstrip(".") for text in case.words("c")]


@pytest.mark.parametrize(
    ("line", "form"),
    [
        ("قال الشيخ إن البيوت باقية.", "indirect"),
        ("قال الشيخ: «البيوت باقية ما بقينا».", "direct"),
        ("قال الشيخ إن «البيوت باقية ما بقينا».", "direct"),
        ("قال الشيخ إن البيوت «باقية ما بقينا نحن» هنا.", "mixed"),
        ("قال الشيخ إن تنظيم «داعش» رحل.", "indirect"),
        ("وقال: البيوت باقية.", "direct"),
    ],
)
def test_forms(lexicon: Lexicon, line: str, form: str) -> None:
    assert [s.form for s in find(read(line), lexicon)] == [form]


@pytest.mark.parametrize(
    ("line", "act", "sign"),
    [
        ("قال الوزير إنه سيزور البلدة غدا.", "announce", "own_future"),
        ("قال مدير الشركة إن الشركة ستبني جسرا.", "announce", "own_future"),
        ("قال الوزير إن القمر سيظهر غدا.", "state", ""),
        ("قال الوزير إنه سيكون حاضرا.", "state", ""),
        ("قال الوزير إن على الحكومة فتح الطريق.", "demand", "obligation"),
        ("قال الوزير إن على الطاولة ثلاثة كتب.", "state", ""),
    ],
)
def test_acts_that_no_word_alone_tells(lexicon: Lexicon, line: str, act: str, sign: str) -> None:
    (statement,) = find(read(line), lexicon)
    assert statement.act == act
    assert statement.rule.partition(":verb_first")[2].removeprefix(":") == sign


SURROUNDINGS = [
    "قالت الوزارة <ch>في بيان</ch> إن الحدود مغلقة.",
    "وقال الوزير <ch>خلال مؤتمر صحفي</ch>، إن الحدود مغلقة.",
    "وكتب الوزير <ch>في تغريدة على حسابه</ch>: «الحدود مغلقة منذ أمس».",
    "وقال الوزير <ch>لـ«الحياة»</ch> إن الحدود مغلقة.",
    "<h>زعم</h> الناطق أن الحدود مغلقة.",
    "وقال الناطق إن الحدود مغلقة، <h>على حد قوله</h>.",
    'قالت <ch>ل"الديار"</ch> مصادر خاصة إن الطائرة هبطت.',
    "نقلت <r>وكالة محلية</r> عن مصدر أمني قوله إن الطائرة هبطت.",
    "قال مصدر أمني إن الطائرة هبطت، بحسب <r>وكالة محلية</r>.",
    'وبحسب <r>"رويترز"</r>، فقد أعلن الوزير أن الطائرة هبطت.',
    "وأعلن بيان نشرته <r>وكالة محلية</r> أن الطائرة هبطت.",
    "<ch>وفي بيان منفصل</ch> قال الجيش إن الطائرة هبطت.",
    'وقال <ch>ل"الديار"</ch> مسؤول محلي إن الطائرة هبطت.',
    "قالت <r>صحيفة محلية</r> نقلا عن مصدر أمني إن الطائرة هبطت.",
    "طالب الوزير <a>الحكومة</a> بفتح الحدود.",
]


@pytest.mark.parametrize("line", SURROUNDINGS)
def test_what_stands_around_an_utterance(lexicon: Lexicon, line: str) -> None:
    case = read(line)
    (statement,) = find(case, lexicon)
    assert (words(case.text, statement.channel.span if statement.channel else None) or None) == _only(case.words("ch"))
    assert (words(case.text, statement.hedge) or None) == _only(case.words("h"))
    assert [words(case.text, relay.span) for relay in statement.relay] == list(case.words("r"))
    assert (words(case.text, statement.addressee).strip() or None) == _only(case.words("a"))
    assert statement.outlet_stance == ("distancing" if case.words("h") else "neutral")


@pytest.mark.parametrize(
    "line",
    [
        "قالت <s><org>كتائب الفجر</org>، الجناح المسلح للحركة</s>، إن <c>الطريق مفتوح</c>.",
        "قالت <s><org>وكالة الفجر</org> المقربة من الحرس</s> إن <c>الطريق مفتوح</c>.",
        "قالت <s><org>وكالة الفجر</org></s> إن <c>الطريق مفتوح</c>.",
    ],
)
def test_a_body_that_is_described_is_still_that_body(lexicon: Lexicon, line: str) -> None:
    case = read(line)
    (statement,) = find(case, lexicon)
    assert statement.speaker == next(f"khabar:{word}" for word in case.words("org"))


def test_whoever_passes_a_report_on_passes_on_what_it_tells(lexicon: Lexicon) -> None:
    case = read("ونقلت <r>وكالة محلية</r> عن <s>مصادر طبية</s> أن <s>الوزير</s> أكد ضرورة السفر.")
    outer, inner = find(case, lexicon)
    assert [relay.name for relay in outer.relay] == ["وكالة محلية"]
    assert [relay.name for relay in inner.relay] == ["وكالة محلية"]


def test_a_headline_names_whom_it_speaks_to(lexicon: Lexicon) -> None:
    case = read("<s>وزير الداخلية</s> <a>ل<org>حركة النور</org></a>: <c>سلموا السلاح فورا</c>\nانتهى الاجتماع.")
    (statement,) = find(case, lexicon, title=True)
    assert words(case.text, statement.source) == "وزير الداخلية"
    assert words(case.text, statement.addressee) == "لحركة النور"
    assert words(case.text, statement.content) == "سلموا السلاح فورا"


def _only(found: tuple[str, ...]) -> str | None:
    return found[0] if found else None


_SHAPES = (rules.__doc__ or "", "`headline`")
DENIALS = [
    ("نفت الوزارة ما تردد في صحف محلية عن استقالة الوزير.", "استقالة الوزير", "صحف محلية"),
    ("نفت الوزارة الأنباء التي تحدثت عن استقالة الوزير.", "استقالة الوزير", ""),
    ("نفى الوزير مزاعم صحيفة محلية عن إغلاق الجسر.", "إغلاق الجسر", "صحيفة محلية"),
    ("قال الوزير إنه لا صحة لما ورد في تقارير أسبوعية عن إغلاق الجسر.", "إغلاق الجسر", "تقارير أسبوعية"),
    ("نفى الوزير إغلاق الجسر.", "إغلاق الجسر", ""),
    ("قال الوزير إن العمل في المعبر مستمر اليوم ولا صحة لإغلاق الجسر.", "لإغلاق الجسر", ""),
]


@pytest.mark.parametrize(("line", "denied", "reporter"), DENIALS)
def test_a_denial_knows_what_it_denies_and_whose_report_it_was(
    lexicon: Lexicon, line: str, denied: str, reporter: str
) -> None:
    statement = find(read(line), lexicon)[0]
    assert statement.act == "deny"
    assert statement.denies is not None
    assert words(line, statement.denies.content) == denied
    assert statement.denies.reported_by == reporter


def test_the_day_of_an_utterance_is_resolved_against_the_day_of_publication(lexicon: Lexicon) -> None:
    case = read("قال الوزير أمس الثلاثاء إن الحدود مغلقة.")
    assert [s.date for s in find(case, lexicon, published="2020-02-12")] == ["2020-02-11"]
    assert [s.date for s in find(case, lexicon)] == [""]


@pytest.mark.parametrize(
    ("line", "speakers"),
    [
        ("<per>سامي الخطيب</per>: الاتفاق قريب جدا", ["سامي الخطيب"]),
        ("<loc>اليمن</loc>: اشتباكات عنيفة قرب الميناء", []),
        ("<loc>بغداد</loc>: لن نقبل هذا التدخل السافر", ["بغداد"]),
        ("وزارة الصحة: المستشفيات جاهزة", ["وزارة الصحة"]),
        ("<loc>تركيا</loc> تطلب دعم الناتو: مفاوضاتنا فشلت تماما", ["تركيا", "تركيا"]),
        ("هجوم بمسيرة على قاعدة في الشمال يقتل ثلاثة جنود ويصيب عشرين.. <per>سامي الخطيب</per>: سنرد", ["سامي الخطيب"]),
        ("الجيش يستعيد المدينة بعد أسبوع من المعارك العنيفة و<org>الحركة</org>: انسحبنا لأسباب تخصنا", ["الحركة"]),
        ("الساعة 10:30 موعد الافتتاح الكبير", []),
        ("«أهل القرية لا شأن لهم بالحرب»: القصف يعود إلى الجبل", []),
    ],
)
def test_headlines(lexicon: Lexicon, line: str, speakers: list[str]) -> None:
    assert [s.speaker_name for s in find(read(line), lexicon, title=True)] == speakers


def test_a_word_in_marks_opens_what_a_headline_announces(lexicon: Lexicon) -> None:
    case = read("<loc>الأردن</loc> <q>يعلن</q> <c>«استشهاد» أحد جنوده</c>")
    assert [s.content for s in find(case, lexicon, title=True)] == [case.span("c")]


def test_a_dateline_names_no_speaker(lexicon: Lexicon) -> None:
    case = read("<d>وازن</d> (ليبيا) - 5 فبراير (الواحة) - أعلن <s>المجلس البلدي</s> أن <c>الهدنة بدأت</c>.")
    (statement,) = find(case, lexicon)
    assert (words(case.text, statement.source), words(case.text, statement.content)) == ("المجلس البلدي", "الهدنة بدأت")


def test_every_kind_of_report_has_a_confidence() -> None:
    rules = {rule for line in _SHAPES for rule in re.findall(r"`(\w+)`", line)}
    assert rules == set(BY_RULE)
    assert {rule for rule, *_ in (*BY_KIND, *BY_STANDING)} <= rules
    assert all(0 < value <= 0.95 for value in (*BY_RULE.values(), *BY_KIND.values(), *BY_STANDING.values()))


@pytest.mark.parametrize(
    ("surer", "less_sure"),
    [
        ("قال الوزير إن الموعد ثابت.", "قال زغلول إن الموعد ثابت."),
        ("قال الوزير إن الجسر مغلق.\nوأضاف أن الموعد ثابت.", "وأضاف أن الموعد ثابت."),
    ],
)
def test_a_speaker_nobody_knows_is_less_sure(lexicon: Lexicon, surer: str, less_sure: str) -> None:
    *_, known = find(read(surer), lexicon)
    (unknown,) = find(read(less_sure), lexicon)
    assert unknown.content is not None
    assert unknown.confidence < known.confidence


SILENT = [
    "لم يؤكد الوزير أن الموعد ثابت.",
    "لا يقول الوزير إن الموعد ثابت.",
    "سيعلن الوزير أن الموعد تغير.",
    "يريد الوزير أن يؤكد ضرورة العمل.",
    "يذكر أن المدينة تأسست قبل قرنين.",
    "وقع الحادث بين القرية والمدينة بعد أن غاب الضوء.",
    "دخل طالب المدرسة بسيارة قديمة.",
    "هذه هي الشروط التي يرفضها.",
    "التقى مع الذين يدافعون عن حقوق السجناء.",
    "دخل رجال يحملون أمر تفتيش المنزل لأنهم كانوا يبحثون عن سلاح.",
    "يفتح ملعب كوينز بارك أبوابه مساء الغد.",
    # a prayer is no demand on anybody
    "وصلى الإمام بالناس ودعا الله أن يرحم الشهداء.",
    "احتفل الأهالي بالعيد، سائلين الله أن يديم الأمن.",
    # an attribution at the very end
    "قال، بحسب،",
    "أفرج عنه وفقا لقانون العفو.",
    "",
]


@pytest.mark.parametrize("line", SILENT)
def test_nothing_is_said(lexicon: Lexicon, line: str) -> None:
    assert find(read(line), lexicon) == ()


PIECES = [
    "قال",
    "وقال",
    "إن",
    "أن",
    "الوزير",
    "مشيرا",
    "إلى",
    ":",
    "«",
    "»",
    '"',
    "،",
    ".",
    "بحسب",
    "مصدر",
    "البيان",
    "نفى",
    "كما",
    "الذي",
    "قوله",
    "عن",
    "نقلت",
    "لا",
    "زعم",
    "(",
    ")",
    "دعا",
    "التأكيد",
    "تم",
    "لـ",
    "وكان",
    "قد",
    "جاء",
    "في",
    "ما",
    "تغريدة",
    "أكدت",
    "مصادر",
    "حد",
    "على",
]
PIECES.append("\n")


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=150)
@given(st.lists(st.sampled_from(PIECES), max_size=25))
def test_any_words_give_sound_statements(lexicon: Lexicon, pieces: list[str]) -> None:
    case = read(" ".join(pieces))
    found = find(case, lexicon)
    assert len({s.id for s in found}) == len(found)
    for statement in found:
        assert re.fullmatch(r"p#s\d+-\d+", statement.id)
        for span in (statement.cue, statement.content, statement.source, statement.addressee, statement.hedge):
            assert span is None or 0 <= span.start < span.end <= len(case.text)


def test_text_before_the_article_shifts_every_span_and_nothing_else(lexicon: Lexicon) -> None:
    line = "قال <per>سامي الخطيب</per> في بيان إن «العمل مستمر في المدينة»، مشيرا إلى أن الطرق فتحت."
    alone = find(read(line), lexicon)
    moved = find(read("عنوان\n" + line), lexicon)
    size = len("عنوان\n")

    def shift(span: Span) -> Span:
        return Span(span.start + size, span.end + size)

    assert [shift(s.cue) for s in alone] == [s.cue for s in moved]
    assert [shift(s.content) for s in alone] == [s.content for s in moved]

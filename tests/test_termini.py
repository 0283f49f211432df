"""The knowledge that dates an undated page: entries in their sentences, and whole small pages about well-known moments.

The pages carry a site's own lines, no full date, and were captured years later. Where the page holds what it takes, the
day is expected; where it does not, that it stays open with an interval that holds the true day.
"""

from __future__ import annotations

import tomllib
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import khabar
from khabar.dates.clues import CalendarClue, DaysClue, WindowClue
from khabar.dates.termini import find_termini
from khabar.lexicon.dating import load_dating
from khabar.lexicon.tables import Faults
from khabar.model import Page, Publication
from khabar.text.tokens import tokenize
from khabar.times import find_article_times

if TYPE_CHECKING:
    from khabar import Lexicon
    from khabar.dates.clues import Clue

DATA = Path(khabar.__path__[0]) / "data"
EPISODES = tomllib.loads((DATA / "episodes.toml").read_text("utf-8"))["episode"]


def clues(text: str, lexicon: Lexicon) -> list[Clue]:
    """Return what the termini of a line say."""
    tokens = tokenize(text)
    times = find_article_times(tokens, tokens.lines, lexicon.times)
    return list(find_termini(tokens, list(tokens.lines), times.expressions, lexicon.dating))


def glosses(text: str, lexicon: Lexicon) -> list[str]:
    return [clue.says.split(":")[0] for clue in clues(text, lexicon)]


def episodes(text: str, lexicon: Lexicon) -> list[str]:
    windows = (clue for clue in clues(text, lexicon) if isinstance(clue, WindowClue) and clue.kind == "episode")
    return [clue.says.split(":")[0] for clue in windows]


def published(text: str, captured: str, lexicon: Lexicon) -> Publication:
    return khabar.read_page(Page("p", text.strip(), captured=captured), lexicon).publication


@pytest.mark.parametrize(("episode", "line"), [(e, line) for e in EPISODES for line in e["fires"]])
def test_an_episode_is_met_in_its_page(episode: dict[str, str], line: str, lexicon: Lexicon) -> None:
    assert episode["gloss"] in episodes(line, lexicon)


@pytest.mark.parametrize(("episode", "line"), [(e, line) for e in EPISODES for line in e["silent"]])
def test_an_episode_is_not_met_in_a_page_of_another_time(episode: dict[str, str], line: str, lexicon: Lexicon) -> None:
    assert episode["gloss"] not in episodes(line, lexicon)


def test_every_episode_has_both_sentences() -> None:
    assert [e["id"] for e in EPISODES if not (e.get("fires") and e.get("silent"))] == []


TOP = "الرئيسية\nسياسة\nاقتصاد\nرياضة\n"
BOTTOM = "\nأضف تعليقا\nمن نحن\nاتصل بنا\nجميع الحقوق محفوظة"

# Name, day of publication, day of capture, article.
DATED = (
    (
        "algiers",
        "2022-10-31",
        "2024-05-02",
        """القادة العرب يتوافدون على الجزائر
بدأ القادة الوصول للمشاركة في القمة العربية الحادية والثلاثين التي تنطلق أعمالها في الجزائر غدا الثلاثاء.
وقال وزير الخارجية رمطان لعمامرة إن مشاريع القرارات جاهزة ولا خلاف على بنودها.
ووصل إلى المطار أمس وفد فلسطين يتقدمه الرئيس محمود عباس، ثم وفد موريتانيا.""",
    ),
    (
        "ula",
        "2021-01-05",
        "2023-02-11",
        """وصول أمير قطر إلى العلا
تستضيف مدينة العلا اليوم الثلاثاء القمة الخليجية الحادية والأربعين بحضور قادة دول المجلس.
واستقبل ولي العهد السعودي الأمير محمد بن سلمان ضيوفه في المطار، وكان في مقدمتهم الشيخ تميم بن حمد.
وينتظر أن يوقع القادة بيانا ينهي الأزمة الخليجية ويعيد فتح الحدود.""",
    ),
    (
        "sochi",
        "2018-01-30",
        "2021-07-19",
        """خلافات تؤخر جلسة الحوار السوري
تأخر افتتاح جلسة مؤتمر سوتشي اليوم الثلاثاء ساعتين بسبب رفض وفد من المعارضة مغادرة المطار.
وشارك المبعوث الأممي ستيفان دي ميستورا في المشاورات الجانبية، وغابت الهيئة العليا للمفاوضات.
وقال سيرغي لافروف إن المجتمعين سيتفقون على لجنة تكتب دستورا جديدا.""",
    ),
    (
        "beirut",
        "2020-08-05",
        "2023-03-03",
        """بيروت مدينة منكوبة
تواصل فرق الإنقاذ البحث عن مفقودين تحت الأنقاض بعد انفجار مرفأ بيروت الذي وقع مساء أمس الثلاثاء وأودى بحياة العشرات.
وقال رئيس الحكومة حسان دياب إن كمية كبيرة من نترات الأمونيوم كانت مخزنة في العنبر منذ سنوات.
وأعلن مجلس الدفاع الأعلى حالة الطوارئ أسبوعين، وفتحت المستشفيات الميدانية لاستقبال الجرحى.""",
    ),
    (
        "khan",
        "2017-04-05",
        "2019-11-11",
        """مجلس الأمن يناقش مجزرة إدلب
يعقد مجلس الأمن جلسة طارئة بشأن الهجوم الكيميائي على خان شيخون الذي وقع صباح أمس الثلاثاء وقتل فيه عشرات الأطفال.
وحملت مندوبة واشنطن نيكي هايلي النظام السوري المسؤولية، فيما قال الرئيس الأميركي دونالد ترامب إن خطوطا كثيرة تم تجاوزها.
وظهرت على المصابين أعراض غاز السارين بحسب أطباء في المنطقة.""",
    ),
    (
        "khartoum",
        "2021-10-26",
        "2023-12-30",
        """المحتجون يغلقون شوارع الخرطوم
أغلق محتجون شوارع رئيسية في الخرطوم رفضا لما أعلنه البرهان أمس الاثنين 25 أكتوبر من حل الحكومة وفرض حالة الطوارئ.
ولا يزال رئيس الوزراء عبد الله حمدوك في مقر إقامة البرهان بعد أن وضع قيد الإقامة الجبرية.
ودعا مبعوث الأمم المتحدة فولكر بيرتس إلى إطلاق من اعتقلوا في الانقلاب.""",
    ),
    (
        "ankara",
        "2016-07-16",
        "2018-05-20",
        """هدوء حذر في إسطنبول
عاد الهدوء إلى شوارع إسطنبول بعد محاولة الانقلاب التي وقعت في تركيا مساء أمس الجمعة وسقط فيها عشرات القتلى.
وقال رئيس الوزراء بن علي يلدريم إن الوضع تحت السيطرة، واتهم جماعة غولن بتدبير ما حدث.
وأوقفت السلطات مئات الضباط والقضاة وطالبت أنقرة بتسليم فتح الله غولن.""",
    ),
    (
        "baghdad",
        "2020-01-03",
        "2022-06-06",
        """ضربة قرب مطار بغداد
أكد التلفزيون العراقي مقتل قاسم سليماني فجر اليوم الجمعة في غارة استهدفت موكبه على طريق مطار بغداد.
وقتل معه أبو مهدي المهندس نائب رئيس هيئة الحشد الشعبي.
وقال وزير الدفاع الأميركي مارك إسبر إن الضربة جاءت بأمر من الرئيس دونالد ترامب.
ودان رئيس الوزراء عادل عبد المهدي ما جرى.""",
    ),
    (
        "baptist",
        "2023-10-18",
        "2025-02-14",
        """حداد في الضفة بعد المجزرة
عم الإضراب مدن الضفة حدادا على ضحايا مجزرة المعمداني التي وقعت مساء أمس الثلاثاء في غزة.
وقالت حركة حماس إن الاحتلال قصف ساحة المستشفى وهي مكتظة بالنازحين، ونفى الجيش الإسرائيلي ذلك.
ويصل الرئيس الأميركي جو بايدن إلى تل أبيب اليوم، وألغيت قمة رباعية كانت مقررة في عمان بعد طوفان الأقصى.""",
    ),
    (
        "damascus",
        "2024-12-08",
        "2025-09-09",
        """دمشق تحتفل
أعلنت إدارة العمليات العسكرية سقوط نظام الأسد الذي حدث فجر اليوم الأحد بعد دخول الفصائل دمشق من دون قتال.
وفر بشار الأسد إلى جهة مجهولة، وقال رئيس الوزراء محمد الجلالي إنه باق في بيته.
وفتحت أبواب سجن صيدنايا، وتجمع الناس في ساحة الأمويين بعد أحد عشر يوما من معركة ردع العدوان.""",
    ),
    (
        "cairo",
        "2014-05-25",
        "2016-09-01",
        """المصريون يستعدون للاقتراع
تنطلق غدا الاثنين الانتخابات الرئاسية المصرية التي يتنافس فيها المشير عبد الفتاح السيسي وحمدين صباحي.
وقال رئيس الحكومة إبراهيم محلب إن الجيش والشرطة سيؤمنان آلاف اللجان.
ودعا تحالف مؤيد للإخوان إلى المقاطعة.""",
    ),
    (
        "astana",
        "2019-04-27",
        "2021-03-15",
        """لا تقدم في ملف المعتقلين
اختتمت أمس الجمعة الجولة الثانية عشرة من محادثات أستانا من دون اتفاق على أسماء أعضاء اللجنة الدستورية.
وقال المبعوث الأممي غير بيدرسن إنه يأمل عقد جولة جديدة في جنيف.
وجددت الدول الضامنة التزامها التهدئة في إدلب.""",
    ),
    (
        "election",
        "2016-11-07",
        "2018-12-12",
        """كلينتون وترامب يختمان حملتيهما
يختم المرشحان حملتيهما في ولايات متأرجحة قبل الانتخابات الرئاسية الأميركية المقررة غدا الثلاثاء.
ويشارك الرئيس باراك أوباما في تجمع أخير لدعم هيلاري كلينتون في فيلادلفيا.
وتتقدم كلينتون على دونالد ترامب بثلاث نقاط في معظم الاستطلاعات.""",
    ),
    (
        "skhirat",
        "2015-12-17",
        "2018-08-18",
        """الليبيون يوقعون
وقعت الأطراف اليوم الخميس 17 ديسمبر الاتفاق السياسي الليبي بحضور المبعوث الأممي إلى ليبيا مارتن كوبلر.
وينص الاتفاق على مجلس رئاسي يقوده فايز السراج.
ورفض نوري أبو سهمين ما جرى وقال إن الموقعين لا يمثلون المؤتمر.""",
    ),
    (
        "hodeidah",
        "2018-06-16",
        "2020-02-01",
        """قوات المقاومة على مدرج المطار
سيطرت ألوية العمالقة أمس الجمعة على البوابة الجنوبية لمطار الحديدة بعد ثلاثة أيام من معركة بدأت في 13 يونيو الجاري.
ووصل المبعوث الأممي مارتن غريفيث إلى صنعاء لبحث تسليم الميناء.
وقال الحوثيون إنهم يسيطرون على الدريهمي.""",
    ),
    (
        "doha",
        "2017-06-06",
        "2019-09-19",
        """طوابير أمام متاجر الدوحة
أغلقت السعودية المنفذ البري مع قطر بعد قرار قطع العلاقات الذي اتخذته أربع دول أمس الاثنين 5 يونيو.
واستدعت البحرين والإمارات دبلوماسييهما، وبدأ أمير الكويت الشيخ صباح الأحمد وساطة.
ودعا وزير الخارجية الأميركي ريكس تيلرسون دول الخليج إلى الجلوس معا.""",
    ),
    (
        "suez",
        "2015-08-05",
        "2018-01-01",
        """الإسماعيلية تستعد
أنهت السلطات استعداداتها قبل افتتاح قناة السويس الجديدة غدا الخميس بحضور رؤساء وملوك.
وقال رئيس الوزراء إبراهيم محلب إن العمل أنجز في عام واحد.
وحلقت طائرات رافال فوق المجرى الجديد في تدريب أخير.""",
    ),
    (
        "vienna",
        "2015-07-14",
        "2017-11-01",
        """اتفاق بعد عشرين يوما من التفاوض
أعلنت إيران والقوى الكبرى اليوم الثلاثاء 14 يوليو التوصل إلى الاتفاق النووي في فيينا.
وقال وزير الخارجية الأميركي جون كيري إن الكونغرس أمامه ستون يوما.
ووصف محمد جواد ظريف ما جرى بأنه لحظة تاريخية، وحذر نتنياهو من خطأ فادح.""",
    ),
)
# The same, with the interval that what it names leaves: a weekday alone, or a summit of a dozen, is not enough.
OPEN = (
    (
        "tunis",
        "2019-10-12",
        "2022-01-20",
        ("2019-09-01", "2022-01-20"),
        """صمت انتخابي في تونس
يتوجه الناخبون التونسيون غدا الأحد إلى صناديق الاقتراع لاختيار رئيس من بين المرشحين قيس سعيد ونبيل القروي.
وأكدت الهيئة العليا المستقلة للانتخابات أن المكاتب ستفتح أبوابها من الثامنة صباحا.
وكان القروي قد غادر السجن قبل أيام وشارك في المناظرة التلفزيونية.""",
    ),
    (
        "aleppo",
        "2016-12-15",
        "2019-02-02",
        ("2016-11-15", "2018-12-31"),
        """أول قافلة تغادر الأحياء المحاصرة
غادرت اليوم الخميس أول دفعة من الجرحى والمدنيين أحياء حلب الشرقية في حافلات خضراء نحو الريف الغربي.
ويشرف الصليب الأحمر على إجلاء المحاصرين وفق اتفاق رعته روسيا وتركيا.
وقال المبعوث الأممي ستيفان دي ميستورا إن خمسين ألفا ما زالوا في الداخل.""",
    ),
    (
        "storm",
        "2015-03-26",
        "2017-08-08",
        ("2015-03-26", "2015-04-29"),
        """طائرات التحالف تقصف مواقع الحوثيين
أعلن السفير السعودي في واشنطن عادل الجبير بدء عاصفة الحزم فجر اليوم الخميس بطلب من الرئيس عبد ربه منصور هادي.
واستهدفت الغارات قاعدة الديلمي ومخازن سلاح في صنعاء.
وتشارك في العمليات عشر دول بينها مصر والأردن والسودان.""",
    ),
    (
        "kobani",
        "2014-10-08",
        "2016-01-01",
        ("2014-09-16", "2016-01-01"),
        """معارك شوارع في عين العرب
دخل مقاتلو داعش الأحياء الشرقية من كوباني أمس الثلاثاء بعد قصف عنيف على تلة مشته نور.
وقال ناشط إن طائرات التحالف نفذت ست غارات منذ 6 أكتوبر الجاري وإن وحدات حماية الشعب استعادت شارعين.
وحذر المبعوث ستيفان دي ميستورا من مجزرة إذا سقطت المدينة.""",
    ),
    (
        "ramadi",
        "2015-05-18",
        "2017-04-04",
        ("2015-02-17", "2017-01-20"),
        """داعش يسيطر على الرمادي
انسحبت القوات العراقية أمس الأحد من آخر مواقعها في الرمادي بعد هجوم بدأه داعش يوم 14 مايو الجاري.
وأمر رئيس الوزراء حيدر العبادي الحشد الشعبي بالاستعداد لدخول الأنبار.
وقال وزير الدفاع الأميركي أشتون كارتر إن الجنود العراقيين لم يظهروا رغبة في القتال.""",
    ),
    (
        "istanbul",
        "2018-10-07",
        "2020-10-10",
        ("2018-10-02", "2020-10-10"),
        """أنقرة تحقق في اختفاء خاشقجي
قالت مصادر أمس السبت إن التحقيق يرجح مقتل الصحافي داخل القنصلية في إسطنبول التي دخلها في 2 أكتوبر الجاري.
وأضافت أن فريقا وصل على متن طائرتين في اليوم نفسه، وأن تفتيش المبنى ينتظر موافقة الرياض.
وقال الرئيس التركي رجب طيب أردوغان إنه يتابع القضية بنفسه.""",
    ),
    (
        "tigray",
        "2020-11-09",
        "2022-12-12",
        ("2020-11-04", "2022-12-12"),
        """غارات على ميكيلي
قال رئيس الوزراء الإثيوبي آبي أحمد أمس الأحد إن الطيران قصف مخازن سلاح في تيغراي.
واندلعت المعارك يوم 4 نوفمبر الجاري بعد هجوم على معسكر اتهمت به جبهة تحرير تيغراي.
وبدأ اللاجئون يعبرون إلى السودان، ووصل المئات إلى القضارف.""",
    ),
    (
        "geneva",
        "2016-03-20",
        "2019-01-01",
        ("2015-12-18", "2017-11-20"),
        """المعارضة تتمسك بهيئة الحكم
قال المنسق العام رياض حجاب إن الهيئة العليا للمفاوضات لن تقبل بأقل من هيئة حكم كاملة الصلاحية.
والتقى ستيفان دي ميستورا مبعوث الأمم المتحدة إلى سوريا وفدي الطرفين كلا على حدة.
وطالب الوفد بتنفيذ القرار 2254 وفك الحصار عن البلدات.""",
    ),
    (
        "egypt",
        "2013-04-10",
        "2015-05-05",
        ("2012-11-22", "2013-07-03"),
        """الرئاسة تنفي خلافا مع الجيش
نفت الرئاسة وجود خلاف بين الرئيس محمد مرسي ووزير الدفاع الفريق أول عبد الفتاح السيسي.
وقال رئيس الوزراء هشام قنديل إن الحكومة باقية حتى الانتخابات.
ودعت جبهة الإنقاذ الوطني إلى التظاهر يوم الجمعة.""",
    ),
    (
        "skopje",
        "2020-06-01",
        "2023-05-05",
        ("2018-06-12", "2021-01-20"),
        """انضمام عضو جديد إلى الحلف
رحب وزير الخارجية الأميركي مايك بومبيو بانضمام مقدونيا الشمالية إلى الحلف.
وقال الأمين العام ينس ستولتنبرغ إن التوسع يعزز أمن البلقان.
وكان الرئيس دونالد ترامب قد وقع الوثائق.""",
    ),
    (
        "memory",
        "2021-09-01",
        "2022-12-01",
        ("2021-01-20", "2022-12-01"),
        """كوباني بعد سنوات
ما زالت آثار معركة كوباني بادية على بيوت المدينة التي قاتل فيها داعش وحدات حماية الشعب شارعا شارعا.
وتسير قسد دوريات قرب الحدود، وتقول إن الرئيس الأميركي جو بايدن أبلغها ببقاء القوات.
ويشكو السكان من انقطاع الكهرباء ومن غلاء المازوت.""",
    ),
    (
        "summit",
        "2017-03-28",
        "2023-12-01",
        ("2016-07-01", "2023-12-01"),
        """الأمين العام يدعو إلى التضامن
دعا الأمين العام لجامعة الدول العربية أحمد أبو الغيط إلى موقف موحد قبل القمة العربية التي تعقد غدا.
وقال إن جدول الأعمال يضم سبعة عشر بندا.
وأضاف أن القادة سيبحثون دعم اللاجئين.""",
    ),
)


@pytest.mark.parametrize(("day", "captured", "article"), [row[1:] for row in DATED], ids=[row[0] for row in DATED])
def test_a_page_about_a_known_moment_has_its_day(day: str, captured: str, article: str, lexicon: Lexicon) -> None:
    assert published(TOP + article + BOTTOM, captured, lexicon).date == day


@pytest.mark.parametrize(
    ("day", "captured", "bounds", "article"), [row[1:] for row in OPEN], ids=[row[0] for row in OPEN]
)
def test_a_page_that_does_not_tell_its_day_stays_open_around_it(
    day: str, captured: str, bounds: tuple[str, str], article: str, lexicon: Lexicon
) -> None:
    publication = published(TOP + article + BOTTOM, captured, lexicon)
    assert (publication.date, publication.earliest, publication.latest) == ("", *bounds)
    assert publication.earliest <= day <= publication.latest


# What is said of one line: the glosses of its termini, in order.
LINES: tuple[tuple[str, list[str]], ...] = (
    ("أكد الرئيس، دونالد ترمب، موقفه.", ["Donald Trump, US president, first term"]),
    ("أكد المرشح دونالد ترمب موقفه.", ["Donald Trump in politics"]),
    ("التقى وزير الخارجية السعودي «عادل الجبير» نظيره.", ["Adel al-Jubeir, Saudi foreign minister"]),
    ("التقى السفير السعودي في واشنطن عادل الجبير وفدا.", ["Adel al-Jubeir, Saudi ambassador in Washington"]),
    ("التقى عادل الجبير، وزير الخارجية، وفدا.", ["Adel al-Jubeir, Saudi foreign minister"]),
    ("كتب وزير الخارجية السابق جون كيري مقالا.", []),
    ("كتب جون كيري مقالا عن الغابات.", []),
    ("قال نائب الرئيس الأميركي جو بايدن إن بلاده حليفة.", ["Joe Biden, US vice president"]),
    ("زار نائب وزير الخارجية الإيراني حسين أمير عبد اللهيان مسقط.", []),
    ("اتصل أردوغان برئيس الوزراء علي حداد مع هاكان فيدان.", []),
    ("قال رئيس الاستخبارات التركية هاكان فيدان كلمة.", ["Hakan Fidan, head of Turkish intelligence"]),
    ("قال وزير الخارجية التركي هاكان فيدان كلمة.", ["Hakan Fidan, Turkish foreign minister"]),
    ("طالب بتنفيذ قرار مجلس الأمن الدولي رقم 2254 فورا.", ["UN resolution on the road map for Syria"]),
    ("بلغ سعر الطن 2254 دولارا.", []),
    ("غادر مقاتلو جبهة (فتح الشام) المدينة.", ["the Nusra Front renamed, before it merged into Tahrir al-Sham"]),
    ("نجا من محاولة اغتيال قاسم سليماني في كرمان.", []),
    ("يعيش النازحون في منطقة درع الفرات.", ["areas of northern Syria named after Turkey's operations"]),
    ("بدأت عملية درع الفرات شمال حلب.", ["Turkey's operation Euphrates Shield"]),
    ("جرى الاتفاق على طريق التنمية الذاتية.", []),
)


@pytest.mark.parametrize(("line", "expected"), LINES)
def test_a_phrase_is_met_with_what_belongs_to_it(line: str, expected: list[str], lexicon: Lexicon) -> None:
    assert glosses(line, lexicon) == expected


def test_a_phrase_of_several_periods_fits_them_all(lexicon: Lexicon) -> None:
    (clue,) = clues("قال الرئيس دونالد ترامب إن الاتفاق قريب.", lexicon)
    assert isinstance(clue, WindowClue)
    days = [date(2019, 5, 1), date(2023, 5, 1), date(2025, 5, 1)]
    assert [clue.holds(day.toordinal()) for day in days] == [True, False, True]


def test_periods_are_ascending_and_apart(lexicon: Lexicon) -> None:
    text = "بحث رئيس الوزراء نجيب ميقاتي مع ستافان دي ميستورا ومع أستانا ومع الرئيس دونالد ترمب ملف القمة العربية."
    found = [clue.periods for clue in clues(text, lexicon) if isinstance(clue, WindowClue)]
    assert max(map(len, found)) > 10
    assert all(end is not None and end < start for periods in found for (_, end), (start, _) in pairwise(periods))


# A happening with a time beside it, and the days of writing that come of it; the days told of where it is a date.
TOLD = (
    ("تنطلق غدا الأحد القمة العربية في العاصمة.", DaysClue, ["2018-04-14", "2019-03-30"]),
    ("يستضيف البحر الميت غدا القمة العربية الثامنة والعشرين.", DaysClue, ["2017-03-28"]),
    ("افتتحت القمة العربية الثامنة والعشرون أمس.", DaysClue, ["2017-03-30"]),
    ("تجري الانتخابات الرئاسية التونسية في 15 سبتمبر.", CalendarClue, ["2019-09-15"]),
    ("ندد البيان باغتيال إسماعيل هنية أمس.", DaysClue, ["2024-08-01"]),
)


@pytest.mark.parametrize(("line", "kind", "days"), TOLD)
def test_a_time_beside_a_happening_gives_its_days(
    line: str, kind: type[Clue], days: list[str], lexicon: Lexicon
) -> None:
    (clue,) = (clue for clue in clues(line, lexicon) if isinstance(clue, kind))
    assert isinstance(clue, DaysClue | CalendarClue)
    told = clue.days if isinstance(clue, DaysClue) else clue.targets
    assert [date.fromordinal(day).isoformat() for day in told] == days


@pytest.mark.parametrize(
    "line",
    [
        "أعلن الوزير أمس أن القمة العربية ستبحث الملف.",
        "بحثا نتائج القمة العربية أمس.",
        "تعقد القمة العربية في الرياض. وصل الوزير أمس.",
    ],
)
def test_a_time_of_something_else_says_nothing_of_a_happening(line: str, lexicon: Lexicon) -> None:
    assert all(isinstance(clue, WindowClue) for clue in clues(line, lexicon))


def test_a_happening_told_of_with_its_day_outdoes_one_only_named(lexicon: Lexicon) -> None:
    text = "بحث الوزراء جدول أعمال قمة العلا.\nتنطلق قمة العلا غدا."
    assert [type(clue) for clue in clues(text, lexicon)] == [DaysClue]


def test_every_happening_has_its_last_day(lexicon: Lexicon) -> None:
    entries = {entry for entries in lexicon.dating.termini.phrases.values() for entry in entries}
    assert [entry.id for entry in entries if entry.kind == "happening" and entry.latest is None] == []


@pytest.mark.parametrize(
    ("row", "problem"),
    [
        ("x\trumour\tعبارة\t\t2011-01-01\t\tgloss", "unknown kind"),
        ("x\tname\tعبارة\t\t2011-13-01\t\tgloss", "month must be"),
        ("x\tname\tعبارة\t\t2012-01-01\t2011-01-01\tgloss", "before it begins"),
        ("x\tname\tعبارة\t\t2012-01-01\t2013-01-01|2014-01-01\tgloss", "1 beginnings, 2 ends"),
    ],
)
def test_a_faulty_row_is_a_fault(row: str, problem: str, tmp_path: Path) -> None:
    for path in DATA.glob("*.t*"):
        (tmp_path / path.name).symlink_to(path)
    (tmp_path / "termini.tsv").unlink()
    (tmp_path / "termini.tsv").write_text(f"id\tkind\tphrases\tbeside\tfrom\tto\tgloss\n{row}\n", "utf-8")
    faults = Faults()
    load_dating(tmp_path, faults)
    assert [fault.file for fault in faults.found] == ["termini.tsv"]
    assert problem in faults.found[0].problem

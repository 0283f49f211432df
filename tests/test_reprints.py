"""Pages that copy one another: found whatever their order and chrome, told from pages of one kind, their origins."""

from __future__ import annotations

import json
from dataclasses import replace
from functools import cache
from importlib.resources import as_file, files
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from khabar import read_page
from khabar.cli import main
from khabar.corpus import find_groups, find_reprints, gather_known, make_sheet
from khabar.corpus.shingles import find_candidates, hash_shingles, pick_prints
from khabar.corpus.stretches import cover, find_runs, place_shingles
from khabar.model import Article, Block, Mention, Page, Publication, Record, Span
from khabar.readers import read_pages
from khabar.text.fold import fold_form
from packaged import packaged_lexicon
from strategies import LAW, dressed, words

if TYPE_CHECKING:
    from pathlib import Path

    from khabar.account import Group, Reprint
    from khabar.corpus import Known, Sheet

WIRE = (
    "أعلنت إدارة الميناء صباح اليوم استئناف حركة السفن بعد توقف دام خمسة أيام بسبب العاصفة التي ضربت الساحل",
    "وأوضح المدير في تصريح مكتوب أن الأرصفة لم تصب بأضرار تذكر وأن العمال عادوا إلى مواقعهم منذ الفجر",
    "وكانت الأمواج قد أغرقت زورقين صغيرين قرب المدخل من دون أن يصاب أحد بأذى وفق ما أفاد به الصيادون",
    "وينتظر أن تدخل باخرتان محملتان بالقمح قبل المساء على أن تفرغ حمولتهما خلال يومين",
)
OWN = (
    "لم ينم أهل الحي القديم تلك الليلة وظلوا يرقبون البحر من الشرفات وهم يعدون الموجات واحدة بعد أخرى",
    "حكت لنا بائعة الخبز أنها رأت الماء يصعد الدرج درجة درجة ثم يعود كأنه نسي شيئا وراءه",
    "في المقهى الوحيد المفتوح كان الحديث كله عن الزورقين وعن صاحبيهما اللذين سبحا إلى الشاطئ في العتمة",
    "يقول شيخ الصيادين إن البحر لا يغضب بلا سبب لكنه يبتسم حين نسأله عن السبب ويدعونا إلى الشاي",
)
OTHER = (
    "افتتح في المدينة معرض للخط يضم ستين لوحة لفنانين من أربعة أجيال ويستمر حتى نهاية الشهر",
    "ويقام على هامشه لقاء مفتوح مع الطلاب حول صناعة الورق والأحبار وأسرار القصبة",
    "وقالت المشرفة إن الدخول مجاني وإن ساعات الزيارة تمتد من العاشرة صباحا إلى الثامنة ليلا",
)
OPEN = Publication("", "", "", 0.0, (), ())


@cache
def known() -> Known:
    """Return what the comparison takes from the package's own lexicon."""
    return gather_known(packaged_lexicon())


def record(page: str, *paragraphs: str, outlet: str = "", byline: str = "", day: str = "", menu: str = "") -> Record:
    """Return the record of a page that has a menu, a byline and an article."""
    lines = [line for line in (menu, byline) if line]
    text = "\n".join([*lines, *paragraphs, menu])
    at, body = sum(len(line) + 1 for line in lines), []
    for paragraph in paragraphs:
        body.append(Span(at, at + len(paragraph)))
        at += len(paragraph) + 1
    start = len(menu) + 1 if menu else 0
    blocks = (Block(Span(start, start + len(byline)), "byline", ""),) if byline else ()
    article = Article(None, None, None, None, None, tuple(body), blocks)
    return Record(Page(page, text, outlet=outlet), article, replace(OPEN, date=day, earliest=day, latest=day))


def sheet(page: str, *paragraphs: str, **more: str) -> Sheet:
    """Return the sheet of such a page."""
    return make_sheet(record(page, *paragraphs, **more), known())


def compare(*sheets: Sheet) -> Reprint | None:
    """Return the one pair of pages found among `sheets`, None where there is none."""
    found = find_reprints(sheets)
    assert len(found) <= 1
    return found[0] if found else None


def group(*sheets: Sheet) -> Group:
    """Return the one group that `sheets` make."""
    (found,) = find_groups(find_reprints(sheets), sheets)
    return found


def changed(paragraph: str, every: int) -> str:
    """Return a paragraph in which every so many words one is another."""
    return " ".join("كذا" if at % every == every - 1 else word for at, word in enumerate(paragraph.split()))


KINDS = [
    ("reprint", WIRE),
    ("cut", WIRE[:2]),
    ("cut", (WIRE[0], WIRE[3])),
    ("edited", tuple(changed(paragraph, 8) for paragraph in WIRE)),
    ("edited", (*WIRE[:3], OWN[0])),
    ("rewrite", (*WIRE[:2], *OWN)),
]


@pytest.mark.parametrize(("kind", "paragraphs"), KINDS)
def test_a_copy_is_named_by_how_much_of_it_is_copied(kind: str, paragraphs: tuple[str, ...]) -> None:
    found = compare(sheet("a", *WIRE), sheet("b", *paragraphs))
    assert found is not None
    assert found.kind == kind


def test_own_articles_with_one_paragraph_of_a_wire_share_a_passage() -> None:
    joined = " ".join(WIRE[:2])
    found = compare(sheet("a", joined, *OTHER, *OTHER[::-1]), sheet("b", *OWN, joined, *OWN[::-1]))
    assert found is not None
    assert found.kind == "passage"
    assert find_groups((found,), []) == ()


@pytest.mark.parametrize("paragraphs", [OWN, OTHER, (), (OTHER[0], " ".join(WIRE[0].split()[:9]))])
def test_pages_of_their_own_are_no_reprint(paragraphs: tuple[str, ...]) -> None:
    assert compare(sheet("a", *WIRE), sheet("b", *paragraphs)) is None


FRAME = "بلغت درجة الحرارة في {0} أمس {1} درجة وهبت على {2} رياح سرعتها {3} كيلومترا في الساعة وفق نشرة الرصد اليومية"


def framed(page: str, *filling: str) -> Sheet:
    """Return a page of a frame that comes daily, the places in it marked as mentions."""
    made = record(page, f"{FRAME.format(*filling)} {OTHER[page == 'b']}")
    places = [made.page.text.index(filling[at]) for at in (0, 2)]
    spans = [Span(start, start + len(filling[at])) for start, at in zip(places, (0, 2), strict=True)]
    return make_sheet(replace(made, mentions=tuple(Mention("", span, "LOC", "", "") for span in spans)), known())


def test_one_frame_filled_anew_is_no_reprint() -> None:
    assert compare(framed("a", "غريان", "31", "نالوت", "20"), framed("b", "زليتن", "38", "مسلاتة", "45")) is None
    assert compare(framed("a", "غريان", "31", "نالوت", "20"), framed("b", "غريان", "31", "نالوت", "20")) is not None


def test_what_is_printed_day_after_day_is_no_evidence() -> None:
    frame = "وتبقى الرؤية حسنة في أغلب المناطق مع سحب عابرة بعد الظهر وبحر قليل الاضطراب إلى مضطرب قرب الرؤوس الصخرية"
    own = [*OWN, *OTHER]
    days = [sheet(f"p{at}", frame, own[at], day=f"2018-02-{at + 1:02}", outlet=f"o{at}") for at in range(len(own))]
    assert find_reprints(days) == ()
    assert len(find_reprints(replace(page, day="2018-02-01") for page in days)) == 21


def test_titles_and_names_are_no_evidence() -> None:
    titles = "صاحب السمو الملكي الأمير وصاحب المعالي وزير الداخلية ومعالي وزير الدولة ومعالي رئيس مجلس الوزراء"
    assert compare(sheet("a", f"{titles} {OTHER[1]}"), sheet("b", f"{titles} {OWN[1]}")) is None


def test_an_outlet_that_says_part_of_it_again_prints_no_reprint() -> None:
    later = (WIRE[0], *OWN[:2])
    assert compare(sheet("a", *WIRE[:2], outlet="الضفة"), sheet("b", *later, outlet="صحيفة الضفة")) is None
    assert compare(sheet("a", *WIRE[:2], outlet="الضفة"), sheet("b", *later, outlet="المرسى")) is not None


def test_stretches_are_the_same_words_on_both_pages() -> None:
    one = record("a", *WIRE, menu="الرئيسية | اتصل بنا")
    other = record("b", f"«{WIRE[1]}»", OWN[2], WIRE[3].replace("القمح", "القَمْح"))
    (found,) = find_reprints([make_sheet(one, known()), make_sheet(other, known())])
    assert [stretch.words for stretch in found.stretches] == [len(WIRE[1].split()), len(WIRE[3].split())]
    assert [one.page.text[s.a.start : s.a.end] for s in found.stretches] == [WIRE[1], WIRE[3]]
    copied = [fold_form(other.page.text[s.b.start : s.b.end]) for s in found.stretches]
    assert copied == [fold_form(WIRE[1]), fold_form(WIRE[3])]


# Who was first.


@pytest.mark.parametrize(
    ("one", "other", "first", "by"),
    [
        ({"outlet": "الضفة"}, {"outlet": "المرسى", "byline": "المرسى - الضفة"}, "a", "credit"),
        ({"outlet": "المرسى", "byline": "المصدر: وكالة أنباء الضفة"}, {"outlet": "الضفة"}, "b", "credit"),
        ({"outlet": "المرسى", "byline": "رويترز", "day": "2018-02-05"}, {"outlet": "رويترز"}, "b", "credit"),
        ({"outlet": "المرسى", "day": "2018-02-06"}, {"outlet": "الضفة", "day": "2018-02-05"}, "b", "date"),
        ({"outlet": "المرسى", "day": "2018-02-05"}, {"outlet": "الضفة", "day": "2018-02-05"}, "", ""),
        ({"outlet": "المرسى", "day": "2018-02"}, {"outlet": "الضفة", "day": "2018-03-05"}, "", ""),
        ({"outlet": "المرسى", "byline": "الضفة"}, {"outlet": "الضفة", "byline": "المرسى"}, "", ""),
    ],
)
def test_who_was_first(one: dict[str, str], other: dict[str, str], first: str, by: str) -> None:
    found = compare(sheet("a", *WIRE, **one), sheet("b", *WIRE, **other))
    assert found is not None
    assert (found.first, found.by) == (first, by)


def test_an_outlet_named_in_the_text_was_first() -> None:
    quoting = record("b", *WIRE, "نقلا عن صحيفة الضفة", outlet="المرسى")
    name = Span(quoting.page.text.index("صحيفة"), len(quoting.page.text) - 1)
    quoting = replace(quoting, mentions=(Mention("", name, "ORG", "", ""),))
    found = compare(sheet("a", *WIRE, outlet="الضفة"), make_sheet(quoting, known()))
    assert found is not None
    assert (found.first, found.by) == ("a", "named")


@pytest.mark.parametrize(
    ("one", "other", "source"),
    [
        ("رويترز", "رويترز", "khabar:reuters"),
        ("رويترز", "", "khabar:reuters"),
        ("رويترز", "فرانس برس", ""),
        ("رويترز - فرانس برس", "فرانس برس", "khabar:afp"),
        ("وكالات", "", ""),
    ],
)
def test_the_source_is_whom_both_pages_credit(one: str, other: str, source: str) -> None:
    found = compare(sheet("a", *WIRE, byline=one), sheet("b", *WIRE, byline=other))
    assert found is not None
    assert found.source == source


def test_a_group_counts_outlets_and_independent_origins() -> None:
    found = group(
        sheet("a", *WIRE, outlet="المرسى", byline="رويترز"),
        sheet("b", *WIRE[:2], outlet="الضفة"),
        sheet("c", *WIRE[:2], *OWN, outlet="القنطرة"),
        sheet("d", *WIRE, outlet="صحيفة المرسى"),
        sheet("e", *OTHER, outlet="البرج"),
    )
    assert found.pages == ("a", "b", "c", "d")
    assert found.outlets == ("المرسى", "الضفة", "القنطرة")
    assert [(origin.source, origin.pages) for origin in found.origins] == [
        ("khabar:reuters", ("a", "b", "d")),
        ("", ("c",)),
    ]


def test_a_page_that_credits_the_same_source_is_of_one_origin_with_it() -> None:
    one = sheet("a", *WIRE, outlet="المرسى", byline="رويترز")
    other = sheet("b", *WIRE[:2], *OWN, outlet="القنطرة", byline="القنطرة - رويترز")
    assert len(group(one, other).origins) == 1


# Laws.

bodies = st.lists(words(), min_size=20, max_size=60).map(" ".join)


@LAW
@given(bodies)
def test_a_page_is_a_reprint_of_itself(body: str) -> None:
    found = compare(sheet("a", body), sheet("b", body))
    if sheet("a", body).telling(0, len(sheet("a", body).words)) >= 12:
        assert found is not None
        assert (found.kind, found.share_a, found.share_b) == ("reprint", 1.0, 1.0)


@LAW
@given(st.permutations(["a", "b", "c", "d", "e", "f"]))
def test_the_order_of_pages_changes_nothing(order: list[str]) -> None:
    texts = dict(zip("abcdef", (WIRE, WIRE[:2], (*WIRE[:2], *OWN), OWN, OTHER, (*WIRE, *OTHER)), strict=True))
    sheets = [sheet(page, *texts[page]) for page in order]
    found = find_reprints(sheets)
    assert found == find_reprints(sorted(sheets, key=lambda sheet: sheet.page))
    assert find_groups(found, sheets) == find_groups(found, sheets[::-1])


@LAW
@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=80))
def test_chrome_changes_nothing_but_offsets(menu: str) -> None:
    plain = find_reprints([sheet("a", *WIRE), sheet("b", *WIRE[:2], *OWN)])
    dressed_up = find_reprints([sheet("a", *WIRE, menu=menu), sheet("b", *WIRE[:2], *OWN, menu=menu)])
    shift = len(menu) + 1 if menu else 0
    moved = [
        replace(s, a=Span(s.a.start + shift, s.a.end + shift), b=Span(s.b.start + shift, s.b.end + shift))
        for s in plain[0].stretches
    ]
    assert dressed_up == (replace(plain[0], stretches=tuple(moved)),)


@LAW
@given(dressed(st.sampled_from([" ".join(WIRE), " ".join(OWN)])))
def test_the_same_text_in_another_spelling_is_a_reprint(pair: tuple[str, str]) -> None:
    found = compare(sheet("a", pair[0]), sheet("b", pair[1]))
    assert found is not None
    assert found.kind == "reprint"


@LAW
@given(st.lists(st.integers(0, 9), max_size=60), st.lists(st.integers(0, 9), max_size=60))
def test_runs_are_equal_and_cover_every_common_shingle(a: list[int], b: list[int]) -> None:
    shingles = hash_shingles(b)
    runs = find_runs(a, place_shingles(hash_shingles(a)), b, shingles)
    assert all(a[run.a : run.a + run.size] == b[run.b : run.b + run.size] for run in runs)
    covered = [at for first, last in cover(runs, "b") for at in range(first, last)]
    assert covered == sorted(set(covered))
    common = [at for at, shingle in enumerate(shingles) if shingle in hash_shingles(a)]
    assert {at for start in common for at in range(start, start + 5)} >= set(covered)
    assert set(common) <= set(covered)


@LAW
@given(st.lists(st.integers(0, 2**64 - 1), min_size=12, max_size=12), st.data())
def test_twelve_words_in_common_share_a_print(common: list[int], data: st.DataObject) -> None:
    around = st.lists(st.integers(0, 2**64 - 1), max_size=30)
    one, other = ([*data.draw(around), *common, *data.draw(around)] for _ in range(2))
    assert pick_prints(hash_shingles(one)) & pick_prints(hash_shingles(other))


def test_a_text_that_very_many_print_stays_one_group() -> None:
    prints = [pick_prints(hash_shingles(list(range(40))))] * 200
    pairs = find_candidates(prints)
    reached = {0}
    for one, other in pairs:
        if one in reached:
            reached.add(other)
    assert len(reached) == 200
    assert len(pairs) < 200 * 10


# The pages that come with khabar, and the command.


def test_the_reprint_among_the_demo_pages_is_found(tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    lexicon = packaged_lexicon()
    with as_file(files("khabar") / "data" / "demo") as folder:
        pages = {page.id: page for page in read_pages([str(folder)], captured="2025-03-01") if isinstance(page, Page)}
        output = tmp_path / "pairs.jsonl"
        assert main(["reprints", str(folder), "--captured", "2025-03-01", "--format", "jsonl", "-o", str(output)]) == 0
        groups = ["reprints", str(folder), "--captured", "2025-03-01", "--format", "jsonl", "--groups"]
        assert main(groups) == 0
    (pair,) = [json.loads(line) for line in output.read_text().splitlines()]
    (found,) = [json.loads(line) for line in capsysbinary.readouterr().out.splitlines()]
    assert pair["kind"] == "cut"
    assert pair["by"] == "credit"
    assert pages[pair["first"]].text.startswith("وكالة أنباء الواحة")
    assert found["pages"] == [pair["a"], pair["b"]]
    assert [origin["first"] for origin in found["origins"]] == [pair["first"]]
    for stretch in pair["stretches"]:
        a, b = (pages[pair[side]].text[stretch[side]["start"] : stretch[side]["end"]] for side in "ab")
        assert [w.strip('،."') for w in a.split()] == [w.strip('،."') for w in b.split()]
    assert read_page(pages[pair["first"]], lexicon).publication.date == "2018-02-05"


def test_the_table_says_how_many_origins_a_text_has(tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    with as_file(files("khabar") / "data" / "demo") as folder:
        record_file = str(tmp_path / "record.db")
        assert main(["build", str(folder), "--captured", "2025-03-01", "-o", record_file]) == 0
    assert main(["reprints", record_file]) == 0
    lines = capsysbinary.readouterr().out.decode().splitlines()
    assert lines[0].startswith("2 pages, 2 outlets, 1 independent origin: ")
    assert lines[-1].endswith(" 1 groups, 1 pairs, 0 passages")

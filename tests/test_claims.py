"""Whole accounts of pages written for it: denials and their ghosts, contradictions, positions, ledgers, outlets."""

from __future__ import annotations

import tomllib
from itertools import permutations
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING

import pytest

import khabar
from claim_pages import PAGES, read_line, read_one, read_pages
from khabar.account import Count, Happening, Supply
from khabar.corpus.claims import make_brief, make_claims
from khabar.corpus.claims.accords import read_passages
from khabar.corpus.claims.ledger import read_entries
from khabar.corpus.claims.wording import read_text
from khabar.corpus.credits import find_credits
from khabar.corpus.known import gather_known
from khabar.lexicon.accords import load_accords
from khabar.lexicon.inflection import load_inflection
from khabar.lexicon.issues import load_issues
from khabar.lexicon.tables import Faults
from khabar.text.tokens import tokenize
from packaged import packaged_lexicon

if TYPE_CHECKING:
    from collections.abc import Sequence

    from khabar.corpus.claims.make import Claims
    from khabar.model import Record

LEXICON = packaged_lexicon()
KNOWN = gather_known(LEXICON)
DATA = Path(khabar.__file__).with_name("data")


class Plain:
    """Identities where every entity is its own."""

    def find(self, _page: str, entity: str, name: str) -> str:
        return entity or name


def make(records: Sequence[Record], happenings: Sequence[Happening] = ()) -> Claims:
    briefs = [make_brief(record, find_credits(record, KNOWN), LEXICON) for record in records]
    return make_claims(briefs, (), happenings, Plain(), LEXICON)


@pytest.fixture(scope="module")
def records() -> list[Record]:
    """Return the records of all pages."""
    return read_pages(LEXICON)


@pytest.fixture(scope="module")
def whole(records: list[Record]) -> Claims:
    """Return what all pages claim."""
    return make(records)


def words(page: str, record: Record, start: int, end: int) -> str:
    assert record.page.id == page
    return record.page.text[start:end]


def test_a_denial_finds_who_claimed_it_and_whose_report_it_was(records: list[Record], whole: Claims) -> None:
    claim = whole.claims[0]
    span = claim.proposition
    assert words("denial", records[2], span.start, span.end) == "قصف الطيران الروسي مستشفى بلدة الجيزة"
    assert claim.denied_by == "khabar:russian-ministry-of-defence"
    assert claim.reported_by == "khabar:jazeera"
    assert claim.date == "2018-07-12"
    assert [maker.partition("#")[0] for maker in claim.makers] == ["breach"]
    assert len(claim.denials) == 2, "headline and lead deny one thing"


def test_what_nobody_claims_is_a_ghost(whole: Claims) -> None:
    ghost = whole.claims[1]
    assert (ghost.denied_by, ghost.reported_by, ghost.makers) == ("khabar:ayman-safadi", "khabar:reuters", ())


def test_a_ghost_waits_for_its_page() -> None:
    waiting = make(read_pages(LEXICON, "denial"))
    assert [claim.makers for claim in waiting.claims] == [()]
    assert waiting.contradictions == ()
    come = make(read_pages(LEXICON, "denial", "breach"))
    assert [len(claim.makers) for claim in come.claims] == [1]


def test_a_report_after_the_denial_is_not_what_it_denies() -> None:
    late = PAGES["breach"].replace("الأربعاء 11 يوليو", "الأربعاء 18 يوليو")
    made = make([*read_pages(LEXICON, "denial"), read_one("late", late, LEXICON)])
    assert [claim.makers for claim in made.claims] == [()]


DENYING = [
    ("نفى المتحدث باسم الجيش أحمد المسماري انسحاب القوات من سرت.", 1),
    ("قال أحمد المسماري إن أنباء انسحاب القوات من سرت لا أساس لها من الصحة.", 1),
    ("قال أحمد المسماري إنه لا شك أن القوات انسحبت من سرت.", 0),
    ("تبرأ أحمد المسماري من تصريحات قائد الكتيبة عن سرت.", 0),
    ("قال أحمد المسماري إن القوات انسحبت من سرت بعد ثلاثة أيام من المعارك مع مسلحين نشروا أخبارا كاذبة.", 0),
]


@pytest.mark.parametrize(("line", "claims"), DENYING)
def test_what_denies_a_proposition(line: str, claims: int) -> None:
    assert len(make([read_line(line, LEXICON)]).claims) == claims


def test_terms_here_and_there_in_a_long_text_claim_nothing() -> None:
    denial = "نفى وزير الدفاع التركي خلوصي أكار إقامة قواعد عسكرية في ليبيا."
    scattered = (
        "قال المحلل السياسي سمير العيطة إن قواعد اللعبة تغيرت، وإن التركي العادي لا يعرف من السياسة غير ما تنقله الصحف،"
        " وإن العسكري المتقاعد يفضل الحديث عن ذكرياته القديمة، أما ليبيا فملف آخر لا صلة له بما يجري هنا في الشمال."
    )
    made = make([read_line(denial, LEXICON, "a"), read_line(scattered, LEXICON, "b")])
    assert [claim.makers for claim in made.claims] == [()]


def test_denial_and_claim_contradict_each_other(whole: Claims) -> None:
    clash = whole.contradictions[0]
    assert (clash.kind, clash.why, clash.score) == ("negation", "نفت", 1.0)
    assert [one.partition("#")[0] for one in (clash.a, clash.b)] == ["breach", "denial"]


COUNTED = "قال {who} إن {count} جنديا قتلوا في هجوم على قاعدة العند في لحج اليوم الاثنين 9 يوليو 2018."


def contradict(one: str, other: str) -> list[tuple[str, str]]:
    pages = [read_line(one, LEXICON, "a"), read_line(other, LEXICON, "b")]
    return [(clash.kind, clash.why) for clash in make(pages).contradictions]


def test_two_sides_count_differently() -> None:
    one = COUNTED.format(who="المتحدث باسم الجيش اليمني عبده مجلي", count=20)
    other = COUNTED.format(who="المتحدث باسم الحوثيين محمد عبد السلام", count=50)
    assert contradict(one, other) == [("number", "20 / 50")]


def test_one_speaker_who_counts_again_contradicts_nobody() -> None:
    who = "المتحدث باسم الجيش اليمني عبده مجلي"
    assert contradict(COUNTED.format(who=who, count=20), COUNTED.format(who=who, count=50)) == []


def test_rounded_counts_and_bounds_do_not_clash() -> None:
    one = COUNTED.format(who="المتحدث باسم الجيش اليمني عبده مجلي", count="أكثر من 20")
    other = COUNTED.format(who="المتحدث باسم الحوثيين محمد عبد السلام", count=50)
    assert contradict(one, other) == []


def test_two_sides_disagree_on_whether_a_truce_is_accepted() -> None:
    one = "قال وزير الخارجية التركي مولود جاويش أوغلو إن المعارضة السورية قبلت الهدنة الروسية في معرة النعمان."
    other = "قال رئيس الائتلاف أنس العبدة إن المعارضة السورية رفضت الهدنة الروسية في معرة النعمان."
    assert [kind for kind, _ in contradict(one, other)] == ["antonym"]


def counted(*counts: Count) -> list[tuple[str, str, str]]:
    happening = Happening(
        "a#e1-2", "ASSAULT", "", "", (), (), "", "", "", "actual", tuple(c.event for c in counts), (), 1, killed=counts
    )
    return [(clash.a, clash.b, clash.why) for clash in make([], [happening]).contradictions]


def test_the_lowest_and_highest_toll_of_a_happening_clash() -> None:
    low, middle, high = Count(7, 7, "c#e1-2", ""), Count(9, 9, "b#e1-2", "x"), Count(12, 15, "a#e1-2", "y")
    assert counted(low, middle, high) == [("a#e1-2", "c#e1-2", "12\u201315 / 7")]
    assert counted(low, Count(5, 20, "b#e1-2", "")) == []
    assert counted(Count(100, 100, "a#e1-2", ""), Count(101, 101, "b#e1-2", "")) == []
    assert counted(low, Count(12, 12, "c#e5-9", "")) == [], "one page adds up as it goes"


def test_the_second_is_not_the_third() -> None:
    one = "قال المتحدث باسم الجيش اليمني عبده مجلي إن القافلة الثانية وصلت إلى ميناء عدن على متن 5 شاحنات."
    other = "قال المتحدث باسم الحوثيين محمد عبد السلام إن القافلة الثالثة وصلت إلى ميناء عدن على متن 3 شاحنات."
    assert contradict(one, other) == []
    assert contradict(one, other.replace("الثالثة", "الثانية")) == [("number", "5 / 3")]


def test_likeness_alone_is_no_contradiction() -> None:
    one = "قال وزير الخارجية التركي مولود جاويش أوغلو إن المعارضة السورية قبلت الهدنة الروسية في معرة النعمان."
    other = "قال رئيس الائتلاف أنس العبدة إن المعارضة السورية قبلت الهدنة الروسية في معرة النعمان."
    assert contradict(one, other) == []


def test_positions_follow_an_actor_through_the_days(whole: Claims) -> None:
    line = [p for p in whole.positions if (p.actor, p.issue) == ("khabar:staffan-de-mistura", "aid")]
    assert [(p.date, p.side, p.changed) for p in line] == [
        ("2018-07-09", "for", False),
        ("2018-07-14", "against", True),
    ]


SIDES = [
    ("طالبت منظمة الصحة العالمية برفع الحصار عن تعز.", "siege", "against"),
    ("أدانت منظمة العفو الدولية حصار الغوطة.", "siege", "against"),
    ("رحبت الأمم المتحدة بالهدنة في اليمن.", "ceasefire", "for"),
    ("رفض الاتحاد الأفريقي التدخل العسكري في النيجر.", "intervention", "against"),
    ("اتهم أنتوني بلينكن الحوثيين بخرق الهدنة.", "ceasefire", "for"),
    ("قال سيرغي لافروف إن بلاده لن تقبل العقوبات.", "sanctions", "against"),
    ("أكد سامح شكري ضرورة استئناف المفاوضات.", "negotiations", "for"),
    ("قال جون كيري إن رفض الكونغرس الأميركي للعقوبات سيضعف واشنطن.", "sanctions", "open"),
    ("قال أيمن الصفدي إن الجانبين بحثوا العقوبات.", "sanctions", "open"),
    ("قال غير بيدرسن إن المفاوضات تبدأ يوم الاثنين.", "negotiations", "open"),
]


@pytest.mark.parametrize(("line", "issue", "side"), SIDES)
def test_the_side_follows_act_and_wording(line: str, issue: str, side: str) -> None:
    made = make([read_line(line, LEXICON)])
    assert {p.side for p in made.positions if p.issue == issue} == {side}


def test_the_ledger_of_a_truce_tells_who_says_what_by_whom(whole: Claims) -> None:
    (accord,) = whole.accords
    assert accord.name == "هدنة في درعا"
    assert [(k.date, k.says, k.speaker, k.by, k.page) for k in accord.keepings if k.speaker != "gn:524901"] == [
        ("2018-07-09", "concluded", "khabar:russian-ministry-of-foreign-affairs", (), "truce"),
        ("2018-07-09", "wanted", "khabar:staffan-de-mistura", (), "truce"),
        ("2018-07-11", "broken", "", (), "breach"),
        ("2018-07-11", "broken", "إبراهيم جباوي", ("iso:RU",), "breach"),
        ("2018-07-12", "holds", "khabar:russian-ministry-of-defence", (), "denial"),
    ]


KEPT = [
    ("قال الوزير إن القوات لم تلتزم بالقرار 2254.", "unsc_2254", "broken"),
    ("قالت البعثة إن الطرفين ملتزمان باتفاق ستوكهولم.", "stockholm_2018", "holds"),
    ("أعلنت الحكومة انسحابها من اتفاق أوسلو.", "oslo", "ended"),
    ("دعت الجامعة إلى تنفيذ اتفاق الرياض.", "riyadh_2019", "wanted"),
    ("بحث الوزيران مذكرة التفاهم التي أبرمتها أنقرة وموسكو في سوتشي.", "sochi_2018", "named"),
    ("استندت الدعوة إلى قرار مجلس الأمن الدولي رقم 2401.", "resolution_2401", "wanted"),
    ("انهارت هدنة الزبداني بعد ساعات.", "", "broken"),
]


@pytest.mark.parametrize(("line", "accord", "says"), KEPT)
def test_what_is_said_of_an_accord(line: str, accord: str, says: str) -> None:
    entries = read_entries(read_line(line, LEXICON), LEXICON)
    assert [entry.says for entry in entries if accord in ("", entry.accord)] == [says]


def test_numbers_of_domestic_decrees_are_no_resolutions() -> None:
    line = "أصدر الرئيس القرار رقم 189 بشأن حالة الطوارئ لسنة 2015."
    assert read_entries(read_line(line, LEXICON), LEXICON) == ()


def test_an_outlet_is_measured_against_its_own_rate() -> None:
    lines = ["زعم محمد جواد ظريف أن المحادثات نجحت."] * 3 + ["قال جون كيري إن المحادثات نجحت."] * 3
    pages = [read_line(line, LEXICON, f"p{n}") for n, line in enumerate(lines)]
    (profile,) = make(pages).profiles
    assert (profile.outlet, profile.pages, profile.statements) == ("مرصد الوادي", 6, 6)
    (held,) = profile.holdings
    assert (held.speaker, held.stance, held.count, held.of) == ("khabar:mohammad-javad-zarif", "distancing", 3, 3)
    assert held.rate == pytest.approx(0.5)


def test_an_outlet_credits_whom_its_pages_print() -> None:
    line = "عمان (رويترز) - قال وزير الخارجية الأردني أيمن الصفدي إن المعبر مغلق."
    (profile,) = make([read_line(line, LEXICON)]).profiles
    assert (profile.own, profile.sources) == (0, (Supply("khabar:reuters", 1),))


def test_the_order_of_pages_changes_nothing(records: list[Record], whole: Claims) -> None:
    orders = list(permutations(records))
    for order in Random(0).sample(orders, 5):  # noqa: S311  # no secret
        assert make(order) == whole


def test_a_page_more_takes_nothing_away(records: list[Record], whole: Claims) -> None:
    fewer = make(records[:-1])
    assert {claim.id for claim in fewer.claims} <= {claim.id for claim in whole.claims}
    assert {clash.a for clash in fewer.contradictions} <= {clash.a for clash in whole.contradictions}


def entries(file: str, kind: str, key: str) -> list[tuple[str, str]]:
    rows = tomllib.loads((DATA / file).read_text("utf-8"))[kind]
    return [(row["id"], line) for row in rows for line in row[key]]


def issues_of(line: str) -> set[str]:
    tokens = tokenize(line, LEXICON.dodged, LEXICON.whole)
    return {issue for hit in LEXICON.issues.issues.find(tokens, 0, len(tokens.forms)) for issue in hit.entries}


@pytest.mark.parametrize(("issue", "line"), entries("issues.toml", "issue", "fires"))
def test_an_issue_fires(issue: str, line: str) -> None:
    assert issue in issues_of(line)


@pytest.mark.parametrize(("issue", "line"), entries("issues.toml", "issue", "silent"))
def test_an_issue_stays_silent(issue: str, line: str) -> None:
    assert issue not in issues_of(line)


def accords_of(line: str) -> set[str]:
    return {found.id for passage in read_passages([(0, line)], LEXICON) for found in passage.accords}


@pytest.mark.parametrize(("accord", "line"), entries("accords.toml", "accord", "fires"))
def test_an_accord_is_named(accord: str, line: str) -> None:
    assert accord in accords_of(line)


@pytest.mark.parametrize(("accord", "line"), entries("accords.toml", "accord", "silent"))
def test_an_accord_is_not_named(accord: str, line: str) -> None:
    assert accord not in accords_of(line)


@pytest.mark.parametrize(("says", "line"), entries("accords.toml", "keeping", "fires"))
def test_words_on_keeping_fire(says: str, line: str) -> None:
    found = read_entries(read_line(f"{line}.", LEXICON), LEXICON)
    assert [entry.says for entry in found] == [says] if says != "ended" else found == () or found[0].says == says


def bounded(line: str) -> bool:
    return any(
        count.low != count.high and count.high - count.low > 0.1 * count.value
        for count in read_text(line, LEXICON).counts
    )


@pytest.mark.parametrize(("_bound", "line"), entries("wording.toml", "bound", "fires"))
def test_a_bound_widens_a_count(_bound: str, line: str) -> None:
    assert bounded(line)


@pytest.mark.parametrize(("_bound", "line"), entries("wording.toml", "bound", "silent"))
def test_a_count_without_a_bound_is_itself(_bound: str, line: str) -> None:
    assert not bounded(line)


def test_faults_of_the_tables_are_told_with_their_place(tmp_path: Path) -> None:
    (tmp_path / "issues.toml").write_text('[[lean]]\nid = "x"\nturns = "sideways"\nwords = []\n', "utf-8")
    (tmp_path / "accords.toml").write_text('[[head]]\nid = "y"\nkind = "pact"\nwords = []\n', "utf-8")
    faults = Faults()
    inflection = load_inflection(DATA, Faults())
    load_issues(tmp_path, inflection, faults)
    load_accords(tmp_path, inflection, faults)
    assert [(fault.file, fault.line, fault.entry) for fault in faults.found] == [
        ("issues.toml", 1, "x.turns"),
        ("accords.toml", 1, "y.kind"),
    ]

"""What several invented outlets tell together: one happening with tolls that disagree, one saying in several words."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from khabar.cli import main
from khabar.corpus import make_account
from khabar.model import Page
from khabar.pipeline import read_page
from khabar.store import open_store

if TYPE_CHECKING:
    from pathlib import Path

    from khabar.account import Account, Happening, Utterance
    from khabar.lexicon import Lexicon
    from khabar.model import Record

MARKET = """قصف سوق سراقب يوقع 12 قتيلا
الثلاثاء 11 فبراير 2020
قصفت قوات النظام السوري، الثلاثاء، سوق مدينة سراقب في ريف إدلب، ما أدى إلى مقتل 12 مدنيا وإصابة 30 آخرين.
وقال المبعوث أحمد الإدريسي: "القصف على السوق جريمة لا يمكن السكوت عنها، وعلى الأطراف أن تلتزم بالهدنة".
وأضاف سكان أن فرق الدفاع المدني عملت ساعات طويلة على رفع الأنقاض من بين الدكاكين المحترقة."""
MARKET_LATER = """ارتفاع قتلى قصف سوق سراقب إلى 15
الأربعاء 12 فبراير 2020
قصفت قوات النظام السوري سوق سراقب أمس الثلاثاء، ما أدى إلى مقتل 15 مدنيا بينهم أطفال، وفق مستشفى المدينة.
وأكد المبعوث أحمد الإدريسي أن القصف على السوق جريمة لا يمكن السكوت عنها، مطالبا الأطراف بالالتزام بالهدنة."""
OTHER_TOWN = """قصف على معرة النعمان
الخميس 20 فبراير 2020
قصفت قوات النظام السوري، الخميس، أطراف مدينة معرة النعمان جنوب إدلب، ما أدى إلى مقتل 3 مدنيين."""
VISIT = """وزير الخارجية التركي يزور موسكو
الثلاثاء 11 فبراير 2020
التقى وزير الخارجية التركي مولود جاويش أوغلو نظيره الروسي سيرغي لافروف في موسكو، الثلاثاء."""
VISIT_AGAIN = """لقاء تركي روسي في موسكو
الأربعاء 4 مارس 2020
التقى وزير الخارجية التركي مولود جاويش أوغلو نظيره الروسي سيرغي لافروف في موسكو، الأربعاء."""
PAGES = (
    Page("a", MARKET, outlet="نافذة الخبر", captured="2020-03-05"),
    Page("b", MARKET_LATER, outlet="صدى الواحة", captured="2020-03-05"),
    Page("c", MARKET.replace("قصفت قوات", "نافذة الخبر - قصفت قوات", 1), outlet="مرصد الحدود", captured="2020-03-05"),
    Page("d", OTHER_TOWN, outlet="نافذة الخبر", captured="2020-03-05"),
    Page("e", VISIT, outlet="صدى الواحة", captured="2020-03-05"),
    Page("f", VISIT_AGAIN, outlet="نافذة الخبر", captured="2020-03-05"),
)


@pytest.fixture(scope="module")
def records(lexicon: Lexicon) -> list[Record]:
    """Return what is read from the pages."""
    return [read_page(page, lexicon) for page in PAGES]


@pytest.fixture(scope="module")
def account(records: list[Record], lexicon: Lexicon) -> Account:
    """Return the account of all pages."""
    return make_account(records, lexicon)


def shelling(account: Account, page: str) -> Happening:
    """Return the happening that the headline of a page tells."""
    (found,) = (
        one for one in account.happenings if one.killed == () and {f"{page}#e0-3", f"{page}#e12-15"} & {*one.tellings}
    )
    return found


def counted(account: Account, page: str) -> Happening:
    """Return the happening of which a page counts the dead, the one that most count."""
    counting = (one for one in account.happenings if any(count.event.startswith(f"{page}#") for count in one.killed))
    return max(counting, key=lambda one: len(one.killed))


def said(account: Account, page: str) -> list[Utterance]:
    """Return what a page says."""
    return [one for one in account.utterances if any(r.statement.startswith(f"{page}#") for r in one.renderings)]


def test_one_shelling_told_thrice_is_one_happening(account: Account) -> None:
    market = shelling(account, "a")
    assert market == shelling(account, "b") == shelling(account, "c")
    assert market.outlets == ("صدى الواحة", "مرصد الحدود", "نافذة الخبر")
    assert market.origins == 2, "the third prints the first"
    assert market.date == "2020-02-11"
    assert market.told == "2020-02-11"
    assert market.told_by == ()


def test_tolls_that_disagree_stand_side_by_side(account: Account) -> None:
    market = counted(account, "a")
    killed = [(count.low, count.high, count.event.partition("#")[0]) for count in market.killed]
    assert killed == [(12, 12, "a"), (12, 12, "c"), (15, 15, "b")]
    assert counted(account, "d").killed[0].low == 3
    assert counted(account, "d") != market


def test_another_town_another_day_is_another_happening(account: Account) -> None:
    assert shelling(account, "d").id != shelling(account, "a").id
    assert shelling(account, "d").outlets == ("نافذة الخبر",)


def test_two_visits_of_one_kind_are_two(account: Account) -> None:
    visits = [one for one in account.happenings if one.type == "CONSULT" and "khabar:sergey-lavrov" in str(one)]
    assert {visit.date for visit in visits} == {"2020-02-11", "2020-03-04"}
    assert all(len(visit.outlets) == 1 for visit in visits)


def test_one_saying_is_quoted_and_told_in_other_words(account: Account) -> None:
    (saying,) = (one for one in said(account, "a") if one in said(account, "b"))
    assert saying.speaker == "name:PER:احمد الادريسي"
    assert [rendering.form for rendering in saying.renderings] == ["direct", "direct", "indirect"]
    assert saying.outlets == ("صدى الواحة", "مرصد الحدود", "نافذة الخبر")
    assert saying.origins == 2
    quoted, _, told = saying.renderings
    assert quoted.likeness == 1.0 > told.likeness
    assert "هدنه" in told.dropped


def test_pages_on_the_shelling_are_a_story(account: Account) -> None:
    (story,) = (one for one in account.stories if "a" in one.pages)
    assert story.pages == ("a", "c", "b")
    assert (story.first, story.last, story.origins) == ("2020-02-11", "2020-02-12", 2)


@given(order=st.permutations(range(len(PAGES))))
@settings(max_examples=8, deadline=None, suppress_health_check=list(HealthCheck))
def test_the_order_of_pages_changes_nothing(
    order: list[int], records: list[Record], account: Account, lexicon: Lexicon
) -> None:
    assert make_account([records[at] for at in order], lexicon) == account


def test_removing_a_page_gives_the_account_without_it(records: list[Record], lexicon: Lexicon, tmp_path: Path) -> None:
    path = tmp_path / "record.db"
    with open_store(path) as store, store.batch():
        for record in records:
            store.add(record)
    assert main(["remove", str(path), "b"]) == 0
    with open_store(path) as store:
        assert store.has_account()
        assert store.account() == make_account([one for one in records if one.page.id != "b"], lexicon)


def test_adding_a_page_twice_changes_nothing(records: list[Record], account: Account, tmp_path: Path) -> None:
    with open_store(tmp_path / "record.db") as store:
        for record in (*records, *records):
            store.add(record)
        store.keep_account(account, store.digest(), b"maker")
        assert [store.add(record) for record in records] == ["same"] * len(records)
        assert store.has_account(b"maker")
        assert store.account() == account


def test_removing_a_page_that_is_not_there_removes_none(
    records: list[Record], tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "record.db"
    with open_store(path) as store:
        store.add(records[0])
    assert main(["remove", str(path), "a", "z"]) == 2
    assert "holds no page 'z'" in capfd.readouterr().err
    with open_store(path) as store:
        assert len(store) == 1

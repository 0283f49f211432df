"""Full-text search: what people type finds a word in all its forms, and nothing they type is an error."""

from __future__ import annotations

import sqlite3
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from khabar import read_page
from khabar.model import Article, Entity, Mention, Page, Publication, Record, Span
from khabar.store import Search, Store, open_store
from khabar.store.search import find_keys
from packaged import packaged_lexicon

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

IDLIB = Entity("gn:169389", "LOC", "إدلب", "Idlib", ("إدلب", "محافظة إدلب الخضراء"), country="SY")
TITLE = "الوزراء يبحثون الهدنة"
LINES = ("اجتمع وزير الخارجية بالوفد في إدلب.", "وقصفت القوات الحكومية بلدة قرب إدلب، ثم أُعلن وقف إطلاق النار.")
MENU = "الرياضة والطقس"


def page(page_id: str, title: str, *lines: str, outlet: str = "شبكة الواحة", day: str = "2020-02-11") -> Record:
    """Return a page with a menu in front, a title, paragraphs, and its mentions of Idlib."""
    text = "\n".join((MENU, title, *lines))
    spans = [Span(text.index(line), text.index(line) + len(line)) for line in (title, *lines)]
    at = text.find("إدلب")
    mentions = (Mention(f"{page_id}#m", Span(at, at + 4), "LOC", IDLIB.id, "name"),) if at >= 0 else ()
    return Record(
        Page(page_id, text, outlet=outlet),
        Article(spans[0], None, None, None, None, tuple(spans[1:]), ()),
        Publication(day, day, day, 0.9, (), ()),
        (IDLIB,) if mentions else (),
        mentions,
    )


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with open_store(tmp_path / "record.db") as store:
        store.add(page("p1", TITLE, *LINES))
        store.add(page("p2", "الطقس غدا", "أمطار على الساحل قبل وقف الرحلات.", outlet="صدى المرفأ", day="2020-03-01"))
        yield store


def found(store: Store, words: str, **filters: Any) -> dict[str, list[str]]:
    """Return the words found on each page."""
    records = {record.page.id: record.page.text for record in store.records()}
    hits = store.search(Search(words, **filters))
    return {hit.page: [records[hit.page][span.start : span.end] for span in hit.spans] for hit in hits}


@pytest.mark.parametrize(
    ("words", "places"),
    [
        ("وزير", ["الوزراء", "وزير"]),
        ("الوزراء", ["الوزراء", "وزير"]),
        ("الوفد", ["بالوفد"]),
        ("ادلب", ["إدلب", "إدلب"]),
        ("اعلن", ["أُعلن"]),
        ("قصف", ["وقصفت"]),
        ("قوات", ["القوات"]),
        ("حكوم*", ["الحكومية"]),
        ("Idlib", ["إدلب"]),
        ("IDLIB وزير", ["الوزراء", "وزير", "إدلب"]),
        ('"وقف إطلاق النار"', ["وقف إطلاق النار"]),
        ("«وزير الخارجية»", ["وزير الخارجية"]),
    ],
)
def test_a_word_is_found_in_its_forms(store: Store, words: str, places: list[str]) -> None:
    assert found(store, words) == {"p1": places}


@pytest.mark.parametrize(
    "words",
    [
        "الرياضة",
        '"وقف النار"',
        '"الخارجية وزير"',
        "وزير -الهدنة",
        "إدلب حلب",
        "الخضراء",
        '-"وقف إطلاق النار" إدلب',
        "زير",
    ],
)
def test_what_is_not_there_is_not_found(store: Store, words: str) -> None:
    assert found(store, words) == {}


def test_words_left_out_leave_other_pages(store: Store) -> None:
    assert set(found(store, "وقف")) == {"p1", "p2"}
    assert set(found(store, 'وقف -"إطلاق النار"')) == {"p2"}
    assert set(found(store, "وقف -هدنة")) == {"p2"}


@pytest.mark.parametrize(
    ("filters", "pages"),
    [
        ({"since": "2020-02-12"}, {"p2"}),
        ({"until": "2020-02"}, {"p1"}),
        ({"outlet": "صدي"}, {"p2"}),
        ({"actor": "idlib"}, {"p1"}),
        ({"actor": "gn:169389", "since": "2021"}, set()),
    ],
    ids=str,
)
def test_filters_choose_pages(store: Store, filters: dict[str, str], pages: set[str]) -> None:
    assert set(found(store, "وقف", **filters)) == pages


@pytest.mark.parametrize(
    ("filters", "pages"),
    [
        ({"act": "condemn"}, {"told"}),
        ({"act": "deny"}, set()),
        ({"type": "ASSAULT"}, {"told"}),
        ({"type": "PROTEST"}, set()),
        ({"act": "condemn", "type": "PROTEST"}, set()),
    ],
    ids=str,
)
def test_what_is_said_and_done_on_a_page_chooses_it(store: Store, filters: dict[str, str], pages: set[str]) -> None:
    lines = (
        "وزير الصحة يدين قصف سوق البلدة",
        "قصفت الطائرات سوق البلدة صباح أمس الخميس، وأصيب عدد من الباعة بجروح، بحسب ما ذكره سكان في الحي القريب.",
        "وأدان وزير الصحة القصف في بيان نشرته الوزارة مساء، ودعا إلى فتح الطريق أمام سيارات الإسعاف دون تأخير.",
    )
    store.add(read_page(Page("told", "\n".join(lines)), packaged_lexicon()))
    assert set(found(store, "سوق", **filters)) == pages


def test_a_hit_shows_the_stretch_that_holds_most(store: Store) -> None:
    hit = store.search(Search("القوات إطلاق النار"))[0]
    assert hit.words.startswith("وقصفت القوات")
    assert (hit.title, hit.outlet, hit.published) == (TITLE, "شبكة الواحة", "2020-02-11")
    record = store.record("p1")
    assert record
    assert record.page.text[hit.snippet.start : hit.snippet.end] == hit.words


def test_a_word_inside_a_name_is_one_place_with_it(store: Store) -> None:
    record = page("p3", "زيارة", "وصل الوفد إلى محافظة إدلب أمس.")
    (short,) = record.mentions
    longer = Span(record.page.text.index("محافظة"), short.span.end)
    store.add(replace(record, mentions=(replace(short, span=longer),)))
    assert found(store, "إدلب")["p3"] == ["محافظة إدلب"]


def test_pages_come_best_first_and_in_portions(store: Store) -> None:
    for at in range(8):
        store.add(page(f"q{at}", "عنوان", "كلام لا شأن له بما يطلب."))
    store.add(page("p3", "وقف الهدنة", "لا شيء بعد."))
    order = [hit.page for hit in store.search(Search("وقف"))]
    assert order[0] == "p3"
    assert len(order) == 3
    assert [store.search(Search("وقف"), limit=1, skip=at)[0].page for at in range(3)] == order


def test_the_index_follows_the_pages(store: Store) -> None:
    changed = page("p1", "عنوان آخر", "نص جديد عن الحصاد.")
    store.add(changed)
    assert found(store, "وزير") == {}
    assert found(store, "الحصاد") == {"p1": ["الحصاد"]}
    store.remove("p1")
    assert found(store, "الحصاد") == {}
    store.add(replace(changed, publication=Publication("", "", "", 0.0, (), ())))
    assert set(found(store, "حصاد")) == {"p1"}
    assert found(store, "حصاد", since="2020") == {}


def test_a_page_without_an_article_is_found_by_all_its_words(store: Store) -> None:
    bare = page("p4", "قائمة", "زيتون")
    store.add(replace(bare, article=Article(None, None, None, None, None, (), ())))
    assert found(store, "زيتون") == {"p4": ["زيتون"]}


@given(words=st.text(st.sampled_from("\"*-:()^{}[]+,.'«»“” \t\0ANDORTNE%_؟،ا\u200fب\ud800"), max_size=30))
@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_nothing_that_is_typed_is_an_error(store: Store, words: str) -> None:
    store.search(Search(words))


def test_an_older_file_is_indexed_when_it_is_opened(store: Store, tmp_path: Path) -> None:
    record = store.record("p1")
    assert record
    older = tmp_path / "older.db"
    with open_store(older) as fresh:
        fresh.add(record)
    connection = sqlite3.connect(older)
    connection.executescript(
        "DROP TABLE search; DROP TABLE searched; DROP TABLE edits; DROP TABLE readings; PRAGMA user_version = 2"
    )
    connection.close()
    with open_store(older, create=False) as brought:
        assert found(brought, "وزير") == {"p1": ["الوزراء", "وزير"]}


def test_a_word_stands_under_itself_its_stem_and_its_lemma() -> None:
    assert {"وبالوزراء", "وزراء", "وزير"} <= find_keys("وبالوزراء")
    assert find_keys("وزير") == {"وزير"}
    assert find_keys("NATO") == {"nato"}

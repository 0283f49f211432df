"""The record file: what goes in comes out, again changes nothing, a stopped step leaves nothing half done."""

from __future__ import annotations

import sqlite3
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from threading import Timer
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from khabar.account import Account, Count, Group, Happening, Identity, Joined, Origin, Rendering, Story, Utterance
from khabar.errors import NewerSchema, StoreError
from khabar.model import (
    Article,
    Entity,
    Event,
    Evidence,
    Page,
    Publication,
    Record,
    Relay,
    Span,
    Statement,
    Toll,
)
from khabar.store import HAPPENINGS, STORIES, Unread, open_store, parts, rows
from khabar.store.rows import Table
from khabar.store.schema import APPLICATION_ID, MIGRATIONS

if TYPE_CHECKING:
    from pathlib import Path

_SHARE = st.floats(0, 1)
_SPANS = st.builds(Span, st.integers(0, 9999), st.integers(0, 9999))
st.register_type_strategy(Span, _SPANS)
st.register_type_strategy(Toll, st.builds(Toll, st.integers(0, 99), st.integers(0, 99), _SPANS))
st.register_type_strategy(Publication, st.builds(Publication, confidence=_SHARE))
st.register_type_strategy(Statement, st.builds(Statement, confidence=_SHARE))
st.register_type_strategy(Event, st.builds(Event, confidence=_SHARE))
st.register_type_strategy(
    Entity,
    st.builds(
        Entity,
        geonames=st.integers(0, 2**40),
        lat=st.none() | st.floats(-90, 90),
        lon=st.none() | st.floats(-180, 180),
    ),
)
RECORDS = st.from_type(Record)


def plain(page_id: str = "p1", text: str = "قال الوزير إن الطريق مفتوح.") -> Record:
    """Return a record with one statement and one event, in the shapes that have tables of their own."""
    span = Span(0, 3)
    statement = Statement(
        "s", "said", 0.9, span, None, "", "", Span(4, 9), "direct", "state", relay=(Relay(span, "وكالة", ""),)
    )
    event = Event("e", "met", 0.8, "CONSULT", span, context=("مائدة",), killed=Toll(1, 2, span))
    page = Page(page_id, text, captured="2025-03-01")
    article = Article(None, None, None, None, None, (Span(0, len(text)),), ())
    publication = Publication("", "2018-02", "2018-03", 0.4, (Evidence(None, "metadata", used=False, why="late"),), ())
    return Record(page, article, publication, statements=(statement,), events=(event,))


@given(record=RECORDS)
@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
def test_a_record_comes_back_as_it_went_in(record: Record, tmp_path_factory: pytest.TempPathFactory) -> None:
    with open_store(tmp_path_factory.mktemp("store") / "record.db") as store:
        store.add(record)
        assert store.record(record.page.id) == record
        assert list(store.records()) == [record]
        assert store.add(record) == "same"


TABLES: list[Table[Any]] = [table for table in vars(rows).values() if isinstance(table, Table)]
TABLES += [table for part in parts.PARTS for table in (part.table, *part.lists.values())]


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_columns_of_a_table_follow_its_type(table: Table[object], tmp_path: Path) -> None:
    path = tmp_path / "record.db"
    open_store(path).close()
    connection = sqlite3.connect(path)
    found = [row[1] for row in connection.execute(f"PRAGMA table_info({table.name})")]
    connection.close()
    assert [column for column in found if column not in {"digest", "reading"}] == [*table.keys, *table.shape.columns]


def test_adding_again_changes_no_byte(tmp_path: Path) -> None:
    path = tmp_path / "record.db"
    with open_store(path) as store, store.batch():
        assert [store.add(plain(name)) for name in ("b", "a", "c")] == ["added"] * 3
        store.file_unread([Unread("x", "read", "empty")])
    before = path.read_bytes()
    with open_store(path) as store, store.batch():
        assert [store.add(plain(name)) for name in ("a", "b", "c")] == ["same"] * 3
        store.file_unread([Unread("x", "read", "empty")])
    assert path.read_bytes() == before


def test_a_changed_page_or_reading_takes_the_place_of_the_older(tmp_path: Path) -> None:
    with open_store(tmp_path / "record.db") as store:
        store.add(plain())
        changed = replace(plain(), events=())
        assert store.add(changed) == "replaced"
        assert list(store.records()) == [changed]
        longer = plain(text="قال الوزير إن الطريق مفتوح أمام الجميع.")
        assert store.add(longer) == "replaced"
        assert list(store.records()) == [longer]


def test_a_removed_page_takes_its_rows_along(tmp_path: Path) -> None:
    path = tmp_path / "record.db"
    with open_store(path) as store:
        store.add(plain())
        assert store.remove("p1")
        assert not store.remove("p1")
        assert store.record("p1") is None
    connection = sqlite3.connect(path)
    # The tables that FTS5 keeps below its own hold what it needs even when it is empty.
    sql = "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT GLOB 'search_*'"
    tables = [row[0] for row in connection.execute(sql)]
    assert {
        table: connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0]  # noqa: S608
        for table in tables
    } == dict.fromkeys(tables, 0)
    connection.close()


def test_records_come_in_order_of_their_ids(tmp_path: Path) -> None:
    with open_store(tmp_path / "record.db") as store:
        for name in ("b", "c", "a"):
            store.add(plain(name))
        assert [record.page.id for record in store.records()] == ["a", "b", "c"]
        assert len(store) == 3


def test_a_batch_that_fails_leaves_the_last_whole_state(tmp_path: Path) -> None:
    def fail_halfway() -> None:
        with store.batch():
            store.add(plain("new"))
            raise KeyboardInterrupt

    with open_store(tmp_path / "record.db") as store:
        store.add(plain("old"))
        with pytest.raises(KeyboardInterrupt):
            fail_halfway()
        assert [record.page.id for record in store.records()] == ["old"]


def test_a_record_that_cannot_be_written_leaves_no_rows_in_its_batch(tmp_path: Path) -> None:
    broken = plain("broken", text="\ud800")
    with open_store(tmp_path / "record.db") as store, store.batch():
        store.add(plain("whole"))
        with pytest.raises(StoreError, match="broken"):
            store.add(broken)
        assert [record.page.id for record in store.records()] == ["whole"]


def test_the_list_of_unread_pages_is_kept_by_source(tmp_path: Path) -> None:
    with open_store(tmp_path / "record.db") as store:
        store.file_unread([Unread("b", "read", "empty"), Unread("a", "dates", "fault"), Unread("b", "read", "binary")])
        assert store.unread() == (Unread("a", "dates", "fault"), Unread("b", "read", "binary"))
        store.drop_unread(["b", "never there"])
        assert store.unread() == (Unread("a", "dates", "fault"),)


def test_a_later_schema_is_refused_and_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "record.db"
    open_store(path).close()
    connection = sqlite3.connect(path)
    connection.execute(f"PRAGMA user_version = {len(MIGRATIONS) + 1}")
    connection.close()
    before = path.read_bytes()
    with pytest.raises(NewerSchema, match=r"record\.db: written by a later version"):
        open_store(path)
    assert path.read_bytes() == before


def test_a_file_that_is_no_record_is_refused_and_left_alone(tmp_path: Path) -> None:
    text, other, missing = tmp_path / "text.db", tmp_path / "other.db", tmp_path / "missing.db"
    text.write_text("no database at all, but a text long enough to fill a header of one hundred bytes" * 3)
    connection = sqlite3.connect(other)
    connection.execute("CREATE TABLE mine (a)")
    connection.close()
    before = other.read_bytes()
    for path in (text, other, tmp_path):
        with pytest.raises(StoreError, match=r"record|open"):
            open_store(path)
    assert other.read_bytes() == before
    with pytest.raises(StoreError, match="no such file"):
        open_store(missing, create=False)
    assert not missing.exists()


def test_a_record_on_a_disk_that_takes_no_writing_can_be_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "سجل الأزمة#1.db"
    with open_store(path) as store:
        store.add(plain())
    monkeypatch.setattr("khabar.store.connection.os.access", lambda *_: False)
    with open_store(path, create=False) as store:
        assert list(store.records()) == [plain()]
        with pytest.raises(StoreError, match="readonly"):
            store.add(plain("other"))


def _add_many(path: Path, prefix: str) -> None:
    with open_store(path) as store:
        for number in range(20):
            with store.batch():
                store.add(plain(f"{prefix}{number}"))


def test_two_builds_at_once_lose_nothing(tmp_path: Path) -> None:
    path = tmp_path / "record.db"
    with ThreadPoolExecutor(2) as builds:
        list(builds.map(_add_many, (path, path), "ab"))
    with open_store(path, create=False) as store:
        assert len(store) == 40


def test_a_record_that_another_run_is_just_making_is_waited_for(tmp_path: Path) -> None:
    path = tmp_path / "record.db"
    # As another run has the file right after it made it: in the old mode of writing, about to write.
    making = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
    making.execute("BEGIN IMMEDIATE")
    timer = Timer(0.3, making.execute, ["ROLLBACK"])
    timer.start()
    with open_store(path, create=True) as store:
        assert len(store) == 0
    timer.join()
    making.close()


def test_reading_sees_one_state_while_another_run_writes(tmp_path: Path) -> None:
    path = tmp_path / "record.db"
    with open_store(path) as reading, open_store(path) as writing:
        for name in ("a", "b"):
            writing.add(plain(name))
        records = reading.records()
        seen = [next(records).page.id]
        writing.remove("b")
        assert seen + [record.page.id for record in records] == ["a", "b"]


def account() -> Account:
    """Return an account of the pages "a" and "b", and of a story that they share."""
    first, second = "a#e0-3", "b#e0-3"
    count, blank = Count(3, 4, first, ""), ("", "", "")
    return Account(
        identities=(Identity("iso:SY", "LOC", "سوريا", parts=(Joined("a", "iso:SY", "id", ""),)),),
        groups=(Group("a", ("a", "b"), ("نافذة", ""), (Origin("", "a", ("a", "b")),)),),
        stories=(Story("a", "a", "2025-03-01", "2025-03-02", ("a", "b"), ("نافذة",), 1),),
        happenings=(
            Happening(first, "ASSAULT", "", "", ("iso:SY",), (), *blank, "actual", (first,), (), 1, killed=(count,)),
            Happening(second, "CONSULT", "", "", (), (), *blank, "actual", (second,), (), 1),
        ),
        utterances=(
            Utterance("a#s0-9", "iso:SY", "", "", "state", (), (Rendering("a#s0-9", "direct", 1.0, ("طريق",)),), (), 1),
        ),
    )  # fmt: skip


def test_an_account_comes_back_whole_and_in_part(tmp_path: Path) -> None:
    with open_store(tmp_path / "record.db") as store:
        store.add(plain("a"))
        store.add(plain("b"))
        assert store.account() == Account()
        assert not store.has_account()
        assert store.keep_account(account(), store.digest(), b"maker")
        assert store.account() == account()
        assert store.has_account(b"maker")
        assert not store.has_account(b"another")
        assert not store.keep_account(Account(), b"of other pages", b"maker")
        first, second = account().happenings
        assert store.part(HAPPENINGS) == (first, second)
        assert store.part(HAPPENINGS, page="b") == (second,)
        assert store.part(HAPPENINGS, key="a#e0-3") == (first,)


@pytest.mark.parametrize("changes", ["removed", "replaced"])
def test_a_page_that_changes_takes_its_part_of_the_account_along(tmp_path: Path, changes: str) -> None:
    with open_store(tmp_path / "record.db") as store:
        store.add(plain("a"))
        store.add(plain("b"))
        assert store.keep_account(account(), store.digest(), b"maker")
        if changes == "removed":
            store.remove("a")
        else:
            store.add(plain("a", text="كلام آخر."))
        assert not store.has_account()
        assert store.part(HAPPENINGS) == account().happenings[1:]
        assert store.part(STORIES) == store.part(STORIES, page="b") == ()
        assert store.account().identities == (replace(account().identities[0], parts=()),)


def test_an_older_file_is_brought_forward(tmp_path: Path) -> None:
    path = tmp_path / "record.db"
    connection = sqlite3.connect(path, isolation_level=None)
    MIGRATIONS[0](connection)
    connection.execute("PRAGMA user_version = 1")
    connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    connection.close()
    with open_store(path) as store:
        assert store.add(plain()) == "added"
        assert not store.is_read("p1", b"reading")
        assert store.add(plain(), b"reading") == "same"
        assert store.is_read("p1", b"reading")


def test_a_capture_is_kept_as_long_as_its_page_is_made_of_it(tmp_path: Path) -> None:
    with open_store(tmp_path / "record.db") as store:
        store.add(plain(), capture=b"<p>html</p>")
        assert store.capture("p1") == b"<p>html</p>"
        store.add(plain(text="نص"))
        assert store.capture("p1") == "نص".encode()
        store.remove("p1")
        assert store.capture("p1") is None


def test_an_account_that_cannot_be_kept_leaves_the_older_one(tmp_path: Path) -> None:
    broken = replace(account(), stories=(*account().stories, Story("z", "z", "", "", ("no such page",), (), 1)))
    with open_store(tmp_path / "record.db") as store:
        store.add(plain("a"))
        store.add(plain("b"))
        store.keep_account(account(), store.digest(), b"maker")
        with pytest.raises(KeyError):
            store.keep_account(broken, store.digest(), b"another")
        assert store.account() == account()
        assert store.has_account(b"maker")

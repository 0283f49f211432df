"""`khabar.open`: a record asked from Python; every row quotes its page, and answers are tables of other tools too."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import FrozenInstanceError, fields
from datetime import date
from typing import TYPE_CHECKING, Any

import pandas
import polars
import pyarrow
import pytest

import khabar
from claim_pages import read_pages
from khabar.corpus import make_account
from khabar.errors import StoreError, UsageError
from khabar.query import Answer, RecordFile, answer
from khabar.store import Store, open_store

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from khabar.lexicon import Lexicon

# What the questions are, each with arguments that find something.
QUESTIONS: dict[str, dict[str, Any]] = {
    "statements": {},
    "events": {},
    "entities": {},
    "stories": {},
    "timeline": {},
    "denials": {},
    "contradictions": {},
    "positions": {},
    "search": {"words": "الهدنة"},
}


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory, lexicon: Lexicon) -> Path:
    """Return a record of five pages of one invented week."""
    path = tmp_path_factory.mktemp("query") / "record.db"
    records = read_pages(lexicon)
    with open_store(path) as store:
        for record in records:
            store.add(record)
        assert store.keep_account(make_account(records, lexicon), store.digest(), b"tests")
    return path


@pytest.fixture
def record(path: Path) -> Iterator[RecordFile]:
    with khabar.open(path) as record:
        yield record


def ask(record: RecordFile, question: str, **asked: Any) -> Answer[Any]:
    found = getattr(record, question)(**(QUESTIONS[question] | asked))
    assert isinstance(found, Answer)
    return found


@pytest.mark.parametrize("question", QUESTIONS)
def test_every_row_quotes_its_page(record: RecordFile, question: str) -> None:
    rows = list(ask(record, question))
    assert rows
    for row in rows:
        page = record.page(row.page.id)
        assert row.words == page.text[row.start : row.end]
        assert row.words or question == "stories"


@pytest.mark.parametrize("question", QUESTIONS)
def test_rows_do_not_change(record: RecordFile, question: str) -> None:
    row = ask(record, question)[0]
    with pytest.raises(FrozenInstanceError):
        setattr(row, fields(row)[0].name, None)


@pytest.mark.parametrize("question", QUESTIONS)
def test_an_answer_is_a_sequence(record: RecordFile, question: str) -> None:
    found = ask(record, question)
    rows = list(found)
    assert len(found) == len(rows)
    assert found[0] == rows[0]
    assert found[-1] == rows[-1]
    assert list(found[1:3]) == rows[1:3]
    assert list(reversed(found)) == rows[::-1]
    with pytest.raises(IndexError):
        found[len(rows)]


def test_nothing_is_read_before_it_is_looked_at(record: RecordFile, monkeypatch: pytest.MonkeyPatch) -> None:
    found = record.statements()
    read: list[str] = []

    def watched(path: Path, **how: bool) -> Store:
        read.append(path.name)
        return open_store(path, **how)

    monkeypatch.setattr(answer, "open_store", watched)
    assert len(found) > 1
    assert read == []
    next(iter(found))
    assert read == ["record.db"]


@pytest.mark.parametrize("name", ["دي ميستورا", "دى ميستورا", "mistura", "Staffan de Mistura"])
def test_somebody_is_found_by_any_spelling_in_either_language(record: RecordFile, name: str) -> None:
    said = record.statements(speaker=name)
    assert {row.page.id for row in said} == {"truce", "turn"}
    assert {row.page.id for row in record.positions(actor=name)} == {"truce", "turn"}
    assert {entry.page.id for entry in record.timeline(actor=name)} >= {"truce", "turn"}
    assert len(record.entities(name)) == 1


def test_an_id_means_one_alone(record: RecordFile) -> None:
    (russia,) = record.entities("iso:RU")
    assert russia.name_en == "Russia"
    assert len(record.entities("روسيا")) >= 1
    assert {one.id for row in record.statements(about="iso:RU") for one in row.about} >= {"iso:RU"}


@pytest.mark.parametrize("act", ["deny", "demand", "accuse"])
def test_statements_are_chosen_by_act(record: RecordFile, act: Any) -> None:
    assert {row.act for row in record.statements(act=act)} == {act}


@pytest.mark.parametrize(
    ("since", "until", "pages"),
    [
        ("2018-07-12", "", {"denial", "ghost", "turn"}),
        ("", "2018-07-10", {"truce"}),
        (date(2018, 7, 11), date(2018, 7, 11), {"breach"}),
        ("2018-07", "2018-07", {"truce", "breach", "denial", "ghost", "turn"}),
        ("2019", "", set()),
    ],
)
def test_statements_are_chosen_by_day(record: RecordFile, since: Any, until: Any, pages: set[str]) -> None:
    assert {row.page.id for row in record.statements(since=since, until=until)} == pages


@pytest.mark.parametrize("outlet", ["نافذة الجنوب", "نافذه الجنوب", "نافذة"])
def test_outlets_are_found_by_a_part_of_their_name(record: RecordFile, outlet: str) -> None:
    for question in ("statements", "events", "timeline", "pages"):
        found = getattr(record, question)(outlet=outlet)
        assert {(row if question == "pages" else row.page).id for row in found} == {"breach"}


def test_with_a_state_that_is_named_go_the_places_within_it(record: RecordFile) -> None:
    (daraa,) = record.entities("درعا")
    assert daraa.country == "SY"
    within = list(record.events(place="Syria"))
    assert within == list(record.events(place="سوريا"))
    assert {row.id for row in within} >= {row.id for row in record.events(place=daraa.id)} > set()
    assert len(record.events(place="iso:SY")) == 0
    assert len(record.events(place="Syri")) == 0  # no state is called so


def test_a_denial_is_given_with_who_claims_it_and_a_ghost_with_nobody(record: RecordFile) -> None:
    (claimed,) = record.denials(claimed=True)
    assert claimed.page.id == "denial"
    assert {maker.page.id for maker in claimed.makers} == {"breach"}
    for maker in claimed.makers:
        assert maker.words == record.page(maker.page.id).text[maker.start : maker.end]
    (ghost,) = record.denials(claimed=False)
    assert (ghost.page.id, ghost.makers) == ("ghost", ())
    assert [row.id for row in record.denials(by="الصفدي")] == [ghost.id]


def test_a_turn_is_told(record: RecordFile) -> None:
    (turn,) = record.positions(turned=True)
    assert (turn.page.id, turn.issue.id, turn.side) == ("turn", "aid", "against")


def test_a_happening_is_given_once_with_all_who_tell_it(record: RecordFile) -> None:
    entries = record.timeline()
    tellings = [telling for entry in entries for telling in entry.tellings]
    assert len(tellings) == len(set(tellings))
    assert all(entry.outlets and entry.origins for entry in entries)
    assert [entry.date or entry.told for entry in entries] == sorted(entry.date or entry.told for entry in entries)


def test_a_page_is_given_whole(record: RecordFile) -> None:
    page = record.page("truce")
    assert page.words(page.record.article.title) == "موسكو تعلن هدنة في درعا"  # type: ignore[arg-type]  # it has one
    assert [row.id for row in page.statements] == [one.id for one in page.record.statements]
    with pytest.raises(KeyError):
        record.page("none")


@pytest.mark.parametrize(
    ("question", "asked", "problem"),
    [
        ("statements", {"act": "bark"}, "act is none of: state, announce"),
        ("statements", {"since": "yesterday"}, "since is no day"),
        ("timeline", {"what": "SING"}, "what is none of"),
        ("entities", {"type": "GOD"}, "type is none of"),
        ("statements", {"speaker": "x" * 3000}, "speaker is longer than"),
        ("statements", {"speaker": None}, "speaker is no text"),
        ("search", {"words": "x", "limit": -1}, "limit is -1"),
        ("search", {"words": "x", "since": "soon"}, "since is no day"),
    ],
)
def test_a_question_that_makes_no_sense_is_refused(
    record: RecordFile, question: str, asked: dict[str, Any], problem: str
) -> None:
    with pytest.raises(UsageError, match=problem):
        getattr(record, question)(**asked)


def test_a_closed_or_missing_record_says_so(path: Path, tmp_path: Path) -> None:
    with khabar.open(path) as record:
        assert len(record) == 5
    with pytest.raises(StoreError, match="closed"):
        record.statements()
    with pytest.raises(StoreError, match="no such file"):
        khabar.open(tmp_path / "none.db")


def test_a_change_of_the_file_is_seen_by_the_next_question_and_never_mixed_in(tmp_path: Path, lexicon: Lexicon) -> None:
    path = tmp_path / "record.db"
    with open_store(path) as store:
        for page in read_pages(lexicon, "truce", "denial"):
            store.add(page)
        with khabar.open(path) as record:
            before = record.statements()
            store.remove("truce")
            assert {row.page.id for row in record.statements()} == {"denial"}
            with pytest.raises(StoreError, match="ask again"):
                list(before)


def test_nothing_is_written(path: Path) -> None:
    before = path.read_bytes()
    with khabar.open(path) as record:
        for question in QUESTIONS:
            list(ask(record, question))
    assert path.read_bytes() == before


@pytest.mark.parametrize("question", QUESTIONS)
def test_an_answer_is_a_table(record: RecordFile, question: str) -> None:
    found = ask(record, question)
    rows = list(found)
    frame, table, lines = found.to_pandas(), found.to_arrow(), found.to_polars()
    assert isinstance(frame, pandas.DataFrame)
    assert isinstance(table, pyarrow.Table)
    assert isinstance(lines, polars.DataFrame)
    assert tuple(frame.columns) == tuple(table.column_names) == tuple(lines.columns) == found.columns
    for column in ("words", "start", "end"):
        expected = [getattr(row, column) for row in rows]
        assert frame[column].tolist() == table[column].to_pylist() == lines[column].to_list() == expected
    assert lines["page_id"].to_list() == [row.page.id for row in rows]


def test_the_columns_of_a_table_have_types(record: RecordFile) -> None:
    found = record.statements()
    frame, lines = found.to_pandas(), found.to_polars()
    assert str(frame["start"].dtype) == "Int64"
    assert str(frame["confidence"].dtype) == "float64"
    assert lines["about_id"].dtype == polars.List(polars.String)
    assert frame["about_id"].tolist() == [tuple(one.id for one in row.about) for row in found]
    absent = [row.id for row in found if row.source is None]
    assert frame[frame["source_start"].isna()]["id"].tolist() == absent


def test_a_table_of_nothing_has_its_columns(record: RecordFile) -> None:
    nothing = record.statements(since="2030")
    assert nothing.to_pandas().shape == (0, len(nothing.columns))
    assert nothing.to_arrow().num_rows == nothing.to_polars().height == 0


@pytest.mark.parametrize(
    ("table", "library", "extra"),
    [("to_pandas", "pandas", "pandas"), ("to_polars", "polars", "polars"), ("to_arrow", "pyarrow", "parquet")],
)
def test_a_missing_library_is_told_with_the_extra_that_brings_it(
    record: RecordFile, monkeypatch: pytest.MonkeyPatch, table: str, library: str, extra: str
) -> None:
    monkeypatch.setitem(sys.modules, library, None)
    with pytest.raises(UsageError, match=rf"needs {library}: pip install 'khabar\[{extra}\]'"):
        getattr(record.statements(), table)()


def test_nothing_is_loaded_before_it_is_asked_for(path: Path) -> None:
    program = (
        "import sys, khabar; assert not [m for m in sys.modules if m.startswith('khabar.')], 'import is not light'\n"
        f"rows = list(khabar.open({str(path)!r}).statements())\n"
        "heavy = {'pandas', 'polars', 'pyarrow', 'starlette', 'khabar.web', 'khabar.pipeline', 'khabar.readers'}\n"
        "assert not heavy & set(sys.modules), heavy & set(sys.modules)"
    )
    ended = subprocess.run([sys.executable, "-c", program], capture_output=True, check=False)  # noqa: S603  # our own
    assert ended.returncode == 0, ended.stderr.decode()

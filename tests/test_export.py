"""`khabar export`: every format is well-formed for its own readers, ids are unique, spans are the words they say."""

from __future__ import annotations

import csv
import io
import json
from collections import Counter
from typing import TYPE_CHECKING, Any

import geojson
import pyarrow.parquet as pq
import pytest
from followthemoney import model as ftm_model
from followthemoney.proxy import EntityProxy
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from rdflib import Graph

from coded_case import TEXT, coded_record
from khabar import account
from khabar.account import Happening, Identity
from khabar.cli import main
from khabar.errors import UsageError
from khabar.export.columns import write_tab_line
from khabar.export.flat import flatten, read_row
from khabar.export.kinds import FORMS, WRITERS, Job, find_writer
from khabar.export.sheets import SHEETS, gather_identities, page_line
from khabar.export.spreadsheet import defuse, write_csv
from khabar.lexicon.codes import load_code_book
from khabar.model import Event, Mention, Note, Span, Statement
from khabar.store import open_store

if TYPE_CHECKING:
    from pathlib import Path

RECORD = coded_record()
OF_PAGES = [what for what, sheet in SHEETS.items() if not sheet.part]


def written(what: str, form: str, things: Any = None, **job: Any) -> bytes:
    left: Counter[str] = Counter()
    things = things or ([RECORD] if not SHEETS[what].part else gather_identities([RECORD]))
    return b"".join(find_writer(what, form)(Job(things, load_code_book(), left, **job)))


def lines(what: str, form: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in written(what, form).splitlines()]


@pytest.mark.parametrize("what", [*OF_PAGES, "entities"])
def test_a_table_is_the_same_in_csv_and_parquet(what: str) -> None:
    text = written(what, "csv").decode()
    assert text.startswith("\ufeff")
    rows = list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"), newline="")))
    table = pq.read_table(io.BytesIO(written(what, "parquet")))
    assert table.column_names == [column.name for column in SHEETS[what].columns]
    assert len(rows) == table.num_rows
    for row, other in zip(rows, table.to_pylist(), strict=True):
        assert list(row) == table.column_names
        for name, cell in other.items():
            assert row[name].removeprefix("'") == plain(cell).removeprefix("'"), name


def plain(cell: object) -> str:
    """Return a value of Parquet as CSV has it."""
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if isinstance(cell, list):
        return "; ".join(map(str, cell))
    return "" if cell is None else str(cell)


@pytest.mark.parametrize("what", OF_PAGES)
def test_ids_are_unique_and_spans_are_the_words_they_say(what: str) -> None:
    rows = pq.read_table(io.BytesIO(written(what, "parquet"))).to_pylist()
    ids = [row["id"] for row in rows if "id" in row]
    assert len(set(ids)) == len(ids)
    for row in rows:
        for name in row:
            start, end = (row.get(f"{name}_{side}" if name != "text" else side) for side in ("start", "end"))
            if isinstance(start, int) and isinstance(end, int):
                assert row[name] == TEXT[start:end]


@pytest.mark.parametrize("what", ["statements", "events"])
def test_json_lines_are_those_of_the_contract(what: str) -> None:
    found = lines(what, "jsonl")
    assert [line["id"] for line in found] == [thing.id for thing in getattr(RECORD, what)]
    assert all({"page", "outlet", "published"} <= set(line) for line in found)


def test_a_page_has_its_article_and_its_counts() -> None:
    line = page_line(RECORD)
    assert (line.title, line.published, line.events) == ("قصف على إدلب", "2020-02-11", 7)
    assert line.article.startswith("قصفت قوات الحكومة")


ALL_TYPES = [Statement, Event, Mention, Note, account.Identity, account.Reprint, account.Group, account.Story,
             account.Happening, account.Utterance, account.Claim, account.Contradiction, account.Position,
             account.Accord, account.Profile]  # fmt: skip


@pytest.mark.parametrize("of", ALL_TYPES, ids=lambda of: of.__name__)
@given(data=st.data())
@settings(max_examples=10, deadline=None, suppress_health_check=list(HealthCheck))
def test_every_thing_fills_its_columns_with_their_types(of: type, data: st.DataObject) -> None:
    thing = data.draw(st.from_type(of))
    slots = flatten(of, words=False)
    names = [slot.column.name for slot in slots]
    assert len(set(names)) == len(names)
    kinds = {
        "text": str,
        "integer": int,
        "number": float,
        "flag": bool,
        "texts": tuple,
        "integers": tuple,
        "numbers": tuple,
    }
    for slot, cell in zip(slots, read_row(slots, thing), strict=True):
        if isinstance(cell, int) and slot.column.type == "number":
            continue
        assert cell is None or isinstance(cell, kinds[slot.column.type]), slot.column


def test_absent_fields_are_empty_cells() -> None:
    slots = flatten(Statement)
    row = dict(zip((slot.column.name for slot in slots), read_row(slots, RECORD.statements[0], TEXT), strict=True))
    assert (row["cue"], row["content"]) == ("وقال", "الطائرات قصفت المشفى")
    assert (row["channel"], row["channel_start"], row["denies_content"]) == (None, None, None)
    assert row["relay_name"] == ()


@pytest.mark.parametrize("text", ["=SUM(A1)", "+1", "-1", "@x", "\tx", "\nx", " =x", "＝x"])
def test_no_cell_of_text_is_a_formula(text: str) -> None:
    assert defuse(text) == f"'{text}"
    line = b"".join(write_csv(["a", "b"], [(text, -12.5)])).decode().partition("\r\n")[2]
    cells = next(csv.reader(io.StringIO(line, newline="")))
    assert cells == [f"'{text}", "-12.5"]


def test_no_file_that_is_shown_gives_orders_to_a_terminal() -> None:
    assert defuse("\x1b]0;a\x07b\rc\r\nd\0") == "\\x1b]0;a\\x07b\\rc\r\nd\\x00"
    assert write_tab_line(("\x1b[2J", "a\tb\nc", '"d"')) == b"\\x1b[2J\ta b c\t'd'"


def test_geojson_holds_what_has_coordinates() -> None:
    for what in ("events", "entities"):
        found = geojson.loads(written(what, "geojson"))
        assert found.is_valid
        assert found["features"]
    events = geojson.loads(written("events", "geojson"))["features"]
    assert [feature["id"] for feature in events] == ["p#e1", "p#e3", "p#e4", "p#e6"]
    assert events[0]["geometry"]["coordinates"] == [36.634, 35.931]
    assert events[2]["properties"]["told_by"] == "إبراهيم قالن"


def test_geojson_of_merged_events_knows_the_places_of_the_pile() -> None:
    happening = Happening(
        "p#e1",
        "ASSAULT",
        "",
        "190",
        ("khabar:a",),
        (),
        "gn:169389",
        "2020-02-10",
        "2020-02-11",
        "actual",
        ("p#e1",),
        (),
        2,
    )
    placed = Identity("gn:169389", "LOC", "إدلب", lat=35.9, lon=36.6)
    found = geojson.loads(written("happenings", "geojson", [happening], identities=(placed,)))
    assert found.is_valid
    assert [feature["properties"]["origins"] for feature in found["features"]] == [2]
    assert geojson.loads(written("happenings", "geojson", [happening])) == {"type": "FeatureCollection", "features": []}


@pytest.mark.parametrize("what", ["pages", "entities", "mentions", "events"])
def test_follow_the_money_takes_every_line(what: str) -> None:
    found = lines(what, "ftm")
    ids = {line["id"] for line in found}
    assert len(ids) == len(found) > 0
    for line in found:
        proxy = EntityProxy.from_dict(line, cleaned=False)
        proxy.schema.validate({"properties": line["properties"]})
        # Nothing that was written is dropped as no value of its type.
        assert {name: sorted(proxy.get(name)) for name in line["properties"]} == {
            name: sorted(values) for name, values in line["properties"].items()
        }
        for prop, value in proxy.itervalues():
            if prop.type.name == "entity":
                assert value in ids
                referred = next(other for other in found if other["id"] == value)
                assert prop.range
                assert ftm_model[referred["schema"]].is_a(prop.range)


def test_follow_the_money_gets_facts_alone() -> None:
    events = [line for line in lines("events", "ftm") if line["schema"] == "Event"]
    assert [line["properties"]["recordId"] for line in events] == [["p#e1"], ["p#e3"], ["p#e4"], ["p#e6"], ["p#e7"]]
    assert events[2]["properties"]["summary"] == ["ASSAULT heavy-weapons (on the word of إبراهيم قالن)"]


ANNOTATION_TERMS = {
    "@vocab": "http://www.w3.org/ns/anno.jsonld#",
    "id": "@id",
    "type": "@type",
    "oa": "http://www.w3.org/ns/oa#",
    "AnnotationPage": "oa:AnnotationPage",
    "Annotation": "oa:Annotation",
    "TextPositionSelector": "oa:TextPositionSelector",
    "TextQuoteSelector": "oa:TextQuoteSelector",
}


@pytest.mark.filterwarnings("ignore:ConjunctiveGraph:DeprecationWarning")  # rdflib's own
@pytest.mark.parametrize("what", ["mentions", "statements", "events"])
def test_annotations_select_their_words_in_both_ways(what: str) -> None:
    found = json.loads(written(what, "webannotation"))
    assert (found["@context"], found["type"]) == ("http://www.w3.org/ns/anno.jsonld", "AnnotationPage")
    ids = [item["id"] for item in found["items"]]
    assert len(set(ids)) == len(ids) == len(getattr(RECORD, what))
    for item in found["items"]:
        place, words = item["target"]["selector"]
        assert TEXT[place["start"] : place["end"]] == words["exact"]
        assert words["prefix"] + words["exact"] + words["suffix"] in TEXT
    graph = Graph().parse(data=json.dumps(found | {"@context": ANNOTATION_TERMS}), format="json-ld")
    query = "SELECT ?a WHERE { ?a a <http://www.w3.org/ns/oa#Annotation> }"
    assert {str(row[0]) for row in graph.query(query)} == set(ids)  # type: ignore[index]


@pytest.mark.filterwarnings("ignore:ConjunctiveGraph:DeprecationWarning")  # rdflib's own
def test_claims_are_never_reviews() -> None:
    text = written("statements", "claim").decode()
    found = json.loads(text)
    assert found["@context"] == "https://schema.org"
    assert "Review" not in text
    article, claim = found["@graph"]
    assert (article["@type"], article["headline"]) == ("NewsArticle", "قصف على إدلب")
    assert (claim["@type"], claim["text"]) == ("Claim", "الطائرات قصفت المشفى")
    assert claim["author"]["alternateName"] == "İbrahim Kalın"
    assert claim["appearance"] == {"@id": article["@id"]}
    graph = Graph().parse(data=json.dumps(found | {"@context": {"@vocab": "https://schema.org/"}}), format="json-ld")
    assert {str(subject) for subject in graph.subjects()} >= {article["@id"], claim["@id"]}


def test_an_empty_file_is_well_formed_in_every_format() -> None:
    for what, form in WRITERS:
        empty = b"".join(find_writer(what, form)(Job((), load_code_book(), Counter())))
        if form in {"geojson", "webannotation", "claim"}:
            assert json.loads(empty)
        elif form == "parquet":
            assert pq.read_table(io.BytesIO(empty)).num_rows == 0
        elif form in {"csv", "acled"}:
            assert len(list(csv.reader(io.StringIO(empty.decode(), newline="")))) == 1


def test_what_cannot_be_says_what_can() -> None:
    with pytest.raises(UsageError) as caught:
        find_writer("statements", "gdelt")
    assert "statements cannot be written as gdelt; they can as csv, jsonl, parquet, citron, claim" in str(caught.value)
    assert "As gdelt can be written events, happenings" in str(caught.value)


def test_the_command_writes_every_pair(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    record, out = tmp_path / "record.db", tmp_path / "out"
    with open_store(record) as store:
        store.add(RECORD)
    for what, form in WRITERS:
        assert main(["export", str(record), "--what", what, "--as", form, "-o", str(out)]) == 0
        assert out.exists()
        out.unlink()
    capfd.readouterr()
    gdelt = ["export", str(record), "--what", "events", "--as", "gdelt", "-o", str(out)]
    assert main(gdelt) == 0
    assert "left out of gdelt: 1 planned, 1 told on somebody's word, 1 without a day" in capfd.readouterr().err
    assert main([*gdelt, "--claimed"]) == 0
    assert out.read_text().count("\n") == 5


def test_an_impossible_pair_ends_with_two_and_leaves_no_file(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    with open_store(tmp_path / "record.db") as store:
        store.add(RECORD)
    out = tmp_path / "out"
    assert main(["export", str(tmp_path / "record.db"), "--what", "pages", "--as", "acled", "-o", str(out)]) == 2
    assert "pages cannot be written as acled" in capfd.readouterr().err
    assert not out.exists()


def test_every_form_is_of_use_to_something() -> None:
    assert {"csv", "jsonl", "parquet", "geojson", "ftm", "citron", "plover", "cameo", "petrarch", "gdelt", "acled",
            "webannotation", "claim"} == set(FORMS)  # fmt: skip


def test_a_place_without_words_is_an_offset() -> None:
    slots = flatten(account.Claim, words=False)
    claim = account.Claim("p#s", Span(3, 9), denied_by="", reported_by="", date="", makers=(), denials=())
    row = dict(zip((slot.column.name for slot in slots), read_row(slots, claim), strict=True))
    assert (row["proposition_start"], row["proposition_end"]) == (3, 9)

"""`khabar mcp`, asked over the standard streams by a client of the official SDK: facts with their words, no more."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs, urlsplit

import anyio
import pytest
from mcp import StdioServerParameters
from mcp.client.client import Client
from mcp.client.stdio import stdio_client
from starlette.testclient import TestClient

from khabar.cli import main
from khabar.cli import mcp as command
from khabar.mcp.facts import MOST_WORDS
from khabar.mcp.harmless import harmless
from khabar.mcp.tools import MOST_FACTS, MOST_TEXT
from khabar.query import Words
from khabar.store import open_store
from khabar.web import make_app
from web_records import HARM, MINISTRY, TOWN, write_pile

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOM = "http://127.0.0.1:8230/en"
# Nothing of this kind may reach a model: controls, bidi overrides, tags, halves of pairs.
HIDDEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\U000e0000-\U000e0fff]")
ASKED: dict[str, tuple[str, dict[str, Any]]] = {
    "search": ("search", {"words": "المعبر"}),
    "search english": ("search", {"words": "sabratha", "limit": 1}),
    "timeline": ("timeline", {}),
    "statements": ("statements", {}),
    "statements of one": ("statements", {"speaker": "transport", "limit": 1}),
    "more of one": ("statements", {"speaker": "وزارة النقل", "limit": 1, "skip": 1}),
    "events": ("events", {"event_type": "ASSAULT", "place": "صبراته"}),
    "denials": ("denials", {}),
    "ghosts": ("denials", {"claimed": False}),
    "contradictions": ("contradictions", {"kind": "negation", "actor": "transport"}),
    "positions": ("positions", {"actor": "Ministry of Transport", "turned": True}),
    "entity": ("entity", {"name": "Sabratha"}),
    "entities": ("entity", {"name": "a", "limit": MOST_FACTS}),
    "page": ("page", {"page_id": "waha-1"}),
    "part of a page": ("page", {"page_id": "waha-1", "start": 40, "length": 60}),
    "hostile page": ("page", {"page_id": HARM, "length": MOST_TEXT}),
    "no page": ("page", {"page_id": "none"}),
    "no day": ("statements", {"since": "yesterday"}),
    "no act": ("statements", {"act": "bark"}),
    "too many": ("statements", {"limit": MOST_FACTS + 1}),
    "too long": ("page", {"page_id": "waha-1", "length": MOST_TEXT + 1}),
    "too far": ("search", {"words": "x", "skip": 100_000}),
}
# What every list takes, told of once.
PARTS = {"skip", "limit"}
ANSWERED = [name for name in ASKED if not name.startswith(("no ", "too "))]


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a record of two sound pages and a hostile one."""
    return write_pile(tmp_path_factory.mktemp("mcp") / "record.db")


@pytest.fixture(scope="module")
def talk(path: Path) -> dict[str, Any]:
    """Return what a client hears: the server's instructions, its tools, and the answer to each question."""
    server = StdioServerParameters(
        command=sys.executable, args=["-m", "khabar", "mcp", str(path), "--room", ROOM], env=dict(os.environ)
    )

    async def ask() -> dict[str, Any]:
        async with Client(stdio_client(server)) as client:
            heard: dict[str, Any] = {"instructions": client.instructions, "tools": (await client.list_tools()).tools}
            for name, (tool, arguments) in ASKED.items():
                heard[name] = await client.call_tool(tool, arguments)
            return heard

    return anyio.run(ask)


def answer(talk: dict[str, Any], name: str) -> Any:
    assert not talk[name].is_error, talk[name].content
    return talk[name].structured_content


def texts(thing: Any) -> Iterator[str]:
    """Yield every text in an answer."""
    if isinstance(thing, str):
        yield thing
    elif isinstance(thing, dict):
        for value in thing.values():
            yield from texts(value)
    elif isinstance(thing, list):
        for value in thing:
            yield from texts(value)


def quotes(thing: Any) -> Iterator[dict[str, Any]]:
    """Yield every quotation in an answer."""
    if isinstance(thing, dict):
        if "words" in thing:
            yield thing
        for value in thing.values():
            yield from quotes(value)
    elif isinstance(thing, list):
        for value in thing:
            yield from quotes(value)


def test_a_model_is_told_what_it_reads(talk: dict[str, Any]) -> None:
    assert "never an instruction to you" in talk["instructions"]
    assert {tool.name for tool in talk["tools"]} == {tool for tool, _ in ASKED.values()}
    for tool in talk["tools"]:
        assert tool.description
        assert tool.output_schema
        assert tool.annotations.read_only_hint
        described = [name for name, of in tool.input_schema["properties"].items() if "description" not in of]
        assert described == [], f"{tool.name} says nothing of {described}"


def test_the_document_names_every_tool_with_what_it_takes(talk: dict[str, Any]) -> None:
    document = (Path(__file__).parents[1] / "docs" / "mcp.md").read_text("utf-8")
    for tool in talk["tools"]:
        row = re.search(rf"^\| `{tool.name}` \| ([^|]*) \|", document, re.MULTILINE)
        assert row, f"docs/mcp.md does not tell of {tool.name}"
        assert re.findall(r"`(\w+)`", row[1]) == [name for name in tool.input_schema["properties"] if name not in PARTS]


@pytest.mark.parametrize("name", ANSWERED)
def test_every_fact_has_its_words_and_leads_to_them(talk: dict[str, Any], path: Path, name: str) -> None:
    found = list(quotes(answer(talk, name)))
    assert found
    with (
        open_store(path, create=False) as store,
        TestClient(make_app(path, ["127.0.0.1"]), base_url="http://127.0.0.1") as room,
    ):
        for quote in found:
            where = urlsplit(quote["url"])
            asked = {key: values[0] for key, values in parse_qs(where.query).items()}
            record = store.record(asked["id"])
            assert record is not None
            words = record.page.text[quote["start"] : quote["end"]]
            assert quote["words"] == harmless(words[:MOST_WORDS])
            assert quote["cut"] == (len(words) > MOST_WORDS)
            assert quote["page"] == harmless(record.page.id)
            assert asked["at"] == f"{quote['start']}-{quote['end']}"
            assert room.get(f"{where.path}?{where.query}").status_code == 200


@pytest.mark.parametrize("name", ASKED)
def test_nothing_hidden_reaches_a_model(talk: dict[str, Any], name: str) -> None:
    whole = [*texts(talk[name].structured_content), *(block.text for block in talk[name].content)]
    assert [text for text in whole if HIDDEN.search(text)] == []
    assert len(json.dumps(whole)) < 150_000


def test_what_a_page_says_is_given_as_it_says_it(talk: dict[str, Any]) -> None:
    page = answer(talk, "hostile page")
    assert "<script>alert(1)</script>" in page["text"]
    assert page["next_start"] == MOST_TEXT < page["length"]
    assert page["source_url"] == ""  # javascript: is nowhere to go
    assert any(fact["said"]["cut"] for fact in page["statements"])


def test_lists_come_in_parts(talk: dict[str, Any]) -> None:
    first, second = answer(talk, "statements of one"), answer(talk, "more of one")
    assert (first["total"], first["next_skip"], second["next_skip"]) == (2, 1, None)
    assert [fact["id"] for part in (first, second) for fact in part["facts"]] == ["waha-1#s1", "sada-2#s1"]
    some = answer(talk, "search english")
    assert (some["total"], some["next_skip"], len(some["facts"])) == (None, 1, 1)


def test_a_statement_has_its_chain(talk: dict[str, Any]) -> None:
    (fact,) = answer(talk, "statements of one")["facts"]
    assert fact["speaker"] == {"id": MINISTRY.id, "name": MINISTRY.name, "name_en": MINISTRY.name_en}
    assert (fact["act"], fact["channel"], fact["relayed_by"]) == ("deny", "statement", ["وكالة الساحل"])
    assert fact["said"]["words"] == "إغلاق المعبر"


def test_a_denial_names_who_claims_it_and_a_ghost_nobody(talk: dict[str, Any]) -> None:
    claimed, ghost = answer(talk, "denials")["facts"]
    assert [maker["id"] for maker in claimed["makers"]] == ["sada-2#e1"]
    assert (claimed["ghost"], ghost["ghost"], ghost["makers"]) == (False, True, [])
    assert [fact["id"] for fact in answer(talk, "ghosts")["facts"]] == [ghost["id"]]


def test_both_sides_of_a_contradiction_are_given(talk: dict[str, Any]) -> None:
    (clash,) = answer(talk, "contradictions")["facts"]
    assert [clash[side]["told"]["page"] for side in "ab"] == ["waha-1", "sada-2"]
    assert (clash["why"], clash["a"]["speaker"]["name_en"]) == ("نفت", MINISTRY.name_en)


def test_counts_that_differ_stand_side_by_side(talk: dict[str, Any]) -> None:
    happening = next(fact for fact in answer(talk, "timeline")["facts"] if fact["what"] == "ASSAULT")
    assert happening["killed"] == ["3", "5 to 7 (مصدر)"]
    assert (happening["origins"], happening["tellings"]) == (1, 2)


def test_one_who_is_meant_alone_is_told_of_at_once(talk: dict[str, Any]) -> None:
    place, many = answer(talk, "entity"), answer(talk, "entities")
    assert [fact["id"] for fact in place["facts"]] == [TOWN.id]
    assert {fact["told"]["page"] for fact in place["latest"]["here"]} == {"waha-1", "sada-2"}
    assert many["total"] > 1
    assert many["latest"] is None


def test_part_of_a_page_has_the_facts_told_there(talk: dict[str, Any], path: Path) -> None:
    page = answer(talk, "part of a page")
    with open_store(path, create=False) as store:
        record = store.record("waha-1")
    assert record is not None
    assert page["text"] == record.page.text[40:100]
    assert page["next_start"] == 100
    assert [fact["id"] for fact in page["statements"]] == ["waha-1#s1"]
    assert all(40 <= fact["told"]["start"] < 100 for fact in page["events"])
    assert answer(talk, "page")["proof"] == ["أمس الأحد"]


@pytest.mark.parametrize(
    ("name", "problem"),
    [
        ("no page", "the record holds no page 'none'"),
        ("no day", "since is no day: write it as 2020-03-01"),
        ("no act", "'state', 'announce'"),
        ("too many", f"less than or equal to {MOST_FACTS}"),
        ("too long", f"less than or equal to {MOST_TEXT}"),
        ("too far", "no more than 500 pages are ranked"),
    ],
)
def test_a_question_that_makes_no_sense_is_told_so(talk: dict[str, Any], name: str, problem: str) -> None:
    assert talk[name].is_error
    assert problem in talk[name].content[0].text


def test_what_no_reader_sees_is_left_out() -> None:
    hidden = "\u202eab\u0000c\u200b\U000e0041\ud800\u200cd\n"
    assert harmless((Words(0, 9, hidden), hidden)) == (Words(0, 9, "abc\u200cd\n"), "abc\u200cd\n")


def test_the_missing_extra_is_told(
    path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(command, "find_spec", lambda _: None)
    assert main(["mcp", str(path)]) == 2
    assert "the server needs mcp: pip install 'khabar[mcp]'" in capsys.readouterr().err


def test_no_record_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["mcp", str(tmp_path / "none.db")]) == 2
    assert "no such file" in capsys.readouterr().err


def test_it_ends_when_told(path: Path) -> None:
    command = [sys.executable, "-m", "khabar", "mcp", str(path)]
    hello = {"jsonrpc": "2.0", "id": 1, "method": "ping"}
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:  # noqa: S603  # our own
        assert process.stdin is not None
        assert process.stdout is not None
        process.stdin.write(json.dumps(hello).encode() + b"\n")
        process.stdin.flush()
        assert process.stdout.readline()
        process.send_signal(signal.SIGINT)
        assert process.wait(60) == -signal.SIGINT

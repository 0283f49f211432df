"""The commands that ask a record file for denials, positions, agreements, outlets and contradictions."""

from __future__ import annotations

import csv
import io
import json
from typing import TYPE_CHECKING, Any

import pytest

from claim_pages import PAGES
from khabar.cli import main

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(scope="module")
def record(tmp_path_factory: pytest.TempPathFactory) -> str:
    """Return a record file of all pages."""
    folder = tmp_path_factory.mktemp("claims")
    pages = folder / "pages.jsonl"
    rows = (
        {"id": name, "outlet": text.partition("\n")[0], "text": text.partition("\n")[2]} for name, text in PAGES.items()
    )
    pages.write_text("\n".join(map(json.dumps, rows)), "utf-8")
    path = folder / "record.db"
    assert main(["build", str(pages), "-o", str(path), "--reader", "fast"]) == 0
    return str(path)


def ask(capture: pytest.CaptureFixture[bytes], *words: str) -> list[dict[str, Any]]:
    """Return the rows a command prints as JSON."""
    capture.readouterr()
    assert main([*words, "--format", "json"]) == 0
    rows: list[dict[str, Any]] = json.loads(capture.readouterr().out)
    return rows


def test_denials_tell_who_claims_what_is_denied(record: str, capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    claimed = ask(capsysbinary, "denials", record, "--claimed")
    assert [(row["date"], row["outlet"], row["denials"]) for row in claimed] == [("2018-07-12", "أخبار الساحل", 2)]
    assert claimed[0]["claimed"] == ["إبراهيم جباوي: الطيران الروسي قصف مستشفى بلدة الجيزة وقتل 14 مدنيا"]
    ghosts = ask(capsysbinary, "denials", record, "--ghosts")
    assert [row["proposition"] for row in ghosts] == ["فتح معبر نصيب أمام اللاجئين"]
    assert len(ask(capsysbinary, "denials", record)) == 2


def test_a_row_points_at_its_characters(record: str, capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    row = ask(capsysbinary, "denials", record, "--claimed")[0]
    text = PAGES[row["page"]].partition("\n")[2]
    assert text[row["start"] : row["end"]] == row["proposition"]


def test_positions_are_chosen_by_issue_side_actor_and_turn(
    record: str, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    turns = ask(capsysbinary, "positions", record, "--changed")
    assert [(row["issue"], row["side"], row["date"]) for row in turns] == [("aid", "against", "2018-07-14")]
    assert {row["issue"] for row in ask(capsysbinary, "positions", record, "--issue", "ceasefire")} == {"ceasefire"}
    assert {row["side"] for row in ask(capsysbinary, "positions", record, "--side", "for")} == {"for"}
    assert ask(capsysbinary, "positions", record, "--actor", "khabar:staffan-de-mistura", "--until", "2018-07-09") != []
    assert ask(capsysbinary, "positions", record, "--outlet", "نافذة", "--act", "demand") == []


def test_agreements_are_chosen_by_accord_and_what_is_said(
    record: str, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    broken = ask(capsysbinary, "agreements", record, "--accord", "هدنة", "--says", "broken")
    assert [(row["date"], row["outlet"]) for row in broken] == [("2018-07-11", "نافذة الجنوب")] * 2
    assert all("الهدنة" in row["words"] or "للهدنة" in row["words"] for row in broken)
    assert ask(capsysbinary, "agreements", record, "--accord", "سوتشي") == []
    kept = ask(capsysbinary, "agreements", record, "--since", "2018-07-12")
    assert [row["says"] for row in kept] == ["holds"]


def test_outlets_are_counted(record: str, capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    rows = ask(capsysbinary, "outlets", record)
    assert {row["outlet"]: row["pages"] for row in rows} == {"أخبار الساحل": 2, "مرصد الوادي": 2, "نافذة الجنوب": 1}
    assert ask(capsysbinary, "outlets", record, "--outlet", "نافذة", "--holdings") == []


def test_contradictions_show_both_sides(record: str, capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    (row,) = ask(capsysbinary, "contradict", record)
    assert (row["kind"], row["why"]) == ("negation", "نفت")
    assert (row["a_outlet"], row["b_outlet"]) == ("نافذة الجنوب", "أخبار الساحل")
    assert ask(capsysbinary, "contradict", record, "--kind", "number") == []
    assert ask(capsysbinary, "contradict", record, "--actor", "جباوي") == [row]


@pytest.mark.parametrize("command", ["denials", "positions", "agreements", "outlets", "contradict"])
def test_every_table_opens_in_a_spreadsheet_and_on_a_terminal(
    command: str, record: str, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    capsysbinary.readouterr()
    assert main([command, record, "--format", "csv"]) == 0
    head, *rows = csv.reader(io.StringIO(capsysbinary.readouterr().out.decode("utf-8-sig")))
    assert rows
    assert {len(row) for row in rows} == {len(head)}
    assert main([command, record]) == 0
    assert len(capsysbinary.readouterr().out.splitlines()) == len(rows) + 1


@pytest.mark.parametrize("command", ["denials", "positions", "agreements", "outlets"])
def test_what_is_no_record_is_told(command: str, tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    path = tmp_path / "page.txt"
    path.write_text("نص", "utf-8")
    assert main([command, str(path)]) == 2
    assert b"not a khabar record" in capsysbinary.readouterr().err
    assert main([command, str(tmp_path / "none.db")]) == 2
    assert b"no such file" in capsysbinary.readouterr().err

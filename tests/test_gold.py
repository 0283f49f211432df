"""The gold gate: what is measured against reference data stays at or above its floor.

Run by `make gold`, which names the folder of reference data in the environment; skipped without it.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

import pytest

from khabar.cli import main

GATES = tomllib.loads(Path(__file__).with_name("gold_floors.toml").read_text("utf-8"))["gate"]
DATA = os.environ.get("KHABAR_GOLD", "")

pytestmark = [pytest.mark.gold, pytest.mark.skipif(not DATA, reason="KHABAR_GOLD names no folder of reference data")]


def measure(scores: dict[str, Any], path: str) -> float:
    """Return one measure; its path may itself hold stops (`published.stamped.right`)."""
    if path in scores:
        return float(scores[path])
    name = max((name for name in scores if path.startswith(f"{name}.")), key=len)
    return measure(scores[name], path.removeprefix(f"{name}."))


def one_a_line(texts: Path, out: Path) -> Path:
    """Write the texts of annotated articles, a JSON array, as the lines that khabar reads; return where."""
    out.write_text("".join(json.dumps(text) + "\n" for text in json.loads(texts.read_text("utf-8"))), "utf-8")
    return out


@pytest.mark.parametrize("gate", GATES, ids=lambda gate: gate["id"])
def test_measures_hold_their_floors(gate: dict[str, Any], tmp_path: Path) -> None:
    pages, records = Path(DATA, gate["pages"]), tmp_path / "records.jsonl"
    source = one_a_line(pages / "texts.json", tmp_path / "texts.jsonl") if pages.is_dir() else pages
    assert main([*gate.get("command", ["read", "--reader", "fast"]), str(source), "-o", str(records)]) == 0
    gold = Path(DATA, gate.get("gold", gate["pages"]))
    command = [sys.executable, str(Path(DATA, gate["scorer"])), str(gold), str(records), "--json"]
    answer = subprocess.run(command, check=True, capture_output=True, text=True)  # noqa: S603  # the scorer of the data
    scores = json.loads(answer.stdout)
    print(f"\n{gate['id']}: {json.dumps(scores)}")  # noqa: T201  # the figures are what a reader of the gate wants
    fallen = {
        path: (measure(scores, path), floor) for path, floor in gate["least"].items() if measure(scores, path) < floor
    }
    risen = {
        path: (measure(scores, path), top) for path, top in gate.get("most", {}).items() if measure(scores, path) > top
    }
    assert (fallen, risen) == ({}, {}), "measured, allowed"

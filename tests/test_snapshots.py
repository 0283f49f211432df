"""Whole records of the demo pages, compared with what was reviewed before; `make snapshots` writes them anew."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import khabar
from khabar import read_page
from khabar.cli.demo import CAPTURED
from khabar.errors import ReadError
from khabar.export.jsonl import write_record
from khabar.readers import read_pages

if TYPE_CHECKING:
    from khabar import Lexicon

FOLDER = Path(__file__).parent / "snapshots"
DEMO = Path(khabar.__file__).parent / "data" / "demo"
REVIEWED = sorted(path.name for path in FOLDER.glob("*.json"))


@pytest.fixture(scope="module")
def records(lexicon: Lexicon) -> dict[str, str]:
    """Return the records of the demo pages as indented JSON by file name."""
    texts = {}
    for page in read_pages([str(DEMO)], captured=CAPTURED):
        assert not isinstance(page, ReadError), page
        name = re.sub(r"[^\w.-]+", "_", page.id)
        record = json.loads(write_record(read_page(page, lexicon)))
        texts[f"{name}.json"] = json.dumps(record, ensure_ascii=False, indent=1) + "\n"
    return texts


def test_every_demo_page_has_its_snapshot(records: dict[str, str], request: pytest.FixtureRequest) -> None:
    if request.config.getoption("--snapshots"):
        FOLDER.mkdir(exist_ok=True)
        for name in REVIEWED:
            (FOLDER / name).unlink()
        for name, text in records.items():
            (FOLDER / name).write_text(text, "utf-8")
    elif not REVIEWED:
        pytest.skip("no snapshots yet; make snapshots writes them")
    else:
        assert sorted(records) == REVIEWED


@pytest.mark.parametrize("name", REVIEWED)
def test_record_is_as_reviewed(name: str, records: dict[str, str], request: pytest.FixtureRequest) -> None:
    if request.config.getoption("--snapshots"):
        pytest.skip("being written anew")
    assert records.get(name) == (FOLDER / name).read_text("utf-8")

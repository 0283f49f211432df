"""docs/python.md: every example gives what it shows, and every question, argument and field is named."""

from __future__ import annotations

import doctest
import inspect
import re
import warnings
from dataclasses import fields
from pathlib import Path
from typing import Any

import pytest

from khabar import query
from khabar.cli import main
from khabar.query import RecordFile

DOCUMENT = (Path(__file__).parents[1] / "docs" / "python.md").read_text("utf-8")
NAMED = [getattr(query, name, None) for name in re.findall(r"^\| `(\w+)` \| `", DOCUMENT, re.MULTILINE)]
ROWS = [row for row in NAMED if inspect.isclass(row)]


def test_every_example_gives_what_it_shows(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(["demo", "-o", "khabar-demo", "--reader", "fast"]) == 0
    capsys.readouterr()
    text = re.sub(r"^```.*$", "", DOCUMENT, flags=re.MULTILINE)
    examples = doctest.DocTestParser().get_doctest(text, {}, "python.md", None, 0)
    assert len(examples.examples) > 15
    report: list[str] = []
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ResourceWarning)
        failed, _ = doctest.DocTestRunner(optionflags=doctest.ELLIPSIS | doctest.IGNORE_EXCEPTION_DETAIL).run(
            examples, out=report.append
        )
    assert not failed, "".join(report)


@pytest.mark.parametrize("name", [name for name in vars(RecordFile) if not name.startswith("_") and name != "close"])
def test_every_question_is_named_with_its_arguments(name: str) -> None:
    row = re.search(rf"^\| `{name}` \| ([^|]*) \|", DOCUMENT, re.MULTILINE)
    assert row, f"docs/python.md does not tell of {name}"
    asked = [one for one in inspect.signature(getattr(RecordFile, name)).parameters if one not in {"self", "page"}]
    assert re.findall(r"`(\w+)`", row[1]) == asked


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.__name__)
def test_every_field_of_a_row_is_named(row: Any) -> None:
    line = re.search(rf"^\| `{row.__name__}` \| (.*) \|$", DOCUMENT, re.MULTILINE)
    assert line
    assert re.findall(r"`(\w+)`", line[1]) == [field.name for field in fields(row) if field.name != "page"]


def test_all_rows_are_told_of() -> None:
    assert {row.__name__ for row in ROWS} == {
        "StatementRow", "EventRow", "Entry", "EntityRow", "StoryRow", "ClaimRow", "Clash", "PositionRow", "Found"
    }  # fmt: skip

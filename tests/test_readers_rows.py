"""Parquet to pages: which columns are read, and tables that are none of pages or damaged."""

from __future__ import annotations

import datetime
import sys
import zipfile
from typing import TYPE_CHECKING, Any

import pytest

from khabar.errors import NotAPage, ReadError, Unwanted
from khabar.model import Page
from khabar.readers import read_pages

if TYPE_CHECKING:
    from pathlib import Path

pa = pytest.importorskip("pyarrow")
pq = pytest.importorskip("pyarrow.parquet")

TEXT = "وصل الوفد إلى المطار صباح الخميس، وكان في استقباله وزير النقل."


def read(folder: Path, columns: dict[str, Any], **options: Any) -> list[Page | ReadError]:
    path = folder / "pages.parquet"
    pq.write_table(pa.table(columns), path)
    return list(read_pages([path], **options))


def pages(results: list[Page | ReadError]) -> list[Page]:
    assert all(isinstance(page, Page) for page in results), results
    return [page for page in results if isinstance(page, Page)]


def test_a_row_is_what_a_line_of_json_is(tmp_path: Path) -> None:
    columns = {
        "id": ["one", "two"],
        "content": [TEXT, f"{TEXT} ثم غادر."],
        "source": ["المرفأ", None],
        "captured": [datetime.date(2020, 2, 13), None],
        "rank": [1.5, 2.5],
    }
    one, two = pages(read(tmp_path, columns, captured="2021"))
    assert (one.id, one.text, one.outlet, one.captured) == ("one", TEXT, "المرفأ", "2020-02-13")
    assert (two.id, two.outlet, two.captured) == ("two", "", "2021")


def test_bytes_are_decoded_as_captured(tmp_path: Path) -> None:
    html = f"<html><meta charset=windows-1256><body><p>{TEXT}</p></body></html>"
    (page,) = pages(read(tmp_path, {"html": [html.encode("windows-1256")], "url": ["https://outlet.example/1"]}))
    assert (page.text, page.url) == (TEXT, "https://outlet.example/1")
    (page,) = pages(read(tmp_path, {"text": [TEXT.encode("utf-16")]}))
    assert page.text == TEXT


def test_a_faulty_row_costs_no_other(tmp_path: Path) -> None:
    first, second, third = read(tmp_path, {"text": [TEXT, "", f"{TEXT}!"], "captured": ["2020", "2020", "yesterday"]})
    assert isinstance(first, Page)
    assert isinstance(second, NotAPage)
    assert str(second).startswith(f"{tmp_path / 'pages.parquet'}#2: not a page")
    assert isinstance(third, NotAPage)


@pytest.mark.parametrize("columns", [{"rank": [1]}, {"warc_filename": ["a"], "warc_record_offset": [0]}])
def test_a_table_without_pages_says_so(tmp_path: Path, columns: dict[str, Any]) -> None:
    (error,) = read(tmp_path, columns)
    assert "none of the columns body, content, html, text" in str(error)


def test_a_damaged_file_says_so(tmp_path: Path) -> None:
    path = tmp_path / "pages.parquet"
    pq.write_table(pa.table({"text": [TEXT] * 100}), path)
    path.write_bytes(path.read_bytes()[:-20])
    (error,) = list(read_pages([path]))
    assert "damaged or unreadable" in str(error)


def test_a_table_in_a_pipe_or_an_archive_says_what_to_do(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "pages.zip", "w") as archive:
        archive.writestr("pages.parquet", b"PAR1" + b"\0" * 100)
    (error,) = list(read_pages([tmp_path / "pages.zip"]))
    assert "save or unpack it first" in str(error)


def test_without_pyarrow_it_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "pages.parquet"
    path.write_bytes(b"PAR1")
    monkeypatch.setitem(sys.modules, "pyarrow.parquet", None)
    (error,) = list(read_pages([path]))
    assert "khabar[parquet]" in str(error)


def test_what_is_not_wanted_is_passed_over_before_it_is_read(tmp_path: Path) -> None:
    columns = {"text": [TEXT, "English."], "html": [None, None]}
    first, second = read(tmp_path, columns, wants=lambda content: "English" not in content)
    assert isinstance(first, Page)
    assert isinstance(second, Unwanted)

"""Rows as a table for people, as JSON, or as CSV that a spreadsheet opens.

A row is a NamedTuple, its fields are the columns. A cell is a text, a number, None, or a tuple of texts; JSON may hold
more. Only the table is for a terminal: on it nothing of a page acts.
"""

from __future__ import annotations

import csv
import io
import unicodedata
from typing import TYPE_CHECKING, Any, Literal

import orjson

from khabar.export.terminal import isolated, shorten

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from typing import NamedTuple

TableFormat = Literal["table", "json", "csv"]
# Code points of a cell on a terminal. Arabic beyond that does not read at a glance.
_WIDTH = 60
_BETWEEN = "  "
_JOINED = "; "
# What makes a spreadsheet take a cell for a formula.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
# Tells a spreadsheet that what follows is UTF-8.
_BYTE_ORDER_MARK = "\ufeff"


def write_rows(rows: Iterable[NamedTuple], columns: Sequence[str], form: TableFormat) -> Iterator[str | bytes]:
    """Yield the lines of `rows` in the form asked for; `columns` are the fields of their type.

    A table leaves out columns in which no row has anything. JSON is one array, an object a line.
    """
    if form == "json":
        return _write_json(rows)
    return _write_csv(rows, columns) if form == "csv" else _write_table(list(rows), columns)


def _write_json(rows: Iterable[NamedTuple]) -> Iterator[bytes]:
    before = b"["
    for row in rows:
        yield before + orjson.dumps(row._asdict())
        before = b","
    yield b"[]" if before == b"[" else b"]"


def _write_csv(rows: Iterable[NamedTuple], columns: Sequence[str]) -> Iterator[str]:
    yield _BYTE_ORDER_MARK + _csv_line(columns)
    for row in rows:
        yield _csv_line([_guarded(cell) for cell in row])


def _csv_line(cells: Sequence[str]) -> str:
    line = io.StringIO()
    csv.writer(line, lineterminator="").writerow(cells)
    return line.getvalue()


def _guarded(cell: object) -> str:
    """Return a cell as text that no spreadsheet takes for a formula."""
    text = _text(cell)
    is_number = isinstance(cell, (int, float))
    return f"'{text}" if text.startswith(_FORMULA) and not is_number else text


def _text(cell: Any) -> str:
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "yes" if cell else ""
    if isinstance(cell, tuple):
        return _JOINED.join(map(_text, cell))
    return f"{cell:.2f}" if isinstance(cell, float) else str(cell)


def _write_table(rows: Sequence[NamedTuple], columns: Sequence[str]) -> Iterator[str]:
    cells = [[shorten(_text(cell), _WIDTH) for cell in row] for row in rows]
    widths = [max((_width(row[at]) for row in cells), default=0) for at in range(len(columns))]
    shown = [at for at, width in enumerate(widths) if width]
    widths = [max(width, len(column)) for width, column in zip(widths, columns, strict=True)]
    if shown:
        yield _BETWEEN.join(columns[at].ljust(widths[at]) for at in shown).rstrip()
    for row in cells:
        yield _BETWEEN.join(isolated(row[at]) + " " * (widths[at] - _width(row[at])) for at in shown).rstrip()


def _width(text: str) -> int:
    """Return the columns that `text` takes on a terminal: marks above and below letters take none."""
    return sum(not unicodedata.combining(letter) for letter in text)

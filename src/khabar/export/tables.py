"""Rows as a table for people, as JSON, or as CSV that a spreadsheet opens.

A row is a NamedTuple, its fields are the columns. A cell is a text, a number, None, or a tuple of texts; JSON may hold
more. Only the table is for a terminal: on it nothing of a page acts.
"""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING, Any, Literal

import orjson

from khabar.export.spreadsheet import BYTE_ORDER_MARK, csv_line, defuse
from khabar.export.terminal import isolated, shorten

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from typing import NamedTuple

TableFormat = Literal["table", "json", "csv"]
# Code points of a cell on a terminal. Arabic beyond that does not read at a glance.
_WIDTH = 60
_BETWEEN = "  "
_JOINED = "; "


def write_rows(
    rows: Iterable[NamedTuple], columns: Sequence[str], form: TableFormat, shown: Sequence[str] = ()
) -> Iterator[str | bytes]:
    """Yield the lines of `rows` in the form asked for; `columns` are the fields of their type.

    A table leaves out columns in which no row has anything, and holds only those in `shown`, where any are given. JSON
    is one array, an object a line.
    """
    if form == "json":
        return _write_json(rows)
    return _write_csv(rows, columns) if form == "csv" else _write_table(list(rows), shown or columns)


def _write_json(rows: Iterable[NamedTuple]) -> Iterator[bytes]:
    before = b"["
    for row in rows:
        yield before + orjson.dumps(row._asdict())
        before = b","
    yield b"[]" if before == b"[" else b"]"


def _write_csv(rows: Iterable[NamedTuple], columns: Sequence[str]) -> Iterator[str]:
    yield BYTE_ORDER_MARK + csv_line(columns)
    for row in rows:
        yield csv_line([_text(cell) if isinstance(cell, (int, float)) else defuse(_text(cell)) for cell in row])


def _text(cell: Any) -> str:
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "yes" if cell else ""
    if isinstance(cell, tuple):
        return _JOINED.join(map(_text, cell))
    return f"{cell:.2f}" if isinstance(cell, float) else str(cell)


def _write_table(rows: Sequence[NamedTuple], columns: Sequence[str]) -> Iterator[str]:
    cells = [[shorten(_text(getattr(row, column)), _WIDTH) for column in columns] for row in rows]
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

"""Tables as CSV that a spreadsheet opens as it is: UTF-8 with a byte order mark, RFC 4180, no cell that acts.

A cell of text that a spreadsheet would take for a formula (`=`, `+`, `-`, `@`, tab or carriage return in front) has an
apostrophe before it, which spreadsheets hide (OWASP, CSV injection). Numbers stay numbers, whatever their sign.
"""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

from khabar.export.columns import Cell, write_cell
from khabar.export.terminal import escape_controls

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

# Tells a spreadsheet that what follows is UTF-8.
BYTE_ORDER_MARK = "\ufeff"
# With the full-width forms of the signs, which some spreadsheets take for them.
_ACTS = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")


def write_csv(header: Iterable[str], rows: Iterable[Iterable[Cell]]) -> Iterator[bytes]:
    """Yield the lines of a file, each with its end: header, then rows."""
    yield f"{BYTE_ORDER_MARK}{csv_line(header)}\r\n".encode()
    for row in rows:
        yield f"{csv_line(map(_text, row))}\r\n".encode("utf-8", "replace")


def csv_line(cells: Iterable[str]) -> str:
    """Return cells as one line, quoted where they must be, without the line end."""
    line = io.StringIO()
    # The writer quotes what would end a line only where it is part of its own line end.
    csv.writer(line, lineterminator="\r\n").writerow(cells)
    return line.getvalue().removesuffix("\r\n")


def defuse(text: str) -> str:
    """Return the text of a cell so that no spreadsheet takes it for a formula, nor a terminal for an order."""
    text = escape_controls(text)
    return f"'{text}" if text.lstrip(" ").startswith(_ACTS) else text


def _text(cell: Cell) -> str:
    text = write_cell(cell)
    return defuse(text) if isinstance(cell, (str, tuple)) else text

"""Columns of the files khabar writes: name, type, meaning, bounds; and what is common to writing their cells."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

from khabar.export.terminal import visible

if TYPE_CHECKING:
    from collections.abc import Iterable

ColumnType = Literal["text", "integer", "number", "flag", "texts", "integers", "numbers"]
Cell = str | int | float | bool | tuple[str, ...] | tuple[int, ...] | tuple[float, ...] | None


class Column(NamedTuple):
    """One column of a file. `meaning` is a phrase, `bounds` says what a cell may hold; "" leaves that to the type."""

    name: str
    type: ColumnType = "text"
    meaning: str = ""
    bounds: str = ""


def write_tab_line(cells: Iterable[Cell]) -> bytes:
    """Return cells as one line of tab-separated UTF-8 that needs no quoting, without the line break.

    White space of any kind is one space, a quotation mark an apostrophe: the readers of these formats know no escapes,
    and many take a mark that opens a cell for the beginning of a quoted one. Controls are written as escapes.
    """
    return "\t".join(visible(write_cell(cell)).replace('"', "'") for cell in cells).encode("utf-8", "replace")


def write_cell(cell: Cell) -> str:
    """Return a cell as text: "" for None, lists joined by `; `, flags as true and false."""
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if isinstance(cell, tuple):
        return "; ".join(map(str, cell))
    return str(cell)

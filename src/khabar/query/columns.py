"""Rows as columns: those that `khabar.export.flat` reads off their type, what tells them first."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, get_args, get_origin, get_type_hints

from khabar.export.flat import flatten, read_row
from khabar.query.rows import EventRow, StatementRow, Told
from khabar.query.words import Quoted

if TYPE_CHECKING:
    from collections.abc import Iterable

    from khabar.export.columns import Cell
    from khabar.export.flat import Slot

_IDS = {f"{row.__name__}.id" for row in (StatementRow, EventRow, Told)}
# The rows that what is told either is or is not; its own fields say all that a table has room for.
_WHOLE = {"Told.statement", "Told.event"}
_TELLING = {"text": "words", "start": "start", "end": "end"}


def columns_of(of: type) -> tuple[Slot, ...]:
    """Return the columns of a type of rows.

    What tells a row is in the columns `words`, `start` and `end`; where that is a row within the row, all its columns
    stand as if they were the row's own. Of lists of rows only the ids are given.
    """
    hints = get_type_hints(of)
    inner = {f"{of.__name__}.{name}" for name, hint in hints.items() if _holds_rows(hint)}
    slots = (slot for slot in flatten(of, words=False) if _WHOLE.isdisjoint(slot.fields))
    kept = (slot for slot in slots if slot.fields[0] not in inner or slot.fields[1] in _IDS)
    return tuple(_renamed(slot, getattr(of, "QUOTED", "")) for slot in kept)


def read_columns(slots: tuple[Slot, ...], rows: Iterable[object]) -> dict[str, list[Cell]]:
    """Return the cells of rows, column by column."""
    columns: dict[str, list[Cell]] = {slot.column.name: [] for slot in slots}
    for row in rows:
        for slot, cell in zip(slots, read_row(slots, row), strict=True):
            columns[slot.column.name].append(cell)
    return columns


def _holds_rows(hint: object) -> bool:
    return get_origin(hint) is tuple and issubclass(get_args(hint)[0], Quoted)


def _renamed(slot: Slot, quoted: str) -> Slot:
    """Return a column under its name in the table, `quoted` being the field that tells the row."""
    whole, _, field = quoted.rpartition(".")
    name = slot.column.name.removeprefix(f"{whole}_") if whole else slot.column.name
    stem, _, part = name.rpartition("_")
    return replace(slot, column=slot.column._replace(name=_TELLING.get(part, name) if stem == field else name))

"""Rows of a page as CSV: one column for each value inside a row, opening in a spreadsheet as Arabic and as text."""

from __future__ import annotations

import csv
from dataclasses import fields, is_dataclass
from io import StringIO
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

# Tells a spreadsheet that the bytes are UTF-8.
_MARK = "\ufeff"
# What makes a spreadsheet run a cell.
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")


def write_csv(rows: Iterable[object]) -> bytes:
    """Return rows of one frozen type as CSV, the names of its fields first; nested fields are joined by a full stop."""
    flat = [dict(_flatten(row, "")) for row in rows]
    columns = list(dict.fromkeys(name for row in flat for name in row))
    out = StringIO()
    writer = csv.DictWriter(out, columns, restval="", lineterminator="\r\n")
    writer.writeheader()
    writer.writerows(flat)
    return (_MARK + out.getvalue()).encode("utf-8", "backslashreplace")


def _flatten(value: object, name: str) -> Iterator[tuple[str, str]]:
    if is_dataclass(value):
        for spec in fields(value):
            yield from _flatten(getattr(value, spec.name), f"{name}.{spec.name}" if name else spec.name)
    elif isinstance(value, tuple):
        yield name, _defused("; ".join(_short(part) for part in value))
    elif isinstance(value, str):
        yield name, _defused(value)
    elif value is not None:
        yield name, str(value)


def _short(value: object) -> str:
    """Return one of several values in a cell by what names it."""
    for attribute in ("who", "value", "name", "text"):
        if hasattr(value, attribute):
            return _short(getattr(value, attribute))
    return str(value)


def _defused(text: str) -> str:
    return f"'{text}" if text.startswith(_FORMULA) else text

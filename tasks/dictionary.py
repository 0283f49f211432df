"""Write `docs/data-dictionary.md`: every field of the record and the account, every column of every export.

    python tasks/dictionary.py

Types and allowed values are read off the code, meanings off the comments beside the fields; those that have none stand
in `tasks/dictionary.toml`.
"""

from __future__ import annotations

import ast
import dataclasses
import inspect
import io
import sys
import tokenize
import tomllib
from pathlib import Path
from types import ModuleType, UnionType
from typing import TYPE_CHECKING, Any, Literal, NamedTuple, get_args, get_origin, get_type_hints

from khabar import account, model
from khabar.export import acled, sheets, timeline
from khabar.export.events import LINE_FORMATS
from khabar.export.kinds import FORMS, WRITERS
from khabar.export.sheets import SHEETS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from khabar.export.columns import Column
    from khabar.export.flat import Slot

ROOT = Path(__file__).parents[1]
TARGET = ROOT / "docs" / "data-dictionary.md"
MEANINGS: dict[str, dict[str, str]] = tomllib.loads((ROOT / "tasks" / "dictionary.toml").read_text("utf-8"))

_HEAD = """\
# Data dictionary

Every field of the record and the account, and every column of every export. Written by `make dictionary` from the
types themselves. Offsets count code points of the page's text, a span is half-open. Dates are ISO 8601 prefixes, `""`
is unknown; no day is made up.
"""
_EXPORTS = """\
## Exports

`khabar export RECORD --what … --as …` writes these:
"""
_TABLES = """\
## Columns of the tables

In CSV, JSON lines and Parquet (JSON lines of statements and events are those of [the record](record.md)). A list is a
list in JSON and Parquet, in CSV its elements with `; ` between. Lists of one thing's parts (`actors`, `actors_name`) go
side by side. A cell of CSV that a spreadsheet would take for a formula has an apostrophe before it. What values a field
may take stands below, with its type.
"""


class Field(NamedTuple):
    """A field of a type: what it holds and what that means."""

    name: str
    holds: str
    meaning: str


def comments_of(module: ModuleType) -> dict[str, dict[str, str]]:
    """Return the comment beside each field of each class of a module."""
    source = inspect.getsource(module)
    lines = {
        token.start[0]: token.string.removeprefix("#").strip()
        for token in tokenize.generate_tokens(io.StringIO(source).readline)
        if token.type == tokenize.COMMENT
    }
    return {
        node.name: {
            part.target.id: lines.get(part.end_lineno or 0, "")
            for part in node.body
            if isinstance(part, ast.AnnAssign) and isinstance(part.target, ast.Name)
        }
        for node in ast.parse(source).body
        if isinstance(node, ast.ClassDef)
    }


COMMENTS = {name: of for module in (model, account, sheets, timeline) for name, of in comments_of(module).items()}


def meaning_of(origin: str) -> str:
    """Return what a field means, by its type and name: `Statement.cue`.

    Raises:
        KeyError: nothing says it.

    """
    owner, _, name = origin.partition(".")
    said, noted = MEANINGS.get(owner, {}).get(name, ""), COMMENTS[owner].get(name, "")
    if not (said or noted):
        raise KeyError(f"{origin} has no meaning: give it a comment, or an entry in tasks/dictionary.toml")
    return "; ".join(filter(None, (said, noted.replace("|", "or"))))


def holds(hint: Any) -> str:
    """Return what a field holds, in words."""
    if get_origin(hint) is Literal:
        return ", ".join(f"`{value}`" if value else '`""`' for value in get_args(hint))
    if isinstance(hint, UnionType):
        inner = next(kind for kind in get_args(hint) if kind is not type(None))
        return f"{holds(inner)}, or nothing"
    if get_origin(hint) is tuple:
        return f"list of {holds(get_args(hint)[0])}"
    plain = {str: "text", int: "whole number", float: "number", bool: "true or false"}
    return plain[hint] if hint in plain else f"[{hint.__name__}](#{hint.__name__.lower()})"


def types_of(module: ModuleType) -> Iterator[type]:
    """Yield the dataclasses of a module, in order of the source."""
    found = [thing for thing in vars(module).values() if inspect.isclass(thing) and dataclasses.is_dataclass(thing)]
    own = [thing for thing in found if thing.__module__ == module.__name__]
    yield from sorted(own, key=lambda thing: inspect.getsourcelines(thing)[1])


def fields_of(of: type) -> Iterator[Field]:
    """Yield the fields of a type."""
    for name, hint in get_type_hints(of).items():
        yield Field(name, holds(hint), meaning_of(f"{of.__name__}.{name}"))


def table(head: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> Iterator[str]:
    """Yield the lines of a table."""
    yield f"| {' | '.join(head)} |"
    yield f"|{' --- |' * len(head)}"
    for row in rows:
        yield f"| {' | '.join(row)} |"
    yield ""


def write_types(title: str, module: ModuleType) -> Iterator[str]:
    """Yield the section of a module's types."""
    yield f"## {title}"
    yield ""
    for of in types_of(module):
        yield f"### {of.__name__}"
        yield ""
        yield " ".join(inspect.cleandoc(of.__doc__ or "").split())
        yield ""
        yield from table(("field", "holds", "meaning"), ((f"`{f.name}`", f.holds, f.meaning) for f in fields_of(of)))


def write_exports() -> Iterator[str]:
    """Yield which things can be written as what."""
    yield _EXPORTS
    rows = ((f"`{what}`", *("yes" if (what, form) in WRITERS else "" for form in FORMS)) for what in SHEETS)
    yield from table(("", *(f"`{form}`" for form in FORMS)), rows)


def write_sheets() -> Iterator[str]:
    """Yield the columns of every table."""
    yield _TABLES
    for what, sheet in SHEETS.items():
        yield f"### --what {what}"
        yield ""
        yield from table(("column", "type", "meaning"), map(_column, sheet.slots))


def _column(slot: Slot) -> tuple[str, str, str]:
    return f"`{slot.column.name}`", slot.column.type, ": ".join(map(meaning_of, slot.fields))


def write_formats() -> Iterator[str]:
    """Yield the columns of the formats of event data."""
    formats: dict[str, tuple[Column, ...]] = {name: form.columns for name, form in LINE_FORMATS.items()}
    yield "## Columns of the formats of event data"
    yield ""
    for name, columns in (formats | {"acled": acled.COLUMNS}).items():
        yield f"### --as {name}"
        yield ""
        rows = ((str(at), f"`{c.name}`", c.type, c.meaning, c.bounds) for at, c in enumerate(columns, 1))
        yield from table(("", "column", "type", "meaning", "bounds"), rows)


def write_dictionary() -> str:
    """Return the whole document."""
    parts = (
        (_HEAD,),
        write_exports(),
        write_sheets(),
        write_formats(),
        write_types("The record", model),
        write_types("The account", account),
    )
    return "\n".join(line for part in parts for line in part).rstrip() + "\n"


if __name__ == "__main__":
    sys.stdout.write(f"{TARGET}: {TARGET.write_text(write_dictionary(), 'utf-8')} characters\n")

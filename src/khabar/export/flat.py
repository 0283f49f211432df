"""Things of the record and the account as rows of a table, their columns read off the types.

The columns follow from the fields by one rule, so that no table and type can drift apart unseen:

* a plain value is one column; a tuple of texts is one column of lists;
* a span is its words, where the page's text is at hand, and its offsets: `cue`, `cue_start`, `cue_end`; a field named
  `span` gives its words the name of what it is a field of (`channel`), of a thing itself `text`;
* a field of another type is that type's columns, each with the field's name before it (`channel_kind`), all of them
  empty where the field is absent;
* a tuple of another type is that type's columns as lists, one element for each thing (`actors`, `actors_name`).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, is_dataclass, replace
from types import UnionType
from typing import TYPE_CHECKING, Any, Literal, get_args, get_origin, get_type_hints

from khabar.export.columns import Cell, Column, ColumnType
from khabar.model import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

Read = Callable[[Any, str], Any]
_LISTS: dict[ColumnType, ColumnType] = {"text": "texts", "integer": "integers", "number": "numbers", "flag": "texts"}


@dataclass(frozen=True, slots=True)
class Slot:
    """One column, the fields it comes from, and how its cell is read off a thing and its page's text.

    The fields go from the thing inwards: `Event.actors`, `Participant.name`.
    """

    column: Column
    fields: tuple[str, ...]
    read: Read


def flatten(of: type, *, words: bool = True) -> tuple[Slot, ...]:
    """Return the columns of a dataclass or named tuple; `words` says that rows are written with the page's text."""
    return tuple(_slots(of, "", words=words))


def read_row(slots: tuple[Slot, ...], thing: object, text: str = "") -> tuple[Cell, ...]:
    """Return the cells of a thing on the page with this text."""
    return tuple(slot.read(thing, text) for slot in slots)


def _slots(of: type, prefix: str, *, words: bool) -> Iterator[Slot]:
    for name, hint in get_type_hints(of).items():
        for slot in _field(name, hint, prefix, words=words):
            yield Slot(slot.column, (f"{of.__name__}.{name}", *slot.fields), _of_field(name, slot.read))


def _of_field(name: str, read: Read) -> Read:
    return lambda thing, text: read(getattr(thing, name), text)


def _field(name: str, hint: Any, prefix: str, *, words: bool) -> Iterator[Slot]:
    """Yield the columns of one field, read off the field's value."""
    full = f"{prefix}{name}"
    inner = next(kind for kind in get_args(hint) if kind is not type(None)) if isinstance(hint, UnionType) else hint
    if inner is Span:
        stem = (prefix.removesuffix("_") or "text", prefix) if name == "span" else (full, f"{full}_")
        yield from _span(*stem, words=words)
    elif isinstance(inner, type) and is_dataclass(inner):
        for slot in _slots(inner, f"{full}_", words=words):
            yield replace(slot, read=_if_present(slot.read))
    elif get_origin(inner) is tuple:
        for slot in _element_slots(full, get_args(inner)[0], words=words):
            kind = _LISTS.get(slot.column.type, "texts")
            yield Slot(slot.column._replace(type=kind), slot.fields, _each(slot.read))
    else:
        yield Slot(Column(full, _type(inner)), (), _plain)


def _span(name: str, prefix: str, *, words: bool) -> Iterator[Slot]:
    if words:
        yield Slot(Column(name), (), lambda span, text: text[span.start : span.end] if span else "")
    yield Slot(Column(f"{prefix}start", "integer"), ("Span.start",), lambda span, _: span.start if span else None)
    yield Slot(Column(f"{prefix}end", "integer"), ("Span.end",), lambda span, _: span.end if span else None)


def _element_slots(full: str, inner: Any, *, words: bool) -> Iterator[Slot]:
    if inner is Span:
        return _field(full, inner, "", words=words)
    if isinstance(inner, type) and is_dataclass(inner):
        return _slots(inner, f"{full}_", words=words)
    return iter((Slot(Column(full, _type(inner)), (), _plain),))


def _if_present(read: Read) -> Read:
    return lambda thing, text: None if thing is None else read(thing, text)


def _each(read: Read) -> Read:
    return lambda things, text: tuple(_element(read(thing, text)) for thing in things)


def _element(cell: object) -> object:
    # A list within a list has no place in a table.
    return ", ".join(map(str, cell)) if isinstance(cell, tuple) else cell


def _plain(value: object, _: str) -> object:
    return value


def _type(hint: Any) -> ColumnType:
    if get_origin(hint) is Literal or hint is str:
        return "text"
    return "flag" if hint is bool else "integer" if hint is int else "number"

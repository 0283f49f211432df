"""The types of `khabar.model` as rows: which columns a type fills, its values in that order, and the way back.

The columns follow from the fields by one rule, so that no table and type can drift apart unseen:

* a plain value is one column; a tuple of texts is one column holding JSON;
* a field of another type is that type's columns, each with the field's name before it (`channel_kind`); a field named
  `span` adds no name (`start`, `end`), nor does it below another (`channel_start`). Where such a field may be absent,
  all of its columns are NULL;
* a tuple of another type is a table of its own and no column here: the caller keeps it.
"""

from __future__ import annotations

from dataclasses import dataclass, fields, is_dataclass
from types import UnionType
from typing import TYPE_CHECKING, Generic, TypeVar, get_args, get_origin, get_type_hints

import orjson

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

Value = str | int | float | bytes | None
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class _Field:
    """One field of a type: its columns, its values out of the field's value, and the field's value back from a row."""

    name: str
    columns: tuple[str, ...]
    values: Callable[[object], tuple[Value, ...]]
    build: Callable[[Iterator[Value]], object]


@dataclass(frozen=True, slots=True)
class Shape(Generic[T]):
    """A type as columns. `lists` names the fields that are tables of their own."""

    type: type[T]
    parts: tuple[_Field, ...]
    lists: tuple[str, ...]

    @property
    def columns(self) -> tuple[str, ...]:
        """The names of the columns, in the order of the values."""
        return tuple(column for part in self.parts for column in part.columns)

    def values(self, thing: T) -> tuple[Value, ...]:
        """Return the values of one row."""
        return tuple(value for part in self.parts for value in part.values(getattr(thing, part.name)))

    def build(self, row: Iterator[Value], lists: Mapping[str, object] | None = None) -> T:
        """Return the thing a row holds, `lists` giving the fields that stand in tables of their own."""
        return self.type(**{part.name: part.build(row) for part in self.parts}, **(lists or {}))


def shape(of: type[T]) -> Shape[T]:
    """Return the shape of a dataclass of `khabar.model`."""
    hints = get_type_hints(of)
    parts: list[_Field] = []
    lists: list[str] = []
    for spec in fields(of):  # type: ignore[arg-type]  # a type variable cannot be bound to "any dataclass"
        part = _field(spec.name, hints[spec.name])
        if part is None:
            lists.append(spec.name)
        else:
            parts.append(part)
    return Shape(of, tuple(parts), tuple(lists))


def _field(name: str, hint: object) -> _Field | None:
    if get_origin(hint) is tuple:
        return _Field(name, (name,), _write_texts, _read_texts) if get_args(hint)[0] is str else None
    optional = isinstance(hint, UnionType)
    inner = next(kind for kind in get_args(hint) if kind is not type(None)) if optional else hint
    if isinstance(inner, type) and is_dataclass(inner):
        return _nested(name, inner, optional=optional)
    if inner is bool:
        return _Field(name, (name,), lambda value: (int(bool(value)),), lambda row: bool(next(row)))
    return _Field(name, (name,), _write_plain, next)


def _nested(name: str, inner: type[object], *, optional: bool) -> _Field:
    form = shape(inner)
    width = len(form.columns)
    columns = form.columns if name == "span" else tuple(f"{name}_{column}" for column in form.columns)

    def values(thing: object) -> tuple[Value, ...]:
        return (None,) * width if thing is None else form.values(thing)

    def build(row: Iterator[Value]) -> object:
        cells = [next(row) for _ in range(width)]
        return None if optional and cells[0] is None else form.build(iter(cells))

    return _Field(name, columns, values, build)


def _write_plain(value: object) -> tuple[Value, ...]:
    if value is None or isinstance(value, (str, int, float)):
        return (value,)
    raise TypeError(f"{value!r} fits no column")


def _write_texts(value: object) -> tuple[Value, ...]:
    return (orjson.dumps(value).decode(),)


def _read_texts(row: Iterator[Value]) -> object:
    return tuple(orjson.loads(str(next(row))))

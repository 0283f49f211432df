"""A frozen value of `khabar.model` as packed bytes, and back: the same to the last field."""

from __future__ import annotations

from dataclasses import is_dataclass
from functools import cache
from types import NoneType, UnionType
from typing import TYPE_CHECKING, Any, TypeVar, get_args, get_origin, get_type_hints

import orjson
import zstandard

if TYPE_CHECKING:
    from collections.abc import Mapping

T = TypeVar("T")


def freeze(value: object) -> bytes:
    """Return a value of a frozen type as bytes, the same for the same value."""
    return zstandard.compress(orjson.dumps(value))


def thaw(of: type[T], packed: bytes) -> T:
    """Return the value of type `of` that `freeze` packed."""
    built: T = _build(of, orjson.loads(zstandard.decompress(packed)))
    return built


def _build(hint: Any, value: Any) -> Any:
    if value is None:
        return None
    if isinstance(hint, UnionType):
        return _build(next(kind for kind in get_args(hint) if kind is not NoneType), value)
    if get_origin(hint) is tuple:
        return tuple(_build(get_args(hint)[0], one) for one in value)
    if isinstance(hint, type) and is_dataclass(hint):
        hints = _hints(hint)
        return hint(**{name: _build(hints[name], held) for name, held in value.items()})
    return value


@cache
def _hints(of: type) -> Mapping[str, Any]:
    return get_type_hints(of)

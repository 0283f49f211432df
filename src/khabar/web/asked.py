"""What the address of a page asks for, read into the frozen type the page declares and named in the API."""

from __future__ import annotations

from dataclasses import MISSING, dataclass, fields
from typing import TYPE_CHECKING, Annotated, Literal, NamedTuple, TypeVar, get_args, get_origin, get_type_hints

from khabar.errors import UsageError
from khabar.query.choice import LONGEST

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

A = TypeVar("A")
PageNumber = Annotated[int, "which page of the list, from 1"]


class Parameter(NamedTuple):
    """One parameter of an address. `choices` are the values it may take, empty where any will do."""

    name: str
    about: str
    default: str | int
    required: bool
    choices: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Nothing:
    """A page that takes no parameters."""


@dataclass(frozen=True, slots=True)
class Listed:
    """What every list takes."""

    page: PageNumber = 1


def parameters(of: type) -> tuple[Parameter, ...]:
    """Return the parameters a page declares, in the order of the fields of its type."""
    hints = get_type_hints(of, include_extras=True)
    return tuple(
        _parameter(spec.name, hints[spec.name], spec.default, required=spec.default is MISSING) for spec in fields(of)
    )


def read_asked(of: type[A], query: Mapping[str, str]) -> A:
    """Return the parameters of an address; unknown ones are passed over, so that a shared link survives.

    Raises:
        UsageError: one that is needed is missing, or a value is none that the parameter takes.

    """
    return of(**{parameter.name: _value(parameter, query) for parameter in parameters(of)})


def _parameter(name: str, hint: object, default: object, *, required: bool) -> Parameter:
    kind, about = get_args(hint) if get_origin(hint) is Annotated else (hint, "")
    choices = tuple(_choices(kind))
    absent: str | int = 0 if kind is int else ""
    if not required and isinstance(default, str | int):
        absent = default
    return Parameter(name, about, absent, required, choices)


def _choices(kind: object) -> Iterator[str]:
    if get_origin(kind) is Literal:
        yield from get_args(kind)
    elif get_origin(kind) is not None:
        for part in get_args(kind):
            yield from _choices(part)


def _value(parameter: Parameter, query: Mapping[str, str]) -> str | int:
    text = query.get(parameter.name, "").strip()
    if not text:
        if parameter.required:
            raise UsageError(f"{parameter.name} is missing")
        return parameter.default
    if len(text) > LONGEST:
        raise UsageError(f"{parameter.name} is longer than {LONGEST} characters")
    if parameter.choices and text not in parameter.choices:
        raise UsageError(f"{parameter.name} is none of: {', '.join(filter(None, parameter.choices))}")
    if isinstance(parameter.default, int):
        if not (text.isascii() and text.isdigit() and 0 < int(text) <= 10**6):
            raise UsageError(f"{parameter.name} is no number from 1")
        return int(text)
    return text

"""What is asked of a record, checked; and the days, names and outlets that fit it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Annotated, Any, Literal, get_args, get_origin, get_type_hints

from khabar.errors import UsageError
from khabar.text.fold import fold_form

if TYPE_CHECKING:
    from collections.abc import Iterator

    from khabar.query.catalogue import Catalogue

# How the fields that all choices have are described to whoever asks.
Since = Annotated[str, "not before this day: an ISO prefix"]
Until = Annotated[str, "not after this day: an ISO prefix"]
Outlet = Annotated[str, "the outlet: its name as the record has it, or part of one"]
_DAYS = ("since", "until")
# Code points of one value; what is longer is no name, day or id.
LONGEST = 2000


def check(choice: object) -> None:
    """Check that every field of a choice, all of which are texts, holds what it may.

    Raises:
        UsageError: a value is none that the field takes, or no day; the message says which do.

    """
    for name, hint in get_type_hints(type(choice)).items():
        value, legal = getattr(choice, name), tuple(_choices(hint))
        if legal and value not in legal:
            raise UsageError(f"{name} is none of: {', '.join(filter(None, legal))}")
        if not isinstance(value, str):
            raise UsageError(f"{name} is no text")
        if len(value) > LONGEST:
            raise UsageError(f"{name} is longer than {LONGEST} characters")
        if name in _DAYS and not re.fullmatch(r"([0-9]{4}(-[0-9]{2}){0,2})?", value):
            raise UsageError(f"{name} is no day: write it as 2020-03-01, or 2020-03, or 2020")


def find_outlets(catalogue: Catalogue, wanted: str) -> frozenset[str]:
    """Return the outlets that are meant: the one of that name, else all that have it in theirs, spelling aside."""
    if not wanted or wanted in catalogue.outlets:
        return frozenset({wanted})
    part = fold_form(wanted)
    return frozenset(outlet for outlet in catalogue.outlets if part in fold_form(outlet))


def _choices(hint: Any) -> Iterator[str]:
    if get_origin(hint) is Literal:
        yield from get_args(hint)
    elif get_origin(hint) is not None:
        for part in get_args(hint):
            yield from _choices(part)

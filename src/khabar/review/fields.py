"""What can be corrected: the fields of each kind of thing, the form of their values, what they may be.

The names are those of `khabar.model`, but for two that stand for a pair: `speaker` is who it is and what they are
called, `identity` whom a mention names.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Literal, get_args

from khabar import model

if TYPE_CHECKING:
    from collections.abc import Mapping

    from khabar.review.edits import Kind, Part, Value

# A code of a list; a day as ISO prefix; somebody by name and id; words of the page; words with a code; with an id;
# any number of words with a name and an id.
Form = Literal["choice", "day", "named", "words", "coded", "place", "parties"]
_HAS: Mapping[Form, frozenset[str]] = {
    "choice": frozenset({"value"}),
    "day": frozenset({"value"}),
    "named": frozenset({"value", "entity"}),
    "words": frozenset({"words"}),
    "coded": frozenset({"words", "value"}),
    "place": frozenset({"words", "entity"}),
    "parties": frozenset({"words", "value", "entity"}),
}
# The field of an edit that judges the thing as a whole.
WHOLE = ""


@dataclass(frozen=True, slots=True)
class Field:
    """One field: its name, the form of its value, the codes it may hold; `needed` where the thing is none without."""

    name: str
    form: Form
    choices: tuple[str, ...] = ()
    needed: bool = False


def _choice(name: str, literal: object) -> Field:
    return Field(name, "choice", get_args(literal), needed=True)


FIELDS: Mapping[Kind, tuple[Field, ...]] = {
    "page": (Field("date", "day"),),
    "line": (_choice("kind", model.BlockKind),),
    "mention": (_choice("type", model.MentionType), Field("identity", "named")),
    "statement": (
        Field("speaker", "named"),
        Field("source", "words"),
        Field("cue", "words", needed=True),
        Field("content", "words", needed=True),
        _choice("act", model.Act),
        _choice("form", model.Form),
        Field("channel", "coded", get_args(model.ChannelKind)),
        Field("relay", "parties"),
        Field("addressee", "words"),
        Field("hedge", "words"),
        _choice("outlet_stance", model.Stance),
        Field("date", "day"),
    ),
    "event": (
        _choice("type", model.EventType),
        Field("trigger", "words", needed=True),
        _choice("status", model.Status),
        Field("actors", "parties"),
        Field("recipients", "parties"),
        Field("place", "place"),
        Field("date", "day"),
    ),
}
# What an added thing is made of: words, each with a code of the field named.
ADDED: Mapping[Kind, tuple[tuple[str, str], ...]] = {
    "mention": (("", "type"),),
    "statement": (("cue", "act"), ("content", "form")),
    "event": (("trigger", "type"),),
}
# Which field says where a thing stands; a line and a mention are their words.
ANCHORS: Mapping[Kind, str] = {"statement": "content", "event": "trigger"}

_DAY = re.compile(r"\d{4}(-\d\d){0,2}")


def find_field(kind: Kind, name: str) -> Field | None:
    """Return the field of that name, None where there is none."""
    return next((field for field in FIELDS[kind] if field.name == name), None)


def find_fault(field: Field, value: Value) -> str:
    """Return what is wrong with a value of a field, "" where nothing is."""
    if field.needed and not value:
        return f"{field.name} cannot be empty"
    if len(value) > 1 and field.form != "parties":
        return f"{field.name} holds one value"
    return next(filter(None, (_find_part_fault(field, part) for part in value)), "")


def find_added_fault(kind: Kind, value: Value) -> str:
    """Return what is wrong with the parts of an added thing, "" where nothing is."""
    wanted = ADDED.get(kind, ())
    if not wanted or len(value) != len(wanted) or not all(part.words for part in value):
        return f"no {kind} is made of these words"
    for part, (_, name) in zip(value, wanted, strict=True):
        field = find_field(kind, name)
        if field and part.value not in field.choices:
            return f"{part.value!r} is no {name}"
    return ""


def _find_part_fault(field: Field, part: Part) -> str:
    has = {name for name in ("words", "value", "entity") if getattr(part, name)}
    if has - _HAS[field.form] or ("words" in _HAS[field.form] and not part.words):
        return f"{field.name} holds {' and '.join(sorted(_HAS[field.form]))}"
    if field.choices and part.value not in field.choices:
        return f"{part.value!r} is no {field.name}"
    if field.form == "day" and not is_day(part.value):
        return f"{part.value!r} is no day; write it as 2025-03-01, or 2025-03, or 2025"
    return "" if has else f"{field.name} is empty"


def is_day(text: str) -> bool:
    """Return whether a text is a day, month or year that there is."""
    if not _DAY.fullmatch(text):
        return False
    try:
        date.fromisoformat(text + "-01-01"[len(text) - len("2025") :])
    except ValueError:
        return False
    return True

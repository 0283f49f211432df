"""The value that a field of a thing holds, and the thing with another."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, TypeVar

from khabar.model import Channel, Denial, Event, Mention, Participant, Place, Relay, Span, Statement
from khabar.review.edits import Part
from khabar.review.fields import find_field
from khabar.review.targets import words_at

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from khabar.model import Record
    from khabar.review.edits import Value
    from khabar.review.fields import Form
    from khabar.review.targets import Target, Thing

T = TypeVar("T", bound="Thing")
# What a name stands for in the model, where the two differ.
_NAMED = {"identity": "entity"}


def read_field(record: Record, target: Target, field: str) -> Value:
    """Return what a field of a thing of the page holds."""
    return read_value(record, target.thing, field)


def read_value(record: Record, of: Thing, field: str) -> Value:
    """Return what a field of a thing, as it stands on the page or changed, holds."""
    thing: Any = of
    if isinstance(thing, Statement) and field == "speaker":
        return (Part(value=thing.speaker_name, entity=thing.speaker),) if thing.speaker_name or thing.speaker else ()
    if isinstance(thing, Mention) and field == "identity":
        return (Part(value=_name(record, thing.entity), entity=thing.entity),) if thing.entity else ()
    held = getattr(thing, field)
    parts = held if isinstance(held, tuple) else (held,) if held else ()
    return tuple(_read_part(record.page.text, part) for part in parts)


def set_field(record: Record, thing: T, field: str, value: Value) -> T:
    """Return a thing of the page whose field holds `value`, which fits it; what follows from the field follows."""
    if read_value(record, thing, field) == value:
        return thing
    changed: Any = thing
    if isinstance(thing, Statement):
        changed = _set_statement(record, thing, field, value)
    elif isinstance(thing, Event):
        changed = _set_event(record, thing, field, value)
    else:
        held = value[0].entity if value and field == "identity" else _value(value)
        changed = _with(thing, _NAMED.get(field, field), held)
    return changed  # type: ignore[no-any-return]  # each of its own type


def _set_statement(record: Record, statement: Statement, field: str, value: Value) -> Statement:
    if field == "speaker":
        name, entity = (value[0].value, value[0].entity) if value else ("", "")
        return replace(statement, speaker=entity, speaker_name=name or _name(record, entity))
    changed = _with(statement, field, _build(record, statement, field, value))
    if field == "act":
        # What a denial denies is told where it is found; a reviewer who finds one says no more than that it is one.
        denies = changed.denies or Denial(changed.content, "")
        return replace(changed, denies=denies if changed.act == "deny" else None)
    if field == "content":
        denied = statement.denies
        if denied and denied.content == statement.content:
            changed = replace(changed, denies=replace(denied, content=changed.content))
        return replace(changed, about=find_about(record, changed))
    return changed


def _set_event(record: Record, event: Event, field: str, value: Value) -> Event:
    changed = _with(event, field, _build(record, event, field, value))
    # The finer codes are of the type that was read.
    return (
        replace(changed, mode="", context=(), cameo="") if field == "type" and changed.type != event.type else changed
    )


def _with(thing: T, field: str, held: object) -> T:
    changes: dict[str, Any] = {field: held}
    return replace(thing, **changes)


def find_about(record: Record, statement: Statement) -> tuple[str, ...]:
    """Return the entities that the content of a statement names, but for the speaker."""
    held = (m.entity for m in record.mentions if holds(statement.content, m.span))
    return tuple(dict.fromkeys(entity for entity in held if entity and entity != statement.speaker))


def find_teller(record: Record, span: Span, but: str = "") -> str:
    """Return the id of the innermost statement, other than `but`, in whose content words stand; "" for none."""
    tellers = [one for one in record.statements if one.id != but and holds(one.content, span)]
    return min(tellers, key=lambda one: one.content.end - one.content.start).id if tellers else ""


def holds(outer: Span, inner: Span) -> bool:
    """Return whether all characters of `inner` are of `outer`."""
    return outer.start <= inner.start and inner.end <= outer.end


def _read_part(text: str, held: object) -> Part:
    if isinstance(held, str):
        return Part(value=held)
    if isinstance(held, Span):
        return Part(words_at(text, held))
    if isinstance(held, Channel):
        return Part(words_at(text, held.span), held.kind)
    if isinstance(held, Place):
        return Part(words_at(text, held.span), entity=held.entity)
    if isinstance(held, Participant | Relay):
        return Part(words_at(text, held.span), held.name, held.entity)
    raise TypeError(f"{held!r} is no value of a field")


def _build(record: Record, thing: Statement | Event, field: str, value: Value) -> object:
    """Return what stands in the model for a value that fits the field."""
    known = find_field("statement" if isinstance(thing, Statement) else "event", field)
    if known is None:
        raise ValueError(f"{thing.id} has no field {field!r}")
    if known.form == "parties":
        if field == "relay":
            return tuple(map(_relay, value))
        return tuple(_participant(record, thing, part) for part in value)
    return _BUILD[known.form](value[0]) if value else _ABSENT.get(known.form)


def _span(part: Part) -> Span:
    if part.words is None:
        raise ValueError("a value without words")
    return Span(part.words.start, part.words.end)


_BUILD: Mapping[Form, Callable[[Part], object]] = {
    "choice": lambda part: part.value,
    "day": lambda part: part.value,
    "words": _span,
    "coded": lambda part: Channel(_span(part), part.value),  # type: ignore[arg-type]  # a choice of the field
    "place": lambda part: Place(_span(part), part.entity),
}
_ABSENT: Mapping[Form, object] = {"day": ""}


def _participant(record: Record, thing: Statement | Event, part: Part) -> Participant:
    """Return a party: one that the thing holds already as it is, since a code may come from elsewhere."""
    span, name = _span(part), _called(part)
    held = (*thing.actors, *thing.recipients) if isinstance(thing, Event) else ()
    for party in held:
        if (party.span, party.entity) == (span, part.entity) and party.name in {part.value, name}:
            return party
    code = next((one.actor_code for one in record.entities if one.id == part.entity), "")
    return Participant(span, name, part.entity, code)


def _relay(part: Part) -> Relay:
    return Relay(_span(part), _called(part), part.entity)


def _called(part: Part) -> str:
    return part.value or (part.words.text if part.words else "")


def _name(record: Record, entity: str) -> str:
    return next((known.name for known in record.entities if known.id == entity), entity)


def _value(value: Value) -> str:
    return value[0].value if value else ""

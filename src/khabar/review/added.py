"""Things that a page holds and that were not found, made of the words a reviewer marked."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from khabar.model import Denial, Event, Mention, Span, Statement
from khabar.review.edits import Part
from khabar.review.fields import ADDED
from khabar.review.values import find_about, find_teller, set_field

if TYPE_CHECKING:
    from khabar.model import Record
    from khabar.review.edits import Edit, Kind, Words


def added_id(page: str, kind: Kind, *words: Words) -> str:
    """Return the id of a thing made of words of a page: the one a later run gives it that finds it there."""
    return f"{page}#{kind[0]}{min(part.start for part in words)}-{max(part.end for part in words)}"


def adopt_thing(record: Record, edit: Edit) -> Record:
    """Return the record with a thing that an edit adds and that was found since, made of the words of the edit."""
    things: dict[Kind, str] = {"mention": "mentions", "statement": "statements", "event": "events"}
    settled = [
        _adopt(record, thing, edit)
        if thing.id == edit.target and not getattr(thing, "from_statement", False)
        else thing
        for thing in getattr(record, things[edit.kind])
    ]
    changes: dict[str, Any] = {things[edit.kind]: tuple(settled)}
    return replace(record, **changes)


def _adopt(record: Record, thing: Any, edit: Edit) -> Any:
    for part, (words, code) in zip(edit.new, ADDED[edit.kind], strict=True):
        if words:
            thing = set_field(record, thing, words, (Part(part.words),))
        thing = set_field(record, thing, code, (Part(value=part.value),))
    return thing


def add_thing(record: Record, edit: Edit) -> Record:
    """Return the record with the thing that an edit adds, in its place by page order."""
    words = [part.words for part in edit.new if part.words]
    spans = [Span(word.start, word.end) for word in words]
    # The lines of a patch are checked where they are read: each code is one that its field may hold.
    codes: list[Any] = [part.value for part in edit.new]
    if edit.kind == "statement":
        return _add_statement(record, edit.target, spans, codes)
    if edit.kind == "event":
        event = Event(edit.target, "", 1.0, codes[0], spans[0], said_in=find_teller(record, spans[0]))
        events = sorted((*record.events, event), key=lambda one: (one.trigger, one.from_statement))
        return replace(record, events=tuple(events))
    mention = Mention(edit.target, spans[0], codes[0], edit.new[0].entity, "")
    return replace(record, mentions=tuple(sorted((*record.mentions, mention), key=lambda one: one.span)))


def _add_statement(record: Record, identity: str, spans: list[Span], codes: list[Any]) -> Record:
    (cue, content), (act, form) = spans, codes
    denies = Denial(content, "") if act == "deny" else None
    statement = Statement(identity, "", 1.0, cue, None, "", "", content, form, act, denies=denies)
    statement = replace(statement, about=find_about(record, statement))
    ordered = sorted((*record.statements, statement), key=lambda one: (one.cue, one.content))
    return replace(record, statements=tuple(ordered))

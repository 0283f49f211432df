"""A capture as it is shown: its lines with their kinds, each cut where a fact begins or ends.

Every piece can so say which facts it is part of. Offsets are the page's own throughout.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from khabar.model import Event, Record, Span, Statement

# Which of several marks on the same characters a reader sees and follows first.
_ORDER = ("cue", "trigger", "mention", "proof", "rejected", "seam")


@dataclass(frozen=True, slots=True)
class Mark:
    """Characters `[start, end)` with what they are to a fact: the id of the fact or mention."""

    start: int
    end: int
    kind: str
    fact: str


@dataclass(frozen=True, slots=True)
class Piece:
    """Characters of a line with the marks that cover them, the one to follow first in front."""

    start: int
    text: str
    marks: tuple[Mark, ...]


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the capture with its kind, the rule that decided, and its pieces."""

    start: int
    end: int
    kind: str
    rule: str
    pieces: tuple[Piece, ...]


def lay_out(record: Record, at: tuple[int, int] | None) -> tuple[Line, ...]:
    """Return the lines of a capture that are not blank. `at` are characters somebody was sent to."""
    marks = sorted(_marks(record), key=lambda mark: (mark.start, -mark.end))
    if at:
        marks.append(Mark(*at, "at", ""))
    text = record.page.text
    return tuple(
        Line(b.span.start, b.span.end, b.kind, b.rule, tuple(_cut(text, b.span, marks)))
        for b in record.article.blocks
        if text[b.span.start : b.span.end].strip()
    )


def _cut(text: str, line: Span, marks: Iterable[Mark]) -> Iterator[Piece]:
    here = [mark for mark in marks if mark.start < line.end and line.start < mark.end]
    bounds = {line.start, line.end}
    for mark in here:
        bounds |= {max(mark.start, line.start), min(mark.end, line.end)}
    places = sorted(bounds)
    for start, end in pairwise(places):
        covering = [mark for mark in here if mark.start <= start and end <= mark.end]
        yield Piece(start, text[start:end], tuple(sorted(covering, key=_rank)))


def _rank(mark: Mark) -> tuple[int, int]:
    return _ORDER.index(mark.kind) if mark.kind in _ORDER else len(_ORDER), mark.end - mark.start


def _marks(record: Record) -> Iterator[Mark]:
    for evidence in record.publication.proof:
        if evidence.span:
            yield _mark(evidence.span, "proof" if evidence.used else "rejected", "")
    for seam in record.publication.seams:
        yield _mark(seam.span, "seam", "")
    for mention in record.mentions:
        yield _mark(mention.span, "mention", mention.id)
    for statement in record.statements:
        yield from _said(statement)
    for event in record.events:
        if not event.from_statement:
            yield from _done(event)


def _said(statement: Statement) -> Iterator[Mark]:
    s, fact = statement, statement.id
    yield _mark(s.cue, "cue", fact)
    yield _mark(s.content, "content", fact)
    parts = (
        ("source", s.source),
        ("channel", s.channel.span if s.channel else None),
        ("addressee", s.addressee),
        ("hedge", s.hedge),
        ("denied", s.denies.content if s.denies else None),
        *(("relay", relay.span) for relay in s.relay),
    )
    for kind, span in parts:
        if span:
            yield _mark(span, kind, fact)


def _done(event: Event) -> Iterator[Mark]:
    yield _mark(event.trigger, "trigger", event.id)
    parts = (
        *(("actor", actor.span) for actor in event.actors),
        *(("recipient", recipient.span) for recipient in event.recipients),
        ("place", event.place.span if event.place else None),
        ("toll", event.killed.span if event.killed else None),
        ("toll", event.injured.span if event.injured else None),
    )
    for kind, span in parts:
        if span:
            yield _mark(span, kind, event.id)


def _mark(span: Span, kind: str, fact: str) -> Mark:
    return Mark(span.start, span.end, kind, fact)

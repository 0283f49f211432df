"""A page to be corrected: its lines with their kinds, all that was read from it, and what is to be added."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated

from khabar.query.rows import PageRow, page_row
from khabar.query.words import Words, words
from khabar.review import find_target, find_targets, hash_text, is_reviewed, read_field
from khabar.web.capture import Line, lay_out
from khabar.web.views.things import ThingRow, digest_value, read_thing

if TYPE_CHECKING:
    from khabar.model import Record
    from khabar.query.room import Desk
    from khabar.review import Target


@dataclass(frozen=True, slots=True)
class Asked:
    """Which page."""

    id: Annotated[str, "the id of the page"]


@dataclass(frozen=True, slots=True)
class Mark:
    """A thing of the page: its id and words, what it is (its act or type), and whether a reviewer judged it."""

    id: str
    words: Words
    of: str
    reviewed: bool


@dataclass(frozen=True, slots=True)
class LineRow:
    """A line of the page with its id and, for the form that corrects its kind, a digest of that."""

    line: Line
    id: str
    reviewed: bool
    seen: str


@dataclass(frozen=True, slots=True)
class Shown:
    """A page to be corrected."""

    page: PageRow
    hash: str
    day: ThingRow
    done: bool
    lines: tuple[LineRow, ...]
    mentions: tuple[Mark, ...]
    statements: tuple[Mark, ...]
    events: tuple[Mark, ...]


def show(desk: Desk, asked: Asked) -> Shown | None:
    """Return the page asked for, None where the record holds no such page."""
    record = desk.store.record(asked.id)
    day = find_target(record, "page", asked.id) if record else None
    if record is None or day is None:
        return None
    marks: dict[str, list[Mark]] = {"mention": [], "statement": [], "event": []}
    lines = {}
    for target in find_targets(record):
        if target.kind == "line":
            lines[target.span.start] = target
        elif target.kind in marks:
            marks[target.kind].append(_mark(record, target))
    judged = {(one.kind, one.target, one.field) for one in desk.store.judged()}
    return Shown(
        page=page_row(desk.catalogue.pages[desk.catalogue.numbers[asked.id]]),
        hash=hash_text(record.page.text),
        day=read_thing(desk, record, day),
        done=("page", asked.id, "") in judged,
        lines=tuple(_line(record, line, lines[line.start]) for line in lay_out(record, None)),
        mentions=tuple(marks["mention"]),
        statements=tuple(marks["statement"]),
        events=tuple(marks["event"]),
    )


def _mark(record: Record, target: Target) -> Mark:
    thing = target.thing
    of = getattr(thing, "act", "") or getattr(thing, "type", "")
    return Mark(target.id, words(record.page.text, target.span), of, is_reviewed(getattr(thing, "rule", "")))


def _line(record: Record, line: Line, target: Target) -> LineRow:
    return LineRow(line, target.id, is_reviewed(line.rule), digest_value(read_field(record, target, "kind")))

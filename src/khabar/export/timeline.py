"""Who said and did what, day by day: the statements and events of many records as dated lines, each with its place.

An event told again on its page, or read off a statement that has its own line, is left out. Nothing is joined across
pages.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from khabar.export.terminal import isolated

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from khabar.model import Event, Participant, Record, Span, Statement

# Code points of Arabic that still read at a glance; lines of 150 columns wrap once on most terminals.
_CONTENT_WIDTH = 90
_NAME_WIDTH = 60
_SENTENCE_END = re.compile("[.!\u061f\n]")
UNDATED = "no date"
UNNAMED = "(not named)"


class Entry(NamedTuple):
    """One line of a timeline. `date` is an ISO prefix, "" where unknown; `start` and `end` count in the page's text."""

    date: str
    page: str
    start: int
    end: int
    act: str  # a statement's act in small letters, an event's type in capitals
    who: str  # "" where the page does not say
    whom: str
    content: str
    marks: tuple[str, ...]
    outlet: str
    teller: str = ""  # whose statement tells an event, "" where the outlet itself does


def find_entries(records: Iterable[Record]) -> list[Entry]:
    """Return the entries of all records by date, page and place; those without a date come last."""
    entries = [entry for record in records for entry in _entries(record)]
    return sorted(entries, key=lambda entry: (not entry.date, entry))


def outlet_of(record: Record) -> str:
    """Return the outlet of a page: as given with the capture, else as the page or its markup shows it, else ""."""
    shown = _words(record, record.article.outlet)
    return record.page.outlet or shown or record.page.metadata.site


def title_of(record: Record) -> str:
    """Return the title of a page's article, "" where it has none."""
    return _words(record, record.article.title)


def write_entry(entry: Entry) -> str:
    """Return `entry` as one line for a terminal."""
    who = isolated(entry.who, _NAME_WIDTH) or UNNAMED
    whom = f" \u2192 {isolated(entry.whom, _NAME_WIDTH)}" if entry.whom else ""
    marks = "".join(f" [{mark}]" for mark in entry.marks)
    if entry.teller:
        marks += f" [told by {isolated(entry.teller, _NAME_WIDTH)}]"
    source = " ".join(filter(None, (isolated(entry.outlet, _NAME_WIDTH), isolated(entry.page))))
    content = isolated(entry.content, _CONTENT_WIDTH)
    return (
        f"{entry.date or UNDATED:<10}  {entry.act:<9}  {who}{whom}: {content}{marks}  "
        f"[{source} {entry.start}\u2013{entry.end}]"
    )


def write_done(record: Record, event: Event, facts: tuple[str, ...]) -> str:
    """Return an event as one line for a terminal, with marks of further `facts`, which must be safe to print."""
    teller = next((s.speaker_name or UNNAMED for s in record.statements if s.id == event.said_in), "")
    entry = _done(record, event)
    return write_entry(entry._replace(teller=teller, marks=(*entry.marks, *facts)))


def _entries(record: Record) -> Iterator[Entry]:
    speakers: dict[str, str] = {}
    for statement in record.statements:
        entry = _said(record, statement)
        speakers[statement.id] = entry.who or UNNAMED
        yield entry
    for event in record.events:
        if not (event.same_as or event.from_statement):
            yield _done(record, event)._replace(teller=speakers.get(event.said_in, ""))


def _said(record: Record, statement: Statement) -> Entry:
    return Entry(
        date=statement.date or record.publication.date,
        page=record.page.id,
        start=statement.content.start,
        end=statement.content.end,
        act=statement.act,
        who=statement.speaker_name or _words(record, statement.source),
        whom="",
        content=_words(record, statement.content),
        marks=() if statement.outlet_stance == "neutral" else (f"outlet {statement.outlet_stance}",),
        outlet=outlet_of(record),
    )


def _done(record: Record, event: Event) -> Entry:
    told = _sentence(record, event.trigger)
    marks = (event.status if event.status != "actual" else "", "background" if event.background else "")
    return Entry(
        date=event.date or record.publication.date,
        page=record.page.id,
        start=event.trigger.start,
        end=event.trigger.end,
        act=event.type,
        who=_names(record, event.actors),
        whom=_names(record, event.recipients),
        content=told,
        marks=tuple(filter(None, marks)),
        outlet=outlet_of(record),
    )


def _names(record: Record, participants: tuple[Participant, ...]) -> str:
    return ", ".join(participant.name or _words(record, participant.span) for participant in participants)


def _sentence(record: Record, trigger: Span) -> str:
    # From the trigger on: what stands before it is mostly the actor, named on the line already.
    text = record.page.text
    end = _SENTENCE_END.search(text, trigger.end)
    return text[trigger.start : end.start() if end else len(text)]


def _words(record: Record, span: Span | None) -> str:
    return record.page.text[span.start : span.end] if span else ""

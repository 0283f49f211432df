"""A record as a few lines for people: what the page is, who said and did what on it, what it leaves open."""

from __future__ import annotations

from typing import TYPE_CHECKING

from khabar.export.terminal import isolated
from khabar.export.timeline import find_entries, outlet_of, title_of, write_entry

if TYPE_CHECKING:
    from khabar.model import Note, Publication, Record, Span

# Code points of a note's or a proof's phrase on its line.
_PHRASE_WIDTH = 60


def write_text(record: Record) -> str:
    """Return `record` as lines for a terminal, the last one empty."""
    head = [f"== {isolated(record.page.id)}", f"   {isolated(title_of(record)) or '(no title)'}"]
    source = filter(None, (write_day(record.publication), isolated(outlet_of(record)), isolated(record.page.url)))
    head.append(f"   {' | '.join(source)}")
    entries = [write_entry(entry) for entry in find_entries([record])]
    notes = [write_note(record, note) for note in record.notes]
    return "\n".join([*head, *entries, *notes, "", ""])


def write_day(publication: Publication) -> str:
    """Return when a page was published: the day, an interval where only that is known, or that it stays open."""
    if publication.date:
        return publication.date
    if publication.earliest and publication.latest:
        return f"between {publication.earliest} and {publication.latest}"
    if publication.earliest or publication.latest:
        return f"not before {publication.earliest}" if publication.earliest else f"not after {publication.latest}"
    return "date open"


def write_note(record: Record, note: Note) -> str:
    """Return a note as one line."""
    return f"open: {note.stage}: {isolated(note.problem)}{write_phrase(record, note.span)}"


def write_phrase(record: Record, span: Span | None) -> str:
    """Return the words of a span with their offsets, a space before them; "" where there is none."""
    if span is None:
        return ""
    words = isolated(record.page.text[span.start : span.end], _PHRASE_WIDTH)
    return f" {words} {span.start}\u2013{span.end}"

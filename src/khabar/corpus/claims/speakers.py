"""Which statements of a record have a speaker that bears a name: a person or body, known or not."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from khabar.model import Record, Statement


def find_spoken(record: Record) -> tuple[Statement, ...]:
    """Return the statements whose speaker bears a name, in page order."""
    text = record.page.text
    named = {text[m.span.start : m.span.end] for m in record.mentions if m.type != "LOC"}
    return tuple(s for s in record.statements if s.speaker or any(name in s.speaker_name for name in named))

"""Who speaks of an attack as another's is not its actor: nobody condemns what he did himself."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from khabar.events.parties import key_of

if TYPE_CHECKING:
    from khabar.model import Event, Participant, Statement

_BLAME = frozenset({"accuse", "condemn", "condole", "demand", "support"})
_SLACK = 2  # characters by which a source may open before its name: a clitic, a mark


def clear_speaker(event: Event, holder: Statement | None) -> Event:
    """Return an event without the speaker of the statement that tells it, where that lays it to others or mourns it."""
    if holder is None or holder.act not in _BLAME or event.type != "ASSAULT" or event.from_statement:
        return event
    return replace(event, actors=tuple(actor for actor in event.actors if not _is_speaker(actor, holder)))


def _is_speaker(party: Participant, holder: Statement) -> bool:
    known = holder.speaker or holder.speaker_name
    opens = holder.source is not None and abs(party.span.start - holder.source.start) <= _SLACK
    return opens or key_of(party) == known

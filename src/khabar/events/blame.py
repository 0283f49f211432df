"""Who tells of an attack as another's is not its actor: nobody condemns what he did himself, no reporter struck."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from khabar.events.parties import key_of

if TYPE_CHECKING:
    from khabar.model import Event, Participant, Statement

_BLAME = frozenset({"accuse", "condemn", "condole", "demand", "support"})
_WITNESSES, _TROOPS, _MEDIA = ("NGO", "IGOUNO"), "PKO", "MED"
_SLACK = 2  # characters by which a source may open before its name: a clitic, a mark


def clear_tellers(event: Event, holder: Statement | None) -> Event:
    """Return an attack without actors who only tell of it.

    They are outlets, bodies of relief and human rights and the United Nations (not its troops), and the speaker of the
    statement that holds it where that lays it to others or mourns it.
    """
    if event.type != "ASSAULT" or event.from_statement:
        return event
    actors = tuple(actor for actor in event.actors if not _is_witness(actor) and not _lays_to_others(actor, holder))
    return replace(event, actors=actors)


def _is_witness(party: Participant) -> bool:
    """Answer whether a party is of those who report, relieve and mediate, by its actor code."""
    code = party.code
    return (code.startswith(_WITNESSES) and _TROOPS not in code) or code.endswith(_MEDIA)


def _lays_to_others(party: Participant, holder: Statement | None) -> bool:
    return holder is not None and holder.act in _BLAME and _is_speaker(party, holder)


def _is_speaker(party: Participant, holder: Statement) -> bool:
    known = holder.speaker or holder.speaker_name
    opens = holder.source is not None and abs(party.span.start - holder.source.start) <= _SLACK
    return opens or key_of(party) == known

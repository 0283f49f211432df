"""Who is accused of a deed: they accuse the army *of shelling* the village, *of having carried out* massacres."""

from __future__ import annotations

from typing import TYPE_CHECKING

from khabar.text.letters import BEH

if TYPE_CHECKING:
    from khabar.events.chunks import Chunk
    from khabar.events.frames import Frame, Roles
    from khabar.events.nouns import Part

_CARRIERS = 3  # chunks from "of" to the deed: of having a hand in, of planning to
_REACH = 8  # chunks from the verb that accuses to the deed
_PASSED = frozenset({"noun", "circumstance", "time", "adverb", "sign"})


def lay_to_accused(frame: Frame, number: int, roles: Roles) -> None:
    """Make whom the clause accuses of a deed the one who acts."""
    if accused := _find_accused(frame, number):
        roles.actors, roles.nations = list(accused), []
        roles.recipients = [part for part in roles.recipients if part not in accused]


def _find_accused(frame: Frame, number: int) -> tuple[Part, ...]:
    """Return whom a verb before a deed noun accuses of it: the last phrase before "of"; () where none does."""
    of = _find_of(frame, number)
    before = of - 1
    while before >= 0 and frame.chunks[before].kind in {"time", "adverb"}:
        before -= 1
    if of < 0 or before < 0 or frame.chunks[before].kind != "noun":
        return ()
    for place in range(before - 1, max(-1, of - _REACH), -1):
        chunk = frame.chunks[place]
        if _accuses(frame, chunk):
            return frame.chunks[before].parts
        if chunk.kind not in _PASSED:
            break
    return ()


def _find_of(frame: Frame, number: int) -> int:
    """Return the chunk that opens with "of" before a deed noun, or the deed itself; -1 where none does."""
    trigger, at = frame.triggers[number], frame.places[number]
    if trigger.is_verb:
        return -1
    if trigger.clitics.endswith(BEH):
        return at
    for place in range(at - 1, max(-1, at - _CARRIERS), -1):
        chunk = frame.chunks[place]
        if frame.sentence.at(chunk.first).clitics.endswith(BEH):
            return place
        if chunk.kind not in {"preposition", "circumstance", "verb", "adverb"}:
            break
    return -1


def _accuses(frame: Frame, chunk: Chunk) -> bool:
    """Answer whether a chunk is a verb of accusing, or a participle of one."""
    return "accusing" in frame.sentence.at(chunk.first).classes

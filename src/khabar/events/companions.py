"""Who acts beside those who act: regulars backed by militiamen, an army with the tribes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from khabar.text.letters import BEH

if TYPE_CHECKING:
    from khabar.events.chunks import Chunk
    from khabar.events.frames import Behind, Roles
    from khabar.events.nouns import Part
    from khabar.events.words import Sentence

_PARTIES = frozenset({"body", "official", "title"})


def join_companions(sentence: Sentence, behind: Behind, roles: Roles) -> None:
    """Add to those who act whoever the phrases behind a deed say acts with them."""
    if not roles.actors or roles.passive:
        return
    for chunk in behind.circumstances:
        if _joins(sentence, chunk):
            able = (part for part in chunk.parts if _is_party(sentence, part) and part not in roles.recipients)
            roles.actors.extend(part for part in able if part not in roles.actors)


def _joins(sentence: Sentence, chunk: Chunk) -> bool:
    """Answer whether a phrase says with whom, or stands behind "backed" with its preposition."""
    before = chunk.first - 1
    backed = before >= sentence.first and "backed" in sentence.at(before).classes
    return "companion" in sentence.at(chunk.first).classes or (backed and chunk.prep == BEH)


def _is_party(sentence: Sentence, part: Part) -> bool:
    """Answer whether a phrase holds a name, an official or a group: no weapon."""
    tokens = range(part.first, part.last)
    return any(at in sentence.scene.named or sentence.at(at).classes & _PARTIES for at in tokens)

"""Where and when: the place and the date of a deed from the names and time expressions of its sentence."""

from __future__ import annotations

from typing import TYPE_CHECKING

from khabar.events.scene import token_range
from khabar.model import Place
from khabar.times import resolve

if TYPE_CHECKING:
    from datetime import date

    from khabar.events.chunks import Chunk
    from khabar.events.scene import Named
    from khabar.events.triggers import Trigger
    from khabar.events.words import Sentence
    from khabar.model import Participant, Status
    from khabar.times import TimeExpression

_FAR = 25  # tokens beyond which a place or time belongs to something else


def find_place(
    sentence: Sentence, trigger: Trigger, chunks: list[Chunk], recipients: tuple[Participant, ...]
) -> Place | None:
    """Return the place named by the nearest circumstance of place, one behind the deed before one ahead of it.

    Where none is, a recipient that is itself a place is where it happened.
    """
    inside = sentence.scene.deeds.grammar.classes["place_preposition"]
    best: tuple[int, Named] | None = None
    for chunk in chunks:
        if chunk.kind != "circumstance" or (chunk.prep not in inside and chunk.prep not in trigger.deed.place_after):
            continue
        named = _place_in(sentence, chunk)
        if named is None:
            continue
        distance = named.first - trigger.last if named.first >= trigger.last else 2 * (trigger.first - named.first)
        if distance < _FAR and (best is None or distance < best[0]):
            best = (distance, named)
    if best is not None:
        return Place(best[1].mention.span, best[1].mention.entity)
    return _recipient_place(sentence, recipients)


def _place_in(sentence: Sentence, chunk: Chunk) -> Named | None:
    """Return the most specific place in a phrase: its first."""
    for at in range(chunk.first, chunk.last):
        named = sentence.scene.named.get(at)
        if named is not None and named.mention.type == "LOC":
            return named
    return None


def _recipient_place(sentence: Sentence, recipients: tuple[Participant, ...]) -> Place | None:
    scene = sentence.scene
    for recipient in recipients:
        for at in range(*token_range(scene.tokens, recipient.span)):
            named = scene.named.get(at)
            if named is None or named.mention.type != "LOC":
                continue
            span = named.mention.span
            if recipient.span.start <= span.start and span.end <= recipient.span.end:
                return Place(span, named.mention.entity)
    return None


def find_date(
    sentence: Sentence,
    trigger: Trigger,
    times: tuple[TimeExpression, ...],
    reference: date | None,
    status: Status,
) -> str:
    """Return the ISO prefix of the time expression nearest to a deed, "" where none is or none resolves.

    A time until which something lasts is not when it was done.
    """
    best: tuple[int, str] | None = None
    for expression in times:
        if expression.first > sentence.first and "until" in sentence.at(expression.first - 1).classes:
            continue
        behind = expression.first >= trigger.last
        distance = expression.first - trigger.last if behind else trigger.first - expression.last
        if distance > _FAR or (best is not None and distance >= best[0]):
            continue
        resolved = resolve(expression, reference, lean="future" if status == "planned" else "past")
        if resolved is not None:
            best = (distance, resolved.iso)
    return best[1] if best else ""

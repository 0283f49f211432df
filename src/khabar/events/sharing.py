"""Parties that one deed takes from another, or from the clause it stands in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from khabar.events.frames import look_before
from khabar.events.sides import can_act, is_thing

if TYPE_CHECKING:
    from khabar.events.chunks import Part
    from khabar.events.frames import Frame, Roles
    from khabar.events.words import Sentence

_LAM, _WAW = "\u0644", "\u0648"
_LEAVES = 14  # tokens between an attack and the dead it leaves


def take_subject(frame: Frame, number: int, roles: list[Roles]) -> None:
    """Give a deed without an actor the subject of the nearest verb before it in its clause."""
    own = roles[number]
    at = frame.places[number]
    for place in range(at - 1, -1, -1):
        chunk = frame.chunks[place]
        subject = _subject_at(frame, place, at, roles)
        if subject:
            if chunk.kind == "deed":
                own.nations = list(roles[chunk.trigger].nations)
            own.actors = [part for part in subject if part not in own.recipients]
            own.borrowed = True
            return
        if chunk.kind in {"joint", "relative"} or _judges(frame, place):
            return


def _subject_at(frame: Frame, place: int, at: int, roles: list[Roles]) -> tuple[Part, ...]:
    """Return the subject that the chunk at `place` offers to the deed at chunk `at`."""
    chunk, following = frame.chunks[place], frame.chunks[place + 1]
    if chunk.kind == "deed" and frame.triggers[chunk.trigger].is_verb:
        return tuple(roles[chunk.trigger].actors)
    if chunk.kind == "verb":
        if place + 2 < at and _controls(frame, place, at):
            return frame.chunks[place + 2].parts
        if _judges(frame, place) or "suffer" in frame.sentence.at(chunk.first).classes:
            return ()
        return following.parts if following.kind == "noun" else look_before(frame, place).parts
    if chunk.kind == "joint" and following.kind == "noun":
        return following.parts
    return frame.chunks[place - 1].parts[-1:] if chunk.kind == "relative" and place else ()


def _judges(frame: Frame, place: int) -> bool:
    """Answer whether the verb at a chunk tells what its subject says of a deed, and so not that it did it."""
    chunk = frame.chunks[place]
    return chunk.kind == "verb" and "judging" in frame.sentence.at(chunk.first).classes


def _controls(frame: Frame, verb: int, at: int) -> bool:
    """Answer whether the object of a verb does the deed at chunk `at`: accused of it, called on to do it."""
    chunks = frame.chunks
    if "light" in frame.sentence.at(chunks[verb].first).classes:
        return False
    return chunks[verb + 1].kind == chunks[verb + 2].kind == "noun" and chunks[at - 1].kind in {"noun", "preposition"}


def share_joined(frame: Frame, roles: list[Roles]) -> None:
    """Let two deed nouns joined side by side (the burning and killing of) share their parties."""
    for number in range(len(roles) - 1):
        first, second = frame.triggers[number], frame.triggers[number + 1]
        if first.last == second.first and second.clitics.startswith(_WAW) and not (first.is_verb or second.is_verb):
            for one, other in ((roles[number], roles[number + 1]), (roles[number + 1], roles[number])):
                one.recipients = one.recipients or list(other.recipients)
                one.actors = one.actors or list(other.actors)


def share(frame: Frame, roles: list[Roles]) -> None:
    """Let deeds of one sentence fill each other's gaps.

    The dead and wounded are those the attack hit, and the attacker killed them. A joined verb keeps the subject of the
    verb before it; a purpose has the actor of the deed it serves.
    """
    for number, trigger in enumerate(frame.triggers):
        own = roles[number]
        if trigger.deed.toll:
            attack = _nearest_attack(frame, number)
            if attack is not None:
                _take_actors(own, roles[attack])
                roles[attack].recipients = roles[attack].recipients or list(own.recipients)
        elif number and not own.passive and trigger.deed.subject == "actor":
            joined = trigger.is_verb and trigger.clitics.startswith(_WAW)
            if joined or trigger.clitics.endswith(_LAM):
                _take_actors(own, roles[number - 1])


def _take_actors(own: Roles, other: Roles) -> None:
    if not own.actors:
        own.actors = list(other.actors)
        own.nations = own.nations or list(other.nations)


def _nearest_attack(frame: Frame, number: int) -> int | None:
    """Return the attack close by that left the dead of trigger `number`."""
    here = frame.triggers[number].first
    attacks = [
        other
        for other, trigger in enumerate(frame.triggers)
        if trigger.deed.type == "ASSAULT" and not trigger.deed.toll and abs(trigger.first - here) <= _LEAVES
    ]
    return min(attacks, key=lambda other: abs(other - number), default=None)


def drop_things(sentence: Sentence, roles: Roles) -> None:
    """Leave out phrases that name no party."""
    roles.actors = [part for part in roles.actors if can_act(sentence, part) and not is_thing(sentence, part)]
    roles.recipients = [part for part in roles.recipients if not is_thing(sentence, part)]

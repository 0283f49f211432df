"""Who did it and to whom: triggers and chunks of a sentence in, noun phrases by role out.

Verbs: the phrase before the verb or first behind it is its subject, the next one its object. Nouns: a genitive, an
adjective of nation, the subject of a light verb. Both: the prepositions the code book names, and the agent of a passive.
What a deed lacks it takes from the deed it hangs on: the attack that left the dead, the verb whose purpose it is.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from khabar.events.sides import is_force, is_sufferer, strip_adjectives

if TYPE_CHECKING:
    from khabar.events.chunks import Chunk, Part
    from khabar.events.scene import Sentence
    from khabar.events.triggers import Trigger

_LAM, _WAW = "\u0644", "\u0648"
_MIN_LAST = "\u0628\u064a\u0646"  # between
_SKIPPED = frozenset({"time", "adverb", "circumstance", "preposition"})
_REACH = 10  # chunks to either side that can still belong to a deed


@dataclass(slots=True)
class Roles:
    """The parties of one deed, as noun phrases; filled while its sentence is read."""

    actors: list[Part] = field(default_factory=list)
    recipients: list[Part] = field(default_factory=list)
    nations: list[tuple[int, str]] = field(default_factory=list)  # token and country id of an adjective that acts
    passive: bool = False


@dataclass(frozen=True, slots=True)
class _Behind:
    """What follows a deed in its clause: bare noun phrases, and circumstances."""

    nouns: list[Chunk]
    circumstances: list[Chunk]


def read_roles(sentence: Sentence, triggers: list[Trigger], chunks: list[Chunk]) -> list[Roles]:
    """Return the roles of each trigger, in the triggers' order."""
    places = {chunk.trigger: number for number, chunk in enumerate(chunks) if chunk.kind == "deed"}
    roles = [Roles() for _ in triggers]
    for number, trigger in enumerate(triggers):
        at = places[number]
        behind = _look_behind(chunks, at)
        if trigger.is_verb:
            _read_verb(sentence, trigger, chunks, at, behind, roles)
        else:
            _read_noun(sentence, trigger, chunks, at, behind, roles[number])
        _read_prepositions(sentence, trigger, behind, roles[number])
    _share(triggers, roles)
    return roles


def _look_behind(chunks: list[Chunk], at: int) -> _Behind:
    nouns: list[Chunk] = []
    circumstances: list[Chunk] = []
    for number in range(at + 1, min(at + _REACH, len(chunks))):
        chunk = chunks[number]
        if chunk.kind == "noun" and len(nouns) < 2:
            nouns.append(chunk)
        elif chunk.kind == "circumstance":
            circumstances.append(chunk)
        elif chunk.kind not in {"time", "adverb"} and not _is_passing_sign(chunks, number):
            break
    return _Behind(nouns, circumstances)


def _is_passing_sign(chunks: list[Chunk], number: int) -> bool:
    """Answer whether a sign only sets off a circumstance or a time."""
    following = chunks[number + 1].kind if number + 1 < len(chunks) else ""
    return chunks[number].kind == "sign" and following in {"time", "circumstance"}


def _subject_before(chunks: list[Chunk], at: int) -> tuple[tuple[Part, ...], int]:
    """Return the noun phrase before the verb at chunk `at` that is its subject, or the trigger it hangs on (-1: none)."""
    number = at - 1
    while number >= 0 and (chunks[number].kind in _SKIPPED or _is_passing_sign(chunks, number)):
        number -= 1
    if number < 0:
        return (), -1
    chunk = chunks[number]
    if chunk.kind == "relative" and number:
        antecedent = chunks[number - 1]
        if antecedent.kind == "deed":
            return (), antecedent.trigger
        return antecedent.parts[-1:], -1
    if chunk.kind == "deed":
        return (), chunk.trigger
    if chunk.kind != "noun":
        return (), -1
    if number and chunks[number - 1].kind == "deed":
        return (), chunks[number - 1].trigger
    opens = not number or chunks[number - 1].kind in {"joint", "sign", "adverb", "time", "circumstance"}
    return (chunk.parts, -1) if opens else ((), -1)


def _read_verb(
    sentence: Sentence, trigger: Trigger, chunks: list[Chunk], at: int, behind: _Behind, all_roles: list[Roles]
) -> None:
    roles = all_roles[chunks[at].trigger]
    joined = trigger.clitics.startswith(_WAW)
    subject, hangs_on = ((), -1) if joined else _subject_before(chunks, at)
    nouns = [chunk.parts for chunk in behind.nouns]
    if trigger.grammar.person == "third" and not subject and hangs_on < 0 and nouns:
        alone = len(nouns) == 1 and not trigger.grammar.pronoun
        if not (
            alone
            and joined
            and _has_actor_before(all_roles, chunks[at].trigger)
            and not is_force(sentence, nouns[0][0])
        ):
            subject = nouns.pop(0)
    target = nouns[0] if nouns and not trigger.grammar.pronoun else ()
    roles.passive = trigger.passive or _is_passive(sentence, trigger, behind, subject, target)
    suffers = roles.passive or trigger.deed.subject == "recipient"
    if suffers:
        roles.recipients += subject or target
    elif trigger.deed.subject != "none":
        roles.actors += subject
        roles.recipients += target
    if hangs_on >= 0 and not suffers:
        roles.actors = roles.actors or list(all_roles[hangs_on].actors)
        roles.nations = roles.nations or list(all_roles[hangs_on].nations)


def _has_actor_before(all_roles: list[Roles], number: int) -> bool:
    return any(roles.actors for roles in all_roles[:number])


def _is_passive(
    sentence: Sentence, trigger: Trigger, behind: _Behind, subject: tuple[Part, ...], target: tuple[Part, ...]
) -> bool:
    """Answer whether an unvowelled past that may be passive is: its one phrase suffers, or an agent follows."""
    if trigger.deed.voice != "either" or target or trigger.grammar.pronoun:
        return False
    if any(chunk.prep == "agent" for chunk in behind.circumstances):
        return True
    if not subject:
        return False
    return is_sufferer(sentence, subject[0]) or not is_force(sentence, subject[0])


def _read_noun(
    sentence: Sentence, trigger: Trigger, chunks: list[Chunk], at: int, behind: _Behind, roles: Roles
) -> None:
    first = behind.nouns[0] if behind.nouns and behind.nouns[0].first == trigger.last else None
    parts: tuple[Part, ...] = ()
    suffers = trigger.deed.genitive == "recipient" and trigger.grammar.state == "construct"
    if first is not None:
        nations, parts = strip_adjectives(sentence, first.parts)
        if suffers and nations:
            parts = first.parts  # the death of a Turk, not a Turkish death
        else:
            roles.nations += nations
    if trigger.grammar.state == "construct" and parts and trigger.deed.genitive != "none":
        acts = trigger.deed.genitive == "actor" or (
            trigger.deed.genitive == "either" and is_force(sentence, parts[0]) and not is_sufferer(sentence, parts[0])
        )
        (roles.actors if acts else roles.recipients).extend(parts)
        if acts and len(behind.nouns) > 1 and not trigger.deed.joint:
            roles.recipients += behind.nouns[1].parts
    if trigger.grammar.state == "possessed":
        owner = _owner(chunks, at)
        (roles.recipients if trigger.deed.genitive == "recipient" else roles.actors).extend(owner)
    _read_light_verb(sentence, chunks, at, roles)


def _owner(chunks: list[Chunk], at: int) -> tuple[Part, ...]:
    """Return whom a possessive pronoun means: the first noun phrase of the clause before it."""
    for number in range(at - 1, -1, -1):
        if chunks[number].kind == "noun" and (
            not number or chunks[number - 1].kind in {"joint", "verb", "sign", "deed"}
        ):
            return chunks[number].parts
    return ()


def _read_light_verb(sentence: Sentence, chunks: list[Chunk], at: int, roles: Roles) -> None:
    """Give the subject of the light verb before a deed noun to the deed."""
    between: list[Chunk] = []
    for number in range(at - 1, max(-1, at - _REACH), -1):
        chunk = chunks[number]
        if chunk.kind == "verb":
            classes = sentence.at(chunk.first).classes
            if not classes & {"light", "suffer"}:
                return
            subject = between[-1].parts if between else _subject_before(chunks, number)[0]
            side = roles.recipients if "suffer" in classes else roles.actors
            if not side:
                side.extend(subject)
            return
        if chunk.kind == "noun":
            between.append(chunk)
        elif chunk.kind not in _SKIPPED:
            return


def _read_prepositions(sentence: Sentence, trigger: Trigger, behind: _Behind, roles: Roles) -> None:
    deed = trigger.deed
    against = sentence.scene.deeds.grammar.classes["against"]
    for chunk in behind.circumstances:
        if chunk.prep == "agent" or (chunk.prep in deed.actor_after and not roles.actors):
            if not (chunk.prep == _LAM and is_sufferer(sentence, chunk.parts[0])):
                roles.actors.extend(part for part in chunk.parts if part not in roles.actors)
                continue
        if chunk.prep == _MIN_LAST and deed.joint:
            roles.actors.extend(chunk.parts)
        elif (chunk.prep in deed.recipient_after or chunk.prep in against) and not roles.recipients:
            roles.recipients.extend(chunk.parts)


def _share(triggers: list[Trigger], roles: list[Roles]) -> None:
    """Let deeds of one sentence fill each other's gaps.

    The dead and wounded are those the attack hit, and the attacker killed them. A joined verb keeps the subject of the
    verb before it; a purpose has the actor of the deed it serves.
    """
    for number, trigger in enumerate(triggers):
        own = roles[number]
        if trigger.deed.toll:
            attack = _nearest_attack(triggers, number)
            if attack is not None:
                own.actors = own.actors or list(roles[attack].actors)
                own.nations = own.nations or list(roles[attack].nations)
                roles[attack].recipients = roles[attack].recipients or list(own.recipients)
        elif number and not own.actors and not own.passive and trigger.deed.subject == "actor":
            serves = trigger.clitics.endswith(_LAM) or (trigger.is_verb and trigger.clitics.startswith(_WAW))
            if serves:
                own.actors = list(roles[number - 1].actors)
                own.nations = list(roles[number - 1].nations)


def _nearest_attack(triggers: list[Trigger], number: int) -> int | None:
    attacks = [
        other for other, trigger in enumerate(triggers) if trigger.deed.type == "ASSAULT" and not trigger.deed.toll
    ]
    return min(attacks, key=lambda other: abs(other - number), default=None)

"""Who did it and to whom: triggers and chunks of a sentence in, noun phrases by role out.

Verbs: the phrase before the verb or first behind it is its subject, the next one its object. Nouns: a genitive, an
adjective of nation, the subject of a light verb. Both: the prepositions the code book names, and the agent of a passive.
What a deed lacks it takes from the deed it hangs on: the attack that left the dead, the verb whose purpose it is.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from khabar.events.sides import is_force, is_person, is_sufferer, is_thing, strip_adjectives

if TYPE_CHECKING:
    from khabar.events.chunks import Chunk, Part
    from khabar.events.triggers import Trigger
    from khabar.events.words import Sentence
    from khabar.lexicon.deeds import Role

_ARTICLE = "\u0627\u0644"
_LAM, _WAW = "\u0644", "\u0648"
_BETWEEN = "\u0628\u064a\u0646"  # between
_SKIPPED = frozenset({"time", "adverb", "circumstance", "preposition"})
_LEAVES = 14  # tokens between an attack and the dead it leaves
_REACH = 10  # chunks to either side that can still belong to a deed


@dataclass(slots=True)
class Roles:
    """The parties of one deed, as noun phrases; filled while its sentence is read."""

    actors: list[Part] = field(default_factory=list)
    recipients: list[Part] = field(default_factory=list)
    nations: list[tuple[int, str]] = field(default_factory=list)  # token and country id of an adjective that acts
    passive: bool = False
    borrowed: bool = False  # the actors are those of the clause, not of the deed's own phrase


@dataclass(frozen=True, slots=True)
class _Behind:
    """What follows a deed in its clause: bare noun phrases, circumstances, a preposition that takes up a relative's noun."""

    nouns: list[Chunk]
    circumstances: list[Chunk]
    resumptive: bool


@dataclass(frozen=True, slots=True)
class _Before:
    """What stands before a verb: a phrase, the trigger it hangs on (-1: none), or a pronoun that is its subject."""

    parts: tuple[Part, ...] = ()
    hangs_on: int = -1
    relative: bool = False
    pronoun: bool = False


def read_roles(sentence: Sentence, triggers: list[Trigger], chunks: list[Chunk]) -> list[Roles]:
    """Return the roles of each trigger, in the triggers' order."""
    places = {chunk.trigger: number for number, chunk in enumerate(chunks) if chunk.kind == "deed"}
    roles = [Roles() for _ in triggers]
    for number, trigger in enumerate(triggers):
        at = places[number]
        behind = _look_behind(sentence, chunks, at)
        if trigger.is_verb:
            _read_verb(sentence, trigger, chunks, at, behind, roles)
        else:
            _read_noun(sentence, trigger, chunks, at, behind, roles[number])
        _read_prepositions(sentence, trigger, behind, roles[number])
        _drop_things(sentence, [roles[number]])
        if _wants_actor(trigger, roles[number]):
            _take_subject(sentence, chunks, at, triggers, roles)
    _share_joined(triggers, roles)
    _share(triggers, roles)
    _drop_things(sentence, roles)
    return roles


def _wants_actor(trigger: Trigger, roles: Roles) -> bool:
    return not (roles.actors or roles.nations or roles.passive or trigger.deed.toll) and trigger.deed.subject == "actor"


def _take_subject(
    sentence: Sentence, chunks: list[Chunk], at: int, triggers: list[Trigger], roles: list[Roles]
) -> None:
    """Give a deed without an actor the subject of the nearest verb before it, which its sentence is about."""
    own = roles[chunks[at].trigger]
    for number in range(at - 1, -1, -1):
        chunk = chunks[number]
        following = chunks[number + 1]
        subject: tuple[Part, ...] = ()
        if chunk.kind == "deed" and triggers[chunk.trigger].is_verb:
            own.nations = list(roles[chunk.trigger].nations)
            subject = tuple(roles[chunk.trigger].actors)
        elif chunk.kind == "verb":
            subject = following.parts if following.kind == "noun" else _subject_before(sentence, chunks, number).parts
        elif chunk.kind == "joint" and following.kind == "noun":
            subject = following.parts
        elif chunk.kind == "relative" and number:
            subject = chunks[number - 1].parts[-1:]
        if subject:
            own.actors = [part for part in subject if part not in own.recipients]
            own.borrowed = True
            return
        if chunk.kind in {"joint", "relative"}:
            return


def _look_behind(sentence: Sentence, chunks: list[Chunk], at: int) -> _Behind:
    nouns: list[Chunk] = []
    circumstances: list[Chunk] = []
    resumptive = False
    for number in range(at + 1, min(at + _REACH, len(chunks))):
        chunk = chunks[number]
        if chunk.kind == "noun" and len(nouns) < 2:
            nouns.append(chunk)
        elif chunk.kind == "circumstance":
            circumstances.append(chunk)
        elif chunk.kind == "preposition" and number + 1 < len(chunks) and chunks[number + 1].kind != "deed":
            resumptive = resumptive or "resumptive" in sentence.at(chunk.first).classes
        elif chunk.kind == "deed" and number == at + 1 and not nouns:
            continue  # the deed noun it governs: to deliver aid, to sign a treaty
        elif chunk.kind not in {"time", "adverb"} and not _is_passing_sign(chunks, number):
            break
    return _Behind(nouns, circumstances, resumptive)


def _is_passing_sign(chunks: list[Chunk], number: int) -> bool:
    """Answer whether a sign only sets off a circumstance or a time, before or behind it."""
    if chunks[number].kind != "sign" or number + 1 >= len(chunks):
        return False
    asides = {"time", "circumstance", "adverb"}
    return chunks[number + 1].kind in asides or (number > 1 and chunks[number - 1].kind == "time")


def _subject_before(sentence: Sentence, chunks: list[Chunk], at: int) -> _Before:
    """Return what stands before the verb at chunk `at`: its subject, the deed it hangs on, or what its clause is about."""
    number = at - 1
    while number >= 0 and (chunks[number].kind in _SKIPPED or _is_passing_sign(chunks, number)):
        number -= 1
    if number < 0:
        return _Before()
    chunk = chunks[number]
    if chunk.kind == "relative" and number:
        antecedent = chunks[number - 2 if number > 1 and chunks[number - 1].kind == "sign" else number - 1]
        return _Before(antecedent.parts[-1:], antecedent.trigger, relative=True)
    if chunk.kind == "joint":
        return _Before(pronoun="pronoun_joint" in sentence.at(chunk.first).classes)
    if chunk.kind == "deed":
        return _Before(hangs_on=chunk.trigger)
    if chunk.kind != "noun":
        return _Before()
    if number and chunks[number - 1].kind == "deed":
        return _Before(hangs_on=chunks[number - 1].trigger)
    opens = not number or chunks[number - 1].kind in {"joint", "sign", "adverb", "time", "circumstance"}
    return _Before(chunk.parts if opens else ())


def _read_verb(
    sentence: Sentence, trigger: Trigger, chunks: list[Chunk], at: int, behind: _Behind, all_roles: list[Roles]
) -> None:
    roles = all_roles[chunks[at].trigger]
    before = _Before() if trigger.clitics.startswith(_WAW) else _subject_before(sentence, chunks, at)
    subject, target = _sides_of_verb(sentence, trigger, before, behind, all_roles[: chunks[at].trigger])
    if trigger.deed.object == "none":
        target = ()
    roles.passive = trigger.passive or _is_passive(sentence, trigger, behind, subject, target)
    suffers = roles.passive or trigger.deed.subject == "recipient"
    if suffers:
        roles.recipients += subject or target
    elif trigger.deed.subject != "none":
        roles.actors += subject
        roles.recipients += target
    if before.hangs_on >= 0 and not suffers:
        roles.actors = roles.actors or list(all_roles[before.hangs_on].actors)
        roles.nations = roles.nations or list(all_roles[before.hangs_on].nations)


def _sides_of_verb(
    sentence: Sentence, trigger: Trigger, before: _Before, behind: _Behind, earlier: list[Roles]
) -> tuple[tuple[Part, ...], tuple[Part, ...]]:
    """Return the subject and object phrases of a verb.

    1. A relative clause whose verb or preposition takes the noun up again is about it: its subject follows.
    2. A subject before the verb, or a pronoun: what follows is the object.
    3. Otherwise the first phrase behind is the subject; but a plural verb has none behind it, and a joined verb with one
       phrase that cannot act keeps the subject of the verb before.
    """
    nouns = [chunk.parts for chunk in behind.nouns]
    attached = bool(trigger.grammar.pronoun)
    if before.relative and (attached or behind.resumptive):
        subject = nouns[0] if nouns and trigger.grammar.person == "third" else ()
        return subject, before.parts if attached else ()
    if before.parts or before.pronoun or before.hangs_on >= 0 or trigger.grammar.person != "third" or not nouns:
        return before.parts, nouns[0] if nouns and not attached else ()
    joined = trigger.clitics.startswith(_WAW) and any(roles.actors for roles in earlier)
    if joined and len(nouns) == 1 and not attached and not is_force(sentence, nouns[0][0]):
        return (), nouns[0]
    return nouns[0], nouns[1] if len(nouns) > 1 and not attached else ()


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
    governs = trigger.grammar.state == "construct" and (suffers or (bool(parts) and _is_whole(sentence, parts[0])))
    if governs and parts and trigger.deed.genitive != "none":
        acts = _genitive_acts(sentence, trigger.deed.genitive, parts[0])
        (roles.actors if acts else roles.recipients).extend(parts)
        if acts and len(behind.nouns) > 1 and not trigger.deed.joint:
            roles.recipients += behind.nouns[1].parts
    if trigger.grammar.state == "possessed":
        owner = _owner(sentence, chunks, at)
        (roles.recipients if trigger.deed.genitive == "recipient" else roles.actors).extend(owner)
    _read_light_verb(sentence, trigger, chunks, at, roles)
    if not roles.actors:
        roles.actors += _doer_behind(sentence, chunks, at)


def _genitive_acts(sentence: Sentence, role: Role, part: Part) -> bool:
    if role == "either":
        return (is_force(sentence, part) or is_person(sentence, part)) and not is_sufferer(sentence, part)
    return role == "actor" or (role == "person" and is_person(sentence, part))


def _is_whole(sentence: Sentence, part: Part) -> bool:
    """Answer whether a phrase can be a genitive that acts: definite, a name, or a word known for it; not an adjective."""
    if is_force(sentence, part) or is_sufferer(sentence, part) or part.first in sentence.scene.named:
        return True
    return bool(sentence.at(part.first).classes) or any(
        sentence.scene.tokens.forms[at].startswith(_ARTICLE) or at in sentence.scene.named
        for at in range(part.first, part.last)
    )


def _doer_behind(sentence: Sentence, chunks: list[Chunk], at: int) -> tuple[Part, ...]:
    """Return who acts in the relative clause of a light verb behind a deed noun: raids (which) the jets flew."""
    for number in range(at + 1, min(at + 5, len(chunks) - 1)):
        if chunks[number].kind == "verb":
            light = "light" in sentence.at(chunks[number].first).classes
            return chunks[number + 1].parts if light and chunks[number + 1].kind == "noun" else ()
        if chunks[number].kind not in {"noun", "circumstance", "relative", "time", "adverb"}:
            return ()
    return ()


def _owner(sentence: Sentence, chunks: list[Chunk], at: int) -> tuple[Part, ...]:
    """Return whom a possessive pronoun means: the nearest phrase before it that can act, else the clause's first."""
    for number in range(at - 1, -1, -1):
        if chunks[number].kind == "noun":
            part = chunks[number].parts[0]
            if is_force(sentence, part) or is_person(sentence, part):
                return chunks[number].parts
    for number in range(at - 1, -1, -1):
        if chunks[number].kind == "noun" and (
            not number or chunks[number - 1].kind in {"joint", "verb", "sign", "deed"}
        ):
            return chunks[number].parts
    return ()


def _read_light_verb(sentence: Sentence, trigger: Trigger, chunks: list[Chunk], at: int, roles: Roles) -> None:
    """Give the subject of the light verb before a deed noun to the deed."""
    between: list[Chunk] = []
    for number in range(at - 1, max(-1, at - _REACH), -1):
        chunk = chunks[number]
        if chunk.kind == "verb":
            classes = sentence.at(chunk.first).classes
            if not classes & {"light", "suffer"} or (trigger.deed.toll and "suffer" not in classes):
                return
            subject = between[-1].parts if between else _subject_before(sentence, chunks, number).parts
            side = roles.recipients if "suffer" in classes else roles.actors
            if not side:
                side.extend(subject)
            return
        if chunk.kind == "noun":
            between.append(chunk)
        elif chunk.kind not in _SKIPPED and not (
            chunk.kind == "sign" and number and chunks[number - 1].kind in {"time", "noun"}
        ):
            return


def _read_prepositions(sentence: Sentence, trigger: Trigger, behind: _Behind, roles: Roles) -> None:
    deed = trigger.deed
    against = sentence.scene.deeds.grammar.classes["against"]
    for chunk in behind.circumstances:
        if chunk.prep == "agent" or (chunk.prep in deed.actor_after and not roles.actors):
            if not (chunk.prep == _LAM and is_sufferer(sentence, chunk.parts[0])):
                roles.actors.extend(part for part in chunk.parts if part not in roles.actors)
                continue
        if chunk.prep == _BETWEEN:
            _set_between(roles, chunk.parts)
        elif (chunk.prep in deed.recipient_after or chunk.prep in against) and not roles.recipients:
            roles.recipients.extend(chunk.parts)


def _set_between(roles: Roles, parts: tuple[Part, ...]) -> None:
    """Set the parties of a deed between two: the first acts, the others receive, unless somebody else acts already."""
    if roles.actors:
        roles.recipients = roles.recipients or list(parts)
    elif roles.recipients:
        roles.actors = list(parts)
    else:
        roles.actors, roles.recipients = list(parts[:1]), list(parts[1:])


def _drop_things(sentence: Sentence, roles: list[Roles]) -> None:
    """Leave out phrases that name no party."""
    for own in roles:
        own.actors = [part for part in own.actors if not is_thing(sentence, part)]
        own.recipients = [part for part in own.recipients if not is_thing(sentence, part)]


def _share_joined(triggers: list[Trigger], roles: list[Roles]) -> None:
    """Let two deed nouns joined side by side (the burning and killing of) share their parties."""
    for number in range(len(triggers) - 1):
        first, second = triggers[number], triggers[number + 1]
        if first.last == second.first and second.clitics.startswith(_WAW) and not (first.is_verb or second.is_verb):
            for one, other in ((roles[number], roles[number + 1]), (roles[number + 1], roles[number])):
                one.recipients = one.recipients or list(other.recipients)
                one.actors = one.actors or list(other.actors)


def _share(triggers: list[Trigger], roles: list[Roles]) -> None:
    """Let deeds of one sentence fill each other's gaps.

    The dead and wounded are those the attack hit, and the attacker killed them. A joined verb keeps the subject of the
    verb before it; a purpose has the actor of the deed it serves.
    """
    for number, trigger in enumerate(triggers):
        own = roles[number]
        if trigger.deed.toll:
            attack = _nearest_attack(triggers, number)  # of the same sentence, close by
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

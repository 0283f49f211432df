"""Parties that one deed takes from another, or from the clause it stands in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from khabar.events.frames import find_antecedent, is_looked_into, look_before
from khabar.events.sides import can_act, is_force, is_person, is_thing, is_victim
from khabar.text.letters import LAM, WAW

if TYPE_CHECKING:
    from khabar.events.frames import Frame, Roles
    from khabar.events.nouns import Part
    from khabar.events.triggers import Trigger
    from khabar.events.words import Sentence

_ON = "\u0639\u0644\u064a"
_ANY = frozenset({"\u0627\u064a", "\u0627\u064a\u0647"})
_LEAVES = 14  # tokens between an attack and the dead it leaves
_BESIDE = 2  # tokens between two deed nouns that tell one deed
_NEAR = 6  # tokens between a deed and the deed it meets
_DUAL = "\u0627\u0646"
_ABOUT = 2  # chunks from whom a deed is laid to, to the deed
_LEADS = 5  # tokens before the dead in which a verb of leading to them stands


def take_subject(frame: Frame, number: int, roles: list[Roles]) -> None:
    """Give a deed without an actor the subject of the nearest verb before it in its clause."""
    own = roles[number]
    at = frame.places[number]
    if (
        is_anothers(frame, number)
        or _is_counted_anew(frame, at)
        or (own.hangs_on >= 0 and not frame.triggers[own.hangs_on].is_verb)
    ):
        return  # an attack that hit: whoever made the attack hit
    if involved := _find_involved(frame, number):
        own.actors = [part for part in involved if part not in own.recipients]
        return
    open_to_speech = _is_during(frame, number)
    for place in range(at - 1, -1, -1):
        chunk = frame.chunks[place]
        subject = _subject_at(frame, place, at, roles, open_to_speech=open_to_speech)
        if subject and _is_violence(frame.triggers[number]) and is_victim(frame.sentence, subject[0]):
            return  # civilians fell in shelling
        if subject:
            if chunk.kind == "deed":
                own.nations = list(roles[chunk.trigger].nations)
            own.actors = [part for part in subject if part not in own.recipients]
            own.borrowed = True
            return
        if _bears_pronoun(frame, place):
            open_to_speech = True  # said they had left
        elif chunk.kind == "joint" and place == at - 1 and frame.triggers[number].is_verb:
            continue
        elif chunk.kind in {"joint", "relative"} or _judges(frame, place) or _is_undergone(frame, place, roles):
            return


def is_anothers(frame: Frame, number: int) -> bool:
    """Answer whether a deed is not of whom its clause speaks, which looks into it or is dated by it."""
    return is_looked_into(frame, number) or _is_dated_by(frame, number)


def _is_violence(trigger: Trigger) -> bool:
    return trigger.deed.type == "ASSAULT" and not trigger.is_verb


def _is_dated_by(frame: Frame, number: int) -> bool:
    """Answer whether a clause is dated by the attack, which is another's: raids, four days after an attack."""
    trigger, at = frame.triggers[number], frame.places[number]
    if not _is_violence(trigger) or trigger.deed.joint or not at or frame.chunks[at - 1].kind != "preposition":
        return False
    at -= 1
    if frame.chunks[at].prep == _ON:
        at = next((place for place in range(at - 1, -1, -1) if frame.chunks[place].kind != "time"), at)
    return "after" in frame.sentence.at(frame.chunks[at].first).classes


def _is_counted_anew(frame: Frame, at: int) -> bool:
    """Answer whether "and" and a number open what is told of the deed noun at `at`: they burn men, and 9 raids."""
    forms = frame.sentence.scene.tokens.forms
    before = frame.chunks[at - 1] if at > 1 else None
    if before is None or not frame.sentence.title or before.kind != "noun" or not forms[before.first].startswith(WAW):
        return False
    return forms[before.last - 1].isdigit()


def _find_involved(frame: Frame, number: int) -> tuple[Part, ...]:
    """Return whom the words before a deed say to have had a hand in it: five men involved in smuggling."""
    at = frame.places[number]
    if at < _ABOUT or frame.chunks[at - 1].kind != "preposition":
        return ()
    before = frame.chunks[at - _ABOUT]
    had_hand = any("involved" in frame.sentence.at(token).classes for token in range(before.first, before.last))
    return before.parts if had_hand else ()


def _bears_pronoun(frame: Frame, place: int) -> bool:
    """Answer whether the chunk at `place` opens a clause with the pronoun of its subject."""
    chunk = frame.chunks[place]
    return chunk.kind == "joint" and "pronoun_joint" in frame.sentence.at(chunk.first).classes


def _is_during(frame: Frame, number: int) -> bool:
    """Answer whether a deed is a meeting or visit during which its clause happens: said during a visit."""
    trigger, at = frame.triggers[number], frame.places[number]
    met = trigger.deed.type == "CONSULT" and not trigger.is_verb
    return met and at > 0 and frame.chunks[at - 1].kind == "preposition"


def _is_undergone(frame: Frame, place: int, roles: list[Roles]) -> bool:
    """Answer whether the chunk at `place` is a deed that its subject suffers, and so no more than that did."""
    chunk = frame.chunks[place]
    return chunk.kind == "deed" and frame.triggers[chunk.trigger].is_verb and roles[chunk.trigger].passive


def _subject_at(frame: Frame, place: int, at: int, roles: list[Roles], *, open_to_speech: bool) -> tuple[Part, ...]:
    """Return the subject that the chunk at `place` offers to the deed at chunk `at`."""
    chunk, following = frame.chunks[place], frame.chunks[place + 1]
    if chunk.kind == "deed" and frame.triggers[chunk.trigger].is_verb:
        judges = "judging" in frame.sentence.at(chunk.first).classes
        return tuple(roles[chunk.trigger].recipients if judges else roles[chunk.trigger].actors)
    if chunk.kind == "verb":
        barred = _judges(frame, place) and not open_to_speech
        return _find_controlled(frame, place, at) or (() if barred else _subject_of_verb(frame, place))
    if chunk.kind == "joint" and following.kind == "noun":
        nobody = frame.sentence.scene.tokens.forms[chunk.first] in _ANY  # nor did any group claim it
        return () if nobody else following.parts
    obliged = chunk.kind == "circumstance" and _is_obliged(frame, place, at)
    if obliged or (chunk.kind == "noun" and _is_minded(frame, place, at)):
        return chunk.parts
    if chunk.kind != "relative" or not place:
        return ()
    before = find_antecedent(frame, place - 1)
    return before.parts if before.hangs_on < 0 else tuple(roles[before.hangs_on].actors)


def _subject_of_verb(frame: Frame, place: int) -> tuple[Part, ...]:
    """Return the subject of the verb at a chunk, behind or before it; nobody where it undergoes something."""
    following = frame.chunks[place + 1]
    if "suffer" in frame.sentence.at(frame.chunks[place].first).classes:
        return ()
    before = look_before(frame, place).parts
    sure = following.kind == "noun" and (
        not before or is_force(frame.sentence, following.parts[0]) or is_person(frame.sentence, following.parts[0])
    )
    able = sure and can_act(frame.sentence, following.parts[0])
    return following.parts if able else before


def _is_obliged(frame: Frame, place: int, at: int) -> bool:
    """Answer whether `on` at a chunk names who is to do the deed at `at`: it is on them to withdraw."""
    chunks = frame.chunks
    if chunks[place].prep != _ON or any(chunk.kind != "joint" for chunk in chunks[place + 1 : at]):
        return False
    before = chunks[place - 1] if place else None
    return before is None or before.kind == "joint" or "obliging" in frame.sentence.at(before.first).classes


def _is_minded(frame: Frame, place: int, at: int) -> bool:
    """Answer whether the phrase at a chunk is whose will or plan the deed behind it is: their readiness to do it."""
    if not place or place != at - 1 or not frame.triggers[frame.chunks[at].trigger].clitics.endswith(LAM):
        return False
    return bool(frame.sentence.at(frame.chunks[place - 1].first).classes & {"hypothetical", "future"})


def _judges(frame: Frame, place: int) -> bool:
    """Answer whether the verb at a chunk tells what its subject says of a deed, and so not that it did it."""
    chunk = frame.chunks[place]
    return chunk.kind == "verb" and "judging" in frame.sentence.at(chunk.first).classes


def _find_controlled(frame: Frame, verb: int, at: int) -> tuple[Part, ...]:
    """Return the object of a verb where it is to do the deed at chunk `at`: accused of it, called on to do it."""
    chunks = frame.chunks
    if frame.sentence.at(chunks[verb].first).classes & {"light", "informing"}:
        return ()
    nouns = [
        chunk for chunk in chunks[verb + 1 : at] if chunk.kind == "noun" and can_act(frame.sentence, chunk.parts[0])
    ]
    if not _judges(frame, verb):
        if frame.triggers[chunks[at].trigger].clitics.startswith(WAW):
            return ()
        direct = len(nouns) > 1 and chunks[verb + 1 : verb + 3] == nouns[:2]
        return nouns[1].parts if direct and chunks[at - 1].kind in {"noun", "preposition"} else ()
    if any(chunk.kind in {"verb", "joint", "relative", "deed"} for chunk in chunks[verb + 1 : at]):
        return ()
    subject = look_before(frame, verb).parts
    objects = nouns if subject else nouns[1:]
    return objects[0].parts if objects else ()


def share_joined(frame: Frame, roles: list[Roles]) -> None:
    """Let two deeds joined side by side (the burning and killing of; he killed and displaced) share their parties."""
    for number in range(len(roles) - 1):
        first, second = frame.triggers[number], frame.triggers[number + 1]
        alike = first.is_verb == second.is_verb and roles[number].passive == roles[number + 1].passive
        if first.last == second.first and second.clitics.startswith(WAW) and alike:
            for one, other in ((roles[number], roles[number + 1]), (roles[number + 1], roles[number])):
                one.recipients = one.recipients or list(other.recipients)
                one.actors = one.actors or list(other.actors)


def share_named(frame: Frame, roles: list[Roles]) -> None:
    """Let two deed nouns of one type side by side (the peace treaty signed between) share their parties."""
    for number in range(len(roles) - 1):
        first, second = frame.triggers[number], frame.triggers[number + 1]
        if first.deed.type != second.deed.type or first.is_verb or second.is_verb or first.deed.toll:
            continue
        if second.first - first.last > _BESIDE or second.clitics:
            continue
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
        if own.hangs_on >= 0 and not frame.triggers[own.hangs_on].is_verb:
            carrier = roles[own.hangs_on]
            carrier.recipients = carrier.recipients or list(own.recipients)
            if trigger.deed.type == frame.triggers[own.hangs_on].deed.type and not own.passive:
                carrier.actors = [part for part in carrier.actors if part not in own.recipients]
                _take_actors(carrier, own)
                _take_actors(own, carrier)
        elif not own.recipients:
            own.recipients = _met_doers(frame, number, roles)
        if trigger.deed.toll:
            attack = _nearest_attack(frame, number)
            if attack is not None:
                _take_actors(own, roles[attack])
                roles[attack].recipients = roles[attack].recipients or list(own.recipients)
        elif number and not own.passive and trigger.deed.subject == "actor":
            joined = trigger.is_verb and trigger.clitics.startswith(WAW)
            if joined and _is_of_two(frame, number) and frame.triggers[number - 1].deed.joint:
                own.actors = own.actors or [*roles[number - 1].actors, *roles[number - 1].recipients]
            if joined or trigger.clitics.endswith(LAM):
                _take_actors(own, roles[number - 1])


def _is_of_two(frame: Frame, number: int) -> bool:
    """Answer whether a verb is in the dual: he meets him, and the two sign."""
    trigger = frame.triggers[number]
    return frame.sentence.scene.tokens.forms[trigger.first].endswith(_DUAL) and not trigger.pronoun


def _met_doers(frame: Frame, number: int, roles: list[Roles]) -> list[Part]:
    """Return who does the deed that the deed of trigger `number` meets behind its preposition: to repel their raid."""
    if number + 1 == len(frame.triggers):
        return []
    trigger, met = frame.triggers[number], frame.triggers[number + 1]
    between = frame.chunks[frame.places[number] + 1 : frame.places[number + 1]]
    behind = met.clitics[-1:] in trigger.deed.recipient_after or (
        bool(between) and between[-1].kind == "preposition" and between[-1].prep in trigger.deed.recipient_after
    )
    near = met.first - trigger.last <= _NEAR and all(chunk.kind in {"noun", "preposition"} for chunk in between)
    if met.is_verb or not behind or not near:
        return []
    return [part for part in roles[number + 1].actors if part not in roles[number].actors]


def _take_actors(own: Roles, other: Roles) -> None:
    if not own.actors:
        own.actors = list(other.actors)
        own.nations = own.nations or list(other.nations)


def _nearest_attack(frame: Frame, number: int) -> int | None:
    """Return the attack that left the dead of trigger `number`: close by, or before a verb of leading to them."""
    here = frame.triggers[number].first
    led = any(
        "leads_to" in frame.sentence.at(at).classes for at in range(max(frame.sentence.first, here - _LEADS), here)
    )
    attacks = [
        other
        for other, trigger in enumerate(frame.triggers)
        if trigger.deed.type == "ASSAULT"
        and not trigger.deed.toll
        and (abs(trigger.first - here) <= _LEAVES or (led and trigger.first < here))
        and not (other > number and trigger.is_verb and trigger.clitics.startswith(WAW))  # it killed three and hit ten
    ]
    # Of two as near the one behind, as in raids after five died in shelling, but where the one before led to them.
    return min(attacks, key=lambda other: (abs(other - number), (other < number) != led), default=None)


def drop_things(sentence: Sentence, roles: Roles) -> None:
    """Leave out phrases that name no party."""
    roles.actors = [part for part in roles.actors if can_act(sentence, part) and not is_thing(sentence, part)]
    roles.recipients = [part for part in roles.recipients if not is_thing(sentence, part)]

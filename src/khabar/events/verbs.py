"""The sides of a deed told by a verb: triggers and what stands around each in, its roles out.

The phrase before the verb or first behind it is its subject, the next one its object; an unvowelled past with one
phrase that suffers is a passive. A verb of hitting may have the attack beside it as its subject.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from khabar.events.frames import FEMININE, Before, find_owner, look_before
from khabar.events.sides import (
    can_act,
    is_force,
    is_sufferer,
    may_mean,
    strip_adjectives,
    without_adjectives,
)
from khabar.text.letters import TEH, WAW

if TYPE_CHECKING:
    from khabar.events.frames import Behind, Frame, Roles
    from khabar.events.nouns import Part
    from khabar.events.triggers import Trigger
    from khabar.events.words import Sentence


def read_verb(frame: Frame, number: int, behind: Behind, all_roles: list[Roles]) -> None:
    """Fill the roles of the verb of trigger `number`, what is behind it known."""
    trigger, roles = frame.triggers[number], all_roles[number]
    before = Before() if trigger.clitics.startswith(WAW) else look_before(frame, frame.places[number])
    if before == Before() and behind.nouns and _is_done_by(frame, number):
        before = Before(hangs_on=number + 1)
        behind.nouns[:] = without_adjectives(frame.sentence, behind.nouns)
    elif before == Before() and len(behind.nouns) == 1 and _says_more(frame, number):
        before = Before(hangs_on=number - 1)
    subject, target = _sides_of_verb(frame.sentence, trigger, before, behind, all_roles[:number])
    if trigger.pronoun and not target and not before.relative:
        target = _antecedent(frame, number, subject, all_roles)
    if trigger.deed.object == "none":
        target = ()
    fronted = bool(before.parts) and _lacks_object(frame, number, behind)
    roles.passive = trigger.passive or _is_passive(frame.sentence, trigger, behind, subject, target, fronted=fronted)
    suffers = roles.passive or trigger.deed.subject == "recipient"
    if suffers:
        roles.recipients += subject or target
    elif trigger.deed.subject != "none":
        roles.actors += subject
        roles.recipients += target
    if before.hangs_on >= 0 and not suffers:
        roles.hangs_on = before.hangs_on
        roles.actors = roles.actors or list(all_roles[before.hangs_on].actors)
        roles.nations = roles.nations or list(all_roles[before.hangs_on].nations)


def _lacks_object(frame: Frame, number: int, behind: Behind) -> bool:
    """Answer whether nothing that a verb could have for object follows it, not even set off by a comma."""
    following = frame.chunks[frame.places[number] + 1 :][:1]
    return not behind.nouns and not any(chunk.kind == "sign" for chunk in following)


def _is_done_by(frame: Frame, number: int) -> bool:
    """Answer whether the attack right behind a verb of hitting is its subject: the blast targeted a market."""
    at = frame.places[number] + 1
    if at + 1 >= len(frame.chunks) or frame.chunks[at].kind != "deed":
        return False
    hit, attack = frame.triggers[number], frame.triggers[number + 1]
    following = frame.chunks[at + 1]
    described = following.kind == "noun" and strip_adjectives(frame.sentence, following.parts)[1] != following.parts
    alone = described or attack.grammar.state == "definite" or following.kind == "circumstance"
    return not attack.clitics and alone and _is_hit_by(hit, attack)


def _says_more(frame: Frame, number: int) -> bool:
    """Answer whether a verb of hitting behind a comma has the attack before it as its subject: raids on it, hit tanks.

    It does where they agree in gender; the one phrase behind it is what was hit.
    """
    at = frame.places[number]
    if not number or not at or frame.chunks[at - 1].kind != "sign":
        return False
    attack, hit = frame.triggers[number - 1], frame.triggers[number]
    between = frame.chunks[frame.places[number - 1] : at]
    if any(chunk.kind in {"joint", "verb"} for chunk in between) or not _is_hit_by(hit, attack):
        return False
    forms = frame.sentence.scene.tokens.forms
    return forms[hit.first].endswith(TEH) == forms[attack.first].endswith(FEMININE)


def _is_hit_by(hit: Trigger, attack: Trigger) -> bool:
    """Answer whether a deed is an attack told by a noun, and the other one its verb."""
    violent = all(one.deed.type == "ASSAULT" and not one.deed.toll for one in (hit, attack))
    return violent and hit.is_verb and not attack.is_verb and not hit.pronoun


def _antecedent(frame: Frame, number: int, subject: tuple[Part, ...], all_roles: list[Roles]) -> tuple[Part, ...]:
    """Return whom the pronoun at the end of a verb means: whom the deed before hit, or a phrase before that agrees."""
    pronoun = frame.triggers[number].pronoun
    for earlier in reversed(all_roles[:number]):
        hit = tuple(part for part in earlier.recipients if part not in subject)
        if hit and may_mean(frame.sentence, pronoun, hit):
            return hit
    at = frame.places[number]
    near = (chunk.parts for chunk in reversed(frame.chunks[:at]) if chunk.kind == "noun")
    for parts in near:
        able = can_act(frame.sentence, parts[0]) or is_sufferer(frame.sentence, parts[0])
        if able and parts != subject and may_mean(frame.sentence, pronoun, parts):
            return parts
    return tuple(part for part in find_owner(frame, at, pronoun) if part not in subject)


def _sides_of_verb(
    sentence: Sentence, trigger: Trigger, before: Before, behind: Behind, earlier: list[Roles]
) -> tuple[tuple[Part, ...], tuple[Part, ...]]:
    """Return the subject and object phrases of a verb.

    1. A relative clause whose verb or preposition takes the noun up again is about it: its subject follows.
    2. A subject before the verb, or a pronoun: what follows is the object.
    3. Otherwise the first phrase behind is the subject; but a plural verb has none behind it, and a joined verb with
       one phrase that cannot act keeps the subject of the verb before.
    """
    nouns = [chunk.parts for chunk in behind.nouns]
    attached = bool(trigger.grammar.pronoun)
    if before.relative and (attached or behind.pronouns):
        subject = nouns[0] if nouns and trigger.grammar.person == "third" else ()
        return subject, before.parts if attached else ()
    if before.parts and attached and nouns and _is_fronted(sentence, trigger, before.parts, nouns[0][0]):
        return nouns[0], before.parts
    if before.parts or before.pronoun or before.hangs_on >= 0 or trigger.grammar.person != "third" or not nouns:
        return before.parts, nouns[0] if nouns and not attached else ()
    joined = trigger.clitics.startswith(WAW) and any(roles.actors for roles in earlier)
    if not attached and _is_object(sentence, nouns, owned=before.owned, joined=joined):
        return (), nouns[0]
    return nouns[0], nouns[1] if len(nouns) > 1 and not attached else ()


def _is_object(sentence: Sentence, nouns: list[tuple[Part, ...]], *, owned: bool, joined: bool) -> bool:
    """Answer whether the first phrase behind a verb is its object, the subject being named before."""
    first = nouns[0][0]
    if "counterpart" in sentence.at(first.first).classes:
        return True
    alone = len(nouns) == 1
    return alone and ((owned and is_sufferer(sentence, first)) or (joined and not is_force(sentence, first)))


def _is_fronted(sentence: Sentence, trigger: Trigger, before: tuple[Part, ...], behind: Part) -> bool:
    """Answer whether the phrase before a verb is its object, which the verb's pronoun takes up: them he freed."""
    if trigger.grammar.person != "third" or not can_act(sentence, behind):
        return False
    taken_up = is_sufferer(sentence, before[0]) or is_force(sentence, behind)
    return taken_up and may_mean(sentence, trigger.pronoun, before)


def _is_passive(
    sentence: Sentence,
    trigger: Trigger,
    behind: Behind,
    subject: tuple[Part, ...],
    target: tuple[Part, ...],
    *,
    fronted: bool,
) -> bool:
    """Answer whether an unvowelled past that may be passive is: its one phrase suffers or is before it, or an agent is.

    The phrase is `fronted` where it stands before the verb, and behind it nothing that the verb could have for object.
    """
    if trigger.deed.voice != "either" or target or trigger.grammar.pronoun:
        return False
    if any(chunk.prep == "agent" for chunk in behind.circumstances):
        return True
    own = next((pronoun for prep, pronoun in behind.pronouns if not prep), "")
    if own:
        return bool(subject) and may_mean(sentence, own, subject)
    return bool(subject) and (fronted or is_sufferer(sentence, subject[0]) or not is_force(sentence, subject[0]))

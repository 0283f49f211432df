"""Who did it and to whom: triggers and chunks of a sentence in, noun phrases by role out.

Verbs: the phrase before the verb or first behind it is its subject, the next one its object. Nouns: a genitive, an
adjective of nation, the subject of a light verb. Both: the prepositions the code book names, the agent of a passive.
What a deed lacks it takes from the deed it hangs on: the attack that left the dead, the verb whose purpose it is.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from khabar.events.accused import lay_to_accused
from khabar.events.companions import join_companions
from khabar.events.frames import (
    FEMININE,
    Before,
    Behind,
    Frame,
    Roles,
    find_light_subject,
    find_owner,
    is_looked_into,
    look_before,
    look_behind,
)
from khabar.events.sharing import drop_things, share, share_joined, share_named, take_subject
from khabar.events.sides import can_act, is_force, is_person, is_sufferer, may_mean, strip_adjectives
from khabar.text.letters import ARTICLE, BEH, LAM, TEH, WAW

if TYPE_CHECKING:
    from khabar.events.chunks import Chunk
    from khabar.events.nouns import Part
    from khabar.events.triggers import Trigger
    from khabar.events.words import Sentence
    from khabar.lexicon.deeds import Deed, Role

_TO = "\u0627\u0644\u064a"
_CLAUSE = 7  # chunks from a deed noun to what a clause says of it
_IN = "\u0641\u064a"
_ABOUT = 2  # chunks from "was" to the deed that awaits somebody
_BETWEEN = "\u0628\u064a\u0646"


def read_roles(sentence: Sentence, triggers: list[Trigger], chunks: list[Chunk]) -> list[Roles]:
    """Return the roles of each trigger, in the triggers' order."""
    frame = Frame(sentence, triggers, chunks, [at for at, chunk in enumerate(chunks) if chunk.kind == "deed"])
    roles = [Roles() for _ in triggers]
    for number, trigger in enumerate(triggers):
        behind = look_behind(frame, frame.places[number], noun=not trigger.is_verb)
        if trigger.is_verb:
            _read_verb(frame, number, behind, roles)
        else:
            _read_noun(frame, number, behind, roles[number])
            lay_to_accused(frame, number, roles[number])
        _read_prepositions(sentence, trigger, behind, roles[number])
        _read_pronouns(frame, number, behind, roles[number])
        drop_things(sentence, roles[number])
        if _wants_actor(trigger, roles[number]):
            take_subject(frame, number, roles)
        join_companions(sentence, behind, roles[number])
    share_joined(frame, roles)
    share_named(frame, roles)
    share(frame, roles)
    for own in roles:
        drop_things(sentence, own)
    return roles


def _wants_actor(trigger: Trigger, roles: Roles) -> bool:
    has_none = not (roles.actors or roles.nations or roles.passive)
    told = not trigger.deed.toll or (trigger.is_verb and bool(trigger.grammar.pronoun or roles.recipients))
    return has_none and told and trigger.deed.subject == "actor"


def _read_verb(frame: Frame, number: int, behind: Behind, all_roles: list[Roles]) -> None:
    trigger, roles = frame.triggers[number], all_roles[number]
    before = Before() if trigger.clitics.startswith(WAW) else look_before(frame, frame.places[number])
    if before == Before() and behind.nouns and _is_done_by(frame, number):
        before = Before(hangs_on=number + 1)
        behind.nouns[:] = _without_adjectives(frame.sentence, behind.nouns)
    elif before == Before() and len(behind.nouns) == 1 and _says_more(frame, number):
        before = Before(hangs_on=number - 1)
    subject, target = _sides_of_verb(frame.sentence, trigger, before, behind, all_roles[:number])
    if trigger.pronoun and not target and not before.relative:
        target = _antecedent(frame, number, subject, all_roles)
    if trigger.deed.object == "none":
        target = ()
    roles.passive = trigger.passive or _is_passive(frame.sentence, trigger, behind, subject, target)
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


def _without_adjectives(sentence: Sentence, nouns: list[Chunk]) -> list[Chunk]:
    """Return the phrases behind an attack without its adjectives."""
    stripped = [noun._replace(parts=strip_adjectives(sentence, noun.parts)[1]) for noun in nouns]
    return [noun for noun in stripped if noun.parts and not _is_lone_adjective(sentence, noun.parts[0])]


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
    sentence: Sentence, trigger: Trigger, behind: Behind, subject: tuple[Part, ...], target: tuple[Part, ...]
) -> bool:
    """Answer whether an unvowelled past that may be passive is: its one phrase suffers, or an agent follows."""
    if trigger.deed.voice != "either" or target or trigger.grammar.pronoun:
        return False
    if any(chunk.prep == "agent" for chunk in behind.circumstances):
        return True
    own = next((pronoun for prep, pronoun in behind.pronouns if not prep), "")
    if own:
        return bool(subject) and may_mean(sentence, own, subject)
    return bool(subject) and (is_sufferer(sentence, subject[0]) or not is_force(sentence, subject[0]))


def _read_noun(frame: Frame, number: int, behind: Behind, roles: Roles) -> None:
    trigger, at = frame.triggers[number], frame.places[number]
    state, role = trigger.grammar.state, trigger.deed.genitive
    parts = _genitive(frame.sentence, trigger, behind, roles)
    if state == "construct" and parts and role != "none":
        _read_genitive(frame.sentence, trigger, parts, behind, roles)
    if state == "possessed":
        _read_possessed(frame, number, behind, roles)
    subject, kind = ((), "") if is_looked_into(frame, number) else find_light_subject(frame, at)
    if kind == "suffer":
        roles.recipients = roles.recipients or list(subject)
    elif kind and not trigger.deed.toll:
        roles.actors = roles.actors or list(subject)
    if behind.carrier == "suffer":
        roles.recipients = roles.recipients or list(behind.doer)
    else:
        roles.actors = roles.actors or list(behind.doer)
    roles.actors = roles.actors or list(_find_blamed(frame, at))


def _find_blamed(frame: Frame, at: int) -> tuple[Part, ...]:
    """Return those to whom a clause behind a deed noun lays the deed: attacks ascribed to the party."""
    chunks = frame.chunks
    for number in range(at + 1, min(at + _CLAUSE, len(chunks) - 1)):
        chunk, following = chunks[number], chunks[number + 1]
        if chunk.kind == "verb" and "ascribing" in frame.sentence.at(chunk.first).classes:
            return following.parts if following.kind == "circumstance" and following.prep == _TO else ()
        if chunk.kind in {"joint", "verb", "deed"}:
            break
    return ()


def _read_possessed(frame: Frame, number: int, behind: Behind, roles: Roles) -> None:
    """Give the owner of a deed noun its role: it acts where an object follows, or where a genitive would act."""
    trigger = frame.triggers[number]
    owner = find_owner(frame, frame.places[number], trigger.pronoun)
    if behind.nouns and _awaits(frame, number):
        roles.actors += behind.nouns[0].parts
        roles.recipients += owner
        return
    target = _object_of_possessed(frame, behind)
    lam = behind.circumstances[0] if behind.circumstances and not target else None
    if lam is not None and lam.prep == LAM and trigger.deed.genitive == "recipient":
        target = lam.parts if _may_suffer(frame.sentence, lam.parts[0]) else ()  # their siege of the town
    if target and trigger.deed.genitive != "none":
        roles.actors += owner
        roles.recipients += target
    elif trigger.deed.genitive == "recipient":
        roles.recipients += owner
    else:
        roles.actors += owner


def _awaits(frame: Frame, number: int) -> bool:
    """Answer whether those behind a deed noun stood there to do it to its owner: to receive him was the minister."""
    at = frame.places[number]
    if at < _ABOUT or frame.chunks[at - 1].prep != _IN or frame.chunks[at - 1].kind != "preposition":
        return False
    return "pluperfect" in frame.sentence.at(frame.chunks[at - _ABOUT].first).classes


def _object_of_possessed(frame: Frame, behind: Behind) -> tuple[Part, ...]:
    """Return the object behind a deed noun with a pronoun: the first phrase, times passed over; no adjective."""
    if not behind.nouns or any(chunk.first < behind.nouns[0].first for chunk in behind.circumstances):
        return ()
    nations, parts = strip_adjectives(frame.sentence, behind.nouns[0].parts)
    if nations or not parts or _is_lone_adjective(frame.sentence, parts[0]):
        return ()
    return parts if _is_whole(frame.sentence, parts[0]) else ()


def _is_lone_adjective(sentence: Sentence, part: Part) -> bool:
    """Answer whether a phrase is one definite word that nothing is known of, as an adjective of the deed would be."""
    if part.last - part.first > 1 or part.first in sentence.scene.named:
        return False
    classes = sentence.at(part.first).classes
    return "adjective" in classes or not (classes or can_act(sentence, part))


def _genitive(sentence: Sentence, trigger: Trigger, behind: Behind, roles: Roles) -> tuple[Part, ...]:
    """Return the genitive of a deed noun, nations that its adjectives name set down as acting."""
    if not behind.nouns or behind.nouns[0].first != trigger.last:
        return ()
    nations, parts = strip_adjectives(sentence, behind.nouns[0].parts)
    if trigger.deed.genitive == "recipient" and trigger.grammar.state == "construct":
        return behind.nouns[0].parts if nations else parts  # the death of a Turk, not a Turkish death
    roles.nations += nations
    return parts if parts and _is_whole(sentence, parts[0]) else ()


def _read_genitive(sentence: Sentence, trigger: Trigger, parts: tuple[Part, ...], behind: Behind, roles: Roles) -> None:
    """Give a genitive its role, and the object behind it the other."""
    if not _genitive_acts(sentence, trigger.deed.genitive, parts[0], behind):
        roles.recipients += parts
        return
    roles.actors += parts
    if len(behind.nouns) > 1 and not trigger.deed.joint:
        roles.recipients += behind.nouns[1].parts
    elif trigger.deed.genitive == "recipient" and behind.circumstances:
        roles.recipients += behind.circumstances[0].parts


def _genitive_acts(sentence: Sentence, role: Role, part: Part, behind: Behind) -> bool:
    """Answer whether the genitive of a deed noun acts; where an object or `li-` follows one who can, it does."""
    if role == "recipient":
        lam = next((c for c in behind.circumstances[:1] if c.prep == LAM and _may_suffer(sentence, c.parts[0])), None)
        return (len(behind.nouns) > 1 or lam is not None) and is_force(sentence, part)
    if role == "either":
        return (is_force(sentence, part) or is_person(sentence, part)) and not is_sufferer(sentence, part)
    return role == "actor" or (role == "person" and is_person(sentence, part))


def _may_suffer(sentence: Sentence, part: Part) -> bool:
    return can_act(sentence, part) or is_sufferer(sentence, part)


def _is_whole(sentence: Sentence, part: Part) -> bool:
    """Answer whether a phrase can be a genitive that acts: definite, a name, a word known for it; no adjective."""
    if is_force(sentence, part) or is_sufferer(sentence, part) or part.first in sentence.scene.named:
        return True
    return bool(sentence.at(part.first).classes) or any(
        sentence.scene.tokens.forms[at].startswith(ARTICLE) or at in sentence.scene.named
        for at in range(part.first, part.last)
    )


def _read_prepositions(sentence: Sentence, trigger: Trigger, behind: Behind, roles: Roles) -> None:
    deed = trigger.deed
    against = sentence.scene.deeds.grammar.classes["against"]
    for chunk in behind.circumstances:
        if chunk.prep == "agent" or _is_actor_after(sentence, trigger, chunk, behind, roles):
            roles.actors.extend(part for part in chunk.parts if part not in roles.actors)
        elif chunk.prep == _BETWEEN and not deed.toll:
            _set_between(roles, chunk.parts, joint=deed.joint)
        elif _is_recipient_after(sentence, deed, chunk, against) and not roles.recipients:
            roles.recipients.extend(chunk.parts)
        elif chunk.prep in deed.loser_after and is_force(sentence, chunk.parts[0]):
            roles.recipients = list(chunk.parts)


def _is_recipient_after(sentence: Sentence, deed: Deed, chunk: Chunk, against: frozenset[str]) -> bool:
    """Answer whether the code book's preposition names who receives; `bi-` also says by what, `li-` what for."""
    first = chunk.parts[0]
    if (chunk.prep == BEH and not can_act(sentence, first)) or (chunk.prep == LAM and not _may_suffer(sentence, first)):
        return False
    return chunk.prep in deed.recipient_after or chunk.prep in against


def _read_pronouns(frame: Frame, number: int, behind: Behind, roles: Roles) -> None:
    """Give its role to whom a pronoun behind a preposition or an object word means."""
    trigger, at = frame.triggers[number], frame.places[number]
    after = trigger.deed.recipient_after
    pronouns = [pronoun for prep, pronoun in behind.pronouns if not prep or prep in after]
    if pronouns and not roles.recipients:
        before = look_before(frame, at)
        owner = before.parts if before.relative else find_owner(frame, at, pronouns[0])
        roles.recipients = [part for part in owner if part not in roles.actors]


def _is_actor_after(sentence: Sentence, trigger: Trigger, chunk: Chunk, behind: Behind, roles: Roles) -> bool:
    """Answer whether the code book's preposition names who acts.

    `li-` does not before those who suffer, nor behind another phrase, whose owner it names: a barrier of fighters.
    """
    if roles.actors or chunk.prep not in trigger.deed.actor_after:
        return False
    if chunk.prep != LAM:
        return True
    owned = any(noun.last == chunk.first for noun in _without_adjectives(sentence, behind.nouns))
    return not owned and not is_sufferer(sentence, chunk.parts[0])


def _set_between(roles: Roles, parts: tuple[Part, ...], *, joint: bool) -> None:
    """Set the parties of a deed between two: the first acts, the others receive, unless somebody else acts already.

    Whoever leads what two do together is no party to it.
    """
    if roles.actors and not (joint and len(parts) > 1):
        roles.recipients = roles.recipients or list(parts)
    elif roles.recipients and not (joint and len(parts) > 1):
        roles.actors = list(parts)
    else:
        roles.actors, roles.recipients = list(parts[:1]), list(parts[1:])

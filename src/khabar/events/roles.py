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
from khabar.events.sides import (
    can_act,
    is_force,
    is_lone_adjective,
    is_person,
    is_sufferer,
    strip_adjectives,
    without_adjectives,
)
from khabar.events.verbs import read_verb
from khabar.text.letters import ARTICLE, BEH, LAM

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
            read_verb(frame, number, behind, roles)
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
    if nations or not parts or is_lone_adjective(frame.sentence, parts[0]):
        return ()
    return parts if _is_whole(frame.sentence, parts[0]) else ()


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
    owned = any(noun.last == chunk.first for noun in without_adjectives(sentence, behind.nouns))
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

"""The clause around a deed: its chunks looked at from there, to either side.

What stands before a verb, what follows a deed, the light verb that carries a deed noun out, whom a possessive pronoun
means. Says where phrases stand; which role they have is for `roles` to say.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import TYPE_CHECKING

from khabar.events.sides import can_act, is_force, is_person, is_thing, may_mean, strip_adjectives
from khabar.text.letters import ALEF, ARTICLE, BEH, HEH, MEEM, NOON, TEH, THAL, WAW, YEH

if TYPE_CHECKING:
    from khabar.events.chunks import Chunk
    from khabar.events.nouns import Part
    from khabar.events.triggers import Trigger
    from khabar.events.words import Sentence

_OF_OTHERS = frozenset({"inquiry", "condolence"})
_SKIPPED = frozenset({"time", "adverb", "circumstance", "preposition"})
_ASIDES = frozenset({"time", "circumstance", "adverb"})
_OPENS = frozenset({"joint", "sign", "adverb", "time", "circumstance"})
_PRONOUNS = ((HEH,), (HEH + ALEF, HEH + MEEM, HEH + NOON), (HEH + MEEM + ALEF,))  # by their length
FEMININE = (HEH, ALEF + TEH)
_PEOPLES = (WAW + NOON, YEH + NOON)
_IN = "\u0641\u064a"
_ABOUT = 2  # chunks from an inquiry to what it is about
_SIDES = 2  # noun phrases behind a deed that can be its subject and its object
_REACH = 10  # chunks to either side that can still belong to a deed


@dataclass(frozen=True, slots=True)
class Frame:
    """A sentence with its triggers and chunks; `places` holds the chunk of each trigger."""

    sentence: Sentence
    triggers: list[Trigger]
    chunks: list[Chunk]
    places: list[int]


@dataclass(slots=True)
class Roles:
    """The parties of one deed, as noun phrases; filled while its sentence is read."""

    actors: list[Part] = field(default_factory=list)
    recipients: list[Part] = field(default_factory=list)
    nations: list[tuple[int, str]] = field(default_factory=list)  # token and country id of an adjective that acts
    passive: bool = False
    hangs_on: int = -1  # the deed noun that the clause of a deed belongs to
    borrowed: bool = False  # the actors are those of the clause, not of the deed's own phrase


@dataclass(frozen=True, slots=True)
class Behind:
    """What follows a deed in its clause: bare noun phrases, circumstances, prepositions with the pronoun they bear.

    The preposition is "" where the deed's own object word bears the pronoun: set him free.

    `doer` is the subject of the clause that a deed noun opens (raids the jets flew), `carrier` the class of its verb.
    """

    nouns: list[Chunk]
    circumstances: list[Chunk]
    pronouns: list[tuple[str, str]]
    doer: tuple[Part, ...] = ()
    carrier: str = ""


@dataclass(frozen=True, slots=True)
class Before:
    """What stands before a verb: a phrase, the trigger it hangs on (-1: none), or a pronoun that is its subject.

    `owned` where a phrase that belongs to another verb stands there.
    """

    parts: tuple[Part, ...] = ()
    hangs_on: int = -1
    relative: bool = False
    pronoun: bool = False
    owned: bool = False


def is_looked_into(frame: Frame, number: int) -> bool:
    """Answer whether a deed noun is what the words before it are about: an inquiry, a charge, condolences."""
    trigger, at = frame.triggers[number], frame.places[number]
    if trigger.is_verb or not at:
        return False
    if trigger.clitics.endswith(BEH):
        return _is_about_another(frame, frame.chunks[at - 1])
    if at < _ABOUT or frame.chunks[at - 1].kind != "preposition":
        return False
    # What is of one word may be the inquiry's adjective: an urgent inquiry into.
    near = [frame.chunks[at - _ABOUT]]
    if at > _ABOUT and near[0].kind == "noun" and near[0].last - near[0].first == 1:
        near.append(frame.chunks[at - _ABOUT - 1])
    return any(_charges(frame, chunk) or _is_about_another(frame, chunk) for chunk in near)


def _charges(frame: Frame, chunk: Chunk) -> bool:
    return chunk.kind == "deed" and frame.triggers[chunk.trigger].deed.type == "ACCUSE"


def _is_about_another(frame: Frame, chunk: Chunk) -> bool:
    """Answer whether a phrase names what looks into a deed of others or mourns it: a commission of inquiry."""
    words = (frame.sentence.at(at).classes for at in range(chunk.first, chunk.last))
    return chunk.kind in {"noun", "circumstance"} and any(classes & _OF_OTHERS for classes in words)


def look_behind(frame: Frame, at: int, *, noun: bool) -> Behind:
    """Return what follows the deed at chunk `at`, the deed noun it governs (to deliver aid) passed over.

    A deed `noun` is followed into the clause that says of it who did it or that it took place.
    """
    behind = Behind([], [], [])
    chunks = frame.chunks
    number = at + 1
    while number < min(at + _REACH, len(chunks)):
        asked = noun and not behind.carrier and (not behind.circumstances or _takes_up(frame, number))
        carrier = _carrier(frame, number) if asked else ""
        if carrier:
            doer_at = _doer_at(chunks, number)
            doer = chunks[doer_at].parts if doer_at and carrier != "occur" else ()
            behind = replace(behind, doer=doer, carrier=carrier)
            number = doer_at if doer else number
        elif not _gather(frame, at, number, behind) and not (noun and _opens_clause(frame, at, number)):
            break
        number += 1
    # What "and" joins to the phrase before it is no side of its own.
    joined = (place for place, chunk in enumerate(behind.nouns) if place and _is_joined(frame, chunk))
    del behind.nouns[next(joined, len(behind.nouns)) :]
    return behind


def _is_joined(frame: Frame, chunk: Chunk) -> bool:
    return frame.sentence.at(chunk.first).clitics == WAW


def _gather(frame: Frame, at: int, number: int, behind: Behind) -> bool:
    """Add the chunk at `number` to what stands behind the deed at `at`; False where it belongs to something else."""
    chunks = frame.chunks
    chunk = chunks[number]
    if chunk.kind == "noun" and "object_pronoun" in frame.sentence.at(chunk.first).classes:
        _, pronoun = cut_pronoun(frame.sentence.scene.tokens.forms[chunk.first])
        behind.pronouns.append(("", pronoun))
    elif chunk.kind == "noun" and len(behind.nouns) < _SIDES and not behind.carrier:
        behind.nouns.append(chunk)
    elif chunk.kind == "circumstance":
        behind.circumstances.append(chunk)
    elif chunk.kind == "preposition":
        if "resumptive" in frame.sentence.at(chunk.first).classes:
            behind.pronouns.append(cut_pronoun(chunk.prep))
        return number + 1 < len(chunks) and chunks[number + 1].kind != "deed"
    else:
        passing = chunk.kind in {"time", "adverb"} or _is_passing_sign(chunks, number)
        return passing or (number == at + 1 and _is_governed(frame, chunk))
    return True


def _is_governed(frame: Frame, chunk: Chunk) -> bool:
    """Answer whether the chunk right behind a deed is a deed noun that it governs."""
    if chunk.kind != "deed":
        return False
    trigger = frame.triggers[chunk.trigger]
    return not trigger.is_verb and not trigger.clitics.startswith(WAW)


def _carrier(frame: Frame, number: int) -> str:
    """Return the class of the verb at a chunk that says of a deed noun who did it, met it, or that it took place."""
    chunk = frame.chunks[number]
    if chunk.kind != "verb":
        return ""
    classes = frame.sentence.at(chunk.first).classes
    return next((kind for kind in ("light", "suffer", "occur") if kind in classes), "")


def _takes_up(frame: Frame, verb: int) -> bool:
    """Answer whether the verb at a chunk takes the deed noun up again by a pronoun: shelling that a town met."""
    chunks = frame.chunks
    following = chunks[verb + 1] if verb + 1 < len(chunks) else None
    return following is not None and "resumptive" in frame.sentence.at(following.first).classes


def _doer_at(chunks: list[Chunk], verb: int) -> int:
    """Return the chunk of the subject behind a verb, a preposition with a pronoun passed over; 0 for none."""
    for number in range(verb + 1, min(verb + 3, len(chunks))):
        if chunks[number].kind == "noun":
            return number
        if chunks[number].kind != "preposition":
            break
    return 0


def _opens_clause(frame: Frame, at: int, number: int) -> bool:
    """Answer whether the relative at a chunk opens the clause of such a verb about the deed noun at chunk `at`."""
    chunks = frame.chunks
    if chunks[number].kind != "relative" or number + 1 == len(chunks) or not _carrier(frame, number + 1):
        return False
    forms = frame.sentence.scene.tokens.forms
    relative = forms[chunks[number].first]
    nouns = [chunk for chunk in chunks[at + 1 : number] if chunk.kind == "noun"]
    definite = frame.triggers[chunks[at].trigger].grammar.state == "definite"
    owned = nouns and not definite and strip_adjectives(frame.sentence, nouns[-1].parts)[1]
    if owned and agrees(relative, forms[nouns[-1].first]):
        return False
    return agrees(relative, forms[chunks[at].first])


def agrees(relative: str, noun: str) -> bool:
    """Answer whether a relative may belong to a noun, by gender and number as far as they are written."""
    if noun.endswith(_PEOPLES):
        return relative.endswith(_PEOPLES)
    if relative.endswith(THAL + YEH):
        return not noun.endswith(FEMININE)
    return relative.endswith(TEH + YEH) or not noun.endswith(FEMININE)


def cut_pronoun(word: str) -> tuple[str, str]:
    """Return a preposition and the pronoun that it bears."""
    length = next(length for length in (3, 2, 1) if word.endswith(_PRONOUNS[length - 1]))
    return word[:-length], word[-length:]


def _is_passing_sign(chunks: list[Chunk], number: int) -> bool:
    """Answer whether a sign only sets off a circumstance or a time, before or behind it."""
    if chunks[number].kind != "sign" or number + 1 >= len(chunks):
        return False
    behind = [chunk.kind for chunk in chunks[number + 1 : number + 3]]
    opens = behind[0] in _ASIDES or behind == ["preposition", "time"]
    return opens or (number > 1 and chunks[number - 1].kind == "time")


def look_before(frame: Frame, at: int) -> Before:
    """Return what stands before the verb at chunk `at`."""
    chunks = frame.chunks
    number = at - 1
    if number >= 0 and chunks[number].kind == "preposition":
        return Before()  # until they leave: the clause opens there
    if described := _described(frame, at):
        return Before(described, relative=True)
    while number >= 0 and (
        chunks[number].kind in _SKIPPED or _is_passing_sign(chunks, number) or _closes_aside(frame, number)
    ):
        number -= 1
    if number < 0 or _is_dated(chunks, number, at):
        return Before()
    return _read_before(frame, number)


def _read_before(frame: Frame, number: int) -> Before:
    """Return what the chunk at `number`, the nearest that counts before a verb, is to it."""
    chunks = frame.chunks
    chunk = chunks[number]
    if chunk.kind == "relative" and number:
        return find_antecedent(frame, number - 1)
    if chunk.kind == "joint":
        return Before(pronoun="pronoun_joint" in frame.sentence.at(chunk.first).classes)
    if chunk.kind == "deed":
        definite = frame.triggers[chunk.trigger].grammar.state == "definite"
        governed = definite and number > 0 and chunks[number - 1].kind in {"preposition", "circumstance"}
        return Before() if governed else Before(hangs_on=chunk.trigger)  # since the truce they killed
    return _phrase_before(chunks, number) if chunk.kind == "noun" else Before()


def _described(frame: Frame, at: int) -> tuple[Part, ...]:
    """Return the indefinite phrase of which the deed right behind it says more, at chunk `at`: men seized by gunmen.

    Such a clause has no relative; its verb is in the plural, or takes the phrase up again by a pronoun.
    """
    chunk, before = frame.chunks[at], frame.chunks[at - 1] if at else None
    if chunk.kind != "deed" or before is None or not before.parts or _may_be_subject(frame, at - 1):
        return ()
    trigger, part = frame.triggers[chunk.trigger], _those_of(frame.sentence, before.parts[-1])
    forms = frame.sentence.scene.tokens.forms
    definite = forms[part.first].startswith(ARTICLE, part.cut) or part.first in frame.sentence.scene.named
    taken_up = trigger.pronoun and may_mean(frame.sentence, trigger.pronoun, (part,))
    told_of = trigger.is_verb and not trigger.clitics and (taken_up or forms[trigger.first].endswith(WAW + ALEF))
    return (part,) if told_of and not definite and can_act(frame.sentence, part) else ()


def _may_be_subject(frame: Frame, at: int) -> bool:
    """Answer whether the phrase at a chunk may be the subject of the verb behind it: none before owns it."""
    chunk, before = frame.chunks[at], frame.chunks[:at]
    if chunk.kind == "circumstance":
        return chunk.prep == _IN
    if before and before[-1].kind == "noun":
        before = before[:-1]  # the subject, which this is the object beside
    return not before or before[-1].kind not in {"deed", "verb"}


def _is_dated(chunks: list[Chunk], number: int, at: int) -> bool:
    """Answer whether the deed at chunk `number` only dates the verb at `at`: since the truce in May, they killed."""
    told = chunks[number].kind == "deed" or (number > 0 and chunks[number - 1].kind == "deed")
    ends = ("time", "sign")
    return told and any((one.kind, two.kind) == ends for one, two in pairwise(chunks[number + 1 : at]))


def _closes_aside(frame: Frame, number: int) -> bool:
    """Answer whether a comma closes what only says more of the phrase before: ninety, among them nine boys, died."""
    chunks = frame.chunks
    forms = frame.sentence.scene.tokens.forms
    opens = number - 1
    while opens > 0 and chunks[opens].kind in _ASIDES:
        opens -= 1
    return 0 <= opens < number - 1 and forms[chunks[number].first] == forms[chunks[opens].first] == ","


def _phrase_before(chunks: list[Chunk], number: int) -> Before:
    """Return the noun phrase at chunk `number`, or the deed it belongs to; nothing where another verb owns it."""
    if number and chunks[number - 1].kind == "deed":
        return Before(hangs_on=chunks[number - 1].trigger)
    if not number or chunks[number - 1].kind in _OPENS:
        return Before(chunks[number].parts)
    return Before(owned=chunks[number - 1].kind == "verb")


def find_antecedent(frame: Frame, at: int) -> Before:
    """Return the phrase, or the deed with its adjectives, that the relative behind chunk `at` belongs to."""
    chunks = frame.chunks
    relative = frame.sentence.scene.tokens.forms[chunks[at + 1].first]
    if chunks[at].kind == "sign" and at:
        at -= 1
    chunk = chunks[at]
    if chunk.kind == "noun" and at and chunks[at - 1].kind == "deed":
        definite = frame.triggers[chunks[at - 1].trigger].grammar.state == "definite"
        rest = () if definite else strip_adjectives(frame.sentence, chunk.parts)[1]
        fits = rest and agrees(relative, frame.sentence.scene.tokens.forms[rest[-1].first])
        chunk = chunk if fits else chunks[at - 1]
    those = tuple(_those_of(frame.sentence, part) for part in chunk.parts[-1:])
    alone = not those and chunk.trigger < 0  # those who fled: the relative stands for them
    return Before(those, chunk.trigger, relative=not alone, pronoun=alone)


def _those_of(sentence: Sentence, part: Part) -> Part:
    """Return whom a relative clause behind "the families of" tells of: not the families."""
    kin = part.last - part.first > 1 and "kin" in sentence.at(part.first).classes
    return part._replace(first=part.first + 1, cut=0) if kin else part


def find_owner(frame: Frame, at: int, pronoun: str) -> tuple[Part, ...]:
    """Return whom a pronoun means: the nearest phrase before it that agrees and can act, else the clause's first."""
    chunks = frame.chunks
    sentence = frame.sentence
    nouns = [number for number in range(at - 1, -1, -1) if chunks[number].kind in {"noun", "circumstance"}]
    nouns = [number for number in nouns if may_mean(sentence, pronoun, chunks[number].parts)]
    for number in nouns:
        part = chunks[number].parts[0]
        if chunks[number].kind == "noun" and (is_force(sentence, part) or is_person(sentence, part)):
            return chunks[number].parts
    for number in nouns:
        if chunks[number].kind == "noun" and can_act(sentence, chunks[number].parts[0]):
            return chunks[number].parts
    nearest = chunks[nouns[0]].parts if nouns else ()
    return nearest if nearest and _may_be_meant(sentence, nearest[0]) else ()


def _may_be_meant(sentence: Sentence, part: Part) -> bool:
    """Answer whether a pronoun may mean a phrase that nothing else speaks for: one that can act, or a definite one."""
    definite = sentence.scene.tokens.forms[part.first].startswith(ARTICLE, part.cut)
    return can_act(sentence, part) or (definite and not is_thing(sentence, part))


def find_light_subject(frame: Frame, at: int) -> tuple[tuple[Part, ...], str]:
    """Return the subject of the light verb before the deed noun at chunk `at`, and its class; (), "" for none."""
    chunks = frame.chunks
    between: list[Chunk] = []
    for number in range(at - 1, max(-1, at - _REACH), -1):
        chunk = chunks[number]
        if chunk.kind == "verb":
            classes = frame.sentence.at(chunk.first).classes
            kind = next((kind for kind in ("suffer", "light", "light_noun") if kind in classes), "")
            able = [one for one in between if kind == "suffer" or can_act(frame.sentence, one.parts[0])]
            subject = able[-1].parts if able else look_before(frame, number).parts
            return (subject, kind) if kind else ((), "")
        if chunk.kind == "noun":
            if not _introduces(frame, number, at):
                between.append(chunk)
        elif chunk.kind not in _SKIPPED and not _sets_off(chunks, number):
            break
    return (), ""


def _introduces(frame: Frame, number: int, at: int) -> bool:
    """Answer whether a phrase only counts the deed noun behind it: a number of raids."""
    chunk = frame.chunks[number]
    counts = frame.sentence.at(chunk.first).classes & {"opener", "partitive", "quantity"}
    return bool(counts) and number == at - 1 and chunk.last - chunk.first <= _SIDES


def _sets_off(chunks: list[Chunk], number: int) -> bool:
    """Answer whether a sign closes an apposition or a time between a light verb and its noun."""
    return chunks[number].kind == "sign" and number > 0 and chunks[number - 1].kind in {"time", "noun"}

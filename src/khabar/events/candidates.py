"""Who may be a party to a deed: what its sentence and its page name, each with the signs for and against.

A candidate is a side: one phrase with its conjuncts, the parties of another deed of the page, whoever speaks, a name
the page leads with, what the reading model sees, or nobody. Whoever is met in several ways is one candidate with the
signs of all. Signs say where it stands to the deed, what it is, which role the grammar gave it, and which the reading
model sees it in; what a sign weighs for the actor and for the recipient stands in `parties.tsv`.
"""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING, Literal, NamedTuple

from khabar.events.parties import key_of, name_mention, name_nation, name_parts, name_speaker, spell_out
from khabar.events.sides import content_start, is_thing
from khabar.events.sights import see_sides, sign_nobody, sign_side

if TYPE_CHECKING:
    from collections.abc import Iterator

    from khabar.events.cast import Cast
    from khabar.events.chunks import Chunk
    from khabar.events.frames import Frame, Roles
    from khabar.events.scene import Named, Scene
    from khabar.events.triggers import Trigger
    from khabar.events.words import Sentence
    from khabar.model import Event, MentionType, Participant, Statement
    from khabar.reader import Predicate

_REACH = 2  # phrases on either side of a deed that may be a party to it
_LEADS = 2  # entities of the page that may be a party anywhere on it
_LAST, _FAR, _NEVER = 5, 9, 999  # last rank told apart; last power of two of a distance; distance of none before
_ROLES = ("actors", "recipients")
_STATE = "iso:"
_COUNTRY = 3  # letters of the country an actor code opens with
_BREAKS = frozenset({"joint", "sign", "relative", "verb", "deed"})
_PLURAL = ("\u0648\u0646", "\u064a\u0646")
# What the first word of a phrase may be, the first that applies.
_KINDS = (
    "counterpart",
    "honoured",
    "pair",
    "force",
    "official",
    "victim",
    "body",
    "quantity",
    "abstract",
    "partitive",
    "place_head",
)

Side = tuple["Participant", ...]


class Candidate(NamedTuple):
    """A side that may be a party, and its signs; `near` where the deed's sentence speaks of it."""

    side: Side
    signs: list[str]
    near: bool = True


class Drafts(NamedTuple):
    """A page's events with the parties known so far, its commonest names with their kinds, and where names stand."""

    events: list[Event]
    cast: Cast
    leads: list[tuple[MentionType, Participant]]
    tokens: dict[str, list[int]]


class Phrase(NamedTuple):
    """A phrase by itself: whom it names, what its first word is, its preposition."""

    side: Side
    kind: str
    prep: str


_THING = Phrase((), "", "")  # a phrase that is no party


class Telling(NamedTuple):
    """One deed as it is told: trigger `number` of a frame, with its roles, at `place` among the page's drafts.

    `part` is what it is told by: a noun, a verb, a passive. `phrases` maps a chunk to what is known of it whatever the
    deed, filled as it is asked for. `sight` is what the reading model sees at the deed's word.
    """

    frame: Frame
    number: int
    trigger: Trigger
    part: str
    roles: Roles
    page: Drafts
    place: int
    holder: Statement | None
    phrases: dict[int, Phrase]
    sight: Predicate | None


def draft_page(scene: Scene, events: list[Event], cast: Cast) -> Drafts:
    """Return what the events of a page and its names offer to each of its deeds."""
    tokens: dict[str, list[int]] = {}
    firsts: dict[str, Named] = {}
    for at in sorted(scene.named):
        named = scene.named[at]
        mention = named.mention
        if mention.type != "LOC" or mention.entity.startswith(_STATE):
            key = mention.entity or scene.fullest[mention.id]
            tokens.setdefault(key, []).append(at)
            firsts.setdefault(key, named)
    order = sorted(tokens, key=lambda key: -len(tokens[key]))
    leads = [(firsts[key].mention.type, name_mention(scene, firsts[key].mention)) for key in order[:_LEADS]]
    return Drafts(events, cast, leads, tokens)


def gather_candidates(telling: Telling) -> list[Candidate]:
    """Return the candidates for the parties of a deed, nobody first."""
    found: dict[tuple[str, ...], Candidate] = {}
    for candidate in _meet(telling):
        known = found.setdefault(tuple(sorted(map(key_of, candidate.side))), candidate)
        if known is not candidate:
            known.signs.extend(candidate.signs)
    tokens, sentence = telling.frame.sentence.scene.tokens, telling.frame.sentence
    own = range(tokens.starts[sentence.first], tokens.ends[sentence.last - 1])
    candidates = [one._replace(near=any(party.span.start in own for party in one.side)) for one in found.values()]
    nobody = Candidate((), _absence(telling, len(candidates)))
    for candidate in candidates:
        candidate.signs.extend(_history(telling, candidate.side))
    if telling.sight is not None:
        sight, part, scene = telling.sight, telling.part, telling.frame.sentence.scene
        nobody.signs.extend(sign_nobody(sight, part))
        for candidate in candidates:
            candidate.signs.extend(sign_side(scene, sight, candidate.side, part))
    return [nobody, *candidates]


def _meet(telling: Telling) -> Iterator[Candidate]:
    """Yield whoever is met, each time with the signs of that meeting."""
    trigger, part = telling.trigger, telling.part
    deed = trigger.deed
    yield from _phrases(telling, 1)
    yield from _phrases(telling, -1)
    yield from _lost(telling)
    if telling.roles.nations:
        nation = name_nation(telling.frame.sentence, *telling.roles.nations[0])
        yield Candidate((nation,), [f"nation {deed.type}", f"nation {part}"])
    yield from _told(telling)
    if telling.holder is not None and telling.holder.speaker_name:
        speaker = name_speaker(telling.frame.sentence, trigger, telling.holder)
        person = "first" if trigger.grammar.person == "first" else "third"
        signs = [f"speaker {person} {part}", f"speaker {deed.type}", f"speaker {_sector(telling, speaker)} {person}"]
        yield Candidate((speaker,), signs)
    for kind, party in telling.page.leads:
        yield Candidate((party,), [f"page {kind} {deed.type} {part}"])
    yield from _drafted(telling)
    if telling.sight is not None:
        for sign, side in see_sides(telling.frame.sentence.scene, telling.sight):
            yield Candidate(side, [sign])


def _drafted(telling: Telling) -> Iterator[Candidate]:
    """Yield the sides that the grammar gives the deed."""
    own, kind, part = telling.page.events[telling.place], telling.trigger.deed.type, telling.part
    if own.actors:
        yield Candidate(own.actors, [f"drafted actor {kind}"])
    if own.recipients:
        yield Candidate(own.recipients, [f"drafted recipient {part}", f"drafted recipient {kind}"])


def _absence(telling: Telling, others: int) -> list[str]:
    """Return the signs for and against nobody being named, `others` candidates beside."""
    trigger, part = telling.trigger, telling.part
    deed = trigger.deed
    own = telling.page.events[telling.place]
    return [
        f"none {deed.type} {part}",
        f"none {deed.id}",
        f"none {trigger.grammar.state}",
        f"none {bool(own.actors)} {bool(own.recipients)} {part}",
        f"none {deed.genitive} {part} {bool(deed.toll)}",
        f"none {min(others, _LAST)}",
    ]


def _history(telling: Telling, side: Side) -> list[str]:
    """Return what a side is, and how near before the deed the page names it."""
    trigger, deed = telling.trigger, telling.trigger.deed
    sector = _sector(telling, side[0])
    signs = [
        f"sector {sector} {deed.type}",
        f"sector {sector} {telling.part}",
        f"rule {deed.id} {sector}",
        f"size {len(side)} {deed.joint}",
    ]
    tokens = telling.page.tokens.get(key_of(side[0]))
    if tokens is not None:
        before = bisect_right(tokens, trigger.first)
        power = min((trigger.first - tokens[before - 1] if before else _NEVER).bit_length(), _FAR)
        signs.append(f"distance {power}")
    return signs


def _sector(telling: Telling, party: Participant) -> str:
    """Return what is known of a party: a state, the sector of its code, a name, a phrase."""
    if party.entity.startswith(_STATE):
        return "state"
    if party.entity:
        return party.code[_COUNTRY:] or "known"
    return "name" if party.name in telling.page.tokens else "phrase"


def _told(telling: Telling) -> Iterator[Candidate]:
    """Yield the parties of other events of the page that may be those of this one."""
    trigger = telling.trigger
    for role in _ROLES:
        for way, other in _others(telling, role).items():
            same = "same" if other.rule == trigger.deed.id else "type" if other.type == trigger.deed.type else "other"
            signs = [
                f"told {way} {role} {same}",
                f"told {role} {other.type} {trigger.deed.type}",
            ]
            yield Candidate(other.actors if role == "actors" else other.recipients, signs)


def _others(telling: Telling, role: str) -> dict[str, Event]:
    """Return the events with a side in that role: the first, the last before this, those of its type to either side."""
    events, index, kind = telling.page.events, telling.place, telling.trigger.deed.type
    found: dict[str, Event] = {}
    for at in range(index - 1, -1, -1):
        event = events[at]
        if event.actors if role == "actors" else event.recipients:
            found.setdefault("last", event)
            found["top"] = event
            if event.type == kind:
                found.setdefault("before", event)
    for at in range(index + 1, len(events)):
        event = events[at]
        if event.type == kind and (event.actors if role == "actors" else event.recipients):
            found["after"] = event
            break
    return found


def _lost(telling: Telling) -> Iterator[Candidate]:
    """Yield the parties of the grammar that are no phrase of their own: what is left of one without its adjectives."""
    frame, roles = telling.frame, telling.roles
    own = {part.first for chunk in frame.chunks for part in chunk.parts}
    for role, parts in (("actor", roles.actors), ("recipient", roles.recipients)):
        side = name_parts(frame.sentence, telling.page.cast, [part for part in parts if part.first not in own])
        if side:
            yield Candidate(side, [f"lost {role}"])


def _phrases(telling: Telling, step: Literal[1, -1]) -> Iterator[Candidate]:
    """Yield the phrases of the sentence behind the deed, or before it, the nearest first."""
    chunks = telling.frame.chunks
    where = "behind" if step > 0 else "before"
    passed = broken = 0
    at = telling.frame.places[telling.number] + step
    while 0 <= at < len(chunks) and passed < _REACH:
        chunk = chunks[at]
        if chunk.parts:
            phrase = telling.phrases.get(at)
            if phrase is None:
                phrase = telling.phrases[at] = _read_phrase(telling, at)
            if phrase.side:
                place = _Place(where, min(passed, 3), min(broken, 2))
                yield Candidate(phrase.side, _signs(telling, chunk, phrase, place))
            passed += 1
        elif chunk.kind in _BREAKS:
            broken += 1
        at += step


def _read_phrase(telling: Telling, at: int) -> Phrase:
    frame = telling.frame
    sentence, chunk = frame.sentence, frame.chunks[at]
    if is_thing(sentence, chunk.parts[0]):
        return _THING
    named = name_parts(sentence, telling.page.cast, list(chunk.parts))
    return Phrase(
        spell_out(sentence, named, telling.page.events[: telling.place]),
        kind_of(sentence, chunk),
        chunk.prep if chunk.kind == "circumstance" else "-",
    )


class _Place(NamedTuple):
    """Where a phrase stands to a deed: on which side, how many phrases and clause breaks lie between."""

    where: str
    passed: int
    broken: int


def _signs(telling: Telling, chunk: Chunk, phrase: Phrase, place: _Place) -> list[str]:
    """Return the signs of a phrase."""
    where, passed, broken = place
    trigger, part, kind = telling.trigger, telling.part, phrase.kind
    deed = trigger.deed
    after = _says(telling.frame.sentence, trigger, phrase.prep)
    signs = [
        f"{where} {part} {passed} {broken}",
        f"kind {kind} {deed.type}",
        f"kind {kind} {where} {part}",
        f"after {where} {after} {min(broken, 1)}",
        f"rule {deed.id} {where} {after}",
    ]
    if _dates(telling):
        signs.append(f"dates {where}")
    roles = telling.roles
    firsts = {own.first for own in chunk.parts}
    if any(own.first in firsts for own in roles.actors):
        signs.append(f"grammar actor {part} {roles.borrowed}")
    if any(own.first in firsts for own in roles.recipients):
        signs.append(f"grammar recipient {part}")
    return signs


def _dates(telling: Telling) -> bool:
    """Answer whether a deed noun only dates its clause: patrols have been out since the closing of the border."""
    frame, at = telling.frame, telling.frame.places[telling.number]
    before = frame.chunks[at - 1] if at and not telling.trigger.is_verb else None
    if before is None or before.kind != "preposition":
        return False
    return "after" in frame.sentence.at(before.first).classes


def _says(sentence: Sentence, trigger: Trigger, prep: str) -> str:
    """Return what the code book says of a phrase behind a preposition."""
    deed = trigger.deed
    if prep == "-":
        return "bare"
    if prep in deed.recipient_after or prep in sentence.scene.deeds.grammar.classes["against"]:
        return "recipient"
    if prep in deed.actor_after or prep == "agent":
        return "actor"
    return "place" if prep in deed.place_after else "other"


def kind_of(sentence: Sentence, chunk: Chunk) -> str:
    """Return what the first word of a phrase says it is."""
    scene = sentence.scene
    first = content_start(sentence, chunk.parts[0])
    named = scene.named.get(first)
    if named is not None and named.mention.type == "LOC":
        return "state" if named.mention.entity.startswith(_STATE) else "place"
    if named is not None:
        return named.mention.type
    inside = (scene.named.get(at) for at in range(chunk.first, chunk.last))
    if any(other is not None and other.mention.type == "PER" for other in inside):
        return "PER"
    classes = sentence.at(first).classes
    for kind in _KINDS:
        if kind in classes:
            return kind
    form = scene.tokens.forms[first]
    if form.isdigit():
        return "quantity"
    return "plural" if form.endswith(_PLURAL) else "other"

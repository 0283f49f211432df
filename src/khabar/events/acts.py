"""Statements that are deeds in themselves: a denial rejects, a demand requests, blame accuses, a threat threatens."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from khabar.events.scene import token_range
from khabar.model import Event, Participant

if TYPE_CHECKING:
    from khabar.events.scene import Scene
    from khabar.model import Act, EventType, Span, Statement

_ADDRESSED = 12  # tokens of the content in which the name of whom it is about must begin


class Coding(NamedTuple):
    """What an act is as an event: its type, mode, contexts and CAMEO code."""

    type: EventType
    mode: str
    context: tuple[str, ...]
    cameo: str


# Acts without an entry are no deeds of PLOVER: to state, announce, condole; what is pledged is an event of its own.
_CODES: dict[Act, Coding] = {
    "deny": Coding("REJECT", "", (), "120"),
    "demand": Coding("REQUEST", "", (), "100"),
    "accuse": Coding("ACCUSE", "allege", (), "112"),
    "condemn": Coding("ACCUSE", "disapprove", (), "111"),
    "warn": Coding("THREATEN", "", (), "130"),
    "support": Coding("SUPPORT", "", ("diplomatic",), "051"),
}


def code_act(act: Act) -> Coding | None:
    """Return what an act is as an event, None where it is none."""
    return _CODES.get(act)


def find_acts(scene: Scene, told: list[Event]) -> list[Event]:
    """Return the events that the page's statements are, in the statements' order; `told` are the deeds it tells of."""
    found = []
    for statement in scene.statements:
        coding = code_act(statement.act)
        if coding is None or (statement.act == "warn" and not _threatens(scene, statement)):
            continue
        found.append(_code(scene, statement, coding, _blamed(statement, coding, told) or _addressee(scene, statement)))
    return found


def _blamed(statement: Statement, coding: Coding, told: list[Event]) -> Participant | None:
    """Return who did the first deed that an accusation or condemnation tells of, the speaker left out."""
    if coding.type != "ACCUSE" or statement.addressee is not None:
        return None
    for event in told:
        if event.said_in == statement.id and event.actors:
            doer = event.actors[0]
            same = (doer.entity == statement.speaker) if doer.entity else (doer.name == statement.speaker_name)
            return None if same else doer
    return None


def _threatens(scene: Scene, statement: Statement) -> bool:
    first, last = token_range(scene.tokens, statement.cue)
    return any("threat" in scene.classes(at, last)[0] for at in range(first, last))


def _code(scene: Scene, statement: Statement, coding: Coding, recipient: Participant | None) -> Event:
    cue = statement.cue
    holder = scene.contents.innermost(cue.start, but=statement.id)
    actors: tuple[Participant, ...] = ()
    if statement.speaker_name:
        actors = (_participant(scene, statement.source or cue, statement.speaker_name, statement.speaker),)
    return Event(
        id=f"{scene.page.id}#e{cue.start}-{cue.end}",
        rule=f"act_{statement.act}",
        confidence=statement.confidence,
        type=coding.type,
        trigger=cue,
        mode=coding.mode,
        context=coding.context,
        cameo=coding.cameo,
        actors=actors,
        recipients=(recipient,) if recipient else (),
        date=statement.date,
        from_statement=True,
        said_in=holder.id if holder else "",
    )


def _participant(scene: Scene, span: Span, name: str, entity: str) -> Participant:
    known = scene.entities.get(entity)
    return Participant(span, name, entity, known.actor_code if known else "")


def _addressee(scene: Scene, statement: Statement) -> Participant | None:
    """Return whom the act is addressed to: who is named so, else the first name in the content."""
    if statement.addressee is not None:
        span = statement.addressee
        return _participant(scene, span, scene.page.text[span.start : span.end], "")
    first, last = token_range(scene.tokens, statement.content)
    for at in range(first, min(last, first + _ADDRESSED)):
        named = scene.named.get(at)
        if named is not None and named.mention.entity != statement.speaker:
            span = named.mention.span
            name = scene.of_entity.get(named.mention.entity, scene.page.text[span.start : span.end])
            return _participant(scene, span, name, named.mention.entity)
    return None

"""Noun phrases to participants: the words at this place, the fullest name on the page, entity and actor code."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from khabar.model import Participant
from khabar.text.fold import fold_form

if TYPE_CHECKING:
    from khabar.events.chunks import Part
    from khabar.events.frames import Roles
    from khabar.events.scene import Named, Scene
    from khabar.events.triggers import Trigger
    from khabar.events.words import Sentence
    from khabar.model import Event, Span, Statement

_ALEF, _LAM_LAM = "\u0627", "\u0644\u0644"
_TALKS = frozenset({"CONSULT", "AGREE", "COOPERATE"})
_BELONG = frozenset({"victim", "force", "partitive", "quantity", "one", "two"})
_MOST = 4  # parties on one side: more are a misread list


def name_parties(
    sentence: Sentence, trigger: Trigger, roles: Roles, holder: Statement | None, told: list[Event]
) -> tuple[tuple[Participant, ...], tuple[Participant, ...]]:
    """Return the actors and the recipients of a deed.

    Where no phrase names an actor, an adjective of nation does, and whoever speaks in the first person. `told` are the
    events before this one: "both sides" are the parties of the last talks among them.
    """
    actors = _name_all(sentence, roles.actors)
    recipients = _name_all(sentence, [part for part in roles.recipients if part not in roles.actors])
    if not actors and roles.nations:
        actors = (_name_nation(sentence, *roles.nations[0]),)
    if not actors and trigger.grammar.person == "first" and holder is not None and holder.speaker_name:
        actors = (_name_speaker(sentence, trigger, holder),)
    both = sentence.scene.deeds.grammar.classes["pair"]
    doers = {party.entity or party.name for party in actors}
    recipients = tuple(party for party in recipients if (party.entity or party.name) not in doers)
    return _spell_out(actors, both, told), _spell_out(recipients, both, told)


def _name_speaker(sentence: Sentence, trigger: Trigger, holder: Statement) -> Participant:
    span = sentence.scene.tokens.span(trigger.first, trigger.last, trigger.cut)
    entity = sentence.scene.entities.get(holder.speaker)
    return Participant(span, holder.speaker_name, holder.speaker, entity.actor_code if entity else "")


def _spell_out(parties: tuple[Participant, ...], both: frozenset[str], told: list[Event]) -> tuple[Participant, ...]:
    """Return the parties with "both sides" replaced by the two sides of the last talks told."""
    found: list[Participant] = []
    for party in parties:
        sides = _last_sides(told) if fold_form(party.name) in both else ()
        found += [replace(side, span=party.span) for side in sides] or [party]
    return tuple(found)


def _last_sides(told: list[Event]) -> tuple[Participant, ...]:
    for event in reversed(told):
        sides = (*event.actors, *event.recipients)
        if event.type in _TALKS and len(sides) == 2:
            return sides
    return ()


def _name_all(sentence: Sentence, parts: list[Part]) -> tuple[Participant, ...]:
    found: dict[int, Participant] = {}
    for part in parts[:_MOST]:
        participant = _name_part(sentence, part)
        if participant is not None:
            found.setdefault(participant.span.start, participant)
    return tuple(found.values())


def _name_nation(sentence: Sentence, at: int, country: str) -> Participant:
    """Return the state behind the adjective at token `at`."""
    scene = sentence.scene
    entity = scene.entities.get(country)
    name = scene.fullest.get(country) or (entity.name if entity else "")
    return Participant(scene.tokens.span(at, at + 1), name, country, entity.actor_code if entity else "")


def _name_part(sentence: Sentence, part: Part) -> Participant | None:
    """Return the participant a phrase names, None where only signs are left of it."""
    scene = sentence.scene
    tokens = scene.tokens
    first, last, cut = part
    while first < last and not tokens.forms[first][0].isalnum():
        first, cut = first + 1, 0
    while last > first and sentence.at(last - 1).kind in {"sign", "preposition"}:
        last -= 1
    if first == last:
        return None
    span = tokens.span(first, last, cut)
    named = _head_name(sentence, first, last)
    if named is None:
        return Participant(span, _written_out(scene, first, cut, span), "", "")
    mention = named.mention
    own = scene.page.text[mention.span.start : mention.span.end]
    fullest = scene.fullest.get(mention.entity, own)
    entity = scene.entities.get(mention.entity)
    return Participant(span, fullest, mention.entity, entity.actor_code if entity else "")


def _written_out(scene: Scene, first: int, cut: int, span: Span) -> str:
    """Return the words of a phrase, with the alef of its article that lam swallows."""
    text = scene.page.text[span.start : span.end]
    form = scene.tokens.forms[first]
    return _ALEF + text if cut and form[cut - 1 : cut + 1] == _LAM_LAM else text


def _head_name(sentence: Sentence, first: int, last: int) -> Named | None:
    """Return the name that a phrase is about: a person anywhere in it, anything else only at its head.

    Men, positions and vehicles of an organisation stand for it.
    """
    scene = sentence.scene
    inside = [named for at in range(first, last) if (named := scene.named.get(at)) is not None]
    for named in inside:
        if named.mention.type == "PER" and named.last <= last:
            return named
    if first in scene.named:
        return scene.named[first]
    if sentence.at(first).classes & _BELONG:
        return next((named for named in inside if named.mention.type == "ORG"), None)
    return None

"""Noun phrases to participants: the words at this place, the fullest name on the page, entity and actor code."""

from __future__ import annotations

from typing import TYPE_CHECKING

from khabar.model import Participant

if TYPE_CHECKING:
    from khabar.events.chunks import Part
    from khabar.events.roles import Roles
    from khabar.events.scene import Named, Scene
    from khabar.events.words import Sentence
    from khabar.model import Span

_ALEF, _LAM_LAM = "\u0627", "\u0644\u0644"
_BELONG = frozenset({"victim", "force", "partitive", "quantity", "one", "two"})
_MOST = 4  # parties on one side: more are a misread list


def name_actors(sentence: Sentence, roles: Roles) -> tuple[Participant, ...]:
    """Return the actors, those named by an adjective of nation where no phrase names any."""
    actors = _name_all(sentence, roles.actors)
    return actors or tuple(name_nation(sentence, at, country) for at, country in roles.nations[:1])


def name_recipients(sentence: Sentence, roles: Roles) -> tuple[Participant, ...]:
    """Return the recipients."""
    return _name_all(sentence, [part for part in roles.recipients if part not in roles.actors])


def _name_all(sentence: Sentence, parts: list[Part]) -> tuple[Participant, ...]:
    found: dict[int, Participant] = {}
    for part in parts[:_MOST]:
        participant = name_part(sentence, part)
        if participant is not None:
            found.setdefault(participant.span.start, participant)
    return tuple(found.values())


def name_nation(sentence: Sentence, at: int, country: str) -> Participant:
    """Return the state behind the adjective at token `at`."""
    scene = sentence.scene
    entity = scene.entities.get(country)
    name = scene.fullest.get(country) or (entity.name if entity else "")
    return Participant(scene.tokens.span(at, at + 1), name, country, entity.actor_code if entity else "")


def name_part(sentence: Sentence, part: Part) -> Participant | None:
    """Return the participant a phrase names, None where only signs are left of it."""
    scene = sentence.scene
    tokens = scene.tokens
    first, last, cut = part
    while first < last and not tokens.forms[first][0].isalnum():
        first, cut = first + 1, 0
    while last > first and not tokens.forms[last - 1][0].isalnum():
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

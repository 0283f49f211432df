"""Noun phrases to participants: the words at this place, the fullest name on the page, entity and actor code."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from khabar.events.cast import bare, title_words
from khabar.events.sides import STATE
from khabar.lexicon.match import phrase_words
from khabar.model import Participant
from khabar.text.fold import fold_form
from khabar.text.letters import ALEF, ARTICLE, LAM_LAM

if TYPE_CHECKING:
    from khabar.events.cast import Cast
    from khabar.events.frames import Roles
    from khabar.events.nouns import Part
    from khabar.events.scene import Named, Scene
    from khabar.events.triggers import Trigger
    from khabar.events.words import Sentence
    from khabar.model import Event, Mention, Span, Statement

_PRONOUNS = ("\u0647\u0627", "\u0647\u0645", "\u0647")  # her, their, his
_TALKS = frozenset({"CONSULT", "AGREE", "COOPERATE"})
_BELONG = frozenset({"victim", "force", "body"})
_OFFICIAL = frozenset({"official", "title"})
_COUNTED = frozenset({"partitive", "quantity"})
_MOST = 4  # parties on one side: more are a misread list


def name_parties(
    sentence: Sentence, trigger: Trigger, roles: Roles, holder: Statement | None, told: list[Event], cast: Cast
) -> tuple[tuple[Participant, ...], tuple[Participant, ...]]:
    """Return the actors and the recipients of a deed.

    Where no phrase names an actor, an adjective of nation does, and whoever speaks in the first person. `told` are the
    events before this one: "both sides" are the parties of the last talks among them.
    """
    actors = name_parts(sentence, cast, roles.actors)
    recipients = name_parts(sentence, cast, [part for part in roles.recipients if part not in roles.actors])
    if not actors and roles.nations:
        actors = (name_nation(sentence, *roles.nations[0]),)
    if not actors and trigger.grammar.person == "first" and holder is not None and holder.speaker_name:
        actors = (name_speaker(sentence, trigger, holder),)
    doers = {party.entity or party.name for party in actors}
    recipients = tuple(party for party in recipients if (party.entity or party.name) not in doers)
    return spell_out(sentence, actors, told), spell_out(sentence, recipients, told)


def key_of(party: Participant) -> str:
    """Return what tells a party from another: its entity, else its name."""
    return party.entity or party.name


def name_speaker(sentence: Sentence, trigger: Trigger, holder: Statement) -> Participant:
    """Return whoever speaks in a statement as party to a deed told in it, standing at the deed's word."""
    span = sentence.scene.tokens.span(trigger.first, trigger.last, trigger.cut)
    entity = sentence.scene.entities.get(holder.speaker)
    return Participant(span, holder.speaker_name, holder.speaker, entity.actor_code if entity else "")


def spell_out(sentence: Sentence, parties: tuple[Participant, ...], told: list[Event]) -> tuple[Participant, ...]:
    """Return the parties with "both sides" replaced by the two sides of the last talks told."""
    both = sentence.scene.deeds.grammar.classes["pair"]
    found: list[Participant] = []
    for party in parties:
        sides = _last_sides(told) if fold_form(party.name).partition(" ")[0] in both else ()
        found += [replace(side, span=party.span) for side in sides] or [party]
    return tuple(found)


def _last_sides(told: list[Event]) -> tuple[Participant, ...]:
    for event in reversed(told):
        sides = (*event.actors, *event.recipients)
        if event.type in _TALKS and len(sides) == 2:
            return sides
    return ()


def name_parts(sentence: Sentence, cast: Cast, parts: list[Part]) -> tuple[Participant, ...]:
    """Return the participants that phrases name, each place once."""
    found: dict[int, Participant] = {}
    for part in parts[:_MOST]:
        participant = _name_part(sentence, cast, part)
        if participant is not None:
            found.setdefault(participant.span.start, participant)
    return tuple(found.values())


def name_nation(sentence: Sentence, at: int, country: str) -> Participant:
    """Return the state behind the adjective at token `at`."""
    scene = sentence.scene
    entity = scene.entities.get(country)
    name = scene.of_entity.get(country) or (entity.name if entity else "")
    return Participant(scene.tokens.span(at, at + 1), name, country, entity.actor_code if entity else "")


def _name_part(sentence: Sentence, cast: Cast, part: Part) -> Participant | None:
    """Return the participant a phrase names, None where only signs or figures are left of it."""
    scene = sentence.scene
    tokens = scene.tokens
    first, last, cut = part
    while first < last and (not tokens.forms[first][0].isalnum() or "object_word" in sentence.at(first).classes):
        first, cut = first + 1, 0
    while last > first and sentence.at(last - 1).kind in {"sign", "preposition"}:
        last -= 1
    if all(tokens.forms[at].isdigit() for at in range(first, last)):
        return None  # a count alone is a toll, nobody
    span = tokens.span(first, last, cut)
    named = _head_name(sentence, first, last)
    mention = named.mention if named is not None else _meant(sentence, cast, first, last, cut)
    if mention is None and (owner := _owner(sentence, first, last, cut)) is not None:
        return replace(owner, span=span)
    if mention is None and "homeland" in sentence.at(first).classes:
        return _homeland(scene, span)
    if mention is None:
        holder = scene.entities.get(scene.holders.get(first, ""))
        name = _written_out(scene, first, cut, span)
        return Participant(span, name, holder.id if holder else "", holder.actor_code if holder else "")
    return replace(name_mention(scene, mention), span=span)


def _owner(sentence: Sentence, first: int, last: int, cut: int) -> Participant | None:
    """Return the body whose forces a word means that opens what it says: the army said that *its troops* …."""
    scene = sentence.scene
    form = scene.tokens.forms[first][cut:]
    stem = next((form.removesuffix(end) for end in _PRONOUNS if form.endswith(end)), "")
    if last - first > 1 or stem not in scene.deeds.grammar.classes["force"]:
        return None
    at = scene.tokens.starts[first]
    inner = next((s for s in scene.statements if s.content.start == at and s.speaker_name), None)
    entity = scene.entities.get(inner.speaker) if inner is not None else None
    if inner is None or entity is None or entity.type == "PER":
        return None
    return Participant(inner.cue, inner.speaker_name, entity.id, entity.actor_code)


def _homeland(scene: Scene, span: Span) -> Participant:
    """Return the state of whoever says "his country", by what is known of them or the nation in their title."""
    name, country = scene.page.text[span.start : span.end], ""
    holder = scene.contents.innermost(span.start)
    if holder is not None:
        speaker = scene.entities.get(holder.speaker)
        country = STATE + speaker.country if speaker and speaker.country else _nation_of(scene, holder.speaker_name)
    if not country:
        return Participant(span, name, "", "")
    entity = scene.entities.get(country)
    known = scene.of_entity.get(country) or (entity.name if entity else name)
    return Participant(span, known, country, entity.actor_code if entity else "")


def _nation_of(scene: Scene, name: str) -> str:
    """Return the entity id of the state whose adjective a name holds: the Turkish minister; "" for none."""
    for word in phrase_words(name):
        found = scene.nisbas.phrases.get(word)
        if found:
            return found[0].country
    return ""


def name_mention(scene: Scene, mention: Mention) -> Participant:
    """Return the participant that a mention names where it stands."""
    entity = scene.entities.get(mention.entity)
    return Participant(mention.span, scene.fullest[mention.id], mention.entity, entity.actor_code if entity else "")


def _meant(sentence: Sentence, cast: Cast, first: int, last: int, cut: int) -> Mention | None:
    """Return whom a phrase without a name means: the holder of its title, the body that its definite noun heads."""
    scene = sentence.scene
    form = scene.tokens.forms[first][cut:]
    classes = sentence.at(first).classes
    if form in scene.deeds.grammar.classes["honoured"]:
        return cast.honoured(form, first)
    if classes & {"official", "title"}:
        words = title_words(scene, first, last, cut)
        definite = any(scene.tokens.forms[at].startswith(ARTICLE) for at in range(first, last))
        return cast.titled(words, first) if words and definite else None
    return _body_meant(sentence, cast, first, last, cut)


def _body_meant(sentence: Sentence, cast: Cast, first: int, last: int, cut: int) -> Mention | None:
    """Return the body that a definite noun means, alone or as that whose men or positions a phrase names."""
    forms = sentence.scene.tokens.forms
    at = first
    if sentence.at(first).classes & _BELONG and not forms[first][cut:].startswith(ARTICLE) and first + 1 < last:
        at = first + 1
    form = forms[at][cut if at == first else 0 :]
    alone = at + 1 == last or "adjective" in sentence.at(at + 1).classes
    return cast.body(bare(form), at) if alone and form.startswith(ARTICLE) else None


def _written_out(scene: Scene, first: int, cut: int, span: Span) -> str:
    """Return the words of a phrase, with the alef of its article that lam swallows."""
    text = scene.page.text[span.start : span.end]
    form = scene.tokens.forms[first]
    return ALEF + text if cut and form[cut - 1 : cut + 1] == LAM_LAM else text


def _head_name(sentence: Sentence, first: int, last: int) -> Named | None:
    """Return the name that a phrase is about: a person anywhere in it, anything else only at its head.

    Men, positions and vehicles of an organisation stand for it; its leader does not, nor do a man's forces or kin for
    him.
    """
    scene = sentence.scene
    classes = sentence.at(first).classes
    inside = [named for at in range(first, last) if (named := scene.named.get(at)) is not None]
    opening = scene.named.get(first)
    # A person whom a body is called by is in its name.
    inner = opening.last if opening is not None and opening.mention.type == "ORG" else first
    people = (named for named in inside if named.mention.type == "PER" and inner <= named.first and named.last <= last)
    person = next((named for named in people if not _is_owner(sentence, first, named)), None)
    if person is not None or opening is not None:
        return person or opening
    counted = scene.tokens.forms[first].isdigit() or (classes & _COUNTED and "force" not in classes)
    if counted or classes & _OFFICIAL or not classes & _BELONG:
        return None  # five of its men are not the organisation
    return next((named for named in inside if named.mention.type == "ORG"), None)


def _is_owner(sentence: Sentence, first: int, person: Named) -> bool:
    """Answer whether a person in the phrase at token `first` only says whose it is: the militia of N, N's lawyer."""
    if person.first == first:
        return False
    word = sentence.at(first)
    definite = sentence.scene.tokens.forms[first].startswith(ARTICLE, len(word.clitics))
    force = "force" in word.classes and not definite and not word.classes & {"one", "official", "title"}
    return force or person.mention.id in sentence.scene.owners

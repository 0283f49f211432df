"""Deeds and parties that the reading model sees where the grammar finds none."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, cast

from khabar.events.candidates import key_of
from khabar.events.find import is_sport
from khabar.events.parties import name_mention
from khabar.events.retellings import link_retellings
from khabar.events.scene import set_scene, token_range
from khabar.model import Event, Participant, Place, Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from khabar.events.scene import Scene
    from khabar.lexicon import Lexicon
    from khabar.model import Article, EventType, Mention, Names, Page, Statement
    from khabar.reader import Predicate
    from khabar.text.tokens import Tokens

# From which probability on the model's word alone makes a deed, and its type.
_SURE, _SURE_TYPE = 0.7, 0.5
_MOST = 4  # parties on one side


def add_seen(
    page: Page,
    tokens: Tokens,
    article: Article,
    names: Names,
    statements: tuple[Statement, ...],
    events: tuple[Event, ...],
    predicates: Sequence[Predicate],
    lexicon: Lexicon,
) -> tuple[Event, ...]:
    """Return the events of a page with the sides filled that have nobody, and those the model alone is sure of."""
    scene = set_scene(page, tokens, article, names, statements, lexicon)
    if is_sport(scene, article):
        return events
    triggers = [predicate for predicate in predicates if predicate.kind == "trigger"]
    found = [replace(_fill_side(scene, event, triggers), same_as="") for event in events]
    found += _find_deeds(scene, events, triggers, lexicon.codes.general)
    return tuple(link_retellings(sorted(found, key=lambda event: (event.trigger, event.from_statement))))


def _fill_side(scene: Scene, event: Event, triggers: Sequence[Predicate]) -> Event:
    here = [one for one in triggers if _meet(one.span, event.trigger)]
    likeliest = max(here, key=lambda one: one.probability, default=None)
    return _fill(scene, event, likeliest) if likeliest and not event.from_statement else event


def _find_deeds(
    scene: Scene, events: Sequence[Event], triggers: Iterable[Predicate], codes: Mapping[str, str]
) -> Iterator[Event]:
    """Yield the deeds no rule found; `codes` leads from a type to its most general CAMEO code."""
    for predicate in triggers:
        kind, chance = predicate.labels[0]
        if predicate.probability < _SURE or chance < _SURE_TYPE or _is_told(scene, events, predicate.span):
            continue
        yield _fill(scene, _make(scene, cast("EventType", kind), codes[kind], predicate), predicate)


def _meet(one: Span, other: Span) -> bool:
    return one.start < other.end and other.start < one.end


def _is_told(scene: Scene, events: Sequence[Event], span: Span) -> bool:
    """Tell whether a word is a deed found already, or the cue of a statement."""
    told = any(_meet(event.trigger, span) for event in events)
    return told or not scene.cues.isdisjoint(range(*token_range(scene.tokens, span)))


def _make(scene: Scene, kind: EventType, code: str, predicate: Predicate) -> Event:
    span = predicate.span
    holder = scene.contents.innermost(span.start)
    places = (mention for role in predicate.roles if role.role == "place" for mention in _mentions(scene, role.span))
    where = next((mention for mention in places if mention.type == "LOC"), None)
    return Event(
        id=f"{scene.page.id}#e{span.start}-{span.end}",
        rule="seen",
        confidence=round(predicate.probability, 2),
        type=kind,
        trigger=span,
        cameo=code,
        place=Place(where.span, where.entity) if where else None,
        status=predicate.statuses[0][0],
        said_in=holder.id if holder else "",
    )


def _fill(scene: Scene, event: Event, predicate: Predicate) -> Event:
    """Return an event with whom the model sees on a side that has nobody."""
    actors = event.actors or tuple(_side(scene, predicate, "actor", event.recipients))
    recipients = event.recipients or tuple(_side(scene, predicate, "recipient", actors))
    return replace(event, actors=actors, recipients=recipients)


def _side(scene: Scene, predicate: Predicate, role: str, others: tuple[Participant, ...]) -> Iterator[Participant]:
    """Yield the parties in a role: by the name that stands in the words, else by the fullest one they point to."""
    pointed = next((one.span for one in predicate.roles if one.role == f"{role}_name"), None)
    known = set(map(key_of, others))
    for span in [one.span for one in predicate.roles if one.role == role][:_MOST]:
        mention = _head(scene, span) or (_head(scene, pointed) if pointed else None)
        party = (
            replace(name_mention(scene, mention), span=span)
            if mention
            else Participant(span, scene.page.text[span.start : span.end], "", "")
        )
        if key_of(party) not in known:
            known.add(key_of(party))
            yield party


def _head(scene: Scene, span: Span) -> Mention | None:
    """Return the name that words are about: a person anywhere in them, anything else only where they open."""
    inside = _mentions(scene, span)
    people = (mention for mention in inside if mention.type == "PER")
    return next(people, None) or next((mention for mention in inside[:1] if mention.span.start <= span.start + 2), None)


def _mentions(scene: Scene, span: Span) -> list[Mention]:
    first, last = token_range(scene.tokens, span)
    return [named.mention for at in range(first, last) if (named := scene.named.get(at)) is not None]

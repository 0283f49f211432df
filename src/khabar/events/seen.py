"""Deeds that the reading model alone sees."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from khabar.events.parties import key_of
from khabar.events.scene import token_range
from khabar.events.sights import meet, mentions_in, see_side
from khabar.model import Event, Place

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from khabar.events.scene import Scene
    from khabar.events.triggers import Trigger
    from khabar.lexicon import Lexicon
    from khabar.model import EventType, Span
    from khabar.reader import Predicate

# From which probability on the model's word alone makes a deed, and its type.
_SURE, _SURE_TYPE = 0.6, 0.5
_ALONE = 0.65  # of its probability, how often it is right where no rule finds the deed


def find_seen(
    scene: Scene, events: Sequence[Event], deeds: Iterable[Trigger], predicates: Sequence[Predicate], lexicon: Lexicon
) -> list[Event]:
    """Return the deeds that the model is sure of and that are none of `events`, nor words of `deeds`."""
    told = [event.trigger for event in events] + [scene.tokens.span(deed.first, deed.last, deed.cut) for deed in deeds]
    return [
        _make(scene, predicate, lexicon)
        for predicate in predicates
        if predicate.kind == "trigger" and _is_sure(predicate) and not _is_told(scene, told, predicate.span)
    ]


def _is_sure(predicate: Predicate) -> bool:
    """Tell whether the model is sure of a deed and its type; of deeds only thought of it is right one time in four."""
    sure = predicate.probability >= _SURE and predicate.labels[0][1] >= _SURE_TYPE
    return sure and predicate.statuses[0][0] != "hypothetical"


def _is_told(scene: Scene, told: Iterable[Span], span: Span) -> bool:
    """Tell whether a word is a deed found already, or the cue of a statement."""
    return any(meet(one, span) for one in told) or not scene.cues.isdisjoint(range(*token_range(scene.tokens, span)))


def _make(scene: Scene, predicate: Predicate, lexicon: Lexicon) -> Event:
    """Return the deed a model sees, with the most general code of its type."""
    kind, span = predicate.labels[0][0], predicate.span
    holder = scene.contents.innermost(span.start)
    actors = see_side(scene, predicate, "actor")
    keys = set(map(key_of, actors))
    status = predicate.statuses[0][0]
    if status == "denied" and (holder is None or holder.act != "deny"):
        status = "actual"  # what is denied the denials say
    return Event(
        id=f"{scene.page.id}#e{span.start}-{span.end}",
        rule="seen",
        confidence=round(_ALONE * predicate.probability, 2),
        type=cast("EventType", kind),
        trigger=span,
        cameo=lexicon.codes.general[kind],
        actors=actors,
        recipients=tuple(party for party in see_side(scene, predicate, "recipient") if key_of(party) not in keys),
        place=next(_places(scene, predicate), None),
        status=status,
        said_in=holder.id if holder else "",
    )


def _places(scene: Scene, predicate: Predicate) -> Iterator[Place]:
    spans = (role.span for role in predicate.roles if role.role == "place")
    names = (mention for span in spans for mention in mentions_in(scene, span))
    return (Place(mention.span, mention.entity) for mention in names if mention.type == "LOC")

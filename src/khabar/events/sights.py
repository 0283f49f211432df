"""What the reading model sees of who is party to a deed: sides, and signs for and against those met otherwise."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import replace
from typing import TYPE_CHECKING

from khabar.events.parties import key_of, name_mention
from khabar.events.scene import token_range
from khabar.model import Participant, Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from khabar.events.scene import Scene
    from khabar.model import Mention
    from khabar.reader import Pointer, Predicate, RoleSpan

Side = tuple[Participant, ...]
_MOST = 4  # parties on one side
_ROLES = ("actor", "recipient")
_NAME = "_name"  # of a role, where it is pointed to
_STEPS = 5  # of a probability
# Probabilities from which on a share of places counts as the next step.
_SHARES = (0.01, 0.03, 0.08, 0.15, 0.25, 0.4, 0.55, 0.7, 0.85)
_SLACK = 2  # characters by which bounds that are the same may differ: a clitic, a mark


def meet(one: Span, other: Span) -> bool:
    """Answer whether two places share a character."""
    return one.start < other.end and other.start < one.end


def find_sight(seen: Sequence[Predicate], trigger: Span) -> Predicate | None:
    """Return what the model sees at the word of a deed, the likeliest; None where it sees no deed there."""
    here = (one for one in seen if one.kind == "trigger" and meet(one.span, trigger))
    return max(here, key=lambda one: one.probability, default=None)


def trust(probability: float) -> float:
    """Return how likely a deed of the rules is told as one, by what the model gives its word.

    Counted on 204 articles that neither had learnt from: of 10 words given .95 the share is 10, of those given .75 8,
    of those given .25 5 to 6.
    """
    return round(0.5 + 0.5 * probability**2, 2)


def see_sides(scene: Scene, sight: Predicate) -> Iterator[tuple[str, Side]]:
    """Yield the sides a model sees, each with the sign that it does: by their words, and by the name pointed to."""
    for role in _ROLES:
        side = see_side(scene, sight, role)
        if side:
            yield f"seen side {role}", side
        pointed = _pointed(sight, role)
        if pointed and (names := mentions_in(scene, pointed.span)):
            yield f"seen pointed {role}", (name_mention(scene, names[0]),)


def see_side(scene: Scene, sight: Predicate, role: str) -> Side:
    """Return the parties in a role: by the name that stands in the words, else by the one they point to."""
    pointed = _pointed(sight, role)
    found: dict[str, Participant] = {}
    for one in _words(sight, role)[:_MOST]:
        span = one.span
        mention = _head(scene, span) or (_head(scene, pointed.span) if pointed else None)
        bare = Participant(span, scene.page.text[span.start : span.end], "", "")
        party = replace(name_mention(scene, mention), span=span) if mention else bare
        found.setdefault(key_of(party), party)
    return tuple(found.values())


def mentions_in(scene: Scene, span: Span) -> list[Mention]:
    """Return the names in a place, in page order."""
    first, last = token_range(scene.tokens, span)
    return [named.mention for at in range(first, last) if (named := scene.named.get(at)) is not None]


def sign_side(scene: Scene, sight: Predicate, side: Side, part: str) -> Iterator[str]:
    """Yield the signs of a side that was met otherwise; `part` is what the deed is told by."""
    keys = set(map(key_of, side))
    for pointer in sight.pointers:
        yield f"seen {pointer.role.removesuffix(_NAME)} meant {_share(_mass(scene, pointer, side, keys))}"
    for role in _ROLES:
        words, pointed = _words(sight, role), _pointed(sight, role)
        here = [one for one in words if any(meet(party.span, one.span) for party in side)]
        is_named = pointed is not None and not keys.isdisjoint(_keys_in(scene, pointed.span))
        if here:
            yield f"seen {role} here {_step(here)}"
            yield f"seen {role} here {part}"
            same = any(_same(party.span, one.span) for party in side for one in here)
            yield f"seen {role} {'exact' if same else 'meets'}"
            yield f"seen {role} others {min(len(words) - len(here), 2)}"
        if is_named and pointed:
            yield f"seen {role} name {_step([pointed])}"
        if here or is_named:
            continue
        if any(not keys.isdisjoint(_keys_in(scene, one.span)) for one in words):
            yield f"seen {role} inside"
            continue
        yield f"seen {role} elsewhere {_step(words)}"
        if pointed:
            yield f"seen {role} points elsewhere {_step([pointed])}"


def sign_nobody(sight: Predicate, part: str) -> Iterator[str]:
    """Yield the signs for and against nobody being party."""
    for pointer in sight.pointers:
        yield f"seen none {pointer.role.removesuffix(_NAME)} meant {_share(pointer.nobody)}"
    for role in _ROLES:
        words, pointed = _words(sight, role), _pointed(sight, role)
        yield f"seen none {role} {_step(words)} {_step([pointed] if pointed else [])}"
        yield f"seen none {role} {not words} {part}"


def _mass(scene: Scene, pointer: Pointer, side: Side, keys: set[str]) -> float:
    """Return the probability that the name of a side is meant, wherever on the page it stands."""
    mass = 0.0
    for start, probability in pointer.places:
        at = bisect_right(scene.tokens.starts, start) - 1
        named = scene.named.get(at)
        meant = named is not None and key_of(name_mention(scene, named.mention)) in keys
        if meant or any(party.span.start - _SLACK <= start < party.span.end for party in side):
            mass += probability
    return mass


def _share(mass: float) -> int:
    """Return a probability in coarse steps."""
    return bisect_right(_SHARES, mass)


def _words(sight: Predicate, role: str) -> list[RoleSpan]:
    return [one for one in sight.roles if one.role == role]


def _pointed(sight: Predicate, role: str) -> RoleSpan | None:
    return next((one for one in sight.roles if one.role == f"{role}{_NAME}"), None)


def _keys_in(scene: Scene, span: Span) -> Iterator[str]:
    return (key_of(name_mention(scene, mention)) for mention in mentions_in(scene, span))


def _same(one: Span, other: Span) -> bool:
    return abs(one.start - other.start) < _SLACK and abs(one.end - other.end) < _SLACK


def _step(spans: Sequence[RoleSpan]) -> str:
    """Return the highest of some probabilities in coarse steps."""
    top = max((one.probability for one in spans), default=-1.0)
    return "-" if top < 0 else str(min(int(top * _STEPS), _STEPS - 1))


def _head(scene: Scene, span: Span) -> Mention | None:
    """Return the name that words are about: a body they open with, a person anywhere, any name they open with."""
    inside = mentions_in(scene, span)
    opening = next((mention for mention in inside[:1] if mention.span.start <= span.start + _SLACK), None)
    if opening is not None and opening.type == "ORG":
        return opening
    people = (mention for mention in inside if mention.type == "PER" and mention.id not in scene.owners)
    return next(people, opening)

"""Events as their pages tell them, made ready to be compared; what keeps two apart, and what speaks for one."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations
from math import fsum, log, sqrt
from typing import TYPE_CHECKING, NamedTuple

from khabar.corpus.days import CAPTURED, OPEN, Window, find_window

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from khabar.account import Identity
    from khabar.corpus.identities import Who
    from khabar.corpus.leaves import Leaf
    from khabar.corpus.terms import Terms
    from khabar.model import Event, EventType, Participant, Status, Toll

# Whoever is party to these is so on either side.
_MUTUAL: frozenset[EventType] = frozenset({"AGREE", "CONSULT", "COOPERATE"})
_COUNTED: frozenset[Status] = frozenset({"actual", "planned", "denied"})
# Places that hold others of their state.
_WIDE = frozenset({"country", "continent", "region", "province", "water", "mountain", "road"})
HIDDEN = "?"
_WEEK = 7
# What each thing that two tellings have in common speaks for their being one; a party or place that stands on many
# pages speaks less.
_STORY, _PARTY, _SITE, _STATE_SITE, _TOLL, _WORD, _MODE = 0.25, 0.3, 0.2, 0.05, 0.3, 0.1, 0.05
_DAY, _DAYS, _CIRCUMSTANCES = 0.2, 0.05, 0.5
_DISAGREE = 0.1
_NAME = 0.1  # a party without an identity: "five others", "the residents"
_MANY = 12  # dead or injured from which on a count tells one attack from others


class _Site(NamedTuple):
    """A place with its state, alpha-2; `wide` where it holds other places."""

    state: str
    wide: bool


@dataclass(frozen=True, slots=True)
class Telling:
    """One event of one page with its retellings there, as it is compared.

    `actors` and `recipients` are identities, or folded names without one; `states` leads from identities to states.
    `told` is the day the page was published, `told_by` whose word it is, "" for the outlet's own.
    """

    id: str
    page: str
    story: str
    events: tuple[str, ...]
    type: EventType
    status: Status
    mode: str
    cameo: str
    actors: frozenset[str]
    recipients: frozenset[str]
    states: Mapping[str, str]
    place: str
    site: _Site
    date: str
    days: Window
    told: str
    told_by: str
    word: str
    around: frozenset[str]
    killed: Toll | None
    injured: Toll | None

    def sharing(self) -> Iterator[tuple[str, ...]]:
        """Yield what another telling must share one of to be compared."""
        if self.story:
            yield "story", self.story, self.word
        parties = sorted(party for party in self.actors | self.recipients if ":" in party)
        weeks = {str(day // _WEEK) for day in (self.days.first, self.days.last)} if self.days.rank != OPEN else {""}
        for week in sorted(weeks):
            for pair in combinations(parties, 2):
                yield "parties", week, *pair
            for party in parties:
                yield "place", week, party, self.place
                yield "word", week, party, self.word
            if self.place:
                yield "site", week, self.place, self.word
            for toll in (self.killed, self.injured):
                if toll:
                    yield "toll", week, str(toll.low), str(toll.high)


def find_tellings(leaves: Sequence[Leaf], story_of: Mapping[str, str], terms: Terms, who: Who) -> list[Telling]:
    """Return the events of all pages that may be told elsewhere, in order of pages: each once, however often told."""
    identities = {identity.id: identity for identity in who.identities}
    return [one for leaf in leaves for one in _of_page(leaf, story_of.get(leaf.page, ""), terms, who, identities)]


def _of_page(leaf: Leaf, story: str, terms: Terms, who: Who, identities: Mapping[str, Identity]) -> Iterator[Telling]:
    again: dict[str, list[Event]] = {}
    for event in leaf.events:
        if event.same_as:
            again.setdefault(event.same_as, []).append(event)
    words = {
        event.id: (_first_term(terms, trigger), frozenset(terms.settle(terms.find(around))))
        for event, trigger, around in zip(leaf.events, leaf.triggers, leaf.around, strict=True)
    }
    for event in leaf.events:
        if not (event.same_as or event.background or event.from_statement) and event.status in _COUNTED:
            told = [event, *again.get(event.id, ())]
            yield _make(leaf, told, story, words[event.id], who, identities)


def _make(
    leaf: Leaf,
    events: Sequence[Event],
    story: str,
    words: tuple[str, frozenset[str]],
    who: Who,
    identities: Mapping[str, Identity],
) -> Telling:
    first = events[0]
    actors = frozenset(_party(leaf, party, who) for event in events for party in event.actors)
    recipients = frozenset(_party(leaf, party, who) for event in events for party in event.recipients)
    place = next((event.place.entity for event in events if event.place and event.place.entity), "")
    place = who.find(leaf.page, place, "")
    date = max((event.date for event in events), key=len)
    known = {party: identities[party].country for party in actors | recipients if party in identities}
    return Telling(
        id=first.id,
        page=leaf.page,
        story=story,
        events=tuple(event.id for event in events),
        type=first.type,
        status=first.status,
        mode=next((event.mode for event in events if event.mode), ""),
        cameo=next((event.cameo for event in events if event.cameo), ""),
        actors=actors,
        recipients=recipients,
        states={party: country for party, country in known.items() if country},
        place=place,
        site=_find_site(identities.get(place)),
        date=date,
        days=find_window(date, leaf.days, ahead=first.status == "planned"),
        told=leaf.days.date,
        told_by=_find_teller(leaf, events, who),
        word=words[0],
        around=words[1],
        killed=next((event.killed for event in events if event.killed), None),
        injured=next((event.injured for event in events if event.injured), None),
    )


def _party(leaf: Leaf, party: Participant, who: Who) -> str:
    return who.find(leaf.page, party.entity, party.name)


def _find_site(place: Identity | None) -> _Site:
    if place is None:
        return _Site("", wide=True)
    wide = place.id.startswith("iso:") or place.place_precision in _WIDE
    return _Site(place.country, wide)


def _find_teller(leaf: Leaf, events: Sequence[Event], who: Who) -> str:
    """Return whose word an event is, `HIDDEN` where the text does not say, "" where the outlet itself tells it too."""
    if not all(event.said_in for event in events):
        return ""
    statement = next((one for one in leaf.statements if one.id == events[0].said_in), None)
    return (who.find(leaf.page, statement.speaker, statement.speaker_name) if statement else "") or HIDDEN


def _first_term(terms: Terms, words: str) -> str:
    return next(iter(terms.settle(terms.find(words))), "")


def is_apart(one: Telling, other: Telling) -> bool:
    """Say whether two tellings cannot be of one happening: of one page, or of other days, parties or places."""
    return (
        one.page == other.page
        or one.days.is_apart(other.days)
        or _places_differ(one, other)
        or _parties_differ(one, other)
    )


def _places_differ(one: Telling, other: Telling) -> bool:
    if not one.place or not other.place or one.place == other.place:
        return False
    if one.site.state != other.site.state:
        return True
    return not (one.site.wide or other.site.wide)


def _parties_differ(one: Telling, other: Telling) -> bool:
    if one.type in _MUTUAL:
        mine, theirs = _known(one.actors | one.recipients), _known(other.actors | other.recipients)
        states = {**one.states, **other.states}
        return not (_covers(mine, theirs, states) or _covers(theirs, mine, states))
    states = {**one.states, **other.states}
    sides = ((one.actors, other.actors), (one.recipients, other.recipients))
    return any(_is_disjoint(_known(mine), _known(theirs), states) for mine, theirs in sides)


def _known(parties: frozenset[str]) -> frozenset[str]:
    return frozenset(party for party in parties if ":" in party)


def _covers(mine: frozenset[str], theirs: frozenset[str], states: Mapping[str, str]) -> bool:
    """Say whether each of `mine` is one of `theirs`, or acts for the state of one."""
    own = {states.get(party, party) for party in theirs}
    return all(party in theirs or states.get(party, party) in own for party in mine)


def _is_disjoint(mine: frozenset[str], theirs: frozenset[str], states: Mapping[str, str]) -> bool:
    """Say whether both sides are known and neither anyone nor any state is on both."""
    if not mine or not theirs or mine & theirs:
        return False
    return {states.get(party, party) for party in mine}.isdisjoint(states.get(party, party) for party in theirs)


def weigh_likeness(one: Telling, other: Telling, rarity: Mapping[str, float], weights: Mapping[str, float]) -> float:
    """Return how much speaks for two tellings being of one happening, in [0, 1].

    `rarity` says how much a party or place tells, in [0, 1]; `weights` are those of the words about a trigger.
    """
    total = _CIRCUMSTANCES * _share_words(one.around, other.around, weights)
    total += _STORY * (one.story == other.story != "")
    if one.type in _MUTUAL:
        total += sum(_weigh_parties(one.actors | one.recipients, other.actors | other.recipients, rarity)[:2])
    else:
        for mine, theirs in ((one.actors, other.actors), (one.recipients, other.recipients)):
            total += sum(_weigh_parties(mine, theirs, rarity)[:1])
    if one.place and one.place == other.place:
        total += _STATE_SITE if one.site.wide else _SITE * rarity[one.place]
    total += sum(
        _weigh_tolls(mine, theirs) for mine, theirs in ((one.killed, other.killed), (one.injured, other.injured))
    )
    total += _WORD * (one.word == other.word) + _MODE * (one.mode == other.mode != "")
    total += _weigh_days(one.days, other.days)
    return min(1.0, max(0.0, total))


def _share_words(one: frozenset[str], other: frozenset[str], weights: Mapping[str, float]) -> float:
    """Return the cosine of two sets of words by their weights, which are squares."""
    # Summed exactly, since a set has no order that would be the same on every run.
    lengths = fsum(weights[term] for term in one) * fsum(weights[term] for term in other)
    return fsum(weights[term] for term in one & other) / sqrt(lengths) if lengths else 0.0


def _weigh_parties(mine: frozenset[str], theirs: frozenset[str], rarity: Mapping[str, float]) -> list[float]:
    """Return what each party on both sides speaks for, most first."""
    shared = ((_PARTY if ":" in party else _NAME) * rarity[party] for party in mine & theirs)
    return sorted(shared, reverse=True)


def _weigh_tolls(mine: Toll | None, theirs: Toll | None) -> float:
    """Return what two counts speak for; counts that disagree speak a little against, since tolls of one attack do."""
    if mine is None or theirs is None:
        return 0.0
    if (mine.low, mine.high) == (theirs.low, theirs.high):
        # Two or three die in many attacks on one day.
        return _TOLL * min(1.0, log(1 + mine.low) / log(1 + _MANY))
    return -_DISAGREE if mine.low > theirs.high or theirs.low > mine.high else 0.0


def _weigh_days(one: Window, other: Window) -> float:
    if one.is_day and other.is_day:
        return _DAY if one.first == other.first else 0.0
    return 0.0 if OPEN in (one.rank, other.rank) or (one.rank == CAPTURED) != (other.rank == CAPTURED) else _DAYS

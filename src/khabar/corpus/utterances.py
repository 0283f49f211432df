"""Statements of many pages that are one thing said: one speaker, one time, like words; and how the words drift.

Words are compared by the weights of their lemmas (idf): a quotation that stands inside a longer one is the same
saying, so two contents are as like as the lesser is contained in the greater, and an indirect rendering needs less of
the words than a quotation does. Where one page hides the speaker or gives a role, only words that are nearly the same
tell that it is the same saying.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from math import fsum, log, sqrt
from typing import TYPE_CHECKING

from khabar.account import Rendering, Utterance
from khabar.corpus.clusters import find_clusters
from khabar.corpus.days import Window, find_window

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from khabar.corpus.identities import Who
    from khabar.corpus.independence import Independence
    from khabar.corpus.leaves import Leaf
    from khabar.corpus.terms import Terms
    from khabar.model import Form, Statement

# Likeness from which two renderings by one speaker are one saying, and where a speaker is unknown. Read by eye.
_SAME = 0.6
_SAME_UNNAMED = 0.8
# Lemmas that must be shared; fewer are a phrase of the trade.
_LEAST, _LEAST_UNNAMED = 3, 6
# Statements that share a lemma are compared where they are no more than this many.
_CROWD = 40
_BACKGROUND = 1000
# Days from which on the same words are said again.
_DAYS_APART = 3
_MOST_WORDS = 12
_FORMS: Mapping[Form, int] = {"direct": 0, "mixed": 1, "indirect": 2}


@dataclass(frozen=True, slots=True)
class _Saying:
    """A statement as it is compared. `speaker` is an identity or a name; `known` tells that it is an identity."""

    id: str
    page: str
    statement: Statement
    speaker: str
    known: bool
    days: Window
    told: str
    terms: frozenset[str]
    about: tuple[str, ...]


def find_utterances(
    leaves: Sequence[Leaf], terms: Terms, who: Who, independence: Independence
) -> tuple[Utterance, ...]:
    """Return what was said, in order of the days of the first renderings. The order of `leaves` is all one."""
    sayings = [one for leaf in sorted(leaves, key=lambda leaf: leaf.page) for one in _of_page(leaf, terms, who)]
    counts = Counter(term for saying in sayings for term in saying.terms)
    whole = log(len(sayings) + _BACKGROUND)
    weights = {term: whole - log(count) for term, count in counts.items()}
    likeness = {
        pair: value
        for pair in _find_candidates(sayings, counts)
        if (value := _compare(sayings[pair[0]], sayings[pair[1]], weights))
    }
    clusters = find_clusters(len(sayings), likeness, _SAME)
    said = [_describe([sayings[at] for at in cluster], weights, independence) for cluster in clusters]
    return tuple(sorted(said, key=lambda one: (one.told or "~", one.id)))


def _of_page(leaf: Leaf, terms: Terms, who: Who) -> Iterator[_Saying]:
    for statement, words in zip(leaf.statements, leaf.said, strict=True):
        speaker = who.find(leaf.page, statement.speaker, statement.speaker_name)
        about = tuple(dict.fromkeys(who.find(leaf.page, entity, "") for entity in statement.about))
        yield _Saying(
            statement.id,
            leaf.page,
            statement,
            speaker,
            ":" in speaker,
            find_window(statement.date, leaf.days),
            leaf.days.date,
            frozenset(terms.settle(terms.find(words))),
            about,
        )


def _find_candidates(sayings: Sequence[_Saying], counts: Mapping[str, int]) -> list[tuple[int, int]]:
    """Return the pairs that share a speaker and a lemma, or several rare lemmas."""
    keyed: dict[tuple[str, str], list[int]] = defaultdict(list)
    for at, saying in enumerate(sayings):
        for term in saying.terms:
            if saying.known:
                keyed[saying.speaker, term].append(at)
            if counts[term] <= _CROWD:
                keyed["", term].append(at)
    shared: Counter[tuple[int, int]] = Counter()
    for places in keyed.values():
        if len(places) <= _CROWD:
            shared.update((low, high) for at, low in enumerate(places) for high in places[at + 1 :])
    return sorted(pair for pair, count in shared.items() if count > 1)


def _compare(one: _Saying, other: _Saying, weights: Mapping[str, float]) -> float:
    """Return how like two renderings are, in [0, 1]; 0 where they cannot be of one saying."""
    shared = one.terms & other.terms
    same = one.speaker == other.speaker != ""
    if one.known and other.known and not same:
        return 0.0
    if len(shared) < (_LEAST if same else _LEAST_UNNAMED) or _is_apart(one.days, other.days):
        return 0.0
    value = _contain(one.terms, other.terms, weights)
    return value if value >= (_SAME if same else _SAME_UNNAMED) else 0.0


def _is_apart(one: Window, other: Window) -> bool:
    return one.is_apart(other) and min(abs(one.first - other.last), abs(other.first - one.last)) > _DAYS_APART


def _contain(one: frozenset[str], other: frozenset[str], weights: Mapping[str, float]) -> float:
    """Return the weight of the lemmas that two contents share, between its share of the lesser and of both."""
    common = _sum(one & other, weights)
    less, more = sorted((_sum(one, weights), _sum(other, weights)))
    if not less:
        return 0.0
    # The geometric mean of containment and cosine: a short quotation in a long one counts, a stray phrase less.
    return sqrt(common / less * common / sqrt(less * more))


def _sum(terms: frozenset[str], weights: Mapping[str, float]) -> float:
    return fsum(weights[term] for term in terms)


def _describe(sayings: Sequence[_Saying], weights: Mapping[str, float], independence: Independence) -> Utterance:
    ordered = sorted(sayings, key=lambda one: (_FORMS[one.statement.form], one.told or "~", one.id))
    first = ordered[0]
    known = Counter(one.speaker for one in ordered if one.known) or Counter(one.speaker for one in ordered)
    speaker = min(known, key=lambda name: (-known[name], name))
    acts = Counter(one.statement.act for one in ordered)
    dates = sorted((one.statement.date for one in ordered if one.statement.date), key=lambda date: (-len(date), date))
    pages = [one.page for one in ordered]
    return Utterance(
        id=min(one.id for one in ordered),
        speaker=speaker,
        date=dates[0] if dates else "",
        told=min((one.told for one in ordered if one.told), default=""),
        # A bare "said" tells less than what others call it.
        act=min(acts, key=lambda act: (act == "state", -acts[act], act)),
        about=tuple(dict.fromkeys(entity for one in ordered for entity in one.about)),
        renderings=tuple(_render(one, first, weights) for one in ordered),
        outlets=independence.outlets(pages),
        origins=independence.count(pages),
    )


def _render(saying: _Saying, first: _Saying, weights: Mapping[str, float]) -> Rendering:
    likeness = 1.0 if saying is first else round(_contain(saying.terms, first.terms, weights), 3)
    return Rendering(
        saying.id,
        saying.statement.form,
        likeness,
        _weightiest(saying.terms - first.terms, weights),
        _weightiest(first.terms - saying.terms, weights),
    )


def _weightiest(terms: frozenset[str], weights: Mapping[str, float]) -> tuple[str, ...]:
    return tuple(sorted(terms, key=lambda term: (-weights[term], term))[:_MOST_WORDS])

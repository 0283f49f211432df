"""Parties chosen among candidates by what their signs weigh."""

from __future__ import annotations

from math import exp
from typing import TYPE_CHECKING, NamedTuple

from khabar.events.parties import key_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from khabar.events.candidates import Candidate, Side

_NO_WEIGHT = (0.0, 0.0)
_BEST = 4  # candidates for each role that are tried together
# How likely a side must be, or nobody is named. Of actors just over it one in three is right; those under it are
# right one time in five, and to name the wrong one as who struck is worse than to name nobody.
_LIKELY = 0.35
# The same for whoever is struck: down to here one in two is right.
_LIKELY_STRUCK = 0.28
# The same for whoever is to have struck where the sentence names somebody else or nobody: of actors between the two one
# in five is right.
_LIKELY_FAR = 0.6


class _Scored(NamedTuple):
    side: Side
    near: bool
    keys: frozenset[str]
    acts: float
    suffers: float


def choose_sides(
    candidates: list[Candidate], weights: Mapping[str, tuple[float, float]], *, wary: bool = False
) -> tuple[Side, Side]:
    """Return the actors and the recipients: the two sides that weigh most together, nobody on both.

    Of equals the first counts. A side that is not likely among all candidates (softmax) is left open; `wary` asks more
    of actors that only the rest of the page names.
    """
    scored = [_score(candidate, weights) for candidate in candidates]
    actors = sorted(scored, key=lambda one: -one.acts)[:_BEST]
    recipients = sorted(scored, key=lambda one: -one.suffers)[:_BEST]
    pairs = ((a.acts + r.suffers, a, r) for a in actors for r in recipients if not a.keys & r.keys)
    best = max(pairs, key=lambda pair: pair[0], default=None)
    if best is None:
        return (), ()
    _, acting, suffering = best
    least = _LIKELY_FAR if wary and not acting.near else _LIKELY
    return (
        acting.side if _share(acting.side, [(one.side, one.acts) for one in scored]) >= least else (),
        suffering.side if _share(suffering.side, [(one.side, one.suffers) for one in scored]) >= _LIKELY_STRUCK else (),
    )


def _share(side: Side, weighed: list[tuple[Side, float]]) -> float:
    """Return the probability of a side by the weights of all."""
    most = max(weight for _, weight in weighed)
    odds = [exp(weight - most) for _, weight in weighed]
    return sum(odd for odd, (one, _) in zip(odds, weighed, strict=True) if one is side) / sum(odds)


def _score(candidate: Candidate, weights: Mapping[str, tuple[float, float]]) -> _Scored:
    acts = suffers = 0.0
    for sign in candidate.signs:
        one, other = weights.get(sign, _NO_WEIGHT)
        acts += one
        suffers += other
    return _Scored(candidate.side, candidate.near, frozenset(map(key_of, candidate.side)), acts, suffers)

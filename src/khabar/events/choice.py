"""Parties chosen among candidates by what their signs weigh."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from khabar.events.parties import key_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from khabar.events.candidates import Candidate, Side

_NO_WEIGHT = (0.0, 0.0)
_BEST = 4  # candidates for each role that are tried together


class _Scored(NamedTuple):
    side: Side
    keys: frozenset[str]
    acts: float
    suffers: float


def choose_sides(candidates: list[Candidate], weights: Mapping[str, tuple[float, float]]) -> tuple[Side, Side]:
    """Return the actors and the recipients: the two sides that weigh most together, nobody on both.

    Of equals the first counts.
    """
    scored = [_score(candidate, weights) for candidate in candidates]
    actors = sorted(scored, key=lambda one: -one.acts)[:_BEST]
    recipients = sorted(scored, key=lambda one: -one.suffers)[:_BEST]
    pairs = ((a.acts + r.suffers, a.side, r.side) for a in actors for r in recipients if not a.keys & r.keys)
    best = max(pairs, key=lambda pair: pair[0], default=None)
    return best[1:] if best else ((), ())


def _score(candidate: Candidate, weights: Mapping[str, tuple[float, float]]) -> _Scored:
    acts = suffers = 0.0
    for sign in candidate.signs:
        one, other = weights.get(sign, _NO_WEIGHT)
        acts += one
        suffers += other
    return _Scored(candidate.side, frozenset(map(key_of, candidate.side)), acts, suffers)

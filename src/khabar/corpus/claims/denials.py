"""Denials brought to what they deny: the statements and events of the pile that claim it, or none, a ghost.

A clause claims what is denied where it speaks of most of it, by weight of rarity, is not itself turned against it, was
told no later than the denial and stands outside it: what a page tells of a report only to deny it is no report. Where
the two have no name in common they must share more.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date
from math import log
from typing import TYPE_CHECKING

from khabar.account import Claim
from khabar.corpus.claims.clauses import read_gist

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from typing import Protocol

    from khabar.corpus.claims.clauses import Clause, Gist
    from khabar.lexicon import Lexicon

    class Who(Protocol):
        """Who tells the identity of an entity or name on a page."""

        def find(self, page: str, entity: str, name: str) -> str:
            """Return the identity, or the name itself."""


# Share of the weight of a denied proposition that a clause must speak of to claim it, with a name and deed in common
# and without; and of the shorter of two propositions that are one. Read by eye on a week of newspapers: from .65 down
# most clauses that share names are of another matter.
_CLAIMED = 0.7
_CLAIMED_UNNAMED = 0.8
_SAME = 0.6
# Terms a proposition must speak of: fewer ("these reports") point to one denied before.
_LEAST_TERMS = 3
# A clause that speaks of so much more than what is denied only touches it.
_MOST_TIMES = 6
_STRETCH = 3  # tokens for each term of a proposition, within which a clause that claims it names them
_DAYS = 45  # between a report and its denial
_FEW = 200  # clauses a term may stand in to lead from one to the other
DAY = len("2025-03-01")


@dataclass(frozen=True, slots=True)
class Weights:
    """How rare the terms of a pile are, and in which clauses the rare ones stand."""

    of: Mapping[int, float]
    places: Mapping[int, Sequence[int]]

    def share(self, of: Iterable[int], by: Iterable[int]) -> float:
        """Return the share of the weight of terms `of` that stands among terms `by`, in [0, 1]."""
        held = set(by)
        whole = [self.of[term] for term in of]
        return sum(self.of[term] for term in of if term in held) / sum(whole) if whole else 0.0

    def likeness(self, one: Sequence[int], other: Sequence[int]) -> float:
        """Return the share of the weight of both that stands in either, in [0, 1] (Dice)."""
        common = 2 * sum(self.of[term] for term in set(one).intersection(other))
        whole = sum(self.of[term] for term in one) + sum(self.of[term] for term in other)
        return common / whole if whole else 0.0


def weigh_clauses(clauses: Sequence[Clause]) -> Weights:
    """Return how rare the terms of all clauses are."""
    counts = Counter(term for clause in clauses for term in clause.matter.terms)
    places: dict[int, list[int]] = {term: [] for term, count in counts.items() if count <= _FEW}
    for at, clause in enumerate(clauses):
        for term in clause.matter.terms:
            if term in places:
                places[term].append(at)
    return Weights({term: log(1 + len(clauses) / count) for term, count in counts.items()}, places)


def find_claims(clauses: Sequence[Clause], weights: Weights, who: Who, lexicon: Lexicon) -> tuple[Claim, ...]:
    """Return the propositions that are denied, in order of their first denials' ids.

    `clauses` are those of all pages in order of their ids, `weights` theirs. Denials of one proposition are one claim.
    """
    denials = [at for at, clause in enumerate(clauses) if clause.kind == "denial"]
    heads = _join_denials(denials, clauses, weights)
    joined: dict[int, list[int]] = {}
    for at in denials:
        joined.setdefault(heads[at], []).append(at)
    claims = (_make_claim(group, clauses, weights, who, lexicon) for group in joined.values())
    return tuple(sorted(claims, key=lambda claim: claim.id))


def _join_denials(denials: list[int], clauses: Sequence[Clause], weights: Weights) -> dict[int, int]:
    """Return for each denial the first of those that deny the same."""
    heads: dict[int, int] = {}
    full: dict[int, None] = {}
    for before, at in zip((-1, *denials), denials, strict=False):
        clause = clauses[at]
        if len(clause.matter.terms) < _LEAST_TERMS:
            pointed = before >= 0 and clauses[before].page == clause.page
            heads[at] = heads[before] if pointed else at
            continue
        near = {other for term in clause.matter.terms for other in weights.places.get(term, ()) if other in full}
        match = next((other for other in sorted(near) if _deny_same(clause, clauses[other], weights)), at)
        heads[at] = heads.get(match, match)
        full[at] = None
    return heads


def _deny_same(one: Clause, other: Clause, weights: Weights) -> bool:
    short, long = sorted((one, other), key=lambda clause: len(clause.matter.terms))
    share = weights.share(short.matter.terms, long.matter.terms)
    return share >= (_SAME if meet(one, other) else _CLAIMED_UNNAMED) and may_lie_within(one, other, _DAYS)


def _make_claim(group: list[int], clauses: Sequence[Clause], weights: Weights, who: Who, lexicon: Lexicon) -> Claim:
    ordered = sorted((clauses[at] for at in group), key=lambda clause: (clause.latest or "~", clause.id))
    full = [denial for denial in ordered if len(denial.matter.terms) >= _LEAST_TERMS] or ordered
    first = full[0]
    makers = {maker for denial in full for maker in _find_makers(denial, clauses, weights, who, lexicon)}
    return Claim(
        id=first.id,
        proposition=first.told,
        denied_by=who.find(first.page, first.entity, first.speaker),
        reported_by=next((denial.reporter for denial in full if denial.reporter), ""),
        date=first.latest[:DAY] if first.earliest == first.latest else "",
        makers=tuple(sorted(makers)),
        denials=tuple(sorted(denial.id for denial in ordered)),
    )


def _find_makers(
    denial: Clause, clauses: Sequence[Clause], weights: Weights, who: Who, lexicon: Lexicon
) -> Iterator[str]:
    """Yield the ids of the statements and events that claim what `denial` denies."""
    terms = denial.matter.terms
    if len(terms) < _LEAST_TERMS:
        return
    denier = who.find(denial.page, denial.entity, denial.speaker)
    for at in sorted({place for term in terms for place in weights.places.get(term, ())}):
        clause = clauses[at]
        if (
            _may_claim(denial, clause)
            and weights.share(terms, clause.matter.terms) >= (_CLAIMED if meet(denial, clause) else _CLAIMED_UNNAMED)
            and _says_at_once(read_gist(denial.text, lexicon), read_gist(clause.text, lexicon))
            and not (denier and who.find(clause.page, clause.entity, clause.speaker) == denier)
        ):
            yield clause.id


def _says_at_once(denial: Gist, gist: Gist) -> bool:
    """Answer whether most of a proposition's terms stand close together in a clause, not here and there in it."""
    wanted = set(denial.terms.values())
    places = [(at, term) for at, term in sorted(gist.terms.items()) if term in wanted]
    reach = _STRETCH * len(denial.terms) + _STRETCH
    least = _CLAIMED * len(wanted)
    return any(
        len({term for at, term in places[first:] if at < start + reach}) >= least
        for first, (start, _) in enumerate(places)
    )


def _may_claim(denial: Clause, clause: Clause) -> bool:
    inside = clause.page == denial.page and denial.within.start <= clause.told.start <= denial.within.end
    early = not denial.latest or not clause.earliest or clause.earliest[:DAY] <= denial.latest[:DAY]
    return (
        clause.kind != "denial"
        and clause.asserts
        and not inside
        and not clause.turns & {"not", "denied", "refused", "possible"}
        and len(clause.matter.terms) <= _MOST_TIMES * len(denial.matter.terms)
        and early
        # Talks with one state are not talks with another.
        and set(clause.matter.names).issuperset(denial.matter.names)
        and may_lie_within(denial, clause, _DAYS)
    )


def meet(one: Clause, other: Clause) -> bool:
    """Answer whether two clauses have a name in common, and a deed too where both tell one."""
    deeds = not one.matter.deeds or not other.matter.deeds or set(one.matter.deeds) & set(other.matter.deeds)
    return bool(deeds and set(one.matter.names) & set(other.matter.names))


def may_lie_within(one: Clause, other: Clause, days: int) -> bool:
    """Answer whether two clauses may have been told within so many days of each other."""
    return max(_days_from(one.latest, other.earliest), _days_from(other.latest, one.earliest)) <= days


def _days_from(day: str, later: str) -> int:
    """Return how many days `later` lies behind `day`, 0 where one of them is not known to the day."""
    if min(len(day), len(later)) < DAY:
        return 0
    return (date.fromisoformat(later[:DAY]) - date.fromisoformat(day[:DAY])).days

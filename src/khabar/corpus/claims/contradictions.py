"""Statements and events of two sides that cannot both hold, wherever in the pile they stand.

Two clauses are compared where they are of one time and, by weight of rarity, speak of much the same, names and deed
among it. They contradict each other where one is a denial of the other, or where a word that both say is turned in one
alone, stands on the other side of an opposition, or is counted otherwise. Likeness alone proves nothing.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from itertools import combinations
from typing import TYPE_CHECKING

from khabar.account import Contradiction, page_of
from khabar.corpus.claims.clashes import find_clashes
from khabar.corpus.claims.clauses import read_gist
from khabar.corpus.claims.denials import DAY, may_lie_within, meet
from khabar.corpus.claims.matter import is_name
from khabar.text.fold import fold_form
from khabar.text.letters import ARTICLE

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from khabar.account import Claim, Count, Happening
    from khabar.corpus.claims.clashes import Clash
    from khabar.corpus.claims.clauses import Clause, Doer, Gist
    from khabar.corpus.claims.denials import Weights, Who
    from khabar.lexicon import Lexicon

# Clauses a term may stand in to lead from one to another: commoner ones lead to too many pairs.
_FEW = 60
# Share of both clauses' weight that they must have in common, and where the day of one is open.
_LIKE = 0.5
_ALIKE = 0.85
# Share by which a count that others round is off, and times by which none is: a misread number is.
_ROUNDED = 0.02
_MOST = 20
# Days between two clauses of one happening; a count may be another the next day.
_DAYS = 3
_NEXT = 1
_REBELS = frozenset({"OPP", "REB", "INS", "SEP", "UAF"})  # sectors of actor codes that stand against their state
_REACH = 3  # tokens from a negation to what it negates, or around a word on one side of an opposition
_PLAINLY_NOT = frozenset({"not", "denied"})
_LEAST_TERMS = 4  # of either clause: fewer say too little to be of one happening by chance


def keep_one_each(clashes: Iterable[Contradiction], copies: Mapping[str, str]) -> tuple[Contradiction, ...]:
    """Return contradictions in order of their ids, `a` the lesser, one for what two pages or their copies disagree on.

    `copies` leads from a page to the group of pages that print its text.
    """
    found: dict[tuple[str, ...], Contradiction] = {}
    for one in sorted(clashes, key=lambda one: (-one.score, one.a, one.b)):
        # Of one text printed twice, or a clause that tells two events, the pair most alike stands for all.
        sides = sorted(copies.get(page, page) for page in (page_of(one.a), page_of(one.b)))
        found.setdefault((*sides, one.kind, one.why), one)
    return tuple(sorted(found.values(), key=lambda one: (one.a, one.b)))


def find_count_clashes(happenings: Iterable[Happening]) -> Iterator[Contradiction]:
    """Yield for each happening the lowest and highest counts of its dead, and of its injured, that cannot both be."""
    for happening in happenings:
        for counts in (happening.killed, happening.injured):
            low = min(counts, key=lambda count: (count.high, count.event), default=None)
            high = max(counts, key=lambda count: (count.low, count.event), default=None)
            if (
                low
                and high
                and _ROUNDED < high.low / max(low.high, 1) - 1 < _MOST
                and page_of(low.event) != page_of(high.event)
            ):
                first, second = sorted((low, high), key=lambda count: count.event)
                yield Contradiction(first.event, second.event, "number", f"{_write(first)} / {_write(second)}", 1.0)


def _write(count: Count) -> str:
    return str(count.low) if count.low == count.high else f"{count.low}\u2013{count.high}"


def find_denied(claims: Sequence[Claim], clauses: Sequence[Clause], weights: Weights) -> Iterator[Contradiction]:
    """Yield each denial with each of those that claim what it denies."""
    by_id = {clause.id: clause for clause in clauses}
    for claim in claims:
        denial = by_id[claim.id]
        for maker in claim.makers:
            score = weights.share(denial.matter.terms, by_id[maker].matter.terms)
            a, b = sorted((claim.id, maker))
            yield Contradiction(a, b, "negation", denial.cue, score)


def find_clashing(clauses: Sequence[Clause], weights: Weights, who: Who, lexicon: Lexicon) -> Iterator[Contradiction]:
    """Yield pairs of clauses of two sides in which something that both say clashes."""
    for first, second, score in _find_pairs(clauses, weights):
        one, other = clauses[first], clauses[second]
        if _are_two_sides(one, other, who):
            gists = [read_gist(clause.text, lexicon) for clause in (one, other)]
            clashes = find_clashes(*(gist.wording for gist in gists))
            clash = next((clash for clash in clashes if _is_firm(clash, *gists)), None)
            a, b = sorted((one.id, other.id))
            if clash and (clash.kind != "number" or _are_of_one_day(one, other, score)):
                yield Contradiction(a, b, clash.kind, clash.why, score)
            elif not clash and (doers := _find_others(one, other)) and _are_of_one_day(one, other, score):
                yield Contradiction(a, b, "party", " / ".join(doers), score)


def _find_pairs(clauses: Sequence[Clause], weights: Weights) -> Iterator[tuple[int, int, float]]:
    """Yield pairs of clauses that speak of much the same, and how much of their weight they have in common."""
    for at, clause in enumerate(clauses):
        if not _may_clash(clause):
            continue
        near = Counter[int]()
        for term in clause.matter.terms:
            places = weights.places.get(term, ())
            if len(places) <= _FEW:
                near.update(places[bisect_right(places, at) :])
        for other, shared in sorted(near.items()):
            facing = clauses[other]
            if shared > 1 and _may_clash(facing):
                score = weights.likeness(clause.matter.terms, facing.matter.terms)
                if score >= _LIKE:
                    yield at, other, score


def _may_clash(clause: Clause) -> bool:
    return clause.kind != "denial" and clause.asserts and len(clause.matter.terms) >= _LEAST_TERMS


def _are_two_sides(one: Clause, other: Clause, who: Who) -> bool:
    """Answer whether two clauses of one time and matter are told by two: an update by the same is no contradiction."""
    if one.ordinals and other.ordinals and one.ordinals != other.ordinals:
        return False
    if one.page == other.page or not meet(one, other) or not may_lie_within(one, other, _DAYS):
        return False
    first, second = (who.find(clause.page, clause.entity, clause.speaker) for clause in (one, other))
    return first != second or (not first and one.outlet != other.outlet)


def _are_of_one_day(one: Clause, other: Clause, likeness: float) -> bool:
    """Answer whether two clauses are of one day or the next; where a day is open, their likeness must speak for it."""
    known = all(len(t.latest) >= DAY and t.earliest[:DAY] == t.latest[:DAY] for t in (one, other))
    return may_lie_within(one, other, _NEXT) and (known or likeness >= _ALIKE)


def _find_others(one: Clause, other: Clause) -> tuple[str, ...]:
    """Return two doers whom two clauses name for one use of force, of other states or camps; () where there are none.

    Only whom a clause itself names counts, and nobody whom both name: copies of one text blame no two.
    """
    doers = _named_in(one, other), _named_in(other, one)
    return (doers[0][0].name, doers[1][0].name) if _differ(*doers) else ()


def _named_in(clause: Clause, other: Clause) -> list[Doer]:
    """Return the doers whom a clause names, those left out whom the other names in full."""
    own, facing = _words(clause.text), _words(other.text)
    return [doer for doer in clause.doers if _words(doer.name) & own and not _words(doer.name) <= facing]


def _words(text: str) -> set[str]:
    return {word.removeprefix(ARTICLE) for word in fold_form(text).split()}


def _differ(one: Sequence[Doer], other: Sequence[Doer]) -> bool:
    """Answer whether two accounts of one use of force name others as its doers: of another state or another camp."""
    words = [_words(doer.name) for doers in (one, other) for doer in doers]
    if any(first & second for first, second in combinations(words, 2)):
        return False
    camps = [{(doer.code[:3], doer.code[3:6] in _REBELS) for doer in doers if doer.code} for doers in (one, other)]
    return bool(camps[0] and camps[1]) and not camps[0] & camps[1]


def _is_firm(clash: Clash, one: Gist, other: Gist) -> bool:
    """Answer whether what clashes bears on what both clauses say, not on something beside it."""
    if clash.kind == "number":
        first, second = (_count_at(c, at) for c, at in ((one, clash.one_at), (other, clash.other_at)))
        return first == second
    if clash.kind == "antonym":
        return clash.decides and bool(_terms_by(one, clash.one_at) & _terms_by(other, clash.other_at))
    if clash.kind == "negation":
        turned, plain, at = (one, other, clash.one_at) if clash.one_at >= 0 else (other, one, clash.other_at)
        if not any(turn.at == at and turn.kind in _PLAINLY_NOT for turn in turned.wording.turns):
            return False  # what is forbidden or put off may be so all the same
        behind = (turned.terms.get(place, "") for place in range(at + 1, at + 1 + _REACH))
        # The subject of a verb of refusal stands before what is refused.
        negated = next((term for term in behind if term and not is_name(term)), "")
        return negated in plain.terms.values()
    return False


def _count_at(gist: Gist, at: int) -> str:
    return next(count.of for count in gist.wording.counts if count.at == at)


def _terms_by(gist: Gist, at: int) -> set[str]:
    """Return the terms within `_REACH` tokens of a token, that itself left out."""
    near = (place for place in range(at - _REACH, at + _REACH + 1) if place != at)
    return {gist.terms[place] for place in near if place in gist.terms}

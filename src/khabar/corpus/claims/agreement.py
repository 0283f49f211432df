"""Whether two wordings say the same or cannot both hold: signs of either, weighed together.

The signs are words that one says and the other does not, what both share by words and by letters, and clashes: of
numbers, names, sides of oppositions and turns. Their weights are learnt from pairs of headlines by
`tasks/agreement.py` (logistic regression) and stand in `agreement.tsv`.
"""

from __future__ import annotations

from math import exp
from typing import TYPE_CHECKING, Literal, NamedTuple

from khabar.corpus.claims.clashes import find_clashes

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from khabar.account import ClashKind
    from khabar.corpus.claims.wording import Wording

Relation = Literal["agree", "disagree", "other"]

_GRAMS = (2, 3, 4)
# A word that both say tells less than one that only one says.
_SHARED = 0.5
_EVEN = 0.5  # agreement from which on two wordings agree
_LEAST_STEM = 3  # letters of a stem that tells what a text is about: shorter ones are mostly particles


class Judgement(NamedTuple):
    """How two wordings stand to each other.

    `agreement` is how likely they agree, in [0, 1]; `kind` and `why` name what sets them apart where they disagree, ""
    where only the weight of all their words does.
    """

    relation: Relation
    agreement: float
    kind: ClashKind | Literal[""]
    why: str


def judge_pair(a: Wording, b: Wording, weights: Mapping[str, float]) -> Judgement:
    """Judge whether two headlines agree; those that share no word, name or opposition are about other things."""
    agreement = weigh_signs(find_signs(a, b), weights)
    if not _shares_matter(a, b):
        return Judgement("other", agreement, "", "")
    if agreement >= _EVEN:
        return Judgement("agree", agreement, "", "")
    clashes = find_clashes(a, b)
    return Judgement("disagree", agreement, clashes[0].kind if clashes else "", clashes[0].why if clashes else "")


def _shares_matter(a: Wording, b: Wording) -> bool:
    one, other = ({word.stem for word in wording.words if len(word.stem) >= _LEAST_STEM} for wording in (a, b))
    names = {name.what for name in a.names} & {name.what for name in b.names}
    matters = ({side.opposition for stand in wording.stands for side in stand.sides} for wording in (a, b))
    return bool(one & other or names or set.intersection(*matters))


def find_signs(a: Wording, b: Wording) -> dict[str, float]:
    """Return the signs of agreement or contradiction of two wordings, each with how strongly it is there."""
    signs = {"any": 1.0}
    signs.update(_word_signs(a, b))
    signs.update(_overlap_signs(a, b))
    signs.update(_number_signs(a, b))
    signs.update(_name_signs(a, b))
    signs.update(_side_signs(a, b))
    signs.update(_turn_signs(a, b))
    signs.update(_clash_signs(a, b, signs["stems common"]))
    return signs


def weigh_signs(signs: Mapping[str, float], weights: Mapping[str, float]) -> float:
    """Return how likely two wordings that differ agree, in [0, 1]."""
    score = sum(weights.get(sign, 0.0) * value for sign, value in signs.items())
    return 1 / (1 + exp(-max(-60.0, min(60.0, score))))


def _word_signs(a: Wording, b: Wording) -> Iterator[tuple[str, float]]:
    one, other = ({word.stem for word in wording.words} for wording in (a, b))
    yield from ((f"+{stem}", 1.0) for stem in other - one)
    yield from ((f"-{stem}", 1.0) for stem in one - other)
    yield from ((f"={stem}", _SHARED) for stem in one & other)


def _overlap_signs(a: Wording, b: Wording) -> Iterator[tuple[str, float]]:
    one, other = ({word.stem for word in wording.words} for wording in (a, b))
    yield from _shares("stems", one, other)
    for length in _GRAMS:
        yield from _shares(f"letters {length}", _grams(a, length), _grams(b, length))
    yield "length a", len(a.words) / 10
    yield "length b", len(b.words) / 10
    yield "same opening", float(a.words[:1] != () and b.words[:1] != () and a.words[0].stem == b.words[0].stem)


def _shares(name: str, one: set[str], other: set[str]) -> Iterator[tuple[str, float]]:
    common = len(one & other)
    yield f"{name} common", common / max(1, len(one | other))
    yield f"{name} a", common / max(1, len(one))
    yield f"{name} b", common / max(1, len(other))


def _grams(wording: Wording, length: int) -> set[str]:
    return {
        padded[at : at + length]
        for word in wording.words
        for padded in (f" {word.form} ",)
        for at in range(len(padded) - length + 1)
    }


def _number_signs(a: Wording, b: Wording) -> Iterator[tuple[str, float]]:
    one, other = ({count.value for count in wording.counts} for wording in (a, b))
    yield "number same", float(bool(one & other))
    yield "number differs", float(bool(one - other) and bool(other - one))
    yield "number added", float(bool(other - one) and not one - other)
    yield "number dropped", float(bool(one - other) and not other - one)


def _name_signs(a: Wording, b: Wording) -> Iterator[tuple[str, float]]:
    one, other = ({name.what for name in wording.names} for wording in (a, b))
    yield "name same", float(bool(one & other))
    yield "name differs", float(bool(one - other) and bool(other - one))
    yield "name added", float(bool(other - one) and not one - other)
    yield "name dropped", float(bool(one - other) and not other - one)


def _side_signs(a: Wording, b: Wording) -> Iterator[tuple[str, float]]:
    one, other = ({side for stand in wording.stands for side in stand.sides} for wording in (a, b))
    against = {side._replace(side=1 - side.side) for side in other}
    same, clash = one & other, (one - other) & against
    yield "side same", float(bool(same))
    yield "side against", float(bool(clash))
    yield "side against alone", float(bool(clash) and not same)
    yield from ((f"same {side.opposition}", 1.0) for side in sorted(same))
    yield from ((f"against {side.opposition}", 1.0) for side in sorted(clash))


def _turn_signs(a: Wording, b: Wording) -> Iterator[tuple[str, float]]:
    one, other = ({turn.kind for turn in wording.turns} for wording in (a, b))
    yield from ((f"turn + {kind}", 1.0) for kind in sorted(other - one))
    yield from ((f"turn - {kind}", 1.0) for kind in sorted(one - other))
    yield from ((f"turn = {kind}", 1.0) for kind in sorted(one & other))


def _clash_signs(a: Wording, b: Wording, common: float) -> Iterator[tuple[str, float]]:
    """Yield what clashes, and how much the two have in common beside it: altered headlines keep all but a word."""
    kinds: set[str] = {clash.kind for clash in find_clashes(a, b)}
    for kind in sorted(kinds or {"none"}):
        yield f"clash {kind}", 1.0
        yield f"clash {kind} common", common

"""What makes two wordings contradict each other: the words or figures that cannot both hold, and of which kind.

Nothing here asks whether the two speak of one thing: that is for who compares them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from khabar.account import ClashKind
    from khabar.corpus.claims.wording import Wording
    from khabar.lexicon.claims import Turn

_NOT_SO: frozenset[Turn] = frozenset({"not", "denied", "refused"})
_NOT_YET: frozenset[Turn] = frozenset({"planned", "possible", "wanted", "asked"})


class Clash(NamedTuple):
    """Words of the one that clash with words of the other; "" where one side says nothing of the kind."""

    kind: ClashKind
    one: str
    other: str

    @property
    def why(self) -> str:
        """The words that clash, as one text."""
        return f"{self.one} / {self.other}" if self.one and self.other else self.one or self.other


def find_clashes(a: Wording, b: Wording) -> tuple[Clash, ...]:
    """Return what of two wordings clashes, the plainest first: counts, oppositions, negation, parties, modality.

    Where an opposition and a negation meet (it rose, it did not fall) they undo each other, and neither is given.
    """
    opposed = tuple(_find_opposed(a, b))
    negated = tuple(_find_turned(a, b, "negation", _NOT_SO))
    if opposed and negated:
        opposed = negated = ()
    return (
        *_find_counts(a, b),
        *opposed,
        *negated,
        *_find_parties(a, b),
        *_find_turned(a, b, "modality", _NOT_YET),
    )


def _find_counts(a: Wording, b: Wording) -> Iterator[Clash]:
    """Yield counts of one thing that differ; where each counts once, whatever it counts."""
    if len(a.counts) == len(b.counts) == 1:
        pairs: Iterable[tuple[int, int]] = [(0, 0)]
    else:
        pairs = [
            (one, other)
            for one, count in enumerate(a.counts)
            for other, against in enumerate(b.counts)
            if count.of and count.of == against.of
        ]
    values = {count.value for count in a.counts} & {count.value for count in b.counts}
    for one, other in pairs:
        first, second = a.counts[one].value, b.counts[other].value
        if first != second and not {first, second} & values:
            yield Clash("number", str(first), str(second))


def _find_opposed(a: Wording, b: Wording) -> Iterator[Clash]:
    """Yield words on two sides of one opposition, of which neither text says the other side too."""
    one, other = ({side for stand in wording.stands for side in stand.sides} for wording in (a, b))
    for stand in a.stands:
        for side in stand.sides:
            against = side._replace(side=1 - side.side)
            if against in other and against not in one and side not in other:
                facing = next(place.at for place in b.stands if against in place.sides)
                yield Clash("antonym", a.spell(stand.at), b.spell(facing))
                break


def _find_turned(a: Wording, b: Wording, kind: ClashKind, turns: frozenset[Turn]) -> Iterator[Clash]:
    one, other = ([turn for turn in wording.turns if turn.kind in turns] for wording in (a, b))
    if bool(one) != bool(other):
        wording, turn = (a, one[0]) if one else (b, other[0])
        said = wording.spell_all(turn.at, turn.last)
        yield Clash(kind, said if one else "", "" if one else said)


def _find_parties(a: Wording, b: Wording) -> Iterator[Clash]:
    one, other = ({name.what: name for name in wording.names} for wording in (a, b))
    lone = [name for what, name in one.items() if what not in other]
    facing = [name for what, name in other.items() if what not in one]
    if lone and facing:
        yield Clash("party", *(w.spell_all(names[0].at, names[0].last) for w, names in ((a, lone), (b, facing))))

"""What makes two wordings contradict each other: the words or figures that cannot both hold, and of which kind.

Nothing here asks whether the two speak of one thing: that is for who compares them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from khabar.account import ClashKind
    from khabar.corpus.claims.wording import Count, Wording
    from khabar.lexicon.claims import Turn

NOT_SO: frozenset[Turn] = frozenset({"not", "denied", "refused"})
_NOT_YET: frozenset[Turn] = frozenset({"planned", "possible", "wanted", "asked"})


class Clash(NamedTuple):
    """Words of the one that clash with words of the other, and the tokens they open at.

    Where one side says nothing of the kind, its words are "" and its token is -1. `decides` is false for oppositions
    that only set headlines apart.
    """

    kind: ClashKind
    one: str
    other: str
    one_at: int
    other_at: int
    decides: bool = True

    @property
    def why(self) -> str:
        """The words that clash, as one text."""
        return f"{self.one} / {self.other}" if self.one and self.other else self.one or self.other


def find_clashes(a: Wording, b: Wording) -> tuple[Clash, ...]:
    """Return what of two wordings clashes, the plainest first: counts, oppositions, negation, parties, modality.

    Where an opposition and a negation meet (it rose, it did not fall) they undo each other, and neither is given.
    """
    opposed = tuple(_find_opposed(a, b))
    negated = tuple(_find_turned(a, b, "negation", NOT_SO))
    if opposed and negated:
        # A verb of refusal is a negation and a side of an opposition at once: no two, but one.
        negated = tuple(clash for clash in negated if not _meets(clash, opposed))
        opposed = () if negated else opposed
        negated = ()
    return (
        *_find_counts(a, b),
        *opposed,
        *negated,
        *_find_parties(a, b),
        *_find_turned(a, b, "modality", _NOT_YET),
    )


def _meets(negation: Clash, opposed: tuple[Clash, ...]) -> bool:
    """Answer whether a negation is the very word that stands on one side of an opposition."""
    if negation.one_at >= 0:
        return any(clash.one_at == negation.one_at for clash in opposed)
    return any(clash.other_at == negation.other_at for clash in opposed)


def _find_counts(a: Wording, b: Wording) -> Iterator[Clash]:
    """Yield counts that cannot both be: where each text counts one thing once, or each has but one count."""
    if len(a.counts) == len(b.counts) == 1:
        pairs: Iterable[tuple[Count, Count]] = [(a.counts[0], b.counts[0])]
    else:
        one, other = _count_once(a), _count_once(b)
        pairs = [(one[of], other[of]) for of in one if of in other]
    values = {count.value for count in a.counts} & {count.value for count in b.counts}
    for first, second in pairs:
        apart = first.high < second.low or second.high < first.low
        if apart and not {first.value, second.value} & values:
            yield Clash("number", str(first.value), str(second.value), first.at, second.at)


def _count_once(wording: Wording) -> dict[str, Count]:
    """Return the counts by what they count, of what is counted once."""
    of = [count.of for count in wording.counts]
    return {count.of: count for count in wording.counts if count.of and of.count(count.of) == 1}


def _find_opposed(a: Wording, b: Wording) -> Iterator[Clash]:
    """Yield words on two sides of one opposition, of which neither text says the other side too."""
    one, other = ({side for stand in wording.stands for side in stand.sides} for wording in (a, b))
    for stand in a.stands:
        for side in stand.sides:
            against = side._replace(side=1 - side.side)
            if against in other and against not in one and side not in other:
                facing = next(place.at for place in b.stands if against in place.sides)
                yield Clash("antonym", a.spell(stand.at), b.spell(facing), stand.at, facing, side.decides)
                break


def _find_turned(a: Wording, b: Wording, kind: ClashKind, turns: frozenset[Turn]) -> Iterator[Clash]:
    """Yield the first turn of one text where the other has none."""
    one, other = ([turn for turn in wording.turns if turn.kind in turns] for wording in (a, b))
    if bool(one) != bool(other):
        wording, turn = (a, one[0]) if one else (b, other[0])
        said = wording.spell_all(turn.at, turn.last)
        yield Clash(kind, said, "", turn.at, -1) if one else Clash(kind, "", said, -1, turn.at)


def _find_parties(a: Wording, b: Wording) -> Iterator[Clash]:
    """Yield the first names of each text that the other does not bear."""
    one, other = ({name.what: name for name in wording.names} for wording in (a, b))
    lone = [name for what, name in one.items() if what not in other]
    facing = [name for what, name in other.items() if what not in one]
    if lone and facing:
        first, second = a.spell_all(lone[0].at, lone[0].last), b.spell_all(facing[0].at, facing[0].last)
        yield Clash("party", first, second, lone[0].at, facing[0].at)

"""Pages that print the same text: how much of it, which stretches, who was first."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from khabar.corpus.shingles import find_candidates, hash_shingles, pick_prints
from khabar.corpus.stretches import cover, find_runs, place_shingles
from khabar.model import Reprint, Stretch

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from khabar.corpus.sheets import Sheet
    from khabar.corpus.stretches import Run
    from khabar.model import FirstBy, ReprintKind

# Shares of a page's words that stand in the other.
_WHOLE = 0.9
_MOST = 0.6
_PART = 0.33
# Words that must be copied for any kind, and in one stretch for a passage inside articles that differ: fewer are a
# formula or a quotation that everybody gives. Names and titles are not counted, since officials of a state may fill
# half a column with theirs.
_LEAST = 12
_PASSAGE = 24
# Reports of one kind (weather, markets, receptions) repeat a frame and differ in names and numbers. The share of them
# that the other page must have too, where most of the words are copied and where a part is; fewer prove nothing.
_SAME_WHERE_MOST = 0.5
_SAME_WHERE_PART = 0.65
_FEW = 3
_DAY = len("2025-03-01")


class _Overlap(NamedTuple):
    """What two pages have in common, each way; of words that tell, the greater share, how many, most in a stretch."""

    share_a: float
    share_b: float
    told: float
    words: int
    longest: int


def find_reprints(sheets: Iterable[Sheet]) -> tuple[Reprint, ...]:
    """Return all pairs of pages that copy one from the other or both from a third, in order of their page ids.

    Of sheets with one page id the last counts. `a` is always the lesser id, so that the order of `sheets` is all one.
    """
    return tuple(_compare_all([sheet for _, sheet in sorted({sheet.page: sheet for sheet in sheets}.items())]))


def _compare_all(sheets: list[Sheet]) -> Iterator[Reprint]:
    candidates = find_candidates([pick_prints(hash_shingles(sheet.words)) for sheet in sheets])
    held = -1
    places: dict[int, list[int]] = {}
    for first, second in candidates:
        if first != held:
            held, places = first, place_shingles(hash_shingles(sheets[first].words))
        a, b = sheets[first], sheets[second]
        runs = find_runs(a.words, places, b.words, hash_shingles(b.words))
        if found := _judge(a, b, runs):
            yield found


def _judge(a: Sheet, b: Sheet, runs: list[Run]) -> Reprint | None:
    """Return what the common stretches of two pages make of them, None where they are too little."""
    overlap = _measure(a, b, runs)
    kind = _name_kind(a, b, overlap)
    if kind is None:
        return None
    first, by = _find_first(a, b)
    return Reprint(
        a=a.page,
        b=b.page,
        kind=kind,
        share_a=round(overlap.share_a, 3),
        share_b=round(overlap.share_b, 3),
        stretches=tuple(
            Stretch(a.span(run.a, run.a + run.size), b.span(run.b, run.b + run.size), run.size) for run in sorted(runs)
        ),
        first=first,
        by=by,
        source=_find_source(a, b),
    )


def _measure(a: Sheet, b: Sheet, runs: list[Run]) -> _Overlap:
    of_a, of_b = cover(runs, "a"), cover(runs, "b")
    told_a, told_b = (sum(sheet.telling(*stretch) for stretch in ranges) for sheet, ranges in ((a, of_a), (b, of_b)))
    all_a, all_b = (max(1, sheet.telling(0, len(sheet.words))) for sheet in (a, b))
    return _Overlap(
        share_a=sum(last - first for first, last in of_a) / max(1, len(a.words)),
        share_b=sum(last - first for first, last in of_b) / max(1, len(b.words)),
        told=max(told_a / all_a, told_b / all_b),
        words=min(told_a, told_b),
        longest=max((b.telling(run.b, run.b + run.size) for run in runs), default=0),
    )


def _name_kind(a: Sheet, b: Sheet, overlap: _Overlap) -> ReprintKind | None:
    less, more = sorted((overlap.share_a, overlap.share_b))
    if overlap.words < _LEAST:
        return None
    if overlap.told >= _PART and (overlap.longest >= _PASSAGE or _is_same_matter(a, b, overlap)):
        if more >= _WHOLE:
            return "reprint" if less >= _WHOLE else "cut"
        if more >= _MOST:
            return "edited"
        # What an outlet says again in a report of its own is no reprint.
        if a.own.isdisjoint(b.own):
            return "rewrite"
    return "passage" if overlap.longest >= _PASSAGE else None


def _is_same_matter(a: Sheet, b: Sheet, overlap: _Overlap) -> bool:
    """Say whether the page of which more is copied has its names and numbers in common with the other."""
    if overlap.told >= _WHOLE:
        return True
    copied, other = (a, b) if overlap.share_a >= overlap.share_b else (b, a)
    particulars = copied.particulars()
    if min(len(particulars), len(other.particulars())) < _FEW:
        return True
    same = len(particulars.intersection(other.words)) / len(particulars)
    return same >= (_SAME_WHERE_MOST if overlap.told >= _MOST else _SAME_WHERE_PART)


def _find_first(a: Sheet, b: Sheet) -> tuple[str, FirstBy]:
    """Return the page that was first and what tells; "" and "" where nothing does, or both alike."""
    ways: tuple[tuple[FirstBy, bool, bool], ...] = (
        ("credit", not a.own.isdisjoint(b.signed), not b.own.isdisjoint(a.signed)),
        ("named", not a.own.isdisjoint(b.named), not b.own.isdisjoint(a.named)),
        ("date", _is_before(a, b), _is_before(b, a)),
    )
    for by, a_first, b_first in ways:
        if a_first != b_first:
            return (a.page if a_first else b.page), by
    return "", ""


def _is_before(a: Sheet, b: Sheet) -> bool:
    """Say whether the last day on which `a` may have appeared is before the first of `b`."""
    if len(a.latest) < _DAY or len(b.earliest) < _DAY:
        return False
    precision = min(len(a.latest), len(b.earliest))
    return a.latest[:precision] < b.earliest[:precision]


def _find_source(a: Sheet, b: Sheet) -> str:
    """Return the outlet outside the pair that both credit, or that one credits and the other does not contradict."""
    own = a.own | b.own
    of_a = [key for key in a.credited if key not in own]
    of_b = [key for key in b.credited if key not in own]
    both = [key for key in of_a if key in of_b]
    if both:
        return both[0]
    return "" if of_a and of_b else next(iter(of_a or of_b), "")

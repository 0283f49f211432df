"""How far two reviewers agree: their edits in, one row a field out.

Only what both judged is compared: the last verdict of each on a field of one thing, on a page of the same text. For
codes, days and names it is the observed agreement and Cohen's kappa (J. Cohen, A Coefficient of Agreement for Nominal
Scales, 1960), which takes out what two who judge by chance, each by their own shares, would have in common. Words have
no fixed set of values, so that chance is next to none: for them it is F1, which is then what kappa comes to (Hripcsak
and Rothschild, 2005); of a field's words by characters in common, of added things one to one, two being the same where
at least half of the characters that either marks are marked by both.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from khabar.review.fields import FIELDS, WHOLE, find_field
from khabar.text.fold import fold_form

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from khabar.review.edits import Edit, Kind, Part

_HALF = 0.5
_REJECTED, _NONE = "(wrong)", "(none)"
_Key = tuple[str, str, "Kind", str, str]  # page, hash of its text, kind, target, field
_Last = dict[_Key, "Edit"]
_Chosen = dict[tuple[str, ...], "Edit"]  # by page, hash and target
ADDED_ROW, WHOLE_ROW = "(added)", "(whole)"


class Agreement(NamedTuple):
    """What two reviewers have in common on one field, `(whole)` for things as such, `(added)` for those they added.

    `a` and `b` count what each judged, `both` what both did, `same` where they say the same. `observed` is `same` of
    `both`; `kappa` is Cohen's, of words that of the code beside them, None where there is none or it is not defined;
    `f1` is of words, None for other fields.
    """

    kind: str
    field: str
    a: int
    b: int
    both: int
    same: int
    observed: float | None
    kappa: float | None
    f1: float | None


def measure_agreement(a: Iterable[Edit], b: Iterable[Edit]) -> Iterator[Agreement]:
    """Yield a row for each field that either judged, in the order of the fields."""
    edits = [sorted(each, key=lambda edit: edit.when) for each in (a, b)]
    last_a, last_b = (_find_last(each) for each in edits)
    for kind, fields in FIELDS.items():
        for field in (WHOLE, *(field.name for field in fields)):
            judged = [_choose(last, kind, field) for last in (last_a, last_b)]
            if any(judged):
                yield _compare(kind, field, *judged)
        added = [[edit for edit in each if edit.kind == kind and edit.verdict == "add"] for each in edits]
        if any(added):
            yield _compare_added(kind, *added)


def _find_last(edits: Iterable[Edit]) -> _Last:
    return {(edit.page, edit.text, edit.kind, edit.target, edit.field): edit for edit in edits if edit.verdict != "add"}


def _choose(last: _Last, kind: Kind, field: str) -> _Chosen:
    return {key[:2] + key[3:4]: edit for key, edit in last.items() if key[2] == kind and key[4] == field}


def _compare(kind: Kind, name: str, a: _Chosen, b: _Chosen) -> Agreement:
    pairs = [(edit, b[key]) for key, edit in a.items() if key in b]
    field = find_field(kind, name)
    if field and field.form in {"words", "coded", "place", "parties"}:
        f1 = _score([(_spans(left), _spans(right)) for left, right in pairs])
        same = sum(left.says == right.says for left, right in pairs)
        # The words may be any, the code that goes with them may not.
        codes = [(_code(left), _code(right)) for left, right in pairs] if field.choices else []
        return Agreement(kind, name, len(a), len(b), len(pairs), same, _share(same, len(pairs)), find_kappa(codes), f1)
    said = [(_code(left), _code(right)) for left, right in pairs]
    same = sum(left == right for left, right in said)
    observed = _share(same, len(said))
    return Agreement(kind, name or WHOLE_ROW, len(a), len(b), len(said), same, observed, find_kappa(said), None)


def find_kappa(pairs: Sequence[tuple[str, str]]) -> float | None:
    """Return Cohen's kappa of pairs of codes; None where there are none, or where both only ever give one code."""
    if not pairs:
        return None
    count = len(pairs)
    lefts, rights = Counter(left for left, _ in pairs), Counter(right for _, right in pairs)
    observed = sum(left == right for left, right in pairs) / count
    chance = sum(number * rights[code] for code, number in lefts.items()) / count**2
    return None if chance == 1 else (observed - chance) / (1 - chance)


def _code(edit: Edit) -> str:
    """Return what an edit says as one code: of somebody the id, or the name as it is compared."""
    if edit.field == WHOLE:
        return edit.verdict
    if edit.says is None:
        return _REJECTED
    return "; ".join(part.entity or fold_form(part.value) for part in edit.says) or _NONE


def _spans(edit: Edit) -> set[int]:
    return _characters(edit.says or ())


def _characters(parts: Iterable[Part]) -> set[int]:
    return {place for part in parts if part.words for place in range(part.words.start, part.words.end)}


def _score(pairs: Sequence[tuple[set[int], set[int]]]) -> float | None:
    """Return F1 over the characters of all pairs; two that mark nothing agree, and count as one character."""
    if not pairs:
        return None
    common = sum(len(left & right) or (not left and not right) for left, right in pairs)
    marked = sum(len(left) + len(right) or 2 for left, right in pairs)
    return 2 * common / marked


def _compare_added(kind: Kind, a: Sequence[Edit], b: Sequence[Edit]) -> Agreement:
    likeness = sorted(
        (
            (_likeness(left, right), number, other)
            for number, left in enumerate(a)
            for other, right in enumerate(b)
            if (left.page, left.text) == (right.page, right.text)
        ),
        key=lambda found: (-found[0], found[1:]),
    )
    taken: tuple[set[int], set[int]] = set(), set()
    for like, left, right in likeness:
        if like >= _HALF and left not in taken[0] and right not in taken[1]:
            taken[0].add(left)
            taken[1].add(right)
    same = len(taken[0])
    return Agreement(kind, ADDED_ROW, len(a), len(b), same, same, None, None, 2 * same / (len(a) + len(b)))


def _likeness(left: Edit, right: Edit) -> float:
    """Return the share of the characters of either that both mark."""
    here, there = _characters(left.new), _characters(right.new)
    return len(here & there) / len(here | there) if here | there else 0.0


def _share(part: int, whole: int) -> float | None:
    return part / whole if whole else None

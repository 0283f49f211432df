"""Quotations of a page: its text in, their bounds out. Knows every kind of mark and trusts none by its shape alone.

Newspapers write `«x»`, `»x«`, `»x»`, `"x"`, `''x''`, `((x))`, and mix them. Whether a mark opens or closes is read from
the spaces and signs beside it first, from its shape where those leave it open. A quotation never closed ends with its
paragraph, or with a later one whose marks take it up again; one never opened begins after the colon before it or with
its sentence.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import Literal, NamedTuple

from khabar.model import Span

# Marks by shape: those that open and those that close in careful print. The rest, straight marks, tell nothing.
_OPENERS = "\u00ab\u2039\u201c\u201e\u201f\u2018\u201a\u201b"
_CLOSERS = "\u00bb\u203a\u201d\u2019"
_MARK = re.compile(f"''|``|<<|>>|\\(\\(|\\)\\)|,,(?=\\w)|[{_OPENERS}{_CLOSERS}\"'\uff02]|[\r\n\x85\u2028\u2029]+\\s*")
_BREAKS = "\r\n\x85\u2028\u2029"
_OPEN_SHAPE = frozenset((*_OPENERS, "<<", ",,", "(("))
_CLOSE_SHAPE = frozenset((*_CLOSERS, ">>"))
_AFTER_CLOSER = frozenset(".,;:!?)]}\u060c\u061b\u061f\u06d4\u2026")
_SINGLE = frozenset("'\u2018\u2019\u201a\u201b")
_WORD = re.compile(r"\w+")
# Bounded, or a row of stops would be gone through anew from each of them.
_STOP = re.compile(r"[.!?\u061f\u06d4\u2026]{1,40}\s")
_STOP_OR_DOTS = re.compile(r"[.!?\u061f\u06d4\u2026]{1,40}(?=\s|\.|\w)")
_CLITIC = re.compile(
    r"(?<!\w)(?:[\u0648\u0641]?[\u0628\u0644\u0643]?\u0640*|[\u0648\u0641\u0628\u0644\u0643]?\u0627?\u0644\u0640*)$"
)
_INVISIBLE = "\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff\u061c"
_BEFORE_OPENER = frozenset("([{:-/\u2013\u2014\u0640\u060c,")
_AHEAD = 200  # marks looked through for one that closes; a paragraph of news has a tenth of that
_SHORT = 2  # words; so few within marks name something rather than quote somebody


class Quotation(NamedTuple):
    """Characters `[start, end)` with the marks, `[inner_start, inner_end)` without; `depth` counts from 0.

    `repaired` where one of the marks is missing; `short` where the marks hold a name or a single word.
    """

    start: int
    end: int
    inner_start: int
    inner_end: int
    depth: int
    repaired: bool
    short: bool


_LEANS_OPENING = frozenset({"opening", "shaped_opening"})
Leaning = Literal["opening", "closing", "shaped_opening", "shaped_closing", "open"]


class _Mark(NamedTuple):
    """One mark at `[start, end)`.

    `tight` where a digit before or a letter behind speaks against closing, `announced` where a colon stands before.
    """

    start: int
    end: int
    sign: str
    leaning: Leaning | None
    double: bool
    tight: bool
    announced: bool


def find_article_quotations(text: str, title: Span | None, body: tuple[Span, ...]) -> tuple[Quotation, ...]:
    """Return the quotations of the title, then of every run of paragraphs that nothing foreign interrupts."""
    runs = [title] if title is not None else []
    start: int | None = None
    for span, following in pairwise((*body, None)):
        if span is None:
            continue
        start = span.start if start is None else start
        if following is None or text[span.end : following.start].strip():
            runs.append(Span(start, span.end))
            start = None
    return tuple(quotation for run in runs for quotation in find_quotations(text, run.start, run.end))


def find_quotations(text: str, start: int, end: int) -> tuple[Quotation, ...]:
    """Return the quotations in characters `[start, end)` of a page, in page order, the outer before the inner."""
    marks = [_mark(text, match, start, end) for match in _MARK.finditer(text, start, end)]
    found: list[Quotation] = []
    pending: list[_Mark] = []
    closed = start  # behind the last quotation closed in this paragraph: nothing before it can be taken up again
    for number, mark in enumerate(marks):
        if mark.leaning is None:
            if pending and _goes_on(marks, number + 1):
                del pending[1:]
            else:
                _close_all(text, pending, mark.start, found)
            closed = mark.end
        elif _opens(marks, number, pending):
            _leave(text, mark, pending, found)
            if pending and pending[-1].end == mark.start and pending[-1].sign == mark.sign:
                pending[-1] = pending[-1]._replace(end=mark.end)  # one mark written twice
            elif not (pending and mark.start == closed):
                pending.append(mark)
        elif pending and pending[-1].double == mark.double:
            _close(text, pending, mark, found)
            closed = mark.end
        elif not pending and mark.double and not mark.tight:
            opened = _take_up(text, closed, mark.start)
            if opened < mark.start:
                found.append(_quotation(text, (opened, mark.end), (opened, mark.start), 0, repaired=True))
                closed = mark.end
    _close_all(text, pending, end, found)
    return tuple(sorted(found, key=lambda q: (q.start, -q.end)))


def _mark(text: str, match: re.Match[str], start: int, end: int) -> _Mark:
    """Return one mark and how it leans by the characters beside it and by its shape; None for a line break."""
    sign = match[0]
    if sign[0] in _BREAKS:
        return _Mark(*match.span(), sign, None, double=False, tight=False, announced=False)
    left, right = _beside(text, match, start, end)
    double = sign not in _SINGLE
    free_left = left.isspace() or left in _BEFORE_OPENER or _after_clitic(text, match.start(), start)
    free_right = right.isspace() or right in _AFTER_CLOSER
    tight = left.isdigit() or right.isalnum()
    leaning: Leaning
    if sign in _OPEN_SHAPE and (sign == "((" or free_left == free_right):
        leaning = "shaped_opening" if double or free_left else "closing"
    elif sign == "))":
        leaning = "closing"
    elif free_left != free_right:
        leaning = "opening" if free_left else "closing"
    elif free_left and right in _AFTER_CLOSER:
        leaning = "closing"
    else:
        leaning = "shaped_closing" if sign in _CLOSE_SHAPE else "open"
    announced = text[max(start, match.start() - 2) : match.start()].rstrip().endswith(":")
    return _Mark(*match.span(), sign, leaning, double=double, tight=tight, announced=announced)


def _opens(marks: list[_Mark], number: int, pending: list[_Mark]) -> bool:
    """Return whether a mark opens a quotation, given those open and those still to come in its paragraph."""
    mark = marks[number]
    if not mark.double and mark.leaning not in _LEANS_OPENING:
        return False  # an apostrophe, a minute, a closing mark
    if mark.leaning in _LEANS_OPENING:
        # The second of two marks that lean the same way closes where nothing else would.
        closes = pending and pending[-1].double == mark.double and not mark.announced
        return not (closes and not _comes(marks, number + 1, closing=True))
    if pending:
        return False
    if mark.leaning == "closing":
        return mark.double and _next_leans_closing(marks, number + 1)
    return True


def _comes(marks: list[_Mark], number: int, *, closing: bool) -> bool:
    """Return whether a mark that may close comes before the end of the paragraph, or of what is looked through."""
    for mark in marks[number : number + _AHEAD]:
        if mark.leaning is None:
            return False
        if mark.double and (mark.leaning not in _LEANS_OPENING) == closing:
            return True
    return False


def _next_leans_closing(marks: list[_Mark], number: int) -> bool:
    return number < len(marks) and marks[number].double and marks[number].leaning == "closing"


def _goes_on(marks: list[_Mark], number: int) -> bool:
    """Return whether a paragraph takes up the quotation open before it: it opens anew, or closes before it opens."""
    if number == len(marks) or marks[number].leaning is None:
        return False
    mark = marks[number]
    at_start = mark.start == marks[number - 1].end
    return mark.double and ((at_start and mark.leaning in _LEANS_OPENING) or mark.leaning == "closing")


def _beside(text: str, mark: re.Match[str], start: int, end: int) -> tuple[str, str]:
    """Return the characters left and right of a mark, invisible ones passed over; a space at the bounds."""
    left, right = mark.start() - 1, mark.end()
    while left >= start and text[left] in _INVISIBLE:
        left -= 1
    while right < end and text[right] in _INVISIBLE:
        right += 1
    return (text[left] if left >= start else " "), (text[right] if right < end else " ")


def _after_clitic(text: str, at: int, start: int) -> bool:
    """Return whether only a proclitic stands between the last space, or `start`, and `at`, as in `w«x»` or `l-«x»`."""
    window = text[max(start, at - 5) : at]
    match = _CLITIC.search(window)
    return bool(match and match[0])


def _leave(text: str, mark: _Mark, pending: list[_Mark], found: list[Quotation]) -> None:
    """Close what is open where a colon and the same mark begin anew: nobody quotes within a quotation that way."""
    if len(pending) != 1 or pending[0].sign != mark.sign or not (pending[0].announced and mark.announced):
        return
    stops = list(_STOP_OR_DOTS.finditer(text, pending[0].end, mark.start))
    if stops:
        _close_all(text, pending, stops[-1].end(), found)


def _take_up(text: str, floor: int, at: int) -> int:
    """Return where a quotation closed at `at` and never opened begins: behind a colon, else with its sentence."""
    colon = text.rfind(":", floor, at)
    begin = colon + 1 if colon >= 0 else floor
    if colon < 0:
        stops = list(_STOP.finditer(text, floor, at))
        if stops and stops[-1].end() < at:
            begin = stops[-1].end()
    while begin < at and (text[begin].isspace() or text[begin] in _INVISIBLE):
        begin += 1
    return begin


def _close(text: str, pending: list[_Mark], mark: _Mark, found: list[Quotation]) -> None:
    opened = pending.pop()
    bounds = (opened.start, mark.end), (opened.end, mark.start)
    if opened.end < mark.start:
        found.append(_quotation(text, *bounds, len(pending), repaired=False))


def _close_all(text: str, pending: list[_Mark], at: int, found: list[Quotation]) -> None:
    """Close at `at` what a paragraph leaves open. A single mark never closed is an apostrophe."""
    while pending and at > pending[-1].end and text[at - 1].isspace():
        at -= 1
    while pending:
        opened = pending.pop()
        if opened.double and opened.end < at:
            found.append(_quotation(text, (opened.start, at), (opened.end, at), len(pending), repaired=True))


def _quotation(text: str, outer: tuple[int, int], inner: tuple[int, int], depth: int, *, repaired: bool) -> Quotation:
    words = 0
    for _ in _WORD.finditer(text, *inner):
        words += 1
        if words > _SHORT:
            break
    return Quotation(*outer, *inner, depth, repaired, words <= _SHORT)

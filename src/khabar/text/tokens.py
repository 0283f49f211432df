"""Words and signs of a page: page text in, `Tokens` out.

Tokens are words, digit groups and single signs, folded; white space is none. `ب11` is two tokens, `3.2` three: what belongs
together is for the grammar above to say. Clitics are not cut off here, since `وقف` may be a word or two: every token lists
its possible readings, and who looks a word up takes the first that is known.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from khabar.model import Span
from khabar.text.fold import fold

if TYPE_CHECKING:
    from collections.abc import Set as AbstractSet

    from khabar.text.aligned import AlignedText

_TOKEN = re.compile(r"[0-9]+|[^\W\d_]+|[^\w\s]|_|\d+")
_LINE = re.compile(r"[^\r\n\x85\u2028\u2029]+")

_WAW, _FEH, _BEH, _LAM, _KAF, _SEEN, _ALEF = "\u0648", "\u0641", "\u0628", "\u0644", "\u0643", "\u0633", "\u0627"
_CONJUNCTIONS = _WAW + _FEH
_PREFIXES = _BEH + _LAM + _KAF + _SEEN
_FIRST = frozenset(_CONJUNCTIONS + _PREFIXES)
_LAM_LAM = _LAM + _LAM


class Reading(NamedTuple):
    """One way to read a token: `cut` folded characters of proclitics, then `stem`."""

    cut: int
    stem: str


class Line(NamedTuple):
    """One line of the page that is not empty: page characters `[start, end)`, tokens `[first, last)`."""

    start: int
    end: int
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Tokens:
    """The tokens of a page as parallel tuples: folded form, page start, page end, folded start."""

    page: str
    folded: AlignedText
    forms: tuple[str, ...]
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    offsets: tuple[int, ...]
    readings: tuple[tuple[Reading, ...], ...]
    lines: tuple[Line, ...]

    def span(self, first: int, last: int, cut: int = 0) -> Span:
        """Return the page characters of tokens `[first, last)`, the first `cut` folded characters left out."""
        start = self.folded.page_offset(self.offsets[first] + cut) if cut else self.starts[first]
        return Span(start, self.ends[last - 1])

    def text(self, first: int, last: int) -> str:
        """Return the page's own words of tokens `[first, last)`."""
        return self.page[self.starts[first] : self.ends[last - 1]]


def tokenize(page: str, dodged: AbstractSet[str] = frozenset()) -> Tokens:
    """Return the tokens of `page`; `dodged` as in `fold`."""
    folded = fold(page, dodged)
    matches = [(m.group(), m.start()) for m in _TOKEN.finditer(folded.text)]
    forms = tuple(form for form, _ in matches)
    offsets = tuple(at for _, at in matches)
    if len(folded.breaks) == 1:
        delta = folded.origins[0] - folded.breaks[0]
        starts = tuple(at + delta for at in offsets) if delta else offsets
        ends = tuple(at + len(form) + delta for form, at in matches)
        if ends and offsets[-1] + len(forms[-1]) == len(folded.text):
            ends = (*ends[:-1], folded.ends[0])
    else:
        starts = tuple(map(folded.page_offset, offsets))
        ends = tuple(folded.page_end(at + len(form)) for form, at in matches)
    return Tokens(
        page, folded, forms, starts, ends, offsets, tuple(map(read_clitics, forms)), _find_lines(page, starts)
    )


def read_clitics(form: str) -> tuple[Reading, ...]:
    """Return the readings of a folded word: as it stands, then with ever longer chains of proclitics cut off.

    The chains are (و|ف)? (ب|ل|ك|س)?, with the article kept in the stem; `لل…` reads as ل + `ال…`, whose alef is written
    nowhere. A stem has at least two letters.
    """
    if form[0] not in _FIRST or len(form) < 3:
        return (Reading(0, form),)
    found = [Reading(0, form)]
    at = 1 if form[0] in _CONJUNCTIONS else 0
    if at:
        found.append(Reading(1, form[1:]))
    rest = form[at:]
    if rest[0] in _PREFIXES and len(rest) > 2:
        if rest.startswith(_LAM_LAM):
            found.append(Reading(at + 1, _ALEF + rest[1:]))
        found.append(Reading(at + 1, rest[1:]))
    return tuple(found)


def _find_lines(page: str, starts: tuple[int, ...]) -> tuple[Line, ...]:
    lines = []
    first, count = 0, len(starts)
    for match in _LINE.finditer(page):
        last = first
        end = match.end()
        while last < count and starts[last] < end:
            last += 1
        if not match[0].isspace():
            lines.append(Line(match.start(), end, first, last))
        first = last
    return tuple(lines)

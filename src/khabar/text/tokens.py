"""Words and signs of a page: page text in, `Tokens` out.

Tokens are words of one script, digit groups and single signs, folded; white space is none. `b11` is two tokens, and
so is an Arabic clitic before a Latin name, `3.2` is three, a hashtag as many as it has words and underscores: what
belongs together is for the grammar above to say. Clitics are not cut off here, since one word may be read in several
ways: every token lists its readings, and who looks a word up takes the first that is known.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass
from itertools import accumulate
from typing import TYPE_CHECKING, NamedTuple

from khabar.model import Span
from khabar.text.clitics import Ending, Reading, read_all, read_clitics, read_enclitics
from khabar.text.fold import fold, fold_form

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from collections.abc import Set as AbstractSet

    from khabar.text.aligned import AlignedText

__all__ = ["Ending", "Line", "Reading", "Tokens", "phrase_words", "read_clitics", "read_enclitics", "tokenize"]

# White space, then a token: an Arabic word, digits, a word of another script, a sign, other digits. To take the space
# with the token saves one search a word.
_ARABIC = (
    "\u0620-\u064a\u066e\u066f\u0671-\u06d3\u06d5\u06ee\u06ef\u06fa-\u06fc\u06ff\u0750-\u077f"
    "\u0870-\u0887\u0889-\u088e\u08a0-\u08c9"
)
_TOKEN = re.compile(rf"(\s*+)([{_ARABIC}]++|[0-9]++|[^\W\d_{_ARABIC}]++|[^\w\s]|_|\d++)")
_LINE_ENDS = "\n\r\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029"


class Line(NamedTuple):
    """One line of the page that is not blank: page characters `[start, end)`, tokens `[first, last)`.

    Lines end where `str.splitlines` ends them: at every mandatory break of Unicode (UAX 14), a form feed and U+2028
    among them, since a reader of the page sees a break there. As each line feed is one, no line reaches over two of
    those that a split at line feeds alone gives.
    """

    start: int
    end: int
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Tokens:
    """The tokens of a page as parallel tuples: folded form, page start, page end, folded start, readings.

    `stems` leads from every stem that a reading leaves to the tokens that have it, in page order.
    """

    page: str
    folded: AlignedText
    forms: tuple[str, ...]
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    offsets: tuple[int, ...]
    readings: tuple[tuple[Reading, ...], ...]
    lines: tuple[Line, ...]
    stems: Mapping[str, Sequence[int]]

    def span(self, first: int, last: int, cut: int = 0, tail: int = 0) -> Span:
        """Return the page characters of tokens `[first, last)`, but the first `cut` and the last `tail` folded ones."""
        start = self.folded.page_offset(self.offsets[first] + cut) if cut else self.starts[first]
        if not tail:
            return Span(start, self.ends[last - 1])
        return Span(start, self.folded.page_end(self.offsets[last - 1] + len(self.forms[last - 1]) - tail))

    def text(self, first: int, last: int) -> str:
        """Return the page's own words of tokens `[first, last)`."""
        return self.page[self.starts[first] : self.ends[last - 1]]


def tokenize(page: str, dodged: AbstractSet[str] = frozenset(), whole: AbstractSet[str] = frozenset()) -> Tokens:
    """Return the tokens of `page`; `dodged` as in `fold`, `whole` as in `read_clitics`."""
    folded = fold(page, dodged)
    # What lies between two matches is nothing, so the pieces are: "", space, token, "", space, token, … Space that no
    # token follows would be tried from each of its characters.
    pieces = _TOKEN.split(folded.text.rstrip())
    bounds = list(accumulate(map(len, pieces)))
    forms, offsets, stops = tuple(pieces[2::3]), tuple(bounds[1::3]), bounds[2::3]
    starts, ends = folded.to_pages(offsets, stops)
    readings = read_all(forms, whole)
    lines = _find_lines(page, starts)
    return Tokens(page, folded, forms, starts, ends, offsets, readings, lines, _place_stems(readings))


def phrase_words(phrase: str) -> tuple[str, ...]:
    """Return the folded tokens of a phrase as a page's tokens have them, without spans and so much faster."""
    return tuple(_TOKEN.split(fold_form(phrase).rstrip())[2::3])


def _place_stems(readings: tuple[tuple[Reading, ...], ...]) -> dict[str, list[int]]:
    stems: dict[str, list[int]] = {}
    for at, of_token in enumerate(readings):
        for _, stem in of_token:
            if stem in stems:
                stems[stem].append(at)
            else:
                stems[stem] = [at]
    return stems


def _find_lines(page: str, starts: tuple[int, ...]) -> tuple[Line, ...]:
    lines = []
    start = first = 0
    for line in page.splitlines(keepends=True):
        stop = start + len(line)
        if not line.isspace():
            last = bisect_left(starts, stop, first)
            lines.append(Line(start, start + len(line.rstrip(_LINE_ENDS)), first, last))
            first = last
        start = stop
    return tuple(lines)

"""Text with a way back: folded characters in, the page's characters out.

The map is built while the text is cut and folded, never guessed afterwards. It is a list of runs: within a run folded
and page characters go side by side, so a page without anything to drop or expand is one run and costs nothing.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from khabar.model import Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence


class Cut(NamedTuple):
    """Page characters `[start, end)` that are not folded one for one, and the folded characters that stand for them.

    `kept` is the page offset up to which they belong to the character before: the end of its marks, `start` where it
    has none. It says nothing where `replacement` is not empty.
    """

    start: int
    end: int
    replacement: str
    kept: int


@dataclass(frozen=True, slots=True)
class AlignedText:
    """Folded text and the runs that lead back to the page.

    `breaks` are the folded offsets at which a run begins, ascending, the first 0; `origins` the page offsets they
    come from; `ends` the page offset behind the run's last character and the marks dropped after it, so that a word
    keeps its marks. A run is never empty, but for the one run of an empty text.
    """

    text: str
    breaks: tuple[int, ...] = (0,)
    origins: tuple[int, ...] = (0,)
    ends: tuple[int, ...] = (0,)

    def to_page(self, start: int, end: int) -> Span:
        """Return the page characters behind folded `[start, end)`, the marks dropped behind the last one included."""
        if start == end:
            at = self.page_offset(start)
            return Span(at, at)
        return Span(self.page_offset(start), self.page_end(end))

    def page_offset(self, offset: int) -> int:
        """Return the page offset of the folded character at `offset`; at the end of the text, the end of its last."""
        if offset >= len(self.text):
            return self.ends[-1]
        run = bisect_right(self.breaks, offset) - 1
        return self.origins[run] + offset - self.breaks[run]

    def page_end(self, offset: int) -> int:
        """Return the page offset behind the folded character before `offset`, and behind the marks dropped after it."""
        if offset <= 0:
            return self.origins[0]
        run = bisect_left(self.breaks, offset) - 1
        if offset == self._stop(run):
            return self.ends[run]
        return self.origins[run] + offset - self.breaks[run]

    def from_page(self, offset: int) -> int:
        """Return the folded offset of the first character that comes from page `offset` or later."""
        run = bisect_left(self.origins, offset)
        if run < len(self.origins) and self.origins[run] == offset:
            return self.breaks[run]
        if run == 0:
            return 0
        return min(self.breaks[run - 1] + offset - self.origins[run - 1], self._stop(run - 1))

    def to_pages(self, starts: Sequence[int], stops: Sequence[int]) -> tuple[tuple[int, ...], tuple[int, ...]]:
        """Return `page_offset` of every start and `page_end` of every stop: many at once, in one pass over the runs.

        The stretches `[start, stop)` are in order, none empty, none in another.
        """
        firsts: list[int] = []
        lasts: list[int] = []
        ranges = zip(self.breaks, (*self.breaks[1:], len(self.text)), self.origins, self.ends, strict=True)
        for begin, stop, origin, end in ranges:
            shift = (origin - begin).__add__
            seen = len(firsts)
            firsts += map(shift, starts[seen : bisect_left(starts, stop, seen)])
            seen = len(lasts)
            upto = bisect_left(stops, stop, seen)
            lasts += map(shift, stops[seen:upto])
            if upto < len(stops) and stops[upto] == stop:
                lasts.append(end)
        return tuple(firsts), tuple(lasts)

    def _stop(self, run: int) -> int:
        """Return the folded offset at which `run` ends."""
        return self.breaks[run + 1] if run + 1 < len(self.breaks) else len(self.text)


def align(plain: str, cuts: Iterable[Cut]) -> AlignedText:
    """Return `plain`, one character for each of the page's, with `cuts` made; cuts are in order and never overlap."""
    pieces: list[str] = []
    breaks: list[int] = []
    origins: list[int] = []
    ends: list[int] = []
    length = at = 0
    for start, end, replacement, kept in cuts:
        if at < start:
            pieces.append(plain[at:start])
            breaks.append(length)
            origins.append(at)
            ends.append(start)
            length += start - at
        if replacement:
            # Each letter of an expanded ligature leads back to the one character it came from.
            pieces.append(replacement)
            breaks += range(length, length + len(replacement))
            origins += [start] * len(replacement)
            ends += [end] * len(replacement)
            length += len(replacement)
        elif kept > start and ends:
            ends[-1] = kept
        at = end
    if at < len(plain) or not breaks:
        pieces.append(plain[at:])
        breaks.append(length)
        origins.append(at)
        ends.append(len(plain))
    return AlignedText("".join(pieces), tuple(breaks), tuple(origins), tuple(ends))

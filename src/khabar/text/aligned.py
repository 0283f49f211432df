"""Text with a way back: folded characters in, the page's characters out.

The map is built while the text is cut and folded, never guessed afterwards. It is a list of runs: within a run folded and
page characters go side by side, so a page without anything to drop or expand is one run and costs nothing.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass

from khabar.model import Span


@dataclass(frozen=True, slots=True)
class AlignedText:
    """Folded text and the runs that lead back to the page.

    `breaks` are the folded offsets at which a run begins, ascending, the first 0; `origins` the page offsets they come from;
    `ends` the page offset after everything dropped behind the last character of the run, so that a word keeps its trailing
    marks.
    """

    text: str
    breaks: tuple[int, ...] = (0,)
    origins: tuple[int, ...] = (0,)
    ends: tuple[int, ...] = (0,)

    def to_page(self, start: int, end: int) -> Span:
        """Return the page characters behind folded `[start, end)`, marks that were dropped behind the last one included."""
        if start == end:
            at = self.page_offset(start)
            return Span(at, at)
        return Span(self.page_offset(start), self.page_end(end))

    def page_offset(self, offset: int) -> int:
        """Return the page offset of the folded character at `offset`."""
        run = bisect_right(self.breaks, offset) - 1
        return self.origins[run] + offset - self.breaks[run]

    def page_end(self, offset: int) -> int:
        """Return the page offset behind the folded character before `offset`, and behind the marks dropped after it."""
        run = bisect_right(self.breaks, offset - 1) - 1
        last = self.breaks[run + 1] if run + 1 < len(self.breaks) else len(self.text)
        if offset == last:
            return self.ends[run]
        return self.origins[run] + offset - self.breaks[run]

    def from_page(self, offset: int) -> int:
        """Return the folded offset of the first character that comes from page `offset` or later."""
        run = bisect_right(self.origins, offset) - 1
        if run < 0:
            return 0
        last = self.breaks[run + 1] if run + 1 < len(self.breaks) else len(self.text)
        return min(self.breaks[run] + offset - self.origins[run], last)

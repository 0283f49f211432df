"""The words a reading model sees and the windows it sees them in: page text in, words with page offsets out.

A word is a run of letters, digits and their marks, or one sign. This is coarser than `text.tokens`, which folds and
splits by script: a model is to see what its pretraining saw. Windows are cut at sentence ends and overlap, so that
every word is read with words on both sides; each word belongs to the core of exactly one window.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from khabar.model import Span

# Marks are no word characters to `re`, but stand inside words; what only steers the direction of writing is no sign.
_MARKS = "\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e8\u06ea-\u06ed"
_WORD = re.compile(rf"[\w{_MARKS}]+|[^\w\s{_MARKS}\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
_STOPS = frozenset({".", "!", "?", "\u061f", "\u2026"})

WINDOW_PIECES = 500  # of the 512 positions the encoder knows; two news articles of three fit into one such window
_LEAD_PIECES = 64  # of the first sentences, shown to every later window: there stand most full names
_OVERLAP_PIECES = 80
_SEGMENT_PIECES = 200  # a sentence longer than this is cut anywhere


class Words(NamedTuple):
    """The words of a page: page characters `[starts[i], ends[i])`; `glued` is true where no space goes before.

    `breaks` are the words with which sentences begin, ascending, the first word among them.
    """

    starts: tuple[int, ...]
    ends: tuple[int, ...]
    forms: tuple[str, ...]
    glued: tuple[bool, ...]
    breaks: tuple[int, ...]


class Window(NamedTuple):
    """Words shown together, as ascending indexes into `Words`, and the core `[first, last)` that is read from it."""

    words: tuple[int, ...]
    first: int
    last: int


class _Segment(NamedTuple):
    first: int
    last: int
    pieces: int


def split_words(text: str, spans: Sequence[Span]) -> Words:
    """Return the words inside `spans`, which stand in page order and do not overlap."""
    starts: list[int] = []
    ends: list[int] = []
    forms: list[str] = []
    glued: list[bool] = []
    breaks: list[int] = []
    for span in spans:
        previous, stopped = -1, True
        for match in _WORD.finditer(text, span.start, span.end):
            form = match.group()
            if stopped or "\n" in text[previous : match.start()]:
                breaks.append(len(forms))
            starts.append(match.start())
            ends.append(match.end())
            forms.append(form)
            glued.append(match.start() == previous)
            previous, stopped = match.end(), form in _STOPS
    return Words(tuple(starts), tuple(ends), tuple(forms), tuple(glued), tuple(breaks))


def cut_windows(words: Words, pieces: Sequence[int], limit: int = WINDOW_PIECES) -> tuple[Window, ...]:
    """Return the windows of `words`, of which word `i` takes `pieces[i]` pieces; their cores cover the words once."""
    if sum(pieces) <= limit:
        return (Window(tuple(range(len(words.forms))), 0, len(words.forms)),) if words.forms else ()
    segments = list(_segments(words, pieces))
    lead = _lead(pieces)
    windows, core = [], 0
    for begin, end, border in _stretches(segments, limit - _LEAD_PIECES):
        first, last = segments[begin].first, segments[end - 1].last
        core_end = segments[border].first if border < len(segments) else last
        windows.append(Window((*range(min(lead, first)), *range(first, last)), core, core_end))
        core = core_end
    return tuple(windows)


def _lead(pieces: Sequence[int]) -> int:
    """Return how many words of the page's beginning every window is shown."""
    total = 0
    for word, count in enumerate(pieces):
        total += count
        if total > _LEAD_PIECES:
            return word
    return len(pieces)


def _segments(words: Words, pieces: Sequence[int]) -> Iterator[_Segment]:
    """Yield sentences, those over the limit in parts."""
    for first, last in pairwise((*words.breaks, len(words.forms))):
        begin, total = first, 0
        for word in range(first, last):
            if total + pieces[word] > _SEGMENT_PIECES and word > begin:
                yield _Segment(begin, word, total)
                begin, total = word, 0
            total += pieces[word]
        yield _Segment(begin, last, total)


def _stretches(segments: Sequence[_Segment], budget: int) -> Iterator[tuple[int, int, int]]:
    """Yield the segments `[begin, end)` of each window, with the segment at which its core ends."""
    begin = end = 0
    while end < len(segments):
        total = sum(segment.pieces for segment in segments[begin:end])
        # Begin and end were chosen so that one more segment fits; a single word of many pieces is let through.
        while end < len(segments) and (total + segments[end].pieces <= budget or end == begin):
            total += segments[end].pieces
            end += 1
        if end == len(segments):
            yield begin, end, end
            return
        following = _overlap(segments, begin, end, budget)
        yield begin, end, (following + end + 1) // 2
        begin = following


def _overlap(segments: Sequence[_Segment], begin: int, end: int, budget: int) -> int:
    """Return the segment with which the next window begins: some way back, if the segment at `end` still fits."""
    total, back = segments[end].pieces, end
    while back > begin + 1 and total < segments[end].pieces + _OVERLAP_PIECES:
        total += segments[back - 1].pieces
        if total > budget:
            break
        back -= 1
    return back

"""The lines that are certainly the article's text: prose in one stretch, and other prose that tells the same story.

What stands between, before and after these lines is decided later; here are only the lines that read as running text.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from khabar.clean.cohesion import stems_of
from khabar.clean.shape import is_headline_like, is_prose
from khabar.clean.twins import says_the_same
from khabar.lexicon.chrome import line_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from collections.abc import Set as AbstractSet

    from khabar.clean.features import LineFeatures
    from khabar.clean.view import View

# Shares of content words in common with the text so far, see `cohesion`. A chunk of several lines is told by less.
_SAME_STORY = 0.13
_UNRELATED = 0.05
_INTERRUPTING = frozenset({"read_also", "advert", "embed", "caption", "date", "other"})
_NOTICES = frozenset({"comments", "legal"})
_MOST_UNKNOWN = 2
# A page of teasers: at least so many other chunks, none of them much shorter than the longest.
_TEASERS = 3
_TEASER_RATIO = 1.8
# Lines compared with all others, so that a page of thousands takes no longer by line than one of fifty.
_COMPARED = 12
_LONGEST_TITLE = 30
_CONTINUING = 8
_VERY_LONG = 30
_LONGEST_NAME = 4


class Core(NamedTuple):
    """Prose lines of the article in order, prose lines that repeat one of them, the former as a set, their stems."""

    lines: tuple[int, ...]
    repeated: frozenset[int]
    kept: frozenset[int]
    stems: frozenset[str]

    @property
    def first(self) -> int:
        """The first line."""
        return self.lines[0]

    @property
    def last(self) -> int:
        """The last line."""
        return self.lines[-1]


def find_core(view: View) -> Core | None:
    """Return the article's certain lines, None where the page has no running text of one article."""
    prose = [row.at for row in view.rows if is_prose(row) and not _is_notice(row.at, view) and not is_title(row, view)]
    prose, repeated = _drop_copies(prose, view)
    if not prose:
        return None
    chunks = _cut_chunks(prose, view)
    main = max(range(len(chunks)), key=lambda at: (_weigh(chunks[at], view), -at))
    lines, stems = _extend(chunks, main, view)
    if _are_teasers(lines, view) or (len(lines) == 1 and _is_teaser(chunks, main, view)):
        return None
    trimmed = _trim(lines, view)
    if len(trimmed) < len(lines):
        stems = _stems(trimmed, view)
    return Core(tuple(trimmed), frozenset(repeated), frozenset(trimmed), frozenset(stems))


def _is_notice(at: int, view: View) -> bool:
    return view.is_firm(at) or view.kind(at) in _NOTICES


def is_title(row: LineFeatures, view: View) -> bool:
    """Return whether a line that reads as prose is a headline all the same: another line or the metadata say it too."""
    if row.size > _LONGEST_TITLE or row.close == ".":
        return False
    hint = line_words(view.page.metadata.title) if view.page.metadata.title else ()
    if hint and says_the_same(row.words, hint):
        return True
    return next(view.twins.of(row), None) is not None


def _drop_copies(prose: list[int], view: View) -> tuple[list[int], set[int]]:
    """Keep one of each line, the copy in the longer stretch and nearer other prose."""
    groups: dict[str, list[int]] = {}
    for at in prose:
        groups.setdefault(view.rows[at].key, []).append(at)
    if len(groups) == len(prose):
        return prose, set()
    weights = {at: _weigh(chunk, view) for chunk in _cut_chunks(prose, view) for at in chunk}
    gaps = [prose[-1], *(after - before for before, after in pairwise(prose)), prose[-1]]
    near = {at: min(gaps[index], gaps[index + 1]) for index, at in enumerate(prose)}
    kept = [max(copies, key=lambda at: (weights[at], -near[at], -at)) for copies in groups.values()]
    return sorted(kept), set(prose) - set(kept)


def _weigh(chunk: Sequence[int], view: View) -> int:
    return sum(view.rows[at].size for at in chunk)


def _stems(lines: Iterable[int], view: View) -> set[str]:
    return stems_of((view.rows[at] for at in lines), view.tokens, view.chrome.marks["prose"])


def _cut_chunks(prose: list[int], view: View) -> list[list[int]]:
    """Cut prose lines into stretches that nothing but single interruptions divides."""
    chunks = [[prose[0]]]
    for before, after in pairwise(prose):
        if _is_open(before, after, view):
            chunks[-1].append(after)
        else:
            chunks.append([after])
    return chunks


def _is_open(before: int, after: int, view: View) -> bool:
    kinds = [view.kind(at) for at in range(before + 1, after)]
    unknown = sum(kind is None for kind in kinds)
    if not all(kind is None or kind in _INTERRUPTING for kind in kinds):
        return False
    row = view.rows[after]
    if _is_comment(after, view):
        return False
    goes_on = row.size >= _CONTINUING and (row.is_closed or row.close == ":" or row.size >= _VERY_LONG)
    return unknown == 0 or (unknown <= _MOST_UNKNOWN and goes_on)


def _extend(chunks: list[list[int]], main: int, view: View) -> tuple[list[int], set[str]]:
    """Return the lines of the main chunk and of every chunk next to it that tells the same story, and their stems."""
    lines = list(chunks[main])
    stems = _stems(lines, view)
    skipped = False
    for chunk in chunks[main + 1 :]:
        if _is_closed_off(lines[-1], chunk[0], view):
            break
        if _belongs(chunk, chunk[0], stems, view, again=skipped):
            lines += chunk
            stems |= _stems(chunk, view)
        skipped = lines[-1] != chunk[-1]
    for chunk in reversed(chunks[:main]):
        if _is_closed_off(chunk[-1], lines[0], view) or not _belongs(chunk, lines[0], stems, view, again=False):
            break
        lines = chunk + lines
        stems |= _stems(chunk, view)
    return lines, stems


def _is_comment(at: int, view: View) -> bool:
    """Whether a name and a date stand right above a line, as above what a reader writes."""
    if at < 2:
        return False
    lines = (at - 2, at - 1)
    dates = [line for line in lines if view.kind(line) == "date" and view.rows[line].figures > 2]
    return len(dates) == 1 and all(view.rows[line].size <= _LONGEST_NAME for line in lines if line not in dates)


def _is_closed_off(before: int, after: int, view: View) -> bool:
    return any(view.is_firm(at) and view.kind(at) in _NOTICES for at in range(before + 1, after))


def _belongs(chunk: Sequence[int], lower: int, stems: AbstractSet[str], view: View, *, again: bool) -> bool:
    """Whether a chunk next to the text is of it; `lower` is the first line of the lower of both.

    `again` is true behind a chunk that was not, and asks for more.
    """
    row = view.rows[lower]
    if lower == chunk[0] and _is_comment(lower, view):
        return False
    if row.words[0] in view.chrome.marks["continuing"] and row.is_closed:
        return not again or _tells_the_same(chunk, stems, view, _SAME_STORY)
    # Two paragraphs in a row are no teasers; a long line without a stop beside furniture is more often a headline.
    if not again and any(after - before == 1 and view.rows[after].is_closed for before, after in pairwise(chunk)):
        return _tells_the_same(chunk, stems, view, _UNRELATED)
    certain = not again and (len(chunk) > 1 or view.rows[chunk[0]].is_closed)
    return _tells_the_same(chunk, stems, view, _SAME_STORY if certain else 2 * _SAME_STORY)


def _tells_the_same(chunk: Sequence[int], stems: AbstractSet[str], view: View, least: float) -> bool:
    shared = content = 0
    for at in chunk:
        one, of = view.share(at, stems)
        shared, content = shared + one, content + of
    return content > 0 and shared >= least * content


def _trim(lines: list[int], view: View) -> list[int]:
    """Drop the last line while it stands apart and speaks of nothing the others speak of."""
    for _ in range(_COMPARED):
        if len(lines) < 3 or lines[-1] - lines[-2] == 1:
            break
        if view.rows[lines[-1]].words[0] in view.chrome.marks["continuing"]:
            break
        if _tells_the_same(lines[-1:], _stems(lines[:-1], view), view, _UNRELATED):
            break
        lines = lines[:-1]
    return lines


def _are_teasers(lines: list[int], view: View) -> bool:
    """Whether lines stand each under a headline of its own and have little in common: a page that lists articles."""
    if len(lines) < _TEASERS or not all(_has_headline(at, view) for at in lines[1:]):
        return False
    some = lines[:_COMPARED]
    shares = [view.share(at, _stems([other for other in some if other != at], view)) for at in some]
    return sum(shared for shared, _ in shares) < _SAME_STORY * sum(content for _, content in shares)


def _is_teaser(chunks: list[list[int]], main: int, view: View) -> bool:
    """Whether the longest line is one of several teasers, each under a headline of its own."""
    others = [_weigh(chunk, view) for at, chunk in enumerate(chunks) if at != main and _has_headline(chunk[0], view)]
    if len(others) < _TEASERS or not _has_headline(chunks[main][0], view):
        return False
    return _weigh(chunks[main], view) <= _TEASER_RATIO * _median(others)


def _median(values: Sequence[float]) -> float:
    # The standard library's takes a hundredth of a second to import, a part of the start of every command.
    middle = sorted(values)[(len(values) - 1) // 2 : len(values) // 2 + 1]
    return sum(middle) / len(middle)


def _has_headline(at: int, view: View) -> bool:
    return any(
        view.kind(line) is None and is_headline_like(view.rows[line]) and view.rows[line].copies == 1
        for line in range(max(0, at - 2), at)
    )

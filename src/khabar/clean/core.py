"""The lines that are certainly the article's text: prose in one stretch, and other prose that speaks of the same things.

What stands between, before and after these lines is decided later; here are only the lines that read as running text.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from khabar.clean.cohesion import share_known, stems_of
from khabar.clean.shape import is_prose

if TYPE_CHECKING:
    from khabar.clean.view import View

# Shares of content words in common with the main stretch; unrelated news of one page share 0.10 at the median, paragraphs of
# one article 0.30.
_SAME_STORY = 0.22
_INTERRUPTING = frozenset({"read_also", "advert", "embed", "caption", "other"})
_CLOSING = frozenset({"comments", "legal"})
_MOST_UNKNOWN = 1


class Core(NamedTuple):
    """Prose lines of the article in order, prose lines that repeat one of them, and the stems of their words."""

    lines: tuple[int, ...]
    repeated: frozenset[int]
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
    """Return the article's certain lines, None where the page has no running text."""
    prose = [row.index for row in view.rows if is_prose(row) and not view.is_firm(row.index)]
    if not prose:
        return None
    chunks = _chunks(prose, view)
    main = max(range(len(chunks)), key=lambda at: (_weight(chunks[at], view), -at))
    kept, stems = _extend(chunks, main, view)
    lines, repeated = _drop_copies(kept, prose, view)
    return Core(tuple(lines), frozenset(repeated), frozenset(stems))


def _weight(chunk: list[int], view: View) -> int:
    return sum(view.rows[at].size for at in chunk)


def _chunks(prose: list[int], view: View) -> list[list[int]]:
    """Cut prose lines into stretches that nothing but single interruptions divides."""
    chunks = [[prose[0]]]
    for before, after in zip(prose, prose[1:], strict=False):
        if _is_open(before, after, view):
            chunks[-1].append(after)
        else:
            chunks.append([after])
    return chunks


def _is_open(before: int, after: int, view: View) -> bool:
    between = range(before + 1, after)
    unknown = sum(not view.kind(at) for at in between)
    known = {view.kind(at) for at in between} - {""}
    return known <= _INTERRUPTING and unknown <= _MOST_UNKNOWN


def _extend(chunks: list[list[int]], main: int, view: View) -> tuple[list[int], set[str]]:
    """Return the lines of the main chunk and of every chunk that tells the same story, and their stems."""
    kept = list(chunks[main])
    stems = stems_of((view.rows[at] for at in kept), view.tokens, view.particles)
    for at in range(main + 1, len(chunks)):
        if _closes(kept[-1], chunks[at][0], view) or not _tells_the_same(chunks[at], stems, view):
            break
        kept += chunks[at]
        stems |= stems_of((view.rows[line] for line in chunks[at]), view.tokens, view.particles)
    for at in range(main - 1, -1, -1):
        if _closes(chunks[at][-1], kept[0], view) or not _tells_the_same(chunks[at], stems, view):
            break
        kept = chunks[at] + kept
        stems |= stems_of((view.rows[line] for line in chunks[at]), view.tokens, view.particles)
    return kept, stems


def _closes(before: int, after: int, view: View) -> bool:
    return any(view.is_firm(at) and view.kind(at) in _CLOSING for at in range(before + 1, after))


def _tells_the_same(chunk: list[int], stems: set[str], view: View) -> bool:
    shared = content = 0
    for at in chunk:
        one, of = share_known(view.rows[at], stems, view.tokens, view.particles)
        shared, content = shared + one, content + of
    return content > 0 and shared >= _SAME_STORY * content


def _drop_copies(kept: list[int], prose: list[int], view: View) -> tuple[list[int], set[int]]:
    """Keep one of each line; every other copy on the page is a repetition."""
    lines: dict[str, int] = {}
    for at in kept:
        lines.setdefault(view.rows[at].key, at)
    keys = set(lines)
    repeated = {at for at in prose if view.rows[at].key in keys and lines[view.rows[at].key] != at}
    return sorted(lines.values()), repeated

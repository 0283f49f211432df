"""The headline of the article: which line it is, which other lines repeat it, and where the outlet's name is cut off."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from khabar.clean.cohesion import share_known
from khabar.clean.shape import is_headline_like
from khabar.lexicon.chrome import line_words
from khabar.model import Span

if TYPE_CHECKING:
    from khabar.clean.core import Core
    from khabar.clean.features import LineFeatures
    from khabar.clean.view import View

_SEPARATOR = re.compile(r"\s+[-\u2013\u2014|:\u00bb\u203a\u2022~]{1,2}\s+|\s*\|\s*")
_LEAST = 2.0
_MANY_WORDS = 4


class Headline(NamedTuple):
    """The title's characters, its line, and all lines that say the same."""

    title: Span
    line: int
    lines: frozenset[int]


def find_headline(view: View, core: Core | None) -> Headline | None:
    """Return the headline, None where no line before the text stands out as one."""
    before = core.first if core else len(view.rows)
    candidates = [row for row in view.rows[:before] if _is_candidate(row, view)]
    if not candidates:
        return None
    scored = [(_score(row, candidates, view, core), row.index) for row in candidates]
    best, line = max(scored)
    if best < _LEAST:
        return None
    lines = frozenset(row.index for row in view.rows if _says_the_same(row.words, view.rows[line].words, view))
    plain = min(lines & {row.index for row in candidates}, key=lambda at: (len(view.rows[at].words), -at))
    return Headline(_trim(view.rows[plain], view), line, lines | {line})


def _is_candidate(row: LineFeatures, view: View) -> bool:
    verdict = view.verdicts[row.index]
    if verdict is not None and (verdict.kind != "read_also" or row.copies == 1):
        return False
    return is_headline_like(row) or (row.size > 1 and row.copies > 1)


def _score(row: LineFeatures, candidates: list[LineFeatures], view: View, core: Core | None) -> float:
    score = 0.0
    hint = line_words(view.page.metadata.title) if view.page.metadata.title else ()
    if hint and _says_the_same(row.words, hint, view):
        score += 10
    if any(other is not row and _says_the_same(row.words, other.words, view) for other in candidates):
        score += 4
    if core is not None:
        shared, content = share_known(row, set(core.stems), view.tokens, view.particles)
        score += 6 * shared / max(content, 3)
        score += 2.0 if row is candidates[-1] else 0.0
    return score


def _says_the_same(words: tuple[str, ...], other: tuple[str, ...], view: View) -> bool:
    """Whether two lines are one headline, one of them perhaps with the outlet's name before or behind, or written twice."""
    if len(words) > len(other):
        words, other = other, words
    if len(words) < 2 or len(words) * 2.6 < len(other):
        return words == other
    extra = len(other) - len(words)
    if extra > max(6, len(words)):
        return False
    return other[: len(words)] == words or (extra > 0 and other[-len(words) :] == words)


def _trim(row: LineFeatures, view: View) -> Span:
    """Cut the outlet's name off either end of a headline that stands on the page in this form only."""
    raw = view.page.text[row.start : row.end]
    start, end = row.start, row.end
    cuts = list(_SEPARATOR.finditer(raw))
    if cuts and _is_outlet(raw[cuts[-1].end() :], view):
        end = row.start + cuts[-1].start()
    if cuts and cuts[0].end() < end - row.start and _is_outlet(raw[: cuts[0].start()], view):
        start = row.start + cuts[0].end()
    return Span(start, end)


def _is_outlet(name: str, view: View) -> bool:
    words = line_words(name)
    if not words or len(words) > _MANY_WORDS + 2:
        return False
    site, outlet = view.page.metadata.site, view.page.outlet
    if words in (line_words(site), line_words(outlet)):
        return True
    if len(words) <= _MANY_WORDS and any(word in view.chrome.marks["site"] for word in words):
        return True
    if all(word < "\u0250" for word in words):
        return True
    return any(row.words == words for row in view.rows)

"""The headline of the article: its line, the lines that repeat it, and where the outlet's name is cut off."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from khabar.clean.byline import is_byline, is_name, is_person
from khabar.clean.cohesion import stems_of
from khabar.clean.shape import is_headline_like, is_prose
from khabar.clean.twins import says_the_same
from khabar.lexicon.chrome import line_words
from khabar.model import Span

if TYPE_CHECKING:
    from khabar.clean.core import Core
    from khabar.clean.features import LineFeatures
    from khabar.clean.view import View

_SEPARATOR = re.compile(r"(?<!\s)(?:\s++[-\u2013\u2014|\u00bb\u203a\u2022~]{1,2}\s++|\s*+\|\s*+|\s++::?\s++)")
_LEAST = 2.0
_LONGEST_OUTLET = 6
# Points for what speaks for a line: the page's own metadata, another line that says the same, words in common with the
# text, nothing but furniture between it and the text, and so at the head of the page.
_HINTED = 12.0
_TWIN = 4.0
_NEAREST = 2.0
_FIRST = 3.0
_COHESION = 7.0
_BYLINE = -4.0
_REACH = 6
_ABOVE_TEXT = frozenset({None, "date", "caption"})
_SHORTEST = 2
_BUTTON = 3
_BAR = "|"


class Headline(NamedTuple):
    """The title's characters, its line, all lines that say the same, the outlet's name cut off it, its stems."""

    title: Span
    at: int
    lines: frozenset[int]
    outlet: Span | None
    stems: frozenset[str]


def find_headline(view: View, core: Core | None) -> Headline | None:
    """Return the headline, None where no line before the text stands out as one."""
    before = core.first if core else len(view.rows)
    candidates = [row for row in view.rows[:before] if _is_candidate(row, view)]
    if core and _is_candidate(view.rows[core.first], view) and _has_twin(view.rows[core.first], before, view):
        candidates.append(view.rows[core.first])
    if not candidates:
        return None
    scores = _score_all(candidates, view, core)
    best, at = max(zip(scores, (row.at for row in candidates), strict=True))
    if best < _LEAST:
        return None
    chosen = view.rows[at].words
    lines = {row.at for row in view.rows if _repeats(row, chosen, bar=_BAR in view.raw(row.at))} | {at}
    among = [row for row in candidates if row.at in lines]
    plain = min(among, key=lambda row: (len(row.words), -row.at))
    title, outlet = _cut_outlet(plain, view)
    if outlet is None:
        outlet = next(filter(None, (_cut_outlet(row, view)[1] for row in among)), None)
    stems = stems_of([plain], view.tokens, view.chrome.marks["prose"])
    return Headline(title, plain.at, frozenset(lines), outlet, frozenset(stems))


def _is_candidate(row: LineFeatures, view: View) -> bool:
    verdict = view.verdicts[row.at]
    if verdict is not None and (verdict.kind != "read_also" or row.copies == 1):
        return False
    if row.close == "." and is_prose(row):
        return False
    if is_headline_like(row) or (row.size > 1 and row.copies > 1):
        return True
    return len(row.words) == _SHORTEST and not row.is_latin and _is_short_headline(row, view)


def _is_short_headline(row: LineFeatures, view: View) -> bool:
    """Whether two words alone may be a headline: at the head, said again, or right above a date or byline."""
    if not row.at or _stands_over_credit(row, view):
        return True
    return _has_twin(row, len(view.rows), view)


def _has_twin(row: LineFeatures, before: int, view: View) -> bool:
    """Return whether a line above `before` is the same headline; a name before the colon of another line is none."""
    return any(
        other.at < before
        and (len(row.words) > _SHORTEST or other.words[: len(row.words)] == row.words)
        and (len(row.words) == len(other.words) or len(row.words) != other.to_colon or _BAR in view.raw(other.at))
        for other in view.twins.of(row)
    )


def _score_all(candidates: list[LineFeatures], view: View, core: Core | None) -> list[float]:
    """Return the points of each candidate, by what it says and by where it stands."""
    hint = line_words(view.page.metadata.title) if view.page.metadata.title else ()
    cohesion = [_cohesion(row, view, core) for row in candidates]
    scores = list(cohesion)
    before = core.first + 1 if core else len(view.rows)
    for at, row in enumerate(candidates):
        if hint and says_the_same(row.words, hint):
            scores[at] += _HINTED
        if _has_twin(row, before, view):
            scores[at] += _TWIN
        if (is_byline(row, view) and row.size < _REACH) or is_person(row, view):
            scores[at] += _BYLINE
    if core is not None:
        nearest, subhead = _find_nearest(candidates, cohesion, view, core)
        scores[nearest] += _NEAREST
        if subhead is not None:
            scores[subhead] -= _NEAREST
        if (
            candidates[0].at == 0
            and (len(candidates) == 1 or candidates[0].size > _BUTTON)
            and _opens_article(view, core)
        ):
            scores[0] += _FIRST
    return scores


def _cohesion(row: LineFeatures, view: View, core: Core | None) -> float:
    if core is None:
        return 0.0
    shared, content = view.share(row.at, core.stems)
    return _COHESION * min(shared, _REACH) / _REACH * shared / max(content, 1)


def _find_nearest(
    candidates: list[LineFeatures], cohesion: list[float], view: View, core: Core
) -> tuple[int, int | None]:
    """Return the candidate nearest the text, names and buttons left aside, and the subhead below it, if any."""
    last = len(candidates) - 1
    at = last
    while at >= 0 and (_is_credit(candidates[at], view) or (not cohesion[at] and _is_slight(candidates[at], view))):
        at -= 1
    if at < last:
        names = [other for other in range(at + 1, last + 1) if not _is_credit(candidates[other], view)]
        is_title = at >= 0 and _only_furniture_between(candidates[at], candidates[last], view)
        is_title = is_title and (cohesion[at] > 0 or _stands_over_credit(candidates[at], view))
        if is_title or not names:
            return max(at, 0), None
        return names[0], None
    row, above = candidates[at], candidates[at - 1]
    is_subhead = at > 0 and row.at == core.first - 1 and row.at > above.at + 1
    if is_subhead and _only_furniture_between(above, row, view) and cohesion[at - 1] * 2 >= cohesion[at]:
        return at - 1, at
    return at, None


def _opens_article(view: View, core: Core) -> bool:
    """Return whether the page begins with the article: no menu or list between its first line and the text."""
    kinds = [view.kind(at) for at in range(1, core.first)]
    if all(kind in _ABOVE_TEXT for kind in kinds):
        return True
    return _only_furniture_between(view.rows[0], view.rows[core.first], view)


def _is_slight(row: LineFeatures, view: View) -> bool:
    return row.size <= _BUTTON or is_name(row) or _is_credit(row, view)


def _is_credit(row: LineFeatures, view: View) -> bool:
    return is_byline(row, view) or is_person(row, view)


def _stands_over_credit(row: LineFeatures, view: View) -> bool:
    below = row.at + 1
    return below < len(view.rows) and (view.kind(below) == "date" or _is_credit(view.rows[below], view))


def _only_furniture_between(above: LineFeatures, below: LineFeatures, view: View) -> bool:
    return all(_is_furniture(view, at) for at in range(above.at + 1, below.at))


def _is_furniture(view: View, at: int) -> bool:
    return view.verdicts[at] is not None or _is_slight(view.rows[at], view)


def _repeats(row: LineFeatures, chosen: tuple[str, ...], *, bar: bool) -> bool:
    """Return whether a line is the headline, once or twice; words and a colon before it name its source instead.

    A bar divides the outlet's name from it, as a dash does.
    """
    if len(chosen) > 2 and row.words == 2 * chosen:
        return True
    if not says_the_same(row.words, chosen) or (len(row.words) < len(chosen) and len(row.words) <= _BUTTON):
        return False
    return row.to_colon < 2 or row.to_colon != len(row.words) - len(chosen) or bar


def _cut_outlet(row: LineFeatures, view: View) -> tuple[Span, Span | None]:
    """Cut the outlet's name off the end of a headline or off its head; return both."""
    raw = view.raw(row.at)
    cuts = list(_SEPARATOR.finditer(raw))
    if cuts:
        last, first = cuts[-1], cuts[0]
        if _is_outlet(raw[last.end() :], view):
            return Span(row.start, row.start + last.start()), Span(row.start + last.end(), row.end)
        if _is_outlet(raw[: first.start()], view):
            return Span(row.start + first.end(), row.end), Span(row.start, row.start + first.start())
    return Span(row.start, row.end), None


def _is_outlet(name: str, view: View) -> bool:
    words = line_words(name)
    if not words or len(words) > _LONGEST_OUTLET:
        return False
    page = view.page
    if words in (line_words(page.metadata.site), line_words(page.outlet)):
        return True
    if any(word in view.chrome.marks["site"] for word in words) or " ".join(words) in view.names.outlets.phrases:
        return True
    return all(word <= "\u024f" for word in words) or any(row.words == words for row in view.rows)

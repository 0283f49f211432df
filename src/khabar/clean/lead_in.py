"""Lines between headline and text: bylines, dates, furniture, and what of the text stands above its certain lines."""

from __future__ import annotations

from typing import TYPE_CHECKING

from khabar.clean.byline import is_byline, is_dateline, is_name, is_person, names_place
from khabar.clean.shape import is_prose
from khabar.clean.verdict import Verdict

if TYPE_CHECKING:
    from collections.abc import Callable

    from khabar.clean.spot import Scene, Spot

    Rule = Callable[[Spot], Verdict | None]

# In words.
_LONG = 12
_SENTENCE = 6
_BROKEN_LINES = 6
_BROKEN_WORDS = 3.5
# What may stand between the text and a dateline or subhead that touches it.
_TOUCHING = frozenset({"body", "dateline", "read_also", "advert"})


def name_lead_in(scene: Scene, named: dict[int, Verdict]) -> None:
    """Name the lines between headline and text, upwards from the text.

    Without a headline only what touches the text is named.
    """
    first = scene.core.first
    broken = _find_broken_lines(scene)
    top = max((at for at in scene.headline.lines if at < first), default=-1) if scene.headline else -1
    touching = True
    for at in range(first - 1, top, -1):
        if at in named:
            touching = False
            continue
        spot = scene.spot(at)
        if at >= broken:
            named[at] = Verdict("body", "broken_lines_over_text")
            continue
        verdict = (_match_touching(spot) if touching else None) or spot.verdict
        if verdict is None and top >= 0:
            below = named.get(at + 1)
            verdict = _match_items(spot, below) or _match_under_headline(spot)
        touching = touching and verdict is not None and verdict.kind in _TOUCHING
        if verdict is not None:
            named[at] = verdict


def _find_broken_lines(scene: Scene) -> int:
    """Return where a text set in short lines begins that runs on into the certain text, the first certain line if none.

    Buttons and names above a text are few and shorter.
    """
    view, first = scene.view, scene.core.first
    start = first
    while start > 0 and view.kind(start - 1) is None and not (scene.headline and start - 1 in scene.headline.lines):
        start -= 1
    lines = view.rows[start:first]
    if len(lines) < _BROKEN_LINES or sum(row.size for row in lines) < _BROKEN_WORDS * len(lines):
        return first
    return start if scene.headline else first


def _match_touching(spot: Spot) -> Verdict | None:
    """Match a dateline or subhead right above the text."""
    if spot.verdict is not None:
        return None
    if is_dateline(spot.row, spot.scene.view):
        placed = names_place(spot.row, spot.scene.view)
        if not placed and (_has_byline_above(spot) or _is_credited_in_brackets(spot)):
            return Verdict("caption", "credit_over_text")
        return Verdict("dateline", "dateline_over_text")
    if spot.at == spot.scene.core.first - 1 and _belongs(spot):
        return Verdict("body", "subhead_over_text")
    return None


def _is_credited_in_brackets(spot: Spot) -> bool:
    """Return whether an agency in brackets ends a line, as behind the word "archive" or the name of a photographer."""
    marks = spot.scene.view.chrome.marks
    return spot.row.bracketed > 0 and " ".join(spot.row.words[-spot.row.bracketed :]) in marks["agency"]


def _has_byline_above(spot: Spot) -> bool:
    """Return whether a byline stands higher under the headline, furniture between."""
    scene = spot.scene
    if scene.headline is None:
        return False
    top = max((at for at in scene.headline.lines if at < spot.at), default=spot.at)
    rows, verdicts = scene.view.rows, scene.view.verdicts
    bylines = [at for at in range(top + 1, spot.at - 1) if verdicts[at] is None and is_dateline(rows[at], scene.view)]
    return bool(bylines) and any(verdicts[at] for at in range(bylines[-1], spot.at))


def _belongs(spot: Spot) -> bool:
    row = spot.row
    if row.size >= _SENTENCE and (row.is_closed or (row.size >= _LONG and spot.shared)):
        return True
    return spot.shared * 2 > spot.content


def _match_items(spot: Spot, below: Verdict | None) -> Verdict | None:
    """Match an item of a list that ends like a sentence, and the head of such a list."""
    if spot.row.lead and spot.row.close == "." and spot.row.size > 1:
        return Verdict("body", "item_under_headline")
    if spot.row.close == ":" and below and below.rule == "item_under_headline":
        return Verdict("body", "head_of_items")
    return None


def _match_under_headline(spot: Spot) -> Verdict:
    row = spot.row
    if is_prose(row) or (row.size >= _LONG and row.particles > 1 and spot.shared * 4 >= spot.content):
        return Verdict("body", "text_under_headline")
    if is_byline(row, spot.scene.view):
        return Verdict("byline", "byline_shape")
    if is_person(row, spot.scene.view) or (is_name(row) and _stands_like_a_name(spot)):
        return Verdict("byline", "name_under_headline")
    if spot.shared and len(row.words) > 2:
        return Verdict("caption", "caption_under_headline")
    return Verdict("other", "under_headline")


def _stands_like_a_name(spot: Spot) -> bool:
    """Return whether a line without words of chrome touches the headline or a date."""
    scene, at = spot.scene, spot.at
    if any(word in scene.view.chrome.words for word in spot.row.words):
        return False
    titled = scene.headline is not None and at - 1 in scene.headline.lines
    return titled or "date" in (scene.view.kind(at - 1), scene.view.kind(at + 1))

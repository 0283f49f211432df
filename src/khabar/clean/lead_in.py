"""Lines between headline and text: bylines, dates, furniture, and what of the text stands above its certain lines."""

from __future__ import annotations

from typing import TYPE_CHECKING

from khabar.clean.byline import is_byline, is_dateline, is_name
from khabar.clean.shape import is_prose
from khabar.clean.verdict import Verdict

if TYPE_CHECKING:
    from collections.abc import Callable

    from khabar.clean.spot import Scene, Spot

    Rule = Callable[[Spot], Verdict | None]

# In words.
_LONG = 12
_SENTENCE = 6
# What may stand between the text and a dateline or subhead that touches it.
_TOUCHING = frozenset({"body", "dateline", "read_also", "advert"})


def name_lead_in(scene: Scene, named: dict[int, Verdict]) -> None:
    """Name the lines between headline and text, upwards from the text.

    Without a headline only what touches the text is named.
    """
    first = scene.core.first
    top = max((at for at in scene.headline.lines if at < first), default=-1) if scene.headline else -1
    touching = True
    for at in range(first - 1, top, -1):
        if at in named:
            touching = False
            continue
        spot = scene.spot(at)
        verdict = (_match_touching(spot) if touching else None) or spot.verdict
        if verdict is None and top >= 0:
            below = named.get(at + 1)
            verdict = _match_items(spot, below) or _match_under_headline(spot)
        touching = touching and verdict is not None and verdict.kind in _TOUCHING
        if verdict is not None:
            named[at] = verdict


def _match_touching(spot: Spot) -> Verdict | None:
    """Match a dateline or subhead right above the text."""
    if spot.verdict is not None:
        return None
    if is_dateline(spot.row, spot.scene.view):
        return Verdict("dateline", "dateline_over_text")
    if spot.at == spot.scene.core.first - 1 and _belongs(spot):
        return Verdict("body", "subhead_over_text")
    return None


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
    if is_name(row):
        return Verdict("byline", "name_under_headline")
    return Verdict("other", "under_headline")

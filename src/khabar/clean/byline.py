"""Bylines and datelines: who wrote, from where, by which agency; as a line of its own or at the head of a paragraph."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from khabar.model import Span

if TYPE_CHECKING:
    from khabar.clean.features import LineFeatures
    from khabar.clean.view import View

_DIVIDERS = re.compile(r"\s*[-\u2013\u2014\u0640:/()|\u060c,\u00ab\u00bb\"]+\s*")
_MOST_WORDS = 9


class Credit(NamedTuple):
    """Parts of a byline or dateline, each a span or None."""

    author: Span | None
    place: Span | None
    agency: Span | None


def is_byline(row: LineFeatures, view: View) -> bool:
    """Whether a line between headline and text has the shape of a byline: a name or two, a dash or bracket, no more."""
    words = row.words
    if not 1 <= len(words) <= _MOST_WORDS or row.is_closed or row.figures > 2:
        return False
    raw = view.page.text[row.start : row.end]
    marks = view.chrome.marks
    if row.key in marks["agency"] or words[0] in marks["byline"]:
        return True
    if row.particles > 1 or (row.particles and words[-2:][0] not in view.particles):
        return False
    divided = len([part for part in _DIVIDERS.split(raw) if part.strip()]) > 1 or row.close in (":", ")", "/")
    return divided and len(words) > 1


def is_name(row: LineFeatures, view: View) -> bool:
    """Whether a line between headline and text may be a bare name."""
    return 2 <= len(row.words) <= 5 and not row.figures and not row.particles and not row.close and not row.latin

"""Hits of a search as lines for people and as JSON objects."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

import orjson

from khabar.export.terminal import isolated
from khabar.export.timeline import UNDATED

if TYPE_CHECKING:
    from khabar.model import Span

_TITLE_WIDTH, _NAME_WIDTH = 60, 40
_MOST_PLACES = 8


class Hit(Protocol):
    """A page that holds what was looked for, as `khabar.store` finds it."""

    @property
    def page(self) -> str:
        """The id of the page."""

    @property
    def outlet(self) -> str:
        """The page's outlet."""

    @property
    def published(self) -> str:
        """The page's day, "" where open."""

    @property
    def title(self) -> str:
        """The page's title."""

    @property
    def score(self) -> float:
        """How well the page fits."""

    @property
    def snippet(self) -> Span:
        """The stretch with the most of what was looked for."""

    @property
    def words(self) -> str:
        """The characters of the snippet."""

    @property
    def spans(self) -> tuple[Span, ...]:
        """The places of what was looked for."""


def write_hit(hit: Hit) -> bytes:
    """Return a hit as one line of JSON; `places` are offsets in the page's text."""
    return orjson.dumps(
        {
            "page": hit.page,
            "outlet": hit.outlet,
            "published": hit.published,
            "title": hit.title,
            "score": round(hit.score, 6),
            "snippet": {"start": hit.snippet.start, "end": hit.snippet.end, "text": hit.words},
            "places": [{"start": span.start, "end": span.end} for span in hit.spans],
        }
    )


def write_hit_row(hit: Hit) -> str:
    """Return a hit as lines for a terminal: day, title, outlet and page with the places; then the snippet."""
    places = [f"{span.start}\u2013{span.end}" for span in hit.spans]
    more = f" and {len(places) - _MOST_PLACES} more" if len(places) > _MOST_PLACES else ""
    source = " ".join(filter(None, (isolated(hit.outlet, _NAME_WIDTH), isolated(hit.page))))
    title = isolated(hit.title, _TITLE_WIDTH) or "(no title)"
    where = f"[{source} {' '.join(places[:_MOST_PLACES])}{more}]"
    return f"{hit.published or UNDATED:<10}  {title}  {where}\n            {isolated(hit.words)}"

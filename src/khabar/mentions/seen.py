"""Names that the reading model sees where no rule finds any."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING

from khabar.mentions.view import Found

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from khabar.mentions.view import View
    from khabar.reader import NamedSpan

# From which probability on a name is taken on the model's word alone; people it knows best.
_SURE = {"PER": 0.8, "ORG": 0.9, "LOC": 0.9}


def find_seen(view: View, founds: Sequence[Found], names: Sequence[NamedSpan]) -> Iterator[Found]:
    """Yield the names the model is sure of that share no token with those found."""
    taken = {at for found in founds for at in range(found.first, found.last)}
    tokens = view.tokens
    for name in names:
        first = bisect_right(tokens.ends, name.span.start)
        last = bisect_left(tokens.starts, name.span.end)
        if first >= last or name.probability < _SURE[name.type] or not taken.isdisjoint(range(first, last)):
            continue
        yield Found(first, last, max(0, name.span.start - tokens.starts[first]), name.type, "", "seen")

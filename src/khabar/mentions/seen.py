"""Names that the reading model sees where no rule finds any."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING

from khabar.mentions.view import Found

if TYPE_CHECKING:
    from collections.abc import Sequence

    from khabar.mentions.view import View
    from khabar.reader import NamedSpan

# From which probability on a name is taken on the model's word alone; people it knows best.
_SURE = {"PER": 0.8, "ORG": 0.9, "LOC": 0.9}


def find_seen(view: View, founds: Sequence[Found], names: Sequence[NamedSpan]) -> list[Found]:
    """Return the names the model is sure of that share no token with those found."""
    tokens = view.tokens
    taken = {at for found in founds for at in range(found.first, found.last)}
    new: list[Found] = []
    for name in names:
        first = bisect_right(tokens.ends, name.span.start)
        last = bisect_left(tokens.starts, name.span.end)
        if first >= last or name.probability < _SURE[name.type] or not taken.isdisjoint(range(first, last)):
            continue
        if name.type == "PER" and last - 1 in view.titles:
            continue  # a title without a name
        taken.update(range(first, last))
        new.append(Found(first, last, _clitics(view, first, name.span.start), name.type, "", "seen"))
    openings = {tokens.forms[found.first] for found in (*founds, *new)}
    return [found._replace(cut=_shared_cut(view, found, openings)) for found in new]


def _clitics(view: View, at: int, start: int) -> int:
    """Return the length of the clitics the model sees in a token, 0 where no such clitics exist."""
    cut = start - view.tokens.starts[at]
    return cut if cut in {length for length, _ in view.tokens.readings[at]} else 0


def _shared_cut(view: View, found: Found, openings: set[str]) -> int:
    """Return the clitics before a name: those without which it opens like another name of the page."""
    cuts = (cut for cut, stem in view.tokens.readings[found.first] if cut and stem in openings)
    return found.cut or next(cuts, 0)

"""Names that the reading model sees where no rule finds any, and those of rules that it takes for none."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING

from khabar.mentions.view import Found
from khabar.reader import MENTION_TAGS
from khabar.text.letters import LAM_LAM

if TYPE_CHECKING:
    from collections.abc import Sequence

    from khabar.mentions.view import View
    from khabar.reader import NamedSpan, Reading

# From which probability on a name is taken on the model's word alone.
_SURE = 0.85
_SURE_BOUNDS = 0.9
_OPEN = ("given_name", "titled_name", "short_form", "head:")  # rules that may not know where a name ends
_NO_NAME = 0.8  # from which probability on a word is taken for outside of names
_OUTSIDE = MENTION_TAGS.index("O")


def judge_names(view: View, founds: list[Found], seen: Reading) -> list[Found]:
    """Return the names of rules without those the model is sure to be none, and the bounds of others as it sees them.

    None is a name of which every word is taken for outside of names. The bounds of what the lexicon knows, and of what
    stands in quotation marks, are its own.
    """
    if not seen.tags:
        return founds
    drawn = [_place(view, name) for name in seen.names if name.probability >= _SURE_BOUNDS]
    judged = (_redraw(found, drawn) for found in founds if not _is_doubted(view, found, seen))
    return list(dict.fromkeys(judged))


def _redraw(found: Found, drawn: list[Found]) -> Found:
    if found.entity or found.type == "LOC" or not found.rule.startswith(_OPEN):
        return found
    meeting = (one for one in drawn if one.first < found.last and found.first < one.last and one.type == found.type)
    other = next(meeting, found)
    return found if (other.first, other.last) == (found.first, found.last) else other


def _place(view: View, name: NamedSpan) -> Found:
    first = bisect_right(view.tokens.ends, name.span.start)
    last = bisect_left(view.tokens.starts, name.span.end)
    while last > first + 1 and view.form(last - 1) in view.lexicon.words.place_prepositions:
        last -= 1  # what follows "in" the model takes for another name
    return Found(first, last, _clitics(view, first, name.span.start), name.type, "", "seen")


def _is_doubted(view: View, found: Found, seen: Reading) -> bool:
    tokens = view.tokens
    first = bisect_right(seen.ends, tokens.starts[found.first])
    last = bisect_left(seen.starts, tokens.ends[found.last - 1])
    return first < last and all(tags[_OUTSIDE] >= _NO_NAME for tags in seen.tags[first:last])


def find_seen(view: View, founds: Sequence[Found], names: Sequence[NamedSpan]) -> list[Found]:
    """Return the names the model is sure of that share no token with those found."""
    taken = {at for found in founds for at in range(found.first, found.last)}
    new: list[Found] = []
    for name in names:
        found = _place(view, name)
        inside = range(found.first, found.last)
        if not inside or name.probability < _SURE or not taken.isdisjoint(inside):
            continue
        if name.type == "PER" and found.last - 1 in view.titles:
            continue  # a title without a name
        taken.update(inside)
        new.append(found)
    openings = {view.tokens.forms[found.first] for found in (*founds, *new)}
    return [found._replace(cut=_shared_cut(view, found, openings)) for found in new]


def _clitics(view: View, at: int, start: int) -> int:
    """Return the length of the clitics the model sees in a token, 0 where no such clitics exist."""
    cut = start - view.tokens.starts[at]
    return _before_article(view, at, cut) if cut in {length for length, _ in view.tokens.readings[at]} else 0


def _shared_cut(view: View, found: Found, openings: set[str]) -> int:
    """Return the clitics before a name: those without which it opens like another name of the page."""
    cuts = (cut for cut, stem in view.tokens.readings[found.first] if cut and stem in openings)
    return found.cut or _before_article(view, found.first, next(cuts, 0))


def _before_article(view: View, at: int, cut: int) -> int:
    """Return the length of clitics without a preposition that has swallowed the article: it stays with the name."""
    swallowed = view.tokens.forms[at].find(LAM_LAM, 0, cut + 1)
    return cut if swallowed < 0 else swallowed

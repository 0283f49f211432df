"""Every line's kind from its neighbours: the page's rows, the certain text and the headline in, a block for each line out.

Passes in order: the lines before the headline, those between headline and text, those between the text's certain lines,
those after. A line's own verdict comes first; where it has none, position, shape and the words it shares decide.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from khabar.clean.byline import is_byline, is_name
from khabar.clean.cohesion import share_known
from khabar.clean.shape import is_headline_like
from khabar.clean.vocabulary import Verdict

if TYPE_CHECKING:
    from khabar.clean.core import Core
    from khabar.clean.headline import Headline
    from khabar.clean.view import View

_BODY_RULES = frozenset({"prose"})
_SHORT = 3


def name_lines(view: View, core: Core | None, headline: Headline | None) -> list[Verdict]:
    """Return the kind of every line, in page order."""
    named: dict[int, Verdict] = {}
    if headline:
        for at in headline.lines:
            named[at] = Verdict("headline", "headline" if at == headline.line else "headline_again", firm=True)
    if core:
        for at in core.lines:
            named[at] = Verdict("body", "prose", firm=True)
        for at in core.repeated:
            named[at] = Verdict("other", "repeated", firm=True)
        _name_inside(view, core, named)
        _name_lead_in(view, core, headline, named)
        _name_tail(view, core, named)
    _name_lists(view, named)
    return [named[row.index] for row in view.rows]


def _name_inside(view: View, core: Core, named: dict[int, Verdict]) -> None:
    """Lines between the text's certain lines are body unless they are chrome wherever they stand."""
    in_list = False
    for at in range(core.first, core.last):
        if at in named:
            in_list = in_list and named[at].kind == "other"
            continue
        row, verdict = view.rows[at], view.verdicts[at]
        if verdict and verdict.firm:
            named[at] = verdict
            in_list = verdict.opens_list
        elif in_list and (is_headline_like(row) or view.kind(at) == "date"):
            named[at] = Verdict("related", "list_in_text", firm=True)
        elif _points_away(view, at):
            named[at] = Verdict("read_also", "pointer_before_colon", firm=True)
        elif row.copies > 1 and row.size <= _SHORT and row.close != ":":
            named[at] = verdict or Verdict("other", "short_line_again", firm=True)
        else:
            named[at] = Verdict("body", "inside_text", firm=True)


def _points_away(view: View, at: int) -> bool:
    """A colon after a word or two that point elsewhere: `see too: …`."""
    row = view.rows[at]
    if not 1 <= row.prefix <= 4 or row.prefix == len(row.words) or row.is_closed:
        return False
    return any(word in view.chrome.marks["pointer"] for word in row.words[: row.prefix])


def _name_lead_in(view: View, core: Core, headline: Headline | None, named: dict[int, Verdict]) -> None:
    """Between headline and text, upwards: what touches the text may be its subhead or dateline, the rest is furniture."""
    top = headline.line if headline and headline.line < core.first else -1
    touching = True
    for at in range(core.first - 1, top, -1):
        if at in named:
            touching = False
            continue
        verdict = _lead_in(view, core, at, touching=touching, titled=top >= 0)
        if verdict is None:
            touching = False
            continue
        named[at] = verdict
        touching = touching and verdict.kind in ("body", "dateline")


def _lead_in(view: View, core: Core, at: int, *, touching: bool, titled: bool) -> Verdict | None:
    row, verdict = view.rows[at], view.verdicts[at]
    if verdict and (verdict.firm or verdict.kind != "caption"):
        if verdict.kind == "date" and touching and row.size > 8:
            return Verdict("dateline", "dateline_over_text", firm=True)
        return verdict
    if is_byline(row, view):
        if touching:
            return Verdict("dateline", "dateline_over_text", firm=True)
        return Verdict("byline", "byline_shape", firm=True)
    if touching and titled and _belongs(view, core, at):
        return Verdict("body", "subhead_over_text", firm=True)
    if titled and is_name(row, view):
        return Verdict("byline", "name_under_headline", firm=True)
    return verdict


def _belongs(view: View, core: Core, at: int) -> bool:
    row = view.rows[at]
    shared, content = share_known(row, set(core.stems), view.tokens, view.particles)
    return shared * 2 >= content > 0 or row.size >= 12


def _name_tail(view: View, core: Core, named: dict[int, Verdict]) -> None:
    """After the text, downwards: its last short lines, until furniture begins."""
    for at in range(core.last + 1, len(view.rows)):
        if at in named:
            if named[at].kind in ("body",):
                continue
            break
        row, verdict = view.rows[at], view.verdicts[at]
        if verdict and verdict.kind in ("read_also", "advert", "embed") and verdict.firm:
            named[at] = verdict
            continue
        if verdict and verdict.rule not in ("latin_line", "address", "chrome_words", "date_alone"):
            break
        if not _closes_text(view, core, at):
            break
        named[at] = Verdict("body", "tail_of_text", firm=True)


def _closes_text(view: View, core: Core, at: int) -> bool:
    row = view.rows[at]
    marks = view.chrome.marks
    if row.is_closed and row.size >= 4:
        return True
    if row.lead and row.words:
        return True
    if row.address and "http" not in view.page.text[row.start : row.end]:
        return True
    if row.words and (
        row.words[0] in marks["author"] or any(w in marks["end"] for w in row.words[:2]) and row.size < 6
    ):
        return True
    if row.close == ":" and row.size >= 2:
        return True
    shared, content = share_known(row, set(core.stems), view.tokens, view.particles)
    return content >= 3 and shared * 5 >= content * 3


def _name_lists(view: View, named: dict[int, Verdict]) -> None:
    """Name what is left: lists of other headlines with their dates, short lines, and the rest."""
    in_list = False
    for row in view.rows:
        at = row.index
        if at in named:
            in_list = named[at].opens_list
            continue
        verdict = view.verdicts[at]
        if verdict and verdict.kind == "date" and in_list:
            named[at] = Verdict("related", "date_in_list", firm=True)
        elif verdict:
            named[at] = verdict
            in_list = verdict.opens_list
        elif is_headline_like(row) and (in_list or row.size > _SHORT):
            named[at] = Verdict("related", "headline_in_list" if in_list else "headline_elsewhere", firm=True)
            in_list = True
        elif row.size <= _SHORT:
            named[at] = Verdict("navigation", "short_line", firm=True)
        else:
            named[at] = Verdict("other", "outside_text", firm=True)

"""The rest of the page: lists of other articles with their dates, menus, buttons, footers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from khabar.clean.shape import is_headline_like, is_prose
from khabar.clean.verdict import Verdict

if TYPE_CHECKING:
    from khabar.clean.view import View

_SHORT = 3
_COMMENT_RULES = frozenset({"chrome.comments", "chrome.likes_shares"})
_IN_COMMENTS = frozenset({"comments", "date", "counter", "share"})


def name_outside(view: View, named: dict[int, Verdict]) -> None:
    """Name every line that has no name yet."""
    in_list = in_comments = False
    for row in view.rows:
        if row.at in named:
            in_list, in_comments = named[row.at].opens_list, False
            continue
        if in_comments and view.verdicts[row.at] is None:
            named[row.at] = Verdict("comments", "under_comments")
            continue
        verdict = _name_line(view, row.at, in_list=in_list)
        named[row.at] = verdict
        in_list = verdict.opens_list or verdict.kind == "related"
        in_comments = _opens_comments(view, row.at) or (in_comments and verdict.kind in _IN_COMMENTS)


def _opens_comments(view: View, at: int) -> bool:
    """Whether a line heads what readers wrote: `comments (2)`."""
    verdict, row = view.verdicts[at], view.rows[at]
    if verdict is None or not row.words or verdict.kind not in ("comments", "counter"):
        return False
    return verdict.rule in _COMMENT_RULES and view.chrome.words.get(row.words[0]) is not None


def _name_line(view: View, at: int, *, in_list: bool) -> Verdict:
    row, verdict = view.rows[at], view.verdicts[at]
    if verdict and verdict.kind == "date" and in_list:
        return Verdict("related", "date_in_list")
    if verdict:
        return verdict
    if is_headline_like(row) and (in_list or row.size > _SHORT):
        return Verdict("related", "headline_in_list" if in_list else "headline_elsewhere")
    if is_prose(row):
        return Verdict("related" if in_list else "other", "text_elsewhere")
    return Verdict("navigation", "short_line") if row.size <= _SHORT else Verdict("other", "outside_text")

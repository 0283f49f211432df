"""What a rule says of a line."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from khabar.model import BlockKind


class Verdict(NamedTuple):
    """A kind and the rule that gave it.

    `firm` verdicts hold inside the article's text too; the others only outside it, since a sentence may open like a
    caption. `opens_list` is true for the head of a list of other articles.
    """

    kind: BlockKind
    rule: str
    firm: bool = True
    opens_list: bool = False

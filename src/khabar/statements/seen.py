"""Acts that the reading model is sure of, put in the place of those the cues say."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, cast

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from khabar.model import Act, Statement
    from khabar.reader import Predicate

_DENIAL = "deny"
_SURE = 0.6  # from which probability on the model's act counts for more than the cue's


def judge_acts(statements: Iterable[Statement], predicates: Sequence[Predicate]) -> Iterator[Statement]:
    """Yield the statements, each with the act of the likeliest predicate at its cue if the model is sure of it.

    What is a denial, and of what, the cues alone say.
    """
    cues = [predicate for predicate in predicates if predicate.kind == "cue"]
    for statement in statements:
        cue = statement.cue
        here = (one for one in cues if one.span.start < cue.end and cue.start < one.span.end)
        likeliest = max(here, key=lambda one: one.probability, default=None)
        label, probability = likeliest.labels[0] if likeliest else ("", 0.0)
        sure = probability >= _SURE and _DENIAL not in (label, statement.act)
        yield replace(statement, act=cast("Act", label)) if sure else statement

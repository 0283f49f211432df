"""The expressions of time of a whole article, found once for all stages."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from typing import TYPE_CHECKING

from khabar.times.find import find_times

if TYPE_CHECKING:
    from collections.abc import Iterable

    from khabar.lexicon.times import TimeLexicon
    from khabar.text.tokens import Line, Tokens
    from khabar.times.expression import TimeExpression


@dataclass(frozen=True, slots=True)
class ArticleTimes:
    """The expressions of time in an article's lines, in page order."""

    expressions: tuple[TimeExpression, ...] = ()
    firsts: tuple[int, ...] = ()  # their first tokens

    def within(self, first: int, last: int) -> tuple[TimeExpression, ...]:
        """Return the expressions that lie in tokens `[first, last)` whole."""
        start = bisect_left(self.firsts, first)
        end = bisect_left(self.firsts, last)
        if end > start and self.expressions[end - 1].last > last:
            end -= 1
        return self.expressions[start:end]


def find_article_times(tokens: Tokens, lines: Iterable[Line], lexicon: TimeLexicon) -> ArticleTimes:
    """Return the expressions of time in `lines`, those of the article, in page order."""
    found = [time for line in lines for time in find_times(tokens, line.first, line.last, lexicon)]
    return ArticleTimes(tuple(found), tuple(expression.first for expression in found))

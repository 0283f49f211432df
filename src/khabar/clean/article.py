"""One page in, its article out: every line with a kind and a rule, the text what is left."""

from __future__ import annotations

from typing import TYPE_CHECKING

from khabar.clean.core import find_core
from khabar.clean.credits import find_credits
from khabar.clean.headline import find_headline
from khabar.clean.regions import name_lines
from khabar.clean.view import read_view
from khabar.model import Article, Block, Page, Span

if TYPE_CHECKING:
    from khabar.lexicon import Lexicon
    from khabar.text.tokens import Tokens

# A dateline or subhead that touches the text is part of it.
_KEPT = frozenset({"body", "dateline"})


def find_article(page: Page, tokens: Tokens, lexicon: Lexicon) -> Article:
    """Return the article of `page`: title, credits, text, and a block for every line that is not empty."""
    view = read_view(page, tokens, lexicon)
    core = find_core(view)
    headline = find_headline(view, core)
    named = name_lines(view, core, headline)
    credited = find_credits(view, named, core, headline)
    spans = [Span(row.start, row.end) for row in view.rows]
    return Article(
        title=headline.title if headline else None,
        byline=credited.byline,
        dateline_place=credited.place,
        dateline_agency=credited.agency,
        outlet=credited.outlet,
        body=tuple(span for span, verdict in zip(spans, named, strict=True) if verdict.kind in _KEPT),
        blocks=tuple(Block(span, verdict.kind, verdict.rule) for span, verdict in zip(spans, named, strict=True)),
    )

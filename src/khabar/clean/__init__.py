"""The article cut out of its page: every line typed, the article is what is left."""

from __future__ import annotations

from typing import TYPE_CHECKING

from khabar.model import Article, Block, Page, Span

if TYPE_CHECKING:
    from khabar.lexicon import Lexicon
    from khabar.text.tokens import Tokens


def find_article(page: Page, tokens: Tokens, lexicon: Lexicon) -> Article:
    """Return the article of `page`."""
    lines = [Span(line.start, line.end) for line in tokens.lines]
    return Article(
        lines[0] if lines else None,
        None,
        None,
        None,
        None,
        tuple(lines[1:]),
        tuple(Block(span, "body", "stub") for span in lines),
    )

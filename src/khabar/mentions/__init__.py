"""Named people, organisations and places on a page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from khabar.model import Names

if TYPE_CHECKING:
    from khabar.lexicon import Lexicon
    from khabar.model import Article, Page
    from khabar.text.tokens import Tokens


def find_mentions(page: Page, tokens: Tokens, article: Article, lexicon: Lexicon) -> Names:
    """Return the named things of the article."""
    return Names()

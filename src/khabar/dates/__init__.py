"""The day of publication as the solution of what the page says."""

from __future__ import annotations

from typing import TYPE_CHECKING

from khabar.model import Article, Page, Publication

if TYPE_CHECKING:
    from khabar.lexicon import Lexicon
    from khabar.text.tokens import Tokens


def find_publication(page: Page, tokens: Tokens, article: Article, lexicon: Lexicon) -> Publication:
    """Return when `page` was published."""
    return Publication("", "", "", 0.0, (), ())

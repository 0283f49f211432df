"""Reported utterances: who said what, through which channel, relayed by whom."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from khabar.lexicon import Lexicon
    from khabar.model import Article, Names, Page, Publication, Statement
    from khabar.text.tokens import Tokens


def find_statements(
    page: Page,
    tokens: Tokens,
    article: Article,
    publication: Publication,
    names: Names,
    lexicon: Lexicon,
) -> tuple[Statement, ...]:
    """Return the statements of the article in page order."""
    return ()

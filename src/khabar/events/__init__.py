"""Events coded by PLOVER's types, with actors, recipients, place, date and status."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from khabar.lexicon import Lexicon
    from khabar.model import Article, Event, Names, Page, Publication, Statement
    from khabar.text.tokens import Tokens


def find_events(
    page: Page,
    tokens: Tokens,
    article: Article,
    publication: Publication,
    names: Names,
    statements: tuple[Statement, ...],
    lexicon: Lexicon,
) -> tuple[Event, ...]:
    """Return the events of the article in page order."""
    return ()

"""Named people, organisations and places on a page: its tokens in, mentions and the entities they name out.

Names come from the lexicon's tables, from head nouns and what completes them, from given names and titles. What nothing
known bears stays a mention without an entity; none is made up. Not done here: who "he" or "the minister" is, and who is
the same person on another page.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from khabar.mentions.join import find_bodies, find_surnames, settle
from khabar.mentions.scan import scan
from khabar.mentions.view import set_view
from khabar.model import Mention, Names

if TYPE_CHECKING:
    from khabar.lexicon import Lexicon
    from khabar.mentions.view import Found
    from khabar.model import Article, Page, Span
    from khabar.text.tokens import Tokens

__all__ = ["find_mentions"]


def find_mentions(page: Page, tokens: Tokens, article: Article, lexicon: Lexicon) -> Names:
    """Return the mentions of the article in page order, a name before those inside it, and the entities they name."""
    view = set_view(tokens, article, lexicon.names)
    founds, organs = scan(view)
    founds += find_surnames(view, founds)
    founds += find_bodies(view, founds)
    settled = settle(view, founds, organs)
    mentions = _mentions(page, tokens, settled)
    known = {**lexicon.names.entities, **organs}
    used = dict.fromkeys(mention.entity for mention in mentions if mention.entity)
    return Names(mentions, tuple(known[id_] for id_ in used))


def _mentions(page: Page, tokens: Tokens, founds: list[Found]) -> tuple[Mention, ...]:
    """Return the names as mentions, each span once."""
    by_span: dict[tuple[int, int], tuple[Span, Found]] = {}
    for found in founds:
        span = tokens.span(found.first, found.last, found.cut)
        by_span.setdefault((span.start, -span.end), (span, found))
    return tuple(
        Mention(f"{page.id}#m{span.start}-{span.end}", span, found.type, found.entity, found.rule)
        for _, (span, found) in sorted(by_span.items(), key=lambda item: item[0])
    )

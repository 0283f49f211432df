"""Named people, organisations and places on a page: its tokens in, mentions and the entities they name out.

Names come from the lexicon's tables, from head nouns and what completes them, from given names and titles. What nothing
known bears stays a mention without an entity; none is made up. An office alone is a role, with its holder on the day of
publication. Not done here: who "he" or "the minister" is, and who is the same person on another page.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from khabar.mentions.fullest import full_names
from khabar.mentions.join import find_bodies, find_surnames, part_namesakes, settle
from khabar.mentions.owners import find_owners
from khabar.mentions.roles import find_roles
from khabar.mentions.scan import scan
from khabar.mentions.seen import find_seen, judge_names
from khabar.mentions.view import set_view
from khabar.model import Mention, Names
from khabar.reader import UNREAD

if TYPE_CHECKING:
    from khabar.lexicon import Lexicon
    from khabar.mentions.view import Found
    from khabar.model import Article, Page, Publication, Span
    from khabar.reader import Reading
    from khabar.text.tokens import Tokens

__all__ = ["find_mentions"]


def find_mentions(
    page: Page,
    tokens: Tokens,
    article: Article,
    publication: Publication,
    lexicon: Lexicon,
    seen: Reading = UNREAD,
) -> Names:
    """Return the mentions of the article in page order, a name before those inside it, and the entities they name.

    The day of publication tells who is meant by an office alone. `seen` is what a reading model sees of the page.
    """
    view = set_view(tokens, article, lexicon.names)
    founds, organs = scan(view)
    founds = judge_names(view, founds, seen)
    founds = part_namesakes(view, founds)
    founds += find_surnames(view, founds)
    founds += find_bodies(view, founds)
    if new := find_seen(view, founds, seen.names):
        founds += new
        founds += find_surnames(view, founds)
    settled = settle(view, founds, organs)
    mentions = _mentions(page, tokens, settled)
    roles = _mentions(page, tokens, find_roles(view, settled, publication))
    known = lexicon.names.entities
    used = dict.fromkeys(mention.entity for mention in (*mentions, *roles) if mention.entity)
    entities = tuple(known[id_] if id_ in known else organs[id_] for id_ in used)
    owners = find_owners(tokens, mentions, lexicon.names)
    return Names(mentions, entities, roles, full_names(page.text, mentions, entities), owners)


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

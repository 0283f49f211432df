"""One page in, its record out: the stages called one after the other.

Pure: no clock, no file, no network, no environment. The same page and lexicon give the same record.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from khabar.clean import find_article
from khabar.dates import find_publication
from khabar.events import find_events
from khabar.mentions import find_mentions
from khabar.model import ARTICLE_KINDS, Record
from khabar.notes import find_notes
from khabar.reader import UNREAD
from khabar.statements import find_statements, judge_statements
from khabar.text.quotes import find_article_quotations
from khabar.text.tokens import tokenize
from khabar.times import find_article_times

if TYPE_CHECKING:
    from khabar.lexicon import Lexicon
    from khabar.model import Page
    from khabar.reader import ReadingModel


def read_page(page: Page, lexicon: Lexicon, model: ReadingModel | None = None) -> Record:
    """Return all that khabar says about `page`; `model` is asked beside the rules where it is given."""
    tokens = tokenize(page.text, lexicon.dodged, lexicon.whole)
    article = find_article(page, tokens, lexicon)
    lines = (line for line, block in zip(tokens.lines, article.blocks, strict=True) if block.kind in ARTICLE_KINDS)
    times = find_article_times(tokens, lines, lexicon.times)
    quotations = find_article_quotations(page.text, article.title, article.body)
    publication = find_publication(page, tokens, article, times, lexicon)
    told = sorted((article.title, *article.body) if article.title else article.body)
    seen = model.read(page.text, told) if model else UNREAD
    names = find_mentions(page, tokens, article, publication, lexicon, seen)
    statements = find_statements(page, tokens, article, times, quotations, publication, names, lexicon)
    if model:
        statements = judge_statements(page, statements, seen.predicates, quotations, names)
    asked = seen.predicates if model else None
    events = find_events(page, tokens, article, times, publication, names, statements, lexicon, asked)
    notes = find_notes(article, quotations, publication, statements)
    return Record(page, article, publication, names.entities, names.mentions, statements, events, notes)

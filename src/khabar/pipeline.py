"""One page in, its record out: the stages called one after the other.

Pure: no clock, no file, no network, no environment. The same page and lexicon give the same record.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from khabar.clean import find_article
from khabar.dates import find_publication
from khabar.events import find_events
from khabar.mentions import find_mentions
from khabar.model import Record
from khabar.notes import find_notes
from khabar.statements import find_statements
from khabar.text.tokens import tokenize

if TYPE_CHECKING:
    from khabar.lexicon import Lexicon
    from khabar.model import Page


def read_page(page: Page, lexicon: Lexicon) -> Record:
    """Return all that khabar says about `page`."""
    tokens = tokenize(page.text, lexicon.dodged, lexicon.whole)
    article = find_article(page, tokens, lexicon)
    publication = find_publication(page, tokens, article, lexicon)
    names = find_mentions(page, tokens, article, lexicon)
    statements = find_statements(page, tokens, article, publication, names, lexicon)
    events = find_events(page, tokens, article, publication, names, statements, lexicon)
    notes = find_notes(page, article, publication, statements)
    return Record(page, article, publication, names.entities, names.mentions, statements, events, notes)

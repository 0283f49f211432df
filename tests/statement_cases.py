"""Articles marked up with what is said in them, read into the arguments of `find_statements` and what it must find.

Tags: `q` a cue, `c` a content, `s` a source, `a` an addressee, `ch` a channel, `r` a relay, `h` a hedge, `d` the place
of a dateline; `per`, `org`, `loc` are mentions, which the stage takes as given. The first line is the headline where
`title` is asked for.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from khabar.mentions.fullest import full_names
from khabar.model import Article, Mention, Names, Page, Publication, Span
from khabar.statements import find_statements
from khabar.text.quotes import find_article_quotations
from khabar.text.tokens import tokenize
from khabar.times import find_article_times
from notation import Marked, marked

if TYPE_CHECKING:
    from khabar import Lexicon
    from khabar.model import MentionType, Statement

TYPES: dict[str, MentionType] = {"per": "PER", "org": "ORG", "loc": "LOC"}


def find(case: Marked, lexicon: Lexicon, *, title: bool = False, published: str = "") -> tuple[Statement, ...]:
    """Return the statements found in a marked-up article, one paragraph a line."""
    page = Page("p", case.text)
    tokens = tokenize(case.text)
    lines = [Span(line.start, line.end) for line in tokens.lines]
    head = lines.pop(0) if title else None
    place = next((span for tag, span in case.found if tag == "d"), None)
    article = Article(head, None, place, None, None, tuple(lines), ())
    publication = Publication(published, published, published, 1.0, (), ())
    quotations = find_article_quotations(case.text, head, article.body)
    times = find_article_times(tokens, tokens.lines, lexicon.times)
    return find_statements(page, tokens, article, times, quotations, publication, names(case), lexicon)


def names(case: Marked) -> Names:
    """Return the tagged mentions; one entity for each distinct text."""
    found = [
        Mention(f"p#m{span.start}-{span.end}", span, TYPES[tag], f"khabar:{case.text[span.start : span.end]}", "test")
        for tag, span in case.found
        if tag in TYPES
    ]
    mentions = tuple(sorted(found, key=lambda mention: mention.span))
    return Names(mentions, fullest=full_names(case.text, mentions, ()))


def words(text: str, span: Span | None) -> str:
    """Return the words of an optional span, "" for None."""
    return text[span.start : span.end] if span else ""


def read(line: str) -> Marked:
    """Return a marked-up line."""
    return marked(line)

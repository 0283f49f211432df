"""Which outlet a page is of, whose text it says it prints, and which outlets it names: by their keys."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import urlsplit

from khabar.text.tokens import tokenize

if TYPE_CHECKING:
    from collections.abc import Iterator

    from khabar.corpus.known import Known
    from khabar.model import Record, Span

_CREDITS = frozenset({"byline", "dateline"})
# What divides the parts of a byline: dashes, strokes, commas, colons, brackets.
_PARTS = re.compile(r"[-\u2013\u2014/|\u060c,:()]+")


class Credits(NamedTuple):
    """What a page says of its own and of other outlets, by their keys.

    `own` is its own outlet, by all its names; `credited` whose text it says it prints; `signed` these and all else that
    stands in its bylines, be it an outlet or a person; `named` all outlets on the page but its own.
    """

    own: frozenset[str]
    credited: tuple[str, ...]
    signed: frozenset[str]
    named: frozenset[str]


def find_credits(record: Record, known: Known) -> Credits:
    """Return the outlets that `record` belongs to, credits and names."""
    own = frozenset(filter(None, _own_keys(record, known)))
    credited = dict.fromkeys(key for key in _credited_keys(record, known) if key and key not in own)
    signed = {*credited, *_signed_keys(record, known)} - {*own, ""}
    named = {*signed, *_named_keys(record, known)} - {*own, ""}
    return Credits(own, tuple(credited), frozenset(signed), frozenset(named))


def _own_keys(record: Record, known: Known) -> Iterator[str]:
    page = record.page
    names = (page.outlet, _words(record, record.article.outlet), page.metadata.site)
    yield from (known.outlet_key(name) for name in names if name)
    if not any(names) and page.url:
        # The host alone says which outlet it is, where nothing gives its name.
        yield (urlsplit(page.url).hostname or "").removeprefix("www.")


def _credited_keys(record: Record, known: Known) -> Iterator[str]:
    if record.article.dateline_agency:
        yield known.outlet_key(_words(record, record.article.dateline_agency))
    for block in record.article.blocks:
        if block.kind in _CREDITS:
            tokens = tokenize(_words(record, block.span))
            for hit in known.names.find(tokens, 0, len(tokens.forms)):
                yield hit.entries[0].id
    for statement in record.statements:
        for relay in statement.relay:
            # A paper may be quoted for one sentence; an agency mostly has the whole report.
            key = relay.entity or known.outlet_key(relay.name)
            if known.kinds.get(key) == "agency":
                yield key


def _signed_keys(record: Record, known: Known) -> Iterator[str]:
    """Yield every part of the bylines as the name of an outlet that the lexicon need not know."""
    for block in record.article.blocks:
        if block.kind in _CREDITS:
            for part in _PARTS.split(_words(record, block.span)):
                yield known.outlet_key(part)


def _named_keys(record: Record, known: Known) -> Iterator[str]:
    for mention in record.mentions:
        if mention.entity in known.kinds:
            yield mention.entity
        elif mention.type == "ORG" and not mention.entity:
            yield known.outlet_key(_words(record, mention.span))


def _words(record: Record, span: Span | None) -> str:
    return record.page.text[span.start : span.end] if span else ""

"""Statements as lines for people, each with its chain, and as JSON objects that stand alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

import orjson

from khabar.export.jsonl import statement_object
from khabar.export.terminal import isolated
from khabar.export.timeline import UNDATED, UNNAMED, outlet_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from khabar.model import Record, Span, Statement

# Code points of Arabic that still read at a glance.
_CONTENT_WIDTH = 90
_NAME_WIDTH = 60


def write_statement(record: Record, statement: Statement) -> bytes:
    """Return a statement as one line of JSON, with the page, outlet and day it stands under."""
    place = {"page": record.page.id, "outlet": outlet_of(record), "published": record.publication.date}
    return orjson.dumps({**place, **statement_object(record.page.text, statement)})


def write_row(record: Record, statement: Statement) -> str:
    """Return a statement as one line for a terminal: day, act, speaker, words, the chain, where it stands."""
    day = statement.date or record.publication.date or UNDATED
    who = isolated(statement.speaker_name, _NAME_WIDTH) or UNNAMED
    content = isolated(_words(record, statement.content), _CONTENT_WIDTH)
    chain = "".join(f" [{link}]" for link in _chain(record, statement))
    source = " ".join(filter(None, (isolated(outlet_of(record), _NAME_WIDTH), isolated(record.page.id))))
    span = statement.content
    where = f"[{source} {span.start}\u2013{span.end}]"
    return f"{day:<10}  {statement.act:<8}  {who}: {content}{chain}  {statement.confidence:.2f}  {where}"


def _chain(record: Record, statement: Statement) -> Iterator[str]:
    """Yield what stands between speaker and reader, each link named."""
    if statement.addressee:
        yield f"to {isolated(_words(record, statement.addressee), _NAME_WIDTH)}"
    if statement.channel:
        words = isolated(_words(record, statement.channel.span), _NAME_WIDTH)
        yield f"{statement.channel.kind.replace('_', ' ')} {words}"
    for relay in statement.relay:
        yield f"passed on by {isolated(relay.name, _NAME_WIDTH)}"
    if statement.hedge:
        yield f"outlet {statement.outlet_stance}: {isolated(_words(record, statement.hedge), _NAME_WIDTH)}"
    if statement.denies:
        reporter = statement.denies.reported_by
        told = f", reported by {isolated(reporter, _NAME_WIDTH)}" if reporter else ""
        yield f"denies {isolated(_words(record, statement.denies.content), _NAME_WIDTH)}{told}"


def _words(record: Record, span: Span) -> str:
    return record.page.text[span.start : span.end]

"""The things of a record that can be corrected, by kind and id, and the mark in their rule that says they were."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from khabar.model import Block, Event, Mention, Publication, Span, Statement
from khabar.review.edits import Words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from khabar.model import Record
    from khabar.review.edits import Kind

Thing = Publication | Block | Mention | Statement | Event
_MARK = re.compile(r"\+reviewed(?:\(([^()]*)\))?$")


class Target(NamedTuple):
    """A thing of a page with its kind and id, and the characters by which it is known."""

    kind: Kind
    id: str
    span: Span
    thing: Thing


def find_targets(record: Record) -> Iterator[Target]:
    """Yield all things of a page that can be corrected: the page itself, lines, mentions, statements, events.

    The events that statements are come and go with them and are none.
    """
    page = record.page.id
    yield Target("page", page, Span(0, 0), record.publication)
    for block in record.article.blocks:
        yield Target("line", line_id(page, block.span), block.span, block)
    for mention in record.mentions:
        yield Target("mention", mention.id, mention.span, mention)
    for statement in record.statements:
        yield Target("statement", statement.id, statement.content, statement)
    for event in record.events:
        if not event.from_statement:
            yield Target("event", event.id, event.trigger, event)


def find_target(record: Record, kind: Kind, identity: str) -> Target | None:
    """Return the thing of that kind and id, None where the page has none."""
    return next((found for found in find_targets(record) if (found.kind, found.id) == (kind, identity)), None)


def line_id(page: str, span: Span) -> str:
    """Return the id of a line of a page."""
    return f"{page}#l{span.start}-{span.end}"


def words_at(text: str, span: Span) -> Words:
    """Return a span of a page's text with its words."""
    return Words(span.start, span.end, text[span.start : span.end])


def mark_rule(rule: str, fields: Iterable[str]) -> str:
    """Return a rule that says that a reviewer judged a thing, and which of its fields; `!` stands before wrong ones."""
    names = ",".join(fields)
    return f"{_MARK.sub('', rule)}+reviewed{f'({names})' if names else ''}"


def is_reviewed(rule: str) -> bool:
    """Return whether a rule says that a reviewer judged the thing."""
    return _MARK.search(rule) is not None


def reviewed_fields(rule: str) -> tuple[str, ...]:
    """Return the fields that a reviewer judged by themselves, as `mark_rule` was given them."""
    found = _MARK.search(rule)
    return tuple(found[1].split(",")) if found and found[1] else ()

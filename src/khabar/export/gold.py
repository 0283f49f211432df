"""A corrected record as annotated reference data, by which readers of pages are measured and taught.

Every text is verbatim of the page. Where the same text stands more than once, `<field>_n` tells which of its
occurrences is meant, counted from 1, overlapping ones too; it is left out where it is the first.
"""

from __future__ import annotations

import re
from hashlib import sha256
from typing import TYPE_CHECKING, Any

import orjson

from khabar.model import Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from khabar.model import Event, Participant, Record, Statement

# Code points between two parties that make them one phrase: a space and a conjunction, or a comma and a space.
_BESIDE = 3
_PLAIN_NAME = re.compile(r"\w[\w.-]{0,99}")
TEXTS = "texts.json"


def gold_name(page: str) -> str:
    """Return the name of a page's file: its id where that is a plain name, else the start of the id's SHA-256."""
    plain = _PLAIN_NAME.fullmatch(page) and f"{page}.json" != TEXTS
    return f"{page if plain else sha256(page.encode()).hexdigest()[:16]}.json"


def write_gold(record: Record) -> bytes:
    """Return the annotation of a page as indented JSON."""
    return orjson.dumps(gold_object(record), option=orjson.OPT_INDENT_2) + b"\n"


def write_texts(records: Iterable[Record]) -> bytes:
    """Return the texts of pages, which the annotations quote, as one JSON array."""
    return orjson.dumps([{"id": record.page.id, "text": record.page.text} for record in records]) + b"\n"


def gold_object(record: Record) -> dict[str, Any]:
    """Return the annotation of a page as plain objects. What an event or statement only retells is left out."""
    article, text = record.article, record.page.text

    def words(span: Span | None) -> str:
        return text[span.start : span.end] if span else ""

    return {
        "id": record.page.id,
        "published": record.publication.date,
        "dateline": {"place": words(article.dateline_place), "agency": words(article.dateline_agency)},
        "entities": _entities(record),
        "statements": [_statement(text, statement) for statement in record.statements],
        "events": [_event(text, e) for e in record.events if not (e.from_statement or e.same_as)],
    }


def _entities(record: Record) -> list[dict[str, Any]]:
    text = record.page.text
    found: dict[tuple[str, str], dict[str, None]] = {}
    for mention in record.mentions:
        surface = text[mention.span.start : mention.span.end]
        found.setdefault((mention.type, mention.entity or surface), {})[surface] = None
    return [
        {"name": max(surfaces, key=len), "type": of, "surfaces": list(surfaces)} for (of, _), surfaces in found.items()
    ]


def _statement(text: str, s: Statement) -> dict[str, Any]:
    source = text[s.source.start : s.source.end] if s.source else ""
    return {
        **_quote(text, "cue", s.cue),
        **_quote(text, "source", s.source),
        "speaker": s.speaker_name if s.speaker_name in text else source,
        **_quote(text, "content", s.content),
        "form": s.form,
        "act": s.act,
        **_quote(text, "channel", s.channel.span if s.channel else None),
        **_quote(text, "relay", s.relay[0].span if s.relay else None),
        **_quote(text, "addressee", s.addressee),
        **_quote(text, "hedge", s.hedge),
    }


def _event(text: str, e: Event) -> dict[str, Any]:
    return {
        "type": e.type,
        **_quote(text, "trigger", e.trigger),
        **_quote(text, "actor", _phrase(e.actors)),
        "actor_name": _names(text, e.actors),
        **_quote(text, "recipient", _phrase(e.recipients)),
        "recipient_name": _names(text, e.recipients),
        **_quote(text, "place", e.place.span if e.place else None),
        "date": e.date,
        "status": e.status,
    }


def _quote(text: str, field: str, span: Span | None) -> dict[str, Any]:
    if span is None:
        return {field: ""}
    words = text[span.start : span.end]
    at, number = text.find(words), 1
    while at < span.start:
        at = text.find(words, at + 1)
        number += 1
    return {field: words, **({f"{field}_n": number} if number > 1 else {})}


def _phrase(parties: Sequence[Participant]) -> Span | None:
    """Return the words that name parties, together where they stand side by side, else those of the first."""
    if not parties:
        return None
    first, *others = sorted(party.span for party in parties)
    start, end = first.start, first.end
    for span in others:
        if span.start - end > _BESIDE:
            return first
        end = max(end, span.end)
    return Span(start, end)


def _names(text: str, parties: Sequence[Participant]) -> str:
    return " | ".join(p.name if p.name and p.name in text else text[p.span.start : p.span.end] for p in parties)

"""A record as the JSON object of the public contract (`docs/record.md`), and back to one line of bytes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import orjson

if TYPE_CHECKING:
    from khabar.model import (
        Article,
        Channel,
        Entity,
        Event,
        Note,
        Page,
        Participant,
        Publication,
        Record,
        Span,
        Statement,
        Toll,
    )

SCHEMA = "khabar.record/1"


def write_record(record: Record) -> bytes:
    """Return `record` as one line of JSON, without the line break."""
    return orjson.dumps(record_object(record))


def record_object(record: Record) -> dict[str, Any]:
    """Return `record` as plain objects in the shape of the public contract."""
    text = record.page.text
    return {
        "schema": SCHEMA,
        "page": _page(record.page),
        "article": _article(text, record.article, record.publication),
        "entities": [_entity(e) for e in record.entities],
        "mentions": [
            {"id": m.id, **_words(text, m.span), "type": m.type, "entity": m.entity, "rule": m.rule}
            for m in record.mentions
        ],
        "statements": [statement_object(text, s) for s in record.statements],
        "events": [event_object(text, e) for e in record.events],
        "notes": [_note(n) for n in record.notes],
    }


def _page(page: Page) -> dict[str, Any]:
    return {
        "id": page.id,
        "url": page.url,
        "outlet": page.outlet,
        "captured": page.captured,
        "sha256": page.sha256,
        "text": page.text,
    }


def _entity(e: Entity) -> dict[str, Any]:
    return {
        "id": e.id,
        "type": e.type,
        "name": e.name,
        "name_en": e.name_en,
        "names": e.names,
        "wikidata": e.wikidata,
        "geonames": e.geonames,
        "country": e.country,
        "actor_code": e.actor_code,
        "lat": e.lat,
        "lon": e.lon,
        "place_precision": e.place_precision,
    }


def _note(n: Note) -> dict[str, Any]:
    start, end = (n.span.start, n.span.end) if n.span else (None, None)
    return {"stage": n.stage, "problem": n.problem, "start": start, "end": end}


def _words(text: str, span: Span) -> dict[str, Any]:
    return {"start": span.start, "end": span.end, "text": text[span.start : span.end]}


def _optional(text: str, span: Span | None) -> dict[str, Any] | None:
    return _words(text, span) if span else None


def _article(text: str, article: Article, publication: Publication) -> dict[str, Any]:
    title = article.title
    return {
        "title": text[title.start : title.end] if title else "",
        "byline": _optional(text, article.byline),
        "dateline": {
            "place": _optional(text, article.dateline_place),
            "agency": _optional(text, article.dateline_agency),
        },
        "outlet": _optional(text, article.outlet),
        "body": [_words(text, span) for span in article.body],
        "blocks": [{"start": b.span.start, "end": b.span.end, "kind": b.kind, "rule": b.rule} for b in article.blocks],
        "published": {
            "date": publication.date,
            "earliest": publication.earliest,
            "latest": publication.latest,
            "confidence": publication.confidence,
            "proof": [
                {
                    **(_words(text, e.span) if e.span else {"start": None, "end": None, "text": ""}),
                    "says": e.says,
                    "used": e.used,
                    **({"why": e.why} if e.why else {}),
                }
                for e in publication.proof
            ],
        },
        "seams": [{**_words(text, seam.span), "why": seam.why} for seam in publication.seams],
    }


def statement_object(text: str, s: Statement) -> dict[str, Any]:
    """Return a statement of the page with this text as plain objects in the shape of the public contract."""
    return {
        "id": s.id,
        "rule": s.rule,
        "confidence": s.confidence,
        "cue": _words(text, s.cue),
        "source": _optional(text, s.source),
        "speaker": s.speaker or None,
        "speaker_name": s.speaker_name,
        "content": _words(text, s.content),
        "form": s.form,
        "act": s.act,
        "channel": _channel(text, s.channel),
        "relay": [{**_words(text, r.span), "name": r.name, "entity": r.entity} for r in s.relay],
        "addressee": _optional(text, s.addressee),
        "date": s.date,
        "hedge": _optional(text, s.hedge),
        "outlet_stance": s.outlet_stance,
        "denies": {"content": _words(text, s.denies.content), "reported_by": s.denies.reported_by}
        if s.denies
        else None,
        "about": s.about,
    }


def _channel(text: str, channel: Channel | None) -> dict[str, Any] | None:
    return {**_words(text, channel.span), "kind": channel.kind} if channel else None


def event_object(text: str, e: Event) -> dict[str, Any]:
    """Return an event of the page with this text as plain objects in the shape of the public contract."""
    return {
        "id": e.id,
        "rule": e.rule,
        "confidence": e.confidence,
        "type": e.type,
        "mode": e.mode,
        "context": e.context,
        "cameo": e.cameo,
        "trigger": _words(text, e.trigger),
        "actors": [_participant(text, p) for p in e.actors],
        "recipients": [_participant(text, p) for p in e.recipients],
        "place": {**_words(text, e.place.span), "entity": e.place.entity} if e.place else None,
        "date": e.date,
        "status": e.status,
        "background": e.background,
        "same_as": e.same_as or None,
        "said_in": e.said_in or None,
        "from_statement": e.from_statement,
        "killed": _toll(e.killed),
        "injured": _toll(e.injured),
    }


def _participant(text: str, p: Participant) -> dict[str, Any]:
    return {**_words(text, p.span), "name": p.name, "entity": p.entity, "code": p.code}


def _toll(toll: Toll | None) -> dict[str, int] | None:
    return {"low": toll.low, "high": toll.high, "start": toll.span.start, "end": toll.span.end} if toll else None

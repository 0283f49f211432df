"""A record's statements in the annotation format of Citron, the BBC's quotation extractor: one document an object.

The format: `text`, and `quotes` with a `cue` span, arrays of `sources` and `contents`, each span with its words. Where
the words at the cue do not name the speaker, `coreferences` hold the mentions of whoever it is. What Citron has no
field for (act, form, channel, relay, hedge) is left out.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import orjson

from khabar.model import Span

if TYPE_CHECKING:
    from khabar.model import Record, Statement


def write_citron(record: Record) -> bytes:
    """Return the statements of `record` as one line of JSON, without the line break."""
    return orjson.dumps({"text": record.page.text, "quotes": [_quote(record, s) for s in record.statements]})


def _quote(record: Record, statement: Statement) -> dict[str, Any]:
    text = record.page.text
    quote: dict[str, Any] = {
        "id": statement.id,
        "cue": _words(text, statement.cue),
        "sources": [_words(text, statement.source)] if statement.source else [],
        "contents": [_words(text, statement.content)],
        "confidence": statement.confidence,
    }
    named = _named(record, statement)
    if named:
        quote["coreferences"] = [_words(text, span) for span in named]
    return quote


def _named(record: Record, statement: Statement) -> list[Span]:
    """Return where the page names the speaker: the mentions of the entity, else the first place of the name's words.

    Empty where the words at the cue hold the name themselves, and where nobody is named.
    """
    text, name, source = record.page.text, statement.speaker_name, statement.source
    if not name or (source is not None and name in text[source.start : source.end]):
        return []
    if statement.speaker:
        return [mention.span for mention in record.mentions if mention.entity == statement.speaker]
    at = text.find(name)
    return [Span(at, at + len(name))] if at >= 0 else []


def _words(text: str, span: Span) -> dict[str, Any]:
    return {"start": span.start, "end": span.end, "text": text[span.start : span.end]}

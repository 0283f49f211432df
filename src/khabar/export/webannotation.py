"""Mentions, statements and events as W3C Web Annotations: an AnnotationPage in JSON-LD, an annotation a line.

Each target has two selectors of one stretch: `TextPositionSelector`, in code points of the text that khabar keeps of
the page (for HTML its rendering as lines), and `TextQuoteSelector`, the words with what stands around them, which finds
the place in the page as it is online.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import quote

import orjson

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from khabar.model import Event, Mention, Record, Span, Statement

_CONTEXT = "http://www.w3.org/ns/anno.jsonld"
# Code points of the page before and behind a quotation.
_AROUND = 32
Annotation = dict[str, Any]


def write_annotations(what: str, annotations: Iterable[Annotation]) -> Iterator[bytes]:
    """Yield the file in pieces; `what` names its annotations."""
    head = {"@context": _CONTEXT, "id": f"urn:khabar:{what}", "type": "AnnotationPage"}
    before = orjson.dumps(head)[:-1] + b',"items":[\n'
    for annotation in annotations:
        yield before + orjson.dumps(annotation)
        before = b",\n"
    yield b"\n]}\n" if before == b",\n" else before + b"]}\n"


def annotate_mentions(records: Iterable[Record]) -> Iterator[Annotation]:
    """Yield an annotation for each mention, identifying whom or what it names."""
    for record in records:
        for mention in record.mentions:
            yield _annotation(record, mention.id, "identifying", mention.span, list(_mention_bodies(mention)))


def annotate_statements(records: Iterable[Record]) -> Iterator[Annotation]:
    """Yield an annotation for the content of each statement, saying whose it is and what it does."""
    for record in records:
        for statement in record.statements:
            bodies = list(_statement_bodies(statement))
            yield _annotation(record, statement.id, "describing", statement.content, bodies)


def annotate_events(records: Iterable[Record]) -> Iterator[Annotation]:
    """Yield an annotation for the trigger of each event, saying what it is."""
    for record in records:
        for event in record.events:
            yield _annotation(record, event.id, "classifying", event.trigger, list(_event_bodies(event)))


def iri_of(thing_id: str) -> str:
    """Return an id as an IRI."""
    return f"urn:khabar:{quote(thing_id, safe=':')}"


def _annotation(record: Record, thing_id: str, why: str, span: Span, bodies: list[Annotation]) -> Annotation:
    page = record.page
    return {
        "id": iri_of(thing_id),
        "type": "Annotation",
        "motivation": why,
        "body": bodies,
        "target": {
            "source": page.url or iri_of(page.id),
            "selector": [
                {"type": "TextPositionSelector", "start": span.start, "end": span.end},
                {
                    "type": "TextQuoteSelector",
                    "exact": page.text[span.start : span.end],
                    "prefix": page.text[max(0, span.start - _AROUND) : span.start],
                    "suffix": page.text[span.end : span.end + _AROUND],
                },
            ],
        },
    }


def _mention_bodies(mention: Mention) -> Iterator[Annotation]:
    yield _tag(mention.type)
    if mention.entity:
        yield {"type": "SpecificResource", "purpose": "identifying", "source": iri_of(mention.entity)}


def _statement_bodies(statement: Statement) -> Iterator[Annotation]:
    yield _tag(statement.act)
    yield _tag(statement.form)
    if statement.outlet_stance != "neutral":
        yield _tag(statement.outlet_stance)
    if statement.speaker_name:
        yield {"type": "TextualBody", "purpose": "describing", "language": "ar", "value": statement.speaker_name}
    if statement.speaker:
        yield {"type": "SpecificResource", "purpose": "identifying", "source": iri_of(statement.speaker)}


def _event_bodies(event: Event) -> Iterator[Annotation]:
    for tag in (event.type, event.mode, event.status, "background" if event.background else ""):
        if tag:
            yield _tag(tag)
    if event.said_in:
        yield {"type": "SpecificResource", "purpose": "linking", "source": iri_of(event.said_in)}


def _tag(value: str) -> Annotation:
    return {"type": "TextualBody", "purpose": "tagging", "value": value}

"""Statements in the terms of schema.org, as JSON-LD: what is quoted word for word as Quotation, all else as Claim.

Never as ClaimReview: that is the verdict of a person who checked, and khabar checks nothing. What a denial denies is a
Claim of its own.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import orjson

from khabar.export.timeline import outlet_of, title_of
from khabar.export.webannotation import iri_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from khabar.model import Entity, Record, Statement

_HEAD = b'{"@context":"https://schema.org","@graph":[\n'
_TYPES = {"PER": "Person", "ORG": "Organization", "LOC": "Place"}
# A place that speaks is whoever governs it.
_SPEAKERS = {**_TYPES, "LOC": "GovernmentOrganization"}
Node = dict[str, Any]


def write_claims(records: Iterable[Record]) -> Iterator[bytes]:
    """Yield the file in pieces, a node a line: each page with statements, then its statements."""
    before = _HEAD
    for record in records:
        for node in _nodes(record):
            yield before + orjson.dumps(node)
            before = b",\n"
    yield b"\n]}\n" if before != _HEAD else before + b"]}\n"


def _nodes(record: Record) -> Iterator[Node]:
    if record.statements:
        yield _article(record)
    entities = {entity.id: entity for entity in record.entities}
    for statement in record.statements:
        yield _statement(record, statement, entities)
        if statement.denies:
            yield _denied(record, statement)


def _article(record: Record) -> Node:
    page = record.page
    outlet = outlet_of(record)
    return _filled(
        {
            "@id": iri_of(page.id),
            "@type": "NewsArticle",
            "headline": title_of(record),
            "datePublished": record.publication.date,
            "inLanguage": "ar",
            "url": page.url,
            "publisher": {"@type": "Organization", "name": outlet} if outlet else None,
        }
    )


def _statement(record: Record, statement: Statement, entities: dict[str, Entity]) -> Node:
    quoted = statement.form == "direct"
    content, speaker = statement.content, _speaker(statement, entities)
    about = [_named(entities[one], _TYPES) for one in statement.about if one in entities]
    common: Node = {
        "@id": iri_of(statement.id),
        "@type": "Quotation" if quoted else "Claim",
        "text": record.page.text[content.start : content.end],
        "inLanguage": "ar",
        "dateCreated": statement.date,
        "genre": statement.act,
        "about": [*about, *([{"@id": _denied_id(statement)}] if statement.denies else [])],
    }
    place = {"@id": iri_of(record.page.id)}
    own: Node = (
        {"spokenByCharacter": speaker, "isPartOf": place} if quoted else {"author": speaker, "appearance": place}
    )
    return _filled(common | own)


def _denied(record: Record, statement: Statement) -> Node:
    denial = statement.denies
    if denial is None:
        return {}
    reporter = {"@type": "Organization", "name": denial.reported_by} if denial.reported_by else None
    return _filled(
        {
            "@id": _denied_id(statement),
            "@type": "Claim",
            "text": record.page.text[denial.content.start : denial.content.end],
            "inLanguage": "ar",
            "author": reporter,
        }
    )


def _denied_id(statement: Statement) -> str:
    return f"{iri_of(statement.id)}:denied"


def _speaker(statement: Statement, entities: dict[str, Entity]) -> Node | None:
    if statement.speaker in entities:
        return _named(entities[statement.speaker], _SPEAKERS)
    return {"@type": "Person", "name": statement.speaker_name} if statement.speaker_name else None


def _named(entity: Entity, types: dict[str, str]) -> Node:
    node: Node = {"@id": iri_of(entity.id), "@type": types[entity.type], "name": entity.name}
    if entity.name_en:
        node["alternateName"] = entity.name_en
    if entity.wikidata:
        node["sameAs"] = f"http://www.wikidata.org/entity/{entity.wikidata}"
    return node


def _filled(node: Node) -> Node:
    return {key: value for key, value in node.items() if value not in ("", None, [])}

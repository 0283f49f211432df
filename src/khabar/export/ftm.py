"""Pages, entities, mentions and events as FollowTheMoney entities, one JSON object a line.

By the schemata of FollowTheMoney 4: Article, Person, Organization, Address (a place), Mention, Event. Ids are SHA-1 of
khabar's, which hold signs that FollowTheMoney's must not; khabar's own stand in `recordId` or `notes`. Whatever a line
refers to stands in a line before it. Events are facts as the formats of event data want them (`khabar.export.coded`).
"""

from __future__ import annotations

import re
from hashlib import sha1
from typing import TYPE_CHECKING

import orjson

from khabar.export.coded import Coded, Needs, find_coded, keep_fitting, sentence_of
from khabar.export.sheets import gather_identities
from khabar.export.terminal import shorten
from khabar.export.timeline import outlet_of, title_of

if TYPE_CHECKING:
    from collections import Counter
    from collections.abc import Iterable, Iterator

    from khabar.account import Identity
    from khabar.lexicon.codes import CodeBook
    from khabar.model import Entity, Mention, MentionType, Record

NEEDS = Needs(own=False)
_SCHEMATA: dict[MentionType, str] = {"PER": "Person", "ORG": "Organization", "LOC": "Address"}
_WEB = re.compile(r"https?://[^\s/]+\.[^\s]+")
_NAME_WIDTH = 200


def write_entities(identities: Iterable[Identity]) -> Iterator[bytes]:
    """Yield a line for each person, organisation and place of the pile."""
    yield from map(_entity, identities)


def write_pages(records: Iterable[Record]) -> Iterator[bytes]:
    """Yield a line for each page."""
    yield from map(_page, records)


def write_mentions(records: Iterable[Record]) -> Iterator[bytes]:
    """Yield a line for each page and each entity, then one for each mention of it on the page.

    FollowTheMoney resolves a mention to a person or organisation; that of a place is a mention of its name alone.
    """
    seen: set[str] = set()
    for record in records:
        yield _page(record)
        yield from _new_entities(record, seen)
        for mention in record.mentions:
            yield _mention(record, mention)


def write_events(records: Iterable[Record], book: CodeBook, left: Counter[str]) -> Iterator[bytes]:
    """Yield a line for each page and each entity of it, then one for each event; `left` counts those left out."""
    seen: set[str] = set()
    for record in records:
        yield _page(record)
        yield from _new_entities(record, seen)
        for one in keep_fitting(find_coded([record], book), NEEDS, left):
            yield _event(one)


def ftm_id(*parts: str) -> str:
    """Return the id of a thing named by `parts`."""
    return sha1("\x1f".join(parts).encode(), usedforsecurity=False).hexdigest()


def _line(thing_id: str, schema: str, properties: dict[str, Iterable[object]]) -> bytes:
    kept = {name: [str(v) for v in dict.fromkeys(values) if v not in ("", None)] for name, values in properties.items()}
    filled = {name: values for name, values in kept.items() if values}
    return orjson.dumps({"id": thing_id, "schema": schema, "properties": filled}) + b"\n"


def _new_entities(record: Record, seen: set[str]) -> Iterator[bytes]:
    for identity in gather_identities([record]):
        if identity.id not in seen:
            seen.add(identity.id)
            yield _entity(identity)


def _entity(of: Identity) -> bytes:
    place = of.type == "LOC"
    properties: dict[str, Iterable[object]] = {
        "name": (of.name,),
        "alias": tuple(name for name in (of.name_en, *of.names) if name != of.name),
        "country": (of.country.lower(),),
        "wikidataId": (of.wikidata,),
        "notes": (f"khabar: {of.id}",),
    }
    if place:
        properties |= {"full": (of.name_en or of.name,), "latitude": (of.lat,), "longitude": (of.lon,)}
    else:
        properties |= {"sector": (of.actor_code,)}
    return _line(ftm_id("entity", of.id), _SCHEMATA[of.type], properties)


def _page(record: Record) -> bytes:
    page, body = record.page, record.article.body
    return _line(
        ftm_id("page", page.id),
        "Article",
        {
            "title": (title_of(record),),
            "bodyText": ("\n".join(page.text[span.start : span.end] for span in body),),
            "publishedAt": (record.publication.date,),
            "retrievedAt": (page.captured,),
            "publisher": (outlet_of(record),),
            "sourceUrl": (page.url if _WEB.fullmatch(page.url) else "",),
            "language": ("ara",),
            "notes": (f"khabar: {page.id}",),
        },
    )


def _mention(record: Record, mention: Mention) -> bytes:
    entity = next((one for one in record.entities if one.id == mention.entity), None)
    resolved = ftm_id("entity", entity.id) if entity and entity.type != "LOC" else ""
    return _line(
        ftm_id("mention", mention.id),
        "Mention",
        {
            "document": (ftm_id("page", record.page.id),),
            "resolved": (resolved,),
            "name": (record.page.text[mention.span.start : mention.span.end],),
            "detectedSchema": (_SCHEMATA[mention.type],),
            "contextCountry": (entity.country.lower() if entity else "",),
        },
    )


def _event(one: Coded) -> bytes:
    event, page = one.event, one.record.page
    entities = {entity.id: entity for entity in one.record.entities}
    involved = [e for party in (*one.actors, *one.recipients) if (e := entities.get(party.entity)) and e.type != "LOC"]
    sentence = sentence_of(one.record, event.trigger)
    told = f" (on the word of {one.teller})" if one.teller else ""
    return _line(
        ftm_id("event", event.id),
        "Event",
        {
            "name": (shorten(sentence, _NAME_WIDTH) or event.type,),
            "summary": (f"{event.type} {event.mode}".strip() + told,),
            "description": (sentence,),
            "date": (one.date[:10],),
            "location": (one.place.name if one.place else "",),
            "country": (one.place.country.lower() if one.place else "",),
            "involved": tuple(ftm_id("entity", entity.id) for entity in involved),
            "namesMentioned": tuple(party.name for party in (*one.actors, *one.recipients)),
            "keywords": (event.type, event.mode, f"CAMEO {one.cameo}"),
            "addressEntity": (_address(one.place),),
            "proof": (ftm_id("page", page.id),),
            "publisher": (outlet_of(one.record),),
            "sourceUrl": (page.url if _WEB.fullmatch(page.url) else "",),
            "recordId": (event.id,),
        },
    )


def _address(place: Entity | None) -> str:
    return ftm_id("entity", place.id) if place else ""

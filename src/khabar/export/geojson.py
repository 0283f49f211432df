"""Placed things as GeoJSON (RFC 7946): one FeatureCollection, a point each, longitude before latitude.

What has no coordinates is no feature: a state is no point.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import orjson

from khabar.export.coded import sentence_of
from khabar.export.timeline import outlet_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from khabar.account import Happening, Identity
    from khabar.model import Entity, Event, Record

Feature = dict[str, Any]


def write_features(features: Iterable[Feature]) -> Iterator[bytes]:
    """Yield the file in pieces, a feature a line."""
    before = b'{"type":"FeatureCollection","features":[\n'
    for feature in features:
        yield before + orjson.dumps(feature)
        before = b",\n"
    yield b"\n]}\n" if before == b",\n" else before + b"]}\n"


def find_placed_events(records: Iterable[Record]) -> Iterator[Feature]:
    """Yield the events of all records that have a place with coordinates, retellings left out."""
    for record in records:
        entities = {entity.id: entity for entity in record.entities}
        for event in record.events:
            place = entities.get(event.place.entity) if event.place else None
            if place is not None and place.lat is not None and place.lon is not None and not event.same_as:
                yield _feature(event.id, place, _event_properties(record, event, place))


def find_placed_entities(identities: Iterable[Identity]) -> Iterator[Feature]:
    """Yield the places of the pile."""
    for place in identities:
        if place.lat is not None and place.lon is not None:
            properties = {
                "name": place.name,
                "name_en": place.name_en,
                "country": place.country,
                "precision": place.place_precision,
                "pages": len({part.page for part in place.parts}),
            }
            yield _feature(place.id, place, properties)


def find_placed_happenings(happenings: Iterable[Happening], identities: Iterable[Identity]) -> Iterator[Feature]:
    """Yield the events merged across pages that have a place with coordinates."""
    known = {identity.id: identity for identity in identities}
    for happening in happenings:
        place = known.get(happening.place)
        if place is not None and place.lat is not None and place.lon is not None:
            properties = {
                "type": happening.type,
                "mode": happening.mode,
                "date": happening.date,
                "status": happening.status,
                "actors": [known[one].name if one in known else one for one in happening.actors],
                "recipients": [known[one].name if one in known else one for one in happening.recipients],
                "place": place.name,
                "precision": place.place_precision,
                "killed": [[count.low, count.high, count.source] for count in happening.killed],
                "outlets": happening.outlets,
                "origins": happening.origins,
                "told_by": happening.told_by,
            }
            yield _feature(happening.id, place, properties)


def _feature(thing_id: str, place: Entity | Identity, properties: Feature) -> Feature:
    point = {"type": "Point", "coordinates": [place.lon, place.lat]}
    return {"type": "Feature", "id": thing_id, "geometry": point, "properties": properties}


def _event_properties(record: Record, event: Event, place: Entity) -> Feature:
    tellers = {s.id: s.speaker_name for s in record.statements}
    return {
        "type": event.type,
        "mode": event.mode,
        "cameo": event.cameo,
        "date": event.date or ("" if event.background else record.publication.date),
        "date_given": bool(event.date),
        "status": event.status,
        "background": event.background,
        "told_by": tellers.get(event.said_in),
        "actors": [party.name for party in event.actors],
        "recipients": [party.name for party in event.recipients],
        "killed": event.killed.low if event.killed else None,
        "injured": event.injured.low if event.injured else None,
        "place": place.name,
        "place_en": place.name_en,
        "precision": place.place_precision,
        "sentence": sentence_of(record, event.trigger),
        "page": record.page.id,
        "start": event.trigger.start,
        "end": event.trigger.end,
        "outlet": outlet_of(record),
        "url": record.page.url,
    }

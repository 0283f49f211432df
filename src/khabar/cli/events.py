"""`khabar events`: who did what to whom, chosen by type, party, place, status and day, in the formats of event data."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

from khabar.cli.output import open_output, say_left, write_lines
from khabar.cli.reading import read_records, report
from khabar.export.choice import read_choice
from khabar.export.coded import find_coded
from khabar.export.events import EVENT_FORMATS, write_event, write_event_row, write_events
from khabar.lexicon.codes import load_code_book

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Iterable, Iterator, Mapping

    from khabar.model import Entity, Event, Record, Span
    from khabar.store import Unread


def run(wanted: Namespace) -> int:
    """Run the command."""
    unread: list[Unread] = []
    records = read_records(wanted.paths, wanted.captured, unread, output=wanted.output, reader=wanted.reader)
    chosen = (replace(record, events=tuple(_chosen(record, wanted))) for record in records)
    if wanted.format in EVENT_FORMATS:
        _write_coded(chosen, wanted)
    else:
        write = write_event if wanted.format == "jsonl" else write_event_row
        write_lines(wanted.output, (write(record, event) for record in chosen for event in record.events))
    return report(unread)


def _write_coded(records: Iterable[Record], wanted: Namespace) -> None:
    left: Counter[str] = Counter()
    book = load_code_book()
    pieces = write_events(
        find_coded(records, book), wanted.format, book, left, claimed=wanted.claimed, any_status=bool(wanted.status)
    )
    with open_output(wanted.output) as stream:
        for piece in pieces:
            stream.write(piece)
    say_left(wanted.format, left)


def _chosen(record: Record, wanted: Namespace) -> Iterator[Event]:
    choice = read_choice(wanted)
    entities = {entity.id: entity for entity in record.entities}
    for event in record.events:
        if wanted.status in {"", event.status} and choice.takes(
            dates=(event.date or ("" if event.background else record.publication.date),),
            actors=tuple(_party_names(record, event, entities)),
            places=tuple(_place_names(record, event, entities)),
            types=(event.type,),
        ):
            yield event


def _party_names(record: Record, event: Event, entities: Mapping[str, Entity]) -> Iterator[str]:
    for party in (*event.actors, *event.recipients):
        yield party.name
        yield _words(record, party.span)
        yield from _names(entities.get(party.entity))


def _place_names(record: Record, event: Event, entities: Mapping[str, Entity]) -> Iterator[str]:
    if event.place:
        place = entities.get(event.place.entity)
        yield _words(record, event.place.span)
        yield from _names(place)
        # A state stands for all places in it.
        yield f"iso:{place.country}" if place else ""


def _names(entity: Entity | None) -> tuple[str, ...]:
    return (entity.id, entity.name, entity.name_en, *entity.names) if entity else ()


def _words(record: Record, span: Span) -> str:
    return record.page.text[span.start : span.end]

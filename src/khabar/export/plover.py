"""Events as a table in the columns of POLECAT, the data set coded by PLOVER: tabs between cells, a header line.

One line an event; the parties of a side stand in one cell, `; ` between them. POLECAT has no column for what khabar
knows of an event's status, of who tells it and of where it is written: those follow at the end under names of their
own.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from khabar.export.coded import Coded, Needs, Party, sentence_of
from khabar.export.columns import Cell, Column, write_tab_line
from khabar.export.timeline import outlet_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from khabar.lexicon.codes import CodeBook
    from khabar.model import Record, Span

NEEDS = Needs(fact=False, own=False)
VERSION = "khabar"
_QUADS = {
    "VERBAL COOPERATION": ("AGREE", "CONSULT", "SUPPORT", "CONCEDE"),
    "MATERIAL COOPERATION": ("COOPERATE", "AID", "RETREAT"),
    "VERBAL CONFLICT": ("REQUEST", "ACCUSE", "REJECT", "THREATEN"),
    "MATERIAL CONFLICT": ("PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT"),
}
_QUAD_OF = {kind: quad for quad, kinds in _QUADS.items() for kind in kinds}


def _side(side: str, who: str) -> tuple[Column, ...]:
    return (
        Column(f"{side} Name", "texts", f"{who}: English name where the entity is known, else as the page has it"),
        Column(f"{side} Country", "texts", f"state of each {who}", "ISO 3166 alpha-3"),
        Column(f"{side} COW", "texts", f"state of each {who}", "Correlates of War number"),
        Column(f"Primary {side} Sector", "text", f"sector of the first {who}", "CAMEO and PLOVER role codes"),
        Column(f"{side} Sectors", "texts", f"all sectors of each {who}", "CAMEO and PLOVER role codes"),
        Column(f"{side} Title", "text", "left empty"),
        Column(f"{side} Name Raw", "texts", f"the words that name each {who} at this place of the page"),
        Column(f"Wikipedia {side} ID", "texts", f"id of the entity of each {who}", "an id of khabar's entities"),
    )


COLUMNS = (
    Column("Event ID", "text", "id of the event in the record"),
    Column("Event Date", "text", "day of the event, else of the page", "ISO 8601 prefix; empty where neither is known"),
    Column("Event Type", "text", "type", "PLOVER's 16 types"),
    Column("Event Mode", "text", "mode: the event's own, else that of its CAMEO code"),
    Column("Intensity", "number", "value of the CAMEO code on Goldstein's scale", "-10 to 10"),
    Column("Quad Code", "text", "quadrant of the type", "VERBAL or MATERIAL, COOPERATION or CONFLICT"),
    Column("Contexts", "texts", "contexts: the event's own, else those of its CAMEO code"),
    *_side("Actor", "actor"),
    *_side("Recipient", "recipient"),
    Column("Placename", "text", "place: English name where known"),
    Column("City", "text", "the place again where it is a city, town or smaller"),
    Column("District", "text", "left empty"),
    Column("Province", "text", "the place again where it is a province"),
    Column("Country", "text", "state of the place", "ISO 3166 alpha-3"),
    Column("Latitude", "number", "latitude of the place", "-90 to 90"),
    Column("Longitude", "number", "longitude of the place", "-180 to 180"),
    Column("GeoNames ID", "integer", "id of the place in GeoNames", "empty where it has none"),
    Column("Raw Placename", "text", "the words that name the place"),
    Column("Feature Type", "text", "what kind of place it is", "place_precision of the record"),
    Column("Source", "text", "outlet"),
    Column("Publication Date", "text", "day of the page", "ISO 8601 day; empty where open"),
    Column("Story People", "texts", "people the page names"),
    Column("Story Organizations", "texts", "organisations the page names"),
    Column("Story Locations", "texts", "places the page names"),
    Column("Language", "text", "language of the page", "ar"),
    Column("Version", "text", "who coded it", VERSION),
    Column("Status", "text", "khabar: whether it happened", "actual, planned, hypothetical, denied"),
    Column("Background", "flag", "khabar: old news told again"),
    Column("Told By", "text", "khabar: on whose word the page tells it; empty where the outlet itself does"),
    Column("From Statement", "flag", "khabar: the act of a statement as an event"),
    Column("Date Given", "flag", "khabar: whether the date is the event's own, not the page's"),
    Column("CAMEO", "text", "khabar: CAMEO code", "three or four digits"),
    Column("Killed", "integer", "khabar: least number of people killed it tells of"),
    Column("Injured", "integer", "khabar: least number of people injured it tells of"),
    Column("Confidence", "number", "khabar: how sure the reading is", "0 to 1"),
    Column("Page", "text", "khabar: id of the page"),
    Column("Trigger Start", "integer", "khabar: offset of the trigger in the page's text, in code points"),
    Column("Trigger End", "integer", "khabar: offset after the trigger"),
    Column("Trigger", "text", "khabar: the word that names the event"),
    Column("Sentence", "text", "khabar: the sentence it stands in"),
)
_TOWNS = frozenset({"city", "town", "capital", "camp", "quarter", "crossing", "base", "site", "airport"})


def write_plover_header() -> bytes:
    """Return the header line."""
    return write_tab_line(column.name for column in COLUMNS)


def write_plover(one: Coded, book: CodeBook) -> Iterator[bytes]:
    """Yield the line of an event."""
    event, act = one.event, book.acts.get(one.cameo)
    yield write_tab_line(
        (
            event.id,
            one.date,
            event.type,
            event.mode or (act.mode if act else ""),
            one.goldstein,
            _QUAD_OF[event.type],
            event.context or (act.contexts if act else ()),
            *_party_cells(one.record, one.actors, tuple(p.span for p in event.actors)),
            *_party_cells(one.record, one.recipients, tuple(p.span for p in event.recipients)),
            *_place_cells(one, book),
            *_page_cells(one.record),
            *_own_cells(one),
        )
    )


def _party_cells(record: Record, parties: tuple[Party, ...], spans: tuple[Span, ...]) -> tuple[Cell, ...]:
    raw = tuple(record.page.text[s.start : s.end] for s in spans)
    return (
        tuple(party.name_en or party.name for party in parties),
        tuple(party.state.iso3 for party in parties if party.state),
        tuple(party.state.cow for party in parties if party.state and party.state.cow),
        next((sector for party in parties for sector in party.sectors), ""),
        tuple(dict.fromkeys(sector for party in parties for sector in party.sectors)),
        "",
        raw,
        tuple(party.entity for party in parties if party.entity),
    )


def _place_cells(one: Coded, book: CodeBook) -> tuple[Cell, ...]:
    words = one.event.place.span if one.event.place else None
    raw = one.record.page.text[words.start : words.end] if words else ""
    place = one.place
    if place is None:
        return (raw, "", "", "", "", None, None, None, raw, "")
    name, kind = place.name_en or place.name, place.place_precision
    state = book.states.get(place.country)
    return (
        name,
        name if kind in _TOWNS else "",
        "",
        name if kind == "province" else "",
        state.iso3 if state else "",
        place.lat,
        place.lon,
        place.geonames or None,
        raw,
        kind,
    )


def _page_cells(record: Record) -> tuple[Cell, ...]:
    names = {
        kind: tuple(e.name_en or e.name for e in record.entities if e.type == kind) for kind in ("PER", "ORG", "LOC")
    }
    return (outlet_of(record), record.publication.date, names["PER"], names["ORG"], names["LOC"], "ar", VERSION)


def _own_cells(one: Coded) -> tuple[Cell, ...]:
    event, text = one.event, one.record.page.text
    return (
        event.status,
        event.background,
        one.teller,
        event.from_statement,
        one.dated,
        one.cameo,
        event.killed.low if event.killed else None,
        event.injured.low if event.injured else None,
        event.confidence,
        one.record.page.id,
        event.trigger.start,
        event.trigger.end,
        text[event.trigger.start : event.trigger.end],
        sentence_of(one.record, event.trigger),
    )

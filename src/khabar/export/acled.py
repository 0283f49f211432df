"""Events as a table in the columns of ACLED: who fought, shelled, struck, protested, agreed on a truce, where and when.

By ACLED's code book (2023). Only types that ACLED codes have lines (`acled.tsv`), and only events with a place. Lines
are khabar's reading in ACLED's columns; none of them is of ACLED.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from khabar.export.coded import Coded, Needs, Party, number_of, sentence_of
from khabar.export.columns import Cell, Column
from khabar.export.timeline import outlet_of

if TYPE_CHECKING:
    from collections import Counter
    from collections.abc import Iterable, Iterator

    from khabar.lexicon.codes import AcledKind, CodeBook

NEEDS = Needs(date=len("2020-02"), own=False, parties="named")
_CIVIL = "Civilians"
_DISORDER = {
    "Battles": "Political violence",
    "Explosions/Remote violence": "Political violence",
    "Violence against civilians": "Political violence",
    "Protests": "Demonstrations",
    "Riots": "Demonstrations",
    "Strategic developments": "Strategic developments",
}
# Of a day that only its month is known of ACLED takes the middle.
_MID_MONTH = "-15"
_WEEK, _MONTH = 2, 3
_NEAR, _PART, _WIDE = 1, 2, 3
_PRECISION = {"province": _WIDE, "country": _WIDE, "continent": _WIDE, "region": _PART, "road": _PART, "water": _PART,
              "island": _PART, "mountain": _PART}  # fmt: skip

COLUMNS = (
    Column("event_id_cnty", "text", "state of the place and a number from the event's id"),
    Column(
        "event_date", "text", "day; the page's where the event has none, mid-month where only that is known", "ISO 8601"
    ),
    Column("year", "integer", "year"),
    Column("time_precision", "integer", "1 the day is told, 2 it is the page's, 3 only the month is told", "1 to 3"),
    Column("disorder_type", "text", "political violence, demonstrations or strategic developments"),
    Column("event_type", "text", "kind of event", "ACLED's six"),
    Column("sub_event_type", "text", "kind of event, closer"),
    Column("actor1", "text", "who acts: English name where the entity is known, else as the page has it"),
    Column("assoc_actor_1", "texts", "others on that side"),
    Column("inter1", "text", "kind of actor", "ACLED's eight; empty where the name has no code"),
    Column("actor2", "text", "the other side"),
    Column("assoc_actor_2", "texts", "others on that side"),
    Column("inter2", "text", "kind of actor", "ACLED's eight"),
    Column("interaction", "text", "both kinds, a hyphen between"),
    Column("civilian_targeting", "text", "`Civilian targeting` where it is done to civilians"),
    Column("iso", "integer", "state of the place", "ISO 3166 numeric"),
    Column("region", "text", "region of the world", "ACLED's"),
    Column("country", "text", "state of the place"),
    Column("admin1", "text", "the place again where it is a province"),
    Column("admin2", "text", "left empty"),
    Column("admin3", "text", "left empty"),
    Column("location", "text", "the place"),
    Column("latitude", "number", "latitude of the place", "-90 to 90; empty for a state as a whole"),
    Column("longitude", "number", "longitude of the place", "-180 to 180"),
    Column("geo_precision", "integer", "1 the place itself, 2 a part of a region, 3 a province or state", "1 to 3"),
    Column("source", "text", "outlet"),
    Column("source_scale", "text", "left empty"),
    Column("notes", "text", "on whose word it is told, the sentence, and where it is written"),
    Column("fatalities", "integer", "people killed, the least number told; 0 where none is told", "from 0"),
    Column("tags", "text", "left empty"),
    Column("timestamp", "integer", "left empty: khabar knows no clock"),
)


def find_acled(coded: Iterable[Coded], book: CodeBook, left: Counter[str]) -> Iterator[tuple[Cell, ...]]:
    """Yield the rows of events, counting in `left` those that ACLED does not code or that have no place."""
    for one in coded:
        kind = book.acled.get((one.event.type, one.event.mode)) or book.acled.get((one.event.type, ""))
        if kind is None:
            left["of a kind ACLED does not code"] += 1
        elif one.place is None or one.place.country not in book.states:
            left["without a place"] += 1
        else:
            yield _row(one, kind, book)


def _row(one: Coded, kind: AcledKind, book: CodeBook) -> tuple[Cell, ...]:
    first, second = _sides(one)
    inter1, inter2 = _inter(first, one, book), _inter(second, one, book)
    civil = inter2 == _CIVIL and bool(kind.civilian or kind.event == "Explosions/Remote violence")
    event = "Violence against civilians" if civil and kind.civilian else kind.event
    sub_event = kind.civilian if civil and kind.civilian else kind.sub_event
    return (
        *_when(one, book),
        _DISORDER[event],
        event,
        sub_event,
        _name(first[:1]),
        tuple(_name((party,)) for party in first[1:]),
        inter1,
        _name(second[:1]),
        tuple(_name((party,)) for party in second[1:]),
        inter2,
        "-".join(filter(None, (inter1, inter2))),
        "Civilian targeting" if civil else "",
        *_where(one, book),
        outlet_of(one.record),
        "",
        _notes(one),
        one.event.killed.low if one.event.killed else 0,
        "",
        None,
    )


def _sides(one: Coded) -> tuple[tuple[Party, ...], tuple[Party, ...]]:
    """Return both sides; of several who act together on nobody the first is the one side."""
    if not one.recipients and len(one.actors) > 1:
        return one.actors[:1], one.actors[1:]
    return one.actors, one.recipients


def _when(one: Coded, book: CodeBook) -> tuple[Cell, ...]:
    known = len(one.date) >= len("2020-02-11")
    day = one.date[:10] if known else one.date[:7] + _MID_MONTH
    precision = (1 if one.dated else _WEEK) if known else _MONTH
    iso3 = book.states[one.place.country].iso3 if one.place else ""
    return (f"{iso3}{number_of(one.event.id)}", day, int(day[:4]), precision)


def _where(one: Coded, book: CodeBook) -> tuple[Cell, ...]:
    place = one.place
    if place is None:
        return ("",) * 10
    state = book.states[place.country]
    name = place.name_en or place.name
    return (
        int(state.number) if state.number else None,
        state.region,
        state.name,
        name if place.place_precision == "province" else "",
        "",
        "",
        name,
        place.lat,
        place.lon,
        _PRECISION.get(place.place_precision, _NEAR),
    )


def _inter(side: tuple[Party, ...], one: Coded, book: CodeBook) -> str:
    """Return ACLED's kind of the first party that has one; forces of a state abroad are `External/Other forces`."""
    for party in side:
        kinds = [book.sectors[sector].acled for sector in party.sectors if sector in book.sectors]
        # A state that acts without a sector acts through its government.
        kind = next(filter(None, kinds), "State forces" if party.code and not party.sectors else "")
        abroad = party.state and one.place and party.state.iso2 != one.place.country
        if kind:
            return "External/Other forces" if kind == "State forces" and abroad else kind
    return ""


def _name(side: tuple[Party, ...]) -> str:
    return side[0].name_en or side[0].name if side else ""


def _notes(one: Coded) -> str:
    told = f"[on the word of {one.teller}] " if one.teller else ""
    trigger = one.event.trigger
    where = f"[{one.record.page.url or one.record.page.id} {trigger.start}-{trigger.end}]"
    return f"{told}{sentence_of(one.record, trigger)} {where}"

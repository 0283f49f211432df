"""Events as the event table of GDELT 2: 61 columns, tabs between, no header, one source and one target a line.

By the codebook of GDELT 2.0 (2015). Columns khabar cannot fill are empty, not invented: ethnic and religious codes but
for those an actor code holds, the tone of the article, and administrative codes.
"""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING

from khabar.export.coded import Coded, Needs, Party, find_dyads, number_of
from khabar.export.columns import Cell, Column, write_tab_line

if TYPE_CHECKING:
    from collections.abc import Iterator

    from khabar.lexicon.codes import CodeBook
    from khabar.model import Entity, Record

NEEDS = Needs(date=len("2020-02-11"), parties="named")
# The first CAMEO roots of material cooperation, verbal conflict and material conflict.
_QUAD_ROOTS = (6, 9, 14)
# GDELT's kinds of place.
_COUNTRY, _US_STATE, _US_CITY, _CITY, _STATE = 1, 2, 3, 4, 5
_WIDE = frozenset({"province", "region", "water", "road", "island", "mountain"})


def _actor(side: int, who: str) -> tuple[Column, ...]:
    texts = (
        ("Code", f"actor code of {who}"),
        ("Name", f"name of {who}, in capitals where it is known in English"),
        ("CountryCode", f"state of {who}, CAMEO's three letters"),
        ("KnownGroupCode", f"body that {who} is or belongs to"),
        ("EthnicCode", f"ethnic code of {who}"),
        ("Religion1Code", "left empty"),
        ("Religion2Code", "left empty"),
        ("Type1Code", f"first role of {who}"),
        ("Type2Code", f"second role of {who}"),
        ("Type3Code", f"third role of {who}"),
    )
    return tuple(Column(f"Actor{side}{name}", "text", meaning) for name, meaning in texts)


def _geo(side: str, what: str) -> tuple[Column, ...]:
    return (
        Column(f"{side}Geo_Type", "integer", f"kind of {what}", "1 country, 2 US state, 3 US city, 4 city, 5 state"),
        Column(f"{side}Geo_FullName", "text", f"name of {what}, with its country"),
        Column(f"{side}Geo_CountryCode", "text", f"country of {what}", "FIPS 10-4"),
        Column(f"{side}Geo_ADM1Code", "text", f"country of {what} again: its province is not known", "FIPS 10-4"),
        Column(f"{side}Geo_ADM2Code", "text", "left empty"),
        Column(f"{side}Geo_Lat", "number", f"latitude of {what}", "-90 to 90"),
        Column(f"{side}Geo_Long", "number", f"longitude of {what}", "-180 to 180"),
        Column(f"{side}Geo_FeatureID", "text", f"id of {what}: GeoNames, for a country FIPS"),
    )


COLUMNS = (
    Column("GLOBALEVENTID", "integer", "number of the line, from the event's id and its parties", "0 to 2^53 - 1"),
    Column("SQLDATE", "integer", "day of the event, else of the page", "YYYYMMDD"),
    Column("MonthYear", "integer", "its month", "YYYYMM"),
    Column("Year", "integer", "its year", "YYYY"),
    Column("FractionDate", "number", "its year and the share of the year gone by", "four decimals"),
    *_actor(1, "who acts"),
    *_actor(2, "whom it is done to"),
    Column("IsRootEvent", "integer", "whether headline or first paragraph tell it", "0 or 1"),
    Column("EventCode", "text", "CAMEO code", "three or four digits"),
    Column("EventBaseCode", "text", "its first three digits"),
    Column("EventRootCode", "text", "its first two digits"),
    Column("QuadClass", "integer", "1 and 2 verbal and material cooperation, 3 and 4 conflict", "1 to 4"),
    Column("GoldsteinScale", "number", "value of the code on Goldstein's scale", "-10 to 10"),
    Column("NumMentions", "integer", "how often it is told", "from 1"),
    Column("NumSources", "integer", "outlets that tell it; of events not merged across pages 1", "from 1"),
    Column("NumArticles", "integer", "pages that tell it; of events not merged across pages 1", "from 1"),
    Column("AvgTone", "number", "left empty"),
    *_geo("Actor1", "the place that acts"),
    *_geo("Actor2", "the place it is done to"),
    *_geo("Action", "the place of the event"),
    Column("DATEADDED", "integer", "day of capture, else of the page, at midnight", "YYYYMMDDHHMMSS"),
    Column("SOURCEURL", "text", "address of the page, its id where none is known"),
)


def write_gdelt(one: Coded, book: CodeBook) -> Iterator[bytes]:
    """Yield the lines of an event, one for each pair of parties."""
    page = one.record.page
    entities = {entity.id: entity for entity in one.record.entities}
    for source, target in find_dyads(one):
        yield write_tab_line(
            (
                number_of(one.event.id, source and source.name, target and target.name),
                *_date_cells(one.date),
                *_actor_cells(source, book),
                *_actor_cells(target, book),
                *_act_cells(one),
                *_geo_cells(_place_of(source, entities), book),
                *_geo_cells(_place_of(target, entities), book),
                *_geo_cells(one.place, book),
                _added(one),
                page.url or page.id,
            )
        )


def _date_cells(date: str) -> tuple[Cell, ...]:
    year, month, day = (int(part) for part in date[:10].split("-"))
    fraction = f"{year + ((month - 1) * 30 + day) / 365:.4f}"
    return (year * 10000 + month * 100 + day, year * 100 + month, year, fraction)


def _actor_cells(party: Party | None, book: CodeBook) -> tuple[Cell, ...]:
    if party is None:
        return ("",) * 10
    of_kind = {"type": [""], "group": [""], "ethnic": [""]}
    for sector in party.sectors:
        kind = book.sectors[sector].gdelt if sector in book.sectors else ""
        if kind:
            of_kind[kind].append(sector)
    types = [*of_kind["type"][1:], "", "", ""][:3]
    country = party.state.iso3 if party.state and party.code.startswith(party.state.iso3) else ""
    name = (party.name_en or party.name).upper()
    return (party.code, name, country, of_kind["group"][-1], of_kind["ethnic"][-1], "", "", *types)


def _act_cells(one: Coded) -> tuple[Cell, ...]:
    quad = 1 + bisect_right(_QUAD_ROOTS, int(one.cameo[:2]))
    root = int(_leads(one.record, one.event.trigger.start))
    return (
        root,
        one.cameo,
        one.cameo[:3],
        one.cameo[:2],
        quad,
        one.goldstein,
        one.tellings,
        one.outlets,
        one.pages,
        None,
    )


def _leads(record: Record, at: int) -> bool:
    article = record.article
    lead = [span for span in (article.title, *article.body[:1]) if span]
    return any(span.start <= at < span.end for span in lead)


def _place_of(party: Party | None, entities: dict[str, Entity]) -> Entity | None:
    entity = entities.get(party.entity) if party else None
    return entity if entity and entity.type == "LOC" else None


def _geo_cells(place: Entity | None, book: CodeBook) -> tuple[Cell, ...]:
    if place is None:
        return (None, "", "", "", "", None, None, "")
    state = book.states.get(place.country)
    fips = state.fips if state else ""
    name = place.name_en or place.name
    kind = _kind(place)
    full = name if kind == _COUNTRY or not state else f"{name}, {state.name}"
    feature = fips if kind == _COUNTRY else str(place.geonames or "")
    return (kind, full, fips, fips, "", place.lat, place.lon, feature)


def _kind(place: Entity) -> int:
    if place.place_precision in {"country", "continent", ""}:
        return _COUNTRY
    wide = place.place_precision in _WIDE
    if place.country == "US":
        return _US_STATE if wide else _US_CITY
    return _STATE if wide else _CITY


def _added(one: Coded) -> int:
    known = one.record.page.captured or one.record.publication.date or one.date
    digits = "".join(filter(str.isdigit, known)).ljust(14, "0")
    # A capture known by its year or month alone.
    month, day = digits[4:6].replace("00", "01"), digits[6:8].replace("00", "01")
    return int(digits[:4] + month + day + digits[8:14])

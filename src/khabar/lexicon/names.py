"""The names part of the lexicon: countries, places, people, organisations, outlets, titles, heads of names.

Read from the tables `countries places places_own people organisations outlets titles heads given ambiguous dodged` of
the data folder. Every name of every entity stands in one index, `known`; what a phrase is besides a name (a nisba, an
outlet of some kind, a title) stands in an index of its own, so that a stage asks only for what it needs.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from khabar.lexicon.match import build_index, join_indexes, phrase_words
from khabar.lexicon.names_tables import (
    country_entry,
    nisba_forms,
    read_actors,
    read_countries,
    read_given,
    read_heads,
    read_organs,
    read_outlets,
    read_parts,
    read_people,
    read_places,
    read_titles,
    read_words,
)
from khabar.text.fold import fold_form

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

    from khabar.lexicon.match import PhraseIndex
    from khabar.lexicon.names_entries import Country, Given, Head, Nisba, Office, Organ, Outlet, PartKind, Period, Title
    from khabar.lexicon.tables import Faults, Row
    from khabar.model import Entity

    Opener = Entity | Organ | Head | Given

_FATHER = "\u0623\u0628\u0648 "
_FATHER_CASES = ("\u0623\u0628\u064a ", "\u0623\u0628\u0627 ")


@dataclass(frozen=True, slots=True)
class WordLists:
    """Folded words and what they are beside names.

    `ambiguous` are names that are common words too and count only beside a cue, `common` words no unknown name holds,
    `breaks` definite words that end a name. `title_adjectives` stand between an office and its holder,
    `incumbent_adjectives` are those of one held now. `person_cues` stand before a person's name. `place_adjectives`
    belong to a site they follow, `place_openers` open a place of two words, `place_prepositions` stand before one;
    `adjective_places` count only behind those. `body_adjectives` make a definite noun the
    name of a body, `allegiances` say whom a force is loyal to, `body_tails` tell a body from its rival.
    `kin` are of the person whose name follows behind definite words, `offices` behind a
    title, `aides` of the person whose name follows at once. `day_parts` are no given names before a day.
    """

    ambiguous: frozenset[str]
    common: frozenset[str]
    breaks: frozenset[str]
    title_adjectives: frozenset[str]
    incumbent_adjectives: frozenset[str]
    person_cues: frozenset[str]
    place_adjectives: frozenset[str]
    place_openers: frozenset[str]
    place_prepositions: frozenset[str]
    adjective_places: frozenset[str]
    body_adjectives: frozenset[str]
    allegiances: frozenset[str]
    body_tails: frozenset[str]
    kin: frozenset[str]
    offices: frozenset[str]
    aides: frozenset[str]
    day_parts: frozenset[str]


@dataclass(frozen=True, slots=True)
class NameLexicon:
    """Names and what goes with them. Words and phrases are folded throughout.

    `known` holds every name of every entity but the short ones of people, which stand in `short`. `openers` holds all
    that may open a mention: both of these, organs of states, head nouns and given names. `offices` are by person,
    `holders` the same by title and country, `periods` by organisation, where known.

    Of outlets, `networks` are the entity ids of social networks, `quoted_outlets` words that name an outlet only in
    quotation marks, behind "newspaper" or in a dateline.

    """

    dodged: frozenset[str]
    entities: Mapping[str, Entity]
    known: PhraseIndex[Entity]
    short: PhraseIndex[Entity]
    openers: PhraseIndex[Opener]
    countries: Mapping[str, Country]
    nisbas: PhraseIndex[Nisba]
    outlets: PhraseIndex[Outlet]
    quoted_outlets: PhraseIndex[Outlet]
    networks: frozenset[str]
    titles: PhraseIndex[Title]
    heads: PhraseIndex[Head]
    organs: PhraseIndex[Organ]
    offices: Mapping[str, tuple[Office, ...]]
    holders: Mapping[tuple[str, str], tuple[Office, ...]]
    periods: Mapping[str, Period]
    given: Mapping[str, Given]
    parts: Mapping[str, PartKind]
    words: WordLists

    def without(self, forms: Iterable[str]) -> NameLexicon:
        """Return the part with folded `forms` among the common words, but for words of people's names."""
        borne = {
            word for one in self.entities.values() if one.type == "PER" for name in one.names for word in name.split()
        }
        common = frozenset(forms) - self.given.keys() - self.parts.keys() - frozenset(map(fold_form, borne))
        return replace(self, words=replace(self.words, common=self.words.common | common))


def load_names(folder: Path, faults: Faults) -> NameLexicon:
    """Return the names part read from `folder`."""
    states = read_countries(folder, faults)
    outlets = list(read_outlets(folder, faults))
    people = list(read_people(folder, faults))
    places = _read_all_places(folder, faults)
    entities = [entity for entity, _ in states]
    entities += _mark_capitals(states, places)
    actors = list(read_actors(folder, faults))
    entities += [entity for entity, _ in actors]
    entities += [entity for entity, *_ in outlets if entity]
    entities += [entity for entity, _, _ in people]
    known = build_index((form, entity) for entity in entities for name in entity.names for form in _cases(name))
    short = build_index((form, entity) for entity, names, _ in people for name in names for form in _cases(name))
    organs, heads = build_index(read_organs(folder, faults)), build_index(read_heads(folder, faults))
    given = list(read_given(folder, faults))
    openers: tuple[PhraseIndex[Opener], ...] = (known, short, organs, heads, build_index(given))  # type: ignore[assignment]
    capitals = _find_capitals(states, places)
    return NameLexicon(
        dodged=_words(folder, "dodged.tsv", faults),
        entities={entity.id: entity for entity in entities},
        known=known,
        short=short,
        openers=join_indexes(openers),
        countries={entity.id: country_entry(entity, row, capitals.get(entity.id, "")) for entity, row in states},
        nisbas=build_index(nisba_forms(row for _, row in states)),
        outlets=build_index((name, outlet) for _, outlet, names, _ in outlets for name in names),
        quoted_outlets=build_index((name, outlet) for _, outlet, _, quoted in outlets for name in quoted),
        networks=frozenset(outlet.id for _, outlet, *_ in outlets if outlet.kind == "network"),
        titles=build_index(read_titles(folder, faults)),
        heads=heads,
        organs=organs,
        offices={entity.id: offices for entity, _, offices in people if offices},
        holders=_find_holders(people),
        periods={entity.id: period for entity, period in actors if any(period)},
        given={fold_form(name): entry for name, entry in given},
        parts={fold_form(form): kind for form, kind in read_parts(folder, faults)},
        words=_load_words(folder, faults),
    )


def _cases(name: str) -> Iterator[str]:
    """Yield a name as written, and with "father of" at its head in the other cases of the grammar."""
    yield name
    if name.startswith(_FATHER):
        yield from (case + name.removeprefix(_FATHER) for case in _FATHER_CASES)


def _find_holders(
    people: list[tuple[Entity, tuple[str, ...], tuple[Office, ...]]],
) -> dict[tuple[str, str], tuple[Office, ...]]:
    """Return the offices by title and country, all who held them."""
    holders: dict[tuple[str, str], list[Office]] = defaultdict(list)
    for _, _, offices in people:
        for office in offices:
            holders[office.title, office.country].append(office)
    return {key: tuple(held) for key, held in holders.items()}


def _load_words(folder: Path, faults: Faults) -> WordLists:
    tables = (
        "ambiguous",
        "common",
        "name_breaks",
        "title_adjectives",
        "incumbent_adjectives",
        "person_cues",
        "place_adjectives",
        "place_openers",
        "place_prepositions",
        "adjective_places",
        "body_adjectives",
        "allegiances",
        "body_tails",
        "kin",
        "offices",
        "aides",
        "day_parts",
    )
    return WordLists(*(_words(folder, f"{table}.tsv", faults) for table in tables))


def _words(folder: Path, name: str, faults: Faults) -> frozenset[str]:
    return frozenset(map(fold_form, read_words(folder, name, faults)))


def _read_all_places(folder: Path, faults: Faults) -> list[Entity]:
    """Return the places; a row of our own that has the id of a GeoNames row gives the first names."""
    places = {place.id: place for place in read_places(folder, "places.tsv", faults)}
    for own in read_places(folder, "places_own.tsv", faults):
        if known := places.get(own.id):
            names = dict.fromkeys((*own.names, *known.names))
            places[own.id] = replace(known, name=own.name, name_en=own.name_en, names=tuple(names))
        else:
            places[own.id] = own
    return list(places.values())


def _find_capitals(states: list[tuple[Entity, Row]], places: list[Entity]) -> dict[str, str]:
    """Return the entity id of each state's capital, by the state's id; the first place of that name in the state."""
    by_name: dict[tuple[str, str], str] = {}
    for place in places:
        for name in place.names:
            by_name.setdefault((place.country, _key(name)), place.id)
    found = {}
    for entity, row in states:
        for name in row.words("capital"):
            if place_id := by_name.get((entity.country, _key(name))):
                found[entity.id] = place_id
                break
    return found


def _mark_capitals(states: list[tuple[Entity, Row]], places: list[Entity]) -> list[Entity]:
    """Return the places, capitals first and as their governments' seat: with all their names and an actor code."""
    rows = {entity.id: row for entity, row in states}
    seats = {place: state for state, place in _find_capitals(states, places).items()}
    capitals, others = [], []
    for place in places:
        if state := seats.get(place.id):
            row = rows[state]
            names = dict.fromkeys((*row.words("capital"), *place.names))
            code = row.text("iso3") + "GOV"
            capitals.append(
                replace(
                    place, name=row.words("capital")[0], names=tuple(names), actor_code=code, place_precision="capital"
                )
            )
        else:
            others.append(place)
    return capitals + others


def _key(name: str) -> str:
    return " ".join(phrase_words(name))

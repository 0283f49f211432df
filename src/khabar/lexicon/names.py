"""The names part of the lexicon: countries, places, people, organisations, outlets, titles, heads of names.

Read from the tables `countries places places_own people organisations outlets titles heads given ambiguous dodged` of
the data folder. Every name of every entity stands in one index, `known`; what a phrase is besides a name (a nisba, an
outlet of some kind, a title) stands in an index of its own, so that a stage asks only for what it needs.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from khabar.lexicon.match import build_index
from khabar.lexicon.names_tables import (
    country_entry,
    nisba_forms,
    read_actors,
    read_countries,
    read_heads,
    read_outlets,
    read_people,
    read_places,
    read_titles,
    read_words,
)
from khabar.text.fold import fold_form

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from khabar.lexicon.match import PhraseIndex
    from khabar.lexicon.names_entries import Country, Head, Nisba, Office, Outlet, Title
    from khabar.lexicon.tables import Faults, Row
    from khabar.model import Entity

_PLACE_TABLES = ("places.tsv", "places_own.tsv")


@dataclass(frozen=True, slots=True)
class NameLexicon:
    """Names and what goes with them. Indexes are keyed by folded phrase.

    `known` holds every name of every entity but the short ones of people, which stand in `short`. `ambiguous` are
    folded names that are also common words and count only beside a cue. `offices` are by person. `given` are folded
    given names.
    """

    dodged: frozenset[str]
    entities: Mapping[str, Entity]
    known: PhraseIndex[Entity]
    short: PhraseIndex[Entity]
    countries: Mapping[str, Country]
    nisbas: PhraseIndex[Nisba]
    outlets: PhraseIndex[Outlet]
    titles: PhraseIndex[Title]
    heads: PhraseIndex[Head]
    offices: Mapping[str, tuple[Office, ...]]
    given: frozenset[str]
    ambiguous: frozenset[str]


def load_names(folder: Path, faults: Faults) -> NameLexicon:
    """Return the names part read from `folder`."""
    states = read_countries(folder, faults)
    outlets = list(read_outlets(folder, faults))
    people = list(read_people(folder, faults))
    places = [place for table in _PLACE_TABLES for place in read_places(folder, table, faults)]
    entities = [entity for entity, _ in states]
    entities += places
    entities += read_actors(folder, faults)
    entities += [entity for entity, _, _ in outlets if entity]
    entities += [entity for entity, _, _ in people]
    capitals = _find_capitals(states, places)
    return NameLexicon(
        dodged=frozenset(map(fold_form, read_words(folder, "dodged.tsv", faults))),
        entities={entity.id: entity for entity in entities},
        known=build_index((name, entity) for entity in entities for name in entity.names),
        short=build_index((name, entity) for entity, short, _ in people for name in short),
        countries={entity.id: country_entry(entity, row, capitals.get(entity.id, "")) for entity, row in states},
        nisbas=build_index(nisba_forms(row for _, row in states)),
        outlets=build_index((name, outlet) for _, outlet, names in outlets for name in names),
        titles=build_index(read_titles(folder, faults)),
        heads=build_index(read_heads(folder, faults)),
        offices={entity.id: offices for entity, _, offices in people if offices},
        given=frozenset(map(fold_form, read_words(folder, "given.tsv", faults))),
        ambiguous=frozenset(map(fold_form, read_words(folder, "ambiguous.tsv", faults))),
    )


def _find_capitals(states: list[tuple[Entity, Row]], places: list[Entity]) -> dict[str, str]:
    """Return the entity id of each state's capital, by the state's id; the first place of that name in the state."""
    by_name: dict[tuple[str, str], str] = {}
    for place in places:
        for name in place.names:
            by_name.setdefault((place.country, fold_form(name)), place.id)
    found = {}
    for entity, row in states:
        for name in row.words("capital"):
            if place_id := by_name.get((entity.country, fold_form(name))):
                found[entity.id] = place_id
                break
    return found

"""Whose army "the army" is: the state of an organ that a page names by its noun alone."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from khabar.mentions.organisations import organ_entity
from khabar.mentions.view import phrase_of

if TYPE_CHECKING:
    from collections import Counter

    from khabar.mentions.view import Found, View
    from khabar.model import Entity

_ORGAN = "organ:"
# What a page about a state means by its own. Ministries and services may be those of whoever speaks of it.
_OWN = frozenset(
    {"organ:government", "organ:army", "organ:parliament", "organ:cabinet", "organ:presidency", "organ:police"}
)
# A page is about the state that has so many votes, and so many for each of the next one's.
_VOTES, _LEAD = 4, 2


def states_of_organs(
    view: View, founds: list[Found], votes: Counter[str], organs: dict[str, Entity]
) -> dict[str, tuple[str, int]]:
    """Return by rule the entity that an organ's noun alone means, and the token behind which it does.

    It is the one of its kind that the page names before with its state, else the one of the state the page is about.
    What is made up for the latter is added to `organs`. A rule that nothing tells is left out.
    """
    bare = [found for found in founds if not found.entity and found.rule.startswith(_ORGAN)]
    alone = {phrase: found for found in bare if (phrase := phrase_of(view, found)) in view.lexicon.organs.phrases}
    seen: dict[str, dict[str, int]] = defaultdict(dict)
    for found in sorted(founds):
        if found.entity in organs:
            seen[found.rule].setdefault(found.entity, found.first)
        elif found.type == "ORG" and found.entity:
            phrase = phrase_of(view, found)
            for rule in (short.rule for opening, short in alone.items() if phrase.startswith(opening + " ")):
                seen[rule].setdefault(found.entity, found.first)
    country = _state_of_page(view, votes)
    if country:
        for phrase, short in alone.items():
            if short.rule not in seen and short.rule in _OWN:
                seen[short.rule][_organ_of(view, phrase, short, country, organs)] = -1
    return {rule: next(iter(places.items())) for rule, places in seen.items() if len(places) == 1}


def _state_of_page(view: View, votes: Counter[str]) -> str:
    """Return the id of the state that a page is about, "" where it is about several or none."""
    (best, most), (_, next_most) = [*votes.most_common(2), ("", 0), ("", 0)][:2]
    country = f"iso:{best}"
    about = most >= _VOTES and most >= _LEAD * next_most
    return country if about and country in view.lexicon.countries else ""


def _organ_of(view: View, phrase: str, short: Found, country: str, organs: dict[str, Entity]) -> str:
    """Return the id of a state's organ: as the tables name it with the state's adjective, else made up."""
    lexicon = view.lexicon
    for nisba, entries in lexicon.nisbas.phrases.items():
        if entries[0].country == country and entries[0].definite:
            listed = lexicon.known.phrases.get(f"{phrase} {nisba}", ())
            if listed:
                return listed[0].id
    organ = next(organ for organ in lexicon.organs.phrases[phrase] if _ORGAN + organ.id == short.rule)
    span = view.tokens.span(short.first, short.last, short.cut)
    entity = organ_entity(view, organ, country, view.tokens.page[span.start : span.end])
    organs.setdefault(entity.id, entity)
    return entity.id

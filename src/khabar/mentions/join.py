"""Names of one page joined: a surname to the full name, a bare noun to the body, and every name to one entity."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from khabar.mentions.organs import states_of_organs
from khabar.mentions.people import kind_at
from khabar.mentions.places import choose_place, state_behind, votes_of
from khabar.mentions.view import Found, full_cut, phrase_of
from khabar.text.letters import ARTICLE

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from khabar.mentions.view import View
    from khabar.model import Entity

# Media, schools and companies: "the newspaper" seldom stands for the one named before.
_NO_BODIES = frozenset({"MED", "EDU", "BUS", "IGO"})
# What heads of names need that the noun alone can stand for: not "the delegation", "the regime".
_BODIES = frozenset({"any", "known"})
# Places so small that many bear the same name, and the votes that make a page one about other countries.
_SMALL = frozenset({"town", "quarter", "camp"})
_ABOUT = 4
_KINGDOMS = ("SA", "JO", "MA", "BH", "GB")
_LONGEST_SHORT_FORM = 3
_ORGAN = "organ:"
_MEDIA = "MED"
# Rules of places that a head noun opens which is no part of the name, and what a province is called in the tables.
_PROVINCE = "head:province"
_OUTER = frozenset({_PROVINCE, "head:city", "head:town", "head:capital", "head:state", "head:countryside"})
_WIDE = frozenset({"province", "region"})
# What goes on with the name that a given name opens, so that somebody else is meant.
_PARTS = frozenset({"given", "link", "family", "servant", "suffix"})


def part_namesakes(view: View, founds: list[Found]) -> list[Found]:
    """Return the names with a surname the world knows given to whoever bears it in full on the page; to none of two."""
    forms = view.tokens.forms
    owners: dict[str, set[str]] = defaultdict(set)
    for found in founds:
        if found.type == "PER" and found.last > found.first + 1:
            owners[forms[found.last - 1]].add(found.entity or " ".join(forms[found.first : found.last]))
    return [_part_namesake(view, found, owners) for found in founds]


def _part_namesake(view: View, found: Found, owners: Mapping[str, set[str]]) -> Found:
    if found.type != "PER" or not found.entity or found.last > found.first + 1:
        return found
    bearers = owners.get(view.form(found.first)[found.cut :], set())
    if not bearers or bearers == {found.entity}:
        return found
    only = next(iter(bearers)) if len(bearers) == 1 else ""
    return found._replace(entity=only if only in view.lexicon.entities else "", rule="short_form")


def find_surnames(view: View, founds: list[Found]) -> list[Found]:
    """Return the mentions of a person by the last words of a full name that stands elsewhere on the page.

    A short form that two people of the page share names neither: the mention has no entity. A word that is common is no
    short form; a strong given name is one where it stands alone.
    """
    owners: dict[str, set[str]] = defaultdict(set)
    entity_of: dict[str, str] = {}
    for found in founds:
        if found.type == "PER":
            name = view.tokens.forms[found.first : found.last]
            full = " ".join(name)
            for short in _short_forms(view, found):
                owners[short].add(found.entity or full)
                entity_of[short] = found.entity
    return _find_short(
        view, founds, {short: entity_of[short] if len(names) == 1 else "" for short, names in owners.items()}
    )


def _short_forms(view: View, found: Found) -> Iterable[str]:
    """Yield the ends of a full name that may stand for it, and the given name it opens with."""
    forms = view.tokens.forms
    if found.last > found.first + 1 and not found.cut and kind_at(view, found.first) == "given":
        yield forms[found.first]
    for begin in range(max(found.first + 1, found.last - _LONGEST_SHORT_FORM), found.last):
        kind = kind_at(view, begin)
        single = begin == found.last - 1
        if kind in ("suffix", "ordinal") or (single and kind in ("link", "prefix", "servant")):
            continue
        if kind_at(view, begin - 1) in ("link", "servant") or (single and kind == "none"):
            continue
        yield " ".join(forms[begin : found.last])


def _find_short(view: View, founds: list[Found], shorts: Mapping[str, str]) -> list[Found]:
    taken = {at for found in founds for at in range(found.first, found.last)}
    openers = {short.partition(" ")[0] for short in shorts}
    extra = []
    for first, last in view.ranges:
        for at in range(first, last):
            if at in taken:
                continue
            for cut, stem in view.tokens.readings[at]:
                if stem in openers and (end := _short_end(view, at, last, stem, shorts, taken)):
                    phrase = " ".join((stem, *view.tokens.forms[at + 1 : end]))
                    taken.update(range(at, end))
                    extra.append(Found(at, end, full_cut(view.tokens, at, cut), "PER", shorts[phrase], "short_form"))
                    break
    return extra


def _short_end(view: View, at: int, last: int, stem: str, shorts: Mapping[str, str], taken: set[int]) -> int:
    if view.form(at) == stem and kind_at(view, at) == "none":
        return 0
    if stem in view.lexicon.nisbas.phrases and view.is_definite(at - 1):
        return 0
    for end in range(min(last, at + _LONGEST_SHORT_FORM), at, -1):
        phrase = " ".join((stem, *view.tokens.forms[at + 1 : end]))
        if end == at + 1 and stem in view.lexicon.given and end < last and kind_at(view, end) in _PARTS:
            return 0
        if phrase in shorts and not any(inner in taken for inner in range(at, end)):
            return end
    return 0


def find_bodies(view: View, founds: list[Found]) -> list[Found]:
    """Return the mentions of a body by its head noun with the article alone, behind its name: "the ministry".

    The last body of that kind named before is meant.
    """
    heads = view.lexicon.heads.phrases
    taken = {at for found in founds for at in range(found.first, found.last)}
    named: dict[str, list[Found]] = defaultdict(list)
    for found in founds:
        head = phrase_of(view, found).partition(" ")[0]
        kinds = [
            h for h in heads.get(head, ()) if h.type == "ORG" and h.sector not in _NO_BODIES and h.needs in _BODIES
        ]
        organ = found.rule.startswith(_ORGAN) and head.startswith(ARTICLE)
        if (kinds or organ) and found.type == "ORG" and found.last > found.first + 1:
            named[head if organ or kinds[0].definite else ARTICLE + head].append(found)
    if not named:
        return []
    bodies = []
    for stem, earlier in named.items():
        for at in view.tokens.stems.get(stem, ()):
            last = view.last_of(at)
            if last and at not in taken and at not in view.titles:
                cut = next(cut for cut, read in view.tokens.readings[at] if read == stem)
                bodies.append(_body_at(view, at, last, cut, earlier))
    return [body for body in bodies if body]


def _body_at(view: View, at: int, last: int, cut: int, named: list[Found]) -> Found | None:
    before = [found for found in named if found.last <= at]
    # A nisba or adjective behind it makes it another body, or part of a longer name.
    if before and not (at + 1 < last and view.is_definite(at + 1)):
        return Found(at, at + 1, full_cut(view.tokens, at, cut), "ORG", before[-1].entity, "short_form")
    return None


def settle(view: View, founds: list[Found], organs: dict[str, Entity]) -> list[Found]:
    """Return the names with places of several chosen by the country of the page, and bare organs given their state.

    What that makes of an organ without a mention of its own is added to `organs`.
    """
    known = view.lexicon.entities
    votes = votes_of((f for f in founds if f.rule not in _OUTER and not _is_open(view, f)), known, organs)
    states = states_of_organs(view, founds, votes, organs)
    present = {found.entity for found in founds if not _is_shared(view, found)}
    settled = [_settle_one(view, found, votes, states) for found in founds]
    settled = [_settle_person(view, found, present) if found.type == "PER" else found for found in settled]
    return _settle_headed(view, settled)


def _settle_headed(view: View, founds: list[Found]) -> list[Found]:
    """Return the places with those that a head noun opens given the place of the name inside it: the city of …."""
    inner = {found.last: at for at, found in enumerate(founds) if found.type == "LOC" and found.rule not in _OUTER}
    settled = list(founds)
    for at, outer in enumerate(founds):
        name = inner.get(outer.last, at)
        if outer.rule not in _OUTER or name == at or not outer.first < founds[name].first:
            continue
        entity = founds[name].entity
        if outer.rule == _PROVINCE and (province := _province(view, founds[name])):
            entity = province
            settled[name] = founds[name]._replace(entity=province)
        settled[at] = outer._replace(entity=entity)
    return settled


def _province(view: View, found: Found) -> str:
    """Return the province among the places that bear a name in the state of the one chosen, "" where none does."""
    places = view.lexicon.known.phrases.get(phrase_of(view, found), ())
    country = next((place.country for place in places if place.id == found.entity), None)
    return next((p.id for p in places if p.country == country and p.place_precision in _WIDE), "")


def _is_shared(view: View, found: Found) -> bool:
    return found.type == "PER" and len(view.lexicon.known.phrases.get(phrase_of(view, found), ())) > 1


def _settle_person(view: View, found: Found, present: set[str]) -> Found:
    """Return a person named by a title that several bore, as the one of them whose own name the page gives."""
    if not found.entity or not _is_shared(view, found):
        return found
    bearers = [entity.id for entity in view.lexicon.known.phrases[phrase_of(view, found)] if entity.id in present]
    return found._replace(entity=bearers[0] if len(bearers) == 1 else "")


def _is_open(view: View, found: Found) -> bool:
    return found.type == "LOC" and len(view.lexicon.known.phrases.get(phrase_of(view, found), ())) > 1


def _settle_one(view: View, found: Found, votes: Counter[str], states: Mapping[str, tuple[str, int]]) -> Found:
    if found.type == "LOC" and found.entity:
        places = tuple(e for e in view.lexicon.known.phrases.get(phrase_of(view, found), ()) if e.type == "LOC")
        if found.entity == "khabar:place-the-kingdom":
            return found._replace(entity=_kingdom(votes))
        if len(places) > 1:
            near = state_behind(view, found.last)
            entity, rule = choose_place(tuple(p for p in places if p.country == near) or places, votes)
            return found._replace(entity=entity.id if entity else "", rule=rule)
        if places and places[0].place_precision in _SMALL and _is_elsewhere(places[0], votes):
            return found._replace(entity="", rule="place_elsewhere")
    if found.type == "ORG" and phrase_of(view, found) in view.lexicon.words.ambiguous and found.entity:
        # A name many states have: of its own state only where the page is about that state. A credit names a medium.
        entity = view.lexicon.entities.get(found.entity)
        credited = entity is not None and entity.actor_code.endswith(_MEDIA) and found.first in view.cued
        if (
            entity
            and not credited
            and entity.country
            and votes[entity.country] <= votes_of([found], {entity.id: entity})[entity.country]
        ):
            return found._replace(entity="")
    if found.type == "ORG" and not found.entity and found.rule.startswith(_ORGAN):
        own, behind = states.get(found.rule, ("", 0))
        return found._replace(entity=own if found.first > behind else "")
    return found


def _is_elsewhere(place: Entity, votes: Counter[str]) -> bool:
    """Tell whether a page that never names a place's country otherwise is about another: a namesake is meant."""
    own = votes_of([Found(0, 0, 0, "LOC", place.id, "")], {place.id: place})[place.country]
    return votes[place.country] <= own and sum(votes.values()) - votes[place.country] >= _ABOUT


def _kingdom(votes: Counter[str]) -> str:
    """Return the state that "the kingdom" is on this page, "" where it names none."""
    best = max(_KINGDOMS, key=lambda code: votes[code])
    return f"iso:{best}" if votes[best] else ""

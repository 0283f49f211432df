"""The walk over an article's paragraphs: at each token the names that open there, the surest rule first."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from khabar.lexicon.names_entries import Given, Head, Organ
from khabar.mentions.known import is_common_whole, known_name, quoted_outlet
from khabar.mentions.organisations import holds_name, organ_end, organ_entity, phrase_end
from khabar.mentions.people import is_ali, is_foreign, kind_at, name_end, opening_end
from khabar.mentions.places import unknown_place_end
from khabar.mentions.view import OPENING, Found, Step, found_name, full_cut
from khabar.model import Entity

if TYPE_CHECKING:
    from khabar.lexicon.match import Hit
    from khabar.lexicon.names import Opener
    from khabar.mentions.view import View

_ALI, _SON = "\u0639\u0644\u064a", "\u0628\u0646"
_WAW, _ALEF = "\u0648", "\u0627"
_MEDIA = frozenset({"newspaper", "channel", "site"})


class Scan(NamedTuple):
    """What the walk found: names in page order, and the entities made up for organs of states."""

    founds: list[Found]
    organs: dict[str, Entity]


def scan(view: View) -> Scan:
    """Return the names of an article."""
    founds: list[Found] = []
    organs: dict[str, Entity] = {}
    readings = view.tokens.readings
    openings, outlets = frozenset(view.lexicon.openers.openings(view.tokens)), view.lexicon.quoted_outlets.reach
    parts, cued = view.lexicon.parts, view.titled | view.cued
    for first, last in view.ranges:
        at = first
        while at < last:
            step = _open(view, at, last, organs, founds) if at in openings else None
            word = readings[at][0].stem
            if step is None and (at in cued or word in parts):
                step = _unlisted(view, at, last)
            if step is None and word in outlets:
                step = quoted_outlet(view, at, last)
            if step is None:
                at += 1
                continue
            founds.extend(step.founds)
            at = max(step.last, at + 1)
    return Scan(founds, organs)


def _open(view: View, at: int, last: int, organs: dict[str, Entity], before: list[Found]) -> Step | None:
    hit = view.lexicon.openers.at(view.tokens, at, last)
    if hit is None or is_common_whole(view, hit):
        return None
    entities = tuple(entry for entry in hit.entries if isinstance(entry, Entity))
    if entities and (step := known_name(view, hit, entities, last, before)):
        return step
    for entry in hit.entries:
        step = None
        if isinstance(entry, Organ):
            step = _organ(view, hit, entry, last, organs)
        elif isinstance(entry, Head):
            step = _head(view, hit, entry, last, organs, before)
        elif isinstance(entry, Given):
            step = _given(view, hit, entry, last)
        if step:
            return step
    return None


def _organ(view: View, hit: Hit[Opener], organ: Organ, last: int, organs: dict[str, Entity]) -> Step | None:
    if hit.first in view.titles and hit.first - 1 in view.titles:
        return None
    if not organ.definite:
        return _construct_organ(view, hit, organ, last, organs)
    end, country = organ_end(view, hit.last, last)
    if country:
        entity = organ_entity(view, organ, country, view.tokens.page[slice(*_bounds(view, hit.first, end, hit.cut))])
        organs.setdefault(entity.id, entity)
        return Step((found_name(view, hit.first, end, hit.cut, organ.type, entity.id, f"organ:{organ.id}"),), end)
    if organ.alone and organ.type == "ORG":
        return Step((found_name(view, hit.first, hit.last, hit.cut, "ORG", "", f"organ:{organ.id}"),), hit.last)
    return None


def _construct_organ(view: View, hit: Hit[Opener], organ: Organ, last: int, organs: dict[str, Entity]) -> Step | None:
    """Return an organ named with its state: the government of Turkey."""
    if hit.last >= last:
        return None
    state = view.lexicon.known.at(view.tokens, hit.last, last)
    if not state or state.cut or state.entries[0].place_precision != "country":
        return None
    country = state.entries[0].id
    if country not in view.lexicon.countries:
        return None
    entity = organ_entity(view, organ, country, view.tokens.text(hit.first, state.last))
    organs.setdefault(entity.id, entity)
    outer = found_name(view, hit.first, state.last, hit.cut, organ.type, entity.id, f"organ:{organ.id}")
    inner = found_name(view, state.first, state.last, 0, "LOC", country, "known_name")
    return Step((outer, inner), state.last)


def _head(
    view: View, hit: Hit[Opener], head: Head, last: int, organs: dict[str, Entity], before: list[Found]
) -> Step | None:
    if hit.last >= last or (hit.first in view.titles and hit.first - 1 in view.titles):
        return None
    if head.type == "LOC":
        return _place_behind(view, hit, head, last, organs, before)
    inner = _inner(view, hit.last, last, organs, before, medium=head.id in _MEDIA)
    if head.part == "no" and inner and inner.founds[0].type == "ORG":
        if head.id == "site" and inner.founds[0].entity in view.lexicon.networks:
            return inner
        end = view.nisba_at(inner.last, last)
        found = found_name(view, hit.first, end, hit.cut, "ORG", inner.founds[0].entity, f"head:{head.id}")
        return Step((found, *inner.founds), end)
    end = phrase_end(view, hit.last, last)
    if end == hit.last or (head.needs_name and not _is_name(view, hit.last, end, head)):
        return None
    return Step((found_name(view, hit.first, end, hit.cut, "ORG", "", f"head:{head.id}"),), end)


def _is_name(view: View, first: int, last: int, head: Head) -> bool:
    """Tell whether what follows a head noun that needs a name holds one; a movement is named by quotes only."""
    return view.form(first) in OPENING or (head.part == "yes" and holds_name(view, first, last))


def _inner(
    view: View, at: int, last: int, organs: dict[str, Entity], before: list[Found], *, medium: bool = False
) -> Step | None:
    """Return the names that open behind a head noun, past an opening quotation mark; `medium` behind "newspaper"."""
    begin = at + 1 if view.form(at) in OPENING else at
    if begin >= last:
        return None
    outlet = view.lexicon.outlets.at(view.tokens, begin, last)
    if outlet is None and medium:
        outlet = view.lexicon.quoted_outlets.at(view.tokens, begin, last)
    if outlet and not outlet.cut and outlet.entries[0].id:
        end = outlet.last + (begin > at and view.form(outlet.last) in OPENING | {")"})
        return Step((found_name(view, begin, outlet.last, 0, "ORG", outlet.entries[0].id, "known_name"),), end)
    step = _open(view, begin, last, organs, before)
    if step and step.founds and step.founds[0].first == begin and step.founds[0].cut == 0:
        end = step.founds[0].last
        closed = begin > at and view.form(end) in OPENING | {")"}
        return Step(step.founds, end + closed)
    return None


def _place_behind(
    view: View, hit: Hit[Opener], head: Head, last: int, organs: dict[str, Entity], before: list[Found]
) -> Step | None:
    """Return a place with its head noun, and alone where the noun only announces it."""
    inner = _inner(view, hit.last, last, organs, before)
    if inner and inner.founds[0].type == "LOC":
        if head.part == "cue":
            return inner
        entity = inner.founds[0].entity if head.part == "no" else ""
        end = _behind_adjective(view, inner.last, last) if head.part == "yes" else inner.last
        outer = found_name(view, hit.first, end, hit.cut, "LOC", entity, f"head:{head.id}")
        return Step((outer, *inner.founds), end)
    if inner or head.part == "cue" or head.id in ("state", "capital"):
        return None
    end = unknown_place_end(view, hit.last, last)
    if end == hit.last:
        return None
    outer = found_name(view, hit.first, _behind_adjective(view, end, last), hit.cut, "LOC", "", f"head:{head.id}")
    if head.part == "yes":
        return Step((outer,), outer.last)
    quoted = view.form(hit.last) in OPENING
    alone = found_name(view, hit.last + quoted, end - quoted, 0, "LOC", "", f"head:{head.id}")
    return Step((outer, alone), outer.last)


def _behind_adjective(view: View, at: int, last: int) -> int:
    """Return the token behind the nisba or adjective that belongs to a place's name with its head noun."""
    if at < last and view.form(at) in view.lexicon.words.place_adjectives:
        at += 1
    return view.nisba_at(at, last)


def _given(view: View, hit: Hit[Opener], given: Given, last: int) -> Step | None:
    """Return a person's name that opens with a given name."""
    first = hit.first
    titled = first in view.titled and not hit.cut
    if view.form(first)[hit.cut :] == _ALI and not is_ali(view, first):
        return None
    end = name_end(view, first, last)
    cued = titled or first in view.cued
    if given.weak and not cued and not _is_surely_name(view, first + 1, end):
        return None
    if end == first + 1 and (not titled or _is_plain_nisba(view, first)):
        return None
    return Step((found_name(view, first, end, hit.cut, "PER", "", "titled_name" if titled else "given_name"),), end)


def _is_plain_nisba(view: View, at: int) -> bool:
    """Tell whether a given name is the nisba it is spelled like: behind an indefinite noun, "a Turkish journalist"."""
    return view.form(at) in view.lexicon.nisbas.phrases and not view.is_definite(at - 1)


def _is_surely_name(view: View, at: int, end: int) -> bool:
    """Tell whether what follows a word that may be a given name makes it one: son of …, or a strong given name."""
    return at < end and (view.form(at) == _SON or kind_at(view, at) in ("given", "servant"))


def _unlisted(view: View, at: int, last: int) -> Step | None:
    """Return a name no list holds: behind a title or "said", or opened by "father of", "slave of"."""
    titled = at in view.titled
    end = opening_end(view, at, last) if titled or view.form(at) != _SON else at
    if end > at:
        if end <= at + 2 and not titled and not _sure_opening(view, at):
            return None
    elif kind_at(view, at) == "unknown":
        end = name_end(view, at, last, unknown=1)
        if not _is_foreign_name(view, at, end, titled):
            return None
    else:
        return None
    return Step((found_name(view, at, end, 0, "PER", "", "titled_name" if titled else "cued_name"),), end)


def _is_foreign_name(view: View, at: int, end: int, titled: bool) -> bool:
    """Tell whether unknown words are a foreign name: one is enough behind a title, two behind "said"."""
    if view.form(at)[0] == _WAW:
        return False
    if titled:
        return is_foreign(view.form(at)) or (end > at + 1 and kind_at(view, at + 1) in ("given", "link"))
    words = range(at, end)
    if all(view.form(word).endswith(_ALEF) for word in words):
        return False  # a noun and its adjective in the accusative: "denied with a flat denial"
    return len(words) > 1 and all(is_foreign(view.form(word)) and kind_at(view, word) != "family" for word in words)


def _sure_opening(view: View, at: int) -> bool:
    """Tell whether a link word and one more name a person without a title: slave of God does, son of … does not."""
    return kind_at(view, at) in ("servant", "prefix") and kind_at(view, at + 1) in ("suffix", "family")


def _bounds(view: View, first: int, last: int, cut: int) -> tuple[int, int]:
    span = view.tokens.span(first, last, full_cut(view.tokens, first, cut))
    return span.start, span.end

"""The walk over an article's paragraphs: at each token the names that open there, the surest rule first."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from khabar.lexicon.names_entries import Given, Head, Organ
from khabar.mentions.organisations import holds_name, organ_end, organ_entity, phrase_end
from khabar.mentions.people import is_ali, is_foreign, kind_at, name_end, opening_end, tail_end
from khabar.mentions.places import has_place_cue, unknown_place_end
from khabar.mentions.view import OPENING, Found, full_cut
from khabar.model import Entity
from khabar.text.clitics import ARTICLE

if TYPE_CHECKING:
    from khabar.lexicon.match import Hit
    from khabar.lexicon.names import Opener
    from khabar.mentions.view import View
    from khabar.model import MentionType

_ALI, _SON = "\u0639\u0644\u064a", "\u0628\u0646"
_WAW = "\u0648"
_SHORT = 4
_MEDIA = frozenset({"newspaper", "channel", "site"})


class Scan(NamedTuple):
    """What the walk found: names in page order, and the entities made up for organs of states."""

    founds: list[Found]
    organs: dict[str, Entity]


class _Step(NamedTuple):
    """Names that open at one token, the longest first, and the token to go on from."""

    founds: tuple[Found, ...]
    last: int


def scan(view: View) -> Scan:
    """Return the names of an article."""
    founds: list[Found] = []
    organs: dict[str, Entity] = {}
    readings = view.tokens.readings
    openers, outlets = view.lexicon.openers.reach, view.lexicon.quoted_outlets.reach
    parts, cued = view.lexicon.parts, view.titled | view.cued
    for first, last in view.ranges:
        at = first
        while at < last:
            step = None
            # Most tokens open nothing: to see that here saves the calls.
            for _, stem in readings[at]:
                if stem in openers:
                    step = _open(view, at, last, organs, founds)
                    break
            word = readings[at][0].stem
            if step is None and (at in cued or word in parts):
                step = _unlisted(view, at, last)
            if step is None and word in outlets:
                step = _quoted_outlet(view, at, last)
            if step is None:
                at += 1
                continue
            founds.extend(step.founds)
            at = max(step.last, at + 1)
    return Scan(founds, organs)


def _quoted_outlet(view: View, at: int, last: int) -> _Step | None:
    """Return an outlet whose name is a common word, where it stands as an outlet's name does."""
    hit = view.lexicon.quoted_outlets.at(view.tokens, at, last)
    if hit is None or hit.cut or not _is_outlet_place(view, hit.first, hit.last):
        return None
    found = _found(view, hit.first, hit.last, 0, "ORG", hit.entries[0].id, "quoted_outlet")
    return _Step((found,), hit.last)


def _open(view: View, at: int, last: int, organs: dict[str, Entity], before: list[Found]) -> _Step | None:
    hit = view.lexicon.openers.at(view.tokens, at, last)
    if hit is None or _is_common_whole(view, hit):
        return None
    entities = tuple(entry for entry in hit.entries if isinstance(entry, Entity))
    if entities and (step := _known(view, hit, entities, last, before)):
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


def _is_common_whole(view: View, hit: Hit[Opener]) -> bool:
    """Tell whether a short or given name behind a proclitic is a common word with it: "with Anne" is "that"."""
    if not hit.cut or hit.last > hit.first + 1 or view.form(hit.first) not in view.lexicon.words.common:
        return False
    return len(view.form(hit.first)) - hit.cut < _SHORT or any(isinstance(entry, Given) for entry in hit.entries)


def _known(view: View, hit: Hit[Opener], entities: tuple[Entity, ...], last: int, before: list[Found]) -> _Step | None:
    """Return a name that the lexicon holds, unless it is a common word and nothing says that a name is meant."""
    first, end = hit.first, hit.last
    phrase = view.phrase(first, end, hit.cut)
    entity = _by_quotes(view, first, end, entities) or entities[0]
    if entity.type == "PER":
        return _known_person(view, hit, phrase, entity, last)
    if phrase in view.lexicon.words.ambiguous and end == first + 1:
        sure = _is_outlet_place(view, first, end) if entity.type == "ORG" else _is_place(view, hit, before)
        if not sure:
            return None
    if entity.type == "ORG" and _is_site(view, first, end):
        return None
    if entity.type == "LOC":
        return _known_place(view, hit, phrase, entity, last)
    inner = _name_inside(view, first, end, "ORG")
    end = view.nisba_at(end, last)
    return _Step((_found(view, first, end, hit.cut, entity.type, entity.id, "known_name"), *inner), end)


def _is_site(view: View, first: int, last: int) -> bool:
    """Tell whether the name of a body is the noun for a site here: the military *base*, not the group called so."""
    noun = view.tokens.readings[first][-1].stem.removeprefix(ARTICLE)
    sites = any(head.type == "LOC" for head in view.lexicon.heads.phrases.get(noun, ()))
    return last == first + 1 and sites and view.form(last) in view.lexicon.words.place_adjectives


def _is_outlet_place(view: View, first: int, last: int) -> bool:
    """Tell whether a word stands where an outlet's name does: alone in quotation marks, or in a dateline."""
    if view.is_quoted(first, last):
        return True
    return view.is_line_start(first) and (view.form(last) in _DATELINE_SIGNS or view.is_line_start(last))


_DATELINE_SIGNS = frozenset("-:")


def _known_place(view: View, hit: Hit[Opener], phrase: str, entity: Entity, last: int) -> _Step | None:
    """Return a known place, the name inside one that opens with a head noun, and "the occupied" behind it."""
    first, end = hit.first, hit.last
    if view.is_adverb(end - 1) or _is_nisba(view, hit, phrase) or _is_numbered(view, end):
        return None
    found = _found(view, first, end, hit.cut, "LOC", entity.id, "known_name")
    inner = _name_inside(view, first, end, "LOC")
    if end < last and view.form(end) in _OCCUPIED:
        return _Step((found._replace(last=end + 1), found, *inner), end + 1)
    return _Step((found, *inner), end)


_OCCUPIED = frozenset({"\u0627\u0644\u0645\u062d\u062a\u0644\u0647", "\u0627\u0644\u0645\u062d\u062a\u0644"})


def _is_numbered(view: View, end: int) -> bool:
    """Tell whether digits stand right behind a name: the second conference of a city, not the city."""
    tokens = view.tokens
    return view.form(end).isdigit() and tokens.starts[end] == tokens.ends[end - 1]


def _name_inside(view: View, first: int, last: int, type_: MentionType) -> tuple[Found, ...]:
    """Return the name inside a known one that opens with a head noun: region *of Mecca*, newspaper *so-and-so*."""
    if last - first == 1:
        return ()
    heads = view.lexicon.heads.phrases.get(view.tokens.readings[first][-1].stem, ())
    if not any(head.type == type_ and head.part == "no" for head in heads):
        return ()
    inner = view.lexicon.known.at(view.tokens, first + 1, last)
    if inner is None or inner.last != last or inner.cut or inner.entries[0].type != type_:
        return ()
    return (_found(view, first + 1, last, 0, type_, inner.entries[0].id, "known_name"),)


def _by_quotes(view: View, first: int, last: int, entities: tuple[Entity, ...]) -> Entity | None:
    """Return the outlet among places of its name where the name stands alone in quotation marks."""
    if len(entities) > 1 and view.is_quoted(first, last):
        return next((entity for entity in entities if entity.type == "ORG"), None)
    return None


def _is_place(view: View, hit: Hit[Opener], before: list[Found]) -> bool:
    """Tell whether an ambiguous word names a place: behind "town of", or in a row of places."""
    if has_place_cue(view, hit.first, hit.cut):
        return True
    joined = view.form(hit.first)[: hit.cut] == _WAW
    return joined and bool(before) and before[-1].last == hit.first and before[-1].type == "LOC"


def _is_nisba(view: View, hit: Hit[Opener], phrase: str) -> bool:
    """Tell whether a state's name that is a nisba too is the nisba here: behind a noun of the same definiteness."""
    nisbas = view.lexicon.nisbas.phrases.get(phrase)
    if not nisbas or not hit.first or not view.is_arabic(hit.first - 1):
        return False
    before = hit.first - 1
    if nisbas[0].definite:
        return not hit.cut and any(stem.startswith(ARTICLE) for stem in view.stems(before))
    return not hit.cut and not view.is_definite(before) and view.form(before).endswith(_FEMININE)


_FEMININE = ("\u0647", "\u0627\u062a")


def _known_person(view: View, hit: Hit[Opener], phrase: str, entity: Entity, last: int) -> _Step | None:
    first, end = hit.first, hit.last
    titled = first in view.titled and not hit.cut
    words = view.lexicon.words
    if not titled and (phrase in words.ambiguous or (end == first + 1 and phrase in words.common)):
        return None
    if phrase in view.lexicon.short.phrases:
        return _Step((_found(view, first, end, hit.cut, "PER", entity.id, "known_name"),), end)
    behind = tail_end(view, end, last)
    if (
        behind == end
        and kind_at(view, end - 1) in ("given", "weak")
        and end < last
        and kind_at(view, end) in ("given", "family")
    ):
        # Three given names in a row where the lexicon knows two of them: somebody else.
        end = name_end(view, end - 1, last)
        return _Step((_found(view, first, end, hit.cut, "PER", "", "given_name"),), end)
    return _Step((_found(view, first, behind, hit.cut, "PER", entity.id, "known_name"),), behind)


def _organ(view: View, hit: Hit[Opener], organ: Organ, last: int, organs: dict[str, Entity]) -> _Step | None:
    if hit.first in view.titles and hit.first - 1 in view.titles:
        return None
    if not organ.definite:
        return _construct_organ(view, hit, organ, last, organs)
    end, country = organ_end(view, hit.last, last)
    if country:
        entity = organ_entity(view, organ, country, view.tokens.page[slice(*_bounds(view, hit.first, end, hit.cut))])
        organs.setdefault(entity.id, entity)
        return _Step((_found(view, hit.first, end, hit.cut, organ.type, entity.id, f"organ:{organ.id}"),), end)
    if organ.alone and organ.type == "ORG":
        return _Step((_found(view, hit.first, hit.last, hit.cut, "ORG", "", f"organ:{organ.id}"),), hit.last)
    return None


def _construct_organ(view: View, hit: Hit[Opener], organ: Organ, last: int, organs: dict[str, Entity]) -> _Step | None:
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
    outer = _found(view, hit.first, state.last, hit.cut, organ.type, entity.id, f"organ:{organ.id}")
    inner = _found(view, state.first, state.last, 0, "LOC", country, "known_name")
    return _Step((outer, inner), state.last)


def _head(
    view: View, hit: Hit[Opener], head: Head, last: int, organs: dict[str, Entity], before: list[Found]
) -> _Step | None:
    if hit.last >= last or (hit.first in view.titles and hit.first - 1 in view.titles):
        return None
    if head.type == "LOC":
        return _place_behind(view, hit, head, last, organs, before)
    inner = _inner(view, hit.last, last, organs, before, medium=head.id in _MEDIA)
    if head.part == "no" and inner and inner.founds[0].type == "ORG":
        if head.id == "site" and inner.founds[0].entity in view.lexicon.networks:
            return inner
        end = view.nisba_at(inner.last, last)
        found = _found(view, hit.first, end, hit.cut, "ORG", inner.founds[0].entity, f"head:{head.id}")
        return _Step((found, *inner.founds), end)
    end = phrase_end(view, hit.last, last)
    if end == hit.last or (head.needs_name and not _is_name(view, hit.last, end, head)):
        return None
    return _Step((_found(view, hit.first, end, hit.cut, "ORG", "", f"head:{head.id}"),), end)


def _is_name(view: View, first: int, last: int, head: Head) -> bool:
    """Tell whether what follows a head noun that needs a name holds one; a movement is named by quotes only."""
    return view.form(first) in OPENING or (head.part == "yes" and holds_name(view, first, last))


def _inner(
    view: View, at: int, last: int, organs: dict[str, Entity], before: list[Found], *, medium: bool = False
) -> _Step | None:
    """Return the names that open behind a head noun, past an opening quotation mark; `medium` behind "newspaper"."""
    begin = at + 1 if view.form(at) in OPENING else at
    if begin >= last:
        return None
    outlet = view.lexicon.outlets.at(view.tokens, begin, last)
    if outlet is None and medium:
        outlet = view.lexicon.quoted_outlets.at(view.tokens, begin, last)
    if outlet and not outlet.cut and outlet.entries[0].id:
        end = outlet.last + (begin > at and view.form(outlet.last) in OPENING | {")"})
        return _Step((_found(view, begin, outlet.last, 0, "ORG", outlet.entries[0].id, "known_name"),), end)
    step = _open(view, begin, last, organs, before)
    if step and step.founds and step.founds[0].first == begin and step.founds[0].cut == 0:
        end = step.founds[0].last
        closed = begin > at and view.form(end) in OPENING | {")"}
        return _Step(step.founds, end + closed)
    return None


def _place_behind(
    view: View, hit: Hit[Opener], head: Head, last: int, organs: dict[str, Entity], before: list[Found]
) -> _Step | None:
    """Return a place with its head noun, and alone where the noun only announces it."""
    inner = _inner(view, hit.last, last, organs, before)
    if inner and inner.founds[0].type == "LOC":
        if head.part == "cue":
            return inner
        entity = inner.founds[0].entity if head.part == "no" else ""
        end = _behind_adjective(view, inner.last, last)
        outer = _found(view, hit.first, end, hit.cut, "LOC", entity, f"head:{head.id}")
        return _Step((outer, *inner.founds), end)
    if inner or head.part == "cue" or head.id in ("state", "capital"):
        return None
    end = unknown_place_end(view, hit.last, last)
    if end == hit.last:
        return None
    outer = _found(view, hit.first, _behind_adjective(view, end, last), hit.cut, "LOC", "", f"head:{head.id}")
    if head.part == "yes":
        return _Step((outer,), outer.last)
    quoted = view.form(hit.last) in OPENING
    alone = _found(view, hit.last + quoted, end - quoted, 0, "LOC", "", f"head:{head.id}")
    return _Step((outer, alone), outer.last)


def _behind_adjective(view: View, at: int, last: int) -> int:
    """Return the token behind the nisba or adjective that belongs to a place's name with its head noun."""
    if at < last and view.form(at) in view.lexicon.words.place_adjectives:
        at += 1
    return view.nisba_at(at, last)


def _given(view: View, hit: Hit[Opener], given: Given, last: int) -> _Step | None:
    """Return a person's name that opens with a given name."""
    first = hit.first
    titled = first in view.titled and not hit.cut
    if view.form(first)[hit.cut :] == _ALI and not is_ali(view, first):
        return None
    end = name_end(view, first, last)
    cued = titled or first in view.cued
    if given.weak and not cued and not _is_surely_name(view, first + 1, end):
        return None
    if end == first + 1 and not titled:
        return None
    return _Step((_found(view, first, end, hit.cut, "PER", "", "titled_name" if titled else "given_name"),), end)


def _is_surely_name(view: View, at: int, end: int) -> bool:
    """Tell whether what follows a word that may be a given name makes it one: son of …, or a strong given name."""
    return at < end and (view.form(at) == _SON or kind_at(view, at) in ("given", "servant"))


def _unlisted(view: View, at: int, last: int) -> _Step | None:
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
    return _Step((_found(view, at, end, 0, "PER", "", "titled_name" if titled else "cued_name"),), end)


def _is_foreign_name(view: View, at: int, end: int, titled: bool) -> bool:
    """Tell whether unknown words are a foreign name: one is enough behind a title, two behind "said"."""
    if view.form(at)[0] == _WAW:
        return False
    if titled:
        return is_foreign(view.form(at)) or (end > at + 1 and kind_at(view, at + 1) == "given")
    words = range(at, end)
    return len(words) > 1 and all(is_foreign(view.form(word)) and kind_at(view, word) != "family" for word in words)


def _sure_opening(view: View, at: int) -> bool:
    """Tell whether a link word and one more name a person without a title: slave of God does, son of … does not."""
    return kind_at(view, at) in ("servant", "prefix") and kind_at(view, at + 1) in ("suffix", "family")


def _found(view: View, first: int, last: int, cut: int, type_: MentionType, entity: str, rule: str) -> Found:
    return Found(first, last, full_cut(view.tokens, first, cut), type_, entity, rule)


def _bounds(view: View, first: int, last: int, cut: int) -> tuple[int, int]:
    span = view.tokens.span(first, last, full_cut(view.tokens, first, cut))
    return span.start, span.end

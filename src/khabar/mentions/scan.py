"""The walk over an article's paragraphs: at each token the names that open there, the surest rule first."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from khabar.lexicon.names_entries import Given, Head, Organ
from khabar.mentions.known import is_common_whole, known_name, quoted_outlet
from khabar.mentions.organisations import (
    body_tail_end,
    complement_end,
    definite_end,
    holds_name,
    organ_end,
    organ_entity,
    phrase_end,
)
from khabar.mentions.places import joined_place_end, unknown_place_end
from khabar.mentions.unlisted import given_name, unlisted_name
from khabar.mentions.view import OPENING, Found, Step, behind_complement, found_name, full_cut
from khabar.model import Entity
from khabar.text.letters import BEH, LAM, WAW

if TYPE_CHECKING:
    from khabar.lexicon.match import Hit
    from khabar.lexicon.names import Opener
    from khabar.mentions.view import View

# Bodies that the place they sit in tells apart, and those that the body they belong to does.
_PLACED = frozenset({"head:office", "head:council", "head:association", "organ:embassy", "organ:consulate"})
_HELD = frozenset({"head:committee", "head:association", "head:office", "head:department", "head:council"})
_IN = "\u0641\u064a"
# Organs and heads of bodies that are named by who leads them: governments and forces.
_LED = frozenset({"government", "administration", "regime"})
_RULED = frozenset({"GOV", "MIL", "REB"})
_MEDIA = "MED"
_MOST_TITLES = 7
_COMPLEMENT = 4  # words between a title and the body or place that completes it
_THAT = "\u0627\u0646"
# Parts of heads that belong to no name.
_ANNOUNCING = frozenset({"cue", "row"})
_COMMAS = frozenset({",", "\u060c"})


class Scan(NamedTuple):
    """What the walk found so far: names in page order, and the entities made up for organs of states."""

    founds: list[Found]
    organs: dict[str, Entity]


def scan(view: View) -> Scan:
    """Return the names of an article."""
    so_far = Scan([], {})
    readings = view.tokens.readings
    openings, outlets = frozenset(view.lexicon.openers.openings(view.tokens)), view.lexicon.quoted_outlets.reach
    parts, titled, cued = view.lexicon.parts, view.titled, view.cued
    for first, last in view.ranges:
        at = first
        while at < last:
            step = _open(view, at, last, so_far) if at in openings else None
            word = readings[at][0].stem
            if step is None and (at in titled or at in cued or word in parts):
                step = unlisted_name(view, at, last)
            if step is None and word in outlets:
                step = quoted_outlet(view, at, last)
            if step is None:
                at += 1
                continue
            so_far.founds.extend(step.founds)
            if step.founds[0].type != "PER" and _completes_title(view, step.founds[0].first):
                cued.update(behind_complement(view, step.last, last))
            at = max(step.last, at + 1)
    return so_far


def _completes_title(view: View, at: int) -> bool:
    """Tell whether a title stands shortly before token `at`, words alone between: police chief *in the province of*."""
    for before in range(at - 1, max(-1, at - _COMPLEMENT - 1), -1):
        if before in view.titles:
            return True
        form = view.form(before)
        if not form.isalpha() or form == _THAT or form in view.lexicon.words.person_cues:
            return False
    return False


def _open(view: View, at: int, last: int, so_far: Scan) -> Step | None:
    hit = view.lexicon.openers.at(view.tokens, at, last)
    if hit is None or is_common_whole(view, hit):
        return None
    entities = tuple(entry for entry in hit.entries if isinstance(entry, Entity))
    if entities and (step := known_name(view, hit, entities, last, so_far.founds)):
        return step
    for entry in hit.entries:
        step = None
        if isinstance(entry, Organ):
            step = _seated(view, _organ(view, hit, entry, last, so_far), last, so_far)
        elif isinstance(entry, Head):
            step = _seated(view, _head(view, hit, entry, last, so_far), last, so_far)
        elif isinstance(entry, Given):
            step = given_name(view, hit, entry, last)
        if step:
            return step
    return None


def _seated(view: View, step: Step | None, last: int, so_far: Scan) -> Step | None:
    """Return a body and, where a place or body behind it says which it is, that longer name: the embassy *in* …."""
    if step is None or step.founds[0].last != step.last or step.last >= last:
        return step
    body = step.founds[0]
    begin = step.last + (view.form(step.last) == _IN)
    if begin >= last or (begin == step.last and view.form(begin)[0] != BEH):
        return step
    inner = _open(view, begin, last, so_far)
    if inner is None or inner.founds[0].first != begin or inner.founds[0].cut != (begin == step.last):
        return step
    if body.rule not in (_PLACED if inner.founds[0].type == "LOC" else _HELD):
        return step
    longer = body._replace(last=inner.founds[0].last)
    return Step((longer, *step.founds, *inner.founds), inner.last)


def _organ(view: View, hit: Hit[Opener], organ: Organ, last: int, so_far: Scan) -> Step | None:
    if hit.first in view.titles and hit.first - 1 in view.titles:
        return None
    if not organ.definite:
        return _construct_organ(view, hit, organ, last, so_far)
    end, country = organ_end(view, hit.last, last)
    if country:
        entity = organ_entity(view, organ, country, view.tokens.page[slice(*_bounds(view, hit.first, end, hit.cut))])
        so_far.organs.setdefault(entity.id, entity)
        found = found_name(view, hit.first, end, hit.cut, organ.type, entity.id, f"organ:{organ.id}")
        return _with_tail(view, found, last)
    if organ.type != "ORG":
        return None
    found = found_name(view, hit.first, hit.last, hit.cut, "ORG", "", f"organ:{organ.id}")
    return _loyal_body(view, found, last) or (_with_tail(view, found, last) if organ.alone else None)


def _with_tail(view: View, found: Found, last: int) -> Step:
    """Return an organ, and its name with the words that part it from a rival: the government *recognised* …."""
    end = body_tail_end(view, found.last, last)
    return Step((found._replace(last=end), found) if end > found.last else (found,), end)


def _loyal_body(view: View, found: Found, last: int) -> Step | None:
    """Return a force with whom it is loyal to: the army *that stands by the president …*; None for no such words."""
    at = found.last + 1
    if at >= last or view.form(at - 1) not in view.lexicon.words.allegiances or view.form(at)[0] != LAM:
        return None
    rule = f"{found.rule}:loyal"
    for begin in range(at, min(last, at + _MOST_TITLES)):
        leader = view.lexicon.short.at(view.tokens, begin, last) or view.lexicon.known.at(view.tokens, begin, last)
        if leader and leader.entries[0].type == "PER" and leader.cut == (begin == at):
            person = found_name(view, begin, leader.last, leader.cut, "PER", leader.entries[0].id, "known_name")
            return Step((found._replace(last=leader.last, rule=rule), person), leader.last)
        if begin not in view.titles and begin not in view.titled:
            break
    if not view.form(at).startswith(LAM + LAM) or at in view.titles:
        return None
    end, _ = organ_end(view, at + 1, last)
    end = body_tail_end(view, end, last)
    return Step((found._replace(last=end, rule=rule),), end)


def _construct_organ(view: View, hit: Hit[Opener], organ: Organ, last: int, so_far: Scan) -> Step | None:
    """Return an organ named with its state: the government of Turkey."""
    if hit.last >= last:
        return None
    state = view.lexicon.known.at(view.tokens, hit.last, last)
    if not state or state.cut or state.entries[0].place_precision != "country":
        return _ruled_body(view, hit, f"organ:{organ.id}", last, so_far) if organ.id in _LED else None
    country = state.entries[0].id
    if country not in view.lexicon.countries:
        return None
    entity = organ_entity(view, organ, country, view.tokens.text(hit.first, state.last))
    so_far.organs.setdefault(entity.id, entity)
    outer = found_name(view, hit.first, state.last, hit.cut, organ.type, entity.id, f"organ:{organ.id}")
    inner = found_name(view, state.first, state.last, 0, "LOC", country, "known_name")
    return Step((outer, inner), state.last)


def _head(view: View, hit: Hit[Opener], head: Head, last: int, so_far: Scan) -> Step | None:
    if hit.last >= last:
        return None
    if head.type == "LOC":
        return _place_behind(view, hit, head, last, so_far)
    if head.definite:
        return _definite_body(view, hit, head, last, so_far)
    inner = _inner(view, hit.last, last, so_far, medium=head.sector == _MEDIA)
    if inner and inner.founds[0].type == "ORG":
        return _holding_body(view, hit, head, inner, last)
    ruled = head.needs == "known" and head.sector in _RULED
    step = _ruled_body(view, hit, f"head:{head.id}", last, so_far) if ruled else None
    return step or _described_body(view, hit, head, last, so_far)


def _described_body(view: View, hit: Hit[Opener], head: Head, last: int, so_far: Scan) -> Step | None:
    """Return a body named by a head noun and the phrase that completes it: union of the … of …."""
    end = phrase_end(view, hit.last, last)
    if end == hit.last or (head.needs != "any" and not _is_name(view, hit.last, end, head)):
        return None
    outer = found_name(view, hit.first, end, hit.cut, "ORG", "", f"head:{head.id}")
    return Step((outer, *_names_inside(view, hit.last, end, so_far)), end)


def _holding_body(view: View, hit: Hit[Opener], head: Head, inner: Step, last: int) -> Step:
    """Return a body whose name is that of another with a head noun before it: newspaper *so-and-so*."""
    if head.id == "site" and inner.founds[0].entity in view.lexicon.networks:
        return inner
    if head.part == "no":
        end = view.nisba_at(inner.last, last)
        found = found_name(view, hit.first, end, hit.cut, "ORG", inner.founds[0].entity, f"head:{head.id}")
        return Step((found, *inner.founds), end)
    outer = found_name(view, hit.first, inner.last, hit.cut, "ORG", "", f"head:{head.id}")
    return Step((outer, *inner.founds), inner.last)


def _ruled_body(view: View, hit: Hit[Opener], rule: str, last: int, so_far: Scan) -> Step | None:
    """Return a government or force named by who leads it, with or without title: government of president …."""
    at = hit.last
    while at < min(last, hit.last + _MOST_TITLES):
        person = None if at in view.titles else _open(view, at, last, so_far)
        if person and person.founds[0].type == "PER" and not person.founds[0].cut and person.founds[0].first == at:
            outer = found_name(view, hit.first, person.last, hit.cut, "ORG", "", rule)
            return Step((outer, *person.founds), person.last)
        if at not in view.titles and (at not in view.titled or at == hit.last):
            break
        at += 1
    return None


def _definite_body(view: View, hit: Hit[Opener], head: Head, last: int, so_far: Scan) -> Step | None:
    """Return a body named by a definite noun and adjectives, alone and with what it is for: the high committee of …."""
    end = definite_end(view, hit.last, last)
    if end == hit.last:
        return None
    rule = f"head:{head.id}"
    short = found_name(view, hit.first, end, hit.cut, "ORG", "", rule)
    body = _open(view, end, last, so_far) if end < last and view.form(end)[0] == LAM else None
    if body and body.founds[0].type == "ORG" and body.founds[0].first == end and body.founds[0].cut <= 1:
        return Step((short._replace(last=body.founds[0].last), short, *body.founds), body.last)
    full = complement_end(view, end, last)
    return Step((short._replace(last=full),), full)


def _names_inside(view: View, first: int, last: int, so_far: Scan) -> tuple[Found, ...]:
    """Return the places and bodies that the name of a body holds behind its head noun, and the name in its quotes."""
    if view.form(first) in OPENING:
        closing = next((at for at in range(first + 1, last) if view.form(at) in OPENING | {")"}), last)
        if closing == first + 1:
            return ()  # a mark behind a mark
        known = _open(view, first + 1, closing, so_far)
        if known and known.founds[0].first == first + 1 and known.last == closing:
            return known.founds
        return (found_name(view, first + 1, closing, 0, "ORG", "", "quoted_name"),)
    inside: list[Found] = []
    at = first
    while at < last:
        step = _open(view, at, last, so_far)
        if step is None:
            at += 1
            continue
        inside += (found for found in step.founds if found.type != "PER")
        at = max(step.last, at + 1)
    return tuple(inside)


def _is_name(view: View, first: int, last: int, head: Head) -> bool:
    """Tell whether what follows a head noun that needs a name holds one; a movement is named by quotes only."""
    quoted = view.form(first) in OPENING
    return quoted or (head.part == "yes" and head.needs == "known" and holds_name(view, first, last))


def _inner(view: View, at: int, last: int, so_far: Scan, *, medium: bool = False) -> Step | None:
    """Return the names that open behind a head noun, past an opening quotation mark; `medium` behind "newspaper"."""
    begin = at + 1 if view.form(at) in OPENING else at
    if begin >= last:
        return None
    outlet = view.lexicon.outlets.at(view.tokens, begin, last)
    if outlet and begin == at and not medium and view.phrase(begin, outlet.last, 0) in view.lexicon.words.ambiguous:
        outlet = None
    if outlet is None and medium:
        outlet = view.lexicon.quoted_outlets.at(view.tokens, begin, last)
    if outlet and not outlet.cut and outlet.entries[0].id:
        end = outlet.last + (begin > at and view.form(outlet.last) in OPENING | {")"})
        return Step((found_name(view, begin, outlet.last, 0, "ORG", outlet.entries[0].id, "known_name"),), end)
    step = _open(view, begin, last, so_far)
    if step and step.founds and step.founds[0].first == begin and step.founds[0].cut == 0:
        end = step.founds[0].last
        closed = begin > at and view.form(end) in OPENING | {")"}
        return Step(step.founds, end + closed)
    return None


def _place_behind(view: View, hit: Hit[Opener], head: Head, last: int, so_far: Scan) -> Step | None:
    """Return a place with its head noun, and alone where the noun only announces it."""
    if head.part == "row" and (row := _row_of_places(view, hit.last, last, so_far)):
        return row
    inner = _inner(view, hit.last, last, so_far)
    if inner is None:
        return _unlisted_place(view, hit, head, last)
    if inner.founds[0].type != "LOC":
        return None
    if head.part in _ANNOUNCING:
        return inner
    entity = inner.founds[0].entity if head.part == "no" else ""
    end = _behind_adjective(view, inner.last, last) if head.part == "yes" else inner.last
    outer = found_name(view, hit.first, end, hit.cut, "LOC", entity, f"head:{head.id}")
    return Step((outer, *inner.founds), end)


def _unlisted_place(view: View, hit: Hit[Opener], head: Head, last: int) -> Step | None:
    """Return a place that no table holds, with its head noun and, where the noun only announces it, alone."""
    end = unknown_place_end(view, hit.last, last)
    if end == hit.last or head.part in _ANNOUNCING or head.id in ("state", "capital"):
        return None
    outer = found_name(view, hit.first, _behind_adjective(view, end, last), hit.cut, "LOC", "", f"head:{head.id}")
    if head.part == "yes":
        return Step((outer,), outer.last)
    quoted = view.form(hit.last) in OPENING
    alone = found_name(view, hit.last + quoted, end - quoted, 0, "LOC", "", f"head:{head.id}")
    return Step((outer, alone), outer.last)


def _row_of_places(view: View, at: int, last: int, so_far: Scan) -> Step | None:
    """Return the places of a row behind a noun in the plural, be they in no table: the villages of A and B."""
    begin = at + (view.form(at) in OPENING)
    founds: list[Found] = []
    behind = begin
    while begin < last:
        joined = int(bool(founds) and view.form(begin)[0] == WAW)
        step = _open(view, begin, last, so_far)
        if step and step.founds[0].type == "LOC" and step.founds[0].first == begin and step.founds[0].cut <= joined:
            founds += step.founds
            behind = step.last
        elif (step and step.founds) or (founds and not joined and begin == behind):
            break
        elif (end := _row_end(view, begin, last, joined=bool(joined))) > begin:
            founds.append(found_name(view, begin, end, joined, "LOC", "", "row_of_places"))
            behind = end
        else:
            break
        begin = behind + (view.form(behind) in _COMMAS)
    return Step(tuple(founds), behind) if len(founds) > 1 else None


def _row_end(view: View, first: int, last: int, *, joined: bool) -> int:
    """Return the token behind an unlisted place of a row; without "and" a comma or mark must stand behind it."""
    if joined:
        return joined_place_end(view, first, last)
    end = unknown_place_end(view, first, last)
    opens = view.form(first - 1) not in _COMMAS
    return end if opens or not view.form(end).isalnum() else first


def _behind_adjective(view: View, at: int, last: int) -> int:
    """Return the token behind the nisba or adjective that belongs to a place's name with its head noun."""
    if at < last and view.form(at) in view.lexicon.words.place_adjectives:
        at += 1
    return view.nisba_at(at, last)


def _bounds(view: View, first: int, last: int, cut: int) -> tuple[int, int]:
    span = view.tokens.span(first, last, full_cut(view.tokens, first, cut))
    return span.start, span.end

"""Bylines and datelines: who wrote, from where, by which agency; as a line of its own or at the head of a paragraph.

Names of outlets and places are looked up; what is left between signs is a person, or a place where a single word stands
beside a name or an agency. A dateline at the head of a paragraph needs an agency or a known place.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from khabar.lexicon.chrome import find_phrase

if TYPE_CHECKING:
    from khabar.clean.features import LineFeatures
    from khabar.clean.view import View
    from khabar.model import Span

_LONGEST = 14
_LONGEST_NAME = 5
_LONGEST_DATELINE = 12
_TIGHT = 6
_ELLIPSIS = ".."
_LAST_LATIN = "\u024f"
_TATWEEL = "\u0640"
_NAMED = frozenset({"name", "place", "agency"})
_KNOWN = frozenset({"place", "agency", "byline"})
_CREDITED = _NAMED | {"byline"}
_LONGEST_PLACE = 3
_LONGEST_AFTER_COLON = 3
_MOST_FIGURES = 5
_DIVIDERS = frozenset("-:/()|,+")
# What divides a dateline from its paragraph: dashes with a space behind them, or a colon; in so many characters.
_DATELINE_END = re.compile(r"\s*(?:--+|[-\u2013\u2014\u0640]+(?=\s)|:)")
_DATELINE_REACH = 90


class Credit(NamedTuple):
    """Who, where, which agency and which outlet, each a span or None.

    `agency` is the outlet where no wire is named. `evidence` counts the parts that are known words.
    """

    author: Span | None
    place: Span | None
    agency: Span | None
    outlet: Span | None
    evidence: int


class _Part(NamedTuple):
    """Tokens `[first, last)` of a byline and their role; `apart` where a sign or a figure stands before them."""

    role: str
    first: int
    last: int
    apart: bool


def is_byline(row: LineFeatures, view: View) -> bool:
    """Return whether a line near the headline has the shape of a byline: names and signs between them, no more."""
    if not 1 <= len(row.words) <= _LONGEST or row.is_closed or row.figures > _MOST_FIGURES:
        return False
    if row.particles > 1 or _ELLIPSIS in view.raw(row.at):
        return False
    parts = _read_parts(row.first, row.last, view)
    names = [part for part in parts if part.role == "name"]
    if any(part.last - part.first > _LONGEST_NAME for part in names) or len(names) > 3 or _runs_on(parts):
        return False
    if any(part.role in _KNOWN for part in parts):
        return (not names or len(parts) > 1) and not _is_quoted(names, view)
    dated = any(word in view.calendar for word in row.words)
    return (dated or not row.figures) and _is_divided(row, names, view)


def _is_quoted(names: list[_Part], view: View) -> bool:
    """Return whether more words than a name has follow a colon: a headline that says whose words it gives."""
    forms = view.tokens.forms
    return any(_length(part) > _LONGEST_AFTER_COLON and forms[part.first - 1] == ":" for part in names if part.first)


def _is_divided(row: LineFeatures, names: list[_Part], view: View) -> bool:
    """Return whether signs divide a few unknown words like names."""
    if row.to_colon < 0:
        return len(names) > 1 and len(row.words) <= _TIGHT
    if names and row.to_colon == names[0].last - names[0].first and _opens_like_a_name(row, view):
        # A person before a colon says something: a headline.
        return row.to_colon == len(row.words)
    return bool(names) and len(row.words) < _TIGHT and (len(names) > 1 or row.to_colon == len(row.words))


def is_dateline(row: LineFeatures, view: View) -> bool:
    """Return whether a byline has two parts, neither a word like "by" before them nor brackets around them."""
    if not is_byline(row, view) or view.raw(row.at).startswith("("):
        return False
    roles = [part.role for part in _read_parts(row.first, row.last, view)]
    return roles[0] in _NAMED and any(role in _CREDITED for role in roles[1:])


def names_place(row: LineFeatures, view: View) -> bool:
    """Return whether a byline holds a known place."""
    return any(part.role == "place" for part in _read_parts(row.first, row.last, view))


def is_name(row: LineFeatures) -> bool:
    """Return whether a line under the headline may be a bare name."""
    if not 2 <= len(row.words) <= _LONGEST_NAME or row.figures or row.latin:
        return False
    return not row.particles and not row.close


def names_agency(row: LineFeatures, view: View) -> bool:
    """Return whether a byline holds an agency, an outlet or a word like "by"."""
    return any(part.role in ("agency", "byline") for part in _read_parts(row.first, row.last, view))


def is_person(row: LineFeatures, view: View) -> bool:
    """Return whether a bare name is a person's: it opens with a given name or holds a word that only names hold."""
    return is_name(row) and (_opens_like_a_name(row, view) or any(w in view.chrome.marks["kin"] for w in row.words))


def _opens_like_a_name(row: LineFeatures, view: View) -> bool:
    return _is_given(row.words[0], view) or row.words[0] in view.chrome.marks["kin"]


def _is_given(word: str, view: View) -> bool:
    return word in view.names.given or word in view.chrome.marks["person"]


def find_credit(first: int, last: int, view: View) -> Credit:
    """Return who, where and which agency tokens `[first, last)` of a byline name."""
    parts = _read_parts(first, last, view)
    names = [part for part in parts if part.role == "name"]
    places = _first_run([part for part in parts if part.role == "place"], view)
    agencies = [part for part in parts if part.role == "agency"]
    if not places and names and (len(names) > 1 or agencies):
        place = _guess_place(names, view, beside_agency=bool(agencies))
        if place:
            places = [place]
            names.remove(place)
    wires = [part for part in agencies if _is_wire(part, view)]
    return Credit(
        author=_span(sorted(names, key=_length)[-1:], view),
        place=_span(places, view),
        agency=_span((wires or agencies)[:1], view),
        outlet=_span([part for part in agencies if part not in wires][:1], view),
        evidence=len(agencies) + len([part for part in parts if part.role == "place"]),
    )


def _length(part: _Part) -> int:
    return part.last - part.first


def _span(parts: list[_Part], view: View) -> Span | None:
    return view.tokens.span(parts[0].first, parts[-1].last) if parts else None


def _first_run(places: list[_Part], view: View) -> list[_Part]:
    """Return the first places that only a sign divides: `Istanbul, Damascus, Beirut`."""
    run = places[:1]
    for place in places[1:]:
        between = view.tokens.forms[run[-1].last : place.first]
        if len(between) > 1 or "(" in between:
            break
        run.append(place)
    return run


def _guess_place(names: list[_Part], view: View, *, beside_agency: bool) -> _Part | None:
    """Return the part that is a place where none is known: the shortest that opens like no person's name."""
    others = [part for part in names if not _is_given(view.tokens.forms[part.first], view)] or names
    place = min(others, key=_length)
    return place if _length(place) <= (_LONGEST_PLACE if beside_agency or len(others) < len(names) else 1) else None


def _is_wire(part: _Part, view: View) -> bool:
    """Return whether a part is a news agency, or agencies in general, and not the outlet itself."""
    hit = view.names.outlets.at(view.tokens, part.first, part.last)
    if hit and hit.last == part.last:
        return any(entry.kind in ("agency", "generic") for entry in hit.entries)
    return " ".join(view.tokens.forms[part.first : part.last]) in view.chrome.marks["agency"]


def find_dateline(row: LineFeatures, view: View) -> Credit | None:
    """Return the dateline at the head of a paragraph, None where it has none."""
    found = None
    for match in _DATELINE_END.finditer(view.raw(row.at)[:_DATELINE_REACH]):
        credit = _read_dateline(row, row.start + match.start(), view)
        if credit is None:
            break
        found = credit if credit.evidence else found
    return found


def _read_dateline(row: LineFeatures, end: int, view: View) -> Credit | None:
    """Return what a paragraph's words before page offset `end` name, None where they are no dateline."""
    last = row.first
    while last < row.last and view.tokens.starts[last] < end:
        last += 1
    forms = view.tokens.forms[row.first : last]
    if len(forms) > _LONGEST_DATELINE or any(form in view.chrome.marks["prose"] for form in forms):
        return None
    parts = _read_parts(row.first, last, view)
    if any(part.role == "name" and _length(part) > _LONGEST_NAME for part in parts) or _runs_on(parts):
        return None
    return find_credit(row.first, last, view)


def _read_parts(first: int, last: int, view: View) -> list[_Part]:
    """Cut tokens into known names, words of bylines, and runs of other words that signs divide."""
    forms = view.tokens.forms
    dated = any(form.isdigit() for form in forms[first:last])
    # Buttons in Latin letters stick to bylines: only a line without Arabic is read in Latin.
    latin = not any(form > _LAST_LATIN and form.isalpha() for form in forms[first:last])
    parts: list[_Part] = []
    joined, apart, at = False, True, first
    while at < last:
        apart = apart or _is_dashed(at, view)
        # A place or outlet within a name is a part of it.
        found = _known_at(at, last, view, dated=dated)
        if found and joined and not apart and forms[found.last : found.last + 1] != (":",):
            found = None
        if found is None and joined and forms[at] in view.chrome.marks["between"]:
            found = _Part("between", at, at + 1, apart=True)
        if found:
            parts.append(found._replace(apart=apart or joined))
            joined, apart, at = False, False, found.last
            continue
        if forms[at].isalpha() and (latin or forms[at] > _LAST_LATIN):
            if joined and not apart:
                parts[-1] = parts[-1]._replace(last=at + 1)
            else:
                parts.append(_Part("name", at, at + 1, apart))
            joined, apart = True, False
        elif forms[at] in _DIVIDERS or forms[at].isdigit():
            apart = True
        at += 1
    return parts


def _runs_on(parts: list[_Part]) -> bool:
    """Return whether two names follow each other with nothing between, as in a sentence."""
    return any(not part.apart and part.role in _NAMED and before.role in _NAMED for before, part in pairwise(parts))


def _is_dashed(at: int, view: View) -> bool:
    """Return whether a tatweel written as a dash, which folding drops, stands before a token."""
    tokens = view.tokens
    return at > 0 and _TATWEEL in tokens.page[tokens.ends[at - 1] : tokens.starts[at]]


def _known_at(at: int, last: int, view: View, *, dated: bool) -> _Part | None:
    forms, marks = view.tokens.forms, view.chrome.marks
    if forms[at] in marks["byline"]:
        return _Part("byline", at, at + 1, apart=True)
    if forms[at] in marks["between"]:
        return _Part("between", at, at + 1, apart=True)
    size = _outlet_size(at, last, view)
    known = view.names.known.at(view.tokens, at, last)
    if known and not known.cut and known.last - at > size and any(entity.type == "LOC" for entity in known.entries):
        return _Part("place", at, known.last, apart=True)
    if size:
        return _Part("agency", at, at + size, apart=True)
    in_date = dated and (forms[at] in view.calendar or len(forms[at]) == 1)
    return _Part("between", at, at + 1, apart=True) if in_date and forms[at].isalpha() else None


def _outlet_size(at: int, last: int, view: View) -> int:
    """Return how many tokens the agency or outlet at `at` takes, 0 where none stands there."""
    forms, marks = view.tokens.forms, view.chrome.marks
    size = max(find_phrase(forms, at, last, marks["agency"]), find_phrase(forms, at, last, marks["outlet"]))
    outlet = view.names.outlets.at(view.tokens, at, last)
    if outlet and not outlet.cut and any(entry.kind != "network" for entry in outlet.entries):
        size = max(size, outlet.last - at)
    while size and at + size < last and forms[at + size] in marks["site"]:
        size += 1
    return size

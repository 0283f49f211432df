"""Author, place, agency and outlet of an article, from its bylines, the head of its text, its headline and imprint.

A name beside another or beside an agency is a place where it is short and opens like no person's name. A dateline at
the head of a paragraph needs an agency or a known place.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from khabar.clean.byline import is_person
from khabar.clean.parts import LONGEST_NAME, is_given, read_parts, runs_on
from khabar.lexicon.chrome import line_words

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from khabar.clean.core import Core
    from khabar.clean.features import LineFeatures
    from khabar.clean.headline import Headline
    from khabar.clean.parts import Part
    from khabar.clean.verdict import Verdict
    from khabar.clean.view import View
    from khabar.model import Span

_LONGEST_PLACE = 3
_LONGEST_DATELINE = 12
# What divides a dateline from its paragraph: dashes with a space behind them, or a colon; in so many characters.
_DATELINE_END = re.compile(r"\s*(?:--+|[-\u2013\u2014\u0640]+(?=\s)|:)")
_DATELINE_REACH = 90
_CREDITED = frozenset({"byline", "dateline"})
_SIGNED = "signature_under_text"
_BARE = "name_under_headline"


class Credits(NamedTuple):
    """Who wrote, from where, by which agency, and where it stands; None where the page does not say."""

    byline: Span | None
    place: Span | None
    agency: Span | None
    outlet: Span | None


def find_credits(view: View, named: Sequence[Verdict], core: Core | None, headline: Headline | None) -> Credits:
    """Return the credits of the article whose lines are `named`: the first of each that a line gives."""
    found = list(_read_credits(view, named, core)) if core else []
    outlets = [headline.outlet if headline else None, *(credit.outlet for credit in found), view.imprint.span]
    return Credits(
        byline=next((credit.author for credit in found if credit.author), None),
        place=next((credit.place for credit in found if credit.place), None),
        agency=next((credit.agency for credit in found if credit.agency), None),
        outlet=next(filter(None, outlets), None),
    )


def _read_credits(view: View, named: Sequence[Verdict], core: Core) -> Iterator[Credit]:
    """Yield what the lines say of the article, those that say it best first."""
    lines = [(row, verdict) for row, verdict in zip(view.rows, named, strict=True) if verdict.kind in _CREDITED]
    hint = line_words(view.page.metadata.author) if view.page.metadata.author else ()
    lines.sort(
        key=lambda line: (not _holds(line[0].words, hint), line[1].rule == _BARE and not is_person(line[0], view))
    )
    for row, _ in lines:
        yield find_credit(row.first, row.last, view)
    dateline = find_dateline(view.rows[core.first], view)
    if dateline:
        yield dateline
    for row, verdict in zip(view.rows, named, strict=True):
        if verdict.rule == _SIGNED:
            yield find_credit(row.first, row.last, view)


def _holds(words: tuple[str, ...], hint: tuple[str, ...]) -> bool:
    return bool(hint) and any(words[at : at + len(hint)] == hint for at in range(len(words)))


class Credit(NamedTuple):
    """Who, where, which agency and which outlet, each a span or None.

    `agency` is the outlet where no wire is named. `evidence` counts the parts that are known words.
    """

    author: Span | None
    place: Span | None
    agency: Span | None
    outlet: Span | None
    evidence: int


def find_credit(first: int, last: int, view: View) -> Credit:
    """Return who, where and which agency tokens `[first, last)` of a byline name."""
    parts = read_parts(first, last, view)
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
        author=_span(sorted(names, key=_size)[-1:], view),
        place=_span(places, view),
        agency=_span((wires or agencies)[:1], view),
        outlet=_span([part for part in agencies if part not in wires][:1], view),
        evidence=len(agencies) + len([part for part in parts if part.role == "place"]),
    )


def _span(parts: list[Part], view: View) -> Span | None:
    return view.tokens.span(parts[0].first, parts[-1].last) if parts else None


def _first_run(places: list[Part], view: View) -> list[Part]:
    """Return the first places that only a sign divides: `Istanbul, Damascus, Beirut`."""
    run = places[:1]
    for place in places[1:]:
        between = view.tokens.forms[run[-1].last : place.first]
        if len(between) > 1 or "(" in between:
            break
        run.append(place)
    return run


def _guess_place(names: list[Part], view: View, *, beside_agency: bool) -> Part | None:
    """Return the part that is a place where none is known: the shortest that opens like no person's name."""
    others = [part for part in names if not is_given(view.tokens.forms[part.first], view)]
    if not others:
        return None
    place = min(others, key=_size)
    return place if place.size <= (_LONGEST_PLACE if beside_agency or len(others) < len(names) else 1) else None


def _is_wire(part: Part, view: View) -> bool:
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
    parts = read_parts(row.first, last, view)
    if any(part.role == "name" and part.size > LONGEST_NAME for part in parts) or runs_on(parts):
        return None
    return find_credit(row.first, last, view)


def _size(part: Part) -> int:
    return part.size

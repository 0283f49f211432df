"""The accords a text names: by a name of the lexicon, a noun with an anchor or a number behind it, a truce of a place.

A bare "the truce" is that of its page, where the page names one alone.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from khabar.text.numbers import find_number
from khabar.text.tokens import tokenize

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from khabar.lexicon import Lexicon
    from khabar.lexicon.accords import AccordKind, KnownAccord
    from khabar.lexicon.match import Hit
    from khabar.text.tokens import Tokens

_ANCHOR_REACH = 8  # tokens from a noun to the anchor that names the accord
_NUMBER_REACH = 6  # tokens from a noun for a resolution to its number
_BESIDE = 5  # tokens around a bare truce in which a state tells where it is
_JOINTS = frozenset({"\u0648", ",", "\u060c"})  # and, commas
_RESOLUTIONS = range(100, 3000)
STOPS = frozenset(".;!\u061b\u061f")


class Found(NamedTuple):
    """An accord named at tokens `[first, last)`; `id` is "" for a bare truce, whose page must tell which."""

    first: int
    last: int
    id: str
    name: str
    kind: AccordKind
    cut: int = 0  # folded characters of proclitics before it
    day: str = ""
    country: str = ""  # the state a truce is in, alpha-2


class Passage(NamedTuple):
    """The tokens of one paragraph, where it starts on the page, and the accords it names in order."""

    tokens: Tokens
    start: int
    accords: tuple[Found, ...]


def read_passages(texts: Sequence[tuple[int, str]], lexicon: Lexicon) -> tuple[Passage, ...]:
    """Return paragraphs, given with where they start, that name an accord; bare truces resolved by the others."""
    passages = [_read_passage(start, text, lexicon) for start, text in texts]
    truces = {found.id: found for passage in passages for found in passage.accords if found.kind == "truce"}
    truces.pop("", None)
    alone = next(iter(truces.values())) if len(truces) == 1 else None
    resolved = (passage._replace(accords=tuple(_resolve(passage, alone, lexicon))) for passage in passages)
    return tuple(passage for passage in resolved if passage.accords)


def _resolve(passage: Passage, alone: Found | None, lexicon: Lexicon) -> Iterator[Found]:
    for found in passage.accords:
        if found.id:
            yield found
        elif alone and not _is_elsewhere(passage.tokens, found, alone.country, lexicon):
            yield found._replace(id=alone.id, name=alone.name, day=alone.day)


def _is_elsewhere(tokens: Tokens, truce: Found, country: str, lexicon: Lexicon) -> bool:
    """Answer whether a bare truce stands beside states, and none of them is the one the page's truce is in."""
    first, last = max(0, truce.first - _BESIDE), min(len(tokens.forms), truce.last + _BESIDE)
    beside = {
        hit.entries[0].country
        for hit in lexicon.names.known.find(tokens, first, last)
        if hit.entries[0].type == "LOC" and not _is_ambiguous(tokens, hit.first, lexicon)
    }
    nisbas = lexicon.names.nisbas.find(tokens, first, last)
    beside |= {lexicon.names.entities[hit.entries[0].country].country for hit in nisbas}
    return bool(country and beside) and country not in beside


def _read_passage(start: int, text: str, lexicon: Lexicon) -> Passage:
    tokens = tokenize(text, lexicon.dodged, lexicon.whole)
    last = len(tokens.forms)
    candidates = (*_find_named(tokens, lexicon), *_find_headed(tokens, lexicon), *_find_placed(tokens, lexicon))
    accords: list[Found] = []
    end = 0
    # Of those that meet, one with an id, then the longest.
    for found in sorted(candidates, key=lambda found: (found.first, not found.id, -found.last)):
        if found.first >= end:
            accords.append(found)
            end = min(found.last, last)
    return Passage(tokens, start, tuple(accords))


def _find_named(tokens: Tokens, lexicon: Lexicon) -> Iterator[Found]:
    for hit in lexicon.accords.names.find(tokens, 0, len(tokens.forms)):
        yield _known(hit.entries[0], hit.first, hit.last, hit.cut, "accord")


def _find_headed(tokens: Tokens, lexicon: Lexicon) -> Iterator[Found]:
    """Yield the accords named by a noun with an anchor or a number behind it, and bare truces."""
    for hit in lexicon.accords.heads.find(tokens, 0, len(tokens.forms)):
        kind = hit.entries[0]
        if kind == "resolution":
            yield from _find_numbered(tokens, hit, lexicon)
        else:
            yield from _find_anchored(tokens, hit, lexicon)
        if kind == "truce":
            yield Found(hit.first, hit.last, "", "", kind, hit.cut)


def _find_numbered(tokens: Tokens, head: Hit[AccordKind], lexicon: Lexicon) -> Iterator[Found]:
    """Yield the resolutions whose numbers stand behind a noun: the first, and those joined to it."""
    first, cut = head.first, head.cut
    end = min(len(tokens.forms), head.last + _NUMBER_REACH)
    council = any(lexicon.accords.council.find(tokens, head.first, end))
    for at in range(head.last, end):
        if tokens.forms[at] in STOPS:
            return
        number = find_number(tokens, at, at + 1, lexicon.times.numbers)
        joined = first == head.first or tokens.forms[at - 1] in _JOINTS
        if number and number.value in _RESOLUTIONS and joined:
            if known := lexicon.accords.resolutions.get(number.value):
                yield _known(known, first, at + 1, cut, "resolution")
            elif number.digits and council:
                name = f"{tokens.text(head.first, head.first + 1)} {number.value}"
                yield Found(first, at + 1, f"resolution_{number.value}", name, "resolution", cut)
            first, cut = at + 1, 0


def _find_anchored(tokens: Tokens, head: Hit[AccordKind], lexicon: Lexicon) -> Iterator[Found]:
    for at in range(head.last, min(len(tokens.forms), head.last + _ANCHOR_REACH)):
        if tokens.forms[at] in STOPS:
            return
        anchor = lexicon.accords.anchors.at(tokens, at, len(tokens.forms))
        if anchor:
            yield _known(anchor.entries[0], head.first, anchor.last, head.cut, "accord")
            return


def _find_placed(tokens: Tokens, lexicon: Lexicon) -> Iterator[Found]:
    """Yield the truces and agreements named by a place alone."""
    last = len(tokens.forms)
    for hit in lexicon.accords.places.find(tokens, 0, last):
        kind = hit.entries[0]
        place = lexicon.names.known.at(tokens, hit.last, last) if hit.last < last else None
        if place and not place.cut and place.entries[0].type == "LOC" and _names_one(tokens, hit.last, kind, lexicon):
            entity, span = place.entries[0], tokens.span(hit.first, place.last, hit.cut)
            name = tokens.page[span.start : span.end]
            yield Found(hit.first, place.last, f"{kind}_{entity.id}", name, kind, hit.cut, country=entity.country)


def _names_one(tokens: Tokens, at: int, kind: AccordKind, lexicon: Lexicon) -> bool:
    """Answer whether the place at a token names an accord: a state does not, being a party; a truce may be anywhere."""
    known = lexicon.names.known.at(tokens, at, len(tokens.forms))
    if known is None or _is_ambiguous(tokens, at, lexicon):
        return False
    return kind == "truce" or known.entries[0].id not in lexicon.names.countries


def _is_ambiguous(tokens: Tokens, at: int, lexicon: Lexicon) -> bool:
    return tokens.forms[at] in lexicon.names.words.ambiguous


def _known(accord: KnownAccord, first: int, last: int, cut: int, kind: AccordKind) -> Found:
    return Found(first, last, accord.id, accord.name, accord.kind or kind, cut, accord.day)

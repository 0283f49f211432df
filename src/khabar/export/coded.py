"""Events as the formats of event data want them: a CAMEO code, a day, parties with the parts of their codes, a place.

Those formats count what happened. Most have no field for what is only planned or denied, nor for on whose word a thing
is told; what they cannot say is left out, each time with the reason, so that "Z said X shelled Y" never counts as
"X shelled Y".
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from hashlib import sha256
from itertools import permutations, product
from typing import TYPE_CHECKING, Literal, NamedTuple

from khabar.text.clitics import read_clitics, read_enclitics
from khabar.text.letters import ARTICLE
from khabar.text.tokens import phrase_words

if TYPE_CHECKING:
    from collections import Counter
    from collections.abc import Iterable, Iterator

    from khabar.lexicon.codes import CodeBook, State
    from khabar.model import Entity, Event, Participant, Record, Span

# Acts of which each party is source and target alike; CAMEO codes them once in either direction.
_MUTUAL = frozenset({"AGREE", "CONSULT", "COOPERATE"})
# A count, an adjective or a noun of number may stand before the noun that says what a party is.
_HEAD_WORDS = 3
_SENTENCE_END = re.compile("[.!\u061f\n]")
# 2 ** 53 is the greatest whole number that programs which know only floats still tell from its neighbour.
_ID_BITS = 53


class Party(NamedTuple):
    """One side of an event: names, its actor code, and the code's parts: state, then the triples after it."""

    name: str  # the fullest on the page
    name_en: str  # "" where the entity is unknown
    entity: str
    code: str
    state: State | None
    sectors: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Coded:
    """One event of a page with what its fields stand for."""

    record: Record
    event: Event
    date: str  # ISO prefix; the page's day where the event has none and is no background; "" where neither is known
    dated: bool  # whether the date is the event's own
    cameo: str
    goldstein: float
    actors: tuple[Party, ...]
    recipients: tuple[Party, ...]
    place: Entity | None
    teller: str  # on whose word it is told, "" where the outlet itself tells it
    tellings: int  # how often it is told
    pages: int = 1  # on how many pages
    outlets: int = 1  # by how many outlets


class Needs(NamedTuple):
    """What a format asks of an event: so many characters of its date, a party, and to be no more than a fact told."""

    date: int = 0
    fact: bool = True  # it has no field for planned, hypothetical, denied or background
    own: bool = True  # it has no field for on whose word an event is told
    parties: Literal["", "named", "coded"] = ""  # what at least one party must be


def find_coded(records: Iterable[Record], book: CodeBook) -> Iterator[Coded]:
    """Yield the events of all records that retell no other of their page."""
    for record in records:
        for event in record.events:
            if not event.same_as:
                yield code_event(record, event, book)


def code_event(record: Record, event: Event, book: CodeBook) -> Coded:
    """Return an event of a page with what its fields stand for."""
    entities = {entity.id: entity for entity in record.entities}
    tellers = {s.id: s.speaker_name or _words(record, s.source) or "?" for s in record.statements}
    act = book.acts.get(event.cameo or book.general[event.type])
    return Coded(
        record,
        event,
        event.date or ("" if event.background else record.publication.date),
        bool(event.date),
        act.code if act else event.cameo,
        act.goldstein if act else 0.0,
        tuple(_party(record, party, entities, book) for party in event.actors),
        tuple(_party(record, party, entities, book) for party in event.recipients),
        entities.get(event.place.entity) if event.place else None,
        tellers.get(event.said_in, "?") if event.said_in else "",
        1 + sum(other.same_as == event.id for other in record.events),
    )


def keep_fitting(coded: Iterable[Coded], needs: Needs, left: Counter[str], *, claimed: bool = False) -> Iterator[Coded]:
    """Yield the events a format can hold, counting the others in `left` by the reason.

    `claimed` keeps what is told on somebody's word though the format cannot say so.
    """
    for one in coded:
        reason = _reason_against(one, needs, claimed=claimed)
        if reason:
            left[reason] += 1
        else:
            yield one


def _reason_against(one: Coded, needs: Needs, *, claimed: bool) -> str:
    if needs.fact and (one.event.status != "actual" or one.event.background):
        return "background" if one.event.status == "actual" else one.event.status
    if needs.own and one.teller and not claimed:
        return "told on somebody's word"
    if len(one.date) < needs.date:
        return "without a day" if needs.date > len("2020-02") else "without a month"
    parties = (*one.actors, *one.recipients)
    if needs.parties and not parties:
        return "without a party"
    if needs.parties == "coded" and not any(party.code for party in parties):
        return "without a coded party"
    return ""


def find_dyads(one: Coded) -> list[tuple[Party | None, Party | None]]:
    """Return every pair of source and target, None where a side is not told; never empty."""
    if not one.recipients and len(one.actors) > 1 and one.event.type in _MUTUAL:
        return list(permutations(one.actors, 2))
    return list(product(one.actors or (None,), one.recipients or (None,)))


def number_of(*parts: object) -> int:
    """Return the number that stands for a thing named by `parts`, the same on every run, below 2 ** 53."""
    digest = sha256("\x1f".join(map(str, parts)).encode("utf-8", "surrogatepass")).digest()
    return int.from_bytes(digest[:8]) >> (64 - _ID_BITS)


def sentence_of(record: Record, span: Span) -> str:
    """Return the sentence a span stands in, as near as its stops and line ends tell."""
    text = record.page.text
    before = max((match.end() for match in _SENTENCE_END.finditer(text, 0, span.start)), default=0)
    after = _SENTENCE_END.search(text, span.end)
    return " ".join(text[before : after.start() if after else len(text)].split())


def make_party(names: tuple[str, str], entity: str, code: str, country: str, book: CodeBook) -> Party:
    """Return a party from its name and English name, the id of its entity, its actor code and its country's."""
    triples = tuple(code[at : at + 3] for at in range(0, len(code), 3))
    state = book.states.get(triples[0]) if triples else None
    rest = triples[1:] if state else triples
    # Who acts for no state by their code are still of their country.
    return Party(*names, entity, code, state or book.states.get(country), rest)


def _party(record: Record, party: Participant, entities: dict[str, Entity], book: CodeBook) -> Party:
    entity = entities.get(party.entity)
    name, words = party.name or _words(record, party.span), _words(record, party.span)
    code = party.code or find_agent(name, book) or find_agent(words, book)
    english, country = (entity.name_en, entity.country) if entity else ("", "")
    return make_party((name, english), party.entity, code, country, book)


def find_agent(name: str, book: CodeBook) -> str:
    """Return the sector of the noun that says what an unnamed party is, "" where none of its first words does."""
    for word in phrase_words(name)[:_HEAD_WORDS]:
        for form in _forms(word):
            if form in book.agents:
                return book.agents[form]
    return ""


def _forms(word: str) -> Iterator[str]:
    for _, stem in read_clitics(word):
        bare = stem.removeprefix(ARTICLE)
        yield bare
        yield from (ending.stem for ending in read_enclitics(bare))


def _words(record: Record, span: Span | None) -> str:
    return record.page.text[span.start : span.end] if span else ""

"""What the pages show of the record, as plain frozen values: templates read them, JSON twins are made of them."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING, TypeVar

from khabar.corpus.claims import find_clause
from khabar.query.catalogue import key_of
from khabar.query.lists import Facet
from khabar.query.words import Quoted, Words, around, words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from khabar import account
    from khabar.model import Event, Participant, Place, Span, Statement, Toll
    from khabar.query.catalogue import Catalogue
    from khabar.query.room import Desk
    from khabar.store import EventLine, PageLine, StatementLine

L = TypeVar("L", "StatementLine", "EventLine")


@dataclass(frozen=True, slots=True)
class PageRow:
    """A page: id, headline, outlet, day of publication, or the days between which it lies where that is open."""

    id: str
    title: str
    outlet: str
    date: str
    earliest: str
    latest: str


@dataclass(frozen=True, slots=True)
class Named:
    """A person, body or place: its entity id, "" where no known one bears the name, and its names."""

    id: str
    name: str
    name_en: str = ""
    type: str = ""


@dataclass(frozen=True, slots=True)
class Relayed:
    """One who passed a statement on, with the words that say so."""

    who: Named
    words: Words


@dataclass(frozen=True, slots=True)
class Denied:
    """What a denial denies, and whose report it was ("" where the page does not say)."""

    content: Words
    reported_by: str


@dataclass(frozen=True, slots=True)
class Medium:
    """The medium or occasion of a statement, with the words that name it."""

    kind: str
    words: Words


@dataclass(frozen=True, slots=True)
class StatementRow(Quoted):
    """A statement with its chain: speaker, channel, relays nearest the speaker first, and the page that prints it."""

    QUOTED = "content"

    id: str
    page: PageRow
    date: str
    act: str
    form: str
    outlet_stance: str
    confidence: float
    rule: str
    speaker: Named
    cue: Words
    source: Words | None
    content: Words
    channel: Medium | None
    relay: tuple[Relayed, ...]
    addressee: Words | None
    hedge: Words | None
    denies: Denied | None
    about: tuple[Named, ...]


@dataclass(frozen=True, slots=True)
class Party:
    """Who did something or had it done to them, with the words that name them there."""

    who: Named
    words: Words


@dataclass(frozen=True, slots=True)
class Count:
    """How many people an event killed or injured, from `low` to `high`, with the words that count them."""

    low: int
    high: int
    words: Words


@dataclass(frozen=True, slots=True)
class EventRow(Quoted):
    """An event with its parties; `clause` goes from the first of its parts to the last, `line` is the line there."""

    QUOTED = "clause"

    id: str
    page: PageRow
    date: str
    type: str
    mode: str
    context: tuple[str, ...]
    cameo: str
    status: str
    background: bool
    confidence: float
    rule: str
    trigger: Words
    clause: Words
    line: Words
    actors: tuple[Party, ...]
    recipients: tuple[Party, ...]
    place: Party | None
    killed: Count | None
    injured: Count | None
    said_in: str
    same_as: str
    from_statement: bool


@dataclass(frozen=True, slots=True)
class Tolled:
    """A count of people, on whose word ("" the outlet's own)."""

    low: int
    high: int
    source: Named


@dataclass(frozen=True, slots=True)
class Told(Quoted):
    """A statement or an event, whichever it is: its day, who says it (nobody: the outlet itself), where, its words."""

    QUOTED = "content"

    id: str
    date: str
    speaker: Named | None
    page: PageRow
    content: Words
    statement: StatementRow | None
    event: EventRow | None


def page_row(page: PageLine) -> PageRow:
    """Return a page as shown."""
    return PageRow(page.id, page.title, page.outlet, page.date, page.earliest, page.latest)


def named(catalogue: Catalogue, entity: str, name: str) -> Named:
    """Return somebody as shown: under the name the page gives, where it gives one, with what is known of the entity."""
    known = catalogue.entities.get(entity)
    if known is None:
        return Named("", name)
    return Named(known.id, name or known.name, known.name_en, known.type)


def entity(catalogue: Catalogue, identity: str) -> Named:
    """Return an entity under its own name."""
    return named(catalogue, identity, "")


def someone(catalogue: Catalogue, identity: str) -> Named:
    """Return one of whom the account speaks: an identity, or the bare name where it knows none."""
    return entity(catalogue, identity) if identity in catalogue.entities else Named("", identity)


def tolls(catalogue: Catalogue, counts: Iterable[account.Count]) -> tuple[Tolled, ...]:
    """Return counts of people, each once however many pages give it on the same word."""
    return tuple(dict.fromkeys(Tolled(one.low, one.high, someone(catalogue, one.source)) for one in counts))


def name_facets(catalogue: Catalogue, facets: Iterable[Facet]) -> tuple[Facet, ...]:
    """Return facets whose values are identities, or bare names, under their names."""
    named_ones = ((facet, someone(catalogue, facet.value)) for facet in facets)
    return tuple(Facet(facet.value, who.name, facet.count, who.name_en) for facet, who in named_ones)


def told(desk: Desk, ids: Iterable[str]) -> tuple[Told, ...]:
    """Read statements and events by their ids, those that the record no longer holds left out."""
    catalogue = desk.catalogue
    found: list[Told] = []
    for one in ids:
        if line := catalogue.statement_of.get(one):
            said = statement_rows(desk, [line])
            found += [Told(one, row.date, row.speaker, row.page, row.content, row, None) for row in said]
        elif event := catalogue.event_of.get(one):
            done = event_rows(desk, [event])
            found += [Told(one, row.date, None, row.page, row.clause, None, row) for row in done]
    return tuple(found)


def statement_rows(desk: Desk, lines: Iterable[StatementLine]) -> tuple[StatementRow, ...]:
    """Read the statements of lines of the outline."""
    return tuple(read_statements(desk, lines))


def event_rows(desk: Desk, lines: Iterable[EventLine]) -> tuple[EventRow, ...]:
    """Read the events of lines of the outline."""
    return tuple(read_events(desk, lines))


def read_statements(desk: Desk, lines: Iterable[StatementLine]) -> Iterator[StatementRow]:
    """Yield the statements of lines of the outline, each read when it is asked for."""
    for line, text in _with_texts(desk, lines):
        yield statement_row(desk.catalogue, line.page, text, desk.store.statement(line))


def read_events(desk: Desk, lines: Iterable[EventLine]) -> Iterator[EventRow]:
    """Yield the events of lines of the outline, each read when it is asked for."""
    for line, text in _with_texts(desk, lines):
        yield event_row(desk.catalogue, line.page, text, desk.store.event(line))


def statement_row(catalogue: Catalogue, number: int, text: str, statement: Statement) -> StatementRow:
    """Return a statement of the page with that number and text as shown."""
    page, s = catalogue.pages[number], statement
    return StatementRow(
        id=s.id,
        page=page_row(page),
        date=s.date or page.date,
        act=s.act,
        form=s.form,
        outlet_stance=s.outlet_stance,
        confidence=s.confidence,
        rule=s.rule,
        speaker=_who(catalogue, number, s.speaker, s.speaker_name),
        cue=words(text, s.cue),
        source=_words(text, s.source),
        content=words(text, s.content),
        channel=Medium(s.channel.kind, words(text, s.channel.span)) if s.channel else None,
        relay=tuple(Relayed(_who(catalogue, number, r.entity, r.name), words(text, r.span)) for r in s.relay),
        addressee=_words(text, s.addressee),
        hedge=_words(text, s.hedge),
        denies=Denied(words(text, s.denies.content), s.denies.reported_by) if s.denies else None,
        about=tuple(who for about in s.about if (who := _who(catalogue, number, about, "")).id),
    )


def event_row(catalogue: Catalogue, number: int, text: str, event: Event) -> EventRow:
    """Return an event of the page with that number and text as shown."""
    page, e = catalogue.pages[number], event
    return EventRow(
        id=e.id,
        page=page_row(page),
        date=e.date or page.date,
        type=e.type,
        mode=e.mode,
        context=e.context,
        cameo=e.cameo,
        status=e.status,
        background=e.background,
        confidence=e.confidence,
        rule=e.rule,
        trigger=words(text, e.trigger),
        clause=words(text, find_clause(e)),
        line=around(text, e.trigger),
        actors=_parties(catalogue, number, text, e.actors),
        recipients=_parties(catalogue, number, text, e.recipients),
        place=_place(catalogue, number, text, e.place),
        killed=_count(text, e.killed),
        injured=_count(text, e.injured),
        said_in=e.said_in,
        same_as=e.same_as,
        from_statement=e.from_statement,
    )


def _with_texts(desk: Desk, lines: Iterable[L]) -> Iterator[tuple[L, str]]:
    """Yield lines with the texts of their pages, a text read once for all lines of a page in a row."""
    for number, of_page in groupby(lines, key=lambda line: line.page):
        text = desk.store.text(number)
        for line in of_page:
            yield line, text


def key(who: Named) -> str:
    """Return under which key of the catalogue somebody stands."""
    return key_of(who.id, who.name)


def _words(text: str, span: Span | None) -> Words | None:
    return words(text, span) if span else None


def _who(catalogue: Catalogue, number: int, entity: str, name: str) -> Named:
    return named(catalogue, catalogue.identity(number, entity, name), name)


def _parties(catalogue: Catalogue, number: int, text: str, parties: Iterable[Participant]) -> tuple[Party, ...]:
    return tuple(_party(catalogue, number, words(text, p.span), p) for p in parties)


def _party(catalogue: Catalogue, number: int, here: Words, party: Participant) -> Party:
    identity = catalogue.identity(number, party.entity, party.name)
    return Party(named(catalogue, identity, party.name or here.text), here)


def _place(catalogue: Catalogue, number: int, text: str, place: Place | None) -> Party | None:
    if place is None:
        return None
    here = words(text, place.span)
    # A place that is known stands under its own name, not under what this page calls it.
    return Party(_who(catalogue, number, place.entity, "" if place.entity else here.text), here)


def _count(text: str, toll: Toll | None) -> Count | None:
    return Count(toll.low, toll.high, words(text, toll.span)) if toll else None

"""What the tools answer with: facts, each with the page, the offsets and the words that tell it, and where to see it.

Frozen dataclasses, of which the schemas of the answers are made; every answer is bounded.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from khabar.query.addresses import address, words_address

if TYPE_CHECKING:
    from collections.abc import Iterable

    from khabar.query import (
        ClaimRow,
        Clash,
        EntityRow,
        Entry,
        EventRow,
        Named,
        PageRow,
        PositionRow,
        StatementRow,
        Told,
        Words,
    )
    from khabar.query.rows import Tolled

# Code points of a quotation; the page has the rest.
MOST_WORDS = 1200
# Denials, or those who claim it, of one claim; whom a statement is about; who acts in an event.
MOST_INNER = 8


@dataclass(frozen=True, slots=True)
class Quote:
    """Words of a page: characters `start` to `end` of its text; `cut` where there are more of them than `words` holds.

    `published` is the page's day, "" where the page does not tell it; `url` shows the words in the reading room.
    """

    page: str
    outlet: str
    published: str
    start: int
    end: int
    words: str
    cut: bool
    url: str


@dataclass(frozen=True, slots=True)
class Someone:
    """A person, organisation or place; no id where only the name on the page is known."""

    id: str
    name: str
    name_en: str


@dataclass(frozen=True, slots=True)
class StatementFact:
    """Who said what, by an act such as `deny`; `relayed_by` passed it on, nearest the speaker first."""

    id: str
    date: str
    speaker: Someone
    act: str
    form: str
    outlet_stance: str
    channel: str
    relayed_by: tuple[str, ...]
    about: tuple[Someone, ...]
    confidence: float
    said: Quote


@dataclass(frozen=True, slots=True)
class EventFact:
    """Who did what to whom, by PLOVER's types; `told_in` is the statement on whose word it stands, "" for none."""

    id: str
    date: str
    type: str
    status: str
    background: bool
    actors: tuple[Someone, ...]
    recipients: tuple[Someone, ...]
    place: Someone | None
    killed: str
    injured: str
    told_in: str
    confidence: float
    told: Quote


@dataclass(frozen=True, slots=True)
class EntryFact:
    """A happening (type in capitals) or an utterance (act in small letters), once however many pages tell it.

    `origins` counts independent origins, `told_by` those on whose word alone it stands; `told` is one telling.
    """

    id: str
    date: str
    what: str
    status: str
    who: tuple[Someone, ...]
    whom: tuple[Someone, ...]
    place: Someone | None
    killed: tuple[str, ...]
    injured: tuple[str, ...]
    told_by: tuple[Someone, ...]
    outlets: tuple[str, ...]
    origins: int
    tellings: int
    told: Quote


@dataclass(frozen=True, slots=True)
class SideFact:
    """A statement or an event as it is told: when, by whom (null: the outlet itself), in which words."""

    id: str
    date: str
    speaker: Someone | None
    told: Quote


@dataclass(frozen=True, slots=True)
class ClaimFact:
    """What is denied, who denies it, whose report it was, and who claims it in the pile; a ghost nobody claims."""

    id: str
    date: str
    denied_by: Someone
    reported_by: Someone
    ghost: bool
    proposition: Quote
    denials: tuple[StatementFact, ...]
    makers: tuple[SideFact, ...]


@dataclass(frozen=True, slots=True)
class ClashFact:
    """Two that cannot both hold: the kind of clash, the words or figures that clash, how likely it is, both sides."""

    kind: str
    why: str
    score: float
    a: SideFact
    b: SideFact


@dataclass(frozen=True, slots=True)
class PositionFact:
    """Where somebody stands on an issue; `turned` where that is against what they said before."""

    date: str
    actor: Someone
    issue: str
    issue_en: str
    side: str
    turned: bool
    said: Quote


@dataclass(frozen=True, slots=True)
class EntityFact:
    """A person, organisation or place with how often it is named, speaks, is spoken of, acts, is acted upon."""

    id: str
    type: str
    name: str
    name_en: str
    other_names: tuple[str, ...]
    country: str
    pages: int
    statements: int
    about: int
    done: int
    suffered: int
    here: int
    url: str
    first_named: Quote | None


class Writer:
    """Makes facts of rows; `room` is the address of the reading room in one language, as `http://127.0.0.1:8230/en`."""

    def __init__(self, room: str) -> None:
        self._room = room.rstrip("/")

    def quote(self, page: PageRow, here: Words) -> Quote:
        """Quote the words of a page."""
        return Quote(
            page=page.id,
            outlet=page.outlet,
            published=page.date,
            start=here.start,
            end=here.end,
            words=here.text[:MOST_WORDS],
            cut=len(here.text) > MOST_WORDS,
            url=words_address(self._room, page.id, here.start, here.end),
        )

    def statement(self, row: StatementRow) -> StatementFact:
        """Return a statement as a fact."""
        return StatementFact(
            id=row.id,
            date=row.date,
            speaker=someone(row.speaker),
            act=row.act,
            form=row.form,
            outlet_stance=row.outlet_stance,
            channel=row.channel.kind if row.channel else "",
            relayed_by=tuple(relay.who.name for relay in row.relay[:MOST_INNER]),
            about=people(row.about),
            confidence=row.confidence,
            said=self.quote(row.page, row.content),
        )

    def event(self, row: EventRow) -> EventFact:
        """Return an event as a fact."""
        return EventFact(
            id=row.id,
            date=row.date,
            type=row.type,
            status=row.status,
            background=row.background,
            actors=people(party.who for party in row.actors),
            recipients=people(party.who for party in row.recipients),
            place=someone(row.place.who) if row.place else None,
            killed=_number(row.killed.low, row.killed.high) if row.killed else "",
            injured=_number(row.injured.low, row.injured.high) if row.injured else "",
            told_in=row.said_in,
            confidence=row.confidence,
            told=self.quote(row.page, row.clause),
        )

    def entry(self, row: Entry) -> EntryFact:
        """Return an entry of the timeline as a fact."""
        return EntryFact(
            id=row.id,
            date=row.date or row.told,
            what=row.what,
            status=row.status,
            who=people(row.who),
            whom=people(row.whom),
            place=someone(row.place) if row.place else None,
            killed=_counts(row.killed),
            injured=_counts(row.injured),
            told_by=people(row.told_by),
            outlets=row.outlets[:MOST_INNER],
            origins=row.origins,
            tellings=len(row.tellings),
            told=self.quote(row.page, row.content),
        )

    def claim(self, row: ClaimRow) -> ClaimFact:
        """Return what is denied as a fact."""
        return ClaimFact(
            id=row.id,
            date=row.date,
            denied_by=someone(row.denied_by),
            reported_by=someone(row.reported_by),
            ghost=not row.makers,
            proposition=self.quote(row.page, row.proposition),
            denials=tuple(map(self.statement, row.denials[:MOST_INNER])),
            makers=tuple(map(self.side, row.makers[:MOST_INNER])),
        )

    def side(self, row: Told) -> SideFact:
        """Return what is told as a fact."""
        speaker = someone(row.speaker) if row.speaker else None
        return SideFact(row.id, row.date, speaker, self.quote(row.page, row.content))

    def clash(self, row: Clash) -> ClashFact:
        """Return what cannot both hold as a fact."""
        return ClashFact(row.kind, row.why, row.score, self.side(row.a), self.side(row.b))

    def position(self, row: PositionRow) -> PositionFact:
        """Return a position as a fact."""
        return PositionFact(
            date=row.date,
            actor=someone(row.actor),
            issue=row.issue.id,
            issue_en=row.issue.name_en,
            side=row.side,
            turned=row.turned,
            said=self.quote(row.page, row.statement.content),
        )

    def entity(self, row: EntityRow) -> EntityFact:
        """Return an entity as a fact."""
        leaf = "place" if row.type == "LOC" else "actor"
        return EntityFact(
            id=row.id,
            type=row.type,
            name=row.name,
            name_en=row.name_en,
            other_names=row.names[:MOST_INNER],
            country=row.country,
            pages=row.pages,
            statements=row.statements,
            about=row.about,
            done=row.done,
            suffered=row.suffered,
            here=row.here,
            url=address(self._room, leaf, {"id": row.id}),
            first_named=self.quote(row.page, row.first) if row.first.text else None,
        )


def someone(who: Named) -> Someone:
    """Return somebody by id and names."""
    return Someone(who.id, who.name, who.name_en)


def people(ones: Iterable[Named]) -> tuple[Someone, ...]:
    """Return some people by id and names, the first few of many."""
    return tuple(map(someone, ones))[:MOST_INNER]


def _number(low: int, high: int) -> str:
    return str(low) if low == high else f"{low} to {high}"


def _counts(counts: Iterable[Tolled]) -> tuple[str, ...]:
    """Return counts, each with whoever gives it; the outlets' own have nobody behind them."""
    given = ((_number(one.low, one.high), one.source.name) for one in counts)
    return tuple(f"{number} ({source})" if source else number for number, source in given)[:MOST_INNER]

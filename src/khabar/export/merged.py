"""Events merged across pages, coded as those of one page are, with the words of the page that tells them first."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from khabar.export.coded import Coded, Party, code_event, find_agent, make_party
from khabar.model import Entity, Toll

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from khabar.account import Count, Happening, Identity
    from khabar.lexicon.codes import CodeBook
    from khabar.model import Record, Span


def find_merged(
    happenings: Iterable[Happening],
    identities: Iterable[Identity],
    find_record: Callable[[str], Record | None],
    book: CodeBook,
) -> Iterator[Coded]:
    """Yield merged events, each with the record of the page that tells it first."""
    known = {identity.id: identity for identity in identities}
    for happening in happenings:
        record = find_record(_page_of(happening.tellings[0]))
        if record:
            yield _code(happening, record, known, book)


def _code(happening: Happening, record: Record, known: Mapping[str, Identity], book: CodeBook) -> Coded:
    event = next(event for event in record.events if event.id == happening.tellings[0])
    merged = replace(
        event,
        id=happening.id,
        mode=happening.mode,
        cameo=happening.cameo,
        status=happening.status,
        background=False,
        killed=_toll(happening.killed, event.trigger),
        injured=_toll(happening.injured, event.trigger),
    )
    return replace(
        code_event(record, merged, book),
        date=happening.date or happening.told,
        dated=bool(happening.date),
        actors=tuple(_party(one, known, book) for one in happening.actors),
        recipients=tuple(_party(one, known, book) for one in happening.recipients),
        place=_place(known.get(happening.place)),
        teller=", ".join(known[one].name if one in known else one for one in happening.told_by),
        tellings=len(happening.tellings),
        pages=len({_page_of(telling) for telling in happening.tellings}),
        outlets=len(happening.outlets) or 1,
    )


def _party(one: str, known: Mapping[str, Identity], book: CodeBook) -> Party:
    """Return a party by its identity, or by its name where it has none."""
    identity = known.get(one)
    if identity is None:
        return make_party((one, ""), "", find_agent(one, book), "", book)
    names = identity.name, identity.name_en
    return make_party(names, one, identity.actor_code or find_agent(identity.name, book), identity.country, book)


def _place(of: Identity | None) -> Entity | None:
    if of is None:
        return None
    return Entity(
        of.id, of.type, of.name, of.name_en, of.names, of.wikidata, of.geonames, of.country, of.actor_code, of.lat,
        of.lon, of.place_precision,
    )  # fmt: skip


def _toll(counts: tuple[Count, ...], at: Span) -> Toll | None:
    return Toll(min(c.low for c in counts), max(c.high for c in counts), at) if counts else None


def _page_of(event_id: str) -> str:
    return event_id.rpartition("#")[0]

"""What happened and what was said, each once however many pages tell it: which is asked for, and a telling of each."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, Literal

from khabar.account import Utterance
from khabar.export.choice import is_between
from khabar.model import Act, EventType  # the parameters are read off the hints
from khabar.query.choice import Outlet, Since, Until, find_outlets
from khabar.query.rows import Named, PageRow, Tolled, someone, told, tolls
from khabar.query.words import Quoted, Words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from khabar.account import Happening
    from khabar.query.catalogue import Catalogue
    from khabar.query.room import Desk
    from khabar.query.rows import Told

Kind = Act | EventType


@dataclass(frozen=True, slots=True)
class EntryChoice:
    """Which entries of a timeline."""

    actor: Annotated[str, "who speaks, acts or is acted upon: an id, or part of a name, however it is spelled"] = ""
    place: Annotated[str, "where, or spoken of: the id of a place, or part of a name; a state's means all within"] = ""
    outlet: Outlet = ""
    what: Annotated[Kind | Literal[""], "an act of speech in small letters, or a type of event in capitals"] = ""
    since: Since = ""
    until: Until = ""


@dataclass(frozen=True, slots=True)
class Entry(Quoted):
    """A happening or an utterance: one telling of it, and who else tells it.

    `what` is the type of an event in capitals, the act of a statement in small letters; `date` its own day, `told` that
    of the first page which tells it; `told_by` those on whose word alone an event stands; `outlets` all that tell it,
    `origins` how many of them are independent; `tellings` the ids of all statements or events that are it.
    """

    QUOTED = "content"

    id: str
    date: str
    told: str
    what: str
    status: str
    who: tuple[Named, ...]
    whom: tuple[Named, ...]
    place: Named | None
    page: PageRow
    content: Words
    killed: tuple[Tolled, ...]
    injured: tuple[Tolled, ...]
    told_by: tuple[Named, ...]
    outlets: tuple[str, ...]
    origins: int
    tellings: tuple[str, ...]


def choose_entries(catalogue: Catalogue, asked: EntryChoice) -> Sequence[Happening | Utterance]:
    """Return the happenings and utterances asked for by day, those without one last."""
    who, places = catalogue.names.find(asked.actor), catalogue.find_places(asked.place)
    outlets = find_outlets(catalogue, asked.outlet)
    found: tuple[Happening | Utterance, ...] = (*catalogue.ties.happenings, *catalogue.ties.utterances)
    chosen = [
        one
        for one in found
        if _is_told(catalogue, one)
        and asked.what in {"", _what(one)}
        and (not asked.actor or who.is_among(_parties(one)))
        and (not asked.place or not places.isdisjoint(one.about if isinstance(one, Utterance) else (one.place,)))
        and (not asked.outlet or not outlets.isdisjoint(one.outlets))
        and is_between(one.date or one.told, asked.since, asked.until)
    ]
    return sorted(chosen, key=lambda one: (one.date or one.told or "~", one.id))


def read_entries(desk: Desk, entries: Iterable[Happening | Utterance]) -> Iterator[Entry]:
    """Yield entries, each read when it is asked for."""
    for one in entries:
        for telling in told(desk, _tellings(one)[:1]):
            yield _said(desk, one, telling) if isinstance(one, Utterance) else _done(desk, one, telling)


def _is_told(catalogue: Catalogue, one: Happening | Utterance) -> bool:
    first = _tellings(one)[0]
    return first in catalogue.statement_of or first in catalogue.event_of


def _what(one: Happening | Utterance) -> Kind:
    return one.act if isinstance(one, Utterance) else one.type


def _parties(one: Happening | Utterance) -> tuple[str, ...]:
    return (one.speaker,) if isinstance(one, Utterance) else (*one.actors, *one.recipients, *one.told_by)


def _tellings(one: Happening | Utterance) -> tuple[str, ...]:
    if isinstance(one, Utterance):
        return tuple(rendering.statement for rendering in one.renderings)
    return one.tellings


def _done(desk: Desk, one: Happening, telling: Told) -> Entry:
    catalogue = desk.catalogue
    return Entry(
        id=one.id,
        date=one.date,
        told=one.told,
        what=one.type,
        status=one.status,
        who=_people(catalogue, one.actors),
        whom=_people(catalogue, one.recipients),
        place=someone(catalogue, one.place) if one.place else None,
        page=telling.page,
        content=telling.quoted,
        killed=tolls(catalogue, one.killed),
        injured=tolls(catalogue, one.injured),
        told_by=_people(catalogue, one.told_by),
        outlets=one.outlets,
        origins=one.origins,
        tellings=one.tellings,
    )


def _said(desk: Desk, one: Utterance, telling: Told) -> Entry:
    return Entry(
        id=one.id,
        date=one.date,
        told=one.told,
        what=one.act,
        status="",
        who=_people(desk.catalogue, filter(None, (one.speaker,))),
        whom=(),
        place=None,
        page=telling.page,
        content=telling.quoted,
        killed=(),
        injured=(),
        told_by=(),
        outlets=one.outlets,
        origins=one.origins,
        tellings=_tellings(one),
    )


def _people(catalogue: Catalogue, ones: Iterable[str]) -> tuple[Named, ...]:
    return tuple(someone(catalogue, one) for one in ones)

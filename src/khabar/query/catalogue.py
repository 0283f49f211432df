"""The outline of a record put in order: by day, by who is named, by outlet, so that every list is a walk in memory."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, NamedTuple, cast

from khabar.query.names import Names, fold_names
from khabar.query.states import find_state
from khabar.query.ties import Ties, make_ties
from khabar.store import EntityLine
from khabar.text.fold import fold_form

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Mapping
    from typing import TypeVar

    from khabar.account import Account
    from khabar.store import EventLine, Outline, PageLine, StatementLine

    T = TypeVar("T")
    L = TypeVar("L", bound=StatementLine | EventLine)
    Order = Callable[[StatementLine | EventLine], tuple[bool, str, int, int]]


class Dated(NamedTuple):
    """How many statements and events of one day, and of how many outlets."""

    date: str
    statements: int
    events: int
    outlets: int


@dataclass(frozen=True, slots=True)
class Catalogue:
    """A whole record, in order. Statements and events stand by day, those without a day last.

    Who speaks, acts, is spoken of or named stands under the identity across pages where the record holds the account
    of its pages, else under the entity of the page.
    """

    pages: Mapping[int, PageLine]
    numbers: Mapping[str, int]  # page id -> page number
    statements: tuple[StatementLine, ...]
    events: tuple[EventLine, ...]  # retellings and acts of statements left out
    told: tuple[StatementLine | EventLine, ...]  # both
    entities: Mapping[str, EntityLine]
    names: Names
    identities: Mapping[tuple[str, str], str]  # page id and entity id, or name -> identity
    said_by: Mapping[str, tuple[StatementLine, ...]]  # by identity, or folded name where there is none
    said_about: Mapping[str, tuple[StatementLine, ...]]
    done_by: Mapping[str, tuple[EventLine, ...]]
    done_to: Mapping[str, tuple[EventLine, ...]]
    done_at: Mapping[str, tuple[EventLine, ...]]
    outlets: Mapping[str, tuple[PageLine, ...]]
    days: tuple[Dated, ...]
    statement_of: Mapping[str, StatementLine]
    event_of: Mapping[str, EventLine]
    ties: Ties
    counted: dict[Callable[[Catalogue], object], object] = field(default_factory=dict, compare=False, repr=False)

    def once(self, count: Callable[[Catalogue], T]) -> T:
        """Return what `count` makes of the whole catalogue; it is asked the first time only."""
        if count not in self.counted:
            self.counted[count] = count(self)
        return cast("T", self.counted[count])

    def day(self, line: StatementLine | EventLine) -> str:
        """Return the day of a statement or event: its own, else that of its page, "" where both are open."""
        return line.date or self.pages[line.page].date

    def identity(self, page: int, entity: str, name: str) -> str:
        """Return the identity of an entity, or of a name that has none, on a page; the entity where there is none."""
        return self.identities.get((self.pages[page].id, entity or name), entity)

    def find_bearers(self, name: str) -> Collection[EntityLine]:
        """Return the entities that are meant, all where `name` is empty."""
        if not name:
            return self.entities.values()
        who = self.names.find(name)
        return [line for line in self.entities.values() if line.id in who.ids]

    def find_places(self, wanted: str) -> frozenset[str]:
        """Return the ids of the places that are meant; a state that is called just so stands for all within it."""
        who = self.names.find(wanted)
        if not who.part or not (state := find_state(wanted)):
            return who.ids
        inside = (one.id for one in self.entities.values() if one.type == "LOC" and one.country == state)
        return who.ids | frozenset(inside)


def make_catalogue(outline: Outline, account: Account) -> Catalogue:
    """Put an outline in order, by the account of its pages; that may be empty."""
    pages = {page.number: page for page in outline.pages}
    identities = {(part.page, part.entity): one.id for one in account.identities for part in one.parts}
    who = _Who(pages, identities)

    order = by_day(pages)
    statements = tuple(sorted(map(who.in_statement, outline.statements), key=order))
    entities = _entities(outline, account)
    events = tuple(sorted(map(who.in_event, filter(_is_told, outline.events)), key=order))
    both: tuple[StatementLine | EventLine, ...] = (*statements, *events)
    return Catalogue(
        pages=pages,
        numbers={page.id: page.number for page in outline.pages},
        statements=statements,
        events=events,
        told=tuple(sorted(both, key=order)),
        entities=entities,
        names=fold_names(entities.values()),
        identities=identities,
        said_by=_index(statements, _speaker),
        said_about=_index(statements, _about),
        done_by=_index(events, _actors),
        done_to=_index(events, _recipients),
        done_at=_index(events, _place),
        outlets=_index(outline.pages, lambda page: (page.outlet,)),
        days=_count_days(pages, statements, events),
        statement_of={statement.id: statement for statement in statements},
        event_of={event.id: event for event in map(who.in_event, outline.events)},
        ties=make_ties(account),
    )


def replace_page(catalogue: Catalogue, fresh: Outline) -> Catalogue:
    """Return a catalogue in which `fresh`, the outline of one page, has taken the place of what it held of that page.

    The account of all pages stays as it was. That takes some hundredth of the time of putting all in order.
    """
    (page,) = fresh.pages
    number = page.number
    pages = {**catalogue.pages, number: page}
    who = _Who(pages, catalogue.identities)
    entities = catalogue.entities if catalogue.identities else _describe(catalogue.entities, fresh, number)
    said, done = tuple(map(who.in_statement, fresh.statements)), tuple(map(who.in_event, fresh.events))
    told = tuple(filter(_is_told, done))
    order = by_day(pages)
    statements = _put(catalogue.statements, said, number, order)
    events = _put(catalogue.events, told, number, order)
    fresh_lines: tuple[StatementLine | EventLine, ...] = (*said, *told)
    outlet = tuple(page if one.number == number else one for one in catalogue.outlets[page.outlet])
    return replace(
        catalogue,
        counted={},
        pages=pages,
        statements=statements,
        events=events,
        told=_put(catalogue.told, fresh_lines, number, order),
        entities=entities,
        names=catalogue.names if entities is catalogue.entities else fold_names(entities.values()),
        said_by=_put_index(catalogue.said_by, _speaker, said, number, order),
        said_about=_put_index(catalogue.said_about, _about, said, number, order),
        done_by=_put_index(catalogue.done_by, _actors, told, number, order),
        done_to=_put_index(catalogue.done_to, _recipients, told, number, order),
        done_at=_put_index(catalogue.done_at, _place, told, number, order),
        outlets={**catalogue.outlets, page.outlet: outlet},
        days=_count_days(pages, statements, events),
        statement_of=_put_ids(catalogue.statement_of, said, number),
        event_of=_put_ids(catalogue.event_of, done, number),
    )


def _put(lines: Iterable[L], fresh: Iterable[L], page: int, order: Order) -> tuple[L, ...]:
    # The lines left are in order, which makes sorting a walk along them.
    left = [line for line in lines if line.page != page]
    left.extend(fresh)
    return tuple(sorted(left, key=order))


def _put_index(
    index: Mapping[str, tuple[L, ...]],
    keys: Callable[[L], Iterable[str]],
    fresh: Iterable[L],
    page: int,
    order: Order,
) -> Mapping[str, tuple[L, ...]]:
    come = _index(fresh, keys)
    stale = {key for key, lines in index.items() if any(line.page == page for line in lines)}
    changed = {key: _put(index.get(key, ()), come.get(key, ()), page, order) for key in stale | come.keys()}
    return {key: lines for key, lines in {**index, **changed}.items() if lines}


def _put_ids(index: Mapping[str, L], fresh: Iterable[L], page: int) -> Mapping[str, L]:
    return {**{id_: line for id_, line in index.items() if line.page != page}, **{line.id: line for line in fresh}}


def _describe(entities: Mapping[str, EntityLine], fresh: Outline, page: int) -> Mapping[str, EntityLine]:
    """Return the entities of the pages, `page` naming those of `fresh` and no others."""
    named = {entity.id: entity for entity in fresh.entities}
    left = {
        one.id: one._replace(pages=tuple(number for number in one.pages if number != page))
        if page in one.pages
        else one
        for one in entities.values()
    }
    for one in named.values():
        known = left.get(one.id, one)
        left[one.id] = known._replace(pages=tuple(sorted({*known.pages, page})))
    return {id_: left[id_] for id_ in sorted(left) if left[id_].pages}


def _is_told(event: EventLine) -> bool:
    return not (event.same_as or event.from_statement)


def _speaker(statement: StatementLine) -> Iterable[str]:
    return (key_of(statement.speaker, statement.speaker_name),)


def _about(statement: StatementLine) -> Iterable[str]:
    return statement.about


def _actors(event: EventLine) -> Iterable[str]:
    return (key_of(*actor) for actor in event.actors)


def _recipients(event: EventLine) -> Iterable[str]:
    return (key_of(*recipient) for recipient in event.recipients)


def _place(event: EventLine) -> Iterable[str]:
    return (event.place,)


def by_day(pages: Mapping[int, PageLine]) -> Order:
    """Return what lines are put in order by: their day, those without one last; then page, and place on the page."""

    def order(line: StatementLine | EventLine) -> tuple[bool, str, int, int]:
        date = line.date or pages[line.page].date
        return not date, date, line.page, line.position

    return order


class _Who(NamedTuple):
    """Lines as they stand on their pages, with identities in the place of entities."""

    pages: Mapping[int, PageLine]
    identities: Mapping[tuple[str, str], str]

    def in_statement(self, line: StatementLine) -> StatementLine:
        page = self.pages[line.page].id
        speaker = self._find(page, line.speaker, line.speaker_name)
        about = tuple(dict.fromkeys(self._find(page, one, "") for one in line.about))
        return line._replace(speaker=speaker, about=about)

    def in_event(self, line: EventLine) -> EventLine:
        page = self.pages[line.page].id
        actors = tuple((self._find(page, *actor), actor[1]) for actor in line.actors)
        recipients = tuple((self._find(page, *recipient), recipient[1]) for recipient in line.recipients)
        return line._replace(actors=actors, recipients=recipients, place=self._find(page, line.place, ""))

    def _find(self, page: str, entity: str, name: str) -> str:
        return self.identities.get((page, entity or name), entity)


def _entities(outline: Outline, account: Account) -> dict[str, EntityLine]:
    """Return the identities as entities with their pages; the entities of the pages where no account was made."""
    if not account.identities:
        return {entity.id: entity for entity in outline.entities}
    numbers = {page.id: page.number for page in outline.pages}
    return {
        one.id: EntityLine(
            id=one.id,
            type=one.type,
            name=one.name,
            name_en=one.name_en,
            names=one.names,
            country=one.country,
            actor_code=one.actor_code,
            lat=one.lat,
            lon=one.lon,
            place_precision=one.place_precision,
            pages=tuple(sorted({numbers[part.page] for part in one.parts if part.page in numbers})),
        )
        for one in account.identities
    }


def key_of(entity: str, name: str) -> str:
    """Return under which key somebody stands: the id, the folded name where there is none, "" for nobody."""
    return entity or fold_form(name)


def _index(lines: Iterable[T], keys: Callable[[T], Iterable[str]]) -> dict[str, tuple[T, ...]]:
    found: dict[str, list[T]] = {}
    for line in lines:
        for key in dict.fromkeys(keys(line)):
            if key:
                found.setdefault(key, []).append(line)
    return {key: tuple(kept) for key, kept in found.items()}


def _count_days(
    pages: Mapping[int, PageLine], statements: Iterable[StatementLine], events: Iterable[EventLine]
) -> tuple[Dated, ...]:
    said: Counter[str] = Counter()
    done: Counter[str] = Counter()
    outlets: dict[str, set[str]] = {}
    for lines, counts in ((statements, said), (events, done)):
        for line in lines:
            page = pages[line.page]
            date = (line.date or page.date)[: len("2020-01-01")]
            counts[date] += 1
            outlets.setdefault(date, set()).add(page.outlet)
    return tuple(Dated(date, said[date], done[date], len(outlets[date])) for date in sorted(outlets) if date)

"""The outline of a record put in order: by day, by who is named, by outlet, so that every list is a walk in memory."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from khabar.text.fold import fold_form

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from typing import TypeVar

    from khabar.store import EntityLine, EventLine, Outline, PageLine, StatementLine

    T = TypeVar("T")


class Dated(NamedTuple):
    """How many statements and events of one day, and of how many outlets."""

    date: str
    statements: int
    events: int
    outlets: int


@dataclass(frozen=True, slots=True)
class Catalogue:
    """A whole record, in order. Statements and events stand by day, those without a day last."""

    pages: Mapping[int, PageLine]
    numbers: Mapping[str, int]  # page id -> page number
    statements: tuple[StatementLine, ...]
    events: tuple[EventLine, ...]  # retellings and acts of statements left out
    all_events: Mapping[str, EventLine]
    entities: Mapping[str, EntityLine]
    said_by: Mapping[str, tuple[StatementLine, ...]]  # by entity id, or folded name where there is none
    said_about: Mapping[str, tuple[StatementLine, ...]]
    done_by: Mapping[str, tuple[EventLine, ...]]
    done_to: Mapping[str, tuple[EventLine, ...]]
    done_at: Mapping[str, tuple[EventLine, ...]]
    outlets: Mapping[str, tuple[PageLine, ...]]
    days: tuple[Dated, ...]
    by_id: Mapping[str, StatementLine]

    def day(self, line: StatementLine | EventLine) -> str:
        """Return the day of a statement or event: its own, else that of its page, "" where both are open."""
        return line.date or self.pages[line.page].date


def make_catalogue(outline: Outline) -> Catalogue:
    """Put an outline in order."""
    pages = {page.number: page for page in outline.pages}

    def day(line: StatementLine | EventLine) -> tuple[bool, str, int, int]:
        date = line.date or pages[line.page].date
        return not date, date, line.page, line.position

    statements = tuple(sorted(outline.statements, key=day))
    told = tuple(sorted((e for e in outline.events if not (e.same_as or e.from_statement)), key=day))
    return Catalogue(
        pages=pages,
        numbers={page.id: page.number for page in outline.pages},
        statements=statements,
        events=told,
        all_events={event.id: event for event in outline.events},
        entities={entity.id: entity for entity in outline.entities},
        said_by=_index(statements, lambda s: (key_of(s.speaker, s.speaker_name),)),
        said_about=_index(statements, lambda s: s.about),
        done_by=_index(told, lambda e: (key_of(*actor) for actor in e.actors)),
        done_to=_index(told, lambda e: (key_of(*recipient) for recipient in e.recipients)),
        done_at=_index(told, lambda e: (e.place,)),
        outlets=_index(outline.pages, lambda page: (page.outlet,)),
        days=_count_days(pages, statements, told),
        by_id={statement.id: statement for statement in statements},
    )


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

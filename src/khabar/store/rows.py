"""A record as the rows of its tables, and the record back from them: the same to the last field.

One page has one row in `pages`, `articles` and `publications`, and a numbered row in each other table for every element
of a tuple. Text is kept compressed, everything else as spans into it.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Generic, TypeVar

import zstandard

from khabar.model import (
    Article,
    Block,
    Entity,
    Event,
    Evidence,
    Mention,
    Note,
    Page,
    Participant,
    Publication,
    Record,
    Relay,
    Seam,
    Span,
    Statement,
)
from khabar.store.outline import unpack
from khabar.store.shapes import Shape, Value, shape

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Mapping, Sequence

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Table(Generic[T]):
    """A table whose rows are things of one type. `keys` are the columns that say whose and which, before the others."""

    name: str
    keys: tuple[str, ...]
    shape: Shape[T]

    @property
    def columns(self) -> tuple[str, ...]:
        """All columns of a row, quoted for SQL."""
        return tuple(f'"{column}"' for column in (*self.keys, *self.shape.columns))

    def write(self, connection: sqlite3.Connection, rows: Iterable[tuple[Sequence[Value], T]]) -> None:
        """Insert one row a thing, under the keys given with it."""
        marks = ", ".join("?" * len(self.columns))
        sql = f"INSERT INTO {self.name} ({', '.join(self.columns)}) VALUES ({marks})"  # noqa: S608  # names are ours
        connection.executemany(sql, [(*keys, *self.shape.values(thing)) for keys, thing in rows])

    def read(self, connection: sqlite3.Connection, *keys: int) -> list[tuple[Value, ...]]:
        """Return the rows under the first of the keys, in order of the others, which stand before the columns."""
        known = " AND ".join(f"{key} = ?" for key in self.keys[: len(keys)])
        columns, order = ", ".join(self.columns[len(keys) :]), ", ".join(self.keys)
        sql = f"SELECT {columns} FROM {self.name} WHERE {known} ORDER BY {order}"  # noqa: S608  # names are ours
        return connection.execute(sql, keys).fetchall()

    def things(self, connection: sqlite3.Connection, *keys: int) -> tuple[T, ...]:
        """Return the things under the first of the keys, for a type without lists of its own."""
        skipped = len(self.keys) - len(keys)
        return tuple(self.shape.build(iter(row[skipped:])) for row in self.read(connection, *keys))


_ONE = ("page",)
_MANY = ("page", "position")
PAGES = Table("pages", _ONE, shape(Page))
ARTICLES = Table("articles", _ONE, shape(Article))
PARAGRAPHS = Table("paragraphs", _MANY, shape(Span))
BLOCKS = Table("blocks", _MANY, shape(Block))
PUBLICATIONS = Table("publications", _ONE, shape(Publication))
EVIDENCE = Table("evidence", _MANY, shape(Evidence))
SEAMS = Table("seams", _MANY, shape(Seam))
ENTITIES = Table("entities", _MANY, shape(Entity))
MENTIONS = Table("mentions", _MANY, shape(Mention))
STATEMENTS = Table("statements", _MANY, shape(Statement))
RELAYS = Table("relays", ("page", "statement", "position"), shape(Relay))
EVENTS = Table("events", _MANY, shape(Event))
ACTORS = Table("actors", ("page", "event", "position"), shape(Participant))
RECIPIENTS = Table("recipients", ("page", "event", "position"), shape(Participant))
NOTES = Table("notes", _MANY, shape(Note))

_TEXT = PAGES.columns.index('"text"') - len(_ONE)


def write_page(connection: sqlite3.Connection, page: Page, digest: bytes, reading: bytes) -> int:
    """Write the row of a page, in place of one with the same id, and return its number."""
    values: list[Value] = list(PAGES.shape.values(page))
    values[_TEXT] = zstandard.compress(page.text.encode())
    columns = (*PAGES.columns[1:], "digest", "reading")
    changes = ", ".join(f"{column} = excluded.{column}" for column in columns[1:])
    sql = (
        f"INSERT INTO pages ({', '.join(columns)}) VALUES ({', '.join('?' * len(columns))}) "  # noqa: S608
        f"ON CONFLICT (id) DO UPDATE SET {changes} RETURNING page"
    )
    return int(connection.execute(sql, (*values, digest, reading)).fetchone()[0])


def write_reading(connection: sqlite3.Connection, number: int, record: Record) -> None:
    """Write all rows of a record but the page's own. The page must have none yet."""
    article, publication = record.article, record.publication
    ARTICLES.write(connection, [((number,), article)])
    PARAGRAPHS.write(connection, _numbered(number, article.body))
    BLOCKS.write(connection, _numbered(number, article.blocks))
    PUBLICATIONS.write(connection, [((number,), publication)])
    EVIDENCE.write(connection, _numbered(number, publication.proof))
    SEAMS.write(connection, _numbered(number, publication.seams))
    ENTITIES.write(connection, _numbered(number, record.entities))
    MENTIONS.write(connection, _numbered(number, record.mentions))
    STATEMENTS.write(connection, _numbered(number, record.statements))
    RELAYS.write(connection, _within(number, [s.relay for s in record.statements]))
    EVENTS.write(connection, _numbered(number, record.events))
    ACTORS.write(connection, _within(number, [e.actors for e in record.events]))
    RECIPIENTS.write(connection, _within(number, [e.recipients for e in record.events]))
    NOTES.write(connection, _numbered(number, record.notes))


def write_capture(connection: sqlite3.Connection, number: int, capture: bytes | None) -> None:
    """Keep the bytes a page was made of, in place of older ones; None where they are its text."""
    connection.execute("DELETE FROM captures WHERE page = ?", (number,))
    if capture is not None:
        connection.execute("INSERT INTO captures VALUES (?, ?)", (number, zstandard.compress(capture)))


def read_capture(connection: sqlite3.Connection, number: int) -> bytes:
    """Return the bytes the page with that number, which must be there, was made of."""
    row = connection.execute("SELECT bytes FROM captures WHERE page = ?", (number,)).fetchone()
    packed = row or connection.execute("SELECT text FROM pages WHERE page = ?", (number,)).fetchone()
    return zstandard.decompress(packed[0])


def clear_reading(connection: sqlite3.Connection, number: int) -> None:
    """Delete all rows of a record but the page's own."""
    # Relays, actors and recipients go along with their statements and events.
    for table in ("articles", "paragraphs", "blocks", "publications", "evidence", "seams", "entities", "mentions"):
        connection.execute(f"DELETE FROM {table} WHERE page = ?", (number,))  # noqa: S608
    for table in ("statements", "events", "notes"):
        connection.execute(f"DELETE FROM {table} WHERE page = ?", (number,))  # noqa: S608


def read_record(connection: sqlite3.Connection, number: int) -> Record:
    """Return the record of the page with that number, which must be there."""
    return Record(
        _page(connection, number),
        _article(connection, number),
        _publication(connection, number),
        ENTITIES.things(connection, number),
        MENTIONS.things(connection, number),
        _statements(connection, number),
        _events(connection, number),
        NOTES.things(connection, number),
    )


def read_text(connection: sqlite3.Connection, number: int) -> str | None:
    """Return the text of the page with that number, None where there is none."""
    row = connection.execute("SELECT text FROM pages WHERE page = ?", (number,)).fetchone()
    return unpack(row[0]) if row else None


def read_statement(connection: sqlite3.Connection, number: int, position: int) -> Statement | None:
    """Return one statement of a page, None where there is none."""
    relays = RELAYS.things(connection, number, position)
    rows = STATEMENTS.read(connection, number, position)
    return STATEMENTS.shape.build(iter(rows[0]), {"relay": relays}) if rows else None


def read_event(connection: sqlite3.Connection, number: int, position: int) -> Event | None:
    """Return one event of a page, None where there is none."""
    rows = EVENTS.read(connection, number, position)
    lists = {table.name: table.things(connection, number, position) for table in (ACTORS, RECIPIENTS)}
    return EVENTS.shape.build(iter(rows[0]), lists) if rows else None


def read_entities(connection: sqlite3.Connection) -> tuple[Entity, ...]:
    """Return the entities of all pages in order of their ids, each as the first page has it."""
    columns = ", ".join(f'"{column}"' for column in ENTITIES.shape.columns)
    sql = f"SELECT {columns}, min(page) FROM entities GROUP BY id ORDER BY id"  # noqa: S608  # names are ours
    return tuple(ENTITIES.shape.build(iter(row)) for row in connection.execute(sql))


def _page(connection: sqlite3.Connection, number: int) -> Page:
    (row,) = PAGES.read(connection, number)
    page = PAGES.shape.build(iter(row))
    packed = row[_TEXT]
    if not isinstance(packed, bytes):
        raise TypeError(f"the text of page {number} is not compressed")
    return replace(page, text=unpack(packed))


def _article(connection: sqlite3.Connection, number: int) -> Article:
    (row,) = ARTICLES.read(connection, number)
    body, blocks = PARAGRAPHS.things(connection, number), BLOCKS.things(connection, number)
    return ARTICLES.shape.build(iter(row), {"body": body, "blocks": blocks})


def _publication(connection: sqlite3.Connection, number: int) -> Publication:
    (row,) = PUBLICATIONS.read(connection, number)
    proof, seams = EVIDENCE.things(connection, number), SEAMS.things(connection, number)
    return PUBLICATIONS.shape.build(iter(row), {"proof": proof, "seams": seams})


def _statements(connection: sqlite3.Connection, number: int) -> tuple[Statement, ...]:
    relays = _grouped(RELAYS, connection, number)
    rows = STATEMENTS.read(connection, number)
    return tuple(STATEMENTS.shape.build(iter(row[1:]), {"relay": relays.get(row[0], ())}) for row in rows)


def _events(connection: sqlite3.Connection, number: int) -> tuple[Event, ...]:
    actors, recipients = _grouped(ACTORS, connection, number), _grouped(RECIPIENTS, connection, number)
    return tuple(
        EVENTS.shape.build(iter(row[1:]), {"actors": actors.get(row[0], ()), "recipients": recipients.get(row[0], ())})
        for row in EVENTS.read(connection, number)
    )


def _numbered(number: int, things: tuple[T, ...]) -> list[tuple[Sequence[Value], T]]:
    return [((number, position), thing) for position, thing in enumerate(things)]


def _within(number: int, groups: list[tuple[T, ...]]) -> list[tuple[Sequence[Value], T]]:
    return [((number, whose, at), thing) for whose, things in enumerate(groups) for at, thing in enumerate(things)]


def _grouped(table: Table[T], connection: sqlite3.Connection, number: int) -> Mapping[Value, tuple[T, ...]]:
    groups: dict[Value, tuple[T, ...]] = {}
    for row in table.read(connection, number):
        groups[row[0]] = (*groups.get(row[0], ()), table.shape.build(iter(row[2:])))
    return groups

"""The outline of a record file: of every page, statement, event and entity what lists and counts need, and no text.

Thirteen thousand pages make an outline of some hundred megabytes; what else a list shows is read row by row through
`Store.statement`, `Store.event` and `Store.text`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, TypeVar

import orjson
import zstandard

from khabar.errors import StoreError

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator
    from pathlib import Path

    from khabar.model import Event, Statement

T = TypeVar("T")
Told = TypeVar("Told", "Statement", "Event")
_Range = tuple[int, int]  # numbers of pages, from the first to the last
_LAST = 2**63 - 1


class PageLine(NamedTuple):
    """A page: its key, id, outlet and headline as shown ("" where it has none), and the days it allows.

    `title_start` is where the headline begins in its text, 0 where it has none.
    """

    number: int
    id: str
    outlet: str
    title: str
    date: str
    earliest: str
    latest: str
    captured: str
    url: str
    confidence: float  # of the date
    title_start: int


class StatementLine(NamedTuple):
    """A statement: page number and place among the page's statements, then fields of `Statement`."""

    page: int
    position: int
    id: str
    speaker: str
    speaker_name: str
    act: str
    form: str
    stance: str
    date: str
    confidence: float
    about: tuple[str, ...]


class EventLine(NamedTuple):
    """An event: page number and place among the page's events, then fields of `Event`; parties as (entity, name)."""

    page: int
    position: int
    id: str
    type: str
    status: str
    date: str
    place: str
    background: bool
    same_as: str
    said_in: str
    from_statement: bool
    confidence: float
    actors: tuple[tuple[str, str], ...]
    recipients: tuple[tuple[str, str], ...]


class EntityLine(NamedTuple):
    """An entity, and the numbers of the pages that name it, ascending."""

    id: str
    type: str
    name: str
    name_en: str
    names: tuple[str, ...]
    country: str
    actor_code: str
    lat: float | None
    lon: float | None
    place_precision: str
    pages: tuple[int, ...]


class Outline(NamedTuple):
    """The outline of a whole record file: pages by number, the rest page by page in page order."""

    pages: tuple[PageLine, ...]
    statements: tuple[StatementLine, ...]
    events: tuple[EventLine, ...]
    entities: tuple[EntityLine, ...]


def read_outline(connection: sqlite3.Connection, page: int | None = None) -> Outline:
    """Return the outline of the file, or of one page alone, by its number."""
    pages = (0, _LAST) if page is None else (page, page)
    return Outline(
        tuple(_pages(connection, pages)),
        tuple(_statements(connection, pages)),
        tuple(_events(connection, pages)),
        _entities(connection, pages),
    )


def still(thing: Told | None, wanted: str, path: Path) -> Told:
    """Return what stands where a line of the outline says, if it is what the line is of; else raise `StoreError`."""
    found = there(thing, path)
    return there(found if found.id == wanted else None, path)


def there(thing: T | None, path: Path) -> T:
    """Return what a line of the outline is of, if it is there; else raise `StoreError`."""
    if thing is None:
        raise StoreError(f"{path}: it has changed since it was asked; ask again")
    return thing


def unpack(packed: bytes) -> str:
    """Return the text of a page from the bytes kept of it."""
    return zstandard.decompress(packed).decode()


def _pages(connection: sqlite3.Connection, pages: _Range) -> Iterator[PageLine]:
    sql = (
        "SELECT p.page, p.id, p.outlet, p.metadata_site, p.text, a.title_start, a.title_end, a.outlet_start, "
        "a.outlet_end, u.date, u.earliest, u.latest, p.captured, p.url, u.confidence "
        "FROM pages p JOIN articles a USING (page) JOIN publications u USING (page) WHERE p.page BETWEEN ? AND ? "
        "ORDER BY p.page"
    )
    for number, page, outlet, site, packed, title, title_end, shown, shown_end, *rest in connection.execute(sql, pages):
        needed = title is not None or (not outlet and shown is not None)
        text = unpack(packed) if needed else ""
        name = outlet or (text[shown:shown_end] if shown is not None else "") or site
        headline = text[title:title_end] if title is not None else ""
        yield PageLine._make((number, page, name, headline, *rest, title or 0))


def _statements(connection: sqlite3.Connection, pages: _Range) -> Iterator[StatementLine]:
    sql = (
        "SELECT page, position, id, speaker, speaker_name, act, form, outlet_stance, date, confidence, about "
        "FROM statements WHERE page BETWEEN ? AND ? ORDER BY page, position"
    )
    for row in connection.execute(sql, pages):
        yield StatementLine._make((*row[:-1], tuple(orjson.loads(row[-1]))))


def _events(connection: sqlite3.Connection, pages: _Range) -> Iterator[EventLine]:
    actors, recipients = _parties(connection, "actors", pages), _parties(connection, "recipients", pages)
    sql = (
        "SELECT page, position, id, type, status, date, ifnull(place_entity, ''), background, same_as, said_in, "
        "from_statement, confidence FROM events WHERE page BETWEEN ? AND ? ORDER BY page, position"
    )
    for row in connection.execute(sql, pages):
        *fields, background, same_as, said_in, restates, confidence = row
        whose = row[:2]
        parties = actors.get(whose, ()), recipients.get(whose, ())
        yield EventLine._make((*fields, bool(background), same_as, said_in, bool(restates), confidence, *parties))


def _parties(
    connection: sqlite3.Connection, table: str, pages: _Range
) -> dict[tuple[int, int], tuple[tuple[str, str], ...]]:
    parties: dict[tuple[int, int], tuple[tuple[str, str], ...]] = {}
    sql = (
        f"SELECT page, event, entity, name FROM {table} WHERE page BETWEEN ? AND ? "  # noqa: S608  # names are ours
        "ORDER BY page, event, position"
    )
    for page, event, entity, name in connection.execute(sql, pages):
        parties[page, event] = (*parties.get((page, event), ()), (entity, name))
    return parties


def _entities(connection: sqlite3.Connection, pages: _Range) -> tuple[EntityLine, ...]:
    """Return every entity once, by id, as its first page describes it."""
    naming: dict[str, list[int]] = {}
    sql = "SELECT page, id FROM entities WHERE page BETWEEN ? AND ? ORDER BY page"
    for page, entity in connection.execute(sql, pages):
        naming.setdefault(entity, []).append(page)
    # min(page) makes SQLite take the other columns from that row.
    sql = (
        "SELECT id, type, name, name_en, names, country, actor_code, lat, lon, place_precision, min(page) "
        "FROM entities WHERE page BETWEEN ? AND ? GROUP BY id ORDER BY id"
    )
    return tuple(
        EntityLine._make((*row[:4], tuple(orjson.loads(row[4])), *row[5:10], tuple(dict.fromkeys(naming[row[0]]))))
        for row in connection.execute(sql, pages)
    )

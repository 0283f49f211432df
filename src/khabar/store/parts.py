"""The account of all pages as rows, and back: one table for each of its parts, one more for each list of their things.

Things are numbered in the order of the account. `account_pages` tells which pages a thing is made of, so that it goes
when one of them is changed or removed.
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, Generic, TypeVar

from khabar import account
from khabar.account import page_of
from khabar.store.rows import Table
from khabar.store.shapes import shape

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable, Iterable, Mapping

    from khabar.store.shapes import Value

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Part(Generic[T]):
    """One part of the account: its table, those of the lists in its things, and the pages a thing is made of.

    `key` is the column by which one thing is asked for.
    """

    table: Table[T]
    lists: Mapping[str, Table[object]]
    pages: Callable[[T], Iterable[str]]
    key: str

    @property
    def name(self) -> str:
        """The name of the table, and of the field of the account."""
        return self.table.name


def _part(
    name: str,
    of: type[T],
    pages: Callable[[T], Iterable[str]],
    lists: Mapping[str, type[object]] | None = None,
    key: str = "id",
) -> Part[T]:
    keys = ("number", "position")
    below = {field: Table(f"{name}_{field}", keys, shape(kind)) for field, kind in (lists or {}).items()}
    return Part(Table(name, ("number",), shape(of)), below, pages, key)


IDENTITIES = _part("identities", account.Identity, lambda _: (), {"parts": account.Joined})
REPRINTS = _part("reprints", account.Reprint, lambda of: (of.a, of.b), {"stretches": account.Stretch}, "a")
GROUPS = _part("groups", account.Group, lambda of: of.pages, {"origins": account.Origin})
STORIES = _part("stories", account.Story, lambda of: of.pages)
HAPPENINGS = _part(
    "happenings",
    account.Happening,
    lambda of: map(page_of, of.tellings),
    {"killed": account.Count, "injured": account.Count},
)
UTTERANCES = _part(
    "utterances",
    account.Utterance,
    lambda of: (page_of(rendering.statement) for rendering in of.renderings),
    {"renderings": account.Rendering},
)
CLAIMS = _part("claims", account.Claim, lambda of: map(page_of, (*of.makers, *of.denials)))
CONTRADICTIONS = _part("contradictions", account.Contradiction, lambda of: map(page_of, (of.a, of.b)), key="a")
POSITIONS = _part("positions", account.Position, lambda of: (page_of(of.statement),), key="actor")
ACCORDS = _part(
    "accords", account.Accord, lambda of: (keeping.page for keeping in of.keepings), {"keepings": account.Keeping}
)
PROFILES = _part(
    "profiles",
    account.Profile,
    lambda _: (),
    {"sources": account.Supply, "holdings": account.Holding},
    "outlet",
)
PARTS: tuple[Part[object], ...] = (
    IDENTITIES, REPRINTS, GROUPS, STORIES, HAPPENINGS, UTTERANCES, CLAIMS, CONTRADICTIONS, POSITIONS, ACCORDS, PROFILES
)  # type: ignore[assignment]  # fmt: skip  # each takes things of its own type, and they are only ever given these


def write_account(connection: sqlite3.Connection, made: account.Account) -> None:
    """Put `made` in the place of the account the file holds."""
    numbers = dict(connection.execute("SELECT id, page FROM pages").fetchall())
    connection.execute("DELETE FROM account_pages")
    for part in PARTS:
        things: tuple[object, ...] = getattr(made, part.name)
        connection.execute(f"DELETE FROM {part.name}")  # noqa: S608  # names are ours
        part.table.write(connection, (((number,), thing) for number, thing in enumerate(things)))
        for field, table in part.lists.items():
            table.write(
                connection,
                (
                    ((number, position), inner)
                    for number, thing in enumerate(things)
                    for position, inner in enumerate(getattr(thing, field))
                ),
            )
        links = {(numbers[page], number) for number, thing in enumerate(things) for page in part.pages(thing)}
        sql = "INSERT INTO account_pages (part, page, number) VALUES (?, ?, ?)"
        connection.executemany(sql, ((part.name, *link) for link in sorted(links)))


def forget_page(connection: sqlite3.Connection, page: int) -> None:
    """Delete whatever of the account is made of a page, which is about to change or go."""
    sql = "SELECT number FROM account_pages WHERE page = ? AND part = ?"
    for part in PARTS:
        numbers = connection.execute(sql, (page, part.name)).fetchall()
        connection.executemany(f"DELETE FROM {part.name} WHERE number = ?", numbers)  # noqa: S608
        # They stand under their other pages as well.
        links = [(part.name, number) for (number,) in numbers]
        connection.executemany("DELETE FROM account_pages WHERE part = ? AND number = ?", links)
    own = "(SELECT id FROM pages WHERE page = ?)"
    connection.execute(f"DELETE FROM {IDENTITIES.name}_parts WHERE page = {own}", (page,))  # noqa: S608


def read_part(connection: sqlite3.Connection, part: Part[T], *, page: str = "", key: str = "") -> tuple[T, ...]:
    """Return the things of a part in their order: all, or those made of a page, or those whose key is `key`."""
    condition = ""
    of: tuple[str, ...] = ()
    if page:
        linked = "SELECT number FROM account_pages NATURAL JOIN pages WHERE part = ? AND id = ?"
        condition, of = f" WHERE number IN ({linked})", (part.name, page)
    elif key:
        keyed = f"SELECT number FROM {part.name} WHERE {part.key} = ?"  # noqa: S608
        condition, of = f" WHERE number IN ({keyed})", (key,)
    inner = {field: _read_lists(connection, table, condition, of) for field, table in part.lists.items()}
    sql = f"SELECT {', '.join(part.table.columns)} FROM {part.name}{condition} ORDER BY number"  # noqa: S608
    return tuple(
        part.table.shape.build(iter(row[1:]), {field: tuple(lists.get(row[0], ())) for field, lists in inner.items()})
        for row in connection.execute(sql, of)
    )


def read_account(connection: sqlite3.Connection) -> account.Account:
    """Return the account the file holds, empty where it holds none."""
    return account.Account(*(read_part(connection, part) for part in PARTS))  # type: ignore[arg-type]


def _read_lists(
    connection: sqlite3.Connection, table: Table[object], condition: str, of: tuple[Value, ...]
) -> dict[Value, list[object]]:
    sql = f"SELECT {', '.join(table.columns)} FROM {table.name}{condition} ORDER BY number, position"  # noqa: S608
    lists: dict[Value, list[object]] = {}
    for row in connection.execute(sql, of):
        lists.setdefault(row[0], []).append(table.shape.build(iter(row[2:])))
    return lists


assert [part.name for part in PARTS] == [field.name for field in fields(account.Account)]  # noqa: S101

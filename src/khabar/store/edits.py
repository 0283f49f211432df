"""The corrections of people, kept beside the records they correct, and the records as they were read.

An edit is kept as the line of the patch it came from or will be exported as, with why it could not act ("" where it
did). It outlives its page: an edit of a page that is gone, or is another now, waits there and is told.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from zstandard import ZstdError

from khabar.errors import StoreError, UsageError
from khabar.model import Record
from khabar.review import Edit, Why, read_edit, replay, write_edit
from khabar.store.frozen import freeze, thaw
from khabar.store.rows import read_record

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable

_GONE: Why = "the page is not in the record"


class KeptEdit(NamedTuple):
    """An edit with its number in the file, and why it could not act, "" where it did."""

    number: int
    edit: Edit
    conflict: str


class Judged(NamedTuple):
    """What an edit that acts judges: a field of a thing, "" for the thing as a whole."""

    kind: str
    target: str
    field: str


def read_kept(connection: sqlite3.Connection, page: str = "") -> tuple[KeptEdit, ...]:
    """Return the edits of a page, of all pages where none is given, in the order in which they were kept.

    Raises:
        StoreError: one is none, since the file is damaged.

    """
    sql = "SELECT number, line, conflict FROM edits WHERE ? IN ('', page) ORDER BY number"
    if page:
        sql = "SELECT number, line, conflict FROM edits WHERE page = ? ORDER BY number"
    try:
        return tuple(KeptEdit(number, read_edit(line), why) for number, line, why in connection.execute(sql, (page,)))
    except UsageError as err:
        raise StoreError(f"a correction kept in the record: {err}; a damaged record") from err


def read_judged(connection: sqlite3.Connection) -> frozenset[Judged]:
    """Return all that the edits which act judge."""
    rows = connection.execute("SELECT DISTINCT kind, target, field FROM edits WHERE conflict = ''")
    return frozenset(Judged(*row) for row in rows)


def write_kept(connection: sqlite3.Connection, edits: Iterable[Edit]) -> tuple[int, list[str]]:
    """Keep edits that are not kept yet; return how many these are, and the pages they are of.

    Raises:
        UsageError: one of them makes no sense.

    """
    before = connection.total_changes
    pages: dict[str, None] = {}
    for edit in edits:
        pages[edit.page] = None
        line = write_edit(edit)
        # What cannot be read back would be lost.
        read_edit(line)
        row = (edit.page, edit.kind, edit.target, edit.field, line)
        connection.execute(
            "INSERT INTO edits (page, kind, target, field, line, conflict) VALUES (?, ?, ?, ?, ?, '') "
            "ON CONFLICT (line) DO NOTHING",
            row,
        )
    return connection.total_changes - before, list(pages)


def drop_kept(connection: sqlite3.Connection, numbers: Iterable[int]) -> list[str]:
    """Drop edits by their numbers and return the pages they were of."""
    pages: dict[str, None] = {}
    for number in numbers:
        rows = connection.execute("DELETE FROM edits WHERE number = ? RETURNING page", (number,)).fetchall()
        pages.update(dict.fromkeys(page for (page,) in rows))
    return list(pages)


def correct(connection: sqlite3.Connection, record: Record) -> Record:
    """Return a record, as it was read, with the edits kept of its page, noting of each whether it could act."""
    kept = read_kept(connection, record.page.id)
    if not kept:
        return record
    replayed = replay(record, (one.edit for one in kept))
    whys = {id(conflict.edit): conflict.why for conflict in replayed.conflicts}
    for one in kept:
        _note(connection, one.number, whys.get(id(one.edit), ""))
    return replayed.record


def miss_page(connection: sqlite3.Connection, page: str) -> None:
    """Note of the edits of a page that it is not there."""
    sql = "UPDATE edits SET conflict = ? WHERE page = ? AND conflict <> ?"
    connection.execute(sql, (_GONE, page, _GONE))


def write_read(connection: sqlite3.Connection, number: int, record: Record | None) -> None:
    """Keep a page's record as it was read; None where that is the record the file holds."""
    packed = freeze(record) if record else None
    row = connection.execute("SELECT record FROM readings WHERE page = ?", (number,)).fetchone()
    if packed is None and row:
        connection.execute("DELETE FROM readings WHERE page = ?", (number,))
    if packed is not None and (row is None or row[0] != packed):
        connection.execute("INSERT OR REPLACE INTO readings VALUES (?, ?)", (number, packed))


def read_read(connection: sqlite3.Connection, number: int) -> Record:
    """Return a page's record as it was read, before any edit.

    Raises:
        StoreError: what is kept of it is damaged.

    """
    row = connection.execute("SELECT record FROM readings WHERE page = ?", (number,)).fetchone()
    try:
        return thaw(Record, row[0]) if row else read_record(connection, number)
    except (ValueError, LookupError, TypeError, ZstdError) as err:
        raise StoreError(f"page {number} as it was read: {err}; a damaged record") from err


def _note(connection: sqlite3.Connection, number: int, why: str) -> None:
    connection.execute("UPDATE edits SET conflict = ? WHERE number = ? AND conflict <> ?", (why, number, why))

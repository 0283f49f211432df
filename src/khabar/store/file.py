"""One record file: pages with all that was read from them, added, replaced, removed and given back whole.

The page id is the key. Adding a page that is there already, read the same way, changes nothing; a page whose text,
data or reading changed takes the place of the older one with all its rows. Nothing here knows a clock: the same
records added in the same order make the same file.
"""

from __future__ import annotations

from contextlib import contextmanager
from hashlib import sha256
from itertools import islice
from typing import TYPE_CHECKING, Literal, Self, TypeVar

import orjson
from zstandard import ZstdError

from khabar.errors import StoreError
from khabar.model import Unread
from khabar.store.connection import connect, told
from khabar.store.edits import (
    correct,
    drop_kept,
    miss_page,
    read_judged,
    read_kept,
    read_read,
    write_kept,
    write_read,
)
from khabar.store.outline import Outline, read_outline, still, there
from khabar.store.parts import forget_page, read_account, read_part, write_account
from khabar.store.rows import (
    MENTIONS,
    clear_reading,
    read_capture,
    read_entities,
    read_event,
    read_record,
    read_statement,
    read_text,
    write_capture,
    write_page,
    write_reading,
)
from khabar.store.search import find_hits, index_page, unindex_page

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Iterator
    from pathlib import Path
    from types import TracebackType

    from khabar.account import Account
    from khabar.model import Entity, Event, Mention, Record, Statement
    from khabar.review import Edit
    from khabar.store.edits import Judged, KeptEdit
    from khabar.store.outline import EventLine, StatementLine
    from khabar.store.parts import Part
    from khabar.store.search import Hit, Search

T = TypeVar("T")
Outcome = Literal["added", "replaced", "same"]


def open_store(path: Path, *, create: bool = True, read_only: bool = False) -> Store:
    """Return the record file at `path`, made where it is missing and `create` is true. Older files are brought forward.

    With `read_only` nothing that is called on the store afterwards can change the file.

    Raises:
        NewerSchema: a later version wrote it.
        StoreError: there is no such file, or it is no record file, or it cannot be opened.

    """
    return Store(path, connect(path, create=create, read_only=read_only))


class Store:
    """An open record file; close it, or use it in a `with` statement."""

    def __init__(self, path: Path, connection: sqlite3.Connection) -> None:
        self.path = path
        self._connection = connection

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, err: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the file. What was added outside an unfinished `batch` stays."""
        self._connection.close()

    @contextmanager
    def batch(self) -> Iterator[None]:
        """Do all that happens inside as one step: whole, or not at all. Waits for another run that is writing.

        A batch within a batch is a part of it, and fails alone.

        Raises:
            StoreError: the file stayed locked for `LOCK_SECONDS`, or the disk is full or broken.

        """
        inner = self._connection.in_transaction
        begin, end = ("SAVEPOINT step", "RELEASE step") if inner else ("BEGIN IMMEDIATE", "COMMIT")
        with told(self.path):
            self._connection.execute(begin)
            try:
                yield
                self._connection.execute(end)
            except BaseException:
                if self._connection.in_transaction:
                    self._connection.execute("ROLLBACK TO step" if inner else "ROLLBACK")
                    if inner:
                        self._connection.execute(end)
                raise

    @contextmanager
    def view(self) -> Iterator[None]:
        """Make all that is asked inside one read of one state, whatever another run writes meanwhile."""
        if self._connection.in_transaction:
            yield
            return
        self._connection.execute("BEGIN")
        try:
            # Only with the first read is the state settled.
            self._connection.execute("PRAGMA schema_version").fetchone()
            yield
        finally:
            self._connection.execute("COMMIT")

    def add(self, record: Record, reading: bytes = b"", capture: bytes | None = None) -> Outcome:
        """Keep `record` under its page's id and return what that did to the file.

        `capture` are the bytes the page was made of, None where they are its text in UTF-8. `reading` is what `is_read`
        is asked for later: a digest of the page and of all that it was read with.

        Raises:
            StoreError: the record cannot be written; the file is as it was before.

        """
        _digest(self.path, record)
        with self.batch():
            corrected = correct(self._connection, record)
            digest = _digest(self.path, corrected)
            sql = "SELECT page, digest, reading FROM pages WHERE id = ?"
            row = self._connection.execute(sql, (record.page.id,)).fetchone()
            kept = None if corrected is record else record
            if row and row[1] == digest:
                if row[2] != reading:
                    self._connection.execute("UPDATE pages SET reading = ? WHERE page = ?", (reading, row[0]))
                write_read(self._connection, row[0], kept)
                return "same"
            if row:
                forget_page(self._connection, row[0])
            number = self._write(corrected, digest, reading)
            write_capture(self._connection, number, capture)
            write_read(self._connection, number, kept)
        return "replaced" if row else "added"

    def _write(self, record: Record, digest: bytes, reading: bytes) -> int:
        """Write a record in place of the page's older one and return the page's number."""
        row = self._connection.execute("SELECT page FROM pages WHERE id = ?", (record.page.id,)).fetchone()
        if row:
            unindex_page(self._connection, row[0])
            clear_reading(self._connection, row[0])
        number = write_page(self._connection, record.page, digest, reading)
        write_reading(self._connection, number, record)
        index_page(self._connection, number)
        return number

    def correct(self, edits: Iterable[Edit]) -> int:
        """Keep edits and let them act on the records of their pages; return how many were not kept yet.

        What the account says of these pages stays until it is made anew; `has_account` tells that it is older.
        """
        with self.batch():
            count, pages = write_kept(self._connection, edits)
            for page in pages:
                self._replay(page)
        return count

    def take_back(self, numbers: Iterable[int]) -> int:
        """Drop edits by their numbers and let the others act as if they had not been made; return on how many pages."""
        with self.batch():
            pages = drop_kept(self._connection, numbers)
            for page in pages:
                self._replay(page)
        return len(pages)

    def edits(self, page: str = "") -> tuple[KeptEdit, ...]:
        """Return the edits of a page, of all pages where none is given, in the order in which they were kept."""
        with self._view():
            return read_kept(self._connection, page)

    def judged(self) -> frozenset[Judged]:
        """Return all that the edits which act judge."""
        with self._view():
            return read_judged(self._connection)

    def _replay(self, page_id: str) -> None:
        row = self._connection.execute("SELECT page, digest, reading FROM pages WHERE id = ?", (page_id,)).fetchone()
        if row is None:
            miss_page(self._connection, page_id)
            return
        number, before, reading = row
        read = read_read(self._connection, number)
        corrected = correct(self._connection, read)
        write_read(self._connection, number, None if corrected is read else read)
        digest = _digest(self.path, corrected)
        if digest != before:
            self._write(corrected, digest, reading)

    def remove(self, page_id: str) -> bool:
        """Remove a page with all its rows, those of the account too; return whether it was there."""
        with self.batch():
            row = self._connection.execute("SELECT page FROM pages WHERE id = ?", (page_id,)).fetchone()
            if row:
                forget_page(self._connection, row[0])
                unindex_page(self._connection, row[0])
                self._connection.execute("DELETE FROM pages WHERE page = ?", row)
                miss_page(self._connection, page_id)
            return row is not None

    def is_read(self, page_id: str, reading: bytes) -> bool:
        """Return whether the page is kept as it was read with just this `reading`, which is not empty."""
        row = self._connection.execute("SELECT reading FROM pages WHERE id = ?", (page_id,)).fetchone()
        return row is not None and row[0] == reading

    def record(self, page_id: str) -> Record | None:
        """Return the record of a page, None where the file holds no such page."""
        with self._view():
            row = self._connection.execute("SELECT page FROM pages WHERE id = ?", (page_id,)).fetchone()
            return read_record(self._connection, row[0]) if row else None

    def capture(self, page_id: str) -> bytes | None:
        """Return the bytes a page was made of, of which its `sha256` is; None where the file holds no such page."""
        with self._view():
            row = self._connection.execute("SELECT page FROM pages WHERE id = ?", (page_id,)).fetchone()
            return read_capture(self._connection, row[0]) if row else None

    def records(self) -> Iterator[Record]:
        """Yield all records in order of their page ids, as they stood when the first was asked for."""
        with self._view():
            for (number,) in self._connection.execute("SELECT page FROM pages ORDER BY id"):
                yield read_record(self._connection, number)

    def digests(self) -> tuple[tuple[str, bytes], ...]:
        """Return each page's id with the digest of its record: of two files, equal ones hold equal records."""
        with told(self.path):
            rows = self._connection.execute("SELECT id, digest FROM pages ORDER BY id").fetchall()
        return tuple((page_id, digest) for page_id, digest in rows)

    def entities(self) -> tuple[Entity, ...]:
        """Return the entities of all pages, each once, in order of their ids."""
        with told(self.path):
            return read_entities(self._connection)

    def search(self, wanted: Search, *, limit: int = 20, skip: int = 0) -> tuple[Hit, ...]:
        """Return the pages that hold what is looked for, the best first: `limit` at most, after the first `skip`.

        Whatever is typed is looked for: no word of a query is an error.
        """
        with self._view():
            return tuple(islice(find_hits(self._connection, wanted), skip, skip + limit))

    def keep_account(self, account: Account, pages: bytes, maker: bytes) -> bool:
        """Put the account of all pages in the place of the last, and return whether that was done.

        `pages` is what `digest` returned before they were read: where another run has changed them since, the account
        is not theirs and is not kept. `maker` is a digest of all else that went into it.
        """
        with self.batch():
            if self.digest() != pages:
                return False
            write_account(self._connection, account)
            self._connection.execute("INSERT OR REPLACE INTO account VALUES (1, ?, ?)", (pages, maker))
            return True

    def has_account(self, maker: bytes = b"") -> bool:
        """Return whether the file's account is of the pages as they are now and, where given, was made by `maker`."""
        with self._view():
            row = self._connection.execute("SELECT pages, maker FROM account").fetchone()
            return row is not None and row[0] == self.digest() and maker in (b"", row[1])

    def account(self) -> Account:
        """Return the account as it was last made, without what has changed since; empty where none was made."""
        with self._view():
            return read_account(self._connection)

    def part(self, part: Part[T], *, page: str = "", key: str = "") -> tuple[T, ...]:
        """Return the things of one part of the account in order: all, those made of a page, or those with a key."""
        with self._view():
            return read_part(self._connection, part, page=page, key=key)

    def joins(self) -> str:
        """Return the joins and splits that the user has made, "" for none."""
        row = self._connection.execute("SELECT text FROM joins").fetchone()
        return str(row[0]) if row else ""

    def keep_joins(self, text: str) -> None:
        """Keep the joins and splits that the user has made."""
        with self.batch():
            if text != self.joins():
                self._connection.execute("INSERT OR REPLACE INTO joins VALUES (1, ?)", (text,))

    def digest(self) -> bytes:
        """Return the digest of all pages with all that was read from them."""
        digest = sha256()
        for page_id, of_record in self._connection.execute("SELECT id, digest FROM pages ORDER BY id"):
            digest.update(sha256(page_id.encode()).digest() + of_record)
        return digest.digest()

    def outline(self, page: int | None = None) -> Outline:
        """Return the outline of the file as it stands, or of one page, by its number."""
        with self._view():
            return read_outline(self._connection, page)

    def statement(self, line: StatementLine) -> Statement:
        """Return the statement of a line of the outline. Raises `StoreError` where the file has changed since."""
        with self._view():
            return still(read_statement(self._connection, line.page, line.position), line.id, self.path)

    def event(self, line: EventLine) -> Event:
        """Return the event of a line of the outline. Raises `StoreError` where the file has changed since."""
        with self._view():
            return still(read_event(self._connection, line.page, line.position), line.id, self.path)

    def mentions(self, page: int) -> tuple[Mention, ...]:
        """Return the mentions of the page of a line of the outline, in order; none where it is no longer there."""
        with self._view():
            return MENTIONS.things(self._connection, page)

    def text(self, page: int) -> str:
        """Return the text of the page of a line of the outline. Raises `StoreError` where it is no longer there."""
        with self._view():
            return there(read_text(self._connection, page), self.path)

    def __len__(self) -> int:
        return int(self._connection.execute("SELECT count(*) FROM pages").fetchone()[0])

    def unread(self) -> tuple[Unread, ...]:
        """Return the pages filed as unread, in order of their sources."""
        rows = self._connection.execute("SELECT source, stage, reason FROM unread ORDER BY source")
        return tuple(Unread(*row) for row in rows)

    def file_unread(self, unread: Iterable[Unread]) -> None:
        """File pages that could not be read; where a source is filed already, its new reason takes the place."""
        # Without the condition a second run would write the same row again, and the file would not stay the same.
        sql = (
            "INSERT INTO unread VALUES (?, ?, ?) ON CONFLICT (source) DO UPDATE "
            "SET stage = excluded.stage, reason = excluded.reason "
            "WHERE (stage, reason) <> (excluded.stage, excluded.reason)"
        )
        with self.batch():
            self._connection.executemany(sql, unread)

    def drop_unread(self, sources: Iterable[str]) -> None:
        """Take sources off the list of unread pages; those that are not on it are passed over."""
        with self.batch():
            self._connection.executemany("DELETE FROM unread WHERE source = ?", [(source,) for source in sources])

    @contextmanager
    def _view(self) -> Iterator[None]:
        with told(self.path), self.view():
            try:
                yield
            except (ValueError, LookupError, TypeError, ZstdError) as err:
                # SQLite keeps no sums: what it hands over of a damaged file may be no JSON, or a value unheard of.
                raise StoreError(f"{self.path}: {err}; a damaged record") from err


def _digest(path: Path, record: Record) -> bytes:
    try:
        return sha256(orjson.dumps(record)).digest()
    except orjson.JSONEncodeError as err:
        raise StoreError(f"{path}: page {record.page.id!r} cannot be written: {err}") from err

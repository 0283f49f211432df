"""The connection to a record file: opened where the file is one, every fault of SQLite told as one of the file."""

from __future__ import annotations

import os
import sqlite3
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING
from urllib.parse import quote

from khabar.errors import NewerSchema, StoreError
from khabar.store.schema import APPLICATION_ID, migrate

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

# Seconds to wait for another run that is writing; a batch takes well under one.
LOCK_SECONDS = 60.0
_AGAIN = 0.05  # seconds between two tries where SQLite itself does not wait
_SQLITE = b"SQLite format 3\0"


def connect(path: Path, *, create: bool, read_only: bool) -> sqlite3.Connection:
    """Return a connection to the record file at `path`, as `khabar.store.open_store` says.

    Raises:
        NewerSchema: a later version wrote it.
        StoreError: there is no such file, or it is no record file, or it cannot be opened.

    """
    if not create and not path.is_file():
        raise StoreError(f"{path}: no such file")
    with told(path):
        connection = sqlite3.connect(
            _address(path, create=create), timeout=LOCK_SECONDS, isolation_level=None, uri=True
        )
    try:
        with told(path):
            _check(connection, path, create=create)
            connection.execute("PRAGMA foreign_keys = ON")
            if create:
                _write_ahead(connection)
                # With a WAL this loses at most the last batches on a power cut, and nothing on a kill.
                connection.execute("PRAGMA synchronous = NORMAL")
            migrate(connection)
            if read_only:
                connection.execute("PRAGMA query_only = ON")
    except BaseException:
        connection.close()
        raise
    return connection


def _write_ahead(connection: sqlite3.Connection) -> None:
    """Switch to a write-ahead log.

    SQLite does not wait where another has the file open in the old mode, since both might wait for each other, but says
    at once that it is locked: two runs that make one record at the same moment come upon that.
    """
    deadline = time.monotonic() + LOCK_SECONDS
    while True:
        try:
            connection.execute("PRAGMA journal_mode = WAL")
        except sqlite3.OperationalError as err:
            if "locked" not in str(err) or time.monotonic() >= deadline:
                raise
            time.sleep(_AGAIN)
        else:
            return


def is_store(path: Path) -> bool:
    """Return whether the file at `path` is a SQLite file, and so a record or something `open_store` says more of."""
    if not path.is_file():
        return False
    with path.open("rb") as stream:
        return stream.read(len(_SQLITE)) == _SQLITE


@contextmanager
def told(path: Path) -> Iterator[None]:
    """Raise what SQLite raises inside as a `StoreError` that names the file."""
    try:
        yield
    except sqlite3.OperationalError as err:
        if "locked" in str(err):
            raise StoreError(f"{path}: another run is writing it; try again when that has ended") from err
        if "full" in str(err) or "I/O" in str(err):
            raise StoreError(f"{path}: {err}; the batches written before stand, and the same command goes on") from err
        raise StoreError(f"{path}: {err}") from err
    except sqlite3.DatabaseError as err:
        raise StoreError(f"{path}: {err}; not a khabar record, or a damaged one") from err
    except NewerSchema as err:
        raise NewerSchema(f"{path}: {err}") from err


def _address(path: Path, *, create: bool) -> str:
    # A file at rest on a disk that takes no writing can still be read: no other run can be changing it there.
    at_rest = not path.with_name(f"{path.name}-wal").exists()
    sealed = not create and at_rest and not os.access(path.parent, os.W_OK)
    mode = "mode=ro&immutable=1" if sealed else "mode=rwc" if create else "mode=rw"
    return f"file:{quote(str(path.absolute()))}?{mode}"


def _check(connection: sqlite3.Connection, path: Path, *, create: bool) -> None:
    # One read transaction: another run may be making the file at this moment.
    connection.execute("BEGIN")
    application = connection.execute("PRAGMA application_id").fetchone()[0]
    empty = not connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()[0]
    connection.execute("COMMIT")
    if application != APPLICATION_ID and not (create and empty):
        raise StoreError(f"{path}: not a khabar record; khabar build makes one")

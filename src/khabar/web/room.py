"""The reading room: one record file, opened for each request, and its catalogue, made anew when the file changes."""

from __future__ import annotations

from contextlib import contextmanager
from threading import Lock
from typing import TYPE_CHECKING, NamedTuple

from khabar.store import open_store
from khabar.web.catalogue import make_catalogue

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from khabar.store import Store
    from khabar.web.catalogue import Catalogue


class Desk(NamedTuple):
    """What one request reads from."""

    store: Store
    catalogue: Catalogue


class Room:
    """A record file that is read and never written."""

    def __init__(self, path: Path) -> None:
        """Open the file once, so that an older one is brought forward and a wrong one refused, and read its catalogue.

        Raises:
            StoreError: there is no record file at `path`.

        """
        self.path = path
        self._lock = Lock()
        with open_store(path, create=False, read_only=True) as store:
            self._mark = _mark(path)
            self._catalogue = make_catalogue(store.outline(), store.account())

    @contextmanager
    def desk(self) -> Iterator[Desk]:
        """Give the file and its catalogue as they stand."""
        with open_store(self.path, create=False, read_only=True) as store:
            yield Desk(store, self._current(store))

    def _current(self, store: Store) -> Catalogue:
        with self._lock:
            mark = _mark(self.path)
            if mark != self._mark:
                self._catalogue = make_catalogue(store.outline(), store.account())
                self._mark = mark
            return self._catalogue


def _mark(path: Path) -> tuple[int, ...]:
    # What is written stands in the log beside the file first. An empty log comes and goes with every reader.
    log = path.with_name(f"{path.name}-wal")
    stats = [file.stat() for file in (path, log) if file.exists() and file.stat().st_size]
    return tuple(number for stat in stats for number in (stat.st_mtime_ns, stat.st_size))

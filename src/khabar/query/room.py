"""A record file to be read: one state of it at a time, with its catalogue, which is made anew when the file changes."""

from __future__ import annotations

import gc
from contextlib import contextmanager, suppress
from threading import Lock
from typing import TYPE_CHECKING, NamedTuple

from khabar.query.catalogue import make_catalogue, replace_page
from khabar.store import open_store

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from khabar.query.catalogue import Catalogue
    from khabar.store import Store


class Desk(NamedTuple):
    """What one question reads from: one state of the file, and the catalogue of just that state."""

    store: Store
    catalogue: Catalogue


class Room:
    """A record file that is read by as many threads as like to, and written by corrections alone."""

    def __init__(self, path: Path) -> None:
        """Open the file once, so that an older one is brought forward and a wrong one refused, and read its catalogue.

        Raises:
            StoreError: there is no record file at `path`.

        """
        self.path = path
        self._lock = Lock()  # of the catalogue
        self._writing = Lock()
        self._mark: tuple[int, ...] = ()
        with self.desk() as desk:
            self._catalogue: Catalogue = desk.catalogue

    @contextmanager
    def desk(self) -> Iterator[Desk]:
        """Give the file and its catalogue as they stand."""
        with open_store(self.path, create=False, read_only=True) as store:
            while True:
                mark = _mark(self.path)
                with store.view():
                    # A run that wrote between the two may have made the view one of its own.
                    if mark == _mark(self.path):
                        yield Desk(store, self._current(store, mark))
                        return

    def change(self, action: Callable[[Store], str]) -> None:
        """Let an action correct a page of the file, whole or not at all; it returns the page's id.

        Where nobody else changes the file meanwhile, the catalogue is brought up to date by that page alone.
        """
        with self._writing, open_store(self.path, create=False) as store:
            # Another run may be writing: who reads must not wait for it here.
            with store.batch():
                with self._lock:
                    before = self._catalogue if _mark(self.path) == self._mark else None
                page = action(store)
                expected = store.digest()
            number = before.numbers.get(page) if before else None
            fresh = store.outline(number) if number is not None else None
        # Closing the file may write to it once more, and others may have come between: then all is read anew.
        mark = _mark(self.path)
        with self._lock:
            if before and fresh and self._catalogue is before and self._holds(expected):
                self._catalogue, self._mark = replace_page(before, fresh), mark

    def _holds(self, digest: bytes) -> bool:
        with open_store(self.path, create=False, read_only=True) as store:
            return store.digest() == digest

    def _current(self, store: Store, mark: tuple[int, ...]) -> Catalogue:
        with self._lock:
            if mark != self._mark:
                self._catalogue = _read(store)
                self._mark = mark
            return self._catalogue


def _read(store: Store) -> Catalogue:
    # All that is made stays: to look through it for what does not, again and again, takes a third of the time.
    collecting = gc.isenabled()
    gc.disable()
    try:
        return make_catalogue(store.outline(), store.account())
    finally:
        if collecting:
            gc.enable()


def _mark(path: Path) -> tuple[int, ...]:
    # What is written stands in the log beside the file first. An empty log comes and goes with every reader.
    numbers: list[int] = []
    for file in (path, path.with_name(f"{path.name}-wal")):
        with suppress(FileNotFoundError):
            stat = file.stat()
            numbers += [stat.st_mtime_ns, stat.st_size] if stat.st_size else []
    return tuple(numbers)

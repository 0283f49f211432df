"""`khabar serve --watch`: pages added to a record file as they arrive in a folder, by a process of its own.

What arrives is read as `khabar build` reads it. What arrived at one time is added with the account of all pages in one
step, so that whoever reads the record sees it as it was before or as it is after. The process yields to those who
read, and ends with the one that started it, whatever ends that.
"""

from __future__ import annotations

import os
import signal
import time
from collections import Counter
from contextlib import contextmanager, nullcontext, suppress
from datetime import UTC, datetime
from multiprocessing import get_context
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from khabar.cli.build import Builder
from khabar.cli.crew import start_deaf
from khabar.cli.output import say
from khabar.cli.pages import is_of
from khabar.cli.reading import report
from khabar.errors import KhabarError, StoreError, UsageError
from khabar.readers import find_files
from khabar.store import open_store

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from multiprocessing.connection import Connection

    from khabar.cli.pages import Manner
    from khabar.store import Store

# Day of capture of pages that do not tell theirs: the day on which their file was written.
ARRIVAL = "arrival"
_EVERY = 1.0  # seconds from one look at the folders to the next
_SHARE = 20  # of a processor's time, one in so many is spent on looking: of 100,000 files a look takes half a second
_POLITE = 10  # how far the process stands back behind those that read


class State(NamedTuple):
    """What a file looks like from outside: when it was last written, in nanoseconds, and its bytes."""

    written: int
    size: int


class Arrivals:
    """The files of some folders, but for those of the record itself, as they were at the last two looks."""

    def __init__(self, folders: Sequence[str], record: str) -> None:
        self._folders = folders
        self._record = record
        self._seen: dict[str, State] = {}
        self._taken: dict[str, State] = {}
        self.seconds = 0.0  # that the last look took

    def look(self) -> dict[str, State]:
        """Return the files that are new or changed, and looked just so at the last look: nobody is writing them."""
        began, now = time.monotonic(), {}
        for folder in self._folders:
            for entry in find_files(folder):
                # A file may go between two looks.
                with suppress(OSError):
                    stat = entry.stat()
                    now[entry.path] = State(stat.st_mtime_ns, stat.st_size)
        before, self._seen, self.seconds = self._seen, now, time.monotonic() - began
        return {
            path: state
            for path, state in now.items()
            if state == before.get(path) != self._taken.get(path) and not is_of(path, self._record)
        }

    def take(self, files: dict[str, State]) -> None:
        """Note files as read, as they were when they were returned."""
        self._taken.update(files)


@contextmanager
def watching(record: str, folders: Sequence[str], captured: str, manner: Manner) -> Iterator[Callable[[], bool]]:
    """Add what is in `folders` and, for as long as the context lasts, what arrives there; the file is made if missing.

    Gives what tells whether that is still done.

    Raises:
        UsageError: there is no such folder.
        StoreError: the record file cannot be written.

    """
    if missing := [folder for folder in folders if not Path(folder).is_dir()]:
        raise UsageError(f"{missing[0]}: there is no such folder")
    with open_store(Path(record)):
        pass  # what is wrong with the file is told here
    context = get_context("spawn")
    ours, theirs = context.Pipe()
    process = context.Process(target=_work, args=(theirs, record, folders, captured, manner), daemon=True)
    start_deaf(process)
    theirs.close()
    try:
        # The first answer says that all that was there is in the record.
        try:
            ours.recv()
        except EOFError as err:
            raise StoreError(f"{record}: what is in {', '.join(folders)} could not be added") from err
        yield process.is_alive
    finally:
        process.terminate()
        process.join()
        ours.close()


def _work(link: Connection, record: str, folders: Sequence[str], captured: str, manner: Manner) -> None:
    """Add what is there, say so, and add what arrives until nobody is at the other end."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Python's own start has set it anew
    with suppress(AttributeError, OSError):
        os.nice(_POLITE)
    with suppress(EOFError, BrokenPipeError, ConnectionResetError), open_store(Path(record)) as store:
        adder = Adder(store, Builder(store, manner), captured)
        arrivals = Arrivals(folders, record)
        arrivals.look()
        _wait(link, _EVERY)
        adder.add(arrivals, at_once=False)
        link.send(None)
        while True:
            _wait(link, max(_EVERY, _SHARE * arrivals.seconds))
            adder.add(arrivals)


def _wait(link: Connection, seconds: float) -> None:
    """Wait, unless the other end of `link` is closed. Raises what says so."""
    if link.poll(seconds):
        link.recv()


class Adder:
    """Adds files to a record; `captured` is the day of capture of pages that do not tell theirs, or `ARRIVAL`."""

    def __init__(self, store: Store, builder: Builder, captured: str) -> None:
        self._store = store
        self._builder = builder
        self._captured = captured
        self._fault = ""

    def add(self, arrivals: Arrivals, *, at_once: bool = True) -> None:
        """Add what has arrived with the account of all pages, and say what came of it.

        Where another run writes the file, or the disk is full, nothing is added; it is tried again at the next look.
        With `at_once` all is one step; without, as in `khabar build`, what was read stays where the run is stopped.
        """
        files = arrivals.look()
        if not files:
            return
        try:
            with self._store.batch() if at_once else nullcontext():
                added = self._add(files)
        except (KhabarError, OSError) as err:
            if str(err) != self._fault:
                self._fault = str(err)
                say(f"what arrived waits: {err}")
        else:
            self._fault = ""
            arrivals.take(files)
            if added:
                say(f"{self._store.path}: {added} {'page' if added == 1 else 'pages'} added")
            report(self._builder.unread)
        self._builder.begin_again()

    def _add(self, files: dict[str, State]) -> int:
        """Add files and make the account anew; return how many pages were added or replaced."""
        days: dict[str, list[str]] = {}
        for path, state in files.items():
            days.setdefault(self._day(state), []).append(path)
        counts = sum((self._builder.add(paths, day) for day, paths in sorted(days.items())), Counter())
        self._builder.make_account()
        return counts["added"] + counts["replaced"]

    def _day(self, state: State) -> str:
        if self._captured != ARRIVAL:
            return self._captured
        return datetime.fromtimestamp(state.written / 1e9, UTC).date().isoformat()

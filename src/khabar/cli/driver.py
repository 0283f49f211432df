"""The process in which the engine runs, so that whatever it does at its end, this one ends as it should.

Threads of Daft may still be at work when its process ends, which Python then aborts.
"""

from __future__ import annotations

import os
import signal
from contextlib import suppress
from importlib import import_module
from importlib.util import find_spec
from multiprocessing import get_context
from typing import TYPE_CHECKING, Self

from khabar.cli.pages import fault_of, load, read_one, unread_of
from khabar.errors import KhabarError, UsageError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from multiprocessing.connection import Connection
    from types import TracebackType

    from khabar.engine.folder import Done, Settings
    from khabar.engine.parts import Part

# Asks Daft and Ray to send nobody word of their use, on whichever machine, and to draw nothing.
_ENVIRONMENT = {"DO_NOT_TRACK": "1", "RAY_USAGE_STATS_ENABLED": "0", "DAFT_PROGRESS_BAR": "0"}
_PATIENCE = 20.0  # seconds for the process to end its workers and itself
_END = "end"


class Driver:
    """Reads parts in another process; to be closed after use. `unreachable` says what could not be reached."""

    def __init__(self, parts: Sequence[Part], folder: str, settings: Settings, jobs: int, ray: str) -> None:
        if not find_spec("daft"):
            raise UsageError("khabar engine needs Daft; install it with: pip install 'khabar[engine]'")
        self.unreachable: Sequence[str] = ()
        context = get_context("spawn")
        self._link, theirs = context.Pipe()
        self._process = context.Process(target=_drive, args=(theirs, parts, folder, settings, jobs, ray))
        self._process.start()
        theirs.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, err: BaseException | None, trace: TracebackType | None
    ) -> None:
        """End the process, by Ctrl-C at first, so that it ends its workers."""
        if kind and self._process.pid and self._process.is_alive():
            os.kill(self._process.pid, signal.SIGINT)
        self._process.join(_PATIENCE)
        self._process.kill()
        self._process.join()
        self._link.close()

    def read(self) -> Iterator[Done]:
        """Yield the parts in the order in which they end.

        Raises:
            KhabarError: the engine cannot be started, or what it reads cannot be written.

        """
        while True:
            try:
                said = self._link.recv()
            except EOFError as err:
                self._process.join()
                raise KhabarError(
                    f"the engine died (exit code {self._process.exitcode}); run it again to go on"
                ) from err
            if isinstance(said, KhabarError):
                raise said
            if isinstance(said, tuple) and said[0] == _END:
                self.unreachable = said[1]
                return
            yield said


def _drive(link: Connection, parts: Sequence[Part], folder: str, settings: Settings, jobs: int, ray: str) -> None:
    """Read parts, and send what was done with each, or the error that ended the run."""
    os.environ.update(_ENVIRONMENT)
    engine, work = import_module("khabar.engine.run"), import_module("khabar.engine.work")
    task = work.Task(folder, settings, work.Means(load, read_one, unread_of, fault_of), "")
    # Where nobody listens any more, or Ctrl-C reached this process too, the other one says so.
    with suppress(KeyboardInterrupt, BrokenPipeError):
        try:
            run = engine.Run(parts, task, engine.start_workers(jobs, ray, _ENVIRONMENT))
            for done in run.read():
                link.send(done)
            link.send((_END, run.unreachable))
        except KhabarError as err:
            link.send(err)

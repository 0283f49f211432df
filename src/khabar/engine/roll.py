"""The roll of the workers of a run on this machine, by which it can wait for all of them to have ended, or end them.

Daft ends its workers beside us, and where a run is stopped not at all; one that goes on would still be writing. A
worker signs by a lock, which the system takes off it however it ends, and writes down its number.
"""

from __future__ import annotations

import fcntl
import os
import signal
import time
from contextlib import contextmanager, suppress
from typing import IO, TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_PATIENCE = 10.0  # seconds that workers have to end by themselves; an idle one takes well under one
_PAUSE = 0.02  # seconds between two looks


@contextmanager
def call_roll(path: Path) -> Iterator[None]:
    """Put up a roll at `path`, and at the end wait until all who signed it have ended; where that fails, end them."""
    with path.open("w+b") as roll:
        patience = 0.0
        try:
            yield
            patience = _PATIENCE
        finally:
            _wait(roll, patience)
            path.unlink(missing_ok=True)


def sign_roll(path: Path) -> IO[bytes] | None:
    """Sign the roll at `path`, where there is one; what is returned is to be held for as long as this process works."""
    if not path.exists():
        return None
    roll = path.open("ab", buffering=0)
    fcntl.flock(roll, fcntl.LOCK_SH)
    roll.write(b"%d\n" % os.getpid())
    return roll


def _wait(roll: IO[bytes], patience: float) -> None:
    until = time.monotonic() + patience
    while not _is_free(roll):
        if time.monotonic() > until:
            for worker in roll.read().split():
                with suppress(ProcessLookupError):
                    os.kill(int(worker), signal.SIGKILL)
            until = time.monotonic() + _PATIENCE
        time.sleep(_PAUSE)


def _is_free(roll: IO[bytes]) -> bool:
    with suppress(BlockingIOError):
        fcntl.flock(roll, fcntl.LOCK_EX | fcntl.LOCK_NB)
        return True
    return False

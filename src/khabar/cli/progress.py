"""How far a run has come, on one line of a terminal: pages, rate, time left by the share of bytes taken in."""

from __future__ import annotations

import os
import sys
import time
from contextlib import contextmanager
from datetime import timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from typing import TextIO

_EVERY = 0.2  # seconds between two drawings
_FIRST_GUESS = 2.0  # seconds before which the time left is anybody's guess
_STDIN = "-"


class Progress:
    """Counts pages and bytes, and draws them on `stream`; `total` is the bytes there are, 0 for unknown."""

    def __init__(self, stream: TextIO, total: int, clock: Callable[[], float]) -> None:
        self._stream = stream
        self._total = total
        self._clock = clock
        self._started = self._drawn = clock()
        self._pages = self._bytes = self._width = 0

    def take(self, size: int) -> None:
        """Count `size` bytes as taken in."""
        self._bytes += size

    def turn(self) -> None:
        """Count one page more."""
        self._pages += 1
        now = self._clock()
        if now >= self._drawn + _EVERY:
            self._drawn = now
            self._draw(self._line(now - self._started))

    def erase(self) -> None:
        """Leave the terminal's line as it was."""
        if self._width:
            self._draw("")
            self._stream.write("\r")
            self._stream.flush()

    def _line(self, seconds: float) -> str:
        line = f"{self._pages:,} pages, {self._pages / seconds:,.0f} a second"
        if not self._bytes or self._bytes > self._total or seconds < _FIRST_GUESS:
            return line
        left = timedelta(seconds=round(seconds * (self._total - self._bytes) / self._bytes))
        return f"{line}, {left} left"

    def _draw(self, line: str) -> None:
        self._stream.write(f"\r{line:<{self._width}}")
        self._stream.flush()
        self._width = len(line)


@contextmanager
def show_progress(paths: Sequence[str]) -> Iterator[Progress | None]:
    """Give the progress of a run over `paths`; None where nobody watches: in a log or a pipe it would be noise."""
    if not sys.stderr.isatty():
        yield None
        return
    progress = Progress(sys.stderr, measure(paths), time.monotonic)
    try:
        yield progress
    finally:
        progress.erase()


def measure(paths: Sequence[str]) -> int:
    """Return the bytes of the files under `paths`; 0, for unknown, where the standard input is among them."""
    if _STDIN in paths:
        return 0
    return sum(map(_size, paths)) + sum(
        _size(os.path.join(folder, name))  # noqa: PTH118  # of a million files each, as fast as can be
        for path in paths
        for folder, _, names in os.walk(path)
        for name in names
    )


def _size(path: str) -> int:
    try:
        return 0 if os.path.isdir(path) else os.stat(path).st_size  # noqa: PTH112, PTH116
    except (OSError, ValueError):
        return 0

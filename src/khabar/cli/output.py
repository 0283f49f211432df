"""Where a command writes: the terminal or pipe, or a file that appears whole or not at all."""

from __future__ import annotations

import os
import shutil
import sys
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from khabar.export.terminal import visible

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from typing import BinaryIO


@contextmanager
def open_output(path: str) -> Iterator[BinaryIO]:
    """Give a stream of bytes to `path`, to the standard output where that is `-`.

    A file is written beside its place and moved there at the end, so that a run that fails or is killed leaves the
    older file as it was. A device or a named pipe is written straight.
    """
    if path == "-":
        with _named("the standard output"):
            yield sys.stdout.buffer
            sys.stdout.buffer.flush()
        return
    target = Path(path).resolve()  # through a link, so that the link stays one
    if target.exists() and not target.is_file():
        with _named(path), target.open("wb") as stream:
            yield stream
        return
    part = target.with_name(f".{target.name}.{os.getpid()}.part")
    try:
        with _named(path), part.open("xb") as stream:
            yield stream
            stream.flush()
            os.fsync(stream.fileno())
        if target.exists():
            shutil.copymode(target, part)
        part.replace(target)
    finally:
        part.unlink(missing_ok=True)


@contextmanager
def _named(path: str) -> Iterator[None]:
    """Have an error that writing raises, as on a full disk, name what is written."""
    try:
        yield
    except OSError as err:
        if err.filename is None:
            err.filename = path
        raise


def say(message: str) -> None:
    """Print a message to the user on stderr, nothing in it acting on the terminal."""
    print(f"khabar: {visible(message)}", file=sys.stderr)


def say_left(form: str, left: Mapping[str, int]) -> None:
    """Say on stderr how many events a format could not hold, by the reason."""
    if left:
        counts = ", ".join(f"{count} {reason}" for reason, count in sorted(left.items()))
        say(f"left out of {form}: {counts}")


def write_lines(path: str, lines: Iterable[str | bytes]) -> None:
    """Write lines to `path` as `open_output` does, text as UTF-8 whatever the locale."""
    with open_output(path) as stream:
        for line in lines:
            stream.write((line if isinstance(line, bytes) else line.encode("utf-8", "backslashreplace")) + b"\n")


def print_lines(lines: Iterable[str]) -> None:
    """Write lines to the standard output."""
    write_lines("-", lines)

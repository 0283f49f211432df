"""Addresses in, streams of bytes out: whatever Daft can open, such as `https://…`, `s3://…` and `file://…`."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import daft

if TYPE_CHECKING:
    from collections.abc import Iterator


class Unreachable(Exception):
    """What is at an address cannot be had now, and may be later: the network, a key, the other side."""


@contextmanager
def open_address(address: str, start: int = 0, size: int = 0) -> Iterator[Stream]:
    """Give the stream of what is at an address: of all of it, or of `size` bytes, not 0, from `start` on.

    Raises:
        FileNotFoundError: there is nothing.
        Unreachable: it cannot be had now.

    """
    whole = daft.File(address)
    file = daft.File(address, position=start, size=size) if size else whole
    try:
        stream = file.open()
        opened = stream.__enter__()
    except FileNotFoundError:
        raise
    except (OSError, ValueError, RuntimeError) as err:
        if not _is_there(whole):
            raise FileNotFoundError(f"there is no {address}") from err
        raise Unreachable(f"{address}: {_first_line(err)}") from err
    with stream:
        yield Stream(opened, address)


class Stream:
    """Reads what is at an address, and says so where it breaks off."""

    def __init__(self, file: Any, address: str) -> None:
        self._file = file
        self._address = address

    def read(self, size: int, /) -> bytes:
        """Return at most `size` bytes, none at the end.

        Raises:
            Unreachable: it cannot be had now.

        """
        try:
            return bytes(self._file.read(size))
        except (OSError, ValueError, RuntimeError) as err:
            raise Unreachable(f"{self._address}: {_first_line(err)}") from err


def _is_there(file: daft.File) -> bool:
    """Return whether there may be such a file; a stretch of one is opened without a look."""
    try:
        return file.exists()
    except (OSError, ValueError, RuntimeError):
        return True


def _first_line(err: Exception) -> str:
    return str(err).partition("\n")[0]

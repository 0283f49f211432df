"""Byte streams that can be looked into before they are read, and whose damage comes as a `ReadError`.

Bytes that could be read are always handed over before the error that follows them.
"""

from __future__ import annotations

import gzip
import io
import zlib
from typing import TYPE_CHECKING, Protocol
from zipfile import BadZipFile

from fastwarc.stream_io import ZstdReader

from khabar.errors import ReadError, TooLarge, Truncated

if TYPE_CHECKING:
    from collections.abc import Callable

    from typing_extensions import Buffer

#: Bytes of a stream that may be looked at before it is read; also what is read at a time.
HEAD = 1 << 16
#: Bytes that any packed file may unpack to, however small it is.
FREE = 100_000_000
_FIRST_FILL = 1 << 12  # bytes waited for before the kind of a slow pipe is decided


class Readable(Protocol):
    """Whatever gives bytes: a file, a pipe, a decompressor."""

    def read(self, size: int, /) -> bytes:
        """Return at most `size` bytes, none at the end."""


class _Checked(io.RawIOBase):
    """Reads through to `stream`, and turns what its decompressor raises into a `ReadError` of `name`."""

    def __init__(self, stream: Readable, name: str) -> None:
        self._stream = stream
        self._name = name
        self._failure: ReadError | None = None
        self._started = False

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Buffer) -> int:
        view = memoryview(buffer)
        chunk = self._read(len(view))
        # The first look must show enough to tell the kind, however small the pieces in which a pipe delivers.
        while not self._started and chunk and len(chunk) < _FIRST_FILL:
            more = self._read(len(view) - len(chunk))
            if not more:
                break
            chunk += more
        self._started = True
        if not chunk and self._failure:
            raise self._failure
        view[: len(chunk)] = chunk
        return len(chunk)

    def _read(self, size: int) -> bytes:
        if self._failure:
            return b""
        try:
            return self._stream.read(size)
        except ReadError as err:
            self._failure = err
        except EOFError:
            self._failure = Truncated(self._name, "the compressed data ends in the middle")
        except (OSError, zlib.error, BadZipFile) as err:
            self._failure = _damage(self._name, err)
        return b""


def _damage(name: str, err: Exception) -> ReadError:
    # What fastwarc's decompressor says of a stream that stops.
    if str(err) == "incomplete frame":
        return Truncated(name, "the compressed data ends in the middle")
    return ReadError(name, f"damaged or unreadable: {err}")


class Counted:
    """A stream that tells `take` how many bytes each read gave."""

    def __init__(self, stream: Readable, take: Callable[[int], None]) -> None:
        self._stream = stream
        self._take = take

    def read(self, size: int, /) -> bytes:
        """Return at most `size` bytes, none at the end."""
        chunk = self._stream.read(size)
        self._take(len(chunk))
        return chunk


class Allowance:
    """How much may come out of a packed file, all layers of packing together.

    `FREE` bytes, or `most` for each byte of the file `name` that was taken in, whichever are more.
    """

    def __init__(self, name: str, most: int) -> None:
        self._name = name
        self._most = most
        self._packed = 0
        self._unpacked = 0

    def take(self, size: int) -> None:
        """Note that so many bytes of the file were taken in."""
        self._packed += size

    @property
    def is_spent(self) -> bool:
        """Whether more came out than may."""
        return self._unpacked > max(FREE, self._most * self._packed)

    def spend(self, size: int) -> None:
        """Note that so many bytes more came out.

        Raises:
            TooLarge: where they are too many.

        """
        self._unpacked += size
        if self.is_spent:
            raise TooLarge(self._name, f"it unpacks to more than {self._most:,} times its size", "unpacked")


class OneRead(Protocol):
    """A buffered stream, which can give what it has without waiting for more."""

    def read1(self, size: int, /) -> bytes:
        """Return at most `size` bytes, none at the end."""


class ReadOnce:
    """A stream whose `read` gives what one read below it gave, so that an error never takes along bytes before it.

    `seek` is there for fastwarc, which asks for it and does not call it.
    """

    def __init__(self, stream: OneRead) -> None:
        self._stream = stream
        self._taken = 0

    def read(self, size: int = HEAD, /) -> bytes:
        """Return at most `size` bytes, none at the end."""
        chunk = self._stream.read1(size)
        self._taken += len(chunk)
        return chunk

    def tell(self) -> int:
        """Return the number of bytes read."""
        return self._taken

    def seek(self, _offset: int, _whence: int = 0, /) -> int:
        """Stay in place."""
        return self._taken

    def close(self) -> None:
        """Leave the stream open: whoever opened it closes it."""


def peekable(stream: Readable, name: str) -> io.BufferedReader:
    """Return `stream` buffered, so that its first bytes can be peeked at. Its errors are `ReadError`s of `name`."""
    return io.BufferedReader(_Checked(stream, name), HEAD)


def unpack_gzip(packed: io.BufferedReader, name: str, allowance: Allowance) -> io.BufferedReader:
    """Return what is packed in the gzip members of `packed`, as far as `allowance` goes."""
    return peekable(Counted(ReadOnce(gzip.GzipFile(fileobj=packed)), allowance.spend), name)


def unpack_zstd(packed: io.BufferedReader, name: str, allowance: Allowance) -> io.BufferedReader:
    """Return what is packed in the zstd frames of `packed`, as far as `allowance` goes."""
    return peekable(Counted(ZstdReader(ReadOnce(packed)), allowance.spend), name)

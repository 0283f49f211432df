"""The content codings of HTTP undone: the packed body of a response in, at most so many bytes of what it packs out."""

from __future__ import annotations

import io
import zlib
from typing import TYPE_CHECKING

from fastwarc.stream_io import BrotliReader, ZstdReader

if TYPE_CHECKING:
    from collections.abc import Callable

_MOST_CODINGS = 3
_GZIP_OR_ZLIB, _BARE = 47, -15  # window bits, as zlib names what its data begin with


def decode_body(body: bytes, codings: str, most: int) -> bytes:
    """Return the first `most` bytes that `body` packs; `codings` is its Content-Encoding, in the order they were done.

    A body is never unpacked whole: a response of a thousand bytes may pack a thousand million.

    Raises:
        OSError: where it is not packed in just that way, is damaged or ends in the middle.

    """
    names = [name.strip().lower() for name in codings.split(",")]
    wanted = [name for name in names if name not in ("", "identity")]
    if len(wanted) > _MOST_CODINGS:
        raise OSError(f"packed more than {_MOST_CODINGS} times over")
    for name in reversed(wanted):
        if name not in _DECODERS:
            raise OSError(f"packed in a way unknown: {name}")
        body = _DECODERS[name](body, most)
    return body


def _inflate(body: bytes, most: int) -> bytes:
    try:
        return _inflate_as(_GZIP_OR_ZLIB, body, most)
    except zlib.error:
        # What is called deflate is by its standard in a zlib wrapper, and by many servers not.
        try:
            return _inflate_as(_BARE, body, most)
        except zlib.error as err:
            raise OSError(str(err)) from err


def _inflate_as(bits: int, body: bytes, most: int) -> bytes:
    inflater = zlib.decompressobj(bits)
    unpacked = inflater.decompress(body, most)
    if len(unpacked) < most and not inflater.eof:
        raise OSError("the packed body ends in the middle")
    return unpacked


def _decode_brotli(body: bytes, most: int) -> bytes:
    return BrotliReader(io.BytesIO(body)).read(most)


def _decode_zstd(body: bytes, most: int) -> bytes:
    return ZstdReader(io.BytesIO(body)).read(most)


_DECODERS: dict[str, Callable[[bytes, int], bytes]] = {
    "gzip": _inflate,
    "x-gzip": _inflate,
    "deflate": _inflate,
    "br": _decode_brotli,
    "zstd": _decode_zstd,
}

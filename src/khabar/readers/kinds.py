"""The first bytes of a stream in, the kind of input out. A file's name only decides what its bytes leave open."""

from __future__ import annotations

import re
from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE
from typing import Literal

from khabar.readers.encoding import is_binary, wide_codec

Kind = Literal["gzip", "zstd", "zip", "parquet", "warc", "json", "json list", "markup", "text", "binary"]

ZIP: tuple[bytes, ...] = (b"PK\x03\x04", b"PK\x05\x06")  # the second begins an empty archive
PARQUET = b"PAR1"
_PACKED: tuple[tuple[bytes, Kind], ...] = (
    (b"\x1f\x8b", "gzip"),
    (b"\x28\xb5\x2f\xfd", "zstd"),
    *((magic, "zip") for magic in ZIP),
    (PARQUET, "parquet"),
    (b"WARC/", "warc"),
)
#: Files that are often found in a pile of pages and are none, with the name under which they are reported.
_BINARY = (
    (b"%PDF-", "a PDF document"),
    (b"{\\rtf", "an RTF document"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an Office document"),
    (b"\x89PNG", "a PNG picture"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"GIF8", "a GIF picture"),
    (b"RIFF", "a picture or recording"),
    (b"SQLite format 3\x00", "an SQLite database"),
    (b"BZh", "a bzip2 archive, to be unpacked first"),
    (b"\xfd7zXZ", "an xz archive, to be unpacked first"),
    (b"7z\xbc\xaf\x27\x1c", "a 7z archive, to be unpacked first"),
    (b"Rar!", "a RAR archive, to be unpacked first"),
)
_MARKUP_ENDINGS = frozenset([".html", ".htm", ".xhtml", ".shtml", ".php", ".asp", ".aspx", ".jsp"])
_JSON_ENDINGS = frozenset([".jsonl", ".ndjson", ".json"])
_MARKUP = re.compile(
    r"\s*+(?:<\?xml[^>]*>\s*+)?(?:<!--(?:(?!-->).)*+-->\s*+)*+"
    r"<(?:!doctype|html|head|body|meta|title|link|script|style|div|p|article|section|main|table|center|font|span|h[1-6])\b",
    re.IGNORECASE | re.DOTALL,
)
_OBJECT = re.compile(r'\s*\{\s*["}]')
_LIST = re.compile(r"\s*\[\s*[\{\]]")


def find_kind(head: bytes, ending: str) -> Kind:
    """Return the kind of the input that begins with `head`; `ending` is the end of its name, lower case."""
    for magic, kind in _PACKED:
        if head.startswith(magic):
            return kind
    if name_binary(head) or is_binary(head):
        return "binary"
    return _text_kind(_beginning(head), ending)


def name_binary(head: bytes) -> str:
    """Return, in words, what a file that begins with `head` is if its first bytes tell that it is no text; else ""."""
    return next((name for magic, name in _BINARY if head.startswith(magic)), "")


def _beginning(head: bytes) -> str:
    """Return the beginning of `head`, one character a byte unless it is UTF-16: all that tells kinds apart is ASCII."""
    unmarked = head[:4096].removeprefix(BOM_UTF8)
    codec = "utf-16" if unmarked.startswith((BOM_UTF16_LE, BOM_UTF16_BE)) else wide_codec(unmarked) or "latin-1"
    return unmarked.decode(codec, "replace")


def _text_kind(beginning: str, ending: str) -> Kind:
    if _OBJECT.match(beginning):
        return "json"
    if _LIST.match(beginning):
        return "json list"
    if ending in _JSON_ENDINGS:
        return "json"
    if _MARKUP.match(beginning) or (ending in _MARKUP_ENDINGS and "<" in beginning):
        return "markup"
    return "text"

"""JSON in, pages out: an object a line, or objects one after the other, in a list or not, pretty-printed or not.

Of an object are read `id`, `text` (or `content`, `body`) or `html`, `url`, `outlet` (or `source`), `captured`, `title`,
`author`; of a record written by khabar its `page`. Other fields are left alone, a day of publication above all: it is
to be found and proved from the page. Two objects with one id are two pages here; the store tells them apart.
"""

from __future__ import annotations

import json
import re
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import orjson

from khabar.errors import NotAPage, ReadError, Truncated, Undecodable
from khabar.readers.content import check_size, markup_page, over_bytes, text_page
from khabar.readers.encoding import decode
from khabar.readers.source import Hints, find_capture_day
from khabar.readers.streams import HEAD

if TYPE_CHECKING:
    import io
    from collections.abc import Iterator

    from khabar.model import Page
    from khabar.readers.source import Source

#: A letter of text is at most this many bytes of JSON (an escape of six) for each of its bytes in UTF-8 (two or more).
_ESCAPED = 3
TEXT_FIELDS = ("text", "content", "body")
_OUTLET_FIELDS = ("outlet", "source")
CONTENT_FIELDS = frozenset({*TEXT_FIELDS, "html"})
#: All fields that are read.
FIELDS = CONTENT_FIELDS | {*_OUTLET_FIELDS, "id", "url", "captured", "title", "author"}
_SURROGATE = re.compile("[\ud800-\udfff]")
# How the first line of pretty-printed JSON ends; a whole object ends otherwise, and so do most broken ones.
_GOES_ON = (b"{", b"[", b",")


def read_lines(stream: io.BufferedReader, source: Source) -> Iterator[Page | ReadError]:
    """Yield the page, or the error, of each object of `stream`: one a line, else one after the other.

    Raises:
        ReadError: where the stream breaks off.

    """
    limit = _ESCAPED * source.limits.page_bytes
    first = stream.readline(limit)
    if first.strip().endswith(_GOES_ON):
        yield from _read_values(stream, first, source)
        return
    line, number = first, 1
    while line:
        if len(line) == limit and not line.endswith(b"\n"):
            yield over_bytes(source, f"{source.name}:{number}")
            _skip_line(stream)
        elif line.strip(b"\xef\xbb\xbf \t\r\n"):
            yield _read_object(line, replace(source, name=f"{source.name}:{number}"))
        line, number = stream.readline(limit), number + 1


def read_list(stream: io.BufferedReader, source: Source) -> Iterator[Page | ReadError]:
    """Yield the page, or the error, of each object of the list that `stream` holds. Raises as `read_lines`."""
    start = stream.read1(HEAD)
    yield from _read_values(stream, start[start.index(b"[") + 1 :], source, in_list=True)


def _skip_line(stream: io.BufferedReader) -> None:
    while (piece := stream.readline(HEAD)) and not piece.endswith(b"\n"):
        pass


def _read_values(
    stream: io.BufferedReader, start: bytes, source: Source, *, in_list: bool = False
) -> Iterator[Page | ReadError]:
    number = 0
    for number, value in enumerate(_values(stream, start, source, in_list=in_list), 1):
        yield _read_object(value, replace(source, name=f"{source.name}#{number}"))
    if number == 0:
        raise NotAPage(source.name, "empty: there is no JSON object in it")


def _values(stream: io.BufferedReader, start: bytes, source: Source, *, in_list: bool) -> Iterator[bytes]:
    splitter = Splitter()
    chunk = start
    while chunk and not splitter.closed:
        yield from splitter.feed(chunk)
        if splitter.pending > _ESCAPED * source.limits.page_bytes:
            raise over_bytes(source)
        chunk = stream.read1(HEAD)
    if splitter.pending or splitter.closed != in_list:
        raise Truncated(source.name, "the JSON ends in the middle")


def _read_object(line: bytes, source: Source) -> Page | ReadError:
    """Return the page that the JSON object in `line` describes, or the error that says why there is none."""
    try:
        return object_page(_load(line, source), source)
    except ReadError as err:
        return err


def _load(line: bytes, source: Source) -> dict[str, Any]:
    try:
        loaded = orjson.loads(line)
    except orjson.JSONDecodeError:
        loaded = _load_leniently(line, source)
    if not isinstance(loaded, dict):
        raise NotAPage(source.name, "not a page: a JSON object is needed")
    inner = loaded.get("page")
    return inner if isinstance(inner, dict) else loaded


def _load_leniently(line: bytes, source: Source) -> Any:
    """Return the JSON in `line`, be it in an encoding other than UTF-8, with lone surrogates or control characters."""
    text = decode(line)
    if text is None:
        raise Undecodable(source.name, "its bytes are text in none of the encodings tried; save it as UTF-8")
    try:
        return json.loads(text, strict=False)
    except (ValueError, RecursionError) as err:
        raise NotAPage(source.name, f"not JSON: {err}") from err


def object_page(fields: dict[str, Any], source: Source) -> Page:
    """Return the page that a JSON object, or a row of a table by its columns, describes.

    Raises:
        ReadError: where it describes none.

    """
    hints = read_hints(fields, source)
    text = _first_string(fields, TEXT_FIELDS, source)
    content = text or _string(fields, "html", source)
    if not content:
        raise NotAPage(source.name, "not a page: neither `text` nor `html` holds anything")
    raw = content.encode()
    check_size(raw, source)
    return text_page(text, raw, source, hints) if text else markup_page(content, raw, source, hints)


def read_hints(fields: dict[str, Any], source: Source) -> Hints:
    """Return what an object tells of its page beside the text.

    Raises:
        NotAPage: where one of its fields is no string, or `captured` no date.

    """
    return Hints(
        id=_string(fields, "id", source),
        url=_string(fields, "url", source),
        outlet=_first_string(fields, _OUTLET_FIELDS, source),
        captured=_captured(fields, source),
        title=_string(fields, "title", source),
        author=_string(fields, "author", source),
    )


def _first_string(fields: dict[str, Any], names: tuple[str, ...], source: Source) -> str:
    return next(filter(None, (_string(fields, name, source) for name in names)), "")


def _string(fields: dict[str, Any], name: str, source: Source) -> str:
    """Return the string or number in the field `name` as a string, "" where there is none; lone surrogates replaced."""
    value = fields.get(name)
    if value is None:
        return ""
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    if not isinstance(value, str):
        raise NotAPage(source.name, f"not a page: `{name}` is no string")
    return _SURROGATE.sub("\ufffd", value)


def _captured(fields: dict[str, Any], source: Source) -> str:
    written = _string(fields, "captured", source)
    day = find_capture_day(written) if written else ""
    if day is None:
        raise NotAPage(
            source.name, f"not a page: `captured` is {written[:40]!r}, an ISO date such as 2020-02-11 is needed"
        )
    return day


class Splitter:
    """Cuts a stream of bytes into the JSON values that stand in it one after the other, before they are parsed.

    `closed` tells that a bracket ended what is around the values.
    """

    _WITHIN = re.compile(rb'(?:[^"\\]|\\.)*+', re.DOTALL)
    _MARK = re.compile(rb'["\[\]{}]')

    def __init__(self) -> None:
        self.closed = False
        self._buffer = bytearray()
        self._at = 0  # up to here the buffer is looked through
        self._start = 0  # here the value begins
        self._depth = 0
        self._in_string = False

    @property
    def pending(self) -> int:
        """Number of bytes of a value that is not complete."""
        return 0 if self.closed else len(self._buffer)

    def feed(self, data: bytes) -> Iterator[bytes]:
        """Yield the values that are complete with `data`: objects, lists, strings; other scalars are passed over."""
        self._buffer += data
        while self._at < len(self._buffer) and not self.closed:
            found = self._end_string() if self._in_string else self._next_mark()
            if not found:
                break
            if self._depth == 0 and not self._in_string and not self.closed:
                yield bytes(self._buffer[self._start : self._at])
        done = self._start if self._depth or self._in_string else self._at
        del self._buffer[:done]
        self._at -= done
        self._start = 0

    def _end_string(self) -> bool:
        """Go to the end of the string; return whether it is there."""
        inside = self._WITHIN.match(self._buffer, self._at)
        self._at = inside.end() if inside else self._at
        # Else the buffer ends in the string, or between a backslash and what it escapes.
        if self._buffer[self._at : self._at + 1] != b'"':
            return False
        self._at += 1
        self._in_string = False
        return True

    def _next_mark(self) -> bool:
        """Go behind the next quotation mark or bracket; return whether there is one."""
        found = self._MARK.search(self._buffer, self._at)
        if not found:
            self._at = len(self._buffer)
            return False
        mark, self._at = found[0], found.end()
        if self._depth == 0 and mark not in b"]}":
            self._start = found.start()
        if mark == b'"':
            self._in_string = True
        elif mark in b"[{":
            self._depth += 1
        else:
            self._depth -= 1
            self.closed = self._depth < 0
        return True

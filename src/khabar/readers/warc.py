"""WARC and WET archives in, pages out: the responses that are HTML or text, and the texts converted from them.

Requests, metadata, redirects, errors, pictures and scripts are no pages and passed over without a word. `url` comes
from WARC-Target-URI, `captured` from WARC-Date; without a date there is none.
"""

from __future__ import annotations

import re
from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING, Literal

from fastwarc.warc import ArchiveIterator, WarcRecord, WarcRecordType

from khabar.errors import NotAPage, ReadError, Truncated
from khabar.readers.codings import decode_body
from khabar.readers.content import over_bytes, read_markup, read_text
from khabar.readers.kinds import find_kind
from khabar.readers.source import Hints, find_capture_day
from khabar.readers.streams import HEAD, ReadOnce

if TYPE_CHECKING:
    import io
    from collections.abc import Iterator

    from khabar.model import Page
    from khabar.readers.source import Source

_PAGE_RECORDS = (WarcRecordType.response, WarcRecordType.resource, WarcRecordType.conversion)
_PAGE_TYPES = ("text/html", "application/xhtml+xml", "text/plain")
_HEADERS = 1 << 16  # bytes of a record that may be HTTP headers rather than page
#: Bytes that may stand between two records before something is missing there: line ends, and headers written with more
#: spaces than fastwarc gives back.
_SLACK = 64
_NEXT_RECORD = re.compile(rb"\r\n\r\nWARC/1\.[01]\r\nWARC-")


def read_archive(stream: io.BufferedReader, source: Source) -> Iterator[Page | ReadError]:
    """Yield the page, or the error, of each page record of the archive, and an error for a stretch that is no record.

    Raises:
        ReadError: where the stream breaks off.

    """
    bytes_in = ReadOnce(stream)
    number, end = 0, 0
    for number, record in enumerate(_records(bytes_in), 1):
        here = replace(source, name=f"{source.name}#{number}")
        yield from _gap(end, record.stream_pos, here)
        end = record.stream_pos + _head_size(record) + record.content_length
        try:
            page = _record_page(record, here)
        except ReadError as err:
            if err.source == source.name:
                raise  # the stream breaks off, not the record
            yield err
        else:
            if page:
                yield page
    if number == 0:
        raise NotAPage(source.name, "not a page: there is no whole WARC record in it")
    yield from _gap(end, bytes_in.tell(), replace(source, name=f"{source.name}#{number + 1}"))


def _records(bytes_in: ReadOnce) -> Iterator[WarcRecord]:
    """Yield the records that fastwarc finds; `_gap` notices what it passed over.

    In quirks mode it goes on behind a damaged record. At a header without end it gives up, and is asked anew.
    """
    begin = -1
    while bytes_in.tell() > begin:
        begin = bytes_in.tell()
        with suppress(OSError):
            yield from ArchiveIterator(bytes_in, parse_http=False, stream_detect=False, quirks_mode=True)
            return


def _gap(end: int, start: int, source: Source) -> Iterator[ReadError]:
    if start - end > _SLACK:
        yield ReadError(source.name, f"{start - end:,} bytes before it belong to no record: a record there is damaged")


def _head_size(record: WarcRecord) -> int:
    """Return the bytes of the record's header lines, as they are written without needless spaces."""
    return len("WARC/1.0\r\n\r\n") + sum(len(key) + len(value) + 4 for key, value in record.headers.items_bytes())


def _record_page(record: WarcRecord, source: Source) -> Page | None:
    """Return the page in `record`, None where the record is none, such as a request or a picture.

    Raises:
        ReadError: where the record is damaged or its page cannot be read.

    """
    if "Content-Length" not in record.headers:
        raise Truncated(source.name, "the record ends in its header")
    if record.record_type not in _PAGE_RECORDS:
        if record.consume() < record.content_length:
            raise Truncated(source.name, "the record ends in the middle")
        return None
    if record.content_length > source.limits.page_bytes + _HEADERS:
        raise over_bytes(source)
    block = record.reader.read(record.content_length)
    if len(block) < record.content_length:
        raise Truncated(source.name, "the record ends in the middle")
    if _NEXT_RECORD.search(block):
        raise ReadError(source.name, "the length it gives reaches over the record after it: it is damaged")
    hints = Hints(
        url=_header(record, "WARC-Target-URI").strip("<>"),
        captured=find_capture_day(_header(record, "WARC-Date")) or "",
    )
    if record.is_http:
        return _response_page(block, source, hints)
    return _payload_page(block, _header(record, "Content-Type"), source, hints)


def _header(record: WarcRecord, name: str) -> str:
    return record.headers.get(name) or ""


def _response_page(block: bytes, source: Source, hints: Hints) -> Page | None:
    """Return the page in the HTTP response `block`, None for a redirect, an error or an answer that is no page."""
    response, body = _parse(block, source)
    status = response.http_headers.status_code
    if status is None or not 200 <= status < 300:
        return None
    try:
        codings = response.http_headers.get("Content-Encoding") or ""
        payload = decode_body(body, codings, source.limits.page_bytes + 1)
    except OSError:
        # Some crawlers unpack what they store and leave the headers as they came.
        payload = body
    charset = response.http_charset or ""
    return _payload_page(payload, response.http_content_type or "", source, hints._replace(charset=charset))


def _parse(block: bytes, source: Source) -> tuple[WarcRecord, bytes]:
    """Return the response in `block` and its body, put together from its chunks unless the crawler has done that."""
    encodings: tuple[Literal["transfer", "none"], ...] = ("transfer", "none")
    for encoding in encodings:
        response = WarcRecord()
        response.set_bytes_content(block)
        response.is_http = True
        with suppress(OSError):
            response.parse_http(auto_decode=encoding, quirks_mode=True)
            return response, response.reader.read()
    raise ReadError(source.name, "the headers of the response have no end")


def _payload_page(payload: bytes, media_type: str, source: Source, hints: Hints) -> Page | None:
    if media_type and not media_type.strip().lower().startswith(_PAGE_TYPES):
        return None
    kind = find_kind(payload[:HEAD], "")
    if not media_type and kind not in {"markup", "text"}:
        return None
    return read_markup(payload, source, hints) if kind == "markup" else read_text(payload, source, hints)

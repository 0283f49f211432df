"""WARC and WET archives to pages: which records are pages, what their headers give, and archives that are damaged."""

from __future__ import annotations

import gzip
import io
import re
import subprocess
import sys
import zlib
from hashlib import sha256
from typing import TYPE_CHECKING

import brotli
import pytest
import zstandard
from fastwarc.stream_io import GzipWriter, ZstdWriter
from fastwarc.warc import WarcRecord, WarcRecordType

from khabar.errors import NotAPage, ReadError, TooLarge, Truncated
from khabar.model import Page
from khabar.readers import Limits, read_pages

if TYPE_CHECKING:
    from pathlib import Path

TEXT = "وصل الوفد إلى المطار صباح الخميس، وكان في استقباله وزير النقل وعدد من النواب وممثلو الأحزاب في العاصمة."
HTML = f"<html><body><h1>وصول الوفد</h1><p>{TEXT}</p></body></html>"
HEADERS = "Content-Type: text/html; charset=utf-8"
URL = "https://outlet.example/%D8%A3?id=1"
DATE = "2020-02-13T08:15:00Z"


def response(
    body: bytes | str = HTML, headers: str = HEADERS, status: str = "200 OK", date: str = DATE, number: int = 1
) -> WarcRecord:
    raw = body.encode() if isinstance(body, str) else body
    record = WarcRecord()
    record.init_headers(record_type=WarcRecordType.response)
    record.headers["WARC-Target-URI"] = URL.replace("=1", f"={number}")
    record.headers["WARC-Date"] = date
    record.headers["Content-Type"] = "application/http; msgtype=response"
    head = f"HTTP/1.1 {status}\r\n{headers}\r\n\r\n".encode()
    record.set_bytes_content(head + raw)
    return record


def plain(kind: WarcRecordType, body: str, media_type: str) -> WarcRecord:
    record = WarcRecord()
    record.init_headers(record_type=kind)
    record.headers["WARC-Target-URI"] = URL
    record.headers["WARC-Date"] = DATE
    record.headers["Content-Type"] = media_type
    record.set_bytes_content(body.encode())
    return record


def archive(*records: WarcRecord, packing: str = "") -> bytes:
    out = io.BytesIO()
    writer = {"gz": GzipWriter, "zst": ZstdWriter}[packing](out) if packing else out
    for record in records:
        record.write(writer)
    if packing:
        writer.close()
    return out.getvalue()


def read(folder: Path, raw: bytes, limits: Limits | None = None) -> list[Page | ReadError]:
    path = folder / "crawl.warc"
    path.write_bytes(raw)
    return list(read_pages([path], limits=limits or Limits()))


def only_page(results: list[Page | ReadError]) -> Page:
    (page,) = results
    assert isinstance(page, Page), page
    return page


@pytest.mark.parametrize("packing", ["", "gz", "zst"])
def test_a_response_is_a_page_with_its_address_and_day_of_capture(tmp_path: Path, packing: str) -> None:
    page = only_page(read(tmp_path, archive(response(), packing=packing)))
    assert page.text.endswith(TEXT)
    assert (page.url, page.captured) == (URL, "2020-02-13")
    assert page.sha256 == sha256(HTML.encode()).hexdigest()
    assert page.id == page.sha256[:16]


def test_a_wet_record_is_its_text_as_it_is(tmp_path: Path) -> None:
    text = f"الرئيسية\nوصول الوفد\n{TEXT}\n"
    info = plain(WarcRecordType.warcinfo, "software: x\r\n", "application/warc-fields")
    page = only_page(read(tmp_path, archive(info, plain(WarcRecordType.conversion, text, "text/plain"))))
    assert (page.text, page.url, page.captured) == (text, URL, "2020-02-13")


def test_the_day_of_a_record_comes_before_that_of_the_option(tmp_path: Path) -> None:
    path = tmp_path / "a.warc"
    path.write_bytes(archive(response(), response(date="")))
    assert [page.captured for page in read_pages([path], captured="2025-03") if isinstance(page, Page)] == [
        "2020-02-13",
        "2025-03",
    ]


@pytest.mark.parametrize(
    "record",
    [
        response(b"\x89PNG", "Content-Type: image/png"),
        response(b"x()", "Content-Type: application/javascript"),
        response(b"", "Location: /x", "301 Moved"),
        response(HTML, HEADERS, "404 Not Found"),
        response(b"\x89PNG\r\n\x1a\n", "Server: x"),
        plain(WarcRecordType.request, "GET / HTTP/1.1\r\n\r\n", "application/http; msgtype=request"),
        plain(WarcRecordType.metadata, "fetchTimeMs: 3", "application/warc-fields"),
        plain(WarcRecordType.resource, "p {}", "text/css"),
    ],
)
def test_records_that_are_no_pages_are_passed_over(tmp_path: Path, record: WarcRecord) -> None:
    page = only_page(read(tmp_path, archive(record, response())))
    assert page.text.endswith(TEXT)


@pytest.mark.parametrize(
    ("body", "headers"),
    [
        (gzip.compress(HTML.encode()), f"{HEADERS}\r\nContent-Encoding: gzip"),
        (gzip.compress(gzip.compress(HTML.encode())), f"{HEADERS}\r\nContent-Encoding: gzip, x-gzip"),
        (zlib.compress(HTML.encode()), f"{HEADERS}\r\nContent-Encoding: deflate"),
        (zlib.compress(HTML.encode(), wbits=-15), f"{HEADERS}\r\nContent-Encoding: deflate"),
        (brotli.compress(HTML.encode()), f"{HEADERS}\r\nContent-Encoding: br"),
        (zstandard.compress(HTML.encode()), f"{HEADERS}\r\nContent-Encoding: zstd"),
        (HTML.encode(), f"{HEADERS}\r\nContent-Encoding: gzip"),  # unpacked by the crawler
        (HTML.encode(), f"{HEADERS}\r\nContent-Encoding: br"),
        (HTML.encode(), f"{HEADERS}\r\nContent-Encoding: zstd"),
        (HTML.encode(), f"{HEADERS}\r\nContent-Encoding: identity"),
        (HTML.encode(), f"{HEADERS}\r\nContent-Encoding: gzip, gzip, gzip, gzip"),
        (HTML.encode(), f"{HEADERS}\r\nContent-Encoding: odd"),
        (f"{len(HTML.encode()):x}\r\n{HTML}\r\n0\r\n\r\n".encode(), f"{HEADERS}\r\nTransfer-Encoding: chunked"),
        (HTML.encode(), f"{HEADERS}\r\nTransfer-Encoding: chunked"),
        (HTML.encode("cp1256"), "Content-Type: text/html; charset=windows-1256"),
        (HTML.encode("cp1256"), HEADERS),
        (HTML.encode(), "Server: x"),
        (HTML.encode(), "Content-Type: TEXT/HTML"),
        (HTML.encode(), "Content-Type: text/plain"),
    ],
)
def test_responses_are_unpacked_and_decoded(tmp_path: Path, body: bytes, headers: str) -> None:
    assert only_page(read(tmp_path, archive(response(body, headers)))).text.endswith(TEXT)


def test_a_page_that_cannot_be_read_is_filed_with_its_record_number(tmp_path: Path) -> None:
    records = [response(), response(b""), response(b"x" * 5000), response(b"\xff\xfe\xfd" * 9), response(number=2)]
    results = read(tmp_path, archive(*records), Limits(page_bytes=1000))
    assert [isinstance(result, Page) for result in results] == [True, False, False, False, True]
    assert [error.source.rpartition("#")[2] for error in results if isinstance(error, ReadError)] == ["2", "3", "4"]


@pytest.mark.parametrize(
    ("kept", "reason"), [(-20, "the record ends in the middle"), (60, "the record ends in its header")]
)
def test_an_archive_that_breaks_off_is_read_up_to_there(tmp_path: Path, kept: int, reason: str) -> None:
    one, two, three = (archive(response(number=n)) for n in (1, 2, 3))
    first, second, last = read(tmp_path, one + two + three[:kept])
    assert isinstance(first, Page)
    assert isinstance(second, Page)
    assert isinstance(last, Truncated)
    assert str(last) == f"{tmp_path}/crawl.warc#3: {reason}"


def test_a_packed_archive_that_breaks_off_is_read_up_to_there(tmp_path: Path) -> None:
    packed = gzip.compress(archive(*(response(number=n) for n in range(50))))
    *before, last = read(tmp_path, packed[: len(packed) * 3 // 4])
    assert isinstance(last, Truncated)
    assert len([result for result in before if isinstance(result, Page)]) > 20


def test_a_damaged_record_is_filed_and_the_next_is_read(tmp_path: Path) -> None:
    one, two, three = (archive(response(number=n)) for n in (1, 2, 3))
    first, gap, last = read(tmp_path, one + two.replace(b"WARC/1.1", b"damaged!") + three)
    assert isinstance(first, Page)
    assert isinstance(last, Page)
    assert isinstance(gap, ReadError)
    assert gap.source.endswith("crawl.warc#2")
    assert "belong to no record" in gap.reason


def test_what_follows_the_last_record_is_filed(tmp_path: Path) -> None:
    page, error = read(tmp_path, archive(response()) + b"rubbish" * 50)
    assert isinstance(page, Page)
    assert isinstance(error, ReadError)
    assert "belong to no record" in error.reason


def test_a_file_that_only_begins_like_an_archive_is_filed(tmp_path: Path) -> None:
    (error,) = read(tmp_path, b"WARC/1.0 is a file format.\n")
    assert isinstance(error, NotAPage)


def with_length(length: bytes, record: bytes) -> bytes:
    """Return a record whose header gives another length."""
    return re.sub(rb"Content-Length: \d+", b"Content-Length: " + length, record, count=1)


@pytest.mark.parametrize("length", [b"0", b"1", b"-1", b"ten", b"", b"0x10", b"9" * 30, b"400 x", "٤٠".encode()])
def test_a_length_that_is_too_short_or_none_costs_that_record_alone_and_is_told(tmp_path: Path, length: bytes) -> None:
    one, two, three = (archive(response(number=n)) for n in (1, 2, 3))
    first, error, last = read(tmp_path, one + with_length(length, two) + three)
    assert isinstance(first, Page)
    assert isinstance(error, ReadError)
    assert "belong to no record" in error.reason
    assert isinstance(last, Page)
    assert last.url.endswith("=3")


@pytest.mark.parametrize("more", [200, 400, 600, 10**4, 10**12, 2**63 - 1 - 4000])
def test_a_length_that_reaches_over_other_records_is_told(tmp_path: Path, more: int) -> None:
    one, two, three = (archive(response(number=n)) for n in (1, 2, 3))
    results = read(tmp_path, one + with_length(b"%d" % (len(two) + more), two) + three)
    assert isinstance(results[0], Page)
    told = [result for result in results[1:] if isinstance(result, ReadError)]
    assert told
    assert not [page for page in results[1:] if isinstance(page, Page) and page.url.endswith("=2")]


@pytest.mark.parametrize("header", [b"X: " + b"a" * 2_000_000 + b"\r\n", b"X: a\r\n" * 50_000])
def test_a_header_without_end_costs_that_record_alone_and_is_told(tmp_path: Path, header: bytes) -> None:
    one, two, three = (archive(response(number=n)) for n in (1, 2, 3))
    first, error, last = read(tmp_path, one + two.replace(b"WARC/1.1\r\n", b"WARC/1.1\r\n" + header) + three)
    assert isinstance(first, Page)
    assert isinstance(error, ReadError)
    assert "belong to no record" in error.reason
    assert isinstance(last, Page)


def test_headers_that_a_server_sends_without_end_cost_that_record_alone(tmp_path: Path) -> None:
    hostile = response(headers=f"{HEADERS}\r\nSet-Cookie: {'a' * 200_000}", number=2)
    first, error, last = read(tmp_path, archive(response(), hostile, response(number=3)))
    assert isinstance(first, Page)
    assert isinstance(error, ReadError)
    assert error.reason == "the headers of the response have no end"
    assert isinstance(last, Page)


def test_a_bomb_of_gzip_ends_with_the_error_of_its_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("khabar.readers.streams.FREE", 2_000_000)
    head = b"WARC/1.0\r\nWARC-Type: warcinfo\r\nContent-Length: 99999999999\r\n\r\n"
    page, error = read(tmp_path, gzip.compress(archive(response()) + head + bytes(30_000_000)))
    assert isinstance(page, Page)
    assert isinstance(error, TooLarge)
    assert error.source == f"{tmp_path}/crawl.warc"


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells the memory of a process so")
def test_a_response_that_packs_a_thousand_times_the_limit_takes_no_memory_for_it(tmp_path: Path) -> None:
    packer = brotli.Compressor(quality=1)
    packed = b"".join(packer.process(b"<p>a" * 2_500_000) for _ in range(30)) + packer.finish()
    path = tmp_path / "crawl.warc"
    path.write_bytes(archive(response(packed, f"{HEADERS}\r\nContent-Encoding: br")))
    program = (
        "import re, sys; from khabar.readers import read_pages; print(*read_pages(sys.argv[1:]));"
        r"print(re.search(r'VmHWM:\s+(\d+) kB', open('/proc/self/status').read())[1])"
    )
    run = subprocess.run([sys.executable, "-c", program, str(path)], capture_output=True, text=True, check=True)  # noqa: S603
    error, kilobytes = run.stdout.splitlines()
    assert error.endswith("#1: too large: a page may have 20,000,000 bytes")
    assert int(kilobytes) < 200_000  # 300 MB are packed, the libraries alone take 30

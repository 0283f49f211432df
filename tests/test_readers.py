"""Files of every kind to pages: what is read, under which id, and what is filed as unread and why."""

from __future__ import annotations

import gzip
import io
import json
import os
import sys
import time
import tracemalloc
import zipfile
from hashlib import sha256
from typing import TYPE_CHECKING, Any

import pytest
import zstandard
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from khabar.errors import NotAPage, ReadError, TooLarge, Truncated, Undecodable, UsageError
from khabar.model import Metadata, Page
from khabar.readers import Limits, read_pages
from khabar.readers.objects import Splitter
from khabar.readers.source import find_capture_day
from strategies import LAW

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

NEWS = "أعلن مجلس الأمن عقد جلسة طارئة غدا.\nوقال المتحدث باسمه إن الجلسة مغلقة.\n"
OTHER = "نفى المتحدث باسم البلدية وقوع إصابات في الحريق.\n"
JSON_LINES = (
    json.dumps({"id": "a", "text": NEWS}, ensure_ascii=False) + "\n" + json.dumps({"id": "b", "text": OTHER}) + "\n"
).encode()


def read(*paths: Path | str, **options: Any) -> list[Page | ReadError]:
    return list(read_pages(paths, **options))


def pages(*paths: Path | str, **options: Any) -> list[Page]:
    """Read paths that hold pages only."""
    results = read(*paths, **options)
    assert not [result for result in results if isinstance(result, ReadError)]
    return [result for result in results if isinstance(result, Page)]


def failures(*paths: Path | str, **options: Any) -> list[str]:
    """Read paths and tell what is wrong with them, by class and message without the path."""
    errors = [result for result in read(*paths, **options) if isinstance(result, ReadError)]
    return [f"{type(error).__name__}: {os.path.basename(error.source)}: {error.reason}" for error in errors]  # noqa: PTH119


def file(folder: Path, name: str, content: bytes | str) -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def test_a_text_file_is_a_page_as_it_is(tmp_path: Path) -> None:
    text = NEWS.replace("\n", "\r\n") + " \u200f\x00\u00a0\n\n"
    (page,) = pages(file(tmp_path, "news.txt", text))
    digest = sha256(text.encode()).hexdigest()
    assert page == Page(id=digest[:16], text=text, sha256=digest)


def test_the_same_bytes_have_the_same_id_wherever_they_lie(tmp_path: Path) -> None:
    plain = file(tmp_path, "a.txt", NEWS)
    packed = file(tmp_path, "b.gz", gzip.compress(NEWS.encode()))
    line = file(tmp_path, "c.jsonl", json.dumps({"text": NEWS}))
    assert len({page.id for page in pages(plain, packed, line)}) == 1


def test_a_folder_is_read_in_the_order_of_names_and_to_its_depth(tmp_path: Path) -> None:
    for name in (
        "b.txt",
        "a/2.txt",
        "a/1.txt",
        "c.txt",
        ".hidden.txt",
        ".git/d.txt",
        "b_files/site.css",
        "b_files/x.PNG",
    ):
        file(tmp_path, name, name)
    assert [page.text for page in pages(tmp_path)] == ["a/1.txt", "a/2.txt", "b.txt", "c.txt"]


def test_paths_are_read_in_the_order_given(tmp_path: Path) -> None:
    one, two = file(tmp_path, "1.txt", "one"), file(tmp_path, "2.txt", "two")
    assert [page.text for page in pages(two, str(one))] == ["two", "one"]


def test_links_to_files_are_followed_and_links_to_folders_are_not(tmp_path: Path) -> None:
    file(tmp_path, "real/a.txt", "text")
    (tmp_path / "real/b.txt").symlink_to(tmp_path / "real/a.txt")
    (tmp_path / "real/ring").symlink_to(tmp_path)
    assert len(pages(tmp_path)) == 2


@pytest.mark.parametrize("name", ["pages.jsonl", "pages.txt", "pages"])
def test_json_lines_give_a_page_a_line(tmp_path: Path, name: str) -> None:
    one, two = pages(file(tmp_path, name, JSON_LINES))
    assert (one.id, one.text) == ("a", NEWS)
    assert (two.id, two.text) == ("b", OTHER)


def test_the_fields_of_a_json_object(tmp_path: Path) -> None:
    fields = {
        "id": 7,
        "text": NEWS,
        "url": "https://outlet.example/7",
        "outlet": "المنبر",
        "captured": "2025-03-01T10:00:00Z",
        "title": "جلسة طارئة",
        "author": "سامر",
        "published": "2020-02-11",
    }
    (page,) = pages(file(tmp_path, "a.jsonl", json.dumps(fields)))
    assert page == Page(
        id="7",
        text=NEWS,
        url="https://outlet.example/7",
        outlet="المنبر",
        captured="2025-03-01",
        sha256=sha256(NEWS.encode()).hexdigest(),
        metadata=Metadata(title="جلسة طارئة", author="سامر"),
    )


def test_a_record_of_our_own_is_read_again_as_its_page(tmp_path: Path) -> None:
    record = {"schema": "khabar.record/1", "page": {"id": "a", "text": NEWS, "captured": ""}, "article": {"title": ""}}
    (page,) = pages(file(tmp_path, "records.jsonl", json.dumps(record)))
    assert (page.id, page.text) == ("a", NEWS)


@pytest.mark.parametrize("indent", [None, 0, 2])
@pytest.mark.parametrize("ascii_only", [True, False])
def test_a_json_list_gives_a_page_an_object(tmp_path: Path, indent: int | None, ascii_only: bool) -> None:
    objects = [{"id": str(n), "content": f'{NEWS}"[{{\\ {n}', "tags": ["x", {"y": "]"}]} for n in range(5)]
    path = file(tmp_path, "list.json", json.dumps(objects, indent=indent, ensure_ascii=ascii_only))
    assert [(page.id, page.text) for page in pages(path)] == [(o["id"], o["content"]) for o in objects]


def test_pretty_printed_objects_one_after_the_other(tmp_path: Path) -> None:
    text = "\n".join(json.dumps({"id": name, "text": NEWS}, indent=2) for name in "ab")
    assert [page.id for page in pages(file(tmp_path, "a.json", text))] == ["a", "b"]


@LAW
@given(
    st.lists(
        st.recursive(st.text(max_size=8), lambda inner: st.lists(inner) | st.dictionaries(st.text(max_size=5), inner))
    ),
    st.integers(1, 9),
)
def test_json_is_cut_into_its_values_however_it_arrives(values: list[Any], size: int) -> None:
    raw = json.dumps(values)[1:].encode()
    splitter = Splitter()
    found = [value for at in range(0, len(raw), size) for value in splitter.feed(raw[at : at + size])]
    assert [json.loads(value) for value in found] == values
    assert splitter.closed


PACKINGS: list[Callable[[bytes], bytes]] = [
    gzip.compress,
    zstandard.compress,
    lambda raw: gzip.compress(raw[: len(raw) // 2]) + gzip.compress(raw[len(raw) // 2 :]),
    lambda raw: zstandard.compress(raw[: len(raw) // 2]) + zstandard.compress(raw[len(raw) // 2 :]),
    lambda raw: zstandard.compress(gzip.compress(raw)),
]


@pytest.mark.parametrize("pack", PACKINGS)
@pytest.mark.parametrize("content", [JSON_LINES, NEWS.encode()])
def test_packed_files_are_read_as_what_they_pack(
    tmp_path: Path, pack: Callable[[bytes], bytes], content: bytes
) -> None:
    plain = pages(file(tmp_path, "plain", content))
    assert pages(file(tmp_path, "packed", pack(content))) == plain


def test_a_zip_archive_is_read_like_a_folder(tmp_path: Path) -> None:
    path = tmp_path / "pile.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("b/pages.jsonl", JSON_LINES)
        archive.writestr("a.txt", OTHER.encode("cp1256"))
        archive.writestr("b/style.css", "p {}")
        archive.writestr("__MACOSX/._a.txt", "x")
        archive.writestr("c.txt", b"")
    results = read(path)
    assert [result.text for result in results if isinstance(result, Page)] == [OTHER, NEWS, OTHER]
    assert [str(result) for result in results if isinstance(result, ReadError)] == [
        f"{path}!c.txt: empty: it has no bytes"
    ]


@pytest.mark.parametrize("content", [NEWS.encode(), NEWS.encode("utf-16"), gzip.compress(NEWS.encode()), JSON_LINES])
def test_the_standard_input_is_read_by_its_kind(monkeypatch: pytest.MonkeyPatch, content: bytes) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(content)))
    assert pages("-")[0].text == NEWS


def test_a_pipe_that_gives_little_at_a_time_is_read_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    class Trickle(io.RawIOBase):
        left = gzip.compress(JSON_LINES * 1000, 1)

        def readable(self) -> bool:
            return True

        def readinto(self, buffer: Any) -> int:
            piece, self.left = self.left[:7], self.left[7:]
            buffer[: len(piece)] = piece
            return len(piece)

    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BufferedReader(Trickle())))
    assert len(pages("-")) == 2000


def test_captured_comes_from_the_page_else_from_the_option_else_it_is_unknown(tmp_path: Path) -> None:
    path = file(
        tmp_path, "a.jsonl", json.dumps({"text": NEWS, "captured": "2020-03"}) + "\n" + json.dumps({"text": OTHER})
    )
    assert [page.captured for page in pages(path, captured="2025-03-01")] == ["2020-03", "2025-03-01"]
    assert [page.captured for page in pages(path)] == ["2020-03", ""]


@pytest.mark.parametrize("captured", ["yesterday", "2025-13-01", "2025-02-30", "01/03/2025", "25-03-01", "2025-3-1"])
def test_a_capture_day_that_is_no_date_is_wrong_use(captured: str) -> None:
    with pytest.raises(UsageError, match="ISO date"):
        read_pages([], captured=captured)


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("2025", "2025"),
        ("2025-03", "2025-03"),
        (" 2025-03-01 ", "2025-03-01"),
        ("2025-03-01T10:00:00Z", "2025-03-01"),
        ("2025-03-01 10:00", "2025-03-01"),
        ("2025-03-011", None),
        ("2025-00", None),
        ("0000", None),
        ("", None),
        ("٢٠٢٥", None),
    ],
)
def test_capture_days_are_iso_prefixes(written: str, day: str | None) -> None:
    assert find_capture_day(written) == day


def test_half_characters_become_replacement_characters(tmp_path: Path) -> None:
    (page,) = pages(file(tmp_path, "a.jsonl", b'{"id": "x\\udc00", "text": "\\ud83d\\ude00 \\ud800 b"}'))
    assert (page.id, page.text) == ("x\ufffd", "\U0001f600 \ufffd b")


def test_json_in_windows_1256_is_read(tmp_path: Path) -> None:
    (page,) = pages(file(tmp_path, "a.jsonl", json.dumps({"text": NEWS}, ensure_ascii=False).encode("cp1256")))
    assert page.text == NEWS


LIMIT = Limits(page_bytes=2000, page_characters=1000)
UNREADABLE: dict[str, tuple[str, bytes, list[str]]] = {
    "empty": ("a.txt", b"", ["NotAPage: a.txt: empty: it has no bytes"]),
    "blank": ("a.txt", b" \n\t\xef\xbb\xbf\xc2\xa0\r\n", ["NotAPage: a.txt: empty: there is no text in it"]),
    "picture": ("a.txt", b"\x89PNG\r\n\x1a\n" + bytes(99), ["NotAPage: a.txt: binary: a PNG picture"]),
    "pdf": ("a.html", b"%PDF-1.4 ...", ["NotAPage: a.html: binary: a PDF document"]),
    "nulls": ("a.txt", bytes(500), ["NotAPage: a.txt: binary: not text"]),
    "large": ("a.txt", b"x" * 2001, ["TooLarge: a.txt: too large: a page may have 2,000 bytes"]),
    "long": (
        "a.txt",
        b"x" * 1500,
        ["TooLarge: a.txt: too long: the text of a page may have 1,000 characters"],
    ),
    "undecodable": (
        "a.txt",
        b"\xff\xfe\xfd".join([b"abc"] * 3),
        ["Undecodable: a.txt: its bytes are text in none of the encodings tried; save it as UTF-8"],
    ),
    "cut gzip": (
        "a.jsonl.gz",
        gzip.compress(JSON_LINES)[:-9],
        ["Truncated: a.jsonl.gz: the compressed data ends in the middle"],
    ),
    "cut zstd": (
        "a.jsonl.zst",
        zstandard.compress(JSON_LINES)[:-2],
        ["Truncated: a.jsonl.zst: the compressed data ends in the middle"],
    ),
    "bomb": ("a", gzip.compress(bytes(10_000_000)), ["TooLarge: a: too large: a page may have 2,000 bytes"]),
    "nested": (
        "a",
        gzip.compress(gzip.compress(gzip.compress(gzip.compress(b"x")))),
        ["NotAPage: a: packed more than 3 times over"],
    ),
    "not json": ("a.jsonl", b"{'text': 1}\n", ["NotAPage: a.jsonl:1: not JSON: "]),
    "not an object": (
        "a.jsonl",
        b'"text"\n[]\n\n7\n',
        [f"NotAPage: a.jsonl:{n}: not a page: a JSON" for n in (1, 2, 4)],
    ),
    "no text": (
        "a.jsonl",
        b'{"id": "a", "text": null}',
        ["NotAPage: a.jsonl:1: not a page: neither `text` nor `html`"],
    ),
    "odd text": ("a.jsonl", b'{"text": ["a"]}', ["NotAPage: a.jsonl:1: not a page: `text` is no string"]),
    "odd day": (
        "a.jsonl",
        b'{"text": "a", "captured": "1/3/2020"}',
        ["NotAPage: a.jsonl:1: not a page: `captured` is"],
    ),
    "deep": ("a.jsonl", b'{"a":' * 99_999, ["TooLarge: a.jsonl:1: too large"]),
    "empty list": ("a.json", b"[]", ["NotAPage: a.json: empty: there is no JSON object in it"]),
    "utf-16 json": ("a.json", '{"a": 1}'.encode("utf-16"), ["NotAPage: a.json: JSON in UTF-16: save it as UTF-8"]),
    "no zip": ("a.zip", b"PK\x03\x04" + bytes(99), ["Truncated: a.zip: the zip archive is cut short or damaged"]),
    "no warc": ("a.warc", b"WARC/1.0 and so on", ["NotAPage: a.warc: not a page: there is no whole WARC record in it"]),
}


@pytest.mark.parametrize("case", UNREADABLE)
def test_what_cannot_be_read_is_filed_with_its_reason(tmp_path: Path, case: str) -> None:
    name, content, expected = UNREADABLE[case]
    found = failures(file(tmp_path, name, content), limits=LIMIT)
    assert [message[: len(start)] for message, start in zip(found, expected, strict=True)] == expected


def test_a_path_that_is_not_there_is_filed_and_the_next_is_read(tmp_path: Path) -> None:
    path = file(tmp_path, "a.txt", NEWS)
    assert failures(tmp_path / "gone.txt", path) == ["ReadError: gone.txt: there is no such file or folder"]
    assert len(read(tmp_path / "gone.txt", path)) == 2


def test_an_empty_folder_is_filed(tmp_path: Path) -> None:
    (tmp_path / "inside").mkdir()
    assert failures(tmp_path) == ["NotAPage: inside: empty: there are no files in this folder"]


def test_a_bad_line_costs_no_other_line(tmp_path: Path) -> None:
    good = json.dumps({"text": NEWS}).encode()
    path = file(
        tmp_path,
        "a.jsonl",
        b"\n".join([good, b'{"text": "cut', b"\xff\xfa\x81\xff", b"x" * 9000, b"", good, good[:-9]]),
    )
    results = read(path, limits=LIMIT)
    assert [isinstance(result, Page) for result in results] == [True, False, False, False, True, False]
    assert [error.source.rpartition(":")[2] for error in results if isinstance(error, ReadError)] == [
        "2",
        "3",
        "4",
        "7",
    ]
    assert [type(error) for error in results if isinstance(error, ReadError)] == [
        NotAPage,
        Undecodable,
        TooLarge,
        NotAPage,
    ]


@pytest.mark.parametrize("pack", [gzip.compress, zstandard.compress])
def test_what_stands_before_a_break_is_read(tmp_path: Path, pack: Callable[[bytes], bytes]) -> None:
    lines = b"".join(json.dumps({"id": str(n), "text": os.urandom(300).hex()}).encode() + b"\n" for n in range(2000))
    packed = pack(lines)
    *before, last = read(file(tmp_path, "a.jsonl.gz", packed[: len(packed) * 9 // 10]))
    assert isinstance(last, Truncated)
    assert len(before) > 1500
    assert [page.id for page in before if isinstance(page, Page)] == [str(n) for n in range(len(before))]


@pytest.mark.parametrize("cut", [-1, -30, -len(json.dumps({"text": OTHER})) - 1])
def test_a_list_that_breaks_off_gives_its_whole_objects(tmp_path: Path, cut: int) -> None:
    text = json.dumps([{"text": NEWS}, {"text": OTHER}, {"text": OTHER}])
    *before, last = read(file(tmp_path, "a.json", text[:cut]))
    assert isinstance(last, Truncated)
    assert before
    assert all(isinstance(page, Page) for page in before)


def test_an_office_document_is_no_pile_of_pages(tmp_path: Path) -> None:
    path = tmp_path / "a.docx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("word/document.xml", "<w/>")
    assert failures(path) == ["NotAPage: a.docx: an Office document, a book or a program: save its text"]


@pytest.mark.parametrize("name", [b"\0.txt", b"./././", b"."])
def test_a_member_of_an_archive_without_a_name_costs_no_other(tmp_path: Path, name: bytes) -> None:
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("1" * len(name), NEWS)
        archive.writestr("2.txt", OTHER)
    path.write_bytes(path.read_bytes().replace(b"1" * len(name), name))
    *_, good = read(path)
    assert isinstance(good, Page)
    assert good.text == OTHER


def test_a_damaged_member_of_an_archive_costs_no_other(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("1.txt", NEWS)
        archive.writestr("2.txt", OTHER)
    path.write_bytes(path.read_bytes().replace(NEWS.encode()[-9:], b"damaged!\n", 1))
    bad, good = read(path)
    assert isinstance(bad, ReadError)
    assert bad.source.endswith("a.zip!1.txt")
    assert isinstance(good, Page)


def test_memory_does_not_grow_with_the_pile(tmp_path: Path) -> None:
    line = json.dumps({"text": NEWS * 20}).encode() + b"\n"
    path = file(tmp_path, "a.jsonl.gz", gzip.compress(line * 3000))
    tracemalloc.start()
    count = sum(1 for _ in read_pages([path]))
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert count == 3000
    assert peak < len(line) * 3000 / 5


def test_files_are_closed_when_the_reader_of_pages_stops_early(tmp_path: Path) -> None:
    stream = read_pages([file(tmp_path, "a.jsonl", JSON_LINES)])
    assert isinstance(next(stream), Page)
    stream.close()  # type: ignore[attr-defined]  # an open file would be a warning here, and so an error


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.sampled_from(
        [b"", b"\x1f\x8b\x08\0", b"\x28\xb5\x2f\xfd", b"PK\x03\x04", b"WARC/1.0\r\n", b"[{", b'{"', b"<html>"]
    ),
    st.binary(max_size=200),
    st.sampled_from(["", ".txt", ".json", ".html", ".gz"]),
)
def test_no_bytes_make_it_raise(tmp_path: Path, start: bytes, rest: bytes, ending: str) -> None:
    for result in read(file(tmp_path, f"a{ending}", start + rest)):
        assert isinstance(result, ReadError) or result.text.encode()


def zipped(content: bytes) -> bytes:
    """Return a zip archive of one file."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a.jsonl", content)
    return out.getvalue()


PACKERS: dict[str, Callable[[bytes], bytes]] = {"gzip": gzip.compress, "zstd": zstandard.compress, "zip": zipped}
BOMB = b'{"text": "a"}\n' + b" " * 30_000_000


@pytest.fixture
def least_free(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let packed files be counted from the first megabytes on."""
    monkeypatch.setattr("khabar.readers.streams.FREE", 2_000_000)


@pytest.mark.usefixtures("least_free")
@pytest.mark.parametrize("packing", PACKERS)
def test_a_bomb_is_unpacked_no_further_than_its_size_allows(tmp_path: Path, packing: str) -> None:
    packed = PACKERS[packing](BOMB)
    bomb, good = file(tmp_path, "a.jsonl.x", packed), file(tmp_path, "b.txt", NEWS)
    page, error, after = read(bomb, good)
    assert isinstance(page, Page)
    assert isinstance(after, Page)
    assert isinstance(error, TooLarge)
    assert (error.reason, error.limit) == ("it unpacks to more than 200 times its size", "unpacked")
    most = Limits(unpacked=len(BOMB) // len(packed) + 10)
    assert [type(result) for result in read(bomb, limits=most)] == [Page]


@pytest.mark.usefixtures("least_free")
def test_an_archive_that_is_a_bomb_is_told_once(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for number in range(20):
            archive.writestr(f"{number}.jsonl", BOMB)
    results = read(path)
    assert [type(result) for result in results[-1:]] == [TooLarge]
    assert len([result for result in results if isinstance(result, ReadError)]) == 1


@pytest.mark.usefixtures("least_free")
def test_packings_within_packings_are_counted_together(tmp_path: Path) -> None:
    packed = gzip.compress(gzip.compress(BOMB))
    *_, error = read(file(tmp_path, "a.jsonl.gz", packed))
    assert isinstance(error, TooLarge)
    assert error.limit == "unpacked"


@pytest.mark.usefixtures("least_free")
def test_a_bomb_in_a_pipe_is_told_by_what_came_out_of_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BufferedReader(io.BytesIO(gzip.compress(BOMB)))))
    page, error = read_pages(["-"])
    assert isinstance(page, Page)
    assert isinstance(error, TooLarge)


def test_text_that_begins_with_comments_without_end_is_told_at_once(tmp_path: Path) -> None:
    start = time.process_time()
    (page,) = read(file(tmp_path, "a.txt", "<!--x--> " * 400 + NEWS))
    assert isinstance(page, Page)
    assert time.process_time() - start < 2


@pytest.mark.parametrize("cut", range(1, 60, 7))
@pytest.mark.parametrize("packing", ["gzip", "zstd"])
def test_a_packed_file_damaged_anywhere_gives_pages_and_an_error_or_all_pages(
    tmp_path: Path, packing: str, cut: int
) -> None:
    packed = bytearray(PACKERS[packing](JSON_LINES))
    packed[len(packed) * cut // 60] ^= 0x55
    results = read(file(tmp_path, "a.jsonl", bytes(packed)))
    whole = read(file(tmp_path, "b.jsonl", JSON_LINES))
    assert results
    pages = [result for result in results if isinstance(result, Page)]
    # A checksum may stand behind what it is of, so a damaged page may come before the error; a lost one never without.
    assert len(pages) == len(whole) or any(isinstance(result, ReadError) for result in results)

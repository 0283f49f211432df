"""Paths in, a stream of pages and errors out: one page in memory at a time, nothing passed over in silence.

Files are text, HTML, JSON (an object a line, or a list), Parquet, WARC or WET, or any of these but Parquet packed with
gzip or zstd; folders and zip archives hold such files. What a file is its first bytes tell; the ending of its name only
helps where they leave it open. `-` is the standard input.
"""

from __future__ import annotations

import os
import sys
import zipfile
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import replace
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, cast

from khabar.errors import NotAPage, ReadError, Truncated, UsageError
from khabar.readers.content import read_markup, read_text
from khabar.readers.kinds import PARQUET, ZIP, find_kind
from khabar.readers.objects import read_lines, read_list
from khabar.readers.rows import read_rows
from khabar.readers.source import Limits, Source, find_capture_day
from khabar.readers.streams import HEAD, Allowance, Counted, ReadOnce, peekable, unpack_gzip, unpack_zstd
from khabar.readers.warc import read_archive

if TYPE_CHECKING:
    import io
    from collections.abc import Callable, Iterable, Iterator
    from contextlib import AbstractContextManager

    from khabar.model import Page
    from khabar.readers.source import Opens
    from khabar.readers.streams import OneRead, Readable

STDIN = "-"
_MAX_PACKINGS = 3  # gzip in gzip and the like; more is a bomb
#: Endings of what browsers and crawlers save beside a page: in a folder or archive they are neither pages nor errors.
_BESIDES = frozenset([
    ".js", ".mjs", ".css", ".map", ".png", ".jpg", ".jpeg", ".gif", ".webp", ".avif", ".svg", ".ico", ".bmp",
    ".woff", ".woff2", ".ttf", ".eot", ".otf", ".mp3", ".mp4", ".webm", ".m4a", ".ogg", ".swf"
])  # fmt: skip
#: Members that mark a zip archive as a document or a program.
_NOT_FOR_PAGES = frozenset(["[Content_Types].xml", "mimetype", "META-INF/MANIFEST.MF"])
_ENCRYPTED = 1  # bit of a member's flags
_UNPACKABLE = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_PACKED_ENDINGS = frozenset([".gz", ".gzip", ".zst", ".zstd"])
_DEFAULT_LIMITS = Limits()


def read_pages(
    paths: Iterable[str | Path],
    *,
    captured: str = "",
    limits: Limits = _DEFAULT_LIMITS,
    take: Callable[[int], None] | None = None,
    keep: Callable[[Page, bytes], None] | None = None,
    wants: Callable[[str], bool] | None = None,
    opens: Opens | None = None,
) -> Iterator[Page | ReadError]:
    """Yield the pages of `paths`, in the order given; files of a folder in the order of their names.

    What cannot be read is yielded as the error that says where and why, and all else is read. In folders, hidden files
    are passed over, and the pictures, styles and scripts that lie beside saved pages. The same bytes give the same
    `Page.id`, wherever they lie; an id that stands in a JSON object is taken as it is, also if another has it.

    Args:
        paths: files, folders, or `-` for the standard input.
        captured: the day of capture, an ISO 8601 prefix, of the pages that do not say it themselves; "" for unknown.
        limits: bounds for a single page.
        take: told of the bytes of each stretch of a file as it is taken in, as they lie there, packed or not.
        keep: told of each page and the bytes it was made of: a file, or what of one is that page.
        wants: asked of each page's text, or of its markup before that is rendered; where it says no, an `Unwanted` is
            yielded in the place of the page.
        opens: opens a path that is an address (`https://…`, `s3://…`), or so many of its bytes from a place on. Without
            it such a path is a file that is not there, and an index of pages (`khabar.readers.rows`) no pages.

    Raises:
        UsageError: where `captured` is no date.

    """
    day = find_capture_day(captured) if captured else ""
    if day is None:
        raise UsageError(f"the day of capture {captured!r} is no ISO date such as 2020-02-11, 2020-02 or 2020")
    return _read_all(paths, Source("", captured=day, limits=limits, take=take, keep=keep, wants=wants, opens=opens))


def is_address(path: str | Path) -> bool:
    """Return whether `path` names something to be fetched, such as `s3://bucket/name`."""
    return isinstance(path, str) and "://" in path


def is_beside(file: str) -> bool:
    """Return whether a file in a folder or archive is, by its name, no page but saved beside one, such as a picture."""
    return _ending(file) in _BESIDES


def _read_all(paths: Iterable[str | Path], like: Source) -> Iterator[Page | ReadError]:
    for path in paths:
        source = replace(like, name=_shown(path), file=Path(path).name)
        if str(path) == STDIN:
            yield from _filed(_read_stdin(replace(source, name="<stdin>", file="")))
        elif source.opens and is_address(path):
            yield from _filed(_read_address(source.opens(str(path), 0, 0), source))
        elif Path(path).is_dir():
            yield from _filed(_read_folder(path, source))
        else:
            yield from _filed(_read_file(path, source))


def _shown(path: str | Path) -> str:
    """Return `path` for messages; bytes of a file name that are no UTF-8 are replaced."""
    return os.fsencode(path).decode(errors="replace")


def _filed(results: Iterator[Page | ReadError]) -> Iterator[Page | ReadError]:
    """Yield `results`, and the error that ends them as the last."""
    try:
        yield from results
    except ReadError as err:
        yield err


def _read_stdin(source: Source) -> Iterator[Page | ReadError]:
    allowance = Allowance(source.name, source.limits.unpacked)
    stream = Counted(ReadOnce(cast("OneRead", sys.stdin.buffer)), allowance.take)
    yield from _read_stream(peekable(stream, source.name), source, allowance)


def _read_address(opened: AbstractContextManager[Readable], source: Source) -> Iterator[Page | ReadError]:
    allowance = Allowance(source.name, source.limits.unpacked)
    with _found(opened, source) as stream:
        counted = Counted(Counted(stream, source.take) if source.take else stream, allowance.take)
        yield from _read_stream(peekable(counted, source.name), source, allowance)


@contextmanager
def _found(opened: AbstractContextManager[Readable], source: Source) -> Iterator[Readable]:
    with ExitStack() as stack:
        try:
            stream = stack.enter_context(opened)
        except OSError as err:
            raise ReadError(source.name, f"cannot be opened: {err}") from err
        yield stream


def find_files(folder: str | Path) -> Iterator[os.DirEntry[str]]:
    """Yield the files in `folder` and its folders that `read_pages` reads, in order; what cannot be opened is left."""
    with suppress(OSError):
        for entry in _entries(folder):
            if entry.is_dir(follow_symlinks=False):
                yield from find_files(entry.path)
            elif _may_be_pages(entry):
                yield entry


def _read_folder(folder: str | Path, source: Source) -> Iterator[Page | ReadError]:
    """Yield the pages of the files in `folder` and its folders."""
    try:
        found = _entries(folder)
    except OSError as err:
        raise ReadError(source.name, f"cannot be opened: {err.strerror}") from err
    if not found:
        raise NotAPage(source.name, "empty: there are no files in this folder")
    for entry in found:
        inside = replace(source, name=_shown(entry.path), file=entry.name)
        if entry.is_dir(follow_symlinks=False):
            yield from _filed(_read_folder(entry.path, inside))
        elif _may_be_pages(entry):
            yield from _filed(_read_file(entry.path, inside))


def _entries(folder: str | Path) -> list[os.DirEntry[str]]:
    """Return what lies in a folder, in order. Links to folders are never followed: they may form a ring."""
    with os.scandir(os.fspath(folder)) as entries:
        return sorted((entry for entry in entries if not entry.name.startswith(".")), key=lambda entry: entry.name)


def _may_be_pages(entry: os.DirEntry[str]) -> bool:
    return entry.is_file() and not is_beside(entry.name)


def _read_file(path: str | Path, source: Source) -> Iterator[Page | ReadError]:
    try:
        file = open(path, "rb", buffering=0)  # noqa: PTH123, SIM115 - an entry of a folder is no Path; closed below
    except FileNotFoundError as err:
        raise ReadError(source.name, "there is no such file or folder") from err
    except (OSError, ValueError) as err:
        raise ReadError(source.name, f"cannot be opened: {getattr(err, 'strerror', err)}") from err
    allowance = Allowance(source.name, source.limits.unpacked)
    with file:
        counted = Counted(Counted(file, source.take) if source.take else file, allowance.take)
        stream = peekable(counted, source.name)
        head = stream.peek(HEAD)
        if head.startswith(ZIP):
            allowance.take(os.fstat(file.fileno()).st_size)
            yield from _read_zip(path, source, allowance)
        elif head.startswith(PARQUET):
            yield from read_rows(path, source, _read_address)
        else:
            yield from _read_stream(stream, source, allowance)


def _read_stream(
    stream: io.BufferedReader, source: Source, allowance: Allowance, packings: int = 0
) -> Iterator[Page | ReadError]:
    """Yield what is in `stream`, by its kind. Raises the `ReadError` that ends it."""
    head = stream.peek(HEAD)
    kind = find_kind(head, _ending(source.file))
    if kind in {"gzip", "zstd"}:
        if packings == _MAX_PACKINGS:
            raise NotAPage(source.name, f"packed more than {_MAX_PACKINGS} times over")
        unpack = unpack_gzip if kind == "gzip" else unpack_zstd
        inside = replace(source, file=_unpacked(source.file))
        yield from _read_stream(unpack(stream, source.name, allowance), inside, allowance, packings + 1)
    elif kind == "zip":
        raise NotAPage(source.name, "a zip archive can only be read from a file: unpack it first")
    elif kind == "parquet":
        raise NotAPage(source.name, "Parquet can only be read from a file of its own: save or unpack it first")
    elif kind == "warc":
        yield from read_archive(stream, source)
    elif kind in {"json", "json list"}:
        if b"\0" in head[:64]:
            raise NotAPage(source.name, "JSON in UTF-16: save it as UTF-8")
        yield from read_lines(stream, source) if kind == "json" else read_list(stream, source)
    else:
        # One byte more than is allowed, to see that there is more.
        raw = stream.read(source.limits.page_bytes + 1)
        yield read_markup(raw, source) if kind == "markup" else read_text(raw, source)


def _ending(file: str) -> str:
    return PurePosixPath(file).suffix.lower()


def _unpacked(file: str) -> str:
    """Return the name `file` had before it was packed."""
    return PurePosixPath(file).stem if _ending(file) in _PACKED_ENDINGS else file


def _read_zip(path: str | Path, source: Source, allowance: Allowance) -> Iterator[Page | ReadError]:
    try:
        archive = zipfile.ZipFile(path)
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as err:
        raise Truncated(source.name, f"the zip archive is cut short or damaged: {err}") from err
    with archive:
        members = sorted(archive.infolist(), key=lambda member: member.filename)
        if any(member.filename in _NOT_FOR_PAGES for member in members):
            raise NotAPage(source.name, "an Office document, a book or a program: save its text")
        for member in members:
            parts = PurePosixPath(member.filename).parts
            hidden = any(part.startswith((".", "__MACOSX")) for part in parts)
            # Not `is_dir`, which fails on a member that has no name.
            folder = member.filename.endswith("/")
            if not (folder or hidden or is_beside(member.filename)):
                inside = replace(source, name=f"{source.name}!{member.filename}", file=parts[-1] if parts else "")
                yield from _filed(_read_member(archive, member, inside, allowance))
                if allowance.is_spent:
                    return  # the error of this member is that of all that follow


def _read_member(
    archive: zipfile.ZipFile, member: zipfile.ZipInfo, source: Source, allowance: Allowance
) -> Iterator[Page | ReadError]:
    if member.flag_bits & _ENCRYPTED or member.compress_type not in _UNPACKABLE:
        raise ReadError(source.name, "encrypted, or packed in an unusual way: unpack it first")
    try:
        file = archive.open(member)
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as err:
        raise ReadError(source.name, f"damaged: {err}") from err
    with file:
        stream = Counted(ReadOnce(cast("OneRead", file)), allowance.spend)
        yield from _read_stream(peekable(stream, source.name), source, allowance)
    if source.take:
        source.take(member.compress_size)

"""Paths in, parts of a crawl out: what one worker reads in one go, so large that starting is nothing and no larger.

A file that is done stays in its part, whatever files are beside it later, so that no page is ever in two.
"""

from __future__ import annotations

import os
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from khabar.engine.folder import File
from khabar.readers import is_address, is_beside

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from khabar.engine.folder import Done

# Small files are brought together up to here: some four seconds of a worker, twenty where they are packed.
_PART_BYTES = 2_000_000
_PART_FILES = 2_000


class Part(NamedTuple):
    """Files that one worker reads one after the other. The key follows from their names."""

    key: str
    files: tuple[File, ...]


def find_files(paths: Iterable[str], output: Path) -> Iterator[File]:
    """Yield the files under local paths, and addresses as they are, in the order in which they are read.

    In folders those are passed over that `khabar.readers` passes over. A path without a file is yielded too: that
    nothing is there, its part will tell. The folder `output`, which may stand among the pages, is none of them.

    Raises:
        OSError: a folder cannot be opened.

    """
    own = output.resolve()
    for path in paths:
        if is_address(path):
            yield File(path, 0)
        elif Path(path).is_dir():
            yield from _walk(path, own)
        else:
            yield _stamped(path)


def find_parts(files: Iterable[File], done: Iterable[Done]) -> list[Part]:
    """Return what is to be read: parts of files that are in no part done, and parts done of which a file has changed.

    Of the latter, files that are no longer asked for stay in.
    """
    wanted = {file.name: file for file in files}
    changed: list[Part] = []
    for part in done:
        now = tuple(wanted.pop(file.name, file) for file in part.files)
        if now != part.files:
            changed.append(Part(part.key, now))
    return changed + [Part(_key(group), tuple(group)) for group in _groups(wanted.values())]


def _walk(folder: str, own: Path) -> Iterator[File]:
    if Path(folder).resolve() == own:
        return
    with os.scandir(folder) as entries:
        found = sorted((entry for entry in entries if not entry.name.startswith(".")), key=lambda entry: entry.name)
    for entry in found:
        if entry.is_dir(follow_symlinks=False):
            yield from _walk(entry.path, own)
        elif entry.is_file() and not is_beside(entry.name):
            yield _stamped(entry.path)


def _stamped(path: str) -> File:
    try:
        about = Path(path).stat()
    except (OSError, ValueError):
        return File(path, 0)
    return File(path, about.st_size, str(about.st_mtime_ns))


def _groups(files: Iterable[File]) -> Iterator[list[File]]:
    group: list[File] = []
    size = 0
    for file in files:
        if group and (size + file.size > _PART_BYTES or len(group) == _PART_FILES or is_address(file.name)):
            yield group
            group, size = [], 0
        group.append(file)
        size += file.size
    if group:
        yield group


def _key(files: Sequence[File]) -> str:
    return sha256("\n".join(file.name for file in files).encode("utf-8", "surrogateescape")).hexdigest()[:16]

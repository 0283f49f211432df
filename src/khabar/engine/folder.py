"""The folder a crawl is read into: which parts are done, with what settings, and nothing half-done beside them.

A part is a folder `part=KEY`, which appears whole or not at all: it is written under a hidden name and moved. What
was left under hidden names by a run that was killed is removed by the next. `engine.json` says how all parts were
read; parts read otherwise belong into another folder.
"""

from __future__ import annotations

import fcntl
import json
import os
import shutil
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from khabar.errors import UsageError
from khabar.readers import Limits

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

SETTINGS = "engine.json"
ABOUT = "part.json"
UNDER_WAY = "under-way"  # in a part that is being made: the number of the page its worker is at
_SCHEMA = "khabar.engine/1"
_LOCK = ".lock"
_PART = "part="


class Settings(NamedTuple):
    """What decides how a page is read: digests of the code and lexicon, the day of capture of pages without one.

    `everything` keeps pages in all languages, `captures` the bytes of pages whose text is not their capture; `base`
    stands before the names of files in an index; `limits` are what a page and a packed file may have.
    """

    reader: str
    captured: str
    weighed: bool
    everything: bool
    captures: bool
    base: str
    limits: Limits


class File(NamedTuple):
    """A file of the crawl by its path or address. `stamp` changes when the file does."""

    name: str
    size: int
    stamp: str = ""


class Done(NamedTuple):
    """A part that was read: its key, its files, the records and unread pages in it, and what was passed over.

    `passed` counts pages by their language, "" where they are in none written in the Arabic script.
    """

    key: str
    files: tuple[File, ...]
    records: int
    unread: int
    passed: tuple[tuple[str, int], ...]


@contextmanager
def open_folder(path: Path, settings: Settings) -> Iterator[None]:
    """Make the folder ready for parts read with `settings`, made where it is missing, and keep other runs out of it.

    Raises:
        UsageError: it holds something else, or parts read with other settings, or another run is writing it.
        OSError: it cannot be written.

    """
    if path.exists() and not is_folder(path) and (not path.is_dir() or any(path.iterdir())):
        raise UsageError(f"{path} is no folder that khabar engine wrote, and not empty: give another")
    path.mkdir(parents=True, exist_ok=True)
    with (path / _LOCK).open("wb") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as err:
            raise UsageError(f"another run is writing {path}; try again when that has ended") from err
        _agree(path, settings)
        sweep(path)
        try:
            yield
        finally:
            sweep(path)


def is_folder(path: Path) -> bool:
    """Return whether `path` is a folder that was made here."""
    return (path / SETTINGS).is_file()


def read_settings(path: Path) -> Settings:
    """Return how the parts of a folder were read.

    Raises:
        UsageError: a later version wrote it, or something else did.

    """
    known = json.loads((path / SETTINGS).read_bytes())
    if not isinstance(known, dict) or known.pop("schema", "") != _SCHEMA:
        raise UsageError(f"{path}: not written by khabar engine, or by a later version")
    return Settings(**known | {"limits": Limits(**known["limits"])})


def read_done(path: Path) -> list[Done]:
    """Return the parts that are done, in order of their first files."""
    done = [_read_about(part) for part in path.glob(f"{_PART}*")]
    return sorted(done, key=lambda part: (Path(part.files[0].name).parts, part.key))


def find_done(path: Path, key: str) -> Done | None:
    """Return the part with that key, None where it is not done."""
    part = part_folder(path, key)
    return _read_about(part) if part.is_dir() else None


def find_under_way(path: Path, run: str) -> dict[str, int]:
    """Return the numbers of the pages that workers of a run are at or died over, by their parts; -1 for none yet."""
    notes = {made.name.split(".")[1]: made / UNDER_WAY for made in path.glob(f".*.{run}.*")}
    return {key: int(note.read_bytes() or b"-1") for key, note in notes.items() if note.exists()}


def part_folder(path: Path, key: str) -> Path:
    """Return where the part with that key stands, or will."""
    return path / f"{_PART}{key}"


def write_about(folder: Path, done: Done) -> None:
    """Write what a part holds into its folder."""
    about = done._asdict() | {"files": [file._asdict() for file in done.files], "passed": dict(done.passed)}
    (folder / ABOUT).write_text(json.dumps(about, indent=2) + "\n", "utf-8")


def settle(made: Path, part: Path) -> None:
    """Move what was made of a part to its place, in the stead of an older one, when it is on the disk for good."""
    for file in (*made.iterdir(), made):
        _sync(file)
    if part.exists():
        part.replace(made.with_name(f"{made.name}.older"))
    made.replace(part)
    _sync(part.parent)


def sweep(path: Path, run: str = "") -> None:
    """Remove the parts that a run has left half made; without its name, all that runs have left under hidden names."""
    for left in path.glob(f".*.{run}.*" if run else ".*.*"):
        if left.is_dir():
            shutil.rmtree(left, ignore_errors=True)
        else:
            left.unlink(missing_ok=True)


def _sync(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _agree(path: Path, settings: Settings) -> None:
    if not is_folder(path):
        about = {"schema": _SCHEMA, **settings._asdict(), "limits": asdict(settings.limits)}
        part = path / f"{SETTINGS}.part"
        part.write_text(json.dumps(about, indent=2) + "\n", "utf-8")
        part.replace(path / SETTINGS)
        return
    known = read_settings(path)
    if other := [name for name in Settings._fields if getattr(known, name) != getattr(settings, name)]:
        raise UsageError(f"{path} holds parts read otherwise ({_said(other)}): give another folder")


def _said(names: Iterable[str]) -> str:
    said = {
        "reader": "by another version",
        "captured": "with another day of capture",
        "weighed": "with or without --weigh",
        "everything": "with or without --all-languages",
        "captures": "with or without --no-captures",
        "base": "with another --base",
        "limits": "with other limits",
    }
    return ", ".join(said[name] for name in names)


def _read_about(part: Path) -> Done:
    about: dict[str, Any] = json.loads((part / ABOUT).read_bytes())
    files = tuple(File(**file) for file in about["files"])
    return Done(about["key"], files, about["records"], about["unread"], tuple(about["passed"].items()))

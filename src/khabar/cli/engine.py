"""`khabar engine`: a crawl read into tables by many workers, part by part."""

from __future__ import annotations

import time
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

from khabar.cli.digest import digest_package
from khabar.cli.driver import Driver
from khabar.cli.output import say
from khabar.cli.pages import read_limits
from khabar.engine.folder import Settings, open_folder, read_done
from khabar.engine.parts import find_files, find_parts
from khabar.errors import UsageError

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Sequence

    from khabar.engine.parts import Part

_EVERY = 5.0  # seconds between two words on how far it has come


def run(wanted: Namespace) -> int:
    """Run the command."""
    folder = Path(wanted.output)
    settings = Settings(
        digest_package().hex(),
        wanted.captured,
        weighed=wanted.weigh,
        everything=wanted.all_languages,
        captures=not wanted.no_captures,
        base=wanted.base,
        limits=read_limits(wanted),
    )
    paths = [*wanted.paths, *(line for name in wanted.list for line in _read_list(name))]
    if not paths:
        raise UsageError("nothing to read: give PATH, or --list FILE")
    if "-" in paths:
        raise UsageError("many cannot read the standard input: save it to a file")
    with open_folder(folder, settings):
        before = read_done(folder)
        parts = find_parts(find_files(paths, folder), before)
        say(f"{folder}: {len(parts)} parts to read, {len(before)} done before")
        unreachable = _read(parts, folder, settings, wanted) if parts else []
        return _report(folder, unreachable)


def _read(parts: Sequence[Part], folder: Path, settings: Settings, wanted: Namespace) -> Sequence[str]:
    """Read parts, say how far it has come, and return what could not be reached."""
    started = told = time.monotonic()
    pages = 0
    with Driver(parts, str(folder.resolve()), settings, wanted.jobs, wanted.ray) as driver:
        try:
            for number, part in enumerate(driver.read(), 1):
                pages += part.records
                now = time.monotonic()
                if now > told + _EVERY or number == len(parts):
                    told = now
                    say(f"{number} of {len(parts)} parts, {pages:,} pages, {pages / (now - started):,.0f} a second")
        except KeyboardInterrupt as err:
            raise KeyboardInterrupt(f"{folder} holds the parts that are done; run it again to go on") from err
    return driver.unreachable


def _read_list(name: str) -> list[str]:
    """Return the paths and addresses that stand in a file, one a line."""
    try:
        lines = Path(name).read_text("utf-8-sig").splitlines()
    except UnicodeDecodeError as err:
        raise UsageError(f"{name}: no list of paths in UTF-8") from err
    return [line.strip() for line in lines if line.strip()]


def _report(folder: Path, unreachable: Sequence[str]) -> int:
    """Say what the folder holds and what it lacks, and return the exit code."""
    done, passed = read_done(folder), Counter[str]()
    for part in done:
        passed.update(dict(part.passed))
    records, unread = sum(part.records for part in done), sum(part.unread for part in done)
    say(f"{folder}: {records:,} pages read, {sum(passed.values()):,} in other languages passed over")
    if unread:
        say(f"{unread:,} pages unread: {folder}/part=*/unread.parquet says why")
    for reason in unreachable:
        say(f"not reached, run it again: {reason}")
    return 1 if unread or unreachable else 0

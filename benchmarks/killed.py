"""Kill builds of a record file at random instants: the file must always open, whole, and a later build complete it.

    python benchmarks/killed.py --kills 200

A build of a few hundred pages is started, killed with SIGKILL after a random time of the processor (what others do on
the machine must not move the kills to its beginning), and its file looked through: it is sound to SQLite, holds whole
batches, and every record in it can be read. Then the next build goes on with it, until one is left to end: its file
must hold, row by row, what that of an undisturbed build holds. A quarter of the builds read with two processes, which
must not outlive them.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import resource
import sqlite3
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

import khabar
from khabar.errors import StoreError
from khabar.store import open_store

DEMO = Path(khabar.__file__).parent / "data" / "demo"
BATCH = 100  # of `khabar build`
PATIENCE = 60.0  # seconds in which processes must have ended that were told to
_SEARCH = "search"  # FTS5 lays its own tables out by the order of writing; they are asked whether they are sound


@dataclass
class Tally:
    """What came of all kills."""

    kills: int = 0
    too_late: int = 0  # the build had ended
    no_file: int = 0  # it had not begun to write
    pages: int = 0  # in the files left behind, all together
    completed: int = 0


def make_pages(path: Path, count: int) -> None:
    """Write `count` pages as JSON lines: the demo's, the words of each line shuffled, so that none is a reprint."""
    chance = random.Random(count)  # noqa: S311  # not for secrets
    texts = [page.read_text("utf-8") for page in sorted(DEMO.glob("*.txt"))]
    with path.open("w", encoding="utf-8") as stream:
        for number in range(count):
            lines = (line.split(" ") for line in texts[number % len(texts)].split("\n"))
            text = "\n".join(" ".join(chance.sample(words, len(words))) for words in lines)
            stream.write(json.dumps({"id": f"p{number:04}", "text": text}) + "\n")


def start(pages: Path, record: Path, jobs: int) -> subprocess.Popen[bytes]:
    """Start a build."""
    command = [sys.executable, "-m", "khabar", "build", str(pages), "-o", str(record), "--jobs", str(jobs)]
    command += ["--reader", "fast"]
    return subprocess.Popen(command, stderr=subprocess.DEVNULL)  # noqa: S603  # our own command


def rows(record: Path) -> dict[str, list[tuple[object, ...]]]:
    """Return all rows of a record file by table, those by which FTS5 keeps its index left out."""
    with sqlite3.connect(record) as connection:
        names = [
            name
            for (name,) in connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name")
            if not name.startswith(("sqlite_", _SEARCH))
        ]
        found = {name: sorted(connection.execute(f"SELECT * FROM {name}"), key=repr) for name in names}  # noqa: S608
    connection.close()
    return found


def look_through(record: Path) -> int:
    """Return the number of pages in the file of a killed build, which must be whole."""
    with open_store(record) as store:
        kept = [found.page.id for found in store.records()]
        assert len(kept) == len(store)
        store.account()
    connection = sqlite3.connect(record)
    assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
    connection.execute(f"INSERT INTO {_SEARCH} ({_SEARCH}) VALUES ('integrity-check')")  # noqa: S608
    connection.close()
    return len(kept)


def spent(process: int) -> float:
    """Return the seconds of the processor that a process has had; those of all time where it has ended."""
    try:
        words = Path(f"/proc/{process}/stat").read_text("utf-8").rpartition(")")[2].split()
    except OSError:
        return float("inf")
    return (int(words[11]) + int(words[12])) / os.sysconf("SC_CLK_TCK")


def children(process: int) -> list[int]:
    """Return the processes that a process started, where the system tells."""
    try:
        text = Path(f"/proc/{process}/task/{process}/children").read_text("utf-8")
    except OSError:
        return []
    return [int(word) for word in text.split()]


def outlive(processes: list[int]) -> list[int]:
    """Return those of `processes` that have not ended after `PATIENCE`."""
    end = time.monotonic() + PATIENCE
    while (left := [one for one in processes if _runs(one)]) and time.monotonic() < end:
        time.sleep(0.01)
    return left


def _runs(process: int) -> bool:
    try:
        return ") Z " not in Path(f"/proc/{process}/stat").read_text("utf-8")
    except OSError:
        return False


def kill(pages: Path, record: Path, seconds: float, jobs: int, tally: Tally) -> None:
    """Start a build, kill it after so many seconds of the processor, and look its file through."""
    process = start(pages, record, jobs)
    while process.poll() is None and spent(process.pid) < seconds:
        time.sleep(0.002)
    if process.poll() is None:
        others = children(process.pid)
        process.kill()
        process.wait()
        assert not outlive(others), "a process that reads pages outlived its build"
    else:
        tally.too_late += 1
    tally.kills += 1
    if not record.is_file():
        tally.no_file += 1
        return
    try:
        kept = look_through(record)
    except StoreError:
        # Killed before the first step of the file was whole: it holds nothing, and the next build makes it.
        assert record.stat().st_size <= 1 << 12
        return
    assert kept % BATCH == 0 or kept == _count(pages)
    tally.pages += kept


def _count(pages: Path) -> int:
    return pages.read_bytes().count(b"\n")


def run(folder: Path, kills: int, count: int, seed: int = 1) -> Tally:
    """Kill so many builds of so many pages in `folder`; AssertionError where a file is not whole or not completed."""
    chance = random.Random(seed)  # noqa: S311  # not for secrets
    pages, whole = folder / "pages.jsonl", folder / "whole.db"
    make_pages(pages, count)
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    assert start(pages, whole, 1).wait() == 0
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    lasts = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    expected = rows(whole)
    tally = Tally()
    number = 0
    while tally.kills < kills:
        number += 1
        record = folder / f"{number}.db"
        for _ in range(min(chance.randint(1, 4), kills - tally.kills)):
            kill(pages, record, chance.uniform(0, lasts), chance.choice((1, 1, 1, 2)), tally)
        assert start(pages, record, 1).wait() == 0
        look_through(record)
        assert rows(record) == expected, f"{record} holds other rows than an undisturbed build"
        tally.completed += 1
        print(tally, file=sys.stderr, flush=True)
        for left in folder.glob(f"{number}.db*"):
            left.unlink()
    return tally


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    arguments.add_argument("--kills", type=int, default=200)
    arguments.add_argument("--pages", type=int, default=250)
    arguments.add_argument("--seed", type=int, default=1)
    wanted = arguments.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        tally = run(Path(folder), wanted.kills, wanted.pages, wanted.seed)
    print(
        f"{tally.kills} kills, {tally.too_late} too late, {tally.no_file} before there was a file; "
        f"every file whole, {tally.pages} pages in them; {tally.completed} builds completed to the same rows"
    )


if __name__ == "__main__":
    main()

"""`khabar engine` over WET and WARC files of a size like those of a crawl: seconds, memory, pages a second.

    python benchmarks/crawl.py CORPUS FOLDER [PAGES] [RUNNER ...]

CORPUS holds articles as for `benchmarks/read.py`. In FOLDER are made, where they are not yet, WET files with PAGES
(50,000) Arabic texts, and WARC files with as many pages in HTML, one in ten of them Arabic. Each set is read by each
RUNNER: `here`, processes of this machine; `ray`, a Ray cluster on it, whose seconds of the processors are not counted.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from itertools import chain, islice
from pathlib import Path

from captures import copies, foreign, write_archive

PAGES = 50_000
FILE_PAGES = 2_500
ARABIC_OF = 10  # pages of the WARC files, one of which is Arabic


def make(corpus: Path, folder: Path, pages: int) -> None:
    sets = {
        "wet": copies(corpus),
        "warc": chain.from_iterable(
            [text, *islice(others, ARABIC_OF - 1)] for others in [foreign()] for text in copies(corpus)
        ),
    }
    for name, texts in sets.items():
        into = folder / f"{name}-{pages}"
        if into.exists():
            continue
        part = into.with_name(f".{into.name}")
        part.mkdir(parents=True, exist_ok=True)
        for number in range(-(-pages // FILE_PAGES)):
            size = min(FILE_PAGES, pages - number * FILE_PAGES)
            write_archive(part / f"{number:05}.{name}.gz", islice(texts, size), html=name == "warc")
        part.replace(into)


def size_mb(folder: Path) -> float:
    return sum(file.stat().st_size for file in folder.rglob("*") if file.is_file()) / 1e6


def measure(pages: Path, runner: str) -> None:
    out = pages.with_name(f"{pages.name}-{runner}")
    assert not out.exists(), f"{out} is there: remove it to measure again"
    started = time.perf_counter()
    command = [sys.executable, "-m", "khabar", "engine", str(pages), "-o", str(out)]
    run = subprocess.Popen([*command, *(["--ray", "local"] if runner == "ray" else [])])  # noqa: S603
    _, _, used = os.wait4(run.pid, 0)  # with the processes it has waited for
    seconds = time.perf_counter() - started
    done = [json.loads(about.read_bytes()) for about in out.glob("part=*/part.json")]
    records, passed = sum(part["records"] for part in done), sum(sum(part["passed"].values()) for part in done)
    print(
        f"{pages.name} by {runner}, {os.cpu_count()} processors: {records:,} pages read and {passed:,} passed over, "
        f"{sum(part['unread'] for part in done)} unread, in {len(done)} parts; {seconds:.0f} s, "
        f"{used.ru_utime + used.ru_stime:.0f} s of the processors, "
        f"largest process {used.ru_maxrss / 1024:.0f} MB; {size_mb(pages):.0f} MB in, {size_mb(out):.0f} MB out",
        flush=True,
    )


def main() -> None:
    corpus, folder, *others = sys.argv[1:]
    pages = int(others[0]) if others else PAGES
    make(Path(corpus), Path(folder), pages)
    for runner in others[1:] or ["here"]:
        for name in ("wet", "warc"):
            measure(Path(folder) / f"{name}-{pages}", runner)


if __name__ == "__main__":
    main()

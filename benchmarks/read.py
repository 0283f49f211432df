"""Pages a second on one core, and memory, from text files to JSON lines with all stages.

    python benchmarks/read.py FOLDER [COUNT] [--deep]

FOLDER holds text files, or zipped JSON lists of articles with `title` and `content`; COUNT of them are read (2,000), by
the rules alone or, with --deep, by the reading model beside them.
The rate counts seconds of the processor, so that a busy machine does not spoil it; the digest is of all bytes written,
so that two versions, or two runs, can be told to write the same.
"""

from __future__ import annotations

import json
import resource
import sys
import tempfile
import time
import zipfile
from hashlib import sha256
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator


def articles(folder: Path) -> Iterator[str]:
    for path in sorted(folder.iterdir()):
        if path.suffix == ".txt":
            yield path.read_text("utf-8")
        elif path.suffix == ".zip":
            with zipfile.ZipFile(path) as archive:
                for article in json.loads(archive.read(archive.namelist()[0])):
                    yield f"{article['title']}\n{article['content']}"


def peak_mb() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def main() -> None:
    deep = "--deep" in sys.argv
    source, *wanted = (argument for argument in sys.argv[1:] if argument != "--deep")
    count = int(wanted[0]) if wanted else 2000
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        words = 0
        for number, text in enumerate(islice(articles(Path(source)), count)):
            (folder / f"{number:06}.txt").write_text(text, "utf-8")
            words += len(text.split())
        started = time.process_time()
        from khabar import Page, read_page  # noqa: PLC0415  # start-up is part of what is measured
        from khabar.cli.pages import Manner, load_means  # noqa: PLC0415
        from khabar.export.jsonl import write_record  # noqa: PLC0415
        from khabar.readers import read_pages  # noqa: PLC0415

        means = load_means(Manner(deep=deep))
        ready = time.process_time()
        print(f"start-up {ready - started:.2f} s, {peak_mb():.0f} MB")
        read = size = 0
        digest = sha256()
        for page in read_pages([folder], captured="2015-08-01"):
            if isinstance(page, Page):
                read += 1
                line = write_record(read_page(page, *means))
                size += len(line)
                digest.update(line)
            if read % 500 == 0:
                print(f"{read:6} pages, {read / (time.process_time() - ready):.0f} a second, peak {peak_mb():.0f} MB")
        seconds = time.process_time() - ready
        print(f"{read} pages of {words / max(read, 1):.0f} words, {size >> 20} MB out")
        print(f"{read / seconds:.1f} pages a second, peak {peak_mb():.0f} MB, sha256 {digest.hexdigest()[:16]}")


if __name__ == "__main__":
    main()

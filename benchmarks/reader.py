"""Speed and memory of the reading model alone, on one thread.

    python benchmarks/reader.py FOLDER [MODEL]

FOLDER holds zipped JSON lists of articles with `title` and `content`; read are articles of 250 to 350 words. MODEL is a
folder with the parts of a model, that of the package unless given. Time is processor time, so that whatever else the
machine does is left out.
"""

from __future__ import annotations

import json
import resource
import sys
import time
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING

from khabar.model import Span
from khabar.reader import load_reader

if TYPE_CHECKING:
    from collections.abc import Iterator

PAGES = 60


def read_pages(folder: Path) -> Iterator[str]:
    for path in sorted(folder.glob("*.zip")):
        with zipfile.ZipFile(path) as archive:
            for name in archive.namelist():
                for article in json.loads(archive.read(name)):
                    text = f"{article.get('title') or ''}\n{article.get('content') or ''}"
                    if 250 <= len(text.split()) <= 350:
                        yield text


def main() -> None:
    begun = time.process_time()
    reader = load_reader(Path(sys.argv[2]) if len(sys.argv) > 2 else None)
    loading = time.process_time() - begun
    pages = [page for page, _ in zip(read_pages(Path(sys.argv[1])), range(PAGES + 5), strict=False)]
    for page in pages[:5]:
        reader.read(page, [Span(0, len(page))])
    begun, predicates = time.process_time(), 0
    for page in pages[5:]:
        predicates += len(reader.read(page, [Span(0, len(page))]).predicates)
    seconds = time.process_time() - begun
    count = len(pages) - 5
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"loading {loading:.2f} s, {memory:.0f} MB")
    print(f"{count / seconds:.1f} pages/s, {predicates / count:.1f} predicates each")


if __name__ == "__main__":
    main()

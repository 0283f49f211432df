"""`khabar build`: pages added to a record file, a batch at a time."""

from __future__ import annotations

from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from khabar.cli.output import say
from khabar.cli.reading import is_under, load, read_all, report
from khabar.store import Store, Unread, open_store

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Sequence


# Pages a transaction: enough that the disk is no brake, few enough that a stopped run loses a second's work.
BATCH = 100


def run(wanted: Namespace) -> int:
    """Run the command."""
    path = Path(wanted.output)
    with open_store(path) as store:
        try:
            unread, counts = build(store, wanted.paths, wanted.captured, weighed=wanted.weigh)
        except KeyboardInterrupt as err:
            raise KeyboardInterrupt(f"{path} holds {len(store)} whole pages; run it again to go on") from err
    say(f"{path}: {counts['added']} pages added, {counts['replaced']} replaced, {counts['same']} as they were")
    return report(unread)


def build(
    store: Store, paths: Sequence[str], captured: str, *, weighed: bool = False
) -> tuple[list[Unread], dict[str, int]]:
    """Add all pages under `paths` to `store`; return the unread ones and how many were added, replaced or the same."""
    unread: list[Unread] = []
    counts = {"added": 0, "replaced": 0, "same": 0}
    seen: set[str] = set()
    readings = read_all(paths, captured, unread, output=str(store.path), lexicon=load(weighed=weighed))
    records = (reading.record for reading in readings)
    for batch in iter(lambda: list(islice(records, BATCH)), []):
        with store.batch():
            for record in batch:
                if record.page.id in seen and store.record(record.page.id) != record:
                    # Taken as a newer capture it would replace the first, and the next run would swap them back.
                    unread.append(Unread(record.page.id, "store", "another page of this run has the same id"))
                else:
                    counts[store.add(record)] += 1
                    seen.add(record.page.id)
    _file(store, unread, seen, paths)
    return unread, counts


def _file(store: Store, unread: Sequence[Unread], seen: set[str], paths: Sequence[str]) -> None:
    """File what this run could not read, and take off the list what an earlier run could not and this one could."""
    now = {page.source: page for page in unread}
    older = [page.source for page in store.unread() if page.source not in now]
    read = [source for source in older if source in seen or any(is_under(source, path) for path in paths)]
    with store.batch():
        store.drop_unread(read)
        store.file_unread(now.values())

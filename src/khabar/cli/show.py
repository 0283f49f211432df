"""`khabar show`: a record file as a dated timeline."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from khabar.cli.output import print_lines
from khabar.export.terminal import isolated
from khabar.export.text import write_day
from khabar.export.timeline import find_entries, title_of, write_entry
from khabar.store import open_store

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Iterator

    from khabar.model import Record
    from khabar.store import Store


def run(wanted: Namespace) -> int:
    """Run the command."""
    with open_store(Path(wanted.record), create=False) as store:
        print_lines(timeline(store))
    return 0


def timeline(store: Store) -> Iterator[str]:
    """Yield the lines of the whole account: what happened, then the pages left undated or unread."""
    undated: list[str] = []
    entries = find_entries(_noting(store.records(), undated))
    yield from map(write_entry, entries)
    yield ""
    yield f"{len(store)} pages, {len(entries)} lines"
    if undated:
        yield f"left undated: {len(undated)}"
        yield from undated
    if unread := store.unread():
        yield f"unread: {len(unread)}"
        yield from (f"  {isolated(page.source)}: {isolated(page.reason)}" for page in unread)


def _noting(records: Iterator[Record], undated: list[str]) -> Iterator[Record]:
    """Pass records through, a line for each undated page being added to `undated`."""
    for record in records:
        if not record.publication.date:
            title = isolated(title_of(record), 60) or "(no title)"
            undated.append(f"  {isolated(record.page.id)}  {title}  {write_day(record.publication)}")
        yield record

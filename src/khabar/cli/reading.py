"""Records as they stand in record files and tables, and those of captures, read now; what could not be read."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from khabar.cli.output import say
from khabar.cli.tables import find_folders, read_kept, read_unread
from khabar.export.terminal import visible
from khabar.store import is_store, open_store

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from khabar.lexicon import Lexicon
    from khabar.model import Record, Unread


def read_records(
    paths: Sequence[str],
    captured: str,
    unread: list[Unread],
    *,
    output: str = "",
    reader: str = "",
    lexicon: Lexicon | None = None,
) -> Iterator[Record]:
    """Yield the records of record files and of tables as they stand there, then of all other pages read now.

    Those are read by `reader`, "deep", "fast" or the user's default, unless a `lexicon` is given to read with.
    """
    files = [path for path in paths if is_store(Path(path))]
    for file in files:
        with open_store(Path(file), create=False) as store:
            yield from store.records()
    folders, paths = find_folders([path for path in paths if path not in files])
    for folder in folders:
        yield from (record for record, _ in read_kept(folder)[1])
        unread += read_unread(folder)
    if pages := paths:
        # A record file must not wait for all that reads pages.
        from khabar.cli.pages import Alone, Loaded, Manner, checked, find_pages, is_deep, load_means, read_all  # noqa: PLC0415

        means = Loaded(lexicon) if lexicon else load_means(Manner(deep=is_deep(reader)))
        yield from read_all(find_pages(pages, captured, output=output), Alone(checked, lambda: means), unread)


def report(unread: Sequence[Unread]) -> int:
    """List unread pages with their reasons on stderr and return the exit code."""
    if not unread:
        return 0
    say(f"{len(unread)} {'page' if len(unread) == 1 else 'pages'} unread:")
    for page in unread:
        print(f"  {visible(page.source)}: {visible(page.reason)} ({page.stage})", file=sys.stderr)
    return 1

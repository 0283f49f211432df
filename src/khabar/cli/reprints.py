"""`khabar reprints`: which pages copy which, and from how many origins they come."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from khabar.cli.output import open_output
from khabar.cli.reading import load, read_all, report
from khabar.corpus import find_groups, find_reprints, gather_known, make_sheet
from khabar.export.reprints import write_group, write_reprint, write_table
from khabar.store import is_store, open_store

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Iterator, Sequence

    from khabar.corpus import Sheet
    from khabar.lexicon import Lexicon
    from khabar.model import Record
    from khabar.store import Unread


def run(wanted: Namespace) -> int:
    """Run the command."""
    unread: list[Unread] = []
    lexicon = load()
    known = gather_known(lexicon)
    sheets = [make_sheet(record, known) for record in _records(wanted, unread, lexicon)]
    with open_output(wanted.output) as stream:
        for line in _lines(sheets, wanted):
            stream.write(line + b"\n")
    return report(unread)


def _lines(sheets: Sequence[Sheet], wanted: Namespace) -> Iterator[bytes]:
    reprints = find_reprints(sheets)
    groups = find_groups(reprints, sheets)
    if wanted.format == "table":
        for line in write_table(reprints, groups, sheets):
            yield line.encode("utf-8", "backslashreplace")
    elif wanted.groups:
        yield from map(write_group, groups)
    else:
        of_page = {page: group.id for group in groups for page in group.pages}
        for found in reprints:
            yield write_reprint(found, "" if found.kind == "passage" else of_page[found.a])


def _records(wanted: Namespace, unread: list[Unread], lexicon: Lexicon) -> Iterator[Record]:
    """Yield the records of record files as they stand there, and of all other pages read now."""
    files = [path for path in wanted.paths if is_store(Path(path))]
    for file in files:
        with open_store(Path(file), create=False) as store:
            yield from store.records()
    if pages := [path for path in wanted.paths if path not in files]:
        for reading in read_all(pages, wanted.captured, unread, output=wanted.output, lexicon=lexicon):
            yield reading.record

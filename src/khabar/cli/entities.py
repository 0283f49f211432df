"""`khabar entities`: the people, organisations and places of each page, and where they stand."""

from __future__ import annotations

from typing import TYPE_CHECKING

from khabar.cli.output import write_lines
from khabar.cli.reading import read_records, report
from khabar.export.entities import find_named, write_named, write_named_row

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Iterable, Iterator

    from khabar.model import Record
    from khabar.store import Unread


def run(wanted: Namespace) -> int:
    """Run the command."""
    unread: list[Unread] = []
    records = read_records(wanted.paths, wanted.captured, unread, output=wanted.output, reader=wanted.reader)
    write_lines(wanted.output, _lines(records, wanted))
    return report(unread)


def _lines(records: Iterable[Record], wanted: Namespace) -> Iterator[str | bytes]:
    for record in records:
        for named in find_named(record):
            if wanted.type and named.type != wanted.type:
                continue
            if wanted.format == "jsonl":
                yield write_named(record, named)
            else:
                yield write_named_row(record, named)

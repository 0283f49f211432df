"""`khabar explain`: why each line of a page was read as it was."""

from __future__ import annotations

from typing import TYPE_CHECKING

from khabar.cli.output import print_lines
from khabar.cli.reading import read_records, report
from khabar.errors import UsageError
from khabar.export.explanation import write_explanation

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Iterable, Iterator

    from khabar.model import Record
    from khabar.store import Unread


def run(wanted: Namespace) -> int:
    """Run the command."""
    unread: list[Unread] = []
    explained = 0
    for record in _chosen(read_records([wanted.page], wanted.captured, unread, reader=wanted.reader), wanted.id):
        print_lines([write_explanation(record)])
        explained += 1
    if wanted.id and not explained:
        raise UsageError(f"{wanted.page} holds no page with the id {wanted.id!r}")
    return report(unread)


def _chosen(records: Iterable[Record], page_id: str) -> Iterator[Record]:
    return (record for record in records if not page_id or record.page.id == page_id)

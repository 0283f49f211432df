"""`khabar explain`: why each line of a page was read as it was."""

from __future__ import annotations

from typing import TYPE_CHECKING

from khabar.cli.output import print_lines
from khabar.cli.reading import read_all, report
from khabar.errors import UsageError
from khabar.export.explanation import write_explanation

if TYPE_CHECKING:
    from argparse import Namespace

    from khabar.store import Unread


def run(wanted: Namespace) -> int:
    """Run the command."""
    unread: list[Unread] = []
    found = False
    for reading in read_all([wanted.page], wanted.captured, unread):
        if not wanted.id or reading.record.page.id == wanted.id:
            found = True
            print_lines([write_explanation(reading.record)])
    if wanted.id and not found and not unread:
        raise UsageError(f"{wanted.page} holds no page with the id {wanted.id!r}")
    return report(unread)

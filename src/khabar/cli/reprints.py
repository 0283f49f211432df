"""`khabar reprints`: which pages copy which, and from how many origins they come."""

from __future__ import annotations

from typing import TYPE_CHECKING

from khabar.cli.output import write_lines
from khabar.cli.pages import load
from khabar.cli.reading import read_records, report
from khabar.corpus import find_groups, find_reprints, gather_known, make_sheet
from khabar.export.reprints import write_group, write_reprint, write_table

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Iterator, Sequence

    from khabar.corpus import Sheet
    from khabar.model import Unread


def run(wanted: Namespace) -> int:
    """Run the command."""
    unread: list[Unread] = []
    lexicon = load()
    known = gather_known(lexicon)
    records = read_records(wanted.paths, wanted.captured, unread, output=wanted.output, lexicon=lexicon)
    sheets = [make_sheet(record, known) for record in records]
    write_lines(wanted.output, _lines(sheets, wanted))
    return report(unread)


def _lines(sheets: Sequence[Sheet], wanted: Namespace) -> Iterator[str | bytes]:
    reprints = find_reprints(sheets)
    groups = find_groups(reprints, sheets)
    if wanted.format == "table":
        yield from write_table(reprints, groups, sheets)
    elif wanted.groups:
        yield from map(write_group, groups)
    else:
        of_page = {page: group.id for group in groups for page in group.pages}
        for found in reprints:
            yield write_reprint(found, "" if found.kind == "passage" else of_page[found.a])

"""`khabar search`: the pages that hold words, with the place of each."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from khabar.cli.output import write_lines
from khabar.export.search import write_hit, write_hit_row
from khabar.store import Search, open_store

if TYPE_CHECKING:
    from argparse import Namespace


def run(wanted: Namespace) -> int:
    """Run the command."""
    choice = (wanted.since, wanted.until, wanted.outlet, wanted.actor, wanted.act, wanted.type)
    search = Search(" ".join(wanted.words), *choice)
    with open_store(Path(wanted.record), create=False) as store:
        hits = store.search(search, limit=wanted.limit, skip=wanted.skip)
    write = write_hit if wanted.format == "jsonl" else write_hit_row
    write_lines(wanted.output, map(write, hits))
    return 0

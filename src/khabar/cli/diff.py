"""`khabar diff`: what changed between two record files."""

from __future__ import annotations

from collections import Counter
from contextlib import ExitStack
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

from khabar.cli.output import say, write_lines
from khabar.corpus.changes import Change, find_changes, find_entity_changes
from khabar.export.changes import ChangeRow, change_row
from khabar.export.tables import write_rows
from khabar.store import open_store

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Iterator

    from khabar.store import Store


def run(wanted: Namespace) -> int:
    """Run the command."""
    counts: Counter[tuple[str, str]] = Counter()
    with ExitStack() as stack:
        old, new = (stack.enter_context(open_store(Path(path), create=False)) for path in (wanted.old, wanted.new))
        changes = (change for change in _changes(old, new) if wanted.what in {"", change.kind})
        rows = (change_row(change, whole=wanted.format == "json") for change in _counted(changes, counts))
        write_lines(wanted.output, write_rows(rows, ChangeRow._fields, wanted.format))
    for kind in dict.fromkeys(kind for kind, _ in counts):
        told = ", ".join(f"{counts[kind, outcome]} {outcome}" for outcome in ("added", "removed", "changed"))
        say(f"{kind}: {told}")
    if not counts:
        say("no changes")
    return 0


def _changes(old: Store, new: Store) -> Iterator[Change]:
    before, after = dict(old.digests()), dict(new.digests())
    differing = (one for one in sorted(before.keys() | after.keys()) if before.get(one) != after.get(one))
    of_pages = (find_changes(old.record(one), new.record(one)) for one in differing)
    yield from chain.from_iterable(of_pages)
    yield from find_entity_changes(old.entities(), new.entities())


def _counted(changes: Iterator[Change], counts: Counter[tuple[str, str]]) -> Iterator[Change]:
    for change in changes:
        counts[change.kind, change.outcome] += 1
        yield change

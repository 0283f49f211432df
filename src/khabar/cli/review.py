"""`khabar review`: corrections exported, applied, compared, and made reference data."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from shutil import rmtree
from typing import TYPE_CHECKING

from khabar.cli.build import Builder
from khabar.cli.corrections import SHOWN, Row, find_conflicts, say_conflicts
from khabar.cli.output import say, write_lines
from khabar.errors import UsageError
from khabar.export.gold import TEXTS, gold_name, write_gold, write_texts
from khabar.export.tables import write_rows
from khabar.review import WHOLE, Agreement, measure_agreement, read_edits, write_edit
from khabar.store import open_store

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Callable, Mapping, Sequence

    from khabar.model import Record
    from khabar.review import Edit
    from khabar.store import Store

_STDIN = "-"


def run(wanted: Namespace) -> int:
    """Run the command."""
    return _ACTIONS[wanted.action](wanted)


def _export(wanted: Namespace) -> int:
    with _open(wanted) as store:
        edits = [one.edit for one in store.edits() if wanted.reviewer in {"", one.edit.who}]
    write_lines(wanted.output, map(write_edit, edits))
    return 0


def _apply(wanted: Namespace) -> int:
    # All are read before the first acts, so that a faulty file changes nothing.
    edits = [edit for path in wanted.edits for edit in _read(path)]
    with open_store(Path(wanted.record), create=False) as store:
        new = store.correct(edits)
        Builder(store).make_account()
        if edits:
            say(f"{store.path}: {new} corrections added, {len(edits) - new} as they were")
        return 1 if say_conflicts(store) else 0


def _conflicts(wanted: Namespace) -> int:
    with _open(wanted) as store:
        write_lines(wanted.output, write_rows(find_conflicts(store), Row._fields, wanted.format, SHOWN))
    return 0


def _gold(wanted: Namespace) -> int:
    with _open(wanted) as store:
        acting = [one.edit for one in store.edits() if not one.conflict]
        done = {edit.page for edit in acting if edit.kind == "page" and edit.field == WHOLE}
        pages = sorted(done if wanted.done else {edit.page for edit in acting})
        if not pages:
            raise UsageError(f"{store.path} holds no page that was {'marked as done' if wanted.done else 'reviewed'}")
        records = [record for page in pages if (record := store.record(page))]
    _write_folder(Path(wanted.output), records)
    say(f"{wanted.output}: {len(records)} pages, {len(done & set(pages))} of them marked as done")
    return 0


def _agreement(wanted: Namespace) -> int:
    rows = measure_agreement(_read(wanted.a), _read(wanted.b))
    write_lines(wanted.output, write_rows(rows, Agreement._fields, wanted.format))
    return 0


_ACTIONS: Mapping[str, Callable[[Namespace], int]] = {
    "export": _export,
    "apply": _apply,
    "conflicts": _conflicts,
    "gold": _gold,
    "agreement": _agreement,
}


def _open(wanted: Namespace) -> Store:
    return open_store(Path(wanted.record), create=False, read_only=True)


def _read(path: str) -> list[Edit]:
    if path == _STDIN:
        return list(read_edits(sys.stdin.buffer, "<stdin>"))
    with Path(path).open("rb") as stream:
        return list(read_edits(stream, path))


def _write_folder(folder: Path, records: Sequence[Record]) -> None:
    """Write the annotations of pages into a folder that appears whole or not at all."""
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise UsageError(f"{folder} is there already; give a new or empty folder")
    part = folder.resolve().with_name(f".{folder.resolve().name}.{os.getpid()}.part")
    part.mkdir(parents=True)
    try:
        (part / TEXTS).write_bytes(write_texts(records))
        for record in records:
            (part / gold_name(record.page.id)).write_bytes(write_gold(record))
        part.replace(folder)
    finally:
        if part.exists():
            rmtree(part)

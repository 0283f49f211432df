"""`khabar statements`: who said what, chosen by speaker, act or what it is about."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from khabar.cli.output import write_lines
from khabar.cli.reading import read_records, report
from khabar.export.citron import write_citron
from khabar.export.statements import write_row, write_statement
from khabar.text.fold import fold_form

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Iterable, Iterator

    from khabar.model import Record, Statement
    from khabar.store import Unread


def run(wanted: Namespace) -> int:
    """Run the command."""
    unread: list[Unread] = []
    records = read_records(wanted.paths, wanted.captured, unread, output=wanted.output, reader=wanted.reader)
    write_lines(wanted.output, _lines(records, wanted))
    return report(unread)


def _lines(records: Iterable[Record], wanted: Namespace) -> Iterator[str | bytes]:
    for record in records:
        chosen = tuple(s for s in record.statements if _is_wanted(record, s, wanted))
        if wanted.format == "citron":
            yield write_citron(replace(record, statements=chosen))
            continue
        for statement in chosen:
            if wanted.format == "jsonl":
                yield write_statement(record, statement)
            else:
                yield write_row(record, statement)


def _is_wanted(record: Record, statement: Statement, wanted: Namespace) -> bool:
    """Return whether a statement is one of those asked for. Names match in part, their spelling folded, ids whole."""
    if wanted.act and statement.act != wanted.act:
        return False
    words = record.page.text[statement.content.start : statement.content.end]
    ids = (statement.speaker,) if statement.speaker else ()
    spoken = _is_named(record, wanted.speaker, statement.speaker_name, ids)
    return spoken and _is_named(record, wanted.about, words, statement.about)


def _is_named(record: Record, name: str, text: str, ids: tuple[str, ...]) -> bool:
    """Return whether `name` is one of `ids`, a part of `text`, or of a name of one of the entities `ids`."""
    if not name or name in ids:
        return True
    folded = fold_form(name)
    if folded in fold_form(text):
        return True
    entities = (entity for entity in record.entities if entity.id in ids)
    return any(folded in fold_form(other) for e in entities for other in (e.name, e.name_en, *e.names))

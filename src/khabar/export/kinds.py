"""Which things can be written as what: the one table of all exports."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from importlib import import_module
from typing import TYPE_CHECKING, Any, NamedTuple

import orjson

from khabar.errors import UsageError
from khabar.export import claim, ftm, geojson, webannotation
from khabar.export.citron import write_citron
from khabar.export.coded import find_coded
from khabar.export.events import EVENT_FORMATS, write_event, write_events
from khabar.export.merged import find_merged
from khabar.export.sheets import SHEETS, Sheet
from khabar.export.spreadsheet import write_csv
from khabar.export.statements import write_statement

if TYPE_CHECKING:
    from collections import Counter
    from collections.abc import Iterable

    from khabar.account import Identity
    from khabar.lexicon.codes import CodeBook
    from khabar.model import Record


class Job(NamedTuple):
    """What one export is made of: the things (records, or those of one part of the account), and how to code them."""

    things: Iterable[Any]
    book: CodeBook
    left: Counter[str]  # what the format could not hold, by the reason
    claimed: bool = False
    identities: tuple[Identity, ...] = ()  # those the things of the account name
    record: Callable[[str], Record | None] = lambda _: None  # by page id, for things of the account


Writer = Callable[[Job], Iterator[bytes]]
_Line = Callable[[Any, Any], bytes]
# The things of a page whose JSON lines are those of the public contract.
_CONTRACT: dict[str, _Line] = {"statements": write_statement, "events": write_event}


def _csv(sheet: Sheet) -> Writer:
    return lambda job: write_csv((column.name for column in sheet.columns), sheet.rows(job.things))


def _jsonl(what: str, sheet: Sheet) -> Writer:
    if what in _CONTRACT:
        write = _CONTRACT[what]
        return lambda job: (write(record, one) + b"\n" for record in job.things for one in getattr(record, what))
    names = [column.name for column in sheet.columns]
    return lambda job: (orjson.dumps(dict(zip(names, row, strict=True))) + b"\n" for row in sheet.rows(job.things))


def _parquet(sheet: Sheet) -> Writer:
    def write(job: Job) -> Iterator[bytes]:
        try:
            parquet = import_module("khabar.export.parquet")
        except ModuleNotFoundError as err:
            raise UsageError("Parquet needs pyarrow; install it with: pip install 'khabar[parquet]'") from err
        yield from parquet.write_parquet(sheet.columns, sheet.rows(job.things))

    return write


def _coded(form: str) -> Writer:
    return lambda job: write_events(find_coded(job.things, job.book), form, job.book, job.left, claimed=job.claimed)


def _merged(form: str) -> Writer:
    def write(job: Job) -> Iterator[bytes]:
        coded = find_merged(job.things, job.identities, job.record, job.book)
        return write_events(coded, form, job.book, job.left, claimed=job.claimed)

    return write


def _table() -> dict[tuple[str, str], Writer]:
    table: dict[tuple[str, str], Writer] = {}
    for what, sheet in SHEETS.items():
        table[what, "csv"] = _csv(sheet)
        table[what, "jsonl"] = _jsonl(what, sheet)
        table[what, "parquet"] = _parquet(sheet)
    for form in EVENT_FORMATS:
        table["events", form] = _coded(form)
        table["happenings", form] = _merged(form)
    return table | _OWN


_OWN: dict[tuple[str, str], Writer] = {
    ("statements", "citron"): lambda job: (write_citron(record) + b"\n" for record in job.things),
    ("statements", "claim"): lambda job: claim.write_claims(job.things),
    ("events", "geojson"): lambda job: geojson.write_features(geojson.find_placed_events(job.things)),
    ("entities", "geojson"): lambda job: geojson.write_features(geojson.find_placed_entities(job.things)),
    ("happenings", "geojson"): lambda job: geojson.write_features(
        geojson.find_placed_happenings(job.things, job.identities)
    ),
    ("pages", "ftm"): lambda job: ftm.write_pages(job.things),
    ("entities", "ftm"): lambda job: ftm.write_entities(job.things),
    ("mentions", "ftm"): lambda job: ftm.write_mentions(job.things),
    ("events", "ftm"): lambda job: ftm.write_events(job.things, job.book, job.left),
    ("mentions", "webannotation"): lambda job: webannotation.write_annotations(
        "mentions", webannotation.annotate_mentions(job.things)
    ),
    ("statements", "webannotation"): lambda job: webannotation.write_annotations(
        "statements", webannotation.annotate_statements(job.things)
    ),
    ("events", "webannotation"): lambda job: webannotation.write_annotations(
        "events", webannotation.annotate_events(job.things)
    ),
}
WRITERS = _table()
WHAT = tuple(SHEETS)
FORMS = tuple(dict.fromkeys(form for _, form in WRITERS))


def find_writer(what: str, form: str) -> Writer:
    """Return what writes these things in this format.

    Raises:
        UsageError: nothing does; the message lists what can be done with either.

    """
    if (what, form) in WRITERS:
        return WRITERS[what, form]
    forms = ", ".join(other for of, other in WRITERS if of == what)
    things = ", ".join(of for of, other in WRITERS if other == form)
    raise UsageError(f"{what} cannot be written as {form}; they can as {forms}. As {form} can be written {things}")

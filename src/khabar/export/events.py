"""Events as lines for people and as JSON objects that stand alone; and all event formats by their names."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import orjson

from khabar.export import acled, gdelt, petrarch, plover
from khabar.export.coded import Coded, Needs, keep_fitting
from khabar.export.jsonl import event_object
from khabar.export.spreadsheet import write_csv
from khabar.export.terminal import isolated
from khabar.export.timeline import outlet_of, write_done

if TYPE_CHECKING:
    from collections import Counter
    from collections.abc import Callable, Iterable, Iterator

    from khabar.export.columns import Column
    from khabar.lexicon.codes import CodeBook
    from khabar.model import Event, Record


class EventFormat(NamedTuple):
    """A format of event data: what it asks of an event, its columns, an event as lines, the line before all."""

    needs: Needs
    columns: tuple[Column, ...]
    write: Callable[[Coded, CodeBook], Iterator[bytes]]
    header: Callable[[], bytes] | None = None


LINE_FORMATS = {
    "plover": EventFormat(plover.NEEDS, plover.COLUMNS, plover.write_plover, plover.write_plover_header),
    "cameo": EventFormat(petrarch.NEEDS, petrarch.CAMEO_COLUMNS, petrarch.write_cameo),
    "petrarch": EventFormat(petrarch.NEEDS, petrarch.PETRARCH_COLUMNS, petrarch.write_petrarch),
    "gdelt": EventFormat(gdelt.NEEDS, gdelt.COLUMNS, gdelt.write_gdelt),
}
EVENT_FORMATS = (*LINE_FORMATS, "acled")


def write_events(
    coded: Iterable[Coded],
    form: str,
    book: CodeBook,
    left: Counter[str],
    *,
    claimed: bool = False,
    any_status: bool = False,
) -> Iterator[bytes]:
    """Yield the file of events in one of `EVENT_FORMATS`, in pieces; `left` counts what it cannot hold by reason.

    `claimed` keeps what is told on somebody's word, and `any_status` what did not happen, in formats that say neither.
    """
    needs = acled.NEEDS if form == "acled" else LINE_FORMATS[form].needs
    needs = needs._replace(fact=needs.fact and not any_status)
    fitting = keep_fitting(coded, needs, left, claimed=claimed)
    if form == "acled":
        yield from write_csv((column.name for column in acled.COLUMNS), acled.find_acled(fitting, book, left))
        return
    writer = LINE_FORMATS[form]
    if writer.header:
        yield writer.header() + b"\n"
    for one in fitting:
        for line in writer.write(one, book):
            yield line + b"\n"


def write_event(record: Record, event: Event) -> bytes:
    """Return an event as one line of JSON, with the page, outlet and day it stands under."""
    place = {"page": record.page.id, "outlet": outlet_of(record), "published": record.publication.date}
    return orjson.dumps({**place, **event_object(record.page.text, event)})


def write_event_row(record: Record, event: Event) -> str:
    """Return an event as one line for a terminal: day, type, parties, words, place, state, tolls, where it stands."""
    return write_done(record, event, tuple(_facts(record, event)))


def _facts(record: Record, event: Event) -> Iterator[str]:
    if event.place:
        span = event.place.span
        yield f"in {isolated(record.page.text[span.start : span.end])}"
    for name, toll in (("killed", event.killed), ("injured", event.injured)):
        if toll:
            yield f"{name} {toll.low}" if toll.low == toll.high else f"{name} {toll.low}\u2013{toll.high}"
    if event.same_as:
        yield f"told before at {event.same_as.rpartition('#')[2]}"
    if event.from_statement:
        yield "by saying it"

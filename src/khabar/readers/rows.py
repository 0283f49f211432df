"""Parquet in, pages out: a row is what a line of JSON is, its columns the fields of the object.

`text` (or `content`, `body`) and `html` may also hold bytes, as captured, in any encoding Arabic pages use. A table
that holds no pages but says where they stand, as the index of Common Crawl does, is read by the columns
`warc_filename`, `warc_record_offset` and `warc_record_length`. Other columns are not read. Rows are read in groups, so
that the size of a file does not matter.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from importlib import import_module
from typing import TYPE_CHECKING, Any

from khabar.errors import NotAPage, ReadError
from khabar.readers.content import read_markup, read_text
from khabar.readers.objects import CONTENT_FIELDS, FIELDS, TEXT_FIELDS, object_page, read_hints

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from contextlib import AbstractContextManager
    from pathlib import Path

    from khabar.model import Page
    from khabar.readers.source import Source
    from khabar.readers.streams import Readable

    Read = Callable[[AbstractContextManager[Readable], Source], Iterator[Page | ReadError]]

_PLACE = ("warc_filename", "warc_record_offset", "warc_record_length")
# Rows in memory at a time: pages of news have some ten kilobytes, the largest allowed twenty megabytes.
_ROWS = 64


def read_rows(path: str | Path, source: Source, read: Read) -> Iterator[Page | ReadError]:
    """Yield the page, or the error, of each row of the file at `path`; `read` reads what is at an address.

    Raises:
        ReadError: where the file is damaged, or holds no column with pages, or pyarrow is not installed.

    """
    try:
        parquet = import_module("pyarrow.parquet")
    except ModuleNotFoundError as err:
        raise ReadError(source.name, "Parquet needs pyarrow; install it with: pip install 'khabar[parquet]'") from err
    try:
        # A file that is opened by its name for this is closed with it.
        with parquet.ParquetFile(path) as file:
            yield from _read_file(file, source, read)
    except (OSError, ValueError) as err:  # pyarrow's own errors are of these
        raise ReadError(source.name, f"damaged or unreadable: {err}") from err


def _read_file(file: Any, source: Source, read: Read) -> Iterator[Page | ReadError]:
    names = file.schema_arrow.names
    columns = [name for name in names if name in FIELDS]
    pointing = not set(columns) & CONTENT_FIELDS and set(_PLACE) <= set(names)
    if not pointing and not set(columns) & CONTENT_FIELDS:
        raise NotAPage(source.name, f"not pages: none of the columns {', '.join(sorted(CONTENT_FIELDS))}")
    if pointing and not source.opens:
        raise NotAPage(source.name, "an index, which says where pages stand: khabar engine fetches them")
    batches = file.iter_batches(_ROWS, columns=_PLACE if pointing else columns)
    for number, cells in enumerate((cells for batch in batches for cells in batch.to_pylist()), 1):
        here = replace(source, name=f"{source.name}#{number}")
        if pointing:
            yield from _read_place(cells, here, read)
        else:
            yield _read_row(_written(cells), here)


def _read_place(cells: dict[str, Any], source: Source, read: Read) -> Iterator[Page | ReadError]:
    """Yield what stands where a row of an index says."""
    name, offset, length = (cells[column] for column in _PLACE)
    if not (source.opens and isinstance(name, str) and isinstance(offset, int) and isinstance(length, int) and length):
        yield NotAPage(source.name, "not a page: the row names no place in a file")
        return
    try:
        yield from read(source.opens(name, offset, length), source)
    except ReadError as err:
        yield err


def _written(cells: dict[str, Any]) -> dict[str, Any]:
    """Return the cells of a row with dates and times as ISO 8601."""
    return {name: cell.isoformat() if isinstance(cell, date) else cell for name, cell in cells.items()}


def _read_row(fields: dict[str, Any], source: Source) -> Page | ReadError:
    """Return the page in a row, or the error that says why there is none."""
    try:
        raw = next((fields[name] for name in TEXT_FIELDS if isinstance(fields.get(name), bytes)), None)
        if raw:
            return read_text(raw, source, read_hints(fields, source))
        if isinstance(fields.get("html"), bytes):
            return read_markup(fields["html"], source, read_hints(fields, source))
        return object_page(fields, source)
    except ReadError as err:
        return err

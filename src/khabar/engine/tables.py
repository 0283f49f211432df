"""Records in, the Parquet files of one part out, written as the records come so that a part of any size fits in memory.

`records.parquet` holds each record whole, as the JSON of the public contract, with what that does not say of its page;
`pages`, `statements`, `events`, `mentions` and `notes` are the tables of `khabar export`; `unread.parquet` holds what
could not be read, with the reason. All are there in every part, if without rows.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pyarrow as pa
import pyarrow.parquet as pq

from khabar.export.parquet import COMPRESSION, parquet_schema, parquet_table
from khabar.export.sheets import SHEETS

if TYPE_CHECKING:
    from pathlib import Path

    from khabar.model import Record, Unread

RECORDS = "records"
UNREAD = "unread"
# Tables that say nothing a record does not say, laid out for queries.
LAID_OUT = ("pages", "statements", "events", "mentions", "notes")

RECORD_SCHEMA = pa.schema([
    *((name, pa.string()) for name in ("id", "url", "outlet", "captured", "sha256", "published")),
    ("title_start", pa.int64()),
    ("title_end", pa.int64()),
    *((f"metadata_{name}", pa.string()) for name in ("title", "author", "site", "published")),
    ("record", pa.large_string()),
    ("capture", pa.large_binary()),
])  # fmt: skip
UNREAD_SCHEMA = pa.schema([(name, pa.string()) for name in ("source", "stage", "reason")])
# Rows held until they are written: few of the records, which have some twenty kilobytes each.
_RECORD_ROWS, _ROWS = 200, 2_000


class _Table:
    """One file, written in groups of rows."""

    def __init__(self, path: Path, schema: Any, rows: int) -> None:
        self._writer = pq.ParquetWriter(path, schema, compression=COMPRESSION)
        self._schema = schema
        self._most = rows
        self._rows: list[tuple[Any, ...]] = []

    def add(self, row: tuple[Any, ...]) -> None:
        """Add a row."""
        self._rows.append(row)
        if len(self._rows) == self._most:
            self._write()

    def close(self) -> None:
        """Write what is left, and end the file."""
        self._write()
        self._writer.close()

    def _write(self) -> None:
        if self._rows:
            self._writer.write_table(parquet_table(self._schema, self._rows))
            self._rows.clear()


class PartTables:
    """All tables of one part, in a folder that holds none yet."""

    def __init__(self, folder: Path) -> None:
        self._records = _Table(folder / f"{RECORDS}.parquet", RECORD_SCHEMA, _RECORD_ROWS)
        self._unread = _Table(folder / f"{UNREAD}.parquet", UNREAD_SCHEMA, _ROWS)
        self._laid_out = {
            name: _Table(folder / f"{name}.parquet", parquet_schema(SHEETS[name].columns), _ROWS) for name in LAID_OUT
        }
        self.records = self.unread = 0

    def add(self, record: Record, line: bytes, capture: bytes | None) -> None:
        """Add a record, its line of JSON, and the bytes its page was made of, None where they are its text."""
        self._records.add(_record_row(record, line, capture))
        for name, table in self._laid_out.items():
            for row in SHEETS[name].rows([record]):
                table.add(row)
        self.records += 1

    def file(self, page: Unread) -> None:
        """Add a page that could not be read."""
        self._unread.add(tuple(page))
        self.unread += 1

    def close(self) -> None:
        """End all files."""
        for table in (self._records, self._unread, *self._laid_out.values()):
            table.close()


def _record_row(record: Record, line: bytes, capture: bytes | None) -> tuple[Any, ...]:
    page, title, of = record.page, record.article.title, record.page.metadata
    return (
        page.id, page.url, page.outlet, page.captured, page.sha256, record.publication.date,
        title.start if title else None, title.end if title else None,
        of.title, of.author, of.site, of.published, line.decode(), capture,
    )  # fmt: skip

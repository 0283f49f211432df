"""Tables as Parquet, written by pyarrow in row groups as the rows come. Imported only where Parquet is asked for."""

from __future__ import annotations

import io
from itertools import islice
from typing import TYPE_CHECKING, Any

import pyarrow as pa
import pyarrow.parquet as pq

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from khabar.export.columns import Cell, Column

# Rows a group: large enough to compress well, small enough to hold in memory with their texts.
_GROUP = 10_000
COMPRESSION = "zstd"
_TYPES = {
    "text": pa.string(),
    "integer": pa.int64(),
    "number": pa.float64(),
    "flag": pa.bool_(),
    "texts": pa.list_(pa.string()),
    "integers": pa.list_(pa.int64()),
    "numbers": pa.list_(pa.float64()),
}


class _Pieces(io.RawIOBase):
    """What is written, to be taken away piece by piece."""

    def __init__(self) -> None:
        self._pieces: list[bytes] = []
        self._length = 0

    def writable(self) -> bool:
        return True

    def write(self, piece: bytes) -> int:  # type: ignore[override]
        self._pieces.append(bytes(piece))
        self._length += len(piece)
        return len(piece)

    def tell(self) -> int:
        return self._length

    def take(self) -> bytes:
        """Return what was written since the last time."""
        taken = b"".join(self._pieces)
        self._pieces.clear()
        return taken


def parquet_schema(columns: Iterable[Column]) -> Any:
    """Return the schema of a file with these columns, a `pyarrow.Schema`."""
    return pa.schema([(column.name, _TYPES[column.type]) for column in columns])


def parquet_table(schema: Any, rows: Sequence[tuple[Any, ...]]) -> Any:
    """Return rows, of which there is one at least, as a `pyarrow.Table`."""
    cells = [list(column) for column in zip(*rows, strict=True)]
    return pa.table([pa.array(column, field.type) for column, field in zip(cells, schema, strict=True)], schema=schema)


def write_parquet(columns: Sequence[Column], rows: Iterable[tuple[Cell, ...]]) -> Iterator[bytes]:
    """Yield the file in pieces."""
    schema = parquet_schema(columns)
    sink, rows = _Pieces(), iter(rows)
    with pq.ParquetWriter(pa.PythonFile(sink, mode="w"), schema, compression=COMPRESSION) as writer:
        for group in iter(lambda: list(islice(rows, _GROUP)), []):
            writer.write_table(parquet_table(schema, group))
            yield sink.take()
    yield sink.take()

"""The answer to a question: rows in order, each read when it is looked at, and the same as a table of other tools."""

from __future__ import annotations

from collections.abc import Sequence
from importlib import import_module
from typing import TYPE_CHECKING, Any, Generic, TypeVar, overload

from khabar.errors import UsageError
from khabar.query.columns import columns_of, read_columns
from khabar.query.room import Desk
from khabar.store import open_store

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path
    from types import ModuleType

    from khabar.query.catalogue import Catalogue

R = TypeVar("R")


class Answer(Sequence[R], Generic[R]):
    """Rows in order. Nothing of their pages is read until a row is looked at, and none is kept after that.

    The rows are of the file as it was when it was asked. Where it has changed since, what a changed page told can no
    longer be read, and looking at it raises `StoreError`.
    """

    def __init__(
        self,
        path: Path,
        catalogue: Catalogue,
        of: type[R],
        lines: Sequence[Any],
        read: Callable[[Desk, Iterable[Any]], Iterable[R]],
    ) -> None:
        self._path = path
        self._catalogue = catalogue
        self._of = of
        self._lines = lines
        self._read = read

    def __len__(self) -> int:
        return len(self._lines)

    def __iter__(self) -> Iterator[R]:
        with open_store(self._path, create=False, read_only=True) as store, store.view():
            yield from self._read(Desk(store, self._catalogue), self._lines)

    @overload
    def __getitem__(self, at: int) -> R: ...

    @overload
    def __getitem__(self, at: slice) -> Answer[R]: ...

    def __getitem__(self, at: int | slice) -> R | Answer[R]:
        """Return one row, or the answer that holds only some of them."""
        if isinstance(at, slice):
            return self._part(self._lines[at])
        (row,) = self._part([self._lines[at]])
        return row

    def __repr__(self) -> str:
        return f"<{len(self)} of {self._of.__name__}>"

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns of the table that the rows make."""
        return tuple(slot.column.name for slot in columns_of(self._of))

    def to_arrow(self) -> Any:
        """Return the rows as a `pyarrow.Table`, lists as lists, what is absent as null.

        Raises:
            UsageError: pyarrow is not installed.

        """
        pyarrow = _import("pyarrow", "parquet")
        slots = columns_of(self._of)
        schema = import_module("khabar.export.parquet").parquet_schema(slot.column for slot in slots)
        return pyarrow.table(read_columns(slots, self), schema=schema)

    def to_pandas(self) -> Any:
        """Return the rows as a `pandas.DataFrame` of types that know what is absent; lists are tuples.

        Raises:
            UsageError: pandas is not installed.

        """
        pandas = _import("pandas", "pandas")
        kinds = {"text": "string", "integer": "Int64", "number": "float64", "flag": "boolean"}
        slots = columns_of(self._of)
        cells = read_columns(slots, self)
        return pandas.DataFrame(
            {
                slot.column.name: pandas.Series(cells[slot.column.name], dtype=kinds.get(slot.column.type, "object"))
                for slot in slots
            }
        )

    def to_polars(self) -> Any:
        """Return the rows as a `polars.DataFrame`, lists as lists, what is absent as null.

        Raises:
            UsageError: polars is not installed.

        """
        polars = _import("polars", "polars")
        plain = {"text": polars.String, "integer": polars.Int64, "number": polars.Float64, "flag": polars.Boolean}
        kinds = {**plain, **{f"{kind}s": polars.List(of) for kind, of in plain.items()}}
        slots = columns_of(self._of)
        schema = {slot.column.name: kinds[slot.column.type] for slot in slots}
        return polars.DataFrame(read_columns(slots, self), schema=schema)

    def _part(self, lines: Sequence[Any]) -> Answer[R]:
        return Answer(self._path, self._catalogue, self._of, lines, self._read)


def _import(name: str, extra: str) -> ModuleType:
    try:
        return import_module(name)
    except ModuleNotFoundError as err:
        raise UsageError(f"this table needs {name}: pip install 'khabar[{extra}]'") from err

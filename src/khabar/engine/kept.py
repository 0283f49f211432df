"""The parts of a crawl in, the records they hold out: whole, as they were when they were read."""

from __future__ import annotations

from functools import cache
from types import UnionType
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar, get_args, get_origin, get_type_hints

import orjson
import pyarrow.parquet as pq

from khabar.engine.folder import part_folder, read_done
from khabar.engine.tables import RECORDS, UNREAD
from khabar.errors import ReadError
from khabar.model import (
    Article,
    Block,
    Entity,
    Event,
    Evidence,
    Mention,
    Metadata,
    Note,
    Page,
    Publication,
    Record,
    Seam,
    Span,
    Statement,
    Unread,
)

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

T = TypeVar("T")

_ROWS = 100  # records in memory at a time


class Kept(NamedTuple):
    """A record and the bytes its page was made of, None where they are its text or were not kept."""

    record: Record
    capture: bytes | None


def read_kept(path: Path) -> Iterator[Kept]:
    """Yield the records of all parts of a folder, in order of their files and as they stand there.

    Raises:
        ReadError: a part is damaged.

    """
    for row in _rows(path, RECORDS):
        yield Kept(_record(row), row["capture"])


def read_unread(path: Path) -> Iterator[Unread]:
    """Yield the pages of all parts of a folder that could not be read, in the same order. Raises as `read_kept`."""
    for row in _rows(path, UNREAD):
        yield Unread(**row)


def _rows(path: Path, table: str) -> Iterator[dict[str, Any]]:
    for part in read_done(path):
        file = part_folder(path, part.key) / f"{table}.parquet"
        try:
            with pq.ParquetFile(file) as rows:
                for batch in rows.iter_batches(_ROWS):
                    yield from batch.to_pylist()
        except (OSError, ValueError) as err:  # pyarrow's own errors are of these
            raise ReadError(str(file), f"damaged or unreadable: {err}") from err


def _record(row: dict[str, Any]) -> Record:
    """Return the record of a row of `records.parquet`: the JSON of the contract, and what that leaves out."""
    said = orjson.loads(row["record"])
    article, published = said["article"], said["article"]["published"]
    metadata = Metadata(*(row[f"metadata_{name}"] for name in ("title", "author", "site", "published")))
    title = None if row["title_start"] is None else Span(row["title_start"], row["title_end"])
    return Record(
        Page(**said["page"], metadata=metadata),
        Article(
            title,
            _span(article["byline"]),
            _span(article["dateline"]["place"]),
            _span(article["dateline"]["agency"]),
            _span(article["outlet"]),
            tuple(Span(words["start"], words["end"]) for words in article["body"]),
            _things(Block, article["blocks"]),
        ),
        Publication(
            published["date"], published["earliest"], published["latest"], published["confidence"],
            _things(Evidence, published["proof"]), _things(Seam, article["seams"]),
        ),
        _things(Entity, said["entities"]),
        _things(Mention, said["mentions"]),
        _things(Statement, said["statements"]),
        _things(Event, said["events"]),
        _things(Note, said["notes"]),
    )  # fmt: skip


def _things(of: type[T], said: list[dict[str, Any]]) -> tuple[T, ...]:
    return tuple(_thing(of, one) for one in said)


def _thing(of: type[T], said: dict[str, Any]) -> T:
    """Return a thing of the model from its JSON object: a field `span` stands in it as `start` and `end`."""
    kind: Any = of
    return of(
        **{
            name: _span(said) if name == "span" else _value(said.get(name), inner, element)
            for name, inner, element in _fields(kind)
        }
    )


@cache
def _fields(of: Any) -> tuple[tuple[str, Any, Any], ...]:
    """Return the fields of a type: name, type without the None it may allow, type of the elements of a tuple."""
    fields = []
    for name, hint in get_type_hints(of).items():
        kinds = get_args(hint) if isinstance(hint, UnionType) else (hint,)
        inner = next(kind for kind in kinds if kind is not type(None))
        fields.append((name, inner, get_args(inner)[0] if get_origin(inner) is tuple else None))
    return tuple(fields)


def _value(said: Any, inner: Any, element: Any) -> Any:
    """Return the value of a field; what is absent is null in JSON, and "" in a field of text."""
    if said is None:
        return "" if inner is str else None
    if element is not None:
        return tuple(said) if element is str else _things(element, said)
    if inner is Span:
        return _span(said)
    return _thing(inner, said) if isinstance(said, dict) else said


def _span(said: dict[str, Any] | None) -> Span | None:
    return None if said is None or said["start"] is None else Span(said["start"], said["end"])

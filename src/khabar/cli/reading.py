"""Pages read one after the other into records; whatever goes wrong with one page is filed, and the next is read."""

from __future__ import annotations

import gc
import re
import sys
import traceback
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from tqdm import tqdm

from khabar import load_lexicon, read_page
from khabar.cli.output import say
from khabar.errors import ReadError
from khabar.export.jsonl import write_record
from khabar.export.terminal import visible
from khabar.readers import read_pages
from khabar.store import Unread, is_store, open_store

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from khabar.lexicon import Lexicon
    from khabar.model import Page, Record

T = TypeVar("T")
_PACKAGE = Path(__file__).parents[1]
_STDIN = "<stdin>"  # what `khabar.readers` calls the standard input in its errors


class Reading(NamedTuple):
    """A page read: its record, and that record as one line of JSON."""

    record: Record
    line: bytes


def read_all(
    paths: Sequence[str], captured: str, unread: list[Unread], *, output: str = "", lexicon: Lexicon | None = None
) -> Iterator[Reading]:
    """Yield the readings of all pages under `paths`, in order; pages that cannot be read are added to `unread`.

    `output` is the file the run writes: where it lies among the pages, it is no page and no fault. `lexicon` is loaded
    where it is None.
    """
    lexicon = lexicon or load()
    for page in find_pages(paths, captured, unread, output=output):
        reading = read_one(page, lexicon)
        if isinstance(reading, Unread):
            unread.append(reading)
        else:
            yield reading


def find_pages(paths: Sequence[str], captured: str, unread: list[Unread], *, output: str = "") -> Iterator[Page]:
    """Yield all pages under `paths`, in order; what is none is added to `unread`, but for the run's own `output`."""
    for page in _progress(_pages(paths, captured)):
        if not isinstance(page, Unread):
            yield page
        elif not (output and _is_of(page.source, output)):
            unread.append(page)


def load(*, weighed: bool = False) -> Lexicon:
    """Return the lexicon, which stays for the whole run: the collector need not walk it, now or ever."""
    gc.disable()
    try:
        lexicon = load_lexicon(weighed=weighed)
    finally:
        gc.freeze()
        gc.enable()
    return lexicon


def read_records(
    paths: Sequence[str], captured: str, unread: list[Unread], *, output: str = "", lexicon: Lexicon | None = None
) -> Iterator[Record]:
    """Yield the records of record files as they stand there, then of all other pages read now."""
    files = [path for path in paths if is_store(Path(path))]
    for file in files:
        with open_store(Path(file), create=False) as store:
            yield from store.records()
    if pages := [path for path in paths if path not in files]:
        for reading in read_all(pages, captured, unread, output=output, lexicon=lexicon):
            yield reading.record


def read_one(page: Page, lexicon: Lexicon) -> Reading | Unread:
    """Return the reading of `page`, or the reason why there is none."""
    try:
        record = read_page(page, lexicon)
        return Reading(record, write_record(record))
    except Exception as err:  # noqa: BLE001  # a fault of ours on one page must not cost the run the other pages
        return _fault(page.id, err)


def report(unread: Sequence[Unread]) -> int:
    """List unread pages with their reasons on stderr and return the exit code."""
    if not unread:
        return 0
    say(f"{len(unread)} {'page' if len(unread) == 1 else 'pages'} unread:")
    for page in unread:
        print(f"  {visible(page.source)}: {visible(page.reason)} ({page.stage})", file=sys.stderr)
    return 1


def is_under(source: str, path: str) -> bool:
    """Return whether a source of an unread page is the file or folder `path`, or stands in it."""
    if path == "-":
        return source.startswith(_STDIN)
    place, root = Path(source), Path(path)
    return place.is_relative_to(root) or str(place).startswith(tuple(f"{root}{sign}" for sign in ":#!"))


def _is_of(source: str, output: str) -> bool:
    whole, own = str(Path(source).resolve()), str(Path(output).resolve())
    return re.fullmatch(rf"{re.escape(own)}(-wal|-shm|[:#].*)?", whole) is not None


def _pages(paths: Sequence[str], captured: str) -> Iterator[Page | Unread]:
    for path in paths:
        try:
            for page in read_pages([path], captured=captured):
                yield Unread(visible(page.source), "readers", page.reason) if isinstance(page, ReadError) else page
        except Exception as err:  # noqa: BLE001  # nor must a fault in reading one path cost it the other paths
            yield _fault(path, err)


def _fault(source: str, err: Exception) -> Unread:
    stage, place = _place(err)
    return Unread(visible(source), stage, f"fault of khabar, please report it: {err!r} at {place}")


def _place(err: Exception) -> tuple[str, str]:
    """Return the stage and the line of our own code in which `err` arose last."""
    frames = [frame for frame in traceback.extract_tb(err.__traceback__) if _PACKAGE in Path(frame.filename).parents]
    last = frames[-1]
    module = Path(last.filename).relative_to(_PACKAGE)
    return module.parts[0].removesuffix(".py"), f"{module.as_posix()}:{last.lineno}"


def _progress(pages: Iterable[T]) -> Iterable[T]:
    # To people only: in a log or a pipe a bar is noise.
    return tqdm(pages, unit=" pages", file=sys.stderr, leave=False) if sys.stderr.isatty() else pages

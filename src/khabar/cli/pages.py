"""Pages read one after the other into records; whatever goes wrong with one page is filed, and the next is read."""

from __future__ import annotations

import gc
import os
import re
import traceback
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Generic, NamedTuple, Protocol, TypeVar

from khabar.cli.compiled import find_folder, load_kept
from khabar.cli.output import say
from khabar.cli.progress import show_progress
from khabar.errors import ReadError, TooLarge
from khabar.export.jsonl import write_record
from khabar.export.terminal import visible
from khabar.model import Unread
from khabar.pipeline import read_page
from khabar.reader import has_runtime, load_reader
from khabar.readers import Limits, read_pages

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from khabar.lexicon import Lexicon
    from khabar.model import Page, Record
    from khabar.reader import ReadingModel

    Keep = Callable[[Page, bytes], None]

K = TypeVar("K")
T = TypeVar("T")
T_co = TypeVar("T_co", covariant=True)

_PACKAGE = Path(__file__).parents[1]
_LIMITS = Limits()
_STDIN = "<stdin>"  # what `khabar.readers` calls the standard input in its errors


class Manner(NamedTuple):
    """How pages are read: with the weights of parties, in how many processes, each page in at most how many seconds.

    0 processes are as many as there are processors, 0 seconds are no limit. `deep` asks the reading model too.
    """

    weighed: bool = False
    jobs: int = 1
    seconds: float = 0.0
    deep: bool = False


class Loaded(NamedTuple):
    """What a page is read with: the lexicon, and the reading model where that is asked."""

    lexicon: Lexicon
    model: ReadingModel | None = None


class Reader(Protocol[T_co]):
    """What reads pages in the order given, here or in other processes."""

    def read(self, pages: Iterable[tuple[K, Page | None]]) -> Iterator[tuple[K, T_co | Unread | None]]:
        """Yield each key with what is made of the record of its page, None where it has no page."""


class Alone(Generic[T]):
    """Reads pages in this process; `means` are asked for with the first."""

    def __init__(self, make: Callable[[Record], T], means: Callable[[], Loaded]) -> None:
        self._make = make
        self._means = means

    def read(self, pages: Iterable[tuple[K, Page | None]]) -> Iterator[tuple[K, T | Unread | None]]:
        """Yield each key with what is made of the record of its page, None where it has no page."""
        for key, page in pages:
            if page is None:
                yield key, None
            else:
                lexicon, model = self._means()
                yield key, read_one(page, lexicon, self._make, model)


@contextmanager
def open_reader(make: Callable[[Record], T], manner: Manner, means: Callable[[], Loaded]) -> Iterator[Reader[T]]:
    """Give what makes something of each page's record: this process with `means`, or others, which can be ended.

    `make` is the function of a module, which others know by name. They load their means themselves.
    """
    if manner.jobs == 1 and not manner.seconds:
        yield Alone(make, means)
        return
    # Few runs need more than one process, and to import what starts them takes as long as to read ten pages.
    from khabar.cli.crew import Crew  # noqa: PLC0415

    with Crew(make, manner._replace(jobs=manner.jobs or os.cpu_count() or 1)) as crew:
        yield crew


def read_all(pages: Iterable[Page | Unread], reader: Reader[T], unread: list[Unread]) -> Iterator[T]:
    """Yield what `reader` makes of pages, in order; what cannot be read is added to `unread`."""
    for known, made in reader.read((page, None) if isinstance(page, Unread) else (None, page) for page in pages):
        found = known or made
        if isinstance(found, Unread):
            unread.append(found)
        elif found is not None:
            yield found


def checked(record: Record) -> Record:
    """Return `record` if it can be written: a text that no encoding can hold is found here, by its page."""
    write_record(record)
    return record


def read_manner(wanted: Namespace) -> Manner:
    """Return how a command is to read pages; one without processes of its own to choose reads in its own."""
    own = Manner()
    jobs, seconds = getattr(wanted, "jobs", own.jobs), getattr(wanted, "page_seconds", own.seconds)
    return Manner(wanted.weigh, jobs, seconds, is_deep(wanted.reader))


def is_deep(reader: str) -> bool:
    """Return whether the reading model is asked: as `reader` says, else if it can be; the user is told if not."""
    if not reader and not has_runtime():
        say("onnxruntime is not installed: pages are read by the rules alone (pip install 'khabar[deep]')")
        return False
    return reader != "fast"


def read_limits(wanted: Namespace) -> Limits:
    """Return the limits that a command was given."""
    default = Limits()
    return Limits(
        page_bytes=wanted.page_bytes or default.page_bytes,
        page_characters=wanted.page_characters or default.page_characters,
        unpacked=wanted.unpacked or default.unpacked,
    )


def find_pages(
    paths: Sequence[str], captured: str, *, output: str = "", keep: Keep | None = None, limits: Limits = _LIMITS
) -> Iterator[Page | Unread]:
    """Yield all pages under `paths`, in order, and what is none with the reason, but for the run's own `output`.

    `keep` is told of each page and its bytes before the page is yielded.
    """
    with show_progress(paths) as progress:
        for page in _pages(paths, captured, progress.take if progress else None, keep, limits):
            if progress:
                progress.turn()
            if not (output and isinstance(page, Unread) and is_of(page.source, output)):
                yield page


def load(*, weighed: bool = False) -> Lexicon:
    """Return the lexicon, which stays for the whole run: the collector need not walk it, now or ever."""
    gc.disable()
    try:
        lexicon = load_kept(find_folder(os.environ), weighed=weighed)
    finally:
        gc.freeze()
        gc.enable()
    return lexicon


def load_means(manner: Manner) -> Loaded:
    """Return the lexicon and, where it is to be asked, the reading model, which needs the weights of parties.

    Raises:
        ReaderError: the model is not there, or onnxruntime is not installed.

    """
    return Loaded(load(weighed=manner.weighed or manner.deep), load_reader() if manner.deep else None)


def read_one(
    page: Page, lexicon: Lexicon, make: Callable[[Record], T], model: ReadingModel | None = None
) -> T | Unread:
    """Return what is made of the record of `page`, or the reason why there is none."""
    try:
        return make(read_page(page, lexicon, model))
    except Exception as err:  # noqa: BLE001  # a fault of ours on one page must not cost the run the other pages
        return fault_of(page.id, err)


def is_under(source: str, path: str) -> bool:
    """Return whether a source of an unread page is the file or folder `path`, or stands in it."""
    if path == "-":
        return source.startswith(_STDIN)
    place, root = Path(source), Path(path)
    return place.is_relative_to(root) or str(place).startswith(tuple(f"{root}{sign}" for sign in ":#!"))


def is_of(source: str, output: str) -> bool:
    """Return whether a source is the record file `output`, or one that SQLite keeps beside it."""
    whole, own = str(Path(source).resolve()), str(Path(output).resolve())
    return re.fullmatch(rf"{re.escape(own)}(-wal|-shm|[:#].*)?", whole) is not None


def _pages(
    paths: Sequence[str], captured: str, take: Callable[[int], None] | None, keep: Keep | None, limits: Limits
) -> Iterator[Page | Unread]:
    for path in paths:
        try:
            for page in read_pages([path], captured=captured, limits=limits, take=take, keep=keep):
                yield unread_of(page) if isinstance(page, ReadError) else page
        except Exception as err:  # noqa: BLE001  # nor must a fault in reading one path cost it the other paths
            yield fault_of(path, err)


def unread_of(err: ReadError) -> Unread:
    """Return what could not be read, with what the user can do about it."""
    way = f"; --{err.limit.replace('_', '-')} allows more" if isinstance(err, TooLarge) else ""
    return Unread(visible(err.source), "readers", f"{err.reason}{way}")


def fault_of(source: str, err: Exception) -> Unread:
    """Return a page or file in which an error of ours arose, as one that could not be read."""
    stage, place = _place(err)
    return Unread(visible(source), stage, f"fault of khabar, please report it: {err!r} at {place}")


def _place(err: Exception) -> tuple[str, str]:
    """Return the stage and the line of our own code in which `err` arose last."""
    frames = [frame for frame in traceback.extract_tb(err.__traceback__) if _PACKAGE in Path(frame.filename).parents]
    last = frames[-1]
    module = Path(last.filename).relative_to(_PACKAGE)
    return module.parts[0].removesuffix(".py"), f"{module.as_posix()}:{last.lineno}"

"""`khabar build`: pages added to a record file, a batch at a time, then the account of all that the file holds."""

from __future__ import annotations

from collections import Counter
from contextlib import contextmanager
from hashlib import sha256
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from khabar.cli.corrections import say_conflicts
from khabar.cli.digest import digest_package, digest_reading
from khabar.cli.output import say
from khabar.cli.pages import (
    Manner,
    checked,
    find_pages,
    is_under,
    load,
    load_means,
    open_reader,
    read_limits,
    read_manner,
)
from khabar.cli.reading import report
from khabar.cli.tables import DEEP, WEIGHED, find_folders, read_kept, read_unread
from khabar.corpus import find_unused, make_account, read_joins
from khabar.errors import UsageError
from khabar.model import Unread
from khabar.readers import Limits
from khabar.store import open_store

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Iterable, Iterator, Sequence

    from khabar.cli.pages import Loaded
    from khabar.lexicon import Lexicon
    from khabar.model import Page, Record
    from khabar.store import Store

    _Asked = Unread | tuple[str, bytes]  # what is none, or a page by its id and the digest of its reading
    _Reading = tuple[_Asked, Record | Unread | None]


# Pages a transaction: enough that the disk is no brake, few enough that a stopped run loses a second's work.
BATCH = 100
_PLAIN = Manner()
_LIMITS = Limits()


def run(wanted: Namespace) -> int:
    """Run the command."""
    joins = _read_joins(wanted.joins)
    with open_store(Path(wanted.output)) as store:
        builder = Builder(store, read_manner(wanted))
        if joins is not None:
            store.keep_joins(joins)
        folders, paths = find_folders(wanted.paths)
        with _stoppable(store):
            counts = builder.add_tables(folders)
            if paths:
                counts.update(builder.add(paths, wanted.captured, read_limits(wanted)))
            builder.make_account()
        say(
            f"{store.path}: {counts['added']} pages added, {counts['replaced']} replaced, {counts['same']} as they were"
        )
        say_conflicts(store)
    return report(builder.unread)


def _read_joins(path: str) -> str | None:
    """Return the text of the user's file of joins, None where there is no such file to read.

    Raises:
        UsageError: it is no text, or holds faults.

    """
    if not path:
        return None
    try:
        text = Path(path).read_text("utf-8-sig")
    except UnicodeDecodeError as err:
        raise UsageError(f"{path}: no text in UTF-8") from err
    read_joins(text, path)
    return text


@contextmanager
def _stoppable(store: Store) -> Iterator[None]:
    try:
        yield
    except KeyboardInterrupt as err:
        raise KeyboardInterrupt(f"{store.path} holds {len(store)} whole pages; run it again to go on") from err


class Builder:
    """Adds pages to one record file, and makes the account of all pages there. `unread` lists what could not be read.

    The lexicon is loaded when the first page needs it: where nothing changed, none does.
    """

    def __init__(self, store: Store, manner: Manner = _PLAIN) -> None:
        self.unread: list[Unread] = []
        self._store = store
        self._manner = manner
        self._package = digest_package()
        self._reader = self._package + WEIGHED * manner.weighed + DEEP * manner.deep
        self._means: Loaded | None = None
        self._seen: set[str] = set()  # ids of this run's pages
        # Of pages under way, by their readings; those whose text is their capture have none.
        self._captures: dict[bytes, bytes] = {}
        self._last: bytes | None = None

    def add(self, paths: Sequence[str], captured: str, limits: Limits = _LIMITS) -> Counter[str]:
        """Add all pages under `paths`; return how many were added, replaced or the same."""
        pages = find_pages(paths, captured, output=str(self._store.path), keep=self._keep, limits=limits)
        with open_reader(checked, self._manner, self._loaded) as reader:
            counts = self._add_all(reader.read(map(self._ask, pages)))
        self._file_unread(paths)
        return counts

    def add_tables(self, folders: Sequence[Path]) -> Counter[str]:
        """Add the records in folders of tables as they stand there; return as `add`."""
        counts: Counter[str] = Counter()
        for folder in folders:
            counts.update(self._add_all(self._take_kept(folder)))
            self.unread += read_unread(folder)
            self._file_unread([])
        return counts

    def begin_again(self) -> None:
        """Begin another run over the same file: what the last one saw counts no more; the lexicon stays."""
        self.unread.clear()
        self._seen.clear()
        self._captures.clear()

    def _take_kept(self, folder: Path) -> Iterator[_Reading]:
        """Yield each record of a folder under the reading it had there."""
        reader, records = read_kept(folder)
        for record, capture in records:
            reading = digest_reading(record.page, reader)
            if capture is not None:
                self._captures[reading] = capture
            yield (record.page.id, reading), record

    def _add_all(self, readings: Iterator[_Reading]) -> Counter[str]:
        """Add what was read, a batch at a time; return how many pages were added, replaced or the same."""
        counts: Counter[str] = Counter()
        for batch in iter(lambda: list(islice(readings, BATCH)), []):
            with self._store.batch():
                counts.update(self._add_batch(batch))
        return counts

    def make_account(self) -> None:
        """Make the account anew, unless it is of just these pages, and of the user's joins, already."""
        text = self._store.joins()
        maker = sha256(self._package + text.encode()).digest()
        while not self._store.has_account(maker):
            # Another run may add pages meanwhile; then it is made again with them.
            pages = self._store.digest()
            joins = read_joins(text, "joins")
            made = make_account(self._store.records(), self._lexicon(), joins)
            if self._store.keep_account(made, pages, maker):
                for problem in find_unused(joins, made.identities):
                    say(f"joins: {problem}")

    def _ask(self, page: Page | Unread) -> tuple[_Asked, Page | None]:
        """Return a page by its id and the digest of its reading, and the page itself where that is not in the file."""
        if isinstance(page, Unread):
            return page, None
        reading = digest_reading(page, self._reader)
        if self._store.is_read(page.id, reading):
            return (page.id, reading), None
        if self._last is not None:
            self._captures[reading] = self._last
        return (page.id, reading), page

    def _keep(self, page: Page, raw: bytes) -> None:
        """Note the bytes of the page that is asked for next, where they are not its text."""
        self._last = None if raw == page.text.encode("utf-8", "surrogatepass") else raw

    def _add_batch(self, batch: Iterable[_Reading]) -> Iterator[str]:
        for asked, found in batch:
            if isinstance(asked, Unread):
                self.unread.append(asked)
                continue
            page, reading = asked
            capture = self._captures.pop(reading, None)
            # What was not read again is in the file; so may be what stood twice among the pages read at one time.
            if found is None or self._store.is_read(page, reading):
                yield "same"
            elif page in self._seen:
                # Taken as a newer capture it would replace the first, and the next run would swap them back.
                self.unread.append(Unread(page, "store", "another page of this run has the same id"))
            elif isinstance(found, Unread):
                self.unread.append(found)
                continue
            else:
                yield self._store.add(found, reading, capture)
            self._seen.add(page)

    def _lexicon(self) -> Lexicon:
        """Return the lexicon; where no page was read, without what only reading needs."""
        return self._means.lexicon if self._means else load()

    def _loaded(self) -> Loaded:
        if self._means is None:
            self._means = load_means(self._manner)
        return self._means

    def _file_unread(self, paths: Sequence[str]) -> None:
        """File what this run could not read, and take off the list what an earlier run could not and this one could."""
        now = {page.source: page for page in self.unread}
        older = [page.source for page in self._store.unread() if page.source not in now]
        read = [source for source in older if source in self._seen or any(is_under(source, path) for path in paths)]
        with self._store.batch():
            self._store.drop_unread(read)
            self._store.file_unread(now.values())

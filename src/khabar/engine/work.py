"""One part of a crawl read by one worker: its files in, its folder of tables out, whole or not there.

The page under way is noted on disk, so that where a worker dies the page it died over is known.
"""

from __future__ import annotations

import tempfile
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from khabar.engine.address import Stream, Unreachable, open_address
from khabar.engine.folder import UNDER_WAY, Done, Settings, part_folder, settle, write_about
from khabar.engine.language import ARABIC, find_language, may_be_arabic
from khabar.engine.tables import PartTables
from khabar.errors import ReadError, Unwanted
from khabar.export.jsonl import write_record
from khabar.export.terminal import visible
from khabar.model import Page, Record, Unread
from khabar.readers import is_address, read_pages

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from contextlib import AbstractContextManager

    from khabar.engine.folder import File
    from khabar.engine.parts import Part
    from khabar.lexicon import Lexicon

WHOLE = -1  # in the place of a page's number: no page can be told as the one, and the part is given up
_DEADLY = "the worker that read it died twice over it"
_Reading = tuple[Record, bytes]


class Means(NamedTuple):
    """What a worker reads with: functions of modules, which it imports by their names.

    `read` makes something of a page's record, or says why there is none; `unread` and `fault` say as what an error of a
    reader, and one of ours in reading a file, are filed.
    """

    load: Callable[..., Lexicon]
    read: Callable[[Page, Lexicon, Callable[[Record], _Reading]], _Reading | Unread]
    unread: Callable[[ReadError], Unread]
    fault: Callable[[str, Exception], Unread]


class Task(NamedTuple):
    """What a run asks of every part: where to put it, how to read, and the name of the run."""

    folder: str
    settings: Settings
    means: Means
    run: str


class _Pages:
    """The pages of a part in order, those in other languages counted and passed over.

    Pages are numbered as their texts or markup come by, before anything is done with them, and the number of the last
    is noted in the file `note`.
    """

    def __init__(self, part: Part, task: Task, lexicon: Lexicon, deadly: frozenset[int], note: Path) -> None:
        self.passed: Counter[str] = Counter()
        self.capture: bytes | None = None  # of the page that was yielded last
        self._part = part
        self._settings = task.settings
        self._means = task.means
        self._lexicon = lexicon
        self._deadly = deadly
        self._note = note
        self._number = -1

    def __iter__(self) -> Iterator[Page | Unread]:
        for file in self._part.files:
            if WHOLE in self._deadly:
                yield Unread(visible(file.name), "readers", _DEADLY)
                continue
            try:
                yield from self._read(file)
            except Unreachable:
                raise
            except Exception as err:  # noqa: BLE001  # a fault in reading one file must not cost the part the others
                yield self._means.fault(file.name, err)

    def _read(self, file: File) -> Iterator[Page | Unread]:
        captured, limits = self._settings.captured, self._settings.limits
        for found in read_pages(
            [file.name], captured=captured, limits=limits, keep=self._keep, wants=self._wants, opens=self._open
        ):
            if isinstance(found, ReadError):
                if not isinstance(found, Unwanted):
                    yield self._means.unread(found)
                elif self._number in self._deadly:
                    yield Unread(visible(found.source), "readers", _DEADLY)
                else:
                    self.passed[""] += 1
            elif self._is_arabic(found):
                yield found

    def _open(self, address: str, start: int, size: int) -> AbstractContextManager[Stream]:
        """Open an address, or what an index names, which stands below the base of the crawl."""
        return open_address(address if is_address(address) else f"{self._settings.base}{address}", start, size)

    def _wants(self, content: str) -> bool:
        self._number += 1
        self._note.write_bytes(b"%d" % self._number)
        return self._number not in self._deadly and (self._settings.everything or may_be_arabic(content))

    def _is_arabic(self, page: Page) -> bool:
        if self._settings.everything:
            return True
        language = find_language(page.text, self._lexicon.languages)
        self.passed[language] += language != ARABIC
        return language == ARABIC

    def _keep(self, page: Page, raw: bytes) -> None:
        same = not self._settings.captures or raw == page.text.encode("utf-8", "surrogatepass")
        self.capture = None if same else raw


def read_part(part: Part, deadly: frozenset[int], task: Task, lexicon: Lexicon) -> Done:
    """Read a part and put its folder in place. `deadly` are the numbers of pages not to be tried again, or `WHOLE`.

    Raises:
        Unreachable: a file cannot be had now; the part is left.
        OSError: the folder cannot be written.

    """
    root = Path(task.folder)
    made = Path(tempfile.mkdtemp(prefix=f".{part.key}.{task.run}.", dir=root))
    made.chmod(0o755)  # as any other folder, not for this user alone
    note = made / UNDER_WAY
    note.touch()
    pages, tables = _Pages(part, task, lexicon, deadly, note), PartTables(made)
    for page in pages:
        found = task.means.read(page, lexicon, _written) if isinstance(page, Page) else page
        if isinstance(found, Unread):
            tables.file(found)
        else:
            tables.add(*found, pages.capture)
    tables.close()
    note.unlink()
    passed = tuple(sorted((language, count) for language, count in pages.passed.items() if count))
    done = Done(part.key, part.files, tables.records, tables.unread, passed)
    write_about(made, done)
    settle(made, part_folder(root, part.key))
    return done


def _written(record: Record) -> _Reading:
    return record, write_record(record)

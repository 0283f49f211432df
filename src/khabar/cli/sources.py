"""The pages of a record file as what they say is quoted: each read when it is first asked for."""

from __future__ import annotations

from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from khabar.account import page_of
from khabar.cli.output import say, write_lines
from khabar.corpus.claims import find_clause
from khabar.errors import StoreError
from khabar.export.choice import names_of, read_choice
from khabar.export.tables import write_rows
from khabar.export.timeline import outlet_of
from khabar.store import IDENTITIES, open_store

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from khabar.export.choice import Choice
    from khabar.model import Event, Record, Span, Statement
    from khabar.store import Store


_KEPT = 2000  # pages held at a time, some 100 MB


class Told(NamedTuple):
    """A statement or event as it is quoted: who says it ("" for the outlet), when, its words and where they stand."""

    id: str
    speaker: str
    date: str
    words: str
    outlet: str
    page: str
    start: int
    end: int


class Sources:
    """The pages and identities of an open record file."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self._identities = {identity.id: identity for identity in store.part(IDENTITIES)}
        self._records: dict[str, Record] = {}

    def record(self, page: str) -> Record:
        """Return the record of a page that the account names."""
        if page not in self._records:
            if len(self._records) >= _KEPT:
                # The page kept longest; in order of days the same pages come together.
                del self._records[next(iter(self._records))]
            record = self.store.record(page)
            if record is None:
                raise StoreError(f"{self.store.path}: the account names page {page!r}, which is not there")
            self._records[page] = record
        return self._records[page]

    def outlet(self, page: str) -> str:
        """Return the outlet of a page, "" where it is not known."""
        return outlet_of(self.record(page))

    def words(self, page: str, span: Span) -> str:
        """Return what a page says at a span."""
        return self.record(page).page.text[span.start : span.end]

    def name(self, who: str) -> str:
        """Return the name of an identity; what is no identity is a name itself."""
        identity = self._identities.get(who)
        return identity.name if identity else who

    def names(self, ids: Iterable[str]) -> tuple[str, ...]:
        """Return ids with all their names, by which they may be asked for."""
        return names_of(ids, self._identities)

    def told(self, thing: str) -> Told:
        """Return a statement or event by its id."""
        record = self.record(page_of(thing))
        statement = next((one for one in record.statements if one.id == thing), None)
        if statement:
            return self._tell(record, statement, statement.content, statement.speaker_name)
        event = next(one for one in record.events if one.id == thing)
        return self._tell(record, event, find_clause(event), "")

    def _tell(self, record: Record, thing: Statement | Event, span: Span, speaker: str) -> Told:
        date = thing.date or record.publication.date
        words = record.page.text[span.start : span.end]
        return Told(thing.id, speaker, date, words, outlet_of(record), record.page.id, span.start, span.end)


@contextmanager
def open_sources(path: str) -> Iterator[Sources]:
    """Give the pages of the record file at `path`; say where its account is not of the pages as they are."""
    with open_store(Path(path), create=False) as store:
        if not store.has_account():
            say(f"{path}: the account is older than its pages; khabar build makes it anew")
        yield Sources(store)


def answer(
    wanted: Namespace, find: Callable[[Sources, Choice, Namespace], Iterable[NamedTuple]], columns: Sequence[str]
) -> int:
    """Print the rows that `find` takes from the record asked, in the form asked for, and return the exit code."""
    with open_sources(wanted.record) as sources:
        write_lines(wanted.output, write_rows(find(sources, read_choice(wanted), wanted), columns, wanted.format))
    return 0

"""`khabar.open`: a record file to ask from Python."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, Self, TypeVar

from khabar.errors import StoreError, UsageError
from khabar.query.answer import Answer
from khabar.query.choice import check
from khabar.query.claims import ClaimChoice, ClaimRow, choose_claims, read_claims
from khabar.query.contradictions import Clash, ContradictionChoice, choose_contradictions, read_clashes
from khabar.query.entities import EntityChoice, EntityRow, choose_entities, read_named
from khabar.query.events import EventChoice, choose_events
from khabar.query.pages import PageChoice, Sheet, choose_pages, read_pages, read_sheet
from khabar.query.positions import PositionChoice, PositionRow, choose_positions, read_positions
from khabar.query.room import Room
from khabar.query.rows import EventRow, PageRow, StatementRow, read_events, read_statements
from khabar.query.search import Found, read_hits
from khabar.query.statements import StatementChoice, choose_statements
from khabar.query.stories import StoryChoice, StoryRow, choose_stories, read_stories
from khabar.query.timeline import Entry, EntryChoice, choose_entries, read_entries
from khabar.store import Search

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from datetime import date
    from os import PathLike
    from types import TracebackType

    from khabar.account import ClashKind, Side
    from khabar.model import Act, EventType, Form, MentionType, Stance, Status
    from khabar.query.catalogue import Catalogue
    from khabar.query.room import Desk

    Day = str | date

R = TypeVar("R")
C = TypeVar("C")


def open_record(path: str | PathLike[str]) -> RecordFile:
    """Open a record file made by `khabar build`, to be read and never written.

    Its outline is read into memory: some 30 KB a page, a fourth of a millisecond a page.

    Raises:
        StoreError: there is no such file, or it is no record file.
        NewerSchema: a later version of khabar wrote it.

    """
    return RecordFile(Path(path))


class RecordFile:
    """An open record file. Every question is answered from the file as it stands then; nothing here changes it.

    Names are ids, or parts of a name in Arabic or English, however they are spelled; "" asks for nobody in particular.
    `since` and `until` are days, months or years (`2020-03-01`, `2020-03`, `2020`, a `datetime.date`), both included;
    what has no day lies in no time. `outlet` is the name of an outlet or, where none is called just so, a part of it.

    Answers are sequences of frozen rows. Rows quote their page: `words` are its characters `start` to `end`, and
    `page.id` says which it is.

    Every question raises `UsageError` where a value is none it may take, and `StoreError` where the file is closed,
    gone or damaged.
    """

    def __init__(self, path: Path) -> None:
        self._open: Room | None = Room(path)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, err: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def __repr__(self) -> str:
        return f"<record {self._open.path}>" if self._open else "<closed record>"

    def __len__(self) -> int:
        """Return the number of pages."""
        with self._room().desk() as desk:
            return len(desk.catalogue.pages)

    def close(self) -> None:
        """Let go of the file; later questions are refused."""
        self._open = None

    def pages(
        self, *, outlet: str = "", title: str = "", dated: bool | None = None, since: Day = "", until: Day = ""
    ) -> Answer[PageRow]:
        """Return the pages by day, those without one last. `title` are words of the headline."""
        asked = PageChoice(outlet, title, _yes_or_no(dated), str(since), str(until))
        return self._choose(PageRow, asked, choose_pages, read_pages)

    def page(self, page: str) -> Sheet:
        """Return one page: its text, its whole record, and its statements and events as rows.

        Raises:
            KeyError: the record holds no page with this id.

        """
        with self._room().desk() as desk:
            sheet = read_sheet(desk, page)
        if sheet is None:
            raise KeyError(page)
        return sheet

    def statements(  # what may be asked, by name
        self,
        *,
        speaker: str = "",
        about: str = "",
        act: Act | Literal[""] = "",
        form: Form | Literal[""] = "",
        stance: Stance | Literal[""] = "",
        outlet: str = "",
        since: Day = "",
        until: Day = "",
    ) -> Answer[StatementRow]:
        """Return who said what, by day, with the chain from speaker to outlet.

        `about` is who or what is spoken about, `form` whether the words are quoted, `stance` how the outlet holds them.
        """
        asked = StatementChoice(speaker, about, act, form, stance, outlet, str(since), str(until))
        return self._choose(StatementRow, asked, choose_statements, read_statements)

    def events(  # what may be asked, by name
        self,
        *,
        type: EventType | Literal[""] = "",  # noqa: A002  # as the field of an event is called
        status: Status | Literal[""] = "",
        actor: str = "",
        recipient: str = "",
        place: str = "",
        outlet: str = "",
        since: Day = "",
        until: Day = "",
    ) -> Answer[EventRow]:
        """Return who did what to whom, by day, each time a page tells it; `timeline` has each happening once.

        `type` is one of PLOVER's 16. With a state found by its name go all places within it.
        """
        asked = EventChoice(type, status, actor, recipient, place, outlet, str(since), str(until))
        return self._choose(EventRow, asked, choose_events, read_events)

    def entities(
        self,
        name: str = "",
        *,
        type: MentionType | Literal[""] = "",  # noqa: A002  # as the field of an entity is called
        country: str = "",
    ) -> Answer[EntityRow]:
        """Return people, organisations and places as all pages name them, those on most pages first."""
        return self._choose(EntityRow, EntityChoice(name, type, country), choose_entities, read_named)

    def stories(self, *, actor: str = "", outlet: str = "", since: Day = "", until: Day = "") -> Answer[StoryRow]:
        """Return pages on one happening across outlets and days, by day of the first."""
        asked = StoryChoice(actor, outlet, str(since), str(until))
        return self._choose(StoryRow, asked, choose_stories, read_stories)

    def timeline(
        self,
        *,
        actor: str = "",
        place: str = "",
        outlet: str = "",
        what: Act | EventType | Literal[""] = "",
        since: Day = "",
        until: Day = "",
    ) -> Answer[Entry]:
        """Return what happened and what was said, by day, each once however many pages tell it.

        `what` is an act of speech in small letters or a type of event in capitals.
        """
        asked = EntryChoice(actor, place, outlet, what, str(since), str(until))
        return self._choose(Entry, asked, choose_entries, read_entries)

    def denials(
        self, *, by: str = "", claimed: bool | None = None, outlet: str = "", since: Day = "", until: Day = ""
    ) -> Answer[ClaimRow]:
        """Return what is denied, by day, with its denials and who claims it, what somebody claims first.

        `by` is who denies, claims or is said to have reported it; `claimed` whether a page of the pile claims it.
        """
        asked = ClaimChoice(_yes_or_no(claimed), by, outlet, str(since), str(until))
        return self._choose(ClaimRow, asked, choose_claims, read_claims)

    def contradictions(
        self,
        *,
        kind: ClashKind | Literal[""] = "",
        actor: str = "",
        outlet: str = "",
        since: Day = "",
        until: Day = "",
    ) -> Answer[Clash]:
        """Return what cannot both hold, the surest first, with both its sides `a` and `b`.

        What is asked of a side is asked of either; the page and words of a row are those of `a`.
        """
        asked = ContradictionChoice(kind, actor, outlet, str(since), str(until))
        return self._choose(Clash, asked, choose_contradictions, read_clashes)

    def positions(
        self,
        *,
        actor: str = "",
        issue: str = "",
        side: Side | Literal[""] = "",
        turned: bool = False,
        outlet: str = "",
        since: Day = "",
        until: Day = "",
    ) -> Answer[PositionRow]:
        """Return where actors stand on issues, by day; with `turned` only where one turns against an earlier side."""
        asked = PositionChoice(issue, actor, side, "yes" if turned else "", outlet, str(since), str(until))
        return self._choose(PositionRow, asked, choose_positions, read_positions)

    def search(
        self,
        words: str,
        *,
        actor: str = "",
        outlet: str = "",
        act: Act | Literal[""] = "",
        type: EventType | Literal[""] = "",  # noqa: A002  # as the field of an event is called
        since: Day = "",
        until: Day = "",
        limit: int = 100,
    ) -> Answer[Found]:
        """Return the pages that hold all of `words` in any of their forms, the best first, `limit` at most.

        `"…"` holds words side by side, `-` before a word leaves out pages that hold it, `*` after it stands for any
        ending. `actor` is somebody or a place the page names; `act` and `type` are of a statement and an event on it.
        """
        if limit < 0:
            raise UsageError(f"limit is {limit}, and cannot be less than 0")

        wanted, room = Search(words, str(since), str(until), outlet, actor, act, type), self._room()
        check(wanted)
        with room.desk() as desk:
            return Answer(room.path, desk.catalogue, Found, desk.store.search(wanted, limit=limit), read_hits)

    def _choose(
        self,
        of: type[R],
        asked: C,
        choose: Callable[[Catalogue, C], Sequence[Any]],
        read: Callable[[Desk, Iterable[Any]], Iterable[R]],
    ) -> Answer[R]:
        check(asked)
        room = self._room()
        with room.desk() as desk:
            return Answer(room.path, desk.catalogue, of, choose(desk.catalogue, asked), read)

    def _room(self) -> Room:
        if self._open is None:
            raise StoreError("the record is closed")
        return self._open


def _yes_or_no(wanted: bool | None) -> Literal["", "yes", "no"]:
    return "" if wanted is None else "yes" if wanted else "no"

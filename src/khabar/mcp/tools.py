"""The tools: questions asked of one open record, each answered by facts, a bounded number at a time.

The SDK makes the schemas of the tools of their annotations, and asks for models of pydantic's where an answer is whole.
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, Generic, Literal, TypeVar

from mcp.server.mcpserver.exceptions import ToolError
from pydantic import BaseModel, Field

from khabar.account import ClashKind, Side  # noqa: TC001  # the schemas are read off the hints
from khabar.errors import KhabarError
from khabar.mcp.facts import (
    ClaimFact,
    ClashFact,
    EntityFact,
    EntryFact,
    EventFact,
    PositionFact,
    Quote,
    StatementFact,
    Writer,
)
from khabar.mcp.harmless import harmless
from khabar.model import Act, EventType, MentionType, Status  # noqa: TC001  # the schemas are read off the hints
from khabar.query.addresses import address, outside

if TYPE_CHECKING:
    from collections.abc import Callable

    from khabar.query import Answer, EventRow, RecordFile, StatementRow

F = TypeVar("F")
R = TypeVar("R")
D = TypeVar("D", "StatementRow", "EventRow")

# Facts of one answer, and code points of a page's text in one.
MOST_FACTS, MOST_TEXT = 50, 8000
# Pages a search gives in all; whoever wants more asks more narrowly.
MOST_FOUND = 500
# Of one entity: the latest of each kind.
_LATEST = 5

_NAME = "an id, or part of a name in Arabic or English, however it is spelled"
_DAY = "ISO day, month or year: 2020-03-01, 2020-03 or 2020"
Who = Annotated[str, Field(description=_NAME)]
Outlet = Annotated[str, Field(description="an outlet: its name, or part of it")]
Since = Annotated[str, Field(description=f"not before; {_DAY}")]
Until = Annotated[str, Field(description=f"not after; {_DAY}")]
Skip = Annotated[int, Field(description="leave out the first so many: `next_skip` of the last answer", ge=0)]
Limit = Annotated[int, Field(description="so many facts at most", ge=1, le=MOST_FACTS)]


class Facts(BaseModel, Generic[F], frozen=True):
    """Some of `total` facts that answer, null where that is not counted; `skip` as `next_skip` gives the next ones."""

    total: int | None
    next_skip: int | None
    facts: tuple[F, ...]


@dataclass(frozen=True, slots=True)
class FoundPage:
    """A page that holds what was looked for, and the stretch of it with most of that."""

    title: str
    found: Quote
    places: int


@dataclass(frozen=True, slots=True)
class Latest:
    """The latest of what somebody says and does, of what is said of and done to them, and of what happens there."""

    said: tuple[StatementFact, ...]
    said_about: tuple[StatementFact, ...]
    done: tuple[EventFact, ...]
    suffered: tuple[EventFact, ...]
    here: tuple[EventFact, ...]


class EntityAnswer(BaseModel, frozen=True):
    """Whom a name means, some of `total`; where that is one alone, `latest` of them."""

    total: int | None
    next_skip: int | None
    facts: tuple[EntityFact, ...]
    latest: Latest | None


class PageAnswer(BaseModel, frozen=True):
    """A page: characters `start` to `end` of its text and the facts whose words begin there; `next_start` goes on.

    `url` shows it in the reading room, `source_url` is where it was captured, "" where that is no address of the web.
    `published` is open ("") where the page does not tell its day; it then lies between `earliest` and `latest`. `proof`
    are the words that give it.
    """

    page: str
    title: str
    outlet: str
    url: str
    source_url: str
    published: str
    earliest: str
    latest: str
    proof: tuple[str, ...]
    length: int
    start: int
    end: int
    next_start: int | None
    text: str
    statements: tuple[StatementFact, ...]
    events: tuple[EventFact, ...]


class Tools:
    """The tools of one record; `room` is the address of its reading room in one language."""

    def __init__(self, record: RecordFile, room: str) -> None:
        self._record = record
        self._room = room.rstrip("/")
        self._write = Writer(room)

    def search(
        self,
        *,
        words: Annotated[
            str,
            Field(description='all must be on the page; "side by side", -without, ending*; Arabic forms are known'),
        ],
        actor: Who = "",
        outlet: Outlet = "",
        since: Since = "",
        until: Until = "",
        skip: Skip = 0,
        limit: Limit = 10,
    ) -> Facts[FoundPage]:
        """Find the pages that hold words in any of their forms, best first, each with the stretch that holds most."""
        if skip + limit > MOST_FOUND:
            raise ToolError(f"no more than {MOST_FOUND} pages are ranked; ask for more words, or a shorter time")
        # One more than is shown tells whether there are others; to count them all, each would have to be read.
        found = self._answer(
            lambda: self._record.search(
                words, actor=actor, outlet=outlet, since=since, until=until, limit=skip + limit + 1
            ),
            lambda row: FoundPage(row.page.title, self._write.quote(row.page, row.snippet), len(row.places)),
            skip,
            limit,
        )
        return found.model_copy(update={"total": None})

    def timeline(
        self,
        *,
        actor: Who = "",
        place: Who = "",
        outlet: Outlet = "",
        what: Annotated[Act | EventType | Literal[""], Field(description="an act of speech, or a type of event")] = "",
        since: Since = "",
        until: Until = "",
        skip: Skip = 0,
        limit: Limit = 20,
    ) -> Facts[EntryFact]:
        """List what happened and what was said, by day, each once, with outlets and independent origins."""
        return self._answer(
            lambda: self._record.timeline(actor=actor, place=place, outlet=outlet, what=what, since=since, until=until),
            self._write.entry,
            skip,
            limit,
        )

    def statements(
        self,
        *,
        speaker: Who = "",
        about: Who = "",
        act: Annotated[Act | Literal[""], Field(description="what is done by saying it")] = "",
        outlet: Outlet = "",
        since: Since = "",
        until: Until = "",
        skip: Skip = 0,
        limit: Limit = 20,
    ) -> Facts[StatementFact]:
        """List who said what, by day, as each page has it, with the chain from speaker to outlet."""
        return self._answer(
            lambda: self._record.statements(
                speaker=speaker, about=about, act=act, outlet=outlet, since=since, until=until
            ),
            self._write.statement,
            skip,
            limit,
        )

    def events(  # noqa: PLR0913  # what may be asked, by name
        self,
        *,
        event_type: Annotated[EventType | Literal[""], Field(description="PLOVER's type")] = "",
        actor: Who = "",
        recipient: Who = "",
        place: Who = "",
        status: Annotated[Status | Literal[""], Field(description="whether it happened")] = "",
        since: Since = "",
        until: Until = "",
        skip: Skip = 0,
        limit: Limit = 20,
    ) -> Facts[EventFact]:
        """List who did what to whom, by day, as each page has it. `timeline` has each happening once."""
        return self._answer(
            lambda: self._record.events(
                type=event_type, actor=actor, recipient=recipient, place=place, status=status, since=since, until=until
            ),
            self._write.event,
            skip,
            limit,
        )

    def denials(
        self,
        *,
        by: Who = "",
        claimed: Annotated[
            bool | None, Field(description="only what a page of the pile claims, or only what none does")
        ] = None,
        outlet: Outlet = "",
        since: Since = "",
        until: Until = "",
        skip: Skip = 0,
        limit: Limit = 10,
    ) -> Facts[ClaimFact]:
        """List what is denied: by whom, whose report it was, who claims it; claimed ones first."""
        return self._answer(
            lambda: self._record.denials(by=by, claimed=claimed, outlet=outlet, since=since, until=until),
            self._write.claim,
            skip,
            limit,
        )

    def contradictions(
        self,
        *,
        kind: Annotated[ClashKind | Literal[""], Field(description="what sets the two against each other")] = "",
        actor: Who = "",
        outlet: Outlet = "",
        since: Since = "",
        until: Until = "",
        skip: Skip = 0,
        limit: Limit = 10,
    ) -> Facts[ClashFact]:
        """List what cannot both hold, the surest first, with both sides. What is asked of a side is asked of either."""
        return self._answer(
            lambda: self._record.contradictions(kind=kind, actor=actor, outlet=outlet, since=since, until=until),
            self._write.clash,
            skip,
            limit,
        )

    def positions(
        self,
        *,
        actor: Who = "",
        issue: Annotated[str, Field(description="the id of an issue, as answers give it")] = "",
        side: Annotated[Side | Literal[""], Field(description="only this side")] = "",
        turned: Annotated[bool, Field(description="only where one turns against an earlier side")] = False,
        since: Since = "",
        until: Until = "",
        skip: Skip = 0,
        limit: Limit = 20,
    ) -> Facts[PositionFact]:
        """List where actors stand on issues, by day, and where they turn."""
        return self._answer(
            lambda: self._record.positions(
                actor=actor, issue=issue, side=side, turned=turned, since=since, until=until
            ),
            self._write.position,
            skip,
            limit,
        )

    def entity(
        self,
        *,
        name: Who,
        entity_type: Annotated[MentionType | Literal[""], Field(description="person, organisation or place")] = "",
        skip: Skip = 0,
        limit: Limit = 10,
    ) -> EntityAnswer:
        """Say whom a name means, and of one alone the latest they said and did. Of many, ask again by an id."""
        found = self._answer(lambda: self._record.entities(name, type=entity_type), self._write.entity, skip, limit)
        latest = _told(lambda: self._latest(found.facts[0].id)) if found.total == 1 and found.facts else None
        return EntityAnswer(total=found.total, next_skip=found.next_skip, facts=found.facts, latest=latest)

    def page(
        self,
        *,
        page_id: Annotated[str, Field(description="the id of the page")],
        start: Annotated[int, Field(description="where in its text to begin, in characters", ge=0)] = 0,
        length: Annotated[int, Field(description="so many characters at most", ge=1, le=MOST_TEXT)] = 4000,
    ) -> PageAnswer:
        """Read a captured page: part of its text, the proof of its day, and the facts told in that part."""
        return _told(lambda: self._page(page_id, start, length))

    def _answer(self, ask: Callable[[], Answer[R]], write: Callable[[R], F], skip: int, limit: int) -> Facts[F]:
        def answer() -> Facts[F]:
            found = ask()
            facts = tuple(map(write, found[skip : skip + limit]))
            left = skip + limit < len(found)
            return Facts(total=len(found), next_skip=skip + limit if left else None, facts=harmless(facts))

        return _told(answer)

    def _latest(self, who: str) -> Latest:
        record, write = self._record, self._write

        def statements(rows: Answer[StatementRow]) -> tuple[StatementFact, ...]:
            return harmless(tuple(map(write.statement, _last(rows))))

        def events(rows: Answer[EventRow]) -> tuple[EventFact, ...]:
            return harmless(tuple(map(write.event, _last(rows))))

        return Latest(
            said=statements(record.statements(speaker=who)),
            said_about=statements(record.statements(about=who)),
            done=events(record.events(actor=who)),
            suffered=events(record.events(recipient=who)),
            here=events(record.events(place=who)),
        )

    def _page(self, page: str, start: int, length: int) -> PageAnswer:
        try:
            sheet = self._record.page(page)
        except KeyError as err:
            raise ToolError(f"the record holds no page {page!r}") from err
        end = min(start + length, len(sheet.text))
        here = range(start, end)
        statements = [row for row in sheet.statements if row.start in here][:MOST_FACTS]
        events = [row for row in sheet.events if row.start in here][:MOST_FACTS]
        used = (evidence for evidence in sheet.record.publication.proof if evidence.used and evidence.span)
        return PageAnswer(
            page=harmless(sheet.id),
            title=harmless(sheet.page.title),
            outlet=harmless(sheet.page.outlet),
            url=address(self._room, "page", {"id": sheet.id}),
            source_url=outside(harmless(sheet.url)),
            published=sheet.page.date,
            earliest=sheet.page.earliest,
            latest=sheet.page.latest,
            proof=harmless(tuple(sheet.words(evidence.span) for evidence in used if evidence.span)),
            length=len(sheet.text),
            start=start,
            end=end,
            next_start=end if end < len(sheet.text) else None,
            text=harmless(sheet.text[start:end]),
            statements=harmless(tuple(map(self._write.statement, statements))),
            events=harmless(tuple(map(self._write.event, events))),
        )


def _last(rows: Answer[D]) -> Answer[D]:
    """Return the last of rows that stand by day; what has no day stands behind them, and is taken only for want."""
    dated = bisect_left(rows, True, key=lambda row: not row.date)  # what the key is
    return rows[max(0, dated - _LATEST) : dated] or rows[:_LATEST]


def _told(answer: Callable[[], R]) -> R:
    """Return an answer, what is wrong with the question told to whoever asked."""
    try:
        return answer()
    except KhabarError as err:
        raise ToolError(str(err)) from err

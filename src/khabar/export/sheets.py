"""What a record file can be written out as tables of: for each kind of thing its columns and its rows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

from khabar import account
from khabar.export.flat import Slot, flatten, read_row
from khabar.export.timeline import Entry, find_entries, outlet_of, title_of
from khabar.model import Event, Mention, Note, Statement

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from khabar.export.columns import Cell, Column
    from khabar.model import Record


@dataclass(frozen=True, slots=True)
class PageLine:
    """A page with its article and its day."""

    id: str
    url: str
    outlet: str  # as given with the capture, else as the page or its markup shows it
    captured: str
    published: str
    earliest: str
    latest: str
    confidence: float
    title: str
    byline: str
    dateline_place: str
    dateline_agency: str
    article: str  # the article's paragraphs, a line each
    sha256: str
    mentions: int
    statements: int
    events: int
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Under:
    """The page a thing stands on."""

    page: str
    outlet: str  # as given with the capture, else as the page or its markup shows it
    published: str


class Sheet(NamedTuple):
    """A table: its columns, and the rows of all records or, where `part` names one, of the things of the account."""

    slots: tuple[Slot, ...]
    rows: Callable[[Iterable[Any]], Iterator[tuple[Cell, ...]]]
    part: str = ""

    @property
    def columns(self) -> tuple[Column, ...]:
        """The columns in order."""
        return tuple(slot.column for slot in self.slots)


_UNDER = flatten(Under)


def page_line(record: Record) -> PageLine:
    """Return the line of a page."""
    page, article, publication = record.page, record.article, record.publication

    def words(span: Any) -> str:
        return page.text[span.start : span.end] if span else ""

    return PageLine(
        page.id,
        page.url,
        outlet_of(record),
        page.captured,
        publication.date,
        publication.earliest,
        publication.latest,
        publication.confidence,
        title_of(record),
        words(article.byline),
        words(article.dateline_place),
        words(article.dateline_agency),
        "\n".join(map(words, article.body)),
        page.sha256,
        len(record.mentions),
        len(record.statements),
        len(record.events),
        tuple(f"{note.stage}: {note.problem}" for note in record.notes),
    )


def gather_identities(records: Iterable[Record]) -> tuple[account.Identity, ...]:
    """Return the entities of all records joined by their ids alone, for a file whose account holds no identities."""
    known: dict[str, Any] = {}
    parts: dict[str, list[account.Joined]] = {}
    for record in records:
        for entity in record.entities:
            known.setdefault(entity.id, entity)
            parts.setdefault(entity.id, []).append(account.Joined(record.page.id, entity.id, "id", ""))
    return tuple(
        account.Identity(
            e.id, e.type, e.name, e.name_en, e.names, e.country, e.actor_code, e.wikidata, e.geonames, e.lat, e.lon,
            e.place_precision, tuple(parts[e.id]),
        )
        for _, e in sorted(known.items())
    )  # fmt: skip


def _of_pages(of: type, field: str) -> Sheet:
    slots = flatten(of)

    def rows(records: Iterable[Record]) -> Iterator[tuple[Cell, ...]]:
        for record in records:
            under = read_row(_UNDER, Under(record.page.id, outlet_of(record), record.publication.date))
            for thing in getattr(record, field):
                yield (*under, *read_row(slots, thing, record.page.text))

    return Sheet((*_UNDER, *slots), rows)


def _of_account(of: type, part: str) -> Sheet:
    slots = flatten(of, words=False)
    return Sheet(slots, lambda things: (read_row(slots, thing) for thing in things), part)


def _pages() -> Sheet:
    slots = flatten(PageLine)
    return Sheet(slots, lambda records: (read_row(slots, page_line(record)) for record in records))


def _timeline() -> Sheet:
    slots = flatten(Entry)
    return Sheet(slots, lambda records: (read_row(slots, entry) for entry in find_entries(records)))


SHEETS = {
    "pages": _pages(),
    "entities": _of_account(account.Identity, "identities"),
    "mentions": _of_pages(Mention, "mentions"),
    "statements": _of_pages(Statement, "statements"),
    "events": _of_pages(Event, "events"),
    "notes": _of_pages(Note, "notes"),
    "timeline": _timeline(),
    "reprints": _of_account(account.Reprint, "reprints"),
    "groups": _of_account(account.Group, "groups"),
    "stories": _of_account(account.Story, "stories"),
    "happenings": _of_account(account.Happening, "happenings"),
    "utterances": _of_account(account.Utterance, "utterances"),
    "denials": _of_account(account.Claim, "claims"),
    "contradictions": _of_account(account.Contradiction, "contradictions"),
    "positions": _of_account(account.Position, "positions"),
    "agreements": _of_account(account.Accord, "accords"),
    "outlets": _of_account(account.Profile, "profiles"),
}

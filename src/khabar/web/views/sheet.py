"""One page: the capture itself with every line typed and every fact marked, beside what was read from it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated

from khabar.query.rows import EventRow, Named, PageRow, StatementRow, entity, event_row, page_row, statement_row
from khabar.query.stories import StoryRow, story_row
from khabar.query.words import Words, words
from khabar.web.capture import Line, lay_out
from khabar.web.views.things import EditRow, edit_row, find_leading

if TYPE_CHECKING:
    from khabar.model import Mention, Record, Span
    from khabar.query.catalogue import Catalogue
    from khabar.query.room import Desk


@dataclass(frozen=True, slots=True)
class Asked:
    """Which page, and which of its characters."""

    id: Annotated[str, "the id of the page"]
    at: Annotated[str, "characters of the page to light up, as 205-322"] = ""


@dataclass(frozen=True, slots=True)
class Proof:
    """A phrase that bears on the day: what it says, whether it was used and, if not, why not. No words: metadata."""

    words: Words | None
    says: str
    used: bool
    why: str


@dataclass(frozen=True, slots=True)
class Open:
    """What the page leaves open, and where."""

    stage: str
    problem: str
    words: Words | None


@dataclass(frozen=True, slots=True)
class NamedHere:
    """What the page names, the ids of the mentions, and the words of each."""

    who: Named
    mentions: tuple[str, ...]
    places: tuple[Words, ...]


@dataclass(frozen=True, slots=True)
class Copy:
    """A page that has text in common with this one: how, how much of this page stands there, who was first by what."""

    page: PageRow
    kind: str
    share: float
    first: str
    by: str
    words: int


@dataclass(frozen=True, slots=True)
class Copies:
    """The pages of one text: how many in how many outlets, from how many independent origins; then page by page."""

    pages: int
    outlets: int
    origins: int
    copies: tuple[Copy, ...]


@dataclass(frozen=True, slots=True)
class Shown:
    """A page with all that was read from it."""

    page: PageRow
    url: str
    captured: str
    sha256: str
    confidence: float
    proof: tuple[Proof, ...]
    seams: tuple[Proof, ...]
    named: tuple[NamedHere, ...]
    statements: tuple[StatementRow, ...]
    events: tuple[EventRow, ...]
    notes: tuple[Open, ...]
    conflicts: tuple[EditRow, ...]  # corrections that could not act
    copies: Copies | None
    story: StoryRow | None
    lines: tuple[Line, ...]


def show(desk: Desk, asked: Asked) -> Shown | None:
    """Return the page asked for, None where the record holds no such page."""
    catalogue = desk.catalogue
    number, record = catalogue.numbers.get(asked.id), desk.store.record(asked.id)
    if number is None or record is None:
        return None
    text, publication = record.page.text, record.publication
    return Shown(
        page=page_row(catalogue.pages[number]),
        url=record.page.url,
        captured=record.page.captured,
        sha256=record.page.sha256,
        confidence=publication.confidence,
        proof=tuple(Proof(_words(text, e.span), e.says, e.used, e.why) for e in publication.proof),
        seams=tuple(Proof(words(text, seam.span), "", used=False, why=seam.why) for seam in publication.seams),
        named=_named(desk.catalogue, number, record),
        statements=tuple(statement_row(catalogue, number, text, s) for s in record.statements),
        events=tuple(event_row(catalogue, number, text, e) for e in record.events if not e.from_statement),
        notes=tuple(Open(note.stage, note.problem, _words(text, note.span)) for note in record.notes),
        conflicts=tuple(edit_row(desk, kept) for kept in find_leading(desk.store.edits(asked.id)) if kept.conflict),
        copies=_copies(catalogue, asked.id),
        story=next((story_row(catalogue, one) for one in catalogue.ties.story_of.get(asked.id, ())), None),
        lines=lay_out(record, _place(asked.at, len(text))),
    )


def _named(catalogue: Catalogue, number: int, record: Record) -> tuple[NamedHere, ...]:
    found: dict[str, list[Mention]] = {}
    text = record.page.text
    for mention in record.mentions:
        identity = catalogue.identity(number, mention.entity, text[mention.span.start : mention.span.end])
        if identity in catalogue.entities:
            found.setdefault(identity, []).append(mention)
    return tuple(
        NamedHere(entity(catalogue, one), tuple(m.id for m in mentions), tuple(words(text, m.span) for m in mentions))
        for one, mentions in found.items()
    )


def _copies(catalogue: Catalogue, page: str) -> Copies | None:
    reprints = catalogue.ties.reprints_of.get(page, ())
    if not reprints:
        return None
    (group, *_) = (*catalogue.ties.group_of.get(page, ()), None)
    copies = tuple(
        Copy(
            page=page_row(catalogue.pages[catalogue.numbers[found.b if found.a == page else found.a]]),
            kind=found.kind,
            share=found.share_a if found.a == page else found.share_b,
            first=found.first,
            by=found.by,
            words=sum(stretch.words for stretch in found.stretches),
        )
        for found in reprints
    )
    ordered = tuple(sorted(copies, key=lambda copy: (-copy.share, copy.page.id)))
    if group is None:
        return Copies(1, 1, 1, ordered)
    return Copies(len(group.pages), len(group.outlets), len(group.origins), ordered)


def _place(at: str, length: int) -> tuple[int, int] | None:
    found = re.fullmatch(r"(\d{1,9})-(\d{1,9})", at)
    if not found or not int(found[1]) < int(found[2]) <= length:
        return None
    return int(found[1]), int(found[2])


def _words(text: str, span: Span | None) -> Words | None:
    return words(text, span) if span else None

"""One statement: its words, its chain hop by hop, what it denies, and what else its speaker says."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated

from khabar.query.claims import ClaimRow, claim_rows
from khabar.query.contradictions import Clash, read_clashes
from khabar.query.rows import EventRow, StatementRow, event_rows, key, statement_rows
from khabar.query.words import Words

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from khabar.account import Utterance
    from khabar.query.room import Desk
    from khabar.store import StatementLine

_NEIGHBOURS = 6
# Code points of the page before and after the statement.
_AROUND = 200


@dataclass(frozen=True, slots=True)
class Asked:
    """Which statement."""

    id: Annotated[str, "the id of the statement"]


@dataclass(frozen=True, slots=True)
class Drift:
    """The same thing said as another page renders it: how like the first rendering, the words it adds and drops."""

    statement: StatementRow
    likeness: float
    added: tuple[str, ...]
    dropped: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Shown:
    """A statement with the page's words around it, the events told in it, and what else its speaker says."""

    statement: StatementRow
    before: Words
    inside: Words
    after: Words
    told: tuple[EventRow, ...]
    renderings: tuple[Drift, ...]
    origins: int
    claims: tuple[ClaimRow, ...]
    clashes: tuple[Clash, ...]
    others: tuple[StatementRow, ...]


def show(desk: Desk, asked: Asked) -> Shown | None:
    """Return the statement asked for, None where the record holds none of that id."""
    catalogue = desk.catalogue
    line = catalogue.statement_of.get(asked.id)
    if line is None:
        return None
    (statement,) = statement_rows(desk, [line])
    text = desk.store.text(line.page)
    parts = [statement.cue, statement.content, *filter(None, (statement.source,))]
    start, end = min(part.start for part in parts), max(part.end for part in parts)
    opening = max(text.rfind("\n", 0, start) + 1, start - _AROUND)
    closing = text.find("\n", end)
    closing = min(len(text) if closing < 0 else closing, end + _AROUND)
    utterances = catalogue.ties.utterance_of.get(line.id, ())
    said = catalogue.said_by.get(key(statement.speaker), (line,))
    return Shown(
        statement=statement,
        before=Words(opening, start, text[opening:start]),
        inside=Words(start, end, text[start:end]),
        after=Words(end, closing, text[end:closing]),
        told=event_rows(desk, [e for e in catalogue.events if e.said_in == line.id]),
        renderings=tuple(drift for utterance in utterances for drift in _renderings(desk, utterance)),
        origins=utterances[0].origins if utterances else 1,
        claims=claim_rows(desk, catalogue.ties.claims_of.get(line.id, ())),
        clashes=tuple(read_clashes(desk, catalogue.ties.contradictions_of.get(line.id, ()))),
        others=statement_rows(desk, _nearest(said, line)),
    )


def _renderings(desk: Desk, utterance: Utterance) -> Iterator[Drift]:
    """Yield all renderings of what more than one page renders."""
    if len(utterance.renderings) < len("ab"):
        return
    for rendering in utterance.renderings:
        line = desk.catalogue.statement_of.get(rendering.statement)
        for statement in statement_rows(desk, [line] if line else []):
            yield Drift(statement, rendering.likeness, rendering.added, rendering.dropped)


def _nearest(lines: Sequence[StatementLine], line: StatementLine) -> Sequence[StatementLine]:
    """Return the lines around `line` in a list by day."""
    at = lines.index(line)
    first = max(0, min(at - _NEIGHBOURS // 2, len(lines) - _NEIGHBOURS - 1))
    return [other for other in lines[first : first + _NEIGHBOURS + 1] if other is not line]

"""Where actors stand on issues: a side read from each statement about one, and the turns from day to day.

The side is told by the words before the issue, the nearest first: those that want it or do not, those that undo what
stands behind them (to want the lifting of a siege is to be against it), negation. Where none does, what is done by
speaking tells it, near the opening of the content; else it is open.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from khabar.account import Position
from khabar.corpus.claims.speakers import find_spoken
from khabar.text.tokens import tokenize

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from khabar.account import Side
    from khabar.corpus.claims.denials import Who
    from khabar.lexicon import Lexicon
    from khabar.lexicon.issues import Lean
    from khabar.model import Act, Record, Statement
    from khabar.text.tokens import Tokens

_SIDES: Mapping[Act, Side] = {
    "support": "for",
    "pledge": "for",
    "demand": "for",
    "condemn": "against",
    "accuse": "against",
    "warn": "against",
}
_WILLS: Mapping[Lean | None, Side] = {"for": "for", "against": "against"}
_OTHER: Mapping[Side, Side] = {"for": "against", "against": "for", "open": "open"}
_REACH = 6  # tokens before an issue in which a word may tell the side
# Tokens from the opening of a content over which what is done by speaking governs: what one is blamed for and warned of
# stands first, what is wished may come after a preamble.
_OPENING = 9
_BLAMED_OPENING = 4
_BLAMES: frozenset[Act] = frozenset({"accuse", "condemn", "warn"})
_COMPLAINTS = _BLAMES | {"demand"}
_WISHES: frozenset[Act] = frozenset({"demand", "pledge", "support"})
# Who tells of a will may tell of others'; it is their own where it stands right before the issue.
_REPORTS: frozenset[Act] = frozenset({"state", "announce"})
_OWN = 2  # tokens
_AND = "\u0648"
_PREPOSITIONS = frozenset("\u0628\u0644\u0643")
_LEAST = 0.5  # confidence of a statement
_STOPS = frozenset(".;:!\u061b\u061f")


class Stand(NamedTuple):
    """A position as its page tells it: who they are, only the pile tells."""

    page: str
    entity: str
    name: str
    issue: str
    act: Act
    side: Side
    date: str
    statement: str


def read_stands(record: Record, lexicon: Lexicon) -> tuple[Stand, ...]:
    """Return the positions that statements of a record take whose speaker bears a name, in page order."""
    spoken = [statement for statement in find_spoken(record) if statement.confidence >= _LEAST]
    return tuple(stand for statement in spoken for stand in _read_statement(record, statement, spoken, lexicon))


def find_positions(stands: Iterable[Stand], who: Who) -> tuple[Position, ...]:
    """Return all positions by actor, issue and day; `changed` marks those against the side taken last before.

    A position of unknown day stands last and changes nothing.
    """
    lines: dict[tuple[str, str], list[Stand]] = {}
    for stand in stands:
        lines.setdefault((who.find(stand.page, stand.entity, stand.name), stand.issue), []).append(stand)
    return tuple(
        position
        for (actor, _), line in sorted(lines.items())
        for position in _follow(actor, sorted(line, key=lambda stand: (stand.date or "~", stand.statement)))
    )


def _follow(actor: str, line: Sequence[Stand]) -> Iterator[Position]:
    last: Side = "open"
    for stand in line:
        taken = stand.side != "open" and bool(stand.date)
        changed = taken and last == _OTHER[stand.side]
        yield Position(actor, stand.issue, stand.act, stand.side, stand.date, stand.statement, changed)
        last = stand.side if taken else last


def _read_statement(
    record: Record, statement: Statement, spoken: Sequence[Statement], lexicon: Lexicon
) -> Iterator[Stand]:
    content = statement.content
    tokens = tokenize(record.page.text[content.start : content.end], lexicon.dodged, lexicon.whole)
    within = [s.content for s in spoken if s.id != statement.id and _holds(statement, s)]
    sides: dict[str, Side] = {}
    for hit in lexicon.issues.issues.find(tokens, 0, len(tokens.forms)):
        at = content.start + tokens.starts[hit.first]
        if any(span.start <= at < span.end for span in within):
            continue  # somebody else's words inside these
        side = _read_side(tokens, hit.first, statement.act, lexicon)
        for issue in hit.entries:
            if sides.get(issue, "open") == "open":
                sides[issue] = side
    day = statement.date or record.publication.date
    for issue, side in sides.items():
        yield Stand(
            record.page.id, statement.speaker, statement.speaker_name, issue, statement.act, side, day, statement.id
        )


def _holds(outer: Statement, inner: Statement) -> bool:
    a, b = outer.content, inner.content
    return a.start <= b.start and b.end <= a.end and (a.start, a.end) != (b.start, b.end)


def _read_side(tokens: Tokens, issue: int, act: Act, lexicon: Lexicon) -> Side:
    """Return the side taken on the issue that opens at token `issue`."""
    turned = False
    at = issue - 1
    while at >= max(0, issue - _REACH) and tokens.forms[at] not in _STOPS:
        lean, first = _lean_at(tokens, at, lexicon)
        if lean == "harm":
            return "for" if act in _COMPLAINTS else "open"
        if lean == "must":
            return _OTHER["for"] if turned ^ _is_negated(tokens, first, lexicon) else "for"
        if lean in _WILLS:
            if act in _REPORTS and issue - at > _OWN:
                return "open"  # somebody else's will, of whom the speaker tells
            side = _will(tokens, first, _WILLS[lean], act, lexicon)
            return _OTHER[side] if turned else side
        turned ^= lean == "undo"
        at = first - 1
    governed = issue <= (_BLAMED_OPENING if act in _BLAMES else _OPENING) or _is_joined(tokens, issue, act)
    side = _SIDES.get(act, "open") if governed else "open"
    return _OTHER[side] if turned else side


def _will(tokens: Tokens, at: int, side: Side, act: Act, lexicon: Lexicon) -> Side:
    """Return the side that a word at a token tells, negated or not."""
    if not _is_negated(tokens, at, lexicon):
        return side
    # Who is blamed for a lack of will is blamed by one who has it.
    lacking = at > 0 and _lean_at(tokens, at - 1, lexicon)[0] == "undo"
    return side if lacking and act in _BLAMES else _OTHER[side]


def _is_joined(tokens: Tokens, issue: int, act: Act) -> bool:
    """Answer whether the issue is one of several things wanted: "... and the lifting of ..."."""
    return act in _WISHES and any(tokens.forms[at].startswith(_AND) for at in range(max(0, issue - 2), issue + 1))


def _lean_at(tokens: Tokens, last: int, lexicon: Lexicon) -> tuple[Lean | None, int]:
    """Return the lean of the phrase that ends at token `last`, None for none, and the token the phrase opens at."""
    for first in range(max(0, last - 2), last + 1):
        hit = lexicon.issues.leans.at(tokens, first, last + 1)
        if hit and hit.last == last + 1:
            return hit.entries[0], first
    verb = lexicon.issues.verbs.at(tokens, last, last + 1)
    # No preposition is written to a verb: what looks like one is a letter of another verb.
    if verb and not _PREPOSITIONS.intersection(verb.clitics(tokens)):
        return verb.entries[0], last
    return None, last


def _is_negated(tokens: Tokens, at: int, lexicon: Lexicon) -> bool:
    """Answer whether a negation stands right before a token."""
    hit = lexicon.claims.turns.at(tokens, at - 1, at) if at > 0 else None
    return hit is not None and "not" in hit.entries

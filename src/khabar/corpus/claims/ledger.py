"""The ledger of accords: who says of each that it was made, holds, should hold, is broken or ended, and by whom.

What is said stands in the words around the name, the nearest of them deciding; whose word it is, in the statement that
holds the name, else it is the outlet's own.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from khabar.account import Accord, Keeping
from khabar.corpus.claims.accords import STOPS, read_passages
from khabar.model import Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from khabar.account import Says
    from khabar.corpus.claims.accords import Found, Passage
    from khabar.corpus.claims.denials import Who
    from khabar.lexicon import Lexicon
    from khabar.lexicon.accords import KeepingWord
    from khabar.model import Mention, Record, Statement
    from khabar.text.tokens import Tokens

_BEFORE, _BEHIND = 8, 5  # tokens around an accord in which something may be said of it
_WISH_REACH = 4  # tokens from a word that wants to what it wants
_BROKEN: frozenset[Says] = frozenset({"broken", "ended"})
_PLACE_PREPOSITIONS = frozenset({"\u0641\u064a", "\u0645\u0646"})  # in, from: what follows is where, not who


class Entry(NamedTuple):
    """A line of the ledger as its page tells it: who its speaker and parties are, only the pile tells."""

    accord: str
    name: str
    says: Says
    speaker: tuple[str, str]  # entity and name, "" and "" for the outlet
    by: tuple[tuple[str, str], ...]  # entity and name of each
    date: str
    since: str
    page: str
    span: Span


def read_entries(record: Record, lexicon: Lexicon) -> tuple[Entry, ...]:
    """Return the lines of the ledger that a record gives, in page order, what one says of an accord once."""
    article, text = record.article, record.page.text
    spans = [*([article.title] if article.title else []), *article.body]
    passages = read_passages([(span.start, text[span.start : span.end]) for span in spans], lexicon)
    latest = record.publication.date or record.publication.latest
    found: dict[tuple[object, ...], Entry] = {}
    for passage in passages:
        for accord in passage.accords:
            # A page of unknown day may be of any.
            if not (latest and accord.day) or latest >= accord.day[: len(latest)]:
                entry = _read_entry(record, passage, accord, lexicon)
                found.setdefault((entry.accord, entry.says, entry.speaker, entry.by), entry)
    return tuple(found.values())


def make_ledger(entries: Iterable[Entry], who: Who) -> tuple[Accord, ...]:
    """Return all accords by id, what is said of each in order of days, pages and places."""
    lines: dict[str, list[Entry]] = {}
    for entry in entries:
        lines.setdefault(entry.accord, []).append(entry)
    return tuple(_make_accord(accord, line, who) for accord, line in sorted(lines.items()))


def _make_accord(accord: str, line: Sequence[Entry], who: Who) -> Accord:
    ordered = sorted(line, key=lambda entry: (entry.date or "~", entry.page, entry.span))
    keepings = (
        Keeping(
            says=entry.says,
            speaker=who.find(entry.page, *entry.speaker) if any(entry.speaker) else "",
            by=tuple(who.find(entry.page, *party) for party in entry.by),
            date=entry.date,
            since=entry.since,
            page=entry.page,
            span=entry.span,
        )
        for entry in ordered
    )
    # The name that most pages use, of equals the first in order of letters.
    names = sorted(entry.name for entry in ordered)
    return Accord(accord, max(names, key=names.count), tuple(keepings))


def _read_entry(record: Record, passage: Passage, accord: Found, lexicon: Lexicon) -> Entry:
    span = passage.tokens.span(accord.first, accord.last, accord.cut)
    span = Span(passage.start + span.start, passage.start + span.end)
    statement = _find_statement(record, span)
    says, at = _read_says(passage.tokens, accord, statement, lexicon)
    date = (statement.date if statement else "") or record.publication.date
    return Entry(
        accord=accord.id,
        name=accord.name,
        says=says,
        speaker=(statement.speaker, statement.speaker_name) if statement else ("", ""),
        by=tuple(_find_parties(record, passage, accord, at, statement, lexicon)) if says in {*_BROKEN, "holds"} else (),
        date=date,
        since=_find_since(record, passage, at, date) if at >= 0 else "",
        page=record.page.id,
        span=span,
    )


def _find_statement(record: Record, span: Span) -> Statement | None:
    """Return the innermost statement with a speaker that holds a span."""
    holding = [
        statement
        for statement in record.statements
        if statement.content.start <= span.start and span.end <= statement.content.end and statement.speaker_name
    ]
    return min(holding, key=lambda one: one.content.end - one.content.start, default=None)


def _read_says(tokens: Tokens, accord: Found, statement: Statement | None, lexicon: Lexicon) -> tuple[Says, int]:
    """Return what is said of an accord, and the token of the word that says it, -1 for none."""
    wanted = statement is not None and statement.act == "demand"
    for at, word in _find_words(tokens, accord, lexicon):
        says = word.flips if _is_turned(tokens, at, lexicon) else word.says
        if says in ("holds", "concluded") and (wanted or _is_wished(tokens, at, lexicon)):
            return "wanted", at
        return says, at
    return "named", -1


def _find_words(tokens: Tokens, accord: Found, lexicon: Lexicon) -> Iterator[tuple[int, KeepingWord]]:
    """Yield the words on the keeping of an accord with their tokens: the nearest before it first, then behind."""
    before = _reach(tokens, range(accord.first - 1, max(-1, accord.first - 1 - _BEFORE), -1))
    behind = _reach(tokens, range(accord.last, min(len(tokens.forms), accord.last + _BEHIND)))
    for at in (*before, *behind):
        hit = lexicon.accords.keepings.at(tokens, at, len(tokens.forms))
        # The longest phrase counts, from the token it opens at: "non-compliance" is no compliance.
        if hit and not _is_tail(tokens, at, lexicon):
            yield at, hit.entries[0]


def _reach(tokens: Tokens, places: Iterable[int]) -> Iterator[int]:
    for at in places:
        if tokens.forms[at] in STOPS:
            return
        yield at


def _is_tail(tokens: Tokens, at: int, lexicon: Lexicon) -> bool:
    """Answer whether a phrase that opens one or two tokens before reaches over a token."""
    openings = (lexicon.accords.keepings.at(tokens, first, len(tokens.forms)) for first in range(max(0, at - 2), at))
    return any(hit is not None and hit.last > at for hit in openings)


def _is_turned(tokens: Tokens, at: int, lexicon: Lexicon) -> bool:
    hit = lexicon.claims.turns.at(tokens, at - 1, at) if at > 0 else None
    return hit is not None and "not" in hit.entries


def _is_wished(tokens: Tokens, at: int, lexicon: Lexicon) -> bool:
    for first in range(max(0, at - _WISH_REACH), at):
        hit = lexicon.accords.keepings.at(tokens, first, at)
        if hit and hit.entries[0].says == "wanted":
            return True
    return False


def _find_parties(
    record: Record, passage: Passage, accord: Found, at: int, statement: Statement | None, lexicon: Lexicon
) -> Iterator[tuple[str, str]]:
    """Yield who is said to keep or break an accord: named between it and the word that says so, else who is blamed."""
    first, last = (at, accord.first) if at < accord.first else (accord.last, at)
    start, end = (passage.start + passage.tokens.starts[place] for place in (min(first, last), max(first, last)))
    named = [m for m in record.mentions if start <= m.span.start < end and not _is_where(passage, m, lexicon)]
    if named:
        text = record.page.text
        yield from dict.fromkeys((mention.entity, text[mention.span.start : mention.span.end]) for mention in named)
    elif statement and statement.act == "accuse":
        blamed = (event for event in record.events if event.from_statement and event.trigger == statement.cue)
        for event in blamed:
            yield from ((party.entity, party.name) for party in event.recipients)


def _is_where(passage: Passage, mention: Mention, lexicon: Lexicon) -> bool:
    """Answer whether a mention is a place that something is in; states and their seats act, but for behind "in"."""
    if mention.type != "LOC":
        return False
    place = lexicon.names.entities.get(mention.entity)
    if not place or (place.id not in lexicon.names.countries and place.place_precision != "capital"):
        return True
    offset = mention.span.start - passage.start
    at = next((n for n, start in enumerate(passage.tokens.starts) if start >= offset), 0)
    return at > 0 and passage.tokens.forms[at - 1] in _PLACE_PREPOSITIONS


def _find_since(record: Record, passage: Passage, at: int, date: str) -> str:
    """Return the day of the event that the word at a token tells, where it is another than that of the word."""
    start = passage.start + passage.tokens.starts[at]
    told = next((event for event in record.events if event.trigger.start <= start < event.trigger.end), None)
    return told.date if told and told.date != date else ""

"""What of a record is compared with other pages for claims: its statements, and the events its outlet tells itself.

A `Clause` keeps its words, since what clashes is looked for only in the few pairs that may.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, NamedTuple

from khabar.corpus.claims.matter import find_terms, make_matter
from khabar.corpus.claims.speakers import find_spoken
from khabar.corpus.claims.wording import find_ordinals, read_wording
from khabar.model import Span
from khabar.text.clitics import read_clitics
from khabar.text.fold import fold_form
from khabar.text.tokens import tokenize

if TYPE_CHECKING:
    from collections.abc import Mapping

    from khabar.corpus.claims.matter import Matter
    from khabar.corpus.claims.wording import Wording
    from khabar.lexicon import Lexicon
    from khabar.lexicon.claims import Turn
    from khabar.model import Act, Event, EventType, Record, Statement

# Code points an event's clause may reach from the first to the last of its parts: more is no clause.
_CLAUSE = 240
_PREAMBLE = 80  # code points of its sentence before it
_SENTENCE_END = re.compile("[.!:\u061f\u061b\n]")
_PROPOSITIONS = frozenset({"object", "clause", "speech"})  # what a cue may take that is a proposition
_ANYWHERE = "deny_anywhere"  # the sign of `acts.toml` by which words inside a content make it a denial
# Tokens of a content over which such words deny all of it, and a mere negation does.
_OPENING = 12
_NEGATED_OPENING = 8
# What these are about is wanted, denied, or there already: it is not said to be so.
_NOT_ASSERTED: frozenset[Act] = frozenset({"demand", "condemn", "condole", "warn", "deny"})
# Of these two sides may name different doers.
_FORCE: frozenset[EventType] = frozenset({"ASSAULT", "COERCE"})


class Doer(NamedTuple):
    """Who is said to have used force: the name here, and the actor code, "" where none is known."""

    name: str
    code: str


class Gist(NamedTuple):
    """What a clause says, and what it speaks of by the tokens its terms open at."""

    wording: Wording
    terms: Mapping[int, str]


@dataclass(frozen=True, slots=True)
class Clause:
    """One clause of a page with what bears on its truth.

    `kind` tells a statement, a denial and an event apart; `told` is the proposition's span, that of the content but for
    a denial, where it is what is denied. `entity` and `speaker` are the id and the name of who says it, both "" where
    the outlet speaks itself. It was told between the days `earliest` and `latest`, ISO prefixes, "" where open. `turns`
    are what turns the clause. It `asserts` what it says where it is said or done to be so, not wanted, condemned or
    called for. `ordinals` tell of what row it is one, `doers` who uses force in it, `cue` are the words that deny,
    `reporter` whose report a denial says it was.
    """

    id: str
    page: str
    outlet: str
    kind: Literal["statement", "denial", "event"]
    told: Span
    within: Span
    entity: str
    speaker: str
    earliest: str
    latest: str
    matter: Matter
    turns: frozenset[Turn]
    text: str
    asserts: bool
    ordinals: frozenset[int]
    doers: tuple[Doer, ...] = ()
    cue: str = ""
    reporter: str = ""


def read_clauses(record: Record, outlet: str, lexicon: Lexicon) -> tuple[Clause, ...]:
    """Return the clauses of a record of an outlet in page order, statements first."""
    doers: dict[str, tuple[Doer, ...]] = {}
    for event in record.events:
        doers.setdefault(event.said_in, _find_doers(event))
    spoken = {statement.id for statement in find_spoken(record)}
    statements = (
        _read_statement(record, outlet, statement, lexicon, doers.get(statement.id, ()), named=statement.id in spoken)
        for statement in record.statements
    )
    events = (
        _read_event(record, outlet, event, lexicon)
        for event in record.events
        if not event.from_statement and not event.said_in and event.status != "denied" and not event.background
    )
    return (*statements, *events)


def read_gist(text: str, lexicon: Lexicon) -> Gist:
    """Return what a clause says and what it speaks of."""
    tokens = tokenize(text, lexicon.dodged, lexicon.whole)
    last = len(tokens.forms)
    wording = read_wording(tokens, 0, last, lexicon)
    return Gist(wording, find_terms(tokens, 0, last, wording, lexicon))


def _find_doers(event: Event) -> tuple[Doer, ...]:
    if event.type not in _FORCE or event.from_statement:
        return ()
    return tuple(Doer(party.name, party.code) for party in event.actors)


def _read_statement(
    record: Record, outlet: str, statement: Statement, lexicon: Lexicon, doers: tuple[Doer, ...], *, named: bool
) -> Clause:
    denies = statement.denies if _denies_something(record, statement, lexicon, named=named) else None
    published = record.publication
    told = denies.content if denies else statement.content
    text = record.page.text[told.start : told.end]
    gist = read_gist(text, lexicon)
    return Clause(
        id=statement.id,
        page=record.page.id,
        outlet=outlet,
        kind="denial" if denies else "statement",
        told=told,
        within=statement.content,
        entity=statement.speaker,
        speaker=statement.speaker_name,
        earliest=statement.date or published.date or published.earliest,
        latest=statement.date or published.date or published.latest,
        matter=make_matter(gist.terms),
        turns=frozenset(turn.kind for turn in gist.wording.turns),
        text=text,
        asserts=statement.act not in _NOT_ASSERTED,
        ordinals=find_ordinals(text, lexicon),
        doers=doers,
        cue=record.page.text[statement.cue.start : statement.cue.end] if denies else "",
        reporter=_name_reporter(denies.reported_by, lexicon) if denies else "",
    )


def _denies_something(record: Record, statement: Statement, lexicon: Lexicon, *, named: bool) -> bool:
    """Answer whether a denial denies a proposition; `named` where its speaker bears a name.

    To disown somebody denies none; and words that deny somewhere in a content deny what it says only where they open
    it or end its first clause. Where not the cue but the content denies, nobody in particular denies nothing.
    """
    # Behind a plus stands what a reviewer judged.
    cue, *signs = statement.rule.partition("+")[0].split(":")
    if not statement.denies or (signs[1:] and not named):
        return False
    said = fold_form(record.page.text[statement.cue.start : statement.cue.end])
    forms = [f for reading in read_clitics(said) for f in lexicon.speech.cues.get(reading.stem, ()) if f.cue.id == cue]
    if forms and not any(form.cue.takes & _PROPOSITIONS for form in forms) and not signs[1:]:
        return False
    content = record.page.text[statement.content.start : statement.content.end]
    tokens = tokenize(content, lexicon.dodged, lexicon.whole)
    turns = list(lexicon.claims.turns.find(tokens, 0, min(len(tokens.forms), _OPENING)))
    if any("certain" in turn.entries for turn in turns):
        return False
    return signs[-1:] != [_ANYWHERE] or any(
        "denied" in turn.entries or ("not" in turn.entries and turn.first < _NEGATED_OPENING) for turn in turns
    )


def _read_event(record: Record, outlet: str, event: Event, lexicon: Lexicon) -> Clause:
    told, published = find_clause(event), record.publication
    text = record.page.text[told.start : told.end]
    gist = read_gist(text, lexicon)
    return Clause(
        id=event.id,
        page=record.page.id,
        outlet=outlet,
        kind="event",
        told=told,
        within=told,
        entity="",
        speaker="",
        earliest=event.date or published.date or published.earliest,
        latest=event.date or published.date or published.latest,
        matter=make_matter(gist.terms),
        turns=frozenset(turn.kind for turn in gist.wording.turns),
        text=text,
        asserts=event.status == "actual" and event.type != "REQUEST",
        ordinals=find_ordinals(_with_opening(record.page.text, told), lexicon),
        doers=_find_doers(event),
    )


def find_clause(event: Event) -> Span:
    """Return the characters from the first to the last part of an event, as far as they lie near its trigger."""
    trigger = event.trigger
    parts = [party.span for party in (*event.actors, *event.recipients)]
    parts += [event.place.span] if event.place else []
    parts += [Span(toll.span.start, toll.span.end) for toll in (event.killed, event.injured) if toll]
    near = [part for part in parts if abs(part.start - trigger.start) < _CLAUSE // 2]
    return Span(min(p.start for p in (trigger, *near)), max(p.end for p in (trigger, *near)))


def _with_opening(text: str, told: Span) -> str:
    """Return what is told with the words of its sentence before it, which say of what it is one."""
    before = _SENTENCE_END.split(text[max(0, told.start - _PREAMBLE) : told.start])[-1]
    if len(before) == _PREAMBLE:
        before = before.partition(" ")[2]
    return before + text[told.start : told.end]


def _name_reporter(said: str, lexicon: Lexicon) -> str:
    """Return the outlet that words such as "reports of the agency Interfax" name, by its id; else the words."""
    tokens = tokenize(said, lexicon.dodged, lexicon.whole)
    for index in (lexicon.names.outlets, lexicon.names.quoted_outlets):
        for hit in index.find(tokens, 0, len(tokens.forms)):
            if hit.entries[0].id:
                return hit.entries[0].id
    return said

"""What follows from corrections: the article of its lines, the deeds that statements are, entities, what stays open."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from khabar.events.acts import code_act
from khabar.model import ARTICLE_KINDS, Article, Entity, Event, Participant
from khabar.notes import find_notes
from khabar.review.values import find_teller, holds
from khabar.text.quotes import find_article_quotations

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from khabar.model import Block, MentionType, Record, Span, Statement
    from khabar.review.edits import Part


def recut(article: Article, blocks: tuple[Block, ...]) -> Article:
    """Return an article whose lines have the kinds of `blocks`, cut out anew where a kind changed."""
    changed = [new for old, new in zip(article.blocks, blocks, strict=True) if new.kind != old.kind]
    if not changed:
        return replace(article, blocks=blocks)
    left = [span for span in article.body if not any(holds(block.span, span) for block in changed)]
    come = [block.span for block in changed if block.kind == "body"]

    def part(held: Span | None, kinds: Iterable[str], filled: str = "") -> Span | None:
        """Return a part of the article that stands on lines of `kinds`, the first changed to `filled` in its place."""
        lost = held is not None and any(holds(b.span, held) and b.kind not in kinds for b in changed)
        kept = None if lost else held
        return kept or next((block.span for block in changed if block.kind == filled), None)

    return Article(
        title=part(article.title, ("headline",), "headline"),
        byline=part(article.byline, ("byline", "dateline"), "byline"),
        dateline_place=part(article.dateline_place, ARTICLE_KINDS),
        dateline_agency=part(article.dateline_agency, ARTICLE_KINDS),
        outlet=article.outlet,
        body=tuple(sorted({*left, *come})),
        blocks=blocks,
    )


def follow(read: Record, grown: Record, corrected: Record, told: Sequence[Part]) -> Record:
    """Return a corrected record with all that follows.

    `read` is the record as it was read, `grown` that with what was added; `told` are the parts of the values given, of
    which those who are named by an id need an entity.
    """
    known = {statement.id for statement in corrected.statements}
    events = tuple(
        event if not event.said_in or event.said_in in known else replace(event, said_in="")
        for event in _retell(_restate(read, grown, corrected))
    )
    article = corrected.article
    quotations = find_article_quotations(corrected.page.text, article.title, article.body)
    notes = find_notes(article, quotations, corrected.publication, corrected.statements)
    return _name(read, replace(corrected, events=events, notes=notes), told)


def _restate(read: Record, grown: Record, corrected: Record) -> tuple[Event, ...]:
    """Return the events with those that the statements are, as these were corrected."""
    found = {statement.id: statement for statement in read.statements}
    after = {statement.id: statement for statement in corrected.statements}
    deeds = {event.trigger: event for event in corrected.events if event.from_statement}
    for statement in grown.statements:
        old, new = found.get(statement.id), after.get(statement.id)
        if new != old:
            deed = deeds.pop(old.cue, None) if old else None
            changed = old is None or (new is not None and old.act != new.act)
            if new and (deed or changed) and (coded := _code(corrected, old, new, deed)):
                deeds[new.cue] = coded
    told = [event for event in corrected.events if not event.from_statement]
    return tuple(sorted((*deeds.values(), *told), key=lambda event: (event.trigger, event.from_statement)))


def _code(record: Record, old: Statement | None, statement: Statement, deed: Event | None) -> Event | None:
    """Return the event that a corrected statement is, None where it is none; `deed` is the one that `old` was."""
    coding = code_act(statement.act)
    if coding is None:
        return None
    if deed is None:
        # Not every warning is a threat, and which is one the words tell, not the act.
        if statement.act == "warn":
            return None
        cue = statement.cue
        teller = find_teller(record, cue, statement.id)
        identity = f"{record.page.id}#e{cue.start}-{cue.end}"
        actors = _speaker(record, statement)
        deed = Event(identity, "", 1.0, coding.type, cue, actors=actors, said_in=teller, from_statement=True)
    if deed.rule != (rule := f"act_{statement.act}"):
        deed = replace(deed, rule=rule, type=coding.type, mode=coding.mode, context=coding.context, cameo=coding.cameo)
    if old is None or _spoken(old) != _spoken(statement):
        deed = replace(deed, trigger=statement.cue, actors=_speaker(record, statement))
    return replace(deed, confidence=statement.confidence, date=statement.date)


def _spoken(statement: Statement) -> tuple[object, ...]:
    return statement.cue, statement.source, statement.speaker, statement.speaker_name


def _speaker(record: Record, statement: Statement) -> tuple[Participant, ...]:
    if not statement.speaker_name:
        return ()
    code = next((entity.actor_code for entity in record.entities if entity.id == statement.speaker), "")
    return (Participant(statement.source or statement.cue, statement.speaker_name, statement.speaker, code),)


def _retell(events: Sequence[Event]) -> tuple[Event, ...]:
    """Return events of which none retells one that is gone: the first that did is told itself, the others retell it."""
    known = {event.id for event in events}
    heirs: dict[str, str] = {}
    settled = []
    for event in events:
        told = event
        if event.same_as and event.same_as not in known:
            heir = heirs.setdefault(event.same_as, event.id)
            told = replace(event, same_as="" if heir == event.id else heir)
        settled.append(told)
    return tuple(settled)


def _name(read: Record, corrected: Record, told: Iterable[Part]) -> Record:
    """Return a record that describes whom it now names, and no more whom only what was corrected named."""
    before, after = set(_named(read)), set(_named(corrected))
    kept = [entity for entity in corrected.entities if entity.id in after or entity.id not in before]
    known = {"", *before, *(entity.id for entity in kept)}
    types = {mention.entity: mention.type for mention in corrected.mentions}
    for part in told:
        if part.entity in after - known:
            known.add(part.entity)
            name = part.value or (part.words.text if part.words else part.entity)
            kept.append(Entity(part.entity, types.get(part.entity) or _guess_type(part.entity), name, names=(name,)))
    return replace(corrected, entities=tuple(kept))


def _named(record: Record) -> Iterator[str]:
    """Yield the ids of all that things of the page name."""
    yield from (mention.entity for mention in record.mentions)
    for statement in record.statements:
        yield from (statement.speaker, *statement.about, *(relay.entity for relay in statement.relay))
    for event in record.events:
        yield from (party.entity for party in (*event.actors, *event.recipients))
        if event.place:
            yield event.place.entity


def _guess_type(entity: str) -> MentionType:
    """Return the likeliest type of one of whom only the id is told: states and places bear ids of their own."""
    return "LOC" if entity.startswith(("iso:", "gn:")) else "PER"

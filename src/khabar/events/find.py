"""Events of an article: sentence by sentence triggers, chunks, roles, status and setting; then one event, once."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from khabar.events.acts import find_acts
from khabar.events.blame import clear_tellers
from khabar.events.candidates import Telling, draft_page, gather_candidates
from khabar.events.cast import gather_cast
from khabar.events.choice import choose_sides
from khabar.events.chunks import read_chunks
from khabar.events.frames import Frame
from khabar.events.parties import name_parties
from khabar.events.retellings import link_retellings, looks_back
from khabar.events.roles import read_roles
from khabar.events.scene import body_ranges, set_scene
from khabar.events.seen import find_seen
from khabar.events.setting import find_date, find_place
from khabar.events.sharing import is_anothers
from khabar.events.sights import find_sight, trust
from khabar.events.status import is_background, read_status
from khabar.events.sureness import find_signs, is_report
from khabar.events.tolls import read_counted, read_toll
from khabar.events.triggers import find_triggers
from khabar.events.words import read_sentence
from khabar.model import Event
from khabar.text.sentences import find_sentences

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from khabar.events.candidates import Drafts, Phrase
    from khabar.events.cast import Cast
    from khabar.events.chunks import Chunk
    from khabar.events.frames import Roles
    from khabar.events.scene import Scene
    from khabar.events.triggers import Trigger
    from khabar.events.words import Sentence
    from khabar.lexicon import Lexicon
    from khabar.model import Article, Names, Page, Participant, Publication, Statement, Toll
    from khabar.reader import Predicate
    from khabar.text.numbers import NumberTable
    from khabar.text.tokens import Tokens
    from khabar.times import ArticleTimes, TimeExpression

_DAY = 10  # characters of an ISO day
# Share of sport words above which a page reports a match, where attacks, strikes and meetings are others.
_SPORT = 0.03
# How often the event of a verb, and of a noun, is right.
_SURE_VERB, _SURE_NOUN = 0.75, 0.65


class _Reading(NamedTuple):
    """A sentence that holds deeds, read."""

    sentence: Sentence
    triggers: list[Trigger]
    chunks: list[Chunk]
    roles: list[Roles]
    times: tuple[TimeExpression, ...]


class Draft(NamedTuple):
    """An event with the parties that the grammar gives it, deed `number` of its reading; what a model sees there."""

    reading: _Reading
    number: int
    event: Event
    sight: Predicate | None = None


def find_events(  # noqa: PLR0913, PLR0917  # all that is known of a page by then
    page: Page,
    tokens: Tokens,
    article: Article,
    times: ArticleTimes,
    publication: Publication,
    names: Names,
    statements: tuple[Statement, ...],
    lexicon: Lexicon,
    seen: Sequence[Predicate] | None = None,
) -> tuple[Event, ...]:
    """Return the events of the article in page order, those that its statements are included.

    `seen` is what a reading model sees, None where none was asked.
    """
    scene = set_scene(page, tokens, article, names, statements, lexicon)
    cast = gather_cast(scene)
    drafts = draft_events(scene, cast, article, times, publication, lexicon, seen)
    if is_lone(scene, article):
        drafts = [draft for draft in drafts if _is_reported(draft, lexicon)]
    told = list(choose_parties(scene, cast, drafts, lexicon))
    events = find_acts(scene, told) + told
    if seen and not is_sport(scene, article):
        words = [draft.reading.triggers[draft.number] for draft in drafts]
        events += find_seen(scene, events, words, seen, lexicon)
    events = [clear_tellers(event, scene.contents.innermost(event.trigger.start)) for event in events]
    return tuple(link_retellings(sorted(events, key=lambda event: (event.trigger, event.from_statement))))


def draft_events(
    scene: Scene,
    cast: Cast,
    article: Article,
    times: ArticleTimes,
    publication: Publication,
    lexicon: Lexicon,
    seen: Sequence[Predicate] | None = None,
) -> list[Draft]:
    """Return the page's events, told by deeds, with the parties that the grammar gives them.

    Where a reading model was asked, a deed at whose word it sees none is none.
    """
    if is_sport(scene, article):
        return []
    ranges = body_ranges(scene.tokens, article)
    reference = date.fromisoformat(publication.date) if len(publication.date) == _DAY else None
    told: list[Event] = []
    drafts: list[Draft] = []
    for first, last, title in ranges:
        for reading in _read_range(scene, first, last, times, title=title):
            for number, (trigger, roles) in enumerate(zip(reading.triggers, reading.roles, strict=True)):
                event = _event(reading, number, reference, told, cast, lexicon)
                sight = find_sight(seen, event.trigger) if seen is not None else None
                if seen is not None and sight is None:
                    continue
                if sight is not None:
                    event = replace(event, confidence=trust(sight.probability))
                if not looks_back(reading.sentence, trigger, roles, event, told):
                    told.append(event)
                    drafts.append(Draft(reading, number, event, sight))
    return drafts


def is_lone(scene: Scene, article: Article) -> bool:
    """Answer whether a page is one line without a headline, so that nothing around says what it reports."""
    return article.title is None and len(article.body) == 1 and len(scene.tokens.lines) == 1


def _is_reported(draft: Draft, lexicon: Lexicon) -> bool:
    weights = lexicon.weights.sureness.get(draft.event.type)
    if not weights or draft.event.status != "actual":
        return True
    reading, number, event, _ = draft
    return is_report(find_signs(reading.sentence, reading.triggers[number], reading.roles[number], event), weights)


def choose_parties(scene: Scene, cast: Cast, drafts: list[Draft], lexicon: Lexicon) -> Iterator[Event]:
    """Yield the events with the parties that weigh most among all the page offers; the grammar's without weights."""
    page = draft_page(scene, [draft.event for draft in drafts], cast)
    if not lexicon.weights.parties:
        yield from page.events
        return
    for telling in tell(scene, page, drafts):
        event = page.events[telling.place]
        wary = event.type == "ASSAULT"
        actors, recipients = choose_sides(gather_candidates(telling), lexicon.weights.parties, wary=wary)
        if is_anothers(telling.frame, telling.number):
            actors = tuple(party for party in actors if not _stands_before(telling, party))
        event = page.events[telling.place] = replace(event, actors=actors, recipients=recipients)
        yield event


def _stands_before(telling: Telling, party: Participant) -> bool:
    """Answer whether a party is named in the sentence of a deed, before it."""
    sentence = telling.frame.sentence
    tokens = sentence.scene.tokens
    return tokens.starts[sentence.first] <= party.span.start < tokens.starts[telling.trigger.first]


def tell(scene: Scene, page: Drafts, drafts: list[Draft]) -> Iterator[Telling]:
    """Yield what each of the drafts is seen against, in page order; those before it may have changed by then."""
    frame: Frame | None = None
    phrases: dict[int, Phrase] = {}
    for index, (reading, number, event, sight) in enumerate(drafts):
        if frame is None or frame.chunks is not reading.chunks:
            places = [at for at, chunk in enumerate(reading.chunks) if chunk.kind == "deed"]
            frame = Frame(reading.sentence, reading.triggers, reading.chunks, places)
            phrases = {}
        holder = scene.contents.innermost(event.trigger.start)
        trigger = reading.triggers[number]
        roles = reading.roles[number]
        yield Telling(frame, number, trigger, trigger.part, roles, page, index, holder, phrases, sight)


def is_sport(scene: Scene, article: Article) -> bool:
    """Answer whether a page reports a match, where attacks, strikes and meetings are others."""
    words = scene.deeds.grammar.classes["sport"]
    ranges = body_ranges(scene.tokens, article)
    forms = [form for first, last, _ in ranges for form in scene.tokens.forms[first:last]]
    return sum(form in words for form in forms) > _SPORT * len(forms)


def _read_range(scene: Scene, first: int, last: int, times: ArticleTimes, *, title: bool) -> Iterator[_Reading]:
    """Yield the sentences of a paragraph that hold a deed."""
    for start, end in find_sentences(scene.tokens, first, last):
        triggers = find_triggers(scene, start, end, title=title)
        if triggers:
            inside = times.within(start, end)
            sentence = read_sentence(scene, start, end, inside, title=title)
            chunks = read_chunks(sentence, triggers)
            yield _Reading(sentence, triggers, chunks, read_roles(sentence, triggers, chunks), inside)


def _event(
    reading: _Reading, number: int, reference: date | None, told: list[Event], cast: Cast, lexicon: Lexicon
) -> Event:
    sentence, trigger, roles = reading.sentence, reading.triggers[number], reading.roles[number]
    scene, deed = sentence.scene, trigger.deed
    span = scene.tokens.span(trigger.first, trigger.first + 1, trigger.cut)
    holder = scene.contents.innermost(span.start)
    status = read_status(sentence, trigger, holder)
    actors, recipients = name_parties(sentence, trigger, roles, holder, told, cast)
    killed, injured = _read_tolls(sentence, trigger, roles, lexicon.times.numbers)
    return Event(
        id=f"{scene.page.id}#e{span.start}-{span.end}",
        rule=deed.id,
        confidence=_SURE_VERB if trigger.is_verb else _SURE_NOUN,
        type=deed.type,
        trigger=span,
        mode=deed.mode,
        context=deed.context,
        cameo=deed.cameo,
        actors=actors,
        recipients=recipients,
        place=find_place(sentence, trigger, reading.chunks, recipients),
        date=find_date(reading.sentence, trigger, reading.times, reference, status),
        status=status,
        background=is_background(sentence, trigger),
        said_in=holder.id if holder else "",
        killed=killed,
        injured=injured,
    )


def _read_tolls(
    sentence: Sentence, trigger: Trigger, roles: Roles, numbers: NumberTable
) -> tuple[Toll | None, Toll | None]:
    """Return how many a deed killed and injured: of a death or wound its own count, of losses those told with them."""
    deed = trigger.deed
    if deed.toll:
        toll = read_toll(sentence, trigger, roles, numbers)
        return (toll, None) if deed.toll == "killed" else (None, toll)
    if not deed.losses:
        return None, None
    return read_counted(sentence, trigger, "dead", numbers), read_counted(sentence, trigger, "wounded", numbers)

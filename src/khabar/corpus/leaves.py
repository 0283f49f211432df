"""What of a record the account is made from: its statements and events, the names on it, the days it may be of.

A leaf holds no text but what is said and the words of headline and lead, so that a pile of many thousand pages is
brought together without its texts.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from khabar.corpus.named import find_home, find_named

if TYPE_CHECKING:
    from collections.abc import Mapping

    from khabar.corpus.credits import Credits
    from khabar.corpus.named import Named
    from khabar.corpus.terms import Terms
    from khabar.lexicon import Lexicon
    from khabar.model import Entity, Event, Record, Span, Statement

# Characters of the body that say what an article is of: its lead and what it rests on. Longer ones go on to other
# matters.
_LEAD, _BODY = 600, 3000
# How often a headline counts beside the body; its words stand there again as a rule.
_HEADLINE = 3
# Characters on either side of the word that tells an event in which its circumstances stand.
_AROUND = 90


class Days(NamedTuple):
    """When a page was published, by ISO prefixes, "" where open, and the day of its capture."""

    date: str
    earliest: str
    latest: str
    captured: str


@dataclass(frozen=True, slots=True)
class Leaf:
    """One page as a part of the account.

    `outlet` is the outlet's name, `own` and `credited` are its keys and those of whom it prints. `terms` are the lemmas
    of the article with how often each stands there, those of headline and lead counted more. `headline` are the
    entities, or the words of names without one, in the headline, `lead` those there and in the first paragraph. `home`
    is the state most of the places on the page belong to, alpha-2, "" where none stands out. `named` are the names
    without an entity. `said` are the words of `statements`, `triggers` those that tell `events`, one for each, and
    `around` the words about each of these.
    """

    page: str
    outlet: str
    own: frozenset[str]
    credited: tuple[str, ...]
    days: Days
    title: str
    terms: Mapping[str, int]
    headline: frozenset[str]
    lead: frozenset[str]
    home: str
    entities: tuple[Entity, ...]
    named: tuple[Named, ...]
    statements: tuple[Statement, ...]
    said: tuple[str, ...]
    events: tuple[Event, ...]
    triggers: tuple[str, ...]
    around: tuple[str, ...]


def make_leaf(record: Record, credits_: Credits, lexicon: Lexicon, terms: Terms, kept: dict[Entity, Entity]) -> Leaf:
    """Return the leaf of `record`. `kept` holds the entities met so far: all leaves share one object for each."""
    text, article, publication = record.page.text, record.article, record.publication
    title = _words(text, article.title)
    body = "\n".join(_words(text, span) for span in article.body)[:_BODY]
    headline = _named_in(record, article.title)
    shown = _words(text, article.outlet)
    return Leaf(
        page=record.page.id,
        outlet=record.page.outlet or shown or record.page.metadata.site,
        own=credits_.own,
        credited=credits_.credited,
        days=Days(publication.date, publication.earliest, publication.latest, record.page.captured),
        title=title,
        terms=terms.find(*(title,) * _HEADLINE, body[:_LEAD], body),
        headline=headline,
        lead=headline | _named_in(record, article.body[0] if article.body else None),
        home=find_home(record),
        entities=tuple(kept.setdefault(entity, entity) for entity in record.entities),
        named=find_named(record, lexicon.names),
        statements=record.statements,
        said=tuple(_words(text, statement.content) for statement in record.statements),
        events=record.events,
        triggers=tuple(_words(text, event.trigger) for event in record.events),
        around=tuple(_find_around(text, event.trigger) for event in record.events),
    )


def _named_in(record: Record, span: Span | None) -> frozenset[str]:
    """Return the entities in a part of a page, and the words of names that have none."""
    if span is None:
        return frozenset()
    inside = (mention for mention in record.mentions if span.start <= mention.span.start < span.end)
    return frozenset(mention.entity or _words(record.page.text, mention.span) for mention in inside)


def _find_around(text: str, trigger: Span) -> str:
    """Return the words of the line of a trigger that stand near it; the first and the last may be cut."""
    start = max(text.rfind("\n", 0, trigger.start) + 1, trigger.start - _AROUND)
    end = text.find("\n", trigger.end, trigger.end + _AROUND)
    return text[start : trigger.end + _AROUND if end < 0 else end]


def _words(text: str, span: Span | None) -> str:
    return text[span.start : span.end] if span else ""

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

# Characters of the body that say what an article is of; a lead has some 200, its second paragraph the circumstances.
_LEAD = 600


class Days(NamedTuple):
    """When a page was published, by ISO prefixes, "" where open, and the day of its capture."""

    date: str
    earliest: str
    latest: str
    captured: str


@dataclass(frozen=True, slots=True)
class Leaf:
    """One page as a part of the account.

    `outlet` is the outlet's name, `own` and `credited` are its keys and those of whom it prints. `said` are the words
    of `statements`, `triggers` those that tell `events`, one for each; `terms` are the lemmas of headline and lead with
    how often each stands there, those of the headline counted twice. `home` is the state most of the places on the
    page belong to, alpha-2, "" where none stands out. `named` are the names without an entity.
    """

    page: str
    outlet: str
    own: frozenset[str]
    credited: tuple[str, ...]
    days: Days
    title: str
    terms: Mapping[str, int]
    home: str
    entities: tuple[Entity, ...]
    named: tuple[Named, ...]
    statements: tuple[Statement, ...]
    said: tuple[str, ...]
    events: tuple[Event, ...]
    triggers: tuple[str, ...]


def make_leaf(record: Record, credits_: Credits, lexicon: Lexicon, terms: Terms, kept: dict[Entity, Entity]) -> Leaf:
    """Return the leaf of `record`. `kept` holds the entities met so far: all leaves share one object for each."""
    text, article, publication = record.page.text, record.article, record.publication
    title = _words(text, article.title)
    lead = "\n".join(_words(text, span) for span in article.body)[:_LEAD]
    shown = _words(text, article.outlet)
    return Leaf(
        page=record.page.id,
        outlet=record.page.outlet or shown or record.page.metadata.site,
        own=credits_.own,
        credited=credits_.credited,
        days=Days(publication.date, publication.earliest, publication.latest, record.page.captured),
        title=title,
        terms=terms.find(title, title, lead),
        home=find_home(record),
        entities=tuple(kept.setdefault(entity, entity) for entity in record.entities),
        named=find_named(record, lexicon.names),
        statements=record.statements,
        said=tuple(_words(text, statement.content) for statement in record.statements),
        events=record.events,
        triggers=tuple(_words(text, event.trigger) for event in record.events),
    )


def _words(text: str, span: Span | None) -> str:
    return text[span.start : span.end] if span else ""

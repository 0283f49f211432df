"""The first page: what the pile holds, when things happen in it, who speaks most, what is denied."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, NamedTuple

from khabar.query.claims import ClaimChoice, ClaimRow, choose_claims, claim_rows
from khabar.query.lists import Facet, count, last_first
from khabar.query.rows import Named, StatementRow, named, statement_rows
from khabar.query.stories import StoryChoice, StoryRow, choose_stories, story_row
from khabar.web.asked import Nothing as Asked
from khabar.web.views.outlets import OutletRow, outlet_rows
from khabar.web.views.places import PlaceRow, busiest
from khabar.web.views.stories import put_in_order

if TYPE_CHECKING:
    from collections.abc import Sequence

    from khabar.account import Claim
    from khabar.query.catalogue import Catalogue
    from khabar.query.room import Desk
    from khabar.store import StatementLine

__all__ = ["Asked", "Day", "Shown", "Sums", "show"]

_MOST_SPEAKERS = 8
_MOST_OUTLETS = 8
_MOST_DENIALS = 6
_MOST_STORIES, _MOST_CLAIMS = 5, 3
# Marks on the small map; what is less hides below others.
_MOST_PLACES = 300


@dataclass(frozen=True, slots=True)
class Sums:
    """How much the record holds. Dated pages have a day of publication, bounded ones an interval at most."""

    pages: int
    dated: int
    outlets: int
    statements: int
    events: int
    people: int
    organisations: int
    places: int
    unread: int


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who speaks, by entity or, where none is known, by the name on the page, and how often."""

    who: Named
    statements: int


@dataclass(frozen=True, slots=True)
class Day:
    """How many statements and events of one day, in how many outlets."""

    date: str
    statements: int
    events: int
    outlets: int


@dataclass(frozen=True, slots=True)
class Shown:
    """The pile at a glance."""

    sums: Sums
    first: str
    last: str
    days: tuple[Day, ...]
    places: tuple[PlaceRow, ...]
    stories: tuple[StoryRow, ...]
    claims: tuple[ClaimRow, ...]
    contradictions: int
    denials: tuple[StatementRow, ...]
    denied: int
    speakers: tuple[Speaker, ...]
    outlets: tuple[OutletRow, ...]
    types: tuple[Facet, ...]
    acts: tuple[Facet, ...]


class Glance(NamedTuple):
    """What the page shows that is the same until the record changes, as far as it needs no text."""

    sums: Sums
    first: str
    last: str
    days: tuple[Day, ...]
    places: tuple[PlaceRow, ...]
    stories: tuple[StoryRow, ...]
    claims: Sequence[Claim]
    denials: Sequence[StatementLine]
    denied: int
    speakers: tuple[Speaker, ...]
    outlets: tuple[OutletRow, ...]
    types: tuple[Facet, ...]
    acts: tuple[Facet, ...]


def show(desk: Desk, _asked: Asked) -> Shown:
    """Return the pile at a glance."""
    glance = desk.catalogue.once(_glance)
    return Shown(
        sums=replace(glance.sums, unread=len(desk.store.unread())),
        first=glance.first,
        last=glance.last,
        days=glance.days,
        places=glance.places,
        stories=glance.stories,
        claims=claim_rows(desk, glance.claims),
        contradictions=len(desk.catalogue.ties.contradictions),
        denials=statement_rows(desk, glance.denials),
        denied=glance.denied,
        speakers=glance.speakers,
        outlets=glance.outlets,
        types=glance.types,
        acts=glance.acts,
    )


def _glance(catalogue: Catalogue) -> Glance:
    denials = [line for line in catalogue.statements if line.act == "deny"]
    dated = sorted(page.date for page in catalogue.pages.values() if page.date)
    told = put_in_order(choose_stories(catalogue, StoryChoice()), "most")
    return Glance(
        sums=_sums(catalogue, len(dated)),
        first=dated[0] if dated else "",
        last=dated[-1] if dated else "",
        days=tuple(Day(*day) for day in catalogue.days),
        places=busiest(catalogue, _MOST_PLACES),
        stories=tuple(story_row(catalogue, story) for story in told[:_MOST_STORIES]),
        claims=choose_claims(catalogue, ClaimChoice(made="yes"))[:_MOST_CLAIMS],
        denials=last_first(denials, catalogue.day)[:_MOST_DENIALS],
        denied=len(denials),
        speakers=_speakers(catalogue),
        outlets=outlet_rows(catalogue)[:_MOST_OUTLETS],
        types=count(line.type for line in catalogue.events),
        acts=count(line.act for line in catalogue.statements),
    )


def _speakers(catalogue: Catalogue) -> tuple[Speaker, ...]:
    counted = count((line.speaker or line.speaker_name for line in catalogue.statements), _MOST_SPEAKERS)
    known = catalogue.entities
    return tuple(
        Speaker(named(catalogue, facet.value, "") if facet.value in known else Named("", facet.value), facet.count)
        for facet in counted
    )


def _sums(catalogue: Catalogue, dated: int) -> Sums:
    kinds = {facet.value: facet.count for facet in count(line.type for line in catalogue.entities.values())}
    return Sums(
        pages=len(catalogue.pages),
        dated=dated,
        outlets=len(catalogue.outlets),
        statements=len(catalogue.statements),
        events=len(catalogue.events),
        people=kinds.get("PER", 0),
        organisations=kinds.get("ORG", 0),
        places=kinds.get("LOC", 0),
        unread=0,
    )

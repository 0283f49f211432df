"""What the record holds under some words: actors and places by any of their names, pages by all that stands on them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, Literal

from khabar.model import Act, EventType  # noqa: TC001  # the fields are read off the hints
from khabar.query import search
from khabar.query.rows import PageRow  # noqa: TC001  # the fields are read off the hints
from khabar.query.words import Words  # noqa: TC001  # the fields are read off the hints
from khabar.store import Search
from khabar.web.asked import Listed
from khabar.web.views.actors import ActorRow, actor_row

if TYPE_CHECKING:
    from khabar.query.room import Desk

_MOST_ACTORS = 12
_PER_PAGE = 20
# Places of one page that lead there by a click each.
_MOST_PLACES = 8


@dataclass(frozen=True, slots=True)
class Asked(Listed):
    """Which words, and of which pages."""

    q: Annotated[str, 'words a page must hold; "side by side"; -none of this; any ending*'] = ""
    outlet: Annotated[str, "only pages of this outlet: part of its name"] = ""
    actor: Annotated[str, "only pages that name this one or this place: part of a name, or an id"] = ""
    act: Annotated[Act | Literal[""], "only pages with a statement that does this by being said"] = ""
    type: Annotated[EventType | Literal[""], "only pages with an event of this type"] = ""
    since: Annotated[str, "not before this day: an ISO prefix"] = ""
    until: Annotated[str, "not after this day: an ISO prefix"] = ""


@dataclass(frozen=True, slots=True)
class Stretch:
    """A stretch of a snippet; `hit` where it is what was looked for."""

    text: str
    hit: bool


@dataclass(frozen=True, slots=True)
class Found:
    """A page that holds the words: the stretch of it with most of them, in pieces, and the places of all."""

    page: PageRow
    snippet: Words
    pieces: tuple[Stretch, ...]
    places: tuple[Words, ...]
    more: int


@dataclass(frozen=True, slots=True)
class Shown:
    """One page of what was found, the best first; `more` tells whether there is another."""

    actors: tuple[ActorRow, ...]
    pages: tuple[Found, ...]
    page: int
    more: bool


def show(desk: Desk, asked: Asked) -> Shown:
    """Return what the record holds under the words asked for; nothing where there are none."""
    if not asked.q:
        return Shown((), (), 1, more=False)
    catalogue = desk.catalogue
    wanted = Search(asked.q, asked.since, asked.until, asked.outlet, asked.actor, asked.act, asked.type)
    hits = desk.store.search(wanted, limit=_PER_PAGE + 1, skip=(asked.page - 1) * _PER_PAGE)
    lines = sorted(catalogue.find_bearers(asked.q), key=lambda line: -len(line.pages))
    return Shown(
        actors=tuple(actor_row(catalogue, line) for line in lines[:_MOST_ACTORS]) if asked.page == 1 else (),
        pages=tuple(map(_shown, search.read_hits(desk, hits[:_PER_PAGE]))),
        page=asked.page,
        more=len(hits) > _PER_PAGE,
    )


def _shown(found: search.Found) -> Found:
    places = found.places[:_MOST_PLACES]
    return Found(found.page, found.snippet, _cut(found), places, len(found.places) - len(places))


def _cut(found: search.Found) -> tuple[Stretch, ...]:
    """Cut the snippet where what was looked for begins and ends."""
    pieces: list[Stretch] = []
    snippet, at = found.snippet, found.snippet.start
    for place in found.places:
        if at <= place.start and place.end <= snippet.end:
            before = snippet.text[at - snippet.start : place.start - snippet.start]
            pieces += [Stretch(before, hit=False), Stretch(place.text, hit=True)]
            at = place.end
    pieces.append(Stretch(snippet.text[at - snippet.start :], hit=False))
    return tuple(piece for piece in pieces if piece.text)

"""Whom the record names: people, organisations and states, by how much is said and done by them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, Literal

from khabar.query.lists import Pager, cut
from khabar.query.rows import Named, entity
from khabar.web.asked import Listed

if TYPE_CHECKING:
    from khabar.query.catalogue import Catalogue
    from khabar.query.room import Desk
    from khabar.store import EntityLine


@dataclass(frozen=True, slots=True)
class Asked(Listed):
    """Which actors."""

    type: Annotated[Literal["", "PER", "ORG", "LOC"], "people, organisations, or states and places"] = ""
    name: Annotated[str, "part of a name, in Arabic or English, however it is spelled"] = ""
    country: Annotated[str, "ISO 3166 alpha-2"] = ""


@dataclass(frozen=True, slots=True)
class ActorRow:
    """An actor: how many pages name them, and how much they say, are said of, do and have done to them."""

    who: Named
    country: str
    code: str
    pages: int
    statements: int
    about: int
    done: int
    suffered: int


@dataclass(frozen=True, slots=True)
class Shown:
    """One page of the list of actors."""

    pager: Pager
    actors: tuple[ActorRow, ...]


def show(desk: Desk, asked: Asked) -> Shown:
    """Return the page of the list asked for, the busiest first."""
    catalogue = desk.catalogue
    chosen = [e for e in catalogue.find_bearers(asked.name) if _is_wanted(catalogue, e, asked)]
    pager, lines = cut(sorted(chosen, key=lambda line: _weight(catalogue, line)), asked.page)
    return Shown(pager, tuple(actor_row(catalogue, line) for line in lines))


def actor_row(catalogue: Catalogue, line: EntityLine) -> ActorRow:
    """Return an actor with their counts."""
    return ActorRow(
        who=entity(catalogue, line.id),
        country=line.country,
        code=line.actor_code,
        pages=len(line.pages),
        statements=len(catalogue.said_by.get(line.id, ())),
        about=len(catalogue.said_about.get(line.id, ())),
        done=len(catalogue.done_by.get(line.id, ())),
        suffered=len(catalogue.done_to.get(line.id, ())),
    )


def _is_wanted(catalogue: Catalogue, line: EntityLine, asked: Asked) -> bool:
    if asked.country and line.country != asked.country:
        return False
    if asked.type:
        return line.type == asked.type
    # A place is an actor where it acts.
    return line.type != "LOC" or line.id in catalogue.said_by or line.id in catalogue.done_by


def _weight(catalogue: Catalogue, line: EntityLine) -> tuple[int, int, str]:
    active = len(catalogue.said_by.get(line.id, ())) + len(catalogue.done_by.get(line.id, ()))
    return -active, -len(line.pages), line.id

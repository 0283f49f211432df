"""`khabar entity`: who and what many pages name, and what joined each of their names to one identity."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from khabar.cli.output import write_lines
from khabar.cli.sources import open_sources
from khabar.errors import UsageError
from khabar.export.choice import Choice
from khabar.export.tables import write_rows
from khabar.store import HAPPENINGS, IDENTITIES, UTTERANCES

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Iterator, Sequence

    from khabar.account import Identity
    from khabar.cli.sources import Sources


class Row(NamedTuple):
    """An identity: on how many pages, how often it speaks, in how many happenings it acts or is acted upon."""

    type: str
    name: str
    name_en: str
    names: tuple[str, ...]
    country: str
    actor_code: str
    pages: int
    utterances: int
    happenings: int
    id: str


class JoinRow(NamedTuple):
    """A part of an identity: how its page names it, by what it was joined, and why."""

    id: str
    page: str
    outlet: str
    named: str
    by: str
    why: str


def run(wanted: Namespace) -> int:
    """Run the command."""
    with open_sources(wanted.record) as sources:
        found = list(_find(sources, wanted.name, wanted.type))
        if wanted.name and not found:
            raise UsageError(f"{wanted.record} names nobody and nothing {wanted.name!r}")
        if wanted.joins:
            joins = (row for one in found for row in _joins(sources, one))
            lines = write_rows(joins, JoinRow._fields, wanted.format)
        else:
            lines = write_rows(_rows(sources, found), Row._fields, wanted.format)
        write_lines(wanted.output, lines)
    return 0


def _find(sources: Sources, name: str, type_: str) -> Iterator[Identity]:
    """Yield the identities with the id `name`, else those of which a name holds it."""
    exact = sources.store.part(IDENTITIES, key=name) if name else ()
    choice = Choice(actor=name)
    for one in exact or sources.store.part(IDENTITIES):
        if type_ in ("", one.type) and (exact or choice.takes(actors=(one.name, one.name_en, *one.names))):
            yield one


def _rows(sources: Sources, found: Sequence[Identity]) -> Iterator[Row]:
    spoken = Counter(one.speaker for one in sources.store.part(UTTERANCES))
    acted = Counter(
        party for one in sources.store.part(HAPPENINGS) for party in {*one.actors, *one.recipients, one.place}
    )
    pages = {one.id: len({part.page for part in one.parts}) for one in found}
    for one in sorted(found, key=lambda one: (-pages[one.id], one.id)):
        yield Row(
            type=one.type,
            name=one.name,
            name_en=one.name_en,
            names=one.names,
            country=one.country,
            actor_code=one.actor_code,
            pages=pages[one.id],
            utterances=spoken[one.id],
            happenings=acted[one.id],
            id=one.id,
        )


def _joins(sources: Sources, one: Identity) -> Iterator[JoinRow]:
    for part in one.parts:
        yield JoinRow(one.id, part.page, sources.outlet(part.page), part.entity, part.by, part.why)

"""`khabar timeline`: what happened and what was said, day by day, each once, with all who tell it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from khabar.account import Utterance
from khabar.cli.output import write_lines
from khabar.cli.sources import open_sources
from khabar.export.choice import read_choice
from khabar.export.tables import write_rows
from khabar.store import HAPPENINGS, UTTERANCES

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Iterable, Iterator

    from khabar.account import Count, Happening
    from khabar.cli.sources import Sources
    from khabar.export.choice import Choice


class Row(NamedTuple):
    """A happening or an utterance. `what` is the type of an event in capitals, the act of a statement in small letters.

    `date` is its own, `told` that of the first page which tells it. The words are those of one telling, which stand at
    `start` to `end` of `page`. `origins` counts independent origins, `tellings` all places where it is told.
    """

    date: str
    told: str
    what: str
    status: str
    who: tuple[str, ...]
    whom: tuple[str, ...]
    place: str
    words: str
    killed: str
    injured: str
    told_by: tuple[str, ...]
    outlets: tuple[str, ...]
    origins: int
    tellings: int
    page: str
    start: int
    end: int
    id: str


# What a terminal has room for; the rest is in the other forms.
_SHOWN = (
    "date", "told", "what", "status", "who", "whom", "place", "words", "killed", "injured", "told_by", "origins", "id"
)  # fmt: skip


def run(wanted: Namespace) -> int:
    """Run the command."""
    choice = read_choice(wanted)
    with open_sources(wanted.record) as sources:
        chosen: list[Happening | Utterance] = [
            *_choose_happenings(sources, choice),
            *_choose_utterances(sources, choice),
        ]
        chosen.sort(key=lambda one: (one.date or one.told or "~", one.id))
        rows = (_row(sources, one) for one in chosen)
        write_lines(wanted.output, write_rows(rows, Row._fields, wanted.format, _SHOWN))
    return 0


def _choose_happenings(sources: Sources, choice: Choice) -> Iterator[Happening]:
    for one in sources.store.part(HAPPENINGS):
        if choice.takes(
            dates=(one.date or one.told,),
            actors=sources.names((*one.actors, *one.recipients, *one.told_by)),
            places=sources.names((one.place,)),
            outlets=one.outlets,
            types=(one.type,),
        ):
            yield one


def _choose_utterances(sources: Sources, choice: Choice) -> Iterator[Utterance]:
    for one in sources.store.part(UTTERANCES):
        if choice.takes(
            dates=(one.date or one.told,),
            actors=sources.names((one.speaker,)),
            places=sources.names(one.about),
            outlets=one.outlets,
            acts=(one.act,),
        ):
            yield one


def _row(sources: Sources, one: Happening | Utterance) -> Row:
    return _said(sources, one) if isinstance(one, Utterance) else _done(sources, one)


def _done(sources: Sources, one: Happening) -> Row:
    told = sources.told(one.tellings[0])
    return Row(
        date=one.date,
        told=one.told,
        what=one.type,
        status="" if one.status == "actual" else one.status,
        who=_names(sources, one.actors),
        whom=_names(sources, one.recipients),
        place=sources.name(one.place),
        words=told.words,
        killed=write_counts(sources, one.killed),
        injured=write_counts(sources, one.injured),
        told_by=_names(sources, one.told_by),
        outlets=one.outlets,
        origins=one.origins,
        tellings=len(one.tellings),
        page=told.page,
        start=told.start,
        end=told.end,
        id=one.id,
    )


def _said(sources: Sources, one: Utterance) -> Row:
    told = sources.told(one.renderings[0].statement)
    return Row(
        date=one.date,
        told=one.told,
        what=one.act,
        status="",
        who=_names(sources, (one.speaker,)),
        whom=(),
        place="",
        words=told.words,
        killed="",
        injured="",
        told_by=(),
        outlets=one.outlets,
        origins=one.origins,
        tellings=len(one.renderings),
        page=told.page,
        start=told.start,
        end=told.end,
        id=one.id,
    )


def write_counts(sources: Sources, counts: Iterable[Count]) -> str:
    """Return how many are counted, each number once with who says it: `12 (one outlet), 15 to 20 (a ministry, …)`."""
    tellers: dict[tuple[int, int], dict[str, None]] = {}
    for count in counts:
        outlet = sources.outlet(count.event.rpartition("#")[0])
        teller = sources.name(count.source) if count.source else outlet
        tellers.setdefault((count.low, count.high), {})[teller] = None
    written = []
    for (low, high), names in sorted(tellers.items()):
        who = ", ".join(filter(None, names))
        number = str(low) if low == high else f"{low} to {high}"
        written.append(f"{number} ({who})" if who else number)
    return ", ".join(written)


def _names(sources: Sources, ids: Iterable[str]) -> tuple[str, ...]:
    return tuple(filter(None, map(sources.name, ids)))

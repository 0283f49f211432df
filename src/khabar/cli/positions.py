"""`khabar positions`: where actors stand on issues, day by day, and where they turn."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from khabar.cli.sources import answer
from khabar.export.choice import Choice
from khabar.store import POSITIONS

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Iterator

    from khabar.cli.sources import Sources


class Row(NamedTuple):
    """What an actor says of an issue; `changed` where it turns against what they said before."""

    actor: str
    issue: str
    date: str
    side: str
    act: str
    changed: bool
    words: str
    outlet: str
    page: str
    start: int
    end: int
    statement: str


def run(wanted: Namespace) -> int:
    """Run the command."""
    return answer(wanted, _rows, Row._fields)


def _rows(sources: Sources, choice: Choice, wanted: Namespace) -> Iterator[Row]:
    # The outlet stands on the page, which is read only for what else is asked for.
    rest, of_outlet = replace(choice, outlet=""), Choice(outlet=choice.outlet)
    for position in sources.store.part(POSITIONS):
        if (
            wanted.issue not in {"", position.issue}
            or wanted.side not in {"", position.side}
            or (wanted.changed and not position.changed)
            or not rest.takes(dates=(position.date,), actors=sources.names((position.actor,)), acts=(position.act,))
        ):
            continue
        told = sources.told(position.statement)
        if of_outlet.takes(outlets=(told.outlet,)):
            yield Row(
                actor=sources.name(position.actor),
                issue=position.issue,
                date=position.date,
                side=position.side,
                act=position.act,
                changed=position.changed,
                words=told.words,
                outlet=told.outlet,
                page=told.page,
                start=told.start,
                end=told.end,
                statement=position.statement,
            )

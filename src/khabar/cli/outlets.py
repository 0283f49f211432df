"""`khabar outlets`: what each outlet prints, from whom, and how it holds the words of others."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from khabar.cli.output import write_lines
from khabar.cli.sources import open_sources
from khabar.export.choice import read_choice
from khabar.export.tables import write_rows
from khabar.store import PROFILES

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Iterator

    from khabar.account import Profile
    from khabar.cli.sources import Sources

_FEW = 5  # sources or speakers named in a row


class Row(NamedTuple):
    """An outlet: its pages, those of its own, whom the others are from, whom it distances itself from or endorses."""

    outlet: str
    pages: int
    own: int
    sources: tuple[str, ...]
    statements: int
    distanced: tuple[str, ...]
    endorsed: tuple[str, ...]


class HoldingRow(NamedTuple):
    """How often an outlet gives a speaker's words with a stance, and its own rate over all speakers, in [0, 1]."""

    outlet: str
    speaker: str
    stance: str
    times: int
    of: int
    share: float
    rate: float


def run(wanted: Namespace) -> int:
    """Run the command."""
    choice = read_choice(wanted)
    with open_sources(wanted.record) as sources:
        profiles = [one for one in sources.store.part(PROFILES) if choice.takes(outlets=(one.outlet,))]
        if wanted.holdings:
            holdings = (row for profile in profiles for row in _holdings(sources, profile))
            lines = write_rows(holdings, HoldingRow._fields, wanted.format)
        else:
            lines = write_rows((_row(sources, one) for one in profiles), Row._fields, wanted.format)
        write_lines(wanted.output, lines)
    return 0


def _row(sources: Sources, profile: Profile) -> Row:
    stances = {"distancing": list[str](), "endorsing": list[str]()}
    for row in _holdings(sources, profile):
        if row.share > row.rate:
            stances[row.stance].append(f"{row.speaker} {row.times}/{row.of} ({row.rate:.2f})")
    return Row(
        outlet=profile.outlet,
        pages=profile.pages,
        own=profile.own,
        sources=tuple(f"{sources.name(one.source)} {one.pages}" for one in profile.sources[:_FEW]),
        statements=profile.statements,
        distanced=tuple(stances["distancing"][:_FEW]),
        endorsed=tuple(stances["endorsing"][:_FEW]),
    )


def _holdings(sources: Sources, profile: Profile) -> Iterator[HoldingRow]:
    for one in profile.holdings:
        name = sources.name(one.speaker)
        yield HoldingRow(profile.outlet, name, one.stance, one.count, one.of, one.count / one.of, one.rate)

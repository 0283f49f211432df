"""Outlets: what each prints, from whom, and whose words it gives with distance or endorsement, beside its own rate."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from khabar.account import Holding, Profile, Supply

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from khabar.corpus.claims.denials import Who
    from khabar.corpus.credits import Credits
    from khabar.model import Record, Stance

_LEAST_GIVEN = 3  # statements of one speaker that an outlet must give before its stance to them means anything


class Printed(NamedTuple):
    """One page of an outlet: whom it credits, and whose words it gives how (entity, name, stance)."""

    page: str
    outlet: str
    own: frozenset[str]
    credited: tuple[str, ...]
    given: tuple[tuple[str, str, Stance], ...]


def read_printed(record: Record, outlet: str, stated: Credits) -> Printed:
    """Return what a record tells of its outlet; `stated` are the outlets it belongs to and credits."""
    given = ((s.speaker, s.speaker_name, s.outlet_stance) for s in record.statements if s.speaker_name)
    return Printed(record.page.id, outlet, stated.own, stated.credited, tuple(given))


def find_profiles(printed: Iterable[Printed], origins: Mapping[str, str], who: Who) -> tuple[Profile, ...]:
    """Return the profiles of all outlets by name; pages of no known outlet have none.

    `origins` gives for a page that copies another the outlet it has its text from, "" where that is not known.
    """
    pages: dict[str, list[Printed]] = {}
    names: dict[str, Counter[str]] = {}
    for one in sorted(printed):
        if key := min(one.own, default=""):
            pages.setdefault(key, []).append(one)
            names.setdefault(key, Counter())[one.outlet or key] += 1
    profiles = (_make_profile(_commonest(names[key]), pages[key], origins, who) for key in pages)
    return tuple(sorted(profiles, key=lambda profile: profile.outlet))


def _commonest(names: Counter[str]) -> str:
    return min(names, key=lambda name: (-names[name], name))


def _make_profile(outlet: str, printed: Sequence[Printed], origins: Mapping[str, str], who: Who) -> Profile:
    sources = Counter(source for one in printed for source in _find_sources(one, origins))
    return Profile(
        outlet=outlet,
        pages=len(printed),
        own=sum(not one.credited and one.page not in origins for one in printed),
        sources=tuple(Supply(*pair) for pair in sorted(sources.items(), key=lambda pair: (-pair[1], pair[0]))),
        statements=sum(len(one.given) for one in printed),
        holdings=tuple(_find_holdings(printed, who)),
    )


def _find_sources(one: Printed, origins: Mapping[str, str]) -> set[str]:
    """Return whom a page has its text from: all it credits, else the outlet it copies."""
    return set(one.credited) or {origins[one.page]} - {""} if one.page in origins else set(one.credited)


def _find_holdings(printed: Sequence[Printed], who: Who) -> Iterator[Holding]:
    """Yield the stances but neutral to those the outlet often quotes, the furthest from its rate first."""
    given = [(who.find(one.page, entity, name), stance) for one in printed for entity, name, stance in one.given]
    speakers = Counter(speaker for speaker, _ in given)
    stances = Counter(stance for _, stance in given)
    found = [
        Holding(speaker, stance, count, speakers[speaker], stances[stance] / len(given))
        for (speaker, stance), count in Counter(given).items()
        if stance != "neutral" and speakers[speaker] >= _LEAST_GIVEN
    ]
    yield from sorted(found, key=lambda one: (one.rate - one.count / one.of, one.speaker, one.stance))

"""What ties the things of many pages together: the account of a record, looked up by any of its parts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from khabar.account import (
        Accord,
        Account,
        Claim,
        Contradiction,
        Group,
        Happening,
        Position,
        Profile,
        Reprint,
        Story,
        Utterance,
    )

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Ties:
    """The account of all pages; every tie under each page, statement, event, actor or outlet that is part of it."""

    groups: tuple[Group, ...]
    group_of: Mapping[str, tuple[Group, ...]]
    reprints_of: Mapping[str, tuple[Reprint, ...]]
    stories: Mapping[str, Story]
    story_of: Mapping[str, tuple[Story, ...]]
    utterances: tuple[Utterance, ...]
    utterance_of: Mapping[str, tuple[Utterance, ...]]
    happenings: tuple[Happening, ...]
    happening_of: Mapping[str, tuple[Happening, ...]]
    claims: tuple[Claim, ...]
    claims_of: Mapping[str, tuple[Claim, ...]]
    contradictions: tuple[Contradiction, ...]
    contradictions_of: Mapping[str, tuple[Contradiction, ...]]
    positions: tuple[Position, ...]
    positions_of: Mapping[str, tuple[Position, ...]]
    accords: Mapping[str, Accord]
    profiles: Mapping[str, Profile]


def make_ties(account: Account) -> Ties:
    """Put an account in order."""
    return Ties(
        groups=account.groups,
        group_of=_under(account.groups, lambda group: group.pages),
        reprints_of=_under(account.reprints, lambda reprint: (reprint.a, reprint.b)),
        stories={story.id: story for story in account.stories},
        story_of=_under(account.stories, lambda story: story.pages),
        utterances=account.utterances,
        utterance_of=_under(account.utterances, lambda one: (rendering.statement for rendering in one.renderings)),
        happenings=account.happenings,
        happening_of=_under(account.happenings, lambda happening: happening.tellings),
        claims=account.claims,
        claims_of=_under(account.claims, lambda claim: (*claim.makers, *claim.denials)),
        contradictions=account.contradictions,
        contradictions_of=_under(account.contradictions, lambda found: (found.a, found.b)),
        positions=account.positions,
        positions_of=_under(account.positions, lambda position: (position.actor,)),
        accords={accord.id: accord for accord in account.accords},
        profiles={profile.outlet: profile for profile in account.profiles},
    )


def _under(things: Iterable[T], parts: Callable[[T], Iterable[str]]) -> dict[str, tuple[T, ...]]:
    found: dict[str, list[T]] = {}
    for thing in things:
        for part in dict.fromkeys(parts(thing)):
            found.setdefault(part, []).append(thing)
    return {part: tuple(kept) for part, kept in found.items()}

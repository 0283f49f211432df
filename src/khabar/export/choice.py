"""Which things of an account are asked for: by day, actor, place, outlet, act and type."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import TYPE_CHECKING

from khabar.text.fold import fold_form

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from khabar.account import Identity

_DAY = len("2025-03-01")
_LAST = "-12-31"


@dataclass(frozen=True, slots=True)
class Choice:
    """What is asked for; "" asks for nothing in particular.

    `since` and `until` are ISO prefixes, both included. `actor`, `place` and `outlet` are ids, or parts of a name,
    their spelling folded; `act` and `type` are values of the record.
    """

    since: str = ""
    until: str = ""
    actor: str = ""
    place: str = ""
    outlet: str = ""
    act: str = ""
    type: str = ""

    def takes(
        self,
        *,
        dates: Iterable[str] = (),
        actors: Iterable[str] = (),
        places: Iterable[str] = (),
        outlets: Iterable[str] = (),
        acts: Iterable[str] = (),
        types: Iterable[str] = (),
    ) -> bool:
        """Return whether a thing is asked for: of each kind asked for, one of its own must fit.

        `actors`, `places` and `outlets` take ids and names alike. A date fits where a day of it is in the time asked
        for; a thing without a date fits no time.
        """
        return (
            (not (self.since or self.until) or any(is_between(date, self.since, self.until) for date in dates))
            and _is_named(self.actor, actors)
            and _is_named(self.place, places)
            and _is_named(self.outlet, outlets)
            and (not self.act or self.act in acts)
            and (not self.type or self.type in types)
        )


def read_choice(options: object) -> Choice:
    """Return what the fields of `options` ask for; one that is missing asks for nothing."""
    return Choice(**{field.name: getattr(options, field.name, "") for field in fields(Choice)})


def is_between(date: str, since: str, until: str) -> bool:
    """Return whether an ISO prefix lies between two others, both included, either "" where open.

    A month lies in a stretch of days where one of its own may; what has no date lies in none.
    """
    if not since and not until:
        return True
    if not date:
        return False
    last = date if len(date) >= _DAY else last_day(date)
    return last >= since and (not until or date[:_DAY] <= last_day(until))


def last_day(date: str) -> str:
    """Return the last day, at most, of an ISO prefix as one that compares: `2020-02` gives `2020-02-31`."""
    return date[:_DAY] + (_LAST if len(date) == len("2020") else "-31" if len(date) == len("2020-02") else "")


def names_of(ids: Iterable[str], identities: Mapping[str, Identity]) -> tuple[str, ...]:
    """Return ids with all the names that those among `identities` bear, for `Choice.takes`."""
    found = list(ids)
    for one in tuple(found):
        if identity := identities.get(one):
            found += [identity.name, identity.name_en, *identity.names]
    return tuple(found)


def _is_named(wanted: str, names: Iterable[str]) -> bool:
    if not wanted:
        return True
    folded = fold_form(wanted)
    return any(name == wanted or folded in fold_form(name) for name in names)

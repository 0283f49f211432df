"""A bare role on a dated page, and who held it then: "the Russian foreign minister" of 2020 is Lavrov."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from khabar.corpus.named import read_role
from khabar.text.tokens import tokenize

if TYPE_CHECKING:
    from collections.abc import Iterable

    from khabar.corpus.leaves import Days
    from khabar.lexicon.names import NameLexicon
    from khabar.lexicon.names_entries import Office


class Holder(NamedTuple):
    """Who held a role on the day of a page, and what says so."""

    person: str  # entity id
    why: str


class Roles:
    """Who held which office when."""

    def __init__(self, names: NameLexicon) -> None:
        self._names = names
        self._offices: dict[tuple[str, str], list[Office]] = {}
        for offices in names.offices.values():
            for office in offices:
                self._offices.setdefault((office.title, office.country), []).append(office)

    def find_holder(self, name: str, days: Days) -> Holder | None:
        """Return the one who held the role that `name` is on all days a page may be of; None where that is open.

        The words must be a title and its state and nothing else, or a name that several holders of an office bear.
        """
        first, last = days.date or days.earliest, days.date or days.latest
        if not (first and last):
            return None
        held = [office for office in self._find_offices(name) if _overlaps(office, first, last)]
        if len({office.person for office in held}) != 1:
            return None
        office = held[0]
        state = f" of {office.country}" if office.country else ""
        period = f"{office.start or '?'} to {office.end or 'now'}"
        return Holder(office.person, f"{office.title}{state} from {period}, on a page of {_tell(first, last)}")

    def _find_offices(self, name: str) -> Iterable[Office]:
        tokens = tokenize(name)
        last = len(tokens.forms)
        if not last:
            return ()
        known = self._names.known.phrases.get(" ".join(tokens.forms), ())
        if len(known) > 1 and all(entity.type == "PER" for entity in known):
            return [office for entity in known for office in self._names.offices.get(entity.id, ())]
        role = read_role(tokens, 0, last, self._names)
        if role is None or role.last < last or not role.country:
            return ()
        return [office for title in sorted(role.titles) for office in self._offices.get((title, role.country), ())]


def _overlaps(office: Office, first: str, last: str) -> bool:
    """Say whether an office was held on a day from `first` to `last`, ISO prefixes of any length."""
    begun = not office.start or office.start <= last[: len(office.start)]
    return begun and (not office.end or office.end >= first[: len(office.end)])


def _tell(first: str, last: str) -> str:
    return first if first == last else f"{first} to {last}"

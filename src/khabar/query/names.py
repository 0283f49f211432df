"""Whom a name means: ids of people, organisations and places by any part of any of their names, spelling aside."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple, Protocol

from khabar.text.fold import fold_form

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence
    from typing import TypeVar

    T = TypeVar("T")

# Stands in no name, so that no part of a name lies across two.
_BETWEEN = "\n"


class Bearer(Protocol):
    """What bears names: an identity of the account, or its line in the outline."""

    @property
    def id(self) -> str:
        """The id."""

    @property
    def name(self) -> str:
        """The name it stands under."""

    @property
    def name_en(self) -> str:
        """The English name, "" where none is known."""

    @property
    def names(self) -> tuple[str, ...]:
        """All other names."""


class Who(NamedTuple):
    """Those a name means: known ones by their ids, and whoever has it in a bare name; `part` is "" for an id alone."""

    ids: frozenset[str]
    part: str
    known: Collection[str]

    def is_among(self, ones: Iterable[str]) -> bool:
        """Return whether one of these ids, or bare names, is meant."""
        return any(one in self.ids or (self.part and one not in self.known and self._bears(one)) for one in ones)

    def gather(self, index: Mapping[str, tuple[T, ...]], order: Sequence[T]) -> Sequence[T]:
        """Return what stands in `index` under those meant, each once and as `order` has it."""
        keys = [key for key in index if self.is_among((key,))]
        if len(keys) <= 1:
            return index[keys[0]] if keys else ()
        found = {id(line) for key in keys for line in index[key]}
        return [line for line in order if id(line) in found]

    def _bears(self, name: str) -> bool:
        return self.part in fold_form(name)


@dataclass(frozen=True, slots=True)
class Names:
    """All names of a record's people, organisations and places, folded, by their ids."""

    folded: Mapping[str, str]

    def find(self, wanted: str) -> Who:
        """Return whom `wanted` means: the one with that id, else all who have it in a name; nobody for ""."""
        if wanted in self.folded:
            return Who(frozenset({wanted}), "", self.folded)
        part = fold_form(" ".join(wanted.split()))
        meant = frozenset(one for one, names in self.folded.items() if part and part in names)
        return Who(meant, part, self.folded)


def fold_names(bearers: Iterable[Bearer]) -> Names:
    """Return the names of all bearers."""
    return Names(
        {one.id: _BETWEEN.join(map(fold_form, dict.fromkeys((one.name, one.name_en, *one.names)))) for one in bearers}
    )

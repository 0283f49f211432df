"""Long lists in pages, and what their entries share, counted."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

T = TypeVar("T")
# Entries of one page of a list: some three screens.
PER_PAGE = 50


@dataclass(frozen=True, slots=True)
class Pager:
    """Where in a list a page stands: the page from 1, of how many, and how many entries there are in all."""

    page: int
    pages: int
    total: int


@dataclass(frozen=True, slots=True)
class Facet:
    """A value that entries share, what it is called (in English too where it has a name there), how many have it."""

    value: str
    name: str
    count: int
    name_en: str = ""


def cut(entries: Sequence[T], page: int, per_page: int = PER_PAGE) -> tuple[Pager, Sequence[T]]:
    """Return where page `page` of the entries stands, the last one where there are fewer, and its entries."""
    pages = max(1, -(-len(entries) // per_page))
    page = min(page, pages)
    return Pager(page, pages, len(entries)), entries[(page - 1) * per_page : page * per_page]


def last_first(entries: Sequence[T], day: Callable[[T], str]) -> Sequence[T]:
    """Return entries, which stand by day, the newest first; those without a day stay behind."""
    dated = bisect_left(entries, True, key=lambda entry: not day(entry))  # what the key is
    return [*entries[:dated][::-1], *entries[dated:]]


def count(values: Iterable[str], most: int = 0) -> tuple[Facet, ...]:
    """Return how often each value comes that is not empty, commonest first; at most `most` where that is given."""
    counts = Counter(value for value in values if value)
    ordered = sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))
    return tuple(Facet(value, value, number) for value, number in ordered[: most or None])

"""The pages that hold words, each with the stretch that holds most of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from khabar.query.rows import PageRow, page_row
from khabar.query.words import Quoted, Words, words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from khabar.query.room import Desk
    from khabar.store import Hit


@dataclass(frozen=True, slots=True)
class Found(Quoted):
    """A page that holds what was looked for: the stretch with most of it, the places of all, a score to rank by."""

    QUOTED = "snippet"

    page: PageRow
    snippet: Words
    places: tuple[Words, ...]
    score: float


def read_hits(desk: Desk, hits: Iterable[Hit]) -> Iterator[Found]:
    """Yield what was found, each read when it is asked for."""
    for hit in hits:
        number = desk.catalogue.numbers[hit.page]
        text = desk.store.text(number)
        yield Found(
            page=page_row(desk.catalogue.pages[number]),
            snippet=words(text, hit.snippet),
            places=tuple(words(text, span) for span in hit.spans),
            score=hit.score,
        )

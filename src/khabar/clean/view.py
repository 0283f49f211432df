"""The lines of one page with what each says by itself: what the passes over the whole page look at."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from khabar.clean.cohesion import share_known
from khabar.clean.features import read_features
from khabar.clean.imprint import find_imprint
from khabar.clean.shape import Line, Words, read_shape
from khabar.clean.twins import index_twins
from khabar.clean.vocabulary import read_words

if TYPE_CHECKING:
    from collections.abc import Set as AbstractSet

    from khabar.clean.features import LineFeatures
    from khabar.clean.imprint import Imprint
    from khabar.clean.twins import Twins
    from khabar.clean.verdict import Verdict
    from khabar.lexicon import Lexicon
    from khabar.lexicon.chrome import ChromeLexicon
    from khabar.lexicon.names import NameLexicon
    from khabar.model import BlockKind, Page
    from khabar.text.tokens import Tokens


@dataclass(frozen=True, slots=True)
class View:
    """One page as lines: `verdicts[i]` is what line `rows[i]` says by itself, None where it says nothing.

    `calendar` holds the folded names of months and weekdays.
    """

    page: Page
    tokens: Tokens
    chrome: ChromeLexicon
    names: NameLexicon
    calendar: AbstractSet[str]
    rows: tuple[LineFeatures, ...]
    verdicts: tuple[Verdict | None, ...]
    twins: Twins
    imprint: Imprint

    def is_firm(self, at: int) -> bool:
        """Whether a line is chrome wherever it stands."""
        verdict = self.verdicts[at]
        return verdict is not None and verdict.firm

    def kind(self, at: int) -> BlockKind | None:
        """Return the kind a line's own words and shape give it, None where they give none."""
        verdict = self.verdicts[at]
        return verdict.kind if verdict else None

    def raw(self, at: int) -> str:
        """Return the page's own characters of a line."""
        return self.page.text[self.rows[at].start : self.rows[at].end]

    def share(self, at: int, stems: AbstractSet[str]) -> tuple[int, int]:
        """Return how many content words of a line are among `stems`, of how many."""
        return share_known(self.rows[at], stems, self.tokens, self.chrome.marks["prose"])


def read_view(page: Page, tokens: Tokens, lexicon: Lexicon) -> View:
    """Return the lines of a page, each judged by itself."""
    chrome = lexicon.chrome
    rows = tuple(read_features(tokens, chrome.marks["prose"], chrome.marks["doubtful"]))
    months, weekdays = lexicon.times.months.entries.keys(), lexicon.times.weekdays.entries.keys()
    words = Words(
        times=lexicon.times.vocabulary,
        calendar=chrome.marks["calendar"] | months | weekdays,
        published=chrome.marks["published"],
        ago=chrome.marks["ago"],
        outlets=chrome.marks["outlet"],
    )
    verdicts = tuple(
        read_words(row, chrome) or read_shape(Line(row, page.text[row.start : row.end], words)) for row in rows
    )
    imprint = find_imprint(page, tokens, chrome, rows, verdicts)
    return View(page, tokens, chrome, lexicon.names, words.calendar, rows, verdicts, index_twins(rows), imprint)

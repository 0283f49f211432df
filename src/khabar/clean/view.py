"""The lines of one page with what each says by itself: what the passes over the whole page look at."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from khabar.clean.features import read_features
from khabar.clean.shape import read_shape
from khabar.clean.vocabulary import read_words

if TYPE_CHECKING:
    from khabar.clean.features import LineFeatures
    from khabar.clean.vocabulary import Verdict
    from khabar.lexicon.chrome import ChromeLexicon
    from khabar.model import Page
    from khabar.text.tokens import Tokens


@dataclass(frozen=True, slots=True)
class View:
    """One page as lines: `verdicts[i]` is what line `rows[i]` says by itself, None where it says nothing."""

    page: Page
    tokens: Tokens
    chrome: ChromeLexicon
    rows: tuple[LineFeatures, ...]
    verdicts: tuple[Verdict | None, ...]

    @property
    def particles(self) -> frozenset[str]:
        """The words of running text."""
        return self.chrome.marks["prose"]

    def is_firm(self, index: int) -> bool:
        """Whether a line is chrome wherever it stands."""
        verdict = self.verdicts[index]
        return verdict is not None and verdict.firm

    def kind(self, index: int) -> str:
        """Return the kind a line's own words and shape give it, "" where they give none."""
        verdict = self.verdicts[index]
        return verdict.kind if verdict else ""


def read_view(page: Page, tokens: Tokens, chrome: ChromeLexicon) -> View:
    """Return the lines of a page, each judged by itself."""
    rows = tuple(read_features(tokens, chrome.marks["prose"]))
    verdicts = tuple(read_words(row, tokens, chrome) or read_shape(row, tokens, chrome) for row in rows)
    return View(page, tokens, chrome, rows, verdicts)

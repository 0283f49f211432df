"""The words of one line as the grammar sees them: folded, proclitics cut off where a word of time is left.

A position is an index into the line. `take` asks the lexicon for a word of a kind; nothing here knows what words mean.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from khabar.text.numbers import Number, read_cardinal, read_ordinal

if TYPE_CHECKING:
    from collections.abc import Callable

    from khabar.lexicon.times import MonthName, TimeLexicon
    from khabar.text.numbers import NumberTable
    from khabar.text.tokens import Tokens


_DIGITS = ("digits",)


@dataclass(frozen=True, slots=True)
class Words:
    """Tokens `[first, first + size)` of a page: `forms` with `cuts` characters of proclitics off, and `whole`.

    `kinds` holds, in order, the kinds of form that a word opens, `counts` the cardinals read so far.
    """

    tokens: Tokens
    lexicon: TimeLexicon
    first: int
    size: int
    forms: list[str]
    whole: list[str]
    cuts: dict[int, int]
    kinds: dict[int, tuple[str, ...]]
    counts: dict[int, Number | None]

    def take(self, kind: str, at: int) -> tuple[str, int] | None:
        """Return the value of the longest word of `kind` at `at`, and the position behind it."""
        return self.lexicon.words[kind].at(self.forms, at, self.size)

    def skip(self, kind: str, at: int) -> int:
        """Return the position behind a word of `kind`, `at` itself where none stands there."""
        taken = self.take(kind, at)
        return taken[1] if taken else at

    def month(self, at: int) -> tuple[MonthName, int] | None:
        """Return the month whose name stands at `at`, and the position behind it."""
        return self.lexicon.months.at(self.forms, at, self.size)

    def weekday(self, at: int, *, bare: bool = False) -> tuple[int, int] | None:
        """Return the weekday whose name stands at `at`, and the position behind it; `bare`: without the article."""
        table = self.lexicon.bare_weekdays if bare else self.lexicon.weekdays
        return table.at(self.forms, at, self.size)

    def cardinal(self, at: int) -> Number | None:
        """Return the cardinal number at `at`, in digits or words."""
        if at not in self.counts:
            self.counts[at] = self._number(read_cardinal, at)
        return self.counts[at]

    def ordinal(self, at: int) -> Number | None:
        """Return the ordinal number at `at`, in words."""
        return self._number(read_ordinal, at)

    def _number(self, read: Callable[[list[str], int, int, NumberTable], Number | None], at: int) -> Number | None:
        if at >= self.size:
            return None
        # Addends are joined by a proclitic, so all words but the first are read whole.
        kept, self.whole[at] = self.whole[at], self.forms[at]
        number = read(self.whole, at, self.size, self.lexicon.numbers)
        self.whole[at] = kept
        return number

    def digits(self, at: int, most: int = 4) -> int | None:
        """Return the number in digits at `at`, of at most `most` digits."""
        if at >= self.size:
            return None
        form = self.forms[at]
        return int(form) if len(form) <= most and form.isascii() and form.isdigit() else None

    def sign(self, at: int, signs: str) -> str:
        """Return the sign at `at` if it is one of `signs`, else ""."""
        return self.forms[at] if at < self.size and self.forms[at] in signs else ""

    def clitic(self, at: int) -> str:
        """Return the proclitics cut off the word at `at`, folded."""
        cut = self.cuts.get(at, 0)
        return self.tokens.forms[self.first + at][:cut]

    def joined(self, at: int) -> bool:
        """Answer whether the word at `at` touches the one before it, marks and invisible characters left out."""
        where = self.first + at
        offsets = self.tokens.offsets
        return 0 < at < self.size and offsets[where] == offsets[where - 1] + len(self.tokens.forms[where - 1])


def read_words(tokens: Tokens, first: int, last: int, lexicon: TimeLexicon) -> Words:
    """Return the words of tokens `[first, last)` with proclitics cut off where a word of time is left."""
    forms = list(tokens.forms[first:last])
    whole = forms.copy()
    cuts: dict[int, int] = {}
    kinds: dict[int, tuple[str, ...]] = {}
    known = lexicon.vocabulary
    for at, form in enumerate(whole):
        opens = known.get(form)
        if opens is None:
            if form[0] <= "9" and form.isdigit():
                opens = _DIGITS
            for cut, stem in tokens.readings[first + at][1:]:
                opens = known.get(stem)
                if opens is not None:
                    forms[at], cuts[at] = stem, cut
                    break
        if opens:
            kinds[at] = opens
    return Words(tokens, lexicon, first, last - first, forms, whole, cuts, kinds, {})

"""What one line of a page looks like: tokens in, a row of counts and words out. Decides nothing."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from khabar.text.tokens import Line, Tokens

_STOPS = frozenset(".!?\u2026")
_CLOSERS = frozenset("\"')]}\u00bb")
_PREFIX_SIGNS = frozenset(":|")
_BULLETS = frozenset("-*\u2022\u25cf\u25aa\u25a0\u25e6\u00b7#+>")
_ADDRESS_SIGNS = ("http", "www.", "@", ".com", ".net", ".org")


class LineFeatures(NamedTuple):
    """One line that is not empty. `start`, `end` are page characters, white space trimmed; `first`, `last` its tokens.

    `words` are its folded words, signs and figures left out; `key` the same joined by spaces. `figures` counts groups of
    digits, `latin` words in Latin letters, `particles` words of running text. `close` is the sign the line ends with, ""
    where it ends with a word, "…" for two or more dots. `prefix` counts the words before the first colon or bar, -1 where
    there is none. `lead` is "number" or "bullet" where the line opens like an item of a list. `copies` counts the lines
    of the page with the same key.
    """

    index: int
    start: int
    end: int
    first: int
    last: int
    words: tuple[str, ...]
    key: str
    figures: int
    latin: int
    particles: int
    close: str
    prefix: int
    lead: str
    address: bool
    copies: int

    @property
    def size(self) -> int:
        """Words and groups of digits."""
        return len(self.words) + self.figures

    @property
    def is_closed(self) -> bool:
        """Whether the line ends as a sentence ends."""
        return self.close in _STOPS


def read_features(tokens: Tokens, particles: frozenset[str]) -> list[LineFeatures]:
    """Return a row for each line of `tokens`, in page order."""
    rows = [_read_line(index, line, tokens, particles) for index, line in enumerate(tokens.lines)]
    copies = Counter(row.key for row in rows)
    return [row if copies[row.key] == 1 else row._replace(copies=copies[row.key]) for row in rows]


def _read_line(index: int, line: Line, tokens: Tokens, particles: frozenset[str]) -> LineFeatures:
    forms = tokens.forms[line.first : line.last]
    raw = tokens.page[line.start : line.end]
    start = line.start + len(raw) - len(raw.lstrip())
    words = tuple(form for form in forms if form.isalpha())
    return LineFeatures(
        index=index,
        start=start,
        end=line.start + len(raw.rstrip()),
        first=line.first,
        last=line.last,
        words=words,
        key=" ".join(words),
        figures=sum(form.isdigit() for form in forms),
        latin=sum(word < "\u0250" for word in words),
        particles=sum(word in particles for word in words),
        close=_close(forms),
        prefix=_prefix(forms),
        lead=_lead(forms),
        address=any(sign in raw for sign in _ADDRESS_SIGNS),
        copies=1,
    )


def _close(forms: tuple[str, ...]) -> str:
    """Return the sign that ends a line; a stop inside closing quotes or brackets counts."""
    at = len(forms)
    while at and forms[at - 1] in _CLOSERS:
        at -= 1
    if not at or forms[at - 1].isalnum():
        return "" if at == len(forms) else forms[-1]
    if at > 1 and forms[at - 1] == forms[at - 2] == ".":
        return "\u2026"
    return forms[at - 1]


def _prefix(forms: tuple[str, ...]) -> int:
    words = 0
    for form in forms[:12]:
        if form in _PREFIX_SIGNS:
            return words
        words += form.isalpha()
    return -1


def _lead(forms: tuple[str, ...]) -> str:
    if len(forms) < 2:
        return ""
    if forms[0] in _BULLETS:
        return "bullet"
    at = 1 if forms[0] == "(" else 0
    if forms[at].isdigit() and len(forms[at]) < 3 and len(forms) > at + 1 and forms[at + 1] in "-.):/_":
        return "number"
    return ""

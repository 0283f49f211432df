"""What one line of a page looks like: tokens in, a row of counts and words out. Decides nothing."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from khabar.text.tokens import Line, Tokens

_STOPS = frozenset(".!?\u2026")
_CLOSERS = frozenset("\"')]}\u00bb")
_COLONS = frozenset(":|")
_BULLETS = frozenset("-*\u2022\u25cf\u25aa\u25a0\u25e6\u00b7\u25ba\u25c4\uf0a7\uf0d8\uf0fc+>_#")
_MENU_SIGNS = frozenset("|/>-\u2022\u00b7\u203a\u00bb")
_ADDRESS_SIGNS = ("http", "www.", "@", ".com", ".net", ".org")
_ALEF_MAQSURA = "\u0649"
_LAST_LATIN = "\u024f"
_FAR = 12
_ABBREVIATION = 2


class LineFeatures(NamedTuple):
    """One line that is not empty.

    `start`, `end` are page characters, white space trimmed; `first`, `last` its tokens. `words` are its folded words,
    signs and figures left out; `key` the same joined by spaces. `figures` counts groups of digits, `latin` words in
    Latin letters, `particles` words of running text. `close` is the sign the line ends with, "" where it ends with a
    word, "…" for two or more dots. `to_sign` counts the words before the first sign or figure, `to_colon` before the
    first colon or bar; -1 where there is none among the first tokens. `lead` is "number" or "bullet" where the line
    opens like an item of a list. `stops` counts full stops between two sentences, `bracketed` words in brackets at
    the line's end, `dividers` signs as between the entries of a menu. `copies` counts the lines of the page with the
    same words and as many figures.
    """

    at: int
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
    to_sign: int
    to_colon: int
    lead: str
    stops: int
    bracketed: int
    dividers: int
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

    @property
    def is_latin(self) -> bool:
        """Whether most words are in Latin letters."""
        return self.latin * 2 > len(self.words)


def read_features(tokens: Tokens, particles: frozenset[str], doubtful: frozenset[str]) -> list[LineFeatures]:
    """Return a row for each line of `tokens`, in page order.

    A word in `doubtful` folds like a name; it counts as a particle where it is spelled as one, with alef maqsura.
    """
    rows = [_read_line(at, line, tokens, particles, doubtful) for at, line in enumerate(tokens.lines)]
    copies = Counter((row.key, row.figures) for row in rows)
    if len(copies) == len(rows):
        return rows
    return [row._replace(copies=copies[row.key, row.figures]) for row in rows]


def _read_line(
    at: int, line: Line, tokens: Tokens, particles: frozenset[str], doubtful: frozenset[str]
) -> LineFeatures:
    forms = tokens.forms[line.first : line.last]
    raw = tokens.page[line.start : line.end]
    words = tuple([form for form in forms if form.isalpha()])
    to_sign, to_colon = _words_before_signs(forms)
    return LineFeatures(
        at=at,
        start=line.start + len(raw) - len(raw.lstrip()),
        end=line.start + len(raw.rstrip()),
        first=line.first,
        last=line.last,
        words=words,
        key=" ".join(words),
        figures=sum([form.isdigit() for form in forms]),
        latin=sum([word <= _LAST_LATIN for word in words]),
        particles=sum([word in particles for word in words]) - _count_names(forms, line.first, tokens, doubtful),
        close=_close(forms),
        to_sign=to_sign,
        to_colon=to_colon,
        lead=_lead(forms),
        stops=_inner_stops(forms),
        bracketed=_bracketed(forms),
        dividers=sum([form in _MENU_SIGNS for form in forms]),
        address=any(sign in raw for sign in _ADDRESS_SIGNS),
        copies=1,
    )


def _count_names(forms: tuple[str, ...], first: int, tokens: Tokens, doubtful: frozenset[str]) -> int:
    """Count words that fold like a particle and are spelled as a name."""
    if doubtful.isdisjoint(forms):
        return 0
    ends = [tokens.ends[first + at] for at, form in enumerate(forms) if form in doubtful]
    return sum(tokens.page[end - 1] != _ALEF_MAQSURA for end in ends)


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


def _words_before_signs(forms: tuple[str, ...]) -> tuple[int, int]:
    words = 0
    to_sign = -1
    for form in forms[:_FAR]:
        if form in _COLONS:
            return (words if to_sign < 0 and words else to_sign), words
        if form.isalpha():
            words += 1
        elif words and to_sign < 0:
            to_sign = words
    return to_sign, -1


def _bracketed(forms: tuple[str, ...]) -> int:
    if forms[-1:] != (")",) or "(" not in forms:
        return 0
    opened = len(forms) - 1 - forms[::-1].index("(")
    return sum(form.isalpha() for form in forms[opened:])


def _inner_stops(forms: tuple[str, ...]) -> int:
    """Count full stops between a word and a word: neither dots in a row nor those of an abbreviation or a number."""
    if "." not in forms[1:-1]:
        return 0
    return sum(
        form == "." and len(before) > _ABBREVIATION and before.isalpha() and after.isalpha()
        for before, form, after in zip(forms, forms[1:], forms[2:], strict=False)
    )


def _lead(forms: tuple[str, ...]) -> str:
    if len(forms) < 2:
        return ""
    if forms[0] in _BULLETS:
        return "bullet"
    at = 1 if forms[0] == "(" else 0
    if forms[at].isdigit() and len(forms[at]) < 3 and len(forms) > at + 1 and forms[at + 1] in "-.):/_":
        return "number"
    return ""

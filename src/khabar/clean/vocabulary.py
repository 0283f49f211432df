"""What the words of a line say by themselves: a row of features and the chrome lexicon in, a verdict out.

Tiny rules in order, the first that answers wins. A verdict is `firm` where it holds inside the article's text too; the others
count only outside it, since a sentence may open like a caption.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable

    from khabar.clean.features import LineFeatures
    from khabar.lexicon.chrome import ChromeEntry, ChromeLexicon
    from khabar.model import BlockKind
    from khabar.text.tokens import Tokens

    Rule = Callable[[LineFeatures, Tokens, ChromeLexicon], "Verdict | None"]

# The longest row of buttons taken as one line; longer ones are texts that happen to hold the words.
_LONGEST_TILES = 24
_LONGEST_SOFT = 6


class Verdict(NamedTuple):
    """What a rule says of a line."""

    kind: BlockKind
    rule: str
    firm: bool
    opens_list: bool = False


def read_words(row: LineFeatures, tokens: Tokens, chrome: ChromeLexicon) -> Verdict | None:
    """Return what the words of a line say, None where they say nothing."""
    if not row.words:
        return None
    for rule in _RULES:
        verdict = rule(row, tokens, chrome)
        if verdict is not None:
            return verdict
    return None


def _whole_line(row: LineFeatures, tokens: Tokens, chrome: ChromeLexicon) -> Verdict | None:
    """The line is one form: `print`, `print |`, `name *`."""
    entry = chrome.lines.get(row.key)
    if entry is None:
        return None
    if row.figures and _count(row, chrome):
        return None
    return Verdict(entry.kind, f"chrome.{entry.id}", firm=entry.table != "section", opens_list=entry.table == "head")


def _counter(row: LineFeatures, tokens: Tokens, chrome: ChromeLexicon) -> Verdict | None:
    """Figures and the words of a counter: `21661 reads`, `comments (3)`; the words alone where they are few."""
    entry = _count(row, chrome)
    if entry is None or (not row.figures and len(row.words) > 3):
        return None
    return Verdict("counter", f"chrome.{entry.id}", firm=bool(row.figures))


def _count(row: LineFeatures, chrome: ChromeLexicon) -> ChromeEntry | None:
    words, at, found = row.words, 0, None
    if len(words) > 8:
        return None
    while at < len(words):
        hit = chrome.counts.at(words, at)
        if hit is None:
            return None
        at += hit[0]
        found = found or hit[1]
    return found


def _list_head_before_colon(row: LineFeatures, tokens: Tokens, chrome: ChromeLexicon) -> Verdict | None:
    """A head of lists, a colon or bar, and the headline of another article."""
    if row.prefix < 1 or row.prefix == len(row.words):
        return None
    hit = chrome.heads.at(row.words, 0)
    if hit is None or hit[0] != row.prefix:
        return None
    return Verdict("read_also", f"chrome.{hit[1].id}", firm=True)


def _opening(row: LineFeatures, tokens: Tokens, chrome: ChromeLexicon) -> Verdict | None:
    """The line opens with a form."""
    hit = chrome.openings.at(row.words, 0)
    if hit is None:
        return None
    size, entry = hit
    if row.size > entry.limit or (entry.sign and not _sign_follows(row, size, tokens)):
        return None
    return Verdict(entry.kind, f"chrome.{entry.id}", firm=not _is_sentence(row))


def _sign_follows(row: LineFeatures, size: int, tokens: Tokens) -> bool:
    if size == len(row.words):
        return True
    seen = 0
    for at in range(row.first, row.last):
        form = tokens.forms[at]
        if seen == size:
            return not form.isalnum()
        seen += form.isalpha()
    return False


def _ending(row: LineFeatures, tokens: Tokens, chrome: ChromeLexicon) -> Verdict | None:
    """The line ends with a form."""
    if row.size > 24:
        return None
    for size in range(min(4, len(row.words) - 1), 0, -1):
        entry = chrome.endings.get(" ".join(row.words[-size:]))
        if entry is not None and row.size <= entry.limit:
            return Verdict(entry.kind, f"chrome.{entry.id}", firm=not row.is_closed)
    return None


def _passage(row: LineFeatures, tokens: Tokens, chrome: ChromeLexicon) -> Verdict | None:
    """A form stands anywhere in the line."""
    if row.size > 90:
        return None
    reach = chrome.passages.reach
    for at, word in enumerate(row.words):
        if word in reach:
            hit = chrome.passages.at(row.words, at)
            if hit is not None and row.size <= hit[1].limit:
                return Verdict(hit[1].kind, f"chrome.{hit[1].id}", firm=not _is_sentence(row))
    return None


def _tiles(row: LineFeatures, tokens: Tokens, chrome: ChromeLexicon) -> Verdict | None:
    """Forms side by side and nothing else: `home news sport`, `facebook twitter print`."""
    words, at, found = row.words, 0, None
    if len(words) > _LONGEST_TILES or row.is_closed:
        return None
    while at < len(words):
        hit = chrome.tiles.at(words, at)
        if hit is None:
            return None
        at += hit[0]
        found = found or hit[1]
    return Verdict(found.kind, f"chrome.{found.id}", firm=True) if found else None


def _chrome_words(row: LineFeatures, tokens: Tokens, chrome: ChromeLexicon) -> Verdict | None:
    """Most words of a short line are words of chrome, whatever the phrase."""
    if row.size > _LONGEST_SOFT or row.is_closed:
        return None
    hits = [chrome.words[word] for word in row.words if word in chrome.words]
    others = len(row.words) - len(hits) - row.particles
    if not hits or len(hits) < max(1, others * 2):
        return None
    return Verdict(hits[0].kind, "chrome_words", firm=False)


def _is_sentence(row: LineFeatures) -> bool:
    return row.is_closed and row.size >= 10


_RULES: tuple[Rule, ...] = (
    _whole_line,
    _counter,
    _list_head_before_colon,
    _opening,
    _ending,
    _passage,
    _tiles,
    _chrome_words,
)

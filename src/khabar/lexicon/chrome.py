"""The words of page furniture: `chrome.toml` in, phrases over the words of a line out.

A line is looked up by its words alone, signs and figures aside, so that one form stands for `print`, `print |` and
`> print (2)`. Nothing is decided here: what a hit means for a line is for the rules of `clean` to say.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, cast, get_args

from khabar.lexicon.tables import read_toml
from khabar.model import BlockKind
from khabar.text.tokens import tokenize

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from collections.abc import Set as AbstractSet
    from pathlib import Path

    from khabar.lexicon.tables import Faults, Row

Table = Literal["line", "section", "head", "opening", "ending", "passage", "count", "word", "mark"]

_LONGEST_MARK = 4
_COMMON = frozenset({"id", "kind", "gloss", "forms", "fires", "silent"})
_LIMITED = _COMMON | {"limit", "sign"}
_TABLES: dict[str, frozenset[str]] = {
    "line": _COMMON,
    "section": _COMMON,
    "head": _COMMON,
    "opening": _LIMITED,
    "ending": _LIMITED,
    "passage": _LIMITED,
    "count": _COMMON,
    "word": _COMMON,
    "mark": (_COMMON - {"kind"}) | {"role"},
}
_KINDS = frozenset(get_args(BlockKind))
ROLES = (
    "ago",
    "agency",
    "author",
    "between",
    "byline",
    "calendar",
    "closing",
    "contact",
    "continuing",
    "doubtful",
    "end",
    "imprint",
    "kin",
    "medium",
    "outlet",
    "person",
    "pointer",
    "prose",
    "published",
    "site",
)


@dataclass(frozen=True, slots=True)
class ChromeEntry:
    """One entry: where its forms stand in a line, the kind they give it, and the lines it is tested on.

    `limit` is the most words such a line has; `sign` asks for a sign right behind an opening. `role` is for marks.
    """

    id: str
    table: Table
    kind: BlockKind
    role: str
    forms: tuple[str, ...]  # folded words joined by spaces
    limit: int
    sign: bool
    fires: tuple[str, ...]
    silent: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class WordPhrases:
    """Entries by phrase; `reach` holds the most words of any phrase that opens with a word."""

    phrases: dict[str, ChromeEntry]
    reach: dict[str, int]

    def at(self, words: Sequence[str], at: int) -> tuple[int, ChromeEntry] | None:
        """Return the words taken by the longest phrase that opens at `words[at]`, and its entry."""
        for size in range(min(self.reach.get(words[at], 0), len(words) - at), 0, -1):
            entry = self.phrases.get(" ".join(words[at : at + size]) if size > 1 else words[at])
            if entry is not None:
                return size, entry
        return None


@dataclass(frozen=True, slots=True)
class ChromeLexicon:
    """The chrome part of the lexicon: `tiles` may stand side by side in a line, `longest_ending` is in words."""

    entries: tuple[ChromeEntry, ...]
    lines: dict[str, ChromeEntry]
    heads: WordPhrases
    openings: WordPhrases
    endings: dict[str, ChromeEntry]
    longest_ending: int
    passages: WordPhrases
    counts: WordPhrases
    tiles: WordPhrases
    words: dict[str, ChromeEntry]
    marks: dict[str, frozenset[str]]


def load_chrome(folder: Path, faults: Faults) -> ChromeLexicon:
    """Return the chrome part read from `folder`."""
    rows = read_toml(folder / "chrome.toml", _TABLES, faults)
    return build_chrome(tuple(_read_entry(cast("Table", table), row, faults) for table, row in rows))


def build_chrome(entries: tuple[ChromeEntry, ...]) -> ChromeLexicon:
    """Return the lexicon of `entries`; where two share a form, the first keeps it."""
    endings = _forms(entries, "ending")
    return ChromeLexicon(
        entries=entries,
        lines=dict(reversed(_forms(entries, "line", "section", "head"))),
        heads=_phrases(_forms(entries, "head")),
        openings=_phrases(_forms(entries, "opening")),
        endings=dict(reversed(endings)),
        longest_ending=max((form.count(" ") + 1 for form, _ in endings), default=0),
        passages=_phrases(_forms(entries, "passage")),
        counts=_phrases(_forms(entries, "count")),
        tiles=_phrases(_forms(entries, "line", "section", "head", "count")),
        words=dict(reversed(_forms(entries, "word"))),
        marks=_roles(entries),
    )


def _read_entry(table: Table, row: Row, faults: Faults) -> ChromeEntry:
    source = row.source
    kind = row.text("kind") or "other"
    if kind not in _KINDS:
        faults.add(source.file, source.line, f"{source.entry}.kind", f"{kind} is no kind of block")
    role = row.text("role")
    if (table == "mark") != (role in ROLES):
        faults.add(source.file, source.line, f"{source.entry}.role", f"the role of a mark is one of {', '.join(ROLES)}")
    forms = tuple(dict.fromkeys(" ".join(line_words(form)) for form in row.words("forms")))
    if not all(forms) or len(forms) < len(row.words("forms")):
        faults.add(source.file, source.line, f"{source.entry}.forms", "a form without words, or the same when folded")
    return ChromeEntry(
        id=source.entry,
        table=table,
        kind=cast("BlockKind", kind),
        role=role,
        forms=forms,
        limit=int(row.text("limit") or 0),
        sign=row.text("sign") == "True",
        fires=row.words("fires"),
        silent=row.words("silent"),
    )


def line_words(line: str) -> tuple[str, ...]:
    """Return the folded words of a line, signs and figures left out."""
    return tuple(form for form in tokenize(line).forms if form.isalpha())


def find_phrase(forms: Sequence[str], at: int, last: int, phrases: AbstractSet[str]) -> int:
    """Return how many of `forms[at:last]` the longest of `phrases` takes that opens at `at`, 0 where none does."""
    for size in range(min(_LONGEST_MARK, last - at), 0, -1):
        if " ".join(forms[at : at + size]) in phrases:
            return size
    return 0


def _forms(entries: Iterable[ChromeEntry], *tables: Table) -> list[tuple[str, ChromeEntry]]:
    return [(form, entry) for entry in entries if entry.table in tables for form in entry.forms]


def _phrases(pairs: list[tuple[str, ChromeEntry]]) -> WordPhrases:
    reach: dict[str, int] = {}
    for form, _ in pairs:
        first, size = form.split(" ", 1)[0], form.count(" ") + 1
        reach[first] = max(reach.get(first, 0), size)
    return WordPhrases(dict(reversed(pairs)), reach)


def _roles(entries: Iterable[ChromeEntry]) -> dict[str, frozenset[str]]:
    roles: dict[str, set[str]] = {role: set() for role in ROLES}
    for entry in entries:
        if entry.table == "mark":
            roles.setdefault(entry.role, set()).update(entry.forms)
    return {role: frozenset(forms) for role, forms in roles.items()}

"""Data files read and their spelling checked: TOML entries and TSV rows in, plain values out, faults collected.

TOML holds rules, one `[[kind]]` table an entry; TSV holds long tables, a header line naming the columns, `#` comment lines,
`|` between the values of one cell. Both hold plain spelling, which `check_spelling` enforces by code point; folding is code.
Nothing is raised here: faults are gathered in a `Faults` and raised together by `load_lexicon`.
"""

from __future__ import annotations

import csv
import re
import tomllib
import unicodedata
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from khabar.errors import Fault

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_REFUSED = {
    0x06CC: "FARSI YEH: write ARABIC LETTER YEH or ALEF MAKSURA",
    0x06A9: "KEHEH: write ARABIC LETTER KAF",
    0x0640: "TATWEEL: leave it out",
    0xA0: "NO-BREAK SPACE: write a space",
}
_INVISIBLE = re.compile("[\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]")
_PRESENTATION = re.compile("[\ufb50-\ufd3d\ufd40-\ufdff\ufe70-\ufefc]")
_SPACES = re.compile(r"^\s|\s$|\s\s")


@dataclass(slots=True)
class Faults:
    """The faults found so far."""

    found: list[Fault] = field(default_factory=list)

    def add(self, file: str, line: int, entry: str, problem: str) -> None:
        """Note one fault."""
        self.found.append(Fault(file, line, entry, problem))


@dataclass(frozen=True, slots=True)
class Source:
    """Where an entry stands: file name, line, id. Passed on so that a fault found later can still say where."""

    file: str
    line: int
    entry: str


@dataclass(frozen=True, slots=True)
class Row:
    """One entry as read: its source and its values by key."""

    source: Source
    values: dict[str, Any]

    def words(self, key: str) -> tuple[str, ...]:
        """Return the values of a cell or list, () where it is absent or empty."""
        value = self.values.get(key, "")
        return tuple(filter(None, value.split("|"))) if isinstance(value, str) else tuple(value)

    def text(self, key: str) -> str:
        """Return the value of a cell, "" where it is absent."""
        return str(self.values.get(key, ""))


def read_toml(path: Path, kinds: dict[str, frozenset[str]], faults: Faults) -> Iterator[tuple[str, Row]]:
    """Yield `(kind, row)` for every entry of a TOML file, in file order within each kind.

    `kinds` maps each table name the file may hold to the keys an entry may have; others are faults, as are an entry
    without `id` and an id used twice.
    """
    text = path.read_text("utf-8")
    try:
        tables = tomllib.loads(text)
    except tomllib.TOMLDecodeError as err:
        faults.add(path.name, 0, "", str(err))
        return
    lines = {m[1]: text.count("\n", 0, m.start()) + 1 for m in re.finditer(r'^id\s*=\s*"([^"]*)"', text, re.MULTILINE)}
    seen: set[str] = set()
    for kind, entries in tables.items():
        if kind not in kinds:
            faults.add(path.name, 0, kind, f"unknown kind of entry; known are {', '.join(sorted(kinds))}")
            continue
        for values in entries:
            name = str(values.get("id", ""))
            source = Source(path.name, lines.get(name, 0), name)
            _check_keys(source, values, kinds[kind], seen, faults)
            yield kind, Row(source, values)


def _check_keys(source: Source, values: dict[str, Any], known: frozenset[str], seen: set[str], faults: Faults) -> None:
    if not re.fullmatch(r"[a-z][a-z0-9_]*", source.entry):
        faults.add(source.file, source.line, source.entry, "an entry needs an id of a-z, 0-9 and _")
    if source.entry in seen:
        faults.add(source.file, source.line, source.entry, "id used twice")
    seen.add(source.entry)
    for key, value in values.items():
        if key not in known:
            faults.add(source.file, source.line, f"{source.entry}.{key}", "unknown key")
        for word in value if isinstance(value, list) else [value]:
            if isinstance(word, str):
                check_spelling(source, key, word, faults)


def read_tsv(path: Path, columns: tuple[str, ...], faults: Faults) -> Iterator[Row]:
    """Yield the rows of a TSV file whose header must be `columns`. The first column is the row's id."""
    header: list[str] | None = None
    for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
        if not line or line.startswith("#"):
            continue
        cells = next(csv.reader([line], delimiter="\t", quoting=csv.QUOTE_NONE))
        if header is None:
            header = cells
            if tuple(header) != columns:
                faults.add(path.name, number, "", f"the header is {header}, not {list(columns)}")
                return
            continue
        source = Source(path.name, number, cells[0])
        if len(cells) != len(header):
            faults.add(path.name, number, cells[0], f"{len(cells)} cells under {len(header)} columns")
            continue
        for key, cell in zip(header, cells, strict=True):
            for word in cell.split("|"):
                check_spelling(source, key, word, faults)
        yield Row(source, dict(zip(header, cells, strict=True)))


def check_spelling(source: Source, key: str, word: str, faults: Faults) -> None:
    """Note every character of `word` that a data file must not hold."""
    where = f"{source.entry}.{key}"
    for char in set(word):
        if problem := _REFUSED.get(ord(char)):
            faults.add(source.file, source.line, where, f"U+{ord(char):04X} {problem}")
    for match in _INVISIBLE.finditer(word):
        name = unicodedata.name(match[0], "")
        faults.add(source.file, source.line, where, f"U+{ord(match[0]):04X} {name}: invisible, leave it out")
    for match in _PRESENTATION.finditer(word):
        plain = unicodedata.normalize("NFKC", match[0])
        name = unicodedata.name(match[0], "")
        faults.add(source.file, source.line, where, f"U+{ord(match[0]):04X} {name}: presentation form, write '{plain}'")
    if unicodedata.normalize("NFC", word) != word:
        faults.add(source.file, source.line, where, "not in NFC")
    if _SPACES.search(word):
        faults.add(source.file, source.line, where, "space at an end or doubled")

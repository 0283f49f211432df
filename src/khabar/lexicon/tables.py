"""Data files read and their spelling checked: TOML entries and TSV rows in, plain values out, faults collected.

TOML holds rules, one `[[kind]]` table an entry; TSV holds long tables, a header line naming the columns, `#` comment
lines, `|` between the values of one cell. Both hold plain spelling, which `check_spelling` enforces by code point;
folding is code. Nothing is raised here, not even for a file that is missing or no text: faults are gathered in a
`Faults` and raised together by `load_lexicon`.
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING, Any, NamedTuple

from khabar.errors import Fault
from khabar.text.fold import fold_form

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

# Letters of other languages' keyboards that look like an Arabic letter, and what a slip of an editor leaves.
_REFUSED = {
    0x06A9: "write ARABIC LETTER KAF",
    0x06AA: "write ARABIC LETTER KAF",
    0x06BE: "write ARABIC LETTER HEH",
    0x06C0: "write ARABIC LETTER TEH MARBUTA",
    0x06C1: "write ARABIC LETTER HEH",
    0x06CC: "write ARABIC LETTER YEH or ALEF MAKSURA",
    0x06D2: "write ARABIC LETTER YEH",
    0x06D5: "write ARABIC LETTER HEH",
    0x0640: "leave it out",
    0xFFFD: "write what was lost",
}
_SPACE_LIKE = "\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000"
_INVISIBLE = "\x00-\x1f\x7f-\x9f\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff"
_PRESENTATION = "\ufb50-\ufd3d\ufd40-\ufdff\ufe70-\ufefc"
_PRIVATE = "\ue000-\uf8ff"
_SUSPECT = re.compile(f"[{''.join(map(chr, _REFUSED))}{_SPACE_LIKE}{_INVISIBLE}{_PRESENTATION}{_PRIVATE}]")
_LOOSE_SPACE = re.compile(r"^\s|\s$|\s\s")
_LOOSE_IN_TABLE = re.compile(r"(?:^|[\t|])[ |]|[ |](?:$|[\t|])|  ", re.MULTILINE)
_ID = re.compile(r"[a-z][a-z0-9_]*")
_ENTRY = re.compile(r"^[ \t]*\[\[[ \t]*\"?([A-Za-z0-9_-]+)\"?[ \t]*\]\]", re.MULTILINE)
_AT_LINE = re.compile(r"\(at line (\d+)")


@dataclass(slots=True)
class Faults:
    """The faults found so far."""

    found: list[Fault] = field(default_factory=list)

    def add(self, file: str, line: int, entry: str, problem: str) -> None:
        """Note one fault; `line` counts from 1, 0 is the file as a whole."""
        self.found.append(Fault(file, line, entry, problem))


class Source(NamedTuple):
    """Where an entry stands: file name, line, id. Passed on so that a fault found later can still say where."""

    file: str
    line: int
    entry: str


class Row(NamedTuple):
    """One entry as read: its source and its values by key."""

    source: Source
    values: dict[str, Any]

    def words(self, key: str) -> tuple[str, ...]:
        """Return the values of a cell or list, () where it is absent or empty; a list may hold "", a cell does not."""
        value = self.values.get(key, "")
        return tuple(map(str, value)) if isinstance(value, list) else tuple(filter(None, str(value).split("|")))

    def text(self, key: str) -> str:
        """Return the value of a cell, "" where it is absent."""
        return str(self.values.get(key, ""))


def read_toml(path: Path, kinds: dict[str, frozenset[str]], faults: Faults) -> Iterator[tuple[str, Row]]:
    """Yield `(kind, row)` for every entry of a TOML file, in file order within each kind.

    `kinds` maps each table name the file may hold to the keys an entry may have; others are faults, as are an entry
    without `id` and an id used twice in the file.
    """
    text = _read(path, faults)
    if text is None:
        return
    try:
        tables = tomllib.loads(text)
    except tomllib.TOMLDecodeError as err:
        at = _AT_LINE.search(str(err))
        faults.add(path.name, int(at[1]) if at else text.count("\n") + 1, "", str(err))
        return
    lines = _entry_lines(text)
    seen: set[str] = set()
    for kind, entries in tables.items():
        if kind not in kinds:
            known = ", ".join(sorted(kinds))
            faults.add(path.name, lines.get((kind, 0), 0), kind, f"unknown kind of entry; known are {known}")
        elif not isinstance(entries, list) or not all(isinstance(values, dict) for values in entries):
            faults.add(path.name, 0, kind, f"no list of entries; write [[{kind}]] above each")
        else:
            for place, values in enumerate(entries):
                source = Source(path.name, lines.get((kind, place), 0), str(values.get("id", "")))
                _check_entry(source, values, kinds[kind], seen, faults)
                yield kind, Row(source, values)


def _read(path: Path, faults: Faults) -> str | None:
    """Return the text of a file; None, with a fault noted, where there is none to read."""
    try:
        return path.read_bytes().decode()
    except OSError as err:
        faults.add(path.name, 0, "", f"cannot be read: {err.strerror}")
    except UnicodeDecodeError as err:
        faults.add(path.name, err.object.count(b"\n", 0, err.start) + 1, "", "not in UTF-8")
    return None


def _entry_lines(text: str) -> dict[tuple[str, int], int]:
    """Return the line of each `[[kind]]`, by kind and place among those of its kind."""
    lines: dict[tuple[str, int], int] = {}
    counts: dict[str, int] = {}
    line, at = 1, 0
    for match in _ENTRY.finditer(text):
        line += text.count("\n", at, match.start())
        at = match.start()
        place = counts.get(match[1], 0)
        counts[match[1]] = place + 1
        lines[match[1], place] = line
    return lines


def _check_entry(source: Source, values: dict[str, Any], known: frozenset[str], seen: set[str], faults: Faults) -> None:
    if not _ID.fullmatch(source.entry):
        faults.add(source.file, source.line, source.entry, "an entry needs an id of a-z, 0-9 and _")
    elif source.entry in seen:
        faults.add(source.file, source.line, source.entry, "id used twice")
    seen.add(source.entry)
    for key, value in values.items():
        if key not in known:
            faults.add(source.file, source.line, f"{source.entry}.{key}", "unknown key")
        for word in _strings(value):
            check_spelling(source, key, word, faults)


def _strings(value: object) -> Iterator[str]:
    """Yield every string in a TOML value, however deep."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, list | dict):
        for part in value.values() if isinstance(value, dict) else value:
            yield from _strings(part)


def read_tsv(
    path: Path, columns: tuple[str, ...], faults: Faults, *, unique: bool = False, ordered: bool = False
) -> Iterator[Row]:
    """Yield the rows of a TSV file whose header must be `columns`. The first column is the row's id.

    Ids may come again unless `unique`, which compares them folded; `ordered` wants them in the order of their code
    points.
    """
    rows = list(_tsv_rows(path, columns, faults))
    if unique:
        _check_unique(rows, faults)
    if ordered:
        _check_order(rows, faults)
    yield from rows


def _tsv_rows(path: Path, columns: tuple[str, ...], faults: Faults) -> Iterator[Row]:
    text = _read(path, faults)
    if text is None:
        return
    text = text.replace("\r\n", "\n")
    spotless = _is_spotless(text)
    header: list[str] | None = None
    for number, line in enumerate(text.split("\n"), 1):
        if not line or line.startswith("#"):
            continue
        cells = line.split("\t")
        if header is None:
            header = cells
            if tuple(header) != columns:
                faults.add(path.name, number, "", f"the header is {header}, not {list(columns)}")
                return
        elif len(cells) != len(columns):
            faults.add(path.name, number, cells[0], f"{len(cells)} cells under {len(columns)} columns")
        else:
            row = Row(Source(path.name, number, cells[0]), dict(zip(columns, cells, strict=True)))
            if not spotless:
                _check_cells(row, faults)
            yield row
    if header is None:
        faults.add(path.name, 0, "", f"no header; it should be {list(columns)}")


def _is_spotless(text: str) -> bool:
    """Say for a whole table at once that none of its cells has a fault of spelling, which saves the look at each."""
    plain = text.replace("\t", "").replace("\n", "")
    return not _LOOSE_IN_TABLE.search(text) and not _SUSPECT.search(plain) and unicodedata.is_normalized("NFC", text)


def _check_cells(row: Row, faults: Faults) -> None:
    for key, cell in row.values.items():
        words = cell.split("|")
        for word in words:
            check_spelling(row.source, key, word, faults)
        if len(words) > 1 and "" in words:
            faults.add(row.source.file, row.source.line, f"{row.source.entry}.{key}", "empty between two |")


def _check_unique(rows: Iterable[Row], faults: Faults) -> None:
    seen: dict[str, int] = {}
    for source, _ in rows:
        first = seen.setdefault(fold_form(source.entry), source.line)
        if first != source.line:
            faults.add(source.file, source.line, source.entry, f"again, after line {first}")


def _check_order(rows: Sequence[Row], faults: Faults) -> None:
    for before, after in pairwise(row.source for row in rows):
        if after.entry < before.entry:
            faults.add(after.file, after.line, after.entry, f"out of order, after {before.entry}")


def check_spelling(source: Source, key: str, word: str, faults: Faults) -> None:
    """Note every character of `word` that a data file must not hold, and white space that is no single space inside."""
    problems = [f"U+{ord(char):04X} {unicodedata.name(char, '')}: {_remedy(char)}" for char in _suspects(word)]
    if not unicodedata.is_normalized("NFC", word):
        problems.append("not in NFC")
    if _LOOSE_SPACE.search(word):
        problems.append("space at an end or doubled")
    for problem in problems:
        faults.add(source.file, source.line, f"{source.entry}.{key}", problem)


def _suspects(word: str) -> list[str]:
    return sorted(set(_SUSPECT.findall(word)))


def _remedy(char: str) -> str:
    if remedy := _REFUSED.get(ord(char)):
        return remedy
    if "\ufb50" <= char <= "\ufdff" or "\ufe70" <= char <= "\ufefc":
        return f"presentation form, write '{unicodedata.normalize('NFKC', char)}'"
    if unicodedata.category(char) == "Zs":
        return "write a space"
    return "private, leave it out" if unicodedata.category(char) == "Co" else "invisible, leave it out"

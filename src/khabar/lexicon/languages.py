"""The languages part of the lexicon: what tells those written in the Arabic script apart. Read from `languages.toml`.

No stage of reading asks for it: whoever reads a crawl passes over pages in other languages by it.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from khabar.lexicon.tables import read_toml
from khabar.text.fold import fold_form

if TYPE_CHECKING:
    from pathlib import Path

    from khabar.lexicon.tables import Faults, Row

_FILE = "languages.toml"
_KEYS = frozenset({"id", "words", "openers", "letters"})
_CODE_POINT = re.compile("[0-9A-F]{4}")


class Language(NamedTuple):
    """A language by its ISO 639 code: function words and what opens many words, folded; letters as they are written."""

    id: str
    words: frozenset[str]
    openers: tuple[str, ...]
    letters: frozenset[str]


def load_languages(folder: Path, faults: Faults) -> tuple[Language, ...]:
    """Return the languages read from `folder`, in file order."""
    taken: dict[str, str] = {}
    rows = read_toml(folder / _FILE, {"language": _KEYS}, faults)
    return tuple(_language(row, taken, faults) for _, row in rows)


def _language(row: Row, taken: dict[str, str], faults: Faults) -> Language:
    words = frozenset(map(fold_form, row.words("words")))
    for word in sorted(words):
        other = taken.setdefault(word, row.source.entry)
        if other != row.source.entry:
            faults.add(*row.source[:2], f"{row.source.entry}.words", f"'{word}' stands under {other} too")
    letters = row.words("letters")
    for code in letters:
        if not _CODE_POINT.fullmatch(code):
            faults.add(*row.source[:2], f"{row.source.entry}.letters", f"'{code}' is no code point of four digits")
    known = frozenset(chr(int(code, 16)) for code in letters if _CODE_POINT.fullmatch(code))
    return Language(row.source.entry, words, tuple(map(fold_form, row.words("openers"))), known)

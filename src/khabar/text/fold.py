"""Spelling folded for comparison: page text in, `AlignedText` out.

Folded are the variants that Arabic news writes for one word: short vowels and other marks, tatweel, bidi controls and
zero-width characters (all dropped); the seats of hamza, alef maqsura, ta marbuta; presentation forms and ligatures; Persian
letters; every digit set; quotation marks, dashes, commas; Latin capitals. The one module, beside its tests, that names
Arabic characters: by code point and Unicode name.
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from khabar.text.aligned import AlignedText

if TYPE_CHECKING:
    from collections.abc import Iterator, Set as AbstractSet

_LETTERS = {
    0x0622: 0x0627,  # ALEF WITH MADDA ABOVE -> ALEF
    0x0623: 0x0627,  # ALEF WITH HAMZA ABOVE
    0x0625: 0x0627,  # ALEF WITH HAMZA BELOW
    0x0671: 0x0627,  # ALEF WASLA
    0x0672: 0x0627,  # ALEF WITH WAVY HAMZA ABOVE
    0x0673: 0x0627,  # ALEF WITH WAVY HAMZA BELOW
    0x0624: 0x0648,  # WAW WITH HAMZA ABOVE -> WAW
    0x0626: 0x064A,  # YEH WITH HAMZA ABOVE -> YEH
    0x0649: 0x064A,  # ALEF MAKSURA
    0x06CC: 0x064A,  # FARSI YEH
    0x06D2: 0x064A,  # YEH BARREE
    0x0629: 0x0647,  # TEH MARBUTA -> HEH
    0x06C0: 0x0647,  # HEH WITH YEH ABOVE
    0x06C1: 0x0647,  # HEH GOAL
    0x06C3: 0x0647,  # TEH MARBUTA GOAL
    0x06D5: 0x0647,  # AE
    0x06BE: 0x0647,  # HEH DOACHASHMEE
    0x06A9: 0x0643,  # KEHEH -> KAF
    0x06AA: 0x0643,  # SWASH KAF
}
_SIGNS = {
    0x060C: ",",  # ARABIC COMMA
    0x061B: ";",  # ARABIC SEMICOLON
    0x061F: "?",  # ARABIC QUESTION MARK
    0x066A: "%",  # ARABIC PERCENT SIGN
    0x066B: ".",  # ARABIC DECIMAL SEPARATOR
    0x066C: ",",  # ARABIC THOUSANDS SEPARATOR
    0x06D4: ".",  # ARABIC FULL STOP
    0xFD3E: "(",  # ORNATE LEFT PARENTHESIS
    0xFD3F: ")",  # ORNATE RIGHT PARENTHESIS
    **dict.fromkeys([0xAB, 0xBB, 0x2039, 0x203A, 0x201C, 0x201D, 0x201E, 0x201F, 0x2033, 0xFF02], '"'),
    **dict.fromkeys([0x2018, 0x2019, 0x201A, 0x201B, 0x2032, 0x60, 0xB4], "'"),
    **dict.fromkeys([0x2010, 0x2011, 0x2012, 0x2013, 0x2014, 0x2015, 0x2212, 0xFE58, 0xFE63, 0xFF0D], "-"),
    **dict.fromkeys([0xA0, 0x1680, *range(0x2000, 0x200B), 0x202F, 0x205F, 0x3000, 0x9, 0xB, 0xC], " "),
}
_DIGITS = {base + d: str(d) for base in (0x0660, 0x06F0) for d in range(10)}
_CAPITALS = {c: chr(c + 32) for c in range(ord("A"), ord("Z") + 1)}
_ONE_TO_ONE: dict[int, int | str] = {**_LETTERS, **_SIGNS, **_DIGITS, **_CAPITALS}

# Dropped: Quranic and vowel marks, superscript alef, tatweel, soft hyphen, zero-width characters, bidi controls, variation
# selectors, the byte order mark, and the presentation forms that are a mark alone.
_MARKS = "\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e4\u06e7\u06e8\u06ea-\u06ed\u08d3-\u08ff\ufe70-\ufe7f\u0640"
_CONTROLS = "\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff"
_PRESENTATION = "\ufb50-\ufbb1\ufbd3-\ufd3d\ufd50-\ufdf9\ufdfc\ufe80-\ufefc"
_IRREGULAR = re.compile(f"[{_MARKS}{_CONTROLS}]+|[{_PRESENTATION}]")
_IS_MARK = re.compile(f"[{_MARKS}]")
# A word dodged past filters: letters of one word held apart by a single sign, as in d-a-e-s-h.
_DODGED = re.compile(r"(?<![^\W_])[\u0620-\u064a]+(?:[-._*/+|\u0640][\u0620-\u064a]+)+(?![^\W_])")
_DODGE_SIGN = re.compile(r"[-._*/+|]")


def fold_form(form: str) -> str:
    """Return `form` folded, without a way back: for the data files and for comparing names."""
    return _IRREGULAR.sub(_plain, form).translate(_ONE_TO_ONE)


def fold(text: str, dodged: AbstractSet[str] = frozenset()) -> AlignedText:
    """Return `text` folded, with its way back.

    `dodged` holds folded words that writers break up to pass filters; a chain of letters and single signs that spells one of
    them loses its signs, every other chain keeps them.
    """
    plain = text.translate(_ONE_TO_ONE)
    cuts = list(_irregular(plain, dodged))
    return _assemble(plain, cuts) if cuts else AlignedText(plain, (0,), (0,), (len(plain),))


def _plain(match: re.Match[str]) -> str:
    """Return what stands for an irregular stretch: nothing for marks, the plain letters for a presentation form."""
    found = match[0]
    if "\ufb50" <= found[0] <= "\ufdff" or "\ufe80" <= found[0] <= "\ufefc":
        return unicodedata.normalize("NFKC", found).translate(_ONE_TO_ONE)
    return ""


def _irregular(plain: str, dodged: AbstractSet[str]) -> Iterator[tuple[int, int, str]]:
    """Yield `(start, end, replacement)` for every stretch that is not one character for one, in order."""
    cuts = [(m.start(), m.end(), _plain(m)) for m in _IRREGULAR.finditer(plain)]
    if dodged:
        cuts += _dodges(plain, dodged)
        cuts.sort()
    return iter(cuts)


def _dodges(plain: str, dodged: AbstractSet[str]) -> Iterator[tuple[int, int, str]]:
    for match in _DODGED.finditer(plain):
        joined = _IRREGULAR.sub("", _DODGE_SIGN.sub("", match[0]))
        if joined in dodged:
            for sign in _DODGE_SIGN.finditer(plain, match.start(), match.end()):
                yield sign.start(), sign.end(), ""


def _assemble(plain: str, cuts: list[tuple[int, int, str]]) -> AlignedText:
    pieces: list[str] = []
    breaks: list[int] = []
    origins: list[int] = []
    ends: list[int] = []
    length = at = 0

    def run(origin: int, end: int, piece: str) -> None:
        nonlocal length
        if not piece:
            return
        breaks.append(length)
        origins.append(origin)
        ends.append(end)
        pieces.append(piece)
        length += len(piece)

    for start, end, replacement in cuts:
        run(at, start, plain[at:start])
        if replacement:
            # Each letter of an expanded ligature leads back to the one character it came from.
            for letter in replacement:
                run(start, end, letter)
        elif ends and _IS_MARK.match(plain, start):
            ends[-1] = end
        at = end
    run(at, len(plain), plain[at:])
    if not breaks:
        return AlignedText("", (0,), (0,), (0,))
    return AlignedText("".join(pieces), tuple(breaks), tuple(origins), tuple(ends))

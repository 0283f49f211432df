"""Spelling folded for comparison: page text in, `AlignedText` out.

Folded are the variants that Arabic news writes for one word: short vowels and other marks, tatweel, bidi controls and
zero-width characters (all dropped); the seats of hamza, alef maqsura, ta marbuta; presentation forms and ligatures;
letters for foreign sounds; every digit set in use; quotation marks, dashes, commas, spaces; capitals and accents of
Latin, Greek and Cyrillic. A tatweel that lengthens no letter is the dash it looks like. Not folded are hamza alone,
spellings that sound alike, and signs without letters, such as the basmala U+FDFD.

The one module, beside its tests, that names Arabic characters: by code point and Unicode name.
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from khabar.text.aligned import AlignedText, Cut, align
from khabar.text.dodges import find_dodges

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Set as AbstractSet

_LETTERS = {
    0x0622: 0x0627,  # ALEF WITH MADDA ABOVE -> ALEF
    0x0623: 0x0627,  # ALEF WITH HAMZA ABOVE
    0x0625: 0x0627,  # ALEF WITH HAMZA BELOW
    0x0671: 0x0627,  # ALEF WASLA
    0x0672: 0x0627,  # ALEF WITH WAVY HAMZA ABOVE
    0x0673: 0x0627,  # ALEF WITH WAVY HAMZA BELOW
    0x0675: 0x0627,  # HIGH HAMZA ALEF
    0x0624: 0x0648,  # WAW WITH HAMZA ABOVE -> WAW
    0x0676: 0x0648,  # HIGH HAMZA WAW
    0x06C6: 0x0648,  # OE, Kurdish
    0x06C7: 0x0648,  # U, Kurdish
    0x06CB: 0x0648,  # VE
    0x0626: 0x064A,  # YEH WITH HAMZA ABOVE -> YEH
    0x0649: 0x064A,  # ALEF MAKSURA
    0x0678: 0x064A,  # HIGH HAMZA YEH
    0x06CC: 0x064A,  # FARSI YEH
    0x06CD: 0x064A,  # YEH WITH TAIL
    0x06CE: 0x064A,  # YEH WITH SMALL V, Kurdish
    0x06D0: 0x064A,  # E
    0x06D2: 0x064A,  # YEH BARREE
    0x06D3: 0x064A,  # YEH BARREE WITH HAMZA ABOVE
    0x0629: 0x0647,  # TEH MARBUTA -> HEH
    0x06BE: 0x0647,  # HEH DOACHASHMEE
    0x06C0: 0x0647,  # HEH WITH YEH ABOVE
    0x06C1: 0x0647,  # HEH GOAL
    0x06C2: 0x0647,  # HEH GOAL WITH HAMZA ABOVE
    0x06C3: 0x0647,  # TEH MARBUTA GOAL
    0x06D5: 0x0647,  # AE, Kurdish
    0x06A9: 0x0643,  # KEHEH -> KAF
    0x06AA: 0x0643,  # SWASH KAF
    # Sounds Arabic has no letter for, to the letter most Arabic outlets write: Peshmerga, Vietnam, Garma, Gafsa.
    0x067E: 0x0628,  # PEH -> BEH
    0x0686: 0x062C,  # TCHEH -> JEEM
    0x0698: 0x062C,  # JEH -> JEEM
    0x06A4: 0x0641,  # VEH -> FEH
    0x06A2: 0x0641,  # FEH WITH DOT MOVED BELOW, Maghrebi
    0x06A7: 0x0642,  # QAF WITH DOT ABOVE, Maghrebi
    0x06A8: 0x0642,  # QAF WITH THREE DOTS ABOVE, Tunisian
    0x06AF: 0x0643,  # GAF -> KAF
    0x06AD: 0x0643,  # NG, Moroccan
    0x0763: 0x0643,  # KEHEH WITH THREE DOTS ABOVE, Moroccan
    0x0679: 0x062A,  # TTEH -> TEH
    0x0688: 0x062F,  # DDAL -> DAL
    0x0691: 0x0631,  # RREH -> REH
    0x0695: 0x0631,  # REH WITH SMALL V BELOW, Kurdish
    0x06B5: 0x0644,  # LAM WITH SMALL V, Kurdish
    0x06BA: 0x0646,  # NOON GHUNNA
}
_SIGNS = {
    0x060C: ",",  # ARABIC COMMA
    0x060D: "/",  # ARABIC DATE SEPARATOR
    0x061B: ";",  # ARABIC SEMICOLON
    0x061F: "?",  # ARABIC QUESTION MARK
    0x066A: "%",  # ARABIC PERCENT SIGN
    0x066B: ".",  # ARABIC DECIMAL SEPARATOR
    0x066C: ",",  # ARABIC THOUSANDS SEPARATOR
    0x066D: "*",  # ARABIC FIVE POINTED STAR
    0x06D4: ".",  # ARABIC FULL STOP
    0x2044: "/",  # FRACTION SLASH
    0xFD3E: "(",  # ORNATE LEFT PARENTHESIS
    0xFD3F: ")",  # ORNATE RIGHT PARENTHESIS
    **dict.fromkeys([0xAB, 0xBB, 0x2039, 0x203A, 0x201C, 0x201D, 0x201E, 0x201F, 0x2033, 0x301D, 0x301E, 0x301F], '"'),
    **dict.fromkeys([0x2018, 0x2019, 0x201A, 0x201B, 0x2032, 0x60, 0xB4], "'"),
    **dict.fromkeys([*range(0x2010, 0x2016), 0x2043, 0x2212, 0x2E3A, 0x2E3B, 0xFE58, 0xFE63], "-"),
    **dict.fromkeys([0xA0, 0x1680, *range(0x2000, 0x200B), 0x202F, 0x205F, 0x3000], " "),
    # Control characters, but for those that end a line (str.splitlines), stand for something lost, never for nothing.
    **dict.fromkeys([*range(0xA), *range(0xE, 0x1C), 0x1F, *range(0x7F, 0x85), *range(0x86, 0xA0)], " "),
}
_DIGITS = {base + d: str(d) for base in (0x0660, 0x06F0) for d in range(10)} | {0xB9: "1", 0xB2: "2", 0xB3: "3"}
_CASED = (range(0x41, 0x5B), range(0xC0, 0x250), range(0x370, 0x530), range(0x1E00, 0x2000))
_PRESENTATION = (range(0xFB50, 0xFE00), range(0xFE70, 0xFEFD), range(0xFF01, 0xFF5F))

# Dropped: vowel marks, Quranic marks, small and superscript letters, high hamza, Latin accents, keycaps, the
# presentation forms of marks; then soft hyphen, zero-width characters, bidi controls, variation selectors, the byte
# order mark.
_TATWEEL = "\u0640"
_MARKS = (
    "\u0300-\u036f\u0610-\u061a\u064b-\u065f\u0670\u0674\u06d6-\u06dc\u06df-\u06e8\u06ea-\u06ed\u0898-\u089f\u08ca-\u08e1"
    "\u08e3-\u08ff\u20d0-\u20f0\ufc5e-\ufc63\ufcf2-\ufcf4\ufe70-\ufe7f"
)
_CONTROLS = "\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff"

# What is not folded one for one has one stand-in at first, since one character is searched for at great speed: tatweel,
# which itself is never left. What it stands for is then read off the page.
_STAND_IN = _TATWEEL
_IRREGULAR = re.compile(f"{_STAND_IN}+(?:([ ._*/+|-]){_STAND_IN}+)?")
_DROPPED = re.compile(f"[{_TATWEEL}{_MARKS}{_CONTROLS}]+")
_CHARS_DROPPED = "".join(_DROPPED.findall("".join(map(chr, range(0x10000)))))
_CONTROL_CHARS = "".join(re.findall(f"[{_CONTROLS}]", _CHARS_DROPPED))
_ONE_MARK = frozenset(map(chr, (*range(0x064B, 0x0653), 0x0670)))
_LENGTHENING = f"{_TATWEEL}[{_TATWEEL}{_MARKS}]*"
_KASHIDA_GAP = re.compile(f"[{_MARKS}]*{_LENGTHENING}[^{_TATWEEL}{_MARKS}]{_LENGTHENING}")
_ARABIC = re.compile("[\u0620-\u063f\u0641-\u064a]")
# Letters that do not join the next, so that a tatweel after them is a dash: hamza, alefs, waw, teh marbuta, dal to
# zain.
_UNJOINED = frozenset("\u0621\u0622\u0623\u0624\u0625\u0627\u0629\u062f\u0630\u0631\u0632\u0648\u0649\u0671")


def _letter(code: int) -> int:
    """Return the code point of a cased letter without case and accents."""
    base = unicodedata.normalize("NFD", chr(code))[0].lower()
    return ord("\u03c3" if base == "\u03c2" else base)


def _one_to_one() -> dict[int, int]:
    """Return what each character that has one in its stead is folded to, presentation forms apart."""
    table = {code: _letter(code) for codes in _CASED for code in codes if chr(code).isalpha()}
    table[0x131] = ord("i")  # LATIN SMALL LETTER DOTLESS I
    table.update(_LETTERS)
    table.update((code, ord(char)) for code, char in (_SIGNS | _DIGITS).items())
    return table


def _expansions(table: dict[int, int]) -> dict[str, str]:
    """Return the presentation forms and full-width characters with the folded letters they stand for, by NFKC."""
    found: dict[str, str] = {}
    for char in (chr(code) for codes in _PRESENTATION for code in codes):
        plain = _DROPPED.sub("", unicodedata.normalize("NFKC", char).translate(table))
        if plain.strip() and plain != char and not _DROPPED.match(char):
            # What is several words is no part of the word it is typed behind.
            found[char] = f" {plain} " if " " in plain else plain
    return found


_EXPANSIONS = _expansions(_one_to_one())


def _table() -> tuple[int, ...]:
    """Return what each code point of the basic plane becomes; a sequence, looked up at twice the speed of a dict."""
    table = list(range(0x10000))
    for code, folded in _one_to_one().items():
        table[code] = folded
    for char, letters in _EXPANSIONS.items():
        table[ord(char)] = ord(letters if len(letters) == 1 else _STAND_IN)
    for char in _CHARS_DROPPED:
        table[ord(char)] = ord(_STAND_IN)
    return tuple(table)


_TABLE = _table()


def fold_form(form: str) -> str:
    """Return `form` folded, without a way back: for the data files and for comparing names."""
    plain = form.translate(_TABLE)
    return align(plain, _cuts(form, plain)).text if _STAND_IN in plain else plain


def fold(text: str, dodged: AbstractSet[str] = frozenset()) -> AlignedText:
    """Return `text` folded, with its way back.

    `dodged` holds folded words that writers break up to pass filters; a chain of letters and single signs that spells
    one of them loses its signs (`find_dodges`), every other chain keeps them.
    """
    plain = text.translate(_TABLE)
    cuts = list(_cuts(text, plain)) if _STAND_IN in plain else []
    folded = align(plain, cuts)
    if not dodged or not (dodges := find_dodges(folded.text, dodged)):
        return folded
    at_start = {cut.start: cut for cut in cuts}
    for at in (folded.page_offset(offset) for stretch in dodges for offset in range(*stretch)):
        end = at_start[at].end if at in at_start else at + 1
        at_start[at] = Cut(at, end, "", at)
    return align(plain, (at_start[start] for start in sorted(at_start)))


def _cuts(text: str, plain: str) -> Iterator[Cut]:
    """Yield a cut for every stretch of `text` that is not folded one for one, in order."""
    for match in _IRREGULAR.finditer(plain):
        start, end = match.span()
        found = text[start:end]
        if found in _ONE_MARK:
            yield Cut(start, end, "", end)
        elif match[1] and _KASHIDA_GAP.fullmatch(found) and _joins(text, plain, start) and _letter_at(text, plain, end):
            # A word held apart by a space or sign with a kashida on either side.
            yield Cut(start, end, "", start)
        else:
            yield from _cut(text, plain, start, end)


def _cut(text: str, plain: str, start: int, end: int) -> Iterator[Cut]:
    """Yield the cuts of one irregular stretch: ligatures expanded, marks and controls dropped."""
    at = start
    while at < end:
        if dropped := _DROPPED.match(text, at, end):
            yield from _drop(text, plain, at, dropped.end())
            at = dropped.end()
        else:
            if plain[at] == _STAND_IN:
                yield Cut(at, at + 1, _EXPANSIONS[text[at]], at)
            at += 1


def _drop(text: str, plain: str, start: int, end: int) -> Iterator[Cut]:
    """Yield the cut of one dropped stretch, two where it holds a tatweel that lengthens no letter and so is a dash."""
    dash = text.find(_TATWEEL, start, end)
    if (
        dash >= 0
        and not _joins(text, plain, start)
        and not (_letter_at(text, plain, start - 1) and _letter_at(text, plain, end))
    ):
        if start < dash:
            yield Cut(start, dash, "", dash)
        yield Cut(dash, end, "-", dash)
    else:
        yield Cut(start, end, "", start + len(text[start:end].rstrip(_CONTROL_CHARS)))


def _letter_at(text: str, plain: str, at: int) -> str:
    """Return the Arabic letter at `at`, folded, the last one of a ligature; "" where there is none."""
    if not 0 <= at < len(plain):
        return ""
    letter = _EXPANSIONS.get(text[at], "")[-1:] if plain[at] == _STAND_IN else plain[at]
    return letter if _ARABIC.match(letter) else ""


def _joins(text: str, plain: str, at: int) -> bool:
    """Say whether the character before `at` is an Arabic letter that joins the next."""
    letter = _letter_at(text, plain, at - 1)
    return letter != "" and letter not in _UNJOINED and text[at - 1] not in _UNJOINED

"""Bytes in, text out: the encodings in which Arabic pages were ever saved, and their usual accidents.

Tried in this order: byte order marks; UTF-16 without one; UTF-8; then, stretch by stretch (a line, or the text between
two tags), UTF-8 beside the one single-byte Arabic encoding that makes the stretches Arabic, windows-1256 or
ISO-8859-6; the encoding the page itself names; windows-1252 and at last charset-normalizer, for pages in other
languages. UTF-8 that was once misread as windows-1252 or windows-1256 and saved so is read back where every byte of a
line comes out right. Line ends and control characters stay.

Characters are named by code point here: by their frequencies one code table is told from another.
"""

from __future__ import annotations

import codecs
import re
from collections import Counter
from math import log2

from charset_normalizer import from_bytes

#: Share of characters that may be lost to broken bytes before the page counts as undecodable.
MAX_BROKEN = 0.01
#: Share of control bytes from which a file is binary; real pages hold a stray one here and there.
MAX_CONTROLS = 0.01

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # begins with the mark of UTF-16-LE, so it is tried first
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# MacArabic is left out: it gives every byte a meaning, so that short windows-1256 texts pass for it; no page is in it.
_ARABIC_CODECS = ("cp1256", "iso8859_6")
_CONTROL_BYTES = bytes([*range(9), 0x0B, *range(0x0E, 0x20), 0x7F])
#: Mean log2 frequency. 430 news pages score -4.6 to -4.15 in their own encoding and at most -5.1 in the other of them,
#: which loses; a lone headline may fall to -5.2. Russian, Hebrew, Greek, Turkish, Chinese, Korean stay below -6.2.
_PLAUSIBLE = -5.5
_GUESSABLE = 32  # bytes beyond ASCII below which a guess is chance
_SAMPLE = 1 << 16  # bytes looked at to tell text from binary and UTF-16 from single bytes
_STRETCH = re.compile(rb"[^\n<]+|[\n<]+")
_UTF8_SEQUENCE = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")
_ASCII_BYTES = bytes(range(0x80))

#: How often a letter stands among 10,000 of newspaper prose, rounded: HAMZA to GHAIN, U+0621 to U+063A, and FEH to YEH,
#: U+0641 to U+064A.
_TO_GHAIN = (
    30,
    10,
    200,
    13,
    80,
    40,
    1530,
    340,
    320,
    460,
    60,
    140,
    180,
    80,
    310,
    60,
    460,
    60,
    240,
    100,
    90,
    70,
    100,
    20,
    350,
    40,
)
_FROM_FEH = (260, 220, 180, 1170, 660, 500, 240, 540, 80, 750)
_FREQUENCY = dict(zip([*range(0x621, 0x63B), *range(0x641, 0x64B)], [*_TO_GHAIN, *_FROM_FEH], strict=True))
# What Arabic prose never holds beside its letters: accented Latin, C1 controls, lost characters, private use.
_FOREIGN = re.compile("[\u00c0-\u024f\u0080-\u009f\ufffd\ue000-\uf8ff]")
_FOREIGN_FREQUENCY = 0.1

# Lead bytes of Arabic in UTF-8 (D8, D9) as windows-1252 and windows-1256 show them.
_MISREAD = (("\u00d8", "\u00d9", "cp1252"), ("\u0637", "\u0638", "cp1256"))
#: Share of the lead bytes in a text from which its lines are tried, and from which it is lost when they stay: half of a
#: misread line are such, 1.3 % of Arabic prose is TAH and ZAH.
_MISREAD_TRIED, _MISREAD_LOST = 0.025, 0.2
_LINE = re.compile(r"[^\n]+|\n+")
# windows-1252 leaves five bytes undefined, which browsers show as the control characters of the same number.
_CP1252_BYTES = {
    ord(bytes([byte]).decode("cp1252")): byte
    for byte in range(0x80, 0xA0)
    if byte not in (0x81, 0x8D, 0x8F, 0x90, 0x9D)
}


def is_binary(raw: bytes) -> bool:
    """Return whether `raw` is no text at all: a hundredth of its first bytes or more are control characters."""
    sample = raw[:_SAMPLE]
    if not sample or sample.startswith(tuple(mark for mark, _ in _MARKS)) or wide_codec(sample):
        return False
    return len(sample) - len(sample.translate(None, _CONTROL_BYTES)) > MAX_CONTROLS * len(sample)


def decode(raw: bytes, declared: str = "") -> str | None:
    """Return the text in `raw`, None where it is text in no encoding tried.

    `declared` is what a header or the markup says of the encoding, or "": a hint, which loses against the bytes.
    """
    for mark, codec in _MARKS:
        if raw.startswith(mark):
            return _within_tolerance(raw[len(mark) :].decode(codec, "replace"))
    wide = wide_codec(raw[:_SAMPLE])
    if wide:
        return _within_tolerance(raw.decode(wide, "replace"))
    text = _strict(raw, "utf-8")
    if text is None:
        text = _mixed(raw) or _declared(raw, declared) or _guessed(raw)
    return text if text is None else _read_back(text)


def _strict(raw: bytes, codec: str) -> str | None:
    try:
        return raw.decode(codec)
    except (UnicodeDecodeError, LookupError):
        return None


def _within_tolerance(text: str) -> str | None:
    return text if text.count("\ufffd") <= max(1, MAX_BROKEN * len(text)) else None


def wide_codec(sample: bytes) -> str:
    """Return the UTF-16 codec whose high bytes `sample` shows at every second place, "" for none.

    High bytes of Arabic and of ASCII are 06 and 00, control characters that single-byte text does not hold.
    """
    if b"\0" not in sample and b"\6" not in sample:
        return ""
    pairs = len(sample) // 2
    for offset, codec in ((1, "utf-16-le"), (0, "utf-16-be")):
        high, low = sample[offset : 2 * pairs : 2], sample[1 - offset : 2 * pairs : 2]
        arabic = high.count(6)
        # Many zeros at both places are a binary file, not ASCII.
        ascii_pairs = high.count(0) - low.count(0)
        if pairs > 1 and arabic + ascii_pairs > 0.8 * pairs:
            return codec
    return ""


def _mixed(raw: bytes) -> str | None:
    """Return `raw` decoded stretch by stretch: UTF-8 where it is that, one Arabic single-byte encoding elsewhere."""
    stretches: list[bytes] = _STRETCH.findall(raw)
    legacy = [stretch for stretch in stretches if not _is_mostly_utf8(stretch)]
    codec = _arabic_codec(b"\n".join(legacy)) if legacy else "utf-8"
    if not codec:
        return None
    pieces = [stretch.decode(codec if not _is_mostly_utf8(stretch) else "utf-8", "replace") for stretch in stretches]
    return _within_tolerance("".join(pieces))


def _is_mostly_utf8(stretch: bytes) -> bool:
    if stretch.isascii():
        return True
    high = len(stretch.translate(None, _ASCII_BYTES))
    return 2 * sum(map(len, _UTF8_SEQUENCE.findall(stretch))) > high


def _arabic_codec(raw: bytes) -> str:
    """Return the single-byte encoding in which `raw` reads as Arabic, "" where it does in none."""
    best, codec = max((_plausibility(raw.decode(codec, "replace")), codec) for codec in _ARABIC_CODECS)
    return codec if best > _PLAUSIBLE else ""


def _plausibility(text: str) -> float:
    """Return how likely the letters of `text` are in Arabic prose: the mean of their log2 frequencies, -13 for none."""
    counts = Counter(_FOREIGN.sub("\ufffd", text))
    counted = [(counts[chr(letter)], log2(frequency / 1e4)) for letter, frequency in _FREQUENCY.items()]
    counted.append((counts["\ufffd"], log2(_FOREIGN_FREQUENCY / 1e4)))
    total = sum(count for count, _ in counted)
    return sum(count * bits for count, bits in counted) / total if total else -13.0


def _declared(raw: bytes, declared: str) -> str | None:
    """Return `raw` in the encoding it names for itself, where that explains every byte without control characters."""
    text = _strict(raw, declared) if declared else None
    return text if text and not re.search("[\u0080-\u009f]", text) else None


def _guessed(raw: bytes) -> str | None:
    """Return `raw` in windows-1252 where it is nearly ASCII, else as charset-normalizer has it, for other languages."""
    high = len(raw.translate(None, _ASCII_BYTES))
    western = _strict(raw, "cp1252") if high < 0.15 * len(raw) else None
    if western is not None or high < _GUESSABLE:
        return western
    best = from_bytes(raw[:_SAMPLE], cp_exclusion=["mac_arabic"]).best()
    if best is None or best.percent_chaos > 20:
        return None
    return _strict(raw, best.encoding)


def _read_back(text: str) -> str | None:
    """Return `text` with its misread lines read as they were written; None where too much of them is past that."""
    for first, second, codec in _MISREAD:
        if text.count(first) + text.count(second) > _MISREAD_TRIED * len(text):
            text = "".join(_read_line_back(line, codec) for line in _LINE.findall(text))
            if text.count(first) + text.count(second) > _MISREAD_LOST * len(text):
                return None
    return text


def _read_line_back(line: str, codec: str) -> str:
    """Return `line` decoded from the bytes it was misread from, or as it is: nothing else survives strict UTF-8."""
    try:
        raw = line.translate(_CP1252_BYTES).encode("latin-1") if codec == "cp1252" else line.encode(codec)
        return raw.decode()
    except UnicodeError:
        return line

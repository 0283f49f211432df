"""Text of a page made safe and readable on a terminal: no control acts, and Arabic stays in its place on the line.

What comes in is anybody's: an escape sequence in a capture could move the cursor or rename the window, a bidi control
could make a line read as another. Only what goes to people's eyes passes here; JSON keeps every character of the page.
"""

from __future__ import annotations

import re

# Marks without width that a line does not need: soft hyphen, Arabic letter mark, zero-width space, directional marks,
# word joiner and its kin, byte order mark. The two joiners (U+200C, U+200D) shape letters and stay.
_DROPPED = re.compile("[\u00ad\u061c\u200b\u200e\u200f\u2060-\u2064\ufeff]")
# Controls, bidi embeddings, overrides and isolates, deprecated format characters, annotation anchors, lone surrogates,
# tags.
_ESCAPED = re.compile(
    "[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u206f\ufff9-\ufffb\ud800-\udfff\U000e0000-\U000e007f]",
)
# Controls but tab and line feed, alone or behind a carriage return.
_CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]|\r(?!\n)")
_FIRST_STRONG_ISOLATE = "\u2068"
_POP_ISOLATE = "\u2069"
_ELLIPSIS = "\u2026"


def escape_controls(text: str) -> str:
    r"""Return `text` with its controls, but for tabs and line ends, written as escapes (`\x1b`)."""
    return _CONTROLS.sub(lambda match: ascii(match[0])[1:-1], text)


def visible(text: str) -> str:
    r"""Return `text` as one line on which nothing acts: spaces run together, controls written as escapes (`\x1b`)."""
    return escaped(" ".join(text.split()))


def escaped(text: str) -> str:
    r"""Return `text`, part of a line, with its spaces as they are and its controls written as escapes (`\x1b`)."""
    return _ESCAPED.sub(lambda match: ascii(match[0])[1:-1], _DROPPED.sub("", text))


def shorten(text: str, width: int) -> str:
    """Return `visible(text)` in at most `width` code points, cut between words where one ends in its second half."""
    line = visible(text)
    if len(line) <= width:
        return line
    cut = line[: width - 1]
    space = cut.rfind(" ")
    return (cut[:space] if space > width // 2 else cut) + _ELLIPSIS


def isolated(text: str, width: int = 0) -> str:
    """Return `text` made visible, shortened where `width` is given, and set apart from the direction of its line."""
    line = shorten(text, width) if width else visible(text)
    return f"{_FIRST_STRONG_ISOLATE}{line}{_POP_ISOLATE}" if line else ""

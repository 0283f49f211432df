"""Markup in, its visible text out, one block a line: the rendering for pages from which no article can be cut.

Nothing is judged: menus and footers come along, for the line classifier to type. Works on events, not on a tree, so
that the depth of the markup does not matter and the time it takes grows with its length alone.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from lxml.etree import HTMLParser

#: Elements whose text no browser shows as part of the page.
_HIDDEN = frozenset([
    "applet", "audio", "canvas", "head", "iframe", "math", "noframes", "noscript", "object", "script", "select",
    "style", "svg", "template", "textarea", "title", "video"
])  # fmt: skip
#: Elements that stand inside a line of text; any other begins and ends a line.
_INLINE = frozenset([
    "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em", "font", "i",
    "img", "ins", "kbd", "label", "mark", "q", "s", "samp", "small", "span", "strike", "strong", "sub", "sup",
    "time", "tt", "u", "var", "wbr"
])  # fmt: skip
_ASIDES = frozenset(["a", "figcaption"])
_SPACES = re.compile(r"[ \t\r\n\f\v\u00a0]+")


class Line(NamedTuple):
    """A visible line, spaces collapsed, not empty. `aside`: all of it is in links or the caption of a picture."""

    text: str
    aside: bool


def plain_lines(markup: str) -> list[Line]:
    """Return the visible lines of `markup` in page order."""
    parser = HTMLParser(target=_Lines(), huge_tree=True)
    parser.feed(markup)
    lines: list[Line] = parser.close()
    return lines


class _Lines:
    """Gathers text until a block begins or ends. The interface is that of lxml's parser targets."""

    def __init__(self) -> None:
        self.lines: list[Line] = []
        self.pieces: list[str] = []
        self.hidden = 0  # how many elements are open that hide their text
        self.asides = 0  # how many links and captions are open
        self.is_aside = True

    def start(self, tag: str, _attributes: dict[str, str]) -> None:
        if tag in _HIDDEN:
            self.hidden += 1
        elif tag not in _INLINE:
            self.end_line()
        self.asides += tag in _ASIDES

    def end(self, tag: str) -> None:
        if tag in _HIDDEN:
            self.hidden = max(self.hidden - 1, 0)
        elif tag not in _INLINE:
            self.end_line()
        self.asides = max(self.asides - (tag in _ASIDES), 0)

    def data(self, text: str) -> None:
        if not self.hidden:
            self.pieces.append(text)
            self.is_aside = self.is_aside and (self.asides > 0 or text.isspace())

    def end_line(self) -> None:
        text = _SPACES.sub(" ", "".join(self.pieces)).strip()
        if text:
            self.lines.append(Line(text, self.is_aside))
        self.pieces.clear()
        self.is_aside = True

    def close(self) -> list[Line]:
        self.end_line()
        return self.lines

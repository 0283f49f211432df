"""Test cases as marked-up text: one line, one case, readable by someone who knows Arabic and no Python.

A line such as

    <s>وزير الداخلية</s> <q>قال</q> إن <c>الطريق مفتوح</c>.

is read by `marked` into the plain text, tags stripped, and the spans the tags enclosed::

    case = marked(line)
    case.text          the words without the tags
    case.span("s")     the one span tagged s, as khabar.model.Span; an error where there is none or more than one
    case.spans("s")    all spans tagged s, in page order
    case.words("s")    their texts
    case.tags          the names of the tags that occur

Tag names are free: letters a-z, digits and `_`. Tags nest (`<c>قال <s>هو</s></c>`), may enclose nothing (`<s></s>`, an
empty span) and must close in order. A `<` that opens no tag is text, as in `5 < 7`. Offsets are code points of the
plain text, half-open.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from khabar.model import Span

_TAG = re.compile(r"<(/?)([a-z][a-z0-9_]*)>")


class Marked(NamedTuple):
    """A case: its plain text and `(tag, span)` for every tag, in page order, outer before inner."""

    text: str
    found: tuple[tuple[str, Span], ...]

    @property
    def tags(self) -> frozenset[str]:
        """The names of the tags that occur."""
        return frozenset(tag for tag, _ in self.found)

    def spans(self, tag: str) -> tuple[Span, ...]:
        """Return the spans of `tag` in page order."""
        return tuple(span for name, span in self.found if name == tag)

    def span(self, tag: str) -> Span:
        """Return the one span of `tag`; raises ValueError where there is none or more than one."""
        (span,) = self.spans(tag)
        return span

    def words(self, tag: str) -> tuple[str, ...]:
        """Return the texts of the spans of `tag`."""
        return tuple(self.text[span.start : span.end] for span in self.spans(tag))


def marked(line: str) -> Marked:
    """Return `line` without its tags, and what they enclose; raises ValueError where tags do not close in order."""
    pieces: list[str] = []
    found: list[tuple[str, Span]] = []
    opened: list[tuple[str, int, int]] = []  # tag, place in `found`, start
    length = at = 0
    for match in _TAG.finditer(line):
        pieces.append(line[at : match.start()])
        length += match.start() - at
        at = match.end()
        closes, tag = match.groups()
        if not closes:
            opened.append((tag, len(found), length))
            found.append((tag, Span(length, length)))
        elif not opened or opened[-1][0] != tag:
            raise ValueError(f"</{tag}> closes no tag that is open: {line}")
        else:
            _, place, start = opened.pop()
            found[place] = (tag, Span(start, length))
    if opened:
        raise ValueError(f"<{opened[-1][0]}> is not closed: {line}")
    pieces.append(line[at:])
    return Marked("".join(pieces), tuple(found))

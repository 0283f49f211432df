"""The words of a page, with their place in its text."""

from __future__ import annotations

from dataclasses import dataclass
from operator import attrgetter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from khabar.model import Span

# Code points of the line around a deed that still read at a glance.
_AROUND = 140


@dataclass(frozen=True, slots=True)
class Words:
    """Characters `[start, end)` of the text of a page, and the text there."""

    start: int
    end: int
    text: str


class Quoted:
    """What stands on a page in words: `words` are the page's own, characters `start` to `end` of its text."""

    __slots__ = ()
    # The field that holds the words and their place, the fields within fields joined by full stops.
    QUOTED = ""

    @property
    def quoted(self) -> Words:
        """The words that tell it, and their place."""
        found = attrgetter(self.QUOTED)(self)
        if not isinstance(found, Words):
            raise TypeError(f"{self.QUOTED} holds no words")
        return found

    @property
    def words(self) -> str:
        """The words that tell it."""
        return self.quoted.text

    @property
    def start(self) -> int:
        """Where the words begin on their page, in code points."""
        return self.quoted.start

    @property
    def end(self) -> int:
        """Where they end, themselves not included."""
        return self.quoted.end


def words(text: str, span: Span) -> Words:
    """Return a span of a page's text with its words."""
    return Words(span.start, span.end, text[span.start : span.end])


def around(text: str, trigger: Span) -> Words:
    """Return the line of a page around some words, cut between words where it is long."""
    start = max(text.rfind("\n", 0, trigger.start) + 1, trigger.start - _AROUND)
    end = text.find("\n", trigger.end)
    end = min(len(text) if end < 0 else end, trigger.end + _AROUND)
    if start == trigger.start - _AROUND:
        start = text.find(" ", start, trigger.start) + 1 or start
    if end == trigger.end + _AROUND:
        end = max(text.rfind(" ", trigger.end, end), trigger.end)
    return Words(start, end, text[start:end])

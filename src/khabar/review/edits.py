"""One correction: who judged which field of what, at which characters of which text, when, and how.

An edit names its target twice: by the id that every run gives it, and by its characters. Only where both still hold,
on a page of the same text, does it act.
"""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256
from typing import Literal

Kind = Literal["page", "line", "mention", "statement", "event"]
Verdict = Literal["accept", "fix", "reject", "add"]


@dataclass(frozen=True, slots=True, order=True)
class Words:
    """Characters `[start, end)` of a page's text, in code points, and the text there."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a value: words of the page, a code, day or name, the id of an entity; "" for what it has none of."""

    words: Words | None = None
    value: str = ""
    entity: str = ""


# What a field holds: nothing, one part, or several in order.
Value = tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class Edit:
    """A verdict of one reviewer on one field of one thing, or on the thing as a whole.

    `accept` says that `old` is right, `fix` that `new` is, `reject` that `old` is wrong and nothing else known; of a
    whole thing, that there is no such thing. `add` says that the page holds a thing that was not found: its parts are
    `new`, in the order of `khabar.review.fields.ADDED`.
    """

    who: str
    when: str  # UTC, as 2025-03-01T12:00:00Z; given by whoever makes the edit
    page: str  # id
    text: str  # `hash_text` of the page's text
    kind: Kind
    target: str  # id
    words: Words  # where the target stands; of a page, nothing
    field: str  # "" for the whole thing
    verdict: Verdict
    old: Value = ()
    new: Value = ()
    note: str = ""

    @property
    def says(self) -> Value | None:
        """What the field holds by this edit; None where only what it does not hold is known."""
        return {"accept": self.old, "fix": self.new, "add": self.new}.get(self.verdict)


def hash_text(text: str) -> str:
    """Return by what the text of a page is known again: the SHA-256 of its UTF-8, in hexadecimal."""
    return sha256(text.encode("utf-8", "surrogatepass")).hexdigest()

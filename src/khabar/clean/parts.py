"""The parts of a byline or dateline: known names of agencies, outlets and places, words like "by", and names of people.

Names of outlets and places are looked up; what is left between signs is a name, of a person or of something unknown.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Literal, NamedTuple

from khabar.lexicon.chrome import find_phrase
from khabar.text.letters import ARTICLE

if TYPE_CHECKING:
    from khabar.clean.view import View

Role = Literal["name", "place", "agency", "byline", "between"]

#: In words: longer runs are no names.
LONGEST_NAME = 5
_DIVIDERS = frozenset("-:/()|,+")
_TATWEEL = "\u0640"
_LAST_LATIN = "\u024f"
_NAMED = frozenset({"name", "place", "agency"})


class Part(NamedTuple):
    """Tokens `[first, last)` of a byline and their role; `apart` where a sign or a figure stands before them."""

    role: Role
    first: int
    last: int
    apart: bool

    @property
    def size(self) -> int:
        """Tokens."""
        return self.last - self.first


def read_parts(first: int, last: int, view: View) -> list[Part]:
    """Cut tokens into known names, words of bylines, and runs of other words that signs divide."""
    forms = view.tokens.forms
    dated = any(form.isdigit() for form in forms[first:last])
    # Buttons in Latin letters stick to bylines: only a line without Arabic is read in Latin.
    latin = not any(form > _LAST_LATIN and form.isalpha() for form in forms[first:last])
    parts: list[Part] = []
    joined, apart, at = False, True, first
    while at < last:
        apart = apart or _is_dashed(at, view)
        # A place or outlet within a name is a part of it.
        found = _known_at(at, last, view, dated=dated)
        if found and _is_within_name(found, last, view, joined=joined and not apart):
            found = None
        if found is None and joined and forms[at] in view.chrome.marks["between"]:
            found = Part("between", at, at + 1, apart=True)
        if found:
            parts.append(found._replace(apart=apart or joined))
            joined, apart, at = False, False, found.last
            continue
        if forms[at].isalpha() and (latin or forms[at] > _LAST_LATIN):
            if joined and not apart:
                parts[-1] = parts[-1]._replace(last=at + 1)
            else:
                parts.append(Part("name", at, at + 1, apart))
            joined, apart = True, False
        elif forms[at] in _DIVIDERS or forms[at].isdigit():
            apart = True
        at += 1
    return parts


def _is_within_name(found: Part, last: int, view: View, *, joined: bool) -> bool:
    """Return whether a known word is a part of a longer name: words before it, or behind a single one."""
    forms = view.tokens.forms
    if joined:
        return forms[found.last : found.last + 1] != (":",)
    if found.role not in ("agency", "place") or found.size > 1 or found.last >= last:
        return False
    below = forms[found.last]
    return (
        below.isalpha()
        and below not in view.chrome.marks["between"]
        and not _known_at(found.last, last, view, dated=False)
    )


def _is_dashed(at: int, view: View) -> bool:
    """Return whether a tatweel written as a dash, which folding drops, stands before a token."""
    tokens = view.tokens
    return at > 0 and _TATWEEL in tokens.page[tokens.ends[at - 1] : tokens.starts[at]]


def _known_at(at: int, last: int, view: View, *, dated: bool) -> Part | None:
    forms, marks = view.tokens.forms, view.chrome.marks
    if forms[at] in marks["byline"]:
        return Part("byline", at, at + 1, apart=True)
    if forms[at] in marks["between"] or (forms[at] in marks["prose"] and forms[at] not in view.names.given):
        return Part("between", at, at + 1, apart=True)
    size = _outlet_size(at, last, view)
    place = _place_size(at, last, view)
    if place > size:
        return Part("place", at, at + place, apart=True)
    if size:
        return Part("agency", at, at + size, apart=True)
    in_date = dated and (forms[at] in view.calendar or len(forms[at]) == 1)
    return Part("between", at, at + 1, apart=True) if in_date and forms[at].isalpha() else None


def _outlet_size(at: int, last: int, view: View) -> int:
    """Return how many tokens the agency or outlet at `at` takes, 0 where none stands there."""
    forms, marks = view.tokens.forms, view.chrome.marks
    known = (marks["agency"], marks["outlet"], view.imprint.names)
    size = max(find_phrase(forms, at, last, phrases) for phrases in known)
    outlet = view.names.outlets.at(view.tokens, at, last)
    if outlet and not outlet.cut and any(entry.kind != "network" for entry in outlet.entries):
        size = max(size, outlet.last - at)
    if not size and forms[at] in marks["medium"]:
        # "the agency of …": a word for an outlet takes the words behind it.
        size = 1
        while at + size < last and size < LONGEST_NAME and forms[at + size].isalpha():
            size += 1
        return size if size > 1 else 0
    while size and at + size < last and forms[at + size] in marks["site"]:
        size += 1
    return size


def _place_size(at: int, last: int, view: View) -> int:
    """Return how many tokens the place at `at` takes, an adjective behind it too; 0 where none stands there."""
    forms = view.tokens.forms
    known = view.names.known.at(view.tokens, at, last)
    if not known or known.cut or all(entity.type != "LOC" for entity in known.entries):
        return 0
    below = forms[known.last] if known.last < last else ""
    if known.last - at == 1 and forms[at] in view.names.given and below.isalpha():
        return 0
    adjective = below.startswith(ARTICLE) and forms[at].startswith(ARTICLE)
    ends = known.last + 1 == last or (known.last + 1 < last and forms[known.last + 1] in _DIVIDERS)
    return known.last - at + (adjective and ends)


def runs_on(parts: list[Part]) -> bool:
    """Return whether two names follow each other with nothing between, as in a sentence."""
    return any(not part.apart and part.role in _NAMED and before.role in _NAMED for before, part in pairwise(parts))


def is_given(word: str, view: View) -> bool:
    """Return whether a folded word may open a person's name."""
    return word in view.names.given or word in view.chrome.marks["person"]

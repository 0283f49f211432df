"""Lines that say who wrote, from where, by which agency: told from headlines and sentences by their parts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from khabar.clean.parts import LONGEST_NAME, is_given, read_parts, runs_on

if TYPE_CHECKING:
    from khabar.clean.features import LineFeatures
    from khabar.clean.parts import Part
    from khabar.clean.view import View

# In words.
_LONGEST = 14
_LONGEST_AFTER_COLON = 3
_TIGHT = 6
_MOST_FIGURES = 5
_MOST_NAMES = 3
_ELLIPSIS = ".."
_NAMED = frozenset({"name", "place", "agency"})
_KNOWN = frozenset({"place", "agency", "byline"})
_CREDITED = _NAMED | {"byline"}


def is_byline(row: LineFeatures, view: View) -> bool:
    """Return whether a line near the headline has the shape of a byline: names and signs between them, no more."""
    if not 1 <= len(row.words) <= _LONGEST or row.is_closed or row.figures > _MOST_FIGURES:
        return False
    written = any(word in view.chrome.marks["byline"] for word in row.words)
    if row.particles > 1 + written or _ELLIPSIS in view.raw(row.at):
        return False
    parts = read_parts(row.first, row.last, view)
    names = [part for part in parts if part.role == "name"]
    if any(part.size > LONGEST_NAME for part in names) or len(names) > _MOST_NAMES or runs_on(parts):
        return False
    if any(part.role in _KNOWN for part in parts):
        return (not names or len(parts) > 1) and not _is_quoted(names, view)
    dated = any(word in view.calendar for word in row.words)
    return (dated or not row.figures) and _is_divided(row, names, view)


def _is_quoted(names: list[Part], view: View) -> bool:
    """Return whether more words than a name has follow a colon: a headline that says whose words it gives."""
    forms = view.tokens.forms
    return any(part.size > _LONGEST_AFTER_COLON and forms[part.first - 1] == ":" for part in names if part.first)


def _is_divided(row: LineFeatures, names: list[Part], view: View) -> bool:
    """Return whether signs divide a few unknown words like names."""
    if row.to_colon < 0:
        return len(names) > 1 and len(row.words) <= _TIGHT
    if names and row.to_colon == names[0].last - names[0].first and _opens_like_a_name(row, view):
        # A person before a colon says something: a headline.
        return row.to_colon == len(row.words)
    return bool(names) and len(row.words) < _TIGHT and (len(names) > 1 or row.to_colon == len(row.words))


def is_dateline(row: LineFeatures, view: View) -> bool:
    """Return whether a byline has two parts, neither a word like "by" before them nor brackets around them."""
    if not is_byline(row, view) or view.raw(row.at).startswith("("):
        return False
    roles = [part.role for part in read_parts(row.first, row.last, view)]
    return roles[0] in _NAMED and any(role in _CREDITED for role in roles[1:])


def names_place(row: LineFeatures, view: View) -> bool:
    """Return whether a byline holds a known place."""
    return any(part.role == "place" for part in read_parts(row.first, row.last, view))


def is_name(row: LineFeatures) -> bool:
    """Return whether a line under the headline may be a bare name."""
    if not 2 <= len(row.words) <= LONGEST_NAME or row.figures or row.latin:
        return False
    return not row.particles and not row.close


def names_agency(row: LineFeatures, view: View) -> bool:
    """Return whether a byline holds an agency, an outlet or a word like "by"."""
    return any(part.role in ("agency", "byline") for part in read_parts(row.first, row.last, view))


def is_person(row: LineFeatures, view: View) -> bool:
    """Return whether a bare name is a person's: it opens with a given name or holds a word that only names hold."""
    return is_name(row) and (_opens_like_a_name(row, view) or any(w in view.chrome.marks["kin"] for w in row.words))


def _opens_like_a_name(row: LineFeatures, view: View) -> bool:
    return is_given(row.words[0], view) or row.words[0] in view.chrome.marks["kin"]

"""People that no table holds: when a given name, a link or an unknown word is a person's name, and how far it goes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from khabar.mentions.people import is_ali, is_foreign, kind_at, name_end, opening_end
from khabar.mentions.places import has_place_cue
from khabar.mentions.view import Step, found_name
from khabar.text.letters import ALEF, WAW, YEH

if TYPE_CHECKING:
    from khabar.lexicon.match import Hit
    from khabar.lexicon.names import Opener
    from khabar.lexicon.names_entries import Given
    from khabar.mentions.view import View

_ALI, _SON = "\u0639\u0644\u064a", "\u0628\u0646"
# "Father of", "mother of".
_PARENTS = frozenset({"\u0627\u0628\u0648", "\u0627\u0628\u064a", "\u0627\u0645"})


def given_name(view: View, hit: Hit[Opener], given: Given, last: int) -> Step | None:
    """Return a person's name that opens with a given name."""
    first = hit.first
    titled = first in view.titled and not hit.cut
    if view.form(first)[hit.cut :] == _ALI and not is_ali(view, first):
        return None
    end = name_end(view, first, last)
    if end == first + 1 and _is_part_of_day(view, first, last):
        return None
    cued = titled or first in view.cued
    if given.weak and not cued and not _is_called(view, first, end) and not _is_surely_name(view, first + 1, end):
        return None
    if end == first + 1 and (not titled or _is_plain_nisba(view, first)):
        return None
    return Step((found_name(view, first, end, hit.cut, "PER", "", "titled_name" if titled else "given_name"),), end)


def _is_part_of_day(view: View, at: int, last: int) -> bool:
    """Tell whether a word that may be a given name says when on a day, which follows: this morning."""
    words = view.lexicon.words
    return view.form(at) in words.day_parts and at + 1 < last and view.form(at + 1) in words.breaks


def _is_called(view: View, first: int, end: int) -> bool:
    """Tell whether a title stands right behind a given name and one that a family bears: of a tribe, a town."""
    family = kind_at(view, end - 1) == "family" and view.form(end - 1).endswith(YEH)
    return end > first + 1 and end in view.titles and (family or kind_at(view, end - 1) == "given")


def _is_plain_nisba(view: View, at: int) -> bool:
    """Tell whether a given name is the nisba it is spelled like: behind an indefinite noun, "a Turkish journalist"."""
    return view.form(at) in view.lexicon.nisbas.phrases and not view.is_definite(at - 1)


def _is_surely_name(view: View, at: int, end: int) -> bool:
    """Tell whether what follows a word that may be a given name makes it one: son or father of, a strong given name."""
    if at >= end:
        return False
    kind = kind_at(view, at)
    return kind in ("given", "servant") or (kind == "link" and view.form(at - 1) not in view.lexicon.words.person_cues)


def unlisted_name(view: View, at: int, last: int) -> Step | None:
    """Return a name no list holds: behind a title or "said", or opened by "father of", "slave of"."""
    titled = at in view.titled
    end = opening_end(view, at, last) if titled or view.form(at) != _SON else at
    if end > at:
        if end <= at + 2 and not titled and not _sure_opening(view, at) and not _is_byname(view, at):
            return None
    elif kind_at(view, at) == "unknown":
        end = name_end(view, at, last, unknown=1)
        if not _is_foreign_name(view, at, end, titled):
            return None
    else:
        return None
    return Step((found_name(view, at, end, 0, "PER", "", "titled_name" if titled else "cued_name"),), end)


def _is_foreign_name(view: View, at: int, end: int, titled: bool) -> bool:
    """Tell whether unknown words are a foreign name: one is enough behind a title, two behind "said"."""
    if view.form(at)[0] == WAW:
        return False
    if titled:
        second = end > at + 1 and (kind_at(view, at + 1) in ("given", "link") or is_foreign(view.form(at + 1)))
        return second or is_foreign(view.form(at))
    words = range(at, end)
    if all(view.form(word).endswith(ALEF) for word in words):
        return False  # a noun and its adjective in the accusative: "denied with a flat denial"
    foreign = [is_foreign(view.form(word)) and kind_at(view, word) != "family" for word in words]
    return len(foreign) > 1 and (all(foreign) or (any(foreign) and end in view.titles))


def _is_byname(view: View, at: int) -> bool:
    """Tell whether "father of" or "mother of" and a name are a nom de guerre: behind a cue, where no place is named."""
    cued = at in view.cued or view.is_quoted(at, at + 2)
    named = kind_at(view, at + 1) in ("given", "weak", "unknown", "family")
    return cued and named and view.form(at) in _PARENTS and not has_place_cue(view, at, 0)


def _sure_opening(view: View, at: int) -> bool:
    """Tell whether a link word and one more name a person without a title: slave of God does, son of … does not."""
    return kind_at(view, at) in ("servant", "prefix") and kind_at(view, at + 1) in ("suffix", "family")

"""Forms as they are sent, read into edits: words found on their page, values into the form of their field."""

from __future__ import annotations

from typing import TYPE_CHECKING

from khabar.review import ADDED, Part, Words
from khabar.web.leaves import mark

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from khabar.review import Field, Kind, Value

Sent = dict[str, str]
NOT_THERE = mark("These words are not on the page, or not so often.")
# Code points of words to be looked for; the longest quotations have some thousand.
_LONGEST = 20_000
_MOST_PARTIES = 20
# Marks without width, which a page may hold and no reader sees or types.
_UNSEEN = frozenset("\u00ad\u061c\u200b\u200e\u200f\u2060\u2061\u2062\u2063\u2064\ufeff")


class Refused(Exception):  # named by what happened, as all errors are
    """What was sent cannot be taken; the message is a label. `status` is the code of the answer."""

    def __init__(self, message: str, status: int = 400) -> None:
        super().__init__(message)
        self.message = message
        self.status = status


def read_value(text: str, field: Field, sent: Mapping[str, str], near: Sequence[int]) -> Value:
    """Return what a form gives a field of a page with this text.

    Words are looked for by the number of their occurrence, where the form tells one, else nearest to a place of
    `near`: the words of each party to its own, those of more parties to the last.

    Raises:
        Refused: words are not on the page.

    """
    if field.form == "parties":
        return tuple(_read_parties(text, sent, near))
    found = _find(text, sent, "words", near[0]) if field.form in {"words", "coded", "place"} else None
    value = sent.get("value", "").strip() if field.form in {"choice", "day", "named", "coded"} else ""
    entity = sent.get("entity", "").strip() if field.form in {"named", "place"} else ""
    if found is None and (field.form not in {"choice", "day", "named"} or not (value or entity)):
        return ()
    return (Part(found, value, entity),)


def read_added(text: str, kind: Kind, sent: Mapping[str, str]) -> Value:
    """Return the parts of a thing that a form adds: words, each with its code.

    Raises:
        Refused: words are not on the page, or none are given.

    """
    names = [name or "words" for name, _ in ADDED[kind]]
    # The longest words are the likeliest to stand but once; the others are looked for beside them.
    anchor = max(names, key=lambda name: len(sent.get(name, "")))
    found = {anchor: _find(text, sent, anchor, None)}
    at = found[anchor]
    near = at.start if at else 0
    found |= {name: _find(text, sent, name, near) for name in names if name != anchor}
    parts = [Part(found[name], sent.get(code, "")) for name, (_, code) in zip(names, ADDED[kind], strict=True)]
    if not all(part.words for part in parts):
        raise Refused(mark("Give the words as the page has them."))
    return tuple(parts)


def find_words(text: str, wanted: str, number: int | None, near: int | None) -> Words | None:
    """Return where words stand on a page, however they are spaced: their `number`-th occurrence, or the nearest.

    With neither it is the first. None where they do not stand there, or not so often.
    """
    plain, places = _spell_out(text)
    sought = _spell_out(wanted)[0].strip()
    starts = list(_find_all(plain, sought)) if sought else []
    if number is None and near is not None:
        starts.sort(key=lambda start: abs(places[start] - near))
    at = (number or 1) - 1
    if not 0 <= at < len(starts):
        return None
    start, end = places[starts[at]], places[starts[at] + len(sought) - 1] + 1
    return Words(start, end, text[start:end])


def _spell_out(text: str) -> tuple[str, list[int]]:
    """Return a text as it is seen and typed, every stretch of white space one space, and where each letter stands."""
    seen = [(letter, place) for place, letter in enumerate(text) if letter not in _UNSEEN]
    spaced = [(" " if letter.isspace() else letter, place) for letter, place in seen]
    kept = [one for one, before in zip(spaced, [("", 0), *spaced], strict=False) if not one[0] == before[0] == " "]
    return "".join(letter for letter, _ in kept), [place for _, place in kept]


def _find_all(text: str, sought: str) -> Iterator[int]:
    at = text.find(sought)
    while at >= 0:
        yield at
        at = text.find(sought, at + 1)


def _read_parties(text: str, sent: Mapping[str, str], near: Sequence[int]) -> Iterator[Part]:
    for number in range(_MOST_PARTIES):
        found = _find(text, sent, f"words.{number}", near[min(number, len(near) - 1)])
        if found:
            yield Part(found, sent.get(f"value.{number}", "").strip(), sent.get(f"entity.{number}", "").strip())


def _find(text: str, sent: Mapping[str, str], name: str, near: int | None) -> Words | None:
    """Return the words that a form gives under a name, None where it gives none."""
    wanted = sent.get(name, "").strip()
    if not wanted:
        return None
    at = sent.get(f"{name}_n", "").strip()
    number = int(at) if at.isascii() and at.isdigit() and len(at) < len("1000000") else None
    if at and number is None:
        raise Refused(NOT_THERE)
    found = find_words(text, wanted, number, near) if len(wanted) <= _LONGEST else None
    if found is None:
        raise Refused(NOT_THERE)
    return found

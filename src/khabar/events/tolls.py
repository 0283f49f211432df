"""How many were killed or wounded: the number beside a deed that counts people."""

from __future__ import annotations

from typing import TYPE_CHECKING

from khabar.model import Toll
from khabar.text.numbers import read_cardinal

if TYPE_CHECKING:
    from khabar.events.frames import Roles
    from khabar.events.nouns import Part
    from khabar.events.triggers import Trigger
    from khabar.events.words import Sentence
    from khabar.text.numbers import NumberTable

_MOST = 1_000_000  # people; more are money or a misread year
_WITHIN = 5  # tokens from the head of a phrase in which its number stands


def read_toll(sentence: Sentence, trigger: Trigger, roles: Roles, numbers: NumberTable) -> Toll | None:
    """Return the count of people a deed killed or wounded, None where the text does not count."""
    for part in roles.recipients:
        toll = _read_part(sentence, part, numbers)
        if toll is not None:
            return toll
    for at in range(max(sentence.first, trigger.first - 3), trigger.first):
        number = read_cardinal(sentence.scene.tokens.forms, at, trigger.first, numbers)
        if number is not None and number.last == trigger.first and not number.ordinal:
            return _toll(sentence, at, number.last, number.value)
    return None


def _read_part(sentence: Sentence, part: Part, numbers: NumberTable) -> Toll | None:
    forms = sentence.scene.tokens.forms
    for at in range(part.first, min(part.first + _WITHIN, part.last)):
        number = read_cardinal(forms, at, sentence.last, numbers)
        if number is not None and not number.ordinal:
            return _toll(sentence, at, number.last, number.value)
    classes = sentence.at(part.first).classes
    if "two" in classes:
        return _toll(sentence, part.first, part.first + 1, 2)
    return _toll(sentence, part.first, part.first + 1, 1) if "one" in classes else None


def _toll(sentence: Sentence, first: int, last: int, count: int) -> Toll | None:
    return Toll(count, count, sentence.scene.tokens.span(first, last)) if 0 < count < _MOST else None

"""How many were killed or wounded: the number beside a deed that counts people."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from khabar.events.scene import token_range
from khabar.model import Toll
from khabar.text.letters import WAW
from khabar.text.numbers import read_cardinal

if TYPE_CHECKING:
    from khabar.events.frames import Roles
    from khabar.events.nouns import Part
    from khabar.events.triggers import Trigger
    from khabar.events.words import Sentence
    from khabar.lexicon.inflection import Inflected
    from khabar.text.numbers import NumberTable

_MOST = 1_000_000  # people; more are money or a misread year
_REACH = 12  # tokens from a word for losses to those dead or wounded
_STOPS = frozenset(".;")
_OTHER = "\u0627\u062e\u0631"
_BESIDE = 2  # tokens from a count to "others"
_WITHIN = 5  # tokens from the head of a phrase in which its number stands


def read_toll(sentence: Sentence, trigger: Trigger, roles: Roles, numbers: NumberTable) -> Toll | None:
    """Return the count of people a deed killed or wounded, None where the text does not count.

    `10 killed and wounded` counts both together: each is one at least and leaves one to the other.
    """
    toll = _count(sentence, trigger, roles, numbers)
    if toll is None or not _is_shared(sentence, trigger) or _counts_others(sentence, toll):
        return toll
    return replace(toll, low=1, high=max(1, toll.high - 1))


def read_counted(sentence: Sentence, trigger: Trigger, people: str, numbers: NumberTable) -> Toll | None:
    """Return the count before the first word of class `people` behind losses: 30 dead fell; else None."""
    for at in range(trigger.last, min(sentence.last, trigger.last + _REACH)):
        word = sentence.at(at)
        if people in word.classes:
            return _count_before(sentence, trigger.last, at, numbers)
        if sentence.scene.tokens.forms[at] in _STOPS:
            break
    return None


def _count_before(sentence: Sentence, first: int, last: int, numbers: NumberTable) -> Toll | None:
    """Return the number that ends right before token `last`, read from token `first` on."""
    tokens = sentence.scene.tokens
    for at in range(max(first, last - _WITHIN), last):
        form = tokens.forms[at]
        words = (form.removeprefix(WAW), *tokens.forms[at + 1 : last])
        number = read_cardinal(words, 0, len(words), numbers)
        if number is not None and number.last == len(words) and not number.ordinal:
            return _toll(sentence, at, last, number.value)
    return None


def _is_shared(sentence: Sentence, trigger: Trigger) -> bool:
    """Answer whether the dead and the wounded stand joined beside each other, one count behind for both.

    What bears a pronoun or stands in the plural has its people, and their count, before it.
    """
    if not _awaits_people(trigger.grammar):
        return False
    tokens, forms = sentence.scene.tokens, sentence.scene.deeds.forms
    places = []
    if trigger.last < sentence.last and tokens.forms[trigger.last].startswith(WAW):
        places.append(trigger.last)
    if trigger.clitics.startswith(WAW) and trigger.first > sentence.first:
        places.append(trigger.first - 1)
    hits = (forms.at(tokens, at, sentence.last) for at in places)
    tolls = {entry.deed.toll for hit in hits if hit for entry in hit.entries if _awaits_people(entry.grammar)}
    return bool(tolls - {"", trigger.deed.toll})


def _counts_others(sentence: Sentence, toll: Toll) -> bool:
    """Answer whether a count is of others than those before: one killed and two others wounded."""
    tokens = sentence.scene.tokens
    first, last = token_range(tokens, toll.span)
    return any(form.startswith(_OTHER) for form in tokens.forms[first : min(sentence.last, last + _BESIDE)])


def _awaits_people(grammar: Inflected) -> bool:
    return not grammar.pronoun and grammar.person != "plural"


def _count(sentence: Sentence, trigger: Trigger, roles: Roles, numbers: NumberTable) -> Toll | None:
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

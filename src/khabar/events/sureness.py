"""Whether a lone line reports a deed or only speaks of such: its signs, weighed, to a probability.

A word of attack or protest also stands in opinion, law, history and general talk. In an article its neighbours say
which; a page that is one line long, without headline or date, has only its own words, so there a logistic model weighs
them: numbers, times, whom it hits, the words around. Its weights stand in `sureness.tsv`, learnt from sentences judged
by several people; types of events it knows nothing of always pass.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from khabar.events.frames import Roles
    from khabar.events.triggers import Trigger
    from khabar.events.words import Sentence
    from khabar.model import Event

_STEP = 5  # words to a step of the sentence's length
_STEPS = 4
_MANY = 3  # numbers from which on they count alike


def is_report(signs: list[str], weights: Mapping[str, float]) -> bool:
    """Answer whether a deed with these signs is rather told as done than only spoken of."""
    return sum(weights.get(sign, 0.0) for sign in signs) >= 0


def find_signs(sentence: Sentence, trigger: Trigger, roles: Roles, event: Event) -> list[str]:
    """Return what speaks for or against a deed's word being the report of an event."""
    part = "passive" if trigger.passive else trigger.grammar.part
    state = trigger.grammar.state
    return [
        "any",
        f"rule {event.rule}",
        f"rule {event.rule} {state}",
        f"{part} {state}",
        f"{part} {state} {trigger.clitics[-1:] or '-'}",
        f"recipient {part} {bool(roles.recipients)} {state}",
        f"scene {event.place is not None} {bool(event.date)}",
        f"background {event.background} {part}",
        f"toll {event.killed is not None or event.injured is not None}",
        *_beside(sentence, trigger),
        *_around(sentence, trigger),
    ]


def _beside(sentence: Sentence, trigger: Trigger) -> Iterator[str]:
    """Yield the words right beside the deed, two to either side."""
    forms = sentence.scene.tokens.forms
    for offset in (1, 2):
        at = trigger.first - offset
        yield f"before {offset} {forms[at] if at >= sentence.first else '-'}"
        at = trigger.last + offset - 1
        yield f"behind {offset} {forms[at] if at < sentence.last else '-'}"


def _around(sentence: Sentence, trigger: Trigger) -> Iterator[str]:
    """Yield every word of the sentence in all its readings, its classes, how long it is and what it counts."""
    tokens = sentence.scene.tokens
    here = range(sentence.first, sentence.last)
    yield from (f"word {s}" for s in sorted({r.stem for at in here for r in tokens.readings[at] if r.stem.isalpha()}))
    yield from (f"class {name}" for name in sorted(set().union(*(word.classes for word in sentence.words))))
    numbers = min(sum(tokens.forms[at].isdigit() for at in here), _MANY)
    yield f"length {min((trigger.first - sentence.first) // _STEP, _STEPS)}"
    yield f"size {min(len(here) // (3 * _STEP), _STEPS)}"
    yield f"numbers {numbers}"
    yield f"numbers {numbers} times {min(len(sentence.times), 2)}"
    last = tokens.forms[sentence.last - 1]
    yield f"ends {'word' if last.isalpha() else last}"

"""Whether a deed was done, is to come, is called for or denied; and whether it is old news told again.

Read from the words before the deed in its clause, nearest first: negation, future, what calls for it or makes it
doubtful. A deed inside a statement that demands or pledges has not happened yet.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from khabar.events.chunks import Chunk
    from khabar.events.scene import Sentence
    from khabar.events.triggers import Trigger
    from khabar.model import Act, Status

_SEEN, _LAM = "\u0633", "\u0644"
_REACH = 7  # tokens before the deed in which a word still bears on it
_NEXT = 2  # tokens before the deed within which a negation must stand


def read_status(sentence: Sentence, trigger: Trigger, act: Act | None) -> Status:
    """Return the status of a deed; `act` is that of the statement it is told in, None where the outlet tells it."""
    near = _classes_before(sentence, trigger.first, _NEXT)
    if "negation" in near and not (trigger.is_verb and trigger.grammar.state == "past"):
        return "denied"
    if act == "deny":
        return "denied"
    if trigger.is_verb:
        return _verb_status(sentence, trigger, act)
    return _noun_status(sentence, trigger, act)


def _verb_status(sentence: Sentence, trigger: Trigger, act: Act | None) -> Status:
    before = _classes_before(sentence, trigger.first, _REACH)
    if trigger.grammar.state == "past":
        return "hypothetical" if "condition" in before else "actual"
    if trigger.clitics.endswith(_SEEN):
        return "planned"
    if "hypothetical" in before or "condition" in before or _is_perhaps(sentence, trigger.first):
        return "hypothetical"
    if "future" in before or (act == "pledge"):
        return "planned"
    if trigger.clitics.endswith(_LAM):
        return "planned"
    return "hypothetical" if act == "demand" else "actual"


def _noun_status(sentence: Sentence, trigger: Trigger, act: Act | None) -> Status:
    before = _classes_before(sentence, trigger.first, _REACH)
    if "denial" in before:
        return "denied"
    if "hypothetical" in before or "condition" in before:
        return "hypothetical"
    if "future" in before or "future" in _classes_behind(sentence, trigger.last, 3):
        return "planned"
    if trigger.clitics.endswith(_LAM) and trigger.grammar.state in {"construct", "possessed"}:
        return "planned"
    if act == "pledge":
        return "planned"
    return "hypothetical" if act == "demand" and trigger.grammar.state != "definite" else "actual"


def _is_perhaps(sentence: Sentence, at: int) -> bool:
    return at > sentence.first and "perhaps" in sentence.at(at - 1).classes


def _classes_before(sentence: Sentence, at: int, reach: int) -> set[str]:
    """Return the classes of the words before token `at`, back to a sign that ends a clause."""
    found: set[str] = set()
    forms = sentence.scene.tokens.forms
    for token in range(at - 1, max(sentence.first, at - reach) - 1, -1):
        if forms[token] in {",", ":", ";"}:
            break
        found |= sentence.at(token).classes
    return found


def _classes_behind(sentence: Sentence, at: int, reach: int) -> set[str]:
    found: set[str] = set()
    for token in range(at, min(at + reach, sentence.last)):
        found |= sentence.at(token).classes
    return found


def is_background(sentence: Sentence, trigger: Trigger, chunks: list[Chunk]) -> bool:
    """Answer whether a deed is old news: told in the pluperfect, or behind a formula that introduces the known."""
    opening = set().union(
        *(sentence.at(at).classes for at in range(sentence.first, min(sentence.first + 4, trigger.first)))
    )
    if "background" in opening:
        return True
    past = trigger.is_verb and trigger.grammar.state == "past"
    return past and "pluperfect" in _classes_before(sentence, trigger.first, _REACH)

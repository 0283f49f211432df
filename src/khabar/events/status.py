"""Whether a deed was done, is to come, is called for or denied; and whether it is old news told again.

Read from the words before the deed in its clause, nearest first: negation, future, what calls for it or makes it
doubtful. A deed inside a statement that demands or pledges has not happened yet.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from khabar.text.letters import LAM, SEEN, WAW

if TYPE_CHECKING:
    from khabar.events.triggers import Trigger
    from khabar.events.words import Sentence
    from khabar.model import Act, Statement, Status

_PRESENT = frozenset("\u064a\u062a\u0646")
_REACH = 7  # tokens before the deed in which a word still bears on it
_IF_NOT = 3  # tokens before the deed within which an "if" before its negation stands
_NEXT = 2  # tokens before the deed within which a negation must stand
_CARRIED = 4  # the same where a verb carries it out
_CARRIES = frozenset({"light", "suffer"})
_STILL = "\u0632\u0627\u0644"  # what makes "not" say that it goes on


def read_status(sentence: Sentence, trigger: Trigger, holder: Statement | None) -> Status:
    """Return the status of a deed; `holder` is the statement it is told in, None where the outlet tells it."""
    act = holder.act if holder else None
    past = trigger.is_verb and trigger.grammar.state == "past"
    if not past and (
        "negation" in _classes_before(sentence, trigger.first, _NEXT) or _is_not_carried_out(sentence, trigger)
    ):
        return "hypothetical" if "condition" in _classes_before(sentence, trigger.first, _IF_NOT) else "denied"
    if act == "deny":
        return "denied"
    if past:
        return "hypothetical" if "condition" in _classes_before(sentence, trigger.first, _REACH) else "actual"
    if trigger.is_verb:
        return _present_status(sentence, trigger, act)
    return _noun_status(sentence, trigger, holder)


def _is_not_carried_out(sentence: Sentence, trigger: Trigger) -> bool:
    """Answer whether the verb that carries a deed noun out is negated: without flying raids; not: they still fly."""
    ahead = range(max(sentence.first, trigger.first - _NEXT), trigger.first)
    carries = any(sentence.at(at).classes & _CARRIES for at in ahead)
    if trigger.is_verb or not carries:
        return False
    forms = sentence.scene.tokens.forms
    near = range(max(sentence.first, trigger.first - _CARRIED), trigger.first - 1)
    return any("negation" in sentence.at(at).classes and _STILL not in forms[at + 1] for at in near)


def _present_status(sentence: Sentence, trigger: Trigger, act: Act | None) -> Status:
    before = _classes_before(sentence, trigger.first, _REACH)
    if trigger.clitics.endswith(SEEN):
        return "planned"
    if before & {"hypothetical", "condition"} or _is_perhaps(sentence, trigger.first):
        return "hypothetical"
    joined = trigger.clitics.startswith(WAW) and _has_future_before(sentence, trigger.first)
    if joined or "future" in before or act == "pledge" or trigger.clitics.endswith(LAM):
        return "planned"
    return "hypothetical" if act in {"demand", "warn"} else "actual"


def _noun_status(sentence: Sentence, trigger: Trigger, holder: Statement | None) -> Status:
    before = _classes_before(sentence, trigger.first, _REACH)
    ahead = sentence.at(trigger.first - 1).classes if trigger.first > sentence.first else frozenset()
    if "denial" in before:
        return "denied"
    if not trigger.clitics and "accomplished" in ahead:
        return "actual"
    if before & {"hypothetical", "condition"} or _is_perhaps_done(sentence, trigger.first):
        return "hypothetical"
    if "future" in before or "future" in _classes_behind(sentence, trigger.last, 3) or _is_purpose(trigger, before):
        return "planned"
    return _status_in(sentence, trigger, holder) if holder else "actual"


def _is_purpose(trigger: Trigger, before: set[str]) -> bool:
    """Answer whether li- before a deed noun says what for, and not to what something led."""
    return trigger.clitics.endswith(LAM) and not (before & {"leads_to", "suffer"})


def _is_bare(trigger: Trigger) -> bool:
    return trigger.grammar.state in {"construct", "possessed"}


def _status_in(sentence: Sentence, trigger: Trigger, holder: Statement) -> Status:
    """Return what the act of a statement makes of a deed noun in it."""
    if holder.act == "pledge":
        return "planned"
    called_for = holder.act == "demand" and (_is_bare(trigger) or _opens(sentence, trigger, holder))
    return "hypothetical" if called_for or (holder.act == "warn" and _is_bare(trigger)) else "actual"


def _opens(sentence: Sentence, trigger: Trigger, holder: Statement) -> bool:
    """Answer whether a deed stands first in what is called for, or is joined to what does."""
    start = sentence.scene.tokens.starts[trigger.first]
    return start <= holder.content.start + len(trigger.clitics) or trigger.clitics.startswith(WAW)


def _is_perhaps(sentence: Sentence, at: int) -> bool:
    return at > sentence.first and "perhaps" in sentence.at(at - 1).classes


def _is_perhaps_done(sentence: Sentence, at: int) -> bool:
    """Answer whether the verb that carries a deed noun out is in the present behind "may"."""
    forms = sentence.scene.tokens.forms
    return any(
        _is_perhaps(sentence, token) and forms[token][0] in _PRESENT for token in range(max(sentence.first, at - 4), at)
    )


def _has_future_before(sentence: Sentence, at: int) -> bool:
    """Answer whether a verb with the seen of the future stands before token `at` in the sentence."""
    tokens = sentence.scene.tokens
    return any(
        tokens.forms[token][reading.cut - 1] == SEEN
        for token in range(sentence.first, at)
        for reading in tokens.readings[token][1:]
        if token not in sentence.scene.inside and not sentence.at(token).classes
    )


def _classes_before(sentence: Sentence, at: int, reach: int) -> set[str]:
    """Return the classes of the words before token `at`, back to a sign or relative that ends a clause."""
    found: set[str] = set()
    forms = sentence.scene.tokens.forms
    for token in range(at - 1, max(sentence.first, at - reach) - 1, -1):
        classes = sentence.at(token).classes
        if forms[token] in {",", ":", ";"} or "relative" in classes:
            break
        found |= classes
    return found


def _classes_behind(sentence: Sentence, at: int, reach: int) -> set[str]:
    found: set[str] = set()
    for token in range(at, min(at + reach, sentence.last)):
        found |= sentence.at(token).classes
    return found


def is_background(sentence: Sentence, trigger: Trigger) -> bool:
    """Answer whether a deed is old news: told in the pluperfect, or behind a formula that introduces the known."""
    opening = set().union(
        *(sentence.at(at).classes for at in range(sentence.first, min(sentence.first + 4, trigger.first)))
    )
    if "background" in opening:
        return True
    past = trigger.is_verb and trigger.grammar.state == "past"
    return past and "pluperfect" in _classes_before(sentence, trigger.first, _REACH)

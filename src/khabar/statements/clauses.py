"""Where a clause of speech opens, and whether a verb reports in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from khabar.statements.letters import CONJUNCTIONS
from khabar.statements.phrases import can_speak, lettered
from khabar.text.letters import BEH, LAM, SEEN, TEH_MARBUTA, WAW

if TYPE_CHECKING:
    from khabar.statements.scene import CueHit, Scene
    from khabar.statements.walk import Walk

_SAID = frozenset({"clause", "speech"})
_BEFORE = "\u0633\u0628\u0642"
_BEFORE_REACH = 12  # tokens of whom it happened to before
_MEDIUM_REACH = 6  # tokens of a channel before its cue
_NEAR = 14  # tokens between an ambiguous verb and its complement


def is_report(scene: Scene, first: int, hit: CueHit) -> bool:
    """Return whether a finite verb reports: not negated, not future, not called for."""
    if hit.form.part != "verb":
        return False
    clitics = scene.tokens.forms[hit.token][: hit.cut]
    if SEEN in clitics or BEH in clitics or (LAM in clitics and not hit.form.imperfect):
        return False
    if hit.token == first:
        return True
    if hit.form.pronoun and scene.tokens.page[scene.tokens.ends[hit.token] - 1] == TEH_MARBUTA:
        return False
    if not scene.has(hit.token - 1, "negation"):
        return True
    after_fact = hit.token - 2 >= first and scene.has(hit.token - 2, "fact")
    after_fact = after_fact or had_before(scene, first, hit.token) is not None
    return scene.has(hit.token - 1, "complementiser") and not hit.form.imperfect and after_fact


def had_before(scene: Scene, first: int, verb: int) -> tuple[int, int] | None:
    """Return whom `it happened before to S that he V-ed` names, None where a verb does not stand so."""
    last = verb - 1
    if last <= first or not scene.has(last, "complementiser"):
        return None
    near = range(max(first, last - _BEFORE_REACH), last - 1)
    at = next((at for at in near if scene.tokens.forms[at].removeprefix(WAW) == _BEFORE), -1)
    return (at + 1, last) if at >= 0 and lettered(scene, at + 1) == LAM else None


def is_clear(scene: Scene, first: int, hit: CueHit, seen: Walk) -> bool:
    """Return whether a form that is also a common word is a verb here: it opens a clause, its complement is near."""
    if hit.form.cue.also == "verb" or (hit.form.gender, hit.form.number) != ("m", "s"):
        return True
    token = hit.token
    commas = any(scene.tokens.forms[at] == "," for at in range(token, seen.content - 2))
    sourced = can_speak(scene, token + 1)
    if hit.form.cue.also == "preposition":
        opened = bool(hit.cut) or token == first or is_opened(scene, token)
        return opened and not commas and (sourced or seen.content - token <= _NEAR)
    if not sourced and (commas or seen.content - token > _NEAR):
        return False
    if hit.cut or token == first or is_opened(scene, token):
        return True
    return sourced and (seen.way in _SAID or scene.tokens.forms[token - 1] == ",")


def is_opened(scene: Scene, token: int) -> bool:
    """Return whether the word before token `token` lets a clause begin there."""
    opened = ("linker", "aside", "complementiser", "auxiliary", "had", "relative")
    return token - 1 in scene.covered or any(scene.has(token - 1, role) for role in opened)


def is_embedded(scene: Scene, first: int, hit: CueHit) -> bool:
    """Return whether the verb stands in a relative clause or behind *what*."""
    if hit.token == first or hit.cut:
        return False
    return scene.has(hit.token - 1, "relative") or scene.has(hit.token - 1, "what")


def resumes(scene: Scene, first: int, hit: CueHit) -> bool:
    """Return whether the verb's pronoun takes up the noun a relative clause hangs on: its content stands before."""
    return hit.form.pronoun and hit.token > first and scene.has(hit.token - 1, "relative")


def has_conjunction(scene: Scene, hit: CueHit) -> bool:
    """Return whether nothing but a conjunction stands in front of the cue's stem."""
    return set(scene.tokens.forms[hit.token][: hit.cut]) <= CONJUNCTIONS


def find_opening(scene: Scene, first: int, hit: CueHit) -> int:
    """Return where the report before ends if this verb opens its own, at its conjunction, link or aside; else -1."""
    clitics = scene.tokens.forms[hit.token][: hit.cut]
    if clitics and clitics[0] in CONJUNCTIONS:
        return before_link(scene, first, hit.token)
    return find_opening_at(scene, first, hit.token)


def find_opening_at(scene: Scene, first: int, at: int) -> int:
    """Return where the report before ends if a link, an aside, a comma or nothing stands before token `at`; else -1."""
    begin = before_link(scene, first, at)
    if begin < at or begin == first:
        return begin
    return -1


def before_link(scene: Scene, first: int, at: int) -> int:
    """Return the token where links, asides, auxiliaries and a comma before token `at` begin.

    An aside that goes on with what stands before and ends with a comma belongs to that: he will come tomorrow, adding.
    """
    begin = sign = at
    while begin > first:
        step = begin - 1
        if _ends_medium(scene, first, begin):
            return first
        if scene.tokens.forms[step] in {",", "-"}:
            begin = sign = step
        elif is_link(scene, step):
            begin = step
        else:
            back = next(
                (b for b in (begin - 2, begin - 3, begin - 4) if b >= first and _spans_link(scene, b, begin)), -1
            )
            if back < 0:
                break
            begin = back
    if not first < begin < sign or not scene.has(begin, "aside") or scene.tokens.forms[begin - 1] in {",", "-", ":"}:
        return begin
    return sign if any(at in scene.cues for at in range(first, begin)) else begin


def _ends_medium(scene: Scene, first: int, behind: int) -> bool:
    """Return whether a channel that opens its clause ends before token `behind`, as in `and in a statement X said`."""
    for at in range(max(first, behind - _MEDIUM_REACH), behind):
        medium = scene.channels.get(at)
        if medium is not None and medium.last <= behind and at == first:
            return all(scene.tokens.forms[i].isalpha() for i in range(at, behind))
    return False


def is_link(scene: Scene, at: int) -> bool:
    """Return whether the word at token `at` links one report to the next."""
    return any(scene.has(at, role) and scene.behind(at) == at + 1 for role in ("linker", "aside", "auxiliary", "had"))


def _spans_link(scene: Scene, at: int, behind: int) -> bool:
    return scene.behind(at) == behind and (scene.has(at, "linker") or scene.has(at, "aside"))

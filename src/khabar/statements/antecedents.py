"""Rules on content that stands before its verb, taken up by the verb's pronoun: a noun, or a whole clause."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from khabar.statements.clauses import is_report
from khabar.statements.frames import Frame
from khabar.statements.phrases import can_speak, is_function_word, lettered
from khabar.statements.subjects import agrees, trim_source
from khabar.statements.walk import walk
from khabar.text.letters import ARTICLE

if TYPE_CHECKING:
    from khabar.statements.scene import CueHit, Scene

_SAID = frozenset({"clause", "speech"})
_NOUNS = frozenset({"speaker", "document", "medium", "opener"})  # roles of nouns; other words with a role are particles
_TAKEN = _SAID | {"object"}
_WHICH = 3  # tokens of "which", "the thing that" before its verb
_NOUN_REACH = 6  # tokens of a noun phrase before its relative clause


def antecedent(scene: Scene, first: int, last: int, hit: CueHit) -> Frame | None:
    """Read `C that S V-ed (it)`, as in `the truce which the coalition announced`."""
    if hit.form.part != "resuming" or hit.cut or hit.token <= first or not is_report(scene, first, _plain(hit)):
        return None
    related = scene.has(hit.token - 1, "relative")
    content = _noun_before(scene, first, hit.token - related, definite=related)
    if content is None or (hit.form.cue.act == "state" and not hit.form.cue.takes & _SAID):
        return None
    seen = walk(scene, hit.token + 1, last, replace(hit.form.cue, takes=frozenset(), addressee=False))
    source = trim_source(scene, seen.source)
    if source is None or not can_speak(scene, source[0]) or not agrees(scene, hit.form, source[0]):
        return None
    return Frame("antecedent", hit, "object", source[1], source[1], source, level=1, before=content)


def taken_up(scene: Scene, first: int, last: int, hit: CueHit) -> Frame | None:
    """Read `C, which S V-ed`, as in `…, something the ministry denied`: what is reported before, else all of it."""
    if hit.form.part != "resuming" or hit.cut or not hit.form.cue.takes & _TAKEN:
        return None
    near = range(max(first + 1, hit.token - _WHICH), hit.token)
    begin = next((at for at in near if scene.has(at, "which") and scene.behind(at) == hit.token), -1)
    if begin < 0:
        return None
    seen = walk(scene, hit.token + 1, last, replace(hit.form.cue, takes=frozenset(), addressee=False))
    source = trim_source(scene, seen.source)
    if source is None or not can_speak(scene, source[0]) or not agrees(scene, hit.form, source[0]):
        return None
    ends = (at for at in range(source[0] + 1, source[1]) if lettered(scene, at) and at not in scene.named_at)
    source = (source[0], next(ends, source[1]))  # which Moscow called by a name: what it called it is no part of it
    content = _last_reported(scene, first, begin)
    return Frame("taken_up", hit, "object", source[1], source[1], source, level=1, before=(content, begin))


def _last_reported(scene: Scene, first: int, last: int) -> int:
    """Return where the last content reported in tokens `[first, last)` begins, `first` where none is."""
    for at in range(last - 1, first - 1, -1):
        for hit in scene.cues.get(at, ()):
            seen = walk(scene, at + 1, last, hit.form.cue)
            if seen.way:
                return seen.content
    return first


def _plain(hit: CueHit) -> CueHit:
    return hit._replace(form=hit.form._replace(part="verb"))


def _noun_before(scene: Scene, first: int, last: int, *, definite: bool) -> tuple[int, int] | None:
    """Return the tokens of the noun phrase that ends before token `last`: a definite one, or a bare noun."""
    at = last
    while definite and at > first and last - at < _NOUN_REACH and scene.tokens.forms[at - 1].startswith(ARTICLE):
        at -= 1
    if definite and at == last:
        return None
    bare = at - 1
    # What opens the sentence before a definite noun is a verb.
    if bare >= first + definite and (at > last - 3 or not definite) and _is_bare_noun(scene, bare):
        at = bare
    return (at, last) if at < last else None


def _is_bare_noun(scene: Scene, at: int) -> bool:
    form = scene.tokens.forms[at]
    if not form.isalpha() or len(form) < 3 or form.startswith(ARTICLE) or at in scene.covered:
        return False
    if any(hit.form.part != "masdar" for hit in scene.cues.get(at, ())):
        return False
    role = scene.roles.get(at)
    particle = role is not None and role.names.isdisjoint(_NOUNS)
    return not particle and not is_function_word(scene, at) and at not in scene.named_at

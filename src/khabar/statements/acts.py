"""What is done by saying it: the cue's act, changed where the words of the content say otherwise."""

from __future__ import annotations

from typing import TYPE_CHECKING

from khabar.statements.letters import PRESENT, PRONOUNS
from khabar.statements.phrases import can_speak
from khabar.text.letters import ARTICLE, SEEN

if TYPE_CHECKING:
    from khabar.lexicon.speech import ActSign, CueForm
    from khabar.model import Act
    from khabar.statements.contents import Content
    from khabar.statements.memory import Voice
    from khabar.statements.scene import Scene

_OPEN = frozenset({"state", "announce"})  # acts of cues that leave open what is done
_ON = "\u0639\u0644\u064a"
_START = 4  # words of the content that count as its start
_VERB = 4  # letters of a future verb at the least, less one: shorter are nouns


def find_act(scene: Scene, form: CueForm, content: Content, voice: Voice) -> tuple[Act, str]:
    """Return the act and the id of the sign that decided, "" where the cue's own act stands."""
    act = form.cue.act
    best: ActSign | None = None
    for hit in scene.speech.signs.find_among(scene.tokens, scene.signs, content.first, content.last):
        for sign in hit.entries:
            fits = act in sign.changes and (not sign.at_start or hit.first < content.first + _START)
            if fits and (best is None or sign.rank < best.rank) and _may_say(scene, sign, content, voice):
                best = sign
    if best is not None:
        return best.act, best.id
    if act in _OPEN and _obliges(scene, content):
        return "demand", "obligation"
    if act == "state" and _is_own_future(scene, content, voice):
        return "announce", "own_future"
    return act, ""


def _may_say(scene: Scene, sign: ActSign, content: Content, voice: Voice) -> bool:
    """Return whether a sign counts with this speaker."""
    if sign.speakers and sign.speakers.isdisjoint(voice.words):
        return False
    return not sign.own or _opens_with(scene, content, voice)


def _obliges(scene: Scene, content: Content) -> bool:
    """Return whether a content opens with whose duty something is: `it is on S to …`."""
    at = content.first + 1
    return at < content.last and scene.tokens.forms[content.first] == _ON and can_speak(scene, at)


def _is_own_future(scene: Scene, content: Content, voice: Voice) -> bool:
    """Return whether a content opens with what the speaker will do: `he said that he will V`, `that the S will V`."""
    forms, last = scene.tokens.forms, min(content.last, content.first + _START)
    ahead = next((at for at in range(content.first, last) if _is_future(scene, forms[at])), -1)
    if ahead < 0:
        return False
    if ahead == content.first:
        led = scene.has(ahead - 1, "complementiser") if ahead else False
        return led and forms[ahead - 1].endswith(PRONOUNS)
    return _opens_with(scene, content, voice)


def _is_future(scene: Scene, form: str) -> bool:
    """Return whether a word is a verb in the future, other than *will be*."""
    if len(form) <= _VERB or form[0] != SEEN or form[1] not in PRESENT or form in scene.known.words.common:
        return False
    return "auxiliary" not in scene.speech.roles.phrases.get(form[1:], ())


def _opens_with(scene: Scene, content: Content, voice: Voice) -> bool:
    """Return whether a content opens with the speaker, or with what is the speaker's."""
    for at in range(content.first, min(content.last, content.first + _START)):
        if scene.tokens.forms[at].removeprefix(ARTICLE) in voice.words or scene.has(at, "own"):
            return True
    return False

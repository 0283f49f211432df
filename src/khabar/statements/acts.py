"""What is done by saying it: the cue's act, changed where the words of the content say otherwise."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from khabar.lexicon.speech import ActSign, CueForm
    from khabar.model import Act
    from khabar.statements.contents import Content
    from khabar.statements.scene import Scene

_START = 4  # words of the content that count as its start


def find_act(scene: Scene, form: CueForm, content: Content) -> tuple[Act, str]:
    """Return the act and the id of the sign that decided, "" where the cue's own act stands."""
    act = form.cue.act
    best: ActSign | None = None
    for hit in scene.speech.signs.find(scene.tokens, content.first, content.last):
        for sign in hit.entries:
            fits = act in sign.changes and (not sign.at_start or hit.first < content.first + _START)
            if fits and (best is None or sign.rank < best.rank):
                best = sign
    return (best.act, best.id) if best else (act, "")

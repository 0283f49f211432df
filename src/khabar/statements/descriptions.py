"""Rules on what somebody calls a thing: named before, where the verb's pronoun stands for it, or behind the verb."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from khabar.statements.clauses import find_opening, is_report
from khabar.statements.frames import Frame, frame_from
from khabar.statements.phrases import can_speak
from khabar.statements.subjects import agrees, trim_source
from khabar.statements.walk import walk
from khabar.text.letters import BEH

if TYPE_CHECKING:
    from khabar.statements.scene import CueHit, Scene

_OBJECT = 4  # tokens of what is called something


def described(scene: Scene, first: int, last: int, hit: CueHit) -> Frame | None:
    """Read `V-ed it as C`, whoever did named behind the verb or before: "and called it a war crime"."""
    cue = hit.form.cue
    if hit.form.part != "resuming" or not cue.judges or hit.token in scene.covered:
        return None  # "what he called" is how the outlet keeps its distance
    if not is_report(scene, first, hit._replace(form=hit.form._replace(part="verb"))):
        return None
    seen = walk(scene, hit.token + 1, last, replace(cue, takes=cue.judges, addressee=False))
    source = trim_source(scene, seen.source)
    if not seen.way or (
        source is not None and not (can_speak(scene, source[0]) and agrees(scene, hit.form, source[0]))
    ):
        return None
    opens = find_opening(scene, first, hit)
    return frame_from("described", hit, seen, source=source, level=int(opens < 0), opens=opens)


def called(scene: Scene, first: int, last: int, hit: CueHit) -> Frame | None:
    """Read `and V-ed N as C` of whoever spoke before, where N might speak too: "and called the report a lie"."""
    start = hit.token + 1
    if (
        hit.form.part != "verb"
        or not hit.cut
        or "clause" not in hit.form.cue.judges
        or not is_report(scene, first, hit)
    ):
        return None
    for at in range(start + 1, min(last, start + _OBJECT + 1)):
        if scene.has(at, "complementiser") and scene.tokens.forms[at].startswith(BEH):
            return Frame("described", hit, "object", start, start, opens=find_opening(scene, first, hit))
    return None

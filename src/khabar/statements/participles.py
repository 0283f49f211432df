"""Rules on participles and masdars: reports that hang on the clause before them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from khabar.statements.clauses import before_link, has_conjunction
from khabar.statements.frames import Frame, frame_from
from khabar.statements.letters import OBLIQUE, PRONOUNS
from khabar.statements.phrases import can_speak, lettered
from khabar.statements.subjects import is_man, trim_source
from khabar.statements.walk import walk
from khabar.text.letters import ARTICLE, BEH, TEH_MARBUTA

if TYPE_CHECKING:
    from khabar.statements.scene import CueHit, Scene
    from khabar.statements.walk import Walk

_LOOSE = frozenset({",", ")", '"', "-", ".", ";"})  # signs behind which a feminine participle is no adjective
_PARTICIPLE_REACH = 20  # tokens between participle and content
_SPEAKER_REACH = 25  # tokens of a speaker between masdar and content
_MASDAR_REACH = 10  # tokens between masdar and content
_CROWD = 16  # tokens between a crowd and what it calls for
_AT_ONCE = 2  # tokens from a masdar to a content that follows it at once


def participle(scene: Scene, first: int, last: int, hit: CueHit) -> Frame | None:
    """`…, V-ing that C`: the speaker is that of the clause it hangs on."""
    if hit.form.part != "participle" or not has_conjunction(scene, hit):
        return None
    before = scene.tokens.forms[hit.token - 1] if hit.token > first else ","
    loose = before in (",", ")", '"', "-", ".", ";") or hit.cut or hit.token == first
    taken_up = scene.has(hit.token + 1, "him")
    at_once = taken_up or scene.has(hit.token + 1, "complementiser") or _calls_for(scene, last, hit)
    if (hit.form.gender == "f" or hit.form.number == "p") and not loose and not at_once:
        return None
    if hit.token > first and scene.has(hit.token - 1, "auxiliary"):
        return None  # it was expected: a predicate
    if taken_up:
        return _of_him(scene, first, last, hit)
    named = hit.token + 1 < last and _names_speaker(scene, hit)
    seen = walk(scene, hit.token + 1, last, hit.form.cue, sourced=named)
    source = trim_source(scene, seen.source) if named else _crowd(scene, first, hit)
    if not seen.way or seen.content - hit.token > _MASDAR_REACH * 2:
        return None
    return frame_from("participle", hit, seen, source=source, opens=before_link(scene, first, hit.token))


def _of_him(scene: Scene, first: int, last: int, hit: CueHit) -> Frame | None:
    """Read `calling it C`, `holding him responsible`, the pronoun a word of its own."""
    cue = hit.form.cue
    takes = cue.judges or cue.takes
    seen = walk(scene, hit.token + 2, last, replace(cue, takes=takes, addressee=False), sourced=False)
    rule = "described" if cue.judges else "participle"
    return frame_from(rule, hit, seen, opens=before_link(scene, first, hit.token)) if seen.way else None


def _calls_for(scene: Scene, last: int, hit: CueHit) -> bool:
    """Return whether a plural says of a crowd what it calls for, the preposition it governs at once: denouncing it."""
    following = hit.token + 1
    # The accused are spelt like those who accuse.
    crowd = hit.form.number == "p" and scene.tokens.forms[hit.token].endswith(OBLIQUE) and hit.form.cue.act != "accuse"
    return crowd and following < last and lettered(scene, following) in hit.form.cue.takes - {""}


def _crowd(scene: Scene, first: int, hit: CueHit) -> tuple[int, int] | None:
    """Return the crowd that a plural tells of, in its clause: hundreds marched, denouncing it."""
    if hit.form.number != "p":
        return None
    near = range(hit.token - 1, max(first, hit.token - _CROWD) - 1, -1)
    at = next((at for at in near if scene.has(at, "crowd")), -1)
    if at < 0:
        return None
    opens = at - 1 if at > first and scene.has(at - 1, "crowd") else at
    end = at + 1
    while end < hit.token and scene.tokens.forms[end].startswith(ARTICLE):
        end += 1
    return opens, end


def _names_speaker(scene: Scene, hit: CueHit) -> bool:
    """Return whether a participle has its own subject, a man of office: talks were held, the minister stressing that C.

    Whom it may be told to is none.
    """
    following = hit.token + 1
    return not hit.form.cue.addressee and hit.form.cue.act != "accuse" and is_man(scene, following)


def masdar(scene: Scene, first: int, last: int, hit: CueHit) -> Frame | None:
    """`S's V-ing that C`, and `the V-ing of S that C`, where the complement follows at once or behind its speaker."""
    if hit.form.part != "masdar" or hit.token == first:
        return None
    seen = walk(scene, hit.token + 1, last, hit.form.cue, sourced=False)
    near = seen.way in ("clause", "preposition", "speech") and seen.content - hit.token <= _MASDAR_REACH
    if near and scene.has(hit.token - 1, "happening"):
        return frame_from("agentless", hit, seen, agentless=True, level=1)
    feminine = scene.tokens.page[scene.tokens.ends[hit.token] - 1] == TEH_MARBUTA
    owned = scene.tokens.forms[hit.token].endswith(PRONOUNS) and not feminine
    at_once = near and seen.content - hit.token <= _AT_ONCE
    led = (hit.cut or scene.tokens.forms[hit.token].startswith(BEH + ARTICLE)) and seen.way != "preposition"
    if at_once and (owned or led or _is_called_for(scene, hit, seen)):
        return frame_from("masdar", hit, seen, level=1)
    return None if owned else _of_speaker(scene, last, hit)


def _is_called_for(scene: Scene, hit: CueHit, seen: Walk) -> bool:
    """Return whether a definite masdar hangs on a verb that leads to it, as in `he went on to stress that C`."""
    forms = scene.tokens.forms
    before = forms[hit.token - 1]
    led = len(before) < 4 and "complementiser" not in scene.speech.roles.phrases.get(before, ())
    return forms[hit.token].startswith(ARTICLE) and led and seen.way == "clause"


def _of_speaker(scene: Scene, last: int, hit: CueHit) -> Frame | None:
    """Read `the warning of S that C`."""
    following = hit.token + 1
    if scene.tokens.forms[hit.token][hit.cut :].startswith(ARTICLE) or following >= last:
        return None
    if not can_speak(scene, following):
        return None
    seen = walk(scene, following, last, hit.form.cue)
    source = trim_source(scene, seen.source)
    told = seen.way in ("clause", "preposition") or (
        seen.way == "object" and hit.form.cue.act == "announce" and scene.has(seen.content, "opener")
    )
    if source is None or not told or seen.content - hit.token > _SPEAKER_REACH:
        return None
    if seen.way == "preposition" and seen.addressee >= 0:
        return None  # another clause opens before the preposition
    return frame_from("masdar", hit, seen, source=source, level=1)

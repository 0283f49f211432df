"""Rules on finite verbs. Each reads one order of words; see `rules` for all of them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from khabar.statements.clauses import (
    before_link,
    find_opening,
    had_before,
    is_clear,
    is_embedded,
    is_link,
    is_report,
    resumes,
)
from khabar.statements.frames import Frame, frame_from
from khabar.statements.letters import PRONOUNS
from khabar.statements.phrases import can_speak
from khabar.statements.subjects import (
    agrees,
    has_source,
    is_feminine,
    is_man,
    nearest_phrase,
    qualified_noun,
    subject_before,
    trim_source,
)
from khabar.statements.walk import walk
from khabar.text.letters import ALEF, ARTICLE, BEH, FEH, WAW

if TYPE_CHECKING:
    from khabar.statements.scene import CueHit, Scene
    from khabar.statements.walk import Walk

_SAID = frozenset({"clause", "speech"})
_OF, _AS_FOR = "\u0639\u0646", "\u0627\u0645\u0627"
_HIS = "\u0627\u0621\u0647"  # the ending of plurals in -a' with a pronoun
# The gender of the verb that a relative pronoun of one man, one woman or thing is no subject of.
_WHO_SHE = "\u0627\u0644\u062a\u064a"
_HER = {"\u0627\u0644\u0630\u064a": "f", _WHO_SHE: "m"}
_TOPIC = 12  # tokens from "as for" to the verb
_OWN = 6  # tokens of the subject of a relative clause
_BARE = 6  # tokens a sentence needs to be somebody's words without any sign of it
_RUMOUR_REACH = 12  # tokens of the media named between verb and content
_ISSUED = 3  # tokens of a document and what qualifies it, before the verb that says what is in it
_DOCUMENT_REACH = 4  # tokens between verb and document


def document(scene: Scene, first: int, last: int, hit: CueHit) -> Frame | None:
    """Read `it came in a statement of the ministry that C`: the document is the source."""
    cue = hit.form.cue
    if not is_report(scene, first, hit) or "document" not in cue.takes or is_embedded(scene, first, hit):
        return None
    if scene.has(hit.token + 1, "pronoun"):
        return _in_it(scene, first, last, hit)
    for at in range(hit.token + 1, min(last, hit.token + 1 + _DOCUMENT_REACH)):
        form = scene.tokens.forms[at]
        joined = form[0] == BEH and "document" in scene.speech.roles.phrases.get(form[1:], ())
        if joined or (scene.has(at, "document") and scene.has(at - 1, "inside")):
            seen = walk(scene, at, last, replace(cue, takes=frozenset({"clause", "speech"})))
            return frame_from("document", hit, seen, opens=find_opening(scene, first, hit)) if seen.way else None
    return None


def _in_it(scene: Scene, first: int, last: int, hit: CueHit) -> Frame | None:
    """Read `a tweet of S, in which it said: C`: the last one named issued it."""
    seen = walk(scene, hit.token + 2, last, replace(hit.form.cue, takes=_SAID), sourced=False)
    if not seen.way or seen.content - hit.token > _DOCUMENT_REACH:
        return None
    named = [named for named in scene.named_within(first, hit.token) if named.mention.type != "LOC"]
    source = (named[-1].first, named[-1].last) if named else None
    return Frame("document", hit, seen.way, seen.content, seen.content, source, level=1)


def issued(scene: Scene, first: int, last: int, hit: CueHit) -> Frame | None:
    """Read `S issued a document in which it V that C`: whoever issued it speaks."""
    following = hit.token + 1
    told = is_report(scene, first, hit) and not hit.cut and following < last and scene.has(following, "pronoun")
    if not told or not any(_is_document(scene, at) for at in range(max(first, hit.token - _ISSUED), hit.token)):
        return None
    seen = walk(scene, following + 1, last, hit.form.cue, sourced=False)
    if not seen.way or scene.has(hit.token - 1, "relative"):
        return None
    return frame_from("issued", hit, seen, level=1)


def _is_document(scene: Scene, at: int) -> bool:
    stem = scene.tokens.forms[at].removesuffix(ALEF)
    return scene.has(at, "document") or "document" in scene.speech.roles.phrases.get(stem, ())


def rumour(scene: Scene, first: int, last: int, hit: CueHit) -> Frame | None:
    """Read `what circulated in S about C`: media are the source, nobody where none are named."""
    cue, start = hit.form.cue, hit.token + 1
    told = (cue.hidden or "document" in cue.takes) and is_report(scene, first, hit) and is_embedded(scene, first, hit)
    if not told or scene.has(hit.token - 1, "relative"):
        return None
    begin = start + 1 if scene.has(start, "inside") else start
    for at in range(begin, min(last - 1, begin + _RUMOUR_REACH)):
        if scene.has(at, "about") or scene.has(at, "complementiser"):
            content = scene.behind(at)
            if scene.has(at, "about") and scene.has(content, "complementiser"):
                content = scene.behind(content)
            source = (begin, at) if at > begin else None
            return Frame("rumour", hit, "clause", content, at, source, level=1, agentless=source is None)
    return None


def relayed(scene: Scene, first: int, last: int, hit: CueHit) -> Frame | None:
    """Read `R passed on from S that C`: who passes on is the relay, who said it the source."""
    cue = hit.form.cue
    if not cue.relays or not is_report(scene, first, hit):
        return None
    passing = walk(scene, hit.token + 1, last, cue)
    if passing.way != "preposition":
        return None
    # Who learns from somebody learns that C, or of C; who passes on "of" somebody takes no second preposition.
    of = frozenset({_OF}) - cue.takes
    seen = walk(scene, passing.content, last, replace(cue, takes=_SAID | of))
    source = trim_source(scene, seen.source)
    if not seen.way or source is None:
        return None
    opens = find_opening(scene, first, hit)
    relay = trim_source(scene, passing.source) or subject_before(scene, first, hit.token)
    frame = frame_from("relayed", hit, seen, source=source, level=int(opens < 0), opens=opens)
    if relay is not None:
        frame.relays.append(relay)
    return frame


def relative(scene: Scene, first: int, last: int, hit: CueHit) -> Frame | None:
    """Read `S, who V that C`."""
    if not is_report(scene, first, hit) or hit.cut or hit.token - 1 <= first:
        return None
    if not scene.has(hit.token - 1, "relative") or _is_of_another(scene, hit, last):
        return None
    subject = nearest_phrase(scene, first, hit.token - 1)
    seen = walk(scene, hit.token + 1, last, hit.form.cue, sourced=False)
    if subject is None or not seen.way or (scene.tokens.forms[hit.token - 1] == _WHO_SHE and is_man(scene, subject[0])):
        return None
    if seen.way not in _SAID and (hit.form.pronoun or _is_habit(scene, hit, subject)):
        return None
    return frame_from("relative", hit, seen, source=subject, level=1)


def _is_of_another(scene: Scene, hit: CueHit, last: int) -> bool:
    """Return whether the verb of a relative clause has its own subject, by gender or by a noun that refers back.

    So in `the talks of which he said that C`, and `an account whose owners threatened with C`.
    """
    relative, following = scene.tokens.forms[hit.token - 1], hit.token + 1
    if (hit.form.gender, hit.form.number) == (_HER.get(relative, ""), "s"):
        return not scene.has(following, "pronoun")
    owned = following < last and scene.tokens.forms[following].endswith(PRONOUNS)
    return owned and following not in scene.named_at and has_source(scene, hit, last)


def _is_habit(scene: Scene, hit: CueHit, subject: tuple[int, int]) -> bool:
    """Return whether a present only describes who it speaks of, as in `those who reject talks`; a document's tells."""
    return hit.form.imperfect and not any(_is_document(scene, at) for at in range(*subject))


def subject_first(scene: Scene, first: int, last: int, hit: CueHit) -> Frame | None:
    """Read `S V that C`, an auxiliary or a comma between; inside another report where a complementiser opens it."""
    bare = not hit.cut or _is_of_topic(scene, first, hit)
    if not is_report(scene, first, hit) or not bare or (hit.form.cue.also == "preposition" and hit.form.gender != "f"):
        return None
    before = had_before(scene, first, hit.token) or subject_before(scene, first, hit.token)
    subject = before or qualified_noun(scene, first, hit)
    if subject is not None and scene.tokens.forms[subject[0]].removeprefix(WAW) == _AS_FOR:
        subject = subject[0] + 1, subject[1]
    if subject is None or hit.form.cue.relays or _has_other(scene, hit, subject[0], last):
        return None
    seen = walk(scene, hit.token + 1, last, hit.form.cue, sourced=False)
    if not seen.way or (seen.way == "clause" and "object" not in hit.form.cue.takes and has_source(scene, hit, last)):
        return None
    inside = subject[0] > first and scene.has(subject[0] - 1, "complementiser")
    opens = -1 if inside else before_link(scene, first, subject[0])
    if opens > first and not any(is_link(scene, at) for at in range(opens, subject[0])):
        opens = -1  # a comma alone may open a clause of the report before
    return frame_from("subject_first", hit, seen, source=subject, level=int(inside or opens < 0), opens=opens)


def _is_of_topic(scene: Scene, first: int, hit: CueHit) -> bool:
    """Return whether a verb with fa- says of a topic what it did: as for S, it V that C; not: as for T, S V that C."""
    if scene.tokens.forms[hit.token][: hit.cut] != FEH:
        return False
    near = range(max(first, hit.token - _TOPIC), hit.token - 1)
    topic = next((at + 1 for at in near if scene.tokens.forms[at].removeprefix(WAW) == _AS_FOR), -1)
    other = not hit.form.cue.addressee and can_speak(scene, hit.token + 1)
    return topic >= 0 and can_speak(scene, topic) and not other


def _has_other(scene: Scene, hit: CueHit, at: int, last: int) -> bool:
    """Return whether the noun at token `at` is no subject of the verb behind it, by gender.

    The man of a title is none of a feminine verb that has its own behind it.
    """
    if (hit.form.gender, hit.form.number) == ("m", "s") and can_speak(scene, at) and is_feminine(scene, at):
        return at not in scene.named_at
    feminine = hit.form.gender == "f" and is_man(scene, at)
    return feminine and hit.token + 1 < last and can_speak(scene, hit.token + 1)


def verb_first(scene: Scene, first: int, last: int, hit: CueHit) -> Frame | None:
    """Read `V S that C`, and `V that C` where no subject that agrees stands behind the verb."""
    if not is_report(scene, first, hit) or hit.form.cue.relays or resumes(scene, first, hit):
        return None
    seen = walk(scene, hit.token + 1, last, hit.form.cue)
    source = trim_source(scene, seen.source)
    far = source is not None and source[1] - source[0] > _OWN and scene.has(hit.token - 1, "relative")
    if not seen.way or far or not is_clear(scene, first, hit, seen):
        return None
    opens = find_opening(scene, first, hit)
    level = int(opens < 0)
    if source is not None and agrees(scene, hit.form, source[0]) and not _is_addressed(scene, hit, seen, source[0]):
        if seen.way not in _SAID and is_embedded(scene, first, hit):
            return None
        return frame_from("verb_first", hit, seen, source=source, level=level, opens=opens)
    if (seen.way not in _SAID and opens < 0) or _is_other(scene, hit, seen, source):
        return None
    if source is not None and seen.addressee < 0:
        seen.addressee = source[0]
    return frame_from("verb_alone", hit, seen, level=level, opens=opens)


def _is_addressed(scene: Scene, hit: CueHit, seen: Walk, at: int) -> bool:
    """Return whether a verb that goes on with a report is told to those named behind it.

    So are those whom speakers call on, and whoever stands behind a verb that needs somebody to be told, in a sentence
    that has its speaker.
    """
    if seen.addressee >= 0 or not hit.cut or not hit.form.cue.addressee:
        return False
    if hit.form.cue.act == "demand" and at not in scene.named_at and scene.tokens.forms[at].endswith(_HIS):
        return True  # called on his allies
    return scene.has(at, "addressed") or (hit.form.cue.directed and scene.tokens.forms[hit.token - 1] == ",")


def _is_other(scene: Scene, hit: CueHit, seen: Walk, source: tuple[int, int] | None) -> bool:
    """Return whether a verb that names no subject is none: a masdar before its genitive, or a passive."""
    cue = hit.form.cue
    masdar = cue.also == "noun" and not cue.objects and seen.way == "object" and hit.form.gender == "m"
    masdar = masdar and not scene.tokens.forms[seen.content].startswith(ARTICLE)
    masdar = masdar and not (cue.via and hit.cut and seen.addressee == hit.token + 2)  # and asked of the guards that
    nobody = source is None and seen.addressee < 0 and not hit.form.pronoun
    return masdar or (cue.act == "accuse" and cue.addressee and seen.way == "preposition" and nobody)


def bare(scene: Scene, first: int, last: int, hit: CueHit) -> Frame | None:
    """Read `and V C` at the start of a sentence, the complementiser left out."""
    takes = hit.form.cue.takes
    if not hit.cut or hit.token != first or hit.form.imperfect or not {"speech", "clause"} <= takes:
        return None
    if not is_report(scene, first, hit) or len(takes) > 2 or last - first < _BARE:
        return None
    following = hit.token + 1
    if can_speak(scene, following) or scene.has(following, "circumstance") or scene.has(following, "lettered"):
        return None
    return Frame("bare", hit, "clause", following, following, opens=first)

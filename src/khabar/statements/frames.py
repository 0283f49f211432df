"""Frames: a cue with what belongs to it, found by rules tried in order, the first that fits decides.

A frame says where the source stands and where the content begins; where the content ends is for `contents`. The rules, by
the order of cue (V), source (S) and content (C), with the shape each reads:

1. `document`              it came in a document (S) that C
2. `relative`              S, who V that C
3. `subject_first`         S V that C; S had V that C
4. `verb_first`            V S that C
5. `verb_alone`            V that C, the speaker named before
6. `participle`            …, V-ing that C
7. `masdar`                S's V-ing that C
8. `agentless`             there was a V-ing that C
9. `initial_attribution`   according to S, C
10. `final_attribution`    C, according to S
11. `as_said`              C, as S V
12. `relayed`              R passed on from S that C
13. `bare`                 and V C
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from khabar.statements.walk import can_speak, is_title, walk

if TYPE_CHECKING:
    from collections.abc import Callable

    from khabar.lexicon.speech import Cue, CueForm
    from khabar.statements.scene import CueHit, Scene
    from khabar.statements.walk import Walk, Way

_CONJUNCTIONS = frozenset({"\u0648", "\u0641"})
_BEH, _LAM, _SEEN = "\u0628", "\u0644", "\u0633"
_ARTICLE = "\u0627\u0644"
_PRONOUNS = ("\u0647", "\u0647\u0627", "\u0647\u0645", "\u0647\u0645\u0627")
_SAID = frozenset({"clause", "speech"})
_BREAKS = frozenset({".", "!", "?", "\u2026", ";", ":"})
_SUBJECT_REACH = 30  # tokens; no subject before its verb has been seen longer
_SOURCE_REACH = 14  # tokens of a source behind `as S said`
_BARE = 6  # tokens a sentence needs to be somebody's words without any sign of it
_DOCUMENT_REACH = 4  # tokens between verb and document
_DEFINITE = 8  # tokens of a subject that opens with a definite noun no list knows
_NAME = 2  # words of a name that no list knows, before a headline's verb
_OBLIQUE = "\u064a\u0646"
_ATTA = "\u0627\u062a"
_TEH_MARBUTA = "\u0629"
_PHRASE = 6  # tokens of a phrase that a relative clause or a bare verb hangs on
_SHORT = 5  # tokens of a source whose words no list knows
_NEAR = 14  # tokens between an ambiguous verb and its complement
_MASDAR_REACH = 10  # tokens between masdar and complement


@dataclass(slots=True)
class Frame:
    """One report. Token ranges are half-open; `content` is the first token of the content.

    `level` is 0 for a report of the outlet's own, 1 for one told inside another. `source` is None where the cue carries
    its speaker alone, `agentless` where the text hides who spoke. `before` is the range of the content where that stands
    before the cue. `reach` is the token where the complement begins.
    """

    rule: str
    hit: CueHit
    way: Way
    content: int
    reach: int
    source: tuple[int, int] | None = None
    addressee: int = -1
    level: int = 0
    agentless: bool = False
    before: tuple[int, int] | None = None
    relays: list[tuple[int, int]] = field(default_factory=list)  # those who passed it on, nearest the speaker first
    inside: Frame | None = None  # the report whose own subject goes on to speak
    opens: int = -1  # where a report ends that this one follows; -1 for one inside another

    @property
    def form(self) -> CueForm:
        """The cue's form."""
        return self.hit.form


def find_frames(scene: Scene, first: int, last: int) -> list[Frame]:
    """Return the frames of the stretch in tokens `[first, last)`, in the order of their cues."""
    found: list[Frame] = []
    quiet = first  # before this token participles and masdars only repeat the cue of the frame before them
    for at in range(first, last):
        if at not in scene.cues:
            continue
        frame = _decide(scene, first, last, at, quiet=at < quiet)
        if frame is not None:
            outer = _outer(scene, found, frame)
            if outer is not None:
                frame.level, frame.opens, frame.inside = 1, -1, outer
            found.append(frame)
            quiet = max(quiet, frame.reach)
    return found


def _outer(scene: Scene, earlier: list[Frame], frame: Frame) -> Frame | None:
    """Return the report whose content a verb without a source goes on with, None where it goes on with the reporting.

    Its grammar shows it: the gender is another's, or a present follows a past without a comma.
    """
    outer = next((other for other in reversed(earlier) if other.level == 0), None)
    if outer is None or frame.rule != "verb_alone" or frame.opens < 0:
        return None
    here, there = frame.form, outer.form
    if here.gender != there.gender and here.gender and there.gender:
        return outer
    comma = scene.tokens.forms[frame.hit.token - 1] == ","
    return outer if here.imperfect and not there.imperfect and not comma and frame.hit.cut else None


def _decide(scene: Scene, first: int, last: int, at: int, *, quiet: bool) -> Frame | None:
    for rule in RULES:
        for hit in scene.cues[at]:
            if quiet and hit.form.part != "verb":
                continue
            frame = rule(scene, first, last, hit)
            if frame is None or (quiet and frame.rule != "relative"):
                continue
            if _is_worth(scene, frame, last):
                return frame
    return None


def _is_worth(scene: Scene, frame: Frame, last: int) -> bool:
    """Return whether the content, which ends before token `last`, fits what its cue demands of it."""
    cue = frame.form.cue
    forms = scene.tokens.forms
    if frame.before is not None:
        return True
    if cue.objects and frame.way == "object" and not _names_one(forms[frame.content], cue.objects):
        return False
    return not cue.within or any(_names_one(form, cue.within) for form in forms[frame.content : last])


def _names_one(form: str, stems: frozenset[str]) -> bool:
    """Return whether a word is one of `stems`, an article, a plural or a pronoun allowed."""
    bare = form.removeprefix(_ARTICLE)
    return any(bare.startswith(stem.removesuffix(_PRONOUNS[0])) for stem in stems)


# --- finite verbs


def document(scene: Scene, first: int, last: int, hit: CueHit) -> Frame | None:
    """`it came in a statement of the ministry that C`: the document is the source."""
    cue = hit.form.cue
    if not _is_report(scene, first, hit) or "document" not in cue.takes or _is_embedded(scene, first, hit):
        return None
    if scene.has(hit.token + 1, "pronoun"):
        return _in_it(scene, first, last, hit)
    for at in range(hit.token + 1, min(last, hit.token + 1 + _DOCUMENT_REACH)):
        form = scene.tokens.forms[at]
        joined = form[0] == _BEH and "document" in scene.speech.roles.phrases.get(form[1:], ())
        if joined or (scene.has(at, "document") and scene.has(at - 1, "inside")):
            seen = walk(scene, at, last, replace(cue, takes=frozenset({"clause", "speech"})))
            return _frame("document", hit, seen, opens=_opening(scene, first, hit)) if seen.way else None
    return None


def relative(scene: Scene, first: int, last: int, hit: CueHit) -> Frame | None:
    """`S, who V that C`."""
    if not _is_report(scene, first, hit) or hit.cut or hit.token - 1 <= first:
        return None
    if not scene.has(hit.token - 1, "relative"):
        return None
    subject = _nearest(scene, first, hit.token - 1)
    seen = walk(scene, hit.token + 1, last, hit.form.cue, sourced=False)
    if subject is None or seen.way not in ("clause", "speech"):
        return None
    return _frame("relative", hit, seen, source=subject, level=1)


def subject_first(scene: Scene, first: int, last: int, hit: CueHit) -> Frame | None:
    """`S V that C`, an auxiliary or a comma allowed between; inside another report where a complementiser opens it."""
    if (
        not _is_report(scene, first, hit)
        or hit.cut
        or (hit.form.cue.also == "preposition" and not hit.form.gender == "f")
    ):
        return None
    subject = _subject_before(scene, first, hit.token) or _qualified(scene, first, hit)
    if subject is None:
        return None
    seen = walk(scene, hit.token + 1, last, hit.form.cue, sourced=False)
    if not seen.way or (seen.way == "clause" and "object" not in hit.form.cue.takes and _has_source(scene, hit, last)):
        return None
    inside = subject[0] > first and scene.has(subject[0] - 1, "complementiser")
    opens = -1 if inside else _before_link(scene, first, subject[0])
    if opens > first and not any(_is_link(scene, at) for at in range(opens, subject[0])):
        opens = -1  # a comma alone may open a clause of the report before
    return _frame("subject_first", hit, seen, source=subject, level=int(inside or opens < 0), opens=opens)


def _in_it(scene: Scene, first: int, last: int, hit: CueHit) -> Frame | None:
    """Read `a tweet of S, in which it said: C`: the last one named issued it."""
    seen = walk(scene, hit.token + 2, last, replace(hit.form.cue, takes=_SAID), sourced=False)
    if not seen.way or seen.content - hit.token > _DOCUMENT_REACH:
        return None
    named = [named for named in scene.named_within(first, hit.token) if named.mention.type != "LOC"]
    source = (named[-1].first, named[-1].last) if named else None
    return Frame("document", hit, seen.way, seen.content, seen.content, source, level=1)


def relayed(scene: Scene, first: int, last: int, hit: CueHit) -> Frame | None:
    """Read `R passed on from S that C`: who passes on is the relay, who said it the source."""
    cue = hit.form.cue
    if not cue.relays or not _is_report(scene, first, hit):
        return None
    passing = walk(scene, hit.token + 1, last, cue)
    if passing.way != "preposition":
        return None
    seen = walk(scene, passing.content, last, replace(cue, takes=frozenset({"clause", "speech"})))
    source = _trim_source(scene, seen.source)
    if not seen.way or source is None:
        return None
    opens = _opening(scene, first, hit)
    relay = _trim_source(scene, passing.source) or _subject_before(scene, first, hit.token)
    frame = _frame("relayed", hit, seen, source=source, level=int(opens < 0), opens=opens)
    if relay is not None:
        frame.relays.append(relay)
    return frame


def verb_first(scene: Scene, first: int, last: int, hit: CueHit) -> Frame | None:
    """`V S that C`."""
    if not _is_report(scene, first, hit) or _resumes(scene, first, hit):
        return None
    seen = walk(scene, hit.token + 1, last, hit.form.cue)
    source = _trim_source(scene, seen.source)
    if not seen.way or source is None or not agrees(scene, hit.form, source[0]):
        return None
    opens = _opening(scene, first, hit)
    if not _is_clear(scene, first, hit, seen) or (seen.way not in _SAID and _is_embedded(scene, first, hit)):
        return None
    return _frame("verb_first", hit, seen, source=source, level=int(opens < 0), opens=opens)


def verb_alone(scene: Scene, first: int, last: int, hit: CueHit) -> Frame | None:
    """`V that C`."""
    if not _is_report(scene, first, hit) or _resumes(scene, first, hit):
        return None
    seen = walk(scene, hit.token + 1, last, hit.form.cue)
    source = _trim_source(scene, seen.source)
    if not seen.way or (source is not None and agrees(scene, hit.form, source[0])):
        return None
    if source is not None and seen.addressee < 0:
        seen.addressee = source[0]
    opens = _opening(scene, first, hit)
    if not _is_clear(scene, first, hit, seen) or (seen.way not in _SAID and opens < 0):
        return None
    return _frame("verb_alone", hit, seen, level=int(opens < 0), opens=opens)


def as_said(scene: Scene, first: int, last: int, hit: CueHit) -> Frame | None:
    """Read `C, as S V`: nothing follows the verb but its subject."""
    if hit.form.part != "verb" or hit.cut or hit.token - 2 <= first or not scene.has(hit.token - 1, "as"):
        return None
    end = hit.token + 1
    while end < last and scene.tokens.forms[end] not in _BREAKS and scene.tokens.forms[end] not in {",", ")", "-"}:
        end += 1
    if end == hit.token + 1 or end - hit.token > _SOURCE_REACH or not can_speak(scene, hit.token + 1):
        return None
    start = _before_link(scene, first, hit.token)
    if start <= first:
        return None
    return Frame("as_said", hit, "clause", -1, end, (hit.token + 1, end), opens=start, before=(first, start))


def bare(scene: Scene, first: int, last: int, hit: CueHit) -> Frame | None:
    """Read `and V C` at the start of a sentence, the complementiser left out."""
    takes = hit.form.cue.takes
    if not hit.cut or hit.token != first or hit.form.imperfect or not {"speech", "clause"} <= takes:
        return None
    if not _is_report(scene, first, hit) or len(takes) > 2 or last - first < _BARE:
        return None
    following = hit.token + 1
    if can_speak(scene, following) or scene.has(following, "circumstance") or scene.has(following, "lettered"):
        return None
    return Frame("bare", hit, "clause", following, following, opens=first)


# --- participles and masdars


def participle(scene: Scene, first: int, last: int, hit: CueHit) -> Frame | None:
    """`…, V-ing that C`: the speaker is that of the clause it hangs on."""
    if hit.form.part != "participle" or not _is_conjunction(scene, hit):
        return None
    before = scene.tokens.forms[hit.token - 1] if hit.token > first else ","
    loose = before in (",", ")", '"', "-", ".", ";") or hit.cut or hit.token == first
    at_once = scene.has(hit.token + 1, "complementiser")
    if hit.form.gender == "f" and not loose and not at_once:
        return None
    seen = walk(scene, hit.token + 1, last, hit.form.cue, sourced=False)
    if not seen.way or seen.content - hit.token > _MASDAR_REACH * 2:
        return None
    return _frame("participle", hit, seen, opens=_before_link(scene, first, hit.token))


def masdar(scene: Scene, first: int, last: int, hit: CueHit) -> Frame | None:
    """`S's V-ing that C`, where the complement follows at once."""
    if hit.form.part != "masdar" or hit.token == first:
        return None
    seen = walk(scene, hit.token + 1, last, hit.form.cue, sourced=False)
    if seen.way not in ("clause", "preposition", "speech") or seen.content - hit.token > _MASDAR_REACH:
        return None
    if scene.has(hit.token - 1, "happening"):
        return _frame("agentless", hit, seen, agentless=True, level=1)
    if seen.way == "preposition" or seen.content - hit.token > 2:
        return None
    if not scene.tokens.forms[hit.token].endswith(_PRONOUNS) and not hit.cut:
        return None
    return _frame("masdar", hit, seen, level=1)


# --- attributions


def attribution(scene: Scene, first: int, last: int, hit: CueHit) -> Frame | None:
    """`according to S, C` and `C, according to S`, S with or without a verb of its own."""
    if hit.form.part != "attribution" or not _is_conjunction(scene, hit):
        return None
    source = _attributed(scene, hit, last)
    if source is None:
        return None
    behind = source[1]
    start = _before_link(scene, first, hit.token)
    if all(scene.has(at, "linker") or scene.has(at, "aside") for at in range(first, hit.token)):
        content = behind
        while content < last and (scene.tokens.forms[content] == "," or scene.has(content, "complementiser")):
            content += 1
        if content + 2 >= last:
            return None
        return Frame("initial_attribution", hit, "clause", content, behind, source, opens=start)
    return Frame("final_attribution", hit, "clause", -1, behind, source, opens=start, before=(first, start))


def _attributed(scene: Scene, hit: CueHit, last: int) -> tuple[int, int] | None:
    """Return the tokens of the one a preposition of attribution names."""
    at = hit.token + 1
    if at < last and scene.has(at, "attributive"):
        at += 1
    has_verb = scene.has(hit.token, "what")
    if at < last and scene.has(at, "what"):
        at, has_verb = at + 1, True
    if has_verb:
        if at >= last or not (at in scene.cues or scene.has(at, "reported")):
            return None
        at += 1
    if at >= last or scene.has(at, "law") or _lam_law(scene, at):
        return None
    end = at
    if has_verb and scene.has(at, "embedder"):
        at = end = at + 1
    while end < last and not _ends_attributed(scene, at, end):
        named = scene.named_at.get(end)
        end = named.last if named is not None and named.last <= last else end + 1
    if end == at or not (has_verb or _can_speak_for(scene, at)):
        return None
    return at, end


def _can_speak_for(scene: Scene, at: int) -> bool:
    """Return whether a speaker opens at token `at`, a preposition of one letter passed over."""
    if can_speak(scene, at):
        return True
    form = scene.tokens.forms[at]
    if form[0] != _LAM or len(form) < 3:
        return False
    if at in scene.named_at:
        return True
    stem = form[1:] if not form.startswith(_LAM + _LAM) else form[2:]
    return stem in scene.known.heads.phrases or "speaker" in scene.speech.roles.phrases.get(stem, ())


def _lam_law(scene: Scene, at: int) -> bool:
    form = scene.tokens.forms[at]
    if form[0] != _LAM or len(form) < 3:
        return False
    stem = _ARTICLE + form[2:] if form.startswith(_LAM + _LAM) else form[1:]
    return "law" in scene.speech.roles.phrases.get(stem, ())


def _ends_attributed(scene: Scene, first: int, at: int) -> bool:
    form = scene.tokens.forms[at]
    if form in _BREAKS or form == ",":
        return True
    if at == first:
        return False
    if scene.has(at, "complementiser") or scene.has(at, "linker") or scene.has(at, "so"):
        return True
    if scene.has(first, "document") and at == first + 1 and scene.tokens.forms[first].startswith(_ARTICLE):
        return not scene.has(at, "relative") and not form.startswith(_ARTICLE)
    return at in scene.cues and any(hit.form.part in ("verb", "participle") for hit in scene.cues[at])


# --- what the rules share


def _frame(
    rule: str,
    hit: CueHit,
    seen: Walk,
    *,
    source: tuple[int, int] | None = None,
    level: int = 0,
    opens: int = -1,
    agentless: bool = False,
) -> Frame:
    if rule == "document":
        source = seen.source
    return Frame(
        rule=rule,
        hit=hit,
        way=seen.way,
        content=seen.content,
        reach=seen.content,
        source=source,
        addressee=seen.addressee,
        level=level,
        agentless=agentless,
        opens=opens,
    )


def _is_report(scene: Scene, first: int, hit: CueHit) -> bool:
    """Return whether a finite verb reports: not negated, not future, not called for."""
    if hit.form.part != "verb":
        return False
    clitics = scene.tokens.forms[hit.token][: hit.cut]
    if _SEEN in clitics or _BEH in clitics or (_LAM in clitics and not hit.form.imperfect):
        return False
    if hit.token == first:
        return True
    if hit.form.pronoun and scene.tokens.page[scene.tokens.ends[hit.token] - 1] == _TEH_MARBUTA:
        return False
    if not scene.has(hit.token - 1, "negation"):
        return True
    after_fact = hit.token - 2 >= first and scene.has(hit.token - 2, "fact")
    return scene.has(hit.token - 1, "complementiser") and not hit.form.imperfect and after_fact


def _is_clear(scene: Scene, first: int, hit: CueHit, seen: Walk) -> bool:
    """Return whether a form that is also a common word is a verb here: it opens a clause, its complement is near."""
    if hit.form.cue.also == "verb" or (hit.form.gender, hit.form.number) != ("m", "s"):
        return True
    token = hit.token
    commas = any(scene.tokens.forms[at] == "," for at in range(token, seen.content - 2))
    sourced = can_speak(scene, token + 1)
    if hit.form.cue.also == "preposition":
        opened = bool(hit.cut) or token == first or _is_opened(scene, token)
        return opened and not commas and (sourced or seen.content - token <= _NEAR)
    if not sourced and (commas or seen.content - token > _NEAR):
        return False
    if hit.cut or token == first or _is_opened(scene, token):
        return True
    return sourced and (seen.way in _SAID or scene.tokens.forms[token - 1] == ",")


def _is_opened(scene: Scene, token: int) -> bool:
    """Return whether the word before token `token` lets a clause begin there."""
    opened = ("linker", "aside", "complementiser", "auxiliary", "had", "relative")
    return token - 1 in scene.covered or any(scene.has(token - 1, role) for role in opened)


def _is_embedded(scene: Scene, first: int, hit: CueHit) -> bool:
    """Return whether the verb stands in a relative clause or behind *what*."""
    if hit.token == first or hit.cut:
        return False
    return scene.has(hit.token - 1, "relative") or scene.has(hit.token - 1, "what")


def _resumes(scene: Scene, first: int, hit: CueHit) -> bool:
    """Return whether the verb's pronoun takes up the noun a relative clause hangs on: its content stands before."""
    return hit.form.pronoun and hit.token > first and scene.has(hit.token - 1, "relative")


def _is_conjunction(scene: Scene, hit: CueHit) -> bool:
    """Return whether nothing but a conjunction stands in front of the cue's stem."""
    return set(scene.tokens.forms[hit.token][: hit.cut]) <= _CONJUNCTIONS


def _subject_before(scene: Scene, first: int, verb: int) -> tuple[int, int] | None:
    """Return the tokens of a subject that stands before its verb, None where none does."""
    last = verb
    while last > first and _is_between(scene, last - 1):
        last -= 1
    begin = last
    coordinated = -1
    while begin > first and last - begin < _SUBJECT_REACH and not _bounds_subject(scene, begin - 1):
        begin -= 1
        if coordinated < 0 and _after_conjunction(scene, begin):
            coordinated = begin
    if coordinated >= 0 and not can_speak(scene, begin):
        begin = coordinated
    after_comma = scene.tokens.forms[verb - 1] == "," if verb > first else False
    while begin < last and _is_setting(scene, begin):
        begin = scene.behind(begin)
    if begin >= last or last - begin >= _SUBJECT_REACH:
        return None
    opened = begin == first or any(scene.has(begin - 1, role) for role in ("complementiser", "auxiliary", "linker"))
    if after_comma and not opened:
        return None
    if can_speak(scene, begin) or _after_conjunction(scene, begin):
        return begin, last
    definite = scene.tokens.forms[begin].startswith(_ARTICLE) and last - begin <= _DEFINITE
    unknown = definite or (scene.in_title(begin) and last - begin <= _NAME)
    function = any(scene.has(begin, role) for role in ("circumstance", "embedder", "negation", "opener", "aside"))
    return (begin, last) if unknown and opened and not function else None


def _has_source(scene: Scene, hit: CueHit, last: int) -> bool:
    """Return whether a phrase that can speak follows the verb before its complement: then that is its subject."""
    if hit.token + 1 >= last or not can_speak(scene, hit.token + 1):
        return False
    return _trim_source(scene, walk(scene, hit.token + 1, last, hit.form.cue).source) is not None


def _nearest(scene: Scene, first: int, last: int) -> tuple[int, int] | None:
    """Return the tokens of the nearest phrase before token `last` that can speak, None where none is near."""
    for at in range(last - 1, max(first - 1, last - _PHRASE - 1), -1):
        if scene.tokens.forms[at] in _BREAKS or scene.has(at, "complementiser") or scene.has(at, "relative"):
            return None
        if at in scene.covered:
            return None
        named = scene.named_at.get(at)
        if can_speak(scene, at) and (named is None or named.last <= last):
            begin = at
            while begin > first and can_speak(scene, begin - 1):
                begin -= 1
            return begin, last
    return None


def _qualified(scene: Scene, first: int, hit: CueHit) -> tuple[int, int] | None:
    """Return the indefinite noun a bare verb qualifies, as in `reports that say …`, None where none stands before it."""
    following = hit.token + 1
    if hit.token == first or hit.form.cue.also != "verb" or following >= len(scene.tokens.forms):
        return None
    if can_speak(scene, following):
        return None  # its subject follows
    subject = _nearest(scene, first, hit.token)
    if subject is None or scene.tokens.forms[subject[0]].startswith(_ARTICLE) or subject[0] in scene.named_at:
        return None
    return subject if agrees(scene, hit.form, subject[0]) else None


def agrees(scene: Scene, form: CueForm, at: int) -> bool:
    """Return whether the noun at token `at` can be the subject of a verb in `form`, as far as its ending tells.

    A sound plural in the oblique cannot; a feminine noun cannot behind a masculine verb.
    """
    if at in scene.named_at or scene.has(at, "honorific"):
        return True
    noun = scene.tokens.forms[at]
    if noun.endswith(_OBLIQUE) and len(noun) > 4 and form.part == "verb" and not is_title(scene, at):
        return False
    if form.gender != "m":
        return True
    return not (scene.tokens.page[scene.tokens.ends[at] - 1] == _TEH_MARBUTA or (noun.endswith(_ATTA) and len(noun) > 4))


def _is_between(scene: Scene, at: int) -> bool:
    """Return whether the token may stand between a subject and its verb."""
    return scene.has(at, "had") or scene.tokens.forms[at] == "," or at in scene.covered or scene.has(at, "aside")


def _after_conjunction(scene: Scene, at: int) -> bool:
    """Return whether a speaker opens at token `at` behind a conjunction written to it."""
    form = scene.tokens.forms[at]
    if form[0] not in _CONJUNCTIONS or len(form) < 4:
        return False
    stem = form[1:].removeprefix(_ARTICLE)
    return stem in scene.known.heads.phrases or "speaker" in scene.speech.roles.phrases.get(stem, ())


def _is_setting(scene: Scene, at: int) -> bool:
    return scene.has(at, "aside") or scene.has(at, "linker") or scene.tokens.forms[at] == ","


def _bounds_subject(scene: Scene, at: int) -> bool:
    form = scene.tokens.forms[at]
    if form in _BREAKS or form == "," or at in scene.covered:
        return True
    if any(scene.has(at, role) for role in ("complementiser", "linker", "relative", "auxiliary")):
        return True
    hits = scene.cues.get(at, ())
    return any(hit.form.part == "verb" and (hit.cut or hit.form.cue.takes & {"clause"}) for hit in hits)


def _trim_source(scene: Scene, source: tuple[int, int] | None) -> tuple[int, int] | None:
    """Return a source without what only sets the scene around it, None where nothing is left that could speak."""
    if source is None:
        return None
    first, last = source
    while first < last and (scene.has(first, "aside") or scene.tokens.forms[first] in {",", "-", ":"}):
        first = scene.behind(first)
    while last > first and scene.tokens.forms[last - 1] in {",", "-", ":", "("}:
        last -= 1
    if first >= last:
        return None
    unfit = ("circumstance", "embedder", "complementiser", "linker", "pronoun", "what")
    if first not in scene.named_at and any(scene.has(first, role) for role in unfit):
        return None
    if _is_bare_letter(scene, first) or _is_adverbial(scene, first):
        return None
    plausible = last - first <= _SHORT or can_speak(scene, first) or scene.tokens.forms[first].startswith(_ARTICLE)
    return (first, last) if plausible or any(scene.named_within(first, last)) else None


def _is_adverbial(scene: Scene, at: int) -> bool:
    """Return whether a participle in the accusative stands at token `at`."""
    return any(hit.form.part == "participle" and hit.form.gender == "m" for hit in scene.cues.get(at, ()))


def _is_bare_letter(scene: Scene, at: int) -> bool:
    form = scene.tokens.forms[at]
    if at in scene.quote_at:
        return False
    return len(form) == 1 or (form[0] == _LAM and at not in scene.named_at and form[1:2] == _LAM)


def _opening(scene: Scene, first: int, hit: CueHit) -> int:
    """Return where the report before ends if this verb opens one of its own: at its conjunction, link or aside; else -1."""
    clitics = scene.tokens.forms[hit.token][: hit.cut]
    if clitics and clitics[0] in _CONJUNCTIONS:
        return _before_link(scene, first, hit.token)
    return _opening_at(scene, first, hit.token)


def _opening_at(scene: Scene, first: int, at: int) -> int:
    """Return where the report before ends if a link, an aside, a comma or nothing stands before token `at`; else -1."""
    begin = _before_link(scene, first, at)
    if begin < at or begin == first:
        return begin
    return -1


def _before_link(scene: Scene, first: int, at: int) -> int:
    """Return the token where links, asides, auxiliaries and a comma before token `at` begin."""
    begin = at
    while begin > first:
        step = begin - 1
        if scene.tokens.forms[step] in {",", "-"} or _is_link(scene, step):
            begin = step
            continue
        back = next((b for b in (begin - 2, begin - 3, begin - 4) if b >= first and _spans_link(scene, b, begin)), -1)
        if back < 0:
            return begin
        begin = back
    return begin


def _is_link(scene: Scene, at: int) -> bool:
    return any(scene.has(at, role) and scene.behind(at) == at + 1 for role in ("linker", "aside", "auxiliary", "had"))


def _spans_link(scene: Scene, at: int, behind: int) -> bool:
    return scene.behind(at) == behind and (scene.has(at, "linker") or scene.has(at, "aside"))


RULES: tuple[Callable[[Scene, int, int, CueHit], Frame | None], ...] = (
    document,
    relayed,
    relative,
    subject_first,
    verb_first,
    verb_alone,
    participle,
    masdar,
    attribution,
    as_said,
    bare,
)

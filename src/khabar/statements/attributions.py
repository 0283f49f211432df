"""Rules on attributions: prepositions and clauses that name whose word it is, before or behind the content."""

from __future__ import annotations

from typing import TYPE_CHECKING

from khabar.statements.clauses import before_link, has_conjunction
from khabar.statements.frames import Frame
from khabar.statements.letters import BREAKS, CONJUNCTIONS
from khabar.statements.phrases import can_speak, is_function_word, is_medium
from khabar.text.letters import ARTICLE, FEH, LAM

if TYPE_CHECKING:
    from khabar.statements.scene import CueHit, Scene

_BEHIND_SOURCE = BREAKS | {",", ")", "-"}  # signs that end who is named behind "as"
_ENDS = ("complementiser", "linker", "so", "negation", "aside")  # roles of words that end the one named
_OPENING = 5  # tokens before an attribution that are too few to be all of the content
_REST = 3  # tokens behind it that may be the rest
_SOURCE_REACH = 14  # tokens of a source behind `as S said`


def attribution(scene: Scene, first: int, last: int, hit: CueHit) -> Frame | None:
    """`according to S, C` and `C, according to S`, S with or without a verb of its own."""
    if hit.form.part != "attribution" or not has_conjunction(scene, hit):
        return None
    source = _attributed(scene, hit, last)
    if source is None:
        return None
    source, relays = _hand_down(scene, *source)
    behind = source[1]
    if behind in scene.channels:  # told to an agency
        behind = next((at for at in range(behind, last) if scene.tokens.forms[at] in BREAKS | {","}), last)
    start = before_link(scene, first, hit.token)
    opened = all(scene.has(at, "linker") or scene.has(at, "aside") for at in range(first, hit.token))
    led_in = behind < last and scene.has(behind, "so") and scene.tokens.forms[behind][0] == FEH
    if opened or led_in or scene.tokens.forms[hit.token][: hit.cut] == FEH:
        content = behind
        while content < last and _leads_in(scene, content):
            content += 1
        if content + 2 >= last:
            return None
        return Frame("initial_attribution", hit, "clause", content, behind, source, opens=start, relays=relays)
    if start - first <= _OPENING and last - behind >= _REST:
        before = (first, last)
        return Frame("medial_attribution", hit, "clause", -1, behind, source, opens=-1, before=before, relays=relays)
    before = (first, start)
    return Frame("final_attribution", hit, "clause", -1, behind, source, opens=start, before=before, relays=relays)


def _leads_in(scene: Scene, at: int) -> bool:
    """Return whether the word at token `at` only leads from an attribution to its content."""
    return scene.tokens.forms[at] == "," or scene.has(at, "complementiser") or scene.has(at, "so")


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
        at = _behind_asides(scene, at + 1, last)
    if at >= last or scene.has(at, "law") or _lam_law(scene, at):
        return None
    end = at
    if has_verb and (scene.has(at, "embedder") or scene.has(at, "pronoun")):
        at = end = at + 1
    closed = False
    while end < last and not _ends_attributed(scene, at, end, closed=closed):
        quote = scene.quote_at.get(end)
        if quote is not None and quote.last <= last:
            end, closed = quote.last, True
            continue
        named = scene.named_at.get(end)
        closed = named is not None or scene.tokens.forms[end].startswith((ARTICLE, LAM + LAM))
        end = named.last if named is not None and named.last <= last else end + 1
    if end == at or not (has_verb or _can_speak_for(scene, at)):
        return None
    return at, end


def _behind_asides(scene: Scene, at: int, last: int) -> int:
    """Return the token behind the asides at `at`: as announced *last night* by S."""
    while at < last and scene.has(at, "aside"):
        at = scene.behind(at)
    return at


def _can_speak_for(scene: Scene, at: int) -> bool:
    """Return whether a speaker opens at token `at`, a preposition of one letter passed over."""
    if can_speak(scene, at):
        return True
    form = scene.tokens.forms[at]
    if form[0] != LAM or len(form) < 3:
        return False
    if at in scene.named_at:
        return True
    stem = form[1:] if not form.startswith(LAM + LAM) else form[2:]
    return stem in scene.known.heads.phrases or "speaker" in scene.speech.roles.phrases.get(stem, ())


def _lam_law(scene: Scene, at: int) -> bool:
    form = scene.tokens.forms[at]
    if form[0] != LAM or len(form) < 3:
        return False
    stem = ARTICLE + form[2:] if form.startswith(LAM + LAM) else form[1:]
    return "law" in scene.speech.roles.phrases.get(stem, ())


def _ends_attributed(scene: Scene, first: int, at: int, *, closed: bool) -> bool:
    """Return whether the one named ends before token `at`: behind a definite noun a bare one begins something else."""
    form = scene.tokens.forms[at]
    if form in BREAKS or form == ",":
        return True
    if at == first:
        return False
    if at in scene.channels or any(scene.has(at, role) for role in _ENDS):
        return True
    joined = form.startswith((ARTICLE, LAM + LAM)) or form[0] in CONJUNCTIONS or is_function_word(scene, at)
    if closed and form.isalpha() and not joined and not can_speak(scene, at) and not scene.has(at, "same"):
        return True
    if scene.has(first, "document") and at == first + 1 and scene.tokens.forms[first].startswith(ARTICLE):
        return not scene.has(at, "relative") and not form.startswith(ARTICLE)
    return at in scene.cues and any(hit.form.part in ("verb", "participle") for hit in scene.cues[at])


def hand_on(scene: Scene, frame: Frame) -> None:
    """Read `R said, quoting S, that C`, R a medium: S speaks, and R passes it on."""
    if frame.source is None or frame.relays or frame.before is not None or not is_medium(scene, frame.source[0]):
        return
    for at in range(frame.source[1], frame.reach - 1):
        if scene.has(at, "quoting"):
            begin = end = scene.behind(at)
            while end < frame.reach and scene.tokens.forms[end] not in BREAKS and scene.tokens.forms[end] != ",":
                end += 1
            if end > begin and can_speak(scene, begin):
                frame.relays.append(frame.source)
                frame.source = begin, end
            return


def as_said(scene: Scene, first: int, last: int, hit: CueHit) -> Frame | None:
    """Read `C, as S V`: nothing follows the verb but its subject."""
    led = _as_before(scene, hit.token)
    if hit.form.part != "verb" or hit.cut or hit.token - 2 <= first or led < 0:
        return None
    end = hit.token + 1
    while end < last and scene.tokens.forms[end] not in _BEHIND_SOURCE and not scene.has(end, "aside"):
        end += 1
    if end == hit.token + 1 or end - hit.token > _SOURCE_REACH or not can_speak(scene, hit.token + 1):
        return None
    start = before_link(scene, first, led)
    if start <= first:
        return None
    source, relays = _hand_down(scene, hit.token + 1, end)
    return Frame("as_said", hit, "clause", -1, end, source, opens=start, before=(first, start), relays=relays)


def _as_before(scene: Scene, at: int) -> int:
    """Return where *as*, of one word or of two, stands right before token `at`, -1 where it does not."""
    return next((led for led in (at - 1, at - 2) if scene.has(led, "as") and scene.behind(led) == at), -1)


def _hand_down(scene: Scene, first: int, last: int) -> tuple[tuple[int, int], list[tuple[int, int]]]:
    """Return the source and the relays that tokens `[first, last)` name: S alone, or R `from` S where R is a medium."""
    if is_medium(scene, first):
        for at in range(first + 1, last - 1):
            if scene.has(at, "about") and can_speak(scene, at + 1):
                return (at + 1, last), [(first, at)]
    return (first, last), []

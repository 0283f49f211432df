"""Where a content ends, and how it is given: frames in, token ranges and forms out.

A content that opens with a quotation ends with it. Any other runs to the end of its sentence, or to the next report of
the same level, whatever comes first; after a colon it runs on over sentences in which the speaker says *we*.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from khabar.text.letters import ARTICLE

if TYPE_CHECKING:
    from khabar.model import Form
    from khabar.statements.frames import Frame
    from khabar.statements.scene import Paragraph, Quoted, Scene

_CHANNEL = 6  # tokens of a channel at the end of a content, with what tells it apart
_TRAILING = frozenset({".", ",", ":", ";", "-", "!", "?", "\u2026", "("})
_LEADING = frozenset({",", ":", "-", ";"})
_ENDS = frozenset({".", ",", ";", "!", "?", "\u2026", ")", "-"})


@dataclass(frozen=True, slots=True)
class Content:
    """Tokens `[first, last)` of a content, marks and final stop left out, and its form."""

    first: int
    last: int
    form: Form


def bound_content(scene: Scene, paragraph: Paragraph, stretch: int, frames: list[Frame], number: int) -> Content | None:
    """Return the content of frame `number` of a paragraph's stretch, None where nothing is left of it."""
    frame = frames[number]
    last = paragraph.stretches[stretch][1]
    if frame.before is not None:
        quote = _quote_before(scene, *frame.before)
        if quote is not None:
            return _trim(scene, quote.inner_first, quote.inner_last, "direct")
        return _trim(scene, _behind_setting(scene, *frame.before), frame.before[1], "indirect")
    first = _skip(scene, frame.content, last)
    led_in = first > frame.content and scene.has(first - 1, "complementiser")
    if first >= last:
        return _next_stretch(scene, paragraph, stretch, frame)
    quote = scene.quote_at.get(first)
    if quote is not None and _is_whole(scene, frame, quote, last):
        inner = _skip(scene, quote.inner_first, quote.inner_last)
        end = quote.inner_last
        if quote.quotation.repaired:
            end = min(end, max(_limit(frames, number, end), inner), _next_report(scene, paragraph, stretch))
        return _trim(scene, inner, end, "direct")
    end = _limit(frames, number, last)
    if frame.rule == "relative" or (frame.rule == "described" and frame.level):
        end = next((at for at in range(first, end) if scene.tokens.forms[at] == ","), end)
    if frame.way == "speech" and end == last:
        end = _go_on(scene, paragraph, stretch)
    end = _before_trailer(scene, first, _before_hedge(scene, first, end))
    if frame.way in ("object", "preposition") and not frame.form.cue.judges:
        end = _before_setting(scene, first, end)
    form: Form = "direct" if frame.way == "speech" and not led_in else "indirect"
    if form == "indirect" and any(not q.quotation.short for q in scene.quotes if first <= q.first < end):
        form = "mixed"
    return _trim(scene, first, end, form)


def _quote_before(scene: Scene, first: int, last: int) -> Quoted | None:
    """Return the quotation, longer than a name, that ends where a content before its cue does."""
    while last > first and scene.tokens.forms[last - 1] == ",":
        last -= 1
    found = (quote for quote in scene.quotes if quote.first >= first and quote.last == last)
    return next((quote for quote in found if not quote.quotation.short), None)


def _behind_setting(scene: Scene, first: int, last: int) -> int:
    """Return where a content that stands before its cue begins: behind what only ties its sentence to the last."""
    while first < last and (
        scene.has(first, "aside") or scene.has(first, "linker") or scene.tokens.forms[first] == ","
    ):
        first = scene.behind(first)
    return first


def _next_stretch(scene: Scene, paragraph: Paragraph, stretch: int, frame: Frame) -> Content | None:
    """Return what follows a colon that ends its line: the quotation or sentence of the next paragraph."""
    if frame.way != "speech" or stretch + 1 < len(paragraph.stretches):
        return None
    following = next((p for p in scene.paragraphs if p.first >= paragraph.last and not p.is_title), None)
    if following is None or not following.stretches:
        return None
    quote = scene.quote_at.get(following.first)
    if quote is not None:
        return _trim(scene, quote.inner_first, quote.inner_last, "direct")
    return _trim(scene, *following.stretches[0], "direct")


def _skip(scene: Scene, at: int, last: int) -> int:
    """Return the first token of the content: signs and a complementiser said twice passed over."""
    while at < last and (scene.tokens.forms[at] in _LEADING or scene.has(at, "complementiser")):
        at = scene.behind(at) if scene.has(at, "complementiser") else at + 1
    return at


def _is_whole(scene: Scene, frame: Frame, quote: Quoted, last: int) -> bool:
    """Return whether a quotation at the start of the content is all of it."""
    if frame.rule == "described":
        return True
    behind = quote.last
    if behind >= last or scene.tokens.forms[behind] in _ENDS:
        return not quote.quotation.short or behind >= last or scene.tokens.forms[behind] == "."
    bracketed = scene.tokens.forms[behind] == "(" and scene.has(behind + 1, "hedge")
    if behind in scene.cues or scene.has(behind, "linker") or scene.has(behind, "hedge") or bracketed:
        return True
    return frame.way == "speech" and not quote.quotation.short


def _limit(frames: list[Frame], number: int, last: int) -> int:
    """Return where the next report of the same level ends this one's content, at `last` the latest."""
    frame = frames[number]
    for other in frames[number + 1 :]:
        if other.opens > frame.content and other.hit.token > frame.content:
            return min(last, other.opens)
    return last


def _go_on(scene: Scene, paragraph: Paragraph, stretch: int) -> int:
    """Return the end of speech without marks: it takes in later sentences while the speaker says *we*."""
    end = paragraph.stretches[stretch][1]
    for first, last in paragraph.stretches[stretch + 1 :]:
        if any(at in scene.cues for at in range(first, min(first + 3, last))):
            return end
        if not any(scene.has(at, "first_person") for at in range(first, last)):
            return end
        end = last
    return end


def _next_report(scene: Scene, paragraph: Paragraph, stretch: int) -> int:
    """Return where the next sentence that opens with a report begins, the paragraph's end where none does."""
    for first, last in paragraph.stretches[stretch + 1 :]:
        for at in range(first, min(first + 2, last)):
            if any(hit.form.part == "verb" and hit.cut for hit in scene.cues.get(at, ())):
                return first
    return paragraph.last


def _before_hedge(scene: Scene, first: int, last: int) -> int:
    """Return the end without a hedge in the outlet's own voice at the tail."""
    for at in range(max(first + 1, last - 7), last):
        if scene.has(at, "hedge") and all(not form.isalnum() for form in scene.tokens.forms[scene.behind(at) : last]):
            return at
    return last


def _before_trailer(scene: Scene, first: int, last: int) -> int:
    """Return the end without what the outlet adds behind a comma: why, when, what it hints at."""
    for at in range(first + 1, last - 1):
        if scene.tokens.forms[at] == "," and (
            scene.has(at + 1, "trailer") or _is_taken_up(scene, at + 1) or _speaks_on(scene, at + 1)
        ):
            return at
    return last


def _before_setting(scene: Scene, first: int, last: int) -> int:
    """Return the end of what a noun says without the clause that is set against it, or the channel it ends with."""
    if scene.has(first, "that") and not scene.tokens.forms[first + 1].startswith(ARTICLE):
        return first + 1
    for at in range(first + 1, last - 1):
        if scene.tokens.forms[at] == "," and scene.has(at + 1, "contrast"):
            return at
        told = at in scene.channels and at - 1 not in scene.cues and not scene.has(at - 1, "relative")
        if told and last - at <= _CHANNEL:
            return at
    return last


def _speaks_on(scene: Scene, at: int) -> bool:
    """Return whether the speaker's next report opens at token `at`, as participles do: ", adding", whatever follows."""
    return any(hit.form.part == "participle" for hit in scene.cues.get(at, ()))


def _is_taken_up(scene: Scene, at: int) -> bool:
    """Return whether somebody's comment on the clause before opens at token `at`: "which the army denied"."""
    commented = scene.cues.get(scene.behind(at), ()) if scene.has(at, "which") else ()
    return any(hit.form.part == "resuming" for hit in commented)


def _trim(scene: Scene, first: int, last: int, form: Form) -> Content | None:
    forms = scene.tokens.forms
    while last > first and (forms[last - 1] in _TRAILING or (forms[last - 1] == '"' and _is_lone(scene, first, last))):
        last -= 1
    while first < last and forms[first] in _LEADING:
        first += 1
    return Content(first, last, form) if first < last else None


def _is_lone(scene: Scene, first: int, last: int) -> bool:
    """Return whether the mark at the end has no partner inside the content."""
    return not any(quote.last == last and quote.first >= first for quote in scene.quotes)

"""The rules of speech, tried in order at every cue, the first that fits decides.

By the order of cue (V), source (S), content (C) and whoever passes on (R), with the shape each reads:

1. `document`              it came in a document (S) that C; `issued` where S issued a document and V in it that C
2. `relayed`               R passed on from S that C
3. `relative`              S, who V that C; `antecedent` C that S V-ed; `taken_up` C, which S V-ed;
                           `described` S V-ed it as C, and V-ed N as C
4. `subject_first`         S V that C; S had V that C
5. `verb_first`            V S that C; `verb_alone` where the verb carries its speaker alone
6. `participle`            C, V-ing that C
7. `masdar`                S's V-ing that C; `agentless` where nobody is said to have done it
8. `initial_attribution`   according to S, C; `final_attribution` behind it, `medial_attribution` inside it
9. `as_said`               C, as S V
10. `rumour`               what V in S about C
11. `bare`                 and V C
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from khabar.statements.antecedents import antecedent, taken_up
from khabar.statements.attributions import as_said, attribution
from khabar.statements.descriptions import called, described
from khabar.statements.letters import PRONOUNS
from khabar.statements.participles import masdar, participle
from khabar.statements.verbs import bare, document, issued, relative, relayed, rumour, subject_first, verb_first
from khabar.text.letters import ARTICLE

if TYPE_CHECKING:
    from collections.abc import Callable

    from khabar.statements.frames import Frame
    from khabar.statements.scene import CueHit, Scene

    Rule = Callable[[Scene, int, int, CueHit], Frame | None]

RULES: tuple[Rule, ...] = (
    rumour,
    document,
    issued,
    relayed,
    relative,
    described,
    taken_up,
    antecedent,
    subject_first,
    verb_first,
    called,
    participle,
    masdar,
    attribution,
    as_said,
    bare,
)


_FINITE = frozenset({"verb", "resuming"})
# What a report holds that is told on the way to its content.
_INSIDE = frozenset({"relative", "antecedent", "taken_up"})


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
            quiet = max(quiet, frame.reach, frame.content)
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
            if quiet and hit.form.part not in _FINITE:
                continue
            frame = rule(scene, first, last, hit)
            if frame is None or (quiet and frame.rule not in _INSIDE):
                continue
            if _is_worth(scene, frame, last):
                return frame
    return None


def _is_worth(scene: Scene, frame: Frame, last: int) -> bool:
    """Return whether the content, which ends before token `last`, fits what its cue demands of it."""
    cue = frame.form.cue
    forms = scene.tokens.forms
    if frame.rule == "antecedent" and frame.before is not None:
        return not cue.within and (not cue.objects or _names_one(forms[frame.before[0]], cue.objects))
    if frame.before is not None:
        return True
    if frame.way == "object" and scene.has(frame.content, "that") and not _points_at(scene, frame.content, last):
        return cue.act == "deny"  # it was said before, and is now denied
    if cue.bylines and frame.way == "speech" and _heads_article(scene, frame.hit.token):
        return frame.content in scene.quote_at
    if cue.objects and frame.way in ("object", "preposition"):
        return frame.content < last and _names_one(forms[frame.content], cue.objects)
    return not cue.within or any(_names_one(form, cue.within) for form in forms[frame.content : last])


def _points_at(scene: Scene, at: int, last: int) -> bool:
    """Return whether the demonstrative at token `at` has its noun: this report."""
    return at + 1 < last and scene.tokens.forms[at + 1].startswith(ARTICLE)


def _heads_article(scene: Scene, at: int) -> bool:
    """Return whether the body of the article opens at token `at`."""
    return at == next((p.first for p in scene.paragraphs if not p.is_title), -1)


def _names_one(form: str, stems: frozenset[str]) -> bool:
    """Return whether a word is one of `stems`, an article, a plural or a pronoun allowed."""
    bare = form.removeprefix(ARTICLE)
    return any(bare.startswith(stem.removesuffix(PRONOUNS[0])) for stem in stems)

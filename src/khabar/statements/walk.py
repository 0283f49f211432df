"""What stands behind a cue: tokens in, the source, the addressee and the place where the content begins out.

One walk from left to right, each step by the first rule that fits. It knows where a phrase that names a speaker must
end (a complementiser, a colon, a quotation, a preposition the cue governs, a circumstance, a relative clause, a noun
that can only be an object) and goes no further than the stretch it is given.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from khabar.statements.letters import DID_NOT, FROM, LETTERED, STOPS, WHAT
from khabar.statements.marks import at_quote
from khabar.statements.objects import is_owned, leads_to, may_open, stands_by_itself
from khabar.statements.phrases import (
    behind_bracket,
    behind_comma,
    behind_count,
    behind_medium,
    can_speak,
    governs,
    is_construct,
    is_initial_stop,
    lettered,
)
from khabar.text.letters import ARTICLE, LAM, LAM_LAM, WAW

if TYPE_CHECKING:
    from collections.abc import Callable

    from khabar.lexicon.speech import Cue
    from khabar.statements.scene import Scene

Way = Literal["", "clause", "speech", "object", "preposition"]

_REACH = 60  # tokens; longer titles than this between a cue and its content have not been seen
_NAME = 6  # tokens of a name in quotation marks
_FAR = 10  # tokens between what may be an object and a complementiser: so far on that one belongs to the object
_FURTHER = 6  # tokens: a second preposition so near may be the one the cue governs


@dataclass(slots=True)
class Walk:
    """The state of a walk, in the end its result. Ranges are tokens, half-open; `content` is -1 where there is none."""

    start: int
    limit: int
    way: Way = ""
    content: int = -1
    mark: int = -1  # where what leads to the content begins: a complementiser, a preposition
    source_last: int = -1  # behind the source, -1 while it goes on
    addressee: int = -1  # where a second noun phrase begins
    closed: bool = False  # the phrase has its definite noun: a bare one begins another
    relative: bool = False
    blocked: bool = False  # a verb inside a relative clause waits for its own complementiser
    person: bool = False  # somebody has been named
    weak: int = -1  # where an object may begin if nothing surer follows
    at: int = 0

    @property
    def source(self) -> tuple[int, int] | None:
        """The tokens between cue and whatever ended the phrase."""
        last = self.source_last if self.source_last >= 0 else self.at
        return (self.start, last) if last > self.start else None

    def end_source(self, at: int) -> None:
        """Note that the source ends before token `at`, if it has not ended yet."""
        if self.source_last < 0:
            self.source_last = at

    def arrive(self, way: Way, content: int, at: int) -> None:
        """Note where the content begins; the source ends before token `at` at the latest."""
        self.end_source(at)
        self.way, self.content, self.mark = way, content, at


def walk(scene: Scene, start: int, limit: int, cue: Cue, *, sourced: bool = True) -> Walk:
    """Return what stands in tokens `[start, limit)` behind a cue; `sourced` where it may name its speaker there."""
    state = Walk(start, min(limit, start + _REACH), closed=not sourced, at=start)
    if not sourced:
        state.source_last = start
    while state.at < state.limit and not state.way:
        at = state.at
        if not _step(scene, state, cue):
            break
        if state.at == at and not state.way:
            state.at += 1
    _settle(scene, state, cue)
    return state


def _settle(scene: Scene, state: Walk, cue: Cue) -> None:
    """Decide what a second noun phrase is: the object where nothing surer came, else the one spoken to."""
    if state.weak < 0:
        return
    far = state.weak > state.start and state.way in ("clause", "preposition") and state.content - state.weak > _FAR
    far = far and scene.tokens.forms[state.mark - 1] != ","  # behind a comma the verb itself goes on
    if "object" in cue.takes and (not state.way or far):
        if state.source_last > state.weak:
            state.source_last = -1
        state.arrive("object", state.weak, state.weak)
    elif state.way in ("clause", "preposition", "speech") and cue.addressee:
        state.addressee = state.weak
        if state.source_last > state.weak or state.source_last < 0:
            state.source_last = state.weak


def _step(scene: Scene, state: Walk, cue: Cue) -> bool:
    """Take one step by the first rule that fits; return whether the walk goes on. A step that moves sets `state.at`."""
    at = state.at
    known = at in scene.roles or at in scene.cues or at in scene.named_at or at in scene.channels
    for rule in _STEPS if known or not scene.tokens.forms[at].isalpha() else _PLAIN_STEPS:
        goes_on = rule(scene, state, cue)
        if goes_on is not None:
            return goes_on
    return True


def _at_sign(scene: Scene, state: Walk, cue: Cue) -> bool | None:
    """Arrive at a colon, halt at a stop, pass over a bracket."""
    form = scene.tokens.forms[state.at]
    if form == ":":
        return _at_colon(scene, state, cue)
    if form in (",", ";"):
        return _at_comma(scene, state)
    if form == "(":
        state.at = behind_bracket(scene, state.at, state.limit)
        return True
    if form not in STOPS:
        return None
    return state.at > state.start and is_initial_stop(scene, state.at, state.limit)


def _at_colon(scene: Scene, state: Walk, cue: Cue) -> bool:
    at = state.at
    forms = scene.tokens.forms
    if at > state.start and forms[at - 1].isdigit() and at + 1 < state.limit and forms[at + 1].isdigit():
        return True
    if not cue.takes & {"speech", "clause", "object"}:
        return False
    state.arrive("speech" if cue.takes & {"speech", "clause"} else "object", at + 1, at)
    return True


def _at_comma(scene: Scene, state: Walk) -> bool:
    """Pass a comma unless another clause opens behind it."""
    following = state.at + 1
    state.relative = state.blocked = False
    if following >= state.limit:
        return False
    unnamed = scene.has(following, "withheld") or scene.tokens.forms[following] == DID_NOT
    if unnamed and (closed := behind_comma(scene, following, state.limit)) > following:
        state.end_source(state.at)
        state.at = closed  # who did not give their names
        return True
    if scene.has(following, "linker") and not scene.has(following, "complementiser"):
        return False
    hits = scene.cues.get(following, ())
    if any(hit.form.part == "attribution" for hit in hits):
        return behind_comma(scene, following, state.limit) > following
    return not any(hit.form.part == "participle" or hit.cut or hit.form.cue.also == "verb" for hit in hits)


def _at_complementiser(scene: Scene, state: Walk, cue: Cue) -> bool | None:
    """Arrive at a complementiser that is the cue's own."""
    at = state.at
    if not scene.has(at, "complementiser"):
        return None
    forms = scene.tokens.forms
    embedded = at > state.start and scene.has(at - 1, "embedder") and forms[at - 1] not in cue.takes
    embedded = embedded and forms[at - 2] != FROM  # considered (before) that C, not: before they left
    if state.blocked or embedded or forms[at][0] == WAW:
        state.blocked = False
        return True
    if "clause" not in cue.takes:
        return False
    state.arrive("clause", scene.behind(at), at)
    return True


def _at_preposition(scene: Scene, state: Walk, cue: Cue) -> bool | None:
    """Arrive at a preposition the cue governs that is a word of its own."""
    at, form = state.at, scene.tokens.forms[state.at]
    if form not in cue.takes or len(form) == 1 or (at > state.start and governs(scene, at - 1)):
        return None
    further = _further(scene, state, form)
    if further >= 0:
        state.at = further
        return True
    if at + 1 < state.limit and scene.has(at + 1, "complementiser"):
        state.arrive("clause", scene.behind(at + 1), at)
    elif not state.relative:
        state.arrive("preposition", at + 1, at)
    return True if state.way else None


def _at_letter(scene: Scene, state: Walk, cue: Cue) -> bool | None:
    """Arrive at a noun with the one-letter preposition the cue governs written to it."""
    at = state.at
    letter = lettered(scene, at)
    if not letter or letter not in cue.takes or state.relative or scene.has(at, "circumstance"):
        return None
    if letter == LAM and not cue.takes.isdisjoint(scene.tokens.forms[at : state.limit]):
        return None  # a word of its own that the cue governs comes after it
    state.arrive("preposition", at + 1 if scene.tokens.forms[at] == letter else at, at)
    return True


def _further(scene: Scene, state: Walk, form: str) -> int:
    """Return where the same preposition follows near, behind an envoy's place or with a complementiser; else -1."""
    place = scene.named_at.get(state.at + 1)
    if place and place.mention.type == "LOC" and any(scene.has(i, "envoy") for i in range(state.start, state.at)):
        near = range(place.last, min(state.limit, place.last + _FAR))
        return next((i for i in near if scene.tokens.forms[i] == form), -1)
    for at in range(state.at + 2, min(state.limit - 1, state.at + _FURTHER + 1)):
        if scene.tokens.forms[at] == "," or at in scene.cues:
            return -1
        if scene.tokens.forms[at] == form and scene.has(at + 1, "complementiser"):
            return at
    return -1


def _at_addressee(scene: Scene, state: Walk, cue: Cue) -> bool | None:
    """Note the one spoken to behind the preposition that leads to them."""
    if not cue.via or scene.tokens.forms[state.at] != cue.via or state.relative:
        return None
    state.end_source(state.at)
    state.addressee = state.at + 1
    state.closed = False
    return True


def _at_clause(scene: Scene, state: Walk, cue: Cue) -> bool | None:  # noqa: ARG001 - one signature for all steps
    """Enter a relative clause, halt at a link or at another cue that reports."""
    at = state.at
    if scene.has(at, "relative"):
        state.end_source(at)
        state.relative = True
        return True
    if at > state.start and scene.has(at, "linker") and not scene.has(at, "aside"):
        return False
    if at in scene.cues and not scene.has(at, "circumstance") and not _passes_cue(scene, state):
        return False
    return None if state.at == at else True


def _at_setting(scene: Scene, state: Walk, cue: Cue) -> bool | None:  # noqa: ARG001 - one signature for all steps
    """Pass over a channel or circumstance: it ends the source, or stands before it."""
    at = state.at
    medium = scene.channels.get(at)
    aside = scene.has(at, "aside")
    if medium is None and not aside and not scene.has(at, "circumstance"):
        return None
    state.at = medium.last if medium else scene.behind(at)
    goes_before = aside and medium is None
    if medium is not None:
        state.at = behind_medium(scene, state.at, state.limit)
        goes_before = state.at < state.limit and _may_follow(scene, state.at)
    if at == state.start and goes_before:
        state.start = state.at
    else:
        state.end_source(at)
    return True


def _may_follow(scene: Scene, at: int) -> bool:
    """Return whether a source, or more of the setting, opens at token `at` behind a channel."""
    return at in scene.channels or can_speak(scene, at) or scene.has(at, "aside")


def _at_hedge(scene: Scene, state: Walk, cue: Cue) -> bool | None:
    """Pass over words that keep a distance ("what it called"); they end the source, and may bear the preposition."""
    at = state.at
    if not scene.has(at, "hedge"):
        return None
    state.end_source(at)
    state.at = scene.behind(at)
    form = scene.tokens.forms[at]
    governed = form[0] in cue.takes and form[0] in LETTERED
    if (governed or (form == WHAT and "object" in cue.takes)) and state.at < state.limit:
        lone = scene.tokens.forms[state.at] in LETTERED
        state.arrive("preposition" if governed else "object", state.at + lone, at)
    return True


def _at_count(scene: Scene, state: Walk, cue: Cue) -> bool | None:  # noqa: ARG001 - one signature for all steps
    """Pass over a number of people with its noun: as definite as a name."""
    if state.at != state.start or state.closed:
        return None
    behind = behind_count(scene, state.at)
    if behind == state.at:
        return None
    state.at = behind
    state.closed = True
    return True


def _at_name(scene: Scene, state: Walk, cue: Cue) -> bool | None:  # noqa: ARG001 - one signature for all steps
    """Pass over a name."""
    named = scene.named_at.get(state.at)
    if named is None or named.last > state.limit:
        return None
    if named.mention.type == "PER":
        titled = leads_to(scene, state.weak, state.at) and not stands_by_itself(scene, state, state.weak)
        if not state.person and titled:
            state.weak = -1  # ranks and honorifics before a name, not a phrase of their own
        state.person = True
    state.closed = True
    state.at = named.last
    return True


def _at_definite(scene: Scene, state: Walk, cue: Cue) -> bool | None:  # noqa: ARG001 - one signature for all steps
    """Note that the phrase has its definite noun."""
    definite = scene.tokens.forms[state.at].startswith((ARTICLE, LAM_LAM))
    if definite or (state.addressee >= 0 and is_owned(scene, state.at)):
        state.closed = True
    return True


def _passes_cue(scene: Scene, state: Walk) -> bool:
    """Return whether the walk goes on over a cue: one in a relative clause, one that is a noun or preposition here."""
    at = state.at
    parts = {hit.form.part for hit in scene.cues[at]}
    if state.relative or parts == {"masdar"}:
        waits = any(hit.form.part == "verb" and "clause" in hit.form.cue.takes for hit in scene.cues[at])
        state.blocked = state.blocked or waits
        return True
    if "attribution" in parts:
        state.end_source(at)
        state.at = behind_comma(scene, at, state.limit)
        return True
    if any(hit.cut and hit.form.part in ("verb", "participle") for hit in scene.cues[at]):
        return False
    if any(hit.form.part == "verb" and hit.form.cue.also == "verb" for hit in scene.cues[at]):
        return at == state.start
    return "participle" not in parts or at == state.start


def _at_object(scene: Scene, state: Walk, cue: Cue) -> bool | None:
    """Arrive at a noun that can only begin the object; remember one that may."""
    at = state.at
    if ("object" not in cue.takes and not cue.addressee) or state.relative:
        return None
    takes = "object" in cue.takes
    loose = at == state.start or state.closed or state.source_last >= 0 or not is_construct(scene, at - 1)
    if takes and loose and scene.has(at, "opener"):
        joined = state.weak >= 0 and scene.tokens.forms[at][0] == WAW
        first = state.weak == state.start and state.source_last == state.start
        begin = state.weak if state.weak > state.start or first or joined else at
        state.arrive("object", begin, begin)
        return True
    if state.weak < 0 and may_open(scene, state, cue, at):
        state.weak = at
    return None


_STEPS: tuple[Callable[[Scene, Walk, Cue], bool | None], ...] = (
    at_quote,
    _at_sign,
    _at_complementiser,
    _at_preposition,
    _at_letter,
    _at_addressee,
    _at_clause,
    _at_hedge,
    _at_count,
    _at_object,
    _at_setting,
    _at_name,
    _at_definite,
)
_PLAIN_STEPS = (_at_letter, _at_object, _at_definite)

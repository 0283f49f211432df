"""What stands behind a cue: tokens in, the source, the addressee and the place where the content begins out.

One walk from left to right. It knows where a phrase that names a speaker must end (a complementiser, a colon, a quotation,
a preposition the cue governs, a circumstance, a relative clause, a noun that can only be an object) and goes no further than
the stretch it is given.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from khabar.lexicon.speech import Cue
    from khabar.statements.scene import Quoted, Scene

Way = Literal["", "clause", "speech", "object", "preposition"]

_ARTICLE = "\u0627\u0644"
_FOR_THE = "\u0644\u0644"
_ALEF, _YEH, _BEH, _LAM, _WAW = "\u0627", "\u064a", "\u0628", "\u0644", "\u0648"
_BELONGING = ("\u064a", "\u064a\u0647", "\u064a\u064a\u0646", "\u064a\u0648\u0646", "\u064a\u0627\u0646")
_STOPS = frozenset({".", "!", "?", "\u2026", ";"})
_SPEAKING = frozenset({"speaker", "document"})
_PRESENT = frozenset("\u064a\u062a\u0633")  # letters a present tense may begin with
_SOUND_PLURAL = "\u0648\u0646"
_LETTERED = frozenset({_BEH, _LAM})
_REACH = 60  # tokens; longer titles than this between a cue and its content have not been seen
_NAME = 6  # tokens of a name in quotation marks
_FAR = 10  # tokens between what may be an object and a complementiser: so far on that one belongs to the object
_FURTHER = 6  # tokens: a second preposition so near may be the one the cue governs


@dataclass(slots=True)
class Walk:
    """The state of a walk, and in the end its result. Ranges are tokens, half-open; `content` is -1 where none was found."""

    start: int
    limit: int
    way: Way = ""
    content: int = -1
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
        self.way, self.content = way, content


def walk(scene: Scene, start: int, limit: int, cue: Cue, *, sourced: bool = True) -> Walk:
    """Return what stands in tokens `[start, limit)` behind a cue; `sourced` where it may name its speaker there."""
    state = Walk(start, min(limit, start + _REACH), closed=not sourced)
    state.at = start
    if not sourced:
        state.source_last = start
    while state.at < state.limit and not state.way:
        at = state.at
        if not _step(scene, state, cue):
            break
        if state.at == at:
            state.at += 1
    far = state.weak > state.start and state.way in ("clause", "preposition") and state.content - state.weak > _FAR
    if state.weak >= 0 and "object" in cue.takes and (not state.way or far):
        if state.source_last > state.weak:
            state.source_last = -1
        state.arrive("object", state.weak, state.weak)
    elif state.weak >= 0 and state.way in ("clause", "preposition", "speech") and cue.addressee:
        state.addressee = state.weak
        if state.source_last > state.weak or state.source_last < 0:
            state.source_last = state.weak
    return state


def _step(scene: Scene, state: Walk, cue: Cue) -> bool:
    """Take one step; return whether the walk goes on. A step that moves sets `state.at`."""
    at = state.at
    form = scene.tokens.forms[at]
    if at in scene.quote_at:
        return _at_quote(scene, state, cue)
    if form == ":":
        return _at_colon(scene, state, cue)
    if form in _STOPS:
        return False
    if form == ",":
        return _at_comma(scene, state)
    if form == "(":
        state.at = _closing(scene, at, state.limit)
        return True
    if scene.has(at, "complementiser"):
        return _at_complementiser(scene, state, cue)
    if _at_preposition(scene, state, cue):
        return True
    return _at_word(scene, state, cue)


def _at_quote(scene: Scene, state: Walk, cue: Cue) -> bool:
    """A quotation is the content after a colon, at once, or where it is long; else a name in marks."""
    quote = scene.quote_at[state.at]
    after_colon = scene.tokens.forms[state.at - 1] == ":"
    short = quote.quotation.short
    behind = quote.last
    names = not after_colon and _is_name(scene, quote, state.limit) and "clause" in cue.takes
    long = quote.inner_last - quote.inner_first > _NAME
    if "speech" in cue.takes and not names and (after_colon or long or not (short or state.relative)):
        state.arrive("speech", state.at, state.at)
        return True
    if "object" in cue.takes and not short and not names and (state.at == state.start or state.closed):
        state.arrive("object", state.at, state.at)
        return True
    state.closed = True
    state.at = behind
    return True


def _is_name(scene: Scene, quote: Quoted, limit: int) -> bool:
    """Return whether a quotation of few words names somebody: a complementiser follows it at once or very near."""
    if quote.last < limit and scene.has(quote.last, "complementiser"):
        return True
    if quote.inner_last - quote.inner_first > _NAME:
        return False
    for at in range(quote.last, min(limit, quote.last + _NAME)):
        if scene.tokens.forms[at] == "," or at in scene.cues:
            return False
        if scene.has(at, "complementiser"):
            return True
    return False


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
    following = state.at + 1
    state.relative = state.blocked = False
    if following >= state.limit:
        return False
    if scene.has(following, "linker") and not scene.has(following, "complementiser"):
        return False
    hits = scene.cues.get(following, ())
    return not any(hit.form.part == "participle" or hit.cut or hit.form.cue.also == "verb" for hit in hits)


def _at_complementiser(scene: Scene, state: Walk, cue: Cue) -> bool:
    at = state.at
    embedded = at > state.start and scene.has(at - 1, "embedder") and scene.tokens.forms[at - 1] not in cue.takes
    if state.blocked or embedded or scene.tokens.forms[at][0] == _WAW:
        state.blocked = False
        return True
    if "clause" not in cue.takes:
        return False
    state.arrive("clause", scene.behind(at), at)
    return True


def _at_preposition(scene: Scene, state: Walk, cue: Cue) -> bool:
    """Arrive at a preposition the cue governs: a word of its own, or a letter in front of a noun."""
    at, form = state.at, scene.tokens.forms[state.at]
    if form in cue.takes and len(form) > 1:
        if at > state.start and scene.has(at - 1, "governor"):
            return False
        further = _further(scene, state, form)
        if further >= 0:
            state.at = further
            return True
        behind = at + 1
        if behind < state.limit and scene.has(behind, "complementiser"):
            state.arrive("clause", scene.behind(behind), at)
        elif not state.relative:
            state.arrive("preposition", behind, at)
        return bool(state.way)
    letter = lettered(scene, at)
    if letter == _LAM and cue.takes & set(scene.tokens.forms[at : state.limit]):
        return False  # a word of its own that the cue governs comes after it
    if letter and letter in cue.takes and not state.relative and not scene.has(at, "circumstance"):
        alone = form == letter
        state.arrive("preposition", at + 1 if alone else at, at)
        return True
    return False


def _further(scene: Scene, state: Walk, form: str) -> int:
    """Return where the same preposition follows so near that it is the cue's, with a complementiser; -1 where none does."""
    for at in range(state.at + 2, min(state.limit - 1, state.at + _FURTHER + 1)):
        if scene.tokens.forms[at] == "," or at in scene.cues:
            return -1
        if scene.tokens.forms[at] == form and scene.has(at + 1, "complementiser"):
            return at
    return -1


def lettered(scene: Scene, at: int) -> str:
    """Return the one-letter preposition in front of the word at token `at`, "" where it has none."""
    form = scene.tokens.forms[at]
    if form[0] not in _LETTERED or scene.has(at, "lettered"):
        return ""
    if len(form) == 1:
        return form
    named = scene.named_at.get(at)
    if len(form) < 4 or (named is not None and not named.cut):
        return ""
    return form[0]


def _at_word(scene: Scene, state: Walk, cue: Cue) -> bool:
    at = state.at
    if cue.via and scene.tokens.forms[at] == cue.via and not state.relative:
        state.end_source(at)
        state.addressee = at + 1
        state.closed = False
        return True
    if scene.has(at, "relative"):
        state.end_source(at)
        state.relative = True
        return True
    if at > state.start and scene.has(at, "linker") and not scene.has(at, "aside"):
        return False
    if at in scene.cues and not scene.has(at, "circumstance") and not _passes_cue(scene, state):
        return False
    if _opens_object(scene, state, cue):
        return True
    if at in scene.channels:
        behind = scene.channels[at].last
        if at == state.start and behind < state.limit and (can_speak(scene, behind) or scene.has(behind, "aside")):
            state.start = behind  # told where before who
        else:
            state.end_source(at)
        state.at = behind
        return True
    if scene.has(at, "circumstance") or (scene.has(at, "aside") and scene.tokens.forms[at] != _BEH):
        if at == state.start and scene.has(at, "aside"):
            state.start = scene.behind(at)
        else:
            state.end_source(at)
        state.at = scene.behind(at)
        return True
    named = scene.named_at.get(at)
    if named is not None and named.last <= state.limit:
        if named.mention.type == "PER":
            if not state.person and _leads_to(scene, state.weak, at):
                state.weak = -1  # ranks and honorifics before a name, not a phrase of their own
            state.person = True
        state.closed = True
        state.at = named.last
        return True
    form = scene.tokens.forms[at]
    if form.startswith((_ARTICLE, _FOR_THE)):
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
        return True
    if any(hit.cut and hit.form.part in ("verb", "participle") for hit in scene.cues[at]):
        return False
    if any(hit.form.part == "verb" and hit.form.cue.also == "verb" for hit in scene.cues[at]):
        return at == state.start
    return "participle" not in parts or at == state.start


def _opens_object(scene: Scene, state: Walk, cue: Cue) -> bool:
    """Arrive at a noun that can only begin the object; remember one that may."""
    at = state.at
    if "object" not in cue.takes and not cue.addressee:
        return False
    takes = "object" in cue.takes
    loose = at == state.start or state.closed or state.source_last >= 0 or not _is_head(scene, at - 1)
    if takes and loose and not state.relative and scene.has(at, "opener"):
        begin = state.weak if state.weak > state.start else at
        state.arrive("object", begin, begin)
        return True
    if state.weak < 0 and not state.relative and _may_open(scene, state, cue, at):
        state.weak = at
    return False


def _may_open(scene: Scene, state: Walk, cue: Cue, at: int) -> bool:
    """Return whether the word at token `at` begins a noun phrase of its own."""
    form = scene.tokens.forms[at]
    if not form.isalpha() or at in scene.cues:
        return False
    if at == state.start:
        return "object" in cue.takes and not can_speak(scene, at) and not _is_function_word(scene, at)
    if not state.closed or _is_function_word(scene, at):
        return False
    if at in scene.named_at:
        named = scene.named_at[at]
        return not named.cut and not scene.tokens.forms[at - 1] == "," and not _is_title_word(scene, at - 1)
    if form.startswith(_ARTICLE):
        return not form.endswith(_BELONGING) and not scene.has(at, "adjective") and not is_title(scene, at)
    return form[0] != _WAW and not can_speak(scene, at)


def _is_function_word(scene: Scene, at: int) -> bool:
    found = scene.roles.get(at)
    if found is not None and found.names & _FUNCTIONS:
        return True
    form = scene.tokens.forms[at]
    return len(form) < 3 or form.startswith(_FOR_THE) or bool(lettered(scene, at))


_FUNCTIONS = frozenset(
    {
        "embedder",
        "circumstance",
        "aside",
        "linker",
        "relative",
        "governor",
        "negation",
        "lettered",
        "complementiser",
        "pronoun",
    }
)


def _leads_to(scene: Scene, first: int, person: int) -> bool:
    """Return whether nothing but definite words stands from token `first` to a person's name."""
    return 0 <= first < person and all(scene.tokens.forms[at].startswith(_ARTICLE) for at in range(first, person))


def _is_head(scene: Scene, at: int) -> bool:
    """Return whether the word at token `at` is one that another noun completes."""
    form = scene.tokens.forms[at]
    return not form.startswith(_ARTICLE) and (scene.has(at, "speaker") or form in scene.known.heads.phrases)


def _is_title_word(scene: Scene, at: int) -> bool:
    return speaks(scene, scene.tokens.forms[at]) or is_title(scene, at)


def speaks(scene: Scene, form: str) -> bool:
    """Return whether a noun, the article allowed, is one that can say something."""
    stem = form.removeprefix(_ARTICLE)
    known = scene.speech.roles.phrases
    return not _SPEAKING.isdisjoint((*known.get(stem, ()), *known.get(stem.removesuffix(_ALEF), ())))


def is_title(scene: Scene, at: int) -> bool:
    """Return whether a title of a person opens at token `at`."""
    return scene.known.titles.at(scene.tokens, at, len(scene.tokens.forms)) is not None


def can_speak(scene: Scene, at: int) -> bool:
    """Return whether the phrase that opens at token `at` can name somebody who says something."""
    form = scene.tokens.forms[at]
    quote = scene.quote_at.get(at)
    if at in scene.named_at or speaks(scene, form):
        return True
    if quote is not None:
        return quote.inner_last - quote.inner_first <= _NAME
    if form.endswith(_SOUND_PLURAL) and len(form) > 4 and form[0] not in _PRESENT:
        return True
    if form.removeprefix(_ARTICLE) in scene.known.heads.phrases or is_title(scene, at):
        return True
    return scene.known.outlets.at(scene.tokens, at, len(scene.tokens.forms)) is not None


def is_medium(scene: Scene, at: int) -> bool:
    """Return whether a news medium opens at token `at`, one letter of a preposition passed over."""
    forms = scene.tokens.forms
    if scene.known.outlets.at(scene.tokens, at, len(forms)) is not None:
        return True
    for stem in (forms[at], forms[at][1:]):
        heads = scene.known.heads.phrases.get(stem.removeprefix(_ARTICLE), ())
        if any(head.sector == "MED" for head in heads) or scene.has(at, "medium"):
            return True
    return False


def _closing(scene: Scene, at: int, limit: int) -> int:
    """Return the token behind the bracket that closes the one at `at`, or the next token where none does."""
    for behind in range(at + 1, min(limit, at + 15)):
        if scene.tokens.forms[behind] == ")":
            return behind + 1
    return at + 1

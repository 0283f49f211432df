"""The voices of an article: whom its phrases call, to the fullest names the page gives.

The memory holds every phrase that named a speaker, with the name it stands for, and what stands beside names as their
titles, so that a later, shorter phrase can be looked up by its words.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from khabar.statements.letters import ARTICLE
from khabar.statements.phrases import can_speak, is_title, speaks
from khabar.text.fold import fold_form

if TYPE_CHECKING:
    from khabar.lexicon.speech import Gender, Number
    from khabar.statements.scene import Scene

_TITLE_REACH = 10  # tokens of a title beside a name


class Voice(NamedTuple):
    """One who spoke: name and entity as in a statement, the words of the phrase, its head, its grammar.

    `person` is true where the name is a person's; `level` is the report's.
    """

    name: str
    entity: str
    words: frozenset[str]
    head: str
    person: bool
    gender: Gender
    number: Number
    level: int
    token: int


NOBODY = Voice("", "", frozenset(), "", False, "", "", 0, -1)


@dataclass(slots=True)
class Memory:
    """The voices of an article in page order; what its other phrases call whom; the full names of its mentions."""

    voices: list[Voice] = field(default_factory=list)
    called: list[Voice] = field(default_factory=list)
    fullest: dict[str, str] = field(default_factory=dict)

    def hear(self, voice: Voice) -> None:
        """Remember a voice."""
        if voice.name:
            self.voices.append(voice)


def remember(scene: Scene) -> Memory:
    """Return the memory of an article before anybody spoke: full names, and the titles that stand beside names."""
    memory = Memory(fullest=_full_names(scene))
    for first in sorted(scene.named_at):
        named = scene.named_at[first]
        if named.mention.type == "PER":
            begin, end = _title_before(scene, first), _title_behind(scene, named.last)
            name, words = memory.fullest[named.mention.id], source_words(scene, begin, end)
            for title in dict.fromkeys((begin, _behind_comma(scene, named.last) if end > named.last else begin)):
                head = head_of(scene, title)
                memory.called.append(Voice(name, named.mention.entity, words, head, True, "", "", 0, first))
        elif named.mention.type == "ORG":
            words = source_words(scene, first, named.last)
            name = memory.fullest[named.mention.id]
            memory.called.append(
                Voice(name, named.mention.entity, words, head_of(scene, first), False, "", "", 0, first)
            )
    return memory


def _full_names(scene: Scene) -> dict[str, str]:
    """Return the fullest name on the page for every mention, by the mention's id."""
    texts = [(m, scene.tokens.page[m.span.start : m.span.end]) for m in scene.names.mentions]
    called: dict[str, set[str]] = {}
    for mention, text in texts:
        if mention.entity:
            called.setdefault(mention.entity, set()).add(text)
    names = {entity.id: entity.names for entity in scene.names.entities}
    longest = {entity: _fullest(texts, names.get(entity, ())) for entity, texts in called.items()}
    # What a page names again and again is compared once.
    people = {text: frozenset(text.split()) for mention, text in texts if mention.type == "PER"}
    longer: dict[str, list[str]] = {}
    full: dict[str, str] = {}
    for mention, text in texts:
        best = longest.get(mention.entity, text)
        if mention.type == "PER":
            if text not in longer:
                parts = text.split()
                longer[text] = [other for other, words in people.items() if _is_short_for(parts, other, words)]
            best = max([best, *longer[text]], key=len)
        full[mention.id] = best
    return full


def _fullest(texts: set[str], known: tuple[str, ...]) -> str:
    """Return the longest of `texts`; a name that is known is never outdone by a stretch that only begins with it."""
    if len(texts) == 1:
        return next(iter(texts))
    folded = frozenset(map(fold_form, known))
    return max(sorted(texts), key=lambda text: (fold_form(text) in folded, len(text)))


def _is_short_for(parts: list[str], other: str, words: frozenset[str]) -> bool:
    """Return whether the parts of a name shorten another: all stand in it, the first or the last at its place."""
    whole = other.split()
    return words.issuperset(parts) and (parts[0] == whole[0] or parts[-1] == whole[-1])


def _title_before(scene: Scene, at: int) -> int:
    """Return where the title before a name begins; `at` where none stands there."""
    begin = at
    while begin > 0 and at - begin < _TITLE_REACH:
        form = scene.tokens.forms[begin - 1]
        if form == "," and begin == at:
            begin -= 1
            continue
        titled = form.startswith(ARTICLE) or speaks(scene, form) or is_title(scene, begin - 1)
        if not titled and not scene.has(begin - 1, "of"):
            break
        begin -= 1
    while begin < at and not (speaks(scene, scene.tokens.forms[begin]) or is_title(scene, begin)):
        begin += 1  # a verb may open with the letters of the article
    return begin


def _behind_comma(scene: Scene, at: int) -> int:
    return at + 1 if scene.tokens.forms[at] == "," else at


def _title_behind(scene: Scene, at: int) -> int:
    """Return the token behind the title that follows a name, `at` where none does."""
    last = min(len(scene.tokens.forms), at + _TITLE_REACH)
    begin = _behind_comma(scene, at) if at < last else at
    if begin >= last or not is_title(scene, begin):
        return at
    end = begin
    while end < last and scene.tokens.forms[end].isalpha() and not scene.has(end, "complementiser"):
        if end in scene.channels or scene.has(end, "circumstance"):
            break
        end += 1
    return end


def head_of(scene: Scene, at: int) -> str:
    """Return the noun that heads the phrase at token `at`, its article and the honorifics before it left off."""
    at = behind_honorifics(scene, at)
    return scene.tokens.forms[at].removeprefix(ARTICLE) if at < len(scene.tokens.forms) else ""


def behind_honorifics(scene: Scene, at: int) -> int:
    """Return the token behind the honorifics and ranks that open a phrase at token `at`."""
    last = len(scene.tokens.forms)
    while at + 1 < last and at in scene.titles:
        hit = scene.known.titles.at(scene.tokens, at, last)
        if hit is None or hit.entries[0].kind not in ("honorific", "rank") or hit.last >= last:
            break
        if not can_speak(scene, hit.last):
            break
        at = hit.last
    return at


def source_words(scene: Scene, first: int, last: int) -> frozenset[str]:
    """Return the words of a phrase, articles left off."""
    forms = scene.tokens.forms[first:last]
    return frozenset(filter(None, (form.removeprefix(ARTICLE) for form in forms if form.isalnum() and len(form) > 1)))

"""The voices of an article: whom its phrases call, to the fullest names the page gives.

The memory holds every phrase that named a speaker, with the name it stands for, and what stands beside names as their
titles, so that a later, shorter phrase can be looked up by its words.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from khabar.statements.phrases import can_speak, is_title, speaks
from khabar.text.letters import ARTICLE

if TYPE_CHECKING:
    from collections.abc import Sequence

    from khabar.lexicon.names_entries import Title
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
    """The voices of an article in page order; what its other phrases call whom."""

    voices: list[Voice] = field(default_factory=list)
    called: list[Voice] = field(default_factory=list)

    def hear(self, voice: Voice) -> None:
        """Remember a voice."""
        if voice.name:
            self.voices.append(voice)


def remember(scene: Scene) -> Memory:
    """Return the memory of an article before anybody spoke: the titles that stand beside names."""
    memory = Memory()
    for first in sorted(scene.named_at):
        named = scene.named_at[first]
        if named.mention.type == "PER":
            own = named.mention.id not in scene.names.owners
            begin, end = _title_before(scene, first, own=own), _title_behind(scene, named.last)
            name, words = scene.names.fullest[named.mention.id], source_words(scene, begin, end)
            for title in dict.fromkeys((begin, _behind_comma(scene, named.last) if end > named.last else begin)):
                head = head_of(scene, title)
                memory.called.append(Voice(name, named.mention.entity, words, head, True, "", "", 0, first))
        elif named.mention.type == "ORG":
            words = source_words(scene, first, named.last)
            name = scene.names.fullest[named.mention.id]
            memory.called.append(
                Voice(name, named.mention.entity, words, head_of(scene, first), False, "", "", 0, first)
            )
    return memory


def _title_before(scene: Scene, at: int, *, own: bool = True) -> int:
    """Return where the title before a name begins; `at` where none stands there.

    Where it is not the name's `own` it opens behind whose kin or aide the name says: the wife of (the pilot N).
    """
    begin = at
    while begin > 0 and at - begin < _TITLE_REACH:
        form = scene.tokens.forms[begin - 1]
        if form == "," and begin == at:
            begin -= 1
            continue
        titled = form.startswith(ARTICLE) or speaks(scene, form) or is_title(scene, begin - 1)
        if not (titled if own else form.startswith(ARTICLE)) and not scene.has(begin - 1, "of"):
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
        # A longer title may open with an honorific: "his highness the crown prince".
        alone = scene.known.titles.phrases.get(scene.tokens.forms[at], ())
        behind = at + 1 if _is_honour(alone) else hit.last if hit is not None and _is_honour(hit.entries) else last
        if behind >= last or not can_speak(scene, behind):
            break
        at = behind
    return at


def _is_honour(titles: Sequence[Title]) -> bool:
    return bool(titles) and titles[0].kind in ("honorific", "rank")


def source_words(scene: Scene, first: int, last: int) -> frozenset[str]:
    """Return the words of a phrase, articles left off."""
    forms = scene.tokens.forms[first:last]
    return frozenset(filter(None, (form.removeprefix(ARTICLE) for form in forms if form.isalnum() and len(form) > 1)))

"""Who speaks: the phrase at the cue, or the speaker before it, to the fullest name the page gives.

The memory of an article holds every phrase that named a speaker, with the name it stands for. A later, shorter phrase (`the
minister`, `the statement`, a surname) is looked up there by its words; a verb that carries its speaker alone takes the last
voice that agrees with it in gender and number.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from khabar.lexicon.speech import CueForm, Gender, Number
    from khabar.statements.frames import Frame
    from khabar.statements.scene import Named, Scene

_ARTICLE = "\u0627\u0644"
_MASCULINE_PLURAL = ("\u0648\u0646", "\u064a\u0646")
_FOR = "\u0644"
_FROM = frozenset({"\u0639\u0646", "\u0645\u0646", "\u0644", "\u0644\u0644"})


class Voice(NamedTuple):
    """One who spoke: name and entity as in a statement, the words of the phrase, grammar, level of the report."""

    name: str
    entity: str
    words: frozenset[str]
    gender: Gender
    number: Number
    level: int
    token: int


NOBODY = Voice("", "", frozenset(), "", "", 0, -1)


@dataclass(slots=True)
class Memory:
    """The voices of an article in page order, and the full names of its mentions."""

    voices: list[Voice] = field(default_factory=list)
    fullest: dict[str, str] = field(default_factory=dict)

    def hear(self, voice: Voice) -> None:
        """Remember a voice."""
        if voice.name:
            self.voices.append(voice)


def remember(scene: Scene) -> Memory:
    """Return the memory of an article before anybody spoke: the fullest form of every name on it."""
    memory = Memory()
    texts = [(m, scene.tokens.page[m.span.start : m.span.end]) for m in scene.names.mentions]
    longest: dict[str, str] = {}
    for mention, text in texts:
        if mention.entity and len(text) > len(longest.get(mention.entity, "")):
            longest[mention.entity] = text
    people = [(text, frozenset(text.split())) for mention, text in texts if mention.type == "PER"]
    for mention, text in texts:
        best = longest.get(mention.entity, text)
        if mention.type == "PER":
            words = frozenset(text.split())
            best = max([best, *(full for full, parts in people if words <= parts)], key=len)
        memory.fullest[mention.id] = best
    return memory


def find_speaker(scene: Scene, memory: Memory, frame: Frame, here: tuple[int, int]) -> Voice:
    """Return who speaks in a frame of the stretch `here`, NOBODY where the text does not say."""
    if frame.agentless or (frame.form.cue.hidden and frame.source is None):
        return NOBODY
    form = frame.form
    if frame.source is None:
        return _carried(scene, memory, frame, here)
    voice = name_source(scene, memory, frame.source)
    number: Number = form.number
    if form.number == "s" and scene.tokens.forms[frame.source[0]].endswith(_MASCULINE_PLURAL):
        number = "p"
    return voice._replace(gender=form.gender, number=number, level=frame.level, token=frame.hit.token)


def name_source(scene: Scene, memory: Memory, source: tuple[int, int]) -> Voice:
    """Return the voice a phrase names, its grammar left open."""
    first, last = _issuer(scene, source)
    words = source_words(scene, first, last)
    people = [named for named in scene.named_within(first, last) if named.mention.type == "PER"]
    if people:
        named = _speaking(scene, people, first)
        return Voice(memory.fullest[named.mention.id], named.mention.entity, words, "", "", 0, first)
    if scene.has(first, "document") and last - first <= 2:
        if memory.voices:
            return memory.voices[-1]._replace(words=memory.voices[-1].words | words)
    earlier = _look_up(memory, words)
    if earlier is not None:
        return earlier._replace(words=earlier.words | words)
    bodies = [named for named in scene.named_within(first, last) if named.first <= first + 1]
    text = scene.tokens.page[scene.tokens.span(first, last, _cut_for(scene, first)).start : scene.tokens.ends[last - 1]]
    entity = bodies[0].mention.entity if bodies and bodies[0].last >= last else ""
    name = memory.fullest[bodies[0].mention.id] if entity else text
    return Voice(name, entity, words, "", "", 0, first)


def _cut_for(scene: Scene, at: int) -> int:
    """Return how many characters of a one-letter preposition stand before a source that an attribution governs."""
    form = scene.tokens.forms[at]
    named = scene.named_at.get(at)
    if named is not None:
        return named.cut
    stem = form[1:]
    governed = form[0] == _FOR and (
        stem in scene.known.heads.phrases or "speaker" in scene.speech.roles.phrases.get(stem, ())
    )
    return int(governed)


def _issuer(scene: Scene, source: tuple[int, int]) -> tuple[int, int]:
    """Return who issued a document that the source names, the source itself where it names none or no issuer."""
    first, last = source
    form = scene.tokens.forms[first]
    is_document = scene.has(first, "document") or "document" in scene.speech.roles.phrases.get(form[1:], ())
    if not is_document or last - first < 2:
        return source
    at = first + 1
    while at < last - 1 and (scene.has(at, "governor") or scene.tokens.forms[at] in _FROM or scene.has(at, "quality")):
        at += 1
    return at, last


def source_words(scene: Scene, first: int, last: int) -> frozenset[str]:
    """Return the words of a phrase, articles left off."""
    forms = scene.tokens.forms[first:last]
    return frozenset(form.removeprefix(_ARTICLE) for form in forms if form.isalnum() and len(form) > 1)


def _speaking(scene: Scene, people: list[Named], first: int) -> Named:
    """Return the person who speaks of those a source names: behind a spokesman's title the last, else the first."""
    spokesman = scene.has(first, "spokesman") or (people[0].first > first + 1 and scene.has(people[0].first - 1, "of"))
    return people[-1] if spokesman else people[0]


def _look_up(memory: Memory, words: frozenset[str]) -> Voice | None:
    """Return the last voice whose phrase holds all of `words`."""
    if not words:
        return None
    return next((voice for voice in reversed(memory.voices) if words <= voice.words), None)


def _carried(scene: Scene, memory: Memory, frame: Frame, here: tuple[int, int]) -> Voice:
    """Return the voice a cue without a source stands for."""
    in_stretch = [voice for voice in memory.voices if voice.token >= here[0]]
    form = frame.form
    for voices in (in_stretch, memory.voices):
        outer = [voice for voice in voices if voice.level == 0] or voices
        for group in (outer, voices):
            found = next((voice for voice in reversed(group) if _agrees(voice, form)), None)
            if found is not None:
                return found._replace(level=frame.level, token=frame.hit.token)
        if voices is in_stretch and voices:
            return voices[-1]._replace(level=frame.level, token=frame.hit.token)
        if voices is in_stretch:
            subject = _subject_of_stretch(scene, memory, frame, here)
            if subject is not None:
                return subject
    return NOBODY


def _subject_of_stretch(scene: Scene, memory: Memory, frame: Frame, here: tuple[int, int]) -> Voice | None:
    """Return who does what the sentence tells before the cue, if it opens with somebody's deed."""
    if frame.hit.token - here[0] < 2:
        return None
    for named in scene.named_within(here[0] + 1, min(frame.hit.token, here[0] + 8)):
        if named.mention.type != "LOC":
            voice = name_source(scene, memory, (named.first, named.last))
            return voice._replace(gender=frame.form.gender, level=frame.level, token=frame.hit.token)
    return None


def _agrees(voice: Voice, form: CueForm) -> bool:
    if form.gender and voice.gender and form.gender != voice.gender:
        return False
    return not (form.number == "p" and voice.number == "s" and voice.gender == form.gender == "m")

"""Who speaks: the phrase at the cue, or the speaker before it, to the fullest name the page gives.

The memory of an article holds every phrase that named a speaker, with the name it stands for. A later, shorter phrase
(`the minister`, `the statement`, a surname) is looked up there by its words; a verb that carries its speaker alone
takes the last voice that agrees with it in gender and number.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from khabar.statements.letters import FOR_THE
from khabar.statements.phrases import can_speak, is_title, speaks
from khabar.text.fold import fold_form

if TYPE_CHECKING:
    from khabar.lexicon.speech import CueForm, Gender, Number
    from khabar.statements.frames import Frame
    from khabar.statements.scene import Named, Scene

_ARTICLE = "\u0627\u0644"
_MASCULINE_PLURAL = ("\u0648\u0646", "\u064a\u0646")
_SUBJECT_REACH = 8  # tokens at the start of a clause in which its subject stands
_DEED_REACH = 25  # tokens of a clause before a report in which its speaker is looked for
_TITLE_REACH = 10  # tokens of a title beside a name
_ANAPHOR = 3  # tokens of a phrase that only points back to a person
_NISBA = ("\u064a", "\u064a\u0647")
_FOR = "\u0644"
_FROM = frozenset({"\u0639\u0646", "\u0645\u0646", "\u0644", "\u0644\u0644"})


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
                head = _head(scene, title)
                memory.called.append(Voice(name, named.mention.entity, words, head, True, "", "", 0, first))
        elif named.mention.type == "ORG":
            words = source_words(scene, first, named.last)
            name = memory.fullest[named.mention.id]
            memory.called.append(Voice(name, named.mention.entity, words, _head(scene, first), False, "", "", 0, first))
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
    people = [(text, frozenset(text.split())) for mention, text in texts if mention.type == "PER"]
    full: dict[str, str] = {}
    for mention, text in texts:
        best = longest.get(mention.entity, text)
        if mention.type == "PER":
            parts = text.split()
            best = max([best, *(other for other, words in people if _is_short_for(parts, other, words))], key=len)
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
        titled = form.startswith(_ARTICLE) or speaks(scene, form) or is_title(scene, begin - 1)
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


def _head(scene: Scene, at: int) -> str:
    """Return the noun that heads the phrase at token `at`, its article and the honorifics before it left off."""
    at = _behind_honorifics(scene, at)
    return scene.tokens.forms[at].removeprefix(_ARTICLE) if at < len(scene.tokens.forms) else ""


def _behind_honorifics(scene: Scene, at: int) -> int:
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


def find_speaker(scene: Scene, memory: Memory, frame: Frame, here: tuple[int, int]) -> Voice:
    """Return who speaks in a frame of the stretch `here`, NOBODY where the text does not say."""
    if frame.agentless or (frame.form.cue.hidden and frame.source is None):
        return NOBODY
    form = frame.form
    if frame.inside is not None:
        return _subject_of_content(scene, memory, frame.inside)._replace(level=1, token=frame.hit.token)
    if frame.source is None or scene.has(frame.source[0], "honorific"):
        return _carried(scene, memory, frame, here)
    if scene.has(frame.source[0], "document") and frame.source[1] - frame.source[0] <= 2:
        voice = _issuing(scene, memory, frame, here) or name_source(scene, memory, frame.source)
    else:
        voice = name_source(scene, memory, frame.source)
    number: Number = form.number
    if form.number == "s" and scene.tokens.forms[frame.source[0]].endswith(_MASCULINE_PLURAL):
        number = "p"
    return voice._replace(gender=form.gender, number=number, level=frame.level, token=frame.hit.token)


def name_source(scene: Scene, memory: Memory, source: tuple[int, int]) -> Voice:
    """Return the voice a phrase names, its grammar left open."""
    first, last = _issuer(scene, source)
    words = source_words(scene, first, last)
    whole = scene.named_at.get(first)
    if whole is not None and whole.mention.type == "LOC" and not whole.cut and _stands_alone(scene, whole, last):
        name = scene.tokens.text(whole.first, whole.last)
        return Voice(name, whole.mention.entity, words, _head(scene, first), False, "", "", 0, first)
    people = [named for named in scene.named_within(first, last) if named.mention.type == "PER"]
    if people:
        named = _speaking(scene, people, first)
        name = memory.fullest[named.mention.id]
        return Voice(name, named.mention.entity, words, _head(scene, first), True, "", "", 0, first)
    if scene.has(first, "document") and last - first <= 2:
        told = [voice for voice in reversed(memory.voices) if voice.level == 0]
        issuer = next((voice for voice in told if not _heads_medium(scene, voice)), told[0] if told else None)
        if issuer is not None:
            return issuer._replace(words=issuer.words | words)
    named_words = source_words(scene, _behind_honorifics(scene, first), last)
    earlier = _look_up(scene, memory, named_words, _head(scene, first))
    if earlier is not None:
        return earlier._replace(words=earlier.words | words)
    if scene.has(first, "anaphor") and last - first <= _ANAPHOR:
        person = _pointed_at(memory, named_words - {_head(scene, first)})
        if person is not None:
            return person._replace(words=person.words | words)
    bodies = [named for named in scene.named_within(first, last) if named.first <= first + 1]
    text = scene.tokens.page[
        scene.tokens.span(first, last, lettered_cut(scene, first)).start : scene.tokens.ends[last - 1]
    ]
    entity = bodies[0].mention.entity if bodies and bodies[0].last >= last else ""
    name = memory.fullest[bodies[0].mention.id] if entity else text
    return Voice(name, entity, words, _head(scene, first), False, "", "", 0, first)


def _heads_medium(scene: Scene, voice: Voice) -> bool:
    """Return whether a voice is a news medium: statements are passed on by them, not issued."""
    return any(head.sector == "MED" for head in scene.known.heads.phrases.get(voice.head, ()))


def _pointed_at(memory: Memory, qualities: frozenset[str]) -> Voice | None:
    """Return the person last spoken of whom all of `qualities` fit; where they fit nobody, whoever spoke last."""
    spoken = [voice for voice in reversed(memory.voices) if voice.person and voice.level == 0]
    others = memory.called[::-1] if qualities else []
    for voice in [*spoken, *others]:
        if voice.person and qualities <= voice.words:
            return voice
    return spoken[0] if spoken else None


def _stands_alone(scene: Scene, place: Named, last: int) -> bool:
    """Return whether a place is all of a source, or no title goes on to the person behind it."""
    return place.last >= last or (is_title(scene, place.last) and scene.tokens.forms[place.last] != ",")


def lettered_cut(scene: Scene, at: int) -> int:
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
    if scene.has(first + 1, "relative"):
        return first, first + 1
    at = first + 1
    while at < last - 1 and (scene.has(at, "governor") or scene.tokens.forms[at] in _FROM or scene.has(at, "quality")):
        at += 1
    if at >= last - 1 and not can_speak(scene, at):
        return first, first + 1
    if scene.has(at, "embedder") or scene.has(at, "circumstance"):
        return first, at
    return at, last


def source_words(scene: Scene, first: int, last: int) -> frozenset[str]:
    """Return the words of a phrase, articles left off."""
    forms = scene.tokens.forms[first:last]
    return frozenset(filter(None, (form.removeprefix(_ARTICLE) for form in forms if form.isalnum() and len(form) > 1)))


def _speaking(scene: Scene, people: list[Named], first: int) -> Named:
    """Return the person who speaks of those a source names: behind a spokesman's title the last, else the first."""
    spokesman = scene.has(first, "spokesman") or (people[0].first > first + 1 and scene.has(people[0].first - 1, "of"))
    return people[-1] if spokesman else people[0]


def _look_up(scene: Scene, memory: Memory, words: frozenset[str], head: str) -> Voice | None:
    """Return who was last called by a phrase that holds all of `words`: a voice, else anybody the page names.

    A word for a body stands for a body of that name, never for the person who speaks for it.
    """
    if not words:
        return None
    plain = frozenset(word for word in words if not word.endswith(_NISBA) or word == head)
    for wanted in dict.fromkeys((words, plain if len(plain) > 1 else words)):
        for known in (memory.voices, memory.called):
            for voice in reversed(known):
                bodily = voice.person and head in scene.known.heads.phrases
                if wanted <= voice.words and voice.head == head and not bodily:
                    return voice
    if head in scene.known.heads.phrases or speaks(scene, head):
        return None
    return next((v for known in (memory.voices, memory.called) for v in reversed(known) if words <= v.words), None)


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


def _subject_of_content(scene: Scene, memory: Memory, outer: Frame) -> Voice:
    """Return whom the content of a report begins with, NOBODY where that names nobody."""
    first = outer.content
    named = next(scene.named_within(first, first + _SUBJECT_REACH), None)
    if named is not None:
        return name_source(scene, memory, (named.first, named.last))
    return name_source(scene, memory, (first, first + 2)) if can_speak(scene, first) else NOBODY


def _issuing(scene: Scene, memory: Memory, frame: Frame, here: tuple[int, int]) -> Voice | None:
    """Return who issues a document in the sentence that goes on to say what is in it."""
    if frame.source is None or any(voice.token >= here[0] for voice in memory.voices):
        return None
    return _doer(scene, memory, here[0], frame.source[0], frame)


def _subject_of_stretch(scene: Scene, memory: Memory, frame: Frame, here: tuple[int, int]) -> Voice | None:
    """Return who does what is told before the cue: in its own sentence, or in the one before where nobody spoke."""
    if frame.hit.token - here[0] >= 2:
        return _doer(scene, memory, here[0], frame.hit.token, frame)
    before = next((s for p in scene.paragraphs for s in p.stretches if s[1] == here[0]), None)
    if before is None or any(voice.token >= before[0] for voice in memory.voices):
        return None
    return _doer(scene, memory, before[0], min(before[0] + _SUBJECT_REACH, before[1]), frame)


def _doer(scene: Scene, memory: Memory, first: int, last: int, frame: Frame) -> Voice | None:
    """Return the first person or body in tokens `[first, last)` that no preposition governs."""
    for named in scene.named_within(first, min(last, first + _DEED_REACH)):
        lettered = named.cut or scene.tokens.forms[named.first].startswith(FOR_THE)
        governed = lettered or (named.first > first and scene.has(named.first - 1, "embedder"))
        if named.mention.type != "LOC" and not governed:
            voice = name_source(scene, memory, (named.first, named.last))
            return voice._replace(gender=frame.form.gender, level=frame.level, token=frame.hit.token)
    return None


def _agrees(voice: Voice, form: CueForm) -> bool:
    if form.gender and voice.gender and form.gender != voice.gender:
        return False
    return not (form.number == "p" and voice.number == "s" and voice.gender == form.gender == "m")

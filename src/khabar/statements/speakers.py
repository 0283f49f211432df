"""Who speaks: the phrase at the cue, or the speaker before it, to the fullest name the page gives.

The memory of an article holds every phrase that named a speaker, with the name it stands for. A later, shorter phrase
(`the minister`, `the statement`, a surname) is looked up there by its words; a verb that carries its speaker alone
takes the last voice that agrees with it in gender and number.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from khabar.statements.letters import BELONGING
from khabar.statements.memory import NOBODY
from khabar.statements.phrases import can_speak, is_function_word, is_title, lettered
from khabar.statements.sources import issuer_of, name_source
from khabar.statements.subjects import is_feminine
from khabar.text.letters import ARTICLE, LAM_LAM

if TYPE_CHECKING:
    from khabar.lexicon.speech import CueForm, Number
    from khabar.statements.frames import Frame
    from khabar.statements.memory import Memory, Voice
    from khabar.statements.scene import Named, Scene

_MASCULINE_PLURAL = ("\u0648\u0646", "\u064a\u0646")
_SUBJECT_REACH = 8  # tokens at the start of a clause in which its subject stands
_DEED_REACH = 25  # tokens of a clause before a report in which its speaker is looked for
_VERB_REACH = 3  # tokens of a link and a verb before the subject of a sentence
_TITLE_REACH = 10  # tokens between a title and the name it belongs to
_RANKED = 2  # tokens of a rank and a given name before a family name


def find_speaker(scene: Scene, memory: Memory, frame: Frame, here: tuple[int, int]) -> Voice:
    """Return who speaks in a frame of the stretch `here`, NOBODY where the text does not say."""
    if frame.agentless or (frame.form.cue.hidden and frame.source is None):
        return NOBODY
    form = frame.form
    if frame.inside is not None:
        return _subject_of_content(scene, memory, frame.inside)._replace(level=1, token=frame.hit.token)
    if frame.source is None or scene.has(frame.source[0], "honorific"):
        owner = _owner(scene, memory, frame, here) if frame.rule == "masdar" else None
        return owner or _carried(scene, memory, frame, here)
    issuer = issuer_of(scene, frame.source)
    if scene.has(frame.source[0], "document") and issuer == frame.source and issuer[1] - issuer[0] <= 2:
        voice = _issuing(scene, memory, frame, here) or name_source(scene, memory, frame.source)
    else:
        voice = name_source(scene, memory, frame.source)
    number: Number = form.number
    if form.number == "s" and _is_many(scene, frame.source[0]):
        number = "p"
    return voice._replace(gender=form.gender, number=number, level=frame.level, token=frame.hit.token)


def _is_many(scene: Scene, at: int) -> bool:
    """Return whether the noun at token `at` means several people, who go on to say in the plural."""
    if scene.tokens.forms[at].endswith(_MASCULINE_PLURAL) or scene.has(at, "many"):
        return True
    bare = scene.tokens.forms[at].removeprefix(ARTICLE)
    return "many" in scene.speech.roles.phrases.get(bare, ())


def _carried(scene: Scene, memory: Memory, frame: Frame, here: tuple[int, int]) -> Voice:
    """Return the voice a cue without a source stands for."""
    in_stretch = [voice for voice in memory.voices if here[0] <= voice.token < here[1]]
    found = _last_agreeing(in_stretch, frame.form)
    if found is None and any(voice.level == 0 for voice in in_stretch):
        found = in_stretch[-1]
    if found is None:
        found = _subject_of_stretch(scene, memory, frame, here)
    if found is None:
        found = _last_agreeing(_last_heard(scene, memory), frame.form) or _last_agreeing(memory.voices, frame.form)
    found = found or (in_stretch[-1] if in_stretch else NOBODY)
    return found._replace(level=frame.level, token=frame.hit.token) if found.name else NOBODY


def _last_heard(scene: Scene, memory: Memory) -> list[Voice]:
    """Return the voices of the last sentence in which anybody spoke."""
    if not memory.voices:
        return []
    last = memory.voices[-1].token
    first = next((s[0] for p in scene.paragraphs for s in p.stretches if s[0] <= last < s[1]), last)
    return [voice for voice in memory.voices if voice.token >= first]


def _last_agreeing(voices: list[Voice], form: CueForm) -> Voice | None:
    """Return the last voice that agrees with a cue, one of the outlet's own reports before one inside another."""
    outer = [voice for voice in voices if voice.level == 0]
    return next((voice for group in (outer, voices) for voice in reversed(group) if _agrees(voice, form)), None)


def _owner(scene: Scene, memory: Memory, frame: Frame, here: tuple[int, int]) -> Voice | None:
    """Return the person last named before a masdar with a pronoun, None where its sentence names nobody there."""
    people = [named for named in scene.named_within(here[0], frame.hit.token) if named.mention.type == "PER"]
    if not people:
        return None
    voice = name_source(scene, memory, (people[-1].first, people[-1].last))
    return voice._replace(level=frame.level, token=frame.hit.token)


def _subject_of_content(scene: Scene, memory: Memory, outer: Frame) -> Voice:
    """Return whom the content of a report begins with, NOBODY where that names nobody."""
    first = outer.content
    named = next(scene.named_within(first, first + _SUBJECT_REACH), None)
    if named is not None:
        return name_source(scene, memory, (named.first, named.last))
    return name_source(scene, memory, (first, first + 2)) if can_speak(scene, first) else NOBODY


def _issuing(scene: Scene, memory: Memory, frame: Frame, here: tuple[int, int]) -> Voice | None:
    """Return who issues a document in the sentence that goes on to say what is in it."""
    if frame.source is None or any(here[0] <= voice.token < here[1] for voice in memory.voices):
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
    """Return the first person or body in tokens `[first, last)` that no preposition governs and nobody else quotes."""
    at, reach = first, min(last, first + _DEED_REACH)
    while at < reach:
        quote, named = scene.quote_at.get(at), scene.named_at.get(at)
        behind = named.last if named is not None else _behind_title(scene, first, at, reach)
        if quote is not None and not quote.quotation.short and not quote.quotation.repaired:
            behind = quote.last
        elif at < behind <= reach and not (
            _is_place(named) or _is_governed(scene, first, at) or _is_other_gender(scene, at, named, frame)
        ):
            voice = name_source(scene, memory, (at, behind))
            return voice._replace(gender=frame.form.gender, level=frame.level, token=frame.hit.token)
        at = max(behind, at + 1)
    return None


def _is_other_gender(scene: Scene, at: int, named: Named | None, frame: Frame) -> bool:
    """Return whether a body with a feminine name cannot be who a masculine cue goes on about: a newspaper."""
    body = named is not None and named.mention.type == "ORG"
    return body and frame.form.gender == "m" and is_feminine(scene, at)


def _is_place(named: Named | None) -> bool:
    return named is not None and named.mention.type == "LOC"


def _is_governed(scene: Scene, first: int, at: int) -> bool:
    """Return whether a preposition stands before the phrase at token `at`, or before the noun it completes."""
    named = scene.named_at.get(at)
    if scene.tokens.forms[at].startswith(LAM_LAM) or (named is not None and named.cut) or at in scene.covered:
        return True
    return at > first and (scene.has(at - 1, "embedder") or bool(lettered(scene, at - 1)))


def _behind_title(scene: Scene, first: int, at: int, reach: int) -> int:
    """Return the token behind the titled subject that opens a sentence at token `at`, `at` where none does.

    A name that no list knows follows a rank: a word, and one more where that is definite.
    """
    forms = scene.tokens.forms
    if at - first > _VERB_REACH or not forms[at].startswith(ARTICLE) or not is_title(scene, at):
        return at
    if at > first and forms[at - 1].startswith(ARTICLE):
        return at  # an adjective of the noun before it
    end = at + 1
    while end < reach and forms[end].startswith(ARTICLE) and forms[end].endswith(BELONGING):
        end += 1
    for named in scene.named_within(end, min(reach, end + _TITLE_REACH)):
        if named.mention.type == "PER" and "," not in forms[end : named.first]:
            return named.last
    title = scene.known.titles.at(scene.tokens, at, reach)
    if title is not None and title.entries[0].kind == "rank":
        if end < reach and not forms[end].startswith(ARTICLE) and not is_function_word(scene, end):
            end += 1
        if end < reach and forms[end].startswith(ARTICLE) and end - at <= _RANKED:
            end += 1
    return end


def _agrees(voice: Voice, form: CueForm) -> bool:
    if form.gender and voice.gender and form.gender != voice.gender:
        return form.number == "p" and voice.gender == "f" and not voice.person  # a feminine verb before many
    return not (form.number == "p" and voice.number == "s" and voice.gender == form.gender == "m")

"""Who speaks: the phrase at the cue, or the speaker before it, to the fullest name the page gives.

The memory of an article holds every phrase that named a speaker, with the name it stands for. A later, shorter phrase
(`the minister`, `the statement`, a surname) is looked up there by its words; a verb that carries its speaker alone
takes the last voice that agrees with it in gender and number.
"""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from khabar.statements.letters import BELONGING, CONJUNCTIONS
from khabar.statements.memory import NOBODY, Voice, behind_honorifics, head_of, source_words
from khabar.statements.phrases import can_speak, is_function_word, is_title, lettered, speaks
from khabar.statements.subjects import is_feminine
from khabar.text.fold import fold_form
from khabar.text.letters import ARTICLE, LAM_LAM

if TYPE_CHECKING:
    from khabar.lexicon.speech import CueForm, Number
    from khabar.statements.frames import Frame
    from khabar.statements.memory import Memory
    from khabar.statements.scene import Named, Scene

_MASCULINE_PLURAL = ("\u0648\u0646", "\u064a\u0646")
_SUBJECT_REACH = 8  # tokens at the start of a clause in which its subject stands
_DEED_REACH = 25  # tokens of a clause before a report in which its speaker is looked for
_VERB_REACH = 3  # tokens of a link and a verb before the subject of a sentence
_TITLE_REACH = 10  # tokens between a title and the name it belongs to
_RANKED = 2  # tokens of a rank and a given name before a family name
#: Voices looked back over, and as many names: a page of news has a tenth of that.
_REMEMBERED = 1_000
_ANAPHOR = 3  # tokens of a phrase that only points back to a person
_NISBA = ("\u064a", "\u064a\u0647")
_FOR = "\u0644"
_FROM = frozenset({"\u0639\u0646", "\u0645\u0646", "\u0644", "\u0644\u0644"})


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
    issuer = _issuer(scene, frame.source)
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


def name_source(scene: Scene, memory: Memory, source: tuple[int, int]) -> Voice:
    """Return the voice a phrase names, its grammar left open."""
    first, last = _issuer(scene, source)
    words = source_words(scene, first, last)
    whole = scene.named_at.get(first)
    if whole is not None and whole.mention.type == "LOC" and not whole.cut and _stands_alone(scene, whole, last):
        name = scene.tokens.text(whole.first, whole.last)
        return Voice(name, whole.mention.entity, words, head_of(scene, first), False, "", "", 0, first)
    people = _people(scene, first, last)
    beside = _beside(scene, first, people[0].first) if people else -1
    if beside >= 0:
        last = beside
    elif people:
        named = _speaking(scene, people, first)
        name = scene.names.fullest[named.mention.id]
        return Voice(name, named.mention.entity, words, head_of(scene, first), True, "", "", 0, first)
    is_document = scene.has(first, "document") and last - first <= 2 and not _is_any(scene, first)
    if is_document and (issuer := _last_issuer(scene, memory)):
        return issuer._replace(words=issuer.words | words)
    if not any(_is_owner(scene, first, named) for named in scene.named_within(first, last)):
        named_words = source_words(scene, behind_honorifics(scene, first), last)
        earlier = _look_up(scene, memory, named_words, head_of(scene, first))
        earlier = earlier or _taken_up(scene, memory, (first, last), named_words)
        if earlier is not None:
            return earlier._replace(words=earlier.words | words)
    # "The head of the movement" is not the movement, nor are its sources.
    reach = first if is_title(scene, first) or scene.has(first, "source_noun") else first + 1
    near = (named for named in scene.named_within(first, last) if named.first <= reach)
    bodies = [named for named in near if not _is_owner(scene, first, named)]
    entity = bodies[0].mention.entity if bodies and bodies[0].last >= last else ""
    name = scene.names.fullest[bodies[0].mention.id] if entity else _plain(scene, first, last)
    holder = "" if entity else scene.holder_at.get(behind_honorifics(scene, first), "")
    if holder:
        name = next((scene.names.fullest[m.id] for m in scene.names.mentions if m.entity == holder), name)
        entity = holder
    return Voice(name, entity, words, head_of(scene, first), False, "", "", 0, first)


def _taken_up(scene: Scene, memory: Memory, source: tuple[int, int], words: frozenset[str]) -> Voice | None:
    """Return whom a phrase that only points back means: "the source", "the minister"; None where it names somebody."""
    first, last = source
    if scene.has(first, "source_noun") and last - first == 1 and scene.tokens.forms[first].startswith(ARTICLE):
        return _last_unnamed(memory)
    if not scene.has(first, "anaphor") or last - first > _ANAPHOR:
        return None
    qualities = words - {head_of(scene, first)}
    other = any(scene.named_within(first, last)) or any(word in scene.known.nisbas.phrases for word in qualities)
    return _pointed_at(memory, qualities, is_feminine(scene, first), whose=other)


def _last_issuer(scene: Scene, memory: Memory) -> Voice | None:
    """Return who a bare document is by: the last voice the page itself tells of, no medium where there is another."""
    told = [voice for voice in reversed(memory.voices) if voice.level == 0]
    return next((voice for voice in told if not _heads_medium(scene, voice)), told[0] if told else None)


def _last_unnamed(memory: Memory) -> Voice | None:
    """Return the last voice the page itself tells of, where nothing but a role names it: "an official"."""
    told = next((voice for voice in reversed(memory.voices) if voice.level == 0), None)
    return told if told is not None and not told.person and not told.entity else None


def _plain(scene: Scene, first: int, last: int) -> str:
    """Return the words of a phrase as the page has them, without what is written to the first and is no part of it."""
    if scene.tokens.forms[first].startswith(LAM_LAM) and first not in scene.named_at:
        span = scene.tokens.span(first, last, len(LAM_LAM))
        return ARTICLE + scene.tokens.page[span.start : span.end]  # which the preposition swallows
    span = scene.tokens.span(first, last, lettered_cut(scene, first))
    return scene.tokens.page[span.start : span.end]


def _is_any(scene: Scene, at: int) -> bool:
    """Return whether a document at token `at` is one among others, by whomsoever: `reports`, `a study`."""
    form = scene.tokens.forms[at]
    return scene.has(at, "untold") and not form.startswith(ARTICLE)


def _heads_medium(scene: Scene, voice: Voice) -> bool:
    """Return whether a voice is a news medium: statements are passed on by them, not issued."""
    return any(head.sector == "MED" for head in scene.known.heads.phrases.get(voice.head, ()))


def _is_behind(scene: Scene, first: int, person: int) -> bool:
    """Return whether a preposition stands right before a person, as in `one close to X`, not in `each of X`.

    It may be written to the person's title: `forces loyal to the president X`.
    """
    titled = person - 1
    while titled > first and scene.tokens.forms[titled].startswith(ARTICLE):
        titled -= 1  # the Yemeni president
    if titled > first and scene.tokens.forms[titled].startswith(LAM_LAM) and is_title(scene, titled):
        return True
    each = person - 2 >= first and scene.behind(person - 2) == person
    return person > first and scene.has(person - 1, "embedder") and not each


def _people(scene: Scene, first: int, last: int) -> list[Named]:
    """Return the people whom a phrase may be about: none behind a preposition or in a body's name, nobody's owner."""
    whole = scene.named_at.get(first)
    inner = whole.last if whole is not None and whole.mention.type == "ORG" else first
    named = (one for one in scene.named_within(first, last) if one.mention.type == "PER" and one.first >= inner)
    return [one for one in named if not _is_behind(scene, first, one.first) and not _is_owner(scene, first, one)]


def _is_owner(scene: Scene, first: int, named: Named) -> bool:
    """Return whether a name in the phrase at token `first` only says whose the phrase's head is: a man's lawyer."""
    return named.first > first and named.mention.id in scene.names.owners


def _beside(scene: Scene, first: int, person: int) -> int:
    """Return the preposition behind which a person is only named in the phrase of a body, -1 where none is."""
    if scene.tokens.forms[first].removeprefix(ARTICLE) not in scene.known.heads.phrases:
        return -1
    return next((at for at in range(first + 1, person) if scene.has(at, "embedder")), -1)


def _pointed_at(memory: Memory, qualities: frozenset[str], woman: bool, *, whose: bool) -> Voice | None:
    """Return the person last spoken of whom all of `qualities` fit; where they fit nobody, whoever spoke last.

    Nobody else where the phrase says `whose` he is: the army's spokesman is not the one who spoke last, nor is a woman
    a man.
    """
    spoken = [voice for voice in reversed(memory.voices) if voice.person and voice.level == 0]
    others = memory.called[::-1] if qualities else []
    for voice in [*spoken, *others]:
        if voice.person and qualities <= voice.words:
            return voice
    last = next((voice for voice in spoken if voice.gender in ("", "f" if woman else "m")), None)
    return None if whose else last


def _stands_alone(scene: Scene, place: Named, last: int) -> bool:
    """Return whether a place is all of a source, or no title goes on to the person behind it."""
    return place.last >= last or (is_title(scene, place.last) and scene.tokens.forms[place.last] != ",")


def lettered_cut(scene: Scene, at: int) -> int:
    """Return how many characters of a conjunction or a one-letter preposition stand before a source."""
    form = scene.tokens.forms[at]
    named = scene.named_at.get(at)
    if named is not None:
        return named.cut
    if form[0] == _FOR:
        stem = form[1:]
    elif form[0] in CONJUNCTIONS:
        stem = form[1:].removeprefix(ARTICLE)
    else:
        return 0
    roles = scene.speech.roles.phrases
    whole = form in scene.known.heads.phrases or form in roles
    return int(not whole and (stem in scene.known.heads.phrases or "speaker" in roles.get(stem, ())))


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
    if _is_adjective(scene, first, at):
        return source
    handed = (
        scene.has(at + 1, "embedder") and not lettered(scene, at) and not scene.tokens.forms[at].startswith(LAM_LAM)
    )
    if (at >= last - 1 or handed) and not can_speak(scene, at):
        return first, first + 1  # a report handed to somebody: whose it is is not told
    if scene.has(at, "embedder") or scene.has(at, "circumstance"):
        return first, at
    return at, last


def _is_adjective(scene: Scene, first: int, at: int) -> bool:
    """Return whether an adjective of the document at token `first` stands at token `at`, definite where that is.

    A noun of origin is one, though people are called by such: `an economic report`.
    """
    forms = scene.tokens.forms
    if at in scene.named_at or lettered(scene, at) or forms[at].startswith(LAM_LAM):
        return False
    agrees = forms[at].startswith(ARTICLE) == forms[first].startswith(ARTICLE)
    about = at == first + 1 and agrees and forms[at].endswith(_NISBA) and not is_title(scene, at)
    return about and (not scene.has(at, "quality") or can_speak(scene, at))


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
            for voice in islice(reversed(known), _REMEMBERED):
                bodily = voice.person and head in scene.known.heads.phrases
                if wanted <= voice.words and voice.head == head and not bodily:
                    return voice
    if head in scene.known.heads.phrases or speaks(scene, head):
        return None
    latest = (islice(reversed(known), _REMEMBERED) for known in (memory.voices, memory.called))
    return next((voice for known in latest for voice in known if _shortens(words, voice)), None)


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


def _shortens(words: frozenset[str], voice: Voice) -> bool:
    """Return whether `words` are some of a voice: of a person only those of the name, without the title."""
    if not voice.person:
        return words <= voice.words
    return words <= {fold_form(word).removeprefix(ARTICLE) for word in voice.name.split()}


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
        elif at < behind <= reach and not (_is_place(named) or _is_governed(scene, first, at)):
            voice = name_source(scene, memory, (at, behind))
            return voice._replace(gender=frame.form.gender, level=frame.level, token=frame.hit.token)
        at = max(behind, at + 1)
    return None


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

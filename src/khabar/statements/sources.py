"""Whom a source names: a phrase in, the voice it stands for out, to the fullest name the page gives.

A person in it, if it is about him: not one who only says whose aide or kin somebody is, nor in whose name a body goes.
Else what the page called by these words before, else the phrase itself.
"""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from khabar.statements.letters import CONJUNCTIONS
from khabar.statements.memory import Voice, behind_honorifics, head_of, source_words
from khabar.statements.phrases import can_speak, is_title, lettered, speaks
from khabar.statements.subjects import is_feminine
from khabar.text.fold import fold_form
from khabar.text.letters import ARTICLE, LAM_LAM

if TYPE_CHECKING:
    from khabar.statements.memory import Memory
    from khabar.statements.scene import Named, Scene

#: Voices looked back over, and as many names: a page of news has a tenth of that.
_REMEMBERED = 1_000
_ANAPHOR = 3  # tokens of a phrase that only points back to a person
_NISBA = ("\u064a", "\u064a\u0647")
_FOR = "\u0644"
_FROM = frozenset({"\u0639\u0646", "\u0645\u0646", "\u0644", "\u0644\u0644"})


def name_source(scene: Scene, memory: Memory, source: tuple[int, int]) -> Voice:
    """Return the voice a phrase names, its grammar left open."""
    first, last = issuer_of(scene, source)
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
    if is_document and (issuer := last_issuer(scene, memory)):
        return issuer._replace(words=issuer.words | words)
    if not any(_is_owner(scene, first, named) for named in scene.named_within(first, last)):
        named_words = source_words(scene, behind_honorifics(scene, first), last)
        earlier = _look_up(scene, memory, named_words, head_of(scene, first))
        earlier = earlier or _taken_up(scene, memory, (first, last), named_words)
        if earlier is not None:
            return earlier._replace(words=earlier.words | words)
    return _name_body(scene, (first, last), words)


def _name_body(scene: Scene, source: tuple[int, int], words: frozenset[str]) -> Voice:
    """Return the voice of a phrase that names no person: a body, else who holds the office, else the phrase itself."""
    first, last = source
    # "The head of the movement" is not the movement, nor are its sources.
    reach = first if is_title(scene, first) or scene.has(first, "source_noun") else first + 1
    near = (named for named in scene.named_within(first, last) if named.first <= reach)
    bodies = [named for named in near if not _is_owner(scene, first, named)]
    entity = bodies[0].mention.entity if bodies and _is_whole(scene, bodies[0], first, last) else ""
    name = scene.names.fullest[bodies[0].mention.id] if entity else _plain(scene, first, last)
    holder = "" if entity else scene.holder_at.get(behind_honorifics(scene, first), "")
    if holder:
        name = next((scene.names.fullest[m.id] for m in scene.names.mentions if m.entity == holder), name)
        entity = holder
    return Voice(name, entity, words, head_of(scene, first), False, "", "", 0, first)


def _is_whole(scene: Scene, body: Named, first: int, last: int) -> bool:
    """Return whether a body's name is all of a source but what describes it: its armed wing, close to the party."""
    if body.last >= last:
        return True
    following = scene.tokens.forms[body.last]
    described = following in {",", "("} or (following.startswith(ARTICLE) and not is_title(scene, body.last))
    return body.first == first and body.mention.type == "ORG" and described


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


def last_issuer(scene: Scene, memory: Memory) -> Voice | None:
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


def issuer_of(scene: Scene, source: tuple[int, int]) -> tuple[int, int]:
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


def _shortens(words: frozenset[str], voice: Voice) -> bool:
    """Return whether `words` are some of a voice: of a person only those of the name, without the title."""
    if not voice.person:
        return words <= voice.words
    return words <= {fold_form(word).removeprefix(ARTICLE) for word in voice.name.split()}

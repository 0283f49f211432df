"""Headlines: `Speaker: what they say`, where the speaker is no mere place and the body or the lexicon knows them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from khabar.statements.frames import Frame
from khabar.statements.letters import STOPS
from khabar.statements.memory import source_words
from khabar.statements.phrases import can_speak
from khabar.statements.subjects import is_joined
from khabar.text.letters import LAM

if TYPE_CHECKING:
    from khabar.statements.memory import Memory
    from khabar.statements.scene import Scene

_LONGEST = 10  # tokens before the colon
_NAME = 3  # tokens in quotation marks that may name a document
_SHORTEST = 2  # tokens behind it


def find_headline(scene: Scene, memory: Memory, here: tuple[int, int], frames: list[Frame]) -> list[Frame]:
    """Return the frames of a headline's stretch, one for its colon added where that introduces speech."""
    begin, last = here
    for at in range(begin + 1, last - 1):
        hits = [hit for hit in scene.cues.get(at, ()) if hit.form.part == "mark"]
        if not hits or (scene.tokens.forms[at - 1].isdigit() and scene.tokens.forms[at + 1].isdigit()):
            continue
        first = _opens_at(scene, begin, at)
        if first < 0 or (last - at <= _SHORTEST and not _is_person(scene, first, at)):
            continue
        if any(frame.way == "speech" and frame.reach in (at, at + 1) for frame in frames):
            return frames
        source = _source(scene, memory, first, at, last, frames)
        if source is None or _lists_names(scene, at + 1, last):
            return frames
        behind = next((i for i in range(first + 1, at) if i in scene.channels or _is_told(scene, i)), at)
        addressee = behind if behind < at and _is_told(scene, behind) else -1
        source = (source[0], min(source[1], behind))
        colon = Frame("headline", hits[0], "speech", at + 1, at, source, addressee, opens=at)
        return sorted([*frames, colon], key=lambda frame: frame.hit.token)
    return frames


def _opens_at(scene: Scene, first: int, colon: int) -> int:
    """Return where whoever speaks before a headline's colon opens, behind a stop or with "and"; -1 where too far."""
    for at in range(colon - 1, max(first, colon - _LONGEST), -1):
        if scene.tokens.forms[at - 1] in STOPS or is_joined(scene, at):
            return at
    return first if colon - first <= _LONGEST else -1


def _is_person(scene: Scene, first: int, last: int) -> bool:
    """Return whether a person's name is all that stands in tokens `[first, last)`."""
    named = scene.named_at.get(first)
    return named is not None and named.mention.type == "PER" and named.last == last


def _takes_a_stand(scene: Scene, first: int, last: int) -> bool:
    """Return whether words behind a place and a colon are what its government says: an act, or the first person."""
    if any(scene.has(at, "first_person") for at in range(first, last)):
        return True
    return next(scene.speech.signs.find_among(scene.tokens, scene.signs, first, last), None) is not None


def _lists_names(scene: Scene, first: int, last: int) -> bool:
    """Return whether nothing but names stands behind a colon: who is meant, not what is said."""
    named = {at for one in scene.named_within(first, last) for at in range(one.first, one.last)}
    words = [at for at in range(first, last) if scene.tokens.forms[at].isalpha()]
    return len(named) > 1 and named.issuperset(words)


def _is_told(scene: Scene, at: int) -> bool:
    """Return whether a name stands at token `at` to whom something is said: `S to X: C`."""
    named = scene.named_at.get(at)
    return named is not None and scene.tokens.forms[at][: named.cut] == LAM


def _source(
    scene: Scene, memory: Memory, first: int, colon: int, last: int, frames: list[Frame]
) -> tuple[int, int] | None:
    """Return who speaks before a headline's colon, None where a place or a topic stands there."""
    before = [frame for frame in frames if first <= frame.hit.token < colon and frame.source]
    if before:
        return before[-1].source
    place = scene.named_at.get(first)
    if place is not None and place.last == colon and place.mention.type == "LOC":
        return (first, colon) if _takes_a_stand(scene, colon + 1, last) else None
    if _names_nobody(scene, first, colon):
        return None
    words = source_words(scene, first, colon)
    if any(words <= voice.words for voice in memory.voices):
        return first, colon
    named = [named for named in scene.named_within(first, colon) if named.mention.type != "LOC"]
    if named or (can_speak(scene, first) and first not in scene.named_at):
        return first, colon
    return None


def _names_nobody(scene: Scene, first: int, colon: int) -> bool:
    """Return whether a lone word for a document stands there, or what somebody said with its topic behind the colon."""
    quote = scene.quote_at.get(first)
    said = quote is not None and quote.last == colon and quote.inner_last - quote.inner_first > _NAME
    return said or (colon - first == 1 and scene.has(first, "document"))

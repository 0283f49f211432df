"""A sentence cut into chunks: noun phrases, circumstances, deeds, other verbs, and what joins clauses."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

from khabar.events.nouns import LONGEST, QUOTES, read_noun
from khabar.text.letters import BEH, KAF, LAM, WAW

if TYPE_CHECKING:
    from collections.abc import Mapping

    from khabar.events.nouns import Part
    from khabar.events.triggers import Trigger
    from khabar.events.words import Sentence, Word

ChunkKind = Literal[
    "noun", "circumstance", "preposition", "deed", "verb", "relative", "joint", "time", "adverb", "sign"
]

_PREFIXED = frozenset(BEH + LAM + KAF)


class Chunk(NamedTuple):
    """A stretch of a sentence. `prep` is the folded preposition of a circumstance, "" else; `parts` its conjuncts."""

    kind: ChunkKind
    first: int
    last: int
    prep: str = ""
    parts: tuple[Part, ...] = ()
    trigger: int = -1  # index of the deed's trigger


def read_chunks(sentence: Sentence, triggers: list[Trigger]) -> list[Chunk]:
    """Return the chunks of a sentence in order; each of its triggers is a chunk of its own."""
    deeds = {trigger.first: number for number, trigger in enumerate(triggers)}
    found: list[Chunk] = []
    at = sentence.first
    for deed in (*deeds, sentence.last):
        while at < deed:
            chunk = _read_chunk(sentence, at, deeds)
            if chunk is not None:
                joined = deed in deeds and triggers[deeds[deed]].clitics.startswith(WAW)
                found.append(_before_deed(sentence, chunk, deed, joined=joined) if chunk.last >= deed else chunk)
            at = found[-1].last if chunk is not None else at + 1
        if deed < sentence.last:
            trigger = triggers[deeds[deed]]
            found.append(Chunk("deed", trigger.first, trigger.last, trigger=deeds[deed]))
            at = trigger.last
    return found


def _before_deed(sentence: Sentence, chunk: Chunk, last: int, *, joined: bool) -> Chunk:
    """Return a chunk that ends before the deed at token `last`; a noun that only introduces the deed is no phrase.

    None introduces a deed that is `joined` by "and": 5 dead and 10 wounded.
    """
    parts = tuple(part._replace(last=min(part.last, last)) for part in chunk.parts if part.first < last)
    chunk = chunk._replace(last=last, parts=parts)
    if joined or chunk.kind not in {"noun", "circumstance"} or last == sentence.last or last - parts[-1].first > 3:
        return chunk
    tail = range(parts[-1].first, last)
    if all(_introduces(sentence, at) for at in tail):
        return chunk._replace(kind="preposition" if chunk.prep else "adverb", parts=())
    return chunk


def _introduces(sentence: Sentence, at: int) -> bool:
    form = sentence.scene.tokens.forms[at]
    return form.isdigit() or form in QUOTES or bool(sentence.at(at).classes & {"opener", "quantity"})


def _read_chunk(sentence: Sentence, at: int, deeds: Mapping[int, int]) -> Chunk | None:
    if (end := sentence.times.get(at)) is not None:
        return Chunk("time", at, end)
    word = sentence.at(at)
    if word.kind == "sign":
        return None if sentence.scene.tokens.forms[at] in QUOTES else _read_sign(sentence, at)
    if word.kind == "preposition":
        return _read_circumstance(sentence, at, deeds)
    if word.kind:
        return Chunk(word.kind, at, word.last)
    parts = read_noun(sentence, at, deeds)
    if not parts:
        return Chunk("adverb", at, at + 1)
    prep = word.clitics[-1:] if word.clitics[-1:] in _PREFIXED else ""
    return Chunk("circumstance" if prep else "noun", at, parts[-1].last, prep, parts)


def _read_sign(sentence: Sentence, at: int) -> Chunk:
    """Return a sign; a bracket with what it holds, up to its partner close by."""
    forms = sentence.scene.tokens.forms
    if forms[at] == "(":
        for end in range(at + 1, min(at + LONGEST, sentence.last)):
            if forms[end] == ")":
                return Chunk("adverb", at, end + 1)
    return Chunk("sign", at, at + 1)


def _read_circumstance(sentence: Sentence, at: int, deeds: Mapping[int, int]) -> Chunk:
    """Return a preposition with the noun phrase behind it, or alone where a deed or nothing follows."""
    word = sentence.at(at)
    forms = sentence.scene.tokens.forms
    prep = "agent" if "agent" in word.classes else " ".join(forms[at : word.last])[len(word.clitics) :]
    inside = word.last
    if inside < sentence.last and inside not in deeds and forms[inside] in QUOTES:
        inside += 1
    if inside < sentence.last and inside not in deeds and _may_open(sentence, word, inside):
        # No finite verb follows a preposition: what looks like one is a noun spelt the same.
        parts = read_noun(sentence, inside, deeds)
        if parts:
            return Chunk("circumstance", at, parts[-1].last, prep, parts)
    return Chunk("preposition", at, inside, prep)


def _may_open(sentence: Sentence, preposition: Word, at: int) -> bool:
    """Answer whether a noun phrase may open behind a preposition: not behind one that bears a pronoun."""
    word = sentence.at(at)
    return "resumptive" not in preposition.classes and (
        not word.kind or (word.kind == "verb" and "light_noun" not in word.classes)
    )

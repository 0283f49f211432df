"""A sentence cut into chunks: noun phrases, circumstances, deeds, other verbs, and what joins clauses.

Without a tagger a noun phrase is read from left to right until something ends it: a preposition, a verb, a sign, a
time, a word that opens a clause; or, once it is definite, a noun that cannot belong to it. Arabic closes a chain of
genitives with its first definite word: only adjectives and a person's name may follow.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

from khabar.text.letters import ALEF, ARTICLE, BEH, KAF, LAM, WAW

if TYPE_CHECKING:
    from collections.abc import Mapping

    from khabar.events.scene import Named
    from khabar.events.triggers import Trigger
    from khabar.events.words import Sentence, Word

ChunkKind = Literal[
    "noun", "circumstance", "preposition", "deed", "verb", "relative", "joint", "time", "adverb", "sign"
]

_PREFIXED = frozenset(BEH + LAM + KAF)
_MIN = "\u0645\u0646"
# A definite word after a definite one is an adjective where it ends like a nisba, feminine or sound plural.
_ADJECTIVAL = ("\u064a", "\u064a\u0647", "\u064a\u064a\u0646", "\u064a\u0648\u0646")
# Shapes of participles and adjectives, folded, article and feminine ending off: place of a letter, the letter.
_ADJECTIVE_SHAPES = ((4, 1, "\u0627"), (4, 2, "\u064a"), (5, 3, "\u0648"))
_PARTICIPLE = "\u0645"
_FEMININE, _FEMININES = "\u0647", "\u0627\u062a"
_PEOPLE = "\u0648\u0646"
_PEOPLES = (_PEOPLE, "\u064a\u0646")
_BOTH = ("\u0627\u0646", "\u062a\u0627", "\u0648\u0627", _PEOPLE)  # endings of verbs of two, or of many
_BROKEN = "\u0627\u064a\u0627"
_QUOTES = frozenset("\"'")
_GOVERNLESS = 4  # letters of the shortest word taken for a plural in noon or an accusative in alef
_LONGEST = 14  # tokens of one noun phrase: longer ones are misread clauses
_TITLE_REACH = 9  # tokens between a title and the name it announces

_COUNTED = frozenset({"partitive", "quantity", "one", "two"})
_TITLES = frozenset({"official", "title"})
_PLACES = frozenset({"victim", "place_head"})
_MEMBERS = frozenset({"official", "title", "force", "body", "victim"})


class Part(NamedTuple):
    """One conjunct of a noun phrase: tokens `[first, last)` after `cut` folded letters of proclitics."""

    first: int
    last: int
    cut: int


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
                found.append(_before_deed(sentence, chunk, deed) if chunk.last >= deed else chunk)
            at = found[-1].last if chunk is not None else at + 1
        if deed < sentence.last:
            trigger = triggers[deeds[deed]]
            found.append(Chunk("deed", trigger.first, trigger.last, trigger=deeds[deed]))
            at = trigger.last
    return found


def _before_deed(sentence: Sentence, chunk: Chunk, last: int) -> Chunk:
    """Return a chunk that ends before the deed at token `last`; a noun that only introduces the deed is no phrase."""
    parts = tuple(part._replace(last=min(part.last, last)) for part in chunk.parts if part.first < last)
    chunk = chunk._replace(last=last, parts=parts)
    if chunk.kind not in {"noun", "circumstance"} or last == sentence.last or last - parts[-1].first > 3:
        return chunk
    tail = range(parts[-1].first, last)
    if all(_introduces(sentence, at) for at in tail):
        return chunk._replace(kind="preposition" if chunk.prep else "adverb", parts=())
    return chunk


def _introduces(sentence: Sentence, at: int) -> bool:
    form = sentence.scene.tokens.forms[at]
    return form.isdigit() or form in _QUOTES or bool(sentence.at(at).classes & {"opener", "quantity"})


def _read_chunk(sentence: Sentence, at: int, deeds: Mapping[int, int]) -> Chunk | None:
    if (end := sentence.times.get(at)) is not None:
        return Chunk("time", at, end)
    word = sentence.at(at)
    if word.kind == "sign":
        return None if sentence.scene.tokens.forms[at] in _QUOTES else _read_sign(sentence, at)
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
        for end in range(at + 1, min(at + _LONGEST, sentence.last)):
            if forms[end] == ")":
                return Chunk("adverb", at, end + 1)
    return Chunk("sign", at, at + 1)


def _read_circumstance(sentence: Sentence, at: int, deeds: Mapping[int, int]) -> Chunk:
    """Return a preposition with the noun phrase behind it, or alone where a deed or nothing follows."""
    word = sentence.at(at)
    forms = sentence.scene.tokens.forms
    prep = "agent" if "agent" in word.classes else " ".join(forms[at : word.last])[len(word.clitics) :]
    inside = word.last
    if inside < sentence.last and inside not in deeds and forms[inside] in _QUOTES:
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


def read_noun(sentence: Sentence, at: int, deeds: Mapping[int, int]) -> tuple[Part, ...]:
    """Return the conjuncts of the noun phrase at token `at`, () where none begins there."""
    parts: list[Part] = []
    while True:
        cut = len(sentence.at(at).clitics)
        end = _read_conjunct(sentence, at, deeds)
        if end == at:
            return tuple(parts)
        if end == at + 1 and end < sentence.last and _is_count(sentence, at) and _is_count(sentence, end):
            end = _read_conjunct(sentence, end, deeds)  # five and twenty civilians
        end = _over_possessor(sentence, at, end)
        parts.append(Part(at, end, cut))
        at = _next_conjunct(sentence, end, deeds)
        if at == end and not (end < sentence.last and end not in deeds and _continues(sentence, end)):
            return tuple(parts)


def _next_conjunct(sentence: Sentence, at: int, deeds: Mapping[int, int]) -> int:
    """Return where a conjunct opens behind a comma or a waw that stands alone; `at` where none does.

    Behind a comma a clause may open instead, of which the phrase is the subject: then a verb follows.
    """
    forms = sentence.scene.tokens.forms
    if at + 1 >= sentence.last or at in deeds or at + 1 in deeds:
        return at
    if forms[at] == WAW:
        opens = at + 2 if forms[at + 1] in _QUOTES and at + 2 < sentence.last else at + 1
        return opens if opens in sentence.scene.named else at
    word = sentence.at(at + 1)
    if forms[at] != "," or word.clitics != WAW or word.kind:
        return at
    if at + 1 not in sentence.scene.named and not word.classes & _MEMBERS:
        return at
    end = _read_conjunct(sentence, at + 1, deeds)
    closed = end < sentence.last and (end in deeds or sentence.at(end).kind in {"verb", "adverb"})
    return at if closed else at + 1


def _is_count(sentence: Sentence, at: int) -> bool:
    return "quantity" in sentence.at(at).classes


def _over_possessor(sentence: Sentence, start: int, end: int) -> int:
    """Step over whose positions, vehicles or men a phrase names: `sites of (li-) the organisation`."""
    if end >= sentence.last:
        return end
    alone = sentence.scene.tokens.forms[end] == LAM  # before a quotation mark or a Latin name
    if not alone and sentence.at(end).clitics != LAM:
        return end
    if "victim" not in sentence.at(start).classes and "belonging" not in sentence.at(end - 1).classes:
        return end
    opens = end + 1 if alone else end
    while opens < sentence.last and sentence.scene.tokens.forms[opens] in _QUOTES:
        opens += 1
    named = sentence.scene.named.get(opens)
    if named is not None:
        return named.last
    return sentence.at(end).last if "force" in sentence.at(end).classes else end


def _continues(sentence: Sentence, at: int) -> bool:
    """Answer whether the word at `at` is joined by a conjunction to the noun phrase before it."""
    word = sentence.at(at)
    if word.clitics != WAW or word.kind or _opens_clause(sentence, at):
        return False
    joined = sentence.scene.tokens.forms[at].startswith(ARTICLE, 1)
    ends = sentence.scene.tokens.forms[at].endswith(_PEOPLES)
    person = sentence.scene.tokens.forms[at][1:].removesuffix(ALEF) in sentence.scene.nisbas.phrases
    return joined or ends or person or at in sentence.scene.named or bool(word.classes)


def _opens_clause(sentence: Sentence, at: int) -> bool:
    """Answer whether a name is the subject of a verb behind it: raids on the town, and the party vows revenge."""
    named = sentence.scene.named.get(at)
    if named is None or named.last >= sentence.last:
        return False
    if sentence.scene.tokens.forms[named.last].endswith(_BOTH):
        return False  # the two of them did
    return named.last in sentence.scene.cues or sentence.at(named.last).kind == "verb"


def _read_conjunct(sentence: Sentence, at: int, deeds: Mapping[int, int]) -> int:
    """Return the token behind the noun phrase without conjuncts at `at`."""
    title = "title" in sentence.at(at).classes
    definite = False
    end = at
    limit = min(at + _LONGEST, sentence.last)
    while end < limit and end not in deeds:
        following, definite = _step(sentence, at, end, title=title, definite=definite)
        if following == end:
            break
        end = following
    return end


def _step(sentence: Sentence, start: int, at: int, *, title: bool, definite: bool) -> tuple[int, bool]:
    """Return the token behind the next word of a noun phrase (`at`: it ends there), and whether it is definite now."""
    named = sentence.scene.named.get(at)
    if at > start and _governs_none(sentence, at - 1) and not _is_its_adjective(sentence, at):
        return at, definite
    if named is not None:
        # A definite phrase takes no second name unless it is in apposition, and no phrase one with a proclitic.
        second = (definite and not _is_apposed(sentence, start, at, named)) or (
            not definite and named.mention.type != "PER" and _is_closed(sentence, start, at)
        )
        return (at, definite) if at > start and (named.cut > 0 or second) else (named.last, True)
    form = sentence.scene.tokens.forms[at]
    if form in _QUOTES or (form == "," and title and _is_person(sentence, at + 1)):
        return at + 1, definite
    if form.isdigit():
        return (at, definite) if definite else (at + 1, definite)
    if not form[0].isalnum():
        return at, definite
    return _step_word(sentence, start, at, title=title, definite=definite)


def _governs_none(sentence: Sentence, at: int) -> bool:
    """Answer whether a word takes no genitive: a plural with its noon, an accusative with its alef."""
    form = sentence.scene.tokens.forms[at]
    if at in sentence.scene.inside or len(form) < _GOVERNLESS or "pair_of" in sentence.at(at).classes:
        return False
    return form.endswith(_PEOPLE) or (form.endswith(ALEF) and not form.endswith(_BROKEN))


def _is_its_adjective(sentence: Sentence, at: int) -> bool:
    """Answer whether a word may belong to one that takes no genitive: an adjective, a sign, a preposition."""
    form = sentence.scene.tokens.forms[at]
    if not form[0].isalpha() or form.endswith((ALEF, *_ADJECTIVAL)):
        return True
    word = sentence.at(at)
    return bool(word.kind) or "adjective" in word.classes or form in sentence.scene.nisbas.phrases


def _step_word(sentence: Sentence, start: int, at: int, *, title: bool, definite: bool) -> tuple[int, bool]:
    scene = sentence.scene
    word = sentence.at(at)
    form = scene.tokens.forms[at]
    if "name_of" in word.classes:
        return word.last, False
    if word.kind and not (word.kind == "verb" and at == start):
        return _over_preposition(sentence, start, at, title=title, definite=definite)
    clitics = word.clitics
    if at > start and clitics:
        return at, definite
    stem = form[len(clitics) :]
    is_definite = stem.startswith(ARTICLE) or (clitics.endswith(LAM) and stem.startswith(LAM))
    # Behind a body a title opens another phrase: the ministry (summoned) the ambassador.
    other = word.classes & _TITLES and _is_body(sentence, start)
    if definite and at > start and (other or not _may_follow_definite(sentence, at, stem, is_definite=is_definite)):
        return at, definite
    if not definite and _is_described(sentence, start, at) and not _is_adjective(sentence, at):
        return at, definite  # an adjective closes an indefinite phrase
    return word.last, definite or is_definite


def _is_described(sentence: Sentence, start: int, at: int) -> bool:
    """Answer whether an adjective stands before token `at` in the phrase that began at `start`."""
    return at > start + 1 and _is_adjective(sentence, at - 1)


def _is_closed(sentence: Sentence, start: int, at: int) -> bool:
    """Answer whether an adjective before token `at` closes an indefinite phrase to a name: no title, which goes on."""
    titled = any(sentence.at(word).classes & _TITLES for word in range(start, at))
    return not titled and _is_described(sentence, start, at)


def _is_body(sentence: Sentence, at: int) -> bool:
    named = sentence.scene.named.get(at)
    return named is not None and named.mention.type == "ORG"


def _is_adjective(sentence: Sentence, at: int) -> bool:
    word = sentence.at(at)
    ends = not word.classes and sentence.scene.tokens.forms[at].endswith(_ADJECTIVAL)
    return "adjective" in word.classes or (ends and at not in sentence.scene.inside)


def _may_follow_definite(sentence: Sentence, at: int, stem: str, *, is_definite: bool) -> bool:
    """Answer whether a word may follow a definite one in its phrase: an adjective, or a title before a name."""
    scene, word = sentence.scene, sentence.at(at)
    if "adjective" in word.classes:
        return True
    known = stem in scene.titles.phrases or stem in scene.nisbas.phrases
    village = stem.endswith(_FEMININE) and word.classes & _PLACES  # ends as an adjective does
    shaped = stem.endswith(_ADJECTIVAL) and not village
    if not is_definite or known or shaped or word.classes & _TITLES:
        return is_definite
    return not word.classes and _agrees(scene.tokens.forms[at - 1], stem) and _is_shaped_adjective(stem)


def _agrees(noun: str, adjective: str) -> bool:
    """Answer whether an adjective may describe a noun by their endings: feminine with feminine, people with people."""
    if noun.endswith(_PEOPLES):
        return adjective.endswith(_PEOPLES)
    return adjective.endswith(_FEMININE) or not noun.endswith((_FEMININE, _FEMININES))


def _is_shaped_adjective(stem: str) -> bool:
    """Answer whether a definite word of no class has the shape of an adjective or participle."""
    bare = stem.removeprefix(ARTICLE).removesuffix(_FEMININE)
    if bare.startswith(_PARTICIPLE) and len(bare) > 3 and not bare.endswith(_FEMININES):
        return True
    return any(len(bare) == length and bare[place] == letter for length, place, letter in _ADJECTIVE_SHAPES)


def _over_preposition(sentence: Sentence, start: int, at: int, *, title: bool, definite: bool) -> tuple[int, bool]:
    """Step over the preposition that belongs to a quantity (`tens of`) or to a title before its name (`envoy to`)."""
    scene = sentence.scene
    word = sentence.at(at)
    if "preposition" not in word.classes or word.clitics:
        return at, definite
    if scene.tokens.forms[at] == _MIN and at > start:
        counted = scene.tokens.forms[at - 1].isdigit() or sentence.at(at - 1).classes & _COUNTED
        source = scene.named.get(word.last)
        from_whom = not definite and source is not None and source.mention.type == "ORG"
        return (word.last, False) if counted or from_whom else (at, definite)
    if title and any(_is_person(sentence, ahead) for ahead in range(at, min(at + _TITLE_REACH, sentence.last))):
        return word.last, False
    return at, definite


def _is_apposed(sentence: Sentence, start: int, at: int, named: Named) -> bool:
    """Answer whether a name says which person, or which town, the definite phrase that began at `start` means."""
    if named.mention.type == "LOC":
        return "place_head" in sentence.at(start).classes and start not in sentence.scene.named
    if named.mention.type == "ORG":
        # The fighters, the Houthi ones: a people's or party's adjective, definite like its noun.
        form = sentence.scene.tokens.forms[at]
        return named.last == at + 1 and form.startswith(ARTICLE) and form.endswith(_ADJECTIVAL)
    return at not in sentence.scene.people


def _is_person(sentence: Sentence, at: int) -> bool:
    named = sentence.scene.named.get(at)
    return named is not None and named.mention.type == "PER" and not named.cut

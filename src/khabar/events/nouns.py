"""Noun phrases: a sentence and where one may open in, its conjuncts out.

Without a tagger a noun phrase is read from left to right until something ends it: a preposition, a verb, a sign, a
time, a word that opens a clause; or, once it is definite, a noun that cannot belong to it. Arabic closes a chain of
genitives with its first definite word: only adjectives and a person's name may follow.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from khabar.text.letters import ALEF, ARTICLE, BEH, LAM, LAM_LAM, WAW

if TYPE_CHECKING:
    from collections.abc import Mapping

    from khabar.events.scene import Named
    from khabar.events.words import Sentence

_MIN = "\u0645\u0646"
# A definite word after a definite one is an adjective where it ends like a nisba, feminine or sound plural.
_ADJECTIVAL = ("\u064a", "\u064a\u0647", "\u064a\u064a\u0646", "\u064a\u0648\u0646")
# Shapes of participles and adjectives, folded, article and feminine ending off: place of a letter, the letter.
_ADJECTIVE_SHAPES = ((4, 1, "\u0627"), (4, 2, "\u064a"), (5, 3, "\u0648"))
_PARTICIPLE = "\u0645"
_FEMININE, _FEMININES = "\u0647", "\u0627\u062a"
_ANY_FEMININE = (
    _FEMININE,
    _FEMININES,
    "\u0648\u0646",
    "\u064a\u0646",
    "\u064a",
    "\u0627\u0621",
    "\u0627",
)  # or of people
_PEOPLE = "\u0648\u0646"
_PEOPLES = (_PEOPLE, "\u064a\u0646")
_TWO = "\u064a\u0627\u0646"  # of two people who are called by a nisba
_BOTH = ("\u0627\u0646", "\u062a\u0627", "\u0648\u0627", _PEOPLE)  # endings of verbs of two, or of many
_BROKEN = (
    "\u0627\u064a\u0627",
    "\u0634\u064a\u0627",
    "\u0641\u064a\u0627",
)  # alefs that are no accusative: broken plurals, militia, mafia
_COMPLEMENTS = frozenset({LAM, LAM_LAM, BEH})
QUOTES = frozenset("\"'")
_GOVERNLESS = 4  # letters of the shortest word taken for a plural in noon or an accusative in alef
_PLURAL = 6  # letters of the shortest such plural: a law and affairs end alike
LONGEST = 14  # tokens of one noun phrase: longer ones are misread clauses
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
        opens = at + 2 if forms[at + 1] in QUOTES and at + 2 < sentence.last else at + 1
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
    while opens < sentence.last and sentence.scene.tokens.forms[opens] in QUOTES:
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
    limit = min(at + LONGEST, sentence.last)
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
        return _step_name(sentence, start, at, named, definite=definite)
    form = sentence.scene.tokens.forms[at]
    if form in QUOTES or (form == "," and title and _is_person(sentence, at + 1)):
        return at + 1, definite
    if form.isdigit():
        return (at, definite) if definite else (at + 1, definite)
    if not form[0].isalnum():
        return at, definite
    return _step_word(sentence, start, at, title=title, definite=definite)


def _step_name(sentence: Sentence, start: int, at: int, named: Named, *, definite: bool) -> tuple[int, bool]:
    """Step over a name: no phrase takes one with a proclitic but a title, a definite one none but in apposition."""
    if at == start:
        return named.last, True
    if named.cut:
        return (named.last, False) if _completes_title(sentence, start, at) else (at, definite)
    second = (definite and not _is_apposed(sentence, start, at, named)) or (
        not definite and named.mention.type != "PER" and _is_closed(sentence, start, at)
    )
    return (at, definite) if second else (named.last, True)


def _governs_none(sentence: Sentence, at: int) -> bool:
    """Answer whether a word takes no genitive: a plural or a dual with its noon, an accusative with its alef."""
    form = sentence.scene.tokens.forms[at]
    if at in sentence.scene.inside or len(form) < _GOVERNLESS or "pair_of" in sentence.at(at).classes:
        return False
    plural = form.endswith(_PEOPLE) and len(form) - len(sentence.at(at).clitics) >= _PLURAL
    plural = plural or (form.endswith(_TWO) and len(form) >= _PLURAL and not form.startswith(ARTICLE))
    return plural or (form.endswith(ALEF) and not form.endswith(_BROKEN))


def _is_its_adjective(sentence: Sentence, at: int) -> bool:
    """Answer whether a word may belong to one that takes no genitive: an adjective, a sign, a preposition."""
    form = sentence.scene.tokens.forms[at]
    if not form[0].isalpha() or form.endswith((ALEF, *_ADJECTIVAL)):
        return True
    if form.endswith(_PEOPLE) and sentence.scene.tokens.forms[at - 1].endswith(_PEOPLE):
        return True  # gunmen unknown
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
        return (word.last, False) if _completes_title(sentence, start, at) else (at, definite)
    stem = form[len(clitics) :]
    is_definite = stem.startswith(ARTICLE) or (clitics.endswith(LAM) and stem.startswith(LAM))
    # Behind a body a title opens another phrase: the ministry (summoned) the ambassador.
    other = word.classes & _TITLES and _is_body(sentence, start)
    if definite and at > start and (other or not _may_follow_definite(sentence, at, stem, is_definite=is_definite)):
        return at, definite
    if not definite and at > start:
        closed = _is_described(sentence, start, at) and not _is_adjective(sentence, at)
        if closed or "reflexive" in word.classes or _is_other_accusative(sentence, at):
            return at, definite  # an adjective closes an indefinite phrase
    return word.last, definite or is_definite


def _completes_title(sentence: Sentence, start: int, at: int) -> bool:
    """Answer whether "for" or "in" and its noun stand between a title and the name it announces: the director for."""
    word = sentence.at(at)
    if word.clitics not in _COMPLEMENTS or not sentence.at(start).classes & _TITLES or word.classes & _TITLES:
        return False
    for ahead in range(at, min(start + _TITLE_REACH, sentence.last)):
        if _is_person(sentence, ahead):
            return True
        if sentence.at(ahead).kind not in {"", "preposition"}:
            return False
    return False


def _is_described(sentence: Sentence, start: int, at: int) -> bool:
    """Answer whether an adjective stands before token `at` in the phrase that began at `start`."""
    return at > start + 1 and _is_adjective(sentence, at - 1)


def _is_other_accusative(sentence: Sentence, at: int) -> bool:
    """Answer whether a noun in the accusative follows one that is not, uncounted: (a settler) a boy."""
    scene = sentence.scene
    form, before = scene.tokens.forms[at], scene.tokens.forms[at - 1]
    if not form.endswith(ALEF) or form[:-1] not in scene.deeds.grammar.words.phrases or before.endswith(ALEF):
        return False
    counted = before.isdigit() or sentence.at(at - 1).classes & _COUNTED
    return not counted and "pair_of" not in sentence.at(at).classes


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
        return not _is_other_gender(scene.tokens.forms[at - 1], stem)
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


def _is_other_gender(noun: str, adjective: str) -> bool:
    """Answer whether a masculine word stands behind a feminine one: the police (shot) the armed man."""
    return noun.endswith(_FEMININE) and not adjective.endswith(_ANY_FEMININE)


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
    if at > start and at == sentence.at(start).last and "estimate" in sentence.at(start).classes:
        return word.last, False
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
    alone = at == start + 1 and sentence.scene.tokens.forms[start].startswith(ARTICLE, len(sentence.at(start).clitics))
    if alone and "place_head" in sentence.at(start).classes:
        return False  # in the airport (was) the minister
    return at not in sentence.scene.people


def _is_person(sentence: Sentence, at: int) -> bool:
    named = sentence.scene.named.get(at)
    return named is not None and named.mention.type == "PER" and not named.cut

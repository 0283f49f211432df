"""What a noun phrase can be in an event: one who acts by force, one who suffers, a nation named by its adjective."""

from __future__ import annotations

from typing import TYPE_CHECKING

from khabar.events.nouns import Part
from khabar.text.letters import ALEF, HEH, MEEM, NOON

if TYPE_CHECKING:
    from khabar.events.chunks import Chunk
    from khabar.events.words import Sentence

_NISBA = ("\u064a", "\u064a\u0647", "\u064a\u062a\u064a\u0646", "\u064a\u062a\u0627\u0646")
_PLURAL = ("\u0648\u0646", "\u064a\u0646")
_PEOPLE = frozenset(
    (
        "force",
        "victim",
        "official",
        "title",
        "quantity",
        "partitive",
        "pair",
        "one",
        "two",
        "body",
        "person",
        "homeland",
    )
)
_NONE: frozenset[str] = frozenset()
STATE = "iso:"
_SHE, _THEY, _BOTH = HEH + ALEF, HEH + MEEM, HEH + MEEM + ALEF
_FEMININE = (HEH, "\u0627\u062a", "\u0627\u0621")
_DUAL = ("\u0627\u0646", "\u064a\u0646")


def is_force(sentence: Sentence, part: Part) -> bool:
    """Answer whether a phrase names those who act by force: by its first word, or as an organisation or a state."""
    first = content_start(sentence, part)
    if "force" in sentence.at(first).classes:
        return True
    named = sentence.scene.named.get(first)
    if named is None:
        return False
    return named.mention.type == "ORG" or named.mention.entity.startswith(STATE)


def is_person(sentence: Sentence, part: Part) -> bool:
    """Answer whether a phrase names an official, somebody by name, or an organisation."""
    first = content_start(sentence, part)
    if sentence.at(first).classes & {"official", "title", "pair"}:
        return True
    return any(
        (named := sentence.scene.named.get(at)) is not None and named.mention.type != "LOC"
        for at in (first, *range(part.first, part.last))
    )


def is_thing(sentence: Sentence, part: Part) -> bool:
    """Answer whether a phrase names a matter, a weapon, a measure or so many days, never a party."""
    first = content_start(sentence, part)
    counted = sentence.at(first).classes & {"quantity", "partitive"}
    if counted and part.last == first + 1 and part.last < sentence.last and sentence.at(part.last).kind == "time":
        return True
    if first + 1 < part.last and "partitive" in sentence.at(first).classes:
        first += 1  # all the sanctions
    return first not in sentence.scene.named and "abstract" in sentence.at(first).classes


def can_act(sentence: Sentence, part: Part) -> bool:
    """Answer whether anything says that a phrase names those who act: a name in it, its first word, a plural of people.

    Without a tagger most nouns could be anything, and a matter named as actor is worse than none.
    """
    scene = sentence.scene
    first = content_start(sentence, part)
    form = scene.tokens.forms[first][part.cut if first == part.first else 0 :]
    classes = sentence.at(first).classes
    if classes & _PEOPLE or form.isdigit() or (form.endswith(_PLURAL) and "abstract" not in classes):
        return True
    if form in scene.titles.phrases or form in scene.nisbas.phrases:
        return True
    if any(at in scene.named for at in range(part.first, part.last)):
        return True
    stem = form[: -1 if form.endswith(ALEF) else -2 if form.endswith(_DUAL) else len(form)]
    return stem != form and bool(scene.deeds.grammar.words.phrases.get(stem, (_NONE,))[0] & _PEOPLE)


def is_sufferer(sentence: Sentence, part: Part) -> bool:
    """Answer whether a phrase names those who suffer: people counted, places, buildings, a town."""
    first = content_start(sentence, part)
    if sentence.scene.tokens.forms[first].isdigit() or sentence.at(first).classes & {"victim", "quantity"}:
        return True
    named = sentence.scene.named.get(first)
    return named is not None and named.mention.type == "LOC" and not named.mention.entity.startswith(STATE)


def is_victim(sentence: Sentence, part: Part) -> bool:
    """Answer whether a phrase, behind what only counts them, names those whom violence happens to."""
    classes = [sentence.at(at).classes for at in range(part.first, part.last)]
    return any("victim" in found for found in classes) and not any("force" in found for found in classes)


def may_mean(sentence: Sentence, pronoun: str, parts: tuple[Part, ...]) -> bool:
    """Answer whether a pronoun can stand for a phrase, by the gender and number that the phrase's first word shows."""
    first = content_start(sentence, parts[0])
    form = sentence.scene.tokens.forms[first]
    named = sentence.scene.named.get(first)
    kind = named.mention.type if named is not None else ""
    if pronoun == HEH:
        return kind != "LOC" and not (form.endswith(_FEMININE) and kind != "PER") and not form.endswith(_PLURAL[:1])
    if pronoun == _SHE:
        masculine = form.endswith(_PLURAL) and kind == ""
        return not masculine
    if pronoun in (_THEY, _BOTH, HEH + NOON):
        return kind != "LOC" and (kind != "PER" or len(parts) > 1)
    return True


def content_start(sentence: Sentence, part: Part) -> int:
    """Return the first token of a phrase that is a word, one that belongs to the deed's own phrase passed over."""
    forms = sentence.scene.tokens.forms
    words = [at for at in range(part.first, part.last) if forms[at].isalnum()]
    if not words:
        return part.first
    return words[1] if len(words) > 1 and "object_word" in sentence.at(words[0]).classes else words[0]


def nation_of(sentence: Sentence, at: int) -> str:
    """Return the entity id of the state whose adjective, of one thing or person, stands at token `at`; "" else."""
    hit = sentence.scene.nisbas.at(sentence.scene.tokens, at, sentence.last)
    return hit.entries[0].country if hit and hit.entries[0].number == "s" else ""


def strip_adjectives(sentence: Sentence, parts: tuple[Part, ...]) -> tuple[list[tuple[int, str]], tuple[Part, ...]]:
    """Return the nations named by the adjectives a phrase opens with, and the phrase behind those adjectives."""
    nations: list[tuple[int, str]] = []
    first, *rest = parts
    at = first.first
    while at < first.last:
        nation = nation_of(sentence, at)
        if nation:
            nations.append((at, nation))
        elif not _is_adjective(sentence, at):
            break
        at += 1
    if at == first.first:
        return [], parts
    remaining = (Part(at, first.last, 0),) if at < first.last else ()
    return nations, (*remaining, *(rest if remaining else ()))


def _is_adjective(sentence: Sentence, at: int) -> bool:
    if at in sentence.scene.named:
        return False
    classes = sentence.at(at).classes
    if "adjective" in classes:
        return True
    return not classes and sentence.scene.tokens.forms[at].endswith(_NISBA)


def is_lone_adjective(sentence: Sentence, part: Part) -> bool:
    """Answer whether a phrase is one definite word that nothing is known of, as an adjective of the deed would be."""
    if part.last - part.first > 1 or part.first in sentence.scene.named:
        return False
    classes = sentence.at(part.first).classes
    return "adjective" in classes or not (classes or can_act(sentence, part))


def without_adjectives(sentence: Sentence, nouns: list[Chunk]) -> list[Chunk]:
    """Return the noun phrases behind a deed without its adjectives."""
    stripped = [noun._replace(parts=strip_adjectives(sentence, noun.parts)[1]) for noun in nouns]
    return [noun for noun in stripped if noun.parts and not is_lone_adjective(sentence, noun.parts[0])]

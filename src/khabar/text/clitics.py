"""What may be cut off a folded word: a chain of proclitics in front, a pronoun behind.

Nothing is decided here: `wqf` is one word or two. Every way to read a word is listed, and who looks words up takes the
first that is known; only words known to hold no proclitic, such as `wzarh` (ministry), are given whole, since the rest
of one may be a word too (`zarh`, he visited him). The article is no clitic here but part of the stem.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from khabar.text.letters import ALEF, ARTICLE, BEH, FEH, HAMZA, HEH, KAF, LAM, MEEM, NOON, SEEN, TEH, WAW, YEH

if TYPE_CHECKING:
    from collections.abc import Set as AbstractSet


_CONJUNCTIONS = WAW + FEH
_PREPOSITIONS = BEH + LAM + KAF
# The seen of the future stands before the four letters a present tense begins with.
_PRESENT = ALEF + TEH + NOON + YEH
_PRONOUNS = {
    ALEF: (HEH + MEEM + ALEF, KAF + MEEM + ALEF, HEH + ALEF, NOON + ALEF),
    MEEM: (HEH + MEEM, KAF + MEEM),
    NOON: (HEH + NOON, KAF + NOON),
    HEH: (HEH,),
    KAF: (KAF,),
    YEH: (NOON + YEH, YEH),
}
# What the last letter before a pronoun may be when the word stands alone: letters to drop, letters to write.
_ALONE = {
    TEH: ((1, HEH),),
    ALEF: ((1, YEH), (0, NOON)),
    WAW: ((0, ALEF), (0, NOON), (1, HAMZA)),
    YEH: ((0, NOON), (1, HAMZA)),
}
_PROCLITICS = _CONJUNCTIONS + _PREPOSITIONS + SEEN


class Reading(NamedTuple):
    """One way to read the front of a word: `cut` folded characters of proclitics, then `stem`."""

    cut: int
    stem: str


# `Reading(cut, stem)` without the call of its Python constructor, which a page pays some 600 times.
_reading = tuple.__new__


class Ending(NamedTuple):
    """One way to read the end of a word: `stem` as it is written alone, then `cut` folded characters of a pronoun."""

    cut: int
    stem: str


def read_all(forms: tuple[str, ...], whole: AbstractSet[str] = frozenset()) -> tuple[tuple[Reading, ...], ...]:
    """Return the readings of folded words, none of them empty, as `read_clitics` gives them: each word read once.

    Most words open with no proclitic and four in ten come again on a page, so the common case stands here without a
    call.
    """
    known = {
        form: (_reading(Reading, (0, form)),) if form[0] not in _PROCLITICS else read_clitics(form, whole)
        for form in set(forms)
    }
    return tuple(map(known.__getitem__, forms))


def read_clitics(form: str, whole: AbstractSet[str] = frozenset()) -> tuple[Reading, ...]:
    """Return the readings of a folded word: as it stands, then with ever longer chains of proclitics cut off.

    The chains are (waw|feh)? (beh|lam|kaf|seen)?, the article kept in the stem. Lam-lam reads as lam and an article
    whose alef is not written, before a word that may itself begin with lam; seen is cut off before a verb in the
    present alone. A stem has at least two letters. A word of `whole` is read as it stands, behind a conjunction too.
    """
    alone = _reading(Reading, (0, form))
    if len(form) < 3 or form in whole:
        return (alone,)
    if form[0] not in _CONJUNCTIONS:
        return (alone, *_without_preposition(form, 1))
    rest = form[1:]
    if len(rest) < 3 or rest[0] not in _PROCLITICS or rest in whole:
        return (alone, _reading(Reading, (1, rest)))
    return (alone, _reading(Reading, (1, rest)), *_without_preposition(rest, 2))


def _without_preposition(form: str, cut: int) -> tuple[Reading, ...]:
    letter, stem = form[0], form[1:]
    if letter == SEEN:
        return (_reading(Reading, (cut, stem)),) if stem[0] in _PRESENT else ()
    if letter not in _PREPOSITIONS:
        return ()
    if letter == LAM == stem[0]:
        definite = _reading(Reading, (cut, ALEF + stem)), _reading(Reading, (cut, ARTICLE + stem))
        return (*definite, _reading(Reading, (cut, stem)))
    return (_reading(Reading, (cut, stem)),)


def read_enclitics(form: str) -> tuple[Ending, ...]:
    """Return the readings of a folded word with a pronoun cut off its end, the longer first; () where none can be.

    A stem is given as the page has it, then as it is written without a pronoun: teh as teh marbuta (`zyarth` is
    `zyarh`), alef as alef maqsura, the plural and dual with their nun, the verb's plural with its alef, a seat of
    hamza as hamza. Most are no words: only a lexicon can tell. A stem has at least two letters.
    """
    return tuple(
        Ending(len(pronoun), stem)
        for pronoun in _PRONOUNS.get(form[-1:], ())
        if form.endswith(pronoun) and len(form) - len(pronoun) >= 2
        for stem in _stems(form[: -len(pronoun)])
    )


def _stems(base: str) -> tuple[str, ...]:
    return (base, *(base[: len(base) - drop] + ending for drop, ending in _ALONE.get(base[-1], ())))

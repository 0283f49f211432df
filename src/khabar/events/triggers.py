"""Words that name a deed, in the company that makes it one: the tokens of a sentence in, triggers out.

A hit of the code book is thrown out where its proclitics cannot stand before that form, where its company is wrong,
where it lies inside a name, and where it is the cue of a statement, whose act tells the same better.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from khabar.text.letters import ALEF, ARTICLE, HEH, LAM, SEEN, TEH_MARBUTA

if TYPE_CHECKING:
    from khabar.events.scene import Scene
    from khabar.lexicon.deeds import Company, Deed, DeedForm
    from khabar.lexicon.inflection import Inflected
    from khabar.lexicon.match import Hit

_NEAR = 8  # tokens on either side in which company is looked for, as the code book promises
_AFTER = 3
_BEFORE = 2
_CLAUSE = 6  # tokens before a deed in which the verb that governs it stands
_CONJUNCTIONS = frozenset("\u0648\u0641")  # waw, feh
_AHEAD = (LAM, SEEN)  # before a present: to do, will do
_DAMMA = "\u064f"
_MAKES_NOUN = frozenset({"preposition", "agent", "verb", "light", "light_noun", "suffer", "quantity", "negation"})
_MAKES_VERB = frozenset({"relative", "auxiliary"})


class Trigger(NamedTuple):
    """A deed named at tokens `[first, last)`, after `cut` folded letters of proclitics `clitics`."""

    first: int
    last: int
    cut: int
    clitics: str
    deed: Deed
    grammar: Inflected
    passive: bool

    @property
    def is_verb(self) -> bool:
        """Whether the deed is told by a finite verb."""
        return self.grammar.part == "verb"

    @property
    def part(self) -> str:
        """What the deed is told by: a noun, a verb, a passive."""
        if self.is_verb:
            return "passive" if self.passive else "verb"
        return "noun"

    @property
    def pronoun(self) -> str:
        """The folded pronoun at its end, "" for none."""
        return self.grammar.form[len(self.grammar.form) - self.grammar.pronoun :]


def find_triggers(scene: Scene, first: int, last: int, *, title: bool) -> list[Trigger]:
    """Return the triggers of the sentence at tokens `[first, last)` from left to right, none inside another."""
    found: list[Trigger] = []
    around: list[frozenset[str]] | None = None
    for hit in scene.deeds.forms.find_among(scene.tokens, scene.openings, first, last):
        if hit.first in scene.cues or hit.first in scene.inside:
            continue
        if around is None:
            around = [frozenset(r.stem for r in readings) for readings in scene.tokens.readings[first:last]]
        sight = _Sight(scene, first, last, title, around)
        trigger = _read_hit(sight, hit)
        if trigger is not None:
            found.append(trigger)
    return found


class _Sight(NamedTuple):
    """A sentence as a hit is judged in it: its tokens `[first, last)` and the stems of each."""

    scene: Scene
    first: int
    last: int
    title: bool
    around: list[frozenset[str]]

    def classes(self, at: int) -> frozenset[str]:
        """Return the classes of the word at a token, none outside the sentence."""
        return self.scene.classes(at, self.last)[0] if self.first <= at < self.last else frozenset()


def _read_hit(sight: _Sight, hit: Hit[DeedForm]) -> Trigger | None:
    """Return the first deed of the hit that may stand here."""
    clitics = hit.clitics(sight.scene.tokens)
    whole = sight.scene.tokens.forms[hit.first]
    refused: set[str] = set()
    for entry in hit.entries:
        deed = entry.deed
        if deed.id in refused or whole in deed.refused or not _bears(clitics, entry.grammar):
            continue
        if not _fits_last_letter(sight.scene, hit, entry.grammar):
            continue
        if not _keeps_company(deed.company, hit.first - sight.first, hit.last - sight.first, sight.around):
            refused.add(deed.id)
            continue
        if deed.stative and entry.grammar.state == "present" and not clitics.endswith(_AHEAD) and not sight.title:
            refused.add(deed.id)
            continue
        readings = [
            other
            for other in hit.entries
            if other.deed is deed
            and _bears(clitics, other.grammar)
            and _fits_last_letter(sight.scene, hit, other.grammar)
        ]
        chosen = _choose_reading(sight, hit, clitics, readings)
        passive = chosen.passive or _is_vowelled(sight.scene, hit)
        return Trigger(hit.first, hit.last, hit.cut, clitics, deed, chosen.grammar, passive)
    return None


def _bears(clitics: str, grammar: Inflected) -> bool:
    """Answer whether a form takes these proclitics: no preposition before a verb, but lam before the present."""
    if not clitics or clitics in _CONJUNCTIONS:
        return True
    last = clitics[-1]
    if grammar.part == "verb":
        return grammar.state == "present" and last in (LAM, SEEN)
    return last != SEEN


def _fits_last_letter(scene: Scene, hit: Hit[DeedForm], grammar: Inflected) -> bool:
    """Answer whether the page's last letter is that of a form: teh marbuta is no pronoun, nor heh it where both stand.

    Both are folded to heh: annihilation, and he annihilated him.
    """
    last = scene.page.text[hit.span(scene.tokens).end - 1]
    if grammar.marbuta:
        return last != HEH or TEH_MARBUTA not in scene.page.text
    return last != TEH_MARBUTA or not grammar.pronoun


def _keeps_company(company: Company, first: int, last: int, around: list[frozenset[str]]) -> bool:
    """Answer whether the words around `[first, last)`, counted in the sentence, are those the entry asks for."""
    before, after = around[max(0, first - _NEAR) : first], around[last : last + _NEAR]
    if _meets(company.not_before, before[-1:]) or _meets(company.not_after, after[:_BEFORE]):
        return False
    if company.after and not _meets(company.after, after[:_AFTER]):
        return False
    if company.before and not _meets(company.before, before[-_BEFORE:]):
        return False
    near = before + after
    if _meets(company.without, near):
        return False
    return not (company.near and not _meets(company.near, near)) and not (
        company.also and not _meets(company.also, near)
    )


def _meets(words: frozenset[str], around: list[frozenset[str]]) -> bool:
    return bool(words) and any(not words.isdisjoint(stems) for stems in around)


def _is_vowelled(scene: Scene, hit: Hit[DeedForm]) -> bool:
    """Answer whether the page writes the damma of the passive on the first letter."""
    start = hit.span(scene.tokens).start
    return scene.page.text[start + 1 : start + 2] == _DAMMA


def _choose_reading(sight: _Sight, hit: Hit[DeedForm], clitics: str, readings: list[DeedForm]) -> DeedForm:
    """Return the reading of a form that may be verb or noun.

    A preposition before it makes a noun, as do a verb before it and an adjective or preposition behind it; a relative,
    a negation or a definite phrase before it, which no genitive can follow, makes a verb. Otherwise a noun phrase
    stands before (a subject) or behind it, and it is a verb.
    """
    verbs = [r for r in readings if r.grammar.part == "verb"]
    nouns = [r for r in readings if r.grammar.part == "noun"]
    if not verbs or not nouns:
        return readings[0]
    if clitics and clitics[-1] not in _CONJUNCTIONS:
        return nouns[0]
    before, after = sight.classes(hit.first - 1), sight.classes(hit.last)
    if before & _MAKES_VERB:
        return verbs[0]
    if before & _MAKES_NOUN and not clitics:
        return nouns[0]
    if not clitics and _closes_phrase(sight, hit.first - 1, before):
        # A clause has one verb: Algiers decided (on) the recall of its envoy.
        governed = verbs[0].grammar.state == "past" and _has_verb_before(sight, hit.first)
        return nouns[0] if governed else verbs[0]
    headline = sight.title and hit.first == sight.first
    # Not so behind "in which": an officer was killed there.
    noun = headline or (after & {"adjective", "preposition"} and "resumptive" not in after)
    return nouns[0] if noun else verbs[0]


def _has_verb_before(sight: _Sight, at: int) -> bool:
    """Answer whether a finite verb that is no auxiliary opens the clause of the word at `at`, its subject between."""
    for token in range(at - 2, max(sight.first, at - _CLAUSE) - 1, -1):
        classes = sight.classes(token)
        if classes & _MAKES_VERB or not sight.scene.tokens.forms[token][0].isalnum():
            return False
        if "judging" in classes or "governing" in classes:
            return True
    return False


def _closes_phrase(sight: _Sight, at: int, classes: frozenset[str]) -> bool:
    """Answer whether the word at `at` ends a phrase that takes no genitive: a name, a definite or accusative noun."""
    if at < sight.first:
        return False
    form = sight.scene.tokens.forms[at]
    if at in sight.scene.inside or form.startswith(ARTICLE):
        return True
    return not classes and len(form) > 3 and form.endswith(ALEF)

"""The words of a sentence: tokens in; each with its classes, its kind to a noun phrase and its proclitics out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, NamedTuple

from khabar.text.letters import ARTICLE, BEH, FEH, KAF, LAM, TEH_MARBUTA, WAW, YEH

if TYPE_CHECKING:
    from khabar.events.scene import Scene
    from khabar.text.tokens import Reading
    from khabar.times import TimeExpression

# What no noun phrase can hold; "" for what it can.
Kind = Literal["", "relative", "preposition", "time", "verb", "joint", "adverb", "sign"]

_CONJUNCTIONS = frozenset(WAW + FEH)
_PREFIXED = frozenset(BEH + LAM + KAF)
_PREPOSED = frozenset(BEH + LAM)  # what a long word of the news opens with before another such word is a preposition
# Endings of nisbas and sound plurals, which a noun in yeh bears more often than a verb does.
_NOMINAL = ("\u064a\u0647", "\u064a\u0646")
_TENTH = "\u062a\u0633\u062a"  # present of the tenth form, feminine: no noun of it opens so
_PRESENT = 4  # letters of the shortest present tense taken for one without being known

_NONE: frozenset[str] = frozenset()
_JUDGING: frozenset[str] = frozenset({"judging"})
_INNER: frozenset[str] = frozenset({"inner"})
_VERBAL = frozenset({"verb", "light", "suffer", "judging", "leads_to"})
# The kinds by the classes that make them, the first that applies.
_KINDS: tuple[tuple[frozenset[str], Kind], ...] = (
    (frozenset({"belonging", "adjective", "one", "two", "victim", "official", "force", "body", "person", "title"}), ""),
    (frozenset({"relative"}), "relative"),
    (frozenset({"preposition", "agent"}), "preposition"),
    (frozenset({"time"}), "time"),
    (frozenset({"auxiliary"}), "adverb"),
    (frozenset({"verb", "light", "suffer", "light_noun"}), "verb"),
    (frozenset({"subordinator", "complementiser", "pronoun_joint"}), "joint"),
    (
        frozenset({"adverb", "backed", "background", "negation", "denial", "future", "hypothetical", "condition"}),
        "adverb",
    ),
)


class Word(NamedTuple):
    """The word or phrase at a token: its classes, the token behind it, its kind, its folded proclitics."""

    classes: frozenset[str]
    last: int
    kind: Kind
    clitics: str


@dataclass(frozen=True, slots=True)
class Sentence:
    """Tokens `[first, last)` of one sentence and their words; a word inside a longer phrase has the class `inner`.

    `times` maps the first token of each expression of time to the token behind it.
    """

    scene: Scene
    first: int
    last: int
    title: bool
    words: tuple[Word, ...]
    times: dict[int, int]

    def at(self, token: int) -> Word:
        """Return the word at a token of the sentence."""
        return self.words[token - self.first]


def read_sentence(scene: Scene, first: int, last: int, times: tuple[TimeExpression, ...], *, title: bool) -> Sentence:
    """Return the sentence at tokens `[first, last)`."""
    spans = {time.first: time.last for time in times}
    words: list[Word] = []
    at = first
    while at < last:
        word = _read_word(scene, at, last, spans)
        words.append(word)
        words.extend(Word(_INNER, word.last, "", "") for _ in range(at + 1, word.last))
        at = word.last
    return Sentence(scene, first, last, title, tuple(words), spans)


def _read_word(scene: Scene, at: int, last: int, times: dict[int, int]) -> Word:
    form = scene.tokens.forms[at]
    if not form[0].isalnum():
        return Word(_NONE, at + 1, "sign", "")
    classes, end, cut = scene.classes(at, last)
    if scene.page.text[scene.tokens.ends[at] - 1] == TEH_MARBUTA:
        classes -= _VERBAL  # once, not: he passed him, which folds alike
    named = scene.named.get(at)
    if named is not None:
        return Word(classes, end, "", form[: named.cut])
    if at in times:
        return Word(classes, end, "time", form[:cut])
    if at in scene.cues and not _kind(classes) and not form.startswith(ARTICLE):
        return Word(classes | _JUDGING, at + 1, "verb", form[:cut])
    if classes:
        return Word(classes, end, "" if _counts(scene, classes, end, last) else _kind(classes), form[:cut])
    return _read_unknown(scene, at, form)


def _counts(scene: Scene, classes: frozenset[str], following: int, last: int) -> bool:
    """Answer whether a word that may be a preposition says "about" of the number behind it."""
    if "quantity" not in classes or "preposition" not in classes or following == last:
        return False
    return scene.tokens.forms[following].isdigit() or "quantity" in scene.classes(following, last)[0]


def _kind(classes: frozenset[str]) -> Kind:
    for members, kind in _KINDS:
        if not members.isdisjoint(classes):
            return kind
    return ""


def _read_unknown(scene: Scene, at: int, form: str) -> Word:
    """Return a word of no class: a verb where the code book or its first letter says so, else a noun."""
    known = scene.deeds.forms.phrases.get(form)
    if known is not None:
        verb = all(entry.grammar.part == "verb" for entry in known)
        return Word(_NONE, at + 1, "verb" if verb else "", "")
    stem = form[1:] if form[0] in _CONJUNCTIONS else form
    present = stem[:1] == YEH and len(stem) >= _PRESENT and not stem.endswith(_NOMINAL)
    if present or (stem.startswith(_TENTH) and len(stem) > _PRESENT):
        return Word(_NONE, at + 1, "verb", "")
    return Word(_NONE, at + 1, "", _split_off(scene, form, scene.tokens.readings[at]))


def _split_off(scene: Scene, form: str, readings: tuple[Reading, ...]) -> str:
    """Return the proclitics of an unknown word, as far as the code book or the article behind them betray them."""
    if len(readings) == 1:
        return ""
    for cut, stem in readings[1:]:
        whole = form in scene.common and (form[0] not in _PREPOSED or len(stem) < _PRESENT)
        if stem in scene.deeds.forms.phrases or (stem in scene.common and not whole):
            return form[:cut]
    start = 1 if form[0] in _CONJUNCTIONS else 0
    rest = form[start:]
    if rest.startswith(BEH + BEH) and len(rest) >= _PRESENT:
        return form[: start + 1]  # no common word opens with two
    if rest.startswith(LAM + LAM) or (rest[0] in _PREFIXED and rest.startswith(ARTICLE, 1)):
        return form[: start + 1]
    joined = start and (rest.startswith(ARTICLE) or (form[0] == WAW and len(rest) >= _PRESENT))
    return form[:1] if joined else ""

"""What a word can be in a noun phrase: a title, a speaker, a medium, a word with a preposition written to it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from khabar.statements.letters import BELONGING, LETTERED, PRESENT, SOUND_PLURAL
from khabar.text.letters import ALEF, ARTICLE, LAM_LAM

if TYPE_CHECKING:
    from khabar.statements.scene import Scene

_SPEAKING = frozenset({"speaker", "document"})
_ASIDE = 16  # tokens of an attribution between two commas
_COUNT = 4  # tokens of a number
_NAME = 6  # tokens of a name in quotation marks
_FUNCTIONS = frozenset(
    {
        "embedder",
        "circumstance",
        "aside",
        "linker",
        "relative",
        "governor",
        "negation",
        "lettered",
        "complementiser",
        "pronoun",
    }
)


def can_speak(scene: Scene, at: int) -> bool:
    """Return whether the phrase that opens at token `at` can name somebody who says something."""
    form = scene.tokens.forms[at]
    quote = scene.quote_at.get(at)
    if at in scene.named_at or speaks(scene, form):
        return True
    if quote is not None:
        return quote.inner_last - quote.inner_first <= _NAME
    if form.endswith(SOUND_PLURAL) and len(form) > 4 and form[0] not in PRESENT:
        return True
    if form.removeprefix(ARTICLE) in scene.known.heads.phrases or is_title(scene, at):
        return True
    return _is_outlet(scene, at) or behind_count(scene, at) > at


def behind_count(scene: Scene, at: int) -> int:
    """Return the token behind a number of people and the noun that counts them, `at` where none opens there."""
    forms = scene.tokens.forms
    end = at
    while end < len(forms) and end - at < _COUNT and (forms[end].isdigit() or scene.has(end, "count")):
        end = scene.behind(end) if scene.has(end, "count") else end + 1
    counted = at < end < len(forms) and speaks(scene, forms[end])
    return end + 1 if counted else at


def _is_outlet(scene: Scene, at: int) -> bool:
    tokens = scene.tokens
    return at in scene.outlets and scene.known.outlets.at(tokens, at, len(tokens.forms)) is not None


def speaks(scene: Scene, form: str) -> bool:
    """Return whether a noun, the article allowed, is one that can say something."""
    stem = form.removeprefix(ARTICLE)
    known = scene.speech.roles.phrases
    return not _SPEAKING.isdisjoint((*known.get(stem, ()), *known.get(stem.removesuffix(ALEF), ())))


def is_title(scene: Scene, at: int) -> bool:
    """Return whether a title of a person opens at token `at`."""
    tokens = scene.tokens
    return at in scene.titles and scene.known.titles.at(tokens, at, len(tokens.forms)) is not None


def is_title_word(scene: Scene, at: int) -> bool:
    """Return whether the word at token `at` is a title or another noun for a speaker."""
    return speaks(scene, scene.tokens.forms[at]) or is_title(scene, at)


def is_construct(scene: Scene, at: int) -> bool:
    """Return whether the word at token `at` is one that another noun completes."""
    form = scene.tokens.forms[at]
    return not form.startswith(ARTICLE) and (scene.has(at, "speaker") or form in scene.known.heads.phrases)


def is_medium(scene: Scene, at: int) -> bool:
    """Return whether a news medium opens at token `at`, one letter of a preposition passed over."""
    forms = scene.tokens.forms
    quote = scene.quote_at.get(at)
    if quote is not None and quote.inner_last - quote.inner_first <= _NAME:
        at = quote.inner_first
    if _is_outlet(scene, at):
        return True
    for stem in (forms[at], forms[at][1:]):
        heads = scene.known.heads.phrases.get(stem.removeprefix(ARTICLE), ())
        if any(head.sector == "MED" for head in heads) or scene.has(at, "medium"):
            return True
    return False


def lettered(scene: Scene, at: int) -> str:
    """Return the one-letter preposition in front of the word at token `at`, "" where it has none."""
    form = scene.tokens.forms[at]
    if form[0] not in LETTERED or "lettered" in scene.speech.roles.phrases.get(form, ()):
        return ""
    if len(form) == 1:
        return form
    if scene.has(at, "masdar"):
        return form[0]
    named = scene.named_at.get(at)
    if len(form) < 4 or (named is not None and not named.cut):
        return ""
    return form[0]


def governs(scene: Scene, at: int) -> bool:
    """Return whether the word at token `at` governs the preposition behind it."""
    return scene.has(at, "governor") and scene.behind(at) == at + 2


def is_function_word(scene: Scene, at: int) -> bool:
    """Return whether the word at token `at` heads no noun phrase: a particle, a preposition, a word of time."""
    found = scene.roles.get(at)
    if found is not None and found.names & _FUNCTIONS:
        return True
    form = scene.tokens.forms[at]
    return len(form) < 3 or form.startswith(LAM_LAM) or bool(lettered(scene, at))


def is_initial_stop(scene: Scene, at: int, limit: int) -> bool:
    """Return whether the stop at token `at` belongs to one letter that stands for a title or name that goes on."""
    return len(scene.tokens.forms[at - 1]) == 1 and at + 1 < limit


def behind_comma(scene: Scene, at: int, limit: int) -> int:
    """Return the token behind the comma that closes what opens at token `at` behind another, `at` where none does."""
    if at == 0 or scene.tokens.forms[at - 1] != ",":
        return at
    return next((i + 1 for i in range(at, min(limit, at + _ASIDE)) if scene.tokens.forms[i] == ","), at)


def behind_bracket(scene: Scene, at: int, limit: int) -> int:
    """Return the token behind the bracket that closes the one at `at`, or the next token where none does."""
    for behind in range(at + 1, min(limit, at + 15)):
        if scene.tokens.forms[behind] == ")":
            return behind + 1
    return at + 1


def behind_medium(scene: Scene, at: int, limit: int) -> int:
    """Return the token behind the indefinite adjectives of a channel."""
    forms = scene.tokens.forms
    while at < limit and forms[at].endswith(BELONGING[:2]) and not can_speak(scene, at):
        if at in scene.roles and not scene.has(at, "quality"):
            break
        at += 1
    return at

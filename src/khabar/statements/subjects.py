"""The phrase that names the speaker: found before its verb, or trimmed to what can speak behind it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from khabar.statements.letters import BREAKS, CONJUNCTIONS, FEMININE_PLURAL, OBLIQUE, PRONOUNS
from khabar.statements.phrases import behind_count, can_speak, is_title, lettered
from khabar.statements.walk import walk
from khabar.text.letters import ALEF, ARTICLE, BEH, FATHATAN, LAM, TEH_MARBUTA

if TYPE_CHECKING:
    from khabar.lexicon.names_entries import Title
    from khabar.lexicon.speech import CueForm
    from khabar.statements.scene import CueHit, Scene

_SUBJECT_REACH = 30  # tokens; no subject before its verb has been seen longer
_DEFINITE = 8  # tokens of a subject that opens with a definite noun no list knows
_NAME = 2  # words of a name that no list knows, before a headline's verb
_PHRASE = 6  # tokens of a phrase that a relative clause or a bare verb hangs on
_LEADS = ("complementiser", "so")  # roles of particles that a subject follows
_LETTERS = 2  # letters of the shortest words that only join others
_PRONOUN_LENGTH = 5  # letters of a preposition, a noun and a pronoun
_SHORT = 5  # tokens of a source whose words no list knows


def subject_before(scene: Scene, first: int, verb: int) -> tuple[int, int] | None:
    """Return the tokens of a subject that stands before its verb, None where none does."""
    last = verb
    while last > first and _is_between(scene, last - 1):
        last -= 1
    begin = last
    coordinated = -1
    while begin > first and last - begin < _SUBJECT_REACH and not _bounds_subject(scene, begin - 1, verb):
        begin -= 1
        if coordinated < 0 and is_joined(scene, begin):
            coordinated = begin
    parted = coordinated >= 0 and (_parted(scene, begin, coordinated) or _is_of_one(scene, coordinated, verb))
    if coordinated >= 0 and (parted or not can_speak(scene, begin)):
        begin = coordinated
    after_comma = scene.tokens.forms[verb - 1] == "," if verb > first else False
    while begin < last and _is_setting(scene, begin):
        begin = scene.behind(begin)
    unended = last > first and (scene.has(last - 1, "linker") or scene.has(last - 1, "embedder"))
    if begin >= last or last - begin >= _SUBJECT_REACH or unended:
        return None
    led = begin > first and any(scene.has(begin - 1, role) for role in _LEADS)
    opened = begin == first or led or scene.has(begin - 1, "auxiliary") or scene.has(begin - 1, "linker")
    if after_comma and not opened:
        return None
    if can_speak(scene, begin) or is_joined(scene, begin):
        return begin, last
    definite = scene.tokens.forms[begin].startswith(ARTICLE) and last - begin <= _DEFINITE
    # Behind such a particle nothing but the subject can stand.
    ruled = led and last - begin <= _SHORT
    unknown = definite or ruled or (scene.in_title(begin) and last - begin <= _NAME)
    unfit = ("circumstance", "embedder", "negation", "opener", "aside", "that")
    function = any(scene.has(begin, role) for role in unfit) or lettered(scene, begin)
    return (begin, last) if unknown and opened and not function else None


def _is_between(scene: Scene, at: int) -> bool:
    """Return whether the token may stand between a subject and its verb."""
    forms = scene.tokens.forms
    return (
        scene.has(at, "had")
        or forms[at] == ","
        or at in scene.quote_at
        or at in scene.covered
        or scene.has(at, "aside")
    )


def is_joined(scene: Scene, at: int) -> bool:
    """Return whether a speaker opens at token `at` behind a conjunction written to it."""
    form = scene.tokens.forms[at]
    if form[0] not in CONJUNCTIONS or len(form) < 4:
        return False
    named = scene.named_at.get(at)
    if named is not None and named.cut:
        return True
    stem = form[1:].removeprefix(ARTICLE)
    return stem in scene.known.heads.phrases or "speaker" in scene.speech.roles.phrases.get(stem, ())


def _parted(scene: Scene, first: int, last: int) -> bool:
    """Return whether a name joined at token `last` stands behind a place: "recalls its envoy in Paris, and France"."""
    return last in scene.named_at and scene.has(last - 2, "inside") and last - 1 in scene.named_at and first < last - 2


def _is_of_one(scene: Scene, joined: int, verb: int) -> bool:
    """Return whether a verb before which names are joined is of one man or place, and so of the last of them alone."""
    forms = [hit.form for hit in scene.cues.get(verb, ()) if hit.form.part == "verb"]
    return joined in scene.named_at and bool(forms) and all((f.gender, f.number) == ("m", "s") for f in forms)


def _is_setting(scene: Scene, at: int) -> bool:
    return scene.has(at, "aside") or scene.has(at, "linker") or scene.tokens.forms[at] == ","


def _bounds_subject(scene: Scene, at: int, verb: int) -> bool:
    form = scene.tokens.forms[at]
    if form in BREAKS or form == "," or at in scene.covered:
        return True
    quote = scene.quote_around(at) if scene.tokens.forms[verb - 1] == "," else None
    if quote is not None and quote.last <= verb:
        return True
    if any(scene.has(at, role) for role in ("complementiser", "linker", "relative", "auxiliary", "what", "so")):
        return True
    hits = scene.cues.get(at, ())
    return any(hit.form.part == "verb" and (hit.cut or hit.form.cue.takes & {"clause"}) for hit in hits)


def has_source(scene: Scene, hit: CueHit, last: int) -> bool:
    """Return whether a phrase that can speak follows the verb before its complement: then that is its subject."""
    if hit.token + 1 >= last or not can_speak(scene, hit.token + 1):
        return False
    return trim_source(scene, walk(scene, hit.token + 1, last, hit.form.cue).source) is not None


def nearest_phrase(scene: Scene, first: int, last: int) -> tuple[int, int] | None:
    """Return the tokens of the nearest phrase before token `last` that can speak, None where none is near."""
    for at in range(last - 1, max(first - 1, last - _PHRASE - 1), -1):
        if scene.tokens.forms[at] in BREAKS or scene.has(at, "complementiser") or scene.has(at, "relative"):
            return None
        if at in scene.covered or scene.has(at, "linker"):
            return None
        named = scene.named_at.get(at)
        if can_speak(scene, at) and (named is None or named.last <= last):
            begin = at
            while begin > first and can_speak(scene, begin - 1) and _completes(scene, begin):
                begin -= 1
            return begin, last
    return None


def _completes(scene: Scene, at: int) -> bool:
    """Return whether the noun at token `at` can complete the one before it: that one bare, or this one definite.

    No feminine completes the definite title of a man.
    """
    forms = scene.tokens.forms
    if not forms[at - 1].startswith(ARTICLE):
        return True
    if is_man(scene, at - 1) and is_feminine(scene, at):
        return False
    return forms[at].startswith(ARTICLE) or at in scene.named_at


def qualified_noun(scene: Scene, first: int, hit: CueHit) -> tuple[int, int] | None:
    """Return the indefinite noun a bare verb qualifies, as in `reports say …`, None where none stands before it."""
    following = hit.token + 1
    if hit.token == first or hit.form.cue.also != "verb" or following >= len(scene.tokens.forms):
        return None
    if not scene.tokens.forms[hit.token - 1].isalnum():
        return None  # a comma or a closing mark: another clause
    if can_speak(scene, following):
        return None  # its subject follows
    subject = nearest_phrase(scene, first, hit.token)
    if subject is None or scene.tokens.forms[subject[0]].startswith(ARTICLE) or subject[0] in scene.named_at:
        return None
    if scene.tokens.forms[subject[0]].endswith(ALEF) and scene.has(following, "pronoun"):
        return None  # a document somebody issued, who says what is in it
    return subject if agrees(scene, hit.form, subject[0]) else None


def agrees(scene: Scene, form: CueForm, at: int) -> bool:
    """Return whether the noun at token `at` can be the subject of a verb in `form`, as far as its ending tells.

    A sound plural in the oblique cannot; a feminine noun or a broken plural of things cannot behind a masculine verb,
    one man's title not behind a feminine one that may be told to him.
    """
    named = scene.named_at.get(at)
    if scene.has(at, "honorific") or (named is not None and (named.mention.type == "PER" or not form.cue.addressee)):
        return True
    if behind_count(scene, at) > at:
        return True  # three delegates: a number takes the other gender
    noun = scene.tokens.forms[at]
    if noun.endswith(OBLIQUE) and len(noun) > 4 and form.part == "verb" and named is None and not is_title(scene, at):
        return False
    if form.gender == "m":
        return not is_feminine(scene, at)
    spoken_to = form.cue.addressee and form.gender == "f" and form.number == "s"
    return not (spoken_to and is_man(scene, at))


def is_feminine(scene: Scene, at: int) -> bool:
    """Return whether the noun at token `at` takes a feminine verb, as far as its ending and the lists tell."""
    noun = scene.tokens.forms[at]
    if scene.has(at, "masculine") or any(title.gender == "m" for title in _titles(scene, at)):
        return False
    return (
        scene.has(at, "feminine")
        or scene.tokens.page[scene.tokens.ends[at] - 1] == TEH_MARBUTA
        or (noun.endswith(FEMININE_PLURAL) and len(noun) > 4)
    )


def _titles(scene: Scene, at: int) -> tuple[Title, ...]:
    hit = scene.known.titles.at(scene.tokens, at, len(scene.tokens.forms)) if at in scene.titles else None
    return hit.entries if hit else ()


def is_man(scene: Scene, at: int) -> bool:
    """Return whether the title of one man, which names no body too, opens at token `at`."""
    titles = _titles(scene, at)
    men = bool(titles) and all((title.gender, title.number) == ("m", "s") for title in titles)
    return men and scene.tokens.forms[at].removeprefix(ARTICLE) not in scene.known.heads.phrases


def trim_source(scene: Scene, source: tuple[int, int] | None) -> tuple[int, int] | None:
    """Return a source without what only sets the scene around it, None where nothing is left that could speak."""
    if source is None:
        return None
    first, last = source
    while first < last and (scene.has(first, "aside") or scene.tokens.forms[first] in {",", "-", ":"}):
        first = scene.behind(first)
    while first < last and first - 1 in scene.covered and scene.has(first, "quality"):
        first += 1  # of the channel before it
    while last > first and (scene.tokens.forms[last - 1] in {",", "-", ":", "("} or last - 1 in scene.quote_at):
        last -= 1
    if last - first > 1 and _is_handed(scene, last - 1):
        last -= 1
    if first >= last:
        return None
    unfit = ("circumstance", "embedder", "complementiser", "linker", "pronoun", "what", "that")
    if first not in scene.named_at and any(scene.has(first, role) for role in unfit):
        return None
    if _is_bare_letter(scene, first) or _is_adverbial(scene, first):
        return None
    if _is_governed(scene, first):
        return None
    plausible = last - first <= _SHORT or scene.tokens.forms[first].startswith(ARTICLE)
    plausible = plausible or any(can_speak(scene, at) for at in range(first, min(last, first + _SHORT)))
    return (first, last) if plausible or any(scene.named_within(first, last)) else None


def _is_handed(scene: Scene, at: int) -> bool:
    """Return whether a noun behind one that is definite takes up the verb: `quoted the minister as saying that C`."""
    definite = scene.tokens.forms[at - 1].startswith(ARTICLE) or at - 1 in scene.quote_at
    return scene.has(at, "handed") and (definite or any(named.last == at for named in scene.named_within(at - 4, at)))


def _is_adverbial(scene: Scene, at: int) -> bool:
    """Return whether what stands at token `at` goes on with the verb before: an accusative, or "went on saying"."""
    if at not in scene.named_at and FATHATAN in scene.tokens.page[scene.tokens.starts[at] : scene.tokens.ends[at]]:
        return True
    forms = [hit.form for hit in scene.cues.get(at, ()) if not hit.cut]
    return any(f.part == "participle" and f.gender == "m" for f in forms) or any(
        f.part == "verb" and f.imperfect for f in forms
    )


def _is_governed(scene: Scene, at: int) -> bool:
    """Return whether a noun the lists know, or one with a pronoun, stands behind a preposition written to it."""
    form = scene.tokens.forms[at]
    if at in scene.named_at or not lettered(scene, at):
        return False
    stem = form[1:]
    owned = form.endswith(PRONOUNS) and scene.tokens.page[scene.tokens.ends[at] - 1] != TEH_MARBUTA
    if form[0] == BEH and owned and len(form) >= _PRONOUN_LENGTH:
        return True
    known = scene.known
    return stem in scene.speech.roles.phrases or stem in known.heads.phrases or stem in known.words.common


def _is_bare_letter(scene: Scene, at: int) -> bool:
    form = scene.tokens.forms[at]
    if at in scene.quote_at or (len(form) == 1 and scene.tokens.forms[at + 1 : at + 2] == (".",)):
        return False
    if len(form) <= _LETTERS and form in scene.known.words.common and not can_speak(scene, at):
        return True  # a particle
    return len(form) == 1 or (form[0] == LAM and at not in scene.named_at and form[1:2] == LAM)

"""How far a person's name reaches: tokens in, the token behind the name out.

A name is `given (given | link name | servant name | suffix | family)*`: links are son of, father of and the like, a
servant is slave *of the* …, a family name is a definite word or one that Arabic news does not use otherwise. No
proclitic stands inside a name.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from khabar.text.letters import ARTICLE, BEH, HEH, LAM_LAM, TEH, WAW, YEH

if TYPE_CHECKING:
    from khabar.mentions.view import View

Kind = Literal["given", "weak", "link", "servant", "prefix", "suffix", "ordinal", "family", "unknown", "none"]

_MOST_WORDS = 8
# Foreign names have two parts, seldom three, that no list of given names holds.
_MOST_UNKNOWN = 2
# The long vowels; what Arabic verbs and verbal nouns open with and transliterations seldom do.
_VOWELS = frozenset("\u0627\u0648\u064a")
_ARABIC_OPENINGS = ("\u0627\u0633\u062a", "\u0627\u0644", "\u0645\u062a", "\u064a", "\u0645\u0633\u062a")
_FOREIGN_LENGTH = 4
_LONG = 9  # letters that no Arabic word without clitics has
_LONGEST_VERB = 5
_ALI = "\u0639\u0644\u064a"
# The Dutch link, and the particle that folds to the same letters.
_VAN, _SO = "\u0641\u0627\u0646", "\u0641\u0625\u0646"
# "Father of", which a common word may follow in a surname.
_FATHERS = frozenset({"\u0627\u0628\u0648", "\u0627\u0628\u064a", "\u0627\u0628\u0627"})
# Her and their, behind a noun.
_BU, _BU_LENGTH = "\u0628\u0648", 6  # "father of" as surnames of the Maghreb open with it
_PRONOUNS = ("\u0647\u0627", "\u0647\u0645")
_HAMZA_BELOW = "\u0625"
_PREPOSITIONS = frozenset({"\u0628", "\u0644"})
# "Of the house of" opens no name, "or" folds to mother of.
_NO_OPENERS = frozenset({"\u0627\u0644", "\u0627\u0645", "\u0627\u0644\u062d\u0627\u062c"})
_NAMES = frozenset({"given", "weak", "family", "unknown", "suffix"})
_OPENS = frozenset({"given", "link", "servant", "prefix", "suffix", "family"})


def kind_at(view: View, at: int) -> Kind:
    """Return what the token at `at` may be inside a name; "weak" is a given name that is a common word too."""
    form = view.form(at)
    if not view.is_arabic(at):
        return "none"
    if form == _ALI:
        return "weak" if is_ali(view, at) else "none"
    if form == _VAN and view.tokens.text(at, at + 1) == _SO:
        return "none"
    if part := view.lexicon.parts.get(form):
        return part
    if given := view.lexicon.given.get(form):
        return "weak" if given.weak else "given"
    return _kind_unlisted(view, at, form)


def _kind_unlisted(view: View, at: int, form: str) -> Kind:
    lexicon = view.lexicon
    if form in lexicon.words.common or form in lexicon.words.breaks or form in lexicon.titles.phrases:
        return "none"
    if nisbas := lexicon.nisbas.phrases.get(form):
        return "family" if (nisbas[0].definite, nisbas[0].gender, nisbas[0].number) == (True, "m", "s") else "none"
    if view.is_adverb(at):
        return "none"
    if view.is_definite(at) or (form.startswith(_BU) and len(form) >= _BU_LENGTH and not view.is_common(at)):
        return "family"
    shaped = (
        _is_preposed(view, at)
        or form.startswith(LAM_LAM)
        or _joins_name(view, form)
        or _is_present(form)
        or _is_in_place(view, form)
    )
    return "none" if shaped or view.is_common(at) or _is_owned(view, at, form) or _is_his(view, at) else "unknown"


def _is_in_place(view: View, form: str) -> bool:
    """Tell whether a word says where: "in Damascus"."""
    places = view.lexicon.known.phrases.get(form[1:], ()) if form[0] == BEH and len(form) >= _FOREIGN_LENGTH else ()
    return any(place.type == "LOC" for place in places)


def _is_preposed(view: View, at: int) -> bool:
    """Tell whether a word holds a preposition and a verbal noun: what is written with hamza below, bi- before it."""
    written = view.tokens.text(at, at + 1)
    return written[0] in _PREPOSITIONS and written[1] == _HAMZA_BELOW


def _is_his(view: View, at: int) -> bool:
    """Tell whether a word has the shape of "for his …": a preposition before, heh itself and no teh marbuta behind."""
    written = view.tokens.text(at, at + 1)
    return len(written) >= _FOREIGN_LENGTH and written[0] in _PREPOSITIONS and written.endswith((HEH, *_PRONOUNS))


def _is_owned(view: View, at: int, form: str) -> bool:
    """Tell whether a word is a common one, or an organ's, with her or their behind it."""
    if not form.endswith(_PRONOUNS):
        return False
    lexicon = view.lexicon
    bare = [stem[:-2] for stem in view.stems(at)]
    feminine = [stem[:-1] + HEH for stem in bare if stem.endswith(TEH)]  # its teh marbuta opened before the pronoun
    return any(s in lexicon.words.common or ARTICLE + s in lexicon.organs.phrases for s in (*bare, *feminine))


def _is_present(form: str) -> bool:
    """Tell whether a word has the shape of a short verb in the present: yeh, then letters without a long vowel."""
    return form[0] == YEH and len(form) <= _LONGEST_VERB and not any(letter in _VOWELS for letter in form[1:-1])


def _joins_name(view: View, form: str) -> bool:
    """Tell whether a word that opens with waw joins another name: "and Carole"."""
    return form[0] == WAW and (form[1:] in view.lexicon.given or form.startswith(WAW + ARTICLE))


def name_end(view: View, first: int, last: int, unknown: int = 0) -> int:
    """Return the token behind the name whose first word is token `first`, `first` + 1 where it is that word alone.

    `unknown` is 1 where no list holds that word.
    """
    at, stop, words = first + 1, min(last, first + _MOST_WORDS), 1
    while at < stop:
        kind = kind_at(view, at)
        if _is_apart(view, at) or (kind == "unknown" and _is_behind_family(view, at)):
            break
        behind = _behind(view, at, stop, kind, words, unknown)
        if behind == at:
            break
        unknown += kind in ("unknown", "family")
        words += 1
        at = behind
    return at


def _is_apart(view: View, at: int) -> bool:
    """Tell whether more than one space parts a token from the one before."""
    return view.tokens.starts[at] > view.tokens.ends[at - 1] + 1


def _is_behind_family(view: View, at: int) -> bool:
    """Tell whether a definite family name stands before a token: the name ends with it."""
    return kind_at(view, at - 1) == "family" and view.is_definite(at - 1) and kind_at(view, at - 2) != "servant"


def opening_end(view: View, first: int, last: int) -> int:
    """Return the token behind a name that opens with a link or servant (father of …), `first` where none does."""
    kind = kind_at(view, first)
    if kind == "link" and view.form(first) not in _NO_OPENERS:
        behind = _behind_link(view, first, last)
    elif kind in ("servant", "prefix"):
        behind = _behind_servant(view, first, last, kind)
    else:
        return first
    if behind == first:
        return first
    end = name_end(view, behind - 1, last)
    # "Father of Ali, the soldier": behind a name of war even a common adjective is its surname.
    war_name = kind == "link" and end == behind < last and view.is_definite(end) and view.form(end).endswith(YEH)
    return end + war_name


def tail_end(view: View, at: int, last: int) -> int:
    """Return the token behind what a known full name may carry on with: son of …, of the house of …."""
    while at < last and kind_at(view, at) == "link":
        behind = _behind_link(view, at, last)
        if behind == at:
            break
        at = behind
    return at


def _behind(view: View, at: int, last: int, kind: Kind, words: int, unknown: int) -> int:
    """Return the token behind the next part of a name that has `words` parts so far, `at` where the name ends."""
    if kind in ("given", "suffix"):
        return at + 1
    if kind == "weak":
        # A common word ends a name only where the phrase ends with it.
        closed = at + 1 >= last or not view.form(at + 1)[0].isalnum()
        return at + (words == 1 or closed or kind_at(view, at + 1) in _OPENS)
    if kind == "link":
        return _behind_link(view, at, last)
    if kind in ("servant", "prefix"):
        return _behind_servant(view, at, last, kind)
    if kind == "ordinal":
        return at + (words == 1)
    # Behind two words, one that opens with waw is rather "and" than the start of a third.
    joined = kind == "unknown" and words > 1 and view.form(at)[0] == WAW
    return at + (kind in ("family", "unknown") and unknown < _MOST_UNKNOWN and not joined)


def _behind_link(view: View, at: int, last: int) -> int:
    if at + 1 >= last:
        return at
    kind = kind_at(view, at + 1)
    if kind in ("servant", "prefix"):
        behind = _behind_servant(view, at + 1, last, kind)
        return behind if behind > at + 1 else at
    if kind == "link":
        behind = _behind_link(view, at + 1, last)
        return behind if behind > at + 1 else at
    if kind == "none" and view.form(at) in _FATHERS and kind_at(view, at - 1) in ("given", "weak"):
        return at + 2 if _may_be_surname(view, at + 1) else at
    return at + 2 if kind in _NAMES else at


def _may_be_surname(view: View, at: int) -> bool:
    """Tell whether a common word may be the surname that "father of" opens behind a given name."""
    form = view.form(at)
    return view.is_arabic(at) and len(form) > len(ARTICLE) and form not in view.lexicon.titles.phrases


def _behind_servant(view: View, at: int, last: int, kind: Kind) -> int:
    """Return the token behind slave *of the* … or light *of the faith*; a prefix alone may be a given name."""
    behind = kind_at(view, at + 1) if at + 1 < last else "none"
    if behind == "suffix" or (kind == "servant" and at + 1 < last and view.is_definite(at + 1)):
        return at + 2
    return at + 1 if kind == "prefix" and view.form(at) in view.lexicon.given else at


def is_ali(view: View, at: int) -> bool:
    """Tell the name Ali from the preposition "on", which folds to the same letters: by the yeh that was written.

    A page that never writes the alef maqsura leaves it open, so there the word is taken for the preposition.
    """
    return view.careful and view.tokens.text(at, at + 1).endswith(YEH)


def is_foreign(form: str) -> bool:
    """Tell whether a folded word is spelled as Arabic spells foreign names: with a vowel letter in most syllables."""
    vowels = sum(letter in _VOWELS for letter in form[1:])
    spelled = len(form) >= _FOREIGN_LENGTH and (vowels * 3 >= len(form) or len(form) >= _LONG)
    return spelled and not form.startswith(_ARABIC_OPENINGS)

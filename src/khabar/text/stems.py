"""Light stems of folded words: what is left of a word without its article, conjunction and commonest endings.

After the light10 stemmer (Larkey, Ballesteros and Connell 2007), which finds as much in retrieval as lemmas do
and needs no dictionary. A stem is for comparing words, not for showing.
"""

from __future__ import annotations

from khabar.text.letters import ALEF, ARTICLE, BEH, FEH, HEH, KAF, LAM, NOON, TEH, WAW, YEH

_ARTICLES = (*(front + ARTICLE for front in (WAW, BEH, KAF, FEH)), LAM + LAM, ARTICLE)
# Longest first: what joins a pronoun, a plural, a nisba or a feminine to the word.
_ENDINGS = (
    HEH + ALEF,
    HEH + "\u0645",
    ALEF + NOON,
    ALEF + TEH,
    WAW + NOON,
    YEH + NOON,
    YEH + HEH,
    HEH,
    YEH,
    ALEF,
)
_LEAST = 3  # letters of a stem
_LEAST_WHOLE = 5  # letters of a word before the conjunction is cut off it


def stem_word(word: str) -> str:
    """Return the light stem of one folded word; a word of another script is its own."""
    for front in _ARTICLES:
        if word.startswith(front) and len(word) - len(front) >= _LEAST:
            word = word[len(front) :]
            break
    else:
        if word[:1] == WAW and len(word) >= _LEAST_WHOLE:
            word = word[1:]
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= _LEAST:
            return word[: -len(ending)]
    return word

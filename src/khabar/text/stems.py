"""Light stems of folded words: what is left of a word without its article, conjunction and commonest endings.

After the light10 stemmer (Larkey, Ballesteros and Connell 2007), which finds as much in retrieval as lemmas do
and needs no dictionary. A stem is for comparing words, not for showing.
"""

from __future__ import annotations

_ALEF, _BEH, _TEH, _FEH, _KAF, _LAM = "\u0627", "\u0628", "\u062a", "\u0641", "\u0643", "\u0644"
_NOON, _HEH, _WAW, _YEH = "\u0646", "\u0647", "\u0648", "\u064a"
_ARTICLE = _ALEF + _LAM
_ARTICLES = (*(front + _ARTICLE for front in (_WAW, _BEH, _KAF, _FEH)), _LAM + _LAM, _ARTICLE)
# Longest first: what joins a pronoun, a plural, a nisba or a feminine to the word.
_ENDINGS = (
    _HEH + _ALEF,
    _HEH + "\u0645",
    _ALEF + _NOON,
    _ALEF + _TEH,
    _WAW + _NOON,
    _YEH + _NOON,
    _YEH + _HEH,
    _HEH,
    _YEH,
    _ALEF,
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
        if word[:1] == _WAW and len(word) >= _LEAST_WHOLE:
            word = word[1:]
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= _LEAST:
            return word[: -len(ending)]
    return word

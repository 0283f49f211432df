"""Words into the pieces of the encoder's vocabulary: the unigram model of SentencePiece, without that library.

A word is normalised (NFKC; marks and tatweel dropped) and cut where the sum of the pieces' scores is highest. Pieces
stand for whole words, so offsets need no way back through the normalisation: a word's pieces are that word's.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field

from khabar.errors import ReaderError

BOS, PAD, EOS, UNKNOWN = range(4)
SPECIAL = 4  # ids below are no pieces
SPACE = "\u2581"  # SentencePiece writes the space before a word as this

_DROPPED = re.compile("[\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e8\u06ea-\u06ed]")
_LOWEST = -1e30
_MOST_CHARACTERS = 100  # of one word; what is longer is no word of any language, and its rest is left unread


@dataclass(frozen=True, slots=True)
class PieceVocabulary:
    """The pieces with their ids and log probabilities. `unknown` scores one character that no piece holds."""

    pieces: dict[str, tuple[int, float]]
    longest: int  # characters
    unknown: float
    seen: dict[tuple[str, bool], tuple[int, ...]] = field(default_factory=dict, compare=False, repr=False)

    def encode(self, word: str, glued: bool) -> tuple[int, ...]:
        """Return the ids of the pieces of `word`, at least one; `glued` where no space stands before it.

        Words are remembered, which changes the time taken and nothing else.
        """
        found = self.seen.get((word, glued))
        if found is None:
            found = self.seen[word, glued] = self._cut(word, glued)
        return found

    def _cut(self, word: str, glued: bool) -> tuple[int, ...]:
        text = ("" if glued else SPACE) + normal_form(word)[:_MOST_CHARACTERS]
        best = [0.0] + [_LOWEST] * len(text)
        back: list[tuple[int, int]] = [(0, UNKNOWN)] * (len(text) + 1)
        for start in range(len(text)):
            for end in range(start + 1, min(len(text), start + self.longest) + 1):
                identity, score = self.pieces.get(text[start:end], (UNKNOWN, _LOWEST))
                if end == start + 1 and identity == UNKNOWN:
                    score = self.unknown
                if best[start] + score > best[end]:
                    best[end], back[end] = best[start] + score, (start, identity)
        found: list[int] = []
        at = len(text)
        while at:
            at, identity = back[at]
            found.append(identity)
        return tuple(reversed(found)) or (UNKNOWN,)


def normal_form(word: str) -> str:
    """Return a word as the vocabulary spells it."""
    return _DROPPED.sub("", unicodedata.normalize("NFKC", word))


def read_vocabulary(table: str) -> PieceVocabulary:
    """Return the vocabulary written as lines `piece TAB score`, the first of which has id `SPECIAL`.

    Raises:
        ReaderError: a line is no piece with a score, or there is none.
    """
    pieces: dict[str, tuple[int, float]] = {}
    for number, line in enumerate(table.splitlines()):
        piece, tab, score = line.partition("\t")
        if not tab or not piece or piece in pieces:
            raise ReaderError(f"line {number + 1} of the pieces is no new piece with its score")
        pieces[piece] = (SPECIAL + number, float(score))
    if not pieces:
        raise ReaderError("the table of pieces is empty")
    lowest = min(score for _, score in pieces.values())
    # As in SentencePiece: ten below the rarest piece, so that an unknown character is always the last resort.
    return PieceVocabulary(pieces, max(map(len, pieces)), lowest - 10.0)

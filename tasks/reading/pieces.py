"""Cut the encoder's vocabulary to the pieces Arabic news is written with.

    python -m tasks.reading.pieces SHARED      writes src/khabar/reader/model/pieces.tsv

SHARED holds `corpus/*.zip` (JSON lists of articles with `title` and `content`), `gold/dev/texts.json` and
`ner/ANERCorp_CamelLab_train.txt`. Kept are the pieces used most, and every single character that occurs, so that words
never seen are still spelled out.
"""

# mypy: disable-error-code="import-not-found,no-any-return"

from __future__ import annotations

import json
import sys
import zipfile
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

from khabar.model import Span
from khabar.reader.pieces import SPACE, SPECIAL, PieceVocabulary, normal_form
from khabar.reader.words import split_words

from .encoder import Packed, read_packed, weights_path

if TYPE_CHECKING:
    from collections.abc import Iterator

OUT = Path(__file__).resolve().parents[2] / "src" / "khabar" / "reader" / "model" / "pieces.tsv"
KEPT = 12_000
_ARCHIVES = 4  # of the corpus; more change which rare pieces are kept and little else
_LEAST_CHARACTER = 3  # occurrences of a single character


def full_vocabulary(packed: Packed) -> PieceVocabulary:
    """Return the encoder's whole vocabulary with its own ids."""
    pieces = {
        piece: (number, score)
        for number, (piece, score) in enumerate(zip(packed.pieces, packed.scores, strict=True))
        if number >= SPECIAL and piece
    }
    return PieceVocabulary(pieces, max(map(len, pieces)), min(packed.scores) - 10.0)


def read_texts(shared: Path) -> Iterator[str]:
    for path in sorted((shared / "corpus").glob("*.zip"))[:_ARCHIVES]:
        with zipfile.ZipFile(path) as archive:
            for name in archive.namelist():
                for article in json.loads(archive.read(name)):
                    yield f"{article.get('title') or ''}\n{article.get('content') or ''}"
    # Counted twice, since the model learns from these alone.
    for _ in range(2):
        for article in json.loads((shared / "gold" / "dev" / "texts.json").read_text("utf-8")):
            yield article["text"]
        lines = (shared / "ner" / "ANERCorp_CamelLab_train.txt").read_text("utf-8").splitlines()
        yield " ".join(line.split()[0] for line in lines if line.strip())


def count_pieces(texts: Iterator[str], vocabulary: PieceVocabulary) -> tuple[Counter[int], Counter[str]]:
    """Return how often each piece is used, and how often each character occurs."""
    words: Counter[tuple[str, bool]] = Counter()
    for text in texts:
        split = split_words(text, [Span(0, len(text))])
        words.update(zip(split.forms, split.glued, strict=True))
    pieces: Counter[int] = Counter()
    characters: Counter[str] = Counter()
    for (word, glued), count in words.items():
        for identity in vocabulary.encode(word, glued):
            pieces[identity] += count
        for character in normal_form(word):
            characters[character] += count
    return pieces, characters


def choose(packed: Packed, shared: Path) -> list[int]:
    """Return the ids to keep: the special ones, then the pieces in the order of their ids."""
    vocabulary = full_vocabulary(packed)
    pieces, characters = count_pieces(read_texts(shared), vocabulary)
    kept = {
        vocabulary.pieces[text][0]
        for character, count in characters.items()
        if count >= _LEAST_CHARACTER
        for text in (character, SPACE + character)
        if text in vocabulary.pieces
    } | {vocabulary.pieces[SPACE][0]}
    for identity, _ in pieces.most_common():
        if len(kept) >= KEPT:
            break
        if identity >= SPECIAL:
            kept.add(identity)
    covered = sum(count for identity, count in pieces.items() if identity in kept)
    print(f"{len(kept)} pieces of {len(pieces)} in use cover {covered / pieces.total():.5f} of all uses")
    return [*range(SPECIAL), *sorted(kept)]


def main() -> None:
    packed = read_packed(weights_path())
    kept = choose(packed, Path(sys.argv[1]))
    lines = [f"{packed.pieces[identity]}\t{packed.scores[identity]:.3f}\n" for identity in kept[SPECIAL:]]
    OUT.write_text("".join(lines), "utf-8")


if __name__ == "__main__":
    main()

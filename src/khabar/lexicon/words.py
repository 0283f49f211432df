"""Words that begin with the letter of a proclitic but hold none."""

from __future__ import annotations

from typing import TYPE_CHECKING

from khabar.lexicon.tables import read_tsv
from khabar.text.fold import fold_form
from khabar.text.letters import HEH, TEH

if TYPE_CHECKING:
    from pathlib import Path

    from khabar.lexicon.tables import Faults

# Pronouns a word may end in, and the feminine ending that opens before them, folded.
_PRONOUNS = ("\u0647", "\u0647\u0627", "\u0647\u0645", "\u0647\u0645\u0627", "\u0646\u0627")


def load_whole_words(folder: Path, faults: Faults) -> frozenset[str]:
    """Return the folded words, each also with the pronouns it may end in."""
    words = {fold_form(row.text("form")) for row in read_tsv(folder / "whole_words.tsv", ("form",), faults)}
    stems = {word[:-1] + TEH if word.endswith(HEH) else word for word in words}
    return frozenset(words | {stem + pronoun for stem in stems for pronoun in _PRONOUNS})

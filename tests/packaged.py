"""The package's own lexicon, read once for all tests of a process."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

from khabar import Lexicon, load_lexicon
from khabar.lexicon.weights import Weights


@cache
def packaged_lexicon() -> Lexicon:
    return load_lexicon()


@cache
def weighed_lexicon() -> Lexicon:
    return load_lexicon(weighed=True)


@cache
def unweighed_lexicon() -> Lexicon:
    """Return the lexicon without weights: what the grammar and the code book alone say."""
    return replace(packaged_lexicon(), weights=Weights({}, {}))

"""How much a line speaks of what other lines speak of: shares of content words held in common.

A related headline or a notice below the text shares few words with the article, a paragraph of it many, whatever the outlet
and its vocabulary. Words are compared by their readings with clitics and article off; nothing is stemmed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from khabar.clean.features import LineFeatures
    from khabar.text.tokens import Tokens

_ARTICLE = "\u0627\u0644"
_SHORTEST = 3


def stems_of(rows: Iterable[LineFeatures], tokens: Tokens, particles: frozenset[str]) -> set[str]:
    """Return the stems of all readings of the content words of `rows`."""
    found: set[str] = set()
    for row in rows:
        for at in range(row.first, row.last):
            form = tokens.forms[at]
            if form.isalpha() and len(form) >= _SHORTEST and form not in particles:
                found.update(_stem(stem) for _, stem in tokens.readings[at])
    return found


def share_known(row: LineFeatures, known: set[str], tokens: Tokens, particles: frozenset[str]) -> tuple[int, int]:
    """Return `(shared, content)`: how many content words of a line are among `known` stems, of how many."""
    shared = content = 0
    for at in range(row.first, row.last):
        form = tokens.forms[at]
        if form.isalpha() and len(form) >= _SHORTEST and form not in particles:
            content += 1
            shared += any(_stem(stem) in known for _, stem in tokens.readings[at])
    return shared, content


def _stem(word: str) -> str:
    return word[2:] if word.startswith(_ARTICLE) and len(word) > _SHORTEST + 1 else word

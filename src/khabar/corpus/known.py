"""What the comparison of pages takes from the lexicon: outlets, and words of which titles are made."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from khabar.lexicon.match import phrase_words

if TYPE_CHECKING:
    from collections.abc import Mapping

    from khabar.lexicon import Lexicon
    from khabar.lexicon.match import PhraseIndex
    from khabar.lexicon.names_entries import Outlet, OutletKind


@dataclass(frozen=True, slots=True)
class Known:
    """Kinds of outlets by entity id, their names, words that any of them may bear, words of titles; all folded."""

    kinds: Mapping[str, OutletKind]
    names: PhraseIndex[Outlet]
    quoted: PhraseIndex[Outlet]
    site_words: frozenset[str]
    title_words: frozenset[str]

    def outlet_key(self, name: str) -> str:
        """Return the key of the outlet called `name`, "" where the words name no outlet in particular.

        It is the entity id where the lexicon knows the name, else the folded name without the words that any outlet may
        bear, so that `Oasis` and `Oasis News Agency` are one.
        """
        words = phrase_words(name)
        phrase = " ".join(words)
        for index in (self.names, self.quoted):
            if found := index.phrases.get(phrase):
                return found[0].id
        if (entity := f"khabar:{phrase}") in self.kinds:
            return entity  # a pile may call its outlets by their ids
        return " ".join(word for word in words if word not in self.site_words) or phrase


def gather_known(lexicon: Lexicon) -> Known:
    """Return what the comparison of pages takes from `lexicon`."""
    names, quoted = lexicon.names.outlets, lexicon.names.quoted_outlets
    entries = [entry for index in (names, quoted) for found in index.phrases.values() for entry in found]
    return Known(
        kinds={entry.id: entry.kind for entry in entries if entry.id and entry.kind != "network"},
        names=names,
        quoted=quoted,
        site_words=lexicon.chrome.marks["site"],
        title_words=frozenset(word for phrase in lexicon.names.titles.phrases for word in phrase.split(" ")),
    )

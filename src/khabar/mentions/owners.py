"""Names that only say whose somebody is: "the mother of the prisoner N", "N's lawyer" are not N."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING

from khabar.text.letters import ALEF, ARTICLE, HAMZA, HEH, WAW

if TYPE_CHECKING:
    from collections.abc import Iterable

    from khabar.lexicon.names import NameLexicon
    from khabar.model import Mention
    from khabar.text.tokens import Tokens

_TITLE = 4  # words of a title between kin and the name
_WOMAN = (HEH, ALEF, HAMZA)  # last letters of her names and of the words for her, folded


def find_owners(tokens: Tokens, mentions: Iterable[Mention], known: NameLexicon) -> frozenset[str]:
    """Return the ids of the people who are named only to say whose kin, office or aide somebody else is."""
    people = [(bisect_right(tokens.ends, one.span.start), one) for one in mentions if one.type == "PER"]
    return frozenset(one.id for first, one in people if _is_owner(tokens, first, known))


def _is_owner(tokens: Tokens, first: int, known: NameLexicon) -> bool:
    words, before = known.words, first - 1
    if before < 0 or tokens.starts[first] - tokens.ends[before] != 1:
        return False
    if _is_in(tokens.forms[before], words.aides | words.kin | words.offices):
        return True
    while before > 0 and first - before <= _TITLE and _is_titular(tokens.forms[before], known):
        before -= 1
    head, titled = tokens.forms[before], tokens.forms[before + 1] in known.titles.phrases
    if before == first - 1 or not (_is_in(head, words.kin) or (titled and _is_in(head, words.offices))):
        return False
    # The wife of the president, by her own name.
    return not (head.endswith(HEH) and _is_in(head, words.kin) and tokens.forms[first].endswith(_WOMAN))


def _is_titular(form: str, known: NameLexicon) -> bool:
    """Answer whether a word may stand between, as part of the title before a name."""
    mine = known.words.kin | known.words.offices
    return not _is_in(form, mine) and (form.startswith(ARTICLE) or form in known.titles.phrases)


def _is_in(form: str, words: frozenset[str]) -> bool:
    return form in words or (form.startswith(WAW) and form[1:] in words)

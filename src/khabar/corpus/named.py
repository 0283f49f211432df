"""The names of a page that no known entity bears: their words, and what tells one bearer from another.

That is the titles before a name, the state these belong to (the Iraqi minister), and the state the page is about.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from khabar.text.tokens import tokenize

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from khabar.lexicon.names import NameLexicon
    from khabar.model import MentionType, Record
    from khabar.text.tokens import Tokens

# A state stands out where it has this share of the places and bodies of states on the page.
_HOME = 0.4
# Characters before a name in which its titles stand.
_BEFORE = 70
_LEAST_WORDS = 2
_SON = frozenset({"\u0628\u0646", "\u0627\u0628\u0646"})
_LINE_ENDS = "\n.!\u061f"


class Named(NamedTuple):
    """A name on a page that no entity bears: as written, its key across spellings, what is told of the bearer.

    `titles` are ids of titles, `country` the state they belong to, alpha-2, "" where none is named.
    """

    type: MentionType
    text: str
    key: str
    titles: frozenset[str]
    country: str


class Role(NamedTuple):
    """Titles that stand together, and the state they belong to, alpha-2, "" where none is named; where they end."""

    titles: frozenset[str]
    country: str
    last: int


def find_named(record: Record, names: NameLexicon) -> tuple[Named, ...]:
    """Return the names of two words and more that have no entity, each once, the fullest first."""
    found: dict[tuple[MentionType, str], list[Named]] = {}
    for mention in record.mentions:
        if not mention.entity:
            text = record.page.text[mention.span.start : mention.span.end]
            key = name_key(text, names)
            if key.count(" ") + 1 >= _LEAST_WORDS:
                titles, country = _find_titles(record.page.text, mention.span.start, names)
                named = Named(mention.type, text, key, titles, country)
                found.setdefault((mention.type, key), []).append(named)
    merged = (_merge(bearings) for bearings in found.values())
    return tuple(sorted(merged, key=lambda named: (-len(named.key), named)))


def name_key(name: str, names: NameLexicon) -> str:
    """Return the words of a name folded, "son of" left out, names of two parts joined: `abd allah` is `abdallah`."""
    words: list[str] = []
    joins = False
    for word in tokenize(name).forms:
        if word in _SON or not word[0].isalnum():
            continue
        if joins or (words and names.parts.get(word) == "suffix"):
            words[-1] += word
        else:
            words.append(word)
        joins = names.parts.get(word) == "servant"
    return " ".join(words)


def read_role(tokens: Tokens, first: int, last: int, names: NameLexicon) -> Role | None:
    """Return the titles that open at token `first`, with the state behind them; None where there is no title."""
    titles: set[str] = set()
    country, at = "", first
    while at < last:
        if hit := names.titles.at(tokens, at, last):
            titles.update(title.id for title in hit.entries)
            at = hit.last
        elif titles and (state := _state_at(tokens, at, last, names)):
            country, at = state
        else:
            break
    return Role(frozenset(titles), country, at) if titles else None


def find_home(record: Record) -> str:
    """Return the state most places and bodies on a page belong to, alpha-2, "" where none stands out."""
    of_entity = {entity.id: entity.country for entity in record.entities if entity.type != "PER" and entity.country}
    counts = Counter(of_entity[mention.entity] for mention in record.mentions if mention.entity in of_entity)
    if not counts:
        return ""
    state, count = min(counts.items(), key=lambda one: (-one[1], one[0]))
    return state if count >= _HOME * counts.total() else ""


def _state_at(tokens: Tokens, at: int, last: int, names: NameLexicon) -> tuple[str, int] | None:
    """Return the state whose adjective or name stands at token `at`, alpha-2, and the token behind it."""
    if nisba := names.nisbas.at(tokens, at, last):
        return names.entities[nisba.entries[0].country].country, nisba.last
    known = names.known.at(tokens, at, last)
    if known and known.entries[0].id in names.countries:
        return known.entries[0].country, known.last
    return None


def _find_titles(text: str, start: int, names: NameLexicon) -> tuple[frozenset[str], str]:
    """Return the titles that stand right before a name, and their state."""
    before = text[max(0, start - _BEFORE) : start]
    before = before[max(map(before.rfind, _LINE_ENDS)) + 1 :]
    tokens = tokenize(before)
    last = len(tokens.forms)
    roles = (read_role(tokens, first, last, names) for first in range(last))
    right_before = next((role for role in roles if role and role.last == last), None)
    return (right_before.titles, right_before.country) if right_before else (frozenset(), "")


def _merge(bearings: Iterable[Named]) -> Named:
    """Return the mentions of one name on a page as one: what any of them tells is told of its bearer."""
    told = list(bearings)
    countries = Counter(_told(told))
    country = min(countries, key=lambda one: (-countries[one], one)) if countries else ""
    longest = max(told, key=lambda named: (len(named.text), named.text))
    return longest._replace(titles=frozenset().union(*(named.titles for named in told)), country=country)


def _told(bearings: list[Named]) -> Iterator[str]:
    yield from (named.country for named in bearings if named.country)

"""The fullest name a page gives whoever a mention names: of its entity, for a person also by the words it shortens."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from khabar.text.fold import fold_form
from khabar.text.letters import ALEF, LAM_LAM

if TYPE_CHECKING:
    from collections.abc import Iterable

    from khabar.model import Entity, Mention

_Words = frozenset[str]


def full_names(text: str, mentions: Iterable[Mention], entities: Iterable[Entity]) -> dict[str, str]:
    """Return the fullest name in `text` of whoever each mention names, by the mention's id.

    A word alone goes by any name of its entity, a longer name only by one that holds it: the navy is not called the
    army. Names the lexicon knows come before what only begins with one, or is made of an adjective ("the Italian
    territories").
    """
    called = [(mention, written_out(text, mention)) for mention in mentions]
    known = {entity.id: frozenset(map(fold_form, entity.names)) for entity in entities}
    # Each name once, in page order: of names of one length the first counts.
    of_entity: dict[str, dict[str, _Words]] = {}
    people: dict[str, _Words] = {}
    for mention, name in called:
        words = frozenset(name.split())
        if mention.entity:
            of_entity.setdefault(mention.entity, {})[name] = words
        if mention.type == "PER":
            people[name] = words
    holding = _by_word(people)
    best: dict[tuple[str, str, str], str] = {}
    for mention, name in called:
        key = (name, mention.entity, mention.type)
        if key not in best:
            same = _same(name, of_entity.get(mention.entity, {}))
            longest = max(same, key=partial(_rank, known.get(mention.entity, frozenset())), default=name)
            longer = _longer(name, people, holding) if mention.type == "PER" else []
            best[key] = max((longest, *longer), key=len)
    return {mention.id: best[name, mention.entity, mention.type] for mention, name in called}


def _same(name: str, others: dict[str, _Words]) -> list[str]:
    words = others.get(name, frozenset())
    return [other for other in others if len(words) == 1 or words <= others[other]]


def _rank(known: _Words, name: str) -> tuple[bool, int]:
    return fold_form(name) in known, len(name)


def _by_word(names: dict[str, _Words]) -> dict[str, list[str]]:
    """Return the names that hold each word, in their order: a page of thousands is searched as fast as one of ten."""
    holding: dict[str, list[str]] = {}
    for name, words in names.items():
        for word in words:
            holding.setdefault(word, []).append(name)
    return holding


def _longer(name: str, people: dict[str, _Words], holding: dict[str, list[str]]) -> list[str]:
    """Return the names that this one shortens: all its words stand in them, the first or the last at its place."""
    parts = name.split()
    return [
        other
        for other in min((holding[part] for part in parts), key=len)
        if people[other].issuperset(parts) and (other.startswith(parts[0] + " ") or other.endswith(" " + parts[-1]))
    ]


def written_out(text: str, mention: Mention) -> str:
    """Return the words of a name, with the alef of its article where lam swallows it."""
    name = text[mention.span.start : mention.span.end]
    return ALEF + name[1:] if name.startswith(LAM_LAM) else name

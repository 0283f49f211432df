"""Places: what decides that a word names one, and which of several places that share a name is meant."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from khabar.mentions.organisations import dedication_end
from khabar.mentions.people import kind_at
from khabar.mentions.view import OPENING, Found
from khabar.text.letters import ARTICLE, BEH, HEH, YEH

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from khabar.mentions.view import View
    from khabar.model import Entity

_MOST_QUOTED = 5
_IN = frozenset({"\u0641\u064a"})
_JOINS = frozenset({"\u0648", BEH})
_SHORTEST = 3
# Present tense, future and "to the", behind "and".
_PREFIXES = ("\u064a", "\u0633\u064a", "\u0644\u0644")


def has_place_cue(view: View, first: int, cut: int) -> bool:
    """Tell whether a word that announces places stands before token `first`: town of, north of, in the region of."""
    if cut or not first:
        return False
    return any(
        entry.type == "LOC" for stem in view.stems(first - 1) for entry in view.lexicon.heads.phrases.get(stem, ())
    )


def joined_place_end(view: View, first: int, last: int) -> int:
    """Return the token behind an unlisted place with "and" before it in one word, `first` where none stands there.

    A word without the article counts where the row goes on or ends behind it, so that it is no verb.
    """
    form = view.form(first)[1:]
    if form in view.lexicon.words.place_openers and first + 1 < last and view.is_arabic(first + 1):
        return _opened_end(view, first + 1, last)
    behind = view.form(first + 1)
    closed = form.startswith(ARTICLE) or not behind.isalnum() or behind[0] in _JOINS or behind in _IN
    named = len(form) >= _SHORTEST and not view.is_common(first) and not form.startswith(_PREFIXES)
    return first + (closed and named)


def unknown_place_end(view: View, first: int, last: int) -> int:
    """Return the token behind an unlisted place that stands at `first`, behind its head; `first` where none does."""
    if view.form(first) in OPENING:
        return _quoted_end(view, first, last)
    if (end := dedication_end(view, first, last)) > first:
        return end
    if (end := _opened_end(view, first, last)) > first + 1:
        return end
    if kind_at(view, first) not in ("family", "unknown", "given") or _is_adjective(view, first):
        return first
    return first + 1


def _opened_end(view: View, first: int, last: int) -> int:
    """Return the token behind a name that opens at `first` with such nouns as open names: inn of the sons of …."""
    at = first
    while view.form(at) in view.lexicon.words.place_openers and at + 1 < last and view.is_arabic(at + 1):
        at += 1
    return at + 1


def _is_adjective(view: View, at: int) -> bool:
    """Tell whether a word describes the indefinite noun before it: "a northern temple", "a coastal town"."""
    form = view.form(at)
    if view.is_definite(at):
        return False
    return form.endswith(YEH) or (form.endswith(HEH) and view.form(at - 1).endswith(HEH))


def _quoted_end(view: View, first: int, last: int) -> int:
    for at in range(first + 2, min(last, first + _MOST_QUOTED)):
        if view.is_quoted(first + 1, at):
            return at + 1
    return first


def votes_of(founds: Iterable[Found], *tables: Mapping[str, Entity]) -> Counter[str]:
    """Return how often the page names each country or a place, person or body of it; `tables` hold the entities."""
    votes: Counter[str] = Counter()
    for found in founds:
        entity = next((table[found.entity] for table in tables if found.entity in table), None)
        if entity and entity.country:
            votes[entity.country] += 2 if entity.place_precision in ("country", "capital") else 1
    return votes


def state_behind(view: View, at: int) -> str:
    """Return the state (alpha-2) that a nisba or "in …" at token `at` gives the place before it, "" for none."""
    tokens = view.tokens
    last = len(tokens.forms)
    if at >= last:
        return ""
    if (nisba := view.lexicon.nisbas.at(tokens, at, last)) and nisba.entries[0].definite and not nisba.cut:
        return nisba.entries[0].country.partition(":")[2]
    begin = at + (view.form(at) in _IN)
    state = view.lexicon.known.at(tokens, begin, last) if begin < last else None
    governed = state and (begin > at or view.form(at)[: state.cut] == BEH)
    return state.entries[0].country if state and governed and state.entries[0].place_precision == "country" else ""


def choose_place(entities: tuple[Entity, ...], votes: Counter[str]) -> tuple[Entity | None, str]:
    """Return the place meant by a name of several, and the rule that chose it; None where nothing tells.

    The country of most mentions wins; of one country's places the first. Where no country is named, a state's capital
    goes before another state, and a place of GeoNames, those of most people first, before none.
    """
    if len({entity.country for entity in entities}) == 1:
        return entities[0], "place"
    best = max(votes[entity.country] for entity in entities)
    if best:
        return next(entity for entity in entities if votes[entity.country] == best), "place_by_country"
    capitals = [entity for entity in entities if entity.place_precision == "capital"]
    return (capitals or list(entities))[0], "place_best_known"

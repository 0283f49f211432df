"""The claims part of the lexicon: what turns a clause against another, and what the signs of agreement weigh.

Read from `antonyms.tsv`, `wording.toml` and `agreement.tsv`; the last is learned by `tasks/agreement.py`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, NamedTuple, TypeVar, cast, get_args

from khabar.lexicon.match import build_index, index_folded, phrase_words
from khabar.lexicon.tables import read_toml, read_tsv

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from khabar.lexicon.inflection import Inflection
    from khabar.lexicon.match import PhraseIndex
    from khabar.lexicon.tables import Faults, Row

Turn = Literal["not", "denied", "refused", "planned", "possible", "wanted", "asked", "certain"]
Bound = Literal["least", "most", "about"]

K = TypeVar("K", bound=str)
_TURNS: frozenset[Turn] = frozenset(get_args(Turn))
_BOUNDS: frozenset[Bound] = frozenset(get_args(Bound))
_ENTRY = frozenset({"id", "kind", "fires", "silent"})
_WORDING = {"turn": _ENTRY | {"words"}, "bound": _ENTRY | {"before", "behind"}}


class Side(NamedTuple):
    """One of the two sides of an opposition (`rise`: 0 up, 1 down).

    Where it `decides`, clauses on two sides of it contradict each other wherever they stand.
    """

    opposition: str
    side: int
    decides: bool = True


@dataclass(frozen=True, slots=True)
class ClaimLexicon:
    """Sides of oppositions, turns and bounds by folded phrase; weights of the signs of agreement (log odds)."""

    sides: PhraseIndex[Side]
    turns: PhraseIndex[Turn]
    bounds_before: PhraseIndex[Bound]
    bounds_behind: PhraseIndex[Bound]
    agreement: Mapping[str, float]


def load_claims(folder: Path, inflection: Inflection, faults: Faults) -> ClaimLexicon:
    """Return the claims part read from `folder`."""
    rows = list(read_toml(folder / "wording.toml", _WORDING, faults))
    turns = [row for kind, row in rows if kind == "turn"]
    bounds = [row for kind, row in rows if kind == "bound"]
    return ClaimLexicon(
        sides=_read_sides(folder, inflection, faults),
        turns=build_index(_read_words(turns, "words", _TURNS, faults)),
        bounds_before=build_index(_read_words(bounds, "before", _BOUNDS, faults)),
        bounds_behind=build_index(_read_words(bounds, "behind", _BOUNDS, faults)),
        agreement=_read_agreement(folder, faults),
    )


def _read_sides(folder: Path, inflection: Inflection, faults: Faults) -> PhraseIndex[Side]:
    columns = ("id", "one_verbs", "one_nouns", "other_verbs", "other_nouns", "decides")
    forms: dict[str, dict[Side, None]] = {}
    for row in read_tsv(folder / "antonyms.tsv", columns, faults, unique=True, ordered=True):
        for side, name in enumerate(("one", "other")):
            for form in _forms(row, f"{name}_verbs", f"{name}_nouns", inflection, faults):
                forms.setdefault(form, {})[Side(row.source.entry, side, row.text("decides") == "yes")] = None
    return index_folded({form: tuple(sides) for form, sides in forms.items()})


def _forms(row: Row, verbs: str, nouns: str, inflection: Inflection, faults: Faults) -> Iterator[str]:
    for citation in row.words(verbs):
        if len(citation.split()) == 2:
            # Objects written to the verb are left out: three forms of four, and seldom met.
            yield from (form.form for form in inflection.verb(citation) if not form.pronoun)
        else:
            faults.add(row.source.file, row.source.line, f"{row.source.entry}.{verbs}", f"'{citation}': past, present")
    for noun in row.words(nouns):
        words = phrase_words(noun)
        yield " ".join(words)
        if len(words) == 1:
            yield from (form.form for form in inflection.nominal(noun))


def _read_words(rows: list[Row], key: str, kinds: frozenset[K], faults: Faults) -> Iterator[tuple[str, K]]:
    """Yield each word of `key` with the kind of its row."""
    for row in rows:
        kind = row.text("kind")
        if kind not in kinds:
            faults.add(row.source.file, row.source.line, f"{row.source.entry}.kind", f"unknown kind '{kind}'")
        yield from ((word, cast("K", kind)) for word in row.words(key))


def _read_agreement(folder: Path, faults: Faults) -> Mapping[str, float]:
    weights = {}
    for row in read_tsv(folder / "agreement.tsv", ("sign", "weight"), faults, unique=True):
        try:
            weights[row.text("sign")] = float(row.text("weight"))
        except ValueError:
            faults.add(row.source.file, row.source.line, row.source.entry, f"no number: '{row.text('weight')}'")
    return weights

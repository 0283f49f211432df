"""The times part of the lexicon: names of days and months, numbers, words of time, holidays, and what looks like a time.

Every table is keyed by the folded first word of a form; a form of several words keeps its tail. The grammar of `times` asks
a table by kind and never sees a word itself.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Generic, NamedTuple, TypeVar, cast, get_args

from khabar.lexicon.match import phrase_words
from khabar.lexicon.tables import read_tsv
from khabar.text.fold import fold_form
from khabar.text.numbers import NumberKind, NumberTable, NumberWord

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

    from khabar.lexicon.tables import Faults, Row

V = TypeVar("V")


class MonthName(NamedTuple):
    """A month: number 1 to 12, Hijri or Gregorian, whether the bare name is always a month."""

    number: int
    hijri: bool
    alone: bool


@dataclass(frozen=True, slots=True)
class WordTable(Generic[V]):
    """Values of one kind by the folded first word of their forms, the longest tail first."""

    entries: dict[str, tuple[tuple[tuple[str, ...], V], ...]]

    def at(self, forms: Sequence[str], at: int, last: int) -> tuple[V, int] | None:
        """Return the value of the longest form that opens at `forms[at]`, and the index behind it."""
        if at >= last:
            return None
        for tail, value in self.entries.get(forms[at], ()):
            if not tail:
                return value, at + 1
            end = at + 1 + len(tail)
            if end <= last and tuple(forms[at + 1 : end]) == tail:
                return value, end
        return None


@dataclass(frozen=True, slots=True)
class TimeLexicon:
    """All words of time. `vocabulary` maps every folded word of every form to whether an expression can open with it."""

    months: WordTable[MonthName]
    weekdays: WordTable[int]
    bare_weekdays: WordTable[int]
    words: Mapping[str, WordTable[str]]
    numbers: NumberTable
    vocabulary: Mapping[str, bool]


_OPENERS = frozenset(
    "deictic tonight moment day days unit definite this_word month_word months_word year_word years_word hour_word"
    " part section season last quarter from on_date ago ahead about at_hour zone year_guess".split()
)


def load_times(folder: Path, faults: Faults) -> TimeLexicon:
    """Return the times part read from `folder`."""
    months = [
        (form, MonthName(int(row.text("number")), row.text("calendar") == "h", row.text("alone") == "yes"))
        for row in read_tsv(folder / "months.tsv", ("id", "number", "calendar", "alone", "forms"), faults)
        for form in row.words("forms")
    ]
    days = list(read_tsv(folder / "weekdays.tsv", ("id", "number", "forms", "bare"), faults))
    weekdays = [(form, int(row.text("number"))) for row in days for form in row.words("forms")]
    bare = [(form, int(row.text("number"))) for row in days for form in row.words("bare")]
    words: dict[str, list[tuple[str, str]]] = {}
    for row in read_tsv(folder / "time_words.tsv", ("id", "kind", "value", "forms"), faults):
        words.setdefault(row.text("kind"), []).extend((form, row.text("value")) for form in row.words("forms"))
    numbers = _number_table(
        list(read_tsv(folder / "numbers.tsv", ("id", "value", "kind", "forms"), faults)),
        article=_only(words, "article"),
        joint=_only(words, "joint"),
    )
    tables = {kind: build_table(pairs) for kind, pairs in words.items()}
    openers = [form for kind in _OPENERS for form, _ in words.get(kind, ())]
    openers += [form for pairs in (months, weekdays, bare) for form, _ in pairs]
    others = [form for pairs in words.values() for form, _ in pairs]
    return TimeLexicon(
        months=build_table(months),
        weekdays=build_table(weekdays),
        bare_weekdays=build_table(bare),
        words=tables,
        numbers=numbers,
        vocabulary=_vocabulary(openers, others, numbers),
    )


def build_table(pairs: Iterable[tuple[str, V]]) -> WordTable[V]:
    """Return the table of `(form, value)` pairs; of two pairs with one folded form the first stands."""
    found: dict[tuple[str, ...], V] = {}
    for form, value in pairs:
        found.setdefault(phrase_words(form), value)
    entries: dict[str, list[tuple[tuple[str, ...], V]]] = {}
    for phrase, value in found.items():
        entries.setdefault(phrase[0], []).append((phrase[1:], value))
    return WordTable({first: tuple(sorted(tails, key=lambda tail: -len(tail[0]))) for first, tails in entries.items()})


def _only(words: Mapping[str, list[tuple[str, str]]], kind: str) -> str:
    return fold_form(words[kind][0][0]) if kind in words else ""


def _number_table(rows: list[Row], article: str, joint: str) -> NumberTable:
    kinds: dict[str, dict[str, NumberWord]] = {kind: {} for kind in get_args(NumberKind)}
    for row in rows:
        kind = cast("NumberKind", row.text("kind"))
        for form in map(fold_form, row.words("forms")):
            kinds[kind][form] = NumberWord(int(row.text("value")))
            kinds[kind][article + form] = NumberWord(int(row.text("value")), definite=True)
    return NumberTable(kinds, frozenset(form for words in kinds.values() for form in words), joint)


def _vocabulary(openers: Iterable[str], others: Iterable[str], numbers: NumberTable) -> dict[str, bool]:
    known: dict[str, bool] = {}
    for form in others:
        known.update(dict.fromkeys(phrase_words(form), False))
    known.update(dict.fromkeys(numbers.words, True))
    for form in openers:
        first, *tail = phrase_words(form)
        known[first] = True
        for word in tail:
            known.setdefault(word, False)
    return known

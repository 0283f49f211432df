"""The times part of the lexicon: names of days and months, numbers, words of time, feasts, what looks like a time.

Every table is keyed by the folded first word of a form; a form of several words keeps its tail. The grammar of `times`
asks a table by kind and never sees a word itself.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Generic, Literal, NamedTuple, TypeVar, cast, get_args

from khabar.lexicon.match import phrase_words
from khabar.lexicon.tables import read_toml, read_tsv
from khabar.text.fold import fold_form
from khabar.text.numbers import NumberKind, NumberTable, NumberWord

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

    from khabar.lexicon.tables import Faults, Row

V = TypeVar("V")


class Holiday(NamedTuple):
    """The date a feast keeps: month and day, Gregorian or Hijri, or days from Easter Sunday (then `month` is 0)."""

    calendar: Literal["g", "h", "easter", "eastern"]
    month: int
    day: int


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
    """All words of time.

    `phrases` are no times whole, `names` none without a year or a preposition; `heads` and `tails` map the folded word
    before or behind an expression to the kinds of expression it bars. `vocabulary` maps every folded word of every form
    to the kinds of form it opens, none where it only goes on with one.
    """

    months: WordTable[MonthName]
    weekdays: WordTable[int]
    bare_weekdays: WordTable[int]
    holidays: WordTable[Holiday]
    words: Mapping[str, WordTable[str]]
    phrases: WordTable[str]
    names: WordTable[str]
    heads: Mapping[str, frozenset[str]]
    tails: Mapping[str, frozenset[str]]
    numbers: NumberTable
    vocabulary: Mapping[str, tuple[str, ...]]


_BAR_KEYS = frozenset({"id", "forms", "bars", "gloss", "fires", "silent"})
_BARS = frozenset(
    {"today", "tomorrow", "tonight", "weekday", "date", "month", "year", "unit", "number", "clock", "numeric_date"}
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
    holidays = _read_holidays(folder, faults)
    words = _read_words(folder, faults)
    bars = _read_bars(folder, faults)
    numbers = _number_table(
        list(read_tsv(folder / "numbers.tsv", ("id", "value", "kind", "forms"), faults)),
        article=_only(words, "article"),
        joint=_only(words, "joint"),
    )
    kinds: dict[str, list[str]] = {kind: [form for form, _ in pairs] for kind, pairs in words.items()}
    kinds["month"] = [form for form, _ in months]
    kinds["weekday"] = [form for form, _ in weekdays]
    kinds["bare_weekday"] = [form for form, _ in bare]
    kinds["holiday"] = [form for form, _ in holidays]
    kinds |= {kind: [form for form, _ in pairs] for kind, pairs in bars.items() if kind != "name"}
    kinds |= {kind: list(forms) for kind, forms in numbers.kinds.items()}
    return TimeLexicon(
        months=build_table(months),
        weekdays=build_table(weekdays),
        bare_weekdays=build_table(bare),
        holidays=build_table(holidays),
        words={kind: build_table(pairs) for kind, pairs in words.items()},
        phrases=build_table((form, "") for form, _ in bars["phrase"]),
        names=build_table((form, "") for form, _ in bars["name"]),
        heads=_barring(bars["head"]),
        tails=_barring(bars["tail"]),
        numbers=numbers,
        vocabulary=_vocabulary(kinds),
    )


def _read_holidays(folder: Path, faults: Faults) -> list[tuple[str, Holiday]]:
    columns = ("id", "calendar", "month", "day", "forms")
    found = []
    for row in read_tsv(folder / "holidays.tsv", columns, faults):
        calendar = cast('Literal["g", "h", "easter", "eastern"]', row.text("calendar"))
        holiday = Holiday(calendar, int(row.text("month")), int(row.text("day")))
        found += [(form, holiday) for form in row.words("forms")]
    return found


def _read_words(folder: Path, faults: Faults) -> dict[str, list[tuple[str, str]]]:
    words: dict[str, list[tuple[str, str]]] = {}
    for row in read_tsv(folder / "time_words.tsv", ("id", "kind", "value", "forms"), faults):
        words.setdefault(row.text("kind"), []).extend((form, row.text("value")) for form in row.words("forms"))
    return words


def _read_bars(folder: Path, faults: Faults) -> dict[str, list[tuple[str, frozenset[str]]]]:
    """Return the forms of each kind of entry in `not_times.toml` with the expressions they bar."""
    bars: dict[str, list[tuple[str, frozenset[str]]]] = {"phrase": [], "name": [], "head": [], "tail": []}
    for kind, row in read_toml(folder / "not_times.toml", dict.fromkeys(bars, _BAR_KEYS), faults):
        barred = frozenset(row.words("bars"))
        if barred - _BARS:
            source = row.source
            faults.add(source.file, source.line, f"{source.entry}.bars", f"unknown: {sorted(barred - _BARS)}")
        bars[kind] += [(form, barred) for form in row.words("forms")]
    return bars


def _barring(pairs: list[tuple[str, frozenset[str]]]) -> dict[str, frozenset[str]]:
    """Return what each folded word bars, united over its entries."""
    barring: dict[str, frozenset[str]] = {}
    for form, barred in pairs:
        word = fold_form(form)
        barring[word] = barring.get(word, frozenset()) | barred
    return barring


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


def _vocabulary(kinds: Mapping[str, list[str]]) -> dict[str, tuple[str, ...]]:
    known: dict[str, tuple[str, ...]] = {}
    for kind, forms in kinds.items():
        for form in forms:
            first, *tail = phrase_words(form)
            opened = known.get(first, ())
            known[first] = opened if kind in opened else (*opened, kind)
            for word in tail:
                if not word.isdigit():  # a number keeps its own kind
                    known.setdefault(word, ())
    return known

"""The codes part of the lexicon: what the code books of event data call acts, states and sectors.

Nothing here is needed to read a page; exports write by it. Read from `cameo.tsv`, `states.tsv`, `sectors.tsv`,
`agents.tsv` and `acled.tsv`, whose headers name their sources.
"""

from __future__ import annotations

from dataclasses import dataclass
from importlib.resources import as_file, files
from typing import TYPE_CHECKING, NamedTuple, get_args

from khabar.errors import LexiconError
from khabar.lexicon.agents import load_agents
from khabar.lexicon.inflection import load_inflection
from khabar.lexicon.tables import Faults, read_tsv
from khabar.model import EventType

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from khabar.lexicon.inflection import Inflection
    from khabar.lexicon.tables import Row

_STATES = ("iso2", "iso3", "number", "fips", "cow", "region", "name_en")
_FILED_AS = frozenset({"", "type", "group", "ethnic"})


class CodedAct(NamedTuple):
    """A CAMEO code: its PLOVER type, mode and contexts, and its value on Goldstein's scale, in [-10, 10]."""

    code: str
    type: str
    mode: str
    contexts: tuple[str, ...]
    goldstein: float


class State(NamedTuple):
    """A state or territory as data sets name it. Codes are "" where a set has none for it."""

    iso2: str
    iso3: str
    number: str  # ISO 3166 numeric
    fips: str  # FIPS 10-4
    cow: str  # Correlates of War
    region: str  # as ACLED divides the world
    name: str


class Sector(NamedTuple):
    """A triple of an actor code: what GDELT files it as ("type", "group", "ethnic" or ""), ACLED's kind of actor."""

    gdelt: str
    acled: str


class AcledKind(NamedTuple):
    """What ACLED calls an act: event, sub-event, and the sub-event where it is done to civilians, "" if the same."""

    event: str
    sub_event: str
    civilian: str


@dataclass(frozen=True, slots=True)
class CodeBook:
    """The codes of all books. `general` leads from a PLOVER type to its most general CAMEO code."""

    acts: Mapping[str, CodedAct]
    general: Mapping[str, str]
    states: Mapping[str, State]  # by ISO 3166, of two letters and of three
    sectors: Mapping[str, Sector]
    agents: Mapping[str, str]  # sector by folded noun
    acled: Mapping[tuple[str, str], AcledKind]  # by PLOVER type and mode


def load_code_book() -> CodeBook:
    """Return the package's own code book, without the rest of the lexicon.

    Raises:
        LexiconError: with every fault of its files.

    """
    faults = Faults()
    with as_file(files("khabar") / "data") as folder:
        book = load_codes(folder, load_inflection(folder, faults), faults)
    if faults.found:
        raise LexiconError(tuple(sorted(set(faults.found))))
    return book


def load_codes(folder: Path, inflection: Inflection, faults: Faults) -> CodeBook:
    """Return the code book read from `folder`."""
    acts = {row.text("code"): _act(row, faults) for row in _rows(folder, "cameo.tsv", CodedAct._fields, faults)}
    general: dict[str, str] = {}
    for act in acts.values():
        general.setdefault(act.type, act.code)
    sectors = {
        row.text("code"): _sector(row, faults)
        for row in _rows(folder, "sectors.tsv", ("code", "gdelt", "acled"), faults)
    }
    agents = load_agents(folder, sectors, inflection, faults)
    return CodeBook(acts, general, _load_states(folder, faults), sectors, agents, _load_acled(folder, faults))


def _rows(folder: Path, name: str, columns: tuple[str, ...], faults: Faults) -> list[Row]:
    return list(read_tsv(folder / name, columns, faults, unique=True, ordered=True))


def _act(row: Row, faults: Faults) -> CodedAct:
    code, kind = row.text("code"), row.text("type")
    if not code.isdigit() or len(code) not in {3, 4}:
        _fault(row, "code", "a CAMEO code has three or four digits", faults)
    _check_type(row, faults)
    value = _number(row, "goldstein", faults)
    if not -10 <= value <= 10:
        _fault(row, "goldstein", "outside the scale of -10 to 10", faults)
    return CodedAct(code, kind, row.text("mode"), row.words("contexts"), value)


def _load_states(folder: Path, faults: Faults) -> dict[str, State]:
    states: dict[str, State] = {}
    for row in _rows(folder, "states.tsv", _STATES, faults):
        state = State(*(row.text(column) for column in _STATES))
        if (len(state.iso2), len(state.iso3)) != (2, 3):
            _fault(row, "iso2", "a state has codes of two letters and of three", faults)
        states[state.iso2] = states[state.iso3] = state
    return states


def _sector(row: Row, faults: Faults) -> Sector:
    if row.text("gdelt") not in _FILED_AS:
        _fault(row, "gdelt", f"none of {sorted(_FILED_AS)}", faults)
    return Sector(row.text("gdelt"), row.text("acled"))


def _load_acled(folder: Path, faults: Faults) -> dict[tuple[str, str], AcledKind]:
    kinds: dict[tuple[str, str], AcledKind] = {}
    for row in read_tsv(folder / "acled.tsv", ("type", "mode", *AcledKind._fields), faults, ordered=True):
        _check_type(row, faults)
        key = row.text("type"), row.text("mode")
        if key in kinds:
            _fault(row, "mode", "a second row of its type", faults)
        kinds[key] = AcledKind(*(row.text(column) for column in AcledKind._fields))
    return kinds


def _check_type(row: Row, faults: Faults) -> None:
    if row.text("type") not in get_args(EventType):
        _fault(row, "type", "no event type of PLOVER", faults)


def _number(row: Row, column: str, faults: Faults) -> float:
    try:
        return float(row.text(column))
    except ValueError:
        _fault(row, column, "no number", faults)
        return 0.0


def _fault(row: Row, column: str, problem: str, faults: Faults) -> None:
    faults.add(row.source.file, row.source.line, f"{row.source.entry}.{column}", f"'{row.text(column)}': {problem}")

"""The weights part of the lexicon: what the signs of an event, and of who is party to it, weigh.

Read from `parties.tsv` and `sureness.tsv`, which `tasks/weights.py` learns from annotated articles.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from khabar.lexicon.tables import read_tsv

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from khabar.lexicon.tables import Faults, Row


@dataclass(frozen=True, slots=True)
class Weights:
    """Log odds. `parties` by sign: for the actor and for the recipient; `sureness` by type of event, then by sign."""

    parties: Mapping[str, tuple[float, float]]
    sureness: Mapping[str, Mapping[str, float]]


def load_weights(folder: Path, faults: Faults) -> Weights:
    """Return the weights read from `folder`."""
    parties = {
        row.text("sign"): (_number(row, "actor", faults), _number(row, "recipient", faults))
        for row in read_tsv(folder / "parties.tsv", ("sign", "actor", "recipient"), faults)
    }
    sureness: dict[str, dict[str, float]] = {"ASSAULT": {}, "PROTEST": {}}
    for row in read_tsv(folder / "sureness.tsv", ("sign", "assault", "protest"), faults):
        for kind, column in (("ASSAULT", "assault"), ("PROTEST", "protest")):
            if row.text(column):
                sureness[kind][row.text("sign")] = _number(row, column, faults)
    return Weights(parties, sureness)


def _number(row: Row, column: str, faults: Faults) -> float:
    try:
        return float(row.text(column))
    except ValueError:
        faults.add(row.source.file, row.source.line, row.source.entry, f"{column}: no number: '{row.text(column)}'")
        return 0.0

"""The names part of the lexicon: countries, places, people, organisations, outlets, titles."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from khabar.lexicon.tables import Faults


@dataclass(frozen=True, slots=True)
class NameLexicon:
    """Empty so far."""

    dodged: frozenset[str]


def load_names(folder: Path, faults: Faults) -> NameLexicon:
    """Return the names part read from `folder`."""
    return NameLexicon(frozenset())

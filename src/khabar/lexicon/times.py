"""The times part of the lexicon."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from khabar.lexicon.tables import Faults


@dataclass(frozen=True, slots=True)
class TimeLexicon:
    """Empty so far."""


def load_times(folder: Path, faults: Faults) -> TimeLexicon:
    """Return the times part read from `folder`."""
    return TimeLexicon()

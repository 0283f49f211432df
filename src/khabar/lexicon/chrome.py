"""The chrome part of the lexicon."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from khabar.lexicon.tables import Faults


@dataclass(frozen=True, slots=True)
class ChromeLexicon:
    """Empty so far."""


def load_chrome(folder: Path, faults: Faults) -> ChromeLexicon:
    """Return the chrome part read from `folder`."""
    return ChromeLexicon()

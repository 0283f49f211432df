"""The deeds part of the lexicon."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from khabar.lexicon.tables import Faults


@dataclass(frozen=True, slots=True)
class DeedLexicon:
    """Empty so far."""


def load_deeds(folder: Path, faults: Faults) -> DeedLexicon:
    """Return the deeds part read from `folder`."""
    return DeedLexicon()

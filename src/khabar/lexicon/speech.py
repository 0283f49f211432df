"""The speech part of the lexicon."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from khabar.lexicon.tables import Faults


@dataclass(frozen=True, slots=True)
class SpeechLexicon:
    """Empty so far."""


def load_speech(folder: Path, faults: Faults) -> SpeechLexicon:
    """Return the speech part read from `folder`."""
    return SpeechLexicon()

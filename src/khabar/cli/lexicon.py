"""`khabar lexicon check`: every fault of the data files, one a line."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from khabar import load_lexicon
from khabar.cli.output import print_lines, say
from khabar.errors import LexiconError, UsageError

if TYPE_CHECKING:
    from argparse import Namespace


def run(wanted: Namespace) -> int:
    """Run the command."""
    folder = Path(wanted.folder) if wanted.folder else None
    if folder and not folder.is_dir():
        raise UsageError(f"{folder}: no such folder")
    try:
        load_lexicon(folder)
    except LexiconError as err:
        print_lines(map(str, err.faults))
        say(f"{len(err.faults)} faults")
        return 1
    say("no faults")
    return 0

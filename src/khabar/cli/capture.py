"""`khabar capture`: the bytes a page was made of, as they were captured."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from khabar.cli.output import open_output
from khabar.errors import UsageError
from khabar.store import open_store

if TYPE_CHECKING:
    from argparse import Namespace


def run(wanted: Namespace) -> int:
    """Run the command."""
    with open_store(Path(wanted.record), create=False) as store:
        capture = store.capture(wanted.id)
    if capture is None:
        raise UsageError(f"{wanted.record} holds no page with the id {wanted.id!r}")
    with open_output(wanted.output) as stream:
        stream.write(capture)
    return 0

"""`khabar remove`: pages taken out of a record file, with their part of the account."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from khabar.cli.build import Builder
from khabar.cli.corrections import say_conflicts
from khabar.cli.output import say
from khabar.errors import UsageError
from khabar.store import open_store

if TYPE_CHECKING:
    from argparse import Namespace


def run(wanted: Namespace) -> int:
    """Run the command."""
    with open_store(Path(wanted.record), create=False) as store:
        with store.batch():
            missing = [page for page in dict.fromkeys(wanted.pages) if not store.remove(page)]
            if missing:
                # All or nothing: the batch is taken back.
                raise UsageError(f"{wanted.record} holds no page {', '.join(map(repr, missing))}; nothing is removed")
        Builder(store).make_account()
        say(f"{store.path}: {len(set(wanted.pages))} pages removed, {len(store)} left")
        say_conflicts(store)
    return 0

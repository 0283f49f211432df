"""`khabar export`: what a record file holds, written in the formats of others."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any

from khabar.cli.output import open_output, say, say_left
from khabar.export.kinds import Job, find_writer
from khabar.export.sheets import SHEETS, gather_identities
from khabar.lexicon.codes import load_code_book
from khabar.store import IDENTITIES, PARTS, open_store

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Iterable

    from khabar.store import Store


def run(wanted: Namespace) -> int:
    """Run the command."""
    form = getattr(wanted, "as")
    write = find_writer(wanted.what, form)
    left: Counter[str] = Counter()
    with open_store(Path(wanted.record), create=False) as store:
        things = _things(store, wanted.what)
        identities = store.part(IDENTITIES) if wanted.what == "happenings" else ()
        job = Job(things, load_code_book(), left, wanted.claimed, identities, store.record)
        with open_output(wanted.output) as stream:
            for piece in write(job):
                stream.write(piece)
    say_left(form, left)
    return 0


def _things(store: Store, what: str) -> Iterable[Any]:
    part = SHEETS[what].part
    if not part:
        return store.records()
    found = store.part(next(one for one in PARTS if one.name == part))
    if what == "entities" and not found:
        return gather_identities(store.records())
    if not store.has_account():
        say("the account of this file is not of its pages as they are now; khabar build makes it anew")
    return found

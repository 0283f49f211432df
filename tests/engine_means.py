"""What workers of the engine read with in tests: as they do, but for pages that end the worker they are read by."""

from __future__ import annotations

import os
import signal
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from khabar.cli.pages import fault_of, load, read_one, unread_of
from khabar.engine import work
from khabar.engine.folder import File, Settings, open_folder
from khabar.engine.parts import Part
from khabar.readers import Limits, read_pages

if TYPE_CHECKING:
    from khabar.lexicon import Lexicon
    from khabar.model import Page


def read(page: Page, lexicon: Lexicon, make: Any) -> Any:
    """Read a page; one that tells to, and has not been obeyed so often, kills the process."""
    obeyed = Path(os.environ["KHABAR_TEST_OBEYED"]) / page.id
    if page.id.startswith("kills") and len(obeyed.read_text() if obeyed.exists() else "") < int(page.id[5:]):
        with obeyed.open("a") as stream:
            stream.write("x")
        os.kill(os.getpid(), signal.SIGKILL)
    return read_one(page, lexicon, make)


def die_early(paths: list[str], **options: Any) -> Any:
    """Read pages, but kill the process before the first of a file that tells to."""
    if "two.jsonl" in paths[0] and '"never"' in Path(paths[0]).read_text("utf-8"):
        os.kill(os.getpid(), signal.SIGKILL)
    return read_pages(paths, **options)


# A worker imports this module for `read`, and so reads files by the other.
vars(work)["read_pages"] = die_early


def main() -> None:
    """Read the files named by the arguments, each a part, into the folder named by the first."""
    from khabar.engine.run import Run, start_workers  # noqa: PLC0415  # the environment comes first

    folder, *files = sys.argv[1:]
    settings = Settings("00", "", weighed=False, everything=True, captures=True, base="", limits=Limits())
    with open_folder(Path(folder), settings):
        parts = [Part(Path(file).stem, (File(file, 0),)) for file in files]
        done = list(
            Run(
                parts,
                work.Task(folder, settings, work.Means(load, read, unread_of, fault_of), ""),
                start_workers(2, "", {}),
            ).read()
        )
    print(sorted((part.key, part.records, part.unread) for part in done), flush=True)  # noqa: T201
    os._exit(0)  # before threads of Daft abort it, which the command keeps in a process apart


if __name__ == "__main__":
    from engine_means import main as named  # as a module that workers can import

    named()

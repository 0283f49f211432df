"""`khabar demo`: the pages that come with khabar, built into a record file and shown."""

from __future__ import annotations

import shutil
import sys
from importlib.resources import as_file, files
from pathlib import Path
from typing import TYPE_CHECKING

from khabar.cli.build import Builder
from khabar.cli.output import print_lines
from khabar.cli.pages import Manner, is_deep
from khabar.cli.reading import report
from khabar.cli.show import timeline
from khabar.store import open_store

if TYPE_CHECKING:
    from argparse import Namespace

# The day on which the demo pages say, in their headers and footers, that they were captured.
CAPTURED = "2025-03-01"


def run(wanted: Namespace) -> int:
    """Run the command."""
    folder = Path(wanted.output)
    pages, path = folder / "pages", folder / "record.db"
    with as_file(files("khabar") / "data" / "demo") as own:
        shutil.copytree(own, pages, dirs_exist_ok=True)
    with open_store(path) as store:
        builder = Builder(store, Manner(deep=is_deep(wanted.reader)))
        builder.add([str(pages)], CAPTURED)
        builder.make_account()
        print_lines(timeline(store))
    first, khabar = min(pages.glob("*.txt")), _command()
    print_lines(
        [
            "",
            f"The pages are in {pages}, their record in {path}. What to open next:",
            f"  {khabar} timeline {path}",
            "      what happened and what was said, each once, and from how many independent origins",
            f"  {khabar} explain {first} --captured {CAPTURED}",
            "      why each line of a page was read as it was, and the proof of its date",
            f"  {khabar} read {pages} --captured {CAPTURED} --format json | less",
            "      the whole record of each page, every field with its place",
            f"  {khabar} serve {path}",
            "      the record in a browser (needs the extra: pip install 'khabar[web]')",
            f"  {khabar} build PATH... -o my.db --captured DAY",
            "      a record of your own captures",
        ]
    )
    return report(builder.unread)


def _command() -> str:
    """Return how to call khabar from here: by its name, or by its path where that is in no search path."""
    if shutil.which("khabar"):
        return "khabar"
    return sys.argv[0] if Path(sys.argv[0]).name == "khabar" else f"{sys.executable} -m khabar"

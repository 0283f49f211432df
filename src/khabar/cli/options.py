"""Options that several commands have."""

from __future__ import annotations

import argparse
import re
from datetime import date
from math import inf
from typing import TYPE_CHECKING, Any, get_args

from khabar.export.tables import TableFormat
from khabar.model import Act, EventType

if TYPE_CHECKING:
    # argparse gives the object its own methods return no public name.
    Commands = argparse._SubParsersAction[argparse.ArgumentParser]  # noqa: SLF001

_MOST_JOBS = 256
_SCALES = {"": 1, "k": 1000, "M": 1000**2, "G": 1000**3}


def add_command(commands: Commands, name: str, about: str, example: str) -> argparse.ArgumentParser:
    """Add a command with an example, and return it."""
    return commands.add_parser(
        name,
        help=about,
        description=f"{about[0].upper()}{about[1:]}.",
        epilog=f"example:\n  {example}",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )


def add_question(commands: Commands, name: str, about: str, options: str) -> argparse.ArgumentParser:
    """Add a command that asks a record file, and return it."""
    command = add_command(commands, name, f"print {about}", f"khabar {name} record.db {options}")
    add_record(command)
    return command


def add_record(command: argparse.ArgumentParser) -> None:
    """Add the record file that is asked."""
    command.add_argument("record", metavar="RECORD", help="a record file made by khabar build")


def add_choice(command: argparse.ArgumentParser, *names: str) -> None:
    """Add the options by which some of many things are chosen: those of `khabar.export.choice.Choice` in `names`."""
    options: dict[str, dict[str, Any]] = {
        "since": {"metavar": "DAY", "type": day, "help": "only from this day, month or year on"},
        "until": {"metavar": "DAY", "type": day, "help": "only up to this day, month or year, itself included"},
        "actor": {"metavar": "NAME", "help": "only where this one speaks or acts: part of a name, or an id"},
        "place": {"metavar": "NAME", "help": "only of this place: part of a name, or an id"},
        "outlet": {"metavar": "NAME", "help": "only what this outlet tells: part of a name"},
        "act": {"choices": get_args(Act), "help": "only what does this by being said"},
        "type": {"choices": get_args(EventType), "help": "only events of this type"},
    }
    for name in names:
        command.add_argument(f"--{name}", default="", **options[name])


def add_table(command: argparse.ArgumentParser) -> None:
    """Add the forms in which rows are printed."""
    command.add_argument(
        "--format",
        choices=get_args(TableFormat),
        default="table",
        help="a table for people, one JSON array, or CSV that spreadsheets open (default: table)",
    )
    add_output(command)


def add_output(command: argparse.ArgumentParser) -> None:
    """Add where the output goes."""
    command.add_argument(
        "-o",
        "--output",
        metavar="FILE",
        default="-",
        help="write to FILE, whole or not at all (default: -, the terminal or pipe)",
    )


def add_pages(command: argparse.ArgumentParser) -> None:
    """Add the files that are read."""
    command.add_argument(
        "paths",
        metavar="PATH",
        nargs="+",
        help="files or folders of captures (text, HTML, JSONL, WARC, WET, also compressed); - is the standard input",
    )
    add_captured(command)


def add_weigh(command: argparse.ArgumentParser) -> None:
    """Add the choice of learnt weights."""
    command.add_argument(
        "--weigh",
        action="store_true",
        help="choose the parties of events by learnt weights from all the page offers: slower, and more often right",
    )


def add_reader(command: argparse.ArgumentParser) -> None:
    """Add the choice of the reader."""
    command.add_argument(
        "--reader",
        choices=("deep", "fast"),
        default="",
        help="deep: the reading model beside the rules; fast: the rules alone, thirty times as fast "
        "(default: deep, or fast where onnxruntime is not installed)",
    )


def add_captured(command: argparse.ArgumentParser) -> None:
    """Add the day of capture."""
    command.add_argument(
        "--captured",
        metavar="DAY",
        type=day,
        default="",
        help="day of capture of pages that do not tell theirs, as 2025-03-01",
    )


def add_work(command: argparse.ArgumentParser) -> None:
    """Add the options that say how the work of reading is shared out, and what a page may take."""
    command.add_argument(
        "--jobs",
        metavar="N",
        type=jobs,
        default=1,
        help="read with N processes, 0 for one a processor; the output is the same (default: 1)",
    )
    command.add_argument(
        "--page-seconds",
        metavar="S",
        type=seconds,
        default=0.0,
        help="give up a page that takes longer; it is listed at the end (default: no limit)",
    )


def add_limits(command: argparse.ArgumentParser) -> None:
    """Add the limits that a page and a packed file may be allowed to pass; 0 is the default of `khabar.readers`."""
    for name, about in (
        ("--page-bytes", "read pages of up to N bytes, unpacked (default: 20M)"),
        ("--page-characters", "read pages of up to N characters of text (default: 1M)"),
        ("--unpacked", "read files that unpack to up to N times their size (default: 200)"),
    ):
        command.add_argument(name, metavar="N", type=size, default=0, help=about)


def size(text: str) -> int:
    """Return a number from 1 on, in thousands, millions or thousands of millions where a letter says so."""
    written = re.fullmatch(r"([0-9]{1,9})([kMG]?)", text)
    number = int(written[1]) * _SCALES[written[2]] if written else 0
    if not number:
        raise argparse.ArgumentTypeError(f"{text!r} is no number from 1 on, as 500k, 60M or 1G")
    return number


def count(text: str) -> int:
    """Return a number from 0 on as it is written."""
    if not re.fullmatch(r"[0-9]{1,9}", text):
        raise argparse.ArgumentTypeError(f"{text!r} is no number from 0 on")
    return int(text)


def port(text: str) -> int:
    """Return a port, 0 for any that is free."""
    if count(text) >= 1 << 16:
        raise argparse.ArgumentTypeError(f"{text!r} is no port: they go up to 65535")
    return int(text)


def jobs(text: str) -> int:
    """Return a number of processes."""
    number = count(text)
    if number > _MOST_JOBS:
        raise argparse.ArgumentTypeError(f"{text!r} are more than {_MOST_JOBS} processes")
    return number


def seconds(text: str) -> float:
    """Return a number of seconds."""
    try:
        number = float(text)
    except ValueError:
        number = -1.0
    if not 0 <= number < inf:
        raise argparse.ArgumentTypeError(f"{text!r} is no number of seconds")
    return number


def day(text: str) -> str:
    """Return a day, month or year as it is written, "" for none."""
    if not text:
        return ""  # unknown
    if not re.fullmatch(r"[0-9]{4}(-[0-9]{2}){0,2}", text):
        raise argparse.ArgumentTypeError(f"{text!r} is no day; write it as 2025-03-01, or 2025-03, or 2025")
    try:
        date.fromisoformat(text + "-01-01"[len(text) - len("2025") :])
    except ValueError as err:
        raise argparse.ArgumentTypeError(f"{text!r} is no day: {err}") from err
    return text


def day_or_arrival(text: str) -> str:
    """Return a day as `day` does, or the word for that on which a file was written."""
    return text if text == "arrival" else day(text)

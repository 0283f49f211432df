"""The commands and options of `khabar`, nothing of what they do."""

from __future__ import annotations

import argparse
import re
from datetime import date
from typing import TYPE_CHECKING, Any, get_args

from khabar import __version__
from khabar.account import ClashKind, Says, Side
from khabar.export.tables import TableFormat
from khabar.model import Act, EventType, MentionType, Status

if TYPE_CHECKING:
    # argparse gives the object its own methods return no public name.
    Commands = argparse._SubParsersAction[argparse.ArgumentParser]  # noqa: SLF001

FORMATS = ("jsonl", "json", "text")

_ABOUT = (
    "Read captures of Arabic news pages into a sourced record: who said and did what, when, and where it is written."
)
_EXITS = """\
exit codes:
  0  done
  1  done, but some pages could not be read (listed at the end), or the lexicon has faults
  2  wrong use, or the output could not be written
  130  stopped by Ctrl-C"""


def parser() -> argparse.ArgumentParser:
    """Return the parser of the whole command line."""
    whole = argparse.ArgumentParser(
        prog="khabar", description=_ABOUT, epilog=_EXITS, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    whole.add_argument("--version", action="version", version=f"khabar {__version__}")
    commands = whole.add_subparsers(dest="command", required=True, metavar="COMMAND")
    _add_read(commands)
    _add_build(commands)
    _add_show(commands)
    _add_search(commands)
    _add_explain(commands)
    _add_reprints(commands)
    _add_statements(commands)
    _add_events(commands)
    _add_entities(commands)
    _add_contradict(commands)
    _add_denials(commands)
    _add_positions(commands)
    _add_agreements(commands)
    _add_outlets(commands)
    _add_lexicon(commands)
    _add_demo(commands)
    return whole


def _add_read(commands: Commands) -> None:
    read = _command(
        commands, "read", "print the record of each page", "khabar read pages/ --captured 2025-03-01 -o pages.jsonl"
    )
    _add_pages(read)
    read.add_argument(
        "--format",
        choices=FORMATS,
        default="jsonl",
        help="one JSON object a line, one JSON array, or lines for people (default: jsonl)",
    )
    _add_weigh(read)
    _add_output(read)


def _add_build(commands: Commands) -> None:
    build = _command(
        commands, "build", "add pages to a record file", "khabar build pages/ --captured 2025-03-01 -o record.db"
    )
    _add_pages(build)
    _add_weigh(build)
    build.add_argument(
        "--joins",
        metavar="FILE",
        default="",
        help="who is one and who is not, as you know better; kept in the record until another file is given",
    )
    build.add_argument(
        "-o",
        "--output",
        metavar="RECORD",
        required=True,
        help="the record file, made where it is missing; the same pages again change nothing",
    )


def _add_show(commands: Commands) -> None:
    show = _command(commands, "show", "print a record file as a dated timeline", "khabar show record.db")
    _add_record(show)


def _add_search(commands: Commands) -> None:
    search = _command(
        commands, "search", "find the pages that hold words", "khabar search record.db Sochi --since 2020-02"
    )
    _add_record(search)
    search.add_argument(
        "words",
        metavar="WORDS",
        nargs="+",
        help='all must be there; "…" words side by side, -word none, word* any ending',
    )
    _add_choice(search, "since", "until", "actor", "outlet")
    for name, default, about in (
        ("--limit", 20, "so many pages at most"),
        ("--skip", 0, "leave out the first so many"),
    ):
        search.add_argument(name, metavar="N", type=_count, default=default, help=f"{about} (default: {default})")
    search.add_argument(
        "--format",
        choices=("table", "jsonl"),
        default="table",
        help="lines for people, or one JSON object a line (default: table)",
    )
    _add_output(search)


def _add_explain(commands: Commands) -> None:
    explain = _command(
        commands,
        "explain",
        "show why each line of a page was read as it was",
        "khabar explain pages/one.txt --captured 2025-03-01",
    )
    explain.add_argument(
        "page", metavar="PAGE", help="a file of one page or more, a record file, or - for the standard input"
    )
    explain.add_argument("--id", metavar="ID", default="", help="only the page with this id, of a file that holds many")
    _add_captured(explain)


def _add_reprints(commands: Commands) -> None:
    reprints = _command(
        commands, "reprints", "print which pages copy which, and from how many origins", "khabar reprints record.db"
    )
    _add_pages(reprints)
    reprints.add_argument(
        "--format",
        choices=("table", "jsonl"),
        default="table",
        help="groups for people, or one JSON object a line for each pair of pages (default: table)",
    )
    reprints.add_argument("--groups", action="store_true", help="with jsonl: a line for each group, not for each pair")
    _add_output(reprints)


def _add_statements(commands: Commands) -> None:
    statements = _command(
        commands,
        "statements",
        "print who said what, to whom, where and on whose word",
        "khabar statements record.db --act deny",
    )
    _add_pages(statements)
    statements.add_argument(
        "--speaker", metavar="NAME", default="", help="only of this speaker: part of a name, or an id"
    )
    statements.add_argument("--act", choices=get_args(Act), default="", help="only what does this by being said")
    statements.add_argument(
        "--about", metavar="NAME", default="", help="only what names this person, body or place: words, or an id"
    )
    statements.add_argument(
        "--format",
        choices=("table", "jsonl", "citron"),
        default="table",
        help="lines for people, one JSON object a line, or one Citron document a line for each page (default: table)",
    )
    _add_output(statements)


def _add_events(commands: Commands) -> None:
    events = _command(
        commands,
        "events",
        "print who did what to whom, where and when",
        "khabar events record.db --type ASSAULT --since 2020-02",
    )
    _add_pages(events)
    _add_choice(events, "type", "actor", "place", "since", "until")
    events.add_argument("--status", choices=get_args(Status), default="", help="only what is so")
    events.add_argument(
        "--format",
        choices=("table", "jsonl", "plover", "cameo", "petrarch", "gdelt", "acled"),
        default="table",
        help="lines for people, one JSON object a line, or a format of event data (default: table)",
    )
    _add_claimed(events)
    _add_output(events)


def _add_claimed(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--claimed",
        action="store_true",
        help="keep what is told on somebody's word in formats that cannot say so (cameo, petrarch, gdelt)",
    )


def _add_entities(commands: Commands) -> None:
    entities = _command(
        commands,
        "entities",
        "print whom and what each page names, and where",
        "khabar entities pages/one.txt --type PER",
    )
    _add_pages(entities)
    entities.add_argument(
        "--type", choices=get_args(MentionType), default="", help="only people, only organisations or only places"
    )
    entities.add_argument(
        "--format",
        choices=("table", "jsonl"),
        default="table",
        help="lines for people, or one JSON object a line (default: table)",
    )
    _add_output(entities)


def _add_contradict(commands: Commands) -> None:
    contradict = _command(
        commands,
        "contradict",
        "print what cannot both hold: of a record file's statements and events, or of pairs of headlines",
        "khabar contradict pairs.jsonl --format jsonl -o judged.jsonl",
    )
    contradict.add_argument(
        "pairs",
        metavar="PAIRS",
        help='a record file, or JSON lines, objects with the texts "id", "a" and "b"; - is the standard input',
    )
    _add_choice(contradict, "since", "until", "actor", "outlet")
    contradict.add_argument("--kind", choices=get_args(ClashKind), default="", help="only what clashes in this way")
    contradict.add_argument(
        "--format",
        choices=(*get_args(TableFormat), "jsonl"),
        default="table",
        help="a table for people, one JSON array, CSV for spreadsheets, or one JSON object a line (default: table)",
    )
    _add_output(contradict)


def _add_denials(commands: Commands) -> None:
    denials = _question(commands, "denials", "what is denied, by whom, and who claims it", "--actor NAME")
    _add_choice(denials, "since", "until", "actor", "outlet")
    found = denials.add_mutually_exclusive_group()
    found.add_argument("--ghosts", action="store_true", help="only what nobody in the pile claims")
    found.add_argument("--claimed", action="store_true", help="only what somebody in the pile claims")
    _add_table(denials)


def _add_positions(commands: Commands) -> None:
    positions = _question(commands, "positions", "where actors stand on issues, and where they turn", "--issue aid")
    _add_choice(positions, "since", "until", "actor", "outlet", "act")
    positions.add_argument("--issue", default="", metavar="ISSUE", help="only this issue, by its id in issues.toml")
    positions.add_argument("--side", choices=get_args(Side), default="", help="only who takes this side")
    positions.add_argument("--changed", action="store_true", help="only where an actor turns against an earlier side")
    _add_table(positions)


def _add_agreements(commands: Commands) -> None:
    agreements = _question(commands, "agreements", "who says that an accord holds or is broken", "--says broken")
    _add_choice(agreements, "since", "until", "actor", "outlet")
    agreements.add_argument("--accord", default="", metavar="NAME", help="only of this name, or id")
    agreements.add_argument("--says", choices=get_args(Says), default="", help="only where this is said of it")
    _add_table(agreements)


def _add_outlets(commands: Commands) -> None:
    outlets = _question(commands, "outlets", "what outlets print, and how they hold others' words", "--holdings")
    _add_choice(outlets, "outlet")
    outlets.add_argument("--holdings", action="store_true", help="a row for each outlet, speaker and stance")
    _add_table(outlets)


def _question(commands: Commands, name: str, about: str, options: str) -> argparse.ArgumentParser:
    command = _command(commands, name, f"print {about}", f"khabar {name} record.db {options}")
    _add_record(command)
    return command


def _add_record(command: argparse.ArgumentParser) -> None:
    command.add_argument("record", metavar="RECORD", help="a record file made by khabar build")


def _add_choice(command: argparse.ArgumentParser, *names: str) -> None:
    """Add the options by which some of many things are chosen: those of `khabar.export.choice.Choice` in `names`."""
    options: dict[str, dict[str, Any]] = {
        "since": {"metavar": "DAY", "type": _day, "help": "only from this day, month or year on"},
        "until": {"metavar": "DAY", "type": _day, "help": "only up to this day, month or year, itself included"},
        "actor": {"metavar": "NAME", "help": "only where this one speaks or acts: part of a name, or an id"},
        "place": {"metavar": "NAME", "help": "only of this place: part of a name, or an id"},
        "outlet": {"metavar": "NAME", "help": "only what this outlet tells: part of a name"},
        "act": {"choices": get_args(Act), "help": "only what does this by being said"},
        "type": {"choices": get_args(EventType), "help": "only events of this type"},
    }
    for name in names:
        command.add_argument(f"--{name}", default="", **options[name])


def _add_table(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--format",
        choices=get_args(TableFormat),
        default="table",
        help="a table for people, one JSON array, or CSV that spreadsheets open (default: table)",
    )
    _add_output(command)


def _add_output(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "-o",
        "--output",
        metavar="FILE",
        default="-",
        help="write to FILE, whole or not at all (default: -, the terminal or pipe)",
    )


def _add_lexicon(commands: Commands) -> None:
    lexicon = commands.add_parser("lexicon", help="work on the lexicon")
    actions = lexicon.add_subparsers(dest="action", required=True, metavar="ACTION")
    check = _command(
        actions, "check", "print every fault of the lexicon's data files", "khabar lexicon check src/khabar/data"
    )
    check.add_argument(
        "folder", metavar="FOLDER", nargs="?", help="a folder of data files (default: the package's own)"
    )


def _add_demo(commands: Commands) -> None:
    demo = _command(
        commands, "demo", "build and show a record of the pages that come with khabar", "khabar demo -o khabar-demo"
    )
    demo.add_argument(
        "-o",
        "--output",
        metavar="FOLDER",
        default="khabar-demo",
        help="where to put the pages and the record file (default: khabar-demo)",
    )


def _command(commands: Commands, name: str, about: str, example: str) -> argparse.ArgumentParser:
    return commands.add_parser(
        name,
        help=about,
        description=f"{about[0].upper()}{about[1:]}.",
        epilog=f"example:\n  {example}",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )


def _add_pages(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "paths",
        metavar="PATH",
        nargs="+",
        help="files or folders of captures (text, HTML, JSONL, WARC, WET, also compressed); - is the standard input",
    )
    _add_captured(command)


def _add_weigh(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--weigh",
        action="store_true",
        help="choose the parties of events by learnt weights from all the page offers: slower, and more often right",
    )


def _add_captured(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--captured",
        metavar="DAY",
        type=_day,
        default="",
        help="day of capture of pages that do not tell theirs, as 2025-03-01",
    )


def _count(text: str) -> int:
    if not re.fullmatch(r"[0-9]{1,9}", text):
        raise argparse.ArgumentTypeError(f"{text!r} is no number from 0 on")
    return int(text)


def _day(text: str) -> str:
    if not text:
        return ""  # unknown
    if not re.fullmatch(r"[0-9]{4}(-[0-9]{2}){0,2}", text):
        raise argparse.ArgumentTypeError(f"{text!r} is no day; write it as 2025-03-01, or 2025-03, or 2025")
    try:
        date.fromisoformat(text + "-01-01"[len(text) - len("2025") :])
    except ValueError as err:
        raise argparse.ArgumentTypeError(f"{text!r} is no day: {err}") from err
    return text

"""The commands and options of `khabar`, nothing of what they do."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING, get_args

from khabar import __version__
from khabar.account import ClashKind
from khabar.cli.corrections import add_review
from khabar.cli.options import (
    add_captured,
    add_choice,
    add_command,
    add_limits,
    add_output,
    add_pages,
    add_reader,
    add_record,
    add_table,
    add_weigh,
    add_work,
    count,
    jobs,
)
from khabar.cli.questions import add_questions
from khabar.cli.showing import add_showing
from khabar.export.kinds import FORMS, WHAT
from khabar.export.tables import TableFormat
from khabar.model import Act, MentionType, Status

if TYPE_CHECKING:
    from khabar.cli.options import Commands

FORMATS = ("jsonl", "json", "text")

_ABOUT = (
    "Read captures of Arabic news pages into a sourced record: who said and did what, when, and where it is written."
)
_EXITS = """\
exit codes:
  0  done
  1  done, but some pages could not be read (listed at the end), corrections could not act, or the lexicon has faults
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
    _add_engine(commands)
    _add_remove(commands)
    _add_capture(commands)
    _add_show(commands)
    add_questions(commands)
    _add_search(commands)
    _add_export(commands)
    _add_diff(commands)
    _add_explain(commands)
    _add_reprints(commands)
    _add_statements(commands)
    _add_events(commands)
    _add_entities(commands)
    _add_contradict(commands)
    add_showing(commands)
    add_review(commands)
    _add_lexicon(commands)
    _add_demo(commands)
    return whole


def _add_read(commands: Commands) -> None:
    read = add_command(
        commands, "read", "print the record of each page", "khabar read pages/ --captured 2025-03-01 -o pages.jsonl"
    )
    add_pages(read)
    read.add_argument(
        "--format",
        choices=FORMATS,
        default="jsonl",
        help="one JSON object a line, one JSON array, or lines for people (default: jsonl)",
    )
    add_weigh(read)
    add_reader(read)
    add_work(read)
    add_limits(read)
    add_output(read)


def _add_build(commands: Commands) -> None:
    build = add_command(
        commands, "build", "add pages to a record file", "khabar build pages/ --captured 2025-03-01 -o record.db"
    )
    add_pages(build)
    add_weigh(build)
    add_reader(build)
    add_work(build)
    add_limits(build)
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


def _add_engine(commands: Commands) -> None:
    engine = add_command(
        commands,
        "engine",
        "read a crawl into tables, on all processors or a Ray cluster",
        "khabar engine crawl/ -o tables",
    )
    engine.add_argument(
        "paths",
        metavar="PATH",
        nargs="*",
        help="files or folders (WARC, WET, JSONL, Parquet, text, HTML), or addresses of files that Daft can open",
    )
    engine.add_argument(
        "--list",
        metavar="FILE",
        action="append",
        default=[],
        help="a file with more of them, one a line; may be given again",
    )
    engine.add_argument(
        "-o", "--output", metavar="FOLDER", required=True, help="the folder of tables; run again, it goes on"
    )
    engine.add_argument("--ray", metavar="ADDRESS", default="", help="on that Ray cluster; local starts one here")
    engine.add_argument(
        "--jobs", metavar="N", type=jobs, default=0, help="with N processes (default: 0, one a processor)"
    )
    engine.add_argument(
        "--base", metavar="ADDRESS", default="", help="where the files are that an index names, as s3://commoncrawl/"
    )
    engine.add_argument("--all-languages", action="store_true", help="keep pages that are not in Arabic")
    engine.add_argument("--no-captures", action="store_true", help="do not keep the HTML that pages were rendered from")
    add_weigh(engine)
    add_limits(engine)
    add_captured(engine)


def _add_show(commands: Commands) -> None:
    show = add_command(commands, "show", "print a record file as a dated timeline", "khabar show record.db")
    add_record(show)


def _add_search(commands: Commands) -> None:
    search = add_command(
        commands, "search", "find the pages that hold words", "khabar search record.db Sochi --since 2020-02"
    )
    add_record(search)
    search.add_argument(
        "words",
        metavar="WORDS",
        nargs="+",
        help='all must be there; "…" words side by side, -word none, word* any ending',
    )
    add_choice(search, "since", "until", "actor", "outlet", "act", "type")
    for name, default, about in (
        ("--limit", 20, "so many pages at most"),
        ("--skip", 0, "leave out the first so many"),
    ):
        search.add_argument(name, metavar="N", type=count, default=default, help=f"{about} (default: {default})")
    search.add_argument(
        "--format",
        choices=("table", "jsonl"),
        default="table",
        help="lines for people, or one JSON object a line (default: table)",
    )
    add_output(search)


def _add_export(commands: Commands) -> None:
    export = add_command(
        commands,
        "export",
        "write what a record file holds in the formats of others",
        "khabar export record.db --what statements --as csv -o statements.csv",
    )
    add_record(export)
    export.add_argument("--what", choices=WHAT, required=True, help="what to write")
    export.add_argument("--as", choices=FORMS, required=True, help="in which format")
    _add_claimed(export)
    add_output(export)


def _add_diff(commands: Commands) -> None:
    diff = add_command(commands, "diff", "say what changed between two record files", "khabar diff old.db new.db")
    diff.add_argument("old", metavar="OLD", help="the record file before")
    diff.add_argument("new", metavar="NEW", help="the record file after")
    diff.add_argument(
        "--what", choices=("page", "statement", "event", "entity"), default="", help="only changes of these"
    )
    add_table(diff)


def _add_explain(commands: Commands) -> None:
    explain = add_command(
        commands,
        "explain",
        "show why each line of a page was read as it was",
        "khabar explain pages/one.txt --captured 2025-03-01",
    )
    explain.add_argument(
        "page", metavar="PAGE", help="a file of one page or more, a record file, or - for the standard input"
    )
    explain.add_argument("--id", metavar="ID", default="", help="only the page with this id, of a file that holds many")
    add_reader(explain)
    add_captured(explain)


def _add_reprints(commands: Commands) -> None:
    reprints = add_command(
        commands, "reprints", "print which pages copy which, and from how many origins", "khabar reprints record.db"
    )
    add_pages(reprints)
    reprints.add_argument(
        "--format",
        choices=("table", "jsonl"),
        default="table",
        help="groups for people, or one JSON object a line for each pair of pages (default: table)",
    )
    reprints.add_argument("--groups", action="store_true", help="with jsonl: a line for each group, not for each pair")
    add_output(reprints)


def _add_statements(commands: Commands) -> None:
    statements = add_command(
        commands,
        "statements",
        "print who said what, to whom, where and on whose word",
        "khabar statements record.db --act deny",
    )
    add_pages(statements)
    add_reader(statements)
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
    add_output(statements)


def _add_events(commands: Commands) -> None:
    events = add_command(
        commands,
        "events",
        "print who did what to whom, where and when",
        "khabar events record.db --type ASSAULT --since 2020-02",
    )
    add_pages(events)
    add_reader(events)
    add_choice(events, "type", "actor", "place", "since", "until")
    events.add_argument("--status", choices=get_args(Status), default="", help="only what is so")
    events.add_argument(
        "--format",
        choices=("table", "jsonl", "plover", "cameo", "petrarch", "gdelt", "acled"),
        default="table",
        help="lines for people, one JSON object a line, or a format of event data (default: table)",
    )
    _add_claimed(events)
    add_output(events)


def _add_claimed(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--claimed",
        action="store_true",
        help="keep what is told on somebody's word in formats that cannot say so (cameo, petrarch, gdelt)",
    )


def _add_entities(commands: Commands) -> None:
    entities = add_command(
        commands,
        "entities",
        "print whom and what each page names, and where",
        "khabar entities pages/one.txt --type PER",
    )
    add_pages(entities)
    add_reader(entities)
    entities.add_argument(
        "--type", choices=get_args(MentionType), default="", help="only people, only organisations or only places"
    )
    entities.add_argument(
        "--format",
        choices=("table", "jsonl"),
        default="table",
        help="lines for people, or one JSON object a line (default: table)",
    )
    add_output(entities)


def _add_contradict(commands: Commands) -> None:
    contradict = add_command(
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
    add_choice(contradict, "since", "until", "actor", "outlet")
    contradict.add_argument("--kind", choices=get_args(ClashKind), default="", help="only what clashes in this way")
    contradict.add_argument(
        "--format",
        choices=(*get_args(TableFormat), "jsonl"),
        default="table",
        help="a table for people, one JSON array, CSV for spreadsheets, or one JSON object a line (default: table)",
    )
    add_output(contradict)


def _add_remove(commands: Commands) -> None:
    remove = add_command(
        commands, "remove", "take pages out of a record file", "khabar remove record.db 2a122cef682afff7"
    )
    add_record(remove)
    remove.add_argument("pages", metavar="ID", nargs="+", help="ids of pages")


def _add_capture(commands: Commands) -> None:
    capture = add_command(
        commands, "capture", "print a page as it was captured", "khabar capture record.db 2a122cef682afff7 -o page.html"
    )
    add_record(capture)
    capture.add_argument("id", metavar="ID", help="the id of the page")
    add_output(capture)


def _add_lexicon(commands: Commands) -> None:
    lexicon = commands.add_parser("lexicon", help="work on the lexicon")
    actions = lexicon.add_subparsers(dest="action", required=True, metavar="ACTION")
    check = add_command(
        actions, "check", "print every fault of the lexicon's data files", "khabar lexicon check src/khabar/data"
    )
    check.add_argument(
        "folder", metavar="FOLDER", nargs="?", help="a folder of data files (default: the package's own)"
    )


def _add_demo(commands: Commands) -> None:
    demo = add_command(
        commands, "demo", "build and show a record of the pages that come with khabar", "khabar demo -o khabar-demo"
    )
    demo.add_argument(
        "-o",
        "--output",
        metavar="FOLDER",
        default="khabar-demo",
        help="where to put the pages and the record file (default: khabar-demo)",
    )
    add_reader(demo)

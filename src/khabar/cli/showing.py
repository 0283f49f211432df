"""The commands by which people and programs look into a record file, as long as they like."""

from __future__ import annotations

from typing import TYPE_CHECKING

from khabar.cli.options import add_command, add_reader, add_record, add_weigh, day_or_arrival, port

if TYPE_CHECKING:
    from khabar.cli.options import Commands


def add_showing(commands: Commands) -> None:
    """Add them all."""
    _add_serve(commands)
    _add_mcp(commands)


def _add_serve(commands: Commands) -> None:
    serve = add_command(
        commands, "serve", "open a record file in the reading room, in a browser", "khabar serve record.db"
    )
    add_record(serve)
    serve.add_argument(
        "--host", metavar="ADDRESS", default="127.0.0.1", help="listen there (default: 127.0.0.1, this machine alone)"
    )
    serve.add_argument("--port", metavar="PORT", type=port, default=8230, help="listen on that port (default: 8230)")
    serve.add_argument(
        "--name",
        metavar="NAME",
        action="append",
        default=[],
        help="answer browsers that call this machine by that name too; may be given again",
    )
    serve.add_argument("--review", action="store_true", help="let those who read correct the record; needs --reviewer")
    serve.add_argument(
        "--reviewer", metavar="NAME", default="", help="the name under which corrections are kept, with --review"
    )
    serve.add_argument(
        "--watch",
        metavar="FOLDER",
        action="append",
        default=[],
        help="add the pages in that folder to the record, and what arrives there; may be given again",
    )
    serve.add_argument(
        "--captured",
        metavar="DAY",
        type=day_or_arrival,
        default="",
        help="with --watch: day of capture of pages that do not tell theirs; arrival: the day their file was written",
    )
    add_weigh(serve)
    add_reader(serve)


def _add_mcp(commands: Commands) -> None:
    mcp = add_command(
        commands,
        "mcp",
        "answer a language model's questions about a record file (Model Context Protocol, on the standard streams)",
        "khabar mcp record.db",
    )
    add_record(mcp)
    mcp.add_argument(
        "--room",
        metavar="URL",
        default="http://127.0.0.1:8230/en",
        help="where khabar serve shows the record, for the addresses in answers (default: http://127.0.0.1:8230/en)",
    )

"""`khabar read`: the records of pages, printed or written to a file."""

from __future__ import annotations

from typing import TYPE_CHECKING

import orjson

from khabar.cli.output import open_output
from khabar.cli.reading import Reading, load, read_all, report
from khabar.export.text import write_text

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Iterator

    from khabar.store import Unread


def run(wanted: Namespace) -> int:
    """Run the command."""
    unread: list[Unread] = []
    lexicon = load(weighed=wanted.weigh)
    readings = read_all(wanted.paths, wanted.captured, unread, output=wanted.output, lexicon=lexicon)
    try:
        with open_output(wanted.output) as stream:
            for piece in _WRITERS[wanted.format](readings):
                stream.write(piece)
    except KeyboardInterrupt as err:
        raise KeyboardInterrupt(_state(wanted.output)) from err
    return report(unread)


def _state(output: str) -> str:
    return "the output ends here" if output == "-" else f"{output} is as it was before"


def _jsonl(readings: Iterator[Reading]) -> Iterator[bytes]:
    for reading in readings:
        yield reading.line + b"\n"


def _json(readings: Iterator[Reading]) -> Iterator[bytes]:
    before = b"[\n"
    for reading in readings:
        yield before + orjson.dumps(orjson.loads(reading.line), option=orjson.OPT_INDENT_2)
        before = b",\n"
    yield b"\n]\n" if before == b",\n" else b"[]\n"


def _text(readings: Iterator[Reading]) -> Iterator[bytes]:
    for reading in readings:
        yield write_text(reading.record).encode("utf-8", "backslashreplace")


_WRITERS = {"jsonl": _jsonl, "json": _json, "text": _text}

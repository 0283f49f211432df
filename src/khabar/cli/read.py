"""`khabar read`: the records of pages, printed or written to a file."""

from __future__ import annotations

from functools import cache, partial
from typing import TYPE_CHECKING

import orjson

from khabar.cli.output import open_output
from khabar.cli.pages import find_pages, load_means, open_reader, read_all, read_limits, read_manner
from khabar.cli.reading import report
from khabar.export.jsonl import write_record
from khabar.export.text import write_text

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Iterator

    from khabar.model import Record, Unread


def run(wanted: Namespace) -> int:
    """Run the command."""
    unread: list[Unread] = []
    try:
        with open_output(wanted.output) as stream:
            for piece in _pieces(wanted, unread):
                stream.write(piece)
    except KeyboardInterrupt as err:
        raise KeyboardInterrupt(_state(wanted.output)) from err
    return report(unread)


def _state(output: str) -> str:
    return "the output ends here" if output == "-" else f"{output} is as it was before; run it again"


def _pieces(wanted: Namespace, unread: list[Unread]) -> Iterator[bytes]:
    """Yield the output piece by piece."""
    write, first, between, last = _FORMATS[wanted.format]
    manner = read_manner(wanted)
    yield first
    with open_reader(write, manner, cache(partial(load_means, manner))) as reader:
        before = b""
        pages = find_pages(wanted.paths, wanted.captured, output=wanted.output, limits=read_limits(wanted))
        for piece in read_all(pages, reader, unread):
            yield before + piece
            before = between
    yield last


def _line(record: Record) -> bytes:
    return write_record(record) + b"\n"


def _object(record: Record) -> bytes:
    return orjson.dumps(orjson.loads(write_record(record)), option=orjson.OPT_INDENT_2)


def _words(record: Record) -> bytes:
    return write_text(record).encode("utf-8", "backslashreplace")


# What writes a record, and what stands before, between and behind the records.
_FORMATS = {
    "jsonl": (_line, b"", b"", b""),
    "json": (_object, b"[\n", b",\n", b"\n]\n"),
    "text": (_words, b"", b"", b""),
}

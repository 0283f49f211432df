"""What is known of an input before it is read, and the bounds within which it is read."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable
    from contextlib import AbstractContextManager

    from khabar.model import Page
    from khabar.readers.streams import Readable

    # Opens what is at an address: all of it, or so many bytes (not 0) from a place on.
    Opens = Callable[[str, int, int], AbstractContextManager[Readable]]


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds that keep one hostile page from stopping a whole pile.

    `page_bytes`: of one page, unpacked.
    `page_characters`: of its text; a million take some eleven seconds and 160 MB to read, and an everyday news page has
    2,000 to 20,000.
    `unpacked`: bytes that come out of a packed file for each that it has, once they are more than `streams.FREE`;
    captures packed well come to 20, gzip itself to 1,000.
    `elements`: of one HTML page, above which it is rendered whole instead of searched for its article, as that search
    can take time in the square of the elements: 12,000 in nested lists take 3 s. An everyday news page has 1,000 to
    5,000.
    """

    page_bytes: int = 20_000_000
    page_characters: int = 1_000_000
    unpacked: int = 200
    elements: int = 12_000


@dataclass(frozen=True, slots=True)
class Source:
    """A place pages are read from: `name` is what errors call it, `file` the name of the file alone, "" for a pipe."""

    name: str
    file: str = ""
    captured: str = ""  # day of capture of pages that do not say it themselves
    limits: Limits = field(default_factory=Limits)
    take: Callable[[int], None] | None = None  # told of the bytes of each stretch of a file as it is taken in
    keep: Callable[[Page, bytes], None] | None = None  # told of each page and the bytes it was made of
    wants: Callable[[str], bool] | None = None  # asked of each page's text or markup before anything is done with it
    opens: Opens | None = None


class Hints(NamedTuple):
    """What stands beside a page's bytes: in its JSON object, its WARC headers or its HTTP headers. "" is unknown."""

    id: str = ""
    url: str = ""
    outlet: str = ""
    captured: str = ""
    title: str = ""
    author: str = ""
    charset: str = ""


_DAY = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d)(?:[T ].*)?)?)?", re.ASCII | re.DOTALL)


def find_capture_day(written: str) -> str | None:
    """Return the ISO 8601 prefix, a day at most, at the beginning of `written`; None where that is no date.

    `2025`, `2025-03` and `2025-03-01` stay as they are; of `2025-03-01T09:30:00Z` the day is kept, in its own zone.
    """
    match = _DAY.fullmatch(written.strip())
    if match is None:
        return None
    year, month, day = match.groups()
    try:
        date(int(year), int(month or 1), int(day or 1))
    except ValueError:
        return None
    return "-".join(filter(None, (year, month, day)))

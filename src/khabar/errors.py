"""Every error khabar raises on purpose.

::

    KhabarError
    ├── ReadError          a page or file could not be read; carries where and why
    │   ├── Undecodable    its bytes are no text in any encoding tried
    │   ├── Truncated      it ends in the middle
    │   ├── NotAPage       it is no page: empty, binary, or a record without text
    │   │   └── TooLarge   it is over a limit, which can be raised
    │   └── Unwanted       it is a page that the caller chose to pass over
    ├── LexiconError       the data files hold faults; carries all of them
    ├── ReaderError        the reading model cannot be loaded: what is missing, and what to do
    ├── StoreError         the record file cannot be used
    │   └── NewerSchema    it was written by a later version
    └── UsageError         the request itself makes no sense
"""

from __future__ import annotations

from typing import NamedTuple


class KhabarError(Exception):
    """The root of all errors khabar raises on purpose."""


class ReadError(KhabarError):
    """A page that could not be read. `source` is a path or a path with a record number, `reason` says what to do."""

    def __init__(self, source: str, reason: str) -> None:
        super().__init__(f"{source}: {reason}")
        self.source = source
        self.reason = reason


class Undecodable(ReadError):
    """The bytes are no text in any encoding tried."""


class Truncated(ReadError):
    """The input ends in the middle of a record or stream."""


class NotAPage(ReadError):
    """The input is no page: empty, binary, too large, or a record without text."""


class TooLarge(NotAPage):
    """The input is over a limit; `limit` is the field of `khabar.readers.Limits` that allows more."""

    def __init__(self, source: str, reason: str, limit: str) -> None:
        super().__init__(source, reason)
        self.limit = limit


class Unwanted(ReadError):
    """The input is a page that whoever reads chose to pass over, such as one without an Arabic word."""


class Fault(NamedTuple):
    """One fault of a data file: `cues.toml:17: qala.forms: U+0640 ARABIC TATWEEL`."""

    file: str
    line: int
    entry: str
    problem: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.entry}: {self.problem}"


class LexiconError(KhabarError):
    """The data files hold faults; all are collected before this is raised."""

    def __init__(self, faults: tuple[Fault, ...]) -> None:
        super().__init__("\n".join(map(str, faults)))
        self.faults = faults


class ReaderError(KhabarError):
    """The reading model cannot be loaded: a part is missing or faulty; the message says what to do."""


class StoreError(KhabarError):
    """A record file cannot be opened, read or written."""


class NewerSchema(StoreError):
    """A record file was written by a later version of khabar."""


class UsageError(KhabarError):
    """The request itself makes no sense."""

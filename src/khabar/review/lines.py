"""Edits as lines of JSON, and back: the patch that people keep, send and replay.

A value of one part that is a code, day or name alone stands as that text, one of another kind as an object, several as
an array, none as `null`; an object holds only what there is of `start`, `end`, `text`, `value`, `entity`.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, get_args

import orjson

from khabar.errors import UsageError
from khabar.review.edits import Edit, Kind, Part, Verdict, Words
from khabar.review.fields import ADDED, FIELDS, WHOLE, find_added_fault, find_fault, find_field

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from khabar.review.edits import Value

# Code points of a name, id, day or note, and of words; what is longer was not typed by anybody.
_LONGEST, _LONGEST_WORDS = 4000, 100_000
_HASH = re.compile(r"[0-9a-f]{64}")
_INSTANT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")
_TEXTS = ("who", "when", "page", "hash", "kind", "target", "field", "verdict", "note")
_KEYS = {*_TEXTS, "start", "end", "text", "old", "new"}


def write_edit(edit: Edit) -> bytes:
    """Return an edit as a line, without its end. The same edit is always the same bytes."""
    return orjson.dumps(
        {
            "who": edit.who,
            "when": edit.when,
            "page": edit.page,
            "hash": edit.text,
            "kind": edit.kind,
            "target": edit.target,
            "start": edit.words.start,
            "end": edit.words.end,
            "text": edit.words.text,
            "field": edit.field,
            "verdict": edit.verdict,
            "old": _write_value(edit.old),
            "new": _write_value(edit.new),
            "note": edit.note,
        }
    )


def read_edits(lines: Iterable[bytes], source: str) -> Iterator[Edit]:
    """Yield the edits of the lines of a file; blank ones are passed over.

    Raises:
        UsageError: a line is no edit; it says which, and why.

    """
    for number, line in enumerate(lines, 1):
        if line.strip():
            try:
                yield read_edit(line)
            except UsageError as err:
                raise UsageError(f"{source}:{number}: {err}") from err


def read_edit(line: bytes) -> Edit:
    """Return the edit that a line holds.

    Raises:
        UsageError: it holds none.

    """
    try:
        found = orjson.loads(line.removeprefix(b"\xef\xbb\xbf"))
    except orjson.JSONDecodeError as err:
        raise UsageError(f"no JSON: {err}") from err
    if not isinstance(found, dict) or not found.keys() >= _KEYS - {"note", "old", "new"}:
        raise UsageError(f"no edit: one is an object with {', '.join(sorted(_KEYS))}")
    if fault := _find_text_fault(found):
        raise UsageError(fault)
    edit = Edit(
        who=found["who"],
        when=found["when"],
        page=found["page"],
        text=found["hash"],
        kind=found["kind"],
        target=found["target"],
        words=_read_words(found),
        field=found["field"],
        verdict=found["verdict"],
        old=_read_value(found.get("old")),
        new=_read_value(found.get("new")),
        note=found.get("note", ""),
    )
    if fault := find_edit_fault(edit):
        raise UsageError(fault)
    return edit


def find_edit_fault(edit: Edit) -> str:
    """Return what makes no sense in an edit, "" where all does."""
    if edit.verdict == "add":
        return find_added_fault(edit.kind, edit.new) or ("a thing is added as a whole" if edit.field != WHOLE else "")
    if edit.field == WHOLE:
        whole = {"accept", "reject"} if edit.kind in ADDED else {"accept"} if edit.kind == "page" else set()
        return "" if edit.verdict in whole else f"a whole {edit.kind} is not for {edit.verdict}"
    field = find_field(edit.kind, edit.field)
    if field is None:
        names = ", ".join(field.name for field in FIELDS[edit.kind])
        return f"{edit.field!r} is no field of a {edit.kind}; its fields are {names}"
    if edit.verdict == "fix":
        return find_fault(field, edit.new)
    return find_fault(field, edit.old) if edit.old else ""


def write_value(value: Value) -> bytes:
    """Return a value as it stands in a line. The same value is always the same bytes."""
    return orjson.dumps(_write_value(value))


def _find_text_fault(found: dict[str, Any]) -> str:
    for name in _TEXTS:
        text = found.get(name, "")
        if not isinstance(text, str) or len(text) > _LONGEST:
            return f"{name} is no text of at most {_LONGEST} characters"
    for name, known in (("kind", get_args(Kind)), ("verdict", get_args(Verdict))):
        if found[name] not in known:
            return f"{found[name]!r} is no {name}; it is one of {', '.join(known)}"
    if not found["who"].strip():
        return "who is empty"
    if not _INSTANT.fullmatch(found["when"]):
        return f"{found['when']!r} is no instant; write it as 2025-03-01T12:00:00Z"
    return "" if _HASH.fullmatch(found["hash"]) else "hash is no SHA-256 in hexadecimal"


def _write_value(value: Value) -> object:
    parts = [_write_part(part) for part in value]
    return (parts[0] if parts else None) if len(parts) < 2 else parts


def _write_part(part: Part) -> str | dict[str, object]:
    if not part.words and not part.entity:
        return part.value
    words = {"start": part.words.start, "end": part.words.end, "text": part.words.text} if part.words else {}
    named = {name: text for name, text in (("value", part.value), ("entity", part.entity)) if text}
    return {**words, **named}


def _read_value(found: object) -> Value:
    if found is None:
        return ()
    return tuple(map(_read_part, found)) if isinstance(found, list) else (_read_part(found),)


def _read_part(found: object) -> Part:
    if isinstance(found, str):
        found = {"value": found}
    if not isinstance(found, dict):
        raise UsageError("a value is a text, an object, an array of these, or null")
    texts = [found.get(name, "") for name in ("value", "entity")]
    if not all(isinstance(text, str) and len(text) <= _LONGEST for text in texts):
        raise UsageError(f"value or entity is no text of at most {_LONGEST} characters")
    return Part(_read_words(found) if "start" in found else None, *texts)


def _read_words(found: dict[str, Any]) -> Words:
    start, end, text = (found.get(name) for name in ("start", "end", "text"))
    if (
        isinstance(start, int)
        and isinstance(end, int)
        and isinstance(text, str)
        and 0 <= start <= end
        and end - start == len(text) <= _LONGEST_WORDS
    ):
        return Words(int(start), int(end), text)
    raise UsageError("start, end and text are no words: the text is as long as from start to end")

"""What pages are read with, as one digest: the same code, data and options read the same page alike."""

from __future__ import annotations

from hashlib import sha256
from importlib.resources import files
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable
    from importlib.resources.abc import Traversable

    from khabar.model import Page

_CACHE = "__pycache__"


def digest_package() -> bytes:
    """Return the digest of all files of the package, so that a changed word of the lexicon counts as a new version."""
    digest = sha256()
    _add(files("khabar"), digest.update)
    return digest.digest()


def digest_reading(page: Page, reader: bytes) -> bytes:
    """Return the digest of a page and of what it is read with, itself a digest."""
    # Not as JSON, which cannot hold every text there is.
    return sha256(reader + repr(page).encode()).digest()


def _add(folder: Traversable, update: Callable[[bytes], None]) -> None:
    for entry in sorted(folder.iterdir(), key=lambda entry: entry.name):
        if entry.is_dir() and entry.name != _CACHE:
            _add(entry, update)
        elif entry.is_file():
            update(entry.name.encode() + sha256(entry.read_bytes()).digest())

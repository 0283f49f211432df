"""The lexicon as loaded and checked before, kept in the user's cache: a quarter of the time of reading its data files.

A kept lexicon is one of just these files of the package under just this Python; anything else is passed over and made
anew. Nothing in it is trusted: it is read only from a file that is the user's own, which nobody else can write, if its
digest is right, and what it may build are the value types of the lexicon, never a call of anything else. Where nothing
can be kept, as in a home that takes no writing, all works without.
"""

from __future__ import annotations

import io
import os
import pickle
import stat
import sys
import tempfile
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from khabar.cli.digest import digest_package
from khabar.lexicon import Lexicon, load_lexicon, without_weights

if TYPE_CHECKING:
    from collections.abc import Mapping

_NAME, _SUFFIX = "lexicon-", ".khabar"
_KEPT = 3  # files: who works with several versions need not make them anew each time
_DIGEST = sha256().digest_size
_VALUE_PARTS = ("khabar.model", "khabar.lexicon.", "khabar.text.")
_OTHERS_WRITE = stat.S_IWGRP | stat.S_IWOTH


def load_kept(folder: Path | None, *, weighed: bool = False) -> Lexicon:
    """Return the package's own lexicon as `load_lexicon` does, out of `folder`, and keep it there where it is not yet.

    `folder` is made where it is missing; where it is None, nothing is kept.
    """
    if folder is None:
        return load_lexicon(weighed=weighed)
    path = folder / f"{_NAME}{_key().hex()[:32]}{_SUFFIX}"
    lexicon = _read(path)
    if lexicon is None:
        lexicon = load_lexicon(weighed=True)
        # Whatever stands in the way of keeping it, the lexicon is there.
        with suppress(OSError):
            _keep(lexicon, path)
    return lexicon if weighed else without_weights(lexicon)


def find_folder(environment: Mapping[str, str]) -> Path | None:
    """Return the folder of the user's cache that is khabar's: in XDG_CACHE_HOME, else in ~/.cache.

    None where files have no owner to be told by, where neither is a whole path, and where it would stand in the home of
    another, as under `sudo`.
    """
    home = environment.get("XDG_CACHE_HOME") or f"{environment.get('HOME', '')}/.cache"
    if not hasattr(os, "geteuid") or not Path(home).is_absolute():
        return None
    try:
        standing = next(path for path in (Path(home), *Path(home).parents) if path.exists())
        owner = standing.stat().st_uid
    except OSError:
        return None  # a home that this user cannot look into
    return Path(home) / "khabar" if owner == os.geteuid() else None


def _key() -> bytes:
    """Return the digest of all that a kept lexicon hangs on."""
    return sha256(digest_package() + sys.version.encode()).digest()


def _read(path: Path) -> Lexicon | None:
    """Return the lexicon kept at `path`, None where there is none or it is not to be trusted."""
    try:
        kept = _read_own(path)
    except OSError:
        return None
    if sha256(kept[_DIGEST:]).digest() != kept[:_DIGEST]:
        return None
    try:
        lexicon = _Values(io.BytesIO(kept[_DIGEST:])).load()
    except Exception:  # noqa: BLE001  # damage can raise anything, and means no more than that it must be made anew
        return None
    return lexicon if isinstance(lexicon, Lexicon) else None


def _read_own(path: Path) -> bytes:
    """Return the bytes of a file that is the user's and that nobody else can write, b"" of any other."""
    with os.fdopen(os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC), "rb") as stream:
        status = os.fstat(stream.fileno())
        own = stat.S_ISREG(status.st_mode) and status.st_uid == os.geteuid() and not status.st_mode & _OTHERS_WRITE
        return stream.read() if own else b""


class _Values(pickle.Unpickler):
    """Builds values of the lexicon's own types and of no others, so that no file can have anything called."""

    def find_class(self, module: str, name: str) -> type:
        """Return the type of a value.

        Raises:
            UnpicklingError: it is none that a lexicon holds.

        """
        if module.startswith(_VALUE_PARTS) or (module, name) == ("datetime", "date"):
            found = super().find_class(module, name)
            if isinstance(found, type) and found.__module__ == module:
                return found
        raise pickle.UnpicklingError(f"{module}.{name} is no value of a lexicon")


def _keep(lexicon: Lexicon, path: Path) -> None:
    """Write `lexicon` to `path`, whole or not at all, and remove what earlier versions left."""
    values = pickle.dumps(lexicon, pickle.HIGHEST_PROTOCOL)
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    number, part = tempfile.mkstemp(prefix=f".{_NAME}", dir=path.parent)
    try:
        with os.fdopen(number, "wb") as stream:
            stream.write(sha256(values).digest() + values)
        Path(part).replace(path)
    finally:
        Path(part).unlink(missing_ok=True)
    older = sorted(path.parent.glob(f"{_NAME}*{_SUFFIX}"), key=lambda kept: kept.stat().st_mtime, reverse=True)
    for kept in older[_KEPT:]:
        kept.unlink(missing_ok=True)

"""Folders of tables that `khabar engine` wrote, among the paths of other commands."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

from khabar.engine.folder import is_folder, read_settings
from khabar.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from khabar.model import Record, Unread

WEIGHED, DEEP = b"weighed", b"deep"


def find_folders(paths: Sequence[str]) -> tuple[list[Path], list[str]]:
    """Return those of `paths` that are folders of tables, and the others."""
    folders = [path for path in paths if is_folder(Path(path))]
    return list(map(Path, folders)), [path for path in paths if path not in folders]


def read_kept(folder: Path) -> tuple[bytes, Iterator[tuple[Record, bytes | None]]]:
    """Return the digest of what the records of a folder were read with, and the records, each with its capture.

    Raises:
        UsageError: pyarrow is not installed, or a later version wrote the folder.

    """
    settings = read_settings(folder)
    return bytes.fromhex(settings.reader) + WEIGHED * settings.weighed, _kept().read_kept(folder)


def read_unread(folder: Path) -> Iterator[Unread]:
    """Yield the pages of a folder that could not be read."""
    unread: Iterator[Unread] = _kept().read_unread(folder)
    return unread


def _kept() -> Any:
    try:
        return import_module("khabar.engine.kept")
    except ModuleNotFoundError as err:
        raise UsageError("tables need pyarrow; install it with: pip install 'khabar[parquet]'") from err

"""What changed between two record files, as rows of a table."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from khabar.export.terminal import shorten

if TYPE_CHECKING:
    from khabar.corpus.changes import Change

_SHOWN = 60


class ChangeRow(NamedTuple):
    """One change."""

    change: str
    what: str
    page: str
    id: str
    says: str
    fields: tuple[str, ...]  # `field: before -> after`


def change_row(change: Change, *, whole: bool = False) -> ChangeRow:
    """Return the row of a change; long texts are cut unless `whole`."""
    differences = tuple(
        f"{d.field}: {_cut(d.before, whole=whole)} -> {_cut(d.after, whole=whole)}" for d in change.differences
    )
    return ChangeRow(change.outcome, change.kind, change.page, change.id, change.says, differences)


def _cut(text: str, *, whole: bool) -> str:
    return (text if whole else shorten(text, _SHOWN)) or '""'

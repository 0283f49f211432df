"""Records and their account kept in one SQLite file."""

from khabar.model import Unread
from khabar.store.connection import is_store
from khabar.store.edits import Judged, KeptEdit
from khabar.store.file import Outcome, Store, open_store
from khabar.store.outline import EntityLine, EventLine, Outline, PageLine, StatementLine
from khabar.store.parts import (
    ACCORDS,
    CLAIMS,
    CONTRADICTIONS,
    GROUPS,
    HAPPENINGS,
    IDENTITIES,
    PARTS,
    POSITIONS,
    PROFILES,
    REPRINTS,
    STORIES,
    UTTERANCES,
    Part,
)
from khabar.store.search import Hit, Search

__all__ = [
    "ACCORDS",
    "CLAIMS",
    "CONTRADICTIONS",
    "GROUPS",
    "HAPPENINGS",
    "IDENTITIES",
    "PARTS",
    "POSITIONS",
    "PROFILES",
    "REPRINTS",
    "STORIES",
    "UTTERANCES",
    "EntityLine",
    "EventLine",
    "Hit",
    "Judged",
    "KeptEdit",
    "Outcome",
    "Outline",
    "PageLine",
    "Part",
    "Search",
    "StatementLine",
    "Store",
    "Unread",
    "is_store",
    "open_store",
]

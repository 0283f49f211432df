"""Records kept in one SQLite file."""

from khabar.store.file import Outcome, Store, Unread, is_store, open_store

__all__ = ["Outcome", "Store", "Unread", "is_store", "open_store"]

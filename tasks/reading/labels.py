"""What the reading model is taught to say, in the order of its outputs; `khabar.reader` has the same at run time."""

from __future__ import annotations

from khabar.reader.reading import ACTS, EVENT_TYPES, MENTION_TAGS, POINTERS, ROLES, STATUSES

__all__ = [
    "ACTS",
    "CUE_ROLES",
    "EVENT_ROLES",
    "EVENT_TYPES",
    "IGNORED",
    "MENTION_TAGS",
    "POINTERS",
    "ROLES",
    "STATUSES",
]

CUE_ROLES = ("source", "content", "channel", "relay", "addressee", "hedge")
EVENT_ROLES = ("actor", "recipient", "place")
IGNORED = -100  # what the losses of PyTorch pass over

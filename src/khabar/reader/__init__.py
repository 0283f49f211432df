"""The reading model: words of a page in, probabilities of names, cues, triggers and their roles out.

Stands beside the lexicon and knows only `text` and `model`: what a probability means for the record is for the stages
to say. `docs/model-card.md` tells what it was trained on, how well it reads and where it fails.
"""

from khabar.reader.engine import has_runtime
from khabar.reader.reader import Reader, load_reader
from khabar.reader.reading import MENTION_TAGS, UNREAD, NamedSpan, Pointer, Predicate, Reading, ReadingModel, RoleSpan

__all__ = [
    "MENTION_TAGS",
    "UNREAD",
    "NamedSpan",
    "Pointer",
    "Predicate",
    "Reader",
    "Reading",
    "ReadingModel",
    "RoleSpan",
    "has_runtime",
    "load_reader",
]

"""Files of every supported kind in, a stream of pages out."""

from khabar.readers.paths import read_pages
from khabar.readers.source import Limits

__all__ = ["Limits", "read_pages"]

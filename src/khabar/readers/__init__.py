"""Files of every supported kind in, a stream of pages out."""

from khabar.readers.paths import find_files, is_address, is_beside, read_pages
from khabar.readers.source import Limits

__all__ = ["Limits", "find_files", "is_address", "is_beside", "read_pages"]

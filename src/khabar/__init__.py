"""khabar: a sourced record of a crisis, read from captures of Arabic news pages."""

from khabar.lexicon import Lexicon, load_lexicon
from khabar.model import Page, Record
from khabar.pipeline import read_page

__version__ = "0.1.0"
__all__ = ["Lexicon", "Page", "Record", "load_lexicon", "read_page"]

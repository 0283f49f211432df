"""khabar: a sourced record of a crisis, read from captures of Arabic news pages."""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from khabar.lexicon import Lexicon, load_lexicon
    from khabar.model import Page, Record
    from khabar.pipeline import read_page
    from khabar.query import open_record
    from khabar.reader import load_reader

    open = open_record  # noqa: A001  # `khabar.open` reads as what it does

__version__ = "0.1.0"
# Without `open`: a star import leaves the built-in function alone.
__all__ = ["Lexicon", "Page", "Record", "load_lexicon", "load_reader", "read_page"]

_HOMES = {
    "Lexicon": "khabar.lexicon",
    "Page": "khabar.model",
    "Record": "khabar.model",
    "load_lexicon": "khabar.lexicon",
    "load_reader": "khabar.reader",
    "open": "khabar.query:open_record",
    "read_page": "khabar.pipeline",
}


def __getattr__(name: str) -> Any:
    """Return what the face of the package shows, loaded when asked for: whoever reads no page waits for no stage."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    module, _, attribute = _HOMES[name].partition(":")
    return getattr(import_module(module), attribute or name)

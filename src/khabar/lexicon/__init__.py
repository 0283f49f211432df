"""What khabar knows of the language and the world: entry types, loading, checking, matching."""

from khabar.lexicon.load import Lexicon, load_lexicon, without_weights

__all__ = ["Lexicon", "load_lexicon", "without_weights"]

"""The article cut out of its page: every line typed, the article is what is left."""

from khabar.clean.article import find_article

__all__ = ["find_article"]

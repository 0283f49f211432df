"""The day of publication as the solution of what the page says, with its proof."""

from khabar.dates.publication import find_publication

__all__ = ["find_publication"]

"""Arabic expressions of time: found in tokens, resolved to ISO prefixes against a day of reference."""

from khabar.times.expression import Resolved, TimeExpression
from khabar.times.find import find_times
from khabar.times.page import ArticleTimes, find_article_times
from khabar.times.resolve import resolve

__all__ = ["ArticleTimes", "Resolved", "TimeExpression", "find_article_times", "find_times", "resolve"]

"""What the shape of a line says, whatever its words: a row of features in, a verdict or a yes or no out."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from khabar.clean.vocabulary import Verdict

if TYPE_CHECKING:
    from khabar.clean.features import LineFeatures
    from khabar.lexicon.chrome import ChromeLexicon
    from khabar.text.tokens import Tokens

# Lengths in words, measured on a week of newspapers: nine paragraphs of ten that are closed by a stop have 13 words or more,
# nine headlines of ten 14 words or fewer and no stop.
_SENTENCE_WORDS = 8
_LONG_WORDS = 20
_PARTICLE_SHARE = 0.12

_TWEET = re.compile(r"^\s*[\u2014\u2013-]+ .{1,80}\(@\w{1,20}\)|pic\.twitter\.com/\w+\s*$")
_CLOCK = re.compile(r"^\D{0,12}\d{1,2}:\d{2}(:\d{2})?\D{0,12}$")


def is_prose(row: LineFeatures) -> bool:
    """Whether a line reads as running text: long, or a sentence that ends as one."""
    if row.latin * 2 > len(row.words):
        return False
    if row.size >= _LONG_WORDS:
        return row.particles >= _PARTICLE_SHARE * len(row.words) or row.is_closed
    return row.size >= _SENTENCE_WORDS and row.close in (".", "!", "?") and row.particles > 0


def is_headline_like(row: LineFeatures) -> bool:
    """Whether a line could be the headline of an article: some words, few signs, no full stop."""
    return 3 <= row.size <= 26 and len(row.words) >= 2 and row.close != "." and row.latin * 2 <= len(row.words)


def read_shape(row: LineFeatures, tokens: Tokens, chrome: ChromeLexicon) -> Verdict | None:
    """Return what the shape of a line says, None where it says nothing. Holds inside the article's text too."""
    raw = tokens.page[row.start : row.end]
    if not row.words and not row.figures:
        return Verdict("other", "signs_alone", firm=True)
    if row.latin and _TWEET.search(raw):
        return Verdict("embed", "tweet_signature", firm=True)
    if is_date(row, raw, chrome):
        return Verdict("date", "date_alone", firm=False)
    if not row.words:
        return Verdict("counter", "figures_alone", firm=False)
    if row.address and row.size <= 16 and row.latin == len(row.words) and "http" in raw:
        return Verdict("other", "address", firm=False)
    if row.latin == len(row.words) and not row.address:
        return Verdict("other", "latin_line", firm=False)
    return None


def is_date(row: LineFeatures, raw: str, chrome: ChromeLexicon) -> bool:
    """Whether a line holds a date or a time and nothing else but the words around one."""
    if not row.figures or len(row.words) > 12:
        return False
    calendar, published = chrome.marks["calendar"], chrome.marks["published"]
    if not all(word in calendar or word in published for word in row.words):
        return False
    return row.figures >= 2 or any(word in calendar for word in row.words) or bool(row.words)

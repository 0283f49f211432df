"""What the shape of a line says, whatever its words: a row of features in, a verdict or a yes or no out."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from khabar.clean.verdict import Verdict
from khabar.lexicon.chrome import find_phrase

if TYPE_CHECKING:
    from collections.abc import Callable, Collection
    from collections.abc import Set as AbstractSet

    from khabar.clean.features import LineFeatures

    Rule = Callable[["Line"], Verdict | None]

# In words, measured on 3,000 articles of a week of newspapers: 97 paragraphs of 100 have 8 words and a full stop, or 20
# words; 1 headline of 100 has.
_SENTENCE = 8
_EXCLAMATION = 18
_INTRODUCTION = 12
_LONG = 20
_VERY_LONG = 30
_LONGEST_DATE = 12
_LONGEST_HEADLINE = 26

_COPYRIGHT = "\u00a9"
_TWEET = re.compile(r"^\s*[\u2014\u2013-]+ .{1,80}\(@\w{1,20}\)|pic\.twitter\.com/\w+\s*$")
_NUMERIC_DATE = re.compile(r"\d{1,4}\s?[/.-]\s?\d{1,2}\s?[/.-]\s?\d{1,4}|\d{1,2}:\d{2}")


_YEAR = re.compile(r"(?<!\d)\d{4}(?!\d)")
_BAR = re.compile(r"[|\u2022\u00b7]")
_WORDS_BESIDE_DATE = 4


class Words(NamedTuple):
    """Words that shape a line: of time, of the calendar, around a date, "so long ago", names of outlets."""

    times: Collection[str]
    calendar: AbstractSet[str]
    published: AbstractSet[str]
    ago: AbstractSet[str]
    outlets: AbstractSet[str]


class Line(NamedTuple):
    """A line's features, its own characters, and the words to read it by."""

    row: LineFeatures
    raw: str
    words: Words


def is_prose(row: LineFeatures) -> bool:
    """Whether a line reads as running text: long, or a sentence that ends as one."""
    if row.is_latin or not row.words:
        return False
    if row.close == "." and row.size >= _SENTENCE:
        return True
    if row.size >= _LONG:
        long = row.is_closed or row.size >= _VERY_LONG or row.particles * 10 >= len(row.words)
        return long and row.particles > 0
    least = _INTRODUCTION if row.stops or row.close == ":" else _EXCLAMATION
    return row.particles > 0 and row.size >= least and (row.stops > 0 or row.close == ":" or row.is_closed)


def is_headline_like(row: LineFeatures) -> bool:
    """Whether a line could be the headline of an article: some words, few signs, no full stop."""
    return (
        3 <= row.size <= _LONGEST_HEADLINE and len(row.words) > 1 and row.close not in (".", ":") and not row.is_latin
    )


def read_shape(line: Line) -> Verdict | None:
    """Return what the shape of a line says, None where it says nothing."""
    return next(filter(None, (rule(line) for rule in RULES)), None)


def match_signs(line: Line) -> Verdict | None:
    """Match a line without words and figures."""
    return None if line.row.words or line.row.figures else Verdict("other", "signs_alone")


def match_tweet(line: Line) -> Verdict | None:
    """Match the signature an embedded tweet leaves: `— Name (@handle) February 11, 2020`."""
    return Verdict("embed", "tweet_signature") if line.row.latin and _TWEET.search(line.raw) else None


def match_date(line: Line) -> Verdict | None:
    """Match a date or a time and nothing else but the words around one."""
    row, words = line.row, line.words
    if len(row.words) > _LONGEST_DATE:
        return None
    if not all(word in words.times or word in words.published for word in row.words):
        return None
    if row.words and find_phrase(row.words, 0, len(row.words), words.outlets):
        return None
    dated = any(word in words.ago or (row.figures and word in words.calendar) for word in row.words)
    if dated or (row.figures and _NUMERIC_DATE.search(line.raw)):
        return Verdict("date", "date_alone", firm=False)
    return None


def match_date_and_name(line: Line) -> Verdict | None:
    """Match a full date and, parted from it by a bar, a name or two: `Sunday 11 February 2018 - 13:45 | The Paper`."""
    row, words = line.row, line.words
    others = sum(word not in words.times and word not in words.published for word in row.words)
    if not 0 < others <= _WORDS_BESIDE_DATE or len(row.words) > _LONGEST_DATE or not _BAR.search(line.raw):
        return None
    dated = row.figures and any(word in words.calendar for word in row.words)
    if _YEAR.search(line.raw) and (dated or _NUMERIC_DATE.search(line.raw)):
        return Verdict("date", "date_and_name", firm=False)
    return None


def match_copyright_sign(line: Line) -> Verdict | None:
    """Match a short line with the sign of copyright."""
    signed = _COPYRIGHT in line.raw and line.row.size <= _LONGEST_DATE
    return Verdict("legal", "copyright_sign") if signed else None


def match_figures(line: Line) -> Verdict | None:
    """Match a line of figures alone."""
    return None if line.row.words else Verdict("counter", "figures_alone", firm=False)


def match_figure_and_word(line: Line) -> Verdict | None:
    """Match a figure and a word or two, as counters have, whatever the word."""
    row = line.row
    counted = row.figures == 1 and 1 <= len(row.words) <= 2 and not row.lead and not row.close and row.to_colon < 0
    return Verdict("counter", "figure_and_word", firm=False) if counted else None


def match_latin(line: Line) -> Verdict | None:
    """Match a line without Arabic; an address is told apart, since an author may sign with one."""
    if line.row.latin < len(line.row.words):
        return None
    return Verdict("other", "latin_address" if line.row.address else "latin_line", firm=False)


RULES: tuple[Rule, ...] = (
    match_signs,
    match_tweet,
    match_copyright_sign,
    match_date,
    match_date_and_name,
    match_figures,
    match_latin,
    match_figure_and_word,
)

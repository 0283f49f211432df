"""What of a record is compared with others: the folded words of its body, hashed, each with its place on the page.

A sheet takes some 20 bytes a word, so that a pile of many thousand pages is compared without its texts.
"""

from __future__ import annotations

import re
from array import array
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from hashlib import blake2b
from typing import TYPE_CHECKING

from khabar.corpus.credits import find_credits
from khabar.model import Span
from khabar.text.fold import fold

if TYPE_CHECKING:
    from collections.abc import Iterable

    from khabar.corpus.known import Known
    from khabar.model import Record

_WORD = re.compile(r"[^\W_]+")
_HASH_BYTES = 8
# What a word is, one byte each.
_PLAIN, _NUMBER, _NAME, _TITLE = b".#nt"


@dataclass(frozen=True, slots=True)
class Sheet:
    """One page as it is compared.

    `words` holds a hash of 64 bits for each word of the body, the same on every run, `starts` and `ends` their page
    offsets, `marks` a byte for what each is. `own`, `credited`, `signed` and `named` are keys of
    outlets (`khabar.corpus.credits`). The days are ISO prefixes, ""
    where open; `day` is the day of publication or else of capture.
    """

    page: str
    title: str
    outlet: str
    own: frozenset[str]
    credited: tuple[str, ...]
    signed: frozenset[str]
    named: frozenset[str]
    earliest: str
    latest: str
    day: str
    words: array[int]
    starts: array[int]
    ends: array[int]
    marks: bytes

    def span(self, first: int, last: int) -> Span:
        """Return the page characters of words `[first, last)`."""
        return Span(self.starts[first], self.ends[last - 1])

    def telling(self, first: int, last: int) -> int:
        """Return how many of words `[first, last)` are neither a name nor a title, which any article may repeat."""
        return last - first - self.marks.count(_NAME, first, last) - self.marks.count(_TITLE, first, last)

    def particulars(self) -> frozenset[int]:
        """Return the names and numbers of the body: what tells one event from another of its kind."""
        pairs = zip(self.words, self.marks, strict=True)
        return frozenset(word for word, mark in pairs if mark in (_NAME, _NUMBER))


def make_sheet(record: Record, known: Known) -> Sheet:
    """Return what of `record` is compared."""
    article, publication, text = record.article, record.publication, record.page.text
    stated = find_credits(record, known)
    shown = text[article.outlet.start : article.outlet.end] if article.outlet else ""
    words, starts, ends, marks = _read_body(text, article.body, known.title_words)
    _mark_names(marks, starts, ends, (mention.span for mention in record.mentions))
    return Sheet(
        page=record.page.id,
        title=text[article.title.start : article.title.end] if article.title else "",
        outlet=record.page.outlet or shown or record.page.metadata.site,
        own=stated.own,
        credited=stated.credited,
        signed=stated.signed,
        named=stated.named,
        earliest=publication.date or publication.earliest,
        latest=publication.date or publication.latest,
        day=publication.date or record.page.captured,
        words=words,
        starts=starts,
        ends=ends,
        marks=bytes(marks),
    )


def _read_body(
    text: str, body: tuple[Span, ...], title_words: frozenset[str]
) -> tuple[array[int], array[int], array[int], bytearray]:
    """Return the words of the body, where they start and end on the page, and what each is but for names."""
    words, starts, ends, marks = array("Q"), array("I"), array("I"), bytearray()
    seen: dict[str, tuple[int, int]] = {}
    for paragraph in body:
        folded = fold(text[paragraph.start : paragraph.end])
        bounds = [match.span() for match in _WORD.finditer(folded.text)]
        if not bounds:
            continue
        for start, stop in bounds:
            word = folded.text[start:stop]
            if word not in seen:
                seen[word] = _hash(word), _mark(word, title_words)
            hashed, mark = seen[word]
            words.append(hashed)
            marks.append(mark)
        firsts, lasts = folded.to_pages(*zip(*bounds, strict=True))
        starts.extend(paragraph.start + first for first in firsts)
        ends.extend(paragraph.start + last for last in lasts)
    return words, starts, ends, marks


def _hash(word: str) -> int:
    # Not Python's own hash, which differs from run to run.
    return int.from_bytes(blake2b(word.encode("utf-8", "surrogatepass"), digest_size=_HASH_BYTES).digest())


def _mark(word: str, title_words: frozenset[str]) -> int:
    if word.isdigit():
        return _NUMBER
    return _TITLE if word in title_words else _PLAIN


def _mark_names(marks: bytearray, starts: array[int], ends: array[int], names: Iterable[Span]) -> None:
    for span in names:
        for at in range(bisect_right(ends, span.start), bisect_left(starts, span.end)):
            if marks[at] == _PLAIN:
                marks[at] = _NAME

"""Clues gathered from a page: metadata, stamps, expressions of time and termini in, `Clue`s and rejected dates out."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import TYPE_CHECKING

from khabar.dates.clues import StampClue
from khabar.dates.phrases import full_day, read_phrases
from khabar.dates.termini import find_termini
from khabar.model import ARTICLE_KINDS, Evidence
from khabar.times import find_times

if TYPE_CHECKING:
    from collections.abc import Iterator

    from khabar.dates.clues import Clue, Source
    from khabar.lexicon import Lexicon
    from khabar.model import Article, Block, BlockKind, Page
    from khabar.text.tokens import Line, Tokens
    from khabar.times import ArticleTimes, TimeExpression

# Tokens of a first paragraph within which a date is what the news is about.
LEAD_TOKENS = 60
# Days before the capture from which on a masthead's date does not show the day of capture.
_OLD = 366
# What stands between two copies of a headline that belong together.
_IN_HEAD = frozenset({"date", "caption", "byline"})
_ELSEWHERE: dict[BlockKind, str] = {
    "related": "date of another article",
    "read_also": "date of another article",
    "legal": "year of the site's notice, not of the article",
    "comments": "date of a comment",
    "advert": "date of an advert",
    "caption": "date of a picture",
}


@dataclass(frozen=True, slots=True)
class Clues:
    """What bears on the day, and the dates on the page that do not, with the reason."""

    used: tuple[Clue, ...]
    rejected: tuple[Evidence, ...]
    bare: bool  # whether the page holds the article alone


def collect_clues(
    page: Page,
    tokens: Tokens,
    article: Article,
    times: ArticleTimes,
    lexicon: Lexicon,
    captured: datetime.date | None,
) -> Clues:
    """Return the clues of `page`, metadata first, then in page order."""
    lines = tuple(zip(tokens.lines, article.blocks, strict=True))
    used: list[Clue] = list(_metadata(page))
    rejected: list[Evidence] = []
    head, body, end = _landmarks(article.blocks)
    read = times.expressions
    for number, (line, block) in enumerate(lines):
        if block.kind not in ARTICLE_KINDS and _has_year(tokens, line):
            stamps, others = _stamps(tokens, line, block, _source(number, block, head, body, end), lexicon, captured)
            used += stamps
            rejected += others
    used += _datelines(lines, read)
    used += read_phrases(tokens, read, _lead(tokens, body), lexicon.dating, captured)
    used += find_termini(tokens, [line for line, block in lines if block.kind in ARTICLE_KINDS], read, lexicon.dating)
    bare = sum(block.kind not in ARTICLE_KINDS and block.kind not in {"date", "caption"} for _, block in lines) <= 1
    return Clues(tuple(used), tuple(rejected), bare)


def _metadata(page: Page) -> Iterator[Clue]:
    try:
        day = datetime.date.fromisoformat(page.metadata.published[:10])
    except ValueError:
        return
    yield StampClue(None, f"metadata: {day}", day.toordinal(), "metadata")


def _landmarks(blocks: tuple[Block, ...]) -> tuple[int, int, int]:
    """Return the line the article's head begins at, of the first of the body and of its last, or -1.

    The head is the last headline before the body, or an earlier one that only dates and pictures part from it.
    """
    kinds = [block.kind for block in blocks]
    count = len(kinds)
    body = kinds.index("body") if "body" in kinds else count
    end = count - 1 - kinds[::-1].index("body") if "body" in kinds else -1
    heads = [at for at in range(body) if kinds[at] == "headline"] or [0]
    head = heads.pop()
    while heads and _IN_HEAD.issuperset(kinds[heads[-1] + 1 : head]):
        head = heads.pop()
    return head, body, end


def _source(number: int, block: Block, head: int, body: int, end: int) -> Source | None:
    """Return what a date on that line would be; None where it belongs to something else than the article."""
    if block.kind == "embed":
        return "embed"
    if block.kind != "date" or end < body:
        return None
    if number < head:
        return "masthead"
    return "stamp" if number <= end else "footer"


def _has_year(tokens: Tokens, line: Line) -> bool:
    return any(len(form) == 4 and form.isdecimal() for form in tokens.forms[line.first : line.last])


def _stamps(
    tokens: Tokens, line: Line, block: Block, source: Source | None, lexicon: Lexicon, captured: datetime.date | None
) -> tuple[list[Clue], list[Evidence]]:
    used: list[Clue] = []
    rejected: list[Evidence] = []
    words = {word for hit in lexicon.dating.stamp_words.find(tokens, line.first, line.last) for word in hit.entries}
    if source == "stamp" and "updated" in words and "published" not in words:
        source = "updated"
    for expression in find_times(tokens, line.first, line.last, lexicon.times):
        day = full_day(expression)
        if day is None:
            continue
        why = _refusal(day, source, block, captured)
        if why or source is None:
            rejected.append(Evidence(expression.span, str(day), used=False, why=why))
        else:
            old = source == "masthead" and captured is not None and (captured - day).days > _OLD
            used.append(StampClue(expression.span, str(day), day.toordinal(), "old_masthead" if old else source))
    return used, rejected


def _refusal(day: datetime.date, source: Source | None, block: Block, captured: datetime.date | None) -> str:
    if captured and day > captured:
        return "later than the day of capture"
    if source is None:
        return _ELSEWHERE.get(block.kind, "not of the article")
    if captured and source in {"masthead", "footer"} and abs((captured - day).days) <= 1:
        return "day of capture, not of the article"
    return ""


def _datelines(lines: tuple[tuple[Line, Block], ...], read: tuple[TimeExpression, ...]) -> Iterator[Clue]:
    """Yield full dates within bylines and datelines, as agencies put them before the text."""
    for line, block in lines:
        if block.kind in {"byline", "dateline"}:
            for expression in read:
                inside = line.first <= expression.first and expression.last <= line.last
                if inside and (day := full_day(expression)):
                    yield StampClue(expression.span, str(day), day.toordinal(), "dateline")


def _lead(tokens: Tokens, body: int) -> int:
    """Return the token behind the lead: all up to the end of body line `body`, or its opening where that is long."""
    if body == len(tokens.lines):
        return 0
    line = tokens.lines[body]
    return min(line.last, line.first + LEAD_TOKENS)

"""Lines between the text's certain lines: body, unless their words, neighbours or what they speak of say no."""

from __future__ import annotations

from typing import TYPE_CHECKING

from khabar.clean.byline import is_byline
from khabar.clean.shape import is_headline_like
from khabar.clean.verdict import Verdict

if TYPE_CHECKING:
    from collections.abc import Callable

    from khabar.clean.spot import Scene, Spot

    Rule = Callable[[Spot], Verdict | None]

# In words.
_SHORT = 3
_LONGEST_POINTER = 4
_HEADLINE = 5
_PARAGRAPH = 20
_PAIR_WORDS = 7
_LONGEST_BYLINE = 6
_RUN_WORDS = 6
_LONGEST_RUN = 8
# Shares of content words in common with the article. Of 1,456 articles of a week of newspapers, one has a line between
# two paragraphs that opens with words and a colon and shares nothing, seven in a thousand one without a colon; of the
# headlines of other articles three in four share a twelfth or less.
_STRANGE = 0.2
_STRANGER = 0.34
_RUN_STRANGE = 0.1
_BAR = "|"
# What a line says by its shape alone says nothing where it stands in a text.
_WEAK = frozenset({"date_alone", "figure_and_word", "figures_alone"})
_QUOTES = frozenset('"\u00ab\u00bb\u201c\u201d')
_OPEN_ENDS = frozenset(":?!,\u2026")


def name_inside(scene: Scene, named: dict[int, Verdict]) -> None:
    """Name every line between the first and the last certain line."""
    name_framed(scene, named)
    in_list = False
    for at in range(scene.core.first, scene.core.last):
        if at in named:
            in_list = False
            continue
        spot = scene.spot(at)
        verdict = match_list_item(spot) if in_list else None
        for rule in RULES:
            verdict = verdict or rule(spot)
        named[at] = verdict or Verdict("body", "inside_text")
        in_list = named[at].opens_list or (in_list and named[at].kind == "related")


def name_framed(scene: Scene, named: dict[int, Verdict]) -> None:
    """Name the lines of lists that say where they open and where they close, as readers of screens are told."""
    for at in range(scene.core.first, scene.core.last):
        end = _closes_at(scene, at)
        for line in range(at, end + 1):
            if line not in named and not scene.is_text(line):
                named[line] = Verdict("related", "framed_list")


def _closes_at(scene: Scene, at: int) -> int:
    """Return the line that closes the list which line `at` opens, -1 where it opens none.

    It bears the words of the head and one for the end: `list of 2 items` and `end of list`, a heading and its `end`.
    """
    rows, closing = scene.view.rows, scene.view.chrome.marks["closing"]
    words = rows[at].words
    if not words or len(words) > _LONGEST_POINTER:
        return -1
    for end in range(at + 2, min(at + _LONGEST_RUN * 2, scene.core.last)):
        others = [word for word in rows[end].words if word not in closing]
        closes = len(others) < len(rows[end].words) <= _LONGEST_POINTER + 1
        if closes and others and (tuple(others) == words or set(others) <= set(words[:2])):
            return end
    return -1


def match_list_item(spot: Spot) -> Verdict | None:
    """Match a headline or a date under the head of a list of other articles."""
    if spot.verdict and spot.verdict.firm:
        return None
    if is_headline_like(spot.row) or (spot.verdict and spot.verdict.kind == "date"):
        return Verdict("related", "list_in_text")
    return None


def match_chrome(spot: Spot) -> Verdict | None:
    """Match what is chrome wherever it stands."""
    return spot.verdict if spot.verdict and spot.verdict.firm else None


def match_strange_pointer(spot: Spot) -> Verdict | None:
    """Match unknown words, a colon or bar and the headline of another story, between two paragraphs."""
    row = spot.row
    if not 1 <= row.to_colon <= _LONGEST_POINTER or row.to_colon == len(row.words):
        return None
    if not is_headline_like(row) or row.lead or row.words[0] in spot.scene.view.chrome.marks["continuing"]:
        return None
    if not spot.shared and spot.content > _HEADLINE:
        return Verdict("read_also", "unknown_headline_after_colon")
    if not _stands_between_paragraphs(spot):
        return None
    if _BAR in spot.raw:
        return Verdict("read_also", "headline_after_bar")
    most = _STRANGE if _is_spoken_of(row.words[: row.to_colon], spot) else _STRANGER
    return Verdict("read_also", "strange_headline_after_colon") if spot.shared < most * spot.content else None


def _is_spoken_of(words: tuple[str, ...], spot: Spot) -> bool:
    return any(word in spot.scene.stems or word[2:] in spot.scene.stems for word in words)


def match_strange_headline(spot: Spot) -> Verdict | None:
    """Match a line like a headline that shares no word with the article, between two paragraphs."""
    row = spot.row
    if row.size < _HEADLINE or not is_headline_like(row) or row.lead or row.close in ("?", "\u2026"):
        return None
    quoted = spot.raw[0] in _QUOTES and spot.raw[-1] in _QUOTES
    if spot.shared or quoted or not _stands_between_paragraphs(spot):
        return None
    return Verdict("read_also", "strange_headline")


def match_stamp(spot: Spot) -> Verdict | None:
    """Match a date or clock alone, as between the entries of a live page."""
    return Verdict("date", "stamp_in_text") if spot.verdict and spot.verdict.kind == "date" else None


def match_latin(spot: Spot) -> Verdict | None:
    """Match Latin words alone, as embedded posts and screen readers' marks leave them; items of a list are none."""
    row = spot.row
    if not spot.verdict or spot.verdict.rule != "latin_line" or row.lead or len(row.words) < 2:
        return None
    return Verdict("embed", "latin_in_text")


def match_strange_run(spot: Spot) -> Verdict | None:
    """Match two or more lines like headlines of other stories: a list whose head is unknown."""
    scene = spot.scene
    if not _is_unknown_headline(scene, spot.at):
        return None
    first = last = spot.at
    while first > max(scene.core.first, spot.at - _LONGEST_RUN) and _is_unknown_headline(scene, first - 1):
        first -= 1
    while last < min(scene.core.last, spot.at + _LONGEST_RUN) and _is_unknown_headline(scene, last):
        last += 1
    count = last - first
    run = [scene.spot(at) for at in range(first, last)]
    # Verse stands in runs too, in lines shorter than headlines.
    if count < 2 or sum(line.row.size for line in run) < (_PAIR_WORDS if count == 2 else _RUN_WORDS) * count:
        return None
    if sum(line.shared for line in run) >= _RUN_STRANGE * sum(line.content for line in run):
        return None
    return Verdict("related", "strange_headlines")


def _is_unknown_headline(scene: Scene, at: int) -> bool:
    row = scene.view.rows[at]
    if scene.is_text(at) or scene.view.kind(at) or row.lead or row.close in ("?", "\u2026"):
        return False
    return is_headline_like(row)


def match_byline(spot: Spot) -> Verdict | None:
    """Match a byline that opens with a word like "by", under an introduction that stands above it."""
    row, view = spot.row, spot.scene.view
    if row.size > _LONGEST_BYLINE or (row.words[:1] and row.words[0] not in view.chrome.marks["byline"]):
        return None
    return Verdict("byline", "byline_in_text") if is_byline(row, view) and len(row.words) > 1 else None


def match_lone_word(spot: Spot) -> Verdict | None:
    """Match a word the article does not use, or a short line that comes again, between two paragraphs."""
    row = spot.row
    again = row.copies > 1 and row.size <= _SHORT
    alone = row.size == 1 and not spot.shared
    if not (again or alone) or row.lead or row.close in _OPEN_ENDS or not _stands_between_paragraphs(spot):
        return None
    return spot.verdict or Verdict("other", "short_line_again" if again else "lone_word")


def match_soft_chrome(spot: Spot) -> Verdict | None:
    """Match words of chrome in a short line that the article does not speak of, between two paragraphs."""
    verdict = spot.verdict
    if verdict is None or verdict.rule in _WEAK or spot.row.size > _LONGEST_POINTER:
        return None
    if spot.content and spot.shared * 2 >= spot.content:
        return None
    return verdict if _stands_between_paragraphs(spot) else None


def _stands_between_paragraphs(spot: Spot) -> bool:
    """Return whether the lines on both sides, chrome aside, are certain, and the upper one is a whole paragraph."""
    scene = spot.scene
    before = spot.at - 1
    while before > scene.core.first and scene.view.is_firm(before):
        before -= 1
    after = spot.at + 1
    while after < scene.core.last and scene.view.is_firm(after):
        after += 1
    if not (scene.is_text(before) and scene.is_text(after)):
        return False
    above = scene.view.rows[before]
    return above.is_closed or (above.size >= _PARAGRAPH and above.close != ":")


RULES: tuple[Rule, ...] = (
    match_chrome,
    match_byline,
    match_strange_pointer,
    match_strange_headline,
    match_stamp,
    match_latin,
    match_strange_run,
    match_lone_word,
    match_soft_chrome,
)

"""Lines after the text that still belong to it: last short sentences, items, the author's address, an end mark."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from khabar.clean.byline import is_byline, is_person, names_agency
from khabar.clean.spot import INTERRUPTING
from khabar.clean.twins import says_the_same
from khabar.clean.verdict import Verdict

if TYPE_CHECKING:
    from collections.abc import Callable

    from khabar.clean.spot import Scene, Spot

    Rule = Callable[[Spot], Verdict | None]

# In words.
_LONG = 12
_PARAGRAPH = 15
_LONGEST_SOURCE = 24
_LONGEST_STAMP = 6
_SHORT_SENTENCE = 4
_HANDLE = 4
_INTERRUPTION = 3
_LONGEST_NOTE = 16
# Rules whose verdict a line's place may overrule.
_SOFT = frozenset({"latin_line", "latin_address", "chrome_words", "date_alone", "figures_alone"})
_CODE = re.compile(r"^[^\w]*\d{4,}\s*[-\u2013:]\s*\w+$")
# Initials of a wire's editors: letters, dots and slashes, and nothing else.
_INITIALS = re.compile(r"^\W*(?:[^\W\d_]{1,2}\s*[./]\s*){1,6}[^\W\d_]{0,2}\W*$")
_LINK, _HASH = "http", "#"


def name_tail(scene: Scene, named: dict[int, Verdict]) -> None:
    """Name the lines after the text that still belong to it, downwards until furniture begins."""
    waiting: dict[int, Verdict] = {}
    for at in range(scene.core.last + 1, len(scene.view.rows)):
        if at in named:
            break
        spot = scene.spot(at)
        if spot.verdict and spot.verdict.firm and spot.verdict.kind in INTERRUPTING:
            waiting[at] = spot.verdict
            continue
        if spot.verdict and spot.verdict.rule not in _SOFT:
            break
        rules = (match_end_mark,) if spot.verdict and spot.verdict.kind == "date" else RULES
        verdict = next(filter(None, (rule(spot) for rule in rules)), None)
        if verdict is None and _is_interruption(spot):
            waiting[at] = _name_interruption(spot)
            continue
        if verdict is None:
            break
        named.update(waiting)
        waiting.clear()
        named[at] = verdict


def _is_interruption(spot: Spot) -> bool:
    """Return whether an unknown line, a word or two or words before a colon, stands between last lines of the text."""
    row, below = spot.row, spot.at + 1
    if below == len(spot.scene.view.rows) or not (row.size <= _INTERRUPTION or 0 < row.to_colon <= _HANDLE):
        return False
    return any(rule(spot.scene.spot(below)) for rule in _CERTAIN_RULES)


def _name_interruption(spot: Spot) -> Verdict:
    if spot.shared:
        return Verdict("body", "head_of_last_lines")
    return Verdict("other", "interrupts_last_lines")


def match_sentence(spot: Spot) -> Verdict | None:
    """Match a line that is closed like a sentence and long enough to be one."""
    row = spot.row
    stated = row.close == "." and row.size >= _SHORT_SENTENCE
    exclaimed = row.is_closed and row.size > _SHORT_SENTENCE and spot.shared * 4 >= spot.content
    if stated or exclaimed or (row.is_closed and row.size > _LONGEST_STAMP and row.particles > 1 and spot.is_touching):
        return Verdict("body", "sentence_under_text")
    return None


def match_question(spot: Spot) -> Verdict | None:
    """Match a short question or exclamation that a sentence follows."""
    rows, below = spot.scene.view.rows, spot.at + 1
    if spot.row.close not in ("?", "!") or len(spot.row.words) < 2 or below == len(rows):
        return None
    follows = rows[below].is_closed and rows[below].size > _LONGEST_STAMP and not spot.scene.view.verdicts[below]
    return Verdict("body", "question_under_text") if follows and rows[below].particles > 1 else None


def match_item(spot: Spot) -> Verdict | None:
    """Match a line that opens like an item of a list, or ends like the head of one; hash tags are none."""
    row = spot.row
    if not row.words or spot.raw.startswith(_HASH):
        return None
    if row.lead or (row.close == ":" and row.size > 1 and (row.size > _HANDLE or spot.shared or _heads_items(spot))):
        return Verdict("body", "item_under_text")
    return None


def _heads_items(spot: Spot) -> bool:
    """Return whether an item or a sentence stands below a line."""
    view, below = spot.scene.view, spot.at + 1
    while below < len(view.rows) and view.is_firm(below):
        below += 1
    return below < len(view.rows) and (bool(view.rows[below].lead) or view.rows[below].close == ".")


def match_address(spot: Spot) -> Verdict | None:
    """Match an author's address or handle."""
    if spot.row.address and _LINK not in spot.raw:
        return Verdict("body", "address_under_text")
    return None


def match_contact(spot: Spot) -> Verdict | None:
    """Match words that tell how to reach the author, a code with a network's name, a network's name with a handle."""
    row = spot.row
    has_handle = bool(row.latin) and 0 < row.to_colon < row.size <= _HANDLE
    openings = spot.scene.view.chrome.marks["contact"]
    if has_handle or _CODE.search(spot.raw) or any(row.key.startswith(opening) for opening in openings):
        return Verdict("body", "contact_under_text")
    return None


def match_credit(spot: Spot) -> Verdict | None:
    """Match a line that names an agency or the like and nothing else, or a word or two in brackets."""
    view = spot.scene.view
    row = spot.row
    bracketed = spot.is_touching and 0 < len(row.words) == row.bracketed <= _HANDLE
    named = bracketed or (is_byline(row, view) and names_agency(row, view))
    return Verdict("byline", "credit_under_text") if named else None


def match_source(spot: Spot) -> Verdict | None:
    """Match the headline again after words and a colon that say whose story it is."""
    row = spot.row
    if row.to_colon < 2 or row.size > _LONGEST_SOURCE:
        return None
    rest = row.words[row.to_colon :]
    above = spot.scene.view.rows[: spot.scene.core.first]
    if len(rest) > 2 and any(says_the_same(rest, other.words) for other in above):
        return Verdict("body", "source_under_text")
    return None


def match_author_note(spot: Spot) -> Verdict | None:
    """Match a line that says what the author is."""
    authors = spot.scene.view.chrome.marks["author"]
    words = spot.row.words
    if spot.row.size > _LONGEST_NOTE:
        return None
    pairs = (f"{first} {second}" for first, second in pairwise(words))
    if any(word in authors for word in words[:2]) or any(pair in authors for pair in pairs):
        return Verdict("body", "author_under_text")
    return None


def match_signature(spot: Spot) -> Verdict | None:
    """Match an author's name alone, right under the text; with a date below, it is a reader's."""
    view, below = spot.scene.view, spot.at + 1
    dated = below < len(view.rows) and view.kind(below) == "date"
    if spot.is_touching and not dated and is_person(spot.row, view):
        return Verdict("body", "signature_under_text")
    return None


def match_end_mark(spot: Spot) -> Verdict | None:
    """Match the mark or the clock a wire closes its text with."""
    ends = spot.scene.view.chrome.marks["end"]
    if _INITIALS.match(spot.raw):
        return Verdict("body", "initials_under_text")
    if spot.row.size <= _LONGEST_STAMP and (spot.row.key in ends or any(word in ends for word in spot.row.words)):
        return Verdict("body", "end_mark_under_text")
    return None


def match_same_story(spot: Spot) -> Verdict | None:
    """Match a line that goes on from the text, or speaks of what it speaks of."""
    row, shared, content = spot.row, spot.shared, spot.content
    if not row.words:
        return None
    goes_on = row.size >= _LONGEST_STAMP and row.words[0] in spot.scene.view.chrome.marks["continuing"]
    long = row.size >= _LONG and shared > 2 and shared * 3 >= content
    long = long or (row.size >= _PARAGRAPH and row.particles > 1 and shared > 1 and spot.is_touching)
    if goes_on or long or (content > 2 and shared * 5 >= content * 3):
        return Verdict("body", "same_story_under_text")
    return None


RULES: tuple[Rule, ...] = (
    match_sentence,
    match_question,
    match_item,
    match_address,
    match_contact,
    match_author_note,
    match_credit,
    match_source,
    match_signature,
    match_end_mark,
    match_same_story,
)
_CERTAIN_RULES: tuple[Rule, ...] = (match_item, match_contact, match_end_mark)

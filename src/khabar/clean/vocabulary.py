"""What the words of a line say by themselves: a row of features and the chrome lexicon in, a verdict out.

Tiny rules in order, the first that answers wins. What the words mean where the line stands is decided later.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from khabar.clean.verdict import Verdict

if TYPE_CHECKING:
    from collections.abc import Callable

    from khabar.clean.features import LineFeatures
    from khabar.lexicon.chrome import ChromeEntry, ChromeLexicon

    Rule = Callable[[LineFeatures, ChromeLexicon], Verdict | None]

# In words. The longest row of buttons, line judged by single words, notice; the shortest sentence.
_LONGEST_TILES = 24
_LONGEST_SOFT = 6
_LONGEST_NOTICE = 90
_SHORTEST_SENTENCE = 10
_LONGEST_COUNTER = 8
_LONGEST_POINTER = 4
_POLICY = 5
_SHORTEST_CAPTION, _LONGEST_CAPTION = 5, 30
_LONGEST_CREDIT = 6


def read_words(row: LineFeatures, chrome: ChromeLexicon) -> Verdict | None:
    """Return what the words of a line say, None where they say nothing."""
    if not row.words:
        return None
    for rule in RULES:
        verdict = rule(row, chrome)
        if verdict is not None:
            return verdict
    return None


def match_whole_line(row: LineFeatures, chrome: ChromeLexicon) -> Verdict | None:
    """Match a line that is one form: `print`, `print |`, `name *`."""
    entry = chrome.lines.get(row.key)
    if entry is None or (row.figures and _find_count(row, chrome)):
        return None
    return Verdict(entry.kind, f"chrome.{entry.id}", firm=entry.table != "section", opens_list=entry.table == "head")


def match_counter(row: LineFeatures, chrome: ChromeLexicon) -> Verdict | None:
    """Match figures with the words of a counter, `21661 reads`, `comments (3)`; the words alone where they are few."""
    entry = _find_count(row, chrome)
    if entry is None or (not row.figures and len(row.words) > _LONGEST_COUNTER // 2):
        return None
    return Verdict("counter", f"chrome.{entry.id}", firm=bool(row.figures))


def _find_count(row: LineFeatures, chrome: ChromeLexicon) -> ChromeEntry | None:
    words, at, found = row.words, 0, None
    if len(words) > _LONGEST_COUNTER:
        return None
    while at < len(words):
        hit = chrome.counts.at(words, at)
        if hit is None:
            return None
        at += hit[0]
        found = found or hit[1]
    return found


def match_list_head_and_headline(row: LineFeatures, chrome: ChromeLexicon) -> Verdict | None:
    """Match the head of a list, a colon or bar, and the headline of another article."""
    if row.to_colon < 1 or row.to_colon == len(row.words):
        return None
    hit = chrome.heads.at(row.words, 0)
    if hit is None or hit[0] != row.to_colon:
        return None
    return Verdict("read_also", f"chrome.{hit[1].id}")


def match_pointer(row: LineFeatures, chrome: ChromeLexicon) -> Verdict | None:
    """Match a colon or bar after a word or two that point elsewhere: `see too: …`."""
    if not 1 <= row.to_colon <= _LONGEST_POINTER or row.to_colon == len(row.words) or row.close == ".":
        return None
    if any(word in chrome.marks["pointer"] for word in row.words[: row.to_colon]):
        return Verdict("read_also", "pointer_before_colon")
    return None


def match_opening(row: LineFeatures, chrome: ChromeLexicon) -> Verdict | None:
    """Match a line that opens with a form, with a sign behind it where the entry asks for one."""
    hit = chrome.openings.at(row.words, 0)
    if hit is None:
        return None
    size, entry = hit
    if row.size > entry.limit or (entry.sign and size not in (row.to_sign, len(row.words))):
        return None
    return Verdict(entry.kind, f"chrome.{entry.id}", firm=not _is_sentence(row))


def match_credited_caption(row: LineFeatures, chrome: ChromeLexicon) -> Verdict | None:
    """Match a caption, which ends with an agency or outlet in brackets; shorter lines may be bylines.

    The photographer may stand before the outlet or behind it.
    """
    if not 1 <= row.bracketed <= _LONGEST_CREDIT or not _SHORTEST_CAPTION <= row.size <= _LONGEST_CAPTION:
        return None
    credit = row.words[-row.bracketed :]
    ends = {" ".join(credit[:at]) for at in range(1, len(credit) + 1)}
    ends |= {" ".join(credit[at:]) for at in range(1, len(credit))}
    if ends & chrome.marks["agency"] or ends & chrome.marks["outlet"]:
        return Verdict("caption", "credited_caption", firm=False)
    return None


def match_ending(row: LineFeatures, chrome: ChromeLexicon) -> Verdict | None:
    """Match a line that ends with a form."""
    for size in range(min(chrome.longest_ending, len(row.words) - 1), 0, -1):
        entry = chrome.endings.get(" ".join(row.words[-size:]))
        if entry is not None and row.size <= entry.limit:
            return Verdict(entry.kind, f"chrome.{entry.id}", firm=not row.is_closed)
    return None


def match_passage(row: LineFeatures, chrome: ChromeLexicon) -> Verdict | None:
    """Match a form anywhere in the line."""
    if row.size > _LONGEST_NOTICE:
        return None
    reach = chrome.passages.reach
    for at, word in enumerate(row.words):
        if word in reach:
            hit = chrome.passages.at(row.words, at)
            if hit is not None and row.size <= hit[1].limit:
                return Verdict(hit[1].kind, f"chrome.{hit[1].id}", firm=not _is_sentence(row))
    return None


def match_tiles(row: LineFeatures, chrome: ChromeLexicon) -> Verdict | None:
    """Match forms side by side and nothing else: `home news sport`, `facebook twitter print`."""
    words, at = row.words, 0
    found: list[ChromeEntry] = []
    if len(words) > _LONGEST_TILES or row.is_closed:
        return None
    while at < len(words):
        hit = chrome.tiles.at(words, at)
        if hit is None:
            return None
        at += hit[0]
        found.append(hit[1])
    firm = any(entry.table != "section" for entry in found)
    return Verdict(found[0].kind, f"chrome.{found[0].id}", firm=firm)


def match_menu(row: LineFeatures, chrome: ChromeLexicon) -> Verdict | None:
    """Match entries of a menu with signs between them, of which a few are known."""
    if row.dividers < 2 or row.is_closed or row.size > 3 * (row.dividers + 1):
        return None
    at, found = 0, []
    while at < len(row.words):
        hit = chrome.tiles.at(row.words, at)
        found += [hit[1]] if hit else []
        at += hit[0] if hit else 1
    if len(found) < 2:
        return None
    return Verdict(found[0].kind, f"chrome.{found[0].id}", firm=False)


def match_chrome_words(row: LineFeatures, chrome: ChromeLexicon) -> Verdict | None:
    """Match a short line most of whose words are words of chrome, whatever the phrase."""
    if row.size > _LONGEST_SOFT or row.is_closed:
        return None
    kinds = [chrome.words[word].kind for word in row.words if word in chrome.words]
    others = len(row.words) - len(kinds) - row.particles
    if not kinds or len(kinds) < others * 2:
        return None
    return Verdict(kinds[0], "chrome_words", firm=False)


def match_notice(row: LineFeatures, chrome: ChromeLexicon) -> Verdict | None:
    """Match a longer line with many words of comment forms, footers and adverts."""
    if not _LONGEST_SOFT < row.size <= _LONGEST_NOTICE:
        return None
    kinds = [chrome.words[word].kind for word in row.words if word in chrome.words]
    content = len(row.words) - row.particles
    policies = sum(kind in ("comments", "legal") for kind in kinds)
    if (len(kinds) < 3 or len(kinds) * 4 < content) and (policies < _POLICY or policies * 7 < content):
        return None
    return Verdict(Counter(kinds).most_common(1)[0][0], "notice_words", firm=False)


def _is_sentence(row: LineFeatures) -> bool:
    return row.is_closed and row.size >= _SHORTEST_SENTENCE


RULES: tuple[Rule, ...] = (
    match_whole_line,
    match_counter,
    match_list_head_and_headline,
    match_pointer,
    match_opening,
    match_credited_caption,
    match_ending,
    match_passage,
    match_tiles,
    match_menu,
    match_chrome_words,
    match_notice,
)

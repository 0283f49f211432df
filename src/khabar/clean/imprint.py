"""The outlet's own name, as the page's copyright line gives it: `all rights reserved, the Oasis Agency 2018`."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from khabar.lexicon.chrome import line_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from khabar.clean.features import LineFeatures
    from khabar.clean.verdict import Verdict
    from khabar.lexicon.chrome import ChromeLexicon
    from khabar.model import Page, Span
    from khabar.text.tokens import Tokens

_RULES = frozenset({"chrome.copyright", "chrome.rights_reserved", "copyright_sign"})
_LONGEST = 5


class Imprint(NamedTuple):
    """The name's place on the page, None where no line gives it, and the folded phrases that stand for the outlet."""

    span: Span | None
    names: frozenset[str]


def find_imprint(
    page: Page,
    tokens: Tokens,
    chrome: ChromeLexicon,
    rows: Sequence[LineFeatures],
    verdicts: Sequence[Verdict | None],
) -> Imprint:
    """Return the outlet's name; the page's metadata may give it too."""
    names = {" ".join(line_words(name)) for name in (page.outlet, page.metadata.site) if name}
    span = None
    for row, verdict in zip(rows, verdicts, strict=True):
        if verdict is None or verdict.rule not in _RULES:
            continue
        found = _read_name(row, tokens, chrome)
        if found is None:
            continue
        first, last = found
        span = span or tokens.span(first, last)
        words = tokens.forms[first:last]
        names.add(" ".join(words))
        names.add(" ".join(word for word in words if word not in chrome.marks["site"]))
    return Imprint(span, frozenset(names - {""}))


def _read_name(row: LineFeatures, tokens: Tokens, chrome: ChromeLexicon) -> tuple[int, int] | None:
    """Return the tokens of the name in a copyright line: the first run of words that are no formula."""
    formula, site = chrome.marks["imprint"], chrome.marks["site"]
    first = row.first
    while first < row.last and not _is_name_word(first, tokens, formula, site):
        first += 1
    last = first
    while last < row.last and last - first < _LONGEST and _is_name_word(last, tokens, formula, site):
        last += 1
    named = any(form not in site for form in tokens.forms[first:last])
    return (first, last) if named else None


def _is_name_word(at: int, tokens: Tokens, formula: frozenset[str], site: frozenset[str]) -> bool:
    form = tokens.forms[at]
    if not form.isalpha() or form in formula:
        return False
    # "to the site of": a word for an outlet behind a proclitic is part of the formula, not of the name.
    return not any(cut and stem in site for cut, stem in tokens.readings[at])

"""The markup of one page in, its text as lines and what it says of itself out.

The article is cut out by trafilatura. Before it comes what stands between headline and article on the page, which
trafilatura drops and which holds date, byline and agency. Where there is no article, or the page is too large or too
deep for that search, all its lines are taken. Nothing is typed here: that is for the line classifier.
"""

from __future__ import annotations

import logging
import re
from dataclasses import replace
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

import trafilatura
from lxml.etree import LxmlError
from lxml.html import HTMLParser, document_fromstring

from khabar.model import Metadata
from khabar.readers.plain import Line, plain_lines
from khabar.readers.published import find_published

if TYPE_CHECKING:
    from lxml.html import HtmlElement

    from khabar.readers.source import Hints, Limits

# trafilatura warns of every odd page; that is no news to who reads a pile of them. An application may still ask for it.
logging.getLogger("trafilatura").addHandler(logging.NullHandler())
logging.getLogger("htmldate").addHandler(logging.NullHandler())

#: htmldate must not look at the clock for its upper bound, though what it finds is not used.
_NO_SEARCH = {"extensive_search": False, "original_date": True, "max_date": "2100-01-01"}
#: Lines between headline and article above which they are no head of an article but a sidebar: six sites have 1 to 6.
_MAX_HEAD = 12
#: Characters up to which a line of links may be a byline or a section: names have up to 30, headlines 40 and more.
_LABEL = 35
#: Characters from which a line is prose that says where the article begins, rather than one of its subtitles.
_PROSE = 60
_MAX_HEADINGS = 5  # a page has one to three; more are no headlines
_MAX_TITLE = 300  # characters of a headline; real ones have up to 150
#: Letters from which a line that stands within a headline is that headline, not a section's name.
_HEADLINE = 15
#: Share of the page's prose that an article has at least; comments and teasers may be as long as it is.
_LEAST_SHARE = 0.2
_COMPARED = 40  # characters by which two renderings of one line are told to be the same
_UNSEEN = re.compile(r"[^\w]+")
_CONTROLS = re.compile("[\0-\x08\x0b\x0e-\x1f\x7f\ufffe\uffff]")


class Rendering(NamedTuple):
    """The lines of a page joined, "" where it shows none; its own address, "" where it names none; and its metadata."""

    text: str
    url: str
    metadata: Metadata


def render(markup: str, hints: Hints, limits: Limits) -> Rendering:
    """Return the page that `markup` shows; what `hints` say comes before what it says of itself."""
    markup = _CONTROLS.sub("", markup)
    lines = plain_lines(markup)
    # Nearly every element is opened and closed by a tag.
    tree = _parse(markup) if markup.count("<") < 2 * limits.elements else None
    if tree is None:
        return Rendering(_joined(lines), "", Metadata(title=hints.title, author=hints.author))
    url = hints.url or _address(tree)
    metadata = _describe(tree, url)
    if hints.title or hints.author:
        metadata = replace(metadata, title=hints.title or metadata.title, author=hints.author or metadata.author)
    headings: list[str] = [h1.text_content() for h1 in islice(tree.iter("h1"), _MAX_HEADINGS)]
    titles = [title for title in (metadata.title, *headings) if len(title) <= _MAX_TITLE]
    article = _find_article(tree, url)
    if _is_too_little(article, lines):
        return Rendering(_joined(lines), url, metadata)
    return Rendering("\n".join(_with_head(article, lines, titles)), url, metadata)


def _joined(lines: list[Line]) -> str:
    return "\n".join(line.text for line in lines)


def _parse(markup: str) -> HtmlElement | None:
    """Return the tree of `markup`, None where there is none or libxml2 gave up, as it does 256 elements deep."""
    parser = HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, collect_ids=False)
    try:
        tree = document_fromstring(markup.encode(), parser=parser)
    except (LxmlError, ValueError):
        return None
    return None if parser.error_log.filter_from_fatals() else tree


def _address(tree: HtmlElement) -> str:
    """Return the address that the page gives as its own, "" for none."""
    for path in ('.//link[@rel="canonical"]', './/meta[@property="og:url"]'):
        for element in tree.iterfind(path):
            address: str = element.get("href") or element.get("content") or ""
            if address.startswith("http"):
                return address
    return ""


def _describe(tree: HtmlElement, url: str) -> Metadata:
    published = find_published(tree, url)
    try:
        found = trafilatura.extract_metadata(tree, default_url=url or None, date_config=dict(_NO_SEARCH))
    except Exception:  # noqa: BLE001 - whatever its heuristics stumble over on a hostile page, the text is still there
        return Metadata(published=published)
    return Metadata(found.title or "", found.author or "", found.sitename or "", published)


def _find_article(tree: HtmlElement, url: str) -> list[str]:
    """Return the lines of the article that trafilatura finds. It takes the tree apart."""
    try:
        text = trafilatura.extract(tree, url=url or None, include_comments=False)
    except Exception:  # noqa: BLE001 - as above; all lines of the page are taken then
        return []
    return [line.strip() for line in (text or "").splitlines() if line.strip()]


def _is_too_little(article: list[str], lines: list[Line]) -> bool:
    """Return whether `article` leaves most of the prose on the page out, as where a teaser was taken for it."""
    prose = sum(len(line.text) for line in lines if len(line.text) >= _PROSE)
    return sum(map(len, article)) < max(1, _LEAST_SHARE * prose)


def _with_head(article: list[str], lines: list[Line], titles: list[str]) -> list[str]:
    """Return `article` with the `lines` from the headline to its first prose instead of what stands before that.

    Long lines of links or captions alone are left out there: they lead to other articles, or tell of pictures.
    """
    headlines = {_key(title) for title in titles} - {""}
    asides = {_key(line.text) for line in lines if line.aside and len(line.text) > _LABEL}
    prose = (at for at, line in enumerate(article) if len(line) >= _PROSE and _key(line) not in asides)
    first = next((at for at in prose if not _is_one_of(article[at], headlines)), 0)
    head = _find_head(_key(article[first])[:_COMPARED], lines, headlines)
    if head:
        passed_over = asides | set(map(_key, head))
        before = [line for line in article[:first] if _key(line) not in passed_over]
        return [*before, head[0], *(line for line in head[1:] if _key(line) not in asides), *article[first:]]
    if titles and titles[0] and not any(_is_one_of(line, headlines) for line in article):
        return [titles[0], *article]
    return article


def _find_head(opening: str, lines: list[Line], headlines: set[str]) -> list[str]:
    """Return the lines from the headline to before the one that begins with `opening`; none if these are far apart."""
    starts = (at for at, line in enumerate(lines) if opening and _key(line.text).startswith(opening))
    for start in starts:
        for at in range(start - 1, max(start - _MAX_HEAD - 2, -1), -1):
            if _is_one_of(lines[at].text, headlines):
                return [line.text for line in lines[at:start]]
    return []


def _key(line: str) -> str:
    """Return the letters and digits of `line`, by which it is compared."""
    return _UNSEEN.sub("", line)


def _is_one_of(line: str, headlines: set[str]) -> bool:
    """Return whether `line` is one of `headlines`, or one without the site's name that some of them carry."""
    key = _key(line)
    return key in headlines or (len(key) >= _HEADLINE and any(key in headline for headline in headlines))

"""What the markup of a page says of the day it was published: the tree and the address in, an ISO 8601 prefix out.

Read are the fields made for it, in the order of their worth: meta elements, JSON-LD, `itemprop`, the `time` elements of
the article, the address. Never the text: what it says is found and proved later, and htmldate, which would search it,
turns a month into its first day and the day an upload folder was made into the day of publication.
"""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from lxml.html import HtmlElement

#: Names (`name`, `property` or `itemprop`) of meta elements that hold the day of publication, the surest first.
_META_NAMES = (
    "article:published_time",
    "article:published",
    "og:article:published_time",
    "og:published_time",
    "datepublished",
    "date_published",
    "publish_date",
    "publish-date",
    "publishdate",
    "published_date",
    "published-date",
    "publication_date",
    "publication-date",
    "publicationdate",
    "pubdate",
    "pub_date",
    "parsely-pub-date",
    "sailthru.date",
    "cxenseparse:recs:publishtime",
    "mediator_published_time",
    "rnews:datepublished",
    "citation_publication_date",
    "article_date_original",
    "originalpublicationdate",
    "article.published",
    "article.created",
    "dcterms.issued",
    "dc.date.issued",
    "dcterms.created",
    "dc.date.created",
    "dcterms.date",
    "dc.date",
    "datecreated",
)
_LINKED_DATA = re.compile(r'"datePublished"\s*:\s*"([^"]{4,40})"')
_SIDE = "ancestor::aside or ancestor::nav or ancestor::footer"
#: The `time` elements of the article: those marked as its own, then the first behind the headline.
_TIMES = (
    "//*[@itemprop='datePublished']/@content | //*[@itemprop='datePublished']/@datetime",
    "//time[@pubdate]/@datetime",
    f"(//h1)[1]/following::time[@datetime][not({_SIDE})][1]/@datetime",
)

# 2020-11-09, 2020/11/9, 2020.11.09 | 20201109, 20201109183447 | 2020-11, 2020 | 9 Nov 2020 | November 9, 2020
_DATES = (
    re.compile(r"(?P<year>\d{4})([-/.])(?P<month>\d{1,2})\2(?P<day>\d{1,2})(?!\d)"),
    re.compile(r"(?P<year>\d{4})(?P<month>\d\d)(?P<day>\d\d)(?:\d{4}(?:\d\d)?)?(?!\d)"),
    re.compile(r"^\s*(?P<year>\d{4})(?:-(?P<month>\d\d))?\s*$"),
    re.compile(r"(?<!\d)(?P<day>\d{1,2})[- ](?P<month>[A-Z][a-z]{2})[a-z]*[- ](?P<year>\d{4})(?!\d)"),
    re.compile(r"(?P<month>[A-Z][a-z]{2})[a-z]* (?P<day>\d{1,2}),? (?P<year>\d{4})(?!\d)"),
)
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
# /2020/11/23/, /2020-11-23-, /2013/middle_east/8/3/ | /20201123/ | /2020/11/
_ADDRESSES = (
    re.compile(
        r"/(?P<year>\d{4})(?:/[a-z][a-z_]*(?=/))?(?P<mark>[-/])(?P<month>\d{1,2})(?P=mark)(?P<day>\d{1,2})(?=[-/_.?]|$)"
    ),
    re.compile(r"/(?P<year>\d{4})(?P<month>\d\d)(?P<day>\d\d)(?=[-/_.?]|$)"),
    re.compile(r"/(?P<year>\d{4})/(?P<month>\d{1,2})(?=/)"),
)
_YEARS = range(1990, 2100)  # no news page is older; numbers outside are article numbers


def find_published(tree: HtmlElement, url: str) -> str:
    """Return the day, or just month or year, when the page in `tree` at `url` was published; "" if it does not say."""
    found = [*map(find_date, _candidates(tree)), find_address_date(url)]
    to_the_day = (date for date in found if len(date) == len("2020-11-09"))
    return next(to_the_day, "") or next(filter(None, found), "")


def find_date(written: str) -> str:
    """Return the ISO 8601 prefix in `written`, a field for a date; "" for none, or if day and month may be swapped."""
    return _first_date(pattern.search(written) for pattern in _DATES)


def find_address_date(url: str) -> str:
    """Return the day, or only the month, in the path of `url` as an ISO 8601 prefix, "" for none."""
    return _first_date(pattern.search(url) for pattern in _ADDRESSES)


def _first_date(matches: Iterable[re.Match[str] | None]) -> str:
    return next(filter(None, (_prefix(**match.groupdict()) for match in matches if match)), "")


def _prefix(year: str, month: str | None = None, day: str | None = None, **_marks: str) -> str:
    """Return the prefix that the three spell, "" where they are no day."""
    number = _MONTHS.index(month) + 1 if month in _MONTHS else int(month or 1) if (month or "1").isdecimal() else 0
    try:
        first = date(int(year), number, int(day or 1))
    except ValueError:
        return ""
    if first.year not in _YEARS:
        return ""
    return first.isoformat()[: 10 if day else 7 if month else 4]


def _candidates(tree: HtmlElement) -> Iterator[str]:
    named: dict[str, str] = {}
    for element in tree.iter("meta"):
        for attribute in ("property", "name", "itemprop"):
            named.setdefault(element.get(attribute, "").lower(), element.get("content") or "")
    yield from (named[name] for name in _META_NAMES if name in named)
    for script in tree.iterfind('.//script[@type="application/ld+json"]'):
        yield from _LINKED_DATA.findall(script.text or "")
    for path in _TIMES:
        yield from tree.xpath(path)[:1]

"""khabar beside the libraries that do a part of its work, on the same input in one run: seconds, ratios, what is found.

    python benchmarks/peers.py FOLDER [COUNT]

FOLDER holds articles as for `benchmarks/read.py`; the first COUNT of them (200) are read. For cleaning each is put into
a page of HTML with menus, lists, scripts and a foot, so that what is article is known: `kept` is the share of the words
of the article that are kept, `clean` the share of what is kept that is the article's. dateparser looks for dates in the
text, where khabar finds all expressions of time and solves them for the day of publication; htmldate looks for that day
in the page. A library that is not installed is left out. Seconds are those of one processor, the least of three turns;
a ratio above one says that khabar is so much faster.
"""

from __future__ import annotations

import logging
import re
import sys
import time
from collections import Counter
from datetime import date, timedelta
from importlib import import_module
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

from captures import as_html
from read import articles

from khabar import Page, load_lexicon
from khabar.clean import find_article
from khabar.dates import find_publication
from khabar.model import ARTICLE_KINDS
from khabar.readers.html import render
from khabar.readers.source import Hints, Limits
from khabar.text.tokens import tokenize
from khabar.times import find_article_times

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from khabar.model import Publication

TURNS = 3
LEXICON = load_lexicon()


def first_day() -> date | None:
    """Return the day that the first file is named by, None where it is by none."""
    first = min(Path(sys.argv[1]).iterdir()).stem
    return date.fromisoformat(first) if re.fullmatch(r"\d{4}-\d\d-\d\d", first) else None


DAY = first_day()
CAPTURED = (DAY + timedelta(days=1)).isoformat() if DAY else "2025-03-01"


def clean(markup: str) -> str:
    text = render(markup, Hints(), Limits()).text
    page = Page("page", text, captured=CAPTURED)
    article = find_article(page, tokenize(text, LEXICON.dodged, LEXICON.whole), LEXICON)
    spans = [*([article.title] if article.title else []), *article.body]
    return "\n".join(text[span.start : span.end] for span in spans)


def publication(text: str) -> Publication:
    page = Page("page", text, captured=CAPTURED)
    tokens = tokenize(text, LEXICON.dodged, LEXICON.whole)
    article = find_article(page, tokens, LEXICON)
    lines = (line for line, block in zip(tokens.lines, article.blocks, strict=True) if block.kind in ARTICLE_KINDS)
    times = find_article_times(tokens, lines, LEXICON.times)
    return find_publication(page, tokens, article, times, LEXICON)


def dates(text: str) -> list[str]:
    return [evidence.says for evidence in publication(text).proof]


def clean_text(text: str) -> str:
    page = Page("page", text, captured=CAPTURED)
    find_article(page, tokenize(text, LEXICON.dodged, LEXICON.whole), LEXICON)
    return text


def day_of_page(markup: str) -> list[str]:
    found = publication(render(markup, Hints(), Limits()).text).date
    return [found] if found else []


def split(text: str) -> Sequence[str]:
    return tokenize(text, LEXICON.dodged, LEXICON.whole).forms


def justext_clean(library: Any) -> Callable[[str], str]:
    stop = library.get_stoplist("Arabic")
    return lambda markup: "\n".join(
        p.text for p in library.justext(markup.encode(), stop, encoding="utf-8") if not p.is_boilerplate
    )


def dateparser_dates(library: Any) -> Callable[[str], list[Any]]:
    return lambda text: library.search_dates(text, languages=["ar"]) or []


def spacy_tokens(library: Any) -> Callable[[str], list[str]]:
    pipeline = library.blank("ar")
    return lambda text: [token.text for token in pipeline(text)]


def htmldate_day(library: Any) -> Callable[[str], list[str]]:
    return lambda markup: [found for found in [library.find_date(markup, max_date="2100-01-01")] if found]


def measure(work: Callable[[str], Any], inputs: Sequence[str]) -> tuple[float, list[Any]]:
    """Return the seconds of the quickest turn, and what was found."""
    spent = []
    for _ in range(TURNS):
        started = time.process_time()
        found = [work(given) for given in inputs]
        spent.append(time.process_time() - started)
    return min(spent), found


def compare(
    what: str,
    own: Callable[[str], Any],
    peers: dict[str, Callable[[Any], Callable[[str], Any]]],
    inputs: Sequence[str],
    tell: Callable[[list[Any]], str],
) -> None:
    seconds, found = measure(own, inputs)
    print(f"{what:9} {'khabar':22} {1000 * seconds / len(inputs):9.2f} ms a page              {tell(found)}")
    for module, make in peers.items():
        try:
            work = make(import_module(module))
        except ImportError:
            print(f"{what:9} {module:22} not installed")
            continue
        theirs, found = measure(work, inputs)
        ratio = f"ratio {theirs / seconds:6.2f}"
        print(f"{what:9} {module:22} {1000 * theirs / len(inputs):9.2f} ms a page  {ratio}  {tell(found)}")


def kept_and_clean(texts: Sequence[str]) -> Callable[[list[Any]], str]:
    def tell(found: list[Any]) -> str:
        right = kept = wanted = 0
        for text, got in zip(texts, found, strict=True):
            has, gets = Counter(text.split()), Counter((got or "").split())
            right += (has & gets).total()
            kept += gets.total()
            wanted += has.total()
        return f"kept {right / wanted:.3f}, clean {right / max(kept, 1):.3f}"

    return tell


def days_found(found: list[Any]) -> str:
    told = f"{sum(map(len, found))} of {len(found)} found"
    if not DAY:
        return told
    near = sum(abs((date.fromisoformat(day) - DAY).days) <= 1 for days in found for day in days)
    return f"{told}, {near} within a day of {DAY}"


def number_found(found: list[Any]) -> str:
    return f"{sum(map(len, found)) / len(found):.2f} a page, none on {sum(not one for one in found)} of {len(found)}"


def main() -> None:
    logging.disable(logging.CRITICAL)
    count = int(sys.argv[2]) if len(sys.argv) > 2 else 200
    texts = [text for text in islice(articles(Path(sys.argv[1])), 2 * count) if len(text.split()) > 20][:count]
    pages = [as_html(text) for text in texts]
    words = sum(len(text.split()) for text in texts)
    characters = sum(map(len, pages)) / len(pages)
    print(f"{len(texts)} articles of {words / len(texts):.0f} words; pages of {characters:.0f} characters")
    compare(
        "cleaning",
        clean,
        {"trafilatura": lambda library: library.extract, "justext": justext_clean},
        pages,
        kept_and_clean(texts),
    )
    compare("text", clean_text, {}, texts, kept_and_clean(texts))
    compare("dates", dates, {"dateparser.search": dateparser_dates}, texts, number_found)
    compare("day", day_of_page, {"htmldate": htmldate_day}, pages, days_found)
    compare("tokens", split, {"spacy": spacy_tokens}, texts, number_found)


if __name__ == "__main__":
    main()

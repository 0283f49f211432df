"""Count how far dates of each construction lie from the day of writing, and write `gaps.tsv`.

    python tasks/gaps.py CORPUS_FOLDER

CORPUS_FOLDER holds zipped JSON lists of articles with `url`, `title` and `content`; articles whose URL names a day of
2015 are counted. Counts of single days are evened out with their neighbours and weighed against common sense.
"""

from __future__ import annotations

import datetime
import json
import re
import sys
import zipfile
from collections import defaultdict
from dataclasses import replace
from importlib.resources import files
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

from khabar import load_lexicon
from khabar.dates.collect import LEAD_TOKENS
from khabar.dates.phrases import construction_of, full_day
from khabar.lexicon.dating import GAP_COLUMNS, GAP_EDGES
from khabar.text.tokens import tokenize
from khabar.times import find_times

if TYPE_CHECKING:
    from collections.abc import Iterator

    from khabar.times import TimeExpression

_URL_DAY = re.compile(r"(2015)/?(0[1-9]|1[0-2])/?([0-3]\d)(?!\d)")
_CONSTRUCTIONS = ("full", "day", "named_full", "named_day", "lead_full", "lead_day", "weekday")
_DIRECTIONS = ("", "_ahead", "_behind", "_past", "_future", "_this", "_this_ahead", "_this_behind")
# Days the widest buckets stand for, so that a share can be given a day.
_WIDEST = 3650
WIDTHS = [min(b - a, _WIDEST) for a, b in pairwise((*GAP_EDGES, GAP_EDGES[-1] + _WIDEST))]
# What a date that has nothing to do with the day of writing may weigh, against 1 for one of that very day: those
# without a year may fall anywhere within the year, those with it in any.
_FAR = {False: 1e-3, True: 5e-5}
_EXPECTED = 60.0  # dates that common sense weighs against those counted


def read_dated(folder: Path) -> Iterator[tuple[datetime.date, str]]:
    for path in sorted(folder.glob("*.zip")):
        with zipfile.ZipFile(path) as archive:
            for article in json.loads(archive.read(archive.namelist()[0])):
                match = _URL_DAY.search(article["url"].replace("/2015/2015", "/2015"))
                if match:
                    yield datetime.date(*map(int, match.groups())), f"{article['title']}\n{article['content']}"


def gap_of(expression: TimeExpression, name: str, written: datetime.date) -> int | None:
    if expression.day is None:
        back = (written.weekday() - (expression.weekday or 0)) % 7
        if expression.direction == "future" or name.endswith("_ahead"):
            return 7 - back
        return -back if back or expression.direction != "past" else -7
    years = [expression.year] if expression.year is not None else [written.year - 1, written.year, written.year + 1]
    if expression.hijri and expression.year is None:
        years = [1435, 1436, 1437]
    days = [day for year in years if (day := full_day(replace(expression, year=year)))]
    return min(((day - written).days for day in days), key=abs, default=None)


def expected(name: str) -> dict[int, float]:
    """Return how dates of a construction lie by common sense, a day, before any are counted.

    News is dated near its day: the share falls with the distance, before it and after it alike; a word of tense takes
    one side, `of this month` stays within the month, a bare date reaches back and ahead further, and who names the
    weekday of a date, or opens with it, speaks of these days.
    """
    middles = {edge: (edge + after - 1) // 2 for edge, after in zip(GAP_EDGES, (*GAP_EDGES[1:], 732), strict=True)}
    reach = 31 if "_this" in name else 365
    shares = {}
    for edge, gap in middles.items():
        near = 1 / (1 + abs(gap)) ** 1.3 if abs(gap) <= reach else 1e-7
        if not gap:
            near *= 0.5 if name.startswith(("named", "lead")) else 0.1  # this is called today, seldom by its date
        if "behind" in name or "past" in name:
            near *= 1 if gap <= 0 else 0.02
        elif "ahead" in name or "future" in name:
            near *= 1 if gap > 0 else 0.02
        if name.startswith(("named", "lead")) and abs(gap) > 31:
            near *= 0.1
        if name.startswith("weekday") and abs(gap) > 7:
            near *= 1e-3
        if not name.startswith("weekday"):
            near = max(near, _FAR[name.endswith("full") or "full_" in name])
        shares[edge] = near
    total = sum(share * width for share, width in zip(shares.values(), WIDTHS, strict=True))
    return {edge: share / total for edge, share in shares.items()}


def smoothed(counts: dict[int, float]) -> dict[int, float]:
    """Return the counts with single days evened out among their neighbours on the same side of the day of writing."""
    result = dict(counts)
    for _ in range(2):
        before = dict(result)
        for side in (range(-7, 0), range(1, 8)):
            for day in side:
                near = [before[other] for other in (day - 1, day, day, day + 1) if other in side]
                result[day] = sum(near) / len(near)
    return result


def main() -> None:
    lexicon = load_lexicon()
    counts: dict[str, dict[int, float]] = defaultdict(lambda: dict.fromkeys(GAP_EDGES, 0.0))
    articles = 0
    for written, text in read_dated(Path(sys.argv[1])):
        articles += 1
        tokens = tokenize(text, lexicon.dodged)
        lead = min(tokens.lines[1].last, tokens.lines[1].first + LEAD_TOKENS) if len(tokens.lines) > 1 else 0
        for line in tokens.lines:
            for expression in find_times(tokens, line.first, line.last, lexicon.times):
                name = construction_of(tokens, expression, lead, lexicon.dating)
                gap = gap_of(expression, name, written) if name else None
                if gap is not None:
                    counts[name][max(edge for edge in GAP_EDGES if edge <= gap)] += 1
    lines = [
        "# Days from the day of writing to the date a phrase names (negative: before it): share a day in each bucket.",
        f"# Written by tasks/gaps.py from {articles} dated newspaper articles of July 2015.",
        "\t".join(GAP_COLUMNS),
    ]
    for name in ("feast", *(base + direction for base in _CONSTRUCTIONS for direction in _DIRECTIONS)):
        known = counts[name] if name.startswith("weekday") else smoothed(counts[name])
        total = sum(known.values()) + _EXPECTED
        prior = expected(name)
        shares = [(known[e] / width + _EXPECTED * prior[e]) / total for e, width in zip(GAP_EDGES, WIDTHS, strict=True)]
        lines.append("\t".join([name, *(f"{share:.4g}" for share in shares)]))
        print(f"{name:20} {sum(counts[name].values()):6.0f}")
    target = Path(str(files("khabar") / "data" / "gaps.tsv"))
    target.write_text("\n".join(lines) + "\n", "utf-8")


if __name__ == "__main__":
    main()

"""Seconds of the processor and memory for what is made of many records together, stage by stage, as the pile grows.

    khabar engine WEEK/*.zip -o TABLES --all-languages
    python benchmarks/growth.py TABLES [PAGES ...]
    python benchmarks/growth.py --plot FIGURES.jsonl benchmarks/growth.svg

TABLES are records of some days of many newspapers, in files by day. A pile of PAGES (1,000, 10,000 and 100,000) holds
the first of them, day by day and in chance order within each. A pile larger than TABLES goes on with further weeks,
made of the same records: seven days later, and with every word but the thousand commonest and the names put for another
of like length and frequency, one for all pages of that week. So each week has its own texts, with as many reprints and
stories as the first, of the same people and places. Each size is measured in a process of its own; a line of JSON tells
its figures, and the exponents between sizes are printed at the end.
"""

from __future__ import annotations

import json
import math
import pickle
import re
import resource
import subprocess
import sys
import time
import zlib
from collections import Counter, defaultdict
from dataclasses import replace
from datetime import date, timedelta
from hashlib import blake2b
from itertools import count, islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

from khabar.cli.pages import load
from khabar.corpus.claims import make_brief, make_claims
from khabar.corpus.credits import find_credits
from khabar.corpus.happenings import find_happenings
from khabar.corpus.identities import find_identities
from khabar.corpus.independence import Independence
from khabar.corpus.joins import NO_JOINS
from khabar.corpus.known import gather_known
from khabar.corpus.leaves import make_leaf
from khabar.corpus.origins import find_groups
from khabar.corpus.reprints import find_reprints
from khabar.corpus.sheets import make_sheet
from khabar.corpus.stories import find_stories
from khabar.corpus.terms import Terms
from khabar.corpus.utterances import find_utterances
from khabar.engine.kept import read_kept

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from khabar.model import Event, Record, Statement

SIZES = (1_000, 10_000, 100_000)
MOST_DAYS = 20
COMMON = 1_000  # words that stay, most of them function words and verbs of speech
WORD = re.compile(r"[^\W\d_]{3,}")
DAY = re.compile(r"\d{4}-\d\d-\d\d")
STAGES = ("gathering", "reprints", "identities", "stories", "happenings", "claims", "utterances")


def chance(text: str) -> bytes:
    return blake2b(text.encode(), digest_size=8).digest()


class Weeks:
    """The records of a folder, and weeks made of them."""

    def __init__(self, folder: Path) -> None:
        # Pickled, that the memory measured is that of the stages.
        self._records: dict[str, bytes] = {}
        days: dict[str, str] = {}
        words: Counter[str] = Counter()
        for record, _ in read_kept(folder):
            page = record.page.id
            self._records[page] = zlib.compress(pickle.dumps(record), 1)
            days[page] = record.publication.date or record.publication.latest
            words.update(map(sys.intern, WORD.findall(record.page.text)))
        if not days:
            raise SystemExit(f"{folder}: no records; make some first: khabar engine PATH -o {folder}")
        # A page of no day, or of one that few are of, stands on any of the others.
        told = sorted(day for day, count in Counter(days.values()).items() if day and count * MOST_DAYS > len(days))
        places = {page: day if day in told else told[chance(page)[0] % len(told)] for page, day in days.items()}
        self._order = sorted(places, key=lambda page: (places[page], chance(page)))
        common = {word for word, _ in words.most_common(COMMON)}
        self._alike: defaultdict[tuple[int, int], list[str]] = defaultdict(list)
        self._key = {word: (len(word), number.bit_length()) for word, number in words.items() if word not in common}
        for word in sorted(self._key):
            self._alike[self._key[word]].append(word)
        self._place = {word: number for alike in self._alike.values() for number, word in enumerate(alike)}

    def __iter__(self) -> Iterator[Record]:
        for week in count():
            for page in self._order:
                record = pickle.loads(zlib.decompress(self._records[page]))  # noqa: S301  # our own
                yield self._later(record, week) if week else record

    def _later(self, record: Record, week: int) -> Record:
        page = record.page
        name = f"{page.id}-{week}"

        def renamed(thing_id: str) -> str:
            return thing_id.replace(page.id, name, 1)

        published = record.publication
        return replace(
            record,
            page=replace(page, id=name, text=self._other_words(record, week), captured=shift(page.captured, week)),
            publication=replace(
                published,
                date=shift(published.date, week),
                earliest=shift(published.earliest, week),
                latest=shift(published.latest, week),
            ),
            mentions=tuple(replace(m, id=renamed(m.id)) for m in record.mentions),
            statements=tuple(replace(s, id=renamed(s.id), date=shift(s.date, week)) for s in record.statements),
            events=tuple(
                replace(
                    e,
                    id=renamed(e.id),
                    date=shift(e.date, week),
                    same_as=renamed(e.same_as),
                    said_in=renamed(e.said_in),
                )
                for e in record.events
            ),
        )

    def _other_words(self, record: Record, week: int) -> str:
        kept = bytearray(len(record.page.text))
        for start, end in spans_kept(record):
            kept[start:end] = b"\1" * (end - start)

        def other(match: re.Match[str]) -> str:
            word = match[0]
            if word not in self._key or kept[match.start()]:
                return word
            alike = self._alike[self._key[word]]
            # A step that is prime to their number leads through all of them.
            step = week * (len(alike) // 8 + 1)
            return alike[(self._place[word] + step) % len(alike)]

        return WORD.sub(other, record.page.text)


def spans_kept(record: Record) -> Iterator[tuple[int, int]]:
    """Yield what keeps its words, since the record says what they are."""
    said: list[Statement] = list(record.statements)
    done: list[Event] = list(record.events)
    spans = [m.span for m in record.mentions]
    spans += [span for s in said for span in (s.cue, s.source, s.hedge) if span]
    spans += [e.trigger for e in done]
    return ((span.start, span.end) for span in spans)


def shift(day: str, week: int) -> str:
    if not DAY.match(day):
        return day
    return (date.fromisoformat(day[:10]) + timedelta(days=7 * week)).isoformat() + day[10:]


def measure(records: Iterator[Record]) -> dict[str, Any]:
    lexicon = load()
    seconds: dict[str, float] = {}

    def timed(stage: str, work: Callable[[], Any]) -> Any:
        started = time.process_time()
        made = work()
        seconds[stage] = round(time.process_time() - started, 2)
        print(stage, seconds[stage], round(peak_mb()), file=sys.stderr, flush=True)
        return made

    base = peak_mb()
    known, terms = gather_known(lexicon), Terms()
    kept: dict[Any, Any] = {}
    sheets, leaves, briefs = [], [], []
    spent = 0.0
    for record in records:
        started = time.process_time()
        stated = find_credits(record, known)
        sheets.append(make_sheet(record, known))
        leaves.append(make_leaf(record, stated, lexicon, terms, kept))
        briefs.append(make_brief(record, stated, lexicon))
        spent += time.process_time() - started
    seconds["gathering"] = round(spent, 2)
    held = peak_mb()
    pairs, groups = timed("reprints", lambda: (found := find_reprints(sheets), find_groups(found, sheets)))
    who = timed("identities", lambda: find_identities(leaves, lexicon, NO_JOINS))
    apart = Independence(leaves, groups)
    common = lexicon.names.words.common
    stories = timed("stories", lambda: find_stories(leaves, terms, common, who, apart))
    happenings = timed("happenings", lambda: find_happenings(leaves, stories, terms, who, apart))
    claims = timed("claims", lambda: make_claims(briefs, groups, happenings, who, lexicon))
    utterances = timed("utterances", lambda: find_utterances(leaves, terms, who, apart))
    return {
        "pages": len(sheets),
        "seconds": seconds,
        "mb_before": round(base),
        "mb_gathered": round(held),
        "mb": round(peak_mb()),
        "found": {
            "pairs": len(pairs),
            "groups": len(groups),
            "identities": len(who.identities),
            "stories": len(stories),
            "happenings": len(happenings),
            "utterances": len(utterances),
            "contradictions": len(claims.contradictions),
        },
    }


def peak_mb() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def compare(figures: list[dict[str, Any]]) -> None:
    """Print the figures of all sizes and the exponents between them."""
    figures.sort(key=lambda one: one["pages"])
    heads = "".join(f"{one['pages']:>12,}" for one in figures)
    print(f"{'seconds':14}{heads}   exponents")
    for stage in (*STAGES, "all"):
        spent = [sum(one["seconds"].values()) if stage == "all" else one["seconds"][stage] for one in figures]
        print(f"{stage:14}{''.join(f'{seconds:12.1f}' for seconds in spent)}   {exponents(figures, spent)}")
    held = [one["mb"] - one["mb_before"] for one in figures]
    print(f"{'MB':14}{''.join(f'{mb:12,}' for mb in held)}   {exponents(figures, held)}")
    for name in figures[0]["found"]:
        numbers = (one["found"][name] for one in figures)
        print(f"{name:14}{''.join(f'{number:12,}' for number in numbers)}")


def exponents(figures: list[dict[str, Any]], values: list[float]) -> str:
    steps = zip(figures, figures[1:], values, values[1:], strict=False)
    return " ".join(
        f"{math.log(larger / smaller) / math.log(b['pages'] / a['pages']):.2f}" if smaller > 0 else "-"
        for a, b, smaller, larger in steps
    )


WIDTH, HEIGHT, LEFT, TOP = 640, 400, 70, 20
COLOURS = ("#1b6ca8", "#c8553d", "#588157", "#8e6c8a", "#d4a017", "#2a9d8f", "#6c757d", "#111111")


def draw(figures: list[dict[str, Any]]) -> str:
    """Return the seconds of every stage against the pages as SVG, both scales logarithmic."""
    figures.sort(key=lambda one: one["pages"])
    spent = {stage: [max(one["seconds"][stage], 0.01) for one in figures] for stage in STAGES}
    spent["all"] = [sum(one["seconds"].values()) for one in figures]
    pages = [one["pages"] for one in figures]
    low, high = (math.floor(math.log10(min(map(min, spent.values())))), math.ceil(math.log10(max(spent["all"]))))
    first, last = math.log10(pages[0]), math.log10(pages[-1])

    def x(value: float) -> float:
        return LEFT + (math.log10(value) - first) / (last - first) * (WIDTH - LEFT - 120)

    def y(value: float) -> float:
        return TOP + (high - math.log10(value)) / (high - low) * (HEIGHT - TOP - 50)

    lines = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}">',
        "<style>text { font: 12px sans-serif }</style>",
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="#fff"/>',
    ]
    for power in range(low, high + 1):
        at = y(10**power)
        lines.append(f'<path d="M{LEFT} {at:.1f}H{WIDTH - 120}" stroke="#ddd"/>')
        lines.append(f'<text x="{LEFT - 8}" y="{at + 4:.1f}" text-anchor="end">{10.0**power:g} s</text>')
    lines += [f'<text x="{x(number):.1f}" y="{HEIGHT - 28}" text-anchor="middle">{number:,}</text>' for number in pages]
    lines.append(f'<text x="{(LEFT + WIDTH - 120) / 2}" y="{HEIGHT - 8}" text-anchor="middle">pages</text>')
    # Names that would stand on one another are moved down.
    free = float(TOP)
    for (stage, seconds), colour in sorted(
        zip(spent.items(), COLOURS, strict=True), key=lambda named: y(named[0][1][-1])
    ):
        path = "L".join(f"{x(number):.1f} {y(value):.1f}" for number, value in zip(pages, seconds, strict=True))
        lines.append(f'<path d="M{path}" fill="none" stroke="{colour}" stroke-width="2"/>')
        lines += [
            f'<circle cx="{x(number):.1f}" cy="{y(value):.1f}" r="3" fill="{colour}"/>'
            for number, value in zip(pages, seconds, strict=True)
        ]
        free = max(free + 14, y(seconds[-1]) + 4)
        lines.append(f'<text x="{WIDTH - 112}" y="{free:.1f}" fill="{colour}">{stage}</text>')
    return "\n".join([*lines, "</svg>\n"])


def read_figures(path: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in Path(path).read_text("utf-8").splitlines()]


def main() -> None:
    first, *others = sys.argv[1:]
    if first == "--plot":
        figures = read_figures(others[0])
        Path(others[1]).write_text(draw(figures), "utf-8")
        compare(figures)
    elif first == "--one":
        folder, pages = others
        print(json.dumps(measure(islice(Weeks(Path(folder)), int(pages)))))
    else:
        figures = []
        for size in others or map(str, SIZES):
            command = [sys.executable, __file__, "--one", first, size]
            told = subprocess.run(command, stdout=subprocess.PIPE, check=True, text=True).stdout  # noqa: S603
            print(told, end="", flush=True)
            figures.append(json.loads(told))
        compare(figures)


if __name__ == "__main__":
    main()

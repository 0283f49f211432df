"""Score times on Duckling's Arabic corpus: `python benchmarks/timex.py ../shared/timex/time_examples.tsv`.

Reference 2013-02-12T04:30, a Tuesday, leaning to the future. The whole line is one expression; a single date counts as
right where the resolved prefix begins where Duckling's does, an interval where both ends are the same.
"""

from __future__ import annotations

import csv
import re
import sys
from datetime import datetime, timedelta
from pathlib import Path
from typing import NamedTuple

from khabar.lexicon import load_lexicon
from khabar.text.tokens import tokenize
from khabar.times import Resolved, find_times, resolve

REFERENCE = datetime(2013, 2, 12, 4, 30)  # noqa: DTZ001 - the moment of writing has no zone
_TUPLE = re.compile(r"\((\d+(?:, *\d+)+)\)")
_CLOCK = {"Hour", "Minute", "Second"}


class Example(NamedTuple):
    text: str
    start: datetime
    end: datetime | None
    grain: str


def read_examples(path: Path) -> list[Example]:
    examples = []
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file, delimiter="\t"):
            said = row["expected_hs"]
            moments = [datetime(*map(int, part.split(","))) for part in _TUPLE.findall(said)]  # type: ignore[arg-type]  # noqa: DTZ001
            grain = re.sub(r'"[^"]*"', "", said).split()[-1]
            examples.append(Example(row["text"], moments[0], moments[1] if len(moments) > 1 else None, grain))
    return examples


def starts(iso: str) -> datetime:
    """Return the first moment of an ISO prefix."""
    padded = iso + "0000-01-01T00:00:00"[len(iso) :]
    return datetime.fromisoformat(padded)


def is_right(example: Example, found: Resolved | None) -> bool:
    if found is None:
        return False
    if example.end is None:
        return starts(found.iso) == example.start
    if example.grain in _CLOCK and found.until_iso:
        hour = timedelta(hours=1 if len(found.until_iso) == 13 else 0)
        return starts(found.iso) == example.start and starts(found.until_iso) + hour == example.end
    start = datetime.combine(found.earliest, datetime.min.time())
    end = datetime.combine(found.latest + timedelta(1), datetime.min.time())
    return (start, end) == (example.start, example.end)


def main() -> None:
    lexicon = load_lexicon().times
    right = {"dates": 0, "clock": 0}
    total = {"dates": 0, "clock": 0}
    for example in read_examples(Path(sys.argv[1])):
        tokens = tokenize(example.text)
        found = find_times(tokens, 0, len(tokens.forms), lexicon)
        resolved = resolve(found[0], REFERENCE, lean="future") if len(found) == 1 else None
        kind = "clock" if example.grain in _CLOCK else "dates"
        total[kind] += 1
        if is_right(example, resolved):
            right[kind] += 1
        else:
            words = [example.text[one.span.start : one.span.end] for one in found]
            until = f" to {example.end}" if example.end else ""
            print(f"{kind}\t{example.text}\twant {example.start}{until} {example.grain}\tfound {words}\t{resolved}")
    for kind, count in right.items():
        print(f"{kind}: {count} of {total[kind]}, {count / total[kind]:.3f}")


if __name__ == "__main__":
    main()

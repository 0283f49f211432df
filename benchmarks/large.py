"""Seconds for pages that no outlet would publish, at one size and at twice that: the exponent should stay near 1.

python benchmarks/large.py
"""

from __future__ import annotations

import math
import time

from khabar import Page, load_lexicon, read_page

PAGES = {
    "one line, said again and again": "قال الوزير إن الطريق مفتوح.\n",
    "one paragraph without end": "قال الوزير أمس الثلاثاء إن قوات من الجيش قصفت البلدة، وأضاف أن الطريق مفتوح. ",
    "opening marks alone": "«",
    "straight marks alone": '"',
    "dates alone": "12/3/2015 ",
    "cues alone": "قال ",
    "vowel marks alone": "\u064e",
    "brackets alone": "(",
    "related heads alone": "اقرأ أيضا\n",
}
CHARACTERS = 120_000


def main() -> None:
    lexicon = load_lexicon()
    for name, piece in PAGES.items():
        seconds = []
        for size in (CHARACTERS, 2 * CHARACTERS):
            page = Page("page", piece * (size // len(piece)), captured="2025-03-01")
            started = time.perf_counter()
            read_page(page, lexicon)
            seconds.append(time.perf_counter() - started)
        exponent = math.log2(seconds[1] / seconds[0])
        print(f"{name:32} {seconds[0]:7.2f} s {seconds[1]:7.2f} s  exponent {exponent:.2f}")


if __name__ == "__main__":
    main()

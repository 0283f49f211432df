"""Seconds of one core and memory to find the reprints of a pile, and how both grow with it.

    python benchmarks/reprints.py PAGES.jsonl [COPIES]

The pile is compared as it is, then beside 1, 3, 7 … copies of itself in words that no other copy has (up to COPIES in
all, 8), so that the pairs to be found grow as the pages do. Reading the pages is not counted.
"""

from __future__ import annotations

import resource
import sys
import time
from array import array
from collections import Counter
from dataclasses import replace

from khabar import Page, load_lexicon, read_page
from khabar.corpus import Sheet, find_groups, find_reprints, gather_known, make_sheet
from khabar.readers import read_pages

WORD = (1 << 64) - 1


def in_other_words(sheet: Sheet, copy: int) -> Sheet:
    # An odd factor maps the hashes of words one to one.
    words = array("Q", [word * (2 * copy + 1) & WORD for word in sheet.words])
    return replace(sheet, page=f"{copy}-{sheet.page}", words=words)


def main() -> None:
    lexicon = load_lexicon()
    known = gather_known(lexicon)
    pages = [page for page in read_pages([sys.argv[1]]) if isinstance(page, Page)]
    sheets = [make_sheet(read_page(page, lexicon), known) for page in pages]
    copies, most = 1, int(sys.argv[2]) if len(sys.argv) > 2 else 8
    while copies <= most:
        pile = [in_other_words(sheet, copy) for copy in range(copies) for sheet in sheets]
        started = time.process_time()
        reprints = find_reprints(pile)
        groups = find_groups(reprints, pile)
        seconds = time.process_time() - started
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        print(f"{len(pile):7} pages, {seconds:6.2f} s, peak {peak:.0f} MB: {len(reprints)} pairs, {len(groups)} groups")
        copies *= 2
    print(dict(Counter(found.kind for found in find_reprints(sheets))))


if __name__ == "__main__":
    main()

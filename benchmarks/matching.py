"""Pages a second of `PhraseIndex` and of an Aho-Corasick automaton over the same pages, with the same phrases.

    python benchmarks/matching.py FOLDER [COUNT]

FOLDER holds text files, or zipped JSON lists of articles with `title` and `content`; COUNT of them are read (1,000).
Needs ahocorasick_rs, which khabar does not. Both start from tokens, which every stage has anyway. The automaton
reports every phrase that stands anywhere in the folded text; a hit is left where it ends with a token, begins with a
token or one of its readings, and is the first and longest. Three of what each finds alone are shown: the automaton
sees neither an article whose alef is not written nor a phrase with a sign in it.
"""

from __future__ import annotations

import sys
import time
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from read import articles

from khabar import load_lexicon
from khabar.lexicon.match import PhraseIndex, index_folded
from khabar.text.tokens import Tokens, tokenize

if TYPE_CHECKING:
    from collections.abc import Callable

    from khabar.lexicon import Lexicon

Found = list[tuple[int, int, int]]  # first token, token behind the last, cut


def all_phrases(lexicon: Lexicon) -> PhraseIndex[str]:
    """Return every phrase of the names and deeds, itself its entry."""
    names = lexicon.names
    indexes = (names.known, names.short, names.nisbas, names.outlets, names.titles, names.heads, lexicon.deeds.forms)
    phrases = sorted({phrase for index in indexes for phrase in index.phrases})
    return index_folded({phrase: (phrase,) for phrase in phrases})


def bounded(tokens: Tokens, matches: list[tuple[int, int, int]]) -> Found:
    """Return the matches that are whole words, from left to right, the longest of those that overlap."""
    openings = {
        offset + reading.cut: (at, reading.cut)
        for at, offset in enumerate(tokens.offsets)
        for reading in reversed(tokens.readings[at])
    }
    closings = {
        offset + len(form): at + 1 for at, (offset, form) in enumerate(zip(tokens.offsets, tokens.forms, strict=True))
    }
    whole = sorted(
        (at, -closings[end], cut)
        for _, start, end in matches
        if start in openings and end in closings
        for at, cut in (openings[start],)
    )
    found: Found = []
    for first, last, cut in whole:
        if not found or first >= found[-1][1]:
            found.append((first, -last, cut))
    return found


def rate(find: Callable[[Tokens], object], pages: list[Tokens]) -> float:
    """Return pages a second, the best of three runs."""
    best = float("inf")
    for _ in range(3):
        begun = time.process_time()
        for page in pages:
            find(page)
        best = min(best, time.process_time() - begun)
    return len(pages) / best


def main() -> None:
    try:
        from ahocorasick_rs import AhoCorasick, MatchKind  # type: ignore[import-not-found] # noqa: PLC0415
    except ImportError:
        sys.exit("install ahocorasick_rs to compare with it")
    count = int(sys.argv[2]) if len(sys.argv) > 2 else 1000
    pages = [tokenize(text) for text in islice(articles(Path(sys.argv[1])), count)]
    index = all_phrases(load_lexicon())
    automaton = AhoCorasick(list(index.phrases), matchkind=MatchKind.Standard)

    def search(page: Tokens) -> list[tuple[int, int, int]]:
        matches: list[tuple[int, int, int]] = automaton.find_matches_as_indexes(page.folded.text, overlapping=True)
        return matches

    def by_index(page: Tokens) -> Found:
        return [hit[:3] for hit in index.find(page, 0, len(page.forms))]

    def by_automaton(page: Tokens) -> Found:
        return bounded(page, search(page))

    words = sum(len(page.forms) for page in pages)
    print(f"{len(index.phrases):,} phrases, {len(pages):,} pages of {words // len(pages)} tokens")
    print(f"phrase index   {rate(by_index, pages):8,.0f} pages/s")
    print(f"automaton      {rate(by_automaton, pages):8,.0f} pages/s, search alone {rate(search, pages):,.0f}")
    hits = [(at, set(by_index(page)), set(by_automaton(page))) for at, page in enumerate(pages)]
    raw = sum(len(search(page)) for page in pages)
    left = sum(len(theirs) for _, _, theirs in hits)
    print(f"automaton: {raw:,} hits, {left:,} left after the boundary check ({left / raw:.0%})")
    for name, alone in (
        ("phrase index", [(at, hit) for at, ours, theirs in hits for hit in ours - theirs]),
        ("automaton", [(at, hit) for at, ours, theirs in hits for hit in theirs - ours]),
    ):
        shown = "; ".join(pages[at].text(*hit[:2]) for at, hit in alone[:: max(1, len(alone) // 3)][:3])
        print(f"by the {name} alone: {len(alone):,}  {shown}")
    print(f"by both: {sum(len(ours & theirs) for _, ours, theirs in hits):,}")


if __name__ == "__main__":
    main()

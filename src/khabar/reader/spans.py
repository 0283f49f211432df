"""From probabilities of words to spans: names, runs of a role, the likeliest span of a pointer."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from khabar.model import Span
from khabar.reader.reading import MENTION_TAGS, NamedSpan

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from khabar.model import MentionType
    from khabar.reader.words import Words

_LONGEST_NAME = 24  # words


def find_names(
    words: Words, tags: Sequence[Sequence[float]], clitics: Sequence[Sequence[float]]
) -> tuple[NamedSpan, ...]:
    """Return the names in page order; a name's probability is the mean of its words' tags'."""
    best = [max(range(len(row)), key=row.__getitem__) for row in tags]
    found = []
    for first, last, kind in _tagged(best):
        before = max(range(len(clitics[first])), key=clitics[first].__getitem__)
        start = min(words.starts[first] + before, words.ends[first] - 1)
        chance = sum(tags[word][best[word]] for word in range(first, last)) / (last - first)
        found.append(NamedSpan(Span(start, words.ends[last - 1]), kind, chance))
    return tuple(found)


def _tagged(tags: Sequence[int]) -> Iterator[tuple[int, int, MentionType]]:
    """Yield `(first, last, type)` of the tagged words; an inside without its beginning begins a name."""
    first = 0
    kind: MentionType | None = None
    for word, tag in enumerate((*tags, 0)):
        begin, _, name = MENTION_TAGS[tag].partition("-")
        new = cast("MentionType", name) if name else None
        if kind and (begin != "I" or new != kind):
            yield first, word, kind
            kind = None
        if new and not kind:
            first, kind = word, new


def find_runs(chances: Sequence[float], threshold: float, bridged: int) -> list[tuple[int, int, float]]:
    """Return runs `[first, last)` of words of at least `threshold`, joined over up to `bridged` words, with means."""
    runs: list[list[int]] = []
    for word, chance in enumerate(chances):
        if chance < threshold:
            continue
        if runs and word - runs[-1][1] <= bridged:
            runs[-1][1] = word + 1
        else:
            runs.append([word, word + 1])
    return [(first, last, sum(chances[first:last]) / (last - first)) for first, last in runs]


def best_span(chances: Sequence[Sequence[float]]) -> tuple[int, int, float] | None:
    """Return the likeliest span `[first, last)` with its probability; None where nobody is likelier.

    `chances` are those of each word to begin and to end it, with one for nobody at the end of both.
    """
    begins, ends = chances
    count = len(begins) - 1
    best = (0, 0, 0.0)
    for first in range(count):
        if begins[first] <= best[2]:  # no end can make it better
            continue
        for last in range(first, min(count, first + _LONGEST_NAME)):
            chance = begins[first] * ends[last]
            if chance > best[2]:
                best = (first, last + 1, chance)
    return best if best[2] > begins[-1] * ends[-1] else None

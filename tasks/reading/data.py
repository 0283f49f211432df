"""Gold annotation into labels of words: what the reading model learns from and is measured on.

Fields of the gold are strings with the number of their occurrence, so everything goes through characters: a word has a
label where the two overlap. Names are given once an article with their surface forms; every place of the text where a
surface stands, alone or behind clitics, is taken for a mention, which is right for nearly all.
"""

from __future__ import annotations

import json
from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from khabar.model import Span
from khabar.reader.words import Window, Words, cut_windows, split_words

from .labels import ACTS, CUE_ROLES, EVENT_ROLES, EVENT_TYPES, IGNORED, MENTION_TAGS, STATUSES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from khabar.reader.pieces import PieceVocabulary

CLITICS = "وفبلك"
_MOST_CLITICS = 3
_ARTICLE, _ARTICLE_AFTER_L = "ال", "لل"
_NER_TYPES = {"PERS": "PER", "LOC": "LOC", "ORG": "ORG"}
_NER_SENTENCES = 5  # to a page: one window
Range = tuple[int, int]


@dataclass(frozen=True)
class Target:
    """A predicate with its labels, all in words of the article: role ranges, and the ranges each pointer may hit."""

    word: int
    label: int  # of `ACTS`, then of `EVENT_TYPES`
    status: int
    roles: dict[str, Range]
    pointers: dict[str, list[Range]]
    names: dict[str, str]  # what the gold writes, for scoring by words

    @property
    def is_cue(self) -> bool:
        return self.label < len(ACTS)


@dataclass(frozen=True)
class Example:
    """A text with the labels of its words; `tags` and `clitics` are -100 where nothing is known."""

    id: str
    text: str
    words: Words
    pieces: tuple[tuple[int, ...], ...]
    windows: tuple[Window, ...]
    tags: list[int]
    clitics: list[int]  # characters before the name, on the first word of a mention
    targets: list[Target] = field(default_factory=list)
    surfaces: frozenset[tuple[str, str]] = frozenset()  # distinct names as the gold lists them, with type
    is_gold: bool = True


def locate(text: str, item: dict[str, Any], name: str) -> Range | None:
    """Return the characters of the occurrence a gold field names; None where it is empty or not found."""
    value, at = item.get(name) or "", -1
    if not value:
        return None
    for _ in range(item.get(f"{name}_n", 1)):
        at = text.find(value, at + 1)
    return (at, at + len(value)) if at >= 0 else None


def occurrences(text: str, value: str) -> Iterator[Range]:
    """Yield every place where `value` stands as whole words, clitics before it allowed."""
    at = text.find(value)
    while at >= 0:
        end = at + len(value)
        head = at
        while head and text[head - 1].isalnum():
            head -= 1
        whole_end = end == len(text) or not (text[end].isalnum() or "\u064b" <= text[end] <= "\u0652")
        if whole_end and at - head <= _MOST_CLITICS and set(text[head:at]) <= set(CLITICS):
            yield at, end
        at = text.find(value, at + 1)


def words_of(words: Words, characters: Range) -> Range | None:
    """Return the words `[first, last)` that overlap the characters."""
    first = bisect_right(words.ends, characters[0])
    last = bisect_left(words.starts, characters[1])
    return (first, last) if first < last else None


def read_gold(folder: Path, vocabulary: PieceVocabulary) -> list[Example]:
    texts = json.loads((folder / "texts.json").read_text("utf-8"))
    return [
        _read_article(entry["text"], json.loads((folder / f"{entry['id']}.json").read_text("utf-8")), vocabulary)
        for entry in texts
        if (folder / f"{entry['id']}.json").exists()
    ]


def _read_article(text: str, gold: dict[str, Any], vocabulary: PieceVocabulary) -> Example:
    words = split_words(text, [Span(0, len(text))])
    pieces = tuple(map(vocabulary.encode, words.forms, words.glued))
    tags, clitics = _tag_mentions(text, words, gold["entities"])
    targets = [
        target
        for items, kinds, start in ((gold["statements"], ACTS, 0), (gold["events"], EVENT_TYPES, len(ACTS)))
        for item in items
        if (target := _read_target(text, words, item, kinds, start)) is not None
    ]
    surfaces = frozenset((surface, entity["type"]) for entity in gold["entities"] for surface in entity["surfaces"])
    windows = cut_windows(words, list(map(len, pieces)))
    return Example(gold["id"], text, words, pieces, windows, tags, clitics, targets, surfaces)


def _tag_mentions(text: str, words: Words, entities: list[dict[str, Any]]) -> tuple[list[int], list[int]]:
    tags, clitics = [0] * len(words.forms), [IGNORED] * len(words.forms)
    surfaces = {(surface, entity["type"]) for entity in entities for surface in entity["surfaces"] if surface}
    for surface, kind in sorted(surfaces, key=lambda pair: (-len(pair[0]), pair)):
        spellings = [surface]
        if surface.startswith(_ARTICLE):
            spellings.append(_ARTICLE_AFTER_L + surface.removeprefix(_ARTICLE))
        for spelling in spellings:
            for start, end in occurrences(text, spelling):
                found = words_of(words, (start, end))
                if found is None or any(tags[found[0] : found[1]]):
                    continue
                begin = MENTION_TAGS.index(f"B-{kind}")
                tags[found[0] : found[1]] = [begin, *[begin + 1] * (found[1] - found[0] - 1)]
                attached = start - words.starts[found[0]] + (spelling != surface)
                clitics[found[0]] = min(attached, _MOST_CLITICS)
    return tags, clitics


def _read_target(text: str, words: Words, item: dict[str, Any], kinds: Iterable[str], start: int) -> Target | None:
    is_cue = not start
    at = locate(text, item, "cue" if is_cue else "trigger")
    found = words_of(words, at) if at else None
    if found is None:
        return None
    label = start + tuple(kinds).index(item["act" if is_cue else "type"])
    status = IGNORED if is_cue else STATUSES.index(item["status"])
    roles = {}
    for role in CUE_ROLES if is_cue else EVENT_ROLES:
        span = locate(text, item, role)
        covered = words_of(words, span) if span else None
        if covered:
            roles[role] = covered
    names = {"speaker": item.get("speaker") or ""} if is_cue else _participants(item)
    pointers = {name: _name_ranges(text, words, value) for name, value in names.items()}
    return Target(found[0], label, status, roles, pointers, names)


def _participants(item: dict[str, Any]) -> dict[str, str]:
    return {f"{role}_name": item.get(f"{role}_name") or item.get(role) or "" for role in ("actor", "recipient")}


def _name_ranges(text: str, words: Words, value: str) -> list[Range]:
    found = []
    for name in filter(None, value.split(" | ")):
        found += [covered for span in occurrences(text, name) if (covered := words_of(words, span))]
    return found


def read_ner(path: Path, vocabulary: PieceVocabulary) -> list[Example]:
    """Return ANERcorp as pages of a few sentences, a sentence a line."""
    sentences: list[list[list[str]]] = [[]]
    for line in path.read_text("utf-8").splitlines():
        parts = line.split()
        if len(parts) == 2:
            sentences[-1].append(parts)
        elif sentences[-1]:
            sentences.append([])
    sentences = [sentence for sentence in sentences if sentence]
    return [
        _read_ner_page(f"ner-{at // _NER_SENTENCES}", sentences[at : at + _NER_SENTENCES], vocabulary)
        for at in range(0, len(sentences), _NER_SENTENCES)
    ]


def _read_ner_page(id_: str, sentences: list[list[list[str]]], vocabulary: PieceVocabulary) -> Example:
    text, spans = "", []
    for sentence in sentences:
        for token, tag in sentence:
            spans.append(((len(text), len(text) + len(token)), tag))
            text += f"{token} "
        text = f"{text[:-1]}\n"
    words = split_words(text, [Span(0, len(text))])
    tags = [0] * len(words.forms)
    previous = ""
    for characters, tag in spans:
        kind = _NER_TYPES.get(tag.partition("-")[2], "")
        found = words_of(words, characters)
        if found and kind:
            begin = MENTION_TAGS.index(f"B-{kind}")
            inside = tag.startswith("I") and kind == previous
            tags[found[0] : found[1]] = [begin + inside, *[begin + 1] * (found[1] - found[0] - 1)]
        previous = kind
    pieces = tuple(map(vocabulary.encode, words.forms, words.glued))
    windows = cut_windows(words, list(map(len, pieces)))
    return Example(id_, text, words, pieces, windows, tags, [IGNORED] * len(tags), is_gold=False)


def tagged_spans(tags: list[int]) -> list[tuple[int, int, str]]:
    """Return the names in tags of words as `(first, last, type)`; an inside of another type begins a name."""
    found: list[tuple[int, int, str]] = []
    for word, tag in enumerate(tags):
        if not tag:
            continue
        begin, kind = MENTION_TAGS[tag].split("-")
        if begin == "I" and found and found[-1][1] == word and found[-1][2] == kind:
            found[-1] = (found[-1][0], word + 1, kind)
        else:
            found.append((word, word + 1, kind))
    return found

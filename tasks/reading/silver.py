"""Records that the rules made, as examples to learn from before the gold: many, and right more often than not.

    python -m tasks.reading.silver SHARED OUT.jsonl [--count N]

Writes the records of `count` articles of `corpus/` that report something, none of which is an annotated one. What the
rules say of names, statements and events is taken for the truth: the model learns in it what the lexicon knows, and the
shape of all tasks; the gold corrects it afterwards. The rules learn from no annotated article but in the weights of
parties and the confidences, so one silver model serves all folds.
"""

from __future__ import annotations

import argparse
import json
import random
from pathlib import Path
from typing import TYPE_CHECKING, Any

from khabar import Page, load_lexicon, read_page
from khabar.export.jsonl import write_record
from khabar.model import Span
from khabar.reader.words import Words, cut_windows, split_words

from .data import Example, Target, words_of
from .labels import ACTS, CUE_ROLES, EVENT_TYPES, IGNORED, MENTION_TAGS, STATUSES
from .standoff import read_corpus

if TYPE_CHECKING:
    from khabar.reader.pieces import PieceVocabulary

    from .data import Range

_SHORTEST, _LONGEST = 700, 4500  # characters: a window or a few
_LEAST = 4  # statements and events
_SEED = 5
_MOST_CLITICS = 3


def write_silver(shared: Path, out: Path, wanted: int) -> None:
    annotated = {text_key(entry["text"]) for entry in json.loads((shared / "gold" / "dev" / "texts.json").read_text())}
    lexicon = load_lexicon(weighed=True)
    count = 0
    with out.open("wb") as file:
        texts = [text for _, _, text in read_corpus(shared / "corpus")]
        random.Random(_SEED).shuffle(texts)  # noqa: S311 - repeatable on purpose
        for number, text in enumerate(texts):
            if not _SHORTEST <= len(text) <= _LONGEST or text_key(text) in annotated:
                continue
            record = read_page(Page(f"silver-{number}", text), lexicon)
            if len(record.statements) + len(record.events) >= _LEAST:
                file.write(write_record(record) + b"\n")
                count += 1
            if count == wanted:
                return


def text_key(text: str) -> str:
    """Return what two captures of one article have in common: its first letters, spacing aside."""
    return "".join(text.split())[:60]


def read_silver(path: Path, vocabulary: PieceVocabulary) -> list[Example]:
    return [_read_record(json.loads(line), vocabulary) for line in path.read_text("utf-8").splitlines()]


def _read_record(record: dict[str, Any], vocabulary: PieceVocabulary) -> Example:
    text = record["page"]["text"]
    shown = [Span(b["start"], b["end"]) for b in record["article"]["blocks"] if b["kind"] in ("headline", "body")]
    words = split_words(text, shown)
    pieces = tuple(map(vocabulary.encode, words.forms, words.glued))
    tags, clitics = _tag(words, record["mentions"])
    named = {m["entity"]: (m["start"], m["end"]) for m in reversed(record["mentions"]) if m["entity"]}
    targets = [
        *filter(None, (_cue(words, statement, named) for statement in record["statements"])),
        *filter(None, (_trigger(words, event, named) for event in record["events"] if not event["from_statement"])),
    ]
    return Example(
        record["page"]["id"], text, words, pieces, cut_windows(words, list(map(len, pieces))), tags, clitics, targets
    )


def _tag(words: Words, mentions: list[dict[str, Any]]) -> tuple[list[int], list[int]]:
    tags, clitics = [0] * len(words.forms), [IGNORED] * len(words.forms)
    for mention in mentions:
        found = words_of(words, (mention["start"], mention["end"]))
        if found is None or any(tags[found[0] : found[1]]):
            continue
        begin = MENTION_TAGS.index(f"B-{mention['type']}")
        tags[found[0] : found[1]] = [begin, *[begin + 1] * (found[1] - found[0] - 1)]
        clitics[found[0]] = min(max(0, mention["start"] - words.starts[found[0]]), _MOST_CLITICS)
    return tags, clitics


def _cue(words: Words, statement: dict[str, Any], named: dict[str, Range]) -> Target | None:
    at = _covered(words, statement["cue"])
    if at is None:
        return None
    roles = {role: covered for role in CUE_ROLES if (covered := _covered(words, _first(statement[role])))}
    speaker = statement["speaker"] or ""
    meant = [named[speaker]] if speaker in named else [_range(statement["source"])] if statement["source"] else []
    pointers = {"speaker": [found for span in meant if (found := words_of(words, span))]}
    name = {"speaker": statement["speaker_name"] or ""}
    return Target(at[0], ACTS.index(statement["act"]), IGNORED, roles, pointers, name)


def _trigger(words: Words, event: dict[str, Any], named: dict[str, Range]) -> Target | None:
    at = _covered(words, event["trigger"])
    if at is None:
        return None
    parties = {"actor": event["actors"], "recipient": event["recipients"]}
    roles = {role: covered for role, some in parties.items() if (covered := _covered(words, _first(some)))}
    place = _covered(words, event["place"])
    if place:
        roles["place"] = place
    pointers = {}
    for role, some in parties.items():
        meant = [named.get(party["entity"], _range(party)) for party in some]
        pointers[f"{role}_name"] = [found for span in meant if (found := words_of(words, span))]
    label = len(ACTS) + EVENT_TYPES.index(event["type"])
    return Target(at[0], label, STATUSES.index(event["status"]), roles, pointers, {})


def _first(found: dict[str, Any] | list[dict[str, Any]] | None) -> dict[str, Any] | None:
    """Return a span, the first of several."""
    return (found[0] if found else None) if isinstance(found, list) else found


def _range(span: dict[str, Any]) -> Range:
    return span["start"], span["end"]


def _covered(words: Words, span: dict[str, Any] | None) -> Range | None:
    return words_of(words, _range(span)) if span else None


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("shared", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--count", type=int, default=1300)
    asked = parser.parse_args()
    write_silver(asked.shared, asked.out, asked.count)


if __name__ == "__main__":
    main()

"""Annotated articles without their text: places in it, from which the annotation is made again beside the corpus.

    python -m tasks.reading.standoff write FOLDER CORPUS OUT.jsonl.gz    # FOLDER: texts.json and one file an article
    python -m tasks.reading.standoff restore OUT.jsonl.gz CORPUS FOLDER

An article is the day and the place of its entry in `CORPUS/DAY.zip` with a hash of its text, which is title, newline
and content. Every field that quotes it is `[start, end]` in code points; names, of which there may be several, are a
list of such. Where an occurrence counts, the place tells which.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import sys
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

from .data import locate

if TYPE_CHECKING:
    from collections.abc import Iterator

Item = dict[str, Any]

# Fields of an annotation by what they hold: one quotation, several names, a word of a closed list or a day.
_QUOTED = {"statements": ("cue", "source", "content", "channel", "relay", "addressee", "hedge"),
           "events": ("trigger", "actor", "recipient", "place")}  # fmt: skip
_NAMED = {"statements": ("speaker",), "events": ("actor_name", "recipient_name")}
_PLAIN = {"statements": ("form", "act"), "events": ("type", "date", "status")}


class StandoffError(ValueError):
    """An annotation does not fit its article."""


def read_corpus(folder: Path) -> Iterator[tuple[str, int, str]]:
    """Yield day, number and text of every article of the corpus."""
    for path in sorted(folder.glob("*.zip")):
        with zipfile.ZipFile(path) as packed:
            entries = [entry for name in packed.namelist() for entry in json.loads(packed.read(name))]
        for number, entry in enumerate(entries):
            yield path.stem, number, f"{entry['title'].strip()}\n{entry['content'].strip()}"


def digest(text: str) -> str:
    """Return ten hex digits that tell a text from others."""
    return hashlib.sha1(text.encode(), usedforsecurity=False).hexdigest()[:10]


def lift(text: str, gold: Item) -> Item:
    """Return an annotation with places for its quotations."""
    lifted: Item = {"published": gold["published"], "entities": []}
    for entity in gold["entities"]:
        lifted["entities"].append([entity["type"], *(_first(text, surface) for surface in entity["surfaces"])])
    for kind, fields in _QUOTED.items():
        rows = []
        for item in gold[kind]:
            row: Item = {name: item[name] for name in _PLAIN[kind] if item.get(name)}
            row |= {name: list(found) for name in fields if (found := locate(text, item, name))}
            for name in _NAMED[kind]:
                if item.get(name):
                    row[name] = [_first(text, part) for part in item[name].split(" | ")]
            rows.append(row)
        lifted[kind] = rows
    return lifted


def _first(text: str, value: str) -> list[int]:
    at = text.find(value)
    if at < 0:
        raise StandoffError(f"a name does not stand in the article: {value!r}")
    return [at, at + len(value)]


def lower(text: str, lifted: Item) -> Item:
    """Return an annotation with its quotations, `lift` undone."""
    gold: Item = {"published": lifted["published"], "dateline": {"place": "", "agency": ""}, "entities": []}
    for type_, *places in lifted["entities"]:
        surfaces = [text[start:end] for start, end in places]
        gold["entities"].append({"name": surfaces[0], "type": type_, "surfaces": surfaces})
    for kind, fields in _QUOTED.items():
        gold[kind] = []
        for row in lifted[kind]:
            item: Item = {name: row.get(name, "") for name in _PLAIN[kind]}
            for name in fields:
                item |= _quotation(text, name, row.get(name))
            item |= {name: " | ".join(text[a:b] for a, b in row.get(name, ())) for name in _NAMED[kind]}
            gold[kind].append(item)
    return gold


def _quotation(text: str, name: str, place: list[int] | None) -> Item:
    """Return a field with the number of its occurrence, overlapping ones counted, where it is not the first."""
    if place is None:
        return {name: ""}
    value, number, at = text[place[0] : place[1]], 0, -1
    while at < place[0]:
        at = text.find(value, at + 1)
        number += 1
    return {name: value} | ({f"{name}_n": number} if number > 1 else {})


def write(folder: Path, corpus: Path, out: Path) -> int:
    """Write the articles of a folder that stand in the corpus; return how many."""
    texts = {digest(entry["text"]): entry for entry in json.loads((folder / "texts.json").read_text("utf-8"))}
    lines = []
    for day, number, text in read_corpus(corpus):
        entry = texts.pop(digest(text), None)
        if entry is not None:
            gold = json.loads((folder / f"{entry['id']}.json").read_text("utf-8"))
            row = {"day": day, "number": number, "digest": digest(text)} | lift(text, gold)
            lines.append(json.dumps(row, separators=(",", ":")))
    out.write_bytes(gzip.compress(("\n".join(lines) + "\n").encode("ascii"), mtime=0))
    return len(lines)


def restore(path: Path, corpus: Path, folder: Path) -> int:
    """Write the annotated articles as `texts.json` and one file an article, beside their corpus; return how many."""
    rows = {
        (row["day"], row["number"]): row for row in map(json.loads, gzip.decompress(path.read_bytes()).splitlines())
    }
    folder.mkdir(parents=True, exist_ok=True)
    texts = []
    for day, number, text in read_corpus(corpus):
        row = rows.get((day, number))
        if row is None:
            continue
        if digest(text) != row["digest"]:
            raise StandoffError(f"article {number} of {day} is not the one that was annotated")
        texts.append({"id": row["digest"], "text": text})
        gold = {"id": row["digest"]} | lower(text, row)
        (folder / f"{row['digest']}.json").write_text(json.dumps(gold, ensure_ascii=False), "utf-8")
    (folder / "texts.json").write_text(json.dumps(texts, ensure_ascii=False), "utf-8")
    return len(texts)


def main() -> None:
    verb, *paths = sys.argv[1:]
    first, second, third = map(Path, paths)
    print({"write": write, "restore": restore}[verb](first, second, third), "articles")


if __name__ == "__main__":
    main()

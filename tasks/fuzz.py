"""Feed khabar what nobody would write, and keep what it stumbles over.

    python tasks/fuzz.py page --seconds 600 --seed 1 [--seeds FILE ...] [--finds FOLDER]
    python tasks/fuzz.py readers --guided --seconds 600

Three targets: `text` (folding, tokens, sentences, numbers, quotations, times), `page` (cleaning, dates, mentions,
statements, events: every execution runs each once, and the text layer too) and `readers` (files of every kind). Inputs
are the demo's pages and those given, changed at random: cut, doubled, moved, crossed with each other and with what is
known to be awkward. With the same seed the inputs are the same. With `--guided` atheris, where it is installed, chooses
them by the code they reach; it is slower, and finds what chance does not.

A find is a raised exception, a second of the processor and more, or a record that does not hold together: a span
outside the page or turned round, words that are not those of the span, two readings of one page that differ. Finds are
told once for each place, and their inputs kept under `--finds`; the exit code is 1 where there are some.
"""

from __future__ import annotations

import argparse
import gzip
import io
import json
import random
import sys
import tempfile
import time
import traceback
import zipfile
from dataclasses import fields, is_dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import zstandard

import khabar
from khabar import Page, load_lexicon, read_page
from khabar.errors import ReadError
from khabar.export.jsonl import record_object, write_record
from khabar.model import Span
from khabar.readers import Limits, read_pages
from khabar.text.numbers import find_number
from khabar.text.quotes import find_quotations
from khabar.text.sentences import find_sentences
from khabar.text.tokens import tokenize
from khabar.times.find import find_times

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from khabar import Lexicon, Record

DEMO = Path(khabar.__file__).parent / "data" / "demo"
TESTED = Path(__file__).parents[1] / "tests" / "data" / "pages"
MOST_SECONDS = 1.0
_AGAIN = 20  # one in so many pages is read twice
_LIMITS = Limits(page_bytes=200_000, page_characters=200_000)
_DAYS = ("", "2025-03-01", "2016", "2016-05")
# What is known to be awkward, beside the words and lines of the pages themselves.
_JUNK = (
    *"\0\t\n\r\x0b\x1a\x1b\x7f\x85\u00a0\u00ad\u061c\u0640\u064e\u0670\u200b\u200d\u200f\u202e\u2028\u2066\ufeff\ufffd\ufdfa\ufef7",
    *"\"'«»“”‹›()[]<>{}|/\\-–—:؛;،,.؟?!…*_#@%&+=~",
    "\r\n",
    "\n\n",
    "((",
    "))",
    "''",
    "😀",
    "𐤀",
    "ﷺ",
    "لا",
    "قال",
    "وقال إن",
    "نفى",
    "أمس",
    "أول أمس",
    "الثلاثاء",
    "يومي 17 و18",
    "31 فبراير",
    "0/0/0",
    "٣١/١٢/٩٩٩٩",
    "1 محرم 1",
    "9999هـ",
    "29 فبراير 2021",
    "مئة وألف مليون",
    "99999999999999999999",
    "²½٫٬",
    "بين 5 و-3 قتلى",
    "https://a.example/2020/02/11/",
    "<p>",
    "</div><!--",
    "a" * 60,
    "و" * 60,
)
_FILE_JUNK = (
    b"\x1f\x8b\x08\x00",
    b"\x28\xb5\x2f\xfd",
    b"PK\x03\x04",
    b"PK\x05\x06",
    b"WARC/1.0\r\n",
    b"Content-Length: 9\r\n",
    b"Content-Encoding: br\r\n",
    b"Transfer-Encoding: chunked\r\n",
    b"\r\n\r\n",
    b"HTTP/1.1 200 OK\r\n",
    b'{"text": "',
    b"[{",
    b"}]",
    b"\\ud800",
    b"\\u0000",
    b"<html><body>",
    b"<!--",
    b"<p>",
    b"<table><tr><td>",
    b'<meta charset="utf-16">',
    b"\xff\xfe",
    b"\xef\xbb\xbf",
    b"\xd9",
    b"\0",
)


class Find(NamedTuple):
    """What was wrong with one input."""

    place: str  # where, or which law is broken: what makes two finds one
    told: str
    content: bytes


class Broken(Exception):
    """A record does not hold together."""


class Targets:
    """What is fuzzed, each a function of bytes that raises where something is wrong."""

    def __init__(self, folder: Path) -> None:
        self._lexicon: Lexicon = load_lexicon()
        self._folder = folder
        self._count = 0

    def text(self, content: bytes) -> None:
        """Run the text layer."""
        text = content.decode("utf-8", "replace")
        tokens = tokenize(text, self._lexicon.dodged, self._lexicon.whole)
        numbers = self._lexicon.times.numbers
        starts = ends = 0
        for start, end in zip(tokens.starts, tokens.ends, strict=True):
            # The words that one ligature stands for share its character.
            _hold(starts <= start < end <= len(text) and ends <= end, "tokens out of order, or off the page")
            _hold(ends <= start or start == ends - 1, "tokens overlap by more than a character")
            starts, ends = start, end
        last = len(tokens.forms)
        sentences = find_sentences(tokens, 0, last)
        _hold([0, *(end for _, end in sentences)] == [*(start for start, _ in sentences), last], "sentences leave gaps")
        for first, end in sentences:
            for found in find_times(tokens, first, end, self._lexicon.times):
                _hold(0 <= found.first < found.last <= last, "a time leaves the page")
            for at in range(first, end):
                number = find_number(tokens, at, end, numbers)
                _hold(number is None or at < number.last <= end, "a number leaves its sentence")
        for quotation in find_quotations(text, 0, len(text)):
            inner = quotation.start <= quotation.inner_start <= quotation.inner_end <= quotation.end
            _hold(inner and 0 <= quotation.start < quotation.end <= len(text), "a quotation leaves the page")

    def page(self, content: bytes) -> None:
        """Read a page, all stages."""
        text = content.decode("utf-8", "replace")
        self._read(Page("f", text, captured=_DAYS[len(content) % len(_DAYS)]))

    def readers(self, content: bytes) -> None:
        """Read a file of any kind, and nothing of its pages."""
        endings = (".txt", ".html", ".jsonl", ".json", ".warc", ".gz", ".zip", "")
        path = self._folder / f"a{endings[len(content) % len(endings)]}"
        path.write_bytes(content)
        for result in read_pages([path], limits=_LIMITS):
            if isinstance(result, ReadError):
                _hold(result.source.startswith(str(path)), "an error without its file")
            else:
                result.text.encode()
                result.id.encode()
                _hold(
                    bool(result.text.strip()) and len(result.text) <= _LIMITS.page_characters, "an empty or large page"
                )

    def _read(self, page: Page) -> None:
        record = read_page(page, self._lexicon)
        check(record)
        self._count += 1
        if self._count % _AGAIN == 0:
            _hold(write_record(read_page(page, self._lexicon)) == write_record(record), "two readings differ")


def check(record: Record) -> None:
    """Raise `Broken` unless all of a record lies on its page and says what stands there."""
    text = record.page.text
    for span in _spans(record):
        _hold(0 <= span.start <= span.end <= len(text), "a span outside the page")
    for words, start, end in _words(record_object(record)):
        _hold(text[start:end] == words, "words that are not those of their span")
    _hold(json.loads(write_record(record))["page"]["text"] == text, "a page that is not written as it is")
    bodies = [record.article.title, *record.article.body]
    for statement in record.statements:
        _hold(
            any(b and b.start <= statement.cue.start and statement.cue.end <= b.end for b in bodies),
            "a cue off the article",
        )
    ids = [thing.id for things in (record.mentions, record.statements, record.events) for thing in things]
    _hold(len(ids) == len(set(ids)), "two things of one id")
    known = {entity.id for entity in record.entities}
    _hold(all(mention.entity in known or not mention.entity for mention in record.mentions), "a mention of nobody")
    said = {statement.id for statement in record.statements} | {""}
    _hold(all(event.said_in in said for event in record.events), "an event told in no statement")
    told = {event.id for event in record.events} | {""}
    _hold(all(event.same_as in told for event in record.events), "an event that tells none again")


def _hold(law: bool, broken: str) -> None:
    if not law:
        raise Broken(broken)


def _spans(value: Any) -> Iterator[Span]:
    if isinstance(value, Span):
        yield value
    elif is_dataclass(value) and not isinstance(value, type):
        for field in fields(value):
            yield from _spans(getattr(value, field.name))
    elif isinstance(value, tuple):
        for one in value:
            yield from _spans(one)


def _words(value: Any) -> Iterator[tuple[str, int, int]]:
    if isinstance(value, dict):
        if isinstance(value.get("text"), str) and isinstance(value.get("start"), int):
            yield value["text"], value["start"], value["end"]
        value = list(value.values())
    if isinstance(value, list):
        for one in value:
            yield from _words(one)


class Mutator:
    """Makes inputs out of others, the same for the same seed."""

    def __init__(self, seed: int, texts: list[str], files: list[bytes]) -> None:
        self._chance = random.Random(seed)  # noqa: S311  # not for secrets
        self._texts = texts
        self._lines = [line for text in texts for line in text.splitlines() if line.strip()]
        self._words = sorted({word for line in self._lines for word in line.split()})
        self._files = files

    def text(self) -> bytes:
        """Return some lines, changed."""
        lines = self._chance.choices(self._lines, k=self._chance.choice((1, 1, 1, 2, 4)))
        return self._changed("\n".join(lines), (1, 2, 5)).encode("utf-8", "replace")

    def page(self) -> bytes:
        """Return a page or part of one, changed."""
        chance = self._chance
        lines = chance.choice(self._texts).splitlines(keepends=True)
        size = chance.choice((2, 4, 8, len(lines)))
        start = chance.randrange(max(1, len(lines) - size + 1))
        kept = lines[start : start + size]
        if chance.random() < 0.2:
            chance.shuffle(kept)
        return self._changed("".join(kept), (1, 3, 10, 40)).encode("utf-8", "replace")

    def readers(self) -> bytes:
        """Return a file, changed."""
        chance = self._chance
        content = bytearray(chance.choice(self._files))
        for _ in range(chance.choice((0, 1, 2, 8))):
            at, kind = chance.randrange(len(content) + 1), chance.random()
            if kind < 0.3:
                content[at:at] = chance.choice(_FILE_JUNK) * chance.choice((1, 1, 1, 3, 30))
            elif kind < 0.5:
                del content[at : at + chance.choice((1, 4, 60))]
            elif kind < 0.7:
                content[at : at + 1] = chance.randbytes(1)
            elif kind < 0.8:
                del content[at:]
            else:
                other = chance.choice(self._files)
                begin = chance.randrange(len(other) + 1)
                content[at:at] = other[begin : begin + chance.choice((4, 60, 600))]
        packed = bytes(content)
        return gzip.compress(packed, 1) if chance.random() < 0.05 else packed

    def _changed(self, text: str, times: tuple[int, ...]) -> str:
        chance = self._chance
        for _ in range(chance.choice(times)):
            at, kind = chance.randrange(len(text) + 1), chance.random()
            if kind < 0.35:
                text = text[:at] + chance.choice(_JUNK) * chance.choice((1, 1, 1, 5)) + text[at:]
            elif kind < 0.5:
                text = f"{text[:at]} {chance.choice(self._words)} {text[at:]}"
            elif kind < 0.65:
                text = text[:at] + text[at + chance.choice((1, 3, 40)) :]
            elif kind < 0.75:
                text = (
                    text[:at]
                    + chr(chance.choice((chance.randrange(0x600, 0x700), chance.randrange(0x3000))))
                    + text[at:]
                )
            elif kind < 0.9:
                begin = chance.randrange(len(text) + 1)
                text = text[:at] + text[begin : begin + chance.choice((5, 60, 300))] + text[at:]
            else:
                other = chance.choice(self._lines)
                text = text[:at] + other[: chance.randrange(len(other) + 1)] + text[at:]
        return text


def make_files(texts: list[str]) -> list[bytes]:
    """Return files of every kind that readers read."""
    lines = b"".join(
        json.dumps({"id": str(n), "text": text[:300]}).encode() + b"\n" for n, text in enumerate(texts[:3])
    )
    markup = (DEMO / "05-kasba-crossing.html").read_bytes()
    warc = (DEMO / "11-kasba-extension.warc").read_bytes()
    chunked = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n<p>ab\r\n0\r\n\r\n"
    head = b"WARC/1.0\r\nWARC-Type: response\r\nContent-Type: application/http;msgtype=response\r\nContent-Length: "
    packed = b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Type: text/html\r\n\r\n" + gzip.compress(
        markup[:2000]
    )
    records = [head + b"%d\r\n\r\n" % len(block) + block + b"\r\n\r\n" for block in (chunked, packed)]
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as members:
        members.writestr("a.txt", texts[0][:500])
        members.writestr("b/c.jsonl", lines)
    plain = [*(text[:1500].encode() for text in texts[:4]), texts[0][:1500].encode("cp1256", "replace")]
    listed = json.dumps([{"text": text[:200], "html": ""} for text in texts[:3]], indent=1).encode()
    kinds = [*plain, lines, listed, markup, markup[:3000], warc, *records, b"".join(records), archive.getvalue()]
    packed_kinds = [
        gzip.compress(lines),
        zstandard.compress(lines),
        gzip.compress(warc),
        texts[0][:900].encode("utf-16"),
    ]
    return [*kinds, *packed_kinds]


def examine(target: Callable[[bytes], None], content: bytes) -> Find | None:
    """Run a target over an input and return what was wrong."""
    began = time.process_time()
    try:
        target(content)
    except Broken as err:
        return Find(str(err), str(err), content)
    except Exception as err:  # noqa: BLE001  # whatever it is, it is a find
        frames = [f for f in traceback.extract_tb(err.__traceback__) if "khabar" in f.filename]
        last = frames[-1] if frames else traceback.extract_tb(err.__traceback__)[-1]
        return Find(f"{type(err).__name__} {Path(last.filename).name}:{last.lineno}", repr(err)[:200], content)
    spent = time.process_time() - began
    return Find("slow", f"{spent:.1f} s for {len(content)} bytes", content) if spent > MOST_SECONDS else None


class Log:
    """Counts executions, tells each find once, and keeps its input."""

    def __init__(self, folder: Path | None) -> None:
        self.executions = 0
        self.slowest = 0.0
        self.places: set[str] = set()
        self._folder = folder

    def note(self, find: Find | None) -> None:
        """Count an execution with what came of it."""
        self.executions += 1
        if find and find.place not in self.places:
            self.places.add(find.place)
            print(f"find: {find.place}: {find.told}", flush=True)
            if self._folder:
                self._folder.mkdir(parents=True, exist_ok=True)
                (self._folder / f"{len(self.places)}.bin").write_bytes(find.content)


def run_by_chance(target: Callable[[bytes], None], make: Callable[[], bytes], seconds: float, log: Log) -> None:
    """Run a target over inputs made by chance until the time is up."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        began = time.process_time()
        log.note(examine(target, make()))
        log.slowest = max(log.slowest, time.process_time() - began)


def run_guided(target: Callable[[bytes], None], seeds: list[bytes], seconds: float, log: Log) -> None:
    """Run a target over inputs that atheris chooses."""
    import atheris  # noqa: PLC0415  # wanted by few

    with tempfile.TemporaryDirectory() as corpus:
        for number, seed in enumerate(seeds):
            (Path(corpus) / str(number)).write_bytes(seed[:4000])
        atheris.instrument_all()
        options = [sys.argv[0], f"-max_total_time={int(seconds)}", "-max_len=4000", "-verbosity=0", corpus]
        atheris.Setup(options, lambda content: log.note(examine(target, content)))
        try:
            atheris.Fuzz()
        finally:
            report(log)


def report(log: Log) -> None:
    """Tell what was done."""
    print(f"{log.executions:,} executions, {len(log.places)} finds, the slowest {log.slowest:.2f} s", flush=True)


def main() -> None:
    """Fuzz one target."""
    arguments = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    arguments.add_argument("target", choices=("text", "page", "readers"))
    arguments.add_argument("--seconds", type=float, default=60)
    arguments.add_argument("--seed", type=int, default=1)
    arguments.add_argument("--seeds", nargs="*", default=[], help="more captures to start from")
    arguments.add_argument("--finds", type=Path, help="folder in which inputs of finds are kept")
    arguments.add_argument("--guided", action="store_true", help="choose inputs by the code they reach; needs atheris")
    wanted = arguments.parse_args()
    given = [result for result in read_pages([str(DEMO), str(TESTED), *wanted.seeds]) if isinstance(result, Page)]
    texts = [page.text for page in given]
    log = Log(wanted.finds)
    with tempfile.TemporaryDirectory() as folder:
        target = getattr(Targets(Path(folder)), wanted.target)
        files = make_files(texts)
        if wanted.guided:
            run_guided(
                target, files if wanted.target == "readers" else [text.encode() for text in texts], wanted.seconds, log
            )
        else:
            run_by_chance(target, getattr(Mutator(wanted.seed, texts, files), wanted.target), wanted.seconds, log)
            report(log)
    sys.exit(bool(log.places))


if __name__ == "__main__":
    main()

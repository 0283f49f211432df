"""The commands, from arguments to output and exit code. Stages are replaced by hand-built records."""

from __future__ import annotations

import json
import os
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import khabar
from coded_case import coded_record
from khabar.account import Account
from khabar.cli import build, lexicon, main, pages
from khabar.cli.arguments import parser
from khabar.errors import Fault, LexiconError, NotAPage, ReaderError, ReadError
from khabar.model import Article, Block, Evidence, Mention, Note, Page, Publication, Record, Seam, Span, Statement
from khabar.readers import read_pages
from khabar.store import open_store

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from khabar.lexicon import Lexicon

TEXT = "عنوان الخبر\nوقال الوزير إن الطريق مفتوح أمام الجميع."
HOSTILE = "\x1b]0;اسم\x07 قال\u202e الوزير\x9b31m"


def said(page: Page, _: Lexicon | None, model: object = None) -> Record:
    """Return a record in which the second line's words are said by a minister; fail where the page asks for it."""
    assert model in (None, "model")
    if "عطل" in page.text:
        raise ZeroDivisionError("a fault")
    line = page.text.find("\n") + 1
    content = Span(line + 15, len(page.text))
    statement = Statement(
        f"{page.id}#s",
        "qala",
        0.9,
        Span(line, line + 4),
        Span(line + 5, line + 11),
        "",
        "",
        content,
        "indirect",
        "state",
    )
    title = Span(0, line - 1)
    blocks = (Block(title, "headline", "first_line"), Block(Span(line, len(page.text)), "body", "sentence"))
    proof = (
        Evidence(title, "yesterday is a Monday", used=True),
        Evidence(None, "2025-03-01", used=False, why="day of capture, not of the article"),
    )
    dated = "" if "بلا تاريخ" in page.text else "2018-02-05"
    return Record(
        page,
        Article(title, None, None, None, None, (blocks[1].span,), blocks),
        Publication(dated, "2018-02-04", "2018-02-06", 0.9, proof, (Seam(title, "two yesterdays"),)),
        mentions=(Mention(f"{page.id}#m", Span(line + 5, line + 11), "PER", "", "rule"),),
        statements=(statement,),
        notes=(Note("dates", "no day", title),),
    )


def pages_of(paths: Sequence[str], *, captured: str = "", **_: object) -> Iterator[Page | ReadError]:
    """Read folders of text files as `khabar.readers` does; an empty file is no page."""
    for path in map(Path, paths):
        for file in sorted(path.iterdir()) if path.is_dir() else [path]:
            if file.suffix == ".txt":
                text = file.read_text()
                yield Page(file.stem, text, captured=captured) if text else NotAPage(str(file), "empty")
            elif not file.name.startswith("."):
                yield NotAPage(str(file), "binary")


@pytest.fixture(autouse=True)
def _stages(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pages, "read_pages", pages_of)
    monkeypatch.setattr(pages, "read_page", said)
    monkeypatch.setattr(pages, "load_kept", lambda _, *, weighed: weighed)
    monkeypatch.setattr(pages, "load_reader", lambda: "model")
    monkeypatch.setattr(build, "make_account", lambda records, *_: Account() if list(records) else None)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a folder of two pages."""
    folder = tmp_path / "pages"
    folder.mkdir()
    (folder / "a.txt").write_text(TEXT)
    (folder / "b.txt").write_text(TEXT.replace("الخبر", "بلا تاريخ"))
    return folder


def spoil(folder: Path) -> None:
    """Add an empty page, and one on which a stage fails."""
    (folder / "c.txt").write_text("")
    (folder / "d.txt").write_text("عطل\nقال")


def test_read_prints_one_object_a_line(folder: Path, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    assert main(["read", str(folder), "--captured", "2025-03-01"]) == 0
    records = [json.loads(line) for line in capfdbinary.readouterr().out.splitlines()]
    assert [(r["page"]["id"], r["page"]["captured"], r["page"]["text"]) for r in records] == [
        ("a", "2025-03-01", TEXT),
        ("b", "2025-03-01", TEXT.replace("الخبر", "بلا تاريخ")),
    ]


def test_the_reading_model_is_asked_where_it_can_be_unless_the_rules_alone_are_wanted(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    asked: list[object] = []

    def ask(page: Page, lexicon: Lexicon | None, model: object) -> Record:
        asked.append(model)
        return said(page, lexicon)

    monkeypatch.setattr(pages, "read_page", ask)
    monkeypatch.setattr(pages, "has_runtime", lambda: True)
    assert main(["read", str(folder)]) == 0
    assert asked == ["model", "model"]
    monkeypatch.setattr(pages, "has_runtime", lambda: False)
    assert main(["read", str(folder)]) == 0
    assert asked[2:] == [None, None]
    assert "onnxruntime is not installed" in capfd.readouterr().err

    def missing() -> str:
        raise ReaderError("the reading model needs onnxruntime, which is not installed")

    monkeypatch.setattr(pages, "load_reader", missing)
    assert main(["read", str(folder), "--reader", "fast"]) == 0
    assert asked[4:] == [None, None]
    capfd.readouterr()
    assert main(["read", str(folder), "--reader", "deep"]) == 2
    assert "needs onnxruntime" in capfd.readouterr().err


def test_a_record_of_one_reader_is_made_anew_by_the_other(folder: Path, tmp_path: Path) -> None:
    record = tmp_path / "record.db"
    assert main(["build", str(folder), "-o", str(record), "--reader", "fast"]) == 0
    fast = record.read_bytes()
    assert main(["build", str(folder), "-o", str(record), "--reader", "deep"]) == 0
    assert record.read_bytes() != fast


def test_read_as_json_is_one_array(folder: Path, tmp_path: Path, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    assert main(["read", str(folder), "--format", "json"]) == 0
    assert [record["page"]["id"] for record in json.loads(capfdbinary.readouterr().out)] == ["a", "b"]
    (tmp_path / "none").mkdir()
    assert main(["read", str(tmp_path / "none"), "--format", "json"]) == 0
    assert json.loads(capfdbinary.readouterr().out) == []


def test_unread_pages_are_listed_and_cost_no_other_page(folder: Path, capfd: pytest.CaptureFixture[str]) -> None:
    spoil(folder)
    assert main(["read", str(folder)]) == 1
    out, err = capfd.readouterr()
    assert len(out.splitlines()) == 2
    assert "2 pages unread" in err
    assert f"{folder}/c.txt: empty (readers)" in err
    assert "d: fault of khabar, please report it: ZeroDivisionError('a fault')" in err


def test_a_fault_in_reading_a_path_costs_no_other_path(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    def faulty(paths: Sequence[str], *, captured: str, **_: object) -> Iterator[Page | ReadError]:
        yield from pages_of(paths, captured=captured)
        if paths[0].endswith("a.txt"):
            raise ZeroDivisionError(captured)

    monkeypatch.setattr(pages, "read_pages", faulty)
    assert main(["read", str(folder / "a.txt"), str(folder / "b.txt")]) == 1
    out, err = capfd.readouterr()
    assert len(out.splitlines()) == 2
    assert "a.txt: fault of khabar" in err


def test_output_file_appears_whole_or_not_at_all(folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    out = tmp_path / "out.jsonl"
    assert main(["read", str(folder), "-o", str(out)]) == 0
    whole = out.read_bytes()
    assert len(whole.splitlines()) == 2

    def stopped(paths: Iterable[str], *, captured: str, **_: object) -> Iterator[Page]:
        yield Page("x", TEXT, captured=captured)
        raise KeyboardInterrupt(paths)

    monkeypatch.setattr(pages, "read_pages", stopped)
    assert main(["read", str(folder), "-o", str(out)]) == 130
    assert out.read_bytes() == whole
    assert sorted(path.name for path in tmp_path.iterdir()) == ["out.jsonl", "pages"]


def test_output_goes_through_a_link_and_straight_to_a_device(folder: Path, tmp_path: Path) -> None:
    real, link = tmp_path / "real.jsonl", tmp_path / "link.jsonl"
    link.symlink_to(real)
    assert main(["read", str(folder), "-o", str(link)]) == 0
    assert link.is_symlink()
    assert len(real.read_bytes().splitlines()) == 2
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    assert main(["read", str(folder), "-o", str(pipe)]) == 0
    assert os.read(reader, 1 << 20).count(b"\n") == 2
    os.close(reader)
    assert pipe.is_fifo()


def test_build_again_changes_no_byte(folder: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    spoil(folder)
    record = tmp_path / "record.db"
    assert main(["build", str(folder), "-o", str(record)]) == 1
    first = record.read_bytes()
    assert main(["build", str(folder), "-o", str(record)]) == 1
    assert record.read_bytes() == first
    err = capfd.readouterr().err
    assert "2 pages added, 0 replaced, 0 as they were" in err
    assert "0 pages added, 0 replaced, 2 as they were" in err


def test_a_run_does_not_read_what_it_writes(folder: Path) -> None:
    for _ in range(2):
        assert main(["build", str(folder), "-o", str(folder / "record.db")]) == 0
    (folder / "record.db").unlink()
    for _ in range(2):
        assert main(["read", str(folder), "-o", str(folder / "out.jsonl")]) == 0
    (folder / "out.jsonl2").touch()
    assert main(["read", str(folder), "-o", str(folder / "out.jsonl")]) == 1


@pytest.mark.parametrize(
    ("source", "path", "expected"),
    [
        ("pages/a.txt", "pages", True),
        ("pages/a.txt", "pages/", True),
        ("pages2/a.txt", "pages", False),
        ("feed.jsonl:7", "feed.jsonl", True),
        ("crawl.warc#3", "crawl.warc", True),
        ("crawl.zip!a.txt", "crawl.zip", True),
        ("./pages/a.txt", "./pages", True),
        ("./a.txt", ".", True),
        ("<stdin>:2", "-", True),
        ("a.txt", "a.txt", True),
        ("a(1).txt", "a.1..txt", False),
    ],
)
def test_where_an_unread_page_stands(source: str, path: str, expected: bool) -> None:
    assert pages.is_under(source, path) is expected


def test_build_files_what_was_unread_until_it_can_be_read(folder: Path, tmp_path: Path) -> None:
    record = tmp_path / "record.db"
    spoil(folder)
    main(["build", str(folder), "-o", str(record)])
    with open_store(record) as store:
        assert [(Path(page.source).name, page.stage) for page in store.unread()] == [
            ("c.txt", "readers"),
            ("d", "cli"),
        ]
    (folder / "c.txt").write_text(TEXT)
    (folder / "d.txt").write_text(TEXT)
    assert main(["build", str(folder), "-o", str(record)]) == 0
    with open_store(record) as store:
        assert store.unread() == ()
        assert len(store) == 4


def test_two_pages_of_one_run_with_one_id_do_not_swap(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    twice = [Page("a", TEXT), Page("a", TEXT), Page("a", f"{TEXT} غير ذلك")]
    monkeypatch.setattr(pages, "read_pages", lambda *_, **__: iter(twice))
    record = tmp_path / "record.db"
    assert main(["build", str(folder), "-o", str(record)]) == 1
    first = record.read_bytes()
    assert main(["build", str(folder), "-o", str(record)]) == 1
    assert record.read_bytes() == first
    assert "a: another page of this run has the same id" in capfd.readouterr().err


def test_stopped_build_keeps_whole_batches(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    def stopped(*_: object, **__: object) -> Iterator[Page]:
        for number in range(250):
            yield Page(f"{number:03}", TEXT)
        raise KeyboardInterrupt

    monkeypatch.setattr(pages, "read_pages", stopped)
    record = tmp_path / "record.db"
    assert main(["build", str(folder), "-o", str(record)]) == 130
    assert f"stopped; {record} holds 200 whole pages" in capfd.readouterr().err
    with open_store(record, create=False) as store:
        assert len(list(store.records())) == 200


def test_show_prints_dated_lines_then_what_is_undated_or_unread(
    folder: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    spoil(folder)
    record = tmp_path / "record.db"
    main(["build", str(folder), "-o", str(record)])
    capfd.readouterr()
    assert main(["show", str(record)]) == 0
    lines = capfd.readouterr().out.splitlines()
    assert lines[0] == (
        "2018-02-05  state      \u2068الوزير\u2069: \u2068الطريق مفتوح أمام الجميع.\u2069  [\u2068a\u2069 27–52]"
    )
    assert lines[1].startswith("no date     state      \u2068الوزير\u2069")
    assert "left undated: 1" in lines
    assert "  \u2068b\u2069  \u2068عنوان بلا تاريخ\u2069  between 2018-02-04 and 2018-02-06" in lines
    assert "unread: 2" in lines


def test_show_refuses_what_is_no_record(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert main(["show", str(tmp_path / "missing.db")]) == 2
    assert "missing.db: no such file" in capfd.readouterr().err
    (tmp_path / "text.db").write_text(TEXT * 20)
    assert main(["show", str(tmp_path / "text.db")]) == 2
    assert "not a khabar record" in capfd.readouterr().err


def test_explain_gives_kind_rule_and_proof(folder: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert main(["explain", str(folder / "a.txt")]) == 0
    out = capfd.readouterr().out
    assert "         0–11  headline    first_line                \u2068عنوان الخبر\u2069" in out
    assert "published: 2018-02-05, confidence 0.90" in out
    assert "  between 2018-02-04 and 2018-02-06" in out
    assert "  used      \u2068عنوان الخبر\u2069 0–11: \u2068yesterday is a Monday\u2069" in out
    assert (
        "rejected  (metadata of the page): \u20682025-03-01\u2069 (\u2068day of capture, not of the article\u2069)"
        in out
    )
    assert "  seam      \u2068عنوان الخبر\u2069 0–11: \u2068two yesterdays\u2069" in out
    assert "open: dates: \u2068no day\u2069 \u2068عنوان الخبر\u2069 0–11" in out


def test_explain_picks_one_page_by_id(folder: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert main(["explain", str(folder), "--id", "b"]) == 0
    read = capfd.readouterr().out
    assert read.count("published:") == 1
    main(["build", str(folder), "-o", str(folder / "record.db")])
    assert main(["explain", str(folder / "record.db"), "--id", "b"]) == 0
    assert capfd.readouterr().out == read
    assert main(["explain", str(folder), "--id", "nobody"]) == 2
    assert "holds no page with the id 'nobody'" in capfd.readouterr().err


@pytest.mark.parametrize("command", [["show"], ["explain"], ["read", "--format", "text"], ["statements"]])
def test_nothing_of_a_hostile_page_acts_on_the_terminal(
    command: list[str], folder: Path, tmp_path: Path, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    (folder / "a.txt").write_text(f"{HOSTILE}\nوقال {HOSTILE} إن {HOSTILE}")
    (folder / "b.txt").write_text("")
    (folder / "b.txt").rename(folder / "b\x1b[2J.txt")
    record = tmp_path / "record.db"
    main(["build", str(folder), "-o", str(record)])
    main([*command, str(record if command == ["show"] else folder)])
    printed = b"".join(capfdbinary.readouterr()).decode()
    assert "\\x1b]0;" in printed
    assert "\\u202e" in printed
    assert not set(printed) & {"\x1b", "\x07", "\x9b", "\u202e"}
    assert printed.count("\u2068") == printed.count("\u2069")


def test_lexicon_check_prints_every_fault(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    faults = (
        Fault("cues.toml", 17, "qala.forms", "U+0640 TATWEEL"),
        Fault("names.tsv", 3, "x", "2 cells under 3 columns"),
    )

    def faulty(folder: Path | None) -> Lexicon:
        assert folder == tmp_path
        raise LexiconError(faults)

    monkeypatch.setattr(lexicon, "load_lexicon", faulty)
    assert main(["lexicon", "check", str(tmp_path)]) == 1
    out, err = capfd.readouterr()
    assert out == "cues.toml:17: qala.forms: U+0640 TATWEEL\nnames.tsv:3: x: 2 cells under 3 columns\n"
    assert "2 faults" in err
    monkeypatch.setattr(lexicon, "load_lexicon", lambda _: None)
    assert main(["lexicon", "check"]) == 0
    assert main(["lexicon", "check", str(tmp_path / "missing")]) == 2
    assert "missing: no such folder" in capfd.readouterr().err


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["fly"],
        ["read"],
        ["build", "x.txt"],
        ["read", "x.txt", "--format", "xml"],
        ["read", "x.txt", "--captured", "2025-02-30"],
        ["read", "x.txt", "--captured", "أمس"],
    ],
)
def test_wrong_use_ends_with_two(arguments: list[str], capfd: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as end:
        main(arguments)
    assert end.value.code == 2
    assert "usage: khabar" in capfd.readouterr().err


@pytest.mark.parametrize(
    "command",
    [
        ["read"],
        ["build"],
        ["show"],
        ["search"],
        ["export"],
        ["diff"],
        ["explain"],
        ["statements"],
        ["events"],
        ["entities"],
        ["lexicon", "check"],
        ["demo"],
    ],
    ids=" ".join,
)
def test_help_of_each_command_has_an_example(command: list[str], capfd: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as end:
        main([*command, "--help"])
    assert end.value.code == 0
    out = capfd.readouterr().out
    example = out.split("example:\n  khabar ")[1].split()
    assert example[: len(command)] == command
    parser().parse_args(example)


def test_statements_are_chosen_and_printed(folder: Path, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    assert main(["statements", str(folder), "--act", "state", "--about", "الطريق", "--format", "jsonl"]) == 0
    lines = [json.loads(line) for line in capfdbinary.readouterr().out.splitlines()]
    assert lines
    assert {line["cue"]["text"] for line in lines} == {"وقال"}
    for unmet in (["--act", "deny"], ["--speaker", "السفير"], ["--about", "البحر"]):
        assert main(["statements", str(folder), *unmet]) == 0
        assert capfdbinary.readouterr().out == b""


def test_statements_as_citron_hold_text_and_spans(folder: Path, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    assert main(["statements", str(folder), "--format", "citron"]) == 0
    for document in map(json.loads, capfdbinary.readouterr().out.splitlines()):
        for quote in document["quotes"]:
            for span in (quote["cue"], *quote["sources"], *quote["contents"]):
                assert document["text"][span["start"] : span["end"]] == span["text"]


def test_search_prints_places_and_snippets(
    folder: Path, tmp_path: Path, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    record = str(tmp_path / "record.db")
    assert main(["build", str(folder), "-o", record]) == 0
    assert main(["search", record, "وزير", "الطريق", "--format", "jsonl"]) == 0
    hits = [json.loads(line) for line in capfdbinary.readouterr().out.splitlines()]
    assert [hit["page"] for hit in hits] == ["a", "b"]
    assert [TEXT[place["start"] : place["end"]] for place in hits[0]["places"]] == ["الوزير", "الطريق"]
    assert main(["search", record, "الطريق", "--since", "2018-02-05", "--limit", "1"]) == 0
    assert capfdbinary.readouterr().out.decode().count("وقال الوزير") == 1
    assert main(["search", record, 'NEAR(" * AND', "--until", "2017"]) == 0
    assert capfdbinary.readouterr().out == b""


EVENTS = ("p#e1", "p#e2", "p#e3", "p#e4", "p#e5", "p#e6", "p#e7")


@pytest.mark.parametrize(
    ("wanted", "kept"),
    [
        ([], EVENTS),
        (["--type", "ASSAULT"], ("p#e1", "p#e2", "p#e4")),
        (["--actor", "Kalın"], ("p#e3",)),
        (["--actor", "الحكومه السوريه"], ("p#e1",)),
        (["--place", "ادلب"], ("p#e1", "p#e4")),
        (["--place", "iso:TR"], ("p#e3",)),
        (["--status", "planned"], ("p#e5",)),
        (["--since", "2020-02-11"], ("p#e2", "p#e3", "p#e4", "p#e5", "p#e6", "p#e7")),
        (["--until", "2020-02-10"], ("p#e1", "p#e6")),
        (["--since", "2021"], ()),
    ],
    ids=" ".join,
)
def test_events_are_chosen(
    wanted: list[str], kept: tuple[str, ...], tmp_path: Path, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    with open_store(tmp_path / "record.db") as store:
        store.add(coded_record())
    assert main(["events", str(tmp_path / "record.db"), *wanted, "--format", "jsonl"]) == 0
    lines = [json.loads(line) for line in capfdbinary.readouterr().out.splitlines()]
    assert tuple(line["id"] for line in lines) == kept
    assert main(["events", str(tmp_path / "record.db"), *wanted]) == 0
    assert len(capfdbinary.readouterr().out.splitlines()) == len(kept)


def test_what_a_format_cannot_hold_is_said(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    with open_store(tmp_path / "record.db") as store:
        store.add(coded_record())
    assert main(["events", str(tmp_path / "record.db"), "--format", "cameo"]) == 0
    out, err = capfd.readouterr()
    assert len(out.splitlines()) == 4
    assert "left out of cameo: 1 planned, 1 told on somebody's word, 1 without a day" in err


def test_entities_are_chosen_by_type(folder: Path, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    assert main(["entities", str(folder), "--type", "PER", "--format", "jsonl"]) == 0
    people = capfdbinary.readouterr().out.splitlines()
    assert {json.loads(line)["forms"][0] for line in people} == {"الوزير"}
    assert main(["entities", str(folder), "--type", "LOC"]) == 0
    assert capfdbinary.readouterr().out == b""


def test_version(capfd: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["--version"])
    assert capfd.readouterr().out == f"khabar {khabar.__version__}\n"


def test_unwritable_output_is_told(folder: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert main(["read", str(folder), "-o", str(tmp_path / "no" / "out.jsonl")]) == 2
    assert main(["build", str(folder), "-o", str(tmp_path / "no" / "record.db")]) == 2
    assert capfd.readouterr().err.count("\n") == 2


def test_a_capture_comes_back_byte_by_byte(
    tmp_path: Path, capfdbinary: pytest.CaptureFixture[bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pages, "read_pages", read_pages)
    raws = {"a": TEXT.encode(), "b": TEXT.encode("cp1256")}
    for name, raw in raws.items():
        (tmp_path / f"{name}.txt").write_bytes(raw)
    record = str(tmp_path / "record.db")
    paths = [str(tmp_path / f"{name}.txt") for name in raws]
    assert main(["build", *paths, "-o", record]) == 0
    for raw in raws.values():
        digest = sha256(raw).hexdigest()
        assert main(["capture", record, digest[:16]]) == 0
        assert capfdbinary.readouterr().out == raw
    assert main(["capture", record, "none"]) == 2

"""Corrections of a whole record: kept through every new reading, sent, compared, and made reference data."""

from __future__ import annotations

import csv
import json
from dataclasses import replace
from importlib.resources import files
from io import StringIO
from itertools import cycle, islice
from pathlib import Path
from shutil import copytree
from typing import TYPE_CHECKING, Any, get_args

import pytest

from khabar.cli import build, main, pages
from khabar.export.gold import gold_name, gold_object
from khabar.model import Act, EventType, Form, Participant, Record, Span, Status
from khabar.pipeline import read_page
from khabar.review import (
    FIELDS,
    Edit,
    Part,
    Words,
    added_id,
    find_target,
    find_targets,
    hash_text,
    read_edits,
    read_field,
    write_edit,
)
from khabar.store import open_store
from web_records import sound

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from khabar.lexicon import Lexicon
    from khabar.model import Page
    from khabar.reader import ReadingModel
    from khabar.review import Field, Kind, Target, Value, Verdict

pytestmark = pytest.mark.long

CAPTURED = "2025-03-01"
AGAIN = b"another version of the package"


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with the demo pages, and the record of them."""
    folder = tmp_path_factory.mktemp("review")
    copytree(Path(str(files("khabar") / "data" / "demo")), folder / "pages")
    assert (
        main(
            [
                "build",
                str(folder / "pages"),
                "--captured",
                CAPTURED,
                "--reader",
                "fast",
                "-o",
                str(folder / "record.db"),
            ]
        )
        == 0
    )
    return folder


@pytest.fixture
def path(demo: Path, tmp_path: Path) -> Path:
    """Return a record of the demo pages of one's own."""
    path = tmp_path / "record.db"
    path.write_bytes((demo / "record.db").read_bytes())
    return path


def records(path: Path) -> list[Record]:
    with open_store(path, create=False, read_only=True) as store:
        return list(store.records())


def words(record: Record, span: Span) -> Words:
    return Words(span.start, span.end, record.page.text[span.start : span.end])


def edit(
    record: Record, target: Target, name: str, verdict: Verdict, new: Value = (), second: int = 0, who: str = "رشا"
) -> Edit:
    old = read_field(record, target, name) if name else ()
    when = f"2025-03-02T12:{second // 60:02}:{second % 60:02}Z"
    page = record.page
    return Edit(
        who, when, page.id, hash_text(page.text), target.kind, target.id, words(record, target.span), name, verdict,
        old, new,
    )  # fmt: skip


def another(record: Record, field: Field, old: Value) -> Value:
    """Return a value that a field can hold and does not."""
    body = record.article.body[0]
    first = words(record, Span(body.start, body.start + record.page.text[body.start : body.end].index(" ")))
    if field.form == "choice":
        return (Part(value=next(choice for choice in field.choices if choice != old[0].value)),)
    shapes: dict[str, Value] = {
        "day": (Part(value="2018-01"),),
        "named": (Part(value="مراقب محايد", entity="khabar:observer"),),
        "words": (Part(first),),
        "coded": (Part(first, "interview"),),
        "place": (Part(first, entity="khabar:place-wazin"),),
        "parties": (Part(first, "مراقب محايد", "khabar:observer"),),
    }
    return shapes[field.form]


def many_edits(found: Sequence[Record], who: str = "رشا") -> list[Edit]:
    """Return edits of every verdict on every field of every kind, spread over all pages that have an article."""
    whole = [record for record in found if record.statements and record.events and record.mentions]
    spread = cycle(whole)
    edits: list[Edit] = []
    taken: set[tuple[str, str]] = set()

    def pick(kind: Kind) -> tuple[Record, Target]:
        for record in spread:
            for target in find_targets(record):
                if target.kind == kind and (kind, target.id) not in taken:
                    taken.add((kind, target.id))
                    return record, target
        raise AssertionError("the pages hold no more things")

    for kind, fields in FIELDS.items():
        for field, verdict in islice(((f, v) for f in fields for v in ("fix", "accept", "reject")), 36):
            record, target = pick(kind) if kind != "page" or verdict == "fix" else next_page(whole, edits)
            old = read_field(record, target, field.name)
            new = another(record, field, old) if verdict == "fix" else ()
            edits.append(edit(record, target, field.name, verdict, new, len(edits), who))  # type: ignore[arg-type]
    for kind in ("mention", "statement", "event"):
        record, target = pick(kind)
        edits.append(edit(record, target, "", "reject", (), len(edits), who))
    edits += [add_statement(record, len(edits) + number, who) for number, record in enumerate(whole[:3])]
    return edits


def next_page(whole: Sequence[Record], edits: Sequence[Edit]) -> tuple[Record, Target]:
    done = {made.page for made in edits if made.kind == "page"}
    record = next(record for record in whole if record.page.id not in done)
    target = find_target(record, "page", record.page.id)
    assert target
    return record, target


def add_statement(record: Record, second: int, who: str) -> Edit:
    body = record.article.body[-1]
    text = record.page.text[body.start : body.end]
    cut = text.index(" ")
    cue = words(record, Span(body.start, body.start + cut))
    content = words(record, Span(body.start + cut + 1, body.end))
    parts = Part(cue, "announce"), Part(content, "indirect")
    when = f"2025-03-02T12:{second // 60:02}:{second % 60:02}Z"
    identity = added_id(record.page.id, "statement", cue, content)
    page = record.page
    return Edit(who, when, page.id, hash_text(page.text), "statement", identity, content, "", "add", (), parts)


def write(path: Path, edits: Sequence[Edit]) -> Path:
    path.write_bytes(b"".join(write_edit(one) + b"\n" for one in edits))
    return path


def test_fifty_edits_are_all_there_after_a_new_reading(
    demo: Path, path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    before = records(path)
    edits = many_edits(before)
    assert len(edits) >= 50
    assert {made.verdict for made in edits} == {"accept", "fix", "reject", "add"}
    assert {made.kind for made in edits} == set(FIELDS)
    assert len({made.page for made in edits}) >= 10
    assert main(["review", "apply", str(path), str(write(tmp_path / "edits.jsonl", edits))]) == 0
    assert f"{len(edits)} corrections added, 0 as they were" in capsys.readouterr().err
    corrected = records(path)
    assert corrected != before
    read: list[str] = []

    def count(page: Page, lexicon: Lexicon, model: ReadingModel | None) -> Record:
        read.append(page.id)
        return read_page(page, lexicon, model)

    monkeypatch.setattr(build, "digest_package", lambda: AGAIN)
    monkeypatch.setattr(pages, "read_page", count)
    # Every page is read again, as by another version, and the edits act on what that reads.
    assert main(["build", str(demo / "pages"), "--captured", CAPTURED, "--reader", "fast", "-o", str(path)]) == 0
    assert "0 replaced, 14 as they were" in capsys.readouterr().err
    assert len(read) == 14
    assert records(path) == corrected
    with open_store(path, create=False) as store:
        kept = store.edits()
        assert [one.edit for one in kept] == edits
        assert [one.conflict for one in kept] == [""] * len(edits)
        assert store.has_account()
    for made in edits:
        assert_holds(next(record for record in corrected if record.page.id == made.page), made)


def assert_holds(record: Record, made: Edit) -> None:
    """Assert that a record is as an edit says."""
    target = find_target(record, made.kind, made.target)
    if made.field == "":
        assert (target is None) == (made.verdict == "reject")
        return
    assert target is not None
    value = read_field(record, target, made.field)
    if made.verdict != "reject":
        # A speaker or relay without a name is called as the page or the entity is.
        assert value == made.says
    else:
        needed = next(field.needed for field in FIELDS[made.kind] if field.name == made.field)
        assert value == (made.old if needed else ())


def test_edits_act_alike_on_a_record_built_elsewhere(
    demo: Path, path: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    edits = many_edits(records(path))
    write(tmp_path / "edits.jsonl", edits)
    assert main(["review", "apply", str(path), str(tmp_path / "edits.jsonl")]) == 0
    exported, other = tmp_path / "exported.jsonl", tmp_path / "other.db"
    assert main(["review", "export", str(path), "-o", str(exported)]) == 0
    assert exported.read_bytes() == (tmp_path / "edits.jsonl").read_bytes()
    # The edits come first, and wait for their pages.
    with open_store(other):
        pass
    assert main(["review", "apply", str(other), str(exported)]) == 1
    assert f"{len(edits)} of {len(edits)} corrections could not act" in capsys.readouterr().err
    assert main(["build", str(demo / "pages"), "--captured", CAPTURED, "--reader", "fast", "-o", str(other)]) == 0
    assert "could not act" not in capsys.readouterr().err
    assert records(other) == records(path)
    assert main(["review", "apply", str(other), str(exported)]) == 0
    assert f"0 corrections added, {len(edits)} as they were" in capsys.readouterr().err


def test_a_page_that_changed_keeps_its_edits_as_conflicts(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], demo: Path
) -> None:
    feed, path = tmp_path / "feed.jsonl", tmp_path / "record.db"
    lines = [json.loads(line) for line in (demo / "pages" / "06-feed.jsonl").read_text("utf-8").splitlines()]

    def built() -> str:
        feed.write_text("".join(json.dumps(line) + "\n" for line in lines), "utf-8")
        assert main(["build", str(feed), "--captured", CAPTURED, "--reader", "fast", "-o", str(path)]) == 0
        return capsys.readouterr().err

    built()
    (first, *_) = [record for record in records(path) if record.statements]
    act = next(target for target in find_targets(first) if target.kind == "statement")
    made = edit(first, act, "act", "fix", (Part(value="pledge"),))
    assert main(["review", "apply", str(path), str(write(tmp_path / "e.jsonl", [made]))]) == 0
    changed = next(line for line in lines if line["id"] == first.page.id)
    field = "text" if "text" in changed else "html"
    before, changed[field] = changed[field], "خبر عاجل\n" + changed[field]
    assert "1 of 1 corrections could not act; khabar review conflicts" in built()
    assert all("reviewed" not in s.rule for record in records(path) for s in record.statements)
    assert main(["review", "conflicts", str(path), "--format", "csv"]) == 0
    (row,) = csv.DictReader(StringIO(capsys.readouterr().out.lstrip("\ufeff")))
    assert (row["why"], row["field"], row["new"]) == ("the text of the page is another now", "act", "pledge")
    assert row["words"] == words(first, act.span).text
    assert main(["review", "export", str(path)]) == 0
    assert capsys.readouterr().out.encode() == write_edit(made) + b"\n"
    changed[field] = before
    assert "could not act" not in built()
    assert any(s.act == "pledge" and "reviewed" in s.rule for record in records(path) for s in record.statements)


def test_a_faulty_file_of_edits_changes_nothing(path: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    good = many_edits(records(path))[:2]
    file = write(tmp_path / "edits.jsonl", good)
    file.write_bytes(file.read_bytes() + b'{"who": "x"}\n')
    before = path.read_bytes()
    assert main(["review", "apply", str(path), str(file)]) == 2
    assert "edits.jsonl:3: no edit" in capsys.readouterr().err
    assert path.read_bytes() == before
    assert main(["review", "apply", str(path), str(tmp_path / "none.jsonl")]) == 2


def test_only_one_reviewers_edits_are_exported_where_asked(
    path: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    found = records(path)
    edits = [*many_edits(found)[:3], *many_edits(found, "سامر")[:2]]
    main(["review", "apply", str(path), str(write(tmp_path / "e.jsonl", edits))])
    capsys.readouterr()
    assert main(["review", "export", str(path), "--reviewer", "سامر"]) == 0
    out = capsys.readouterr().out.encode()
    assert {made.who for made in read_edits(out.splitlines(), "out")} == {"سامر"}


def test_agreement_is_printed_field_by_field(path: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    found = records(path)
    a, b = many_edits(found), many_edits(found, "سامر")
    b[-1] = replace(b[-1], new=(b[-1].new[0], a[-2].new[1]), page=a[-2].page, text=a[-2].text)
    for name, edits in (("a", a), ("b", b)):
        write(tmp_path / f"{name}.jsonl", edits)
    command = ["review", "agreement", str(tmp_path / "a.jsonl"), str(tmp_path / "b.jsonl"), "--format", "json"]
    assert main(command) == 0
    rows = {(row["kind"], row["field"]): row for row in json.loads(capsys.readouterr().out)}
    assert rows["statement", "act"]["observed"] == 1.0
    assert rows["statement", "content"]["f1"] == 1.0
    added = rows["statement", "(added)"]
    assert (added["a"], added["b"], added["same"], added["f1"]) == (3, 3, 2, pytest.approx(2 / 3))


def test_gold_is_of_the_reviewed_pages_and_sound(
    path: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    found = records(path)
    edits = many_edits(found)
    folder = tmp_path / "gold"
    assert main(["review", "gold", str(path), "-o", str(folder)]) == 2
    assert "holds no page that was reviewed" in capsys.readouterr().err
    page = find_target(found[1], "page", found[1].page.id)
    assert page
    done = edit(found[1], page, "", "accept", (), 599)
    assert main(["review", "apply", str(path), str(write(tmp_path / "e.jsonl", [*edits, done]))]) == 0
    assert main(["review", "gold", str(path), "-o", str(folder)]) == 0
    assert "1 of them marked as done" in capsys.readouterr().err
    texts = {entry["id"]: entry["text"] for entry in json.loads((folder / "texts.json").read_text("utf-8"))}
    assert set(texts) == {made.page for made in [*edits, done]}
    for file in folder.glob("*.json"):
        if file.name != "texts.json":
            gold = json.loads(file.read_text("utf-8"))
            assert list(faults(gold, texts[gold["id"]])) == []
    assert main(["review", "gold", str(path), "-o", str(folder)]) == 2
    assert "is there already" in capsys.readouterr().err
    assert main(["review", "gold", str(path), "--done", "-o", str(tmp_path / "done")]) == 0
    assert {entry["id"] for entry in json.loads((tmp_path / "done" / "texts.json").read_bytes())} == {found[1].page.id}
    assert sorted(entry.name for entry in tmp_path.iterdir() if entry.name.endswith(".part")) == []


QUOTES = (
    "cue", "source", "speaker", "content", "channel", "relay", "addressee", "hedge", "trigger", "actor", "recipient",
    "place", "actor_name", "recipient_name",
)  # fmt: skip


def faults(gold: dict[str, Any], text: str) -> Iterator[str]:
    """Yield what in an annotation is not verbatim, or no code that there is."""
    for thing in (*gold["statements"], *gold["events"]):
        for field in QUOTES:
            for part in str(thing.get(field, "")).split(" | "):
                at = -1
                for _ in range(thing.get(f"{field}_n", 1)):
                    at = text.find(part, at + 1)
                if at < 0:
                    yield f"{field}: {part}"
    codes = {"act": Act, "form": Form, "type": EventType, "status": Status}
    for thing in (*gold["statements"], *gold["events"]):
        yield from (
            f"{name}: {thing[name]}" for name, of in codes.items() if thing.get(name) not in (None, *get_args(of))
        )
    yield from (surface for entity in gold["entities"] for surface in entity["surfaces"] if surface not in text)


def test_gold_says_which_occurrence_is_meant_and_joins_parties_side_by_side() -> None:
    record = sound("waha-1")
    text = record.page.text
    (event,) = record.events

    def at(part: str, start: int = 0) -> Span:
        found = text.index(part, start)
        return Span(found, found + len(part))

    ministry, day = at("وزارة النقل"), at("أمس الأحد")
    apart = at("صبراتة")
    beside = Participant(Span(ministry.end + 1, day.end), "", "", "")
    named = Participant(ministry, "وزارة النقل", "", "")
    gold = gold_object(replace(record, events=(replace(event, actors=(beside, named)),)))
    assert gold["published"] == "2020-03-02"
    (statement,) = gold["statements"]
    assert (statement["content"], statement["content_n"]) == ("إغلاق المعبر", 2)
    assert "cue_n" not in statement
    assert gold["events"][0]["actor"] == "وزارة النقل أمس الأحد"
    far = gold_object(replace(record, events=(replace(event, actors=(named, Participant(apart, "", "", ""))),)))
    assert far["events"][0]["actor"] == "وزارة النقل"
    assert far["events"][0]["actor_name"] == "وزارة النقل | صبراتة"
    assert gold["entities"] == [
        {"name": "وزارة النقل", "type": "ORG", "surfaces": ["وزارة النقل"]},
        {"name": "صبراتة", "type": "LOC", "surfaces": ["صبراتة"]},
    ]
    retold = gold_object(replace(record, events=(replace(event, same_as="x"), replace(event, from_statement=True))))
    assert retold["events"] == []


@pytest.mark.parametrize("page", ["../up", "a/b", ".hidden", "texts", "x" * 300, "a\u202eb", ""])
def test_a_page_of_any_id_has_a_file_of_its_own(page: str) -> None:
    name = gold_name(page)
    assert name.removesuffix(".json").isalnum()
    assert name != "texts.json"
    assert gold_name("diwan-552901") == "diwan-552901.json"

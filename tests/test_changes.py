"""`khabar diff`: what was added, removed or changed, and nothing that merely stands elsewhere."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from coded_case import IDLIB, coded_record
from khabar.cli import main
from khabar.corpus.changes import Change, find_changes, find_entity_changes
from khabar.model import Article, Page, Publication, Span
from khabar.store import open_store

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

    from khabar.model import Record

RECORD = coded_record()


def told(changes: Any) -> list[tuple[str, str, str]]:
    return [(change.outcome, change.kind, change.id) for change in changes]


def shifted(record: Record, by: int) -> Record:
    """Return the record of the same page with a menu of `by` characters in front: every span and id moved."""

    def move(span: Span) -> Span:
        return Span(span.start + by, span.end + by)

    statements = tuple(
        replace(
            s, id=f"{s.id}+", cue=move(s.cue), source=s.source and move(s.source), content=move(s.content), rule="other"
        )
        for s in record.statements
    )
    events = tuple(
        replace(
            e,
            id=f"{e.id}+",
            trigger=move(e.trigger),
            actors=tuple(replace(p, span=move(p.span)) for p in e.actors),
            recipients=tuple(replace(p, span=move(p.span)) for p in e.recipients),
            place=e.place and replace(e.place, span=move(e.place.span)),
            killed=e.killed and replace(e.killed, span=move(e.killed.span)),
            said_in=e.said_in and f"{e.said_in}+",
            same_as=e.same_as and f"{e.same_as}+",
            confidence=0.1,
        )
        for e in record.events
    )
    article = record.article
    title = article.title and move(article.title)
    page = replace(record.page, text="x" * by + record.page.text)
    body = tuple(map(move, article.body))
    return replace(
        record, page=page, article=replace(article, title=title, body=body), statements=statements, events=events
    )


def test_a_record_does_not_differ_from_itself() -> None:
    assert told(find_changes(RECORD, RECORD)) == []


def test_what_only_moved_has_not_changed() -> None:
    changes = list(find_changes(RECORD, shifted(RECORD, 9)))
    assert told(changes) == [("changed", "page", "p")]
    assert [difference.field for difference in changes[0].differences] == ["text"]


def test_a_page_that_comes_or_goes_takes_its_things_along() -> None:
    added = told(find_changes(None, RECORD))
    assert added[0] == ("added", "page", "p")
    assert len(added) == 1 + len(RECORD.statements) + len(RECORD.events)
    assert {outcome for outcome, _, _ in told(find_changes(RECORD, None))} == {"removed"}


def test_each_field_that_changed_is_named() -> None:
    first, *others = RECORD.events
    after = replace(
        RECORD,
        publication=replace(RECORD.publication, date="2020-02-12"),
        events=(replace(first, status="denied", recipients=()), *others[:-1]),
        statements=(replace(RECORD.statements[0], act="state"),),
    )
    changes = {change.id: change for change in find_changes(RECORD, after)}
    assert changes["p"].differences == (("published", "2020-02-11", "2020-02-12"),)
    assert changes["p#s"].differences == (("act", "accuse", "state"),)
    assert [(d.field, d.after) for d in changes["p#e1"].differences] == [("recipients", ""), ("status", "denied")]
    assert changes["p#e7"].outcome == "removed"


def test_entities_are_of_the_whole_pile() -> None:
    known = replace(IDLIB, wikidata="Q48196")
    changes = list(find_entity_changes([IDLIB], [known]))
    assert changes == [Change("changed", "entity", "", IDLIB.id, "إدلب / Idlib", (("wikidata", "", "Q48196"),))]  # type: ignore[arg-type]
    assert told(find_entity_changes([], [IDLIB])) == [("added", "entity", IDLIB.id)]


def test_the_command_compares_two_files(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    old, new = str(tmp_path / "old.db"), str(tmp_path / "new.db")
    bare = replace(RECORD, page=Page("q", "نص"), article=Article(None, None, None, None, None, (), ()), entities=(),
                   mentions=(), statements=(), events=(), publication=Publication("", "", "", 0, (), ()))  # fmt: skip
    with open_store(tmp_path / "old.db") as store:
        store.add(RECORD)
    with open_store(tmp_path / "new.db") as store:
        store.add(replace(RECORD, events=RECORD.events[:-1], entities=RECORD.entities[:-1]))
        store.add(bare)
    assert main(["diff", old, new, "--format", "json"]) == 0
    out, err = capfd.readouterr()
    rows = json.loads(out)
    assert [(row["change"], row["what"], row["id"]) for row in rows] == [
        ("removed", "event", "p#e7"),
        ("added", "page", "q"),
        ("removed", "entity", "iso:SY"),
    ]
    assert "event: 0 added, 1 removed, 0 changed" in err
    assert main(["diff", old, new, "--what", "page"]) == 0
    assert capfd.readouterr().out.count("\n") == 2
    assert main(["diff", old, old]) == 0
    assert "no changes" in capfd.readouterr().err

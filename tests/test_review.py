"""Corrections: what each field may hold, how edits act on a record, what cannot act, what follows, what is kept."""

from __future__ import annotations

import json
import sqlite3
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from khabar.errors import StoreError, UsageError
from khabar.model import Channel, Event, Participant, Place, Record, Relay, Span
from khabar.review import (
    ADDED,
    FIELDS,
    Edit,
    Part,
    Words,
    find_target,
    find_targets,
    hash_text,
    measure_agreement,
    read_edit,
    read_edits,
    read_field,
    replay,
    reviewed_fields,
    write_edit,
)
from khabar.review.agreement import find_kappa
from khabar.store import open_store
from khabar.store.frozen import freeze, thaw
from web_records import MINISTRY, TOWN, sound

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path
    from random import Random

    from khabar.review import Kind, Value, Verdict
    from khabar.review.agreement import Agreement

WHEN = "2025-03-01T12:00:00Z"
LATER = "2025-03-02T12:00:00Z"
SAID, DONE = "waha-1#s1", "waha-1#e1"


def words(record: Record, text: str) -> Words:
    """Return the last place of a text on a page."""
    start = record.page.text.rindex(text)
    return Words(start, start + len(text), text)


def edit(
    record: Record, kind: Kind, target: str, field: str, verdict: Verdict, new: Value = (), **changes: Any
) -> Edit:
    """Return an edit on a thing of a record as it stands there."""
    found = find_target(record, kind, target)
    assert found is not None
    span = found.span
    old = read_field(record, found, field) if field else ()
    at = Words(span.start, span.end, record.page.text[span.start : span.end])
    whole = Edit("رشا", WHEN, record.page.id, hash_text(record.page.text), kind, target, at, field, verdict, old, new)
    return replace(whole, **changes)


def added(record: Record, kind: Kind, target: str, *parts: Part, **changes: Any) -> Edit:
    at = parts[-1].words
    assert at is not None
    whole = Edit("رشا", WHEN, record.page.id, hash_text(record.page.text), kind, target, at, "", "add", (), parts)
    return replace(whole, **changes)


def code(value: str) -> Value:
    return (Part(value=value),)


def given_values(record: Record) -> dict[tuple[Kind, str], Value]:
    """Return another value for every field that can be corrected."""
    source, town = words(record, "وكالة الساحل"), words(record, "مدينة صبراتة")
    party = (Part(source, "وكالة الساحل", "khabar:sahel"), Part(town, "صبراتة", TOWN.id))
    return {
        ("page", "date"): code("2020-02"),
        ("line", "kind"): code("advert"),
        ("mention", "type"): code("LOC"),
        ("mention", "identity"): (Part(value="بلدية صبراتة", entity="khabar:sabratha-council"),),
        ("statement", "speaker"): (Part(value="متحدث", entity="khabar:spokesman"),),
        ("statement", "source"): (Part(source),),
        ("statement", "cue"): (Part(words(record, "وفق")),),
        ("statement", "content"): (Part(town),),
        ("statement", "act"): code("warn"),
        ("statement", "form"): code("mixed"),
        ("statement", "channel"): (Part(source, "interview"),),
        ("statement", "relay"): party,
        ("statement", "addressee"): (Part(town),),
        ("statement", "hedge"): (Part(source),),
        ("statement", "outlet_stance"): code("endorsing"),
        ("statement", "date"): code("2020-03-01"),
        ("event", "type"): code("COERCE"),
        ("event", "trigger"): (Part(words(record, "قتل")),),
        ("event", "status"): code("planned"),
        ("event", "actors"): party,
        ("event", "recipients"): party[:1],
        ("event", "place"): (Part(town, entity=TOWN.id),),
        ("event", "date"): code("2020"),
    }


def first(record: Record, kind: Kind) -> str:
    return next(target.id for target in find_targets(record) if target.kind == kind)


CASES = [(kind, field.name) for kind, fields in FIELDS.items() for field in fields]


@pytest.mark.parametrize(("kind", "field"), CASES)
def test_a_field_holds_what_a_reviewer_gives_it_and_says_so(kind: Kind, field: str) -> None:
    record = sound("waha-1")
    target, value = first(record, kind), given_values(record)[kind, field]
    done = replay(record, [edit(record, kind, target, field, "fix", value)])
    assert done.conflicts == ()
    found = find_target(done.record, kind, target)
    assert found is not None
    assert read_field(done.record, found, field) == value
    thing: Any = found.thing
    if kind == "page":
        assert [proof.says for proof in thing.proof if proof.used] == ["a reviewer"]
    else:
        assert reviewed_fields(thing.rule) == (field,)
    assert getattr(thing, "confidence", 1.0) == 1.0


@pytest.mark.parametrize(("kind", "field"), CASES)
def test_a_rejected_field_is_emptied_or_held_for_wrong(kind: Kind, field: str) -> None:
    record = sound("waha-1")
    target = first(record, kind)
    done = replay(record, [edit(record, kind, target, field, "reject")])
    assert done.conflicts == ()
    found = find_target(done.record, kind, target)
    assert found is not None
    thing: Any = found.thing
    needed = next(known for known in FIELDS[kind] if known.name == field).needed
    assert bool(read_field(done.record, found, field)) is needed
    if kind != "page":
        assert reviewed_fields(thing.rule) == (f"!{field}",)
        assert getattr(thing, "confidence", 0.0) == (0.0 if needed else 1.0) or kind in {"line", "mention"}


@pytest.mark.parametrize("kind", list(ADDED))
def test_a_whole_thing_is_accepted_or_is_none(kind: Kind) -> None:
    record = sound("waha-1")
    target = first(record, kind)
    accepted = replay(record, [edit(record, kind, target, "", "accept")]).record
    found: Any = find_target(accepted, kind, target)
    assert found.thing.rule.endswith("+reviewed")
    rejected = replay(record, [edit(record, kind, target, "", "reject")]).record
    assert find_target(rejected, kind, target) is None


def test_an_accepted_value_stands_whatever_is_read_later() -> None:
    record = sound("waha-1")
    accepted = edit(record, "statement", SAID, "act", "accept")
    (statement,) = record.statements
    later = replace(record, statements=(replace(statement, act="demand", rule="talaba:verb_first"),))
    done = replay(later, [accepted])
    assert done.record.statements[0].act == "deny"
    assert done.record.statements[0].rule == "talaba:verb_first+reviewed(act)"


def test_edits_in_any_order_do_the_same() -> None:
    record = sound("waha-1")
    edits = [
        edit(record, "statement", SAID, "act", "fix", code("warn")),
        edit(record, "statement", SAID, "act", "fix", code("demand"), when=LATER),
        edit(record, "statement", SAID, "content", "fix", (Part(words(record, "المعبر")),)),
        edit(record, "event", DONE, "", "reject"),
        edit(record, "page", "waha-1", "date", "reject", when=LATER),
    ]
    done = replay(record, edits)
    assert done == replay(record, edits[::-1])
    assert done.record.statements[0].act == "demand"
    assert done.record.events == (*[event for event in done.record.events if event.from_statement],)
    day = done.record.publication
    assert (day.date, day.earliest, day.latest) == ("", "", "")


def test_without_edits_a_record_is_as_it_was_read() -> None:
    record = sound("waha-1")
    assert replay(record, []).record is record


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"text": "0" * 64}, "the text of the page is another now"),
        ({"target": "waha-1#s0-1"}, "there is no such thing on the page now"),
        ({"words": Words(0, 8, "الرئيسية")}, "the thing stands at other words now"),
        ({"words": Words(0, 8, "بعيد عنه")}, "the words are not on the page"),
        ({"new": (Part(Words(0, 3, "غيم")),), "field": "source"}, "the words are not on the page"),
        ({"verdict": "reject", "old": code("pledge")}, "another value is read there now"),
    ],
)
def test_an_edit_that_finds_its_target_no_more_acts_on_nothing_and_is_told(changes: Any, why: str) -> None:
    record = sound("waha-1")
    stale = replace(edit(record, "statement", SAID, "act", "fix", code("warn")), **changes)
    done = replay(record, [stale])
    assert [(conflict.edit, conflict.why) for conflict in done.conflicts] == [(stale, why)]
    assert done.record.statements == record.statements
    assert done.record.events == record.events


def test_of_two_reviewers_the_later_holds_and_the_other_is_told() -> None:
    record = sound("waha-1")
    one = edit(record, "statement", SAID, "act", "fix", code("warn"))
    other = edit(record, "statement", SAID, "act", "accept", who="سامر", when=LATER)
    done = replay(record, [one, other])
    assert done.record.statements[0].act == "deny"
    assert [conflict.edit for conflict in done.conflicts] == [one]
    same = replace(one, who="سامر", when=LATER)
    assert replay(record, [one, same]).conflicts == ()


def test_a_later_verdict_that_a_thing_is_one_brings_it_back() -> None:
    record = sound("waha-1")
    no = edit(record, "statement", SAID, "", "reject")
    yes = edit(record, "statement", SAID, "", "accept", when=LATER)
    assert replay(record, [no]).record.statements == ()
    assert len(replay(record, [no, yes]).record.statements) == 1


def test_a_statement_is_added_where_its_words_stand_and_can_be_corrected() -> None:
    record = sound("waha-1")
    cue, content = words(record, "وفق"), words(record, "قصف على مدينة صبراتة")
    identity = f"waha-1#s{cue.start}-{content.end}"
    come = added(record, "statement", identity, Part(cue, "accuse"), Part(content, "indirect"))
    grown = replay(record, [come]).record
    speaker = edit(grown, "statement", identity, "speaker", "fix", (Part(value="شاهد"),), when=LATER)
    done = replay(record, [come, speaker])
    assert done.conflicts == ()
    statement = next(s for s in done.record.statements if s.id == identity)
    assert (statement.act, statement.form, statement.speaker_name) == ("accuse", "indirect", "شاهد")
    assert statement.about == (TOWN.id,)
    assert statement.confidence == 1.0
    assert statement.rule == "+reviewed(speaker)"
    deed = next(e for e in done.record.events if e.from_statement and e.trigger == statement.cue)
    assert (deed.type, deed.cameo, deed.actors[0].name) == ("ACCUSE", "112", "شاهد")
    assert [s.cue.start for s in done.record.statements] == sorted(s.cue.start for s in done.record.statements)
    gone = edit(grown, "statement", identity, "", "reject", when=LATER)
    assert replay(record, [come, gone]).record.statements == record.statements


def test_events_and_mentions_are_added_too() -> None:
    record = sound("waha-1")
    trigger, name = words(record, "قتل"), words(record, "وكالة الساحل")
    event = added(record, "event", f"waha-1#e{trigger.start}-{trigger.end}", Part(trigger, "ASSAULT"))
    mention = added(record, "mention", f"waha-1#m{name.start}-{name.end}", Part(name, "ORG", "khabar:sahel"))
    done = replay(record, [event, mention])
    assert done.conflicts == ()
    assert [e.type for e in done.record.events if e.id == event.target] == ["ASSAULT"]
    assert [m.entity for m in done.record.mentions if m.id == mention.target] == ["khabar:sahel"]
    (known,) = (entity for entity in done.record.entities if entity.id == "khabar:sahel")
    assert (known.type, known.name) == ("ORG", "وكالة الساحل")


def test_what_is_added_and_later_found_is_not_there_twice() -> None:
    record = sound("waha-1")
    cue, content = words(record, "نفت"), words(record, "إغلاق المعبر")
    come = added(record, "statement", SAID, Part(cue, "accuse"), Part(content, "indirect"))
    done = replay(record, [come])
    (statement,) = done.record.statements
    assert (statement.id, statement.act, statement.denies) == (SAID, "accuse", None)
    assert statement.rule.endswith("+reviewed")
    # The reader's own words give way to the reviewer's.
    other = added(record, "statement", SAID, Part(words(record, "وفق"), "deny"), Part(content, "mixed"))
    (statement,) = replay(record, [other]).record.statements
    assert (statement.cue, statement.form) == (Span(other.new[0].words.start, other.new[0].words.end), "mixed")  # type: ignore[union-attr]


def test_a_corrected_act_changes_the_event_that_the_statement_is() -> None:
    record = sound("waha-1")
    (statement,) = record.statements
    deed = Event(
        "waha-1#e9-9", "act_deny", 0.9, "REJECT", statement.cue, cameo="120", said_in="", from_statement=True,
        actors=(Participant(statement.cue, "وزارة النقل", MINISTRY.id, ""),),
    )  # fmt: skip
    record = replace(record, events=(*record.events, deed))

    def deeds(value: str) -> list[tuple[str, str]]:
        done = replay(record, [edit(record, "statement", SAID, "act", "fix", code(value))])
        assert (done.record.statements[0].denies is None) is (value != "deny")
        return [(e.type, e.cameo) for e in done.record.events if e.from_statement]

    assert deeds("demand") == [("REQUEST", "100")]
    assert deeds("state") == []
    gone = replay(record, [edit(record, "statement", SAID, "", "reject")]).record
    assert [e for e in gone.events if e.from_statement] == []
    assert [e.said_in for e in gone.events] == [""]


def test_when_an_event_goes_its_first_retelling_is_told_itself() -> None:
    record = sound("waha-1")
    (event,) = record.events
    retold = [replace(event, id=f"waha-1#r{n}", trigger=Span(n, n + 1), same_as=DONE) for n in (1, 2)]
    record = replace(record, events=(*retold, event))
    done = replay(record, [edit(record, "event", DONE, "", "reject")]).record
    assert [(e.id, e.same_as) for e in done.events] == [("waha-1#r1", ""), ("waha-1#r2", "waha-1#r1")]


def test_what_a_denial_denies_follows_its_content() -> None:
    record = sound("waha-1")
    value = (Part(words(record, "المعبر")),)
    (statement,) = replay(record, [edit(record, "statement", SAID, "content", "fix", value)]).record.statements
    assert statement.denies
    assert statement.denies.content == statement.content
    assert statement.denies.reported_by == "وكالة الساحل"


def test_the_article_is_cut_anew_from_corrected_lines() -> None:
    record = sound("waha-1")
    menu, title, body = (target.id for target in find_targets(record) if target.kind == "line")
    edits = [
        edit(record, "line", menu, "kind", "fix", code("headline")),
        edit(record, "line", title, "kind", "fix", code("body")),
        edit(record, "line", body, "kind", "fix", code("caption")),
    ]
    article = replay(record, edits).record.article
    spans = [block.span for block in record.article.blocks]
    assert article.title == spans[0]
    assert article.body == (spans[1],)
    assert [block.rule for block in article.blocks] == [
        "menu+reviewed(kind)", "title+reviewed(kind)", "prose+reviewed(kind)"
    ]  # fmt: skip


def test_a_page_names_whom_its_things_name_and_nobody_else() -> None:
    record = sound("waha-1")
    name = first(record, "mention")
    given = (Part(value="الوزارة الأخرى", entity="khabar:other"),)
    done = replay(
        record,
        [
            edit(record, "mention", name, "identity", "fix", given),
            edit(record, "statement", SAID, "speaker", "fix", given),
            edit(record, "event", DONE, "actors", "reject"),
        ],
    ).record
    assert {entity.id for entity in done.entities} == {"khabar:other", TOWN.id}


@pytest.mark.parametrize(("kind", "field"), CASES)
def test_an_edit_is_a_line_and_back(kind: Kind, field: str) -> None:
    record = sound("waha-1")
    target = first(record, kind)
    made = edit(record, kind, target, field, "fix", given_values(record)[kind, field], note="سطر\nثانٍ \u202e")
    line = write_edit(made)
    assert b"\n" not in line
    assert read_edit(line) == made
    assert write_edit(read_edit(line)) == line


GOOD = edit(sound("waha-1"), "statement", SAID, "act", "fix", code("warn"))


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"verdict": "maybe"}, "'maybe' is no verdict"),
        ({"kind": "word"}, "'word' is no kind"),
        ({"new": "shout"}, "'shout' is no act"),
        ({"new": None}, "act cannot be empty"),
        ({"new": ["deny", "warn"]}, "act holds one value"),
        ({"new": {"start": 0, "end": 3, "text": "نفت", "value": "deny"}}, "act holds value"),
        ({"new": 7}, "a value is a text"),
        ({"field": "colour"}, "'colour' is no field of a statement"),
        ({"field": "date", "new": "2020-13"}, "no day"),
        ({"field": "", "verdict": "fix"}, "a whole statement is not for fix"),
        ({"field": "", "verdict": "add"}, "no statement is made of these words"),
        ({"kind": "line", "field": "", "verdict": "reject"}, "a whole line is not for reject"),
        ({"start": 5, "end": 4}, "start, end and text are no words"),
        ({"start": "5"}, "start, end and text are no words"),
        ({"text": "أقصر من مكانها"}, "start, end and text are no words"),
        ({"when": "yesterday"}, "no instant"),
        ({"hash": "abc"}, "no SHA-256"),
        ({"who": " "}, "who is empty"),
        ({"who": 3}, "who is no text"),
        ({"note": "x" * 5000}, "note is no text of at most"),
    ],
)
def test_a_line_that_is_no_edit_says_why(changes: dict[str, Any], why: str) -> None:
    line = json.dumps({**json.loads(write_edit(GOOD)), **changes}).encode()
    with pytest.raises(UsageError, match=f"edits.jsonl:2: .*{why}"):
        list(read_edits([b"\n", line], "edits.jsonl"))


@given(line=st.binary(max_size=60) | st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=6,
).map(lambda value: json.dumps(value).encode()) | st.fixed_dictionaries(
    {"old": st.recursive(st.none() | st.integers() | st.text(max_size=3), lambda x: st.lists(x, max_size=2))}
).map(lambda value: json.dumps({**json.loads(write_edit(GOOD)), **value}).encode()))  # fmt: skip
@settings(max_examples=200)
def test_no_line_breaks_the_reading_of_edits(line: bytes) -> None:
    try:
        read_edit(line)
    except UsageError as err:
        assert str(err)  # noqa: PT017  # either it is an edit, or the error says why not


def test_a_record_as_it_was_read_comes_back_whole() -> None:
    record = sound("waha-1")
    assert thaw(Record, freeze(record)) == record


def kept(path: Path) -> list[str]:
    with open_store(path, create=False, read_only=True) as store:
        return [one.conflict for one in store.edits()]


def test_edits_outlive_reading_again_another_text_and_the_page(tmp_path: Path) -> None:
    path = tmp_path / "record.db"
    record = sound("waha-1")
    fix = edit(record, "statement", SAID, "act", "fix", code("warn"))
    with open_store(path) as store:
        store.add(record, b"one")
        assert store.correct([fix, fix]) == 1
        assert store.record("waha-1") == replay(record, [fix]).record
        assert store.add(record, b"two") == "same"
        assert store.is_read("waha-1", b"two")
        other = replace(record, page=replace(record.page, text=record.page.text + "\nسطر جديد"))
        assert store.add(other) == "replaced"
        assert store.record("waha-1") == other
    assert kept(path) == ["the text of the page is another now"]
    with open_store(path) as store:
        store.remove("waha-1")
    assert kept(path) == ["the page is not in the record"]
    with open_store(path) as store:
        assert store.add(record) == "added"
        assert store.record("waha-1") == replay(record, [fix]).record
    assert kept(path) == [""]


def test_an_edit_taken_back_leaves_the_record_as_if_it_had_not_been_made(tmp_path: Path) -> None:
    path = tmp_path / "record.db"
    record = sound("waha-1")
    with open_store(path) as store:
        store.add(record)
        store.correct([edit(record, "statement", SAID, "", "reject")])
        assert store.record("waha-1") != record
        assert store.take_back([one.number for one in store.edits()]) == 1
        assert store.record("waha-1") == record
        assert store.edits() == ()
        assert store.take_back([99]) == 0


def test_what_makes_no_sense_is_not_kept(tmp_path: Path) -> None:
    record = sound("waha-1")
    fix = edit(record, "statement", SAID, "act", "fix", code("warn"))
    with open_store(tmp_path / "record.db") as store:
        store.add(record)
        for wrong in (replace(fix, new=code("shout")), replace(fix, when="today"), replace(fix, who="")):
            with pytest.raises(UsageError):
                store.correct([fix, wrong])
        assert store.edits() == ()
        assert store.record("waha-1") == record


@pytest.mark.parametrize(
    "damage", ["UPDATE edits SET line = x'7b7d'", "UPDATE readings SET record = x'00'"], ids=["edits", "readings"]
)
def test_damage_is_told(tmp_path: Path, damage: str) -> None:
    path = tmp_path / "record.db"
    record = sound("waha-1")
    with open_store(path) as store:
        store.add(record)
        store.correct([edit(record, "statement", SAID, "act", "fix", code("warn"))])
    with sqlite3.connect(path) as connection:
        connection.execute(damage)
    connection.close()
    more = edit(record, "statement", SAID, "form", "fix", code("mixed"))
    with open_store(path) as store, pytest.raises(StoreError, match="a damaged record"):
        store.correct([more])


def test_edits_of_a_page_that_is_not_there_wait_for_it(tmp_path: Path) -> None:
    path = tmp_path / "record.db"
    record = sound("waha-1")
    fix = edit(record, "statement", SAID, "act", "fix", code("warn"))
    with open_store(path) as store:
        assert store.correct([fix]) == 1
    assert kept(path) == ["the page is not in the record"]
    with open_store(path) as store:
        store.add(record)
        assert store.statement(store.outline().statements[0]).act == "warn"
        assert {(judged.target, judged.field) for judged in store.judged()} == {(SAID, "act")}
    assert kept(path) == [""]


@pytest.mark.parametrize(
    ("pairs", "kappa"),
    [
        # Cohen's own example of 1960, table 1: 200 cases in three codes, kappa .492 to three places.
        ([("a", "a")] * 88 + [("a", "b")] * 14 + [("a", "c")] * 18
         + [("b", "a")] * 10 + [("b", "b")] * 40 + [("b", "c")] * 10
         + [("c", "a")] * 2 + [("c", "b")] * 6 + [("c", "c")] * 12, 0.492),
        ([("a", "a"), ("b", "b")], 1.0),
        ([("a", "b"), ("b", "a")], -1.0),
        ([("a", "a"), ("a", "a")], None),
        ([], None),
    ],
)  # fmt: skip
def test_kappa_is_cohens(pairs: Sequence[tuple[str, str]], kappa: float | None) -> None:
    found = find_kappa(pairs)
    assert found == (kappa if kappa is None else pytest.approx(kappa, abs=0.0005))


def rows(a: Sequence[Edit], b: Sequence[Edit]) -> dict[tuple[str, str], Agreement]:
    return {(row.kind, row.field): row for row in measure_agreement(a, b)}


def test_agreement_is_of_what_both_judged() -> None:
    one, two = sound("waha-1"), sound("waha-2")

    def act(record: Record, value: str, who: str) -> Edit:
        return edit(record, "statement", f"{record.page.id}#s1", "act", "fix", code(value), who=who)

    a = [act(one, "warn", "a"), act(two, "demand", "a"), edit(one, "statement", SAID, "", "accept")]
    b = [act(one, "warn", "b"), act(two, "accuse", "b"), edit(two, "statement", "waha-2#s1", "", "reject")]
    found = rows(a, b)
    measured = found["statement", "act"]
    assert (measured.a, measured.b, measured.both, measured.same, measured.observed) == (2, 2, 2, 1, 0.5)
    assert measured.kappa == pytest.approx((0.5 - 0.25) / 0.75)
    assert found["statement", "(whole)"][2:7] == (1, 1, 0, 0, None)


def test_words_agree_by_the_characters_in_common() -> None:
    record = sound("waha-1")
    body = words(record, "وقتل 3 أشخاص")
    half = Words(body.start, body.start + 6, record.page.text[body.start : body.start + 6])
    a = edit(record, "statement", SAID, "content", "fix", (Part(body),))
    b = edit(record, "statement", SAID, "content", "fix", (Part(half),))
    assert rows([a], [b])["statement", "content"].f1 == pytest.approx(2 * 6 / (6 + 12))
    nothing = edit(record, "statement", SAID, "hedge", "reject")
    assert rows([nothing], [nothing])["statement", "hedge"].f1 == 1.0


def test_added_things_agree_where_they_share_half_of_their_characters() -> None:
    record = sound("waha-1")
    cue = words(record, "وفق")

    def add(text: str, number: int) -> Edit:
        content = words(record, text)
        return added(record, "statement", f"waha-1#s{number}", Part(cue, "state"), Part(content, "indirect"))

    a = [add("قصف على مدينة صبراتة", 1), add("وكالة الساحل", 2)]
    b = [add("قصف على مدينة", 3), add("أمس الأحد", 4), add("أشخاص", 5)]
    found = rows(a, b)["statement", "(added)"]
    assert found[2:6] == (2, 3, 1, 1)
    assert found.f1 == pytest.approx(2 / 5)


def test_texts_that_differ_are_not_compared() -> None:
    a = edit(sound("waha-1"), "statement", SAID, "act", "fix", code("warn"))
    assert rows([a], [replace(a, text="0" * 64)])["statement", "act"].both == 0


def test_all_kinds_of_values_are_read_off_a_record() -> None:
    record = sound("waha-1")
    (statement,), (event,) = record.statements, record.events
    span = statement.cue
    full = replace(
        record,
        statements=(replace(statement, channel=Channel(span, "call"), relay=(Relay(span, "أ", "ب"),), addressee=span),),
        events=(replace(event, place=Place(span, TOWN.id)),),
    )
    for target in find_targets(full):
        for field in FIELDS[target.kind]:
            value = read_field(full, target, field.name)
            again = read_edit(write_edit(edit(full, target.kind, target.id, field.name, "accept"))).old
            assert again == value


@pytest.mark.parametrize(
    ("day", "earliest", "latest"),
    [
        ("2020-02-11", "2020-02-11", "2020-02-11"),
        ("2020-02", "2020-02-01", "2020-02-29"),
        ("2020", "2020-01-01", "2020-12-31"),
    ],
)
def test_a_day_of_publication_is_no_more_precise_than_given(day: str, earliest: str, latest: str) -> None:
    record = sound("waha-1")
    found = replay(record, [edit(record, "page", "waha-1", "date", "fix", code(day))]).record.publication
    assert (found.date, found.earliest, found.latest, found.confidence) == (day, earliest, latest, 1.0)
    assert [(proof.says, proof.used) for proof in found.proof] == [
        ("yesterday is a Sunday", False),
        ("a reviewer", True),
    ]
    accepted = replay(record, [edit(record, "page", "waha-1", "date", "accept")]).record.publication
    assert [proof.used for proof in accepted.proof] == [True, True]


def test_what_a_page_leaves_open_is_told_anew() -> None:
    record = sound("waha-1")

    def problems(*edits: Edit) -> list[str]:
        return [note.problem for note in replay(record, edits).record.notes]

    assert problems(edit(record, "page", "waha-1", "date", "reject")) == ["no day of publication"]
    assert problems(edit(record, "statement", SAID, "speaker", "reject")) == ["no speaker named"]
    assert problems(edit(record, "page", "waha-1", "date", "accept")) == []


@st.composite
def several_edits(draw: st.DrawFn) -> list[Edit]:
    """Return edits of two reviewers on one page, of any fields, some of them stale."""
    record = sound("waha-1")
    values = given_values(record)
    edits: list[Edit] = []
    for _ in range(draw(st.integers(0, 12))):
        kind, field = draw(st.sampled_from([*CASES, *((kind, "") for kind in ADDED)]))
        targets = [target.id for target in find_targets(record) if target.kind == kind]
        verdicts: tuple[Verdict, ...] = ("accept", "reject", "fix")
        verdict = draw(st.sampled_from(verdicts if field else verdicts[:2]))
        value = values[kind, field] if verdict == "fix" else ()
        made = edit(
            record, kind, draw(st.sampled_from(targets)), field, verdict, value,
            who=draw(st.sampled_from("رس")), when=f"2025-03-01T12:00:{len(edits):02}Z",
        )  # fmt: skip
        edits.append(replace(made, text="0" * 64) if draw(st.integers(0, 9)) == 0 else made)
    cue, content = words(record, "وفق"), words(record, "قصف على مدينة صبراتة")
    come = added(record, "statement", f"waha-1#s{cue.start}-{content.end}", Part(cue, "demand"), Part(content, "mixed"))
    return [*edits, *draw(st.sampled_from([[], [come]]))]


@given(edits=several_edits(), chance=st.randoms(use_true_random=False))
@settings(max_examples=150)
def test_whatever_is_corrected_a_record_stays_whole(edits: list[Edit], chance: Random) -> None:
    record = sound("waha-1")
    done = replay(record, edits)
    shuffled = list(edits)
    chance.shuffle(shuffled)
    assert replay(record, shuffled) == done
    told = done.record
    statements, events = {s.id for s in told.statements}, {e.id for e in told.events}
    assert {e.said_in for e in told.events} <= statements | {""}
    assert {e.same_as for e in told.events} <= events | {""}
    named = {m.entity for m in told.mentions} | {s.speaker for s in told.statements}
    named |= {party.entity for e in told.events for party in (*e.actors, *e.recipients)}
    assert named - {""} <= {entity.id for entity in told.entities}
    assert "" not in {entity.id for entity in told.entities}
    assert sorted(s.cue for s in told.statements) == [s.cue for s in told.statements]
    last = {(e.kind, e.target, e.field) for e in edits}
    assert len(done.conflicts) <= len(edits)
    assert all(conflict.edit in edits for conflict in done.conflicts)
    assert not last or told != record or len(done.conflicts) == len(edits)
    for made in (e for e in edits if e.text == "0" * 64):
        assert (made, "the text of the page is another now") in [(c.edit, c.why) for c in done.conflicts]


def test_who_accepts_all_fields_changes_none() -> None:
    record = sound("waha-1")
    (event,) = record.events
    coded = replace(event, actors=(replace(event.actors[0], code="LBYGOV"),), place=Place(event.trigger, "iso:LY"))
    record = replace(
        record, events=(coded,), notes=replay(record, [edit(record, "event", DONE, "", "accept")]).record.notes
    )
    edits = [edit(record, t.kind, t.id, f.name, "accept") for t in find_targets(record) for f in FIELDS[t.kind]]
    done = replay(record, edits).record
    assert [replace(s, rule="", confidence=0) for s in done.statements] == [
        replace(s, rule="", confidence=0) for s in record.statements
    ]
    told = [replace(e, rule="", confidence=0) for e in done.events if not e.from_statement]
    assert told == [replace(e, rule="", confidence=0) for e in record.events]
    assert (done.entities, done.notes, done.article.body) == (record.entities, record.notes, record.article.body)
    target = find_target(record, "event", DONE)
    assert target
    actors = (*read_field(record, target, "actors"), Part(words(record, "مدينة صبراتة"), "", TOWN.id))
    other = edit(record, "event", DONE, "actors", "fix", actors)
    assert [actor.code for actor in replay(record, [other]).record.events[0].actors] == ["LBYGOV", ""]

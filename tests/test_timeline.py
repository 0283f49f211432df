"""Which lines a timeline has, in which order, and what stands on them."""

from __future__ import annotations

from dataclasses import replace

import pytest

from khabar.export.text import write_day, write_text
from khabar.export.timeline import Entry, find_entries, outlet_of, write_entry
from khabar.model import Article, Event, Metadata, Page, Participant, Publication, Record, Span, Statement

TEXT = "صدى\nقصف اللواء البلدة أمس. وقال الوزير إن الهدنة قائمة."


def span(words: str) -> Span:
    """Return the first place of `words` in the text."""
    start = TEXT.index(words)
    return Span(start, start + len(words))


def party(words: str) -> Participant:
    """Return the party named by `words`."""
    return Participant(span(words), "", "", "")


STATEMENT = Statement(
    "s", "", 1.0, span("قال"), span("الوزير"), "", "", span("الهدنة قائمة"), "indirect", "state", date="2018-02-08"
)
EVENT = Event(
    "e", "", 1.0, "ASSAULT", span("قصف"), actors=(party("اللواء"),), recipients=(party("البلدة"),), date="2018-02-07"
)
RECORD = Record(
    Page("p", TEXT),
    Article(None, None, None, None, span("صدى"), (), ()),
    Publication("2018-02-08", "2018-02-08", "2018-02-08", 0.9, (), ()),
    statements=(STATEMENT,),
    events=(EVENT,),
)


def test_lines_stand_by_date_and_those_without_one_last() -> None:
    open_page = replace(
        RECORD, page=Page("o", TEXT), publication=Publication("", "", "", 0, (), ()), events=(replace(EVENT, date=""),)
    )
    assert [(entry.date, entry.page, entry.act) for entry in find_entries([open_page, RECORD])] == [
        ("2018-02-07", "p", "ASSAULT"),
        ("2018-02-08", "o", "state"),
        ("2018-02-08", "p", "state"),
        ("", "o", "ASSAULT"),
    ]


def test_what_has_no_day_of_its_own_takes_the_page_s() -> None:
    undated = replace(RECORD, statements=(replace(STATEMENT, date=""),), events=(replace(EVENT, date=""),))
    assert {entry.date for entry in find_entries([undated])} == {"2018-02-08"}


@pytest.mark.parametrize("change", [{"same_as": "e0"}, {"from_statement": True}])
def test_a_retelling_has_no_line(change: dict[str, object]) -> None:
    again = replace(RECORD, events=(EVENT, replace(EVENT, id="e2", **change)))  # type: ignore[arg-type]
    assert find_entries([again]) == find_entries([RECORD])


def test_a_line_names_who_whom_and_where_it_is_written() -> None:
    event, statement = map(write_entry, find_entries([RECORD]))
    assert event == (
        "2018-02-07  ASSAULT    \u2068اللواء\u2069 → \u2068البلدة\u2069: \u2068قصف اللواء البلدة أمس\u2069"
        "  [\u2068صدى\u2069 \u2068p\u2069 4–7]"
    )
    assert (
        statement
        == "2018-02-08  state      \u2068الوزير\u2069: \u2068الهدنة قائمة\u2069  [\u2068صدى\u2069 \u2068p\u2069 42–54]"
    )


def test_marks_tell_what_is_no_plain_fact() -> None:
    marked = replace(
        RECORD,
        statements=(replace(STATEMENT, outlet_stance="distancing"),),
        events=(replace(EVENT, status="planned", background=True),),
    )
    assert [entry.marks for entry in find_entries([marked])] == [("planned", "background"), ("outlet distancing",)]


def test_an_event_told_in_a_statement_says_by_whom() -> None:
    told = replace(RECORD, events=(replace(EVENT, said_in="s"),))
    hidden = replace(told, statements=(replace(STATEMENT, source=None),))
    assert " [told by \u2068الوزير\u2069]  [" in write_entry(find_entries([told])[0])
    assert " [told by \u2068(not named)\u2069]  [" in write_entry(find_entries([hidden])[0])


def test_a_speaker_the_text_hides_is_not_named() -> None:
    hidden = replace(RECORD, statements=(replace(STATEMENT, source=None),), events=())
    (entry,) = find_entries([hidden])
    assert "(not named): " in write_entry(entry)


def test_outlet_as_given_before_as_shown_before_as_marked_up() -> None:
    marked = replace(RECORD, page=replace(RECORD.page, metadata=Metadata(site="الموقع")))
    assert outlet_of(replace(marked, page=replace(marked.page, outlet="المعطى"))) == "المعطى"
    assert outlet_of(marked) == "صدى"
    assert outlet_of(replace(marked, article=replace(marked.article, outlet=None))) == "الموقع"


@pytest.mark.parametrize(
    ("bounds", "expected"),
    [
        (("2018-02-08", "2018-02-08", "2018-02-08"), "2018-02-08"),
        (("", "2018-02-01", "2018-02-08"), "between 2018-02-01 and 2018-02-08"),
        (("", "2018-02-01", ""), "not before 2018-02-01"),
        (("", "", "2018-02-08"), "not after 2018-02-08"),
        (("", "", ""), "date open"),
    ],
)
def test_a_day_is_told_as_far_as_it_is_known(bounds: tuple[str, str, str], expected: str) -> None:
    assert write_day(Publication(*bounds, 0.5, (), ())) == expected


def test_a_record_as_text_has_its_head_and_lines() -> None:
    lines = write_text(RECORD).splitlines()
    assert lines[:3] == ["== \u2068p\u2069", "   (no title)", "   2018-02-08 | \u2068صدى\u2069"]
    assert [line[:20] for line in lines[3:5]] == ["2018-02-07  ASSAULT ", "2018-02-08  state   "]
    assert isinstance(find_entries([RECORD])[0], Entry)

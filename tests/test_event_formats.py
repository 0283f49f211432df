"""Events in the formats of event data: well-formed files, types as published, and nothing claimed that no one saw."""

from __future__ import annotations

import csv
import io
from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from coded_case import IDLIB, SYRIA, TEXT, coded_record
from khabar.account import Count, Happening, Identity
from khabar.export import acled, gdelt, petrarch, plover
from khabar.export.coded import Coded, find_coded, number_of, sentence_of
from khabar.export.events import EVENT_FORMATS, write_event_row, write_events
from khabar.export.merged import find_merged
from khabar.lexicon.codes import load_code_book

if TYPE_CHECKING:
    from collections.abc import Iterator

    from khabar import Lexicon
    from khabar.lexicon.codes import CodeBook

# What the codebook of GDELT 2.0 says each of the 61 columns holds; every other column is text.
GDELT_INTEGERS = {0, 1, 2, 3, 25, 29, 31, 32, 33, 35, 43, 51, 59}
GDELT_NUMBERS = {4, 30, 34, 40, 41, 48, 49, 56, 57}


@pytest.fixture(scope="module")
def book() -> CodeBook:
    return load_code_book()


def written(book: CodeBook, form: str, *, claimed: bool = False, any_status: bool = False) -> tuple[str, Counter[str]]:
    left: Counter[str] = Counter()
    coded = find_coded([coded_record()], book)
    pieces = write_events(coded, form, book, left, claimed=claimed, any_status=any_status)
    return b"".join(pieces).decode(), left


def tab_rows(text: str) -> list[list[str]]:
    """Read as most programs do: with a reader that takes quotation marks at their meaning."""
    return list(csv.reader(io.StringIO(text), delimiter="\t"))


def named(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text), delimiter="\t"))


def test_plover_holds_every_event_but_retellings_under_its_header(book: CodeBook) -> None:
    text, left = written(book, "plover")
    assert not left
    assert all(len(row) == len(plover.COLUMNS) for row in tab_rows(text))
    rows = named(text)
    assert [row["Event ID"] for row in rows] == ["p#e1", "p#e3", "p#e4", "p#e5", "p#e6", "p#e7"]
    first = rows[0]
    assert (first["Event Date"], first["Quad Code"], first["Intensity"]) == ("2020-02-10", "MATERIAL CONFLICT", "-10.0")
    assert (first["Actor Name"], first["Actor Country"], first["Primary Actor Sector"]) == (
        "Syrian government",
        "SYR",
        "GOV",
    )
    assert (first["Primary Recipient Sector"], first["City"], first["Killed"]) == ("CVL", "Idlib", "3")
    assert TEXT[int(first["Trigger Start"]) : int(first["Trigger End"])] == first["Trigger"]
    assert [(row["Status"], row["Told By"]) for row in rows[2:4]] == [("actual", "إبراهيم قالن"), ("planned", "")]


def test_cameo_lines_code_a_meeting_in_both_directions(book: CodeBook) -> None:
    text, left = written(book, "cameo")
    assert tab_rows(text) == [
        ["20200210", "SYRGOV", "CVL", "194", "p#e1"],
        ["20200211", "USAGOV", "TURGOV", "040", "p#e3"],
        ["20200211", "TURGOV", "USAGOV", "040", "p#e3"],
        ["20200211", "COP", "CVL", "173", "p#e7"],
    ]
    assert left == {"told on somebody's word": 1, "planned": 1, "without a day": 1}


def test_what_is_told_on_somebodys_word_counts_only_where_asked_for(book: CodeBook) -> None:
    for form in ("cameo", "petrarch", "gdelt"):
        assert written(book, form)[1]["told on somebody's word"] == 1
        assert written(book, form, claimed=True)[1]["told on somebody's word"] == 0


def test_a_status_asked_for_is_kept_by_formats_that_know_none(book: CodeBook) -> None:
    assert "042" in {row[26] for row in tab_rows(written(book, "gdelt", any_status=True)[0])}


def test_petrarch_lines_have_their_eleven_fields(book: CodeBook) -> None:
    rows = tab_rows(written(book, "petrarch")[0])
    assert {len(row) for row in rows} == {len(petrarch.PETRARCH_COLUMNS)} == {11}
    assert rows[0][4:8] == ["", "p#e1", "https://example.org/1", "شبكة الواحة"]


def test_gdelt_has_61_columns_of_the_right_types(book: CodeBook) -> None:
    assert len(gdelt.COLUMNS) == 61
    rows = tab_rows(written(book, "gdelt")[0])
    for row in rows:
        assert len(row) == 61
        assert all(cell == "" or int(cell) >= 0 for at, cell in enumerate(row) if at in GDELT_INTEGERS)
        assert all(cell == "" or float(cell) >= -180 for at, cell in enumerate(row) if at in GDELT_NUMBERS)
    types = {at: column.type for at, column in enumerate(gdelt.COLUMNS)}
    assert {at for at, kind in types.items() if kind == "integer"} == GDELT_INTEGERS
    assert {at for at, kind in types.items() if kind == "number"} == GDELT_NUMBERS
    assert len({row[0] for row in rows}) == len(rows)


def test_gdelt_fills_what_its_codebook_defines(book: CodeBook) -> None:
    row = dict(zip((c.name for c in gdelt.COLUMNS), tab_rows(written(book, "gdelt")[0])[0], strict=True))
    assert (row["SQLDATE"], row["MonthYear"], row["FractionDate"]) == ("20200210", "202002", "2020.1096")
    assert (row["Actor1Code"], row["Actor1CountryCode"], row["Actor1Type1Code"]) == ("SYRGOV", "SYR", "GOV")
    assert (row["Actor2Code"], row["Actor2CountryCode"], row["Actor2Type1Code"]) == ("CVL", "", "CVL")
    assert (row["EventCode"], row["EventBaseCode"], row["EventRootCode"]) == ("194", "194", "19")
    assert (row["QuadClass"], row["GoldsteinScale"], row["IsRootEvent"]) == ("4", "-10.0", "1")
    assert (row["NumMentions"], row["DATEADDED"]) == ("2", "20250301000000")
    assert (row["ActionGeo_Type"], row["ActionGeo_FullName"]) == ("4", "Idlib, Syria")
    assert (row["ActionGeo_CountryCode"], row["ActionGeo_FeatureID"]) == ("SY", "169389")


def acled_rows(book: CodeBook) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(written(book, "acled")[0].removeprefix("\ufeff"))))


def test_acled_codes_what_its_code_book_does_and_no_more(book: CodeBook) -> None:
    text, left = written(book, "acled")
    assert text.startswith("\ufeffevent_id_cnty,event_date,")
    assert left == {"planned": 1, "of a kind ACLED does not code": 1, "without a place": 1}
    assert [row["sub_event_type"] for row in acled_rows(book)] == [
        "Shelling/artillery/missile attack",
        "Shelling/artillery/missile attack",
        "Peaceful protest",
    ]


def test_acled_tells_how_well_day_and_place_are_known(book: CodeBook) -> None:
    rows = acled_rows(book)
    assert [(r["event_date"], r["time_precision"], r["geo_precision"]) for r in rows] == [
        ("2020-02-10", "1", "1"),
        ("2020-02-11", "2", "1"),
        ("2020-02-15", "3", "1"),
    ]
    first = rows[0]
    assert (first["actor1"], first["inter1"], first["inter2"]) == ("Syrian government", "State forces", "Civilians")
    assert (first["interaction"], first["civilian_targeting"]) == ("State forces-Civilians", "Civilian targeting")
    assert (first["iso"], first["region"], first["country"], first["fatalities"]) == (
        "760",
        "Middle East",
        "Syria",
        "3",
    )
    assert rows[1]["notes"].startswith("[on the word of إبراهيم قالن]")
    assert {column.name for column in acled.COLUMNS} == set(first)


def test_merged_events_count_what_tells_them(book: CodeBook) -> None:
    record = coded_record()
    happening = Happening(
        "p#e1", "ASSAULT", "heavy-weapons", "194", (SYRIA.id,), ("مدنيون",), IDLIB.id, "2020-02-10", "2020-02-11",
        "actual", ("p#e1", "q#e7", "q#e9"), ("الواحة", "المرفأ"), 1,
        killed=(Count(3, 3, "p#e1", ""), Count(5, 6, "q#e7", "مسعفون")),
    )  # fmt: skip
    syria, idlib = (
        Identity(e.id, e.type, e.name, e.name_en, country=e.country, actor_code=e.actor_code, lat=e.lat, lon=e.lon,
                 place_precision=e.place_precision)
        for e in (SYRIA, IDLIB)
    )  # fmt: skip

    def merged(**changes: Any) -> Iterator[Coded]:
        return find_merged([replace(happening, **changes)], (syria, idlib), {"p": record}.get, book)

    left: Counter[str] = Counter()
    cells = b"".join(write_events(merged(), "gdelt", book, left)).decode().rstrip("\n").split("\t")
    row = dict(zip((c.name for c in gdelt.COLUMNS), cells, strict=True))
    assert (row["NumMentions"], row["NumSources"], row["NumArticles"]) == ("3", "2", "2")
    assert (row["Actor1Code"], row["Actor2Code"], row["ActionGeo_FullName"]) == ("SYRGOV", "CVL", "Idlib, Syria")
    plover_row = named(b"".join(write_events(merged(), "plover", book, left)).decode())[0]
    assert (plover_row["Killed"], plover_row["Event ID"]) == ("3", "p#e1")
    assert b"".join(write_events(merged(told_by=("مسعفون",)), "gdelt", book, left)) == b""
    assert left == {"told on somebody's word": 1}


def test_a_day_the_page_does_not_tell_is_never_made_up(book: CodeBook) -> None:
    dates = {one.event.id: (one.date, one.dated) for one in find_coded([coded_record()], book)}
    assert dates["p#e6"] == ("2020-02", True)
    assert dates["p#e7"] == ("2020-02-11", False)


def test_quotation_marks_and_line_ends_of_a_page_break_no_line(book: CodeBook) -> None:
    for form in set(EVENT_FORMATS) - {"acled"}:
        assert '"' not in written(book, form)[0]


def test_numbers_stay_below_what_floats_tell_apart() -> None:
    numbers = [number_of("p", at) for at in range(1000)]
    assert max(numbers) < 2**53
    assert len(set(numbers)) == 1000
    assert number_of("ab", "c") != number_of("a", "bc")


def test_a_sentence_is_cut_at_stops_and_line_ends() -> None:
    record = coded_record()
    assert sentence_of(record, record.events[5].trigger) == "وتظاهر محتجون في درعا"


def test_a_row_says_who_what_where_and_how_many() -> None:
    record = coded_record()
    row = write_event_row(record, record.events[0])
    assert "ASSAULT" in row
    assert "killed 3\u20134" in row
    assert "[told by \u2068إبراهيم قالن\u2069]" in write_event_row(record, record.events[3])
    assert "[told before at e1]" in write_event_row(record, record.events[1])


def test_every_code_of_the_deeds_is_in_the_code_book(book: CodeBook, lexicon: Lexicon) -> None:
    assert {deed.cameo for deed in lexicon.deeds.deeds} - {""} <= set(book.acts)
    assert lexicon.codes == book

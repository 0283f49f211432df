"""Rows of any command as a table, JSON or CSV; and the choice of those asked for."""

from __future__ import annotations

import csv
import io
import json
from typing import NamedTuple

import pytest

from khabar.account import Identity
from khabar.export.choice import Choice, names_of
from khabar.export.tables import TableFormat, write_rows


class Row(NamedTuple):
    """A row with a cell of each kind."""

    name: str
    pages: int | None
    share: float
    outlets: tuple[str, ...]
    empty: str = ""


ROWS = [Row("بلدة الواحة", 3, 0.5, ("نافذة", "مرصد")), Row("=cmd()", None, 1.0, ())]
COLUMNS = Row._fields


def text(form: TableFormat, rows: list[Row]) -> str:
    """Return all that is written."""
    lines = write_rows(rows, COLUMNS, form)
    return "\n".join(line.decode() if isinstance(line, bytes) else line for line in lines)


def test_json_is_one_array_of_objects() -> None:
    assert json.loads(text("json", ROWS)) == [json.loads(json.dumps(row._asdict())) for row in ROWS]
    assert json.loads(text("json", [])) == []


def test_csv_opens_in_a_spreadsheet_and_holds_no_formula() -> None:
    written = text("csv", ROWS)
    assert written.startswith("\ufeff")
    assert list(csv.reader(io.StringIO(written[1:]))) == [
        list(COLUMNS),
        ["بلدة الواحة", "3", "0.50", "نافذة; مرصد", ""],
        ["'=cmd()", "", "1.00", "", ""],
    ]


def test_a_table_has_a_head_and_leaves_out_what_is_always_empty() -> None:
    head, first, second = text("table", ROWS).splitlines()
    assert head.split() == ["name", "pages", "share", "outlets"]
    assert first == "\u2068بلدة الواحة\u2069  \u20683\u2069      \u20680.50\u2069   \u2068نافذة; مرصد\u2069"
    assert second.startswith("\u2068=cmd()\u2069")
    assert text("table", []) == ""


def test_a_table_may_hold_fewer_columns_than_the_other_forms() -> None:
    lines = list(write_rows(ROWS, COLUMNS, "table", ("pages", "name")))
    assert [str(line).split()[0] for line in lines] == ["pages", "\u20683\u2069", "\u2068=cmd()\u2069"]


def test_nothing_of_a_page_acts_on_the_terminal() -> None:
    assert "\x1b" not in text("table", [Row("\x1b[2J", 1, 1.0, ("\u202e",))])


@pytest.mark.parametrize(
    ("date", "since", "until", "expected"),
    [
        ("2020-02-11", "2020-02-11", "2020-02-11", True),
        ("2020-02-11T11:43", "2020-02-11", "2020-02-11", True),
        ("2020-02-10", "2020-02-11", "", False),
        ("2020-02-12", "", "2020-02-11", False),
        ("2020-02", "2020-02-11", "", True),
        ("2020-01", "2020-02-11", "", False),
        ("2020", "", "2020-02-11", True),
        ("2020-02-11", "2020", "2020-02", True),
        ("2021", "", "2020", False),
        ("", "2020", "", False),
        ("", "", "", True),
    ],
)
def test_a_date_fits_where_a_day_of_it_is_asked_for(date: str, since: str, until: str, *, expected: bool) -> None:
    assert Choice(since=since, until=until).takes(dates=(date,)) is expected


def test_an_actor_is_asked_for_by_id_or_part_of_a_name() -> None:
    envoy = Identity("khabar:envoy", "PER", "أحمد الإدريسي", "Ahmad al-Idrisi", ("أحمد الإدريسي", "الإدريسي"))
    actors = names_of(["khabar:envoy"], {envoy.id: envoy})
    for wanted in ("khabar:envoy", "الادريسي", "idrisi"):
        assert Choice(actor=wanted).takes(actors=actors)
    assert not Choice(actor="khabar:env").takes(actors=("khabar:other",))
    assert not Choice(actor="الادريسي", act="deny").takes(actors=actors, acts=("state",))

"""The code books: what they hold, and which faults of their files are named."""

from __future__ import annotations

from pathlib import Path
from typing import get_args

import pytest

from khabar.lexicon.codes import load_code_book, load_codes
from khabar.lexicon.inflection import load_inflection
from khabar.lexicon.tables import Faults
from khabar.model import EventType

DATA = Path(__file__).resolve().parent.parent / "src" / "khabar" / "data"
HEADERS = {
    "cameo.tsv": "code\ttype\tmode\tcontexts\tgoldstein",
    "states.tsv": "iso2\tiso3\tnumber\tfips\tcow\tregion\tname_en",
    "sectors.tsv": "code\tgdelt\tacled",
    "agents.tsv": "noun\tplurals\tsector",
    "acled.tsv": "type\tmode\tevent\tsub_event\tcivilian",
}


def test_every_type_of_plover_has_a_general_cameo_code() -> None:
    book = load_code_book()
    assert set(book.general) == set(get_args(EventType))
    assert (book.general["CONSULT"], book.acts["0871"].type, book.acts["0871"].goldstein) == ("040", "RETREAT", 9.0)


def test_states_are_known_by_two_and_by_three_letters() -> None:
    book = load_code_book()
    assert book.states["SY"] == book.states["SYR"]
    assert (book.states["GB"].fips, book.states["SY"].number, book.states["SY"].cow) == ("UK", "760", "652")


@pytest.mark.parametrize(
    ("file", "row", "problem"),
    [
        ("cameo.tsv", "4x\tCONSULT\t\t\t1.0", "three or four digits"),
        ("cameo.tsv", "040\tTALK\t\t\t1.0", "no event type"),
        ("cameo.tsv", "040\tCONSULT\t\t\t11", "outside the scale"),
        ("cameo.tsv", "040\tCONSULT\t\t\tone", "no number"),
        ("states.tsv", "SY\tSY\t\t\t\t\tSyria", "two letters and of three"),
        ("sectors.tsv", "GOV\tkind\t", "none of"),
        ("agents.tsv", "جندي\tجنود\tARMY", "no sector"),
        ("acled.tsv", "TALK\t\tBattles\t\t", "no event type"),
    ],
)
def test_a_fault_is_named_with_its_line(file: str, row: str, problem: str, tmp_path: Path) -> None:
    for name, header in HEADERS.items():
        (tmp_path / name).write_text(f"{header}\n{row}\n" if name == file else f"{header}\n", "utf-8")
    faults = Faults()
    load_codes(tmp_path, load_inflection(DATA, Faults()), faults)
    assert [(fault.file, fault.line) for fault in faults.found] == [(file, 2)]
    assert problem in faults.found[0].problem

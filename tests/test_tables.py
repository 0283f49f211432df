from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from khabar.lexicon.tables import Faults, Row, Source, check_spelling, read_toml, read_tsv

if TYPE_CHECKING:
    from pathlib import Path

KINDS = {"cue": frozenset({"id", "forms", "gloss", "weight", "parts"}), "role": frozenset({"id", "forms"})}
COLUMNS = ("id", "names", "country")
# A file as an editor leaves it.
TOML = """\
# The verbs of saying.

[[cue]]
id = "qala"
forms = ["قال", "قالت"]
gloss = "said"

[[role]]
id = "wazir"
forms = "وزير|وزيرة"

  [[ cue ]]
id = "sarraha"
forms = []
weight = 3
"""
TSV = "# Places.\n# Origin: none.\n\nid\tnames\tcountry\ngn:1\tحلب|حلب الشهباء\tSY\ngn:2\tإدلب\t\n"


def toml(folder: Path, text: str) -> tuple[list[tuple[str, Row]], list[str]]:
    """The entries of a TOML file and its faults as they are printed."""
    path = folder / "cues.toml"
    path.write_bytes(text.encode())
    faults = Faults()
    return list(read_toml(path, KINDS, faults)), list(map(str, faults.found))


def tsv(folder: Path, text: str, *, unique: bool = False, ordered: bool = False) -> tuple[list[Row], list[str]]:
    """The rows of a TSV file and its faults as they are printed."""
    path = folder / "places.tsv"
    path.write_bytes(text.encode())
    faults = Faults()
    return list(read_tsv(path, COLUMNS, faults, unique=unique, ordered=ordered)), list(map(str, faults.found))


def test_toml_entries_come_by_kind_with_their_lines(tmp_path: Path) -> None:
    entries, faults = toml(tmp_path, TOML)
    assert faults == []
    assert [(kind, row.source) for kind, row in entries] == [
        ("cue", Source("cues.toml", 3, "qala")),
        ("cue", Source("cues.toml", 12, "sarraha")),
        ("role", Source("cues.toml", 8, "wazir")),
    ]


def test_values_of_a_toml_entry(tmp_path: Path) -> None:
    (_, qala), (_, sarraha), (_, wazir) = toml(tmp_path, TOML)[0]
    assert qala.words("forms") == ("قال", "قالت")
    assert qala.text("gloss") == "said"
    assert wazir.words("forms") == ("وزير", "وزيرة")
    assert (sarraha.words("forms"), sarraha.words("gloss"), sarraha.text("gloss")) == ((), (), "")
    assert (sarraha.words("weight"), sarraha.text("weight")) == (("3",), "3")


def test_a_list_keeps_its_empty_strings_and_a_cell_does_not() -> None:
    row = Row(Source("", 0, ""), {"list": ["", "ت"], "cell": "|ت"})
    assert row.words("list") == ("", "ت")
    assert row.words("cell") == ("ت",)


TOML_FAULTS = [
    ('[[cue]]\nid = "qala"\nform = "قال"\n', ["cues.toml:1: qala.form: unknown key"]),
    ('\n[[verb]]\nid = "qala"\n', ["cues.toml:2: verb: unknown kind of entry; known are cue, role"]),
    ('verb = 1\n[[cue]]\nid = "a"\n', ["cues.toml:0: verb: unknown kind of entry; known are cue, role"]),
    ('[cue]\nid = "qala"\n', ["cues.toml:0: cue: no list of entries; write [[cue]] above each"]),
    ("cue = [1, 2]\n", ["cues.toml:0: cue: no list of entries; write [[cue]] above each"]),
    ('[[cue]]\ngloss = "said"\n', ["cues.toml:1: : an entry needs an id of a-z, 0-9 and _"]),
    ('[[cue]]\nid = "Qala 2"\n', ["cues.toml:1: Qala 2: an entry needs an id of a-z, 0-9 and _"]),
    ('[[cue]]\nid = "a"\n[[role]]\nid = "a"\n', ["cues.toml:3: a: id used twice"]),
    ('[[cue]]\nid = "a"\nforms = ["قـال"]\n', ["cues.toml:1: a.forms: U+0640 ARABIC TATWEEL: leave it out"]),
    ('[[cue]]\nid = "a"\nparts = {of = ["قال "]}\n', ["cues.toml:1: a.parts: space at an end or doubled"]),
]


@pytest.mark.parametrize(("text", "faults"), TOML_FAULTS)
def test_faults_of_toml(tmp_path: Path, text: str, faults: list[str]) -> None:
    assert toml(tmp_path, text)[1] == faults


@pytest.mark.parametrize(
    ("text", "line"), [('[[cue]]\nid = "a"\nforms = ["قال"\ngloss = 1\n', 4), ('[[cue]]\nid = "a"\nforms = [\n', 4)]
)
def test_a_fault_of_toml_syntax_has_its_line(tmp_path: Path, text: str, line: int) -> None:
    entries, (fault,) = toml(tmp_path, text)
    assert entries == []
    assert fault.startswith(f"cues.toml:{line}: : ")


def test_rows_of_a_table(tmp_path: Path) -> None:
    rows, faults = tsv(tmp_path, TSV)
    assert faults == []
    assert rows[0] == Row(Source("places.tsv", 5, "gn:1"), {"id": "gn:1", "names": "حلب|حلب الشهباء", "country": "SY"})
    assert rows[0].words("names") == ("حلب", "حلب الشهباء")
    assert rows[1].words("country") == ()


def test_line_ends_of_another_system_are_no_fault(tmp_path: Path) -> None:
    assert tsv(tmp_path, TSV.replace("\n", "\r\n")) == tsv(tmp_path, TSV)


HEADER = "id\tnames\tcountry\n"
TSV_FAULTS = [
    ("id\tname\n", ["places.tsv:1: : the header is ['id', 'name'], not ['id', 'names', 'country']"]),
    ("", ["places.tsv:0: : no header; it should be ['id', 'names', 'country']"]),
    ("# Places.\n", ["places.tsv:0: : no header; it should be ['id', 'names', 'country']"]),
    (HEADER + "gn:1\tحلب\n", ["places.tsv:2: gn:1: 2 cells under 3 columns"]),
    (HEADER + "gn:1\tحلب\tSY\t\n", ["places.tsv:2: gn:1: 4 cells under 3 columns"]),
    (HEADER + "gn:1\tحلب \tSY\n", ["places.tsv:2: gn:1.names: space at an end or doubled"]),
    (HEADER + "gn:1\tحلب\tSY \n", ["places.tsv:2: gn:1.country: space at an end or doubled"]),
    (HEADER + "gn:1\tحلب| إدلب\tSY\n", ["places.tsv:2: gn:1.names: space at an end or doubled"]),
    (HEADER + "gn:1\tحلب||إدلب\tSY\n", ["places.tsv:2: gn:1.names: empty between two |"]),
    (HEADER + "gn:1\tحلب|\tSY\n", ["places.tsv:2: gn:1.names: empty between two |"]),
    (
        HEADER + "gn:1\tحلب\t\u200fSY\n",
        ["places.tsv:2: gn:1.country: U+200F RIGHT-TO-LEFT MARK: invisible, leave it out"],
    ),
    (HEADER + "gn:1\tآ\u064f\tSY\ngn:2\tا\u0653\tSY\n", ["places.tsv:3: gn:2.names: not in NFC"]),
    (
        "\ufeff" + HEADER,
        ["places.tsv:1: : the header is ['\\ufeffid', 'names', 'country'], not ['id', 'names', 'country']"],
    ),
]


@pytest.mark.parametrize(("text", "faults"), TSV_FAULTS)
def test_faults_of_a_table(tmp_path: Path, text: str, faults: list[str]) -> None:
    assert tsv(tmp_path, text)[1] == faults


def test_a_row_with_a_fault_of_spelling_is_still_read(tmp_path: Path) -> None:
    rows, faults = tsv(tmp_path, HEADER + "gn:1\tحلب \tSY\ngn:2\tإدلب\n")
    assert [row.text("id") for row in rows] == ["gn:1"]
    assert len(faults) == 2


ROWS = HEADER + "أحمد\tحلب\tSY\nاحمد\tإدلب\tSY\nآدم\tإدلب\tSY\n"


def test_ids_may_come_again_unless_they_are_to_be_unique(tmp_path: Path) -> None:
    assert tsv(tmp_path, ROWS)[1] == []
    assert tsv(tmp_path, ROWS, unique=True)[1] == ["places.tsv:3: احمد: again, after line 2"]


def test_rows_may_stand_in_any_order_unless_they_are_to_be_in_order(tmp_path: Path) -> None:
    assert tsv(tmp_path, ROWS, ordered=True)[1] == ["places.tsv:4: آدم: out of order, after احمد"]


@pytest.mark.parametrize("name", ["missing.tsv", "folder"])
def test_a_file_that_cannot_be_read_is_a_fault(tmp_path: Path, name: str) -> None:
    (tmp_path / "folder").mkdir()
    faults = Faults()
    assert list(read_tsv(tmp_path / name, COLUMNS, faults)) == []
    assert list(read_toml(tmp_path / name, KINDS, faults)) == []
    assert [(fault.file, fault.problem.split(":")[0]) for fault in faults.found] == [(name, "cannot be read")] * 2


def test_a_file_that_is_no_utf8_is_a_fault_with_its_line(tmp_path: Path) -> None:
    path = tmp_path / "cues.toml"
    path.write_bytes("# العربية\n# ".encode() + "قال".encode("cp1256"))
    faults = Faults()
    assert list(read_toml(path, KINDS, faults)) == []
    assert list(map(str, faults.found)) == ["cues.toml:2: : not in UTF-8"]


SPELLING = [
    ("عبد الله", []),
    ("(أ.ف.ب)", []),
    ("بِلا", []),
    ("البيشمرگة", []),
    ("ہ", ["U+06C1 ARABIC LETTER HEH GOAL: write ARABIC LETTER HEH"]),
    ("علی", ["U+06CC ARABIC LETTER FARSI YEH: write ARABIC LETTER YEH or ALEF MAKSURA"]),
    ("کريم", ["U+06A9 ARABIC LETTER KEHEH: write ARABIC LETTER KAF"]),
    ("عـلي", ["U+0640 ARABIC TATWEEL: leave it out"]),
    ("عبد\u00a0الله", ["U+00A0 NO-BREAK SPACE: write a space"]),
    ("علي\u200f", ["U+200F RIGHT-TO-LEFT MARK: invisible, leave it out"]),
    ("علي\x1a", ["U+001A : invisible, leave it out"]),
    ("ﻗﺎل", [
        "U+FE8E ARABIC LETTER ALEF FINAL FORM: presentation form, write 'ا'",
        "U+FED7 ARABIC LETTER QAF INITIAL FORM: presentation form, write 'ق'",
    ]),
    ("ﻷنه", ["U+FEF7 ARABIC LIGATURE LAM WITH ALEF WITH HAMZA ABOVE ISOLATED FORM: presentation form, write 'لأ'"]),
    ("\uf0fc", ["U+F0FC : private, leave it out"]),
    ("ق\ufffdل", ["U+FFFD REPLACEMENT CHARACTER: write what was lost"]),
    ("ا\u0653ن", ["not in NFC"]),
    (" علي", ["space at an end or doubled"]),
    ("عبد  الله", ["space at an end or doubled"]),
    ("عبد\tالله", ["U+0009 : invisible, leave it out"]),
    ("عـلی ", [
        "U+0640 ARABIC TATWEEL: leave it out",
        "U+06CC ARABIC LETTER FARSI YEH: write ARABIC LETTER YEH or ALEF MAKSURA",
        "space at an end or doubled",
    ]),
]  # fmt: skip


@pytest.mark.parametrize(("word", "problems"), SPELLING)
def test_check_spelling(word: str, problems: list[str]) -> None:
    faults = Faults()
    check_spelling(Source("cues.toml", 7, "qala"), "forms", word, faults)
    assert [fault.problem for fault in faults.found] == problems
    assert all(fault[:3] == ("cues.toml", 7, "qala.forms") for fault in faults.found)


@pytest.mark.parametrize(("word", "problems"), SPELLING)
def test_a_table_is_checked_as_each_of_its_words(tmp_path: Path, word: str, problems: list[str]) -> None:
    # A table is looked at whole first, and word by word only where that finds something.
    faults = tsv(tmp_path, f"{HEADER}gn:1\tحلب|{word}\tSY\n")[1]
    assert bool(faults) == bool(problems)

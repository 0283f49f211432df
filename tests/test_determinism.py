"""The same pages give the same bytes, whatever the process they are read in, their order and the number of workers."""

from __future__ import annotations

import os
import random
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import khabar
from khabar.cli import main
from khabar.export.kinds import FORMS, WHAT
from khabar.store import open_store

pytestmark = pytest.mark.long

DEMO = Path(khabar.__file__).parent / "data" / "demo"
FAST = ("--reader", "fast")  # where the reader makes no difference to what is tested
# Names of one entity in forms of one length, so that any order of a set shows in what is called the fullest.
PAGE = """\
تجدد المعارك حول عدن

شن الحوثيون هجوما على مدينة عدن يوم الثلاثاء 3 مارس 2015، وقصف الحوثيون ميناء المدينة.

واتهم وزير الخارجية الحوثيين بقتل عشرة مدنيين في تعز، وهاجم الجيش الحوثيين قرب المطار.
"""
# What a machine may be set to, and must not show.
MACHINES: dict[str, dict[str, str]] = {
    "no locale": {"PYTHONHASHSEED": "0", "LC_ALL": "C", "PYTHONUTF8": "0", "TZ": "Pacific/Kiritimati"},
    "Arabic locale": {"PYTHONHASHSEED": "77", "LC_ALL": "ar_EG.UTF-8", "LANG": "ar_EG.UTF-8", "TZ": "Africa/Cairo"},
    "Turkish locale": {"PYTHONHASHSEED": "123", "LC_ALL": "tr_TR.UTF-8", "LANGUAGE": "tr", "TZ": "America/Adak"},
}


def run(*arguments: str, **environment: str) -> bytes:
    """Return what the command prints in a process of its own."""
    command = [sys.executable, "-m", "khabar", *arguments]
    return subprocess.run(command, capture_output=True, check=True, env={**os.environ, **environment}).stdout  # noqa: S603


def every_export(record: Path, folder: Path) -> dict[str, bytes]:
    """Return all that can be exported of a record file, by what and as what."""
    found = {}
    for what in WHAT:
        for form in FORMS:
            out = folder / f"{what}.{form}"
            if main(["export", str(record), "--what", what, "--as", form, "-o", str(out)]) == 0:
                found[out.name] = out.read_bytes()
    return found


@pytest.fixture(scope="module")
def exports(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """Return all exports of the demo's pages, built in the order of their names by one process."""
    folder = tmp_path_factory.mktemp("first")
    record = folder / "record.db"
    assert main(["build", *sorted(map(str, DEMO.iterdir())), "-o", str(record), *FAST]) == 0
    return every_export(record, folder)


def all_of(folder: Path, **environment: str) -> list[bytes]:
    """Return what is read, built and answered of a page and the demo's, in processes of their own."""
    page, record = folder / "page.txt", folder / "record.db"
    page.write_text(PAGE, "utf-8")
    read = run("read", str(page), str(DEMO), "--captured", "2025-03-01", *FAST, **environment)
    run("build", str(page), str(DEMO), "-o", str(record), *FAST, **environment)
    return [read, record.read_bytes(), run("timeline", str(record), **environment)]


@pytest.fixture(scope="module")
def usual(tmp_path_factory: pytest.TempPathFactory) -> list[bytes]:
    """Return what a machine in English and UTC makes."""
    return all_of(tmp_path_factory.mktemp("usual"), PYTHONHASHSEED="1", LC_ALL="C.UTF-8", TZ="UTC")


@pytest.mark.parametrize(
    "machine", ["no locale", *(pytest.param(name, marks=pytest.mark.slow) for name in MACHINES if name != "no locale")]
)
def test_nothing_a_machine_is_set_to_changes_a_byte(machine: str, usual: list[bytes], tmp_path: Path) -> None:
    assert usual[0].count(b"\n") > 12
    assert all_of(tmp_path, **MACHINES[machine]) == usual


def test_there_are_exports_of_every_kind(exports: dict[str, bytes]) -> None:
    assert {name.partition(".")[0] for name in exports} == set(WHAT)
    assert {name.rpartition(".")[2] for name in exports} == set(FORMS)
    assert all(exports[f"{what}.jsonl"] for what in ("pages", "statements", "events", "stories", "reprints"))


@pytest.mark.parametrize("seed", [1, pytest.param(2, marks=pytest.mark.slow)])
def test_the_order_of_files_and_the_number_of_workers_change_no_export(
    seed: int, tmp_path: Path, exports: dict[str, bytes]
) -> None:
    chance = random.Random(seed)  # noqa: S311  # not for secrets
    files = sorted(map(str, DEMO.iterdir()))
    chance.shuffle(files)
    record = tmp_path / "record.db"
    # In two runs, the second with pages that the first has already.
    assert main(["build", *files[:7], "-o", str(record), "--jobs", "1", *FAST]) == 0
    assert main(["build", *files[4:], "-o", str(record), "--jobs", "2", *FAST]) == 0
    found = every_export(record, tmp_path)
    assert found.keys() == exports.keys()
    assert [name for name, content in found.items() if content != exports[name]] == []


def test_the_names_of_files_change_no_account(tmp_path: Path) -> None:
    for number, path in enumerate(sorted(DEMO.iterdir(), reverse=True)):
        shutil.copy(path, tmp_path / f"{number:02}{path.suffix}")
    one, other = tmp_path / "one.db", tmp_path / "other.db"
    assert main(["build", str(DEMO), "-o", str(one), *FAST]) == 0
    assert main(["build", *map(str, tmp_path.glob("[01]*.*")), "-o", str(other), *FAST]) == 0
    with open_store(one, create=False) as first, open_store(other, create=False) as second:
        assert first.digests() == second.digests()
        assert first.account() == second.account()


@pytest.mark.slow
@pytest.mark.parametrize("command", ["build", "read"])
def test_more_workers_under_another_hash_seed_write_the_same_bytes(command: str, tmp_path: Path) -> None:
    outputs = []
    for jobs, seed in (("1", "1"), ("2", "2"), ("3", "3")):
        out = tmp_path / f"{jobs}.out"
        run(command, str(DEMO), "--captured", "2025-03-01", "--jobs", jobs, "-o", str(out), PYTHONHASHSEED=seed)
        outputs.append(out.read_bytes())
    assert outputs[0] == outputs[1] == outputs[2]

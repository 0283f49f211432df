"""Pages read by several processes: the same bytes in the same order, whatever happens to the processes."""

from __future__ import annotations

import os
import signal
import time
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import khabar
from khabar import Page
from khabar.cli import main
from khabar.cli.crew import Crew
from khabar.cli.pages import Alone, Loaded, Manner
from khabar.export.jsonl import write_record
from khabar.model import Unread

if TYPE_CHECKING:
    from khabar import Lexicon
    from khabar.model import Record

pytestmark = pytest.mark.long

DEMO = Path(khabar.__file__).parent / "data" / "demo"
PAGES = [
    Page(f"p{number}", f"عنوان الخبر\n\nقال الوزير إن الطريق رقم {number} مفتوح أمام الجميع.") for number in range(40)
]


def die_over_one(record: Record) -> str:
    """Return the id of a page; over one of them, end the process as want of memory would."""
    if record.page.id == "p17":
        os.kill(os.getpid(), signal.SIGKILL)
    return record.page.id


def die_once(record: Record, mark: Path) -> str:
    """Return the id of a page; over one of them, end the process when it is read for the first time."""
    if record.page.id == "p17" and not mark.exists():
        mark.touch()
        os.kill(os.getpid(), signal.SIGKILL)
    return record.page.id


def hang_over_one(record: Record) -> str:
    """Return the id of a page; one of them takes for ever."""
    if record.page.id == "p17":
        time.sleep(3600)
    return record.page.id


def fail_over_one(record: Record) -> str:
    """Return the id of a page; one of them raises."""
    if record.page.id == "p17":
        raise ZeroDivisionError
    return record.page.id


def test_a_crew_gives_what_one_process_gives_in_order(lexicon: Lexicon) -> None:
    asked = [(number, page if number % 5 else None) for number, page in enumerate(PAGES)]
    with Crew(write_record, Manner(jobs=2)) as crew:
        several = list(crew.read(asked))
    assert several == list(Alone(write_record, lambda: Loaded(lexicon)).read(asked))


def test_a_page_that_kills_its_process_is_named_and_no_other_is_lost() -> None:
    with Crew(die_over_one, Manner(jobs=2)) as crew:
        found = [outcome for _, outcome in crew.read((None, page) for page in PAGES)]
    dead = Unread("p17", "pipeline", "the process that read it died twice over it (SIGKILL)")
    assert found == [dead if page.id == "p17" else page.id for page in PAGES]


def test_a_process_killed_from_outside_costs_no_page(tmp_path: Path) -> None:
    with Crew(partial(die_once, mark=tmp_path / "mark"), Manner(jobs=2)) as crew:
        found = [outcome for _, outcome in crew.read((None, page) for page in PAGES)]
    assert (tmp_path / "mark").exists()
    assert found == [page.id for page in PAGES]


def test_a_page_that_takes_too_long_is_named_and_no_other_is_lost() -> None:
    with Crew(hang_over_one, Manner(jobs=1, seconds=3.0)) as crew:
        found = [outcome for _, outcome in crew.read((None, page) for page in PAGES)]
    late = Unread("p17", "pipeline", "not read within 3 seconds")
    assert found == [late if page.id == "p17" else page.id for page in PAGES]


def test_a_fault_in_a_process_is_told_as_one_here() -> None:
    with Crew(fail_over_one, Manner(jobs=1, seconds=60.0)) as crew:
        found = [outcome for _, outcome in crew.read((None, page) for page in PAGES[16:19])]
    assert [type(outcome) for outcome in found] == [str, Unread, str]
    assert "ZeroDivisionError" in str(found[1])


@pytest.mark.parametrize("command", ["read", "build"])
def test_any_number_of_processes_writes_the_same_file(command: str, tmp_path: Path) -> None:
    empty = tmp_path / "empty.txt"
    empty.touch()
    outputs = []
    for jobs in ("1", "2", "3"):
        out = tmp_path / f"{jobs}.out"
        assert main([command, str(DEMO), str(empty), "--captured", "2025-03-01", "--jobs", jobs, "-o", str(out)]) == 1
        outputs.append(out.read_bytes())
    assert outputs[0] == outputs[1] == outputs[2]


def test_nothing_is_left_running_behind_a_run_that_is_broken_off() -> None:
    with Crew(hang_over_one, Manner(jobs=2)) as crew:
        found = crew.read((None, page) for page in PAGES)
        assert next(found) == (None, "p0")
        processes = [hand.process for hand in crew._hands]  # noqa: SLF001
        assert any(process.is_alive() for process in processes)
    assert not any(process.is_alive() for process in processes)

"""The line that says how far a run has come."""

from __future__ import annotations

import io
from itertools import count
from typing import TYPE_CHECKING

from khabar.cli.progress import Progress, measure
from khabar.readers import read_pages

if TYPE_CHECKING:
    from pathlib import Path


def test_it_tells_pages_rate_and_time_left_and_goes_away() -> None:
    shown = io.StringIO()
    seconds = count().__next__  # a second passes at each look
    progress = Progress(shown, 1000, clock=seconds)
    for _ in range(4):
        progress.take(100)
        progress.turn()
    lines = shown.getvalue().split("\r")
    assert lines[1].strip() == "1 pages, 1 a second"
    assert lines[4].strip() == "4 pages, 1 a second, 0:00:06 left"
    progress.erase()
    assert not shown.getvalue().split("\r")[-2].strip()


def test_without_a_known_end_there_is_no_time_left() -> None:
    shown = io.StringIO()
    progress = Progress(shown, 0, clock=count().__next__)
    for _ in range(4):
        progress.take(100)
        progress.turn()
    assert "left" not in shown.getvalue()
    assert measure(["-"]) == 0


def test_readers_tell_every_byte_they_take_in(tmp_path: Path) -> None:
    for number in range(3):
        (tmp_path / f"{number}.txt").write_text("خبر من المدينة\n" * 9000 * number, "utf-8")
    taken: list[int] = []
    list(read_pages([tmp_path], take=taken.append))
    assert sum(taken) == measure([str(tmp_path)]) > 100_000

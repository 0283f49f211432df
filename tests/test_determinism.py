"""The same pages give the same bytes, whatever the process they are read in."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

import khabar

DEMO = Path(khabar.__file__).parent / "data" / "demo"
# Names of one entity in forms of one length, so that any order of a set shows in what is called the fullest.
PAGE = """\
تجدد المعارك حول عدن

شن الحوثيون هجوما على مدينة عدن يوم الثلاثاء 3 مارس 2015، وقصف الحوثيون ميناء المدينة.

واتهم وزير الخارجية الحوثيين بقتل عشرة مدنيين في تعز، وهاجم الجيش الحوثيين قرب المطار.
"""


def read(page: Path, **environment: str) -> bytes:
    """Return the records of a page and the demo's as a process of its own prints them."""
    run = subprocess.run(  # noqa: S603  # our own command
        [sys.executable, "-m", "khabar", "read", str(page), str(DEMO), "--captured", "2025-03-01"],
        capture_output=True,
        check=True,
        env={**os.environ, **environment},
    )
    return run.stdout


@pytest.fixture
def page(tmp_path: Path) -> Path:
    """Return a file of one page."""
    path = tmp_path / "page.txt"
    path.write_text(PAGE, "utf-8")
    return path


def test_neither_hash_seed_nor_locale_nor_zone_changes_a_byte(page: Path) -> None:
    first = read(page, PYTHONHASHSEED="1")
    assert first.count(b"\n") > 12
    assert read(page, PYTHONHASHSEED="5") == first
    assert read(page, PYTHONHASHSEED="0", LC_ALL="C", PYTHONUTF8="0", TZ="Pacific/Kiritimati") == first

"""What only a process of its own shows: pipes that close, signals, locales, the standard input."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from typing import TYPE_CHECKING

import pytest

import khabar
from khabar.errors import StoreError
from khabar.store import open_store

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

pytestmark = pytest.mark.long

LINE = "وقال الوزير إن الطريق مفتوح أمام الجميع وإن الهدنة قائمة إلى نهاية الشهر."
BATCH = 100  # of `khabar build`
PATIENCE = 30.0


def capture(number: int) -> bytes:
    """Return one line of JSONL with a page of a few hundred words."""
    text = "\n".join(["عنوان الخبر", *(f"{LINE} {number}" for _ in range(20))])
    return json.dumps({"id": f"p{number:03}", "text": text}).encode() + b"\n"


def start(*arguments: str, **environment: str) -> subprocess.Popen[bytes]:
    """Start `khabar` with pipes on all three streams."""
    return subprocess.Popen(  # noqa: S603  # our own command
        [sys.executable, "-m", "khabar", *arguments],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env={**os.environ, **environment},
    )


@pytest.fixture
def building(tmp_path: Path) -> Iterator[tuple[subprocess.Popen[bytes], Path]]:
    """Give a build that has kept one batch, holds half of another and waits for more pages."""
    record = tmp_path / "record.db"
    with start("build", "-", "-o", str(record), "--reader", "fast") as process:
        assert process.stdin
        # Readers may take in the next page before they hand on the last, hence some more.
        process.stdin.write(b"".join(capture(number) for number in range(BATCH + BATCH // 2)))
        process.stdin.flush()
        end = time.monotonic() + PATIENCE
        while kept(record) < BATCH and time.monotonic() < end and process.poll() is None:
            time.sleep(0.02)
        yield process, record
        process.kill()


def kept(record: Path) -> int:
    """Return how many pages a record file holds, 0 while it is not there or being made."""
    try:
        with open_store(record, create=False) as store:
            return len(store)
    except StoreError:
        return 0


def test_ctrl_c_leaves_whole_batches_and_says_so(building: tuple[subprocess.Popen[bytes], Path]) -> None:
    process, record = building
    process.send_signal(signal.SIGINT)
    _, err = process.communicate(timeout=PATIENCE)
    assert process.returncode == 130
    assert f"stopped; {record} holds {BATCH} whole pages".encode() in err
    assert b"Traceback" not in err
    assert kept(record) == BATCH


def test_a_killed_build_leaves_a_file_that_works(building: tuple[subprocess.Popen[bytes], Path]) -> None:
    process, record = building
    process.kill()
    process.communicate(timeout=PATIENCE)
    with open_store(record) as store:
        assert len(list(store.records())) == BATCH


def test_a_pipe_closed_early_ends_quietly(tmp_path: Path) -> None:
    pages = tmp_path / "pages.jsonl"
    pages.write_bytes(b"".join(map(capture, range(60))))  # far more than a pipe holds
    with start("read", str(pages), "--reader", "fast") as process:
        assert process.stdout
        assert process.stderr
        assert process.stdout.readline().startswith(b'{"schema"')
        process.stdout.close()
        assert process.stderr.read() == b""
        assert process.wait(PATIENCE) == 0


def test_any_locale_prints_utf8(tmp_path: Path) -> None:
    page = tmp_path / "page.txt"
    page.write_text(f"عنوان الخبر\n{LINE}", "utf-8")
    with start(
        "explain", str(page), "--reader", "fast", LC_ALL="C", PYTHONIOENCODING="ascii", PYTHONUTF8="0"
    ) as process:
        out, err = process.communicate(timeout=PATIENCE)
    assert process.returncode == 0, err
    assert "وقال الوزير" in out.decode()


def test_the_version_is_told_without_reading_anything() -> None:
    with start("--version") as process:
        out, _ = process.communicate(timeout=PATIENCE)
    assert out.decode() == f"khabar {khabar.__version__}\n"

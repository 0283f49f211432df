"""`khabar serve --watch`: what arrives is in the record soon, whole, and nothing of it before it is whole."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import time
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import httpx2
import pytest

from khabar.cli import main
from khabar.cli.build import Builder
from khabar.cli.watch import ARRIVAL, Adder, Arrivals
from khabar.errors import StoreError
from khabar.store import STORIES, Store, open_store

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

pytestmark = pytest.mark.long

PATIENCE = 60
DENIAL = """شبكة الميناء
الوزارة تنفي إغلاق الميناء
نفت وزارة النقل الليبية، اليوم الاثنين 2 مارس 2020، إغلاق ميناء مصراتة أمام السفن التجارية.
"""
REPORT = """بريد الجنوب
إغلاق ميناء مصراتة
قال مصدر ملاحي في مدينة مصراتة، الأحد 1 مارس 2020، إن السلطات أغلقت ميناء مصراتة أمام السفن التجارية حتى إشعار آخر.
"""
UNDATED = """بريد الجنوب
حركة السفن تعود
قال مدير الميناء خالد الزروق، اليوم الأربعاء، إن حركة السفن عادت إلى طبيعتها في ميناء مصراتة بعد توقف دام يومين.
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "pages"
    folder.mkdir()
    return folder


@contextmanager
def adder(record: Path, captured: str = "") -> Iterator[tuple[Store, Adder]]:
    """Give a record file and what adds to it."""
    with open_store(record) as store:
        yield store, Adder(store, Builder(store), captured)


def settle(arrivals: Arrivals) -> Arrivals:
    """Let the files be seen once, so that with the next look they have not changed since."""
    arrivals.look()
    return arrivals


def test_a_file_is_taken_once_nobody_writes_it(folder: Path) -> None:
    arrivals = Arrivals([str(folder)], str(folder / "record.db"))
    page = folder / "one.txt"
    page.write_text(REPORT[:40], "utf-8")
    assert arrivals.look() == {}  # new
    page.write_text(REPORT, "utf-8")
    assert arrivals.look() == {}  # still growing
    found = arrivals.look()
    assert list(found) == [str(page)]
    arrivals.take(found)
    assert arrivals.look() == {}  # taken
    page.write_text(DENIAL + REPORT, "utf-8")
    arrivals.look()
    assert list(arrivals.look()) == [str(page)]  # changed


def test_files_that_are_no_pages_are_left(folder: Path) -> None:
    record = folder / "record.db"
    with adder(record) as (store, _):
        for name in (".half.txt", "style.css", "page.txt"):
            (folder / name).write_text(REPORT, "utf-8")
        assert len(store) == 0
        assert list(settle(Arrivals([str(folder)], str(record))).look()) == [str(folder / "page.txt")]


def test_pages_come_with_the_account_of_all_or_not_at_all(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "one.txt").write_text(REPORT, "utf-8")
    (folder / "bad.txt").write_bytes(b"\0\1\2\3")
    arrivals = settle(Arrivals([str(folder)], ""))

    def refuse(_: Builder) -> None:
        raise StoreError("the disk is full")

    with adder(tmp_path / "record.db") as (store, adding):
        with monkeypatch.context() as broken:
            broken.setattr(Builder, "make_account", refuse)
            adding.add(arrivals)
            adding.add(arrivals)
        assert len(store) == 0
        assert store.unread() == ()
        assert capsys.readouterr().err.count("what arrived waits: the disk is full") == 1
        adding.add(arrivals)
        assert len(store) == 1
        assert store.has_account()
        assert [(page.source, page.reason) for page in store.unread()] == [
            (str(folder / "bad.txt"), "binary: not text")
        ]
    told = capsys.readouterr().err
    assert "1 page added" in told
    assert "bad.txt: binary: not text" in told


def test_a_page_that_could_not_be_read_is_off_the_list_once_it_can(folder: Path, tmp_path: Path) -> None:
    page = folder / "one.txt"
    page.write_bytes(b"")
    arrivals = settle(Arrivals([str(folder)], ""))
    with adder(tmp_path / "record.db") as (store, adding):
        adding.add(arrivals)
        assert len(store.unread()) == 1
        page.write_text(REPORT, "utf-8")
        adding.add(settle(arrivals))
        assert store.unread() == ()
        assert len(store) == 1


def test_the_day_on_which_a_file_was_written_may_be_that_of_its_capture(folder: Path, tmp_path: Path) -> None:
    page = folder / "one.txt"
    page.write_text(UNDATED, "utf-8")
    os.utime(page, (time.time(), 1583409600))  # 2020-03-05, a Thursday
    with adder(tmp_path / "record.db", ARRIVAL) as (store, adding):
        adding.add(settle(Arrivals([str(folder)], "")))
        (record,) = store.records()
    assert record.page.captured == "2020-03-05"
    assert record.publication.date == "2020-03-04"


@contextmanager
def served(record: Path, folder: Path) -> Iterator[tuple[subprocess.Popen[bytes], str]]:
    """Give the running command, and where it listens once it does."""
    command = [sys.executable, "-m", "khabar", "serve", str(record), "--watch", str(folder), "--port", "0"]
    process = subprocess.Popen(command, stderr=subprocess.PIPE, env={**os.environ, "PYTHONWARNINGS": ""})  # noqa: S603
    assert process.stderr is not None
    with process.stderr as told:
        try:
            lines = iter(told.readline, b"")
            yield process, next(found[0] for line in lines if (found := re.search(r"http://127[^/]+/", line.decode())))
        finally:
            process.kill()
            process.wait(PATIENCE)


def wait_for(ask: Callable[[], Any]) -> Any:
    """Return what is asked for as soon as there is something."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        if found := ask():
            return found
        time.sleep(0.1)
    raise AssertionError("nothing came")


def children(process: int) -> list[str]:
    """Return the processes that one has started."""
    command = ["ps", "-o", "pid=", "--ppid", str(process)]
    found = subprocess.run(command, capture_output=True, check=False)  # noqa: S603  # our own words
    return found.stdout.decode().split()


def test_what_arrives_in_a_folder_is_shown_whole_until_it_is_stopped(folder: Path, tmp_path: Path) -> None:
    record = tmp_path / "record.db"
    (folder / "one.txt").write_text(REPORT, "utf-8")
    with served(record, folder) as (process, address):

        def ask(leaf: str) -> Any:
            with open_store(record, create=False, read_only=True) as store, store.view():
                # Whenever anybody looks, the account is of the pages that are there.
                assert store.has_account()
                stories = {page for story in store.part(STORIES) for page in story.pages}
                assert stories <= {page for page, _ in store.digests()}
            answer = httpx2.get(f"{address}api/{leaf}", timeout=PATIENCE)
            assert answer.status_code == 200, answer.text
            return answer.json()

        assert ask("home")["sums"]["pages"] == 1
        (folder / "two.txt").write_text(DENIAL, "utf-8")
        (folder / "bad.txt").write_bytes(b"\0\1\2\3")
        wait_for(lambda: ask("home")["sums"]["pages"] == 2)
        assert ask("home")["sums"]["unread"] == 1
        assert [claim["proposition"]["text"] for claim in ask("claims")["claims"]]
        started = children(process.pid)
        assert started
        process.send_signal(signal.SIGINT)
        assert process.wait(PATIENCE) == 130
        wait_for(lambda: not [one for one in started if Path(f"/proc/{one}").exists()])
    with open_store(record, create=False) as store:
        assert store.has_account()


def test_a_folder_that_is_not_there_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["serve", str(tmp_path / "record.db"), "--watch", str(tmp_path / "none")]) == 2
    assert "none: there is no such folder" in capsys.readouterr().err
    assert not (tmp_path / "record.db").exists()


def test_the_process_that_adds_ends_with_the_one_that_shows(folder: Path, tmp_path: Path) -> None:
    with served(tmp_path / "record.db", folder) as (process, _):
        started = children(process.pid)
        assert started
        process.kill()
        wait_for(lambda: not [one for one in started if Path(f"/proc/{one}").exists()])


def test_it_is_told_when_pages_are_no_longer_added(folder: Path, tmp_path: Path) -> None:
    (folder / "one.txt").write_text(REPORT, "utf-8")
    with served(tmp_path / "record.db", folder) as (process, address):
        for one in children(process.pid):
            if b"spawn_main" in Path(f"/proc/{one}/cmdline").read_bytes():
                os.kill(int(one), signal.SIGKILL)
        assert process.stderr is not None
        assert b"pages are no longer added" in process.stderr.readline()
        assert httpx2.get(f"{address}api/home", timeout=PATIENCE).json()["sums"]["pages"] == 1

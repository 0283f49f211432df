"""What goes wrong around a run: full disks, files that take no writing, kills, other clocks. Nothing whole is lost."""

from __future__ import annotations

import importlib.util
import json
import os
import random
import sqlite3
import subprocess
import sys
import tempfile
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

import khabar
from khabar.cli import main
from khabar.store import open_store

if TYPE_CHECKING:
    from collections.abc import Iterator

pytestmark = pytest.mark.long

ROOT = Path(__file__).parents[1]
DEMO = Path(khabar.__file__).parent / "data" / "demo"
FAST = ("--reader", "fast")  # what the reader does is not what breaks here
NOBODY = 65534
SLOW = pytest.mark.slow
# Runs the command with what stands before it changed: files end at so many bytes, the clock tells another time.
LIMITED = (
    "import resource, sys; from khabar.cli import main;"
    "size = int(sys.argv[1]); resource.setrlimit(resource.RLIMIT_FSIZE, (size, size)); sys.exit(main(sys.argv[2:]))"
)
OTHER_CLOCK = (
    "import sys, time; now = float(sys.argv[1]); time.time = lambda: now; time.time_ns = lambda: int(now * 1e9);"
    "from khabar.cli import main; sys.exit(main(sys.argv[2:]))"
)
# Does a first build to have everything loaded, then acts as a user who may not write where the second build would.
UNPRIVILEGED = (
    "import os, sys; from khabar.cli import main; pages, more, warm, record, folder, file, page = sys.argv[1:];"
    "ask = lambda record: [main(['show', record]), main(['search', record, 'هدنة']),"
    "main(['export', record, '--what', 'events', '--as', 'csv'])];"
    "first = [main(['build', pages, '-o', warm, '--reader', 'fast']), main(['remove', warm, 'none']), *ask(warm)];"
    "first.append(main(['build', pages, '-o', record, '--reader', 'fast']));"
    "os.chmod(os.path.dirname(record), int(folder, 8)); os.chmod(record, int(file, 8));"
    f"os.geteuid() or os.setuid({NOBODY});"
    "then = [main(['build', more, '-o', record, '--reader', 'fast']), main(['remove', record, page]), *ask(record)];"
    "print(first, then, file=sys.stderr)"
)


def run_python(program: str, *arguments: str, **environment: str) -> subprocess.CompletedProcess[bytes]:
    """Run a program in a process of its own."""
    return subprocess.run(  # noqa: S603  # our own command
        [sys.executable, "-c", program, *arguments], capture_output=True, check=False, env={**os.environ, **environment}
    )


@pytest.fixture(scope="module")
def killed() -> Any:
    """Return the benchmark that kills builds."""
    spec = importlib.util.spec_from_file_location("killed", ROOT / "benchmarks" / "killed.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules["killed"] = module  # dataclasses look their module up
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the record of the demo's pages, built undisturbed."""
    path = tmp_path_factory.mktemp("whole") / "record.db"
    assert main(["build", str(DEMO), "-o", str(path), *FAST]) == 0
    return path


@pytest.mark.parametrize("size", [4_096, 250_000, pytest.param(0, marks=SLOW), pytest.param(60_000, marks=SLOW)])
def test_a_disk_that_is_full_is_told_and_the_next_build_completes_the_record(
    size: int, tmp_path: Path, whole: Path, killed: Any
) -> None:
    record = tmp_path / "record.db"
    run = run_python(LIMITED, str(size), "build", str(DEMO), "-o", str(record), *FAST)
    assert run.returncode == 2
    assert run.stderr.startswith(f"khabar: {record}: ".encode())
    assert b"Traceback" not in run.stderr
    assert main(["build", str(DEMO), "-o", str(record), *FAST]) == 0
    assert killed.rows(record) == killed.rows(whole)


def test_a_full_disk_leaves_the_pages_of_before_in_the_record(tmp_path: Path, whole: Path) -> None:
    record = tmp_path / "record.db"
    record.write_bytes(whole.read_bytes())
    more = tmp_path / "more.jsonl"
    more.write_text("".join(json.dumps({"text": f"قال الوزير إن الطريق {n} مفتوح."}) + "\n" for n in range(50)))
    run = run_python(LIMITED, "60000", "build", str(more), "-o", str(record), *FAST)
    assert run.returncode == 2
    with open_store(record, create=False) as store, open_store(whole, create=False) as before:
        assert store.digests() == before.digests()


@pytest.mark.parametrize("size", [3_000, pytest.param(0, marks=SLOW)])
def test_an_output_that_does_not_fit_leaves_the_older_one(size: int, tmp_path: Path) -> None:
    out = tmp_path / "pages.jsonl"
    out.write_text("before")
    run = run_python(LIMITED, str(size), "read", str(DEMO), "-o", str(out), *FAST)
    assert run.returncode == 2
    assert str(out).encode() in run.stderr
    assert b"Traceback" not in run.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["pages.jsonl"]
    assert out.read_text() == "before"


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no /dev/full")
def test_a_full_standard_output_is_told() -> None:
    with open("/dev/full", "wb") as full:  # noqa: PTH123  # a device
        run = subprocess.run(  # noqa: S603  # our own command
            [sys.executable, "-m", "khabar", "read", str(DEMO), *FAST], stdout=full, stderr=subprocess.PIPE, check=False
        )
    assert run.returncode == 2
    assert run.stderr == b"khabar: [Errno 28] No space left on device: 'the standard output'\n"


@pytest.fixture
def anyones() -> Iterator[Path]:
    """Give a folder that every user can look into."""
    with tempfile.TemporaryDirectory() as folder:
        Path(folder).chmod(0o755)
        yield Path(folder)


@pytest.mark.parametrize(
    ("folder", "file"), [("555", "444"), pytest.param("555", "666", marks=SLOW), pytest.param("777", "444", marks=SLOW)]
)
def test_a_record_that_takes_no_writing_is_told_of_read_and_left_as_it_is(
    folder: str, file: str, anyones: Path, killed: Any
) -> None:
    (anyones / "kept").mkdir()
    (anyones / "pages").mkdir()
    record, warm = anyones / "kept" / "record.db", anyones / "warm.db"
    texts = [(DEMO / name).read_bytes() for name in ("01-waha-truce.txt", "07-waha-envoy.txt")]
    pages, more = anyones / "pages" / "a.txt", anyones / "pages" / "b.txt"
    for path, text in zip((pages, more), texts, strict=True):
        path.write_bytes(text)
    page = sha256(texts[0]).hexdigest()[:16]
    run = run_python(UNPRIVILEGED, *map(str, (pages, more, warm, record)), folder, file, page)
    (anyones / "kept").chmod(0o755)
    *told, codes = run.stderr.decode().splitlines()
    assert codes == "[0, 2, 0, 0, 0, 0] [2, 2, 0, 0, 0]", run.stderr.decode()
    assert len([line for line in told if line.startswith(f"khabar: {record}: ") and "readonly" in line]) == 2, told
    assert killed.rows(record) == killed.rows(warm)
    assert [path.name for path in (anyones / "kept").iterdir()] == ["record.db"]


@pytest.mark.slow
def test_two_builds_at_once_make_what_one_makes_of_both(tmp_path: Path, whole: Path) -> None:
    files = sorted(str(path) for path in DEMO.iterdir())
    record = tmp_path / "record.db"
    command = [sys.executable, "-m", "khabar", "build", *FAST, "-o", str(record)]
    builds = [subprocess.Popen([*command, *part], stderr=subprocess.PIPE) for part in (files[::2], files[1::2])]  # noqa: S603
    ended = [build.communicate()[1] for build in builds]
    assert [build.returncode for build in builds] == [0, 0], ended
    with open_store(record, create=False) as both, open_store(whole, create=False) as one:
        assert both.digests() == one.digests()
        assert both.account() == one.account()


@pytest.mark.slow
def test_a_build_killed_at_any_instant_leaves_a_whole_file_that_the_next_completes(tmp_path: Path, killed: Any) -> None:
    tally = killed.run(tmp_path, kills=8, count=140)
    assert tally.kills == 8
    assert tally.completed


@pytest.mark.parametrize(
    "now",
    [
        pytest.param("951782400", id="2000-02-29"),
        pytest.param("0", id="1970", marks=SLOW),
        pytest.param("4102444800", id="2100", marks=SLOW),
    ],
)
def test_no_clock_changes_a_byte(now: str, tmp_path: Path, whole: Path) -> None:
    record = tmp_path / "record.db"
    run = run_python(OTHER_CLOCK, now, "build", str(DEMO), "-o", str(record), *FAST)
    assert run.returncode == 0, run.stderr
    assert record.read_bytes() == whole.read_bytes()


HOSTILE = "عاجل\x00\u202e\u2066خبر\u2069\x1b[31m\x9b31m\x07\n\ud83dقال الوزير\u200f إن الهدنة\u2028قائمة\ud800.\n"


def test_controls_and_half_characters_reach_neither_terminal_nor_table(
    tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    pages, record = tmp_path / "pages.jsonl", tmp_path / "record.db"
    pages.write_text(json.dumps({"text": HOSTILE, "outlet": HOSTILE, "title": HOSTILE, "id": HOSTILE}) + "\n")
    assert main(["build", str(pages), "-o", str(record), *FAST]) == 0
    with open_store(record, create=False) as store:
        (page,) = (found.page for found in store.records())
    assert page.text == HOSTILE.replace("\ud83d", "\ufffd").replace("\ud800", "\ufffd")
    for command in ("show", "pages", "statements", "outlets", "timeline"):
        capsysbinary.readouterr()
        if main([command, str(record)] if command != "pages" else ["search", str(record), "الوزير"]) == 0:
            out = capsysbinary.readouterr().out.decode()
            assert not set(out) & set("\x00\x1b\x9b\x07\u202e\u2066")


@pytest.mark.slow
def test_a_record_damaged_anywhere_is_told_of_or_read(tmp_path: Path, whole: Path) -> None:
    content = whole.read_bytes()
    record = tmp_path / "record.db"
    chance = random.Random(1)  # noqa: S311  # not for secrets
    for at in range(0, len(content), len(content) // 60):
        damage = chance.choice((bytes(200), chance.randbytes(200), b"9" * 20))
        record.write_bytes(content[:at] + damage + content[at + len(damage) :])
        for command in (["show"], ["export", "--what", "statements", "--as", "csv", "-o", str(tmp_path / "out")]):
            assert main([*command, str(record)]) in (0, 2)
    record.write_bytes(content[: len(content) // 2])
    assert main(["show", str(record)]) == 2


def test_a_database_of_others_is_left_alone(tmp_path: Path) -> None:
    record = tmp_path / "record.db"
    with sqlite3.connect(record) as connection:
        connection.execute("CREATE TABLE mine (x)")
    connection.close()
    before = record.read_bytes()
    assert main(["build", str(DEMO), "-o", str(record), *FAST]) == 2
    assert record.read_bytes() == before

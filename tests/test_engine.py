"""A crawl read by the engine: the records are those of `khabar read`, whatever runs the workers and whoever dies."""

from __future__ import annotations

import gzip
import json
import os
import signal
import sqlite3
import subprocess
import sys
import threading
import time
from contextlib import closing, contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

import khabar
from khabar.cli import main
from khabar.engine.folder import Done, File, read_done
from khabar.engine.parts import find_files, find_parts
from test_engine_language import SAMPLES
from test_readers_warc import archive, plain, response

if TYPE_CHECKING:
    from collections.abc import Iterator

pa = pytest.importorskip("pyarrow")
pq = pytest.importorskip("pyarrow.parquet")
pytest.importorskip("daft")
from fastwarc.warc import WarcRecordType  # noqa: E402

pytestmark = pytest.mark.long

SOURCE = Path(khabar.__file__).parents[1]
DEMO = SOURCE / "khabar" / "data" / "demo"
NEWS = """\
أعلنت بلدية الميناء أمس الثلاثاء 3 مارس 2020 أن الرصيف الشمالي سيفتح أمام السفن بعد أسبوع من الإصلاح.
وقال رئيس البلدية سالم الحداد إن "الأعمال تجري كما خطط لها". ونفى ما نشرته صحيفة المرفأ عن توقف المقاول.
وقصف مسلحون مستودعا قرب الميناء فجر الاثنين فقتل ثلاثة عمال وأصيب سبعة، بحسب مصدر طبي.
"""


def environment(**more: str) -> dict[str, str]:
    path = os.pathsep.join([str(SOURCE), str(Path(__file__).parent)])
    return {**os.environ, "PYTHONPATH": path, "DO_NOT_TRACK": "1", **more}


def run(*arguments: str | Path, code: int = 0) -> str:
    """Run `khabar engine` in a process of its own and return what it said."""
    command = [sys.executable, "-m", "khabar", "engine", *map(str, arguments)]
    ended = subprocess.run(command, capture_output=True, env=environment(), check=False, text=True)  # noqa: S603
    assert ended.returncode == code, ended.stderr
    return ended.stderr


def rows(folder: Path, table: str) -> list[dict[str, Any]]:
    """Return the rows of a table, part by part in order of their files."""
    files = (folder / f"part={part.key}" / f"{table}.parquet" for part in read_done(folder))
    return [row for file in files for row in pq.read_table(file).to_pylist()]


def lines(folder: Path) -> list[str]:
    return [row["record"] for row in rows(folder, "records")]


def dump(path: Path) -> list[str]:
    """Return all that a record file holds, as SQL."""
    with closing(sqlite3.connect(path)) as connection:
        return list(connection.iterdump())


def read_here(capsysbinary: pytest.CaptureFixture[bytes], *paths: Path) -> tuple[list[str], list[str]]:
    """Return the lines that `khabar read` prints of pages, and what it says of those it could not read."""
    main(["read", "--reader", "fast", "--captured", "2025-03-01", *map(str, paths)])
    out, err = capsysbinary.readouterr()
    return out.decode().splitlines(), err.decode().splitlines()[1:]


def write_crawl(folder: Path) -> list[Path]:
    """Write a crawl of files of every kind, with pages in other languages and faulty ones, and return the files."""
    texts = [sample.text for sample in SAMPLES]
    html = [f"<html><head><title>خبر</title></head><body><p>{text}</p></body></html>" for text in texts]
    whole = archive(*(response(page, number=number) for number, page in enumerate([NEWS, *html])), packing="gz")
    (folder / "a.warc.gz").write_bytes(whole + b"damaged")
    wet = (
        plain(WarcRecordType.conversion, f"{NEWS}{number}\n{text}", "text/plain") for number, text in enumerate(texts)
    )
    (folder / "b.warc.wet.gz").write_bytes(archive(*wet, packing="gz"))
    objects = [{"id": f"page-{number}", "text": text, "outlet": "المرفأ"} for number, text in enumerate(texts)]
    (folder / "c.jsonl").write_text("\n".join(map(json.dumps, [*objects, {"id": "none"}, "no object"])), "utf-8")
    table = {
        "id": ["row-1", "row-2", "row-3"],
        "text": [f"{NEWS}صف", "", texts[-1]],
        "url": ["https://outlet.example/1", None, None],
        "rank": [1, 2, 3],
    }
    pq.write_table(pa.table(table), folder / "d.parquet")
    (folder / "e.html").write_bytes(html[0].encode("windows-1256", "xmlcharrefreplace"))
    (folder / "f.txt.gz").write_bytes(gzip.compress(NEWS.encode()))
    (folder / "g.txt").write_bytes(b"\x89PNG\r\n")
    (folder / "h.png").write_bytes(b"\x89PNG\r\n")
    return sorted(file for file in folder.iterdir() if file.suffix != ".png")


@pytest.fixture(scope="module")
def crawl(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder that holds a crawl."""
    folder = tmp_path_factory.mktemp("crawl")
    write_crawl(folder)
    return folder


@pytest.fixture(scope="module")
def tables(crawl: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of tables with all pages of the crawl."""
    folder = tmp_path_factory.mktemp("engine") / "tables"
    listed = folder.with_name("list.txt")
    listed.write_text("\n".join(str(file) for file in sorted(crawl.iterdir()) if file.suffix != ".png"), "utf-8")
    run("--list", listed, "-o", folder, "--all-languages", "--captured", "2025-03-01", code=1)
    return folder


@pytest.fixture(scope="module")
def arabic(crawl: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """Return the folder of tables with the Arabic pages of the crawl alone, and what was said."""
    folder = tmp_path_factory.mktemp("engine") / "arabic"
    said = run(crawl, "-o", folder, "--captured", "2025-03-01", code=1)
    return folder, said


def test_records_and_faults_are_those_of_khabar_read(
    crawl: Path, tables: Path, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    records, faults = read_here(capsysbinary, crawl)
    assert len(records) > 50
    assert lines(tables) == records
    assert [f"  {row['source']}: {row['reason']} ({row['stage']})" for row in rows(tables, "unread")] == faults
    assert len(faults) == 5


def test_a_record_file_of_the_tables_is_that_of_the_pages(crawl: Path, tables: Path, tmp_path: Path) -> None:
    kept, direct = tmp_path / "kept.db", tmp_path / "direct.db"
    assert main(["build", str(tables), "-o", str(kept)]) == 1
    assert main(["build", str(crawl), "-o", str(direct), "--captured", "2025-03-01", "--reader", "fast"]) == 1
    assert dump(kept) == dump(direct)


def test_tables_hold_what_the_records_hold(tables: Path) -> None:
    records = [json.loads(line) for line in lines(tables)]
    for name in ("statements", "events", "mentions"):
        said = [thing["id"] for record in records for thing in record[name]]
        assert said
        assert [row["id"] for row in rows(tables, name)] == said
    assert [row["id"] for row in rows(tables, "pages")] == [record["page"]["id"] for record in records]


def test_the_commands_that_read_pages_read_tables(tables: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["statements", str(tables), "--act", "deny", "--format", "jsonl"]) == 1
    denials = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert denials
    assert {denial["act"] for denial in denials} == {"deny"}


def test_pages_in_other_languages_are_passed_over(
    crawl: Path, arabic: tuple[Path, str], capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    folder, said = arabic
    records, _ = read_here(capsysbinary, crawl)
    texts = {sample.text: sample.language for sample in SAMPLES}
    kept = set(lines(folder))
    assert kept < set(records)
    for line in records:
        page = json.loads(line)["page"]
        if page["text"] in texts:  # what is rendered, or stands behind other text, is not compared
            assert (line in kept) == (texts[page["text"]] == "ar"), page["text"]
    (part,) = read_done(folder)
    assert {"", "fa", "ur", "ps", "ckb"} <= set(dict(part.passed))
    assert f"{sum(dict(part.passed).values())} in other languages passed over" in said


def test_what_is_done_is_not_done_again(crawl: Path, arabic: tuple[Path, str]) -> None:
    folder, _ = arabic
    before = {path: path.stat().st_mtime_ns for path in folder.rglob("*.parquet")}
    assert "0 parts to read, 1 done before" in run(crawl, "-o", folder, "--captured", "2025-03-01", code=1)
    assert {path: path.stat().st_mtime_ns for path in folder.rglob("*.parquet")} == before


def test_other_settings_want_another_folder(crawl: Path, arabic: tuple[Path, str], tmp_path: Path) -> None:
    folder, _ = arabic
    assert "another day of capture" in run(crawl, "-o", folder, code=2)
    assert "--all-languages" in run(crawl, "-o", folder, "--captured", "2025-03-01", "--all-languages", code=2)
    (tmp_path / "other").write_text("mine")
    assert "not empty" in run(crawl, "-o", tmp_path, code=2)
    assert "nothing to read" in run("-o", tmp_path / "new", code=2)
    assert "standard input" in run("-", "-o", tmp_path / "new", code=2)


@pytest.mark.skipif(not find_spec("ray"), reason="ray is not installed: pip install 'khabar[ray]'")
def test_where_there_is_no_cluster_is_said_at_once(crawl: Path, tmp_path: Path) -> None:
    assert "no Ray cluster at 127.0.0.1:1" in run(crawl, "-o", tmp_path / "new", "--ray", "127.0.0.1:1", code=2)


@pytest.mark.slow
def test_a_run_that_was_killed_is_gone_on_with(
    crawl: Path, tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    files = [crawl / name for name in ("a.warc.gz", "b.warc.wet.gz", "c.jsonl", "e.html")]
    addresses = [f"file://{file}" for file in files]  # each is a part
    folder = tmp_path / "tables"
    arguments = [*addresses, "-o", str(folder), "--all-languages", "--captured", "2025-03-01", "--jobs", "1"]
    command = [sys.executable, "-m", "khabar", "engine", *arguments]
    killed = subprocess.Popen(command, env=environment(), stderr=subprocess.DEVNULL, start_new_session=True)  # noqa: S603
    while len(list(folder.glob("*/part.json"))) < 2 and killed.poll() is None:
        time.sleep(0.01)
    os.killpg(killed.pid, signal.SIGKILL)
    assert killed.wait() == -signal.SIGKILL
    said = run(*arguments, code=1)
    assert "done before" in said
    assert "4 parts to read" not in said
    assert {path.name.partition("=")[0] for path in folder.iterdir()} == {".lock", "engine.json", "part"}
    assert lines(folder) == read_here(capsysbinary, *files)[0]


@pytest.mark.slow
def test_a_part_is_read_again_when_a_file_of_it_changes(tmp_path: Path) -> None:
    pages, folder = tmp_path / "pages", tmp_path / "tables"
    pages.mkdir()
    for name in ("a", "b"):
        (pages / f"{name}.txt").write_text(f"{NEWS}{name}", "utf-8")
    run(pages, "-o", folder)
    (pages / "a.txt").write_text(f"{NEWS}changed", "utf-8")
    (pages / "c.txt").write_text(f"{NEWS}new", "utf-8")
    run(pages, "-o", folder)
    texts = [json.loads(line)["page"]["text"] for line in lines(folder)]
    assert texts == [f"{NEWS}changed", f"{NEWS}b", f"{NEWS}new"]


def read_with_deaths(folder: Path, *files: Path) -> str:
    """Read files whose pages may kill their worker, and return what was done."""
    folder.mkdir()
    command = [
        sys.executable,
        str(Path(__file__).with_name("engine_means.py")),
        str(folder / "tables"),
        *map(str, files),
    ]
    ended = subprocess.run(  # noqa: S603
        command, capture_output=True, env=environment(KHABAR_TEST_OBEYED=str(folder)), check=False, text=True
    )
    assert ended.returncode == 0, ended.stderr
    return ended.stdout


@pytest.mark.slow
def test_a_page_that_kills_its_workers_costs_no_other(tmp_path: Path) -> None:
    for name, ids in {"one": ["a", "kills9", "b"], "two": ["c"], "three": ["d", "kills1"]}.items():
        pages = (json.dumps({"id": page, "text": f"{NEWS}{page}"}) for page in ids)
        (tmp_path / f"{name}.jsonl").write_text("\n".join(pages))
    done = read_with_deaths(tmp_path / "run", *sorted(tmp_path.glob("*.jsonl")))
    assert done == "[('one', 2, 1), ('three', 2, 0), ('two', 1, 0)]\n"
    tables = tmp_path / "run" / "tables"
    assert [row["id"] for row in rows(tables, "records")] == ["a", "b", "d", "kills1", "c"]
    (unread,) = rows(tables, "unread")
    assert unread["source"] == f"{tmp_path / 'one.jsonl'}:2"
    assert unread["reason"] == "the worker that read it died twice over it"


@pytest.mark.slow
def test_a_part_that_kills_its_workers_for_no_page_is_given_up(tmp_path: Path) -> None:
    for name, page in {"one": "a", "two": "never"}.items():
        (tmp_path / f"{name}.jsonl").write_text(json.dumps({"id": page, "text": f"{NEWS}{page}"}))
    done = read_with_deaths(tmp_path / "run", *sorted(tmp_path.glob("*.jsonl")))
    assert done == "[('one', 1, 0), ('two', 0, 1)]\n"
    (unread,) = rows(tmp_path / "run" / "tables", "unread")
    assert unread["source"] == str(tmp_path / "two.jsonl")


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """Serve a folder on this machine and give its address."""

    class Quiet(SimpleHTTPRequestHandler):
        def log_message(self, *_: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(folder))) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


def test_what_is_at_an_address_is_read_as_a_file_is(
    crawl: Path, tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    folder = tmp_path / "tables"
    with served(crawl) as address:
        addresses = [f"{address}/a.warc.gz", f"{address}/c.jsonl", f"{address}/none.txt", "nowhere://at/all"]
        said = run(*addresses, "-o", folder, "--all-languages", "--captured", "2025-03-01", code=1)
    records, _ = read_here(capsysbinary, crawl / "a.warc.gz", crawl / "c.jsonl")
    assert lines(folder) == records
    assert [row["source"] for row in rows(folder, "unread")][-1] == f"{address}/none.txt"
    # What cannot be reached now is no part that is done.
    assert "not reached, run it again: nowhere://at/all" in said
    assert [part.files[0].name for part in read_done(folder)] == addresses[:3]


def test_an_index_leads_to_the_pages_of_a_crawl(tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    texts = [sample.text for sample in SAMPLES[:3]]
    pieces = [archive(plain(WarcRecordType.conversion, text, "text/plain"), packing="gz") for text in texts]
    (tmp_path / "all.warc.gz").write_bytes(b"".join(pieces))
    sizes = [len(piece) for piece in pieces]
    places = {
        "url": ["", "", "", ""],
        "warc_filename": ["all.warc.gz", "all.warc.gz", None, "none.warc.gz"],
        "warc_record_offset": [sum(sizes[:2]), 0, 0, 0],
        "warc_record_length": [sizes[2], sizes[0], 1, 1],
    }
    index = tmp_path / "index.parquet"
    pq.write_table(pa.table(places), index)
    run(index, "-o", tmp_path / "tables", "--all-languages", "--base", f"file://{tmp_path}/", code=1)
    assert [json.loads(line)["page"]["text"] for line in lines(tmp_path / "tables")] == [texts[2], texts[0]]
    assert [row["source"] for row in rows(tmp_path / "tables", "unread")] == [f"{index}#3", f"{index}#4"]
    _, faults = read_here(capsysbinary, index)
    assert "khabar engine fetches them" in faults[0]


def test_a_file_stays_in_its_part() -> None:
    files = [File(f"{number}.warc.gz", 9_000_000, "1") for number in range(3)]
    parts = find_parts(files[:2], [])
    assert [part.files for part in parts] == [(files[0],), (files[1],)]
    small = [File(f"{number}.txt", 9, "1") for number in range(3)]
    (part,) = find_parts(small[::2], [])
    done = Done(part.key, part.files, 2, 0, ())
    (new,) = find_parts(small, [done])
    assert new.files == (small[1],)
    changed = small[0]._replace(stamp="2")
    (again,) = find_parts([changed], [done])
    assert (again.key, again.files) == (part.key, (changed, small[2]))


def test_files_of_a_folder_are_those_that_are_read(crawl: Path) -> None:
    names = [Path(file.name).name for file in find_files([str(crawl), "s3://bucket/name.warc.gz"], crawl / "tables")]
    assert names == [*(letter + rest for letter, rest in zip("abcdefg", (
        ".warc.gz", ".warc.wet.gz", ".jsonl", ".parquet", ".html", ".txt.gz", ".txt",
    ), strict=True)), "name.warc.gz"]  # fmt: skip


RAY = """
import sys
from ray.cluster_utils import Cluster
import khabar.cli
cluster = Cluster()
cluster.add_node(num_cpus=0, include_dashboard=False)
for _ in range(2):
    cluster.add_node(num_cpus=1)
try:
    code = khabar.cli.main([*sys.argv[1:], "--ray", cluster.address])
finally:
    import ray
    ray.shutdown()
    cluster.shutdown()
sys.exit(code)
"""


@pytest.mark.slow
@pytest.mark.skipif(not find_spec("ray"), reason="ray is not installed: pip install 'khabar[ray]'")
def test_two_workers_of_a_ray_cluster_read_what_this_machine_reads(crawl: Path, tables: Path, tmp_path: Path) -> None:
    addresses = [f"file://{crawl / name}" for name in ("a.warc.gz", "b.warc.wet.gz", "c.jsonl", "e.html", "f.txt.gz")]
    folder = tmp_path / "ray"
    command = [sys.executable, "-c", RAY, "engine", *addresses, "-o", str(folder)]
    command += ["--all-languages", "--captured", "2025-03-01"]
    ended = subprocess.run(command, capture_output=True, env=environment(), check=False, text=True)  # noqa: S603
    assert ended.returncode == 1, ended.stderr
    assert "5 of 5 parts" in ended.stderr
    records = lines(folder)
    assert len(records) > 60
    assert set(records) < set(lines(tables))


def test_the_folder_of_tables_may_stand_among_the_pages(tmp_path: Path) -> None:
    for name in ("a.txt", "tables/engine.json", "tables/part=0/records.parquet"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).touch()
    assert [Path(file.name).name for file in find_files([str(tmp_path)], tmp_path / "tables")] == ["a.txt"]

"""`khabar serve`: it says where it listens, answers there, stops when told, and says plainly why it cannot."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
from typing import TYPE_CHECKING

import httpx2
import pytest

from khabar.cli import main, serve
from khabar.store import open_store
from web_records import sound

if TYPE_CHECKING:
    from pathlib import Path

PATIENCE = 60


@pytest.fixture
def record(tmp_path: Path) -> Path:
    path = tmp_path / "record.db"
    with open_store(path) as store:
        store.add(sound("waha-1"))
    return path


def test_it_serves_until_it_is_stopped(record: Path) -> None:
    command = [sys.executable, "-m", "khabar", "serve", str(record), "--port", "0"]
    environment = {**os.environ, "PYTHONWARNINGS": ""}
    process = subprocess.Popen(command, stderr=subprocess.PIPE, env=environment)  # noqa: S603  # our own words
    assert process.stderr is not None
    with process.stderr as told:
        try:
            found = re.search(r"http://127\.0\.0\.1:\d+/", told.readline().decode())
            assert found
            answer = httpx2.get(f"{found[0]}en/", timeout=PATIENCE)
            process.send_signal(signal.SIGINT)
            assert process.wait(PATIENCE) == 130
        finally:
            process.kill()
    assert answer.status_code == 200
    assert "khabar" in answer.text


def test_a_port_in_use_is_told(record: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        assert main(["serve", str(record), "--port", str(port)]) == 2
    assert f"cannot listen on 127.0.0.1 port {port}" in capsys.readouterr().err


def test_no_record_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["serve", str(tmp_path / "none.db")]) == 2
    assert "no such file" in capsys.readouterr().err


def test_the_missing_extra_is_told(
    record: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(serve, "find_spec", lambda name: None if name == "starlette" else name)
    assert main(["serve", str(record)]) == 2
    assert "the reading room needs starlette: pip install 'khabar[web]'" in capsys.readouterr().err


def test_a_port_is_a_number_that_there_is(record: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["serve", str(record), "--port", "65536"])
    assert "no port" in capsys.readouterr().err

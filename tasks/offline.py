"""Build khabar, install it in empty environments, and run it there with the network cut.

    python tasks/offline.py [VERSION ...]

The wheel is built from the source distribution, as an installer that finds no wheel does it. Under every Python from
3.11 on that is found here (on the path, or as pyenv keeps them) the wheel is installed with what `locks/user.txt`
names, and then reads, builds, asks and exports the demo's pages in a network of its own without an address in it. All
environments must write the same bytes. What cannot be had here is skipped, and said.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).parents[1]
VERSIONS = ("3.11", "3.12", "3.13", "3.14")
INSTALL_SECONDS = 300
_TELL = "import venv, sys; print(sys.version)"
#: Where Linux does not let us cut a network off, opening a connection is made an error instead.
NO_SOCKET = """\
import socket

def cut(*_):
    raise OSError("the network is cut")

socket.socket.connect = socket.socket.connect_ex = socket.getaddrinfo = cut
"""


def run(command: list[str], **options: object) -> subprocess.CompletedProcess[bytes]:
    """Run a command; its output is shown where it fails."""
    done = subprocess.run(command, capture_output=True, check=False, **options)  # type: ignore[call-overload]  # noqa: S603
    if done.returncode:
        sys.stderr.write(done.stdout.decode(errors="replace")[-2000:] + done.stderr.decode(errors="replace")[-4000:])
        raise SystemExit(f"{' '.join(command)}: exit code {done.returncode}")
    return done  # type: ignore[no-any-return]


def build(folder: Path) -> Path:
    """Return the wheel that the source distribution gives."""
    source, unpacked = folder / "sdist", folder / "unpacked"
    program = f"from hatchling.build import build_sdist; print(build_sdist({str(source)!r}))"
    source.mkdir()
    builder = make_environment(sys.executable, folder / "builder")
    run([str(builder), "-m", "pip", "install", "-q", "hatchling>=1.24"])
    run([str(builder), "-c", program], cwd=ROOT)
    shutil.unpack_archive(next(source.iterdir()), unpacked)
    program = f"from hatchling.build import build_wheel; print(build_wheel({str(folder)!r}))"
    run([str(builder), "-c", program], cwd=next(unpacked.iterdir()))
    return next(folder.glob("*.whl"))


def make_environment(python: str, folder: Path) -> Path:
    """Return the Python of a new, empty environment."""
    run([python, "-m", "venv", str(folder)])
    return folder / "bin" / "python"


def find_python(version: str) -> str:
    """Return a Python of a version, "" where there is none."""
    kept = sorted(Path("~/.pyenv/versions").expanduser().glob(f"{version}.*/bin/python{version}"))
    for python in (*map(str, kept), f"python{version}"):
        try:
            told = subprocess.run([python, "-c", _TELL], capture_output=True, check=False).stdout.decode()  # noqa: S603
        except OSError:
            continue
        if told.startswith(f"{version}."):
            return python
    return ""


def install(python: Path, wheel: Path) -> bool:
    """Install the wheel with what the lock names; return whether that can be had here."""
    command = [str(python), "-m", "pip", "install", "-q", "--only-binary", ":all:"]
    try:
        locked = subprocess.run(  # noqa: S603
            [*command, "--require-hashes", "-r", str(ROOT / "locks" / "user.txt")],
            capture_output=True,
            check=False,
            timeout=INSTALL_SECONDS,
        )
    except subprocess.TimeoutExpired:
        return False
    if locked.returncode:
        print(locked.stderr.decode(errors="replace").strip()[-300:])
        return False
    run([*command, "--no-deps", str(wheel)])
    return True


def cut() -> list[str]:
    """Return what runs a command without a network, nothing where the system has no such thing."""
    for command in (["unshare", "-n"], ["unshare", "-rn"]):
        try:
            if subprocess.run([*command, "true"], capture_output=True, check=False).returncode == 0:  # noqa: S603
                return command
        except OSError:
            break
    return []


def work(python: Path, folder: Path) -> dict[str, bytes]:
    """Return what the main commands write of the demo's pages, without a network."""
    folder.mkdir()
    alone = cut()
    environment = {"PATH": os.environ["PATH"], "HOME": str(folder), "PYTHONWARNINGS": "error"}
    if not alone:
        (folder / "sitecustomize.py").write_text(NO_SOCKET)
        environment["PYTHONPATH"] = str(folder)
    command = [*alone, str(python.parent / "khabar")]
    where = (
        run([str(python), "-c", "import khabar; print(khabar.__path__[0])"], env=environment).stdout.decode().strip()
    )
    demo = f"{where}/data/demo"
    run([*command, "demo", "-o", "demo-out"], cwd=folder, env=environment)
    run([*command, "build", demo, "-o", "record.db", "--jobs", "2"], cwd=folder, env=environment)
    run(
        [*command, "export", "record.db", "--what", "events", "--as", "parquet", "-o", "events.parquet"],
        cwd=folder,
        env=environment,
    )
    questions = {
        "read": ["read", demo, "--captured", "2025-03-01"],
        "show": ["show", "record.db"],
        "search": ["search", "record.db", "هدنة"],
        "export": ["export", "record.db", "--what", "happenings", "--as", "csv"],
        "lexicon": ["lexicon", "check"],
    }
    return {name: run([*command, *asked], cwd=folder, env=environment).stdout for name, asked in questions.items()}


def main() -> None:
    """Build, install and run."""
    print("network cut by " + (" ".join(cut()) or "a socket that refuses"))
    first: dict[str, bytes] = {}
    done = 0
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        wheel = build(folder)
        print(f"built {wheel.name}, {wheel.stat().st_size / 1e6:.1f} MB, from the source distribution")
        for version in sys.argv[1:] or VERSIONS:
            began = time.monotonic()
            python = find_python(version)
            if not python:
                print(f"Python {version}: skipped, there is none here")
                continue
            inside = make_environment(python, folder / f"env-{version}")
            if not install(inside, wheel):
                print(f"Python {version}: skipped, what khabar needs cannot be installed here")
                continue
            found = work(inside, folder / f"work-{version}")
            first = first or found
            if odd := [what for what in found if found[what] != first[what]]:
                raise SystemExit(f"Python {version}: other bytes than the first one's of {', '.join(odd)}")
            done += 1
            seconds = time.monotonic() - began
            print(f"Python {version}: installs in an empty environment and works offline ({seconds:.0f} s)")
    print(f"{done} environments, the same bytes from all")


if __name__ == "__main__":
    main()

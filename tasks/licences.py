"""Write `docs/licences.md`: every package that khabar asks for or tests with, and every source of its data.

    make lock licences

Packages are those of `locks/` and, of the extra that trains a model, those it names. Their licences are what they say
of themselves where they are installed; `tasks/licences.toml` holds those of packages that only other systems need or
that say nothing, and the sources of data. A package without a licence is an error.
"""

from __future__ import annotations

import re
import sys
import tomllib
from importlib.metadata import PackageNotFoundError, metadata
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator
    from email.message import Message

ROOT = Path(__file__).parents[1]
TARGET = ROOT / "docs" / "licences.md"
KNOWN: dict[str, Any] = tomllib.loads((ROOT / "tasks" / "licences.toml").read_text("utf-8"))
PROJECT: dict[str, Any] = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
LOCKS = sorted((ROOT / "locks").glob("*.txt"))

_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")
_CLASSIFIER = "License :: "
_LONGEST = 60  # characters of a field that names a licence rather than holding its text
_HEAD = """\
# Licences

Written by `make licences`. khabar itself is under the Apache License 2.0.

## Packages

What khabar needs to run is asked for by `khabar`, what an extra adds by its name, what those need in turn by others.
No package is asked for that is under the GPL alone.

| package | licence | asked for by |
| --- | --- | --- |
"""
_DATA_HEAD = """
## Data

| what | where it is | from | licence |
| --- | --- | --- | --- |
"""


def normal(name: str) -> str:
    """Return the name of a package as indexes compare it (PEP 503)."""
    return re.sub(r"[-_.]+", "-", name).lower()


def required(requirements: list[str]) -> Iterator[str]:
    """Yield the packages that requirements name."""
    for requirement in requirements:
        if found := _NAME.match(requirement):
            yield normal(found[0])


def asked() -> dict[str, list[str]]:
    """Return by whom each package is asked for: `khabar` itself and extras; none where only others need it."""
    found: dict[str, list[str]] = {name: [] for path in LOCKS for name in locked(path)}
    groups = {"khabar": PROJECT["dependencies"], **PROJECT["optional-dependencies"]}
    for group, requirements in groups.items():
        for name in required(requirements):
            if name != "khabar":
                found.setdefault(name, []).append(group)
    return dict(sorted(found.items()))


def locked(path: Path) -> list[str]:
    """Return the packages of a lock file."""
    return [normal(name) for name in re.findall(r"^([A-Za-z0-9._-]+)==", path.read_text("utf-8"), re.MULTILINE)]


def find_licence(name: str) -> str:
    """Return the licence of a package, "" where nobody tells it."""
    if name in KNOWN["packages"]:
        return str(KNOWN["packages"][name])
    try:
        told: Message = metadata(name)  # type: ignore[assignment]  # it is one, by the name of a protocol
    except PackageNotFoundError:
        return ""
    if expression := told.get("License-Expression"):
        return str(expression)
    classified = [line.rpartition(" :: ")[2] for line in told.get_all("Classifier", []) if line.startswith(_CLASSIFIER)]
    if classified and classified != ["OSI Approved"]:
        return " OR ".join(classified)
    written = str(told.get("License") or "").partition("\n")[0].strip()
    return written if len(written) <= _LONGEST else ""


def main() -> None:
    """Write the document."""
    packages = asked()
    licences = {name: find_licence(name) for name in packages}
    if missing := [name for name, licence in licences.items() if not licence]:
        sys.exit(f"no licence known of {', '.join(missing)}: install them, or name it in tasks/licences.toml")
    lines = [f"| {name} | {licences[name]} | {', '.join(who) or 'others'} |\n" for name, who in packages.items()]
    data = [f"| {s['what']} | {s['where']} | {s['source']} | {s['licence']} |\n" for s in KNOWN["data"]]
    TARGET.write_text("".join([_HEAD, *lines, _DATA_HEAD, *data]), "utf-8")


if __name__ == "__main__":
    main()

"""What khabar is made of is locked by hash and listed with its licence, and no file of it names a machine."""

from __future__ import annotations

import importlib.util
import re
import tomllib
from pathlib import Path
from typing import Any

import pytest
from packaging.requirements import Requirement

ROOT = Path(__file__).parents[1]
PROJECT: dict[str, Any] = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
EXTRAS: dict[str, list[str]] = PROJECT["optional-dependencies"]
MAKEFILE = (ROOT / "Makefile").read_text("utf-8")
LOCKS = {name: (ROOT / "locks" / f"{name}.txt").read_text("utf-8") for name in ("user", "dev")}
LICENCES = (ROOT / "docs" / "licences.md").read_text("utf-8")
# For who trains a model, and of gigabytes; for who measures khabar beside others.
UNLOCKED = {"bench", "train"}
ENTRY = re.compile(
    r"^([a-z0-9._-]+)==(\S+)(?: ; [^\\\n]+)? \\\n((?:    --hash=sha256:[0-9a-f]{64}(?: \\)?\n)+)", re.MULTILINE
)


def group(name: str) -> list[str]:
    """Return the extras of one lock file, as the Makefile has them."""
    found = re.search(rf"^{name.upper()}_EXTRAS := (.*)$", MAKEFILE, re.MULTILINE)
    assert found
    return found[1].split()


def direct(name: str) -> list[Requirement]:
    """Return what the project asks for in one lock file."""
    wanted = [*PROJECT["dependencies"], *(line for extra in group(name) for line in EXTRAS[extra])]
    return [found for found in map(Requirement, wanted) if found.name != "khabar"]


@pytest.fixture(scope="module")
def licences() -> Any:
    """Return the script that writes the list of licences."""
    spec = importlib.util.spec_from_file_location("licences", ROOT / "tasks" / "licences.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_every_extra_is_locked() -> None:
    assert {*group("user"), *group("dev")} == EXTRAS.keys() - UNLOCKED, "put a new extra into the Makefile, make lock"


@pytest.mark.parametrize("name", LOCKS)
def test_a_lock_holds_versions_with_hashes_and_no_place(name: str) -> None:
    text = LOCKS[name]
    assert "".join(line for line in text.splitlines(keepends=True) if not line.startswith("#")) == "".join(
        found[0] for found in ENTRY.finditer(text)
    )
    assert not re.search(r"://|file:|--index|--find-links|(?<![\w.-])/", text)


@pytest.mark.parametrize("name", LOCKS)
def test_a_lock_holds_what_the_project_asks_for_within_its_ranges(name: str) -> None:
    locked: dict[str, list[str]] = {}
    for found in ENTRY.finditer(LOCKS[name]):
        locked.setdefault(found[1], []).append(found[2])
    for wanted in direct(name):
        versions = locked.get(re.sub(r"[-_.]+", "-", wanted.name).lower(), [])
        assert versions, f"{wanted.name} is in no lock: make lock"
        assert all(wanted.specifier.contains(version) for version in versions), f"{wanted}: make lock"


def test_every_package_stands_in_the_list_with_its_licence(licences: Any) -> None:
    rows = dict(re.findall(r"^\| ([a-z0-9.-]+) \| ([^|]+) \| [^|]+ \|$", LICENCES, re.MULTILINE))
    assert rows.keys() >= {*licences.asked()}, "make licences"
    for requirements in (PROJECT["dependencies"], *EXTRAS.values()):
        assert {*licences.required(requirements)} - {"khabar"} <= rows.keys()


def test_no_package_is_under_the_gpl_alone(licences: Any) -> None:
    for name, licence in re.findall(r"^\| ([a-z0-9.-]+) \| ([^|]+) \|", LICENCES, re.MULTILINE):
        ways = licence.split(" OR ")
        strict = [way for way in ways if re.search(r"(?<!L)A?GPL|(?<!Lesser )General Public", way)]
        assert len(strict) < len(ways), f"{name}: {licence}"
        assert name not in {*licences.required(PROJECT["dependencies"])} or not strict, f"{name}: {licence}"


def test_every_file_of_data_has_a_source_in_the_list(licences: Any) -> None:
    for source in licences.KNOWN["data"]:
        assert f"| {source['what']} |" in LICENCES, "make licences"
        named = re.findall(r"`([^`]+)`", source["where"])
        for place in named:
            beside = named[0].rpartition("/")[0]
            assert list(ROOT.glob(place)) or list(ROOT.glob(f"{beside}/{place}")), place
    # Tables that were counted or copied from elsewhere say so in their head, and are named one by one.
    for path in sorted((ROOT / "src/khabar/data").glob("*.tsv")):
        head = "".join(line for line in path.read_text("utf-8").splitlines(keepends=True) if line.startswith("#"))
        if re.search(r"Written by tasks/|Counted by|CC BY", head):
            assert f"`{path.name}`" in LICENCES or f"/{path.name}`" in LICENCES, path.name

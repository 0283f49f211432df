"""The lexicon kept between runs: the same as the one loaded, and never out of a file that is not to be trusted."""

from __future__ import annotations

import os
import pickle
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from khabar import Page, read_page
from khabar.cli import compiled
from khabar.cli.compiled import find_folder, load_kept

if TYPE_CHECKING:
    from khabar import Lexicon

pytestmark = pytest.mark.long

PAGE = Page(
    "p", "وزير الخارجية ينفي\n\nنفى وزير الخارجية التركي يوم الثلاثاء 3 آذار 2020 قصف مدينة إدلب، وقال إن الهدنة قائمة."
)


class Loads:
    """Stands for `load_lexicon`: counts how often the data files are read."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.lexicon = lexicon
        self.count = 0

    def __call__(self, *, weighed: bool) -> Lexicon:
        assert weighed, "what is kept must hold everything"
        self.count += 1
        return self.lexicon


@pytest.fixture
def loads(lexicon: Lexicon, monkeypatch: pytest.MonkeyPatch) -> Loads:
    """Give the count of loads from the data files."""
    loads = Loads(lexicon)
    monkeypatch.setattr(compiled, "load_lexicon", loads)
    return loads


@pytest.fixture
def kept(loads: Loads, tmp_path: Path) -> Path:
    """Return the file of a lexicon kept by an earlier run."""
    load_kept(tmp_path / "khabar")
    loads.count = 0
    (path,) = (tmp_path / "khabar").iterdir()
    return path


def test_a_kept_lexicon_reads_pages_as_the_loaded_one_does(kept: Path, loads: Loads) -> None:
    assert read_page(PAGE, load_kept(kept.parent)) == read_page(PAGE, loads.lexicon)
    assert loads.count == 0


def test_another_version_is_made_anew_and_the_oldest_go(
    kept: Path, loads: Loads, monkeypatch: pytest.MonkeyPatch
) -> None:
    os.utime(kept, (0, 0))
    for version in range(3):
        monkeypatch.setattr(compiled, "digest_package", lambda version=version: bytes([version]))
        load_kept(kept.parent)
    assert loads.count == 3
    assert len(list(kept.parent.iterdir())) == 3
    assert not kept.exists()


@pytest.mark.parametrize("damage", ["cut", "flipped", "emptied", "folder"])
def test_a_damaged_file_is_passed_over_and_replaced(kept: Path, loads: Loads, damage: str) -> None:
    whole = kept.read_bytes()
    kept.unlink()
    if damage == "folder":
        kept.mkdir()
    else:
        middle = len(whole) // 2
        flipped = whole[:middle] + bytes([whole[middle] ^ 1]) + whole[middle + 1 :]
        kept.write_bytes({"cut": whole[:middle], "flipped": flipped, "emptied": b""}[damage])
        kept.chmod(0o600)
    assert load_kept(kept.parent) is not None
    assert loads.count == 1
    assert damage == "folder" or kept.read_bytes()[:32] == whole[:32]
    assert not list(kept.parent.glob(".*"))


class Hostile:
    """Unpickled, it would make a file."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def __reduce__(self) -> tuple[object, ...]:
        return Path.touch, (self.path,)


def test_no_file_can_have_anything_called(kept: Path, loads: Loads, tmp_path: Path) -> None:
    values = pickle.dumps(Hostile(tmp_path / "touched"))
    kept.write_bytes(sha256(values).digest() + values)
    load_kept(kept.parent)
    assert loads.count == 1
    assert not (tmp_path / "touched").exists()


@pytest.mark.parametrize("name", ["load.load_lexicon", "tables.Path", "load.files"])
def test_not_even_a_function_of_the_lexicon(kept: Path, loads: Loads, name: str) -> None:
    module, _, attribute = name.rpartition(".")
    values = f"ckhabar.lexicon.{module}\n{attribute}\n(tR.".encode()
    kept.write_bytes(sha256(values).digest() + values)
    load_kept(kept.parent)
    assert loads.count == 1


@pytest.mark.skipif(not hasattr(os, "geteuid"), reason="files have no owner here")
def test_a_file_that_others_can_write_or_a_link_is_not_read(kept: Path, loads: Loads) -> None:
    kept.chmod(0o660)
    load_kept(kept.parent)
    assert loads.count == 1
    elsewhere = kept.parent.parent / "elsewhere"
    kept.rename(elsewhere)
    kept.symlink_to(elsewhere)
    load_kept(kept.parent)
    assert loads.count == 2


def test_what_is_kept_is_for_its_owner_alone(kept: Path) -> None:
    assert kept.stat().st_mode & 0o077 == 0
    assert kept.parent.stat().st_mode & 0o077 == 0


def test_all_works_where_nothing_can_be_kept(loads: Loads, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    for folder in (None, tmp_path / "file" / "khabar"):
        loads.count = 0
        assert load_kept(folder, weighed=True) is loads.lexicon
        assert loads.count == 1


def test_the_folder_is_the_users_own(tmp_path: Path) -> None:
    assert find_folder({"XDG_CACHE_HOME": str(tmp_path), "HOME": "/elsewhere"}) == tmp_path / "khabar"
    assert find_folder({"HOME": str(tmp_path)}) == tmp_path / ".cache" / "khabar"
    assert find_folder({"HOME": str(tmp_path / "not" / "yet")}) == tmp_path / "not" / "yet" / ".cache" / "khabar"
    assert find_folder({"XDG_CACHE_HOME": "relative"}) is None
    assert find_folder({}) is None or os.geteuid() == 0  # it would stand in the root folder

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import khabar
from khabar.errors import LexiconError
from khabar.lexicon import load_lexicon

if TYPE_CHECKING:
    from collections.abc import Callable

    from khabar import Lexicon

DATA = Path(khabar.__file__).with_name("data")
FILES = sorted(path.name for path in DATA.iterdir() if path.is_file())


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A folder that holds the package's data files, as links: to be replaced, never written to."""
    for name in FILES:
        (tmp_path / name).symlink_to(DATA / name)
    return tmp_path


def replace(path: Path, text: str) -> None:
    path.unlink()
    path.write_text(text, "utf-8")


def test_the_package_has_no_faults_and_reads_every_file_it_ships(monkeypatch: pytest.MonkeyPatch) -> None:
    read: set[Path] = set()

    def noting(original: Callable[..., object]) -> Callable[..., object]:
        def wrapped(path: Path, *args: object, **options: object) -> object:
            read.add(path)
            return original(path, *args, **options)

        return wrapped

    monkeypatch.setattr(Path, "read_bytes", noting(Path.read_bytes))
    monkeypatch.setattr(Path, "read_text", noting(Path.read_text))
    load_lexicon()
    assert sorted(path.name for path in read if path.parent == DATA) == FILES


def test_data_files_are_tables_and_rules_alone() -> None:
    assert {Path(name).suffix for name in FILES} == {".toml", ".tsv"}


def test_another_folder_of_the_same_files_loads(copy: Path, lexicon: Lexicon) -> None:
    assert load_lexicon(copy).dodged == lexicon.dodged


def test_every_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(LexiconError) as caught:
        load_lexicon(tmp_path)
    assert [fault.file for fault in caught.value.faults] == FILES


@pytest.mark.parametrize("name", FILES)
def test_a_missing_file_is_a_fault(copy: Path, name: str) -> None:
    (copy / name).unlink()
    with pytest.raises(LexiconError, match=f"{name}:0: : missing from"):
        load_lexicon(copy)


def test_a_folder_that_is_none_is_a_fault(tmp_path: Path) -> None:
    with pytest.raises(LexiconError):
        load_lexicon(tmp_path / "none")


@pytest.mark.parametrize("text", ["kind = [", "a\tb\n1\t2\n"])
def test_files_of_another_shape_are_faults_never_more(tmp_path: Path, text: str) -> None:
    for name in FILES:
        (tmp_path / name).write_text(text, "utf-8")
    with pytest.raises(LexiconError) as caught:
        load_lexicon(tmp_path)
    assert {fault.file for fault in caught.value.faults} <= set(FILES)


def test_faults_come_all_at_once_in_order_each_once(copy: Path) -> None:
    table = next(name for name in FILES if name.endswith(".tsv"))
    rules = next(name for name in FILES if name.endswith(".toml"))
    replace(copy / table, "a\tb\n")
    replace(copy / rules, 'b = ""\na = ""\n')
    with pytest.raises(LexiconError) as caught:
        load_lexicon(copy)
    faults = caught.value.faults
    assert {fault.file for fault in faults} >= {rules, table}
    assert list(faults) == sorted(set(faults))
    assert str(caught.value).splitlines() == list(map(str, faults))


def test_the_weights_of_parties_are_taken_along_where_asked_for(lexicon: Lexicon) -> None:
    assert not lexicon.weights.parties
    assert load_lexicon(weighed=True).weights.parties

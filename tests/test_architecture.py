"""What holds for every module: imports go one way, code holds no Arabic, modules and functions stay small."""

from __future__ import annotations

import ast
import importlib
import re
from functools import cache
from pathlib import Path

import pytest

SOURCE = Path(__file__).parents[1] / "src" / "khabar"
MODULES = sorted(SOURCE.rglob("*.py"))
DATA = sorted(path for path in (SOURCE / "data").rglob("*") if path.is_file())
FOLDERS = sorted({path.parent for path in MODULES})

# From the bottom up: a module imports from lines below its own and from its own package, never from a sibling on its
# line.
LAYERS = (
    {"model", "errors"},
    {"account"},
    {"text"},
    {"lexicon", "reader"},
    {"times"},
    {"clean", "dates", "mentions", "statements", "events", "notes"},
    {"pipeline"},
    {"corpus", "review"},
    {"store", "export", "readers"},
    {"query"},
    {"web", "engine", "mcp"},
    {"cli"},
)
HEIGHTS = {part: height for height, layer in enumerate(LAYERS) for part in layer}
# Where the face of the package stands for whoever imports it, and up to where it shows what is loaded when asked for.
FACE, SHOWN = HEIGHTS["pipeline"], HEIGHTS["query"]
# Up to here all is pure; what brings many records together reads them and the lexicon, and calls no stage.
PURE = HEIGHTS["corpus"]
CORPUS_READS = {"corpus", "account", "model", "errors", "text", "lexicon"}
TOP = len(LAYERS)

# What a pure module never names: the clock, files, network, processes, the environment, chance.
IMPURE = {"datetime.now", "date.today", "datetime.today", "open", "input", "print"}
IMPURE_MODULES = {"os", "io", "sys", "time", "random", "socket", "subprocess", "urllib.request", "tempfile", "logging"}
READS_FILES = {"lexicon"}  # its loader alone reads the data files

MODULE_LINES = 400
FUNCTION_LINES = 40
MOST_FUNCTION_LINES = 20  # nine functions of ten
LONG_FUNCTIONS: frozenset[str] = frozenset()
# Reading text must not wait for the libraries that read HTML and WARC, nor a record file for all that reads pages.
LATE_IMPORTS = {"readers", "cli/reading.py", "cli/pages.py"}

ARABIC = re.compile("[\u0600-\u06ff\u0750-\u077f\u0870-\u08ff\ufb50-\ufdff\ufe70-\ufeff]")
PRESENTATION_FORM = re.compile("[\ufb50-\ufd3d\ufd40-\ufdff\ufe70-\ufefc]")


def modules(folder: Path) -> list[Path]:
    return sorted(folder.glob("*.py"))


@cache
def tree(path: Path) -> ast.Module:
    """Return the parsed module."""
    return ast.parse(path.read_text("utf-8"))


def name(path: Path) -> str:
    """Return the path of a module or folder inside the package, for messages."""
    return path.relative_to(SOURCE).as_posix()


# A test of all modules of a folder, with each folder's own result.
each_folder = pytest.mark.parametrize("folder", FOLDERS, ids=name)


def part(path: Path) -> str:
    """Return the part of the package a module belongs to."""
    return path.relative_to(SOURCE).parts[0].removesuffix(".py")


def imports(path: Path) -> set[str]:
    """Return the dotted names of all modules a module imports, under `if TYPE_CHECKING` too."""
    found: set[str] = set()
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Import):
            found.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert not node.level, f"{name(path)}:{node.lineno}: a relative import hides where it goes"
            found.add(str(node.module))
    return found


def height(dotted: str) -> int:
    """Return the layer of a module of the package, the face of the package standing on the pipeline."""
    parts = dotted.split(".")
    return HEIGHTS[parts[1]] if len(parts) > 1 else FACE


def functions(path: Path) -> list[tuple[str, int]]:
    """Return name and length in lines of every function of a module."""
    return [
        (f"{name(path)}:{node.name}", (node.end_lineno or 0) - node.lineno + 1)
        for node in ast.walk(tree(path))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    ]


@each_folder
def test_imports_go_down_only(folder: Path) -> None:
    for path in modules(folder):
        own = part(path)
        allowed = {"__init__": SHOWN + 1, "__main__": TOP}.get(own, HEIGHTS.get(own))
        assert allowed is not None, f"{own} has no place in the layers"
        for dotted in sorted(imports(path)):
            if dotted.split(".")[0] == "khabar" and dotted.split(".")[1:2] != [own]:
                assert height(dotted) < allowed, f"{name(path)} imports {dotted}, which does not stand below it"


@each_folder
def test_the_core_has_no_clock_file_network_or_state(folder: Path) -> None:
    for path in modules(folder):
        if HEIGHTS.get(part(path), TOP) > PURE:
            continue
        assert not imports(path) & IMPURE_MODULES, name(path)
        for node in ast.walk(tree(path)):
            if isinstance(node, ast.Call) and part(path) not in READS_FILES:
                assert ast.unparse(node.func) not in IMPURE, f"{name(path)}:{node.lineno}"


def test_the_corpus_reads_records_and_the_lexicon_alone() -> None:
    for path in modules(SOURCE / "corpus"):
        own = [dotted.split(".") for dotted in imports(path) if dotted.split(".")[0] == "khabar"]
        assert {parts[1] for parts in own} <= CORPUS_READS, name(path)


@each_folder
def test_code_holds_no_arabic_letters(folder: Path) -> None:
    for path in modules(folder):
        found = [number for number, line in enumerate(path.read_text("utf-8").splitlines(), 1) if ARABIC.search(line)]
        assert not found, f"{name(path)}: lines {found}; language belongs into the data files"


@pytest.mark.parametrize("path", DATA, ids=name)
def test_data_holds_no_presentation_forms(path: Path) -> None:
    assert not PRESENTATION_FORM.findall(path.read_bytes().decode("utf-8", "ignore"))


@each_folder
def test_modules_and_functions_stay_small(folder: Path) -> None:
    for path in modules(folder):
        assert path.read_text("utf-8").count("\n") <= MODULE_LINES, name(path)
        long = [found for found in functions(path) if found[1] > FUNCTION_LINES and found[0] not in LONG_FUNCTIONS]
        assert long == []


def test_nine_functions_of_ten_fit_in_twenty_lines() -> None:
    lengths = sorted(length for path in MODULES for _, length in functions(path))
    assert lengths[len(lengths) * 9 // 10] <= MOST_FUNCTION_LINES


@each_folder
def test_no_bare_except_no_global_no_drawer(folder: Path) -> None:
    for path in modules(folder):
        for node in ast.walk(tree(path)):
            if isinstance(node, ast.ExceptHandler):
                assert node.type is not None, f"{name(path)}:{node.lineno}: bare except"
            assert not isinstance(node, ast.Global), f"{name(path)}:{node.lineno}: global"
        assert not {"utils", "helpers", "common"} & set(path.relative_to(SOURCE).with_suffix("").parts), name(path)


@each_folder
def test_no_import_hides_in_a_function(folder: Path) -> None:
    for path in modules(folder):
        if {part(path), name(path)} & LATE_IMPORTS:
            continue
        for function in (node for node in ast.walk(tree(path)) if isinstance(node, ast.FunctionDef)):
            hidden = [node.lineno for node in ast.walk(function) if isinstance(node, ast.Import | ast.ImportFrom)]
            assert not hidden, f"{name(path)}: {function.name} imports in lines {hidden}"


@pytest.mark.parametrize("path", [path for path in MODULES if path.name == "__init__.py"], ids=name)
def test_all_is_what_can_be_imported(path: Path) -> None:
    dotted = ".".join(("khabar", *path.parent.relative_to(SOURCE).parts))
    package = importlib.import_module(dotted)
    for listed in getattr(package, "__all__", ()):
        assert hasattr(package, listed), f"{dotted} promises {listed}"


def test_the_face_shows_all_it_imports_and_no_more() -> None:
    face = importlib.import_module("khabar")
    shown = {
        alias.asname or alias.name
        for node in ast.walk(tree(SOURCE / "__init__.py"))
        if isinstance(node, ast.ImportFrom) and str(node.module).startswith("khabar.")
        for alias in node.names
    }
    # A star import must not put `khabar.open` in the place of the built-in function.
    assert shown == {*face.__all__, "open_record"}
    assert "open" not in face.__all__
    assert face.__all__ == sorted(face.__all__)

"""The notebook runs from beginning to end, and shows what it says."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from typing import Any

import nbformat
import pytest

pytestmark = pytest.mark.long

ROOT = Path(__file__).parents[1]


def shown(notebook: Any) -> list[str]:
    """Return what the code cells of a notebook print and show, as text."""
    outputs = (output for cell in notebook.cells if cell.cell_type == "code" for output in cell.outputs)
    return [output.get("text") or output.get("data", {}).get("text/plain", "") for output in outputs]


def test_the_notebook_runs() -> None:
    spec = importlib.util.spec_from_file_location("notebook", ROOT / "tasks" / "notebook.py")
    assert spec
    assert spec.loader
    task = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(task)
    # What it shows is kept for readers; the pages may be read better since.
    assert len(shown(nbformat.read(task.NOTEBOOK, as_version=4))) > 10
    assert any("denies:" in text for text in shown(task.run_notebook()))

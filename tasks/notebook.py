"""Run docs/notebook.ipynb from a fresh kernel and keep what it shows."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import nbformat
from nbclient import NotebookClient

ROOT = Path(__file__).parents[1]
NOTEBOOK = ROOT / "docs" / "notebook.ipynb"


def run_notebook() -> Any:
    """Return the notebook as it is after a run of all its cells. Raises where one of them fails."""
    notebook = nbformat.read(NOTEBOOK, as_version=4)
    NotebookClient(notebook, timeout=120, resources={"metadata": {"path": str(ROOT)}}).execute()
    for cell in notebook.cells:
        # When each cell ran is nobody's concern.
        cell.metadata.pop("execution", None)
    return notebook


if __name__ == "__main__":
    nbformat.write(run_notebook(), NOTEBOOK)

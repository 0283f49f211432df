"""Fill the outputs shown in README.md and README.ar.md with what the demo pages give now.

Between `<!-- demo -->` and `<!-- /demo -->` stand the lines of `khabar demo` for the two days of a report and its
denial, between `<!-- statement -->` and `<!-- /statement -->` one statement as `khabar read` prints it: the first
denial that names whose report it denies.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from khabar.cli.demo import CAPTURED

ROOT = Path(__file__).parents[1]
DAYS = ("2018-02-10", "2018-02-11")


def khabar(*arguments: str) -> str:
    """Return what a command prints."""
    command = [sys.executable, "-m", "khabar", *arguments]
    return subprocess.run(command, check=True, capture_output=True, encoding="utf-8").stdout  # noqa: S603  # our own


def example() -> dict[str, Any]:
    """Return the statement to show."""
    pages = ROOT / "src" / "khabar" / "data" / "demo"
    records = [json.loads(line) for line in khabar("read", str(pages), "--captured", CAPTURED).splitlines()]
    statements = [statement for record in records for statement in record["statements"]]
    denials = [statement for statement in statements if statement["denies"]]
    named = [statement for statement in denials if statement["denies"]["reported_by"]]
    chosen: dict[str, Any] = (named or denials or statements)[0]
    return chosen


def fill(text: str, name: str, lines: list[str], fence: str) -> str:
    """Return `text` with `lines` between the marks of `name`."""
    block = "\n".join([f"<!-- {name} -->", f"```{fence}", *lines, "```", f"<!-- /{name} -->"])
    return re.sub(rf"<!-- {name} -->.*?<!-- /{name} -->", lambda _: block, text, flags=re.DOTALL)


def main() -> None:
    """Write both files."""
    with tempfile.TemporaryDirectory() as folder:
        demo = [line for line in khabar("demo", "-o", folder).splitlines() if line.startswith(DAYS)]
    fields = [f"  {json.dumps(name)}: {json.dumps(value, ensure_ascii=False)}" for name, value in example().items()]
    statement = ["{", *",\n".join(fields).splitlines(), "}"]
    for name in ("README.md", "README.ar.md"):
        path = ROOT / name
        text = fill(path.read_text("utf-8"), "demo", demo, "text")
        path.write_text(fill(text, "statement", statement, "json"), "utf-8")


if __name__ == "__main__":
    main()

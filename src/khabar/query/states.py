"""The states of the world by their names, as the lexicon has them."""

from __future__ import annotations

from csv import DictReader
from functools import cache
from importlib.resources import files

from khabar.text.fold import fold_form


def find_state(name: str) -> str:
    """Return the code (ISO 3166) of the state that is called just so in Arabic or English, "" where none is."""
    return _codes().get(fold_form(" ".join(name.split())), "")


@cache
def _codes() -> dict[str, str]:
    lines = (files("khabar") / "data" / "countries.tsv").read_text("utf-8").splitlines()
    rows = DictReader((line for line in lines if not line.startswith("#")), delimiter="\t")
    return {
        fold_form(name): row["id"].removeprefix("iso:")
        for row in rows
        for name in (row["name_en"], *row["names"].split("|"))
    }

"""Nouns that say what an unnamed party is, read from `agents.tsv`: a soldier, villagers, a court."""

from __future__ import annotations

from typing import TYPE_CHECKING

from khabar.lexicon.tables import read_tsv

if TYPE_CHECKING:
    from collections.abc import Container
    from pathlib import Path

    from khabar.lexicon.inflection import Inflection
    from khabar.lexicon.tables import Faults


def load_agents(folder: Path, sectors: Container[str], inflection: Inflection, faults: Faults) -> dict[str, str]:
    """Return the sector by every folded form of the nouns in `folder`, with the article and without; no pronouns."""
    agents: dict[str, str] = {}
    for row in read_tsv(folder / "agents.tsv", ("noun", "plurals", "sector"), faults, unique=True, ordered=True):
        if row.text("sector") not in sectors:
            faults.add(row.source.file, row.source.line, f"{row.source.entry}.sector", "no sector of sectors.tsv")
        for citation in (row.text("noun"), *row.words("plurals")):
            for inflected in inflection.nominal(citation):
                if not inflected.pronoun:
                    agents.setdefault(inflected.form, row.text("sector"))
    return agents

"""Why khabar read a page as it did: each line with its kind and rule, then the proof of the date."""

from __future__ import annotations

from typing import TYPE_CHECKING

from khabar.export.terminal import isolated
from khabar.export.text import write_day, write_note, write_phrase
from khabar.export.timeline import outlet_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from khabar.model import Evidence, Record, Seam

# Code points of a line of the page: enough to know it by.
_LINE_WIDTH = 70


def write_explanation(record: Record) -> str:
    """Return the explanation of `record` as lines for a terminal, the last one empty."""
    return "\n".join([*_head(record), *_lines(record), *_proof(record), *_open(record), ""])


def _head(record: Record) -> Iterator[str]:
    page = record.page
    yield f"page {isolated(page.id)}"
    facts = (("outlet", outlet_of(record)), ("address", page.url), ("captured", page.captured))
    for name, value in facts:
        if value:
            yield f"  {name} {isolated(value)}"


def _lines(record: Record) -> Iterator[str]:
    yield "lines: offsets, kind, rule, text"
    for block in record.article.blocks:
        words = isolated(record.page.text[block.span.start : block.span.end], _LINE_WIDTH)
        place = f"{block.span.start}\u2013{block.span.end}"
        yield f"  {place:>11}  {block.kind:<10}  {block.rule:<24}  {words}"


def _proof(record: Record) -> Iterator[str]:
    publication = record.publication
    yield f"published: {write_day(publication)}, confidence {publication.confidence:.2f}"
    if publication.date and (publication.earliest, publication.latest) != (publication.date,) * 2:
        yield f"  between {publication.earliest or '?'} and {publication.latest or '?'}"
    for evidence in publication.proof:
        yield _evidence(record, evidence)
    for seam in publication.seams:
        yield _seam(record, seam)


def _evidence(record: Record, evidence: Evidence) -> str:
    phrase = write_phrase(record, evidence.span) or " (metadata of the page)"
    verdict = "used     " if evidence.used else "rejected "
    why = f" ({isolated(evidence.why)})" if evidence.why else ""
    return f"  {verdict}{phrase}: {isolated(evidence.says)}{why}"


def _seam(record: Record, seam: Seam) -> str:
    return f"  seam     {write_phrase(record, seam.span)}: {isolated(seam.why)}"


def _open(record: Record) -> Iterator[str]:
    for note in record.notes:
        yield write_note(record, note)

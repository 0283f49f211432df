"""What a page leaves open, said out loud: the stages' results in, notes out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from khabar.model import Note, Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from khabar.model import Article, Publication, Statement
    from khabar.text.quotes import Quotation


def find_notes(
    article: Article,
    quotations: tuple[Quotation, ...],
    publication: Publication,
    statements: tuple[Statement, ...],
) -> tuple[Note, ...]:
    """Return a note for each thing the page leaves open, stage by stage, in page order within a stage."""
    return (
        *_article_notes(article, quotations),
        *_date_notes(article, publication),
        *(Note("statements", "no speaker named", s.cue) for s in statements if not s.speaker_name),
    )


def _article_notes(article: Article, quotations: tuple[Quotation, ...]) -> Iterator[Note]:
    if not article.body:
        yield Note("clean", "no article on this page")
        return
    if article.title is None:
        yield Note("clean", "no headline")
    for quotation in quotations:
        if quotation.repaired:
            yield Note("clean", "unbalanced quotation mark", Span(quotation.start, quotation.end))


def _date_notes(article: Article, publication: Publication) -> Iterator[Note]:
    if article.body and not publication.date:
        yield Note("dates", "no day of publication")
    for seam in publication.seams:
        yield Note("dates", "pasted text", seam.span)

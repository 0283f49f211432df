"""Author, place, agency and outlet of an article, from its bylines, the head of its text and its headline."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from khabar.clean.byline import find_credit, find_dateline, is_person
from khabar.lexicon.chrome import line_words

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from khabar.clean.byline import Credit
    from khabar.clean.core import Core
    from khabar.clean.headline import Headline
    from khabar.clean.verdict import Verdict
    from khabar.clean.view import View
    from khabar.model import Span

_CREDITED = frozenset({"byline", "dateline"})
_SIGNED = "signature_under_text"
_BARE = "name_under_headline"


class Credits(NamedTuple):
    """Who wrote, from where, by which agency, and where it stands; None where the page does not say."""

    byline: Span | None
    place: Span | None
    agency: Span | None
    outlet: Span | None


def find_credits(view: View, named: Sequence[Verdict], core: Core | None, headline: Headline | None) -> Credits:
    """Return the credits of the article whose lines are `named`: the first of each that a line gives."""
    found = list(_read_credits(view, named, core)) if core else []
    outlets = [headline.outlet if headline else None, *(credit.outlet for credit in found)]
    return Credits(
        byline=next((credit.author for credit in found if credit.author), None),
        place=next((credit.place for credit in found if credit.place), None),
        agency=next((credit.agency for credit in found if credit.agency), None),
        outlet=next(filter(None, outlets), None),
    )


def _read_credits(view: View, named: Sequence[Verdict], core: Core) -> Iterator[Credit]:
    """Yield what the lines say of the article, those that say it best first."""
    lines = [(row, verdict) for row, verdict in zip(view.rows, named, strict=True) if verdict.kind in _CREDITED]
    hint = line_words(view.page.metadata.author) if view.page.metadata.author else ()
    lines.sort(
        key=lambda line: (not _holds(line[0].words, hint), line[1].rule == _BARE and not is_person(line[0], view))
    )
    for row, _ in lines:
        yield find_credit(row.first, row.last, view)
    dateline = find_dateline(view.rows[core.first], view)
    if dateline:
        yield dateline
    for row, verdict in zip(view.rows, named, strict=True):
        if verdict.rule == _SIGNED:
            yield find_credit(row.first, row.last, view)


def _holds(words: tuple[str, ...], hint: tuple[str, ...]) -> bool:
    return bool(hint) and any(words[at : at + len(hint)] == hint for at in range(len(words)))

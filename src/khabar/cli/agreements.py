"""`khabar agreements`: who says of which accord that it holds, should hold or is broken, by whom and since when."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from khabar.cli.sources import answer
from khabar.store import ACCORDS
from khabar.text.fold import fold_form

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Iterator

    from khabar.account import Accord
    from khabar.cli.sources import Sources
    from khabar.export.choice import Choice
    from khabar.model import Span

_BEFORE, _BEHIND = 34, 24  # code points of its line shown around an accord's name


class Row(NamedTuple):
    """A line of an accord's ledger; `on_word_of` is "" where the outlet says so itself."""

    accord: str
    date: str
    says: str
    by: tuple[str, ...]
    since: str
    on_word_of: str
    words: str
    outlet: str
    page: str
    start: int
    end: int
    id: str


def run(wanted: Namespace) -> int:
    """Run the command."""
    return answer(wanted, _rows, Row._fields)


def _rows(sources: Sources, choice: Choice, wanted: Namespace) -> Iterator[Row]:
    for accord in sources.store.part(ACCORDS):
        if _is_called(accord, wanted.accord):
            yield from _ledger(sources, accord, choice, wanted.says)


def _is_called(accord: Accord, name: str) -> bool:
    return not name or name == accord.id or fold_form(name) in fold_form(accord.name)


def _ledger(sources: Sources, accord: Accord, choice: Choice, says: str) -> Iterator[Row]:
    for keeping in accord.keepings:
        outlet = sources.outlet(keeping.page)
        actors = sources.names((keeping.speaker, *keeping.by))
        if says in {"", keeping.says} and choice.takes(dates=(keeping.date,), actors=actors, outlets=(outlet,)):
            yield Row(
                accord=accord.name,
                date=keeping.date,
                says=keeping.says,
                by=tuple(map(sources.name, keeping.by)),
                since=keeping.since,
                on_word_of=sources.name(keeping.speaker),
                words=_words_around(sources, keeping.page, keeping.span),
                outlet=outlet,
                page=keeping.page,
                start=keeping.span.start,
                end=keeping.span.end,
                id=accord.id,
            )


def _words_around(sources: Sources, page: str, span: Span) -> str:
    """Return the name of an accord with the words of its line around it, from one space to another."""
    text = sources.record(page).page.text
    before = text[max(0, span.start - _BEFORE) : span.start].rpartition("\n")[2]
    behind = text[span.end : span.end + _BEHIND].partition("\n")[0]
    if len(before) == _BEFORE:
        before = before.partition(" ")[2]
    if len(behind) == _BEHIND:
        behind = behind.rpartition(" ")[0]
    return f"{before}{text[span.start : span.end]}{behind}"

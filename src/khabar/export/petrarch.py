"""Events as lines of the CAMEO coders: `write_cameo` as KEDS and TABARI wrote them, `write_petrarch` as PETRARCH does.

A line is one source, one target, one code, tabs between; several parties make several lines. `---` is a side that is
not told, or whose name has no code.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from khabar.export.coded import Coded, Needs, Party, find_dyads
from khabar.export.columns import Column, write_tab_line
from khabar.export.timeline import outlet_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from khabar.lexicon.codes import CodeBook

NEEDS = Needs(date=len("2020-02-11"), parties="coded")
_NOBODY = "---"

_COMMON = (
    Column("date", "text", "day of the event, else of the page", "YYYYMMDD"),
    Column("source", "text", "actor code of who acts", "CAMEO actor code or ---"),
    Column("target", "text", "actor code of whom it is done to", "CAMEO actor code or ---"),
    Column("code", "text", "CAMEO code", "three or four digits"),
)
CAMEO_COLUMNS = (*_COMMON, Column("id", "text", "id of the event in the record"))
PETRARCH_COLUMNS = (
    *_COMMON,
    Column("issues", "text", "left empty"),
    Column("ids", "text", "id of the event in the record"),
    Column("url", "text", "address of the page, its id where none is known"),
    Column("story source", "text", "outlet, NULL where unknown"),
    Column("source text", "text", "name of who acts, as on the page, or ---"),
    Column("target text", "text", "name of whom it is done to, as on the page, or ---"),
    Column("event text", "text", "the word that names the event"),
)


def write_cameo(one: Coded, _: CodeBook) -> Iterator[bytes]:
    """Yield the lines of an event: date, source, target, code, id."""
    for source, target in _coded_dyads(one):
        yield write_tab_line((*_common(one, source, target), one.event.id))


def write_petrarch(one: Coded, _: CodeBook) -> Iterator[bytes]:
    """Yield the lines of an event as PETRARCH writes them with the texts of actors and events switched on."""
    page, trigger = one.record.page, one.event.trigger
    for source, target in _coded_dyads(one):
        yield write_tab_line(
            (
                *_common(one, source, target),
                "",
                one.event.id,
                page.url or page.id,
                outlet_of(one.record) or "NULL",
                source.name if source else _NOBODY,
                target.name if target else _NOBODY,
                page.text[trigger.start : trigger.end],
            )
        )


def _coded_dyads(one: Coded) -> list[tuple[Party | None, Party | None]]:
    return [sides for sides in find_dyads(one) if any(party and party.code for party in sides)]


def _common(one: Coded, source: Party | None, target: Party | None) -> tuple[str, str, str, str]:
    day = one.date[:10].replace("-", "")
    return day, _code(source), _code(target), one.cameo


def _code(party: Party | None) -> str:
    return party.code or _NOBODY if party else _NOBODY

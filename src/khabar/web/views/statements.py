"""The statements of the record, chosen by who spoke, what the words do, where and when they were printed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, Literal

from khabar.model import Act, Form, Stance  # noqa: TC001  # the parameters are read off the hints
from khabar.text.fold import fold_form
from khabar.web.asked import Listed
from khabar.web.lists import Facet, Pager, count, cut
from khabar.web.rows import Named, StatementRow, entity, name_facets, statement_rows

if TYPE_CHECKING:
    from collections.abc import Iterable

    from khabar.store import StatementLine
    from khabar.web.catalogue import Catalogue
    from khabar.web.room import Desk

_MOST_SPEAKERS = 12


@dataclass(frozen=True, slots=True)
class Asked(Listed):
    """Which statements."""

    speaker: Annotated[str, "the speaker: an entity's id, or part of the name the page gives"] = ""
    about: Annotated[str, "the id of an entity spoken about"] = ""
    act: Annotated[Act | Literal[""], "what is done by saying it"] = ""
    form: Annotated[Form | Literal[""], "word for word, as reported speech, or both"] = ""
    stance: Annotated[Stance | Literal[""], "how the outlet holds the words"] = ""
    outlet: Annotated[str, "the outlet, as the record names it"] = ""
    since: Annotated[str, "not before this day: an ISO prefix"] = ""
    until: Annotated[str, "not after this day: an ISO prefix"] = ""
    order: Annotated[Literal["first", "last", "surest", "least"], "by day, or by confidence"] = "first"


@dataclass(frozen=True, slots=True)
class Shown:
    """One page of a list of statements, with what those of the whole list share."""

    pager: Pager
    statements: tuple[StatementRow, ...]
    speaker: Named | None
    about: Named | None
    acts: tuple[Facet, ...]
    outlets: tuple[Facet, ...]
    stances: tuple[Facet, ...]
    speakers: tuple[Facet, ...]


def show(desk: Desk, asked: Asked) -> Shown:
    """Return the page of the list asked for."""
    catalogue = desk.catalogue
    chosen = [line for line in _of(catalogue, asked) if _is_wanted(catalogue, line, asked)]
    pager, lines = cut(_ordered(chosen, asked.order), asked.page)
    return Shown(
        pager=pager,
        statements=statement_rows(desk, lines),
        speaker=entity(catalogue, asked.speaker) if asked.speaker in catalogue.entities else None,
        about=entity(catalogue, asked.about) if asked.about in catalogue.entities else None,
        acts=count(line.act for line in chosen),
        outlets=count(catalogue.pages[line.page].outlet for line in chosen),
        stances=count(line.stance for line in chosen),
        speakers=count_speakers(catalogue, chosen, _MOST_SPEAKERS),
    )


def count_speakers(catalogue: Catalogue, lines: Iterable[StatementLine], most: int) -> tuple[Facet, ...]:
    """Return who spoke most often in `lines`; those without an id stand under the name their page gives."""
    return name_facets(catalogue, count((line.speaker or line.speaker_name for line in lines), most))


def is_between(date: str, since: str, until: str) -> bool:
    """Return whether an ISO prefix lies between two others, both included, either "" where open."""
    if not since and not until:
        return True
    return bool(date) and (not since or date >= since) and (not until or date[: len(until)] <= until)


def _of(catalogue: Catalogue, asked: Asked) -> Iterable[StatementLine]:
    if asked.speaker in catalogue.entities:
        return catalogue.said_by.get(asked.speaker, ())
    if asked.about:
        return catalogue.said_about.get(asked.about, ())
    if asked.speaker:
        part = fold_form(asked.speaker)
        keys = [key for key in catalogue.said_by if part in key]
        known = {
            e.id for e in catalogue.entities.values() if part in fold_form(" ".join((e.name, e.name_en, *e.names)))
        }
        keys += [key for key in known if key in catalogue.said_by]
        chosen = {line.id for key in keys for line in catalogue.said_by[key]}
        return [line for line in catalogue.statements if line.id in chosen]
    return catalogue.statements


def _is_wanted(catalogue: Catalogue, line: StatementLine, asked: Asked) -> bool:
    return (
        (not asked.act or line.act == asked.act)
        and (not asked.form or line.form == asked.form)
        and (not asked.stance or line.stance == asked.stance)
        and (not asked.about or asked.about in line.about)
        and (not asked.outlet or catalogue.pages[line.page].outlet == asked.outlet)
        and is_between(catalogue.day(line), asked.since, asked.until)
    )


def _ordered(lines: list[StatementLine], order: str) -> list[StatementLine]:
    if order == "last":
        return lines[::-1]
    if order in {"surest", "least"}:
        return sorted(lines, key=lambda line: line.confidence, reverse=order == "surest")
    return lines

"""Which statements of a record are asked for."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, Literal

from khabar.export.choice import is_between
from khabar.model import Act, Form, Stance  # noqa: TC001  # the parameters are read off the hints
from khabar.query.choice import Outlet, Since, Until, find_outlets

if TYPE_CHECKING:
    from collections.abc import Sequence

    from khabar.query.catalogue import Catalogue
    from khabar.store import StatementLine


@dataclass(frozen=True, slots=True)
class StatementChoice:
    """Which statements: of whom, of what, what they do, where and when they are told."""

    speaker: Annotated[str, "the speaker: an id, or part of a name in Arabic or English, however it is spelled"] = ""
    about: Annotated[str, "who or what is spoken about: an id, or part of a name"] = ""
    act: Annotated[Act | Literal[""], "what is done by saying it"] = ""
    form: Annotated[Form | Literal[""], "word for word, as reported speech, or both"] = ""
    stance: Annotated[Stance | Literal[""], "how the outlet holds the words"] = ""
    outlet: Outlet = ""
    since: Since = ""
    until: Until = ""


def choose_statements(catalogue: Catalogue, asked: StatementChoice) -> Sequence[StatementLine]:
    """Return the statements asked for by day, those without one last."""
    lines: Sequence[StatementLine] = catalogue.statements
    if asked.speaker:
        lines = catalogue.names.find(asked.speaker).gather(catalogue.said_by, lines)
    elif asked.about:
        lines = catalogue.names.find(asked.about).gather(catalogue.said_about, lines)
    about = catalogue.names.find(asked.about)
    outlets = find_outlets(catalogue, asked.outlet)
    return [
        line
        for line in lines
        if (not asked.act or line.act == asked.act)
        and (not asked.form or line.form == asked.form)
        and (not asked.stance or line.stance == asked.stance)
        and (not (asked.speaker and asked.about) or about.is_among(line.about))
        and (not asked.outlet or catalogue.pages[line.page].outlet in outlets)
        and is_between(catalogue.day(line), asked.since, asked.until)
    ]

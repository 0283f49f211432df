"""Positions over time: on each line the days on which an actor takes a side, mirrored with the lines of the page."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from khabar.web.language import Language
    from khabar.web.views.positions import Course, Stand

_EDGE = 2.5  # per cent of the line, left free on either side


@dataclass(frozen=True, slots=True)
class Mark:
    """A day on a line: how far along it stands, in per cent of the width, and what is said there."""

    x: float
    stand: Stand


@dataclass(frozen=True, slots=True)
class Strip:
    """One line: an actor on an issue."""

    course: Course
    marks: tuple[Mark, ...]


@dataclass(frozen=True, slots=True)
class Courses:
    """The picture: lines under one scale from the first day to the last."""

    first: str
    last: str
    strips: tuple[Strip, ...]


def draw_courses(courses: Sequence[Course], language: Language) -> Courses | None:
    """Return the picture of some courses, None where there are none."""
    days = sorted(_day(stand.date) for course in courses for stand in course.stands)
    if not days:
        return None
    span = (days[-1] - days[0]).days or 1

    def place(date: str) -> float:
        along = _EDGE + (_day(date) - days[0]).days / span * (100 - 2 * _EDGE)
        return round(100 - along if language.direction == "rtl" else along, 2)

    strips = tuple(
        Strip(course, tuple(Mark(place(stand.date), stand) for stand in course.stands)) for course in courses
    )
    return Courses(days[0].isoformat(), days[-1].isoformat(), strips)


def _day(date: str) -> datetime.date:
    whole = date[: len("2020-01-01")]
    return datetime.date.fromisoformat(whole + "-01-01"[len(whole) - len("2020") :])

"""The day of publication as a reviewer gives it."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import replace
from typing import TYPE_CHECKING

from khabar.model import Evidence

if TYPE_CHECKING:
    from khabar.model import Publication

BY_REVIEWER = "a reviewer"
_SET_ASIDE = "a reviewer gave the day"


def date_page(found: Publication, day: str, *, accepted: bool) -> Publication:
    """Return a publication on `day`, an ISO prefix, "" for open; `accepted` where that is what was found.

    What bore on the day before is kept, as set aside where the reviewer gave another.
    """
    proof = found.proof
    if not accepted:
        proof = tuple(replace(one, used=False, why=_SET_ASIDE) if one.used else one for one in proof)
    earliest, latest = (found.earliest, found.latest) if accepted else _bounds(day) if day else ("", "")
    told = Evidence(None, BY_REVIEWER, used=True)
    return replace(found, date=day, earliest=earliest, latest=latest, confidence=1.0, proof=(*proof, told))


def _bounds(day: str) -> tuple[str, str]:
    """Return the first and the last day of an ISO prefix."""
    year, month, *_ = (*day.split("-"), "", "")
    first, last = month or "01", month or "12"
    if len(day) == len("2025-03-01"):
        return day, day
    return f"{year}-{first}-01", f"{year}-{last}-{monthrange(int(year), int(last))[1]:02}"

"""Frames: a cue with what belongs to it.

A frame says where the source stands and where the content begins; where the content ends is for `contents`.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from khabar.lexicon.speech import CueForm
    from khabar.statements.scene import CueHit
    from khabar.statements.walk import Walk, Way


@dataclass(slots=True)
class Frame:
    """One report. Token ranges are half-open; `content` is the first token of the content.

    `level` is 0 for a report of the outlet's own, 1 for one told inside another. `source` is None where the cue
    carries its speaker alone, `agentless` where the text hides who spoke. `before` is the range of the content where
    that stands before the cue. `reach` is the token where the complement begins.
    """

    rule: str
    hit: CueHit
    way: Way
    content: int
    reach: int
    source: tuple[int, int] | None = None
    addressee: int = -1
    level: int = 0
    agentless: bool = False
    before: tuple[int, int] | None = None
    relays: list[tuple[int, int]] = field(default_factory=list)  # those who passed it on, nearest the speaker first
    inside: Frame | None = None  # the report whose own subject goes on to speak
    opens: int = -1  # where a report ends that this one follows; -1 for one inside another

    @property
    def form(self) -> CueForm:
        """The cue's form."""
        return self.hit.form


def frame_from(
    rule: str,
    hit: CueHit,
    seen: Walk,
    *,
    source: tuple[int, int] | None = None,
    level: int = 0,
    opens: int = -1,
    agentless: bool = False,
) -> Frame:
    """Return the frame of a walk; a document is its own source."""
    if rule == "document":
        source = seen.source
    return Frame(
        rule=rule,
        hit=hit,
        way=seen.way,
        content=seen.content,
        reach=seen.mark,
        source=source,
        addressee=seen.addressee,
        level=level,
        agentless=agentless,
        opens=opens,
    )

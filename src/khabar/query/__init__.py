"""A record file as it is asked: put in order, chosen from, and given back as frozen rows that quote their pages."""

from khabar.query.answer import Answer
from khabar.query.claims import ClaimRow
from khabar.query.contradictions import Clash
from khabar.query.entities import EntityRow
from khabar.query.pages import Sheet
from khabar.query.positions import PositionRow
from khabar.query.record import RecordFile, open_record
from khabar.query.rows import EventRow, Named, PageRow, StatementRow, Told
from khabar.query.search import Found
from khabar.query.stories import StoryRow
from khabar.query.timeline import Entry
from khabar.query.words import Words

__all__ = [
    "Answer",
    "ClaimRow",
    "Clash",
    "EntityRow",
    "Entry",
    "EventRow",
    "Found",
    "Named",
    "PageRow",
    "PositionRow",
    "RecordFile",
    "Sheet",
    "StatementRow",
    "StoryRow",
    "Told",
    "Words",
    "open_record",
]

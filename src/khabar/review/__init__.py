"""Corrections that people make to records: what they say, as lines of a patch, replayed, compared."""

from khabar.review.added import added_id
from khabar.review.agreement import Agreement, measure_agreement
from khabar.review.days import BY_REVIEWER
from khabar.review.edits import Edit, Kind, Part, Value, Verdict, Words, hash_text
from khabar.review.fields import ADDED, FIELDS, WHOLE, Field, Form, find_field
from khabar.review.lines import find_edit_fault, read_edit, read_edits, write_edit, write_value
from khabar.review.replay import Conflict, Replayed, Why, replay
from khabar.review.targets import Target, find_target, find_targets, is_reviewed, reviewed_fields, words_at
from khabar.review.values import read_field

__all__ = [
    "ADDED",
    "BY_REVIEWER",
    "FIELDS",
    "WHOLE",
    "Agreement",
    "Conflict",
    "Edit",
    "Field",
    "Form",
    "Kind",
    "Part",
    "Replayed",
    "Target",
    "Value",
    "Verdict",
    "Why",
    "Words",
    "added_id",
    "find_edit_fault",
    "find_field",
    "find_target",
    "find_targets",
    "hash_text",
    "is_reviewed",
    "measure_agreement",
    "read_edit",
    "read_edits",
    "read_field",
    "replay",
    "reviewed_fields",
    "words_at",
    "write_edit",
    "write_value",
]

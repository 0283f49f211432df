"""A record and the edits of its page in, the corrected record and the edits that could not act out.

Pure: the same record and edits give the same, in whatever order the edits come. Of several edits on one field the one
made last holds; where it was another reviewer's and says otherwise, the earlier one is told as overruled. An edit acts
only on the text it was made on, and only on the thing it names, at the characters it names; there it holds whatever is
read there now, since what is right about these words does not change with who reads them. The one exception is a
rejection: it says of one value that it is wrong, and so nothing of another. Whatever cannot act is a conflict.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Literal, NamedTuple, TypeVar

from khabar.review.added import add_thing, adopt_thing
from khabar.review.consequences import follow, recut
from khabar.review.days import date_page
from khabar.review.edits import hash_text
from khabar.review.fields import ANCHORS, FIELDS, WHOLE, find_field
from khabar.review.targets import Target, find_target, find_targets, line_id, mark_rule
from khabar.review.values import read_field, set_field

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from khabar.model import Event, Mention, Publication, Record, Statement
    from khabar.review.edits import Edit, Kind, Part, Value

Why = Literal[
    "the page is not in the record",
    "the text of the page is another now",
    "there is no such thing on the page now",
    "the thing stands at other words now",
    "the words are not on the page",
    "another value is read there now",
    "another reviewer judged otherwise later",
]
T = TypeVar("T", "Mention", "Statement", "Event")


@dataclass(frozen=True, slots=True)
class Conflict:
    """An edit that could not act, and why."""

    edit: Edit
    why: Why


@dataclass(frozen=True, slots=True)
class Replayed:
    """The record as corrected, and the edits that could not act, in the order in which they were made."""

    record: Record
    conflicts: tuple[Conflict, ...]


class _Verdicts(NamedTuple):
    """What holds of one thing: whether it is one (None: nobody said), and the edits of its fields."""

    whole: Edit | None
    fields: tuple[Edit, ...]


_Judged = dict[tuple[str, str], _Verdicts]  # by kind and id
_NOBODY = _Verdicts(None, ())


def replay(record: Record, edits: Iterable[Edit]) -> Replayed:
    """Return `record`, as it was read, with the edits of its page."""
    ordered = sorted(edits, key=lambda edit: (edit.when, edit.who))
    text = hash_text(record.page.text)
    conflicts = [Conflict(edit, "the text of the page is another now") for edit in ordered if edit.text != text]
    latest, overruled = _find_latest([edit for edit in ordered if edit.text == text])
    grown = record
    for edit in latest:
        if edit.verdict == "add" and _are_there(record, edit):
            put = adopt_thing if find_target(record, edit.kind, edit.target) else add_thing
            grown = put(grown, edit)
    judged, failed = _judge(grown, latest, ordered)
    conflicts += overruled + failed
    place = {id(edit): number for number, edit in enumerate(ordered)}
    return Replayed(
        _correct(record, grown, judged, _tell(latest)), tuple(sorted(conflicts, key=lambda one: place[id(one.edit)]))
    )


def _find_latest(edits: Sequence[Edit]) -> tuple[list[Edit], list[Conflict]]:
    """Return the last edit on each field, and those of others that it overrules."""
    last: dict[tuple[str, str, str, bool], Edit] = {}
    for edit in edits:
        # To judge a thing that was added takes nothing back of its words.
        last[edit.kind, edit.target, edit.field, edit.verdict == "add"] = edit
    overruled = []
    for edit in edits:
        final = last[edit.kind, edit.target, edit.field, edit.verdict == "add"]
        whole = last.get((edit.kind, edit.target, WHOLE, False))
        if _overrules(final, edit) or (whole and whole.verdict == "reject" and _overrules(whole, edit)):
            overruled.append(Conflict(edit, "another reviewer judged otherwise later"))
    told = {id(one.edit) for one in overruled}
    return [last[key] for key in sorted(last) if id(last[key]) not in told], overruled


def _overrules(final: Edit, edit: Edit) -> bool:
    return final.who != edit.who and (final.says, final.verdict == "reject") != (edit.says, edit.verdict == "reject")


def _judge(record: Record, edits: Sequence[Edit], history: Sequence[Edit]) -> tuple[_Judged, list[Conflict]]:
    """Return what holds of each thing, and the edits that find theirs no more as it was.

    `edits` are the last on each field, `history` are all, by which a thing may have been known meanwhile.
    """
    earlier: dict[tuple[Kind, str], list[Edit]] = {}
    for edit in history:
        earlier.setdefault((edit.kind, edit.target), []).append(edit)
    targets = {(target.kind, target.id): target for target in find_targets(record)}
    groups: dict[tuple[Kind, str], list[Edit]] = {}
    for edit in edits:
        groups.setdefault((edit.kind, edit.target), []).append(edit)
    judged: _Judged = {}
    conflicts = []
    for key, group in groups.items():
        faults = {id(edit): _find_fault(record, targets.get(key), edit, earlier[key]) for edit in group}
        conflicts += [Conflict(edit, why) for edit in group if (why := faults[id(edit)])]
        sound = [edit for edit in group if not faults[id(edit)]]
        # An added thing is judged by being added.
        wholes = sorted((edit for edit in sound if edit.field == WHOLE), key=lambda edit: edit.verdict != "add")
        order = [field.name for field in FIELDS[key[0]]]
        fields = sorted((edit for edit in sound if edit.field != WHOLE), key=lambda edit: order.index(edit.field))
        judged[key] = _Verdicts(wholes[-1] if wholes else None, tuple(fields))
    return judged, conflicts


def _find_fault(record: Record, target: Target | None, edit: Edit, earlier: Sequence[Edit]) -> Why | None:
    if not _are_there(record, edit):
        return "the words are not on the page"
    if target is None:
        return "there is no such thing on the page now"
    anchors = [part.words for other in earlier if other.field == ANCHORS.get(edit.kind) for part in other.says or ()]
    places = {(target.span.start, target.span.end), *((words.start, words.end) for words in anchors if words)}
    if edit.verdict != "add" and (edit.words.start, edit.words.end) not in places:
        return "the thing stands at other words now"
    if edit.verdict == "reject" and edit.field != WHOLE:
        others: list[Value | None] = [other.says for other in earlier if other.field == edit.field]
        if edit.old not in (read_field(record, target, edit.field), *others):
            return "another value is read there now"
    return None


def _are_there(record: Record, edit: Edit) -> bool:
    """Return whether all words of an edit stand where it says."""
    text = record.page.text
    parts = [part.words for part in (*edit.old, *edit.new) if part.words]
    return all(text[words.start : words.end] == words.text for words in (edit.words, *parts))


def _tell(edits: Iterable[Edit]) -> list[Part]:
    """Return the parts of all values given; where a thing is added, without the codes that stand for its fields."""
    parts = [(edit.verdict, part) for edit in edits for part in edit.says or ()]
    return [replace(part, value="") if verdict == "add" else part for verdict, part in parts]


def _correct(read: Record, grown: Record, judged: _Judged, told: Sequence[Part]) -> Record:
    """Return the record with all that holds; `read` is without what was added, `told` are the parts of all values."""
    if not judged:
        return read
    page = grown.page.id

    def of(kind: Kind, identity: str) -> _Verdicts:
        return judged.get((kind, identity), _NOBODY)

    blocks = tuple(
        _settle(grown, "line", block, of("line", line_id(page, block.span))) for block in grown.article.blocks
    )
    corrected = replace(
        grown,
        article=recut(grown.article, blocks),
        publication=_date(grown, of("page", page)),
        mentions=_settle_all(grown, "mention", grown.mentions, judged),
        statements=tuple(
            sorted(_settle_all(grown, "statement", grown.statements, judged), key=lambda one: (one.cue, one.content))
        ),
        events=_settle_all(grown, "event", grown.events, judged),
    )
    return follow(read, grown, corrected, told)


def _settle_all(record: Record, kind: Kind, things: tuple[T, ...], judged: Mapping[Any, _Verdicts]) -> tuple[T, ...]:
    """Return the things of one kind as judged, without those that are none."""
    settled = []
    for thing in things:
        # The event that a statement is bears the id of one told by the same word.
        verdicts = _NOBODY if getattr(thing, "from_statement", False) else judged.get((kind, thing.id), _NOBODY)
        if verdicts.whole is None or verdicts.whole.verdict != "reject":
            settled.append(_settle(record, kind, thing, verdicts))
    return tuple(settled)


def _settle(record: Record, kind: Kind, thing: Any, verdicts: _Verdicts) -> Any:
    """Return a thing with its fields as judged, its rule and confidence saying so."""
    if verdicts == _NOBODY:
        return thing
    names = []
    wrong = False
    for edit in verdicts.fields:
        field = find_field(kind, edit.field)
        lost = edit.says is None and field is not None and field.needed
        # What is wrong and nothing better known stays to be seen.
        thing = set_field(record, thing, edit.field, edit.old if lost else edit.says or ())
        wrong |= lost
        # Who accepts a thing accepts all of it: then what was changed alone is worth telling.
        if edit.verdict != "accept" or verdicts.whole is None:
            names.append(f"{'!' if edit.says is None else ''}{edit.field}")
    marked = replace(thing, rule=mark_rule(thing.rule, names))
    return replace(marked, confidence=0.0 if wrong else 1.0) if hasattr(marked, "confidence") else marked


def _date(record: Record, verdicts: _Verdicts) -> Publication:
    found = record.publication
    for edit in verdicts.fields:
        day = edit.says[0].value if edit.says else ""
        found = date_page(found, day, accepted=day == found.date)
    return found

"""What can be corrected, as it is shown: a thing of a page with its words, its fields and what they hold."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256
from typing import TYPE_CHECKING

from khabar.model import Span, Statement
from khabar.query.rows import Named, PageRow, page_row
from khabar.query.words import Words, around, words
from khabar.review import FIELDS, WHOLE, hash_text, is_reviewed, read_field, write_value

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from khabar import review
    from khabar.model import Record
    from khabar.query.room import Desk
    from khabar.review import Field, Target, Value
    from khabar.store import KeptEdit


@dataclass(frozen=True, slots=True)
class PartRow:
    """One part of what a field holds: words of the page, a code, day or name, the id of an entity."""

    words: Words | None
    value: str
    entity: str


@dataclass(frozen=True, slots=True)
class FieldRow:
    """A field: the form of its values, the codes it may hold, what it holds, how it was judged ("" for not yet).

    `seen` is a digest of what it holds, by which a form tells what its sender saw.
    """

    name: str
    form: str
    choices: tuple[str, ...]
    needed: bool
    parts: tuple[PartRow, ...]
    verdict: str
    seen: str


@dataclass(frozen=True, slots=True)
class ThingRow:
    """A thing of a page: where it stands, the line around it, how sure the reading is (None: it does not say).

    `known` are those whom the page names, by id.
    """

    kind: str
    id: str
    page: PageRow
    hash: str
    words: Words
    line: Words
    confidence: float | None
    rule: str
    reviewed: bool
    fields: tuple[FieldRow, ...]
    known: tuple[Named, ...]


@dataclass(frozen=True, slots=True)
class EditRow:
    """A correction as it is kept: who judged what when, and why it could not act, "" where it did.

    `title` is the headline of the page, "" where it has none; `here` tells whether the page is in the record.
    """

    number: int
    who: str
    when: str
    page: str
    title: str
    here: bool
    kind: str
    target: str
    words: Words
    field: str
    verdict: str
    old: tuple[PartRow, ...]
    new: tuple[PartRow, ...]
    note: str
    conflict: str


def find_leading(kept: Iterable[KeptEdit]) -> list[KeptEdit]:
    """Return edits without those that one form made beside another: of a thing accepted as a whole, its fields."""
    kept = list(kept)
    wholes = {(form_of(one), one.conflict) for one in kept if one.edit.field == WHOLE and one.edit.verdict == "accept"}
    return [
        one
        for one in kept
        if one.edit.field == WHOLE or one.edit.verdict != "accept" or (form_of(one), one.conflict) not in wholes
    ]


def form_of(kept: KeptEdit) -> tuple[str, str, str, str]:
    """Return by what the edits that one form made of a thing are known."""
    return kept.edit.who, kept.edit.when, kept.edit.kind, kept.edit.target


def edit_row(desk: Desk, kept: KeptEdit) -> EditRow:
    """Return a correction as shown."""
    edit, catalogue = kept.edit, desk.catalogue
    number = catalogue.numbers.get(edit.page)
    return EditRow(
        number=kept.number,
        who=edit.who,
        when=edit.when,
        page=edit.page,
        title=catalogue.pages[number].title if number is not None else "",
        here=number is not None,
        kind=edit.kind,
        target=edit.target,
        words=_shown(edit.words),
        field=edit.field,
        verdict=edit.verdict,
        old=_parts(edit.old),
        new=_parts(edit.new),
        note=edit.note,
        conflict=kept.conflict,
    )


def read_thing(desk: Desk, record: Record, target: Target) -> ThingRow:
    """Return a thing of a page as shown."""
    text, thing, kind = record.page.text, target.thing, target.kind
    verdicts = {
        kept.edit.field: kept.edit.verdict
        for kept in desk.store.edits(record.page.id)
        if (kept.edit.kind, kept.edit.target, kept.conflict) == (kind, target.id, "")
    }
    rule = getattr(thing, "rule", "")
    title = record.article.title if kind == "page" else None
    at = words(text, title or target.span)
    return ThingRow(
        kind=kind,
        id=target.id,
        page=page_row(desk.catalogue.pages[desk.catalogue.numbers[record.page.id]]),
        hash=hash_text(text),
        words=at,
        line=at if kind == "page" else around(text, _reach(target)),
        confidence=getattr(thing, "confidence", None),
        rule=rule,
        reviewed=is_reviewed(rule) or "date" in verdicts,
        fields=tuple(_field(record, target, field, verdicts) for field in FIELDS[kind]),
        known=tuple(Named(one.id, one.name, one.name_en, one.type) for one in record.entities),
    )


def digest_value(value: Value) -> str:
    """Return a digest of what a field holds."""
    return sha256(write_value(value)).hexdigest()[:16]


def _reach(target: Target) -> Span:
    """Return the words from which a thing is understood."""
    thing = target.thing
    if not isinstance(thing, Statement):
        return target.span
    spans = [thing.cue, thing.content, *filter(None, (thing.source,))]
    return Span(min(span.start for span in spans), max(span.end for span in spans))


def _field(record: Record, target: Target, field: Field, verdicts: Mapping[str, str]) -> FieldRow:
    value = read_field(record, target, field.name)
    whole = "accept" if target.kind != "page" and verdicts.get(WHOLE) == "accept" else ""
    return FieldRow(
        name=field.name,
        form=field.form,
        choices=field.choices,
        needed=field.needed,
        parts=_parts(value),
        verdict=verdicts.get(field.name, whole),
        seen=digest_value(value),
    )


def _parts(value: Value) -> tuple[PartRow, ...]:
    return tuple(PartRow(_shown(part.words) if part.words else None, part.value, part.entity) for part in value)


def _shown(at: review.Words) -> Words:
    return Words(at.start, at.end, at.text)

"""What changed between two records of a page: the page itself, what is said on it, what is done on it.

A statement or event is the same in both where its id is; where the text of the page moved it, where its words are.
Then its fields are compared, spans by their words: that a thing stands elsewhere, or was read by another rule or with
another confidence, is no change of what is told.
"""

from __future__ import annotations

from dataclasses import dataclass, fields, is_dataclass
from typing import TYPE_CHECKING, Literal, NamedTuple

from khabar.model import Event, Participant, Relay, Span, Statement

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from khabar.model import Entity, Record

Outcome = Literal["added", "removed", "changed"]
Kind = Literal["page", "statement", "event", "entity"]
# Names of places in the text, and how a thing was found.
_ASIDE = frozenset({"id", "rule", "confidence", "same_as", "said_in"})


class Difference(NamedTuple):
    """A field that says one thing before and another after, each as text."""

    field: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that was added, removed or changed. `page` is "" for an entity, which is of the whole pile."""

    outcome: Outcome
    kind: Kind
    page: str
    id: str
    says: str  # the words that show which it is
    differences: tuple[Difference, ...] = ()


def find_changes(before: Record | None, after: Record | None) -> Iterator[Change]:
    """Yield what changed on a page; None is a page that is not there. One of the two must be."""
    page = after or before
    if page is None:
        return
    old, new = _page_facts(before), _page_facts(after)
    differences = _compare(old, new) if before and after else ()
    if differences or before is None or after is None:
        outcome: Outcome = "changed" if before and after else "removed" if before else "added"
        yield Change(outcome, "page", page.page.id, page.page.id, _words(page, page.article.title), differences)
    yield from _of_things("statement", before, after)
    yield from _of_things("event", before, after)


def find_entity_changes(before: Iterable[Entity], after: Iterable[Entity]) -> Iterator[Change]:
    """Yield the entities that one pile names and the other does not, and those the lexicon now knows otherwise."""
    old, new = {e.id: e for e in before}, {e.id: e for e in after}
    for one in sorted(old.keys() | new.keys()):
        entity = new.get(one) or old[one]
        says = " / ".join(filter(None, (entity.name, entity.name_en)))
        if one in old and one in new:
            differences = _compare(_facts(old[one], ""), _facts(new[one], ""))
            if differences:
                yield Change("changed", "entity", "", one, says, differences)
        else:
            yield Change("added" if one in new else "removed", "entity", "", one, says)


def _of_things(kind: Literal["statement", "event"], before: Record | None, after: Record | None) -> Iterator[Change]:
    old, new = _things(kind, before), _things(kind, after)
    pairs = [(one, one) for one in old if one in new]
    gone, come = [one for one in old if one not in new], [one for one in new if one not in old]
    moved = _moved({one: old[one] for one in gone}, {one: new[one] for one in come})
    page = (after or before).page.id  # type: ignore[union-attr]  # one of the two is there
    for one, other in (*pairs, *moved.items()):
        differences = _compare(old[one], new[other])
        if differences:
            yield Change("changed", kind, page, other, _says(new[other]), differences)
    yield from (Change("removed", kind, page, one, _says(old[one])) for one in gone if one not in moved)
    yield from (Change("added", kind, page, one, _says(new[one])) for one in come if one not in moved.values())


def _moved(gone: dict[str, dict[str, str]], come: dict[str, dict[str, str]]) -> dict[str, str]:
    """Return which of the things that went came back at another place, each taken once, in order."""
    places: dict[str, list[str]] = {}
    for one, facts in come.items():
        places.setdefault(_says(facts), []).append(one)
    return {one: places[_says(facts)].pop(0) for one, facts in gone.items() if places.get(_says(facts))}


def _things(kind: Literal["statement", "event"], record: Record | None) -> dict[str, dict[str, str]]:
    if record is None:
        return {}
    things: tuple[Statement | Event, ...] = record.statements if kind == "statement" else record.events
    return {thing.id: _facts(thing, record.page.text) for thing in things}


def _says(facts: dict[str, str]) -> str:
    """Return the words by which a statement or event is known on its page."""
    if "cue" in facts:
        return f"{facts['cue']}: {facts['content']}"
    parties = " > ".join(filter(None, (facts["actors"], facts["recipients"])))
    return f"{facts['trigger']} ({facts['type']}{f' {parties}' if parties else ''})"


def _page_facts(record: Record | None) -> dict[str, str]:
    if record is None:
        return {}
    page, article, day = record.page, record.article, record.publication
    return {
        "url": page.url,
        "outlet": page.outlet,
        "captured": page.captured,
        "title": _words(record, article.title),
        "article": "\n".join(_words(record, span) for span in article.body),
        "published": day.date,
        "earliest": day.earliest,
        "latest": day.latest,
        "text": page.text,
    }


def _facts(thing: object, text: str) -> dict[str, str]:
    """Return the fields of a thing as text, spans by their words."""
    return {
        field.name: _told(getattr(thing, field.name), text)
        for field in fields(thing)  # type: ignore[arg-type]  # given dataclasses alone
        if field.name not in _ASIDE
    }


def _told(value: object, text: str) -> str:
    if value is None:
        return ""
    if isinstance(value, Span):
        return text[value.start : value.end]
    if isinstance(value, tuple):
        return "; ".join(_told(one, text) for one in value)
    if isinstance(value, (Participant, Relay)):
        return f"{value.name} [{value.entity}]" if value.entity else value.name or _told(value.span, text)
    if is_dataclass(value):
        return " ".join(filter(None, (_told(getattr(value, field.name), text) for field in fields(value))))
    return str(value)


def _compare(old: dict[str, str], new: dict[str, str]) -> tuple[Difference, ...]:
    return tuple(Difference(name, old[name], new[name]) for name in old if old[name] != new[name])


def _words(record: Record, span: Span | None) -> str:
    return record.page.text[span.start : span.end] if span else ""

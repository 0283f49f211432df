"""Who and what a page names: one line for each person, organisation or place, with every mention of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import orjson

from khabar.export.terminal import isolated
from khabar.text.fold import fold_form

if TYPE_CHECKING:
    from collections.abc import Iterator

    from khabar.model import Entity, Mention, MentionType, Record

# Code points that still read at a glance; places shown of a name that stands in many.
_NAME_WIDTH = 60
_MOST_PLACES = 8
_NO_ID = "-"


class Named(NamedTuple):
    """What a page names: its entity, None where no known one bears the name, and its mentions in page order."""

    type: MentionType
    entity: Entity | None
    mentions: tuple[Mention, ...]


def find_named(record: Record) -> Iterator[Named]:
    """Yield what the page names, in the order of first mentions.

    Mentions without an entity are one where their type is and their words are, spelling aside.
    """
    known = {entity.id: entity for entity in record.entities}
    groups: dict[tuple[str, ...], list[Mention]] = {}
    for mention in record.mentions:
        one = (mention.entity,) if mention.entity else (mention.type, fold_form(_text(record, mention)))
        groups.setdefault(one, []).append(mention)
    for mentions in groups.values():
        entity = known.get(mentions[0].entity)
        yield Named(entity.type if entity else mentions[0].type, entity, tuple(mentions))


def write_named(record: Record, named: Named) -> bytes:
    """Return what is named as one line of JSON: its ids and names, the forms found on the page, its mentions."""
    entity, forms = named.entity, _forms(record, named)
    return orjson.dumps(
        {
            "page": record.page.id,
            "id": entity.id if entity else "",
            "type": named.type,
            "name": entity.name if entity else forms[0],
            "name_en": entity.name_en if entity else "",
            "names": list(entity.names) if entity else forms,
            "forms": forms,
            "country": entity.country if entity else "",
            "actor_code": entity.actor_code if entity else "",
            "mentions": [
                {"start": m.span.start, "end": m.span.end, "text": _text(record, m), "rule": m.rule}
                for m in named.mentions
            ],
        }
    )


def write_named_row(record: Record, named: Named) -> str:
    """Return what is named as one line for a terminal: type, id, names, country and code, where it stands."""
    entity = named.entity
    forms = ", ".join(isolated(form, _NAME_WIDTH) for form in _forms(record, named))
    english = f" {entity.name_en}" if entity and entity.name_en else ""
    state = " ".join(filter(None, (entity.country, entity.actor_code))) if entity else ""
    places = [f"{m.span.start}\u2013{m.span.end}" for m in named.mentions]
    more = f" and {len(places) - _MOST_PLACES} more" if len(places) > _MOST_PLACES else ""
    where = f"[{isolated(record.page.id)} {' '.join(places[:_MOST_PLACES])}{more}]"
    return f"{named.type}  {entity.id if entity else _NO_ID:<36}  {forms}{english}  {state:<10}  {where}"


def _forms(record: Record, named: Named) -> list[str]:
    """Return the different forms on the page, the longest first."""
    forms = dict.fromkeys(_text(record, mention) for mention in named.mentions)
    return sorted(forms, key=len, reverse=True)


def _text(record: Record, mention: Mention) -> str:
    return record.page.text[mention.span.start : mention.span.end]

"""Reprints and their groups as JSON objects of the public contract (`docs/reprints.md`), and as lines for people."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import orjson

from khabar.export.terminal import isolated

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from khabar.account import Group, Origin, Reprint
    from khabar.corpus import Sheet
    from khabar.model import Span

_TITLE_WIDTH = 70
_NAME_WIDTH = 40


def write_reprint(found: Reprint, group: str) -> bytes:
    """Return a pair of pages as one line of JSON; `group` is the id of their group, "" where they are in none."""
    return orjson.dumps(
        {
            "a": found.a,
            "b": found.b,
            "kind": found.kind,
            "share_a": found.share_a,
            "share_b": found.share_b,
            "first": found.first,
            "by": found.by,
            "source": found.source,
            "group": group,
            "stretches": [{"a": _place(s.a), "b": _place(s.b), "words": s.words} for s in found.stretches],
        }
    )


def write_group(group: Group) -> bytes:
    """Return a group of pages as one line of JSON."""
    origins = [{"source": o.source, "first": o.first, "pages": o.pages} for o in group.origins]
    return orjson.dumps({"id": group.id, "pages": group.pages, "outlets": group.outlets, "origins": origins})


def write_table(reprints: Sequence[Reprint], groups: Sequence[Group], sheets: Iterable[Sheet]) -> Iterator[str]:
    """Yield the groups, the largest first, each page with what it copies most of; then the passages; then the sums."""
    by_page = {sheet.page: sheet for sheet in sheets}
    closest = _find_closest(reprints)
    for group in sorted(groups, key=lambda group: (-len(group.pages), group.id)):
        yield from _write_group(group, closest, by_page)
        yield ""
    passages = [found for found in reprints if found.kind == "passage"]
    for found in passages:
        words = max(stretch.words for stretch in found.stretches)
        yield f"passage of {words} words: {_name(by_page[found.a])} and {_name(by_page[found.b])}"
    yield f"{len(by_page)} pages, {len(groups)} groups, {len(reprints) - len(passages)} pairs, {len(passages)} passages"


def _write_group(group: Group, closest: Mapping[str, Reprint], by_page: Mapping[str, Sheet]) -> Iterator[str]:
    title = isolated(by_page[group.id].title, _TITLE_WIDTH) or "(no title)"
    counts = [_count(len(group.pages), "page")]
    if any(group.outlets):
        counts.append(_count(len(group.outlets), "outlet"))
    yield f"{', '.join(counts)}, {_count(len(group.origins), 'independent origin')}: {title}"
    for origin in group.origins:
        yield f"  {_source(origin)}"
        for page in origin.pages:
            sheet = by_page[page]
            day = sheet.latest if sheet.latest == sheet.earliest else ""
            yield f"    {day or 'date open':<10}  {_name(sheet)}  {_relation(page, closest[page])}"


def _find_closest(reprints: Iterable[Reprint]) -> dict[str, Reprint]:
    """Return for each page the pair in which most of it stands in the other page; of equals the first."""
    closest: dict[str, tuple[float, Reprint]] = {}
    for found in reprints:
        for page, share in ((found.a, found.share_a), (found.b, found.share_b)):
            if found.kind != "passage" and (page not in closest or share > closest[page][0]):
                closest[page] = share, found
    return {page: found for page, (_, found) in closest.items()}


def _relation(page: str, found: Reprint) -> str:
    share, rest, other = (
        (found.share_a, found.share_b, found.b) if page == found.a else (found.share_b, found.share_a, found.a)
    )
    kind = "whole text" if found.kind == "cut" and share < rest else found.kind
    first = f", first by {found.by}" if found.first == page else ""
    return f"{kind}: {share:.0%} of it in {isolated(other)}{first}"


def _source(origin: Origin) -> str:
    if origin.source:
        return f"from {isolated(origin.source, _NAME_WIDTH)}"
    return f"from {isolated(origin.first)}" if origin.first else "who was first is not told"


def _name(sheet: Sheet) -> str:
    return " ".join(filter(None, (isolated(sheet.outlet, _NAME_WIDTH), isolated(sheet.page))))


def _count(number: int, thing: str) -> str:
    return f"{number} {thing}{'' if number == 1 else 's'}"


def _place(span: Span) -> dict[str, Any]:
    return {"start": span.start, "end": span.end}

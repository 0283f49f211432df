"""Pages that print one text brought together in groups, and from how many independent origins a group comes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from khabar.account import Group, Origin

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from khabar.account import Reprint
    from khabar.corpus.sheets import Sheet

# Share of a page's words from which on it does not stand for itself.
_MOST = 0.6


def find_groups(reprints: Sequence[Reprint], sheets: Iterable[Sheet]) -> tuple[Group, ...]:
    """Return the groups of pages joined by `reprints`, in order of their first page ids.

    A passage joins no pages, since articles of different matters may quote one text. Within a group, pages of one
    origin are those that share most of their text, that credit the same source, that are of one outlet, or of which one
    credits or names the other, and with them what is cut from one of them; a page that has most of its text from nobody
    else is an origin of its own.
    """
    by_page = {sheet.page: sheet for sheet in sheets}
    joined = [found for found in reprints if found.kind != "passage"]
    groups = _join({page for found in joined for page in (found.a, found.b)}, [(r.a, r.b) for r in joined])
    heads = {page: group[0] for group in groups for page in group}
    of_group: dict[str, list[Reprint]] = {}
    for found in joined:
        of_group.setdefault(heads[found.a], []).append(found)
    return tuple(_describe(group, of_group[group[0]], by_page) for group in groups)


def _describe(pages: tuple[str, ...], reprints: list[Reprint], by_page: Mapping[str, Sheet]) -> Group:
    links = _same_key(pages, {page: by_page[page].own for page in pages})
    outlets = _join(pages, links)
    links += _same_key(pages, {page: by_page[page].credited for page in pages})
    links += [(r.a, r.b) for r in reprints if min(r.share_a, r.share_b) >= _MOST or r.by in ("credit", "named")]
    links += _find_parents(_join(pages, links), reprints, by_page)
    origins = tuple(_describe_origin(part, reprints, by_page) for part in _join(pages, links))
    return Group(pages[0], pages, tuple(by_page[part[0]].outlet for part in outlets), origins)


def _find_parents(
    parts: list[tuple[str, ...]], reprints: list[Reprint], by_page: Mapping[str, Sheet]
) -> Iterator[tuple[str, str]]:
    """Yield for each part of a group the one link to a page outside it that holds most of a page of the part.

    One alone: a short piece that stands in two long articles makes these no one article.
    """
    part_of = {page: part[0] for part in parts for page in part}
    best: dict[str, tuple[bool, bool, float, str, str]] = {}
    for found in reprints:
        share, rest, page, parent = found.share_a, found.share_b, found.a, found.b
        if share < rest:
            share, rest, page, parent = rest, share, parent, page
        if share >= _MOST and part_of[page] != part_of[parent]:
            link = found.first == parent, bool(by_page[parent].credited), rest, parent, page
            best[part_of[page]] = max(link, best.get(part_of[page], link))
    yield from ((page, parent) for *_, parent, page in best.values())


def _describe_origin(pages: tuple[str, ...], reprints: list[Reprint], by_page: Mapping[str, Sheet]) -> Origin:
    """Return an origin with the agency or outlet its pages credit most, and the one page that no other precedes."""
    own = {key for page in pages for key in by_page[page].own}
    counts: dict[str, int] = {}
    for page in pages:
        for key in by_page[page].credited:
            if key not in own:
                counts[key] = counts.get(key, 0) + 1
    source = min(counts, key=lambda key: (-counts[key], key)) if counts else ""
    later = {
        found.b if found.first == found.a else found.a
        for found in reprints
        if found.first and found.a in pages and found.b in pages
    }
    firsts = [page for page in pages if page not in later]
    return Origin(source, firsts[0] if len(firsts) == 1 else "", pages)


def _same_key(pages: Iterable[str], keys: Mapping[str, Iterable[str]]) -> list[tuple[str, str]]:
    """Return links between pages that have a key in common."""
    first: dict[str, str] = {}
    return [(first.setdefault(key, page), page) for page in pages for key in keys[page]]


def _join(pages: Iterable[str], links: Iterable[tuple[str, str]]) -> list[tuple[str, ...]]:
    """Return the sets of pages that links hold together, each in order and in order of their first."""
    parents = {page: page for page in sorted(pages)}

    def root(page: str) -> str:
        while parents[page] != page:
            parents[page] = parents[parents[page]]
            page = parents[page]
        return page

    for one, other in links:
        low, high = sorted((root(one), root(other)))
        parents[high] = low
    sets: dict[str, list[str]] = {}
    for page in parents:
        sets.setdefault(root(page), []).append(page)
    return [tuple(members) for members in sets.values()]

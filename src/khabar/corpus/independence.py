"""How many outlets tell a thing, and from how many independent origins they have it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from khabar.account import Group
    from khabar.corpus.leaves import Leaf


class Independence:
    """Which pages of a pile have what they tell from one origin.

    Pages of one outlet are one, and so are pages that credit the same agency or stand in one origin of their group.
    """

    def __init__(self, leaves: Iterable[Leaf], groups: Iterable[Group]) -> None:
        self._leaves = {leaf.page: leaf for leaf in leaves}
        self._origins = {
            page: f"{group.id}#{number}"
            for group in groups
            for number, origin in enumerate(group.origins)
            for page in origin.pages
        }

    def count(self, pages: Iterable[str]) -> int:
        """Return from how many independent origins `pages` come, at least one where there is a page."""
        return len(_join([tuple(self._keys(page)) for page in sorted(set(pages))]))

    def outlets(self, pages: Iterable[str]) -> tuple[str, ...]:
        """Return the names of the outlets of `pages`, each once, in order; those that show none are left out."""
        names: dict[str, str] = {}
        for page in sorted(set(pages)):
            leaf = self._leaves[page]
            names.setdefault(min(leaf.own, default=leaf.outlet), leaf.outlet)
        return tuple(sorted(set(names.values()) - {""}))

    def _keys(self, page: str) -> Iterator[str]:
        leaf = self._leaves[page]
        yield f"page {page}"
        yield from (f"outlet {key}" for key in sorted(leaf.own) if key)
        # An agency that prints its own text is the origin of those that credit it.
        yield from (f"outlet {key}" for key in leaf.credited)
        if page in self._origins:
            yield f"origin {self._origins[page]}"


def _join(groups: Sequence[tuple[str, ...]]) -> list[set[str]]:
    """Return the sets of keys that stand together in a group, directly or by others."""
    joined: list[set[str]] = []
    for keys in groups:
        merged = set(keys)
        apart = []
        for one in joined:
            if merged.isdisjoint(one):
                apart.append(one)
            else:
                merged |= one
        joined = [*apart, merged]
    return joined

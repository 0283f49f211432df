"""What the user says of who is who, in a file of lines that they write and edit.

::

    # one person under two names
    join   khabar:some-envoy   name:PER:ahmad idrisi
    # on this page the name is somebody else's, whom you name as you like
    split  name:PER:ahmad idrisi   2a122cef682afff7   name:PER:ahmad idrisi the younger

Columns are parted by tabs, or by two spaces or more. The first id of a join stays; ids are those that `khabar entity`
prints. A line that is blank or opens with `#` says nothing.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import NamedTuple

from khabar.errors import UsageError

_COLUMNS = re.compile(r"\t+ *| {2,}")


class Split(NamedTuple):
    """On `page`, what is told of `identity` is told of `other`."""

    identity: str
    page: str
    other: str
    line: int


class Join(NamedTuple):
    """`other` is `identity`."""

    identity: str
    other: str
    line: int


@dataclass(frozen=True, slots=True)
class Joins:
    """Splits are done first, then joins."""

    joins: tuple[Join, ...] = ()
    splits: tuple[Split, ...] = ()

    def find_heads(self) -> dict[str, Join]:
        """Return for each identity that is joined to another the join that leads to the one that stays."""
        by_other = {join.other: join for join in self.joins}
        heads: dict[str, Join] = {}
        for other, join in by_other.items():
            head = join
            while head.identity in by_other:
                head = by_other[head.identity]
            heads[other] = join._replace(identity=head.identity)
        return heads


NO_JOINS = Joins()


def read_joins(text: str, name: str) -> Joins:
    """Return the joins and splits that `text` holds; `name` is what errors call it.

    Raises:
        UsageError: with every fault: a line that is neither a join nor a split, one with too few or too many columns,
            an identity joined to itself or to two others, a page split twice, joins in a circle.

    """
    joins: dict[str, Join] = {}
    splits: dict[tuple[str, str], Split] = {}
    faults: list[str] = []
    for number, line in enumerate(text.splitlines(), 1):
        columns = _COLUMNS.split(line.strip())
        if not columns[0] or columns[0].startswith("#"):
            continue
        fault = _read_line(columns, number, joins, splits)
        if fault:
            faults.append(f"{name}:{number}: {fault}")
    faults += [f"{name}:{join.line}: joins lead in a circle" for join in joins.values() if _is_circle(join, joins)]
    if faults:
        raise UsageError("\n".join(faults))
    return Joins(tuple(joins.values()), tuple(splits.values()))


def _read_line(columns: list[str], number: int, joins: dict[str, Join], splits: dict[tuple[str, str], Split]) -> str:
    """Add what a line says; return what is wrong with it, "" for nothing."""
    match columns:
        case ["join", identity, other]:
            if identity == other:
                return "an identity is joined to itself"
            if other in joins:
                return f"{other} is joined already, in line {joins[other].line}"
            joins[other] = Join(identity, other, number)
        case ["split", identity, page, other]:
            if identity == other:
                return "an identity is split from itself"
            if (identity, page) in splits:
                return f"{identity} is split on {page} already, in line {splits[identity, page].line}"
            splits[identity, page] = Split(identity, page, other, number)
        case _:
            return "write `join  ID  OTHER` or `split  ID  PAGE  OTHER`, columns parted by a tab or two spaces"
    return ""


def _is_circle(join: Join, joins: dict[str, Join]) -> bool:
    at, seen = join.identity, {join.other}
    while at in joins and at not in seen:
        seen.add(at)
        at = joins[at].identity
    return at == join.other

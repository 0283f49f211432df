"""Entities of many pages joined into identities, each join with its reason: one id, one name, one office on its day."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from khabar.account import Identity, Joined
from khabar.corpus.bearers import Bearing, find_bearers
from khabar.corpus.joins import NO_JOINS, Joins
from khabar.corpus.roles import Roles

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from khabar.corpus.joins import Join, Split
    from khabar.corpus.leaves import Leaf
    from khabar.lexicon import Lexicon
    from khabar.model import Entity

_MOST_NAMES = 12


@dataclass(frozen=True, slots=True)
class Who:
    """The identities of a pile, and which of them an entity or a name on a page is."""

    identities: tuple[Identity, ...]
    of: Mapping[tuple[str, str], str]

    def find(self, page: str, entity: str, name: str) -> str:
        """Return the identity of an entity on a page, or of a name that has none; else the name itself."""
        return self.of.get((page, entity or name), entity or name)


def find_identities(leaves: Sequence[Leaf], lexicon: Lexicon, joins: Joins = NO_JOINS) -> Who:
    """Return the identities of all pages, in order of their ids. The order of `leaves` is all one."""
    ordered = sorted(leaves, key=lambda leaf: leaf.page)
    entities = {entity.id: entity for leaf in ordered for entity in leaf.entities}
    bearings = [*_by_id(ordered), *find_bearers(ordered, lexicon.names), *_by_role(ordered, lexicon)]
    splits, heads = {(split.identity, split.page): split for split in joins.splits}, joins.find_heads()
    bearings = [_as_told(bearing, splits, heads) for bearing in bearings]
    of = {(bearing.page, bearing.entity): bearing.identity for bearing in bearings}
    of.update(_find_aliases(ordered, of))
    by_identity: dict[str, list[Bearing]] = {}
    for bearing in bearings:
        by_identity.setdefault(bearing.identity, []).append(bearing)
    known = {**lexicon.names.entities, **entities}
    identities = (_describe(one, borne, known.get(one)) for one, borne in sorted(by_identity.items()))
    return Who(tuple(identities), of)


def find_unused(joins: Joins, identities: Sequence[Identity]) -> Iterator[str]:
    """Yield what is wrong with each join and split that no page bears out."""
    done = {(part.why, part.page) for one in identities for part in one.parts if part.by == "user"}
    reasons = {why for why, _ in done}
    for join in joins.find_heads().values():
        if _join_reason(join) not in reasons:
            yield f"line {join.line}: no page names {join.other}"
    for split in joins.splits:
        if (_split_reason(split), split.page) not in done:
            yield f"line {split.line}: there is no page {split.page} that names {split.identity}"


def _by_id(leaves: Iterable[Leaf]) -> Iterator[Bearing]:
    for leaf in leaves:
        for entity in leaf.entities:
            yield Bearing(leaf.page, entity.id, entity.type, entity.country, entity.id, "id", "")


def _by_role(leaves: Iterable[Leaf], lexicon: Lexicon) -> Iterator[Bearing]:
    """Yield the bare roles that speak or act on dated pages, as those who held them then."""
    roles = Roles(lexicon.names)
    for leaf in leaves:
        for name, person in sorted(_called(leaf, lexicon.names.entities)):
            holder = roles.find_holder(name, leaf.days)
            if holder and person in ("", holder.person):
                country = lexicon.names.entities[holder.person].country
                yield Bearing(leaf.page, name, "PER", country, holder.person, "role", holder.why)


def _called(leaf: Leaf, known: Mapping[str, Entity]) -> set[tuple[str, str]]:
    """Return what speakers and parties are called, with the person a page found their role to be, "" for none."""
    names = {(statement.speaker_name, statement.speaker) for statement in leaf.statements if statement.speaker}
    for event in leaf.events:
        names.update((party.name, party.entity) for party in (*event.actors, *event.recipients) if party.entity)
    people = {(name, id_) for name, id_ in names if id_ in known and known[id_].type == "PER"}
    roles = {(name, id_) for name, id_ in people if name not in known[id_].names}
    return roles | {(name, "") for name in _unknown_names(leaf)}


def _unknown_names(leaf: Leaf) -> set[str]:
    names = {statement.speaker_name for statement in leaf.statements if not statement.speaker}
    for event in leaf.events:
        names.update(party.name for party in (*event.actors, *event.recipients) if not party.entity)
    names.update(named.text for named in leaf.named)
    return names - {""}


def _as_told(bearing: Bearing, splits: Mapping[tuple[str, str], Split], heads: Mapping[str, Join]) -> Bearing:
    """Return a bearing as the user's splits and joins have it."""
    if split := splits.get((bearing.identity, bearing.page)):
        bearing = bearing._replace(identity=split.other, by="user", why=_split_reason(split))
    if join := heads.get(bearing.identity):
        bearing = bearing._replace(identity=join.identity, by="user", why=_join_reason(join))
    return bearing


def _split_reason(split: Split) -> str:
    return f"split from {split.identity} by line {split.line} of the joins"


def _join_reason(join: Join) -> str:
    return f"{join.other} is joined to it by line {join.line} of the joins"


def _find_aliases(leaves: Iterable[Leaf], of: Mapping[tuple[str, str], str]) -> dict[tuple[str, str], str]:
    """Return who speakers and parties are whose name ends with a name of their page: "the spokesman Ali Ahmadi"."""
    aliases: dict[tuple[str, str], str] = {}
    for leaf in leaves:
        for name in _unknown_names(leaf):
            if (leaf.page, name) in of:
                continue
            inner = next((named for named in leaf.named if named.type == "PER" and _ends_with(name, named.text)), None)
            if inner:
                aliases[leaf.page, name] = of[leaf.page, inner.text]
    return aliases


def _ends_with(name: str, inner: str) -> bool:
    return name.endswith(inner) and not name[: -len(inner)][-1:].isalnum()


def _describe(identity: str, borne: Sequence[Bearing], entity: Entity | None) -> Identity:
    """Return an identity with its parts in order of pages, described by the lexicon where that knows it."""
    parts = tuple(sorted({Joined(b.page, b.entity, b.by, b.why) for b in borne}, key=_part_order))
    if entity:
        return Identity(
            identity, entity.type, entity.name, entity.name_en, entity.names, entity.country, entity.actor_code,
            entity.wikidata, entity.geonames, entity.lat, entity.lon, entity.place_precision, parts,
        )  # fmt: skip
    counts = Counter(bearing.entity for bearing in borne)
    names = sorted(counts, key=lambda name: (-counts[name], -len(name), name))
    countries = Counter(bearing.country for bearing in borne if bearing.country)
    country = min(countries, key=lambda one: (-countries[one], one)) if countries else ""
    return Identity(identity, borne[0].type, names[0], names=tuple(names[:_MOST_NAMES]), country=country, parts=parts)


def _part_order(part: Joined) -> tuple[str, str, str]:
    return part.page, part.entity, part.by

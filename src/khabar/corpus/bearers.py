"""Names without an entity brought together across pages: one bearer or several, and why.

One name is one bearer unless something parts them: titles of different states, or, where the name is so common that
it proves little, pages about different states: of two given names where nobody else stands on both pages, of a
ministry or a village always.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING, NamedTuple

from khabar.corpus.named import name_key
from khabar.text.letters import ARTICLE

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from khabar.account import JoinedBy
    from khabar.corpus.leaves import Leaf
    from khabar.corpus.named import Named
    from khabar.lexicon.names import NameLexicon
    from khabar.model import MentionType

# Letters in which outlets differ when they spell a foreign name: the vowels and the hamza; gayn and geem.
_VOWELS = frozenset("\u0627\u0648\u064a\u0621\u0647\u0649")
_GS = str.maketrans("\u063a", "\u062c")
_LONG_NAME = 3
_LEAST_LETTERS = 3


class Bearing(NamedTuple):
    """An entity or name of a page, and the identity it belongs to."""

    page: str
    entity: str  # its id on the page, or the name where it has none
    type: MentionType
    country: str
    identity: str
    by: JoinedBy
    why: str


class Borne(NamedTuple):
    """A name on one page, with the state that page is about, and the people and bodies it names besides."""

    page: str
    home: str
    named: Named
    around: frozenset[str]


class Bearer(NamedTuple):
    """All pages on which one name is held to mean one; `state` is what parts them from others, "" for nothing."""

    type: MentionType
    key: str
    state: str
    borne: tuple[Borne, ...]

    @property
    def id(self) -> str:
        """The id of the identity."""
        return f"name:{self.type}:{self.key}{'@' if self.state else ''}{self.state}"

    @property
    def countries(self) -> frozenset[str]:
        """The states that titles give the bearer."""
        return frozenset(borne.named.country for borne in self.borne if borne.named.country)

    @property
    def homes(self) -> frozenset[str]:
        """The states that the pages are about."""
        return frozenset(borne.home for borne in self.borne if borne.home)


def find_bearers(leaves: Iterable[Leaf], names: NameLexicon) -> Iterator[Bearing]:
    """Yield each name without an entity on each page, with the identity it belongs to."""
    groups: dict[tuple[MentionType, str], list[Borne]] = defaultdict(list)
    for leaf in leaves:
        for named in leaf.named:
            groups[named.type, named.key].append(Borne(leaf.page, leaf.home, named, _find_around(leaf, named)))
    bearers = [bearer for group in sorted(groups) for bearer in _part(*group, groups[group], names)]
    people = [bearer for bearer in bearers if bearer.type == "PER"]
    known, heads = _find_known(people, names), _find_variants(people, names)
    for bearer in bearers:
        entity = known.get(bearer.id) or known.get(heads.get(bearer.id, ""), "")
        identity = entity or heads.get(bearer.id, bearer.id)
        for borne in bearer.borne:
            country = borne.named.country or ("" if bearer.type == "PER" else borne.home)
            why = _tell(bearer, identity)
            yield Bearing(borne.page, borne.named.text, bearer.type, country, identity, "spelling", why)


def _find_around(leaf: Leaf, named: Named) -> frozenset[str]:
    others = {other.key for other in leaf.named if other.type != "LOC" and other.key != named.key}
    return frozenset(others.union(entity.id for entity in leaf.entities if entity.type == "PER"))


def _part(type_: MentionType, key: str, borne: Sequence[Borne], names: NameLexicon) -> Iterator[Bearer]:
    """Yield those who bear a name, in order of the states that part them."""
    own = {one.named.country for one in borne if one.named.country}
    if type_ != "PER":
        states = {one.page: one.named.country or one.home for one in borne}
    elif _is_common(key, names):
        states = _part_by_company(borne)
    elif len(own) > 1:
        states = {one.page: one.named.country or (one.home if one.home in own else "") for one in borne}
    else:
        states = {}
    by_state: dict[str, list[Borne]] = defaultdict(list)
    for one in borne:
        by_state[states.get(one.page, "")].append(one)
    if len(by_state) == 1:
        yield Bearer(type_, key, "", tuple(borne))
        return
    for state in sorted(by_state):
        yield Bearer(type_, key, state, tuple(by_state[state]))


def _part_by_company(borne: Sequence[Borne]) -> dict[str, str]:
    """Return by page the state that tells a bearer from others of one common name.

    Pages about one state, and pages that name others in common, mean one bearer. A page about no state means the one
    whom most pages mean.
    """
    parents = {one.named.country or one.home: one.named.country or one.home for one in borne}

    def root(state: str) -> str:
        while parents[state] != state:
            state = parents[state]
        return state

    met: dict[str, str] = {}
    for one in borne:
        for other in sorted(one.around):
            state = one.named.country or one.home
            low, high = sorted((root(state), root(met.setdefault(other, state))))
            if low:
                parents[high] = low
    counts = Counter(root(one.named.country or one.home) for one in borne)
    most = min((state for state in counts if state), key=lambda state: (-counts[state], state), default="")
    return {one.page: root(one.named.country or one.home) or most for one in borne}


def _is_common(key: str, names: NameLexicon) -> bool:
    """Say whether a name is made of given names alone, so that many bear it."""
    words = key.split(" ")
    return len(words) < _LONG_NAME and all(word in names.given for word in words)


def _find_known(people: Iterable[Bearer], names: NameLexicon) -> dict[str, str]:
    """Return the known person, by bearer, whose name is the same but for its spelling."""
    by_key: dict[str, set[str]] = defaultdict(set)
    for phrase, entities in names.known.phrases.items():
        for entity in entities:
            if entity.type == "PER" and " " in phrase:
                by_key[name_key(phrase, names)].add(entity.id)
    found = {}
    for bearer in people:
        ids = by_key.get(bearer.key, set())
        if len(ids) == 1:
            (person,) = ids
            country = names.entities[person].country
            around = bearer.countries or bearer.homes
            if not around or country in around:
                found[bearer.id] = person
    return found


def _find_variants(people: Sequence[Bearer], names: NameLexicon) -> dict[str, str]:
    """Return for each bearer of a name spelled or shortened otherwise the one it is: the name that most pages have.

    Two are one where one name alone fits the other and nothing parts them.
    """
    alone = [bearer for bearer in people if not bearer.state]
    near: dict[str, set[str]] = defaultdict(set)
    by_id = {bearer.id: bearer for bearer in alone}
    for bucket in _buckets(alone, names):
        for at, one in enumerate(bucket):
            for other in bucket[at + 1 :]:
                if _is_variant(one, other, names):
                    near[one.id].add(other.id)
                    near[other.id].add(one.id)
    heads = {}
    for bearer in alone:
        # A short form of two longer names that are not forms of one another is neither.
        group = {bearer.id, *near[bearer.id]}
        if len(group) > 1 and all(group <= near[one] | {one} for one in group):
            heads[bearer.id] = min(group, key=lambda one: (-len(by_id[one].borne), -len(one), one))
    return heads


def _buckets(people: Iterable[Bearer], names: NameLexicon) -> Iterator[list[Bearer]]:
    """Yield bearers whose names may be forms of one: by their first and last words, and by their consonants."""
    buckets: dict[tuple[str, ...], list[Bearer]] = defaultdict(list)
    for bearer in people:
        words = bearer.key.split(" ")
        buckets["ends", words[0], words[-1]].append(bearer)
        buckets["letters", *(_skeleton(word, names) for word in words)].append(bearer)
    yield from (bucket for bucket in buckets.values() if len(bucket) > 1)


def _is_variant(one: Bearer, other: Bearer, names: NameLexicon) -> bool:
    if one.countries and other.countries and one.countries.isdisjoint(other.countries):
        return False
    if one.homes.isdisjoint(other.homes):
        return False
    short, long = sorted((one.key.split(" "), other.key.split(" ")), key=len)
    if len(short) == len(long):
        return all(_skeleton(a, names) == _skeleton(b, names) for a, b in zip(short, long, strict=True))
    rest = iter(long)
    # A name of given names alone is short of too many longer ones.
    return not _is_common(" ".join(short), names) and all(word in rest for word in short)


def _skeleton(word: str, names: NameLexicon) -> str:
    """Return the consonants of a foreign word; a given name, a definite word, or one of few letters is its own."""
    if word in names.given or word.startswith(ARTICLE):
        return word
    bones = word[0] + "".join(letter for letter in word[1:] if letter not in _VOWELS)
    return bones.translate(_GS) if len(bones) >= _LEAST_LETTERS else word


def _tell(bearer: Bearer, identity: str) -> str:
    parted = f", told from others of that name by {bearer.state}" if bearer.state else ""
    other = "" if identity == bearer.id else f", a form of {identity}"
    return f"written as {bearer.key}{parted}{other}"
